#pragma once
/* support_plans - the words that pages of support plans use. */
#include "pages/support_plans.h"
#include "views/actions.h"
#include "views/components.h"

/* How a step is offered, asked for, confirmed and told. */
struct support_plan_words {
	const char	*choice, *hint;
	const char	*title;
	const char	*says, *says_hint;	/* what the words are about */
	const char	*what, *enter;		/* enter NULL: optional */
	const char	*button, *done;
	const char	*told;			/* a sentence of a letter */
};
const struct support_plan_words *support_plan_step_words(
		    enum support_plan_step);

const char	*support_plan_state_words(enum support_plan_state);
const char	*support_plan_state_colour(enum support_plan_state);
/* What comes next, as a sentence without its full stop; or NULL. */
const char	*support_plan_awaits(enum support_plan_state);
const char	*support_plan_outcome_words(enum support_plan_outcome);
/* "Reviewed on 3 June 2026" */
const char	*support_plan_event_title(struct arena *,
		    const struct support_plan_event *);
/* "Ewan Reid", "Ashby NHS Trust", or the trainee's name */
const char	*support_plan_owner_words(const struct support_action *,
		    const char *trainee);
/* Of one plan; links: to where it is said what came of it, for who may. */
const struct action_line *support_action_lines(const struct request *,
		    const struct support_action_list *,
		    const struct support_plan_shown *, bool links);

const struct option	*support_plan_outcome_options(void);
/* The steps that may be taken now. */
const struct option	*support_plan_choices(const struct request *,
			    const struct support_plan_shown *);
/* Who can act: of organisations alone, or everybody. */
const struct option	*support_plan_owner_options(struct arena *,
			    const struct support_plan_entry *,
			    bool organisations);
