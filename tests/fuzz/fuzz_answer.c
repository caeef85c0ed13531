/* A line of Accept-Encoding, then an answer: it arrives as it was written. */
#include <zlib.h>

#include "core/answer.h"
#include "core/request.h"
#include "harness.h"

static void
require_gunzips(const struct out *o, const char *was, size_t n)
{
	char		*back = malloc(n + 1);
	z_stream	 z = { .next_in = (Bytef *)o->data,
			    .avail_in = (uInt)o->len,
			    .next_out = (Bytef *)back,
			    .avail_out = (uInt)n + 1 };

	require(inflateInit2(&z, 15 + 16) == Z_OK);
	require(inflate(&z, Z_FINISH) == Z_STREAM_END);
	require(z.total_out == n && memcmp(back, was, n) == 0);
	inflateEnd(&z);
	free(back);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	static struct out	 o;
	char			*accept = as_string(data, n);
	const uint8_t		*body = n > 0 ? memchr(data, '\n', n) : NULL;
	size_t			 length;
	struct request		 req = { .arena = &arena, .out = &o,
				    .accept_encoding = accept };

	accept[strcspn(accept, "\n")] = '\0';
	out_reset(&o);
	body = body == NULL ? data : body + 1;
	length = n - (size_t)(body - data);
	for (int i = 0; i < 8; i++)
		out_raw(&o, (const char *)body, length);
	body = arena_copy(&arena, o.len > 0 ? o.data : "", o.len);
	length = o.len;
	answer_encode(&req);
	require(o.len <= length);
	for (size_t i = 0; i < req.nheaders; i++)
		if (strcmp(req.headers[i].value, "gzip") == 0)
			require_gunzips(&o, (const char *)body, length);
	require(answer_coding("") == IDENTITY);
	free(accept);
	arena_reset(&arena);
	return (0);
}
