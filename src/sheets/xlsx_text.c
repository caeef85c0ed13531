/* xlsx_text - characters that stand as "_x000D_" in a workbook. */
#include "xlsx.h"

static int
hex(int c)
{
	return (c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ?
	    c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
}

/* The code in "_x000D_", or -1. */
static int32_t
escaped(const char *s, size_t n)
{
	int32_t	code = 0;

	if (n < 7 || s[0] != '_' || s[1] != 'x' || s[6] != '_')
		return (-1);
	for (int i = 2; i < 6; i++) {
		if (hex(s[i]) < 0)
			return (-1);
		code = code * 16 + hex(s[i]);
	}
	return (code);
}

/* At most three bytes, of a code of four hexadecimal digits.  What is no
 * character alone, and NUL, cannot be kept. */
static size_t
encode(int32_t c, char *to)
{
	if (c == 0 || (c >= 0xD800 && c < 0xE000))
		c = 0xFFFD;
	if (c < 0x80) {
		to[0] = (char)c;
		return (1);
	}
	if (c < 0x800) {
		to[0] = (char)(0xC0 | c >> 6);
		to[1] = (char)(0x80 | (c & 0x3F));
		return (2);
	}
	to[0] = (char)(0xE0 | c >> 12);
	to[1] = (char)(0x80 | (c >> 6 & 0x3F));
	to[2] = (char)(0x80 | (c & 0x3F));
	return (3);
}

size_t
xl_unescape(char *s, size_t n)
{
	size_t	to = 0, at = 0;
	int32_t	code;

	while (at < n) {
		if (s[at] == '_' && (code = escaped(s + at, n - at)) >= 0) {
			to += encode(code, s + to);
			at += 7;
		} else
			s[to++] = s[at++];
	}
	return (to);
}
