/* search_terms - what somebody typed into a search box, taken apart. */
#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "pages/search.h"
#include "queries.h"

enum { WORDS_MAX = 8, SWE_DIGITS = 6, BARE_DIGITS = 3 };

static struct text_list
words_of(struct request *req, const char *typed)
{
	const char	**words = arena_array(req->arena, WORDS_MAX,
			    sizeof(*words));
	struct folded	 *folded = search_fold(req->db, typed);
	size_t		  n = 0, length;

	for (const char *s = folded != NULL ? folded->words : "";
	    *(s += strspn(s, " \t\n")) != '\0' && n < WORDS_MAX; s += length) {
		length = strcspn(s, " \t\n");
		words[n++] = arena_strndup(req->arena, s, length);
	}
	return ((struct text_list){ words, n });
}

const char *
swe_number_in(struct arena *a, const char *typed)
{
	char	digits[SWE_DIGITS + 1];
	size_t	n = 0;

	typed += strspn(typed, " ");
	if (strncasecmp(typed, "sw", 2) == 0)
		typed += 2;
	for (; *typed != '\0'; typed++) {
		if (strchr(" -.", *typed) != NULL)
			continue;
		if (!isdigit((unsigned char)*typed) || n == SWE_DIGITS)
			return (NULL);
		digits[n++] = *typed;
	}
	digits[n] = '\0';
	return (n == 0 || digits[0] == '0' ? NULL :
	    arena_printf(a, "SW%s", digits));
}

/* Few digits that nobody called a number are found in names alone. */
static bool
is_number(const char *typed, const char *number)
{
	return (number != NULL && (toupper((unsigned char)*typed) == 'S' ||
	    strlen(number) >= 2 + BARE_DIGITS));
}

struct search_terms
search_terms(struct request *req, const char *typed)
{
	struct search_terms	 t = { .typed = text_trim(req->arena, typed) };
	const char		*number;

	if (*t.typed == '\0')
		return (t);
	t.words = words_of(req, t.typed);
	if (strchr(t.typed, '@') != NULL)
		t.email = t.typed;
	number = swe_number_in(req->arena, t.typed);
	if (is_number(t.typed, number))
		t.number = number;
	return (t);
}
