/* answer - choose how an answer is compressed, and compress it. */
#include <brotli/encode.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "core/answer.h"
#include "core/request.h"
#include "core/secret.h"

enum {
	WORTH_BYTES = 1024,		/* less fits in one packet anyway */
	BROTLI_QUALITY = 3,		/* 4: 6% less to send, 60% more work */
	BROTLI_WINDOW = 18,		/* 256 KB: longer than our pages */
	GZIP_LEVEL = 5,
	GZIP_WINDOW = 15 + 16,		/* 16 asks zlib for gzip's frame */
	GZIP_MEMORY = 8,
};

static const char *const text_types[] = {
	"text/", "application/json", "application/javascript",
	"application/xml", "image/svg+xml",
};

/* A weight: q=0, q=0.0 and so on refuse; what we cannot read does not. */
static bool
refused(const char *params, const char *end)
{
	const char	*q = memchr(params, ';', (size_t)(end - params));
	const char	*p;

	if (q == NULL)
		return (false);
	for (p = q + 1; p < end && strchr(" \tqQ=", *p) != NULL; p++)
		;
	if (p == end || *p != '0')
		return (false);
	for (p++; p < end && (*p == '.' || *p == '0'); p++)
		;
	return (p == end || *p < '1' || *p > '9');
}

static bool
is(const char *name, const char *s, size_t length)
{
	return (strlen(name) == length && strncasecmp(name, s, length) == 0);
}

enum coding
answer_coding(const char *accept)
{
	enum { UNSAID, NO, YES } brotli = UNSAID, gzip = UNSAID, any = UNSAID;
	const char	*p = accept != NULL ? accept : "";

	while (*p != '\0') {
		size_t	 length = strcspn(p += strspn(p, " \t,"), ",");
		size_t	 name = strcspn(p, " \t,;");
		int	 said = refused(p, p + length) ? NO : YES;

		if (is("br", p, name))
			brotli = said;
		else if (is("gzip", p, name) || is("x-gzip", p, name))
			gzip = said;
		else if (is("*", p, name))
			any = said;
		p += length;
	}
	if (brotli == YES || (brotli == UNSAID && any == YES))
		return (BROTLI);
	if (gzip == YES || (gzip == UNSAID && any == YES))
		return (GZIP);
	return (IDENTITY);
}

bool
answer_accepts(const char *accept, const char *type)
{
	enum { UNSAID, NO, YES } exact = UNSAID, kind = UNSAID, any = UNSAID;
	const char	*p = accept != NULL ? accept : "";
	size_t		 begins = strcspn(type, "/") + 1;

	if (*p == '\0')
		return (true);
	while (*p != '\0') {
		size_t	 length = strcspn(p += strspn(p, " \t,"), ",");
		size_t	 name = strcspn(p, " \t,;");
		int	 said = refused(p, p + length) ? NO : YES;

		if (is(type, p, name))
			exact = said;
		else if (name == begins + 1 && p[begins] == '*' &&
		    strncasecmp(p, type, begins) == 0)
			kind = said;
		else if (is("*/*", p, name))
			any = said;
		p += length;
	}
	if (exact != UNSAID)
		return (exact == YES);
	return (kind != UNSAID ? kind == YES : any == YES);
}

bool
answer_is_known(struct request *req)
{
	const unsigned char	*hash = secret_sha256(req->arena,
				    req->out->data, req->out->len);
	const char		*tag = "";

	for (int i = 0; i < 16; i++)
		tag = arena_printf(req->arena, "%s%02x", tag, hash[i]);
	tag = arena_printf(req->arena, "W/\"%s\"", tag);
	request_header(req, "etag", tag);
	if (req->if_none_match == NULL ||
	    strstr(req->if_none_match, tag) == NULL)
		return (false);
	out_reset(req->out);
	return (true);
}

const char *
coding_name(enum coding coding)
{
	static const char *const	names[] = { "identity", "gzip", "br" };

	return (names[coding]);
}

static bool
is_text(const char *type)
{
	size_t	 i;

	if (type == NULL)	/* HTML */
		return (true);
	for (i = 0; i < sizeof(text_types) / sizeof(text_types[0]); i++)
		if (strncasecmp(type, text_types[i], strlen(text_types[i])) ==
		    0)
			return (true);
	return (false);
}

static bool
says(const struct request *req, const char *name)
{
	size_t	 i;

	for (i = 0; i < req->nheaders; i++)
		if (strcasecmp(req->headers[i].name, name) == 0)
			return (true);
	return (false);
}

/* Both answer 0 when the result would not be shorter. */

static size_t
brotli(const struct out *in, uint8_t *to)
{
	size_t	 length = in->len - 1;

	if (!BrotliEncoderCompress(BROTLI_QUALITY, BROTLI_WINDOW,
	    BROTLI_MODE_TEXT, in->len, (const uint8_t *)in->data, &length, to))
		return (0);
	return (length);
}

static size_t
gzip(const struct out *in, uint8_t *to)
{
	z_stream	 z = { .next_in = (Bytef *)in->data,
			    .avail_in = (uInt)in->len, .next_out = to,
			    .avail_out = (uInt)(in->len - 1) };
	int		 end;

	if (deflateInit2(&z, GZIP_LEVEL, Z_DEFLATED, GZIP_WINDOW, GZIP_MEMORY,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return (0);
	end = deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return (end == Z_STREAM_END ? z.total_out : 0);
}

void
answer_encode(struct request *req)
{
	enum coding	 coding = answer_coding(req->accept_encoding);
	struct out	*out = req->out;
	uint8_t		*to;
	size_t		 length;

	if (req->rest.length > 0 ||
	    out->len < WORTH_BYTES || out->len > UINT32_MAX ||
	    !is_text(req->type) || says(req, "content-encoding"))
		return;
	if (!says(req, "vary"))
		request_header(req, "vary", "accept-encoding");
	if (coding == IDENTITY)
		return;
	to = arena_alloc(req->arena, out->len);
	length = coding == BROTLI ? brotli(out, to) : gzip(out, to);
	if (length == 0)
		return;
	request_header(req, "content-encoding", coding_name(coding));
	out_reset(out);
	out_raw(out, (const char *)to, length);
}
