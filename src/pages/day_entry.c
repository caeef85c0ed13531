/* day_entry - one placement day as a form holds it. */
#include <stdlib.h>
#include <string.h>

#include "pages/day_entry.h"
#include "rules/placement_days.h"

const char *const day_lengths[] = { "full", "half", NULL };
const char *const day_kinds[] = { "attended", "make_up", "absent", NULL };
const char *const absence_reasons[] = { "sickness", "leave", "bereavement",
    "caring", "religious_observance", "host_closed", "support_not_in_place",
    "other", NULL };

const char *
absence_words(enum absence_reason reason)
{
	static const char *const words[] = { "",
	    "Sickness", "Agreed leave", "Bereavement",
	    "Caring for somebody", "Religious observance",
	    "The team or site was closed",
	    "Support or equipment was not in place", "Another reason" };

	return (words[reason]);
}

const char *
day_state_words(enum day_state state)
{
	static const char *const words[] = { "", "Waiting to be confirmed",
	    "Returned", "Confirmed", "Removed" };

	return (words[state]);
}

const char *
day_words(struct arena *a, const struct day *d)
{
	const char	*length = d->halves == 2 ? "Full day" : "Half day";

	if (d->kind == DAY_KIND_ABSENT)
		return (arena_printf(a, "%s absent: %s", length,
		    absence_words(d->absence)));
	return (d->kind == DAY_KIND_MAKE_UP ? arena_printf(a,
	    "%s, made up", length) : length);
}

const char *
field_of(struct arena *a, const char *prefix, const char *name)
{
	return (*prefix == '\0' ? name : arena_printf(a, "%s%s", prefix, name));
}

static void
read_standards(struct request *req, struct day_entry *e,
    const struct standard_list *standards)
{
	const char	*name = field_of(req->arena, e->prefix, "standards");

	each (s, *standards)
		if (form_ticked(req->form, name, s->code) &&
		    e->nstandards < STANDARDS_MAX)
			e->standards[e->nstandards++] = s->id;
}

void
entry_read(struct request *req, struct day_entry *e,
    const struct standard_list *standards)
{
	struct form	*f = req->form;
	struct arena	*a = req->arena;

	e->kind = (enum day_kind)(1 + form_choice(f, field_of(a, e->prefix,
	    "kind"), day_kinds, "Select whether you were on placement"));
	e->halves = 2 - form_choice(f, field_of(a, e->prefix, "length"),
	    day_lengths, "Select full day or half day");
	if (e->kind == DAY_KIND_ABSENT) {
		e->absence = (enum absence_reason)(1 + form_choice(f,
		    field_of(a, e->prefix, "absence"), absence_reasons,
		    "Select why you were absent"));
		e->did = form_optional_text(f, field_of(a, e->prefix, "did"),
		    "What you did", DID_MAX);
	} else {
		e->did = form_text(f, field_of(a, e->prefix, "did"),
		    "What you did", DID_MAX, "Enter what you did");
	}
	if (e->did == NULL)
		e->did = "";
	read_standards(req, e, standards);
}

/* Which field of the form a refusal belongs to. */
static const char *
refused_field(enum day_verdict verdict)
{
	switch (verdict) {
	case DAY_ABSENCE_UNEXPLAINED:
		return ("absence");
	case DAY_ABSENCE_TOO_LONG:
		return ("length");
	case DAY_NOT_EXPECTED:
		return ("kind");
	default:
		return ("on");
	}
}

static int
days_back(struct request *req, const struct placement *p)
{
	struct setting_value	*limit = setting_today(req->db,
				    p->programme_id, "longest_log_days_back");

	return (limit != NULL && limit->value.known ?
	    (int)limit->value.value : 0);
}

void
entry_check(struct request *req, const struct placement *p,
    const struct schedule *s, const struct day_entry *e)
{
	struct arena		*a = req->arena;
	struct logged_day	 was, other;
	struct found		*found;
	struct day_asked	 asked = { .on = e->on, .today = req->today,
	    .halves = e->halves, .kind = (enum logged_kind)(e->kind - 1),
	    .has_reason = e->absence != ABSENCE_REASON_NONE,
	    .days_back = days_back(req, p) };
	struct day_check	 check;

	if (!date_is_set(e->on) || e->kind == DAY_KIND_NONE || e->halves > 2)
		return;
	if (e->changes != NULL) {
		was = (struct logged_day){ e->changes->on_date,
		    (int)e->changes->halves,
		    (enum logged_kind)(e->changes->kind - 1),
		    (enum logged_state)(e->changes->state - 1) };
		asked.changes = &was;
	}
	found = day_on(req->db, p->enrolment_id, e->on);
	if (found != NULL &&
	    (e->changes == NULL || found->id != e->changes->id)) {
		other = (struct logged_day){ e->on, (int)found->halves,
		    (enum logged_kind)(found->kind - 1),
		    (enum logged_state)(found->state - 1) };
		asked.other = &other;
	}
	check = check_day(a, s, &asked);
	if (day_refused(check.verdict))
		form_refuse(req->form, field_of(a, e->prefix,
		    refused_field(check.verdict)), check.sentence);
	else if (check.verdict == DAY_OFF_PATTERN && !form_ticked(req->form,
	    field_of(a, e->prefix, "sure"), "yes"))
		form_refuse(req->form, field_of(a, e->prefix, "sure"),
		    check.sentence);
}

void
entry_show(struct request *req, const char *prefix, const struct day *d)
{
	struct form	*f = req->form;
	struct arena	*a = req->arena;

	form_set_date(f, field_of(a, prefix, "on"), d->on_date);
	form_set(f, field_of(a, prefix, "kind"), day_kind_word(d->kind));
	form_set(f, field_of(a, prefix, "length"),
	    day_lengths[d->halves == 2 ? 0 : 1]);
	if (d->absence != ABSENCE_REASON_NONE)
		form_set(f, field_of(a, prefix, "absence"),
		    absence_reason_word(d->absence));
	form_set(f, field_of(a, prefix, "did"), d->did);
	for (size_t i = 0; i < d->standard_codes.n; i++)
		form_add(f, field_of(a, prefix, "standards"),
		    d->standard_codes.v[i]);
}

int64_t
entry_insert(struct request *req, const struct placement *p,
    const struct day_entry *e)
{
	struct changed	*row = day_insert(req->db, p->id, e->on, e->halves,
	    e->kind, e->absence, e->did,
	    (struct int_list){ e->standards, e->nstandards });

	if (row == NULL) {
		if (!db_failed(req->db))
			form_refuse(req->form, field_of(req->arena, e->prefix,
			    "on"), "That date was logged a moment ago, in "
			    "another window");
		return (0);
	}
	return (row->id);
}
