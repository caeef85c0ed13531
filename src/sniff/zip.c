/* zip - an archive in memory is read as minizip reads a file. */
#include <minizip/ioapi.h>
#include <string.h>

#include "sniff/zip.h"

static voidpf
bytes_open(voidpf bytes, const void *name, int mode)
{
	return (bytes);
}

static uLong
bytes_read(voidpf opaque, voidpf stream, void *to, uLong n)
{
	struct zip_bytes	*z = stream;

	if (n > z->n - z->at)
		n = z->n - z->at;
	memcpy(to, z->s + z->at, n);
	z->at += n;
	return (n);
}

static uLong
bytes_write(voidpf opaque, voidpf stream, const void *from, uLong n)
{
	return (0);
}

static ZPOS64_T
bytes_tell(voidpf opaque, voidpf stream)
{
	return (((struct zip_bytes *)stream)->at);
}

static long
bytes_seek(voidpf opaque, voidpf stream, ZPOS64_T offset, int origin)
{
	struct zip_bytes	*z = stream;
	size_t			 from = origin == ZLIB_FILEFUNC_SEEK_CUR ?
				    z->at : origin ==
				    ZLIB_FILEFUNC_SEEK_END ? z->n : 0;

	if (offset > z->n - from)
		return (-1);
	z->at = from + offset;
	return (0);
}

static int
bytes_close(voidpf opaque, voidpf stream)
{
	return (0);
}

static int
bytes_error(voidpf opaque, voidpf stream)
{
	return (0);
}

unzFile
zip_open(struct zip_bytes *bytes)
{
	zlib_filefunc64_def	 door = { bytes_open, bytes_read, bytes_write,
				    bytes_tell, bytes_seek, bytes_close,
				    bytes_error, bytes };

	return (unzOpen2_64("", &door));
}
