#pragma once
/*
 * support_plans - how a support plan goes on from step to step.
 *
 * A table of what may follow what, which the database holds too
 * (waymark.support_plan_transition); a test holds the two against each other.
 * A plan is proposed by somebody who supports the trainee, agreed to or
 * questioned by the trainee alone, revised, looked at again, and ended once it
 * is said of each action what came of it.
 */
#include <stdbool.h>

#include "core/date.h"

/* In the order of the database's enums. */
enum plan_is {
	PLAN_IS_NONE, PLAN_IS_PROPOSED, PLAN_IS_AGREED,
	PLAN_IS_QUESTIONED, PLAN_IS_ENDED, PLAN_IS_WITHDRAWN,
	PLAN_STATES
};

enum plan_do {
	PLAN_DO_NONE, PLAN_DO_PROPOSE, PLAN_DO_AGREE,
	PLAN_DO_QUESTION, PLAN_DO_COMMENT, PLAN_DO_REVISE,
	PLAN_DO_REVIEW, PLAN_DO_END, PLAN_DO_WITHDRAW,
	PLAN_DO_UNDO, PLAN_STEPS
};

/* The state that a step leads to; none where it may not follow. */
enum plan_is	 plan_leads(enum plan_is, enum plan_do);
/* Is it a step of the trainee's? */
bool		 plan_by_trainee(enum plan_do);
/* May it follow, taken by the trainee or by somebody who supports them? */
bool		 plan_may(enum plan_is, enum plan_do, bool trainee);
bool		 plan_over(enum plan_is);
/* Does it say when the plan is looked at again? */
bool		 plan_reviews(enum plan_do);
/* The one step that stands out for them today; none where none does. */
enum plan_do	 plan_stands_out(enum plan_is, bool trainee, struct date review,
		    struct date today);
