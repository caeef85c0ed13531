/* support_plans - how a support plan goes on from step to step. */
#include <stddef.h>

#include "rules/support_plans.h"

static const struct {
	enum plan_do	step;
	enum plan_is	before, after;
} moves[] = {
#define MOVE(step, before, after)					\
	{ PLAN_DO_##step, PLAN_IS_##before, PLAN_IS_##after }
	MOVE(AGREE, PROPOSED, AGREED),
	MOVE(AGREE, QUESTIONED, AGREED),
	MOVE(QUESTION, PROPOSED, QUESTIONED),
	MOVE(QUESTION, AGREED, QUESTIONED),
	MOVE(COMMENT, PROPOSED, PROPOSED),
	MOVE(COMMENT, AGREED, AGREED),
	MOVE(COMMENT, QUESTIONED, QUESTIONED),
	MOVE(REVISE, PROPOSED, PROPOSED),
	MOVE(REVISE, AGREED, PROPOSED),
	MOVE(REVISE, QUESTIONED, PROPOSED),
	MOVE(REVIEW, PROPOSED, PROPOSED),
	MOVE(REVIEW, AGREED, AGREED),
	MOVE(REVIEW, QUESTIONED, QUESTIONED),
	MOVE(END, PROPOSED, ENDED),
	MOVE(END, AGREED, ENDED),
	MOVE(END, QUESTIONED, ENDED),
	MOVE(WITHDRAW, PROPOSED, WITHDRAWN),
	MOVE(WITHDRAW, QUESTIONED, WITHDRAWN),
#undef MOVE
};

enum plan_is
plan_leads(enum plan_is is, enum plan_do step)
{
	for (size_t i = 0; i < sizeof(moves) / sizeof(*moves); i++)
		if (moves[i].before == is && moves[i].step == step)
			return (moves[i].after);
	return (PLAN_IS_NONE);
}

bool
plan_by_trainee(enum plan_do step)
{
	return (step == PLAN_DO_AGREE || step == PLAN_DO_QUESTION ||
	    step == PLAN_DO_COMMENT);
}

bool
plan_may(enum plan_is is, enum plan_do step, bool trainee)
{
	return (plan_leads(is, step) != PLAN_IS_NONE &&
	    plan_by_trainee(step) == trainee);
}

bool
plan_over(enum plan_is is)
{
	return (is == PLAN_IS_ENDED || is == PLAN_IS_WITHDRAWN);
}

bool
plan_reviews(enum plan_do step)
{
	return (step == PLAN_DO_PROPOSE || step == PLAN_DO_REVISE ||
	    step == PLAN_DO_REVIEW);
}

enum plan_do
plan_stands_out(enum plan_is is, bool trainee, struct date review,
    struct date today)
{
	if (trainee)
		return (is == PLAN_IS_PROPOSED ? PLAN_DO_AGREE :
		    PLAN_DO_NONE);
	if (is == PLAN_IS_QUESTIONED)
		return (PLAN_DO_REVISE);
	return (!plan_over(is) && date_is_set(review) &&
	    date_compare(review, today) <= 0 ? PLAN_DO_REVIEW :
	    PLAN_DO_NONE);
}
