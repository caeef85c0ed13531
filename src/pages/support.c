/* support - the support ledger of an ASYE or a placement, week by week. */
#include <stdio.h>
#include <string.h>

#include "pages.h"
#include "pages/support.h"
#include "rules/words.h"
#include "views.h"

enum { WEEKS_PAGE = 26, ENTERED_FROM = 3 };

const struct support_ledger *
support_asked(struct request *req)
{
	struct support_ledger	*l = support_ledger_by_id(req->db,
				    req->id[0]);

	if (l != NULL && l->person_id != req->visitor.id)
		request_reads(req, "support_ledger", l->id, l->person_id,
		    l->programme_id);
	return (l);
}

const char *
support_gap_of(struct request *req, const struct support_ledger *l)
{
	const struct support_sums	s = { .weeks = l->weeks,
					    .entered = l->weeks_entered,
					    .promised = {
		[SUPPORT_SESSIONS] = l->promised_sessions,
		[SUPPORT_MINUTES] = l->promised_minutes,
		[SUPPORT_PROTECTED] = l->promised_protected }, .given = {
		[SUPPORT_SESSIONS] = l->sessions,
		[SUPPORT_MINUTES] = l->minutes,
		[SUPPORT_PROTECTED] = l->protected },
					    .weeks_over = l->weeks_over };
	const struct support_limits	limits = { .weeks = l->over_weeks,
					    .entered = l->gap_weeks,
					    .sessions = l->gap_sessions,
					    .percent = l->gap_percent,
					    .over = l->gap_cap_weeks };

	return (support_gap_words(req->arena, &s, &limits));
}

/* A week can be entered once most of it has gone by. */
static bool
can_be_entered(const struct request *req, const struct support_week *w)
{
	return (w->state == SUPPORT_STATE_MISSING && w->expected &&
	    date_compare(date_plus_days(w->week_on, ENTERED_FROM),
	    req->today) <= 0);
}

static enum status
show_support(struct request *req, const struct support_ledger *l,
    enum status status)
{
	struct support_shown	 s = { .ledger = l,
				    .page = page_asked(req, WEEKS_PAGE) };

	s.weeks = support_weeks(req->db, l->id, (struct maybe_int){ 0 },
	    s.page.size, page_skip(s.page));
	page_counted(&s.page, s.weeks.n != 0 ? s.weeks.v[0].of_all : 0);
	s.gap = support_gap_of(req, l);
	s.answers = support_answers(req->db, l->id);
	each (w, s.weeks) {
		if (s.latest == NULL && s.page.number == 1 &&
		    can_be_entered(req, w))
			s.latest = w;
		s.any_missed |= can_be_entered(req, w);
		s.to_confirm += w->state == SUPPORT_STATE_ENTERED &&
		    w->entered_side != l->side;
		s.to_answer += w->state == SUPPORT_STATE_DISPUTED &&
		    w->entered_side == l->side;
	}
	support_page(req->out, req, &s);
	return (status);
}

enum status
support_one(struct request *req)
{
	const struct support_ledger	*l = support_asked(req);

	return (l == NULL ? NOT_FOUND : show_support(req, l, OK));
}

/* Of "41.2", the week and the version of it that was seen. */
static bool
confirm_one(struct request *req, const struct support_ledger *l,
    const char *value)
{
	long			 number, seen;
	char			 rest;
	struct support_week_list week;

	if (sscanf(value, "%9ld.%9ld%c", &number, &seen, &rest) != 2)
		return (false);
	week = support_weeks(req->db, l->id, (struct maybe_int){ true,
	    number }, 1, 0);
	if (week.n == 0 || week.v->version != seen ||
	    week.v->entered_side == l->side ||
	    week.v->entered_side == SUPPORT_SIDE_NONE ||
	    week.v->state == SUPPORT_STATE_CONFIRMED)
		return (false);
	return (support_take(req->db, l->id, number, seen + 1,
	    SUPPORT_STEP_CONFIRMED, "") != 0);
}

/* Weeks of the other side that were ticked, each as it was shown. */
enum status
support_confirm(struct request *req)
{
	const struct support_ledger	*l = support_asked(req);
	const char			*values[WEEKS_PAGE];
	size_t				 n, confirmed = 0;

	if (l == NULL || l->side == SUPPORT_SIDE_NONE)
		return (NOT_FOUND);
	n = form_values(req->form, "week", values, WEEKS_PAGE);
	for (size_t i = 0; i < n && i < WEEKS_PAGE; i++)
		confirmed += confirm_one(req, l, values[i]);
	if (confirmed == 0) {
		form_refuse(req->form, "week", n == 0 ?
		    "Select the weeks that you confirm" :
		    "These weeks changed since you saw them. Look at them "
		    "again");
		return (show_support(req, l, INVALID));
	}
	return (done(req, confirmed == 1 ? "1 week confirmed" :
	    arena_printf(req->arena, "%zu weeks confirmed", confirmed),
	    "/support/%ld", l->id));
}

enum status
support_of_asye(struct request *req)
{
	struct support_ledger_id	*l = support_ledger_of_asye(req->db,
					    req->id[0]);

	return (l == NULL ? NOT_FOUND : see_other(req, "/support/%ld", l->id));
}

enum status
support_of_placement(struct request *req)
{
	struct support_ledger_id	*l = support_ledger_of_placement(
					    req->db, req->id[0]);

	return (l == NULL ? NOT_FOUND : see_other(req, "/support/%ld", l->id));
}

/* Straight to the week that is next to be entered. */
enum status
support_mine(struct request *req)
{
	struct own_support_ledger	*own = support_ledger_now(req->db);
	struct support_week_list	 weeks;

	if (own == NULL) {
		support_none_page(req->out, req);
		return (OK);
	}
	weeks = support_weeks(req->db, own->id, (struct maybe_int){ 0 }, 2, 0);
	each (w, weeks)
		if (can_be_entered(req, w))
			return (see_other(req, "/support/%ld/weeks/%ld",
			    own->id, w->number));
	return (see_other(req, "/support/%ld", own->id));
}
