/* Every change is an event that nobody who signs in can touch. */
#include <stdio.h>

#include "pages.h"

static int
clean_world(void **state)
{
	new_world(state);
	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM audit.event; SET session_replication_role = origin");
	return (0);
}

/* One event of this name, by this person, about this day. */
static void
assert_event(const char *name, int actor, const char *condition)
{
	char	sql[500];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit.event WHERE "
	    "name = '%s' AND actor_id = %d AND reference ~ '^[0-9a-f]{12}$' "
	    "AND at > now() - interval '1 minute' AND %s", name, actor,
	    condition);
	assert_owner_asks(1, sql);
}

static void
assert_events(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM audit.event");
}

static void
test_a_logged_day_is_an_event_with_what_it_became(void **state)
{
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form("/placements/202/days/new",
	    "on-day=15&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Met+a+family"));
	assert_event("PLACEMENT_DAY_LOGGED", MARY, "subject = 'placement_day' "
	    "AND person_id = 2 AND programme_id = 1 AND placement_id = 202 "
	    "AND before IS NULL AND after ->> 'did' = 'Met a family' "
	    "AND after ->> 'state' = 'submitted'");
	assert_events(1);
}

static void
test_a_correction_is_an_event_with_what_changed_alone(void **state)
{
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form("/days/20204/change", "version=1&"
	    "on-day=8&on-month=6&on-year=2026&length=half&kind=attended&"
	    "did=Visited+a+family"));
	assert_event("PLACEMENT_DAY_CORRECTED", MARY, "subject_id = 20204 "
	    "AND before ->> 'halves' = '2' AND after ->> 'halves' = '1' "
	    "AND NOT before ? 'did' AND NOT after ? 'did'");
	assert_events(1);
}

static void
test_each_deed_with_a_day_has_its_own_name(void **state)
{
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, send_form("/days/20204/remove", "version=1"));
	assert_event("PLACEMENT_DAY_REMOVED", MARY, "subject_id = 20204 AND "
	    "before ->> 'state' = 'submitted' AND "
	    "after ->> 'state' = 'withdrawn'");
	assert_answer(SEE_OTHER, send_form("/days/20204/put-back",
	    "version=2"));
	assert_event("PLACEMENT_DAY_PUT_BACK", MARY, "subject_id = 20204 AND "
	    "after ->> 'state' = 'submitted'");
	sign_in_as(EWAN);
	assert_answer(SEE_OTHER, send_form("/work", "day=20204.3"));
	assert_event("PLACEMENT_DAYS_CONFIRMED", EWAN, "subject_id = 20204 "
	    "AND after ->> 'decided_by' = '11'");
	assert_answer(SEE_OTHER, send_form("/days/20204/return",
	    "version=4&reason=Say+more"));
	assert_event("PLACEMENT_DAY_RETURNED", EWAN, "subject_id = 20204 AND "
	    "before ->> 'state' = 'confirmed' AND "
	    "after ->> 'return_reason' = 'Say more'");
	assert_events(4);
}

static void
test_a_mistake_in_a_form_is_no_event(void **state)
{
	sign_in_as(MARY);
	assert_answer(INVALID, send_form("/placements/202/days/new", "did=a"));
	assert_answer(INVALID, send_form("/days/20204/remove", "version=9"));
	assert_events(0);
}

/* What was refused says which page and of what, and nothing of the record. */
static void
test_what_was_refused_is_an_event_that_says_no_more(void **state)
{
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, send_form("/days/20303/remove", "version=1"));
	assert_event("PAGE_REFUSED", MARY, "subject = 'day_remove' AND "
	    "subject_id = 20303 AND person_id IS NULL AND programme_id = 1 "
	    "AND kind = 'refusal' AND before IS NULL AND after IS NULL");
	assert_answer(BAD_REQUEST, send_bare("/days/20204/remove",
	    "version=1"));
	assert_event("FORM_REFUSED", MARY, "subject = 'day_remove' AND "
	    "subject_id = 20204 AND programme_id = 1");
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask("/days/20204"));
	assert_event("PAGE_REFUSED", ESI, "subject = 'day_record' AND "
	    "subject_id = 20204");
	assert_events(3);
}

/* Strangers cannot fill the audit. */
static void
test_what_is_refused_to_nobody_is_no_event(void **state)
{
	sign_in_as(0);
	assert_answer(SEE_OTHER, ask("/days/20204"));
	assert_answer(NOT_FOUND, ask("/nowhere"));
	assert_answer(BAD_REQUEST, send_bare("/days/20204/remove",
	    "version=1"));
	assert_events(0);
}

static void
test_signing_in_and_out_are_events_of_ones_programme(void **state)
{
	give_passwords();
	sign_in_as(0);
	assert_answer(OK, ask("/sign-in"));
	assert_answer(INVALID, submit("/sign-in",
	    "email=mary%40example.org&password=wrong"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'SIGN_IN_REFUSED' AND person_id = 2 AND actor_id IS NULL AND "
	    "programme_id = 1 AND kind = 'refusal'");
	assert_answer(SEE_OTHER, submit("/sign-in",
	    "email=mary%40example.org&password=correct+horse+battery"));
	assert_event("SESSION_STARTED", MARY, "person_id = 2 AND "
	    "programme_id = 1 AND kind = 'sign_in'");
	assert_answer(OK, ask("/"));
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_event("SESSION_ENDED", MARY, "person_id = 2 AND "
	    "programme_id = 1 AND kind = 'sign_in'");
}

static void
test_a_record_read_by_another_is_an_event(void **state)
{
	static const struct {
		const char	*path, *name, *subject;
		int64_t		 id;
	} records[] = {
		{ "/days/20204", "PLACEMENT_DAY_READ", "placement_day", 20204 },
		{ "/placements/202/days", "PLACEMENT_DAYS_READ", "placement",
		    202 },
		{ "/trainees/102/history", "TRAINEE_HISTORY_READ", "enrolment",
		    102 },
		{ "/trainees/102", "TRAINEE_RECORD_READ", "enrolment", 102 },
	};
	static const int	readers[] = { EWAN, SAM };
	char			condition[200];

	for (size_t i = 0; i < sizeof(records) / sizeof(*records); i++) {
		snprintf(condition, sizeof(condition), "subject = '%s' AND "
		    "subject_id = %ld AND person_id = 2 AND programme_id = 1 "
		    "AND before IS NULL AND after IS NULL",
		    records[i].subject, (long)records[i].id);
		for (int r = 0; r < 2; r++) {
			sign_in_as(readers[r]);
			assert_answer(OK, ask(records[i].path));
			assert_event(records[i].name, readers[r], condition);
		}
	}
	assert_events(8);
}

static void
test_a_record_read_by_its_person_is_no_event(void **state)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/days/20204"));
	assert_answer(OK, ask("/placements/202/days"));
	assert_answer(OK, ask("/trainees/102/history"));
	assert_answer(OK, ask("/trainees/102"));
	assert_answer(OK, ask("/"));
	assert_events(0);
}

static void
test_the_web_can_neither_write_nor_remove_an_event(void **state)
{
	static const char *const	deeds[] = {
		"INSERT INTO audit.event (name, subject, reference) "
		    "VALUES ('A', 'b', 'c')",
		"UPDATE audit.event SET name = 'A'",
		"DELETE FROM audit.event", "TRUNCATE audit.event",
		"ALTER TABLE audit.event DISABLE TRIGGER ALL",
		"DROP TABLE audit.event",
		"SET LOCAL session_replication_role = replica",
		"SET LOCAL ROLE waymark_owner",
	};

	sign_in_as(SAM);
	assert_answer(OK, ask("/days/20204"));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
		assert_false(web_does(deeds[i]));
	assert_events(1);
}

/* Not the tables of sign-in either: neither to read nor to write. */
static void
test_the_web_does_not_reach_what_signs_people_in(void **state)
{
	static const char *const	tables[] = { "credential", "session",
	    "link", "wrong_password", "done_form" };
	char				sql[100];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(tables) / sizeof(*tables); i++) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM auth.%s",
		    tables[i]);
		assert_false(web_does(sql));
		snprintf(sql, sizeof(sql), "DELETE FROM auth.%s", tables[i]);
		assert_false(web_does(sql));
	}
}

/* Nor may whoever administers the database, by mistake. */
static void
test_even_an_administrator_is_refused_by_the_table_itself(void **state)
{
	static const char *const	deeds[] = { "DELETE FROM audit.event",
	    "UPDATE audit.event SET name = 'A'", "TRUNCATE audit.event" };

	sign_in_as(SAM);
	assert_answer(OK, ask("/days/20204"));
	for (size_t i = 0; i < sizeof(deeds) / sizeof(*deeds); i++)
		owner_doesf("DO $$BEGIN BEGIN %s; "
		    "EXCEPTION WHEN insufficient_privilege THEN RETURN; END; "
		    "RAISE 'it was done'; END$$", deeds[i]);
	assert_events(1);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, clean_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_logged_day_is_an_event_with_what_it_became),
		test(test_a_correction_is_an_event_with_what_changed_alone),
		test(test_each_deed_with_a_day_has_its_own_name),
		test(test_a_mistake_in_a_form_is_no_event),
		test(test_what_was_refused_is_an_event_that_says_no_more),
		test(test_what_is_refused_to_nobody_is_no_event),
		test(test_signing_in_and_out_are_events_of_ones_programme),
		test(test_a_record_read_by_another_is_an_event),
		test(test_a_record_read_by_its_person_is_no_event),
		test(test_the_web_can_neither_write_nor_remove_an_event),
		test(test_the_web_does_not_reach_what_signs_people_in),
		test(test_even_an_administrator_is_refused_by_the_table_itself),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
