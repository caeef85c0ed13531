/* needs - what a trainee needs of a placement, as they or staff say. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/list.h"
#include "pages/selection.h"
#include "views.h"

static const char *const	bands[] = { "30", "45", "60", "75", "90",
    "120", NULL };

const struct option *
minutes_options(void)
{
	static const struct option	offered[] = {
		{ "30", "30 minutes" }, { "45", "45 minutes" },
		{ "60", "1 hour" }, { "75", "1 hour 15 minutes" },
		{ "90", "1 hour 30 minutes" }, { "120", "2 hours" }, { 0 }
	};

	return (offered);
}

/* A trainee's own enrolment, or one of the staff's programmes. */
static struct trainee *
trainee_asked(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);

	if (t == NULL || (t->person_id != req->visitor.id &&
	    !request_is(req, STAFF)))
		return (NULL);
	return (t);
}

const struct need *
need_at(struct need_list needs, enum placement_stage stage)
{
	each (n, needs)
		if (n->stage == stage)
			return (n);
	return (NULL);
}

enum status
needs_record(struct request *req)
{
	struct needs_shown	 shown = { .trainee = trainee_asked(req) };
	const struct trainee	*t = shown.trainee;

	if (t == NULL)
		return (NOT_FOUND);
	shown.own = t->person_id == req->visitor.id;
	shown.needs = needs_of(req->db, t->id);
	shown.conflicts = conflicts_of(req->db, t->id);
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	needs_page(req->out, req, &shown);
	return (OK);
}

static enum status
show_need(struct request *req, const struct trainee *t, enum status status)
{
	struct need_choices	c = { .trainee = t,
	    .stage = (enum placement_stage)req->id[1],
	    .own = t->person_id == req->visitor.id };

	c.areas = host_options_of(req->arena, areas_known(req->db),
	    "Choose an area");
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	need_form(req->out, req, &c);
	return (status);
}

static bool
is_stage(int64_t n)
{
	return (n >= PLACEMENT_STAGE_FIRST && n <= PLACEMENT_STAGE_LAST);
}

enum status
need_page(struct request *req)
{
	struct trainee		*t = trainee_asked(req);
	const struct need	*n;

	if (t == NULL || !is_stage(req->id[1]))
		return (NOT_FOUND);
	n = need_at(needs_of(req->db, t->id),
	    (enum placement_stage)req->id[1]);
	if (n != NULL) {
		show_number(req, "area", n->area_id);
		show_number(req, "minutes", n->minutes_at_most);
		if (date_is_set(n->free_from))
			form_set_date(req->form, "free", n->free_from);
		show_codes(req, "features", n->features);
		form_set(req->form, "prefers", n->prefers == NULL ? "" :
		    n->prefers);
	}
	form_set_version(req->form, n == NULL ? 0 : n->version);
	return (show_need(req, t, OK));
}

/* No date is right too: from the day that the one before has ended. */
static struct date
free_from(struct request *req)
{
	struct form	*f = req->form;

	if (*form_value(f, "free-day") == '\0' &&
	    *form_value(f, "free-month") == '\0' &&
	    *form_value(f, "free-year") == '\0')
		return ((struct date){ 0 });
	return (form_date(f, "free", "The date", NULL));
}

static const char *
prefers(struct request *req)
{
	const char	*sent = form_value(req->form, "prefers");

	if (*sent == '\0')
		return (NULL);
	return (code_chosen(req, "prefers", match_settings, "Select a setting "
	    "from the list") == 0 ? NULL : sent);
}

enum status
need_state(struct request *req)
{
	struct trainee		*t = trainee_asked(req);
	enum placement_stage	 stage = (enum placement_stage)req->id[1];
	const struct need	*was;
	struct text_list	 features;
	struct date		 from;
	const char		*setting;
	int64_t			 area;
	int			 band;

	if (t == NULL || !is_stage(req->id[1]))
		return (NOT_FOUND);
	was = need_at(needs_of(req->db, t->id), stage);
	area = host_chosen(req, "area", areas_known(req->db),
	    "Select where the journey to the placement begins");
	band = form_choice(req->form, "minutes", bands, "Select how long the "
	    "journey may take");
	from = free_from(req);
	features = codes_ticked(req, "features", match_features);
	setting = prefers(req);
	if (form_ok(req->form))
		is_version(req, was == NULL ? 0 : was->version,
		    "What is stated here");
	if (!form_ok(req->form))
		return (show_need(req, t, INVALID));
	if (need_put(req->db, t->id, stage, was == NULL ? 0 : was->version,
	    area, atol(bands[band]), from, features, setting) == NULL)
		return (CONFLICT);
	return (done(req, "What the placement must have is saved",
	    "/trainees/%ld/needs", t->id));
}

enum status
cohort_needs_page(struct request *req)
{
	const char		*stage = form_value(req->form, "stage");
	struct cohort_needs	 c = { .cohort = cohort_mine(req->db,
				    req->id[0]) };

	if (c.cohort == NULL)
		return (NOT_FOUND);
	c.stage = placement_stage_from(stage);
	if (c.stage == PLACEMENT_STAGE_NONE)
		c.stage = PLACEMENT_STAGE_CONTRASTING;
	c.missing = form_ticked(req->form, "missing", "yes");
	c.page = page_asked(req, PAGE_ROWS);
	c.lines = needs_of_cohort(req->db, c.cohort->id, c.stage, c.missing,
	    c.page.size, page_skip(c.page));
	c.unknown = c.lines.n == 0 ? 0 : c.lines.v[0].unknown;
	page_counted(&c.page, c.lines.n == 0 ? 0 : c.lines.v[0].of_all);
	needs_list_page(req->out, req, &c);
	return (OK);
}
