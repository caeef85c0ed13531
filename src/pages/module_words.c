/* module_words - what the forms of modules offer, and how things are named. */
#include "pages/modules.h"
#include "rules/words.h"
#include "views/modules.h"

const char *
module_state_colour(enum module_state state)
{
	switch (state) {
	case MODULE_OVERDUE:
	case MODULE_FAILED:
		return ("govuk-tag--red");
	case MODULE_REPEATING:
	case MODULE_DEFERRED:
		return ("govuk-tag--orange");
	case MODULE_PASSED:
	case MODULE_COMPENSATED:
		return ("govuk-tag--green");
	case MODULE_TO_MARK:
	case MODULE_TO_DECIDE:
		return ("govuk-tag--blue");
	default:
		return ("govuk-tag--grey");
	}
}

const struct option *
module_options(struct arena *a, struct module_list list)
{
	struct option	*all = arena_array(a, list.n + 2, sizeof(*all));
	struct option	*to = all;

	*to++ = (struct option){ "", "Choose a module" };
	each (m, list)
		*to++ = (struct option){ arena_printf(a, "%ld", m->id),
		    arena_printf(a, "%s %s, %ld credits", m->code, m->title,
		    m->credits) };
	return (all);
}

const char *
minutes_words(struct arena *a, int64_t minutes)
{
	int64_t	hours = minutes / 60;
	const char	*rest = minutes % 60 == 0 ? "" : arena_printf(a,
			    "%ld minutes", minutes % 60);

	if (hours == 0)
		return (rest);
	return (arena_printf(a, "%ld %s%s%s", hours, hours == 1 ? "hour" :
	    "hours", *rest == '\0' ? "" : " ", rest));
}

/* What became of one attempt. */
static const char *
attempt_words(struct arena *a, const struct earlier_part *p)
{
	if (p->mark.known)
		return (arena_printf(a, "%ld, %s", p->mark.value,
		    p->mark_state == MARK_STATE_CONFIRMED ? "confirmed" :
		    "provisional"));
	if (p->state == ATTEMPT_STATE_SUBMITTED)
		return ("handed in");
	if (p->state == ATTEMPT_STATE_NOT_SUBMITTED)
		return ("nothing handed in");
	return (arena_printf(a, "was due %s", date_words(a, p->due_on)));
}

const char *
earlier_part_words(struct arena *a, const struct earlier_part *p)
{
	const char	*words = arena_printf(a, "%s%s", p->number > 1 ?
			    "resit, " : "", attempt_words(a, p));

	if (p->outcome == BOARD_OUTCOME_NONE)
		return (words);
	return (arena_printf(a, "%s. Board of %s: %s", words, date_words(a,
	    p->board_on), board_wish_words(wish_of(p->outcome))));
}
