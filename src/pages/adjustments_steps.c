/* adjustments_steps - a step of an adjustment is taken, or the latest undone
 * by whoever took it. */
#include <string.h>

#include "pages.h"
#include "rules/concerns.h"
#include "views.h"

/* The adjustment of the path, and the step that is asked for if it may be. */
static bool
entry_begin(struct request *req, struct adjustment_entry *e)
{
	enum adjustment_step	step = adjustment_step_from(form_value(
				    req->form, "step"));
	enum adjustment_step	steps[ADJUSTMENT_STEP_UNDONE];

	*e = (struct adjustment_entry){ 0 };
	if (!adjustment_begin(req, &e->on) ||
	    adjustment_steps(e->on.is, steps) == 0)
		return (false);
	if (adjustment_takes(e->on.is, step))
		e->step = step;
	return (true);
}

enum status
adjustment_step_page(struct request *req)
{
	struct adjustment_entry	e;

	if (!entry_begin(req, &e))
		return (NOT_FOUND);
	if (e.step == ADJUSTMENT_STEP_NONE) {
		if (form_has(req->form, "chosen"))
			form_refuse(req->form, "step", "Select what happened");
		adjustment_choice_form(req->out, req, e.on.is);
		return (form_ok(req->form) ? OK : INVALID);
	}
	form_set_version(req->form, e.on.is->version);
	if (adjustment_step_words(e.step)->when != NULL &&
	    !form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	adjustment_step_form(req->out, req, &e);
	return (OK);
}

static struct date
read_on(struct request *req, const struct adjustment_entry *e)
{
	struct date	on;

	if (adjustment_step_words(e->step)->when == NULL)
		return (req->today);
	on = form_date(req->form, "on", "The date", "Enter the date");
	if (date_is_set(on))
		form_refuse(req->form, "on", step_date_fault(on,
		    e->on.is->since_on, req->today));
	return (on);
}

static void
read_money(struct request *req, struct adjustment_entry *e)
{
	static const char *const	answers[] = { "yes", "no", NULL };
	int				answer;

	if (e->step == ADJUSTMENT_STEP_AGREED) {
		answer = form_choice(req->form, "money", answers,
		    "Select yes if it takes money");
		e->needs_money = (struct maybe_bool){ answer >= 0,
		    answer == 0 };
	}
	if (e->step != ADJUSTMENT_STEP_FUNDED)
		return;
	e->funder = adjustment_funder_from(form_value(req->form, "funder"));
	if (e->funder == ADJUSTMENT_FUNDER_NONE)
		form_refuse(req->form, "funder", "Select who pays");
}

static void
check_version(struct request *req, const struct adjustment_record *a)
{
	int64_t	version = form_version(req->form, "Open the adjustment again");

	if (version == -1 || version == a->version)
		return;
	form_refuse(req->form, "version", "This adjustment changed while you "
	    "had it open. Check that this is still right, then send it again");
	form_replace_version(req->form, a->version);
}

static void
read_entry(struct request *req, struct adjustment_entry *e)
{
	const struct adjustment_words	*w = adjustment_step_words(e->step);

	e->on_date = read_on(req, e);
	read_money(req, e);
	e->words = w->enter != NULL ? form_text(req->form, "words", w->what,
	    ADJUSTMENT_WORDS_MAX, w->enter) : form_optional_text(req->form,
	    "words", w->what, ADJUSTMENT_WORDS_MAX);
	check_version(req, e->on.is);
}

/* False when somebody else took a step meanwhile. */
static bool
take(struct request *req, const struct adjustment_entry *e)
{
	const struct adjustment_record	*a = e->on.is;
	bool				 money = e->needs_money.known ?
					    e->needs_money.value :
					    a->needs_money.value;
	enum adjustment_is		 after = adjustment_leads(
					    (enum adjustment_is)a->state,
					    (enum adjustment_do)e->step,
					    money);
	struct adjustment_dates		 d = adjustment_dates(req,
					    a->programme_id, after, money,
					    a->asye_id.known, e->on_date);

	return (adjustment_take(req->db, a->id, a->version, e->step,
	    e->on_date, e->words != NULL ? e->words : "",
	    (struct maybe_int){ 0 }, d.due_on, d.programme_on, e->needs_money,
	    e->funder) != 0);
}

enum status
adjustment_step_take(struct request *req)
{
	struct adjustment_entry	e;

	if (!entry_begin(req, &e))
		return (NOT_FOUND);
	if (e.step == ADJUSTMENT_STEP_NONE) {
		form_refuse(req->form, "step", "Select what happened. The "
		    "adjustment may have changed while you had it open");
		adjustment_choice_form(req->out, req, e.on.is);
		return (INVALID);
	}
	read_entry(req, &e);
	if (form_ok(req->form) && !take(req, &e))
		form_refuse(req->form, "version", "This adjustment changed "
		    "while you had it open. Open it again");
	if (!form_ok(req->form)) {
		adjustment_step_form(req->out, req, &e);
		return (INVALID);
	}
	adjustment_tell(req, e.on.is->id);
	return (done(req, arena_printf(req->arena, "%s. Everybody who can see "
	    "to it was told by email.", adjustment_step_words(e.step)->done),
	    "/adjustments/%ld", (long)e.on.is->id));
}

static const struct adjustment_event *
undo_begin(struct request *req, struct adjustment_entry *e)
{
	*e = (struct adjustment_entry){ .step = ADJUSTMENT_STEP_UNDONE };
	return (adjustment_begin(req, &e->on) ? adjustment_undoable(req,
	    &e->on) : NULL);
}

enum status
adjustment_undo_page(struct request *req)
{
	struct adjustment_entry		 e;
	const struct adjustment_event	*v = undo_begin(req, &e);

	if (v == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, e.on.is->version);
	adjustment_undo_form(req->out, req, &e, v);
	return (OK);
}

enum status
adjustment_undo(struct request *req)
{
	struct adjustment_entry		 e;
	const struct adjustment_event	*v = undo_begin(req, &e);
	const struct adjustment_words	*w;

	if (v == NULL)
		return (NOT_FOUND);
	w = adjustment_step_words(e.step);
	e.words = form_text(req->form, "words", w->what, ADJUSTMENT_WORDS_MAX,
	    w->enter);
	check_version(req, e.on.is);
	if (form_ok(req->form) && adjustment_take(req->db, e.on.is->id,
	    e.on.is->version, e.step, req->today, e.words,
	    (struct maybe_int){ true, v->version }, (struct date){ 0 },
	    (struct date){ 0 }, (struct maybe_bool){ 0 },
	    ADJUSTMENT_FUNDER_NONE) == 0)
		form_refuse(req->form, "version", "This adjustment changed "
		    "while you had it open. Open it again");
	if (!form_ok(req->form)) {
		adjustment_undo_form(req->out, req, &e, v);
		return (INVALID);
	}
	adjustment_tell(req, e.on.is->id);
	return (done(req, "Step undone. Everybody who can see to it was told "
	    "by email.", "/adjustments/%ld", (long)e.on.is->id));
}
