/* Packs files into a ZIP that lies in memory alone. */
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <minizip/zip.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/archive.h"

enum { NAMES_ARE_UTF8 = 1 << 11, MADE_BY_UNIX = 3 << 8 };

/* What minizip takes for a file: out from where the archive begins. */
struct archive {
	struct out	*out;
	size_t		 from, at, content;
	zipFile		 zip;
	zip_fileinfo	 info;
	bool		 failed;
};

static voidpf
open_memory(voidpf opaque, const char *name, int mode)
{
	return (opaque);
}

static uLong
read_memory(voidpf opaque, voidpf stream, void *to, uLong n)
{
	struct archive	*a = opaque;
	size_t		 end = a->out->len - a->from;

	if (a->at >= end)
		return (0);
	if (n > end - a->at)
		n = end - a->at;
	memcpy(to, a->out->data + a->from + a->at, n);
	a->at += n;
	return (n);
}

/* Over what is there, as after a seek to a header, then behind it. */
static uLong
write_memory(voidpf opaque, voidpf stream, const void *bytes, uLong n)
{
	struct archive	*a = opaque;
	size_t		 end = a->out->len - a->from, over;

	over = a->at < end ? end - a->at : 0;
	if (over > n)
		over = n;
	memcpy(a->out->data + a->from + a->at, bytes, over);
	out_raw(a->out, (const char *)bytes + over, n - over);
	a->at += n;
	return (n);
}

static long
tell_memory(voidpf opaque, voidpf stream)
{
	return ((long)((struct archive *)opaque)->at);
}

static long
seek_memory(voidpf opaque, voidpf stream, uLong offset, int origin)
{
	struct archive	*a = opaque;
	size_t		 end = a->out->len - a->from;
	size_t		 base = origin == ZLIB_FILEFUNC_SEEK_END ? end :
			    origin == ZLIB_FILEFUNC_SEEK_CUR ? a->at : 0;

	if (base + offset > end)
		return (-1);
	a->at = base + offset;
	return (0);
}

static int
nothing_wrong(voidpf opaque, voidpf stream)
{
	return (0);
}

/* The files are dated, at noon. */
static zip_fileinfo
made(struct date on)
{
	return ((zip_fileinfo){ .tmz_date = { .tm_hour = 12,
	    .tm_mday = (uInt)on.day, .tm_mon = (uInt)on.month - 1,
	    .tm_year = (uInt)on.year }, .external_fa = 0100600UL << 16 });
}

struct archive *
archive_begin(struct out *out, struct arena *arena, struct date made_on)
{
	struct archive		*a = arena_alloc(arena, sizeof(*a));
	zlib_filefunc_def	 memory = { open_memory, read_memory,
				    write_memory, tell_memory, seek_memory,
				    nothing_wrong, nothing_wrong, a };

	*a = (struct archive){ .out = out, .from = out->len,
	    .info = made(made_on) };
	a->zip = zipOpen2("archive", APPEND_STATUS_CREATE, NULL, &memory);
	a->failed = a->zip == NULL;
	return (a);
}

bool
archive_add(struct archive *a, const char *name, const void *bytes, size_t n)
{
	if (a->failed || n > ARCHIVE_BYTES_MAX - a->content)
		return (false);
	a->content += n;
	a->failed = zipOpenNewFileInZip4(a->zip, name, &a->info, NULL, 0, NULL,
	    0, NULL, Z_DEFLATED, Z_DEFAULT_COMPRESSION, 0, -MAX_WBITS,
	    DEF_MEM_LEVEL, Z_DEFAULT_STRATEGY, NULL, 0, MADE_BY_UNIX,
	    NAMES_ARE_UTF8) != ZIP_OK ||
	    zipWriteInFileInZip(a->zip, bytes, (unsigned)n) != ZIP_OK ||
	    zipCloseFileInZip(a->zip) != ZIP_OK;
	return (!a->failed);
}

bool
archive_end(struct archive *a)
{
	if (a->zip != NULL && zipClose(a->zip, NULL) != ZIP_OK)
		a->failed = true;
	return (!a->failed);
}
