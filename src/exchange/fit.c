/* fit - what a row that came back may become, table by table. */
#include "rules/words.h"
#include "fitting.h"

static void
set(const struct fitting *f, const char *key, const char *value)
{
	exchange_set(f->table, f->came, key, value);
}

static void
until_fits(const struct fitting *f, const struct educator_fit *facts)
{
	struct date	until;

	if (!has(f, "registered_until"))
		refuse(f, "registered_until", "The day until which they are "
		    "registered is missing", "Enter the last day of the "
		    "registration");
	else if (date_parse_iso(then(f, "registered_until"), &until) &&
	    date_compare(until, facts->furthest) > 0)
		refuse(f, "registered_until", arena_printf(f->arena, "%s is "
		    "further than a registration can be",
		    date_words(f->arena, until)), arena_printf(f->arena,
		    "Enter %s or a day before",
		    date_words(f->arena, facts->furthest)));
	if (!has(f, "swe_number"))
		refuse(f, "registration", "Their Social Work England number "
		    "is not recorded", "Record the number in Waymark first, "
		    "or leave the row out");
}

void
educator_fits(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const struct educator_fit *facts)
{
	struct fitting	 f = { a, t, c };
	const char	*registration = then(&f, "registration");

	if (is(exchange_now(t, c, "state"), "left"))
		refuse(&f, "state", "They are not on the register any more",
		    "Put them back on the register first, or leave the row "
		    "out");
	if (!changed(&f, "registration") && !changed(&f, "registered_until"))
		return;
	if (*registration == '\0')
		refuse(&f, "registration", "The registration is missing",
		    "Choose what the public register says");
	else if (is(registration, "registered") ||
	    is(registration, "conditions"))
		until_fits(&f, facts);
	else if (!changed(&f, "registered_until"))
		set(&f, "registered_until", "");
	else if (has(&f, "registered_until"))
		refuse(&f, "registered_until", "Who is suspended or not "
		    "registered is so until no day", "Empty the cell");
}

/* What was marked or dated was handed in, unless the file says otherwise. */
static void
fill_in(const struct fitting *f)
{
	if (!changed(f, "state") && ((changed(f, "mark") && has(f, "mark")) ||
	    (changed(f, "submitted_on") && has(f, "submitted_on"))))
		set(f, "state", "submitted");
	if (changed(f, "state") && !is(then(f, "state"), "submitted") &&
	    !changed(f, "submitted_on"))
		set(f, "submitted_on", "");
}

static void
handing_in_fits(const struct fitting *f, const struct attempt_fit *facts)
{
	bool		 handed_in = is(then(f, "state"), "submitted");
	struct date	 on;

	if (!has(f, "state"))
		refuse(f, "state", "It is missing whether it was handed in",
		    "Choose ‘Due’, ‘Handed in’ or ‘Not handed in’");
	else if (is(then(f, "state"), "withdrawn"))
		refuse(f, "state", "The board alone takes an attempt back",
		    "Choose ‘Due’, ‘Handed in’ or ‘Not handed in’");
	else if (!handed_in && has(f, "mark"))
		refuse(f, "mark", "What was not handed in has no mark",
		    "Empty the mark, or choose ‘Handed in’");
	else if (!handed_in && has(f, "submitted_on"))
		refuse(f, "submitted_on", "What was not handed in has no day "
		    "on which it was", "Empty the day, or choose ‘Handed in’");
	if (changed(f, "submitted_on") && date_parse_iso(then(f,
	    "submitted_on"), &on) && date_compare(on, facts->today) > 0)
		refuse(f, "submitted_on", arena_printf(f->arena, "%s is still "
		    "to come", date_words(f->arena, on)),
		    "Enter the day on which it was handed in");
}

void
attempt_fits(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c, const struct attempt_fit *facts)
{
	struct fitting	f = { a, t, c };

	if (is(exchange_now(t, c, "mark_state"), "confirmed"))
		refuse(&f, "mark_state", "The board has confirmed the mark, "
		    "and alone changes it", "Leave the row out");
	else if (facts->decided)
		refuse(&f, "outcome", "The board has decided on this attempt, "
		    "and alone changes it", "Leave the row out");
	else if (facts->gone)
		refuse(&f, "name", "They do not take the module with this "
		    "cohort any more", "Leave the row out");
	else {
		fill_in(&f);
		handing_in_fits(&f, facts);
	}
}
