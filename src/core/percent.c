/* Encodes and decodes what addresses and forms cannot hold as it stands. */
#include <stdbool.h>
#include <string.h>

#include "percent.h"

static bool
unreserved(char c)
{
	return ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	    (c >= '0' && c <= '9') || strchr("-._~", c) != NULL);
}

size_t
percent_encode(char *to, const char *s, const char *as_well)
{
	static const char	hex[] = "0123456789ABCDEF";
	size_t			n = 0;

	for (; *s != '\0'; s++) {
		if (unreserved(*s) || strchr(as_well, *s) != NULL)
			to[n++] = *s;
		else {
			to[n++] = '%';
			to[n++] = hex[(unsigned char)*s >> 4];
			to[n++] = hex[*s & 15];
		}
	}
	to[n] = '\0';
	return (n);
}

static int
hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return (c - '0');
	if (c >= 'a' && c <= 'f')
		return (c - 'a' + 10);
	return (c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1);
}

size_t
percent_decode(char *to, const char *s, size_t n)
{
	size_t	len = 0;

	for (size_t i = 0; i < n; i++) {
		if (s[i] == '%' && n - i > 2 && hex_digit(s[i + 1]) >= 0 &&
		    hex_digit(s[i + 2]) >= 0) {
			to[len++] = (char)(hex_digit(s[i + 1]) << 4 |
			    hex_digit(s[i + 2]));
			i += 2;
		} else
			to[len++] = s[i] == '+' ? ' ' : s[i];
	}
	return (len);
}
