/* fit_plans - what plans of placements and offers of places that came back may
 * become. */
#include <stdlib.h>
#include <string.h>

#include "rules/words.h"
#include "fitting.h"

static bool
date_then(const struct fitting *f, const char *key, const char *missing,
    struct date *d)
{
	if (date_parse_iso(then(f, key), d))
		return (true);
	if (!has(f, key))
		refuse(f, key, missing, "Enter the day, or leave the row "
		    "out");
	return (false);
}

static const char *
column_of_field(const char *field)
{
	if (strcmp(field, "from") == 0)
		return ("starts_on");
	if (strcmp(field, "to") == 0)
		return ("ends_on");
	return (strcmp(field, "required") == 0 ? "days_required" : "state");
}

/* As the page of one placement says it. */
static void
check_plan(const struct fitting *f, const struct plan_fit *p)
{
	struct move		 m = { .kind = MOVE_REPLANNED,
				    .on = p->facts.today };
	struct move_fault	 fault;

	if (!has(f, "days_required"))
		refuse(f, "days_required", "The days that it requires are "
		    "missing", "Enter them, or leave the row out");
	m.required_halves = (int)(strtod(then(f, "days_required"), NULL) * 2);
	if (!date_then(f, "starts_on", "The first day is missing", &m.from) ||
	    !date_then(f, "ends_on", "The last day is missing", &m.to))
		return;
	fault = move_check(f->arena, &m, &p->facts);
	if (fault.why != NULL)
		refuse(f, column_of_field(fault.field), fault.why,
		    "Enter another one, or leave the row out");
	else if (p->meets != NULL)
		refuse(f, "starts_on", p->meets, "Enter other days, or leave "
		    "the row out");
}

static bool
changes_plan(const struct fitting *f)
{
	return (changed(f, "starts_on") || changed(f, "ends_on") ||
	    changed(f, "days_required"));
}

void
plan_fits(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const struct plan_fit *p)
{
	struct fitting	f = { a, t, c };

	if (p->own)
		refuse(&f, "name", "It is your own placement", "Ask a "
		    "colleague to change it, and leave the row out");
	else if (!move_fits(p->facts.state, MOVE_REPLANNED))
		refuse(&f, "state", arena_printf(a, "The plan of a placement "
		    "that is ‘%s’ does not change any more",
		    placed_state_words(p->facts.state)), "Leave the row out");
	else if (p->undoing && !p->undoable)
		refuse(&f, "state", "Something else was recorded of the "
		    "placement since", "Undo that first");
	else if (!p->undoing && !changes_plan(&f))
		refuse(&f, "change_reason", "A reason alone changes nothing",
		    "Put back what was exported, or change its dates or days "
		    "too");
	else if (!p->undoing && !has(&f, "change_reason"))
		refuse(&f, "change_reason", "It is missing why the plan "
		    "changes", "Choose the reason");
	else
		check_plan(&f, p);
}

static void
check_places(const struct fitting *f, const struct offer_fit *o)
{
	long	places = strtol(then(f, "places"), NULL, 10);
	long	taken = strtol(then(f, "taken"), NULL, 10);

	if (!has(f, "places"))
		refuse(f, "places", "It is missing how many places there are",
		    "Enter how many, or leave the row out");
	else if (places < taken)
		refuse(f, "places", arena_printf(f->arena, "%ld %s taken "
		    "already", taken, taken == 1 ? "place is" : "places are"),
		    "Enter as many or more, or leave the row out");
	else if (places < o->at_least)
		refuse(f, "places", arena_printf(f->arena, "The team takes at "
		    "least %ld together", (long)o->at_least), "Enter as many "
		    "or more, or leave the row out");
}

static void
check_span(const struct fitting *f, const struct offer_fit *o)
{
	struct date	from, to;

	if (!date_then(f, "starts_on", "The first day is missing", &from) ||
	    !date_then(f, "ends_on", "The last day is missing", &to))
		return;
	if (date_compare(to, from) <= 0)
		refuse(f, "ends_on", "The last day must be after the first",
		    "Enter another one, or leave the row out");
	else if (changed(f, "ends_on") && date_compare(to, o->today) < 0)
		refuse(f, "ends_on", "The last day must be in the future",
		    "Enter another one, or leave the row out");
}

void
offer_fits(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const struct offer_fit *o)
{
	struct fitting	f = { a, t, c };

	if (is(exchange_now(t, c, "state"), "filled"))
		refuse(&f, "state", "All places of this offer are taken",
		    "Leave the row out");
	else if (!has(&f, "state"))
		refuse(&f, "state", "It is missing whether the offer stands",
		    "Choose ‘Offered’ or ‘Withdrawn’");
	else if (is(then(&f, "state"), "filled"))
		refuse(&f, "state", "A round of matching alone fills an "
		    "offer", "Choose ‘Offered’ or ‘Withdrawn’");
	else if (is(then(&f, "state"), "withdrawn") && !changed(&f, "state"))
		refuse(&f, "state", "This offer does not stand any more",
		    "Choose ‘Offered’ too, or leave the row out");
	else {
		check_places(&f, o);
		check_span(&f, o);
	}
}
