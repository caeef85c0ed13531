/*
 * moderation_pieces - what is in a portfolio, piece by piece, as a moderator
 * reads it: without names, also without those of files.
 */
#include <string.h>

#include "pages.h"
#include "pages/files.h"
#include "pages/moderation.h"
#include "views/documents.h"
#include "views.h"

enum { PIECE_BYTES = 512 * 1024 };	/* of a file, at once */

static const char *
outsider_words(enum giver_kind giver)
{
	switch (giver) {
	case GIVER_KIND_CARER:
		return ("a carer");
	case GIVER_KIND_PROFESSIONAL:
		return ("a professional");
	default:
		return ("a person who uses services");
	}
}

/* "PDF, 2 pages"; a file that does not say how many has its size. */
static const char *
file_words(struct arena *a, const struct portfolio_piece *p)
{
	const char	*form = form_words(form_from(file_kind_word(
			    p->file_kind)));

	if (!p->pages.known)
		return (arena_printf(a, "%s, %s", form, file_size_words(a,
		    p->size.value)));
	return (arena_printf(a, "%s, %ld %s", form, p->pages.value,
	    p->pages.value == 1 ? "page" : "pages"));
}

const char *
portfolio_piece_title(struct arena *a, const struct portfolio_piece *p)
{
	switch (p->item) {
	case PORTFOLIO_ITEM_FEEDBACK:
		return (arena_printf(a, "Feedback %ld from %s", p->place,
		    outsider_words(p->giver)));
	case PORTFOLIO_ITEM_REFLECTION:
		return (arena_printf(a, "Reflection %ld", p->place));
	case PORTFOLIO_ITEM_FILE:
		return (arena_printf(a, "File %ld (%s)", p->place,
		    file_words(a, p)));
	default:
		return (arena_printf(a, "%s %ld",
		    document_kind_title(p->kind), p->place));
	}
}

struct url
portfolio_piece_url(struct arena *a, const struct portfolio_shown *s,
    const struct portfolio_piece *p)
{
	static const char *const	rooms[] = {
		[PORTFOLIO_ITEM_DOCUMENT] = "documents",
		[PORTFOLIO_ITEM_FEEDBACK] = "feedback",
		[PORTFOLIO_ITEM_REFLECTION] = "reflections",
		[PORTFOLIO_ITEM_FILE] = "files",
	};

	return (url_to(a, "/moderation/%ld/portfolios/%ld/%s/%ld",
	    s->round->id, s->portfolio->id, rooms[p->item],
	    p->item == PORTFOLIO_ITEM_DOCUMENT ? p->document_id.value :
	    p->place));
}

const struct portfolio_piece *
portfolio_piece_beside(const struct portfolio_shown *s,
    const struct portfolio_piece *p, int step)
{
	const struct portfolio_piece	*end = s->pieces.v + s->pieces.n;

	for (p += step; p >= s->pieces.v && p < end; p += step)
		if (p->item != PORTFOLIO_ITEM_FILE)
			return (p);
	return (NULL);
}

bool
portfolio_part_has(const struct portfolio_shown *s, int64_t part)
{
	each (p, s->pieces)
		if (p->part == part)
			return (true);
	return (false);
}

bool
portfolio_has_files(const struct portfolio_shown *s)
{
	each (p, s->pieces)
		if (p->item == PORTFOLIO_ITEM_FILE)
			return (true);
	return (false);
}

void
portfolio_noted(struct request *req, const struct portfolio_shown *s)
{
	request_reads(req, "panel_portfolio", s->portfolio->id, 0,
	    s->round->programme_id);
}

/* The piece of the path in a portfolio that may be read, or NULL. */
static const struct portfolio_piece *
piece_asked(struct request *req, struct portfolio_shown *s,
    enum portfolio_item item)
{
	if (!portfolio_asked(req, s) || !s->portfolio->reads)
		return (NULL);
	s->pieces = portfolio_pieces_of(req->db, s->portfolio->id);
	each (p, s->pieces)
		if (p->item == item && (item == PORTFOLIO_ITEM_DOCUMENT ?
		    p->document_id.value : p->place) == req->id[2]) {
			portfolio_noted(req, s);
			return (p);
		}
	return (NULL);
}

enum status
portfolio_document_show(struct request *req)
{
	struct portfolio_shown		 s;
	const struct portfolio_piece	*p = piece_asked(req, &s,
					    PORTFOLIO_ITEM_DOCUMENT);
	struct portfolio_text		*text;

	if (p == NULL || (text = portfolio_text_of(req->db, s.portfolio->id,
	    p->document_id.value)) == NULL)
		return (NOT_FOUND);
	portfolio_document_page(req->out, req, &s, p, text);
	return (OK);
}

enum status
portfolio_feedback_show(struct request *req)
{
	struct portfolio_shown		 s;
	const struct portfolio_piece	*p = piece_asked(req, &s,
					    PORTFOLIO_ITEM_FEEDBACK);
	struct portfolio_said		*said;

	if (p == NULL || (said = portfolio_feedback_of(req->db,
	    s.portfolio->id, p->place)) == NULL)
		return (NOT_FOUND);
	portfolio_feedback_page(req->out, req, &s, p, said);
	return (OK);
}

enum status
portfolio_reflection_show(struct request *req)
{
	struct portfolio_shown		 s;
	const struct portfolio_piece	*p = piece_asked(req, &s,
					    PORTFOLIO_ITEM_REFLECTION);
	struct portfolio_reflected	*r;

	if (p == NULL || (r = portfolio_reflection_of(req->db,
	    s.portfolio->id, p->place)) == NULL)
		return (NOT_FOUND);
	portfolio_reflection_page(req->out, req, &s, p, r);
	return (OK);
}

/* Under a name of ours: what its own is, the answer does not say. */
enum status
portfolio_file_open(struct request *req)
{
	struct portfolio_shown		 s;
	const struct portfolio_piece	*p = piece_asked(req, &s,
					    PORTFOLIO_ITEM_FILE);
	struct portfolio_bytes		*b;
	int64_t				 at = 0;

	if (p == NULL)
		return (NOT_FOUND);
	for (; at < p->size.value; at += (int64_t)b->bytes.length) {
		b = portfolio_file_of(req->db, s.portfolio->id, p->place,
		    at + 1, PIECE_BYTES);
		if (b == NULL || b->bytes.length == 0)
			return (db_failed(req->db) ? FAILED : NOT_FOUND);
		out_raw(req->out, b->bytes.data, b->bytes.length);
	}
	file_kept_shut(req, form_from(file_kind_word(p->file_kind)),
	    arena_printf(req->arena, "portfolio-%s-file-%ld.%s",
	    s.portfolio->label, p->place, form_code(form_from(
	    file_kind_word(p->file_kind)))));
	return (OK);
}
