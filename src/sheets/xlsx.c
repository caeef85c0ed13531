/* xlsx - a workbook is read in a sandbox, and what it says is checked here. */
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>

#include "core/text.h"
#include "sniff/sandbox.h"
#include "xlsx.h"

enum { MEGABYTE = 1000 * 1000, SEND_AT = 60 * 1024, MOST_OF_UTF8 = 4 };

const struct xlsx_limits xlsx_usual = { .bytes = 5 * 1024 * 1024,
	.unpacked = 100 * MEGABYTE, .memory = 512 * 1024 * 1024,
	.entries = 1000, .sheets = 50, .rows = 10000, .columns = 500,
	.text = 32767, .cpu_s = 4, .wall_ms = 10000 };

/* What is asked, as it is seen in the sandbox. */
struct question {
	const struct xlsx_limits	*limits;
	const void			*bytes;
	size_t				 n;
	void				(*tell)(void *, const void *, size_t);
	void				*to;
};

/* Makes expat's tables unlike those of any other reading.  It would ask the
 * kernel itself, within the sandbox. */
static unsigned long salt;

static void
prepare(void)
{
	if (getrandom(&salt, sizeof(salt), 0) != sizeof(salt))
		salt = (unsigned long)(uintptr_t)&salt;
	salt |= 1;
}

static void
flush(struct book *b)
{
	b->tell(b->to, b->told.data, b->told.len);
	out_reset(&b->told);
}

void
xl_tell(struct book *b, const struct record *r, const char *text)
{
	out_raw(&b->told, (const char *)r, sizeof(*r));
	out_raw(&b->told, text, r->bytes);
	if (b->told.len >= SEND_AT)
		flush(b);
}

static void
read_all(const struct question *q)
{
	struct arena	 arena = { 0 };
	struct book	 b = { .limits = q->limits, .arena = &arena,
			    .bytes = { q->bytes, q->n, 0 }, .tell = q->tell,
			    .to = q->to };
	struct record	 end = { .kind = RECORD_END };

	if (xl_open(&b) && xl_contents(&b))
		for (size_t i = 0; i < b.nsheets; i++)
			if (!xl_sheet(&b, &b.sheets[i]))
				break;
	if (b.zip != NULL)
		unzClose(b.zip);
	end.fault = (uint8_t)b.verdict.fault;
	end.row = b.verdict.row;
	end.column = b.verdict.column;
	xl_tell(&b, &end, "");
	flush(&b);
	free(b.string_at);
	out_free(&b.strings);
	out_free(&b.told);
	arena_release(&arena);
}

unsigned long
xl_salt(void)
{
	return (salt);
}

static void
tell_out(void *to, const void *piece, size_t n)
{
	confined_tell(piece, n);
}

static void
work(const void *given, void *answer)
{
	read_all(given);
}

static bool
hear_text(struct hearing *h, const struct record *r, const char *s)
{
	return (r->bytes <= (size_t)h->limits->text * MOST_OF_UTF8 &&
	    memchr(s, '\0', r->bytes) == NULL && text_utf8(s, r->bytes));
}

static bool
hear_sheet(struct hearing *h, const struct record *r, const char *name)
{
	if (++h->nsheets > h->limits->sheets)
		return (false);
	h->last = (struct record){ 0 };
	h->taker->sheet(h->taker->to, &(struct xlsx_sheet){ name,
	    r->flag != 0 });
	return (true);
}

/* Behind the last one of its sheet, and of a type that is one. */
static bool
hear_cell(struct hearing *h, const struct record *r, const char *text)
{
	struct xlsx_cell	c = { r->row, r->column,
				    (enum xlsx_type)r->type, r->flag != 0,
				    text, r->number };

	if (h->nsheets == 0 || r->type >= XLSX_TYPES || r->row == 0 ||
	    r->row > h->limits->rows || r->column == 0 ||
	    r->column > h->limits->columns || r->row < h->last.row ||
	    (r->row == h->last.row && r->column <= h->last.column))
		return (false);
	if (c.type == XLSX_DATE) {
		c.date = date_from_number(r->day);
		if (r->day < -719162 || r->day > 2932896 || r->seconds < 0 ||
		    r->seconds >= 24 * 60 * 60)
			return (false);
	}
	c.seconds = r->seconds;
	h->last = *r;
	h->taker->cell(h->taker->to, &c);
	return (true);
}

static bool
hear_end(struct hearing *h, const struct record *r)
{
	h->ended = true;
	if (r->fault >= XLSX_FAULTS)
		return (false);
	h->verdict = (struct xlsx_verdict){ (enum xlsx_fault)r->fault,
	    h->nsheets, r->row, r->column };
	return (true);
}

static bool
hear_record(struct hearing *h, const struct record *r, const char *bytes)
{
	const char	*text = "";

	if (h->ended || !hear_text(h, r, bytes))
		return (false);
	if (r->bytes > 0) {
		out_reset(&h->text);
		out_raw(&h->text, bytes, r->bytes);
		out_raw(&h->text, "", 1);
		text = h->text.data;
	}
	switch (r->kind) {
	case RECORD_SHEET:
		return (hear_sheet(h, r, text));
	case RECORD_CELL:
		return (hear_cell(h, r, text));
	case RECORD_MERGED:
		if (h->taker->merged != NULL && h->nsheets > 0)
			h->taker->merged(h->taker->to, text);
		return (true);
	case RECORD_END:
		return (hear_end(h, r));
	default:
		return (false);
	}
}

/* Whole records of a piece; what is behind them waits for the next. */
static bool
hear_whole(struct hearing *h, const char *s, size_t n, size_t *used)
{
	struct record	r;

	for (*used = 0; n - *used >= sizeof(r); *used += sizeof(r) + r.bytes) {
		memcpy(&r, s + *used, sizeof(r));
		if (r.bytes > (size_t)h->limits->text * MOST_OF_UTF8)
			return (false);
		if (n - *used - sizeof(r) < r.bytes)
			break;
		if (!hear_record(h, &r, s + *used + sizeof(r)))
			return (false);
	}
	return (true);
}

bool
xl_hear(void *hearing, const void *piece, size_t n)
{
	struct hearing	*h = hearing;
	const char	*s = piece;
	size_t		 used, left;

	if (h->held.len > 0) {
		out_raw(&h->held, s, n);
		s = h->held.data;
		n = h->held.len;
	}
	if (!hear_whole(h, s, n, &used))
		return (false);
	left = n - used;
	if (s == h->held.data) {
		memmove(h->held.data, h->held.data + used, left);
		h->held.len = left;
	} else
		out_raw(&h->held, s + used, left);
	return (true);
}

static struct xlsx_verdict
heard(struct hearing *h)
{
	out_free(&h->held);
	out_free(&h->text);
	return (h->verdict);
}

static void
hear_here(void *hearing, const void *piece, size_t n)
{
	if (!xl_hear(hearing, piece, n))
		abort();
}

struct xlsx_verdict
xlsx_read_here(const void *bytes, size_t n, const struct xlsx_limits *limits,
    const struct xlsx_taker *taker)
{
	struct hearing	h = { .limits = limits, .taker = taker };
	struct question	q = { limits, bytes, n, hear_here, &h };

	prepare();
	read_all(&q);
	return (heard(&h));
}

struct xlsx_verdict
xlsx_read(const void *bytes, size_t n, const struct xlsx_limits *limits,
    const struct xlsx_taker *taker)
{
	const struct confinement c = { prepare, work, limits->cpu_s,
				    limits->wall_ms, limits->memory };
	struct hearing		 h = { .limits = limits, .taker = taker };
	struct question		 q = { limits, bytes, n, tell_out, NULL };
	enum confined		 how;

	how = confine_telling(&c, &q, xl_hear, &h);
	if (how == NOT_STARTED)
		h.verdict.fault = XLSX_LATER;
	else if (how == TOO_SLOW)
		h.verdict.fault = XLSX_SLOW;
	else if (how != ANSWERED || !h.ended || h.held.len > 0)
		h.verdict.fault = XLSX_DAMAGED;
	return (heard(&h));
}
