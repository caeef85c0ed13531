/* feedback - what somebody says of a placement, from halfway on. */
#include <string.h>

#include "pages.h"
#include "pages/telltales.h"
#include "rules/words.h"
#include "views.h"

enum { WORDS_MAX = 2000, PLACEMENTS_MAX = 100 };

static const char *const	agreements[] = { "0", "1", "2", "3", "4", "5",
    NULL };

enum status
my_feedback(struct request *req)
{
	my_feedback_page(req->out, req, feedback_of_me(req->db,
	    PLACEMENTS_MAX));
	return (OK);
}

enum feedback_window
feedback_window_on(const struct feedback_asked *f, struct date today)
{
	if (f->id.known)
		return (!date_is_set(f->released_on) ||
		    date_compare(today, f->released_on) < 0 ?
		    FEEDBACK_CORRECTED : FEEDBACK_RELEASED);
	if (date_compare(today, f->from_on) < 0)
		return (FEEDBACK_TOO_EARLY);
	return (date_compare(today, f->to_on) > 0 ? FEEDBACK_TOO_LATE :
	    FEEDBACK_OPEN);
}

const char *
placement_in_words(struct arena *a, const struct feedback_asked *f)
{
	bool	own = f->giver == FEEDBACK_GIVER_TRAINEE;

	return (arena_printf(a, "%s, %s to %s%s%s", stage_words(f->stage),
	    date_words(a, f->starts_on), date_words(a, f->ends_on),
	    own ? "" : ", ", own ? "" : f->trainee));
}

static void
show_given(struct request *req, const struct feedback_asked *f)
{
	for (int i = 0; i < QUALITY_AREAS && i < (int)f->answers.n; i++)
		form_set(req->form, area_code(i),
		    agreements[f->answers.v[i]]);
	form_set(req->form, "worked_well", f->worked_well);
	form_set(req->form, "to_improve", f->to_improve);
	form_set_version(req->form, f->version.value);
}

enum status
placement_feedback(struct request *req)
{
	struct feedback_asked	*f = feedback_asked_by_id(req->db,
				    req->id[0]);

	if (f == NULL)
		return (NOT_FOUND);
	if (f->id.known)
		show_given(req, f);
	placement_feedback_page(req->out, req, f);
	return (OK);
}

struct feedback_entry {
	int64_t		 answers[QUALITY_AREAS];
	const char	*worked_well, *to_improve;
};

static const char *
words_of(const char *typed)
{
	return (typed == NULL ? "" : typed);
}

static void
read_feedback(struct request *req, struct feedback_entry *e)
{
	int	chosen, said = 0;

	for (int i = 0; i < QUALITY_AREAS; i++) {
		chosen = form_choice(req->form, area_code(i), agreements,
		    arena_printf(req->arena, "Select how far you agree: %s",
		    area_words(i)));
		e->answers[i] = chosen;
		said += chosen > 0;
	}
	e->worked_well = words_of(form_optional_text(req->form,
	    "worked_well", "What worked well", WORDS_MAX));
	e->to_improve = words_of(form_optional_text(req->form, "to_improve",
	    "What could be better", WORDS_MAX));
	telltales_checked(req, (const char *[]){ e->worked_well,
	    e->to_improve }, 2);
	if (form_ok(req->form) && said == 0)
		form_refuse(req->form, area_code(0), "Say how far you agree "
		    "with at least one of these");
}

static bool
keep(struct request *req, const struct feedback_asked *f,
    const struct feedback_entry *e)
{
	struct int_list	answers = { e->answers, QUALITY_AREAS };

	if (!f->id.known)
		return (feedback_add(req->db, f->placement_id, f->giver,
		    answers, e->worked_well, e->to_improve) != NULL);
	return (feedback_correct(req->db, f->id.value, f->version.value,
	    answers, e->worked_well, e->to_improve) != NULL);
}

/* Its version, when somebody corrects what they gave. */
static bool
is_latest(struct request *req, const struct feedback_asked *f)
{
	int64_t	sent;

	if (!f->id.known)
		return (true);
	sent = form_version(req->form, "You gave this feedback already. Open "
	    "it again to correct it");
	if (sent == f->version.value)
		return (true);
	form_refuse(req->form, "version", "You changed this feedback "
	    "elsewhere. Check what is there now, then send it again");
	form_replace(req->form, "version", arena_printf(req->arena, "%ld",
	    f->version.value));
	return (false);
}

enum status
placement_feedback_give(struct request *req)
{
	struct feedback_asked	*f = feedback_asked_by_id(req->db,
				    req->id[0]);
	struct feedback_entry	 e = { 0 };
	enum feedback_window	 window;

	if (f == NULL)
		return (NOT_FOUND);
	window = feedback_window_on(f, req->today);
	if (window != FEEDBACK_OPEN && window != FEEDBACK_CORRECTED)
		form_refuse(req->form, "", "Feedback on this placement is not "
		    "open");
	else if (is_latest(req, f))
		read_feedback(req, &e);
	if (!form_ok(req->form)) {
		placement_feedback_page(req->out, req, f);
		return (INVALID);
	}
	if (!keep(req, f, &e))
		return (CONFLICT);
	return (done(req, f->id.known ? "Feedback corrected" :
	    "Thank you. Your feedback is kept", "/feedback"));
}
