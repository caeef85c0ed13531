/* accuracy - how often a rule that flags people was right, and how early. */
#include "equity/accuracy.h"

static const double	confidence = 0.95;

const int	lead_weeks[LEADS] = { 0, 4, 8, 12 };

struct rate
rate_of(int64_t x, int64_t n)
{
	struct rate	r = { .x = x, .n = n };

	if (n > 0)
		r.within = wilson(x, n, confidence);
	return (r);
}

/* With the outcome and a flag, whichever came first. */
static int64_t
right(const struct alarm_counts *c)
{
	return (c->at[0] + c->late);
}

static int64_t
false_alarms(const struct alarm_counts *c)
{
	return (c->flagged - right(c));
}

struct accuracy
accuracy_of(const struct alarm_counts *c)
{
	struct accuracy	a = {
		.precision = rate_of(c->at[0], c->flagged - c->late),
		.recall = rate_of(right(c), c->events),
		.late = rate_of(c->late, right(c)),
	};

	for (int i = 0; i < LEADS; i++)
		a.recall_at[i] = rate_of(c->at[i], c->events);
	return (a);
}

bool
may_tune(const struct alarm_counts *c)
{
	return (c->events >= TUNING_EVENTS);
}

struct threshold_effect
threshold_effect(const struct alarm_counts *now,
    const struct alarm_counts *other)
{
	return ((struct threshold_effect){
	    .fewer = now->flagged - other->flagged,
	    .fewer_false = false_alarms(now) - false_alarms(other),
	    .fewer_found = now->at[0] - other->at[0] });
}
