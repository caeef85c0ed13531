/* password - what no password may be, however long it is. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "rules/password.h"

enum {
	CORE_MIN = 4,		/* letters of a word between figures */
	NAME_MIN = 4,		/* letters of a name that is looked for */
	LETTERS_MIN = 8,	/* to be left without what is known */
};

/* In the order of strcmp(). */
static const char *const	used[] = {
#include "used_passwords.h"
};

static const char *const	known_words[] = {
#define WORD(w) w,
#include "password_words.def"
#undef WORD
};

static bool
letter(char c)
{
	return ((c >= 'a' && c <= 'z') || (c & 0x80));
}

static char *
lower(struct arena *a, const char *s)
{
	char	*t = arena_strdup(a, s);

	for (char *c = t; *c != '\0'; c++)
		if (*c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
	return (t);
}

/* The letters that figures and signs stand for. */
static char *
plain(struct arena *a, const char *s)
{
	static const char	signs[] = "013457@$!", letters[] = "oieastasi";
	char			*t = arena_strdup(a, s);
	const char		*at;

	for (char *c = t; *c != '\0'; c++)
		if ((at = strchr(signs, *c)) != NULL)
			*c = letters[at - signs];
	return (t);
}

/* Without figures and signs at both ends; as it is, when that leaves little. */
static const char *
core(struct arena *a, const char *s)
{
	const char	*from = s, *to = s + strlen(s);

	while (*from != '\0' && !letter(*from))
		from++;
	while (to > from && !letter(to[-1]))
		to--;
	return (to - from < CORE_MIN ? s : arena_strndup(a, from, to - from));
}

/* How much of it comes again and again to its end, which may be cut. */
static size_t
period(const char *s)
{
	size_t	n = strlen(s), p = 1;

	while (p < n && strncmp(s, s + p, n - p) != 0)
		p++;
	return (p);
}

static int
by_word(const void *key, const void *item)
{
	return (strcmp(key, *(const char *const *)item));
}

static bool
listed(struct arena *a, const char *s)
{
	const char	*as[] = { s, plain(a, s) };

	for (size_t i = 0; i < sizeof(as) / sizeof(*as); i++)
		if (bsearch(as[i], used, sizeof(used) / sizeof(*used),
		    sizeof(*used), by_word) != NULL)
			return (true);
	return (false);
}

static bool
listed_once(struct arena *a, const char *s)
{
	size_t		 n = period(s);
	const char	*once = arena_strndup(a, s, n);

	return (n < CORE_MIN || listed(a, s) || listed(a, once) ||
	    listed(a, core(a, once)));
}

bool
password_used(struct arena *a, const char *password)
{
	const char	*s = lower(a, password);

	return (listed_once(a, s) || listed_once(a, core(a, s)));
}

struct words {
	const char	**v;
	size_t		  n;
};

/* A name counts whole, and by each word of it. */
static void
add_name(struct arena *a, struct words *w, const char *name)
{
	char	*rest = arena_strdup(a, text_fold(a, name)), *word;
	char	*whole = arena_alloc(a, strlen(rest) + 1);

	*whole = '\0';
	while ((word = strsep(&rest, " ")) != NULL) {
		strcat(whole, word);
		if (strlen(word) >= NAME_MIN)
			w->v[w->n++] = word;
	}
	if (strlen(whole) >= NAME_MIN)
		w->v[w->n++] = whole;
}

static size_t
longest(const struct words *w, const char *s)
{
	size_t	n = 0, length;

	for (size_t i = 0; i < w->n; i++) {
		length = strlen(w->v[i]);
		if (length > n && strncmp(s, w->v[i], length) == 0)
			n = length;
	}
	return (n);
}

/* Too few letters are left when what is known is taken out of it. */
static bool
hardly_more(struct arena *a, const struct words *w, const char *s)
{
	const char	*folded = text_fold(a, s), *from;
	char		*close, *to;
	size_t		 left = 0, n;
	bool		 found = false;

	close = to = arena_alloc(a, strlen(folded) + 1);
	for (from = folded; *from != '\0'; from++)
		if (*from != ' ')
			*to++ = *from;
	*to = '\0';
	for (from = close; *from != '\0'; from += n) {
		if ((n = longest(w, from)) > 0) {
			found = true;
			continue;
		}
		left += letter(*from) && (*from & 0xC0) != 0x80;
		n = 1;
	}
	return (found && left < LETTERS_MIN);
}

/* A name of n characters has at most n / 2 + 1 words, and is one itself. */
static size_t
room(const char *const *names, size_t n)
{
	size_t	words = 0;

	while (n-- > 0)
		words += strlen(names[n]) + 2;
	return (words);
}

bool
password_of_names(struct arena *a, const char *password,
    const char *const *names, size_t n)
{
	enum { KNOWN = sizeof(known_words) / sizeof(*known_words) };
	struct words	w = { .n = KNOWN };

	w.v = arena_array(a, KNOWN + room(names, n), sizeof(*w.v));
	memcpy(w.v, known_words, sizeof(known_words));
	for (size_t i = 0; i < n; i++)
		add_name(a, &w, names[i]);
	return (hardly_more(a, &w, password) ||
	    hardly_more(a, &w, plain(a, lower(a, password))));
}
