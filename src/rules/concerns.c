/*
 * How concerns and suitability cases go on from step to step.
 */
#include "rules/concerns.h"

static const struct {
	enum concern_do	step;
	enum concern_is	before, after;
	bool		by_staff;
} moves[] = {
#define MOVE(step, before, after)					\
	{ CONCERN_DO_##step, CONCERN_IS_##before, CONCERN_IS_##after, false }
#define MOVE_OF_STAFF(step, before, after)				\
	{ CONCERN_DO_##step, CONCERN_IS_##before, CONCERN_IS_##after, true }
	MOVE(ACKNOWLEDGE, RAISED, ACKNOWLEDGED),
	MOVE(ARRANGE, ACKNOWLEDGED, MEETING_ARRANGED),
	MOVE(ARRANGE, MEETING_ARRANGED, MEETING_ARRANGED),
	MOVE(MEET, MEETING_ARRANGED, MEETING_HELD),
	MOVE(PLAN, MEETING_HELD, PLANNED),
	MOVE(REVIEW, PLANNED, REVIEWED),
	MOVE(REVIEW, EXTENDED, REVIEWED),
	MOVE(FIND_MET, REVIEWED, MET),
	MOVE(EXTEND, REVIEWED, EXTENDED),
	MOVE(FIND_NOT_MET, REVIEWED, NOT_MET),
	MOVE(CLOSE, MEETING_HELD, CLOSED),
	MOVE(CLOSE, MET, CLOSED),
	MOVE(CLOSE, DECIDED, CLOSED),
	MOVE(WITHDRAW, RAISED, WITHDRAWN),
	MOVE(WITHDRAW, ACKNOWLEDGED, WITHDRAWN),
	MOVE(WITHDRAW, MEETING_ARRANGED, WITHDRAWN),
	MOVE(WITHDRAW, MEETING_HELD, WITHDRAWN),
	MOVE(WITHDRAW, PLANNED, WITHDRAWN),
	MOVE(WITHDRAW, EXTENDED, WITHDRAWN),
	MOVE(WITHDRAW, REVIEWED, WITHDRAWN),
	MOVE(WITHDRAW, NOT_MET, WITHDRAWN),
	MOVE_OF_STAFF(CALL_PANEL, MEETING_HELD, PANEL),
	MOVE_OF_STAFF(CALL_PANEL, NOT_MET, PANEL),
	MOVE_OF_STAFF(WITHDRAW, PANEL, WITHDRAWN),
	MOVE_OF_STAFF(DECIDE, PANEL, DECIDED),
#undef MOVE
#undef MOVE_OF_STAFF
};

static const struct {
	enum suitability_do	step;
	enum suitability_is	before, after;
} stages[] = {
#define STAGE(step, before, after)					\
	{ SUITABILITY_DO_##step, SUITABILITY_IS_##before,		\
	    SUITABILITY_IS_##after }
	STAGE(CONSIDER, REFERRED, CONSIDERED),
	STAGE(FIND_NO_CONCERN, CONSIDERED, NO_CONCERN),
	STAGE(SUPPORT, CONSIDERED, SUPPORT),
	STAGE(STAGE_1, CONSIDERED, STAGE_1),
	STAGE(STAGE_1, SUPPORT, STAGE_1),
	STAGE(STAGE_2, CONSIDERED, STAGE_2),
	STAGE(STAGE_2, STAGE_1, STAGE_2),
	STAGE(DECIDE, SUPPORT, DECIDED),
	STAGE(DECIDE, STAGE_1, DECIDED),
	STAGE(DECIDE, STAGE_2, DECIDED),
	STAGE(CLOSE, NO_CONCERN, CLOSED),
	STAGE(CLOSE, DECIDED, CLOSED),
#undef STAGE
};

#define COUNT(v)	(sizeof(v) / sizeof(*(v)))

static size_t
move_of(enum concern_is is, enum concern_do step)
{
	size_t	i = 0;

	while (i < COUNT(moves) &&
	    (moves[i].before != is || moves[i].step != step))
		i++;
	return (i);
}

enum concern_is
concern_leads(enum concern_is is, enum concern_do step)
{
	size_t	i = move_of(is, step);

	return (i < COUNT(moves) ? moves[i].after : CONCERN_IS_NONE);
}

bool
concern_by_staff(enum concern_is is, enum concern_do step)
{
	size_t	i = move_of(is, step);

	return (i < COUNT(moves) && moves[i].by_staff);
}

bool
concern_may(enum concern_is is, enum concern_do step, bool staff)
{
	return (concern_leads(is, step) != CONCERN_IS_NONE &&
	    (staff || !concern_by_staff(is, step)));
}

enum concern_do
concern_next(enum concern_is is)
{
	static const enum concern_do	next[CONCERN_STATES] = {
		[CONCERN_IS_RAISED] = CONCERN_DO_ACKNOWLEDGE,
		[CONCERN_IS_ACKNOWLEDGED] = CONCERN_DO_ARRANGE,
		[CONCERN_IS_MEETING_ARRANGED] = CONCERN_DO_MEET,
		[CONCERN_IS_MEETING_HELD] = CONCERN_DO_PLAN,
		[CONCERN_IS_PLANNED] = CONCERN_DO_REVIEW,
		[CONCERN_IS_EXTENDED] = CONCERN_DO_REVIEW,
		[CONCERN_IS_MET] = CONCERN_DO_CLOSE,
		[CONCERN_IS_NOT_MET] = CONCERN_DO_CALL_PANEL,
		[CONCERN_IS_PANEL] = CONCERN_DO_DECIDE,
		[CONCERN_IS_DECIDED] = CONCERN_DO_CLOSE,
	};

	return (next[is]);
}

bool
concern_over(enum concern_is is)
{
	return (is == CONCERN_IS_CLOSED || is == CONCERN_IS_WITHDRAWN);
}

enum suitability_is
suitability_leads(enum suitability_is is, enum suitability_do step)
{
	for (size_t i = 0; i < COUNT(stages); i++)
		if (stages[i].before == is && stages[i].step == step)
			return (stages[i].after);
	return (SUITABILITY_IS_NONE);
}

enum suitability_do
suitability_next(enum suitability_is is)
{
	switch (is) {
	case SUITABILITY_IS_REFERRED:
		return (SUITABILITY_DO_CONSIDER);
	case SUITABILITY_IS_STAGE_2:
		return (SUITABILITY_DO_DECIDE);
	case SUITABILITY_IS_NO_CONCERN:
	case SUITABILITY_IS_DECIDED:
		return (SUITABILITY_DO_CLOSE);
	default:
		return (SUITABILITY_DO_NONE);
	}
}

static struct date
after(struct date on, int days)
{
	return (date_plus_days(on, days));
}

struct date
concern_due(const struct concern_limits *l, enum concern_is is, struct date on)
{
	const int	days[CONCERN_STATES] = {
		[CONCERN_IS_RAISED] = l->acknowledge,
		[CONCERN_IS_ACKNOWLEDGED] = l->arrange,
		[CONCERN_IS_MEETING_HELD] = l->plan,
		[CONCERN_IS_PLANNED] = l->review,
		[CONCERN_IS_EXTENDED] = l->review,
		[CONCERN_IS_REVIEWED] = l->decide,
		[CONCERN_IS_NOT_MET] = l->panel,
		[CONCERN_IS_PANEL] = l->outcome,
		[CONCERN_IS_MET] = l->close,
		[CONCERN_IS_DECIDED] = l->close,
	};

	if (concern_over(is) || is == CONCERN_IS_NONE)
		return ((struct date){ 0 });
	return (after(on, days[is]));
}

struct date
suitability_due(const struct suitability_limits *l, enum suitability_is is,
    struct date on)
{
	if (is == SUITABILITY_IS_CLOSED || is == SUITABILITY_IS_NONE)
		return ((struct date){ 0 });
	return (after(on, is == SUITABILITY_IS_SUPPORT ||
	    is == SUITABILITY_IS_STAGE_1 || is == SUITABILITY_IS_STAGE_2 ?
	    l->stage : l->consider));
}

bool
concern_late(struct date due, struct date today)
{
	return (date_is_set(due) && date_compare(due, today) < 0);
}

const char *
step_date_fault(struct date on, struct date before, struct date today)
{
	if (date_compare(on, today) > 0)
		return ("The date must be today or in the past");
	if (date_compare(on, before) < 0)
		return ("The date must be the same as or after the date of the "
		    "step before it");
	return (NULL);
}
