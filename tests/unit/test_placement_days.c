/*
 * Which days may be logged, what they add up to, and how that stands.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "rules/placement_days.h"
#include "rules/words.h"

#include "histories.h"

static const struct pattern full_time = { .halves = { 2, 2, 2, 2, 2, 0, 0 } };
static const struct pattern part_time = { .halves = { 2, 2, 2, 1, 0, 0, 0 } };

static struct arena	arena;

static struct date
iso(const char *s)
{
	struct date	d = { 0 };

	assert_true(date_parse_iso(s, &d));
	return (d);
}

static struct schedule
autumn(const struct pattern *pattern)
{
	return ((struct schedule){
	    .from = { 2026, 9, 7 }, .to = { 2027, 1, 29 },
	    .required_halves = 140,
	    .patterns = pattern, .npatterns = 1 });
}

static void
test_amounts_of_days_are_words(void **state)
{
	assert_string_equal(days_words(&arena, 0), "0 days");
	assert_string_equal(days_words(&arena, 1), "half a day");
	assert_string_equal(days_words(&arena, 2), "1 day");
	assert_string_equal(days_words(&arena, 3), "1\u00bd days");
	assert_string_equal(days_words(&arena, 4), "2 days");
	assert_string_equal(days_words(&arena, 25), "12\u00bd days");
	assert_string_equal(days_words(&arena, 400), "200 days");
	assert_string_equal(days_number(&arena, 0), "0");
	assert_string_equal(days_number(&arena, 1), "\u00bd");
	assert_string_equal(days_number(&arena, 25), "12\u00bd");
}

static void
test_names_of_the_database_are_read_and_no_others(void **state)
{
	enum logged_kind	kind = LOGGED_ABSENT;
	enum logged_state	day_state = LOGGED_WITHDRAWN;

	assert_true(logged_kind_named("make_up", &kind));
	assert_int_equal(kind, LOGGED_MAKE_UP);
	assert_false(logged_kind_named("made up", &kind));
	assert_false(logged_kind_named("", &kind));
	assert_false(logged_kind_named(NULL, &kind));
	assert_int_equal(kind, LOGGED_MAKE_UP);
	assert_true(logged_state_named("submitted", &day_state));
	assert_int_equal(day_state, LOGGED_SUBMITTED);
	assert_true(logged_state_named("confirmed", &day_state));
	assert_int_equal(day_state, LOGGED_CONFIRMED);
	assert_false(logged_state_named("Confirmed", &day_state));
}

static void
test_days_add_up_by_what_became_of_them(void **state)
{
	static const struct logged_day days[] = {
		{ { 2026, 9, 7 }, 2, LOGGED_ATTENDED, LOGGED_CONFIRMED },
		{ { 2026, 9, 8 }, 1, LOGGED_ATTENDED, LOGGED_CONFIRMED },
		{ { 2026, 9, 9 }, 2, LOGGED_ABSENT, LOGGED_CONFIRMED },
		{ { 2026, 9, 10 }, 2, LOGGED_ABSENT, LOGGED_RETURNED },
		{ { 2026, 9, 11 }, 2, LOGGED_ATTENDED, LOGGED_RETURNED },
		{ { 2026, 9, 12 }, 1, LOGGED_MAKE_UP, LOGGED_CONFIRMED },
		{ { 2026, 9, 13 }, 2, LOGGED_MAKE_UP, LOGGED_SUBMITTED },
		{ { 2026, 9, 14 }, 2, LOGGED_ATTENDED, LOGGED_SUBMITTED },
		{ { 2026, 9, 15 }, 2, LOGGED_ATTENDED, LOGGED_WITHDRAWN },
		{ { 2026, 9, 16 }, 2, LOGGED_MAKE_UP, LOGGED_RETURNED },
	};
	struct day_totals	t = day_totals(days,
				    sizeof(days) / sizeof(days[0]));

	assert_int_equal(t.confirmed, 4);
	assert_int_equal(t.waiting, 4);
	assert_int_equal(t.returned, 4);
	assert_int_equal(t.absent, 4);
	assert_int_equal(t.made_up, 3);
	assert_int_equal(t.to_make_up, 1);
	t = day_totals(NULL, 0);
	assert_int_equal(t.confirmed + t.waiting + t.absent, 0);
}

static struct logged_day
random_day(struct history *h, int i)
{
	return ((struct logged_day){
	    .on = date_plus_days(h->schedule.from, i),
	    .halves = 1 + chance(h, 2),
	    .kind = (enum logged_kind)chance(h, 3),
	    .state = (enum logged_state)chance(h, 4) });
}

static void
test_totals_never_disagree_with_the_days(void **state)
{
	struct logged_day	days[120];
	struct day_totals	t;
	struct curve		done, sent;
	struct history		h;
	int			seed, i, n, all;

	for (seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		n = chance(&h, 120);
		for (i = all = 0; i < n; i++) {
			days[i] = random_day(&h, i);
			if (days[i].state != LOGGED_WITHDRAWN)
				all += days[i].halves;
		}
		t = day_totals(days, (size_t)n);
		assert_int_equal(all,
		    t.confirmed + t.waiting + t.returned + t.absent);
		assert_true(t.made_up <= t.confirmed + t.waiting);
		assert_true(t.to_make_up >= 0 && t.to_make_up <= t.absent);
		assert_true(t.to_make_up >= t.absent - t.made_up);
		done = done_curve(&arena, schedule_of(&h), days, (size_t)n,
		    false);
		sent = done_curve(&arena, schedule_of(&h), days, (size_t)n,
		    true);
		assert_int_equal(done.halves[done.n - 1], t.confirmed);
		assert_int_equal(sent.halves[sent.n - 1],
		    t.confirmed + t.waiting);
		for (i = 1; i < (int)done.n; i++) {
			assert_true(done.halves[i] > done.halves[i - 1]);
			assert_true(date_compare(done.on[i],
			    done.on[i - 1]) > 0);
		}
		arena_reset(&arena);
	}
}

static void
assert_standing(const struct schedule *s, int confirmed, int waiting,
    const char *today, enum standing standing, const char *reason)
{
	struct day_standing	st = day_standing(&arena, s, confirmed,
				    waiting, &day_settings_usual, iso(today));

	assert_string_equal(st.reason, reason);
	assert_int_equal(st.standing, standing);
	assert_int_equal(st.done, confirmed + waiting);
	assert_int_equal(st.behind, st.expected - st.done);
}

static void
test_standing_compares_done_with_expected(void **state)
{
	struct schedule	s = autumn(&full_time);

	assert_standing(&s, 0, 0, "2026-09-06", NOT_STARTED,
	    "The placement starts on 7 September 2026");
	assert_standing(&s, 0, 0, "2026-09-07", ON_TRACK,
	    "0 days done, 0 expected by today: on track");
	assert_standing(&s, 2, 0, "2026-09-07", ON_TRACK,
	    "1 day done, 0 expected by today: 1 day ahead");
	assert_standing(&s, 30, 0, "2026-09-28", ON_TRACK,
	    "15 days done, 15 expected by today: on track");
	assert_standing(&s, 29, 0, "2026-09-28", SLIGHTLY_BEHIND,
	    "14\u00bd days done, 15 expected by today: half a day behind");
	assert_standing(&s, 24, 0, "2026-09-28", BEHIND,
	    "12 days done, 15 expected by today: 3 days behind");
	assert_standing(&s, 1, 0, "2026-09-28", WELL_BEHIND,
	    "Half a day done, 15 expected by today: 14\u00bd days behind");
}

static void
test_what_waits_to_be_confirmed_is_done_but_not_complete(void **state)
{
	struct schedule	s = autumn(&full_time);

	assert_standing(&s, 20, 10, "2026-09-28", ON_TRACK,
	    "15 days done (5 days not confirmed yet), 15 expected by today: "
	    "on track");
	assert_standing(&s, 139, 1, "2027-01-29", ON_TRACK,
	    "70 days done (half a day not confirmed yet), 70 expected by "
	    "today: on track");
	assert_standing(&s, 140, 0, "2027-01-29", COMPLETE,
	    "70 days done of 70: complete");
	assert_standing(&s, 120, 0, "2027-02-01", WELL_BEHIND,
	    "60 days done, 70 needed by 29 January 2027: 10 days behind");
}

static void
test_without_a_pattern_or_a_placement_nobody_is_on_track(void **state)
{
	struct schedule	s = autumn(NULL);

	s.npatterns = 0;
	assert_standing(&s, 24, 0, "2026-09-28", NO_PATTERN,
	    "12 days done of 70: no working pattern has been recorded, so "
	    "none is expected yet");
	assert_standing(&s, 24, 0, "2027-01-30", WELL_BEHIND,
	    "12 days done, 70 needed by 29 January 2027: 58 days behind");
	s.from = (struct date){ 0 };
	assert_standing(&s, 0, 0, "2026-09-28", NO_PLACEMENT,
	    "No placement has been arranged yet");
}

static void
test_thresholds_are_what_the_settings_say(void **state)
{
	struct day_settings	settings = { 3, 6 };
	struct schedule		s = autumn(&full_time);
	enum standing		standing;
	int			behind;

	for (behind = -4; behind <= 30; behind++) {
		standing = day_standing(&arena, &s, 30 - behind, 0, &settings,
		    iso("2026-09-28")).standing;
		assert_int_equal(standing, behind <= 0 ? ON_TRACK :
		    behind <= 3 ? SLIGHTLY_BEHIND :
		    behind <= 6 ? BEHIND : WELL_BEHIND);
	}
}

static void
test_every_standing_has_its_words(void **state)
{
	enum standing	a, b;

	for (a = NO_PLACEMENT; a <= COMPLETE; a++) {
		assert_string_not_equal(standing_words(a), "");
		for (b = NO_PLACEMENT; b < a; b++)
			assert_string_not_equal(standing_words(a),
			    standing_words(b));
	}
}

static void
assert_check(const struct schedule *s, const struct day_asked *asked,
    enum day_verdict verdict, const char *sentence)
{
	struct day_check	check = check_day(&arena, s, asked);

	if (sentence == NULL)
		assert_null(check.sentence);
	else
		assert_string_equal(check.sentence, sentence);
	assert_int_equal(check.verdict, verdict);
	assert_int_equal(day_refused(verdict),
	    verdict != DAY_ALLOWED && verdict != DAY_OFF_PATTERN);
}

/* A full day attended, asked about on 16 October 2026, a Friday. */
static struct day_asked
attended(const char *on)
{
	return ((struct day_asked){ .on = iso(on), .today = { 2026, 10, 16 },
	    .halves = 2, .kind = LOGGED_ATTENDED });
}

static void
test_a_day_of_the_pattern_may_be_logged_up_to_today(void **state)
{
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-10-16");

	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2026-09-07");
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2026-10-17");
	assert_check(&s, &asked, DAY_IN_FUTURE, "17 October 2026 is in the "
	    "future. You can log a day on the day itself or after it.");
}

static void
test_a_programme_may_limit_how_long_ago_a_day_is_logged(void **state)
{
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-10-01");
	struct logged_day	was = { .on = iso("2026-10-01"), .halves = 2,
				    .state = LOGGED_RETURNED };

	asked.today = iso("2026-10-16");
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.days_back = 15;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.days_back = 14;
	assert_check(&s, &asked, DAY_TOO_OLD, "1 October 2026 is more than 14 "
	    "days ago. Tell the programme team if it still has to be logged.");
	asked.changes = &was;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	was.on = iso("2026-10-02");
	assert_check(&s, &asked, DAY_TOO_OLD, "1 October 2026 is more than 14 "
	    "days ago. Tell the programme team if it still has to be logged.");
}

static void
test_a_day_outside_the_placement_is_refused(void **state)
{
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-09-04");

	assert_check(&s, &asked, DAY_OUTSIDE_PLACEMENT,
	    "4 September 2026 is outside this placement. This placement runs "
	    "from 7 September 2026 to 29 January 2027.");
	asked.today = iso("2027-03-01");
	asked.on = iso("2027-01-29");
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2027-01-30");
	assert_check(&s, &asked, DAY_OUTSIDE_PLACEMENT,
	    "30 January 2027 is outside this placement. This placement runs "
	    "from 7 September 2026 to 29 January 2027.");
	s.from = (struct date){ 0 };
	assert_check(&s, &asked, DAY_NO_PLACEMENT,
	    "You cannot log 30 January 2027: you have no placement yet");
}

static void
test_a_date_is_logged_once(void **state)
{
	struct logged_day	other = { { 2026, 10, 12 }, 2, LOGGED_ATTENDED,
				    LOGGED_SUBMITTED };
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-10-12");

	asked.other = &other;
	assert_check(&s, &asked, DAY_ALREADY_LOGGED,
	    "You have already logged 12 October 2026. Change that day "
	    "instead.");
	other.state = LOGGED_CONFIRMED;
	assert_check(&s, &asked, DAY_ALREADY_CONFIRMED,
	    "You have already logged 12 October 2026, and your practice "
	    "educator has confirmed it. Ask them to return it to you if it "
	    "has to change.");
	other.state = LOGGED_WITHDRAWN;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
}

static void
test_a_confirmed_day_is_not_changed(void **state)
{
	struct logged_day	was = { { 2026, 10, 12 }, 2, LOGGED_ATTENDED,
				    LOGGED_CONFIRMED };
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-10-13");

	asked.changes = &was;
	assert_check(&s, &asked, DAY_ALREADY_CONFIRMED,
	    "Your practice educator has confirmed 12 October 2026. Ask them "
	    "to return it to you if it has to change.");
	was.state = LOGGED_RETURNED;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
}

static void
test_work_off_the_pattern_is_a_warning_unless_it_makes_up(void **state)
{
	struct schedule		s = autumn(&part_time);
	struct day_asked	asked = attended("2026-10-10");

	assert_check(&s, &asked, DAY_OFF_PATTERN,
	    "Saturday 10 October 2026 is not one of the working days of this "
	    "placement. Check the date, or log it as a make-up day.");
	asked.on = iso("2026-10-09");
	assert_check(&s, &asked, DAY_OFF_PATTERN,
	    "Friday 9 October 2026 is not one of the working days of this "
	    "placement. Check the date, or log it as a make-up day.");
	asked.kind = LOGGED_MAKE_UP;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.kind = LOGGED_ATTENDED;
	asked.today = iso("2027-01-10");
	asked.on = iso("2026-12-28");
	assert_check(&s, &asked, DAY_OFF_PATTERN,
	    "Monday 28 December 2026 is a bank holiday, Boxing Day "
	    "(substitute day). Check the date, or log it as a make-up day.");
}

static void
test_without_a_pattern_weekdays_are_working_days(void **state)
{
	struct schedule		s = autumn(NULL);
	struct day_asked	asked = attended("2026-10-12");

	s.npatterns = 0;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2026-10-11");
	assert_check(&s, &asked, DAY_OFF_PATTERN,
	    "Sunday 11 October 2026 is not one of the working days of this "
	    "placement. Check the date, or log it as a make-up day.");
	asked.today = iso("2027-01-10");
	asked.on = iso("2026-12-25");
	assert_check(&s, &asked, DAY_OFF_PATTERN,
	    "Friday 25 December 2026 is a bank holiday, Christmas Day. Check "
	    "the date, or log it as a make-up day.");
}

static void
test_an_absence_needs_a_reason_and_a_working_day(void **state)
{
	struct schedule		s = autumn(&part_time);
	struct day_asked	asked = attended("2026-10-12");

	asked.kind = LOGGED_ABSENT;
	assert_check(&s, &asked, DAY_ABSENCE_UNEXPLAINED,
	    "Select why you were absent on 12 October 2026");
	asked.has_reason = true;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2026-10-15");
	assert_check(&s, &asked, DAY_ABSENCE_TOO_LONG,
	    "You were expected for half a day on Thursday 15 October 2026. "
	    "Log the absence as half a day.");
	asked.halves = 1;
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
	asked.on = iso("2026-10-16");
	assert_check(&s, &asked, DAY_NOT_EXPECTED,
	    "Friday 16 October 2026 is not one of the working days of this "
	    "placement. You do not need to log an absence for it.");
}

static void
test_no_day_counts_during_an_interruption(void **state)
{
	struct span		sick = { { 2026, 10, 5 }, { 2026, 10, 9 },
				    "sickness" };
	struct schedule		s = autumn(&full_time);
	struct day_asked	asked = attended("2026-10-09");

	s.interruptions = &sick;
	s.ninterruptions = 1;
	assert_check(&s, &asked, DAY_INTERRUPTED,
	    "You cannot log 9 October 2026: the placement is interrupted "
	    "from 5 October 2026 to 9 October 2026. Tell the programme team "
	    "if that is wrong.");
	sick.to = (struct date){ 0 };
	asked.kind = LOGGED_MAKE_UP;
	assert_check(&s, &asked, DAY_INTERRUPTED,
	    "You cannot log 9 October 2026: the placement is interrupted "
	    "from 5 October 2026. Tell the programme team if that is wrong.");
	sick.to = iso("2026-10-08");
	assert_check(&s, &asked, DAY_ALLOWED, NULL);
}

static int
forget(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct placed
placed(int done, int expected, int required, enum standing standing)
{
	return ((struct placed){ .required_halves = required,
	    .standing = { .standing = standing, .done = done,
	    .expected = expected, .behind = expected - done,
	    .reason = "its own reason" } });
}

static void
test_a_course_of_one_placement_stands_as_it_does(void **state)
{
	struct placed		one = placed(20, 24, 140, SLIGHTLY_BEHIND);
	struct day_standing	st = course_standing(&arena, &one, 1,
				    &day_settings_usual);

	assert_int_equal(st.standing, SLIGHTLY_BEHIND);
	assert_int_equal(st.behind, 4);
	assert_string_equal(st.reason, "its own reason");
	st = course_standing(&arena, NULL, 0, &day_settings_usual);
	assert_int_equal(st.standing, NO_PLACEMENT);
	assert_int_equal(st.behind, 0);
}

static void
test_what_an_earlier_placement_was_short_of_is_still_due(void **state)
{
	struct placed		two[] = {
		placed(128, 140, 140, WELL_BEHIND),
		placed(40, 38, 200, ON_TRACK)
	};
	struct day_standing	st = course_standing(&arena, two, 2,
				    &day_settings_usual);

	assert_int_equal(st.done, 168);
	assert_int_equal(st.expected, 178);
	assert_int_equal(st.behind, 10);
	assert_int_equal(st.standing, BEHIND);
	assert_string_equal(st.reason, "84 days done over 2 placements, 89 "
	    "expected by today: 5 days behind");
}

static void
test_more_days_than_required_do_not_make_up_for_another(void **state)
{
	struct placed		two[] = {
		placed(160, 140, 140, COMPLETE), placed(0, 6, 200, BEHIND)
	};
	struct day_standing	st = course_standing(&arena, two, 2,
				    &day_settings_usual);

	assert_int_equal(st.done, 140);
	assert_int_equal(st.behind, 6);
	assert_int_equal(st.standing, BEHIND);
}

static void
test_a_course_is_complete_when_all_of_it_is(void **state)
{
	struct placed		two[] = {
		placed(140, 140, 140, COMPLETE), placed(200, 200, 200, COMPLETE)
	};
	struct day_standing	st = course_standing(&arena, two, 2,
				    &day_settings_usual);

	assert_int_equal(st.standing, COMPLETE);
	assert_non_null(strstr(st.reason, ": complete"));
	two[1] = placed(0, 0, 200, NOT_STARTED);
	st = course_standing(&arena, two, 2, &day_settings_usual);
	assert_int_equal(st.standing, ON_TRACK);
	two[0] = two[1];
	st = course_standing(&arena, two, 2, &day_settings_usual);
	assert_int_equal(st.standing, NOT_STARTED);
	two[0] = placed(0, 0, 140, NO_PATTERN);
	st = course_standing(&arena, two, 2, &day_settings_usual);
	assert_int_equal(st.standing, NO_PATTERN);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
		    test_a_course_of_one_placement_stands_as_it_does),
		cmocka_unit_test(
		    test_what_an_earlier_placement_was_short_of_is_still_due),
		cmocka_unit_test(
		    test_more_days_than_required_do_not_make_up_for_another),
		cmocka_unit_test(test_a_course_is_complete_when_all_of_it_is),
		cmocka_unit_test(test_amounts_of_days_are_words),
		cmocka_unit_test(
		    test_names_of_the_database_are_read_and_no_others),
		cmocka_unit_test(test_days_add_up_by_what_became_of_them),
		cmocka_unit_test(test_totals_never_disagree_with_the_days),
		cmocka_unit_test(test_standing_compares_done_with_expected),
		cmocka_unit_test(
		    test_what_waits_to_be_confirmed_is_done_but_not_complete),
		cmocka_unit_test(
		    test_without_a_pattern_or_a_placement_nobody_is_on_track),
		cmocka_unit_test(test_thresholds_are_what_the_settings_say),
		cmocka_unit_test(test_every_standing_has_its_words),
		cmocka_unit_test(
		    test_a_day_of_the_pattern_may_be_logged_up_to_today),
		cmocka_unit_test(
		    test_a_programme_may_limit_how_long_ago_a_day_is_logged),
		cmocka_unit_test(test_a_day_outside_the_placement_is_refused),
		cmocka_unit_test(test_a_date_is_logged_once),
		cmocka_unit_test(test_a_confirmed_day_is_not_changed),
		cmocka_unit_test(
		    test_work_off_the_pattern_is_a_warning_unless_it_makes_up),
		cmocka_unit_test(
		    test_without_a_pattern_weekdays_are_working_days),
		cmocka_unit_test(
		    test_an_absence_needs_a_reason_and_a_working_day),
		cmocka_unit_test(test_no_day_counts_during_an_interruption),
	};

	return (cmocka_run_group_tests(tests, NULL, forget));
}
