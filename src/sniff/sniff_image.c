/* sniff_image - whether a picture is whole, of a size that can be opened, and
 * says where it was taken. */
#include <string.h>
#include <zlib.h>

#include "parts.h"

enum { PNG_HEAD = 8, CHUNK_EXTRA = 12, IHDR = 13 };

static uint32_t
big32(const unsigned char *s)
{
	return ((uint32_t)s[0] << 24 | (uint32_t)s[1] << 16 |
	    (uint32_t)s[2] << 8 | s[3]);
}

static uint32_t
big16(const unsigned char *s)
{
	return ((uint32_t)s[0] << 8 | s[1]);
}

static bool
too_wide(uint64_t width, uint64_t height)
{
	return (width == 0 || height == 0 || width > SNIFF_SIDE_MAX ||
	    height > SNIFF_SIDE_MAX || width * height > SNIFF_DOTS_MAX);
}

/* EXIF: a TIFF whose first directory points to one of GPS. */

static uint32_t
number(struct span t, bool little, size_t at, size_t bytes)
{
	uint32_t	value = 0;

	if (at > t.n || t.n - at < bytes)
		return (0);
	for (size_t i = 0; i < bytes; i++)
		value = value << 8 |
		    t.s[at + (little ? bytes - 1 - i : i)];
	return (value);
}

bool
exif_has_place(struct span t)
{
	enum { GPS_DIRECTORY = 0x8825, ENTRY = 12 };
	bool	 little = t.n > 8 && t.s[0] == 'I';
	size_t	 at = number(t, little, 4, 4);
	size_t	 n = number(t, little, at, 2);

	for (size_t i = 0; i < n; i++)
		if (number(t, little, at + 2 + i * ENTRY, 2) == GPS_DIRECTORY)
			return (true);
	return (false);
}

bool
xmp_has_place(struct span packet)
{
	return (span_find(packet, "GPSLatitude") != NULL ||
	    span_find(packet, "GPSLongitude") != NULL);
}

/* PNG */

struct png {
	uint32_t		 width, height;
	unsigned char		 depth, colours, interlaced;
	struct unpacking	 data;
	struct verdict		 v;
	bool			 ended;
};

static uint64_t
bits_a_dot(const struct png *p)
{
	static const unsigned char	channels[] = { 1, 0, 3, 1, 2, 0, 4 };

	return (p->colours > 6 ? 0 : (uint64_t)p->depth *
	    channels[p->colours]);
}

static uint64_t
bytes_of(const struct png *p, uint64_t width, uint64_t height)
{
	return (width == 0 ? 0 :
	    height * (1 + (width * bits_a_dot(p) + 7) / 8));
}

/* What its dots come to when they are unpacked, in seven passes or in one. */
static uint64_t
bytes_expected(const struct png *p)
{
	static const unsigned char	x[] = { 0, 4, 0, 2, 0, 1, 0 },
					y[] = { 0, 0, 4, 0, 2, 0, 1 },
					dx[] = { 8, 8, 4, 4, 2, 2, 1 },
					dy[] = { 8, 8, 8, 4, 4, 2, 2 };
	uint64_t			all = 0;

	if (p->interlaced == 0)
		return (bytes_of(p, p->width, p->height));
	for (int i = 0; i < 7; i++)
		all += bytes_of(p, (p->width + dx[i] - 1 - x[i]) / dx[i],
		    (p->height + dy[i] - 1 - y[i]) / dy[i]);
	return (all);
}

static bool
read_head(struct png *p, struct span chunk)
{
	if (chunk.n != IHDR) {
		p->v.fault = FAULT_UNREADABLE;
		return (false);
	}
	p->width = big32(chunk.s);
	p->height = big32(chunk.s + 4);
	p->depth = chunk.s[8];
	p->colours = chunk.s[9];
	p->interlaced = chunk.s[12];
	if (too_wide(p->width, p->height)) {
		p->v.fault = FAULT_TOO_WIDE;
		return (false);
	}
	if (bits_a_dot(p) == 0 || p->depth > 16) {
		p->v.fault = FAULT_UNREADABLE;
		return (false);
	}
	return (true);
}

/* One chunk, whose sum was checked; false when there is nothing to go on. */
static bool
read_chunk(struct png *p, const unsigned char *kind, struct span chunk)
{
	if (memcmp(kind, "IHDR", 4) == 0) {
		if (p->width != 0 || !read_head(p, chunk))
			return (false);
		unpack_begin(&p->data, bytes_expected(p));
	} else if (p->width == 0)
		return (false);
	else if (memcmp(kind, "IDAT", 4) == 0)
		unpack(&p->data, chunk);
	else if (memcmp(kind, "eXIf", 4) == 0)
		p->v.has_place |= exif_has_place(chunk);
	else if (memcmp(kind, "iTXt", 4) == 0 || memcmp(kind, "tEXt", 4) == 0)
		p->v.has_place |= xmp_has_place(chunk);
	p->ended = memcmp(kind, "IEND", 4) == 0;
	return (!p->ended);
}

static enum file_fault
png_fault(const struct png *p, struct span rest)
{
	if (p->v.fault != SOUND)
		return (p->v.fault);
	if (p->data.too_much)
		return (FAULT_UNPACKS);
	if (p->width == 0 || p->data.broken)
		return (FAULT_UNREADABLE);
	if (!p->ended || !p->data.ended ||
	    p->data.made < bytes_expected(p))
		return (FAULT_CUT_SHORT);
	return (rest.n > 0 ? FAULT_TWO_IN_ONE : SOUND);
}

struct verdict
sniff_png(struct span in)
{
	struct png	p = { .v = { SOUND } };
	struct span	rest = span_from(in, PNG_HEAD);
	uint32_t	length;
	bool		going = true;

	while (going && rest.n >= CHUNK_EXTRA) {
		length = big32(rest.s);
		if (length > rest.n - CHUNK_EXTRA)
			break;
		if (crc32(0, rest.s + 4, length + 4) !=
		    big32(rest.s + 8 + length)) {
			p.v.fault = FAULT_UNREADABLE;
			break;
		}
		going = read_chunk(&p, rest.s + 4,
		    (struct span){ rest.s + 8, length });
		rest = span_from(rest, CHUNK_EXTRA + (size_t)length);
	}
	p.v.fault = png_fault(&p, rest);
	if (p.data.z != NULL)
		unpack_end(&p.data);
	return (p.v);
}

/* JPEG */

struct jpeg { bool sized, scanned, ended; struct verdict v; };

/* Start of a frame: C0 to CF but DHT, JPG and DAC. */
static bool
is_frame(unsigned char marker)
{
	return (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 &&
	    marker != 0xC8 && marker != 0xCC);
}

static void
read_segment(struct jpeg *j, unsigned char marker, struct span s)
{
	if (is_frame(marker)) {
		j->sized = s.n >= 6;
		if (!j->sized)
			j->v.fault = FAULT_UNREADABLE;
		else if (too_wide(big16(s.s + 3), big16(s.s + 1)))
			j->v.fault = FAULT_TOO_WIDE;
	} else if (marker == 0xE1) {
		if (s.n > 6 && memcmp(s.s, "Exif\0\0", 6) == 0)
			j->v.has_place |= exif_has_place(span_from(s, 6));
		else
			j->v.has_place |= xmp_has_place(s);
	}
	j->scanned |= marker == 0xDA;
}

/* After the start of a scan its data: up to a marker that is none of its own
 * (FF 00 is a byte, FF D0 to FF D7 are restarts). */
static struct span
past_scan(struct span rest)
{
	const unsigned char	*at;

	while ((at = memchr(rest.s, 0xFF, rest.n)) != NULL) {
		rest = span_from(rest, (size_t)(at - rest.s));
		if (rest.n < 2 || (rest.s[1] != 0 && rest.s[1] != 0xFF &&
		    (rest.s[1] < 0xD0 || rest.s[1] > 0xD7)))
			return (rest);
		rest = span_from(rest, rest.s[1] == 0xFF ? 1 : 2);
	}
	return (span_from(rest, rest.n));
}

/* Takes one marker and what belongs to it; empty when it cannot be read. */
static struct span
take_marker(struct jpeg *j, struct span rest)
{
	unsigned char	marker;
	size_t		length;

	while (rest.n > 1 && rest.s[0] == 0xFF && rest.s[1] == 0xFF)
		rest = span_from(rest, 1);
	if (rest.n < 2 || rest.s[0] != 0xFF)
		return (span_from(rest, rest.n));
	marker = rest.s[1];
	rest = span_from(rest, 2);
	j->ended = marker == 0xD9;
	if (j->ended)
		return (rest);
	if (rest.n < 2 || (length = big16(rest.s)) < 2 || length > rest.n)
		return (span_from(rest, rest.n));
	read_segment(j, marker, (struct span){ rest.s + 2, length - 2 });
	rest = span_from(rest, length);
	return (marker == 0xDA ? past_scan(rest) : rest);
}

/* Telephones put a second picture behind the first: that is let be. */
struct verdict
sniff_jpeg(struct span in)
{
	struct jpeg	j = { .v = { SOUND } };
	struct span	rest = span_from(in, 2);

	while (rest.n > 0 && !j.ended && j.v.fault == SOUND)
		rest = take_marker(&j, rest);
	if (j.v.fault != SOUND)
		return (j.v);
	if (!j.ended || !j.scanned)
		j.v.fault = FAULT_CUT_SHORT;
	else if (!j.sized)
		j.v.fault = FAULT_UNREADABLE;
	else if (ends_as_zip(in) || span_find(rest, "%PDF-") != NULL)
		j.v.fault = FAULT_TWO_IN_ONE;
	return (j.v);
}
