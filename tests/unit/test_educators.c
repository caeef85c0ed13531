/*
 * Who may educate whom: stages, registrations, currency and load, at the edges
 * of their dates, and properties that hold for every history.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/educators.h"

#include "mutate.h"

enum { HISTORIES = 3000, MOST = 8 };

static struct arena			arena;
static const struct educator_rules	rules = { 24, 60, 1130 };

static struct date
iso(const char *s)
{
	struct date	d = { 0 };

	assert_true(date_parse_iso(s, &d));
	return (d);
}

static void
assert_date(struct date d, const char *wanted)
{
	struct date	w = { 0 };

	if (*wanted != '\0')
		w = iso(wanted);
	assert_int_equal(d.year, w.year);
	assert_int_equal(d.month, w.month);
	assert_int_equal(d.day, w.day);
}

/* Stage 2 since 2022, registered for years, at the host, room for three. */
static struct educator_facts
able(void)
{
	return ((struct educator_facts){ .name = "Ada Byron",
	    .stage_1_on = { 2020, 5, 1 }, .stage_2_on = { 2026, 5, 1 },
	    .swe_number = "SW1", .registered = true,
	    .registered_until = { 2027, 11, 30 }, .capacity = 3,
	    .organisation = 7 });
}

/* A last placement from September to January. */
static struct allocation
autumn(void)
{
	return ((struct allocation){ .trainee = "Siân", .host = "Ashby",
	    .organisation = 7, .last = true, .assesses = true,
	    .from = { 2026, 9, 7 }, .to = { 2027, 1, 29 } });
}

static struct learner
learner(int64_t who, const char *from, const char *to)
{
	return ((struct learner){ who, iso(from), *to == '\0' ?
	    (struct date){ 0 } : iso(to), true, false });
}

static const struct warning *
warned(const struct educator_facts *e, const struct allocation *a,
    enum warning_kind kind)
{
	static struct warning_list	list;

	list = allocation_warnings(&arena, e, &rules, a);
	for (size_t i = 0; i < list.n; i++)
		if (list.v[i].kind == kind)
			return (&list.v[i]);
	return (NULL);
}

static void
test_nothing_speaks_against_somebody_able(void **state)
{
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	assert_int_equal(allocation_warnings(&arena, &e, &rules, &a).n, 0);
}

static void
test_a_stage_counts_from_the_day_of_its_award(void **state)
{
	struct educator_facts	e = able();

	assert_int_equal(peps_on(&e, iso("2020-04-30")), NO_STAGE);
	assert_int_equal(peps_on(&e, iso("2020-05-01")), STAGE_1);
	assert_int_equal(peps_on(&e, iso("2026-04-30")), STAGE_1);
	assert_int_equal(peps_on(&e, iso("2026-05-01")), STAGE_2);
}

static void
test_stage_2_is_needed_as_a_last_placement_begins(void **state)
{
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.stage_2_on = a.from;
	assert_null(warned(&e, &a, WARN_STAGE_1_LAST));
	e.stage_2_on = date_plus_days(a.from, 1);
	assert_string_equal(warned(&e, &a, WARN_STAGE_1_LAST)->words,
	    "Ada Byron has stage 1, which may contribute to a last placement "
	    "but not assess it: stage 2 is needed");
	a.last = false;
	assert_null(warned(&e, &a, WARN_STAGE_1_LAST));
	e.stage_2_on = e.stage_1_on = (struct date){ 0 };
	assert_string_equal(warned(&e, &a, WARN_STAGE_MISSING)->words,
	    "Ada Byron is working towards stage 1 on 7 September 2026: stage 1 "
	    "or 2 is needed");
	a.assesses = false;
	assert_null(warned(&e, &a, WARN_STAGE_MISSING));
}

static void
test_a_registration_runs_to_30_november_that_day_included(void **state)
{
	assert_date(registration_year_end(&rules, iso("2026-11-29")),
	    "2026-11-30");
	assert_date(registration_year_end(&rules, iso("2026-11-30")),
	    "2026-11-30");
	assert_date(registration_year_end(&rules, iso("2026-12-01")),
	    "2027-11-30");
	assert_date(registration_renewed(&rules, iso("2026-11-30"),
	    iso("2026-11-30")), "2027-11-30");
	assert_date(registration_renewed(&rules, iso("2026-11-30"),
	    iso("2026-12-01")), "2027-11-30");
	assert_date(registration_renewed(&rules, iso("2024-11-30"),
	    iso("2026-11-30")), "2026-11-30");
	assert_date(registration_renewed(&rules, (struct date){ 0 },
	    iso("2026-09-01")), "2026-11-30");
}

static void
test_a_renewal_on_29_february_is_on_the_28th_else(void **state)
{
	struct educator_rules	leap = { 24, 60, 229 };

	assert_date(registration_year_end(&leap, iso("2027-02-28")),
	    "2027-02-28");
	assert_date(registration_year_end(&leap, iso("2027-03-01")),
	    "2028-02-29");
	assert_date(registration_year_end(&leap, iso("2028-02-29")),
	    "2028-02-29");
}

static void
test_a_registration_must_last_as_long_as_the_allocation(void **state)
{
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.registered_until = iso("2026-11-30");
	assert_string_equal(warned(&e, &a, WARN_REGISTRATION_LAPSES)->words,
	    "Ada Byron is registered until 30 November 2026; the allocation "
	    "lasts until 29 January 2027");
	a.to = iso("2026-12-01");
	assert_non_null(warned(&e, &a, WARN_REGISTRATION_LAPSES));
	a.to = iso("2026-11-30");
	assert_null(warned(&e, &a, WARN_REGISTRATION_LAPSES));
}

static void
test_who_assesses_is_registered(void **state)
{
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.swe_number = NULL;
	assert_string_equal(warned(&e, &a, WARN_NOT_REGISTERED)->words,
	    "Ada Byron has no Social Work England number on the register");
	e = able();
	e.registered = false;
	assert_non_null(warned(&e, &a, WARN_NOT_REGISTERED));
	/* So is who supervises a last placement, but no earlier one. */
	a.assesses = false;
	assert_non_null(warned(&e, &a, WARN_NOT_REGISTERED));
	a.last = false;
	assert_null(warned(&e, &a, WARN_NOT_REGISTERED));
}

static void
test_currency_lasts_two_years_from_the_last_learner(void **state)
{
	struct learner		l = learner(1, "2023-09-01", "2024-02-29");
	struct educator_facts	e = able();

	e.stage_2_on = iso("2021-05-01");
	e.learners = &l;
	e.nlearners = 1;
	/* The end of February, in a leap year and two years on. */
	assert_date(currency_until(&e, &rules, iso("2025-01-01")),
	    "2026-02-28");
	/* While somebody learns, from that day. */
	assert_date(currency_until(&e, &rules, iso("2024-02-01")),
	    "2026-02-01");
	/* Who has not begun does not count, nor does a supervisor. */
	assert_date(currency_until(&e, &rules, iso("2023-08-31")),
	    "2023-05-01");
	l.assesses = false;
	assert_date(currency_until(&e, &rules, iso("2025-01-01")),
	    "2023-05-01");
	e.stage_1_on = e.stage_2_on = (struct date){ 0 };
	assert_date(currency_until(&e, &rules, iso("2025-01-01")), "");
}

static void
test_currency_lapses_before_or_during_an_allocation(void **state)
{
	struct learner		l = learner(1, "2024-01-01", "2024-09-06");
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.stage_2_on = iso("2021-05-01");
	e.learners = &l;
	e.nlearners = 1;
	assert_string_equal(warned(&e, &a, WARN_CURRENCY_LAPSED)->words,
	    "Ada Byron was current until 6 September 2026, before the "
	    "allocation begins, and needs support to take a learner again");
	assert_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
	l.to = iso("2024-09-07");
	assert_null(warned(&e, &a, WARN_CURRENCY_LAPSED));
	assert_non_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
	l.to = iso("2025-01-28");
	assert_non_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
	l.to = iso("2025-01-29");
	assert_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
	a.assesses = false;
	l.to = iso("2024-01-01");
	assert_null(warned(&e, &a, WARN_CURRENCY_LAPSED));
}

static void
test_another_learner_during_the_allocation_keeps_currency(void **state)
{
	struct learner	l[] = { learner(1, "2024-01-01", "2024-10-01"),
			    learner(2, "2026-09-20", "2026-12-18") };
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.stage_2_on = iso("2021-05-01");
	e.learners = l;
	e.nlearners = 2;
	assert_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
	/* Whoever begins when it has lapsed comes too late. */
	l[1].from = iso("2026-10-02");
	assert_non_null(warned(&e, &a, WARN_CURRENCY_LAPSES));
}

static void
test_room_is_for_so_many_on_one_day(void **state)
{
	struct learner	l[] = { learner(1, "2026-06-01", "2026-10-30"),
			    learner(2, "2026-06-01", "2026-09-20"),
			    learner(3, "2026-09-21", "2026-10-30") };
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.learners = l;
	e.nlearners = 3;
	e.capacity = 3;
	assert_int_equal(load_on(&e, iso("2026-09-20")), 2);
	assert_int_equal(load_on(&e, iso("2026-09-21")), 2);
	assert_null(warned(&e, &a, WARN_OVERLOADED));
	/* One day on which the three meet, in the week of a Monday. */
	l[2].from = iso("2026-09-20");
	assert_string_equal(warned(&e, &a, WARN_OVERLOADED)->words,
	    "Ada Byron would have 4 trainees at once in the week of 14 "
	    "September 2026, with room for 3");
	e.capacity = 4;
	assert_null(warned(&e, &a, WARN_OVERLOADED));
	/* The last day counts; the day after does not. */
	e.capacity = 1;
	e.nlearners = 1;
	a.from = iso("2026-10-30");
	assert_non_null(warned(&e, &a, WARN_OVERLOADED));
	a.from = iso("2026-10-31");
	assert_null(warned(&e, &a, WARN_OVERLOADED));
}

static void
test_a_team_without_an_audit_is_a_note(void **state)
{
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	assert_null(warned(&e, &a, WARN_NOT_AUDITED));
	a.unaudited = "Crisis team";
	assert_int_equal(warned(&e, &a, WARN_NOT_AUDITED)->gravity, NOTE);
	assert_string_equal(warning_code(WARN_NOT_AUDITED), "not-audited");
}

static void
test_one_trainee_in_two_duties_is_one(void **state)
{
	struct learner	l[] = { learner(1, "2026-06-01", ""),
			    learner(1, "2026-07-01", "2026-08-01") };
	struct educator_facts	e = able();

	e.learners = l;
	e.nlearners = 2;
	assert_int_equal(load_on(&e, iso("2026-07-15")), 1);
	l[1].who = 2;
	assert_int_equal(load_on(&e, iso("2026-07-15")), 2);
}

static void
test_who_educates_from_off_site_needs_a_supervisor(void **state)
{
	struct on_site	s[] = { { { 2026, 11, 1 }, { 2027, 3, 1 }, true },
			    { { 2026, 9, 7 }, { 2026, 10, 31 }, true } };
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	e.organisation = 8;
	assert_int_equal(warned(&e, &a, WARN_WORKS_ELSEWHERE)->gravity, NOTE);
	assert_string_equal(warned(&e, &a, WARN_NO_SUPERVISOR)->words,
	    "An educator from off site needs an on-site supervisor who is a "
	    "registered social worker: there is none from 7 September 2026");
	a.supervisors = s;
	a.nsupervisors = 2;
	assert_null(warned(&e, &a, WARN_NO_SUPERVISOR));
	s[1].to = iso("2026-10-30");
	assert_non_null(strstr(warned(&e, &a, WARN_NO_SUPERVISOR)->words,
	    "there is none from 31 October 2026"));
	/* Unregistered, they will do for an earlier placement alone. */
	s[1] = (struct on_site){ a.from, { 0 }, false };
	assert_non_null(warned(&e, &a, WARN_NO_SUPERVISOR));
	a.last = false;
	assert_null(warned(&e, &a, WARN_NO_SUPERVISOR));
	/* Who supervises on site works there. */
	a.assesses = false;
	assert_int_equal(warned(&e, &a, WARN_WORKS_ELSEWHERE)->gravity,
	    WARNING);
	assert_null(warned(&e, &a, WARN_NO_SUPERVISOR));
}

static void
test_a_conflict_of_interest_is_refused_while_it_lasts(void **state)
{
	struct interest		c = { { 2026, 1, 1 }, { 0 }, "friends" };
	struct educator_facts	e = able();
	struct allocation	a = autumn();

	a.conflicts = &c;
	a.nconflicts = 1;
	assert_int_equal(warned(&e, &a, WARN_CONFLICT)->gravity, REFUSAL);
	c.to = iso("2026-09-07");
	assert_non_null(warned(&e, &a, WARN_CONFLICT));
	c.to = iso("2026-09-06");
	assert_null(warned(&e, &a, WARN_CONFLICT));
	c.to = (struct date){ 0 };
	c.from = iso("2027-01-29");
	assert_non_null(warned(&e, &a, WARN_CONFLICT));
	c.from = iso("2027-01-30");
	assert_null(warned(&e, &a, WARN_CONFLICT));
}

static bool
needs(const struct educator_facts *e, enum attention what, const char *on)
{
	struct concern_list	list = educator_attention(&arena, e, &rules,
				    iso(on));

	return (needs_attention(&list, what));
}

static void
test_a_registration_needs_attention_before_it_lapses(void **state)
{
	struct educator_facts	e = able();

	assert_false(needs(&e, REGISTRATION_DUE, "2027-09-30"));
	assert_true(needs(&e, REGISTRATION_DUE, "2027-10-01"));
	assert_true(needs(&e, REGISTRATION_DUE, "2027-11-30"));
	assert_false(needs(&e, REGISTRATION_LAPSED, "2027-11-30"));
	assert_true(needs(&e, REGISTRATION_LAPSED, "2027-12-01"));
	assert_false(needs(&e, REGISTRATION_DUE, "2027-12-01"));
	e.registered = false;
	assert_true(needs(&e, REGISTRATION_MISSING, "2027-12-01"));
	/* A supervisor of an earlier placement may be unregistered. */
	e.stage_1_on = e.stage_2_on = (struct date){ 0 };
	assert_false(needs(&e, REGISTRATION_MISSING, "2027-12-01"));
}

static void
test_currency_needs_attention_before_it_lapses(void **state)
{
	struct educator_facts	e = able();

	e.registered_until = iso("2030-11-30");
	assert_false(needs(&e, CURRENCY_DUE, "2028-03-01"));
	assert_true(needs(&e, CURRENCY_DUE, "2028-03-02"));
	assert_true(needs(&e, CURRENCY_DUE, "2028-05-01"));
	assert_false(needs(&e, CURRENCY_LAPSED, "2028-05-01"));
	assert_true(needs(&e, CURRENCY_LAPSED, "2028-05-02"));
}

static void
test_load_and_stage_of_times_to_come_need_attention(void **state)
{
	struct learner	l[] = { learner(1, "2026-06-01", "2026-12-18"),
			    learner(2, "2026-09-01", "2026-12-18") };
	struct educator_facts	e = able();

	e.learners = l;
	e.nlearners = 2;
	e.capacity = 1;
	assert_true(needs(&e, OVERLOADED, "2026-07-01"));
	assert_true(needs(&e, OVERLOADED, "2026-12-18"));
	assert_false(needs(&e, OVERLOADED, "2026-12-19"));
	l[1].last = true;
	assert_false(needs(&e, WRONG_STAGE, "2026-07-01"));
	e.stage_2_on = iso("2026-09-02");
	assert_true(needs(&e, WRONG_STAGE, "2026-07-01"));
	assert_false(needs(&e, WRONG_STAGE, "2026-09-02"));
	l[1].assesses = false;
	assert_false(needs(&e, WRONG_STAGE, "2026-07-01"));
}

/* Histories of chance: days of 2026 and 2027, some without an end. */
struct chance {
	struct learner		learners[MOST];
	struct educator_facts	educator;
	struct allocation	allocation;
	struct on_site		supervisor;
};

static struct date
some_day(struct mutator *m)
{
	return (date_plus_days(iso("2026-01-01"), (int)mutate_random(m, 700)));
}

static void
throw_history(struct chance *c, struct mutator *m)
{
	uint32_t	n = mutate_random(m, MOST + 1);
	struct date	from;

	for (uint32_t i = 0; i < n; i++) {
		from = some_day(m);
		c->learners[i] = (struct learner){ mutate_random(m, 5), from,
		    mutate_random(m, 6) == 0 ? (struct date){ 0 } :
		    date_plus_days(from, (int)mutate_random(m, 200)),
		    mutate_random(m, 2), mutate_random(m, 2) };
	}
	c->educator = (struct educator_facts){ .name = "A",
	    .swe_number = mutate_random(m, 5) ? "SW1" : NULL,
	    .registered = mutate_random(m, 5), .capacity =
	    (int)mutate_random(m, 6), .registered_until = some_day(m),
	    .organisation = mutate_random(m, 2), .learners = c->learners,
	    .nlearners = n };
	if (mutate_random(m, 3))
		c->educator.stage_1_on = date_plus_days(some_day(m), -900);
	if (mutate_random(m, 2))
		c->educator.stage_2_on = date_plus_days(some_day(m), -500);
	from = some_day(m);
	c->supervisor = (struct on_site){ some_day(m), { 0 }, true };
	c->allocation = (struct allocation){ "T", "H", 1,
	    mutate_random(m, 2), mutate_random(m, 2), from,
	    date_plus_days(from, (int)mutate_random(m, 200)), NULL, 0,
	    &c->supervisor, mutate_random(m, 2) };
}

/* Those of the second are all among those of the first. */
static void
assert_no_more(const struct chance *before, const struct chance *after,
    uint64_t seed)
{
	struct warning_list	had = allocation_warnings(&arena,
				    &before->educator, &rules,
				    &before->allocation);
	struct warning_list	has = allocation_warnings(&arena,
				    &after->educator, &rules,
				    &after->allocation);
	size_t			i = 0;

	for (size_t n = 0; n < has.n; n++) {
		while (i < had.n && had.v[i].kind != has.v[n].kind)
			i++;
		if (i == had.n)
			fail_msg("seed %lu adds %s", seed,
			    has.v[n].words);
	}
}

static void
make_better(struct chance *c, uint32_t how)
{
	struct educator_facts	*e = &c->educator;

	switch (how) {
	case 0:
		e->capacity++;
		break;
	case 1:
		e->registered_until = date_plus_days(e->registered_until, 30);
		break;
	case 2:
		e->registered = true;
		e->registered_until = c->allocation.to;
		break;
	case 3:
		if (date_is_set(e->stage_2_on) &&
		    date_compare(e->stage_2_on, c->allocation.from) > 0)
			e->stage_2_on = c->allocation.from;
		break;
	case 4:
		c->supervisor.from = c->allocation.from;
		c->allocation.nsupervisors = 1;
		break;
	case 5:
		e->organisation = c->allocation.organisation;
		break;
	default:
		if (date_compare(c->allocation.to, c->allocation.from) > 0)
			c->allocation.to = date_plus_days(c->allocation.to,
			    -1);
	}
}

static void
test_what_is_better_never_adds_a_warning(void **state)
{
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		struct mutator	m = { seed * 0x9e3779b97f4a7c15 };
		struct chance	before, after;

		throw_history(&before, &m);
		after = before;
		after.educator.learners = after.learners;
		after.allocation.supervisors = &after.supervisor;
		make_better(&after, mutate_random(&m, 7));
		assert_no_more(&before, &after, seed);
		arena_reset(&arena);
	}
}

/* One learner less never adds a load, nor a warning of one. */
static void
test_a_learner_less_never_overloads(void **state)
{
	for (uint64_t seed = 1; seed <= HISTORIES; seed++) {
		struct mutator	m = { seed * 0x9e3779b97f4a7c15 };
		struct chance	c;
		bool		over;

		throw_history(&c, &m);
		if (c.educator.nlearners == 0)
			continue;
		over = warned(&c.educator, &c.allocation, WARN_OVERLOADED) !=
		    NULL;
		c.educator.nlearners--;
		if (!over)
			assert_null(warned(&c.educator, &c.allocation,
			    WARN_OVERLOADED));
		arena_reset(&arena);
	}
}

/* The peak is the highest of the days, and comes on the first of them. */
static void
test_the_peak_is_the_highest_of_all_days(void **state)
{
	for (uint64_t seed = 1; seed <= HISTORIES / 10; seed++) {
		struct mutator	m = { seed * 0x9e3779b97f4a7c15 };
		struct chance	c;
		struct date	on, when, first = { 0 };
		int		peak, most = -1;

		throw_history(&c, &m);
		peak = load_peak(&c.educator, c.allocation.from,
		    c.allocation.to, &when);
		for (on = c.allocation.from;
		    date_compare(on, c.allocation.to) <= 0;
		    on = date_plus_days(on, 1))
			if (load_on(&c.educator, on) > most) {
				most = load_on(&c.educator, on);
				first = on;
			}
		assert_int_equal(peak, most);
		assert_int_equal(date_compare(when, first), 0);
	}
}

static int
release(void **state)
{
	arena_release(&arena);
	return (0);
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test(name)
	const struct CMUnitTest	tests[] = {
		TEST(test_nothing_speaks_against_somebody_able),
		TEST(test_a_stage_counts_from_the_day_of_its_award),
		TEST(test_stage_2_is_needed_as_a_last_placement_begins),
		TEST(test_a_registration_runs_to_30_november_that_day_included),
		TEST(test_a_renewal_on_29_february_is_on_the_28th_else),
		TEST(test_a_registration_must_last_as_long_as_the_allocation),
		TEST(test_who_assesses_is_registered),
		TEST(test_currency_lasts_two_years_from_the_last_learner),
		TEST(test_currency_lapses_before_or_during_an_allocation),
		TEST(test_another_learner_during_the_allocation_keeps_currency),
		TEST(test_room_is_for_so_many_on_one_day),
		TEST(test_a_team_without_an_audit_is_a_note),
		TEST(test_one_trainee_in_two_duties_is_one),
		TEST(test_who_educates_from_off_site_needs_a_supervisor),
		TEST(test_a_conflict_of_interest_is_refused_while_it_lasts),
		TEST(test_a_registration_needs_attention_before_it_lapses),
		TEST(test_currency_needs_attention_before_it_lapses),
		TEST(test_load_and_stage_of_times_to_come_need_attention),
		TEST(test_what_is_better_never_adds_a_warning),
		TEST(test_a_learner_less_never_overloads),
		TEST(test_the_peak_is_the_highest_of_all_days),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
