/* unpack - what deflate packed, with a bound on what comes out. */
#include <stdlib.h>
#include <zlib.h>

#include "parts.h"

enum { PIECE = 64 * 1024 };

void
unpack_begin(struct unpacking *u, size_t most)
{
	z_stream	*z = calloc(1, sizeof(*z));

	if (z == NULL || inflateInit(z) != Z_OK)
		abort();
	u->z = z;
	u->most = most;
}

void
unpack(struct unpacking *u, struct span in)
{
	static unsigned char	 piece[PIECE];
	z_stream		*z = u->z;
	size_t			 n;
	int			 how = Z_OK;

	z->next_in = (Bytef *)(uintptr_t)in.s;
	z->avail_in = (uInt)in.n;
	while (how == Z_OK && !u->ended && !u->too_much) {
		z->next_out = piece;
		z->avail_out = PIECE;
		how = inflate(z, Z_NO_FLUSH);
		n = PIECE - z->avail_out;
		if (u->take != NULL && n > 0)
			u->take(u->to, piece, n);
		u->made += n;
		u->too_much = u->made > u->most;
		u->ended = how == Z_STREAM_END;
		if (n == 0 && z->avail_in == 0)
			break;
	}
	u->broken |= how != Z_OK && how != Z_STREAM_END && how != Z_BUF_ERROR;
}

void
unpack_end(struct unpacking *u)
{
	inflateEnd(u->z);
	free(u->z);
	u->z = NULL;
}
