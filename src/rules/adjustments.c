/*
 * Reasonable adjustments: their steps and their clock.
 */
#include <stddef.h>

#include "rules/adjustments.h"
#include "rules/asye_outcome.h"
#include "rules/bank_holidays.h"

enum { BOTH = ADJUSTMENT_TRAINEE | ADJUSTMENT_NAMED };

/* AS_IT_WAS: agreed, or funded where it takes money. */
#define AS_IT_WAS ADJUSTMENT_IS_NONE

static const struct {
	enum adjustment_do	step;
	enum adjustment_is	before, after;
	int			who;
} moves[] = {
#define MOVE(step, before, after, who)					\
	{ ADJUSTMENT_DO_##step, ADJUSTMENT_IS_##before,			\
	    ADJUSTMENT_IS_##after, who }
#define WITHDRAW(before)						\
	MOVE(WITHDRAW, before, WITHDRAWN, ADJUSTMENT_TRAINEE)
	MOVE(ACKNOWLEDGE, REQUESTED, ACKNOWLEDGED, ADJUSTMENT_NAMED),
	MOVE(AGREE, REQUESTED, AGREED, ADJUSTMENT_NAMED),
	MOVE(AGREE, ACKNOWLEDGED, AGREED, ADJUSTMENT_NAMED),
	MOVE(DECLINE, REQUESTED, DECLINED, ADJUSTMENT_NAMED),
	MOVE(DECLINE, ACKNOWLEDGED, DECLINED, ADJUSTMENT_NAMED),
	MOVE(FUND, AGREED, FUNDED, ADJUSTMENT_NAMED),
	MOVE(PUT_IN_PLACE, AGREED, IN_PLACE, ADJUSTMENT_NAMED),
	MOVE(PUT_IN_PLACE, FUNDED, IN_PLACE, ADJUSTMENT_NAMED),
	MOVE(CONFIRM, IN_PLACE, CONFIRMED, ADJUSTMENT_TRAINEE),
	MOVE(DENY, IN_PLACE, NONE, ADJUSTMENT_TRAINEE),
	MOVE(DENY, CONFIRMED, NONE, ADJUSTMENT_TRAINEE),
	MOVE(DENY, REVIEWED, NONE, ADJUSTMENT_TRAINEE),
	MOVE(REVIEW, CONFIRMED, REVIEWED, BOTH),
	MOVE(REVIEW, REVIEWED, REVIEWED, BOTH),
	MOVE(REOPEN, CONFIRMED, ACKNOWLEDGED, BOTH),
	MOVE(REOPEN, REVIEWED, ACKNOWLEDGED, BOTH),
	MOVE(ASK_AGAIN, DECLINED, REQUESTED, ADJUSTMENT_TRAINEE),
	WITHDRAW(REQUESTED), WITHDRAW(ACKNOWLEDGED), WITHDRAW(AGREED),
	WITHDRAW(FUNDED), WITHDRAW(IN_PLACE), WITHDRAW(CONFIRMED),
	WITHDRAW(REVIEWED),
#undef MOVE
#undef WITHDRAW
};

#define COUNT(v)	(sizeof(v) / sizeof(*(v)))

/* What takes money is paid for before it is in place, and nothing else is. */
static bool
money_allows(enum adjustment_is is, enum adjustment_do step, bool needs_money)
{
	if (step == ADJUSTMENT_DO_FUND)
		return (needs_money);
	return (step != ADJUSTMENT_DO_PUT_IN_PLACE ||
	    is != ADJUSTMENT_IS_AGREED || !needs_money);
}

static size_t
move_of(enum adjustment_is is, enum adjustment_do step, bool needs_money)
{
	size_t	i = 0;

	while (i < COUNT(moves) &&
	    (moves[i].before != is || moves[i].step != step))
		i++;
	return (money_allows(is, step, needs_money) ? i : COUNT(moves));
}

enum adjustment_is
adjustment_leads(enum adjustment_is is, enum adjustment_do step,
    bool needs_money)
{
	size_t	i = move_of(is, step, needs_money);

	if (i == COUNT(moves))
		return (ADJUSTMENT_IS_NONE);
	if (moves[i].after != AS_IT_WAS)
		return (moves[i].after);
	return (needs_money ? ADJUSTMENT_IS_FUNDED : ADJUSTMENT_IS_AGREED);
}

bool
adjustment_may(enum adjustment_is is, enum adjustment_do step,
    bool needs_money, int parts)
{
	size_t	i = move_of(is, step, needs_money);

	return (i < COUNT(moves) && (moves[i].who & parts) != 0);
}

enum adjustment_do
adjustment_next(enum adjustment_is is, bool needs_money)
{
	switch (is) {
	case ADJUSTMENT_IS_REQUESTED:
		return (ADJUSTMENT_DO_ACKNOWLEDGE);
	case ADJUSTMENT_IS_ACKNOWLEDGED:
		return (ADJUSTMENT_DO_AGREE);
	case ADJUSTMENT_IS_AGREED:
		return (needs_money ? ADJUSTMENT_DO_FUND :
		    ADJUSTMENT_DO_PUT_IN_PLACE);
	case ADJUSTMENT_IS_FUNDED:
		return (ADJUSTMENT_DO_PUT_IN_PLACE);
	case ADJUSTMENT_IS_IN_PLACE:
		return (ADJUSTMENT_DO_CONFIRM);
	case ADJUSTMENT_IS_CONFIRMED:
	case ADJUSTMENT_IS_REVIEWED:
		return (ADJUSTMENT_DO_REVIEW);
	default:
		return (ADJUSTMENT_DO_NONE);
	}
}

bool
adjustment_waits(enum adjustment_is is)
{
	return (is >= ADJUSTMENT_IS_REQUESTED && is <= ADJUSTMENT_IS_FUNDED);
}

bool
adjustment_over(enum adjustment_is is)
{
	return (is == ADJUSTMENT_IS_DECLINED || is == ADJUSTMENT_IS_WITHDRAWN);
}

/* Weekdays from Monday, 5 January 1970, to a day that is so many after it. */
static int
weekdays_until(int day)
{
	int	weeks = day / 7, rest = day % 7;

	return (5 * weeks + (rest < 4 ? rest + 1 : 5));
}

static int
holidays_between(struct date from, struct date to)
{
	int	n = 0;

	for (short year = from.year; year <= to.year; year++) {
		struct bank_holidays	all = bank_holidays_of(year);

		for (size_t i = 0; i < all.n; i++)
			n += date_weekday(all.v[i].on) < SATURDAY &&
			    date_compare(all.v[i].on, from) > 0 &&
			    date_compare(all.v[i].on, to) <= 0;
	}
	return (n);
}

int
working_days_between(struct date from, struct date to)
{
	const int	monday = date_number((struct date){ 1970, 1, 5 });

	if (date_compare(from, to) >= 0)
		return (0);
	return (weekdays_until(date_number(to) - monday) -
	    weekdays_until(date_number(from) - monday) -
	    holidays_between(from, to));
}

int
adjustment_waited(struct date from, struct date in_place, struct date today)
{
	return (working_days_between(from, date_is_set(in_place) ? in_place :
	    today));
}

struct date
adjustment_due(const struct adjustment_targets *t, enum adjustment_is is,
    bool needs_money, struct date on)
{
	const int	days[ADJUSTMENT_STATES] = {
		[ADJUSTMENT_IS_REQUESTED] = t->acknowledge,
		[ADJUSTMENT_IS_ACKNOWLEDGED] = t->agree,
		[ADJUSTMENT_IS_AGREED] = needs_money ? t->fund : t->place,
		[ADJUSTMENT_IS_FUNDED] = t->place,
		[ADJUSTMENT_IS_IN_PLACE] = t->confirm,
		[ADJUSTMENT_IS_CONFIRMED] = t->review,
		[ADJUSTMENT_IS_REVIEWED] = t->review,
	};

	if (is == ADJUSTMENT_IS_NONE || adjustment_over(is))
		return ((struct date){ 0 });
	return (working_days_after(on, days[is]));
}

struct date
adjustment_programme_on(const struct adjustment_targets *t,
    enum adjustment_is is, struct date due, bool coordinated)
{
	if (!adjustment_waits(is))
		return ((struct date){ 0 });
	return (working_days_after(due, coordinated && t->escalate > 0 ?
	    t->escalate : 1));
}

enum adjustment_told
adjustment_told(struct date due, struct date programme_on, struct date today)
{
	if (date_is_set(programme_on) && date_compare(programme_on, today) <= 0)
		return (TOLD_PROGRAMME);
	return (date_is_set(due) && date_compare(due, today) < 0 ?
	    TOLD_COORDINATOR : TOLD_NAMED);
}
