/* Any bytes as a Cookie header, in a string that ends where it ends. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/form.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	char			*header = malloc(n + 1);
	const char		*value;

	memcpy(header, data, n);
	header[n] = '\0';
	value = cookie_value(&arena, header, "s");
	if (value != NULL && (strstr(header, value) == NULL ||
	    strchr(value, ';') != NULL))
		abort();
	free(header);
	arena_reset(&arena);
	return (0);
}
