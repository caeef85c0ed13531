/*
 * Matching: what blocks a pair and what it costs, and plans held against every
 * plan that there is.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "matching/plan.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

#define WEEK	{ 2, 2, 2, 2, 2, 0, 0 }
#define ALL_STAGES	(1u << MATCH_FIRST | 1u << MATCH_CONTRASTING |	\
			    1u << MATCH_LAST)

static const struct match_way	ways[] = { { 1, 2, 40 }, { 1, 3, 80 },
	{ 2, 2, 10 } };

static struct match_terms
contrasting(void)
{
	return ((struct match_terms){ .stage = MATCH_CONTRASTING,
	    .starts_on = { 2027, 1, 4 }, .required_halves = 60,
	    .slack_days = 14, .settings_needed = 2,
	    .minutes_within_area = 25, .ways = ways, .nways = 3,
	    .per_ten_minutes = 10, .per_week_later = 7, .not_employer = 20,
	    .not_preferred = 30, .not_statutory = 15 });
}

static struct match_need
need(void)
{
	return ((struct match_need){ .id = 101, .employer = 7, .area = 1,
	    .minutes_at_most = 60, .working = WEEK, .earlier = 1u << 1,
	    .earlier_statutory = true });
}

static struct match_offer
offer(void)
{
	return ((struct match_offer){ .id = 1, .team = 51, .organisation = 9,
	    .area = 2, .setting = 2, .statutory = true,
	    .stages = ALL_STAGES, .places = 1, .at_least = 1,
	    .from = { 2027, 1, 4 }, .to = { 2027, 4, 30 }, .working = WEEK });
}

static unsigned
blocks_of(struct match_terms t, struct match_need n, struct match_offer o)
{
	return (match_judge(&t, &n, &o).blocks);
}

static void
test_a_pair_that_suits_is_possible(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_pair	p = match_judge(&t, &n, &o);

	assert_int_equal(p.blocks, 0);
	assert_int_equal(p.minutes, 40);
	assert_int_equal(p.cost, 40);
	assert_int_equal(date_compare(p.from, (struct date){ 2027, 1, 4 }), 0);
	/* Six weeks of five days, and two to make up what was missed. */
	assert_int_equal(date_compare(p.done, (struct date){ 2027, 2, 12 }),
	    0);
	assert_int_equal(date_compare(p.to, (struct date){ 2027, 2, 26 }), 0);
}

static void
test_each_thing_blocks_alone(void **state)
{
	struct match_need	n = need();
	struct match_offer	o = offer();
	int64_t			host = 9, team = 51;

	o.stages = 1u << MATCH_LAST;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_STAGE);
	o = offer();
	o.to = (struct date){ 2027, 2, 11 };
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_DATES);
	o.to = (struct date){ 2027, 2, 12 };
	assert_int_equal(blocks_of(contrasting(), n, o), 0);
	o.working[4] = 1;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_DAYS);
	o = offer();
	n.features = 1u << 1;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_FEATURES);
	o.features = 1u << 1 | 1u << 2;
	assert_int_equal(blocks_of(contrasting(), n, o), 0);
	n = need();
	n.hosts = (struct match_ids){ &host, 1 };
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_CONFLICT);
	n = need();
	n.teams = (struct match_ids){ &team, 1 };
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_CONFLICT);
	n = need();
	o.area = 3;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_TRAVEL);
	n.minutes_at_most = 80;
	assert_int_equal(blocks_of(contrasting(), n, o), 0);
	o = offer();
	o.setting = 1;
	assert_int_equal(blocks_of(contrasting(), n, o),
	    BLOCK_NOT_CONTRASTING);
}

/* One educator without a conflict is enough; not to know who educates there is
 * not to know of a conflict. */
static void
test_nobody_is_placed_where_every_educator_conflicts(void **state)
{
	static const int64_t	there[] = { 501, 502 }, mine[] = { 502, 501 };
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_terms	t = contrasting();
	struct match_pair	p;
	struct match_reasons	r;

	n.educators = (struct match_ids){ mine, 1 };
	assert_int_equal(blocks_of(t, n, o), 0);
	o.educators = (struct match_ids){ there, 2 };
	assert_int_equal(blocks_of(t, n, o), 0);
	n.educators.n = 2;
	assert_int_equal(blocks_of(t, n, o), BLOCK_EDUCATORS);
	p = match_judge(&t, &n, &o);
	r = match_blocks(&arena, &t, &n, &o, &p);
	assert_int_equal(r.n, 1);
	assert_string_equal(r.v[0], "Every practice educator there has a "
	    "conflict of interest with them");
	o.educators.n = 1;
	r = match_blocks(&arena, &t, &n, &o, &p);
	assert_string_equal(r.v[0], "The only practice educator there has a "
	    "conflict of interest with them");
	r = match_why_not(&arena, &n, &o, 1, &p, (int[]){ 0 });
	assert_string_equal(r.v[0], "1 offer would suit if it had a practice "
	    "educator without a conflict of interest");
}

static void
test_a_team_without_an_audit_is_a_caution_and_no_block(void **state)
{
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_terms	t = contrasting();
	struct match_pair	p = match_judge(&t, &n, &o);

	assert_int_equal(p.blocks, 0);
	assert_string_equal(match_cautions(&arena, &o, &p).v[0],
	    "The team has no audit that stands");
	o.audited_until = date_plus_days(p.from, -1);
	assert_string_equal(match_cautions(&arena, &o, &p).v[0],
	    "The audit of the team ends on 3 January 2027, before they start");
	o.audited_until = p.from;
	assert_int_equal(match_cautions(&arena, &o, &p).n, 0);
}

static void
test_what_is_not_known_is_not_assumed(void **state)
{
	struct match_need	n = need();
	struct match_offer	o = offer();

	o.area = 4;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_WAY_UNKNOWN);
	o.area = 0;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_AREA_UNKNOWN);
	o = offer();
	n.area = 0;
	assert_int_equal(blocks_of(contrasting(), n, o), BLOCK_AREA_UNKNOWN);
	n = need();
	o.setting = 0;
	assert_int_equal(blocks_of(contrasting(), n, o),
	    BLOCK_SETTING_UNKNOWN);
	o = offer();
	n.earlier_unknown = true;
	assert_int_equal(blocks_of(contrasting(), n, o),
	    BLOCK_EARLIER_UNKNOWN);
	o.setting = 1;
	assert_int_equal(blocks_of(contrasting(), n, o),
	    BLOCK_NOT_CONTRASTING);
}

static void
test_within_an_area_entered_minutes_hold_or_the_usual(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();

	o.area = 1;
	assert_int_equal(match_judge(&t, &n, &o).minutes, 25);
	n.area = o.area = 2;
	assert_int_equal(match_judge(&t, &n, &o).minutes, 10);
	n.area = 3;
	o.area = 1;
	assert_int_equal(match_judge(&t, &n, &o).minutes, 80);
}

static void
test_by_the_end_two_settings_and_a_statutory_one(void **state)
{
	struct match_terms	last = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();

	last.stage = MATCH_LAST;
	o.setting = 1;
	assert_int_equal(blocks_of(last, n, o), BLOCK_NOT_CONTRASTING);
	n.earlier_unknown = true;
	assert_int_equal(blocks_of(last, n, o), BLOCK_EARLIER_UNKNOWN);
	n.earlier = 1u << 1 | 1u << 2;
	assert_int_equal(blocks_of(last, n, o), 0);
	n.earlier_statutory = o.statutory = false;
	assert_int_equal(blocks_of(last, n, o), BLOCK_NOT_STATUTORY);
	assert_int_equal(blocks_of(contrasting(), need(), o),
	    BLOCK_NOT_CONTRASTING);
	last.stage = MATCH_FIRST;
	assert_int_equal(blocks_of(last, n, o), 0);
}

static void
test_nobody_starts_before_they_can(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_pair	p;

	/* A Saturday: the first day of their week is the Monday after. */
	n.free_from = (struct date){ 2027, 1, 9 };
	p = match_judge(&t, &n, &o);
	assert_int_equal(date_compare(p.from, (struct date){ 2027, 1, 11 }),
	    0);
	assert_int_equal(p.cost, 40);
	o.from = (struct date){ 2027, 1, 25 };
	p = match_judge(&t, &n, &o);
	assert_int_equal(p.cost, 40 + 2 * 7);
	memset(n.working, 0, sizeof(n.working));
	assert_int_equal(blocks_of(t, n, o), BLOCK_DATES);
	n = need();
	n.free_from = (struct date){ 2027, 6, 1 };
	assert_int_equal(blocks_of(t, n, offer()), BLOCK_DATES);
}

static void
test_points_are_given_as_the_terms_say(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();

	n.prefers = 3;
	assert_int_equal(match_judge(&t, &n, &o).cost, 40 + 30);
	n.prefers = 2;
	assert_int_equal(match_judge(&t, &n, &o).cost, 40);
	n.earlier_statutory = o.statutory = false;
	assert_int_equal(match_judge(&t, &n, &o).cost, 40 + 15);
	n = need();
	t.stage = MATCH_LAST;
	o = offer();
	assert_int_equal(match_judge(&t, &n, &o).cost, 40 + 20);
	n.employer = 9;
	assert_int_equal(match_judge(&t, &n, &o).cost, 40);
}

static bool
says(struct match_reasons r, const char *words)
{
	for (size_t i = 0; i < r.n; i++)
		if (strstr(r.v[i], words) != NULL)
			return (true);
	return (false);
}

static void
test_a_proposal_explains_itself(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_pair	p;
	struct match_reasons	r;

	n.features = o.features = 1u << 1 | 1u << 7;
	p = match_judge(&t, &n, &o);
	r = match_reasons(&arena, &t, &n, &o, &p);
	assert_true(says(r, "40 minutes on the way, of at most 60"));
	assert_true(says(r, "Starts 4 January 2027, and its days can be done "
	    "by 12 February 2027"));
	assert_true(says(r, "not practised in: Children and families"));
	assert_true(says(r, "must have: Step-free access, No driving"));
	assert_true(says(r, "their days: Monday to Friday"));
	assert_true(says(r, "40 points"));
	o.features = 1u << 1;
	o.area = 3;
	p = match_judge(&t, &n, &o);
	r = match_blocks(&arena, &t, &n, &o, &p);
	assert_int_equal(r.n, 2);
	assert_true(says(r, "Does not have what it must have: No driving"));
	assert_true(says(r, "80 minutes on the way, more than 60"));
}

/* Whatever is in the way, there are words for it. */
static void
test_every_block_has_words(void **state)
{
	struct match_terms	t = contrasting();
	struct match_need	n = need();
	struct match_offer	o = offer();
	struct match_pair	p = { 0 };
	struct match_reasons	r;
	int			none = 0;

	for (int i = 0; i < BLOCKS; i++) {
		p.blocks = 1u << i;
		r = match_blocks(&arena, &t, &n, &o, &p);
		assert_int_equal(r.n, 1);
		assert_true(*r.v[0] != '\0');
		r = match_why_not(&arena, &n, &o, 1, &p, &none);
		assert_int_equal(r.n, 1);
		assert_true(says(r, "1 offer would suit if "));
		assert_false(says(r, "if  ") || says(r, "(null)"));
	}
}

static void
test_who_is_not_placed_is_told_what_would_have_to_change(void **state)
{
	struct match_need	n = need();
	struct match_offer	o[4] = { offer(), offer(), offer(), offer() };
	struct match_pair	p[4] = { { .blocks = BLOCK_TRAVEL,
				    .minutes = 95 }, { .blocks = BLOCK_TRAVEL,
				    .minutes = 75 }, { 0 }, { .blocks =
				    BLOCK_TRAVEL | BLOCK_DAYS } };
	int			taken[4] = { 0, 0, 1, 0 };
	struct match_reasons	r = match_why_not(&arena, &n, o, 4, p, taken);

	assert_true(says(r, "1 suitable offer is full with others"));
	assert_true(says(r, "2 offers would suit if they could travel longer: "
	    "the nearest takes 75 minutes"));
	assert_int_equal(r.n, 2);
	o[2].places = o[2].at_least = 4;
	taken[2] = 0;
	r = match_why_not(&arena, &n, o, 4, p, taken);
	assert_true(says(r, "too few would come"));
	r = match_why_not(&arena, &n, o + 3, 1, p + 3, taken);
	assert_true(says(r, "Every offer fails them in more than one way"));
	n.held = MATCH_LEFT_OUT;
	r = match_why_not(&arena, &n, o, 4, p, taken);
	assert_true(says(r, "Left without a placement by hand"));
	assert_int_equal(r.n, 1);
}

/* Small programmes of chance: splitmix64. */
static uint64_t	dice;

static int
below(int n)
{
	uint64_t	z = dice += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return ((int)(((z ^ (z >> 31)) >> 33) % (uint64_t)n));
}

enum { NEEDS = 6, OFFERS = 4 };

static struct match_need	needs[NEEDS];
static struct match_offer	offers[OFFERS];
static struct match_pair	pairs[NEEDS * OFFERS];
static int64_t			apart[NEEDS];
static struct match_facts	facts = { needs, NEEDS, offers, OFFERS, pairs };

static void
throw_facts(void)
{
	facts.nneeds = (size_t)(2 + below(NEEDS - 1));
	facts.noffers = (size_t)(1 + below(OFFERS));
	for (size_t j = 0; j < facts.noffers; j++) {
		offers[j] = (struct match_offer){ .id = (int64_t)(50 - j),
		    .team = 1 + below(3), .places = 1 + below(4) };
		offers[j].at_least = 1 + below(offers[j].places);
	}
	for (size_t i = 0; i < facts.nneeds; i++) {
		needs[i] = (struct match_need){ .id = (int64_t)(100 + i * 7 %
		    facts.nneeds * 10 + i) };
		if (below(8) == 0)
			needs[i].held = below(4) == 0 ? MATCH_LEFT_OUT :
			    offers[below((int)facts.noffers)].id;
		for (size_t j = 0; j < facts.noffers; j++)
			pairs[i * facts.noffers + j] = (struct match_pair){
			    .blocks = below(3) == 0, .cost = below(12) };
	}
	for (size_t i = 0; i < facts.nneeds; i++)
		if (below(4) == 0) {
			apart[i] = needs[(i + 1) % facts.nneeds].id;
			needs[i].others = (struct match_ids){ &apart[i], 1 };
		}
}

struct best { bool found; int placed; int64_t cost; };

static bool
held(size_t i)
{
	return (needs[i].held != 0);
}

static bool
kept_apart(const int *of)
{
	for (size_t i = 0; i < facts.nneeds; i++)
		for (size_t k = 0; k < facts.nneeds; k++) {
			if (needs[i].others.n == 0 || apart[i] != needs[k].id ||
			    of[i] < 0 || of[k] < 0 || (held(i) && held(k)))
				continue;
			if (offers[of[i]].team == offers[of[k]].team)
				return (false);
		}
	return (true);
}

static bool
fills(const int *of, bool keeps_least)
{
	for (int j = 0; j < (int)facts.noffers; j++) {
		int	n = 0, by_hand = 0, places = offers[j].places;

		for (size_t i = 0; i < facts.nneeds; i++) {
			n += of[i] == j;
			by_hand += needs[i].held == offers[j].id;
		}
		if (places < by_hand)
			places = by_hand;
		if (n > places || (n > 0 && n < offers[j].at_least &&
		    (by_hand == 0 || keeps_least)))
			return (false);
	}
	return (true);
}

static void
look(int *of, size_t i, bool keeps_least, struct best *best)
{
	struct best	b = { .found = true };

	if (i < facts.nneeds) {
		for (of[i] = -1; of[i] < (int)facts.noffers; of[i]++) {
			int64_t	id = of[i] < 0 ? MATCH_LEFT_OUT :
				    offers[of[i]].id;

			if (held(i) ? needs[i].held == id : of[i] < 0 ||
			    pairs[i * facts.noffers + (size_t)of[i]].blocks ==
			    0)
				look(of, i + 1, keeps_least, best);
		}
		return;
	}
	if (!fills(of, keeps_least) || !kept_apart(of))
		return;
	for (size_t k = 0; k < facts.nneeds; k++)
		if (of[k] >= 0) {
			b.placed++;
			b.cost += pairs[k * facts.noffers +
			    (size_t)of[k]].cost;
		}
	if (!best->found || b.placed > best->placed ||
	    (b.placed == best->placed && b.cost < best->cost))
		*best = b;
}

/* Every plan there is, one after the other. */
static struct best
best_of_all(bool *kept_least)
{
	int		of[NEEDS];
	struct best	best = { 0 };

	look(of, 0, true, &best);
	*kept_least = best.found;
	if (!best.found)
		look(of, 0, false, &best);
	return (best);
}

static void
test_a_plan_is_the_best_of_all_plans(void **state)
{
	int	relaxed = 0, unplaced = 0;

	for (int round = 0; round < 600; round++) {
		struct match_plan	plan;
		struct best		best;
		bool			kept_least;

		dice = (uint64_t)round;
		throw_facts();
		best = best_of_all(&kept_least);
		plan = match_plan(&arena, &facts, 60000);
		assert_true(plan.solved && !plan.cut && best.found);
		if ((int)plan.placed != best.placed || plan.cost != best.cost)
			fail_msg("round %d: %zu for %ld points, not %d for "
			    "%ld", round, plan.placed, plan.cost, best.placed,
			    best.cost);
		assert_true(fills(plan.offer_of, kept_least));
		assert_true(kept_apart(plan.offer_of));
		relaxed += !kept_least;
		unplaced += plan.placed < facts.nneeds;
		arena_reset(&arena);
	}
	/* The cases that are hard came up. */
	assert_true(relaxed > 5 && unplaced > 100);
}

static void
test_the_order_of_the_facts_changes_nothing(void **state)
{
	int64_t	offer_of[NEEDS];

	for (int round = 0; round < 100; round++) {
		struct match_need	swapped[NEEDS];
		struct match_pair	rows[NEEDS * OFFERS];
		struct match_facts	turned = facts;
		struct match_plan	plan;

		dice = (uint64_t)round;
		throw_facts();
		plan = match_plan(&arena, &facts, 60000);
		turned = facts;
		turned.needs = swapped;
		turned.pairs = rows;
		for (size_t i = 0; i < facts.nneeds; i++) {
			size_t	back = facts.nneeds - 1 - i;

			offer_of[back] = plan.offer_of[i];
			swapped[back] = needs[i];
			memcpy(rows + back * facts.noffers,
			    pairs + i * facts.noffers,
			    facts.noffers * sizeof(*rows));
		}
		plan = match_plan(&arena, &turned, 60000);
		for (size_t i = 0; i < facts.nneeds; i++)
			assert_int_equal(plan.offer_of[i], offer_of[i]);
		arena_reset(&arena);
	}
}

static void
test_without_time_there_is_no_plan_and_nobody_is_placed(void **state)
{
	struct match_plan	plan;

	dice = 3;
	throw_facts();
	plan = match_plan(&arena, &facts, 0);
	assert_true(plan.cut);
	assert_true(plan.solved || plan.placed == 0);
}

static void
test_nobody_to_place_is_a_plan(void **state)
{
	struct match_facts	none = { 0 };

	assert_true(match_plan(&arena, &none, 1000).solved);
	none = (struct match_facts){ .needs = needs, .nneeds = 1 };
	needs[0] = need();
	assert_true(match_plan(&arena, &none, 1000).solved);
	assert_int_equal(match_plan(&arena, &none, 1000).offer_of[0], -1);
}

int
main(void)
{
#define test(name) cmocka_unit_test_teardown(name, release_the_arena)
	const struct CMUnitTest	tests[] = {
		test(test_a_pair_that_suits_is_possible),
		test(test_each_thing_blocks_alone),
		cmocka_unit_test(
		    test_nobody_is_placed_where_every_educator_conflicts),
		cmocka_unit_test(
		    test_a_team_without_an_audit_is_a_caution_and_no_block),
		test(test_what_is_not_known_is_not_assumed),
		test(test_within_an_area_entered_minutes_hold_or_the_usual),
		test(test_by_the_end_two_settings_and_a_statutory_one),
		test(test_nobody_starts_before_they_can),
		test(test_points_are_given_as_the_terms_say),
		test(test_a_proposal_explains_itself),
		test(test_every_block_has_words),
		test(test_who_is_not_placed_is_told_what_would_have_to_change),
		test(test_a_plan_is_the_best_of_all_plans),
		test(test_the_order_of_the_facts_changes_nothing),
		test(test_without_time_there_is_no_plan_and_nobody_is_placed),
		test(test_nobody_to_place_is_a_plan),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
