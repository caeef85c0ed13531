/*
 * Calendars: an address is made, read without a session by whoever has it, and
 * ended; what it says is unfolded here again, word for word.
 */
#include <stdio.h>

#include "golden.h"
#include "nonsense.h"

static char	feed[200];

static int
calendar_world(void **state)
{
	asye_world(state);
	owner_does("INSERT INTO asye_review (asye_id, person_id, "
	    "programme_id, number, months, state, first_on, due_on, "
	    "employer_id, provider_id) SELECT a.id, a.person_id, "
	    "a.programme_id, f.number, f.months, 'due', d, d, 1, 1 FROM "
	    "asye a JOIN framework_review f USING (framework_id) CROSS JOIN "
	    "LATERAL (SELECT (a.starts_on + make_interval(months => "
	    "f.months::integer))::date AS d) x WHERE NOT f.optional");
	return (0);
}

/* The address that the page shows, without the origin. */
static const char *
make_as(int64_t person)
{
	const char	*at;

	sign_in_as(person);
	assert_answer(OK, ask("/calendar"));
	assert_answer(OK, submit("/calendar", ""));
	at = strstr(page_text(), "/calendar/");
	while (at != NULL && strspn(at + 10, "0123456789abcdef") != 64)
		at = strstr(at + 1, "/calendar/");
	assert_non_null(at);
	snprintf(feed, sizeof(feed), "%.*s", 10 + 64 + 4, at);
	return (feed);
}

/* Lines are unfolded and escapes taken away, as RFC 5545 has it. */
static char *
unfolded(void)
{
	static char	text[1 << 18];
	const char	*from = page_text();
	char		*to = text;

	for (; *from != '\0' && to < text + sizeof(text) - 1; from++) {
		if (strncmp(from, "\r\n ", 3) == 0)
			from += 2;
		else if (*from == '\\' && strchr(",;\\", from[1]) != NULL)
			*to++ = *++from;
		else
			*to++ = *from;
	}
	*to = '\0';
	return (text);
}

static void
test_an_address_is_read_without_a_session(void **state)
{
	make_as(NINA);
	sign_in_as(0);
	assert_answer(OK, ask(feed));
	assert_string_equal(answer_header("etag") != NULL ? "" : "none", "");
	assert_shows("BEGIN:VCALENDAR\r\n");
	assert_shows("SUMMARY:ASYE: Six-month review\r\n");
	assert_shows("DTSTART;VALUE=DATE:20260301\r\n");
	assert_shows("DTEND;VALUE=DATE:20260302\r\n");
	assert_non_null(strstr(unfolded(), "/asye/700/timetable\r\n"));
	assert_hides("Nina");
	assert_hides("Sol");
}

static void
test_registrations_and_concerns_are_in_it(void **state)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until) OVERRIDING "
	    "SYSTEM VALUE VALUES (301, 11, 1, 9002, 'registered', "
	    "'2026-11-28'), (302, 12, 1, 9003, 'registered', '2026-11-30'); "
	    "INSERT INTO concern (id, enrolment_id, person_id, programme_id, "
	    "kind, words, shared, raised_by, raised_as, since_on, "
	    "follow_up_on) OVERRIDING SYSTEM VALUE SELECT 900 + n, 102, 2, 1, "
	    "'practice', 'Late', false, 31, 'staff', '2026-06-01', "
	    "'2026-06-20' FROM generate_series(1, 2) n");
	make_as(ASA);
	assert_answer(OK, ask(feed));
	assert_shows("SUMMARY:Renew your registration with Social Work");
	assert_shows("DTSTART;VALUE=DATE:20261130\r\n");
	assert_hides("concern");
	make_as(EWAN);
	assert_answer(OK, ask(feed));
	assert_shows("DTSTART;VALUE=DATE:20261128\r\n");
	assert_hides("20261130");
	assert_hides("SUMMARY:A concern");	/* it is not shared with him */
	make_as(MARY);
	assert_answer(OK, ask(feed));
	assert_shows("SUMMARY:2 concerns' next steps are due\r\n");
	assert_shows(owner_reads("SELECT to_char(follow_up_on, "
	    "'\"DTSTART;VALUE=DATE:\"YYYYMMDD') FROM concern "
	    "WHERE id = 901"));
	make_as(SAM);
	assert_answer(OK, ask(feed));
	assert_shows("SUMMARY:2 concerns' next steps are due\r\n");
	assert_shows("SUMMARY:A practice educator's registration ends\r\n");
	assert_hides("Renew your registration");
	owner_does("SET session_replication_role = replica; UPDATE concern "
	    "SET state = 'closed', follow_up_on = NULL WHERE id = 901; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask(feed));
	assert_shows("SUMMARY:A concern's next step is due\r\n");
	make_as(SAL);
	assert_answer(OK, ask(feed));
	assert_hides("concern");
}

static void
test_it_is_not_sent_again_while_it_is_the_same(void **state)
{
	char	tag[100];

	make_as(NINA);
	sign_in_as(0);
	assert_answer(OK, ask(feed));
	snprintf(tag, sizeof(tag), "%s", answer_header("etag"));
	assert_answer(OK, ask(feed));
	assert_string_equal(answer_header("etag"), tag);
	manner.if_none_match = tag;
	assert_answer(NOT_MODIFIED, ask(feed));
	assert_int_equal(strlen(page_text()), 0);
	owner_does("UPDATE asye_review SET due_on = due_on + 1 "
	    "WHERE number = 4");
	assert_answer(OK, ask(feed));
	assert_string_not_equal(answer_header("etag"), tag);
	manner.if_none_match = NULL;
}

static void
test_a_new_address_ends_the_old_and_ending_ends_it(void **state)
{
	char	old[200];
	size_t	missing;

	snprintf(old, sizeof(old), "%s", make_as(ASA));
	assert_answer(OK, ask(old));
	make_as(ASA);
	assert_answer(OK, ask(feed));
	assert_answer(NOT_FOUND, ask(old));
	assert_answer(OK, ask("/calendar"));
	assert_hides(".ics");
	assert_answer(OK, ask("/calendar/end"));
	assert_answer(SEE_OTHER, submit("/calendar/end", ""));
	sign_in_as(0);
	assert_answer(NOT_FOUND, ask(feed));
	missing = strlen(page_text());
	snprintf(feed, sizeof(feed), "/calendar/%064d.ics", 7);
	assert_answer(NOT_FOUND, ask(feed));
	assert_int_equal(strlen(page_text()), missing);
	assert_answer(NOT_FOUND, ask("/calendar/7.ics"));
}

static void
test_only_the_hash_is_kept(void **state)
{
	char	sql[300];

	make_as(NINA);
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM calendar_feed WHERE "
	    "token_hash = sha256(decode('%.64s', 'hex'))", feed + 10);
	assert_owner_asks(1, sql);
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit.event WHERE "
	    "coalesce(before::text, '') || coalesce(after::text, '') "
	    "LIKE '%%%.64s%%' OR after ? 'token_hash'", feed + 10);
	assert_owner_asks(0, sql);
}

static void
test_each_role_has_what_concerns_it(void **state)
{
	static const struct { int64_t person; const char *shows, *hides; }
		of[] = {
		{ ASA, "Six-month review", "placement" },
		{ LINA, "Six-month review", "placement" },
		{ CORA, "Six-month review", "placement" },
		{ MARY, "A first placement begins", "Six-month" },
		{ EWAN, "2 placements begin", "Six-month" },
		{ PAT, "placements begin", "Six-month" },
		{ INES, "3 placements begin", "Six-month" },
		{ SAM, "Spring 2026 begins", "Six-month" },
		{ MODI, "SUMMARY:Renew your registration", "ASYE" },
		{ SIAN, "VCALENDAR", "Six-month" },
	};

	for (size_t i = 0; i < sizeof(of) / sizeof(*of); i++) {
		make_as(of[i].person);
		sign_in_as(0);
		assert_answer(OK, ask(feed));
		assert_shows(of[i].shows);
		assert_hides(of[i].hides);
		assert_hides("Mary");
	}
	make_as(ASA);
	owner_does("UPDATE asye_duty SET during = '[2025-09-01,2026-06-01)' "
	    "WHERE person_id = 72");
	assert_answer(OK, ask(feed));
	assert_hides("Six-month");
}

static void
test_long_and_strange_words_are_folded_and_escaped(void **state)
{
	const char	*line;

	owner_does("INSERT INTO skills_day (programme_id, cohort_id, on_date, "
	    "halves, title) VALUES (1, 1, '2026-06-20', 2, 'Law; rights, "
	    "duties \\ and the Mental Health Act with caf\303\251 breaks, "
	    "reading aloud and much more than fits into one line "
	    "END:VCALENDAR')");
	make_as(MARY);
	sign_in_as(0);
	assert_answer(OK, ask(feed));
	assert_non_null(strstr(unfolded(), "SUMMARY:Skills day: Law; rights, "
	    "duties \\ and the Mental Health Act with caf\303\251 breaks, "
	    "reading aloud and much more than fits into one line "
	    "END:VCALENDAR\r\n"));
	assert_shows("Law\\; rights\\, duties");
	assert_int_equal(page_count("\r\nEND:VCALENDAR\r\n"), 1);
	for (line = page_text(); *line != '\0'; line = strchr(line, '\n') + 1)
		assert_in_range(strcspn(line, "\r"), 1, 75);
}

static void
test_ending_it_looks_as_it_did(void **state)
{
	make_as(ASA);
	golden_form_at("/calendar/end");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, calendar_world)
	const struct CMUnitTest	tests[] = {
		test(test_an_address_is_read_without_a_session),
		test(test_registrations_and_concerns_are_in_it),
		test(test_it_is_not_sent_again_while_it_is_the_same),
		test(test_a_new_address_ends_the_old_and_ending_ends_it),
		test(test_only_the_hash_is_kept),
		test(test_each_role_has_what_concerns_it),
		test(test_long_and_strange_words_are_folded_and_escaped),
		test(test_ending_it_looks_as_it_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
