/* history - what happened to a record, in words. */
#include <string.h>

#include "pages.h"
#include "pages/changes.h"
#include "pages/day_entry.h"
#include "pages/history.h"
#include "pages/list.h"
#include "rules/placement_states.h"
#include "rules/words.h"
#include "views.h"

static bool
is(const char *word, const char *other)
{
	return (word != NULL && strcmp(word, other) == 0);
}

const char *
saying_of(const struct event *e, const struct saying *s, size_t n)
{
	for (; n > 0; s++, n--)
		if (is(e->subject, s->subject) &&
		    (s->state == NULL || is(e->state, s->state)) &&
		    (s->row == OF_ANY || e->inserted == (s->row == OF_NEW)))
			return (s->words);
	return (NULL);
}

static bool
has_changed(const struct event *e, const char *column)
{
	for (size_t i = 0; i < e->changed.n; i++)
		if (is(e->changed.v[i], column))
			return (true);
	return (false);
}

/* "full day", "half day, made up", "full day absent: sickness" */
static const char *
length_words(struct arena *a, const struct event *e)
{
	struct day	 d = { .halves = e->halves.value, .kind = e->kind,
			    .absence = e->absence };
	char		*words = arena_strdup(a, day_words(a, &d));

	if (*words >= 'A' && *words <= 'Z')
		*words += 'a' - 'A';
	return (words);
}

static const char *
day_deed(const struct event *e)
{
	if (e->inserted)
		return ("Logged");
	if (is(e->state, "confirmed"))
		return ("Confirmed");
	if (is(e->state, "returned"))
		return ("Returned");
	if (is(e->state, "withdrawn"))
		return ("Removed");
	if (is(e->was_state, "withdrawn"))
		return ("Put back");
	return (is(e->was_state, "returned") ? "Corrected and sent again" :
	    "Corrected");
}

/* What of a day was corrected: ": the date, what was done", or "". */
static const char *
corrections(struct arena *a, const struct event *e)
{
	static const struct { const char *column, *words; } known[] = {
		{ "halves", "the length" }, { "kind", "the kind of day" },
		{ "absence", "the reason for absence" },
		{ "did", "what was done" },
		{ "standard_ids", "the capabilities" },
	};
	const char	*words = "";

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (has_changed(e, known[i].column))
			words = arena_printf(a, "%s%s%s", words,
			    *words == '\0' ? ": " : ", ", known[i].words);
	return (words);
}

static const char *
day_event_words(struct arena *a, const struct event *e)
{
	const char	*deed = day_deed(e);
	const char	*on = weekday_date_words(a, e->on_date);

	if (e->inserted)
		return (arena_printf(a, "Logged %s, %s", on,
		    length_words(a, e)));
	if (e->reason != NULL && is(e->state, "returned"))
		return (arena_printf(a, "Returned %s: %s", on, e->reason));
	if (date_is_set(e->was_on))
		return (arena_printf(a, "%s %s, which was logged as %s%s", deed,
		    on, weekday_date_words(a, e->was_on), corrections(a, e)));
	if (is(e->state, "confirmed") || is(e->state, "withdrawn"))
		return (arena_printf(a, "%s %s", deed, on));
	return (arena_printf(a, "%s %s%s", deed, on, corrections(a, e)));
}

static const char *
enrolment_words_of(struct arena *a, const struct event *e)
{
	const struct enrolment_event	v = { .change = e->change,
					    .undid = e->undid,
					    .on_date = e->on_date,
					    .ends_on = e->to_on,
					    .cohort = e->place,
					    .employer = e->employer,
					    .reason = e->why };

	if (e->change != ENROLMENT_CHANGE_NONE)
		return (change_event_words(a, &v));
	if (e->place == NULL)
		return ("Enrolled");
	return (arena_printf(a, is(e->state, "offered") ?
	    "Offered a place in %s" : "Enrolled in %s", e->place));
}

static const char *
placement_words(struct arena *a, const struct event *e)
{
	if (is(e->name, "MATCH_ROUND_UNDONE"))
		return ("Placement taken back before it began");
	if (!e->inserted)
		return ("Placement changed");
	return (arena_printf(a, "Placement at %s arranged, %s to %s",
	    e->place != NULL ? e->place : "a host organisation",
	    date_words(a, e->from_on), date_words(a, e->to_on)));
}

static const char *
person_words(const struct event *e)
{
	if (e->inserted)
		return ("Record created");
	if (has_changed(e, "name"))
		return ("Name changed");
	if (has_changed(e, "email"))
		return ("Email address changed");
	return (has_changed(e, "swe_number") ?
	    "Social Work England number changed" : "Record changed");
}

/* PLACEMENT_EDUCATOR_ADDED is "Placement educator added". */
static const char *
name_words(struct arena *a, const char *name)
{
	char	*words = arena_strdup(a, name);

	for (char *c = words; *c != '\0'; c++) {
		if (*c == '_')
			*c = ' ';
		else if (c != words && *c >= 'A' && *c <= 'Z')
			*c += 'a' - 'A';
	}
	return (words);
}

const char *
event_words(struct arena *a, const struct event *e)
{
	if (is(e->subject, "placement_day") && date_is_set(e->on_date))
		return (day_event_words(a, e));
	if (is(e->subject, "enrolment") || is(e->subject, "enrolment_event"))
		return (enrolment_words_of(a, e));
	if (is(e->subject, "placement"))
		return (placement_words(a, e));
	if (is(e->subject, "placement_event"))
		return (arena_printf(a, "%s. State: %s", name_words(a,
		    e->name), placed_state_words((enum placed_state)
		    placement_state_from(e->state != NULL ? e->state : ""))));
	if (is(e->subject, "person"))
		return (person_words(e));
	if (is(e->subject, "role_held"))
		return (e->inserted ? "Role given" : "Role changed");
	if (is(e->subject, "role_change"))
		return (e->inserted ? "Role asked for, given or ended" :
		    "Role agreed to, refused or taken back");
	if (is(e->subject, "placement_need"))
		return (e->inserted ? "Stated what a placement must have" :
		    "Changed what a placement must have");
	if (is(e->subject, "placement_conflict"))
		return (e->inserted ? "Recorded a conflict" :
		    "Took a conflict away");
	if (is(e->subject, "placement_educator"))
		return (e->inserted ? "Became an educator of a placement" :
		    "Time as an educator of a placement changed");
	if (is(e->subject, "enrolment_unit") ||
	    is(e->subject, "hosting_duty"))
		return (guide_event_words(a, e));
	if (is(e->subject, "placement_feedback"))
		return (e->inserted ? "Gave feedback on a placement" :
		    "Corrected feedback on a placement");
	if (is(e->subject, "attachment"))
		return (arena_printf(a, "%s %s", e->place != NULL ? e->place :
		    "A file", e->inserted ? "uploaded" :
		    is(e->state, "removed") ? "removed" : "put back"));
	if (finding_event_words(a, e) != NULL)
		return (finding_event_words(a, e));
	if (document_event_words(a, e) != NULL)
		return (document_event_words(a, e));
	if (module_event_words(a, e) != NULL)
		return (module_event_words(a, e));
	if (asye_feedback_event_words(e) != NULL)
		return (asye_feedback_event_words(e));
	if (asye_evidence_event_words(e) != NULL)
		return (asye_evidence_event_words(e));
	if (asye_history_words(a, e) != NULL)
		return (asye_history_words(a, e));
	if (concern_event_words(e) != NULL)
		return (concern_event_words(e));
	if (support_plan_event_words(e) != NULL)
		return (support_plan_event_words(e));
	if (adjustment_event_words(e) != NULL)
		return (adjustment_event_words(e));
	if (timetable_event_words(e) != NULL)
		return (timetable_event_words(e));
	if (outcome_history_words(e) != NULL)
		return (outcome_history_words(e));
	return (name_words(a, e->name));
}

const char *
event_by(const struct event *e)
{
	if (e->actor != NULL)
		return (e->actor);
	return (e->actor_known ? "programme staff" : "Waymark");
}

enum status
trainee_history(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);
	struct page_of	 page = page_asked(req, PAGE_ROWS);
	struct event_list	events;

	if (t == NULL)
		return (NOT_FOUND);
	events = events_of_person(req->db, t->person_id, page.size,
	    page_skip(page));
	if (events.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		events = events_of_person(req->db, t->person_id, page.size, 0);
	}
	page_counted(&page, events.n != 0 ? events.v[0].of_all : 0);
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	trainee_history_page(req->out, req, t, events, page);
	return (OK);
}
