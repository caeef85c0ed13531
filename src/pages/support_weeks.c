/* support_weeks - one week of support: entered, corrected and looked at. */
#include <string.h>

#include "pages.h"
#include "pages/support.h"
#include "views.h"

enum { SESSIONS_MOST = 20, MINUTES_MOST = 3000, CASELOAD_MOST = 99,
    INDUCTION_MOST = 50 };

/* What whoever asks may do with it, as waymark.support_transition says. */
static void
judge(struct request *req, struct support_week_shown *s)
{
	const struct support_week	*w = s->week;
	enum support_side		 mine = s->ledger->side;
	bool				 other = w->entered_side != mine;

	if (mine == SUPPORT_SIDE_NONE)
		return;
	s->enters = (w->state == SUPPORT_STATE_MISSING ||
	    w->entered_side == mine) && (w->expected || w->away) &&
	    date_compare(w->week_on, req->today) <= 0;
	s->confirms = other && (w->state == SUPPORT_STATE_ENTERED ||
	    w->state == SUPPORT_STATE_DISPUTED ||
	    w->state == SUPPORT_STATE_DISAGREED);
	s->disputes = other && w->state == SUPPORT_STATE_ENTERED;
	s->answers = !other && w->state == SUPPORT_STATE_DISPUTED;
	each (v, s->entries) {
		if (v->undone || v->step == SUPPORT_STEP_UNDONE)
			continue;
		s->undoes = v->side == mine;
		break;
	}
}

struct support_week_shown
support_week_asked(struct request *req, const struct support_ledger *l)
{
	struct support_week_shown	s = { .ledger = l };
	struct support_week_list	found;

	found = support_weeks(req->db, l->id, (struct maybe_int){ true,
	    req->id[1] }, 1, 0);
	if (found.n == 0)
		return (s);
	s.week = &found.v[0];
	s.entries = support_entries(req->db, l->id, s.week->number);
	each (v, s.entries) {
		if (v->undone)
			continue;
		if (v->step == SUPPORT_STEP_DISPUTED && s.dispute == NULL)
			s.dispute = v;
		if (v->step == SUPPORT_STEP_STOOD_BY && s.stood_by == NULL)
			s.stood_by = v;
	}
	if (s.week->state != SUPPORT_STATE_DISPUTED &&
	    s.week->state != SUPPORT_STATE_DISAGREED)
		s.dispute = NULL;
	if (s.week->state != SUPPORT_STATE_DISAGREED)
		s.stood_by = NULL;
	judge(req, &s);
	return (s);
}

bool
support_unchanged(struct request *req, const struct support_week *w)
{
	if (form_version(req->form, "Open the week again") == w->version)
		return (true);
	form_refuse(req->form, "version", "This week changed while you had it "
	    "open. Look at what it says now");
	form_replace_version(req->form, w->version);
	return (false);
}

static int64_t
most_of(enum support_item item)
{
	switch (item) {
	case SUPPORT_MINUTES:
	case SUPPORT_PROTECTED:
		return (MINUTES_MOST);
	case SUPPORT_CASELOAD:
		return (CASELOAD_MOST);
	case SUPPORT_INDUCTION:
		return (INDUCTION_MOST);
	default:
		return (SESSIONS_MOST);
	}
}

struct support_sent
support_typed(struct request *req, const struct support_week *w,
    bool required)
{
	static const char *const	enter[] = {
		[SUPPORT_SESSIONS] = "Enter how many sessions there were, 0 "
		    "for none",
		[SUPPORT_MINUTES] = "Enter how many minutes of supervision "
		    "there were, 0 for none",
		[SUPPORT_PROTECTED] = "Enter how many minutes of protected "
		    "time were taken, 0 for none",
		[SUPPORT_CASELOAD] = "Enter how many people are on the "
		    "caseload",
		[SUPPORT_OBSERVATIONS] = "Enter how many observations there "
		    "were, 0 for none",
		[SUPPORT_INDUCTION] = "Enter how many items were done, 0 for "
		    "none" };
	const struct support_field	*fields = support_fields(w);
	struct support_sent		 sent = { 0 };
	int64_t				 n;

	for (int i = 0; i < SUPPORT_FIELDS; i++) {
		n = form_number(req->form, fields[i].name, fields[i].label, 0,
		    most_of(fields[i].item), required ?
		    enter[fields[i].item] : NULL);
		sent.of[fields[i].item] = (struct support_amount){ n >= 0,
		    n };
	}
	if (required && sent.of[SUPPORT_SESSIONS].n == 0 &&
	    sent.of[SUPPORT_MINUTES].n > 0)
		form_refuse(req->form, "sessions", "Enter how many sessions "
		    "these minutes were");
	return (sent);
}

static void
set_number(struct request *req, const char *name, int64_t n)
{
	form_set(req->form, name, arena_printf(req->arena, "%ld", (long)n));
}

static int64_t
larger(int64_t a, int64_t b)
{
	return (a > b ? a : b);
}

/* What was said before; else what was promised, or signed if that is more. */
static void
fill_form(struct request *req, const struct support_ledger *l,
    const struct support_week *w)
{
	struct support_caseload	*last;

	form_set_version(req->form, w->version);
	if (w->said_sessions.known) {
		set_number(req, "sessions", w->said_sessions.value);
		set_number(req, "minutes", w->said_minutes.value);
		set_number(req, "protected", w->said_protected.value);
		set_number(req, "caseload", w->said_caseload.value);
		set_number(req, "observations", w->said_observations.value);
		set_number(req, "induction", w->said_induction.value);
		return;
	}
	last = support_caseload_last(req->db, l->id, w->number);
	set_number(req, "sessions", larger(w->promised_sessions,
	    w->signed_sessions));
	set_number(req, "minutes", larger(w->promised_minutes,
	    w->signed_minutes));
	set_number(req, "protected", w->promised_protected);
	set_number(req, "observations", larger(w->promised_observations,
	    w->signed_observations));
	set_number(req, "induction", w->promised_induction);
	if (last != NULL || w->promised_cap.known)
		set_number(req, "caseload", last != NULL ? last->n :
		    w->promised_cap.value);
}

enum status
support_week_page(struct request *req)
{
	const struct support_ledger	*l = support_asked(req);
	struct support_week_shown	 s;

	if (l == NULL)
		return (NOT_FOUND);
	s = support_week_asked(req, l);
	if (s.week == NULL)
		return (NOT_FOUND);
	if (s.enters)
		fill_form(req, l, s.week);
	support_week_view(req->out, req, &s);
	return (OK);
}

static struct maybe_int
maybe(struct support_amount n)
{
	return ((struct maybe_int){ n.known, n.n });
}

static struct maybe_int
or_none(struct support_amount n)
{
	return ((struct maybe_int){ true, n.known ? n.n : 0 });
}

/* With one press for a week away; else with all five amounts. */
enum status
support_week_enter(struct request *req)
{
	const struct support_ledger	*l = support_asked(req);
	struct support_week_shown	 s;
	struct support_sent		 sent = { 0 };
	bool				 away;
	int64_t				 wrote = 0;

	if (l == NULL || (s = support_week_asked(req, l)).week == NULL ||
	    !s.enters)
		return (NOT_FOUND);
	away = strcmp(form_value(req->form, "away"), "yes") == 0;
	if (!away)
		sent = support_typed(req, s.week, true);
	if (support_unchanged(req, s.week) && form_ok(req->form))
		wrote = away ? support_enter(req->db, l->id, s.week->number,
		    s.week->version + 1, SUPPORT_STEP_ENTERED, true,
		    (struct maybe_int){ 0 }, (struct maybe_int){ 0 },
		    (struct maybe_int){ 0 }, (struct maybe_int){ 0 },
		    (struct maybe_int){ 0 }, (struct maybe_int){ 0 }, "") :
		    support_enter(req->db, l->id, s.week->number,
		    s.week->version + 1, SUPPORT_STEP_ENTERED, false,
		    maybe(sent.of[SUPPORT_SESSIONS]),
		    maybe(sent.of[SUPPORT_MINUTES]),
		    maybe(sent.of[SUPPORT_PROTECTED]),
		    maybe(sent.of[SUPPORT_CASELOAD]),
		    or_none(sent.of[SUPPORT_OBSERVATIONS]),
		    or_none(sent.of[SUPPORT_INDUCTION]), "");
	if (wrote == 0) {
		support_week_view(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s saved",
	    support_week_words(req->arena, s.week)), "/support/%ld", l->id));
}
