#pragma once
/*
 * Random placements for property tests: the same for the same seed, so that a
 * failure can be seen again.
 */
#include <stdint.h>

#include "rules/schedule.h"

enum { MOST_PATTERNS = 4, MOST_SPANS = 3, HISTORIES = 2000 };

struct history {
	uint64_t	 seed;
	struct pattern	 patterns[MOST_PATTERNS + 1];
	struct span	 spans[MOST_SPANS + 1];
	struct schedule	 schedule;
};

/* xorshift64*: good enough to choose cases, and the same on every machine. */
static inline int
chance(struct history *h, int below)
{
	h->seed ^= h->seed >> 12;
	h->seed ^= h->seed << 25;
	h->seed ^= h->seed >> 27;
	return ((int)((h->seed * 2685821657736338717u >> 33) %
	    (uint64_t)below));
}

static inline void
random_pattern(struct history *h, struct pattern *p)
{
	int	day;

	p->from = date_plus_days(h->schedule.from, chance(h, 200) - 20);
	if (chance(h, 3) != 0)
		p->to = date_plus_days(p->from, chance(h, 250));
	for (day = MONDAY; day <= SUNDAY; day++)
		p->halves[day] = (signed char)chance(h, 3);
}

static inline void
random_span(struct history *h, struct span *i)
{
	i->from = date_plus_days(h->schedule.from, chance(h, 300) - 20);
	if (chance(h, 4) != 0)
		i->to = date_plus_days(i->from, chance(h, 60));
	i->why = "sickness";
}

static inline struct history
random_history(int seed)
{
	struct history	h = { .seed = (uint64_t)seed * 7919 + 1 };
	struct date	first = { 2020, 1, 1 };
	size_t		i;

	h.schedule.from = date_plus_days(first, chance(&h, 3000));
	h.schedule.to = date_plus_days(h.schedule.from, chance(&h, 300));
	h.schedule.required_halves = 1 + chance(&h, 200);
	h.schedule.npatterns = (size_t)chance(&h, MOST_PATTERNS + 1);
	h.schedule.ninterruptions = (size_t)chance(&h, MOST_SPANS + 1);
	for (i = 0; i < h.schedule.npatterns; i++)
		random_pattern(&h, &h.patterns[i]);
	for (i = 0; i < h.schedule.ninterruptions; i++)
		random_span(&h, &h.spans[i]);
	return (h);
}

/* The schedule of a history, wherever that has been copied to. */
static inline struct schedule *
schedule_of(struct history *h)
{
	h->schedule.patterns = h->patterns;
	h->schedule.interruptions = h->spans;
	return (&h->schedule);
}
