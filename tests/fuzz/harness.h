#pragma once
/*
 * harness - what every harness has: its entry, a copy of the input that ends
 * where it ends, so that a sanitizer sees the first byte read beyond, and a
 * word for what must hold.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);
int	LLVMFuzzerInitialize(int *, char ***);

#define require(holds) require_at((holds), #holds, __FILE__, __LINE__)

static inline void
require_at(bool holds, const char *what, const char *file, int line)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: not so: %s\n", file, line, what);
	abort();
}

/* The input as a string, up to its first NUL; the caller frees it. */
static inline char *
as_string(const uint8_t *data, size_t n)
{
	char	*s = malloc(n + 1);

	if (n > 0)
		memcpy(s, data, n);
	s[n] = '\0';
	return (s);
}
