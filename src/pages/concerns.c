/* concerns - lists of concerns, one of them, its plan and its actions. */
#include <string.h>

#include "pages.h"
#include "views.h"

enum { COHORTS_OFFERED = 100 };

/* ?state=planned, =all or nothing for what is open; ?overdue=yes; ?cohort=3. */
static struct concern_line_list
find(struct request *req, const struct page_of *page, struct maybe_int cohort)
{
	const char		*wish = form_value(req->form, "state");
	enum concern_state	 state = concern_state_from(wish);
	bool			 late = strcmp(form_value(req->form,
				    "overdue"), "yes") == 0;
	struct maybe_bool	 open = { .known = late || *wish == '\0' ||
				    (state == CONCERN_STATE_NONE &&
				    strcmp(wish, "all") != 0), .value = true };

	return (concerns_found(req->db, state, open, late ? req->today :
	    (struct date){ 0 }, cohort, page->size, page_skip(*page)));
}

static struct maybe_int
cohort_asked(struct request *req, struct cohort_list cohorts)
{
	const char	*wish = form_value(req->form, "cohort");

	each (c, cohorts)
		if (strcmp(wish, arena_printf(req->arena, "%ld", c->id)) == 0)
			return ((struct maybe_int){ true, c->id });
	return ((struct maybe_int){ 0 });
}

static const struct option *
cohort_filter(struct arena *a, struct cohort_list cohorts)
{
	struct option	*list = arena_array(a, cohorts.n + 2, sizeof(*list));
	size_t		 n = 1;

	list[0] = (struct option){ "", "All" };
	each (c, cohorts)
		list[n++] = (struct option){ arena_printf(a, "%ld", c->id),
		    c->name };
	return (list);
}

enum status
concerns(struct request *req)
{
	struct concerns_shown	s = { .page = page_asked(req, PAGE_ROWS) };
	struct cohort_list	cohorts = { 0 };
	struct maybe_int	cohort;

	if (request_is(req, STAFF))
		cohorts = cohorts_mine(req->db, COHORTS_OFFERED, 0);
	cohort = cohort_asked(req, cohorts);
	s.rows = find(req, &s.page, cohort);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = find(req, &s.page, cohort);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	if (cohorts.n > 1)
		s.cohorts = cohort_filter(req->arena, cohorts);
	s.chosen = cohort.known || *form_value(req->form, "state") != '\0' ||
	    *form_value(req->form, "overdue") != '\0';
	concerns_page(req->out, req, &s);
	return (OK);
}

bool
concern_begin(struct request *req, struct concern_shown *s)
{
	int64_t	id = req->id[0];

	*s = (struct concern_shown){ .concern = concern_by_id(req->db, id) };
	if (s->concern == NULL)
		return (false);
	s->events = concern_events(req->db, id);
	s->actions = concern_actions(req->db, id);
	s->responses = concern_responses(req->db, id);
	return (true);
}

/* The last that stands of the first n; n is where it is then. */
static const struct concern_event *
standing(struct concern_event_list events, size_t *n)
{
	while (*n > 0) {
		const struct concern_event	*v = &events.v[--*n];

		if (v->step != CONCERN_STEP_UNDONE && !v->undone)
			return (v);
	}
	return (NULL);
}

const struct concern_event *
concern_latest(struct concern_event_list events)
{
	size_t	n = events.n;

	return (standing(events, &n));
}

const struct concern_event *
concern_undoable(const struct concern_shown *s)
{
	size_t				 n = s->events.n;
	const struct concern_event	*v = standing(s->events, &n), *before;

	if (v == NULL || !s->concern->handles ||
	    (before = standing(s->events, &n)) == NULL ||
	    (!s->concern->staffs && concern_by_staff((enum concern_is)
	    before->state, (enum concern_do)v->step)))
		return (NULL);
	return (v);
}

bool
concern_takes(const struct request *req, const struct concern_record *c,
    enum concern_step step)
{
	if (c->handles)
		return (concern_may((enum concern_is)c->state,
		    (enum concern_do)step, c->staffs));
	return (step == CONCERN_STEP_WITHDRAWN &&
	    c->raised_by == req->visitor.id &&
	    (c->state == CONCERN_STATE_RAISED ||
	    c->state == CONCERN_STATE_ACKNOWLEDGED));
}

static void
reads(struct request *req, const struct concern_record *c)
{
	request_reads(req, "concern", c->id, c->person_id, c->programme_id);
}

enum status
concern_show(struct request *req)
{
	struct concern_shown	s;

	if (!concern_begin(req, &s))
		return (NOT_FOUND);
	reads(req, s.concern);
	concern_page(req->out, req, &s);
	return (OK);
}

/* The plan alone, as it is printed and taken to a meeting. */
enum status
concern_plan(struct request *req)
{
	struct concern_shown	s;

	if (!concern_begin(req, &s) || s.actions.n == 0)
		return (NOT_FOUND);
	reads(req, s.concern);
	concern_plan_page(req->out, req, &s);
	return (OK);
}

/* The trainee's own words; a concern that is over is not answered. */
static bool
answers(struct request *req, struct concern_shown *s)
{
	return (concern_begin(req, s) && s->concern->open &&
	    s->concern->person_id == req->visitor.id);
}

enum status
concern_respond_page(struct request *req)
{
	struct concern_shown	s;

	if (!answers(req, &s))
		return (NOT_FOUND);
	concern_respond_form(req->out, req, s.concern);
	return (OK);
}

enum status
concern_answer(struct request *req)
{
	struct concern_shown	 s;
	const char		*words;

	if (!answers(req, &s))
		return (NOT_FOUND);
	words = form_text(req->form, "words", "Your answer",
	    CONCERN_WORDS_MAX, "Enter your answer");
	if (!form_ok(req->form)) {
		concern_respond_form(req->out, req, s.concern);
		return (INVALID);
	}
	concern_respond(req->db, s.concern->id, words);
	concern_tell(req, s.concern->id, "A concern was answered",
	    "The trainee answered it in their own words.", TELL_GUIDES_TOO);
	return (done(req, "Your answer is recorded", "/concerns/%ld",
	    s.concern->id));
}

/* An action of the path that the asker may mark. */
static const struct concern_action *
action_asked(struct request *req, struct concern_shown *s)
{
	if (!concern_begin(req, s) || !s->concern->open ||
	    !(s->concern->handles || s->concern->educates))
		return (NULL);
	each (a, s->actions)
		if (a->id == req->id[1])
			return (a);
	return (NULL);
}

enum status
concern_action_page(struct request *req)
{
	struct concern_shown		 s;
	const struct concern_action	*a = action_asked(req, &s);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	if (a->state == CONCERN_ACTION_STATE_OPEN &&
	    !form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	concern_action_form(req->out, req, s.concern, a);
	return (OK);
}

static struct date
done_on_typed(struct request *req, const struct concern_shown *s)
{
	struct date	 on = form_date(req->form, "on", "The date",
			    "Enter the date that it was done");
	const char	*why;

	if (date_is_set(on) && (why = step_date_fault(on,
	    s->concern->raised_on, req->today)) != NULL)
		form_refuse(req->form, "on", date_compare(on, req->today) > 0 ?
		    why : "The date must be after the concern was raised");
	return (on);
}

enum status
concern_action_done(struct request *req)
{
	struct concern_shown		 s;
	const struct concern_action	*a = action_asked(req, &s);
	bool				 opens;
	struct date			 on = { 0 };
	int64_t				 version;

	if (a == NULL)
		return (NOT_FOUND);
	opens = a->state == CONCERN_ACTION_STATE_DONE;
	if (!opens)
		on = done_on_typed(req, &s);
	version = form_version(req->form, "Open the action again");
	if (form_ok(req->form) && concern_action_mark(req->db, s.concern->id,
	    version == a->version ? a->id : 0, version, opens ?
	    CONCERN_ACTION_STATE_OPEN : CONCERN_ACTION_STATE_DONE, on) == 0)
		form_refuse(req->form, "version", "This action changed while "
		    "you had it open. Open the concern again");
	if (!form_ok(req->form)) {
		concern_action_form(req->out, req, s.concern, a);
		return (INVALID);
	}
	return (done(req, opens ? "The action is open again" :
	    "The action is done", "/concerns/%ld", s.concern->id));
}
