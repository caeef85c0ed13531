/*
 * Who is on an ASYE, who is not and why; and the frameworks.
 */
#include <stdio.h>

#include "golden.h"
#include "nonsense.h"

/* Siân and Kwame of Ashby, and Zoë of Brook, have qualified; Nina is on an
 * ASYE at Ashby. */
static int
qualified_world(void **state)
{
	asye_world(state);
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'completed' "
	    "WHERE id IN (101, 103, 104); "
	    "SET session_replication_role = origin; "
	    "SELECT waymark.asye_await(id) FROM enrolment "
	    "WHERE id IN (101, 103, 104)");
	return (0);
}

static void
say_why(const char *whom, const char *fields)
{
	char	path[60];

	snprintf(path, sizeof(path), "/trainees/%s/asye/not", whom);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, fields));
	assert_answer(OK, follow());
}

static void
test_who_has_qualified_is_counted_by_where_they_work(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye/coverage"));
	assert_shows("Ashby NHS Trust");
	assert_shows("host=9002&amp;standing=live");
	assert_shows("organisation=9002&amp;whose=unknown\">2<");
	say_why("101", "reason=no_partnership&host=ZZ02&words=Nobody+asked");
	assert_shows("is on no ASYE, and why");
	assert_answer(OK, ask("/asye/coverage?kind=nhs_trust"));
	assert_shows("organisation=9002&amp;whose=known\">1<");
	assert_shows("1 not there for them");
	assert_shows("organisation=9002&amp;whose=unknown\">1<");
	assert_hides("Brook Council</a>");
	assert_answer(OK, ask("/asye/coverage?search=brook&sort=-unknown"));
	assert_shows("Brook Council</a>");
	assert_hides("Ashby NHS Trust</a>");
}

/* Each number leads to as many people. */
static void
test_each_number_leads_to_its_people(void **state)
{
	sign_in_as(SAM);
	say_why("104", "reason=chose_not&host=ZZ02");
	assert_answer(OK, ask("/asye?host=9002&standing=live"));
	assert_shows("Nina Sol");
	assert_int_equal(page_count("<tr class=\"govuk-table__row\">"), 2);
	assert_answer(OK, ask("/asye/not?organisation=9002&whose=known"));
	assert_shows("Kwame Okafor");
	assert_shows("Chose not to do one");
	assert_hides("Siân");
	assert_answer(OK, ask("/asye/not?organisation=9002&whose=unknown"));
	assert_shows("Siân");
	assert_hides("Kwame");
	assert_answer(OK, ask("/asye/not?whose=person&sort=-name"));
	assert_shows("Kwame Okafor");
	assert_answer(OK, ask("/asye/not?whose=system"));
	assert_shows("Nobody fits");
}

static void
test_a_reason_is_changed_taken_away_and_ended(void **state)
{
	sign_in_as(SAM);
	say_why("101", "reason=no_partnership&host=ZZ02");
	say_why("101", "reason=on_leave&host=ZZ02");
	assert_owner_asks(1, "SELECT count(*) FROM asye_absence "
	    "WHERE state = 'recorded'");
	assert_owner_asks(2, "SELECT count(*) FROM asye_absence");
	assert_answer(OK, ask("/trainees/101/asye/not/remove"));
	assert_shows("On leave or a career break");
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/not/remove", ""));
	assert_owner_asks(1, "SELECT count(*) FROM asye_awaited "
	    "WHERE enrolment_id = 101");
	assert_answer(SEE_OTHER, ask("/trainees/101/asye/not/remove"));
	say_why("101", "reason=on_leave&host=ZZ02");
	assert_answer(OK, ask("/trainees/101/asye/new"));
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new",
	    "qualified-day=1&qualified-month=5&qualified-year=2026&"
	    "registered-day=1&registered-month=6&registered-year=2026&"
	    "employed-day=8&employed-month=6&employed-year=2026&"
	    "starts-day=8&starts-month=6&starts-year=2026&failed=no&"
	    "kind=adults&post=designated&title=Social+worker&fte=100&"
	    "employer=ZZ02&host=ZZ02&provider=ZZ02&pays=employer&"
	    "supervises=host&assesses=provider"));
	assert_owner_asks(0, "SELECT count(*) FROM asye_absence "
	    "WHERE state = 'recorded'");
	assert_answer(SEE_OTHER, ask("/trainees/101/asye/not"));
	assert_answer(OK, ask("/trainees/101/history"));
	assert_shows("Recorded why there is no ASYE");
	assert_shows("ASYE: Registered");
}

static void
test_what_is_wrong_with_a_reason_is_said(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/101/asye/not"));
	assert_answer(INVALID, submit("/trainees/101/asye/not",
	    "reason=because&host=QQ99"));
	assert_shows("Select a reason");
	assert_shows("No organisation has this code");
	assert_answer(NOT_FOUND, ask("/trainees/102/asye/not"));
}

/* Nobody sees more than their own: a coordinator, a partner, other staff. */
static void
test_everybody_sees_their_own_part_of_it(void **state)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/not"));
	assert_shows("Zoë");
	assert_hides("Siân");
	assert_answer(NOT_FOUND, ask("/trainees/101/asye/not"));
	say_why("103", "reason=no_money&host=ZZ03");
	assert_shows("no money");
	sign_in_as(BO);
	assert_answer(OK, ask("/asye/not"));
	assert_shows("no money");
	assert_hides("Say why");
	sign_in_as(SAL);
	assert_answer(OK, ask("/asye/not"));
	assert_hides("Zoë");
	assert_answer(OK, ask("/asye/coverage"));
	assert_shows("Nobody who has qualified fits");
}

static void
test_two_who_say_why_at_once_leave_one_reason(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/101/asye/not"));
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/not",
	    "reason=on_leave&host=ZZ02"));
	assert_answer(OK, ask("/trainees/101/asye/not/remove"));
	keep_fields("/trainees/101/asye/not/remove");
	say_why("101", "reason=no_money&host=ZZ02");
	assert_answer(INVALID, send_kept("/trainees/101/asye/not/remove", ""));
	assert_shows("This changed while you had it open");
	assert_owner_asks(1, "SELECT count(*) FROM asye_absence WHERE "
	    "state = 'recorded' AND reason = 'no_money'");
}

static void
test_frameworks_say_what_they_ask_for_and_who_says_so(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask("/asye/frameworks"));
	assert_shows("ASYE for adults and mental health");
	assert_shows("Nine-month review, at 9 months, if it is needed");
	assert_shows("2 by the ASYE assessor");
	assert_shows("until 31 March 2027");
	assert_shows("from 1 September 2027");
	assert_shows("gov.uk ASYE framework, 2026: at 6 and 12 months");
}

static void
test_its_forms_look_as_they_did(void **state)
{
	sign_in_as(SAM);
	golden_form_at("/trainees/101/asye/not");
	say_why("101", "reason=no_money&host=ZZ02");
	golden_form_at("/trainees/101/asye/not/remove");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, qualified_world)
	const struct CMUnitTest	tests[] = {
		test(test_who_has_qualified_is_counted_by_where_they_work),
		test(test_each_number_leads_to_its_people),
		test(test_a_reason_is_changed_taken_away_and_ended),
		test(test_what_is_wrong_with_a_reason_is_said),
		test(test_everybody_sees_their_own_part_of_it),
		test(test_two_who_say_why_at_once_leave_one_reason),
		test(test_frameworks_say_what_they_ask_for_and_who_says_so),
		test(test_its_forms_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
