/*
 * The demonstration's files: a plan and the picture of a board on some ASYEs,
 * and one that was refused, all made here.
 */
#include <string.h>

#include "core/arena.h"
#include "core/out.h"
#include "demo_parts.h"
#include "queries.h"

enum {
	ASYES = 12, EACH = 3,
	WIDTH = 160, HEIGHT = 90,
};

struct rows {
	int64_t		 files[ASYES * EACH], asyes[ASYES * EACH],
			 by[ASYES * EACH], days[ASYES * EACH];
	const char	*labels[ASYES * EACH];
	size_t		 n;
};

/* Bytes in the arena, as they grow. */
struct text { struct out out; size_t at[8]; };

static void
put(struct text *t, const char *words)
{
	out_raw(&t->out, words, strlen(words));
}

static void
put_object(struct arena *a, struct text *t, int number, const char *body)
{
	t->at[number] = t->out.len;
	put(t, arena_printf(a, "%d 0 obj\n%s\nendobj\n", number, body));
}

static struct bytes
finished(struct arena *a, struct text *t)
{
	struct bytes	b = { arena_copy(a, t->out.data, t->out.len),
			    t->out.len };

	out_free(&t->out);
	return (b);
}

/* A page of one line in large and one in small letters. */
static struct bytes
pdf(struct arena *a, const char *title, const char *line)
{
	struct text	 t = { 0 };
	const char	*page = arena_printf(a, "BT /F 20 Tf 60 760 Td (%s) Tj "
			    "/F 11 Tf 0 -36 Td (%s) Tj ET", title, line);
	size_t		 table;

	put(&t, "%PDF-1.4\n");
	put_object(a, &t, 1, "<< /Type /Catalog /Pages 2 0 R >>");
	put_object(a, &t, 2, "<< /Type /Pages /Kids [3 0 R] /Count 1 >>");
	put_object(a, &t, 3, "<< /Type /Page /Parent 2 0 R "
	    "/MediaBox [0 0 595 842] /Contents 4 0 R "
	    "/Resources << /Font << /F 5 0 R >> >> >>");
	put_object(a, &t, 4, arena_printf(a, "<< /Length %zu >>\nstream\n%s\n"
	    "endstream", strlen(page), page));
	put_object(a, &t, 5, "<< /Type /Font /Subtype /Type1 "
	    "/BaseFont /Helvetica >>");
	table = t.out.len;
	put(&t, "xref\n0 6\n0000000000 65535 f \n");
	for (int i = 1; i <= 5; i++)
		put(&t, arena_printf(a, "%010zu 00000 n \n", t.at[i]));
	put(&t, arena_printf(a, "trailer\n<< /Size 6 /Root 1 0 R >>\n"
	    "startxref\n%zu\n%%%%EOF\n", table));
	return (finished(a, &t));
}

static void
put_number(struct text *t, uint32_t v)
{
	unsigned char	bytes[] = { v >> 24, v >> 16, v >> 8, v };

	out_raw(&t->out, (const char *)bytes, sizeof(bytes));
}

static uint32_t
crc(const char *s, size_t n)
{
	uint32_t	sum = ~0U;

	for (size_t i = 0; i < n; i++) {
		sum ^= (unsigned char)s[i];
		for (int bit = 0; bit < 8; bit++)
			sum = sum >> 1 ^ (sum & 1 ? 0xEDB88320 : 0);
	}
	return (~sum);
}

static void
put_chunk(struct text *t, const char *kind, const char *data, size_t n)
{
	size_t	from = t->out.len + 4;

	put_number(t, (uint32_t)n);
	put(t, kind);
	out_raw(&t->out, data, n);
	put_number(t, crc(t->out.data + from, n + 4));
}

/* Notes on a board, so far as 160 by 90 dots can show them; not packed. */
static void
draw(unsigned char *dots)
{
	for (int y = 0; y < HEIGHT; y++)
		for (int x = 0; x < WIDTH; x++)
			dots[y * (WIDTH + 1) + x + 1] =
			    x < 4 || y < 4 || x >= WIDTH - 4 ||
			    y >= HEIGHT - 4 ? 60 : y % 12 < 3 && x > 14 &&
			    x < 60 + (y * 37) % 90 ? 90 : 245;
}

static struct bytes
png(struct arena *a)
{
	enum { DOTS = HEIGHT * (WIDTH + 1) };
	static unsigned char	dots[DOTS];
	struct text		t = { 0 }, data = { 0 };
	uint32_t		low = 1, high = 0;

	draw(dots);
	for (int i = 0; i < DOTS; i++) {
		low = (low + dots[i]) % 65521;
		high = (high + low) % 65521;
	}
	out_raw(&data.out, "\x78\x01\x01", 3);
	out_raw(&data.out, (const char[]){ (char)(DOTS & 255),
	    (char)(DOTS >> 8), (char)~(DOTS & 255), (char)~(DOTS >> 8) }, 4);
	out_raw(&data.out, (const char *)dots, DOTS);
	put_number(&data, high << 16 | low);
	out_raw(&t.out, "\x89PNG\r\n\x1a\n", 8);
	put_chunk(&t, "IHDR", "\0\0\0\xA0\0\0\0\x5A\x08\0\0\0\0", 13);
	put_chunk(&t, "IDAT", data.out.data, data.out.len);
	put_chunk(&t, "IEND", "", 0);
	out_free(&data.out);
	return (finished(a, &t));
}

static void
add_row(struct rows *r, const struct demo_file *f, const char *label,
    int64_t asye, int64_t by, int day)
{
	if (f == NULL)
		return;
	r->files[r->n] = f->id;
	r->labels[r->n] = label;
	r->asyes[r->n] = asye;
	r->by[r->n] = by;
	r->days[r->n++] = day;
}

/* A day of the year so far, some weeks in. */
static int
day_in(const struct demo_file_asye *y, int weeks, int today)
{
	int	day = date_number(y->starts_on) + 7 * weeks;

	return (day < today ? day : today - 1);
}

static void
add_plan(struct demo *d, struct rows *r, const struct demo_file_asye *y)
{
	struct arena	*a = d->store.arena;
	int		 day = day_in(y, 3, d->today);

	add_row(r, demo_file_add(d->store.db, FILE_KIND_PDF, pdf(a,
	    "Professional development plan", arena_printf(a,
	    "%s: what I want to learn in my first months, and who helps me.",
	    y->name)), FILE_REFUSAL_NONE, date_from_number(day)),
	    "Professional development plan.pdf", y->id, y->person_id, day);
}

/* Whoever signs in tried a document with macros, too. */
static void
add_refused(struct demo *d, struct rows *r, const struct demo_file_asye *y)
{
	int	day = day_in(y, 12, d->today);

	add_row(r, demo_file_add(d->store.db, FILE_KIND_DOCX, (struct bytes){
	    "PK\3\4 with macros", 16 }, FILE_REFUSAL_MACROS,
	    date_from_number(day)), "Caseload planner.docx", y->id,
	    y->person_id, day);
}

void
demo_asye_files(struct demo *d)
{
	struct demo_nqsw		*asha = demo_nqsw_called(d->store.db,
					    "Asha", "Mistry");
	int64_t				 named = asha != NULL ?
					    asha->person_id : 0;
	struct demo_file_asye_list	 asyes = demo_file_asyes(d->store.db,
					    named, ASYES);
	struct rows			 r = { .n = 0 };
	struct demo_file		*board;

	board = demo_file_add(d->store.db, FILE_KIND_PNG,
	    png(d->store.arena), FILE_REFUSAL_NONE,
	    date_from_number(d->today - 30));
	each (y, asyes) {
		add_plan(d, &r, y);
		if (y->person_id == named)
			add_refused(d, &r, y);
		if (y->assessor_id.known)
			add_row(&r, board, "Reflective group – the board.png",
			    y->id, y->assessor_id.value,
			    day_in(y, 10, d->today));
	}
	demo_attachments_add(d->store.db, (struct int_list){ r.files, r.n },
	    (struct text_list){ r.labels, r.n },
	    (struct int_list){ r.asyes, r.n }, (struct int_list){ r.by, r.n },
	    (struct int_list){ r.days, r.n });
	demo_file_evidence_add(d->store.db, named);
}
