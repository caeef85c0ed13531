/*
 * May a day be logged, and if not, why, in words.
 */
#include "rules/bank_holidays.h"
#include "rules/placement_days.h"
#include "rules/words.h"

static struct day_check
answer(enum day_verdict verdict, const char *sentence)
{
	return ((struct day_check){ verdict, sentence });
}

/* A day that keeps its date was logged in time. */
static bool
too_old(const struct day_asked *asked)
{
	if (asked->days_back == 0 || (asked->changes != NULL &&
	    date_compare(asked->changes->on, asked->on) == 0))
		return (false);
	return (date_compare(date_plus_days(asked->on, asked->days_back),
	    asked->today) < 0);
}

static struct day_check
check_date(struct arena *arena, const struct schedule *s,
    const struct day_asked *asked)
{
	const char	*on = date_words(arena, asked->on);

	if (!date_is_set(s->from))
		return (answer(DAY_NO_PLACEMENT, arena_printf(arena,
		    "You cannot log %s: you have no placement yet", on)));
	if (date_compare(asked->on, s->from) < 0 ||
	    date_compare(asked->on, s->to) > 0)
		return (answer(DAY_OUTSIDE_PLACEMENT, arena_printf(arena,
		    "%s is outside this placement. This placement runs from "
		    "%s to %s.", on, date_words(arena, s->from),
		    date_words(arena, s->to))));
	if (date_compare(asked->on, asked->today) > 0)
		return (answer(DAY_IN_FUTURE, arena_printf(arena,
		    "%s is in the future. You can log a day on the day itself "
		    "or after it.", on)));
	if (too_old(asked))
		return (answer(DAY_TOO_OLD, arena_printf(arena,
		    "%s is more than %d %s ago. Tell the programme team if it "
		    "still has to be logged.", on, asked->days_back,
		    asked->days_back == 1 ? "day" : "days")));
	return (answer(DAY_ALLOWED, NULL));
}

static bool
counts(const struct logged_day *day, enum logged_state state)
{
	return (day != NULL && day->state == state);
}

static struct day_check
check_history(struct arena *arena, const struct day_asked *asked)
{
	const char	*on = date_words(arena, asked->on);

	if (counts(asked->changes, LOGGED_CONFIRMED))
		return (answer(DAY_ALREADY_CONFIRMED, arena_printf(arena,
		    "Your practice educator has confirmed %s. Ask them to "
		    "return it to you if it has to change.",
		    date_words(arena, asked->changes->on))));
	if (asked->other == NULL || counts(asked->other, LOGGED_WITHDRAWN))
		return (answer(DAY_ALLOWED, NULL));
	if (counts(asked->other, LOGGED_CONFIRMED))
		return (answer(DAY_ALREADY_CONFIRMED, arena_printf(arena,
		    "You have already logged %s, and your practice educator "
		    "has confirmed it. Ask them to return it to you if it has "
		    "to change.", on)));
	return (answer(DAY_ALREADY_LOGGED, arena_printf(arena,
	    "You have already logged %s. Change that day instead.", on)));
}

static struct day_check
check_interruption(struct arena *arena, const struct schedule *s,
    const struct day_asked *asked)
{
	const struct span	*i = interruption_on(s, asked->on);
	const char		*until = "";

	if (i == NULL)
		return (answer(DAY_ALLOWED, NULL));
	if (date_is_set(i->to))
		until = arena_printf(arena, " to %s",
		    date_words(arena, i->to));
	return (answer(DAY_INTERRUPTED, arena_printf(arena,
	    "You cannot log %s: the placement is interrupted from %s%s. Tell "
	    "the programme team if that is wrong.",
	    date_words(arena, asked->on), date_words(arena, i->from), until)));
}

/* What the day expects; without any pattern, what a working week would. */
static int
usual_halves(const struct schedule *s, struct date on)
{
	if (s->npatterns != 0)
		return (halves_on(s, on));
	return (date_weekday(on) < SATURDAY && !bank_holiday(on) ? 2 : 0);
}

/* "Saturday 10 October 2026 is not a working day of this placement" */
static const char *
unexpected_words(struct arena *arena, struct date on)
{
	const char	*day = weekday_date_words(arena, on);
	const char	*holiday = bank_holiday_name(on);

	if (holiday != NULL)
		return (arena_printf(arena, "%s is a bank holiday, %s", day,
		    holiday));
	return (arena_printf(arena,
	    "%s is not one of the working days of this placement", day));
}

static struct day_check
check_absence(struct arena *arena, const struct day_asked *asked,
    int expected)
{
	if (!asked->has_reason)
		return (answer(DAY_ABSENCE_UNEXPLAINED, arena_printf(arena,
		    "Select why you were absent on %s",
		    date_words(arena, asked->on))));
	if (expected == 0)
		return (answer(DAY_NOT_EXPECTED, arena_printf(arena,
		    "%s. You do not need to log an absence for it.",
		    unexpected_words(arena, asked->on))));
	if (asked->halves > expected)
		return (answer(DAY_ABSENCE_TOO_LONG, arena_printf(arena,
		    "You were expected for half a day on %s. Log the absence "
		    "as half a day.",
		    weekday_date_words(arena, asked->on))));
	return (answer(DAY_ALLOWED, NULL));
}

static struct day_check
check_pattern(struct arena *arena, const struct schedule *s,
    const struct day_asked *asked)
{
	int	expected = usual_halves(s, asked->on);

	if (asked->kind == LOGGED_ABSENT)
		return (check_absence(arena, asked, expected));
	if (expected == 0 && asked->kind == LOGGED_ATTENDED)
		return (answer(DAY_OFF_PATTERN, arena_printf(arena,
		    "%s. Check the date, or log it as a make-up day.",
		    unexpected_words(arena, asked->on))));
	return (answer(DAY_ALLOWED, NULL));
}

struct day_check
check_day(struct arena *arena, const struct schedule *s,
    const struct day_asked *asked)
{
	struct day_check	check = check_date(arena, s, asked);

	if (check.verdict == DAY_ALLOWED)
		check = check_history(arena, asked);
	if (check.verdict == DAY_ALLOWED)
		check = check_interruption(arena, s, asked);
	if (check.verdict == DAY_ALLOWED)
		check = check_pattern(arena, s, asked);
	return (check);
}

bool
day_refused(enum day_verdict verdict)
{
	return (verdict > DAY_OFF_PATTERN);
}
