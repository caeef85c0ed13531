/*
 * plan - how long the best plan of a whole cohort takes: 160 trainees, 60
 * offers of which some take no fewer than four, in the dice's areas.  Prints
 * the milliseconds of the slowest of ten.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "matching/plan.h"

enum { NEEDS = 160, OFFERS = 60, AREAS = 20, LIMIT = 60000, TIMES = 10 };

static uint64_t	dice;

static int
below(int n)
{
	uint64_t	z = dice += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return ((int)(((z ^ (z >> 31)) >> 33) % (uint64_t)n));
}

static struct match_way	ways[AREAS * AREAS];
static struct match_need	needs[NEEDS];
static struct match_offer	offers[OFFERS];

static size_t
throw_ways(void)
{
	int	x[AREAS], y[AREAS];
	size_t	n = 0;

	for (int i = 0; i < AREAS; i++) {
		x[i] = below(120);
		y[i] = below(120);
	}
	for (int i = 0; i < AREAS; i++)
		for (int k = i; k < AREAS; k++)
			ways[n++] = (struct match_way){ i + 1, k + 1, 20 +
			    abs(x[i] - x[k]) + abs(y[i] - y[k]) };
	return (n);
}

static void
throw_facts(void)
{
	static const signed char	weeks[][7] = {
		{ 2, 2, 2, 2, 2, 0, 0 }, { 2, 2, 2, 2, 2, 0, 0 },
		{ 2, 2, 2, 2, 0, 0, 0 }, { 2, 2, 0, 2, 2, 0, 0 },
	};

	for (int i = 0; i < NEEDS; i++) {
		needs[i] = (struct match_need){ .id = i + 1, .employer =
		    below(20), .area = 1 + below(AREAS), .minutes_at_most =
		    60 + 15 * below(3), .earlier = 1u << 1,
		    .earlier_statutory = true, .features = below(5) == 0 ?
		    1u << (1 + below(8)) : 0, .prefers = 2 + below(4) };
		memcpy(needs[i].working, weeks[below(4)], 7);
	}
	for (int j = 0; j < OFFERS; j++) {
		offers[j] = (struct match_offer){ .id = j + 1, .team = j,
		    .organisation = below(20), .area = 1 + below(AREAS),
		    .setting = 1 + below(5), .statutory = true,
		    .stages = 1u << MATCH_CONTRASTING, .places = 4 + below(3),
		    .at_least = below(2) == 0 ? 4 : 1,
		    .from = { 2027, 1, 4 }, .to = { 2027, 6, 30 },
		    .features = (unsigned)below(512) | 6 };
		memcpy(offers[j].working, weeks[0], 7);
	}
}

static double
seconds(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

int
main(void)
{
	struct match_terms	t = { .stage = MATCH_CONTRASTING,
	    .starts_on = { 2027, 1, 4 }, .required_halves = 60,
	    .slack_days = 14, .settings_needed = 2, .minutes_within_area = 30,
	    .ways = ways, .per_ten_minutes = 10, .per_week_later = 7,
	    .not_employer = 20, .not_preferred = 30, .not_statutory = 15 };
	double			slowest = 0;

	for (int i = 0; i < TIMES; i++) {
		struct arena		arena = { 0 };
		struct match_facts	f = { needs, NEEDS, offers, OFFERS };
		struct match_plan	plan;
		double			from, took;

		dice = (uint64_t)i;
		t.nways = throw_ways();
		throw_facts();
		from = seconds();
		f.pairs = match_pairs(&arena, &t, needs, NEEDS, offers,
		    OFFERS);
		plan = match_plan(&arena, &f, LIMIT);
		took = seconds() - from;
		if (took > slowest)
			slowest = took;
		fprintf(stderr, "plan %d: %zu of %d placed, %ld points, "
		    "%.0f ms\n", i, plan.placed, NEEDS, (long)plan.cost,
		    took * 1000);
		arena_release(&arena);
	}
	printf("%.0f\n", slowest * 1000);
	return (0);
}
