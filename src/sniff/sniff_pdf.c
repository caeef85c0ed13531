/*
 * sniff_pdf - whether a PDF is whole, open, and does nothing when it is opened.
 *
 * Readers find objects by a table that may point anywhere, so every "obj" in
 * the file is read as the beginning of one, and so is every trailer; what an
 * object stream holds is unpacked and read in the same way.  A name counts as
 * it is meant: #4aavaScript is JavaScript.
 */
#include <stdlib.h>
#include <string.h>

#include "pdf.h"

enum { TAIL = 2048, OBJECTS_MAX = 100 * 1000, PAGES_MAX = 100 * 1000 };

/* The names of one object's dictionary that tell what is done with it. */
struct traits {
	bool	has_first, has_count, is_object_stream;
	bool	deflated, otherwise_packed, predicted;

	/* A dictionary of its pages has the type Pages, and how many. */
	bool		is_type, is_pages;
	uint32_t	count;
};

struct pdf {
	struct span		 in;
	enum file_fault		 fault;
	bool			 has_place;
	uint64_t		 unpacked;
	uint32_t		 pages;
	uint32_t		 opens[8];	/* what OpenAction names */
	int			 nopens;
};

static bool
is(const char *name, const char *word)
{
	return (strcmp(name, word) == 0);
}

static bool
among(const char *name, const char *const words[])
{
	for (; *words != NULL; words++)
		if (is(name, *words))
			return (true);
	return (false);
}

static enum file_fault
fault_of_name(const char *name)
{
	static const char *const	runs[] = { "JavaScript", "JS",
	    "Launch", "ImportData", "SubmitForm", "Rendition", "RichMedia",
	    "RichMediaExecute", "XFA", "Movie", "GoToE", NULL };
	static const char *const	files[] = { "EmbeddedFile",
	    "EmbeddedFiles", "Collection", NULL };

	if (is(name, "Encrypt"))
		return (FAULT_LOCKED);
	if (among(name, runs))
		return (FAULT_ACTIVE);
	return (among(name, files) ? FAULT_HOLDS_FILES : SOUND);
}

static void
note_trait(struct traits *t, const char *name)
{
	static const char *const	other[] = { "LZWDecode", "LZW",
	    "ASCIIHexDecode", "AHx", "ASCII85Decode", "A85",
	    "RunLengthDecode", "RL", "Crypt", NULL };

	t->has_first |= is(name, "First");
	t->has_count |= is(name, "N");
	t->is_object_stream |= is(name, "ObjStm");
	t->deflated |= is(name, "FlateDecode") || is(name, "Fl");
	t->otherwise_packed |= among(name, other);
	t->predicted |= is(name, "Predictor");
}

/*
 * What is done when the document is opened: to go to a page of it is all that
 * may be, "[3 0 R /Fit]" or "<</S /GoTo ...>>", or a reference to either.
 */
static bool
goes_to_page(struct reader r)
{
	static const char *const	pages[] = { "GoTo", "Named", NULL };
	char				name[PDF_NAME_MAX + 1];
	bool				to_page = false;

	pdf_skip_space(&r);
	if (pdf_peek(&r) == '[')
		return (true);
	for (; pdf_peek(&r) != -1 && pdf_peek(&r) != '>'; )
		if (pdf_peek(&r) == '(')
			pdf_skip_text(&r);
		else if (pdf_peek(&r) == '/') {
			pdf_read_name(&r, name);
			if (!is(name, "S"))
				continue;
			pdf_skip_space(&r);
			if (pdf_peek(&r) != '/')
				return (false);
			pdf_read_name(&r, name);
			if (!among(name, pages))
				return (false);
			to_page = true;
		} else
			r.at++;
	return (to_page);
}

static void
note_opening(struct pdf *p, struct reader r)
{
	pdf_skip_space(&r);
	if (pdf_peek(&r) < '0' || pdf_peek(&r) > '9') {
		if (!goes_to_page(r))
			p->fault = FAULT_ACTIVE;
		return;
	}
	if (p->nopens == sizeof(p->opens) / sizeof(*p->opens))
		p->fault = FAULT_ACTIVE;
	else
		p->opens[p->nopens++] = pdf_read_number(&r);
}

/* "/Type /Pages ... /Count 12": the most that any says is all of them. */
static void
note_pages(struct traits *t, const char *name, struct reader r)
{
	t->is_pages |= t->is_type && is(name, "Pages");
	t->is_type = is(name, "Type");
	if (!is(name, "Count"))
		return;
	pdf_skip_space(&r);
	if (pdf_peek(&r) >= '0' && pdf_peek(&r) <= '9')
		t->count = pdf_read_number(&r);
}

static void
end_dictionary(struct pdf *p, struct traits *t)
{
	if (t->is_pages && t->count > p->pages && t->count <= PAGES_MAX)
		p->pages = t->count;
	t->is_pages = false;
	t->count = 0;
}

static void
read_key(struct pdf *p, struct reader *r, struct traits *t)
{
	char	name[PDF_NAME_MAX + 1];

	pdf_read_name(r, name);
	p->fault = fault_of_name(name);
	note_trait(t, name);
	note_pages(t, name, *r);
	if (p->fault == SOUND && is(name, "OpenAction"))
		note_opening(p, *r);
}

/*
 * Reads one object up to its end or its stream; false when it has none.
 * Within a dictionary neither word means anything: some readers pass over it.
 */
static bool
read_object(struct pdf *p, struct reader *r, struct traits *t)
{
	int	depth = 0;

	*t = (struct traits){ false };
	while (p->fault == SOUND && pdf_peek(r) != -1) {
		pdf_skip_space(r);
		if (pdf_peek(r) == '(')
			pdf_skip_text(r);
		else if (pdf_peek(r) == '/')
			read_key(p, r, t);
		else if (pdf_reads(r, "<<") || pdf_reads(r, ">>")) {
			depth += pdf_peek(r) == '<' ? 1 : -1;
			r->at += 2;
			if (depth <= 0)
				end_dictionary(p, t);
		} else if (depth <= 0 && pdf_reads(r, "stream")) {
			r->at += 6;
			return (true);
		} else if (depth <= 0 && pdf_reads(r, "endobj"))
			return (false);
		else
			r->at++;
	}
	return (false);
}

/* Text that grows as it is unpacked. */
struct text { unsigned char *s; size_t n, room; };

static void
append(void *to, const void *from, size_t n)
{
	struct text	*t = to;

	if (t->n + n > t->room) {
		t->room = 2 * (t->n + n);
		if ((t->s = realloc(t->s, t->room)) == NULL)
			abort();
	}
	memcpy(t->s + t->n, from, n);
	t->n += n;
}

/* All that a stream packs; its fault is the file's. */
static struct text
unpacked(struct pdf *p, struct span in)
{
	struct text		 t = { NULL };
	struct unpacking	 u = { .take = append, .to = &t };

	if (in.n > 0 && in.s[0] == '\r')
		in = span_from(in, 1);
	if (in.n > 0 && in.s[0] == '\n')
		in = span_from(in, 1);
	unpack_begin(&u, SNIFF_UNPACKED_MAX - p->unpacked);
	unpack(&u, in);
	unpack_end(&u);
	p->unpacked += u.made;
	if (u.too_much)
		p->fault = FAULT_UNPACKS;
	else if (u.broken || !u.ended)
		p->fault = FAULT_UNREADABLE;
	return (t);
}

/* Is one of the objects that are asked for here, and no page's place? */
static void
check_openings(struct pdf *p, uint32_t number, struct reader at, bool *found)
{
	for (int i = 0; i < p->nopens; i++)
		if (p->opens[i] == number) {
			found[i] = true;
			if (!goes_to_page(at))
				p->fault = FAULT_ACTIVE;
		}
}

/* "5 0 6 31 ...": which objects a stream holds, and where behind the head. */
static void
check_stream_openings(struct pdf *p, struct span in, bool *found)
{
	struct reader	r = { in, 0 }, at = { in, 0 };
	uint32_t	number, offset, first = 0;

	for (pdf_skip_space(&r); pdf_peek(&r) >= '0' && pdf_peek(&r) <= '9';
	    pdf_skip_space(&r)) {
		pdf_read_number(&r);
		pdf_read_number(&r);
	}
	first = (uint32_t)r.at;
	for (r.at = 0; r.at < first; pdf_skip_space(&r)) {
		number = pdf_read_number(&r);
		offset = pdf_read_number(&r);
		at.at = first + (size_t)offset;
		if (at.at <= in.n)
			check_openings(p, number, at, found);
	}
}

/* An object stream: its objects, one behind another. */
static void
read_stream(struct pdf *p, const struct traits *t, struct span in, bool *found)
{
	struct traits	 inner;
	struct text	 text;
	struct reader	 r;

	if (!t->is_object_stream && !(t->has_first && t->has_count))
		return;
	if (t->otherwise_packed || t->predicted) {
		p->fault = FAULT_UNREADABLE;
		return;
	}
	text = (struct text){ NULL };
	if (t->deflated) {
		text = unpacked(p, in);
		in = (struct span){ text.s, text.n };
	}
	r = (struct reader){ in, 0 };
	if (p->fault == SOUND && found != NULL)
		check_stream_openings(p, in, found);
	else if (p->fault == SOUND)
		read_object(p, &r, &inner);
	free(text.s);
}

/* The number in front of "0 obj". */
static uint32_t
number_before(struct span in, size_t at)
{
	size_t		i = at;
	struct reader	r = { in, 0 };

	for (int words = 0; words < 2; words++) {
		while (i > 0 && pdf_space(in.s[i - 1]))
			i--;
		while (i > 0 && in.s[i - 1] >= '0' && in.s[i - 1] <= '9')
			i--;
	}
	r.at = i;
	return (pdf_read_number(&r));
}

/* Every object of the file; found: which of those that OpenAction names were
 * met, or NULL in the round that looks for the names. */
static void
read_all(struct pdf *p, bool *found)
{
	struct reader		 r;
	struct traits		 t;
	struct span		 rest = p->in;
	const unsigned char	*at;
	int			 n = 0;

	while (p->fault == SOUND && (at = span_find(rest, "obj")) != NULL) {
		rest = span_from(rest, (size_t)(at - rest.s) + 3);
		if (at > p->in.s && at[-1] == 'd')	/* endobj */
			continue;
		if (n++ == OBJECTS_MAX)
			p->fault = FAULT_UNPACKS;
		r = (struct reader){ rest, 0 };
		if (found != NULL)
			check_openings(p, number_before(p->in,
			    (size_t)(at - p->in.s)), r, found);
		if (read_object(p, &r, &t))
			read_stream(p, &t, span_from(rest, r.at), found);
	}
}

static void
read_trailers(struct pdf *p)
{
	struct reader		 r;
	struct traits		 t;
	struct span		 rest = p->in;
	const unsigned char	*at;

	while (p->fault == SOUND &&
	    (at = span_find(rest, "trailer")) != NULL) {
		rest = span_from(rest, (size_t)(at - rest.s) + 7);
		r = (struct reader){ rest, 0 };
		if ((at = span_find(rest, "startxref")) != NULL)
			r.in.n = (size_t)(at - rest.s);
		read_object(p, &r, &t);
	}
}

static void
check_all_openings(struct pdf *p)
{
	bool	found[sizeof(p->opens) / sizeof(*p->opens)] = { false };

	if (p->nopens == 0)
		return;
	p->unpacked = 0;
	read_all(p, found);
	for (int i = 0; i < p->nopens; i++)
		if (!found[i])
			p->fault = p->fault == SOUND ? FAULT_ACTIVE : p->fault;
}

struct verdict
sniff_pdf(struct span in)
{
	struct pdf	p = { .in = in };
	struct span	tail = in.n > TAIL ? span_from(in, in.n - TAIL) : in;

	if (span_find(tail, "%%EOF") == NULL)
		return ((struct verdict){ FAULT_CUT_SHORT });
	if (ends_as_zip(in))
		return ((struct verdict){ FAULT_TWO_IN_ONE });
	read_trailers(&p);
	read_all(&p, NULL);
	if (p.fault == SOUND)
		check_all_openings(&p);
	return ((struct verdict){ p.fault, p.has_place, p.pages });
}
