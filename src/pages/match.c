/* match - rounds of matching: begun, run, looked at, confirmed and undone. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/list.h"
#include "pages/match.h"
#include "pages/selection.h"
#include "views.h"

enum { COHORTS_MAX = 200 };

#define NO_TIME	"No plan was found in the time that a page may take. What "  \
		"was proposed before stands. Hold some by hand, or offer "    \
		"less at once, and run it again"
#define CHANGED	"The round changed while you had this page open. Check "    \
		"what it says now, then send it again"
#define FAILS	"The round cannot be confirmed as it is. Run the matching "  \
		"again"

const char *
match_state_words(const struct match_round *r)
{
	if (r->state == MATCH_STATE_CONFIRMED)
		return ("Confirmed");
	return (r->solved_at.s == 0 ? "Not run yet" : "Proposed");
}

const char *
placed_words(struct arena *a, const struct match_round *r)
{
	return (arena_printf(a, "%ld of %ld placed", r->placed, r->proposals));
}

enum status
match_list(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct match_round_list	rounds = rounds_mine(req->db, page.size,
				    page_skip(page));

	page_counted(&page, rounds.n == 0 ? 0 : rounds.v[0].of_all);
	rounds_page(req->out, req, rounds, cohorts_mine(req->db, 3, 0), page);
	return (OK);
}

static struct host_list
cohorts_to_choose(struct request *req)
{
	struct cohort_list	 cohorts = cohorts_mine(req->db, COHORTS_MAX,
				    0);
	struct host		*v = arena_array(req->arena, cohorts.n,
				    sizeof(*v));
	struct host_list	 list = { v, 0 };

	each (c, cohorts)
		v[list.n++] = (struct host){ c->id, c->name };
	return (list);
}

static enum status
show_new(struct request *req, enum status status)
{
	round_form(req->out, req, host_options_of(req->arena,
	    cohorts_to_choose(req), "Choose a cohort"));
	return (status);
}

enum status
match_new(struct request *req)
{
	return (show_new(req, OK));
}

enum status
match_start(struct request *req)
{
	int64_t		 cohort = host_chosen(req, "cohort",
			    cohorts_to_choose(req), "Select the cohort");
	int		 stage = form_choice(req->form, "stage", stage_codes,
			    "Select which placement is to be matched");
	struct date	 starts = form_date(req->form, "starts", "The day",
			    "Enter the day from which placements may start");
	struct round_id	*round;

	if (date_is_set(starts) && date_compare(starts, req->today) < 0)
		form_refuse(req->form, "starts", "The day must be today or in "
		    "the future");
	if (!form_ok(req->form))
		return (show_new(req, INVALID));
	if ((round = round_open(req->db, cohort,
	    (enum placement_stage)(stage + 1))) != NULL)
		return (see_other(req, "/matching/%ld", round->id));
	round = round_add(req->db, cohort, (enum placement_stage)(stage + 1),
	    starts);
	if (round == NULL)
		return (CONFLICT);
	return (see_other(req, "/matching/%ld", round->id));
}

static enum status
show_round(struct request *req, const struct match_round *r,
    enum status status)
{
	struct match_shown	s = { .round = r, .show = form_value(req->form,
				    "show") };
	struct match_now	now;
	bool			nowhere = strcmp(s.show, "nowhere") == 0;
	bool			held = strcmp(s.show, "by-hand") == 0;

	s.page = page_asked(req, PAGE_ROWS);
	s.proposals = proposals_of(req->db, r->id,
	    (struct maybe_bool){ nowhere, false },
	    (struct maybe_bool){ held, true }, s.page.size,
	    page_skip(s.page));
	page_counted(&s.page, s.proposals.n == 0 ? 0 :
	    s.proposals.v[0].of_all);
	if (r->state == MATCH_STATE_OPEN && r->solved_at.s != 0) {
		now = match_now_of(req, r);
		s.check = match_check_of(req, &now);
	}
	round_page(req->out, req, &s);
	return (status);
}

enum status
match_record(struct request *req)
{
	struct match_round	*r = round_mine(req->db, req->id[0]);

	return (r == NULL ? NOT_FOUND : show_round(req, r, OK));
}

/* The round, for one at a time to work on. */
static struct match_round *
round_taken(struct request *req)
{
	if (round_mine(req->db, req->id[0]) == NULL)
		return (NULL);
	round_lock(req->db, req->id[0]);
	return (round_mine(req->db, req->id[0]));
}

enum status
match_run(struct request *req)
{
	struct match_round	*r = round_taken(req);
	struct match_now	 now;

	if (r == NULL)
		return (NOT_FOUND);
	if (r->state != MATCH_STATE_OPEN) {
		form_refuse(req->form, "", "This round is confirmed");
		return (show_round(req, r, INVALID));
	}
	now = match_now_of(req, r);
	if (!match_solve(req, &now)) {
		form_refuse(req->form, "", NO_TIME);
		return (show_round(req, r, INVALID));
	}
	return (done(req, "The matching has run", "/matching/%ld", r->id));
}

static enum status
show_confirm(struct request *req, const struct match_round *r,
    enum status status)
{
	struct match_now	now = match_now_of(req, r);

	form_replace_version(req->form, r->version);
	round_confirm_form(req->out, req, r, match_check_of(req, &now));
	return (status);
}

enum status
match_confirm_page(struct request *req)
{
	struct match_round	*r = round_mine(req->db, req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	if (r->state != MATCH_STATE_OPEN)
		return (see_other(req, "/matching/%ld", r->id));
	return (show_confirm(req, r, OK));
}

enum status
match_confirm(struct request *req)
{
	struct match_round	*r = round_taken(req);
	struct round_outcome	*made;
	struct match_now	 now;
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	if (r->state != MATCH_STATE_OPEN)
		return (see_other(req, "/matching/%ld", r->id));
	version = form_version(req->form, "Open the page again");
	now = match_now_of(req, r);
	if (form_ok(req->form) && match_check_of(req, &now).must.n > 0)
		form_refuse(req->form, "", FAILS);
	if (!form_ok(req->form))
		return (show_confirm(req, r, INVALID));
	made = round_confirm(req->db, r->id, version);
	if (made == NULL || made->n < 0) {
		form_refuse(req->form, "", made != NULL && made->n == -2 ?
		    FAILS : CHANGED);
		return (show_confirm(req, r, INVALID));
	}
	return (done(req, made->n == 1 ? "1 placement arranged" :
	    arena_printf(req->arena, "%ld placements arranged", made->n),
	    "/matching/%ld", r->id));
}

enum status
match_undo_page(struct request *req)
{
	struct match_round	*r = round_mine(req->db, req->id[0]);

	if (r == NULL)
		return (NOT_FOUND);
	if (r->state != MATCH_STATE_CONFIRMED)
		return (see_other(req, "/matching/%ld", r->id));
	form_replace_version(req->form, r->version);
	round_undo_form(req->out, req, r);
	return (OK);
}

/* Whatever was recorded in a placement refers to it, and keeps it. */
static const char *
undo(struct request *req, const struct match_round *r, int64_t version)
{
	struct round_outcome	*gone;

	db_try(req->db);
	gone = round_undo(req->db, r->id, version);
	if (db_failed(req->db) && strcmp(db_state(req->db), "23503") == 0) {
		db_tried(req->db);
		return ("Something has been recorded in these placements since "
		    "then, so they stay");
	}
	if (!db_tried(req->db) || gone == NULL)
		return ("The round could not be undone");
	if (gone->n == -2)
		return ("Another round for the same placement is open. Confirm "
		    "that one first");
	return (gone->n < 0 ? CHANGED : NULL);
}

enum status
match_undo(struct request *req)
{
	struct match_round	*r = round_taken(req);
	const char		*why = NULL;
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	if (r->state != MATCH_STATE_CONFIRMED)
		return (see_other(req, "/matching/%ld", r->id));
	version = form_version(req->form, "Open the page again");
	if (form_ok(req->form) &&
	    (why = undo(req, r, version)) == NULL)
		return (done(req, "The placements of this round are taken back",
		    "/matching/%ld", r->id));
	form_refuse(req->form, "", why);
	form_replace_version(req->form, r->version);
	round_undo_form(req->out, req, r);
	return (INVALID);
}
