/* concerns_options - what the forms of concerns let choose from. */
#include "core/arena.h"
#include "rules/words.h"
#include "views/concerns.h"

const struct option *
concern_kind_options(void)
{
	static const struct option	kinds[] = {
		{ "practice", "Practice",
		    "How the work with people is done" },
		{ "support", "Support that was not given",
		    "Supervision, workload, equipment, adjustments or time "
		    "that were promised" },
		{ "conduct", "Conduct",
		    "How somebody behaved, whoever it was" },
		{ "health", "Health and wellbeing",
		    "Say no more of anybody’s health than is needed" },
		{ "other", "Something else" }, { 0 }
	};

	return (kinds);
}

const struct option *
concern_owner_options(void)
{
	static const struct option	owners[] = {
		{ "", "Select who does it" }, { "trainee", "Trainee" },
		{ "educator", "Practice educator" },
		{ "host", "Host organisation" }, { "employer", "Employer" },
		{ "programme", "Programme" }, { 0 }
	};

	return (owners);
}

const struct option *
concern_outcome_options(void)
{
	static const struct option	outcomes[] = {
		{ "continue_placement", "The placement goes on" },
		{ "repeat_placement", "The placement is repeated",
		    "It is planned anew from the trainee’s record" },
		{ "terminate_placement", "The placement is terminated",
		    "Record its end on the placement’s own page as well" },
		{ 0 }
	};

	return (outcomes);
}

const struct option *
concern_state_options(void)
{
	enum { OPEN, ALL, FIRST };
	static struct option	states[FIRST + CONCERN_STATE_WITHDRAWN + 1];

	states[OPEN] = (struct option){ "", "Open" };
	states[ALL] = (struct option){ "all", "All" };
	for (enum concern_state s = CONCERN_STATE_RAISED;
	    s <= CONCERN_STATE_WITHDRAWN; s++)
		states[FIRST + s - 1] = (struct option){
		    concern_state_word(s), concern_state_words(s) };
	return (states);
}

const struct option *
concern_place_options(struct arena *a, const struct concern_raiser *r)
{
	struct option	*list = arena_array(a, r->places.n + 2,
			    sizeof(*list));
	size_t		 n = 0;

	each (p, r->places)
		list[n++] = (struct option){ arena_printf(a, "%ld", p->id),
		    arena_printf(a, "%s, %s", p->team, p->organisation),
		    arena_printf(a, "%s to %s", date_words(a, p->starts_on),
		    date_words(a, p->ends_on)) };
	if (!r->educates)
		list[n++] = (struct option){ "none", "None of them" };
	return (list);
}

/* Those that lead on first, in the order of the ladder. */
const struct option *
concern_choices(const struct request *req, const struct concern_record *c)
{
	struct option	*list = arena_array(req->arena,
			    CONCERN_STEP_UNDONE, sizeof(*list));
	size_t		 n = 0;

	for (enum concern_step s = CONCERN_STEP_ACKNOWLEDGED;
	    s < CONCERN_STEP_UNDONE; s++)
		if (concern_takes(req, c, s))
			list[n++] = (struct option){ concern_step_word(s),
			    concern_step_words(s)->choice,
			    concern_step_words(s)->hint };
	return (list);
}
