/* What may happen to a placement, over cases and random lives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/placement_states.h"

static struct arena	arena;

static struct date
on(short year, int month, int day)
{
	return ((struct date){ year, (signed char)month, (signed char)day });
}

static struct placed_facts
random_facts(struct history *h)
{
	return ((struct placed_facts){ .withdrawn = chance(h, 9) == 0,
	    .agreement = chance(h, 4) != 0, .begun = chance(h, 4) != 0,
	    .midpoint = chance(h, 3) != 0, .report = chance(h, 3) != 0,
	    .evidence = chance(h, 2) != 0,
	    .recommended = (enum verdict)chance(h, 3) });
}

/* A next move that fits the state, or none. */
static struct move
random_move(struct history *h, enum placed_state state)
{
	struct move	m = { .kind = (enum move_kind)
			    (MOVE_MATCHED + chance(h, 13)) };

	if (m.kind >= MOVE_RECOMMENDED)
		m.decision = (enum verdict)(1 + chance(h,
		    m.kind == MOVE_RECOMMENDED ? 2 : 5));
	if (!move_fits(state, m.kind))
		m.kind = MOVE_NONE;
	return (m);
}

static void
assert_has_its_documents(enum placed_state state, const struct decided *d,
    const struct placed_facts *f)
{
	if (d->state != PLACED_MATCHED)
		return;
	if (state == PLACED_AGREEMENT_SIGNED || (state >= PLACED_ACTIVE &&
	    state <= PLACED_RECOMMENDED))
		assert_true(f->agreement);
	if (state >= PLACED_ACTIVE && state <= PLACED_RECOMMENDED)
		assert_true(f->begun);
	if (state >= PLACED_MIDPOINT_REVIEWED && state <= PLACED_RECOMMENDED)
		assert_true(f->midpoint);
	if (state == PLACED_FINAL_REPORT || state == PLACED_RECOMMENDED)
		assert_true(f->report && (f->evidence || d->accepted));
	if (state == PLACED_RECOMMENDED)
		assert_true(f->recommended != VERDICT_NONE);
}

static void
test_no_state_of_a_random_life_lacks_its_documents(void **state)
{
	int	reached[PLACED_STATES] = { 0 };

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history		h = { .seed = (uint64_t)seed * 7919 };
		struct decided		d = placed_after_move((struct decided){
					    0 }, &(struct move){
					    .kind = MOVE_PLANNED });

		for (int step = 0; step < 30; step++) {
			struct placed_facts	f = random_facts(&h);
			enum placed_state	s = placed_carried(&d, &f);
			struct move		m = random_move(&h, s);

			reached[s]++;
			assert_has_its_documents(s, &d, &f);
			if (m.kind != MOVE_NONE)
				d = placed_after_move(d, &m);
		}
	}
	for (int s = PLACED_PLANNED; s < PLACED_STATES; s++)
		assert_true(reached[s] > 0);
}

static void
test_undoing_a_random_life_goes_back_step_by_step(void **state)
{
	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history	 h = { .seed = (uint64_t)seed * 104729 };
		struct move	 list[64] = { { .kind = MOVE_PLANNED } };
		struct decided	 was[64];
		size_t		 n = 1, depth = 0, latest;

		while (n < 31) {
			struct decided		d = placed_after(list, n);
			struct placed_facts	f = random_facts(&h);
			struct move		m = random_move(&h,
						    placed_carried(&d, &f));

			if (m.kind != MOVE_NONE)
				was[depth++] = d;
			else
				m.kind = MOVE_FOLLOWED;
			list[n++] = m;
		}
		while (depth > 0) {
			latest = move_latest(list, n);
			assert_true(latest < n);
			list[n++] = (struct move){ .kind = MOVE_UNDONE,
			    .undoes = latest };
			struct decided	now = placed_after(list, n);

			depth--;
			assert_int_equal(was[depth].state, now.state);
			assert_int_equal(was[depth].accepted, now.accepted);
			assert_int_equal(was[depth].outcome, now.outcome);
		}
		assert_int_equal(n, move_latest(list, n));
	}
}

static void
test_a_board_that_asks_for_more_forgets_what_was_accepted(void **state)
{
	struct move	list[] = { { .kind = MOVE_PLANNED },
	    { .kind = MOVE_MATCHED }, { .kind = MOVE_EVIDENCE_ACCEPTED },
	    { .kind = MOVE_BOARD_DECIDED, .decision = VERDICT_MORE_EVIDENCE } };
	struct decided	d = placed_after(list, 4);

	assert_int_equal(PLACED_MATCHED, d.state);
	assert_false(d.accepted);
	assert_int_equal(VERDICT_NONE, d.outcome);
}

static struct schedule
full_time(struct pattern *p, struct date from, struct date to)
{
	*p = (struct pattern){ .from = from,
	    .halves = { 2, 2, 2, 2, 2, 0, 0 } };
	return ((struct schedule){ .from = from, .to = to,
	    .required_halves = 240, .patterns = p, .npatterns = 1 });
}

/* Interrupted over the end of February in a leap year, and over Easter. */
static void
test_an_interruption_takes_its_working_days_and_no_more(void **state)
{
	struct pattern	p;
	struct schedule	s = full_time(&p, on(2028, 1, 3), on(2028, 6, 30));
	struct move	m = { .kind = MOVE_INTERRUPTED, .gap = {
			    on(2028, 2, 28), on(2028, 3, 1), "" } };
	struct schedule	after = schedule_after(&arena, &s, &m);

	assert_int_equal(expected_halves(&s, on(2028, 3, 10)) - 6,
	    expected_halves(&after, on(2028, 3, 10)));
	m.gap = (struct span){ on(2028, 4, 10), on(2028, 4, 21), "" };
	after = schedule_after(&arena, &s, &m);
	assert_int_equal(expected_halves(&s, on(2028, 4, 24)) - 16,
	    expected_halves(&after, on(2028, 4, 24)));
	assert_int_equal(0, s.ninterruptions);
}

static void
test_a_new_pattern_begins_on_its_day(void **state)
{
	struct pattern	p;
	struct schedule	s = full_time(&p, on(2026, 9, 7), on(2027, 3, 26));
	struct move	m = { .kind = MOVE_REPATTERNED, .pattern = {
			    .from = on(2026, 10, 26),
			    .halves = { 2, 2, 1, 0, 0, 0, 0 } } };
	struct schedule	after = schedule_after(&arena, &s, &m);

	assert_int_equal(2, after.npatterns);
	assert_int_equal(2, halves_on(&after, on(2026, 10, 23)));
	assert_int_equal(2, halves_on(&after, on(2026, 10, 26)));
	assert_int_equal(1, halves_on(&after, on(2026, 10, 28)));
	assert_int_equal(0, halves_on(&after, on(2026, 10, 30)));
}

static void
test_a_termination_expects_nothing_more(void **state)
{
	struct pattern	p;
	struct schedule	s = full_time(&p, on(2026, 9, 7), on(2027, 3, 26));
	struct move	m = { .kind = MOVE_TERMINATED, .on = on(2026, 10, 9) };
	struct schedule	after = schedule_after(&arena, &s, &m);

	assert_int_equal(48, expected_halves(&after, on(2026, 10, 10)));
	assert_int_equal(48, expected_halves(&after, on(2027, 10, 10)));
}

/* Whatever the history, a move that is checked takes no day that is logged. */
static void
test_no_checked_interruption_covers_a_logged_day(void **state)
{
	int	allowed = 0;

	for (int seed = 1; seed <= HISTORIES; seed++) {
		struct history		 h = random_history(seed);
		const struct schedule	*s = schedule_of(&h);
		struct date		 logged[4];
		struct move		 m = { .kind = MOVE_INTERRUPTED };
		struct move_facts	 f = { .today = s->to,
		    .schedule = s, .logged = logged, .nlogged = 4,
		    .state = PLACED_ACTIVE };
		struct schedule		 after;

		m.on = s->to;
		logged[0] = date_plus_days(s->from, chance(&h, 60));
		for (int i = 1; i < 4; i++)
			logged[i] = date_plus_days(logged[i - 1],
			    1 + chance(&h, 60));
		random_span(&h, &m.gap);
		if (move_check(&arena, &m, &f).why != NULL)
			continue;
		allowed++;
		after = schedule_after(&arena, s, &m);
		for (int i = 0; i < 4; i++)
			assert_int_equal(halves_on(s, logged[i]),
			    halves_on(&after, logged[i]));
		assert_true(expected_halves(&after, m.gap.from) ==
		    expected_halves(s, m.gap.from));
	}
	assert_true(allowed > 100);
}

static const char *
why(struct move *m, const struct move_facts *f)
{
	return (move_check(&arena, m, f).why);
}

static void
test_the_reasons_are_in_words(void **state)
{
	struct pattern		p;
	struct schedule		s = full_time(&p, on(2026, 9, 7),
				    on(2027, 3, 26));
	struct move_facts	f = { .today = on(2026, 11, 20),
	    .decided_on = on(2026, 9, 1), .earliest = on(2026, 9, 1),
	    .latest = on(2028, 8, 31), .schedule = &s,
	    .state = PLACED_ACTIVE };
	struct move		m = { .kind = MOVE_SUSPENDED,
				    .on = on(2026, 11, 21) };

	assert_string_equal("The date must be today or in the past",
	    why(&m, &f));
	m.on = on(2026, 8, 31);
	assert_string_equal("The date must be on or after 1 September 2026, "
	    "the date of what was decided before it", why(&m, &f));
	m = (struct move){ .kind = MOVE_EXTENDED, .on = f.today,
	    .from = s.from, .to = s.to, .required_halves = 240 };
	assert_string_equal("Enter a later last day, or more days",
	    why(&m, &f));
	m.to = on(2028, 9, 1);
	assert_string_equal("The last day must be on or before 31 August "
	    "2028, the latest that their programme can end", why(&m, &f));
	m.kind = MOVE_RESUMED;
	assert_string_equal("This cannot be recorded of the placement any "
	    "more", why(&m, &f));
	m = (struct move){ .kind = MOVE_BOARD_DECIDED, .on = f.today,
	    .decision = VERDICT_PASS };
	f.state = PLACED_RECOMMENDED;
	assert_null(why(&m, &f));
	f.panel_always = true;
	assert_string_equal("A panel hears every placement of this programme "
	    "first", why(&m, &f));
}

static int
leave(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_no_state_of_a_random_life_lacks_its_documents),
		cmocka_unit_test(
		    test_undoing_a_random_life_goes_back_step_by_step),
		cmocka_unit_test(
		    test_a_board_that_asks_for_more_forgets_what_was_accepted),
		cmocka_unit_test(
		    test_an_interruption_takes_its_working_days_and_no_more),
		cmocka_unit_test(test_a_new_pattern_begins_on_its_day),
		cmocka_unit_test(test_a_termination_expects_nothing_more),
		cmocka_unit_test(
		    test_no_checked_interruption_covers_a_logged_day),
		cmocka_unit_test(test_the_reasons_are_in_words),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
