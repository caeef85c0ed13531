/*
 * What stands in a cell of a file, past the noise of it.
 */
#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "rules/import_cell.h"

const char *
cell_quoted(struct arena *a, const char *cell)
{
	enum { SHOWN = 40 };
	const char	*s = text_line(a, cell), *end = s;

	for (int i = 0; i < SHOWN && *end != '\0'; i++)
		text_next(&end);
	return (arena_printf(a, "‘%.*s%s’", (int)(end - s), s,
	    *end == '\0' ? "" : "…"));
}

const char *
cell_code(struct arena *a, const char *cell)
{
	const char	*s = text_visible(a, text_line(a, cell)), *before;
	char		*bare = arena_alloc(a, strlen(s) + 1), *to = bare;
	int32_t		 c;

	while (before = s, (c = text_next(&s)) != 0) {
		if (c == ' ' || c == '-' || c == '.' || c == 0x2212 ||
		    (c >= 0x2010 && c <= 0x2015))
			continue;
		if (c < 0x80)
			*to++ = (char)toupper(c);
		else {
			memcpy(to, before, s - before);
			to += s - before;
		}
	}
	return (bare);
}

const char *
cell_garbled(struct arena *a, const char *s)
{
	const char	*at = s, *start, *last = s;
	int32_t		 c, before = 0;

	while (start = at, (c = text_next(&at)) != 0) {
		if (((before == 0xC3 || before == 0xC2) &&
		    ((c > 0xA0 && c < 0xC0) || (c > 0x2010 && c < 0x2123))) ||
		    (before == 0xE2 && c == 0x20AC))
			return (arena_strndup(a, last, at - last));
		before = c;
		last = start;
	}
	return (NULL);
}

char *
cell_email(struct arena *a, const char *cell)
{
	char	*s = arena_strdup(a, text_trim(a, text_visible(a,
		    text_line(a, cell))));
	size_t	 n = strlen(s);

	while (n > 0 && strchr(".,;", s[n - 1]) != NULL)
		s[--n] = '\0';
	return (s);
}
