/* asye_timetable_words - what stands in a timetable, as people read it. */
#include <stdlib.h>
#include <string.h>

#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "rules/words.h"
#include "views.h"

enum { WEEK = 7 };

static const struct { const char *title, *some, *of; } kinds[] = {
	[ASYE_REQUEST_KIND_PAUSE] = { "Pause", "a pause", "the pause" },
	[ASYE_REQUEST_KIND_DELAY] = { "Delay", "a delay", "the delay" },
	[ASYE_REQUEST_KIND_EXTENSION] = { "Extension", "an extension",
	    "the extension" },
	[ASYE_REQUEST_KIND_HOURS] = { "Change of hours", "a change of hours",
	    "the change of hours" },
};

static const struct { const char *words, *colour; } states[] = {
	[ASYE_REQUEST_STATE_ASKED] = { "To be agreed", "yellow" },
	[ASYE_REQUEST_STATE_STANDING] = { "In effect", "blue" },
	[ASYE_REQUEST_STATE_OVER] = { "Over", "grey" },
	[ASYE_REQUEST_STATE_DECLINED] = { "Declined", "red" },
	[ASYE_REQUEST_STATE_WITHDRAWN] = { "Withdrawn", "grey" },
	[ASYE_REQUEST_STATE_UNDONE] = { "Undone", "grey" },
};

const char *
asye_kind_words(enum asye_request_kind kind)
{
	return (kinds[kind].some);
}

const char *
asye_kind_of(enum asye_request_kind kind)
{
	return (kinds[kind].of);
}

const char *
asye_request_state_words(enum asye_request_state state)
{
	return (states[state].words);
}

const char *
asye_request_colour(enum asye_request_state state)
{
	return (states[state].colour);
}

static const char *
length_words(struct arena *a, const struct asye_request_line *q)
{
	const char	*months = q->months.value == 0 ? "" : arena_printf(a,
			    "%ld %s", (long)q->months.value,
			    q->months.value == 1 ? "month" : "months");
	const char	*weeks = q->weeks.value == 0 ? "" : arena_printf(a,
			    "%ld %s", (long)q->weeks.value,
			    q->weeks.value == 1 ? "week" : "weeks");

	return (arena_printf(a, "%s%s%s", months, *months != '\0' &&
	    *weeks != '\0' ? " and " : "", weeks));
}

const char *
asye_request_title(struct arena *a, const struct asye_request_line *q)
{
	const char	*title = kinds[q->kind].title;
	struct date	 back = date_is_set(q->returned_on) ? q->returned_on :
			    q->back_on;

	if (q->kind == ASYE_REQUEST_KIND_EXTENSION)
		return (arena_printf(a, "%s by %s", title,
		    length_words(a, q)));
	if (q->kind == ASYE_REQUEST_KIND_HOURS)
		return (arena_printf(a, "%s to %ld%% from %s", title,
		    (long)q->percent.value, date_words(a, q->from_on)));
	return (arena_printf(a, "%s from %s to %s", title,
	    date_words(a, q->from_on), date_words(a, date_plus_days(back,
	    -1))));
}

const char *
asye_step_words(enum asye_request_step step)
{
	static const char *const	words[] = {
		[ASYE_REQUEST_STEP_ASKED] = "Asked for, and agreed",
		[ASYE_REQUEST_STEP_AGREED] = "Agreed",
		[ASYE_REQUEST_STEP_DECLINED] = "Declined",
		[ASYE_REQUEST_STEP_WITHDRAWN] = "Withdrawn",
		[ASYE_REQUEST_STEP_RECORDED] = "Recorded",
		[ASYE_REQUEST_STEP_RESUMED] = "Return recorded",
		[ASYE_REQUEST_STEP_REOPENED] = "Return undone",
		[ASYE_REQUEST_STEP_UNDONE] = "Undone",
	};

	return (words[step]);
}

static const char *
party_words(const char *part)
{
	static const struct { const char *part, *words; } parts[] = {
		{ "nqsw", "newly qualified social worker" },
		{ "assessor", "ASYE assessor" },
		{ "line_manager", "line manager" },
		{ "supervisor", "supervisor" },
		{ "coordinator", "ASYE coordinator" },
		{ "staff", "programme staff" },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].part, part) == 0)
			return (parts[i].words);
	return ("moderation panel");
}

const char *
asye_parts_words(struct arena *a, struct text_list parts)
{
	const char	*words = "";

	for (size_t i = 0; i < parts.n; i++)
		words = arena_printf(a, "%s%s%s", words, i == 0 ? "" :
		    i + 1 == parts.n ? " and " : ", ", party_words(parts.v[i]));
	return (words);
}

const char *
asye_review_state_words(const struct request *req,
    const struct asye_review_line *r, struct date due)
{
	if (r->state == ASYE_REVIEW_STATE_HELD)
		return ("Held");
	if (r->state == ASYE_REVIEW_STATE_OPTIONAL)
		return ("Not planned");
	return (date_compare(due, req->today) < 0 ? "Overdue" : "To come");
}

const char *
asye_review_colour(const struct request *req,
    const struct asye_review_line *r, struct date due)
{
	if (r->state == ASYE_REVIEW_STATE_HELD)
		return ("green");
	if (r->state == ASYE_REVIEW_STATE_OPTIONAL)
		return ("grey");
	return (date_compare(due, req->today) < 0 ? "orange" : "blue");
}

const char *
asye_move_words(struct arena *a, const struct asye_move_line *m)
{
	static const char *const	words[] = {
		[ASYE_CAUSE_PAUSE] = "a pause was agreed",
		[ASYE_CAUSE_DELAY] = "a delay was agreed",
		[ASYE_CAUSE_EXTENSION] = "an extension was agreed",
		[ASYE_CAUSE_HOURS] = "their hours changed",
		[ASYE_CAUSE_MOVED] = "it was moved by itself",
		[ASYE_CAUSE_RESUMED] = "they came back",
		[ASYE_CAUSE_REOPENED] = "they had not come back",
		[ASYE_CAUSE_UNDONE] = "what had moved it was undone",
		[ASYE_CAUSE_UNHELD] = "it was not held after all",
		[ASYE_CAUSE_CORRECTED] = "the start was corrected",
	};

	return (arena_printf(a, "%s, because %s", m->reason_label,
	    words[m->cause]));
}

const char *
asye_phase_words(struct arena *a, const struct asye_numbers *n,
    enum asye_phase_name phase)
{
	if (phase == ASYE_WEEKLY)
		return ("Every week");
	return (phase == ASYE_FORTNIGHTLY ? "Every two weeks" :
	    "Every month");
}

const char *
asye_moved_words(struct arena *a, struct date from, struct date to)
{
	int	days = date_number(to) - date_number(from);
	int	n = days < 0 ? -days : days;

	if (days == 0)
		return ("As before");
	return (arena_printf(a, "%d %s %s", n, n == 1 ? "day" : "days",
	    days < 0 ? "earlier" : "later"));
}

const char *
asye_terms(struct request *req, const struct asye_timetable *t,
    const struct asye_request_line *q, const struct asye_due *would)
{
	struct arena	*a = req->arena;
	const char	*terms = arena_printf(a, "%s. Reason: %s.",
			    asye_request_title(a, q), q->reason_label);

	if (asye_request_is_out(q))
		terms = arena_printf(a, "%s Back on %s.", terms,
		    date_words(a, q->back_on));
	for (size_t i = 0; i < t->reviews.n; i++) {
		const struct asye_review_line	*r = &t->reviews.v[i];

		if (r->state != ASYE_REVIEW_STATE_DUE)
			continue;
		if (date_compare(would[i].on, t->due[i].on) == 0)
			terms = arena_printf(a, "%s %s: stays on %s.", terms,
			    r->name, date_words(a, would[i].on));
		else
			terms = arena_printf(a, "%s %s: from %s to %s.",
			    terms, r->name, date_words(a, t->due[i].on),
			    date_words(a, would[i].on));
	}
	return (terms);
}

const char *
asye_long_words(const struct request *req, const struct asye_timetable *t,
    struct date ends_on)
{
	int	longest = (int)t->numbers->longest_months;

	if (!asye_too_long(&t->facts, ends_on, longest))
		return (NULL);
	return (arena_printf(req->arena, "The final review would be on %s, "
	    "more than %d months after the start on %s. That is the longest "
	    "that the programme expects an ASYE to take.",
	    date_words(req->arena, ends_on), longest,
	    date_words(req->arena, t->facts.starts_on)));
}

const struct option *
asye_reason_options(struct arena *a, struct asye_reason_line_list reasons)
{
	static const struct { const char *whose, *words; } groups[] = {
		{ "person", "Something of the person's own" },
		{ "system", "Something that was to be in place" },
		{ "neither", NULL },
	};
	struct option	*list = arena_array(a, reasons.n + 1, sizeof(*list));
	size_t		 n = 0;

	each (r, reasons) {
		const char	*hint = NULL;

		for (size_t i = 0; i < 3; i++)
			if (strcmp(groups[i].whose, r->whose) == 0)
				hint = groups[i].words;
		list[n++] = (struct option){ r->code, r->label, hint };
	}
	return (list);
}

/* What the picture shows, as a sentence. */
static const char *
finding(struct request *req, const struct asye_timetable *t)
{
	const struct asye_review_line	*next = asye_next_review(t);
	size_t				 held = 0, planned = 0;
	struct date			 on = { 0 };

	for (size_t i = 0; i < t->reviews.n; i++) {
		held += t->reviews.v[i].state == ASYE_REVIEW_STATE_HELD;
		planned += t->reviews.v[i].state !=
		    ASYE_REVIEW_STATE_OPTIONAL;
		if (next == &t->reviews.v[i])
			on = t->due[i].on;
	}
	if (next == NULL)
		return (arena_printf(req->arena, "All %zu reviews were held.",
		    planned));
	return (arena_printf(req->arena, "%zu of %zu reviews held. Next: %s, "
	    "on %s.", held, planned, next->name,
	    date_words(req->arena, on)));
}

/* "Six-month review": "Six-month", for want of room. */
static const char *
short_name(struct arena *a, const char *name)
{
	size_t	n = strlen(name), end = strlen(" review");

	if (n > end && strcmp(name + n - end, " review") == 0)
		return (arena_strndup(a, name, n - end));
	return (n > 24 ? "Final" : name);
}

static int
by_day(const void *one, const void *other)
{
	const struct year_mark	*a = one, *b = other;

	return (date_compare(a->on, b->on));
}

struct year_chart
asye_timetable_chart(struct request *req, const struct asye_timetable *t)
{
	struct arena		*a = req->arena;
	struct year_mark	*marks = arena_array(a, t->reviews.n + 1,
				    sizeof(*marks));
	struct year_band	*bands = arena_array(a, t->facts.nouts + 1,
				    sizeof(*bands));
	struct year_chart	 c = { .id = "line", .title = "The line of "
				    "time of this ASYE", .marks = marks,
				    .bands = bands, .today = req->today,
				    .from = t->asye->starts_on };

	c.finding = finding(req, t);
	c.to = date_plus_days(c.from, WEEK);
	for (size_t i = 0; i < t->reviews.n; i++) {
		const struct asye_review_line	*r = &t->reviews.v[i];

		if (r->state == ASYE_REVIEW_STATE_OPTIONAL)
			continue;
		marks[c.nmarks++] = (struct year_mark){ t->due[i].on,
		    short_name(a, r->name),
		    r->state == ASYE_REVIEW_STATE_HELD };
		if (date_compare(t->due[i].on, c.to) > 0)
			c.to = t->due[i].on;
	}
	qsort(marks, c.nmarks, sizeof(*marks), by_day);
	for (size_t i = 0; i < t->facts.nouts; i++)
		bands[c.nbands++] = (struct year_band){
		    t->facts.outs[i].from, t->facts.outs[i].back };
	c.to = date_plus_days(c.to, 3 * WEEK);
	return (c);
}
