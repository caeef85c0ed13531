/*
 * educators_entries - stages, training and learners elsewhere: recorded, taken
 * out when they were recorded by mistake, and put back.
 */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

enum { TITLE_MAX = 200 };

/*
 * An entry of the register that the asker may add to: of a programme of mine,
 * or, where somebody may write of themself, my own.
 */
static struct educator *
entry_asked(struct request *req, bool own_too)
{
	struct educator	*e = educator_by_id(req->db, req->id[0]);

	if (e == NULL)
		return (NULL);
	if (request_is(req, STAFF) && is_of_staff(req, e->programme_id))
		return (e);
	return (own_too && e->person_id == req->visitor.id ? e : NULL);
}

static struct date
past_date(struct request *req, const char *name, const char *what,
    const char *enter)
{
	struct date	d = form_date(req->form, name, what, enter);

	if (date_is_set(d) && date_compare(d, req->today) > 0)
		form_refusef(req->form, name, "%s must be today or in the "
		    "past", what);
	return (d);
}

static const char *
provider_typed(struct form *f, const char *what)
{
	const char	*provider = form_optional_text(f, "provider", what,
			    TITLE_MAX);

	return (provider != NULL ? provider : "");
}

static bool
add_entry(struct request *req, const struct educator *e,
    enum educator_entry_kind kind, const char *title, const char *provider,
    struct date from, struct date to)
{
	return (educator_entry_add(req->db, e->id, e->person_id,
	    e->programme_id, kind, title, provider, from, to) > 0);
}

static const struct option	stages[] = {
	{ "stage_1", "Stage 1" }, { "stage_2", "Stage 2" }, { 0 }
};

const struct option *
stage_award_options(void)
{
	return (stages);
}

enum status
stage_new(struct request *req)
{
	struct educator	*e = entry_asked(req, false);

	if (e == NULL)
		return (NOT_FOUND);
	stage_form(req->out, req, e);
	return (OK);
}

/* Stage 2 builds on stage 1 (PEPS): it is awarded on its day or later. */
static void
check_stage(struct request *req, const struct educator *e, bool second,
    struct date on)
{
	struct date	had = second ? e->stage_2_on : e->stage_1_on;

	if (date_is_set(had))
		form_refusef(req->form, "stage", "%s was awarded on %s. Remove "
		    "that first if it is wrong", second ? "Stage 2" :
		    "Stage 1", date_words(req->arena, had));
	else if (second && !date_is_set(e->stage_1_on))
		form_refuse(req->form, "stage", "Record stage 1 before stage "
		    "2");
	else if (second && date_compare(on, e->stage_1_on) < 0)
		form_refusef(req->form, "awarded", "The date of the award must "
		    "be the same as or after %s, when stage 1 was awarded",
		    date_words(req->arena, e->stage_1_on));
	else if (!second && date_is_set(e->stage_2_on) &&
	    date_compare(on, e->stage_2_on) > 0)
		form_refusef(req->form, "awarded", "The date of the award must "
		    "be the same as or before %s, when stage 2 was awarded",
		    date_words(req->arena, e->stage_2_on));
}

enum status
stage_record(struct request *req)
{
	struct educator	*e = entry_asked(req, false);
	const char	*stage, *provider;
	struct date	 on;
	bool		 second;

	if (e == NULL)
		return (NOT_FOUND);
	stage = option_chosen(req->form, "stage", stages, "Select the stage "
	    "that was awarded");
	on = past_date(req, "awarded", "The date of the award",
	    "Enter the date of the award");
	provider = provider_typed(req->form, "Who awarded it");
	second = stage != NULL && strcmp(stage, "stage_2") == 0;
	if (form_ok(req->form))
		check_stage(req, e, second, on);
	if (form_ok(req->form) && add_entry(req, e, second ?
	    EDUCATOR_ENTRY_KIND_STAGE_2 : EDUCATOR_ENTRY_KIND_STAGE_1,
	    second ? "Stage 2" : "Stage 1", provider, on, (struct date){ 0 }))
		return (done(req, "Stage recorded", "/educators/%ld", e->id));
	if (form_ok(req->form))
		form_refuse(req->form, "stage", "Somebody recorded this stage "
		    "just now");
	stage_form(req->out, req, e);
	return (INVALID);
}

enum status
training_new(struct request *req)
{
	struct educator	*e = entry_asked(req, true);

	if (e == NULL)
		return (NOT_FOUND);
	training_form(req->out, req, e);
	return (OK);
}

enum status
training_record(struct request *req)
{
	struct educator	*e = entry_asked(req, true);
	const char	*title, *provider;
	struct date	 on;

	if (e == NULL)
		return (NOT_FOUND);
	title = form_text(req->form, "title", "The title", TITLE_MAX,
	    "Enter what the training was called");
	provider = form_text(req->form, "provider", "The provider", TITLE_MAX,
	    "Enter who gave the training");
	on = past_date(req, "on", "The date of the training",
	    "Enter the date of the training");
	if (form_ok(req->form) && add_entry(req, e,
	    EDUCATOR_ENTRY_KIND_TRAINING, title, provider, on,
	    (struct date){ 0 }))
		return (done(req, "Training recorded", "/educators/%ld",
		    e->id));
	training_form(req->out, req, e);
	return (INVALID);
}

enum status
learner_new(struct request *req)
{
	struct educator	*e = entry_asked(req, false);

	if (e == NULL)
		return (NOT_FOUND);
	learner_form(req->out, req, e);
	return (OK);
}

enum status
learner_record(struct request *req)
{
	struct educator	*e = entry_asked(req, false);
	const char	*title;
	struct date	 from, to;

	if (e == NULL)
		return (NOT_FOUND);
	title = form_text(req->form, "title", "The learner and setting",
	    TITLE_MAX, "Enter whom they taught, and where");
	from = past_date(req, "from", "The first day", "Enter the first day");
	to = form_date(req->form, "to", "The last day", "Enter the last day");
	if (date_is_set(from) && date_is_set(to) &&
	    date_compare(to, from) < 0)
		form_refuse(req->form, "to", "The last day must be the same as "
		    "or after the first day");
	if (form_ok(req->form) && add_entry(req, e,
	    EDUCATOR_ENTRY_KIND_LEARNER, title, "", from, to))
		return (done(req, "Learner recorded", "/educators/%ld",
		    e->id));
	learner_form(req->out, req, e);
	return (INVALID);
}

/* "Stage 1, awarded 3 May 2022 by Ashby" and the like. */
const char *
entry_words(struct arena *a, const struct educator_entry *n)
{
	const char	*by = *n->provider != '\0' ? ", " : "";

	if (n->kind == EDUCATOR_ENTRY_KIND_LEARNER)
		return (arena_printf(a, "%s, %s to %s", n->title,
		    date_words(a, n->from_on), date_words(a, n->to_on)));
	return (arena_printf(a, "%s%s%s, %s", n->title, by, n->provider,
	    date_words(a, n->from_on)));
}

/* One of the entries that the asker may take out or put back. */
static struct educator_entry *
line_asked(struct request *req, struct educator **e)
{
	struct educator_entry	*n;

	if ((*e = entry_asked(req, true)) == NULL ||
	    (n = educator_entry_by_id(req->db, (*e)->id, req->id[1])) == NULL)
		return (NULL);
	if (n->kind != EDUCATOR_ENTRY_KIND_TRAINING &&
	    entry_asked(req, false) == NULL)
		return (NULL);
	return (n);
}

static enum status
show_entry(struct request *req, enum entry_state wanted)
{
	struct educator		*e;
	struct educator_entry	*n = line_asked(req, &e);

	if (n == NULL)
		return (NOT_FOUND);
	if (n->state != wanted)
		return (see_other(req, "/educators/%ld", e->id));
	form_set_version(req->form, n->version);
	educator_entry_form(req->out, req, e, n);
	return (OK);
}

enum status
entry_remove_page(struct request *req)
{
	return (show_entry(req, ENTRY_STATE_RECORDED));
}

enum status
entry_put_back_page(struct request *req)
{
	return (show_entry(req, ENTRY_STATE_REMOVED));
}

static int64_t
version_sent(struct request *req)
{
	return (form_version(req->form, "Open this again from the entry"));
}

enum status
entry_remove(struct request *req)
{
	struct educator		*e;
	struct educator_entry	*n = line_asked(req, &e);

	if (n == NULL)
		return (NOT_FOUND);
	if (n->kind == EDUCATOR_ENTRY_KIND_STAGE_1 &&
	    date_is_set(e->stage_2_on))
		form_refuse(req->form, "version", "Stage 2 builds on stage 1: "
		    "remove stage 2 first");
	if (form_ok(req->form) && educator_entry_remove(req->db, n->id,
	    version_sent(req)) > 0)
		return (done(req, "Removed. You can put it back from the "
		    "list of what was removed.", "/educators/%ld", e->id));
	form_refuse(req->form, "version", "This changed while you had it open. "
	    "Go back to the entry and look again.");
	educator_entry_form(req->out, req, e, n);
	return (INVALID);
}

enum status
entry_put_back(struct request *req)
{
	struct educator		*e;
	struct educator_entry	*n = line_asked(req, &e);

	if (n == NULL)
		return (NOT_FOUND);
	if (n->kind == EDUCATOR_ENTRY_KIND_STAGE_2)
		check_stage(req, e, true, n->from_on);
	if (form_ok(req->form) && educator_entry_restore(req->db, n->id,
	    version_sent(req)) > 0)
		return (done(req, "Put back", "/educators/%ld", e->id));
	form_refuse(req->form, "version", "This cannot be put back: it was put "
	    "back meanwhile, or another stands in its place.");
	educator_entry_form(req->out, req, e, n);
	return (INVALID);
}
