/* Makes bytes from outside into text that can be kept, compared and found. */
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "core/arena.h"
#include "core/text.h"

static size_t
decode(const char *s, size_t n, int32_t *c)
{
	utf8proc_ssize_t	used;

	if ((unsigned char)*s < 0x80) {
		*c = *s;
		return (1);
	}
	used = utf8proc_iterate((const utf8proc_uint8_t *)s, n, c);
	if (used > 0)
		return (used);
	*c = TEXT_REPLACEMENT;
	return (1);
}

static bool
storable(int32_t c)
{
	if (c < 0xA0)
		return (c == '\n' || c == '\t' || (c >= ' ' && c < 0x7F));
	return ((c & 0xFFFE) != 0xFFFE && (c < 0xFDD0 || c > 0xFDEF));
}

static bool
combining(int32_t c)
{
	return (c >= 0x300 && utf8proc_get_property(c)->combining_class != 0);
}

/* Writes to `to` unless it is NULL; answers the length in bytes. */
static size_t
clean(const char *s, size_t n, char *to, bool *broken)
{
	utf8proc_uint8_t	 bytes[4];
	size_t			 len = 0, step, size;
	int32_t			 c;
	int			 marks = 0;

	for (size_t i = 0; i < n; i += step) {
		step = decode(s + i, n - i, &c);
		marks = combining(c) ? marks + 1 : 0;
		if (c == '\r') {
			c = '\n';
			step += i + 1 < n && s[i + 1] == '\n';
		} else if (!storable(c) || marks > TEXT_MARKS_MAX)
			c = TEXT_REPLACEMENT;
		*broken |= c == TEXT_REPLACEMENT;
		size = utf8proc_encode_char(c, bytes);
		if (to != NULL)
			memcpy(to + len, bytes, size);
		len += size;
	}
	return (len);
}

char *
text_clean(struct arena *a, const char *s, size_t n, bool *broken)
{
	char	*to;

	*broken = false;
	to = arena_alloc(a, clean(s, n, NULL, broken) + 1);
	to[clean(s, n, to, broken)] = '\0';
	return (to);
}

/* How many bytes are ASCII, from the first on, eight at a time. */
static size_t
ascii_run(const char *s, size_t n)
{
	size_t		i = 0;
	uint64_t	word;

	for (; n - i >= sizeof(word); i += sizeof(word)) {
		memcpy(&word, s + i, sizeof(word));
		if ((word & UINT64_C(0x8080808080808080)) != 0)
			break;
	}
	while (i < n && (unsigned char)s[i] < 0x80)
		i++;
	return (i);
}

bool
text_utf8(const char *s, size_t n)
{
	size_t	step;
	int32_t	c;

	for (size_t i = ascii_run(s, n); i < n; i += step,
	    i += ascii_run(s + i, n - i)) {
		step = decode(s + i, n - i, &c);
		if (step == 1 && c == TEXT_REPLACEMENT)
			return (false);
	}
	return (true);
}

bool
text_valid(const char *s, size_t n)
{
	bool	broken = false;

	clean(s, n, NULL, &broken);
	return (!broken && (n == 0 || memchr(s, '\r', n) == NULL));
}

int32_t
text_next(const char **s)
{
	int32_t	c;

	if (**s == '\0')
		return (0);
	*s += decode(*s, -1, &c);
	return (c);
}

size_t
text_length(const char *s)
{
	size_t	n = 0;

	while (text_next(&s) != 0)
		n++;
	return (n);
}

/* Decimal digits stand in runs of ten, from 0 on (Unicode, chapter 4.6). */
static int32_t
digit(int32_t c)
{
	int32_t	first = c;

	while (utf8proc_category(first - 1) == UTF8PROC_CATEGORY_ND)
		first--;
	return ('0' + (c - first) % 10);
}

int32_t
text_coded(int32_t c)
{
	if (c < 0x80)
		return (c == '\n' || c == '\t' ? ' ' : c);
	if (c >= 0xFF01 && c <= 0xFF5E)		/* full width */
		return (c - 0xFF00 + 0x20);
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ND:
		return (digit(c));
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return (' ');
	case UTF8PROC_CATEGORY_PD:
		return ('-');
	case UTF8PROC_CATEGORY_CF:
	case UTF8PROC_CATEGORY_MN:
	case UTF8PROC_CATEGORY_ME:
		return (0);
	default:
		return (c == 0x2212 ? '-' : TEXT_REPLACEMENT);	/* a minus */
	}
}

static bool
space(int32_t c)
{
	if (c < 0x80)
		return (c == ' ' || c == '\n' || c == '\t');
	switch (utf8proc_category(c)) {
	case UTF8PROC_CATEGORY_ZS:
	case UTF8PROC_CATEGORY_ZL:
	case UTF8PROC_CATEGORY_ZP:
		return (true);
	default:
		/* Zero-width space, word joiner, byte order mark. */
		return (c == 0x200B || c == 0x2060 || c == 0xFEFF);
	}
}

bool
text_blank(const char *s)
{
	int32_t	c;

	while ((c = text_next(&s)) != 0)
		if (!space(c) && utf8proc_category(c) != UTF8PROC_CATEGORY_CF)
			return (false);
	return (true);
}

const char *
text_trim(struct arena *a, const char *s)
{
	const char	*start = NULL, *end = s, *at = s, *before;
	int32_t		 c;

	while (before = at, (c = text_next(&at)) != 0) {
		if (space(c))
			continue;
		if (start == NULL)
			start = before;
		end = at;
	}
	return (start == NULL ? "" : arena_strndup(a, start, end - start));
}

static char *
mapped(struct arena *a, const char *s, int options)
{
	utf8proc_uint8_t	*made = NULL;
	utf8proc_ssize_t	 n;
	char			*copy;

	n = utf8proc_map((const utf8proc_uint8_t *)s, 0, &made,
	    UTF8PROC_NULLTERM | UTF8PROC_STABLE | options);
	if (n < 0)
		abort();	/* text is UTF-8: memory has run out */
	copy = arena_strndup(a, (char *)made, n);
	free(made);
	return (copy);
}

/* Nothing below U+0300, whose first byte is 0xCC, changes in NFC. */
const char *
text_nfc(struct arena *a, const char *s)
{
	for (const char *at = s; *at != '\0'; at++)
		if ((unsigned char)*at >= 0xCC)
			return (mapped(a, s, UTF8PROC_COMPOSE));
	return (s);
}

const char *
text_line(struct arena *a, const char *s)
{
	const char	*at = text_trim(a, text_nfc(a, s)), *before;
	char		*line = arena_alloc(a, strlen(at) + 1), *to = line;
	bool		 spaced = false;
	int32_t		 c;

	while (before = at, (c = text_next(&at)) != 0) {
		if (space(c)) {
			if (!spaced)
				*to++ = ' ';
		} else {
			memcpy(to, before, at - before);
			to += at - before;
		}
		spaced = space(c);
	}
	return (line);
}

const char *
text_visible(struct arena *a, const char *s)
{
	const char	*at = s, *before;
	char		*kept = arena_alloc(a, strlen(s) + 1), *to = kept;
	int32_t		 c;

	while (before = at, (c = text_next(&at)) != 0)
		if (c != 0x200B &&
		    utf8proc_category(c) != UTF8PROC_CATEGORY_CF) {
			memcpy(to, before, at - before);
			to += at - before;
		}
	return (kept);
}

/* Letters that Unicode does not take apart and English keyboards lack. */
static const char *
spelt(int32_t c)
{
	switch (c) {
	case 0xE6: return ("ae");
	case 0xF0: case 0x111: return ("d");
	case 0xF8: return ("o");
	case 0xFE: return ("th");
	case 0x127: return ("h");
	case 0x131: return ("i");
	case 0x142: return ("l");
	case 0x153: return ("oe");
	case '\'': case '`': case 0x2BB: return ("");
	default: return (NULL);
	}
}

static bool
part_of_word(int32_t c)
{
	utf8proc_category_t	category = utf8proc_category(c);

	return (category >= UTF8PROC_CATEGORY_LU &&
	    category <= UTF8PROC_CATEGORY_NO);
}

const char *
text_fold(struct arena *a, const char *s)
{
	const char	*at, *before, *as;
	char		*key, *to;
	int32_t		 c;
	size_t		 n;

	at = mapped(a, s, UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT |
	    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK | UTF8PROC_IGNORE |
	    UTF8PROC_LUMP);
	to = key = arena_alloc(a, strlen(at) + 1);
	while (before = at, (c = text_next(&at)) != 0) {
		n = at - before;
		if ((as = spelt(c)) != NULL)
			n = strlen(as);
		else if (part_of_word(c))
			as = before;
		else {
			as = " ";
			n = to > key && to[-1] != ' ';
		}
		memcpy(to, as, n);
		to += n;
	}
	if (to > key && to[-1] == ' ')
		to[-1] = '\0';
	return (key);
}
