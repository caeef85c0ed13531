/* Claims: who is claimed for and why not others, once, and as a workbook that
 * another program reads. */
#include <stdio.h>

#include "pages.h"
#include "unit/workbook_read.h"

#define CHOSEN	"/claims/new?employer=1-9003&period="

/*
 * At Brook: Nina, registered in September 2025, and as children's social
 * workers Ola (761), whose year is confirmed, Pia (762), registered in May
 * 2026, and Quin (763), who works through an agency.
 */
static int
claims_world(void **state)
{
	asye_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email, "
	    "swe_number) OVERRIDING SYSTEM VALUE VALUES "
	    "(761, '=Ola', 'Zoë', 'ola@example.org', 'SW1761'), "
	    "(762, 'Pia', 'May', 'pia@example.org', 'SW1762'), "
	    "(763, 'Quin', 'Ray', 'quin@example.org', 'SW1763'); "
	    "INSERT INTO enrolment (id, programme_id, cohort_id, person_id, "
	    "employer_id, starts_on) OVERRIDING SYSTEM VALUE "
	    "SELECT id, 1, 4, id, 9003, '2025-09-01' FROM person "
	    "WHERE id > 760; "
	    "INSERT INTO asye (id, enrolment_id, person_id, programme_id, "
	    "framework_id, employer_id, host_id, provider_id, agency_id, "
	    "qualified_on, swe_registered_on, employed_on, starts_on) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, id, 1, "
	    "framework_for('children', '2025-09-01'), 9003, 9003, 9003, "
	    "CASE id WHEN 763 THEN 9002 END, '2025-07-01', '2025-08-01', "
	    "'2025-09-01', '2025-09-01' FROM person WHERE id > 760; "
	    "INSERT INTO asye_event (asye_id, change, on_day) VALUES "
	    "(761, 'registered', '2025-09-01'), "
	    "(762, 'registered', '2026-05-02'), "
	    "(763, 'registered', '2026-05-03')");
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO asye_event (asye_id, enrolment_id, person_id, "
	    "programme_id, version, change, before, after, on_day, "
	    "employer_id, host_id, provider_id) VALUES "
	    "(761, 761, 761, 1, 3, 'confirmed', 'moderated', 'confirmed', "
	    "'2026-06-01', 9003, 9003, 9003), "
	    "(761, 761, 761, 1, 4, 'certificated', 'confirmed', "
	    "'certificated', '2026-06-02', 9003, 9003, 9003); "
	    "UPDATE asye SET state = 'certificated', version = 4 "
	    "WHERE id = 761; SET session_replication_role = origin");
	return (0);
}

static const char *
period(const char *kind)
{
	static char	address[100];
	char		sql[200];

	snprintf(sql, sizeof(sql), "SELECT id FROM claim_period WHERE kind = "
	    "'%s' AND during @> date '2026-06-15'", kind);
	snprintf(address, sizeof(address), CHOSEN "%ld",
	    (long)owner_asks(sql));
	return (address);
}

static const char *
path(const char *fmt, long one, long two)
{
	static char	paths[4][100];
	static int	next;

	next = (next + 1) % 4;
	snprintf(paths[next], sizeof(paths[next]), fmt, one, two);
	return (paths[next]);
}

static long
made(void)
{
	assert_answer(OK, ask(period("children")));
	assert_answer(SEE_OTHER, submit("/claims/new", ""));
	assert_answer(OK, follow());
	return ((long)owner_asks("SELECT max(id) FROM claim"));
}

static void
test_who_is_claimed_for_and_why_others_are_not(void **state)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/claims"));
	assert_shows("None was made yet");
	assert_answer(OK, ask("/claims/new"));
	assert_answer(INVALID, ask("/claims/new?employer=1-9002&period=x"));
	assert_shows("Select an employer");
	assert_answer(OK, ask(period("children")));
	assert_shows("2 lines, £2,000 in all");
	assert_true(page_shows_in_order("Can be claimed", "=Ola Zoë"));
	assert_true(page_shows_in_order("Pia May", "Cannot be claimed now"));
	assert_shows("Registered on 1 September 2025, before the period "
	    "began");
	assert_shows("The outcome is not confirmed yet");
	assert_shows("Employed through an agency");
	assert_hides("Nina Sol");
}

/* Does the page offer to claim Ola's completion, and does the work list? */
static void
assert_claimable(bool is, const char *because)
{
	bool	offered, waits;

	sign_in_as(CORA);
	assert_answer(OK, ask(period("children")));
	offered = strstr(page_text(), "Can be claimed") != NULL &&
	    page_shows_in_order("Completion", "£1,000");
	assert_answer(OK, ask("/work"));
	waits = page_has("Claim the completion of the ASYE");
	if (offered != is || waits != is)
		fail_msg("%s: the page %s, the work list %s", because,
		    offered ? "offers it" : "does not",
		    waits ? "has it" : "has not");
}

/* What the rule says of somebody, PostgreSQL keeps for work lists. */
static void
test_what_waits_to_be_claimed_is_what_can_be(void **state)
{
	static const struct { bool is; const char *because, *sql; } cases[] = {
		{ true, "as it is", "SELECT 1" },
		{ false, "an agency", "UPDATE asye SET agency_id = 9002" },
		{ true, "no agency", "UPDATE asye SET agency_id = NULL" },
		{ false, "qualified early", "UPDATE asye SET qualified_on = "
		    "'2021-08-31'" },
		{ true, "just in time", "UPDATE asye SET qualified_on = "
		    "'2021-09-01'" },
		{ false, "before the period", "UPDATE asye_event SET on_day = "
		    "'2026-03-31'" },
		{ true, "on its first day", "UPDATE asye_event SET on_day = "
		    "'2026-04-01'" },
		{ false, "after it", "UPDATE asye_event SET on_day = "
		    "'2027-04-01'" },
		{ true, "on its last day", "UPDATE asye_event SET on_day = "
		    "'2027-03-31'" },
		{ false, "left", "UPDATE asye SET state = 'withdrawn'" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		owner_doesf("SET session_replication_role = replica; %s%s; "
		    "SET session_replication_role = origin; "
		    "SELECT claim_matters_follow(761)", cases[i].sql,
		    strstr(cases[i].sql, "asye_event") != NULL ?
		    " WHERE asye_id = 761 AND change = 'confirmed'" :
		    strstr(cases[i].sql, "UPDATE") != NULL ?
		    " WHERE id = 761" : "");
		assert_claimable(cases[i].is, cases[i].because);
	}
}

static void
test_what_was_claimed_waits_no_more_until_it_is_owed(void **state)
{
	static const char	repay[] = "Ask the funder whether the "
				    "registration is paid back";

	owner_does("SELECT claim_matters_follow(id) FROM asye");
	assert_claimable(true, "before it is claimed");
	made();
	assert_owner_asks(0, "SELECT count(*) FROM claim_matter");
	assert_claimable(false, "claimed");
	owner_does("INSERT INTO asye_event (asye_id, change, reason) VALUES "
	    "(762, 'withdrawn', 'moved')");
	assert_answer(OK, ask("/work"));
	assert_shows(repay);
	assert_shows("Pia May");
	assert_shows("href=\"/claims\"");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?on=others"));
	assert_shows(repay);
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_hides(repay);
	owner_does("UPDATE claim_line SET state = 'repaid', repaid_on = "
	    "'2026-06-15' WHERE asye_id = 762");
	sign_in_as(CORA);
	assert_answer(OK, ask("/work"));
	assert_hides(repay);
	assert_owner_asks(0, "SELECT count(*) FROM claim_matter");
}

static void
test_an_amount_that_nobody_knows_is_entered_first(void **state)
{
	char	amounts[60];

	sign_in_as(SAM);
	assert_answer(OK, ask(period("adults")));
	assert_shows("There is nobody to claim for");
	assert_hides("Make the claim");
	owner_does("SET session_replication_role = replica; UPDATE asye_event "
	    "SET on_day = '2026-02-02' WHERE asye_id = 700 AND change = "
	    "'registered'; SET session_replication_role = origin");
	assert_answer(OK, ask(period("adults")));
	assert_shows("The amount that the funder pays is not entered");
	assert_shows("enter the amounts");
	assert_answer(OK, ask("/claims/amounts"));
	assert_shows("Not known");
	snprintf(amounts, sizeof(amounts), "/claims/amounts/%s",
	    strrchr(period("adults"), '=') + 1);
	assert_answer(OK, ask(amounts));
	assert_answer(INVALID, submit(amounts, "registration=x&completion="));
	assert_shows("Enter what is paid at completion");
	assert_shows("Enter where you have the amounts from");
	assert_answer(SEE_OTHER, submit(amounts, "registration=800&"
	    "completion=1200&source=Letter+of+1+May"));
	assert_answer(OK, follow());
	assert_shows("£1,200");
	assert_shows("Letter of 1 May");
	assert_answer(OK, ask(period("adults")));
	assert_shows("1 line, £800 in all");
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask("/claims/amounts"));
	assert_answer(OK, ask(period("adults")));
	assert_shows("1 line, £800 in all");
}

static void
test_a_claim_is_numbered_locked_and_made_once(void **state)
{
	long	id;

	sign_in_as(CORA);
	id = made();
	assert_shows("Claim 1");
	assert_owner_asks(2, "SELECT count(*) FROM claim_line WHERE state = "
	    "'claimed' AND pounds = 1000");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 761 AND "
	    "state = 'claim_complete'");
	assert_answer(OK, ask(period("children")));
	assert_shows("There is nobody to claim for");
	owner_does("UPDATE person SET family_name = 'New' WHERE id = 762");
	assert_answer(OK, ask(path("/claims/%ld", id, 0)));
	assert_shows("Pia May");
	assert_false(web_does("UPDATE waymark.claim_line SET pounds = 2"));
	assert_false(web_does("DELETE FROM waymark.claim_line"));
	assert_false(web_does("INSERT INTO waymark.claim_line (claim_id, "
	    "asye_id, part) SELECT claim_id, asye_id, part "
	    "FROM waymark.claim_line"));
}

static void
test_what_changed_since_it_was_shown_is_shown_again(void **state)
{
	sign_in_as(CORA);
	assert_answer(OK, ask(period("children")));
	keep_fields("/claims/new");
	owner_does("INSERT INTO asye_event (asye_id, change, reason, on_day) "
	    "VALUES (762, 'withdrawn', 'illness', '2026-06-10')");
	assert_answer(INVALID, send_kept("/claims/new", ""));
	assert_shows("The records changed while you read this");
	assert_shows("1 line, £1,000 in all");
	assert_owner_asks(0, "SELECT count(*) FROM claim");
	assert_answer(SEE_OTHER, submit("/claims/new", ""));
	assert_owner_asks(1, "SELECT count(*) FROM claim_line");
}

static void
test_an_undone_claim_can_be_made_again(void **state)
{
	long	id;

	sign_in_as(CORA);
	id = made();
	assert_answer(OK, ask(path("/claims/%ld/undo", id, 0)));
	assert_answer(INVALID, submit(path("/claims/%ld/undo", id, 0), ""));
	assert_shows("Enter why you undo the claim");
	assert_answer(SEE_OTHER, submit(path("/claims/%ld/undo", id, 0),
	    "reason=Wrong+employer"));
	assert_answer(OK, follow());
	assert_shows("This claim was undone: Wrong employer");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 761 AND "
	    "state = 'certificated'");
	assert_answer(NOT_FOUND, ask(path("/claims/%ld/undo", id, 0)));
	assert_answer(NOT_FOUND, ask(path("/claims/%ld/release", id, 0)));
	made();
	assert_shows("Claim 2");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 761 AND "
	    "state = 'claim_complete'");
}

static void
test_what_was_paid_too_much_is_seen_and_paid_back(void **state)
{
	long	id, line;

	sign_in_as(CORA);
	id = made();
	owner_does("INSERT INTO asye_event (asye_id, change, reason, on_day) "
	    "VALUES (762, 'withdrawn', 'illness', '2026-06-10')");
	line = (long)owner_asks("SELECT id FROM claim_line WHERE asye_id = "
	    "762");
	assert_answer(OK, ask("/claims"));
	assert_shows("May have to be paid back");
	assert_answer(OK, ask(path("/claims/%ld/lines/%ld", id, line)));
	assert_answer(INVALID, submit(path("/claims/%ld/lines/%ld", id, line),
	    "repaid-day=16&repaid-month=6&repaid-year=2026"));
	assert_shows("The date must be between the claim and today");
	assert_answer(SEE_OTHER, submit(path("/claims/%ld/lines/%ld", id,
	    line), "repaid-day=15&repaid-month=6&repaid-year=2026"));
	assert_answer(OK, follow());
	assert_shows("Paid back on 15 June 2026");
	assert_answer(NOT_FOUND, ask(path("/claims/%ld/undo", id, 0)));
	assert_answer(OK, ask("/claims"));
	assert_hides("May have to be paid back");
	assert_answer(OK, ask(path("/claims/%ld/lines/%ld", id, line)));
	assert_answer(SEE_OTHER, submit(path("/claims/%ld/lines/%ld", id,
	    line), ""));
	assert_answer(OK, ask("/claims"));
	assert_shows("May have to be paid back");
}

static void
must_say(const char *said, const char *line)
{
	if (strstr(said, line) == NULL)
		fail_msg("not “%s” in:\n%s", line, said);
}

static void
test_the_workbook_says_what_was_claimed_for_whom_and_why(void **state)
{
	struct arena	 arena = { 0 };
	const char	*said, *file, *bytes;
	size_t		 n;
	long		 id;

	sign_in_as(CORA);
	id = made();
	assert_answer(OK, ask(path("/claims/%ld/release", id, 0)));
	assert_answer(INVALID, submit(path("/claims/%ld/release", id, 0),
	    ""));
	assert_shows("Enter who gets the workbook");
	assert_answer(SEE_OTHER, submit(path("/claims/%ld/release", id, 0),
	    "recipient=claims%40example.gov.uk&purpose=ASYE+claim"));
	assert_answer(OK, follow());
	assert_shows("password-protected workbook by email");
	assert_shows("What to write in the email with the password");
	file = path("/claims/%ld/releases/%ld/claim.xlsx", id,
	    (long)owner_asks("SELECT max(id) FROM claim_release"));
	assert_answer(OK, ask(file));
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"waymark-claim-1.xlsx\"");
	bytes = page_bytes(&n);
	said = workbook_read(&arena, bytes, n);
	must_say(said, "title ASYE claim 1, Brook Council");
	must_say(said, "'claims@example.gov.uk'");
	must_say(said, "'ASYE claim'");
	must_say(said, "'Who it is about'");
	must_say(said, "'Yes: keep it as you keep a personnel file'");
	must_say(said, "'Child and family, April 2026 to March 2027'");
	must_say(said, "table claim A1:Q3 filter A1:Q3");
	must_say(said, "cell Claim!A2 s General 'Registration'");
	must_say(said, "cell Claim!B2 s General 'Pia May'");
	must_say(said, "cell Claim!C2 s General 'SW1762'");
	must_say(said, "cell Claim!N2 n #,##0 100");
	must_say(said, "cell Claim!O2 d d mmmm yyyy "
	    "datetime.datetime(2026, 5, 2, 0, 0)");
	assert_null(strstr(said, "Claim!P2 "));
	must_say(said, "cell Claim!Q2 n \"£\"#,##0 1000");
	must_say(said, "cell Claim!A3 s General 'Completion'");
	must_say(said, "cell Claim!B3 s General '=Ola Zoë'");
	must_say(said, "cell Claim!P3 d d mmmm yyyy "
	    "datetime.datetime(2026, 6, 1, 0, 0)");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'CLAIM_RELEASED' AND after ->> 'recipient' = "
	    "'claims@example.gov.uk' AND after ->> 'purpose' = 'ASYE claim'");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'CLAIM_DOWNLOADED'");
	arena_release(&arena);
}

static void
test_only_staff_and_the_employers_coordinator_see_a_claim(void **state)
{
	static const int	people[] = { SIAN, EWAN, PAT, BO, SAL, INES,
				    LEO, NINA, ASA, MODI, LINA };
	long			id;

	sign_in_as(CORA);
	id = made();
	for (size_t i = 0; i < sizeof(people) / sizeof(*people); i++) {
		sign_in_as(people[i]);
		assert_answer(NOT_FOUND, ask(path("/claims/%ld", id, 0)));
	}
	sign_in_as(SAM);
	assert_answer(OK, ask(path("/claims/%ld", id, 0)));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_who_is_claimed_for_and_why_others_are_not,
		    claims_world),
		cmocka_unit_test_setup(
		    test_what_waits_to_be_claimed_is_what_can_be,
		    claims_world),
		cmocka_unit_test_setup(
		    test_what_was_claimed_waits_no_more_until_it_is_owed,
		    claims_world),
		cmocka_unit_test_setup(
		    test_an_amount_that_nobody_knows_is_entered_first,
		    claims_world),
		cmocka_unit_test_setup(
		    test_a_claim_is_numbered_locked_and_made_once,
		    claims_world),
		cmocka_unit_test_setup(
		    test_what_changed_since_it_was_shown_is_shown_again,
		    claims_world),
		cmocka_unit_test_setup(
		    test_an_undone_claim_can_be_made_again, claims_world),
		cmocka_unit_test_setup(
		    test_what_was_paid_too_much_is_seen_and_paid_back,
		    claims_world),
		cmocka_unit_test_setup(
		    test_the_workbook_says_what_was_claimed_for_whom_and_why,
		    claims_world),
		cmocka_unit_test_setup(
		    test_only_staff_and_the_employers_coordinator_see_a_claim,
		    claims_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
