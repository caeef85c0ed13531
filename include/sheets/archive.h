#pragma once
/*
 * archive - files together as a ZIP (minizip), in memory.
 *
 * Names are ours: letters, digits, hyphens, full stops, and slashes between
 * folders.  An archive holds at most ARCHIVE_BYTES_MAX of content before it is
 * packed; what would be more is not taken, and archive_add() answers false.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

struct arena;
struct out;
struct archive;

enum { ARCHIVE_BYTES_MAX = 48 * 1024 * 1024 };

/* Behind what is in out, which nothing else writes to until it has ended. */
struct archive	*archive_begin(struct out *, struct arena *,
		    struct date made_on);
bool		 archive_add(struct archive *, const char *name,
		    const void *bytes, size_t n);
bool		 archive_end(struct archive *);
