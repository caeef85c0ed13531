/* asye_changes_read - what a form says of a pause, a delay, an extension or
 * other hours of an ASYE. */
#include <string.h>

#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "rules/words.h"
#include "views.h"

enum { YEARS_AHEAD = 3, LONGEST_MONTHS = 24, LONGEST_WEEKS = 52,
    LEAST_PERCENT = 10 };

static bool
may_pause(const struct asye_record *a)
{
	return (asye_is_live(a->state) && a->state != ASYE_STATE_ELIGIBLE &&
	    a->state != ASYE_STATE_PAUSED && a->state != ASYE_STATE_MODERATED);
}

const struct option *
asye_kinds_offered(const struct request *req, const struct asye_timetable *t)
{
	static const struct option	pause = { "pause", "A pause",
	    "They are away, and nothing of the ASYE goes on" };
	static const struct option	delay = { "delay", "A delay",
	    "They worked, but without the support, equipment or adjustment "
	    "that they were to have: those days do not count" };
	static const struct option	more = { "extension", "An extension",
	    "More time until some or all of the reviews" };
	static const struct option	hours = { "hours", "Other hours",
	    "They work more or less of full time from a day on" };
	struct option	*list = arena_array(req->arena, 5, sizeof(*list));
	bool		 live = asye_is_live(t->asye->state);
	size_t		 n = 0;

	if (live && asye_asked_for(t) == NULL && (asye_agrees(t->asye) ||
	    asye_plans(t->asye))) {
		if (may_pause(t->asye))
			list[n++] = pause;
		list[n++] = delay;
		if (asye_next_review(t) != NULL)
			list[n++] = more;
	}
	if (live && asye_plans(t->asye) && asye_asked_for(t) == NULL)
		list[n++] = hours;
	return (list);
}

bool
asye_may_delay(struct request *req, int64_t id)
{
	const struct asye_record	*a = asye_by_id(req->db, id);
	struct asye_timetable		 t;

	if (a == NULL || !asye_is_part(a))
		return (false);
	asye_timetable_read(req, a, &t);
	for (const struct option *o = asye_kinds_offered(req, &t);
	    o->label != NULL; o++)
		if (asye_request_kind_from(o->value) ==
		    ASYE_REQUEST_KIND_DELAY)
			return (true);
	return (false);
}

bool
asye_wish_kind(struct request *req, struct asye_wish *w)
{
	const char	*sent = form_value(req->form, "kind");

	w->kind = ASYE_REQUEST_KIND_NONE;
	for (const struct option *o = asye_kinds_offered(req, &w->t);
	    o->label != NULL; o++)
		if (strcmp(o->value, sent) == 0)
			w->kind = asye_request_kind_from(sent);
	if (w->kind == ASYE_REQUEST_KIND_NONE) {
		form_refuse(req->form, "kind", "Select what is to change");
		return (false);
	}
	w->reasons = asye_reasons(req->db, (enum asye_cause)w->kind);
	return (true);
}

static void
read_reason(struct request *req, struct asye_wish *w)
{
	const char	*sent = form_value(req->form, "reason");

	w->is.reason = w->is.reason_label = "";
	each (r, w->reasons) {
		if (strcmp(r->code, sent) == 0) {
			w->is.reason = r->code;
			w->is.reason_label = r->label;
		}
	}
	if (*w->is.reason == '\0')
		form_refuse(req->form, "reason", "Select the reason");
}

/* From the start of the ASYE on, and not in another life. */
static bool
check_wished(struct request *req, const struct asye_wish *w, const char *name,
    struct date d)
{
	struct date	start = w->t.asye->starts_on;

	if (!date_is_set(d))
		return (false);
	if (date_compare(d, start) < 0)
		form_refusef(req->form, name, "The date must be on or after "
		    "%s, when the ASYE starts", date_words(req->arena,
		    start));
	else if (date_compare(d, date_plus_months(req->today,
	    12 * YEARS_AHEAD)) > 0)
		form_refusef(req->form, name, "The date must be within %d "
		    "years", YEARS_AHEAD);
	else
		return (true);
	return (false);
}

/* What is there already of days out that these overlap; NULL: none. */
static const struct asye_request_line *
overlapped(const struct asye_wish *w)
{
	each (q, w->t.requests) {
		struct date	back = date_is_set(q->returned_on) ?
				    q->returned_on : q->back_on;

		if (!asye_request_is_out(q) ||
		    (q->state != ASYE_REQUEST_STATE_STANDING &&
		    q->state != ASYE_REQUEST_STATE_OVER))
			continue;
		if (date_compare(q->from_on, w->is.back_on) < 0 &&
		    date_compare(w->is.from_on, back) < 0)
			return (q);
	}
	return (NULL);
}

static void
read_days_out(struct request *req, struct asye_wish *w)
{
	const struct asye_request_line	*other;
	struct form			*f = req->form;

	w->is.from_on = form_date(f, "from", "The first day",
	    "Enter the first day that does not count");
	w->is.back_on = form_date(f, "back", "The day when they are back",
	    "Enter the day when they are expected back");
	if (!check_wished(req, w, "from", w->is.from_on) ||
	    !check_wished(req, w, "back", w->is.back_on))
		return;
	if (date_compare(w->is.back_on, w->is.from_on) <= 0)
		form_refuse(f, "back", "The day when they are back must be "
		    "after the first day that does not count");
	else if ((other = overlapped(w)) != NULL)
		form_refusef(f, "from", "Some of these days are left out "
		    "already: %s", asye_request_title(req->arena, other));
}

/* Of the reviews that are still to come, the last unless somebody asks. */
static void
read_first_review(struct request *req, struct asye_wish *w)
{
	const char	*sent = form_value(req->form, "review");

	each (r, w->t.reviews)
		if (r->state == ASYE_REVIEW_STATE_DUE && strcmp(sent,
		    arena_printf(req->arena, "%ld", (long)r->number)) == 0)
			w->is.from_number = (struct maybe_int){ true,
			    r->number };
	if (!w->is.from_number.known)
		form_refuse(req->form, "review", "Select the first review "
		    "that is to be later");
}

static int64_t
read_some(struct request *req, const char *name, const char *what, int most)
{
	if (*form_value(req->form, name) == '\0')
		return (0);
	return (form_number(req->form, name, what, 0, most, NULL));
}

static void
read_extension(struct request *req, struct asye_wish *w)
{
	read_first_review(req, w);
	w->is.months = (struct maybe_int){ true, read_some(req, "months",
	    "Months", LONGEST_MONTHS) };
	w->is.weeks = (struct maybe_int){ true, read_some(req, "weeks",
	    "Weeks", LONGEST_WEEKS) };
	if (form_error(req->form, "months") == NULL &&
	    form_error(req->form, "weeks") == NULL &&
	    w->is.months.value + w->is.weeks.value == 0)
		form_refuse(req->form, "months", "Enter how much later, in "
		    "months, weeks or both");
}

static void
read_hours(struct request *req, struct asye_wish *w)
{
	w->is.from_on = form_date(req->form, "from", "The first day",
	    "Enter from which day on they work so");
	w->is.percent = (struct maybe_int){ true, form_number(req->form,
	    "percent", "How much of full time", LEAST_PERCENT, 100,
	    "Enter how much of full time they work") };
	if (!check_wished(req, w, "from", w->is.from_on))
		return;
	if (date_compare(w->is.from_on, w->t.asye->starts_on) == 0)
		form_refuse(req->form, "from", "The day must be after the "
		    "start: the hours of the start are part of the register");
	each (q, w->t.requests)
		if (q->kind == ASYE_REQUEST_KIND_HOURS &&
		    q->state == ASYE_REQUEST_STATE_STANDING &&
		    date_compare(q->from_on, w->is.from_on) == 0)
			form_refuse(req->form, "from", "Other hours are "
			    "recorded from that day. Undo those first");
}

void
asye_wish_read(struct request *req, struct asye_wish *w)
{
	w->is = (struct asye_request_line){ .kind = w->kind,
	    .asye_id = w->t.asye->id,
	    .state = ASYE_REQUEST_STATE_STANDING };
	if (w->kind == ASYE_REQUEST_KIND_EXTENSION)
		read_extension(req, w);
	else if (w->kind == ASYE_REQUEST_KIND_HOURS)
		read_hours(req, w);
	else
		read_days_out(req, w);
	read_reason(req, w);
	w->is.words = form_optional_text(req->form, "words", "What else is to "
	    "be said", ASYE_WORDS_MAX);
	if (w->is.words == NULL)
		w->is.words = "";
	if (!form_ok(req->form))
		return;
	w->would = asye_due_with(req, &w->t, &w->is);
	w->terms = asye_terms(req, &w->t, &w->is, w->would);
}
