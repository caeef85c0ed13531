/* A line of content type, then any body, as a multipart form. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/form.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	const char		*s = (const char *)data, *end = s + n, *body;
	const char		*type = "multipart/form-data; boundary=B";
	struct form		 f;

	body = n > 0 && *s == 'm' ? memchr(s, '\n', n) : NULL;
	if (body != NULL)
		type = arena_strndup(&arena, s, body++ - s);
	else
		body = s;
	form_parse_multipart(&f, &arena, type, body, end - body);
	if (f.malformed != NULL && f.nfields + f.nfiles > 0)
		abort();
	for (size_t i = 0; i < f.nfiles; i++)
		if (f.files[i].data < body || f.files[i].name[0] == '\0' ||
		    strchr(f.files[i].name, '/') != NULL ||
		    f.files[i].length > (size_t)(end - f.files[i].data))
			abort();
	arena_reset(&arena);
	return (0);
}
