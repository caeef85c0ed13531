/* suitability - cases, for the few who handle them; and their steps. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "views.h"

enum { MONTHS_AHEAD = 12 };

static struct maybe_bool
open_asked(const struct form *f)
{
	const char	*wish = form_value(f, "state");

	return ((struct maybe_bool){ .known = strcmp(wish, "all") != 0,
	    .value = strcmp(wish, "closed") != 0 });
}

/* Looking at the list is a reading, too. */
enum status
suitability_list(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct maybe_bool	open = open_asked(req->form);
	struct suitability_line_list	rows;

	rows = suitability_cases(req->db, open, page.size, page_skip(page));
	if (rows.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		rows = suitability_cases(req->db, open, page.size, 0);
	}
	page_counted(&page, rows.n != 0 ? rows.v[0].of_all : 0);
	if (rows.n != 0)
		request_reads(req, "suitability_case", 0, 0,
		    rows.v[0].programme_id);
	suitability_cases_page(req->out, req, rows, page);
	return (OK);
}

bool
suitability_begin(struct request *req, struct suitability_shown *s)
{
	*s = (struct suitability_shown){
	    .record = suitability_by_id(req->db, req->id[0]) };
	if (s->record == NULL)
		return (false);
	s->events = suitability_events(req->db, req->id[0]);
	return (true);
}

/* What was told and answered leads nowhere, and so is never undone. */
static bool
is_of_ladder(const struct suitability_event *v)
{
	return (v->step != SUITABILITY_STEP_TOLD &&
	    v->step != SUITABILITY_STEP_RESPONDED &&
	    v->step != SUITABILITY_STEP_UNDONE && !v->undone);
}

const struct suitability_event *
suitability_undoable(struct suitability_event_list events)
{
	for (size_t i = events.n; i > 1; i--)
		if (is_of_ladder(&events.v[i - 1]))
			return (&events.v[i - 1]);
	return (NULL);
}

bool
suitability_takes(const struct suitability_record *c,
    enum suitability_step step)
{
	if (step == SUITABILITY_STEP_TOLD)
		return (c->open && !date_is_set(c->told_on));
	return (suitability_leads((enum suitability_is)c->state,
	    (enum suitability_do)step) != SUITABILITY_IS_NONE);
}

enum status
suitability_show(struct request *req)
{
	struct suitability_shown	s;

	if (!suitability_begin(req, &s))
		return (NOT_FOUND);
	s.readings = suitability_readings(req->db, s.record->id);
	request_reads(req, "suitability_case", s.record->id,
	    s.record->person_id, s.record->programme_id);
	suitability_page(req->out, req, &s);
	return (OK);
}

void
suitability_tell(struct request *req, const struct suitability_record *c)
{
	letter_close(req->db, c->person_id, c->email,
	    "There is something for you to read in Waymark",
	    arena_printf(req->arena, "Dear %s,\n\nSign in to read it, and to "
	    "answer it if you want to:\n%s/my/suitability/%ld\n", c->trainee,
	    own_origin(), c->id));
}

static bool
begin_step(struct request *req, struct suitability_shown *s)
{
	if (!suitability_begin(req, s))
		return (false);
	s->step = suitability_step_from(form_value(req->form, "step"));
	if (!suitability_takes(s->record, s->step))
		s->step = SUITABILITY_STEP_NONE;
	return (suitability_choices(req->arena, s->record)->label != NULL);
}

static struct date
due_usual(struct request *req, const struct suitability_shown *s)
{
	struct suitability_limits_row	*l = suitability_limits_of(req->db,
					    s->record->programme_id);
	struct suitability_limits	 limits = { 0 };

	if (l != NULL)
		limits = (struct suitability_limits){ (int)l->consider,
		    (int)l->stage };
	return (suitability_due(&limits, suitability_leads(
	    (enum suitability_is)s->record->state,
	    (enum suitability_do)s->step), req->today));
}

enum status
suitability_step_page(struct request *req)
{
	struct suitability_shown	s;
	struct date			due;

	if (!begin_step(req, &s))
		return (NOT_FOUND);
	if (s.step == SUITABILITY_STEP_NONE) {
		if (form_has(req->form, "chosen"))
			form_refuse(req->form, "step", "Select what happened");
		suitability_choice_form(req->out, req, &s);
		return (form_ok(req->form) ? OK : INVALID);
	}
	form_set_version(req->form, s.record->version);
	due = due_usual(req, &s);
	if (date_is_set(due) && !form_has(req->form, "due-day"))
		form_set_date(req->form, "due", due);
	suitability_step_form(req->out, req, &s);
	return (OK);
}

static struct date
due_typed(struct request *req, const struct suitability_shown *s)
{
	struct date	due;

	if (s->step == SUITABILITY_STEP_TOLD)
		return (s->record->follow_up_on);
	if (!date_is_set(due_usual(req, s)))
		return ((struct date){ 0 });
	due = form_date(req->form, "due", "The date",
	    "Enter the date by which the next step is due");
	if (date_is_set(due) && (date_compare(due, req->today) < 0 ||
	    date_compare(due, date_plus_months(req->today,
	    MONTHS_AHEAD)) > 0))
		form_refusef(req->form, "due", "The next step must be today "
		    "or within %d months", MONTHS_AHEAD);
	return (due);
}

static const char *
told_typed(struct request *req, const struct suitability_shown *s)
{
	if (s->step != SUITABILITY_STEP_TOLD &&
	    !date_is_set(s->record->told_on))
		return ("");
	return (form_text(req->form, "told", "What the trainee is told",
	    SUITABILITY_WORDS_MAX, "Enter what the trainee is told"));
}

static void
check_version(struct request *req, const struct suitability_record *c)
{
	if (form_version(req->form, "Open the case again") == c->version)
		return;
	form_refuse(req->form, "version", "This case changed while you had it "
	    "open. Check that this is still right, then send it again");
	form_replace_version(req->form, c->version);
}

static enum suitability_outcome
outcome_chosen(struct request *req, const struct suitability_shown *s)
{
	enum suitability_outcome	outcome = suitability_outcome_from(
					    form_value(req->form, "outcome"));

	if (s->step != SUITABILITY_STEP_DECIDED)
		return (SUITABILITY_OUTCOME_NONE);
	if (outcome == SUITABILITY_OUTCOME_NONE)
		form_refuse(req->form, "outcome", "Select the outcome");
	return (outcome);
}

static bool
take(struct request *req, const struct suitability_shown *s)
{
	const struct suitability_record	*c = s->record;
	enum suitability_outcome	 outcome = outcome_chosen(req, s);
	const char			*says = "", *told;
	struct date			 due;

	if (s->step != SUITABILITY_STEP_TOLD)
		says = form_text(req->form, "words", "The reasons",
		    SUITABILITY_WORDS_MAX, "Enter the reasons");
	told = told_typed(req, s);
	due = due_typed(req, s);
	check_version(req, c);
	if (form_ok(req->form) && suitability_take(req->db, c->id, c->version,
	    s->step, req->today, says, told, outcome, due,
	    (struct maybe_int){ 0 }) == 0)
		form_refuse(req->form, "version", "This case changed while you "
		    "had it open. Open it again");
	return (form_ok(req->form));
}

static bool
is_told(const struct suitability_shown *s)
{
	return (s->step == SUITABILITY_STEP_TOLD ||
	    date_is_set(s->record->told_on));
}

enum status
suitability_step_take(struct request *req)
{
	struct suitability_shown	s;

	if (!begin_step(req, &s))
		return (NOT_FOUND);
	if (s.step == SUITABILITY_STEP_NONE) {
		form_refuse(req->form, "step", "Select what happened. The "
		    "case may have changed while you had it open");
		suitability_choice_form(req->out, req, &s);
		return (INVALID);
	}
	if (!take(req, &s)) {
		suitability_step_form(req->out, req, &s);
		return (INVALID);
	}
	if (is_told(&s))
		suitability_tell(req, s.record);
	return (done(req, is_told(&s) ? "Recorded. The trainee was told." :
	    "Recorded", "/suitability/%ld", s.record->id));
}

enum status
suitability_undo_page(struct request *req)
{
	struct suitability_shown	 s;
	const struct suitability_event	*v;

	if (!suitability_begin(req, &s) ||
	    (v = suitability_undoable(s.events)) == NULL)
		return (NOT_FOUND);
	s.step = SUITABILITY_STEP_UNDONE;
	form_set_version(req->form, s.record->version);
	suitability_undo_form(req->out, req, &s, v);
	return (OK);
}

enum status
suitability_undo(struct request *req)
{
	struct suitability_shown	 s;
	const struct suitability_event	*v;
	const char			*says, *told;

	if (!suitability_begin(req, &s) ||
	    (v = suitability_undoable(s.events)) == NULL)
		return (NOT_FOUND);
	s.step = SUITABILITY_STEP_UNDONE;
	says = form_text(req->form, "words", "The reasons",
	    SUITABILITY_WORDS_MAX, "Enter why the step is undone");
	told = told_typed(req, &s);
	check_version(req, s.record);
	if (form_ok(req->form) && suitability_take(req->db, s.record->id,
	    s.record->version, s.step, req->today, says, told,
	    SUITABILITY_OUTCOME_NONE, (struct date){ 0 },
	    (struct maybe_int){ true, v->version }) == 0)
		form_refuse(req->form, "version", "This case changed while you "
		    "had it open. Open it again");
	if (!form_ok(req->form)) {
		suitability_undo_form(req->out, req, &s, v);
		return (INVALID);
	}
	if (is_told(&s))
		suitability_tell(req, s.record);
	return (done(req, "Step undone", "/suitability/%ld", s.record->id));
}
