/* exports - spreadsheets that somebody asked for, and how they stand. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/exports.h"
#include "pages/looking.h"
#include "views.h"

const char *
export_title(struct arena *a, const struct export *e)
{
	return (exchange_title(a, e->tables, exchange_reader_of(e->reader)));
}

const char *
export_tables_words(struct arena *a, struct text_list tables)
{
	const char	*words = "";

	each (code, tables) {
		const struct exchange_table	*t = exchange_table_of(*code);

		words = arena_printf(a, "%s%s%s", words, *words == '\0' ? "" :
		    ", ", t != NULL ? t->sheet : *code);
	}
	return (words);
}

const char *
export_scope(struct arena *a, const struct export *e)
{
	return (arena_printf(a, "%s%s%s", e->cohort != NULL ? e->cohort :
	    "All cohorts", e->organisation != NULL ? ", people of " : "",
	    e->organisation != NULL ? e->organisation : ""));
}

static const char *
rows_words(struct arena *a, const char *begins, const struct export *e)
{
	struct out	 o = { 0 };
	const char	*words;

	out_count(&o, e->rows_done);
	out_raw(&o, " of ", 4);
	out_count(&o, e->rows_all.value);
	words = arena_printf(a, "%s: %.*s rows", begins, (int)o.len, o.data);
	out_free(&o);
	return (words);
}

const char *
export_state_words(struct arena *a, const struct export *e)
{
	switch (e->state) {
	case EXPORT_STATE_QUEUED:
		return ("Waiting to be made");
	case EXPORT_STATE_WORKING:
		return (e->rows_all.known ? rows_words(a, "Being made", e) :
		    "Being made");
	case EXPORT_STATE_DONE:
		return ("Ready");
	case EXPORT_STATE_FAILED:
		return ("Failed");
	case EXPORT_STATE_CANCELLED:
		return ("Cancelled");
	case EXPORT_STATE_EXPIRED:
		return ("Deleted");
	case EXPORT_STATE_NONE:
		break;
	}
	return ("");
}

enum status
exports(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct export_list	list = exports_mine(req->db, page.size,
				    page_skip(page));

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	exports_page(req->out, req, list, page);
	return (OK);
}

static bool
is_on_its_way(const struct export *e)
{
	return (e->state == EXPORT_STATE_QUEUED ||
	    e->state == EXPORT_STATE_WORKING);
}

enum status
export_show(struct request *req)
{
	struct export	*e = export_mine(req->db, req->id[0]);

	if (e == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, e->version);
	export_page(req->out, req, e, is_on_its_way(e) &&
	    looks_again(req, e->asked_at));
	return (OK);
}

/* What can be done with one that stands so: nothing is NONE. */
static enum export_state
next_state(const struct export *e)
{
	switch (e->state) {
	case EXPORT_STATE_QUEUED:
	case EXPORT_STATE_WORKING:
		return (EXPORT_STATE_CANCELLED);
	case EXPORT_STATE_FAILED:
	case EXPORT_STATE_CANCELLED:
	case EXPORT_STATE_EXPIRED:
		return (EXPORT_STATE_QUEUED);
	default:
		return (EXPORT_STATE_NONE);
	}
}

static enum status
show_as_it_is(struct request *req, const struct export *e)
{
	form_refuse(req->form, "version", "This spreadsheet changed while you "
	    "had its page open. Look at how it stands now.");
	form_replace_version(req->form, e->version);
	export_page(req->out, req, e, false);
	return (INVALID);
}

/* Cancels it, or asks for it again. */
enum status
export_move_on(struct request *req)
{
	struct export		*e = export_mine(req->db, req->id[0]);
	int64_t			 version;
	enum export_state	 next;

	if (e == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the spreadsheet again");
	next = next_state(e);
	if (next == EXPORT_STATE_NONE || !form_ok(req->form) ||
	    strcmp(form_value(req->form, "to"), export_state_word(next)) != 0 ||
	    export_move(req->db, e->id, version, next) == 0)
		return (show_as_it_is(req, e));
	return (done(req, next == EXPORT_STATE_CANCELLED ?
	    "Spreadsheet cancelled" : "Spreadsheet asked for again",
	    "/exports/%ld", e->id));
}

/* What is sent behind the first piece. */
struct pieces { int64_t export, number, last; };

static bool
put_piece(struct request *req, int64_t id, int64_t number)
{
	struct export_piece	*p = export_piece_of(req->db, id, number);

	if (p != NULL)
		out_raw(req->out, p->bytes.data, p->bytes.length);
	return (p != NULL);
}

static enum piece_is
next_piece(struct request *req, void *state)
{
	struct pieces	*p = state;

	if (!put_piece(req, p->export, ++p->number))
		return (PIECE_LOST);
	return (p->number == p->last ? PIECE_LAST : PIECE_MORE);
}

static void
send_rest(struct request *req, const struct export *e)
{
	struct pieces	*p;

	if (e->bytes.value <= EXCHANGE_PIECE)
		return;
	if ((p = calloc(1, sizeof(*p))) == NULL)
		abort();
	*p = (struct pieces){ e->id, 1, (e->bytes.value + EXCHANGE_PIECE - 1) /
	    EXCHANGE_PIECE };
	req->rest = (struct rest){ (uint64_t)e->bytes.value, p, next_piece,
	    free };
}

enum status
export_file(struct request *req)
{
	struct export		*e = export_mine(req->db, req->id[0]);
	struct exchange_order	 o;

	if (e == NULL || e->state != EXPORT_STATE_DONE ||
	    date_compare(e->expires_on, e->today) < 0 ||
	    !exchange_order_of(req->arena, e, &o) ||
	    !put_piece(req, e->id, 1))
		return (NOT_FOUND);
	request_named(req->db, req->route->audit, req->reference);
	export_download(req->db, e->id);
	send_rest(req, e);
	o.about.as_of = moment_clock(e->made_at).date;
	return (file(req, o.format == AS_CSV ? "text/csv; charset=utf-8" :
	    "application/vnd.openxmlformats-officedocument.spreadsheetml."
	    "sheet", exchange_file_name(req->arena, &o)));
}
