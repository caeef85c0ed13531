/* outcomes - what was decided at the end of an ASYE, why, and what followed. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "views.h"

static int
taker(const struct asye_record *a)
{
	return ((a->own ? OUTCOME_BY_NQSW : 0) |
	    (a->coordinates || a->of_staff ? OUTCOME_BY_DECIDER : 0));
}

/* The steps that the asker may take now, of the latest outcome. */
static void
read_steps(struct request *req, struct outcome_shown *s)
{
	const struct asye_outcome	*o;

	if (s->outcomes.n == 0)
		return;
	o = &s->outcomes.v[0];
	if (o->decision == ASYE_DECISION_PASS)
		return;
	for (enum outcome_step step = OUTCOME_STEP_NOTICE_GIVEN;
	    step <= OUTCOME_STEP_APPEAL_WITHDRAWN; step++)
		if ((outcome_takers((enum outcome_is)o->state,
		    (enum outcome_do)step) & taker(s->asye)) != 0 &&
		    !(step == OUTCOME_STEP_ACKNOWLEDGED && o->acknowledged) &&
		    !(step == OUTCOME_STEP_APPEAL_LODGED && s->asye->own &&
		    date_compare(req->today, o->appeal_by) > 0))
			s->steps[s->nsteps++] = step;
}

static bool
shown(struct request *req, struct outcome_shown *s)
{
	const struct asye_record	*a = asye_asked(req);
	const struct outcome_limits	*limits;

	*s = (struct outcome_shown){ .asye = a };
	if (a == NULL || !(a->own || a->assesses || a->manages ||
	    a->supervises || a->coordinates || a->of_staff))
		return (false);
	s->recommendations = asye_recommendations(req->db, a->id);
	s->outcomes = asye_outcomes(req->db, a->id);
	s->decides = (a->coordinates || a->of_staff) &&
	    a->state == ASYE_STATE_MODERATED;
	if (s->outcomes.n == 0 && s->recommendations.n == 0)
		return (false);
	s->panel = panel_word_on(req->db, a->id);
	s->events = outcome_events_of(req->db, a->id);
	s->support = asye_support_now(req->db, a->id);
	limits = outcome_limits_of(req->db, a->programme_id);
	s->notice_by = working_days_after(req->today, limits != NULL ?
	    (int)limits->notice : 0);
	read_steps(req, s);
	return (true);
}

enum status
outcome_show(struct request *req)
{
	struct outcome_shown	s;

	if (!shown(req, &s))
		return (NOT_FOUND);
	outcome_page(req->out, req, &s);
	return (OK);
}

enum status
outcome_new(struct request *req)
{
	struct outcome_shown	s;

	if (!shown(req, &s) || !s.decides)
		return (NOT_FOUND);
	outcome_decide_form(req->out, req, &s);
	return (OK);
}

/* Does a decision need words beside what was recommended and moderated? */
static bool
needs_reasons(const struct outcome_shown *s, enum asye_decision decision)
{
	if (decision != ASYE_DECISION_PASS)
		return (true);
	return ((s->panel != NULL &&
	    s->panel->verdict == PANEL_VERDICT_DISAGREE) ||
	    s->recommendations.v[0].recommends != ASYE_RESULT_PASS);
}

static struct date
read_extended_to(struct request *req, enum asye_decision decision)
{
	struct date	d;

	if (decision != ASYE_DECISION_EXTEND)
		return ((struct date){ 0 });
	d = form_date(req->form, "until", "The day that it is extended to",
	    "Enter the day that it is extended to");
	if (date_is_set(d) && date_compare(d, req->today) <= 0)
		form_refuse(req->form, "until", "The day that it is extended "
		    "to must be in the future");
	return (d);
}

void
outcome_tell(struct request *req, int64_t asye, int64_t person,
    const char *name, const char *email, const char *subject)
{
	letter_write(req->db, person, email, subject, arena_printf(req->arena,
	    "Dear %s,\n\nThere is something for you to read about the outcome "
	    "of your ASYE:\n%s/asye/%ld/outcome\n", name, own_origin(),
	    (long)asye));
}

static void
tell(struct request *req, const struct asye_record *a, const char *subject)
{
	struct asye_address	*who = asye_address_of(req->db, a->id);

	if (who != NULL)
		outcome_tell(req, a->id, who->person_id, who->name, who->email,
		    subject);
}

enum status
outcome_create(struct request *req)
{
	struct outcome_shown	 s;
	enum asye_decision	 decision;
	struct date		 until;
	const char		*reasons;

	if (!shown(req, &s) || !s.decides)
		return (NOT_FOUND);
	decision = asye_decision_from(form_value(req->form, "decision"));
	if (decision == ASYE_DECISION_NONE)
		form_refuse(req->form, "decision", "Select the decision");
	until = read_extended_to(req, decision);
	reasons = needs_reasons(&s, decision) ? form_text(req->form, "reasons",
	    "The reasons", OUTCOME_WORDS_MAX, "Enter the reasons") :
	    form_optional_text(req->form, "reasons", "The reasons",
	    OUTCOME_WORDS_MAX);
	if (!form_ok(req->form)) {
		outcome_decide_form(req->out, req, &s);
		return (INVALID);
	}
	outcome_decide(req->db, s.asye->id, decision, reasons, until,
	    decision == ASYE_DECISION_PASS ? (struct date){ 0 } :
	    s.notice_by);
	if (decision == ASYE_DECISION_PASS)
		tell(req, s.asye, OUTCOME_CONFIRMED);
	return (done(req, decision == ASYE_DECISION_PASS ?
	    "Pass confirmed" : "Decision recorded. Give notice of it next.",
	    "/asye/%ld/outcome", s.asye->id));
}

static enum outcome_step
step_asked(struct request *req, struct outcome_shown *s)
{
	enum outcome_step	step = outcome_step_from(form_value(req->form,
				    "step"));

	if (!shown(req, s))
		return (OUTCOME_STEP_NONE);
	for (size_t i = 0; i < s->nsteps; i++)
		if (s->steps[i] == step)
			return (step);
	return (OUTCOME_STEP_NONE);
}

enum status
outcome_step_page(struct request *req)
{
	struct outcome_shown	s;
	enum outcome_step	step = step_asked(req, &s);

	if (step == OUTCOME_STEP_NONE)
		return (NOT_FOUND);
	form_set_version(req->form, s.outcomes.v[0].version);
	if (!form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	outcome_step_form(req->out, req, &s, step);
	return (OK);
}

static struct date
latest_on(const struct outcome_shown *s)
{
	const struct asye_outcome	*o = &s->outcomes.v[0];
	struct date			 d = o->decided_on;

	each (v, s->events)
		if (v->outcome_id == o->id && date_compare(v->on_day, d) > 0)
			d = v->on_day;
	return (d);
}

static struct date
read_on(struct request *req, const struct outcome_shown *s,
    enum outcome_step step)
{
	const struct asye_outcome	*o = &s->outcomes.v[0];
	struct date			 on;

	if (outcome_step_words(step)->on == NULL)
		return (req->today);
	on = form_date(req->form, "on", "The date", "Enter the date");
	if (!date_is_set(on))
		return (on);
	if (date_compare(on, req->today) > 0)
		form_refuse(req->form, "on", "The date must be today or in "
		    "the past");
	else if (date_compare(on, latest_on(s)) < 0)
		form_refusef(req->form, "on", "The date must be %s or after",
		    date_words(req->arena, latest_on(s)));
	else if (step == OUTCOME_STEP_APPEAL_LODGED &&
	    date_compare(on, o->appeal_by) > 0)
		form_refusef(req->form, "on", "An appeal is lodged by %s",
		    date_words(req->arena, o->appeal_by));
	return (on);
}

/* By when what a step opens can be done. */
static struct date
due_of(struct request *req, const struct outcome_shown *s,
    enum outcome_step step, struct date on)
{
	const struct outcome_limits	*l;

	if ((step != OUTCOME_STEP_NOTICE_GIVEN &&
	    step != OUTCOME_STEP_APPEAL_LODGED) || !date_is_set(on) ||
	    (l = outcome_limits_of(req->db, s->asye->programme_id)) == NULL)
		return ((struct date){ 0 });
	return (working_days_after(on, (int)(step ==
	    OUTCOME_STEP_NOTICE_GIVEN ? l->appeal : l->heard)));
}

enum status
outcome_step_take(struct request *req)
{
	struct outcome_shown		 s;
	enum outcome_step		 step = step_asked(req, &s);
	const struct outcome_words	*w;
	const char			*words = NULL;
	enum notice_way			 way = NOTICE_WAY_NONE;
	struct date			 on;

	if (step == OUTCOME_STEP_NONE)
		return (NOT_FOUND);
	w = outcome_step_words(step);
	on = read_on(req, &s, step);
	if (step == OUTCOME_STEP_NOTICE_GIVEN && (way = notice_way_from(
	    form_value(req->form, "way"))) == NOTICE_WAY_NONE)
		form_refuse(req->form, "way", "Select how notice was given");
	if (w->enter != NULL)
		words = form_text(req->form, "words", "What you write",
		    OUTCOME_WORDS_MAX, w->enter);
	if (form_version(req->form, "Open the outcome again") !=
	    s.outcomes.v[0].version || (form_ok(req->form) &&
	    outcome_take(req->db, s.outcomes.v[0].id,
	    s.outcomes.v[0].version, step, on, way, words,
	    due_of(req, &s, step, on)) == 0)) {
		form_refuse(req->form, "version", "This outcome changed while "
		    "you had it open. Check that this is still right, then "
		    "send it again");
		form_replace_version(req->form, s.outcomes.v[0].version);
	}
	if (!form_ok(req->form)) {
		outcome_step_form(req->out, req, &s, step);
		return (INVALID);
	}
	if (!s.asye->own)
		tell(req, s.asye, "About the outcome of your ASYE");
	return (done(req, w->done, "/asye/%ld/outcome", s.asye->id));
}
