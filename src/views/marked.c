/* marked - shows where a text has the words that were searched for. */
#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "views/search.h"

/* A letter of the text, and what the database compares in its place. */
struct folded_letter {
	const char	*at;
	const char	*folded;
};

static bool
is_apostrophe(int32_t c)
{
	return (c == '\'' || c == '`' || c == 0x2018 || c == 0x2019 ||
	    c == 0x02bc);
}

static bool
is_mark(int32_t c)
{
	return (c >= 0x0300 && c <= 0x036f);
}

/* Does a mark that belongs to the letter before come next? */
static bool
mark_follows(const char *s)
{
	return (is_mark(text_next(&s)));
}

static bool
is_gap(int32_t c)
{
	return (c == '-' || c == 0x2010 || c == 0x2011 || c == ' ');
}

static const char *
folded(struct arena *a, int32_t c, const char *at, size_t length)
{
	if (is_apostrophe(c) || is_mark(c))
		return ("");
	if (is_gap(c))
		return (" ");
	if (c < 0x80)
		return (arena_printf(a, "%c", tolower(c)));
	return (text_fold(a, arena_strndup(a, at, length)));
}

/* Every letter, and one behind the last that has nothing. */
static struct folded_letter *
letters_of(struct arena *a, const char *text)
{
	struct folded_letter	*letters = arena_array(a, strlen(text) + 1,
			    sizeof(*letters));
	size_t		 n = 0;
	const char	*s = text;
	int32_t		 c;

	for (;;) {
		letters[n].at = s;
		if ((c = text_next(&s)) == 0)
			break;
		letters[n].folded = folded(a, c, letters[n].at,
		    (size_t)(s - letters[n].at));
		n++;
	}
	return (letters);
}

/* How many letters from here on are the word; 0 when they are not. */
static size_t
letters_matched(const struct folded_letter *from, const char *word)
{
	size_t	n = 0, left = strlen(word), length;

	for (; left > 0; n++) {
		if (from[n].folded == NULL)
			return (0);
		length = strlen(from[n].folded);
		if (length > left)
			length = left;
		if (memcmp(from[n].folded, word, length) != 0)
			return (0);
		word += length;
		left -= length;
	}
	while (mark_follows(from[n].at))
		n++;
	return (n);
}

/* The longest of the words; one of a letter or two begins a name. */
static size_t
longest_match(const struct folded_letter *letters, size_t at,
    struct text_list words)
{
	bool	begins = at == 0 || strcmp(letters[at - 1].folded, " ") == 0;
	size_t	longest = 0, n;

	if (*letters[at].folded == '\0')
		return (0);
	for (size_t i = 0; i < words.n; i++) {
		if (text_length(words.v[i]) < 3 && !begins)
			continue;
		n = letters_matched(letters + at, words.v[i]);
		if (n > longest)
			longest = n;
	}
	return (longest);
}

static void
put_part(struct out *o, struct arena *a, const char *from, const char *to)
{
	out_text(o, arena_strndup(a, from, (size_t)(to - from)));
}

struct html
marked(struct arena *a, const char *text, struct text_list words)
{
	struct folded_letter	*letters = letters_of(a, text);
	struct out	 o = { 0 };
	struct html	 html;
	size_t		 n;

	for (size_t i = 0; letters[i].folded != NULL;) {
		n = longest_match(letters, i, words);
		if (n > 0)
			out_raw(&o, "<mark>", 6);
		put_part(&o, a, letters[i].at, letters[i + (n > 0 ? n : 1)].at);
		if (n > 0)
			out_raw(&o, "</mark>", 7);
		i += n > 0 ? n : 1;
	}
	html.s = arena_strndup(a, o.data != NULL ? o.data : "", o.len);
	out_free(&o);
	return (html);
}
