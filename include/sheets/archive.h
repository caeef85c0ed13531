#pragma once
/*
 * archive - files together as a ZIP (zlib).
 *
 * What is small is packed at once, in memory.  What is large comes later, piece
 * by piece, as the archive is sent: its name and size are promised before, so
 * that the length of the whole is known, and out may be emptied in between.
 *
 * Names are ours: letters, digits, hyphens, full stops, and slashes between
 * folders.  What is packed at once may be ARCHIVE_BYTES_MAX when it is packed,
 * for so much of it is held in memory, and what comes later ARCHIVE_LATER_MAX,
 * which keeps it a plain ZIP; what would be more is not taken, and the function
 * answers false.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct arena;
struct out;
struct archive;

enum { ARCHIVE_BYTES_MAX = 12 * 1024 * 1024 };
#define ARCHIVE_LATER_MAX	((uint64_t)4000 * 1000 * 1000)

/* Bytes of what comes later come in multiples of this, but for the last. */
enum { ARCHIVE_BLOCK = 65535 };

/* Behind what is in out, which nothing else writes to until it has ended; the
 * archive lives in the arena. */
struct archive	*archive_begin(struct out *, struct arena *,
		    struct date made_on);
bool		 archive_add(struct archive *, const char *name,
		    const void *bytes, size_t n);
bool		 archive_promise(struct archive *, const char *name,
		    uint64_t size);
/* How long the whole will be, once all is added and promised. */
uint64_t	 archive_length(const struct archive *);
/* The next bytes of what was promised, in its order, to out; false: more than
 * it was to have, or a piece that is not of whole blocks. */
bool		 archive_more(struct archive *, struct out *,
		    const void *bytes, size_t n);
/* The end, to out; false: something that was promised did not come. */
bool		 archive_end(struct archive *, struct out *);
