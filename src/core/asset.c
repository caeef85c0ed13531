/* asset.c - files that every page uses, read and compressed once. */
#include <brotli/encode.h>
#include <dirent.h>
#include <err.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <zlib.h>

#include "core/arena.h"
#include "core/answer.h"
#include "core/asset.h"
#include "core/secret.h"

enum { ASSETS_MAX = 32 };

#define PREFIX		"/assets/"
#define FOR_GOOD	"public, max-age=31536000, immutable"
#define ASK_AGAIN	"public, no-cache"
#define ROBOTS		"User-agent: *\nDisallow: /\n"

struct asset {
	const char	*name, *address, *etag, *type;
	struct bytes	 forms[CODINGS];	/* data NULL: no smaller */
};

static struct asset	 assets[ASSETS_MAX];
static size_t		 nassets;
static struct arena	 kept;		/* as long as the program */

static const char *
type_of(const char *name)
{
	static const char *const types[][2] = {
		{ ".css", "text/css; charset=utf-8" },
		{ ".js", "text/javascript; charset=utf-8" },
		{ ".svg", "image/svg+xml" },
		{ ".txt", "text/plain; charset=utf-8" },
	};
	const char	*dot = strrchr(name, '.');

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++)
		if (dot != NULL && strcmp(dot, types[i][0]) == 0)
			return (types[i][1]);
	return (NULL);
}

static struct bytes
read_whole(const char *path)
{
	FILE	*f = fopen(path, "rb");
	char	*data;
	long	 length;

	if (f == NULL || fseek(f, 0, SEEK_END) != 0 || (length = ftell(f)) < 0)
		err(1, "%s", path);
	rewind(f);
	data = arena_alloc(&kept, length + 1);
	if (fread(data, 1, length, f) != (size_t)length)
		err(1, "%s", path);
	fclose(f);
	return ((struct bytes){ data, length });
}

static struct bytes
smaller(const struct bytes *plain, const void *data, size_t length)
{
	if (length >= plain->length)
		return ((struct bytes){ 0 });
	return ((struct bytes){ arena_copy(&kept, data, length), length });
}

static struct bytes
as_brotli(const struct bytes *plain)
{
	size_t		 length = BrotliEncoderMaxCompressedSize(plain->length);
	struct arena	 brief = { 0 };
	unsigned char	*data = arena_alloc(&brief, length);
	struct bytes	 result;

	if (!BrotliEncoderCompress(BROTLI_MAX_QUALITY, BROTLI_MAX_WINDOW_BITS,
	    BROTLI_MODE_TEXT, plain->length, plain->data, &length, data))
		errx(1, "brotli refused a file of %zu bytes", plain->length);
	result = smaller(plain, data, length);
	arena_release(&brief);
	return (result);
}

static struct bytes
as_gzip(const struct bytes *plain)
{
	enum { FRAME = 16 };	/* zlib: added to the window's bits */
	z_stream	 z = { 0 };
	struct arena	 brief = { 0 };
	struct bytes	 result;

	if (deflateInit2(&z, Z_BEST_COMPRESSION, Z_DEFLATED, MAX_WBITS + FRAME,
	    MAX_MEM_LEVEL, Z_DEFAULT_STRATEGY) != Z_OK)
		errx(1, "zlib refused to start");
	z.avail_out = deflateBound(&z, plain->length);
	z.next_out = arena_alloc(&brief, z.avail_out);
	z.next_in = (unsigned char *)(uintptr_t)plain->data;
	z.avail_in = plain->length;
	if (deflate(&z, Z_FINISH) != Z_STREAM_END)
		errx(1, "zlib refused a file of %zu bytes", plain->length);
	result = smaller(plain, z.next_out - z.total_out, z.total_out);
	deflateEnd(&z);
	arena_release(&brief);
	return (result);
}

static void
asset_add(const char *dir, const char *name)
{
	struct asset		*a = &assets[nassets++];
	const char		*dot = strrchr(name, '.');
	const unsigned char	*hash;
	struct bytes		 plain;

	if (nassets == ASSETS_MAX)
		errx(1, "%s: more than %d assets", dir, ASSETS_MAX - 1);
	a->name = arena_strdup(&kept, name);
	a->type = type_of(name);
	plain = read_whole(arena_printf(&kept, "%s/%s", dir, name));
	a->forms[IDENTITY] = plain;
	a->forms[BROTLI] = as_brotli(&plain);
	a->forms[GZIP] = as_gzip(&plain);
	hash = secret_sha256(&kept, plain.data, plain.length);
	a->etag = arena_printf(&kept, "\"%02x%02x%02x%02x%02x\"", hash[0],
	    hash[1], hash[2], hash[3], hash[4]);
	a->address = arena_printf(&kept, PREFIX "%.*s.%.10s%s",
	    (int)(dot - name), name, a->etag + 1, dot);
}

void
assets_load(const char *dir)
{
	DIR		*d = opendir(dir);
	struct dirent	*entry;

	if (d == NULL)
		err(1, "%s", dir);
	nassets = 0;
	arena_reset(&kept);
	while ((entry = readdir(d)) != NULL)
		if (type_of(entry->d_name) != NULL)
			asset_add(dir, entry->d_name);
	closedir(d);
}

struct url
asset_url(const char *name)
{
	for (size_t i = 0; i < nassets; i++)
		if (strcmp(assets[i].name, name) == 0)
			return ((struct url){ assets[i].address });
	return ((struct url){ NULL });
}

/* Whether a path names an asset: 2, in this version; 1, in another or none. */
static int
asset_named(const struct asset *a, const char *path)
{
	const char	*dot = strrchr(a->name, '.'), *rest;
	size_t		 stem = dot - a->name;

	if (strcmp(path, a->address) == 0)
		return (2);
	if (strncmp(path += strlen(PREFIX), a->name, stem) != 0)
		return (0);
	rest = path + stem;
	if (*rest == '.' && strspn(rest + 1, "0123456789abcdef") == 10 &&
	    rest[11] == '.')
		rest += 11;
	return (strcmp(rest, dot) == 0);
}

static enum status
send_plainly(struct request *req, const char *type, const char *text)
{
	req->type = type;
	out_raw(req->out, text, strlen(text));
	return (OK);
}

static enum status
asset_send(struct request *req, const struct asset *a, const char *caching)
{
	enum coding	 coding = answer_coding(req->accept_encoding);

	req->type = a->type;
	request_header(req, "cache-control", caching);
	request_header(req, "etag", a->etag);
	request_header(req, "vary", "accept-encoding");
	if (req->if_none_match != NULL &&
	    strstr(req->if_none_match, a->etag) != NULL)
		return (NOT_MODIFIED);
	if (a->forms[coding].data == NULL)
		coding = IDENTITY;
	if (coding != IDENTITY)
		request_header(req, "content-encoding", coding_name(coding));
	out_raw(req->out, a->forms[coding].data, a->forms[coding].length);
	return (OK);
}

static enum status
asset_find(struct request *req, const char *path)
{
	int	 named;

	if (strcmp(path, "/robots.txt") == 0)
		return (send_plainly(req, type_of(path), ROBOTS));
	if (strcmp(path, "/favicon.ico") == 0)
		path = PREFIX "favicon.svg";
	for (size_t i = 0; i < nassets; i++)
		if ((named = asset_named(&assets[i], path)) > 0)
			return (asset_send(req, &assets[i],
			    named == 2 ? FOR_GOOD : ASK_AGAIN));
	send_plainly(req, type_of(".txt"), "There is no such file.\n");
	return (NOT_FOUND);
}

bool
asset_answer(struct request *req, enum status *status)
{
	if (strncmp(req->path, PREFIX, strlen(PREFIX)) != 0 &&
	    strcmp(req->path, "/favicon.ico") != 0 &&
	    strcmp(req->path, "/robots.txt") != 0)
		return (false);
	if (req->method != GET) {
		send_plainly(req, type_of(".txt"), "Files can only be read.\n");
		*status = NOT_ALLOWED;
	} else {
		*status = asset_find(req, req->path);
	}
	return (true);
}
