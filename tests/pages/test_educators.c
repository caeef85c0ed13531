/* The register: who sees it, what it says, and how it is kept. */
#include <stdio.h>

#include "pages.h"

enum { EWANS = 501, UNAS, ESIS };

/* Ewan (11) works for Ashby with stage 2, Esi (12) for Brook with stage 1,
 * both in the first programme; Una (13) is on the second's register. */
static int
register_world(void **state)
{
	new_world(state);
	owner_does("INSERT INTO educator (id, person_id, programme_id,"
	    "organisation_id, registration, registered_until, capacity)"
	    "OVERRIDING SYSTEM VALUE VALUES"
	    "(501, 11, 1, 9002, 'registered', '2026-11-30', NULL),"
	    "(502, 13, 2, 9002, 'registered', '2026-11-30', NULL),"
	    "(503, 12, 1, 9003, 'registered', '2026-06-14', 1);"
	    "UPDATE person SET swe_number = 'SW' || id WHERE id IN (11, 12);"
	    "INSERT INTO educator_entry (educator_id, person_id, programme_id,"
	    "kind, title, from_on) VALUES"
	    "(501, 11, 1, 'stage_1', 'Stage 1', '2020-01-01'),"
	    "(501, 11, 1, 'stage_2', 'Stage 2', '2022-01-01'),"
	    "(503, 12, 1, 'stage_1', 'Stage 1', '2024-01-01')");
	return (0);
}

static size_t
rows(void)
{
	return (page_count("<th scope=\"row\" class=\"govuk-table__header\">"
	    "<a class=\"govuk-link\" href=\"/educators/"));
}

static void
test_staff_see_their_programme_and_partners_their_own(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators"));
	assert_int_equal(rows(), 2);
	assert_hides("Una Ward");
	sign_in_as(PAT);
	assert_answer(OK, ask("/educators"));
	assert_shows("Ewan Reid");
	assert_shows("Una Ward");
	assert_hides("Esi Mensah");
	assert_hides("Add an educator");
	assert_answer(NOT_FOUND, ask("/educators/503"));
	assert_answer(OK, ask("/educators/501"));
	assert_hides("Conflicts of interest");
	assert_hides("/educators/501/change");
	sign_in_as(SAL);
	assert_answer(OK, ask("/educators"));
	assert_int_equal(rows(), 1);
	assert_answer(NOT_FOUND, ask("/educators/501"));
}

static void
test_an_educator_sees_their_own_entry_and_adds_training(void **state)
{
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask("/educators"));
	assert_answer(SEE_OTHER, ask("/educators/me"));
	assert_leads_to("/educators/501");
	assert_answer(OK, follow());
	assert_shows("30 November 2026");
	assert_hides("/educators/501/change");
	assert_answer(NOT_FOUND, ask("/educators/503"));
	assert_answer(NOT_FOUND, ask("/educators/501/stages/new"));
	assert_answer(OK, ask("/educators/501/training/new"));
	assert_answer(INVALID, submit("/educators/501/training/new",
	    "title=Bias&provider=&on-day=1&on-month=7&on-year=2026"));
	assert_shows("Enter who gave the training");
	assert_shows("The date of the training must be today or in the past");
	assert_answer(SEE_OTHER, submit("/educators/501/training/new",
	    "title=Bias&provider=Bridge&on-day=1&on-month=6&on-year=2026"));
	assert_answer(OK, follow());
	assert_shows("Bias, Bridge, 1 June 2026");
	assert_answer(OK, ask("/educators/501/history"));
	assert_shows("Training recorded: Bias");
	assert_answer(NOT_FOUND, ask("/educators/503/training/new"));
}

static void
test_each_count_leads_to_exactly_those(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators"));
	assert_shows("2 on the register</a>");
	assert_shows("1 needs attention</a>");
	assert_shows("href=\"/educators?attention=any\"");
	assert_shows("Registration lapsed: 1</a>");
	assert_shows("Overloaded: 1</a>");
	assert_shows("Stage does not fit: 1</a>");
	assert_answer(OK, ask("/educators?attention=overloaded"));
	assert_int_equal(rows(), 1);
	assert_shows("2 at once today, with room for 1");
	assert_shows("Assesses a last placement with stage 1");
	assert_shows("Registration ran until 14 June 2026");
	assert_shows("href=\"/educators/503/registration\"");
	assert_answer(OK, ask("/educators?attention=currency-due"));
	assert_int_equal(rows(), 0);
	assert_shows("Nobody fits");
}

static void
test_the_list_is_filtered_sorted_and_searched(void **state)
{
	static const char *const	finds_esi[] = {
		"/educators?search=m%C3%A9nsah", "/educators?search=SW+12",
		"/educators?search=ESI%40example.org", "/educators?stage=1",
		"/educators?organisation=9003"
	};

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(finds_esi) / sizeof(*finds_esi); i++) {
		assert_answer(OK, ask(finds_esi[i]));
		assert_int_equal(rows(), 1);
		assert_shows("Esi Mensah");
	}
	assert_answer(OK, ask("/educators?search=una"));
	assert_int_equal(rows(), 0);
	assert_answer(OK, ask("/educators?sort=stage"));
	assert_true(page_shows_in_order("Ewan Reid</a>", "Esi Mensah</a>"));
	assert_answer(OK, ask("/educators?sort=-stage"));
	assert_true(page_shows_in_order("Esi Mensah</a>", "Ewan Reid</a>"));
	assert_answer(OK, ask("/educators?sort=registered"));
	assert_true(page_shows_in_order("Esi Mensah</a>", "Ewan Reid</a>"));
	assert_answer(OK, ask("/educators?page=9&stage=x&sort=x"));
	assert_int_equal(rows(), 2);
}

#define WHO	"given_name=%s&family_name=%s&email=%s&organisation=9002" \
	"&code=&swe_number=%s&registered=%s"

static enum status
add(const char *given, const char *family, const char *email,
    const char *number, const char *registered)
{
	char	body[400];

	snprintf(body, sizeof(body), WHO, given, family, email, number,
	    registered);
	assert_answer(OK, ask("/educators/new"));
	return (submit("/educators/new", body));
}

static void
test_a_new_person_is_invited_and_becomes_an_educator(void **state)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, add("Zo%C3%AB", "Quinn", "zq%40example.org",
	    "sw+777", "yes"));
	assert_answer(OK, follow());
	assert_shows("SW777");
	assert_shows("30 November 2026");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN person p "
	    "ON p.id = r.person_id WHERE p.email = 'zq@example.org' AND "
	    "r.role = 'educator' AND r.programme_id = 1");
	assert_owner_asks(1, "SELECT count(*) FROM auth.link l JOIN person p "
	    "ON p.id = l.person_id WHERE p.email = 'zq@example.org' AND "
	    "l.purpose = 'invitation'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE address "
	    "= 'zq@example.org' AND body LIKE '%choose-password?link=%'");
}

static void
test_somebody_known_comes_on_the_register_by_name(void **state)
{
	sign_in_as(SAM);
	assert_answer(INVALID, add("Una", "Wood", "una%40example.org", "",
	    "no"));
	assert_shows("This email address belongs to somebody with another "
	    "name");
	assert_hides("Una Ward");
	assert_answer(SEE_OTHER, add("una", "W%C3%A0rd", "UNA%40example.org",
	    "", "no"));
	assert_answer(OK, follow());
	assert_shows("Una Ward");
	assert_owner_asks(0, "SELECT count(*) FROM auth.link");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter "
	    "WHERE person_id = 13 AND body NOT LIKE '%choose-password%'");
	assert_answer(INVALID, add("Una", "Ward", "una%40example.org", "",
	    "no"));
	assert_shows("This person is on the register already");
}

static void
test_who_cannot_be_an_educator_is_refused(void **state)
{
	sign_in_as(SAM);
	assert_answer(INVALID, add("Mary", "Smith-Jones", "mary%40example.org",
	    "", "no"));
	assert_shows("This person is a trainee");
	assert_answer(INVALID, add("New", "One", "new%40example.org", "SW11",
	    "yes"));
	assert_shows("This number belongs to somebody with another email");
	assert_answer(INVALID, add("New", "One", "new%40example.org", "SW0",
	    "no"));
	assert_shows("Enter SW and up to 6 digits");
	assert_answer(INVALID, add("New", "One", "new%40example.org", "",
	    "yes"));
	assert_shows("Enter the number that they are registered under");
	assert_answer(INVALID, add("", "", "nonsense", "", ""));
	assert_shows("Enter the first name");
	assert_shows("Enter an email address in the correct format");
	assert_shows("Select whether they are registered");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE email = "
	    "'new@example.org'");
}

static void
test_a_renewal_is_offered_until_the_next_30_november(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501/registration"));
	assert_shows("value=\"2027\"");
	assert_answer(INVALID, submit("/educators/501/registration",
	    "status=registered&until-day=1&until-month=12&until-year=2027"));
	assert_shows("must be 30 November 2027 or before");
	assert_answer(SEE_OTHER, submit("/educators/501/registration",
	    "status=registered&until-day=30&until-month=11&until-year=2027"));
	assert_answer(OK, ask("/educators/501/history"));
	assert_shows("Registration recorded: until 30 November 2027");
	assert_owner_asks(2, "SELECT version FROM educator WHERE id = 501");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'EDUCATOR_REGISTRATION_RECORDED' AND person_id = 11");
}

static void
test_a_change_under_an_open_form_is_said(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501/change"));
	owner_does("UPDATE educator SET capacity = 5 WHERE id = 501");
	assert_answer(INVALID, submit("/educators/501/change",
	    "organisation=9002&code=&swe_number=SW11&capacity=2"));
	assert_shows("This entry changed while you had it open");
	assert_answer(SEE_OTHER, submit("/educators/501/change",
	    "organisation=none&code=&swe_number=SW11&capacity=2"));
	assert_owner_asks(2, "SELECT capacity FROM educator WHERE id = 501 "
	    "AND organisation_id IS NULL");
	assert_answer(OK, ask("/educators/501/change"));
	assert_answer(INVALID, submit("/educators/501/change",
	    "organisation=none&code=&swe_number=SW12&capacity=51"));
	assert_shows("The number of trainees must be between 0 and 50");
	assert_answer(INVALID, submit("/educators/501/change",
	    "organisation=none&code=&swe_number=SW12&capacity="));
	assert_shows("This number belongs to somebody else");
}

static void
test_stages_come_in_their_order_and_once(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/503/stages/new"));
	assert_answer(INVALID, submit("/educators/503/stages/new",
	    "stage=stage_1&awarded-day=1&awarded-month=1&awarded-year=2026"));
	assert_shows("Stage 1 was awarded on 1 January 2024");
	assert_answer(INVALID, submit("/educators/503/stages/new",
	    "stage=stage_2&awarded-day=1&awarded-month=1&awarded-year=2023"));
	assert_shows("must be the same as or after 1 January 2024");
	assert_answer(SEE_OTHER, submit("/educators/503/stages/new",
	    "stage=stage_2&awarded-day=15&awarded-month=6&awarded-year=2026"));
	assert_answer(OK, ask("/educators?attention=wrong-stage"));
	assert_int_equal(rows(), 0);
}

static void
test_what_was_recorded_by_mistake_goes_and_comes_back(void **state)
{
	char	path[80];
	int64_t	id;

	sign_in_as(SAM);
	id = owner_asks("SELECT id FROM educator_entry WHERE educator_id = 501 "
	    "AND kind = 'stage_1'");
	snprintf(path, sizeof(path), "/educators/501/entries/%ld/remove", id);
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, ""));
	assert_shows("remove stage 2 first");
	id = owner_asks("SELECT id FROM educator_entry WHERE educator_id = 501 "
	    "AND kind = 'stage_2'");
	snprintf(path, sizeof(path), "/educators/501/entries/%ld/remove", id);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("Removed: Stage 2");
	assert_answer(OK, ask("/educators?stage=2"));
	assert_int_equal(rows(), 0);
	snprintf(path, sizeof(path), "/educators/501/entries/%ld/put-back", id);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, ask("/educators?stage=2"));
	assert_int_equal(rows(), 1);
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask(path));
}

static void
test_a_learner_elsewhere_keeps_somebody_current(void **state)
{
	owner_does("DELETE FROM placement_educator WHERE person_id = 12");
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators?attention=currency-lapsed"));
	assert_shows("current until 1 January 2026");
	assert_answer(OK, ask("/educators/503/learners/new"));
	assert_answer(INVALID, submit("/educators/503/learners/new",
	    "title=A+student&from-day=1&from-month=2&from-year=2025&to-day=1"
	    "&to-month=1&to-year=2025"));
	assert_shows("The last day must be the same as or after the first day");
	assert_answer(SEE_OTHER, submit("/educators/503/learners/new",
	    "title=A+student&from-day=1&from-month=2&from-year=2025&to-day=29"
	    "&to-month=5&to-year=2025"));
	assert_answer(OK, follow());
	assert_shows("29 May 2027");
	assert_answer(OK, ask("/educators?attention=currency-lapsed"));
	assert_int_equal(rows(), 0);
}

static void
test_who_has_trainees_stays_on_the_register(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501/change"));
	keep_fields("/educators/501/change");
	assert_answer(OK, ask("/educators/501/take-off"));
	assert_answer(INVALID, submit("/educators/501/take-off",
	    "reason=Retired"));
	assert_shows("Ewan Reid still has trainees");
	owner_does("UPDATE placement_educator SET during = "
	    "'[2026-06-01,2026-06-15)' WHERE person_id = 11");
	assert_answer(SEE_OTHER, submit("/educators/501/take-off",
	    "reason=Retired"));
	assert_answer(OK, ask("/educators?state=left"));
	assert_int_equal(rows(), 1);
	assert_answer(SEE_OTHER, ask("/educators/501/change"));
	assert_answer(SEE_OTHER, ask("/educators/501/registration"));
	assert_answer(SEE_OTHER, send_kept("/educators/501/change",
	    "organisation=none"));
	assert_answer(SEE_OTHER, send_form("/educators/501/registration",
	    "status=suspended"));
	assert_owner_asks(0, "SELECT count(*) FROM educator"
	    " WHERE id = 501 AND registration = 'suspended'");
	assert_answer(OK, ask("/educators/501/put-back"));
	assert_shows("Retired");
	assert_answer(SEE_OTHER, submit("/educators/501/put-back", ""));
	assert_answer(OK, ask("/educators/501/history"));
	assert_true(page_shows_in_order("Put back on the register",
	    "Taken off the register: Retired"));
}

static void
test_a_conflict_is_recorded_once_for_a_time_and_ended(void **state)
{
	char	path[80];

	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501/conflicts/new"));
	assert_answer(INVALID, submit("/educators/501/conflicts/new",
	    "email=tom%40example.org&kind=family&from-day=1&from-month=1"
	    "&from-year=2026"));
	assert_shows("No trainee of this programme has this email address");
	assert_answer(SEE_OTHER, submit("/educators/501/conflicts/new",
	    "email=zoe%40example.org&kind=family&from-day=1&from-month=1"
	    "&from-year=2026"));
	assert_answer(OK, ask("/educators/501/conflicts/new"));
	assert_answer(INVALID, submit("/educators/501/conflicts/new",
	    "email=zoe%40example.org&kind=other&from-day=1&from-month=2"
	    "&from-year=2026"));
	assert_shows("is recorded for this time already");
	snprintf(path, sizeof(path), "/educators/501/conflicts/%ld/end",
	    owner_asks("SELECT id FROM educator_conflict"));
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path,
	    "last-day=31&last-month=12&last-year=2025"));
	assert_shows("The last day must be 1 January 2026 or after");
	assert_answer(SEE_OTHER, submit(path,
	    "last-day=31&last-month=5&last-year=2026"));
	assert_answer(OK, ask("/educators/501/history"));
	assert_shows("Conflict of interest with Zoë Núñez ends on 31 May 2026");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/educators/501"));
	assert_shows("They are of one family");
	assert_hides("/end\"");
}

static void
test_the_number_of_trainees_counts_other_programmes(void **state)
{
	owner_does("UPDATE placement_educator SET person_id = 11 "
	    "WHERE placement_id = 206");
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501"));
	assert_shows("3 today. Takes 3 at once, as the programme has set");
	assert_shows("1 more is taught elsewhere");
	assert_hides("Tom Lee");
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, register_world)
	const struct CMUnitTest	tests[] = {
		TEST(test_staff_see_their_programme_and_partners_their_own),
		TEST(test_an_educator_sees_their_own_entry_and_adds_training),
		TEST(test_each_count_leads_to_exactly_those),
		TEST(test_the_list_is_filtered_sorted_and_searched),
		TEST(test_a_new_person_is_invited_and_becomes_an_educator),
		TEST(test_somebody_known_comes_on_the_register_by_name),
		TEST(test_who_cannot_be_an_educator_is_refused),
		TEST(test_a_renewal_is_offered_until_the_next_30_november),
		TEST(test_a_change_under_an_open_form_is_said),
		TEST(test_stages_come_in_their_order_and_once),
		TEST(test_what_was_recorded_by_mistake_goes_and_comes_back),
		TEST(test_a_learner_elsewhere_keeps_somebody_current),
		TEST(test_who_has_trainees_stays_on_the_register),
		TEST(test_a_conflict_is_recorded_once_for_a_time_and_ended),
		TEST(test_the_number_of_trainees_counts_other_programmes),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
