#pragma once
/* percent - percent-encoding (RFC 3986 section 2.1) and its undoing. */
#include <stddef.h>

/*
 * Writes s with every byte encoded but the unreserved ones and those of
 * as_well, and NUL; answers its length, at most three times that of s.
 */
size_t	percent_encode(char *to, const char *s, const char *as_well);
/*
 * Writes at most n bytes, no NUL, and answers how many.  A + is a space; a %
 * that two hexadecimal digits do not follow stands for itself.
 */
size_t	percent_decode(char *to, const char *s, size_t n);
