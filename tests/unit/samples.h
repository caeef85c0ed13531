#pragma once
/*
 * Files to be sent, made here byte by byte: sound ones, and such as somebody
 * with bad intentions or bad luck would send.
 */
#include <stdarg.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

struct sample { char *s; size_t n, room; };

static void __attribute__((unused))
add(struct sample *to, const void *from, size_t n)
{
	if (to->n + n + 1 > to->room) {
		to->room = 2 * (to->n + n + 1);
		to->s = realloc(to->s, to->room);
	}
	if (n > 0)
		memcpy(to->s + to->n, from, n);
	to->n += n;
	to->s[to->n] = '\0';
}

static void __attribute__((unused, format(printf, 2, 3)))
addf(struct sample *to, const char *fmt, ...)
{
	char	text[4096];
	va_list	ap;

	va_start(ap, fmt);
	add(to, text, (size_t)vsnprintf(text, sizeof(text), fmt, ap));
	va_end(ap);
}

static void __attribute__((unused))
add_big32(struct sample *to, uint32_t v)
{
	unsigned char	bytes[] = { v >> 24, v >> 16, v >> 8, v };

	add(to, bytes, 4);
}

static void __attribute__((unused))
add_little(struct sample *to, uint32_t v, int bytes)
{
	for (; bytes-- > 0; v >>= 8)
		add(to, &(unsigned char){ (unsigned char)v }, 1);
}

/* raw: deflate alone, as in a ZIP; else with zlib's frame, as in a PDF. */
static struct sample __attribute__((unused))
packed(const void *from, size_t n, bool raw)
{
	struct sample	to = { 0 };
	z_stream	z = { .next_in = (Bytef *)(uintptr_t)from,
			    .avail_in = (uInt)n };

	deflateInit2(&z, 9, Z_DEFLATED, raw ? -15 : 15, 9,
	    Z_DEFAULT_STRATEGY);
	to.s = malloc(to.room = deflateBound(&z, n) + 16);
	z.next_out = (Bytef *)to.s;
	z.avail_out = (uInt)to.room - 1;
	deflate(&z, Z_FINISH);
	to.n = z.total_out;
	deflateEnd(&z);
	return (to);
}

/* PDF: a page, and whatever objects stand in more. */
static struct sample __attribute__((unused))
pdf_with(const char *in_catalogue, const void *more, size_t n)
{
	static const char	words[] = "BT /F1 18 Tf 72 720 Td "
				    "(Signed by hand) Tj ET";
	struct sample		p = { 0 };

	addf(&p, "%%PDF-1.5\n%%\xE2\xE3\xCF\xD3\n"
	    "1 0 obj\n<< /Type /Catalog /Pages 2 0 R %s >>\nendobj\n"
	    "2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n"
	    "3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842]\n"
	    "/Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>\n"
	    "endobj\n"
	    "4 0 obj\n<< /Length %zu >>\nstream\n%s\nendstream\nendobj\n"
	    "5 0 obj\n<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>\n"
	    "endobj\n", in_catalogue, sizeof(words) - 1, words);
	add(&p, more, n);
	addf(&p, "xref\n0 1\n0000000000 65535 f \ntrailer\n"
	    "<< /Size 9 /Root 1 0 R >>\nstartxref\n0\n%%%%EOF\n");
	return (p);
}

static struct sample __attribute__((unused))
pdf(const char *more)
{
	return (pdf_with("", more, strlen(more)));
}

/* An object stream with this object in it, packed. */
static struct sample __attribute__((unused))
pdf_object_stream(const char *object, const char *type)
{
	struct sample	text = { 0 }, more = { 0 }, z, all;

	addf(&text, "8 0 %s", object);
	z = packed(text.s, text.n, false);
	addf(&more, "7 0 obj\n<< %s /N 1 /First 4 /Filter "
	    "/FlateDecode /Length %zu >>\nstream\n", type, z.n);
	add(&more, z.s, z.n);
	addf(&more, "\nendstream\nendobj\n");
	all = pdf_with("", more.s, more.n);
	free(text.s);
	free(more.s);
	free(z.s);
	return (all);
}

/* PNG */

static void __attribute__((unused))
add_chunk(struct sample *p, const char *kind, const void *data, size_t n)
{
	size_t	from;

	add_big32(p, (uint32_t)n);
	from = p->n;
	add(p, kind, 4);
	add(p, data, n);
	add_big32(p, (uint32_t)crc32(0, (Bytef *)p->s + from, (uInt)n + 4));
}

/* Says that it has width times height dots, and holds rows of grey. */
static struct sample __attribute__((unused))
png_of(uint32_t width, uint32_t height, uint32_t rows)
{
	struct sample	 p = { 0 }, head = { 0 }, z;
	size_t		 n = (size_t)rows * (width + 1);
	unsigned char	*dots = calloc(1, n + 1);
	uint32_t	 noise = 1;

	for (size_t i = 0; i < n; i++) {
		noise = noise * 1664525 + 1013904223;
		dots[i] = i % (width + 1) == 0 ? 0 : noise >> 24;
	}
	z = packed(dots, n, false);
	free(dots);
	add_big32(&head, width);
	add_big32(&head, height);
	add(&head, "\x08\0\0\0\0", 5);
	add(&p, "\x89PNG\r\n\x1a\n", 8);
	add_chunk(&p, "IHDR", head.s, head.n);
	add_chunk(&p, "IDAT", z.s, z.n);
	add_chunk(&p, "IEND", "", 0);
	free(head.s);
	free(z.s);
	return (p);
}

static struct sample __attribute__((unused))
png(uint32_t side)
{
	return (png_of(side, side, side));
}

/* JPEG of eight by eight grey dots, with what stands in exif, if anything. */
static struct sample __attribute__((unused))
jpeg_with(const void *exif, size_t n)
{
	struct sample	j = { 0 };

	add(&j, "\xFF\xD8", 2);
	add(&j, "\xFF\xE0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0", 18);
	if (n > 0) {
		add(&j, "\xFF\xE1", 2);
		add(&j, (char[]){ (char)((n + 8) >> 8), (char)(n + 8) }, 2);
		add(&j, "Exif\0\0", 6);
		add(&j, exif, n);
	}
	add(&j, "\xFF\xDB\0\x43\0", 5);
	for (int i = 0; i < 64; i++)
		add(&j, "\1", 1);
	add(&j, "\xFF\xC0\0\x0B\x08\0\x08\0\x08\1\1\x11\0", 13);
	add(&j, "\xFF\xC4\0\x14\0\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
	add(&j, "\xFF\xC4\0\x14\x10\1\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22);
	add(&j, "\xFF\xDA\0\x08\1\1\0\0\x3F\0", 10);
	add(&j, "\x3F\xFF\xD9", 3);
	return (j);
}

/* A TIFF whose directory points to one of GPS. */
static const char gps_exif[] = "II*\0\x08\0\0\0\1\0\x25\x88\4\0\1\0\0\0"
    "\x1a\0\0\0\0\0\0\0";

/* ZIP */

struct entry {
	const char	*name, *text;
	size_t		 n;		/* 0: as long as the text is */
	size_t		 lies;		/* says that it unpacks to so much */
	bool		 stored, locked;
};

static void __attribute__((unused))
add_entry_head(struct sample *z, const struct entry *e, size_t n, size_t small,
    uint32_t sum)
{
	add_little(z, e->locked ? 1 : 0, 2);
	add_little(z, e->stored ? 0 : 8, 2);
	add_little(z, 0x58210000, 4);			/* 2024-01-01 */
	add_little(z, sum, 4);
	add_little(z, (uint32_t)small, 4);
	add_little(z, (uint32_t)(e->lies != 0 ? e->lies : n), 4);
	add_little(z, (uint32_t)strlen(e->name), 2);
	add_little(z, 0, 2);
}

static struct sample __attribute__((unused))
zip_of(const struct entry *entries, size_t n)
{
	struct sample	zip = { 0 }, list = { 0 }, z;
	const char	*text;
	size_t		 length, at;
	uint32_t	 sum;

	for (size_t i = 0; i < n; i++) {
		text = entries[i].text;
		length = entries[i].n != 0 ? entries[i].n : strlen(text);
		sum = (uint32_t)crc32(0, (const Bytef *)text, (uInt)length);
		z = entries[i].stored ? (struct sample){ 0 } :
		    packed(text, length, true);
		if (entries[i].stored)
			add(&z, text, length);
		at = zip.n;
		add(&zip, "PK\3\4\x14\0", 6);
		add_entry_head(&zip, &entries[i], length, z.n, sum);
		add(&zip, entries[i].name, strlen(entries[i].name));
		add(&zip, z.s, z.n);
		add(&list, "PK\1\2\x14\0\x14\0", 8);
		add_entry_head(&list, &entries[i], length, z.n, sum);
		add(&list, "\0\0\0\0\0\0\0\0\0\0", 10);
		add_little(&list, (uint32_t)at, 4);
		add(&list, entries[i].name, strlen(entries[i].name));
		free(z.s);
	}
	at = zip.n;
	add(&zip, list.s, list.n);
	add(&zip, "PK\5\6\0\0\0\0", 8);
	add_little(&zip, (uint32_t)n, 2);
	add_little(&zip, (uint32_t)n, 2);
	add_little(&zip, (uint32_t)list.n, 4);
	add_little(&zip, (uint32_t)at, 4);
	add_little(&zip, 0, 2);
	free(list.s);
	return (zip);
}

#define DOCX_TYPES "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas." \
	"openxmlformats.org/package/2006/content-types\"><Default "	\
	"Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-" \
	"package.relationships+xml\"/></Types>"
#define DOCX_RELS "<?xml version=\"1.0\"?><Relationships/>"
#define DOCX_TEXT "<?xml version=\"1.0\"?><w:document><w:body><w:p><w:r>" \
	"<w:t>What I did</w:t></w:r></w:p></w:body></w:document>"

/* A DOCX with one more entry, unless that has no name. */
static struct sample __attribute__((unused))
docx_with(struct entry more)
{
	struct entry	all[] = {
		{ "[Content_Types].xml", DOCX_TYPES },
		{ "_rels/.rels", DOCX_RELS },
		{ "word/document.xml", DOCX_TEXT }, more };

	return (zip_of(all, more.name == NULL ? 3 : 4));
}

static struct sample __attribute__((unused))
docx(void)
{
	return (docx_with((struct entry){ NULL }));
}

/* Says that its directory holds the same packed data again and again. */
static struct sample __attribute__((unused))
flat_bomb(size_t unpacked, int times)
{
	struct sample	 zip = { 0 }, list = { 0 }, z;
	char		*zeros = calloc(1, unpacked);
	struct entry	 e = { .name = "word/document.xml" };
	uint32_t	 sum = (uint32_t)crc32(0, (Bytef *)zeros,
			    (uInt)unpacked);
	size_t		 at;

	z = packed(zeros, unpacked, true);
	add(&zip, "PK\3\4\x14\0", 6);
	add_entry_head(&zip, &e, unpacked, z.n, sum);
	add(&zip, e.name, strlen(e.name));
	add(&zip, z.s, z.n);
	for (int i = 0; i < times; i++) {
		add(&list, "PK\1\2\x14\0\x14\0", 8);
		add_entry_head(&list, &e, unpacked, z.n, sum);
		add(&list, "\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 14);
		add(&list, e.name, strlen(e.name));
	}
	at = zip.n;
	add(&zip, list.s, list.n);
	add(&zip, "PK\5\6\0\0\0\0", 8);
	add_little(&zip, (uint32_t)times, 2);
	add_little(&zip, (uint32_t)times, 2);
	add_little(&zip, (uint32_t)list.n, 4);
	add_little(&zip, (uint32_t)at, 4);
	add_little(&zip, 0, 2);
	free(zeros);
	free(list.s);
	free(z.s);
	return (zip);
}
