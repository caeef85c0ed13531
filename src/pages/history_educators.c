/* history_educators - what happened to an entry of the register, in words. */
#include <string.h>

#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

static bool
is(const char *word, const char *other)
{
	return (word != NULL && strcmp(word, other) == 0);
}

static bool
has_changed(const struct educator_event *e, const char *column)
{
	for (size_t i = 0; i < e->changed.n; i++)
		if (is(e->changed.v[i], column))
			return (true);
	return (false);
}

static const char *
entry_event_words(struct arena *a, const struct educator_event *e)
{
	const char	*what = is(e->kind, "learner") ?
			    "Learner taught elsewhere" :
			    is(e->kind, "training") ? "Training" : "Stage";

	return (arena_printf(a, "%s %s: %s", what, e->inserted ? "recorded" :
	    is(e->state, "removed") ? "removed" : "put back",
	    e->title != NULL ? e->title : ""));
}

static const char *
registration_event_words(struct arena *a, const struct educator_event *e)
{
	const char	*status = e->state == NULL ? "" :
			    registration_words(registration_status_from(
			    e->state));

	if (date_is_set(e->until_on))
		return (arena_printf(a, "Registration recorded: %s%suntil %s",
		    status, *status == '\0' ? "" : " ",
		    date_words(a, e->until_on)));
	return (arena_printf(a, "Registration recorded: %s", status));
}

static const char *
register_event_words(struct arena *a, const struct educator_event *e)
{
	if (e->inserted)
		return ("Added to the register");
	if (is(e->state, "left"))
		return (arena_printf(a, "Taken off the register: %s",
		    e->reason != NULL ? e->reason : ""));
	if (is(e->state, "active"))
		return ("Put back on the register");
	if (has_changed(e, "registration") ||
	    has_changed(e, "registered_until"))
		return (registration_event_words(a, e));
	if (has_changed(e, "organisation_id"))
		return (has_changed(e, "capacity") ? "Organisation and number "
		    "of trainees changed" : "Organisation changed");
	return (has_changed(e, "capacity") ? "Number of trainees changed" :
	    "Entry changed");
}

static const char *
conflict_event_words(struct arena *a, const struct educator_event *e)
{
	const char	*with = e->trainee != NULL ? e->trainee : "a trainee";

	if (e->inserted)
		return (arena_printf(a, "Conflict of interest with %s "
		    "recorded", with));
	return (arena_printf(a, "Conflict of interest with %s ends on %s",
	    with, date_words(a, e->until_on)));
}

static const char *
allocation_event_words(struct arena *a, const struct educator_event *e)
{
	const char	*duty = is(e->kind, "practice_educator") ?
			    "practice educator" : "on-site supervisor";
	const char	*of = e->trainee != NULL ? e->trainee : "a trainee";

	if (e->inserted)
		return (arena_printf(a, "Allocated as %s to %s%s%s", duty, of,
		    e->place != NULL ? " at " : "",
		    e->place != NULL ? e->place : ""));
	if (e->cancelled)
		return (arena_printf(a, "Allocation as %s to %s cancelled",
		    duty, of));
	return (arena_printf(a, "Time as %s of %s ends on %s", duty, of,
	    date_is_set(e->until_on) ? date_words(a, e->until_on) :
	    "a later day"));
}

const char *
educator_event_words(struct arena *a, const struct educator_event *e)
{
	if (is(e->subject, "educator_entry"))
		return (entry_event_words(a, e));
	if (is(e->subject, "educator_conflict"))
		return (conflict_event_words(a, e));
	if (is(e->subject, "placement_educator"))
		return (allocation_event_words(a, e));
	if (is(e->subject, "allocation_warning"))
		return (arena_printf(a, "Warning accepted: %s. Reason: %s",
		    e->title != NULL ? e->title : "",
		    e->reason != NULL ? e->reason : ""));
	return (register_event_words(a, e));
}
