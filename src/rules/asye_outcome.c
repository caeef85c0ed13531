/*
 * Notice of a decision, the appeal against it, and the days that each has.
 */
#include <stddef.h>
#include <string.h>

#include "rules/asye_outcome.h"
#include "rules/bank_holidays.h"

static const struct {
	enum outcome_do	step;
	enum outcome_is	before, after;
	int		takers;
} moves[] = {
#define MOVE(step, before, after, takers)				\
	{ OUTCOME_DO_##step, OUTCOME_IS_##before, OUTCOME_IS_##after, takers }
	MOVE(GIVE_NOTICE, DECIDED, NOTICED, OUTCOME_BY_DECIDER),
	MOVE(ACKNOWLEDGE, NOTICED, NOTICED, OUTCOME_BY_NQSW),
	MOVE(LODGE, NOTICED, APPEALED, OUTCOME_BY_NQSW | OUTCOME_BY_DECIDER),
	MOVE(HEAR, APPEALED, HEARD, OUTCOME_BY_DECIDER),
	MOVE(WITHDRAW, APPEALED, DISMISSED, OUTCOME_BY_NQSW),
	MOVE(UPHOLD, HEARD, UPHELD, OUTCOME_BY_DECIDER),
	MOVE(DISMISS, HEARD, DISMISSED, OUTCOME_BY_DECIDER),
#undef MOVE
};
enum { MOVES = sizeof(moves) / sizeof(moves[0]) };

enum outcome_is
outcome_leads(enum outcome_is is, enum outcome_do step)
{
	for (size_t i = 0; i < MOVES; i++)
		if (moves[i].before == is && moves[i].step == step)
			return (moves[i].after);
	return (OUTCOME_IS_NONE);
}

int
outcome_takers(enum outcome_is is, enum outcome_do step)
{
	for (size_t i = 0; i < MOVES; i++)
		if (moves[i].before == is && moves[i].step == step)
			return (moves[i].takers);
	return (0);
}

bool
outcome_over(enum outcome_is is)
{
	return (is == OUTCOME_IS_UPHELD || is == OUTCOME_IS_DISMISSED);
}

static bool
works(struct date d)
{
	return (date_weekday(d) < SATURDAY && !bank_holiday(d));
}

struct date
working_days_after(struct date d, int n)
{
	do {
		d = date_plus_days(d, 1);
		n -= works(d);
	} while (n > 0 || !works(d));
	return (d);
}

int
working_days_left(struct date today, struct date due)
{
	int	n = 0;

	for (; date_compare(today, due) <= 0; today = date_plus_days(today, 1))
		n += works(today);
	return (n);
}

/* One framework is called otherwise: the early career programme. */
const char *
certificate_says(const char *framework)
{
	return (strncmp(framework, "ASYE", 4) == 0 ? "has completed the "
	    "Assessed and Supported Year in Employment" : "has completed the");
}
