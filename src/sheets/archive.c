/* Packs files into a ZIP: PKWARE's APPNOTE 6.3, sections 4.3 and 4.4. */
#include <string.h>
#include <zlib.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/archive.h"

enum {
	LOCAL = 0x04034b50, CENTRAL = 0x02014b50, DESCRIPTOR = 0x08074b50,
	END = 0x06054b50,
	LOCAL_BYTES = 30, CENTRAL_BYTES = 46, DESCRIPTOR_BYTES = 16,
	END_BYTES = 22, BLOCK_BYTES = 5,	/* in front of each block */
	NEEDS = 20, MADE_BY_UNIX = 3 << 8 | NEEDS, DEFLATED = 8,
	NAME_IS_UTF8 = 1 << 11, SUMS_FOLLOW = 1 << 3,
	NOON = 12 << 11, ENTRIES_MAX = 60000, ONE_MAX = 1 << 30,
};

struct entry {
	const char	*name;
	uint32_t	 crc, packed, size, at;
	bool		 later;
};

/* at: how far it is written.  next, given: what is coming, and how far. */
struct archive {
	struct out	*out;
	struct arena	*arena;
	struct entry	*v;
	size_t		 n, room, next;
	uint64_t	 at, later, promised;
	uint32_t	 given, day;
};

static void
put(struct out *o, uint32_t value, int bytes)
{
	char	s[4];

	for (int i = 0; i < bytes; i++)
		s[i] = (char)(value >> 8 * i);
	out_raw(o, s, (size_t)bytes);
}

/* What a local header and the central one have alike, from "needs" on. */
static void
put_entry(struct out *o, const struct archive *a, const struct entry *e,
    bool sums)
{
	put(o, NEEDS, 2);
	put(o, NAME_IS_UTF8 | (e->later ? SUMS_FOLLOW : 0), 2);
	put(o, DEFLATED, 2);
	put(o, NOON, 2);
	put(o, a->day, 2);
	put(o, sums ? e->crc : 0, 4);
	put(o, sums ? e->packed : 0, 4);
	put(o, sums ? e->size : 0, 4);
	put(o, (uint32_t)strlen(e->name), 2);
	put(o, 0, 2);
}

static void
put_local(struct archive *a, struct out *o, struct entry *e)
{
	e->at = (uint32_t)a->at;
	put(o, LOCAL, 4);
	put_entry(o, a, e, !e->later);
	out_raw(o, e->name, strlen(e->name));
	a->at += LOCAL_BYTES + strlen(e->name);
}

struct archive *
archive_begin(struct out *out, struct arena *arena, struct date on)
{
	struct archive	*a = arena_alloc(arena, sizeof(*a));

	*a = (struct archive){ .out = out, .arena = arena,
	    .day = (uint32_t)((on.year - 1980) << 9 | on.month << 5 |
	    on.day) };
	return (a);
}

static struct entry *
add_entry(struct archive *a, const char *name)
{
	struct entry	*v;

	if (a->n == a->room) {
		a->room = a->room == 0 ? 64 : 2 * a->room;
		v = arena_array(a->arena, a->room, sizeof(*v));
		if (a->n > 0)
			memcpy(v, a->v, a->n * sizeof(*v));
		a->v = v;
	}
	a->v[a->n] = (struct entry){ .name = arena_strdup(a->arena, name) };
	return (&a->v[a->n++]);
}

/* Packs into what it has room for, fast, for somebody waits; 0 is a fault of
 * zlib's. */
static size_t
deflated(const void *bytes, size_t n, void *to, size_t room)
{
	z_stream	z = { .next_in = (Bytef *)(uintptr_t)bytes,
			    .avail_in = (uInt)n, .next_out = to,
			    .avail_out = (uInt)room };
	int		end;

	if (deflateInit2(&z, Z_BEST_SPEED, Z_DEFLATED, -MAX_WBITS, 8,
	    Z_DEFAULT_STRATEGY) != Z_OK)
		return (0);
	end = deflate(&z, Z_FINISH);
	deflateEnd(&z);
	return (end == Z_STREAM_END ? z.total_out : 0);
}

bool
archive_add(struct archive *a, const char *name, const void *bytes, size_t n)
{
	struct arena	 brief = { 0 };
	struct entry	*e;
	size_t		 room = compressBound(n) + 64, packed;
	void		*to;
	bool		 taken;

	if (n > ONE_MAX || a->n == ENTRIES_MAX || a->promised > 0)
		return (false);
	to = arena_alloc(&brief, room);
	packed = deflated(bytes, n, to, room);
	taken = packed > 0 && a->at + packed <= ARCHIVE_BYTES_MAX;
	if (taken) {
		e = add_entry(a, name);
		e->crc = (uint32_t)crc32(0, bytes, (uInt)n);
		e->packed = (uint32_t)packed;
		e->size = (uint32_t)n;
		put_local(a, a->out, e);
		out_raw(a->out, to, packed);
		a->at += packed;
		a->next = a->n;
	}
	arena_release(&brief);
	return (taken);
}

/* In blocks that are not packed, for such files are packed already. */
static uint32_t
in_blocks(uint64_t size)
{
	return ((uint32_t)(size + BLOCK_BYTES * ((size + ARCHIVE_BLOCK - 1) /
	    ARCHIVE_BLOCK)));
}

bool
archive_promise(struct archive *a, const char *name, uint64_t size)
{
	struct entry	*e;

	if (size == 0 || size > ARCHIVE_LATER_MAX - a->later ||
	    a->n == ENTRIES_MAX)
		return (false);
	e = add_entry(a, name);
	e->later = true;
	e->size = (uint32_t)size;
	e->packed = in_blocks(size);
	a->later += size;
	a->promised += LOCAL_BYTES + strlen(name) + e->packed +
	    DESCRIPTOR_BYTES;
	return (true);
}

uint64_t
archive_length(const struct archive *a)
{
	uint64_t	n = a->at + a->promised + END_BYTES;

	for (size_t i = 0; i < a->n; i++)
		n += CENTRAL_BYTES + strlen(a->v[i].name);
	return (n);
}

static void
put_descriptor(struct archive *a, struct out *o, const struct entry *e)
{
	put(o, DESCRIPTOR, 4);
	put(o, e->crc, 4);
	put(o, e->packed, 4);
	put(o, e->size, 4);
	a->at += DESCRIPTOR_BYTES;
}

bool
archive_more(struct archive *a, struct out *o, const void *bytes, size_t n)
{
	struct entry	*e = a->next < a->n ? &a->v[a->next] : NULL;
	const char	*from = bytes;
	size_t		 block;

	if (e == NULL || n == 0 || n > e->size - a->given ||
	    (n % ARCHIVE_BLOCK != 0 && n != e->size - a->given))
		return (false);
	if (a->given == 0)
		put_local(a, o, e);
	e->crc = (uint32_t)crc32(e->crc, bytes, (uInt)n);
	for (; n > 0; n -= block, from += block) {
		block = n < ARCHIVE_BLOCK ? n : ARCHIVE_BLOCK;
		a->given += (uint32_t)block;
		put(o, a->given == e->size, 1);		/* the last? */
		put(o, (uint32_t)block, 2);
		put(o, ~(uint32_t)block, 2);
		out_raw(o, from, block);
		a->at += BLOCK_BYTES + block;
	}
	if (a->given == e->size) {
		put_descriptor(a, o, e);
		a->given = 0;
		a->next++;
	}
	return (true);
}

bool
archive_end(struct archive *a, struct out *o)
{
	uint64_t	from = a->at;

	if (a->next != a->n)
		return (false);
	for (const struct entry *e = a->v; e < a->v + a->n; e++) {
		put(o, CENTRAL, 4);
		put(o, MADE_BY_UNIX, 2);
		put_entry(o, a, e, true);
		put(o, 0, 4);			/* no comment, one disk */
		put(o, 0, 2);
		put(o, 0100600U << 16, 4);	/* a file, its owner's */
		put(o, e->at, 4);
		out_raw(o, e->name, strlen(e->name));
		a->at += CENTRAL_BYTES + strlen(e->name);
	}
	put(o, END, 4);
	put(o, 0, 4);
	put(o, (uint32_t)a->n, 2);
	put(o, (uint32_t)a->n, 2);
	put(o, (uint32_t)(a->at - from), 4);
	put(o, (uint32_t)from, 4);
	put(o, 0, 2);
	a->at += END_BYTES;
	return (true);
}
