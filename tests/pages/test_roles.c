/* The team: roles are given and ended, by two people where they see the most,
 * nobody's own, with whoever is concerned told; and how a service begins. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/wait.h>

#include "nonsense.h"
#include "pages.h"

enum { COL = 991, DORA };

#define GIVE(role, rest) "role=" role "&from-day=15&from-month=6&" \
	"from-year=2026&reason=To+help&organisation=&code=&" rest
#define NIA "given_name=Nia&family_name=New&email=nia@example.org"
#define OF_COL "given_name=Col&family_name=League&email=col@example.org"

/* Col and Dora are of the first programme's staff, as Sam is. */
static int
team_world(void **state)
{
	new_world(state);
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (991, 'Col', 'League', "
	    "'col@example.org'), (992, 'Dora', 'Third', 'dora@example.org'); "
	    "INSERT INTO role_held (id, person_id, role, programme_id, during) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(9911, 991, 'staff', 1, '[2026-01-01,)'), "
	    "(9921, 992, 'staff', 1, '[2026-01-01,)')");
	sign_in_as(SAM);
	return (0);
}

static const char *
role_of(const char *role, const char *behind)
{
	static char	path[60];

	snprintf(path, sizeof(path), "/team/%s%s", owner_reads(strcmp(role,
	    "coordinator") == 0 ? "SELECT max(id)::text FROM role_held WHERE "
	    "role = 'coordinator'" : "SELECT max(id)::text FROM role_held "
	    "WHERE role = 'moderator'"), behind);
	return (path);
}

static const char *
change(void)
{
	static char	path[60];

	snprintf(path, sizeof(path), "/team/changes/%s",
	    owner_reads("SELECT max(id)::text FROM role_change"));
	return (path);
}

static void
give(const char *fields, enum status wanted)
{
	assert_answer(OK, ask("/team/new"));
	assert_answer(wanted, submit("/team/new", fields));
}

static void
test_somebody_new_is_given_a_role_and_invited(void **state)
{
	give(GIVE("moderator", NIA), SEE_OTHER);
	assert_answer(OK, follow());
	assert_shows("Nia New has the role “Moderator of Northern programme” "
	    "from 15 June 2026. They were told by email.");
	assert_shows("Sam Hall");
	assert_shows("To help");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN person p "
	    "ON p.id = r.person_id WHERE p.email = 'nia@example.org' AND "
	    "r.role = 'moderator' AND r.programme_id = 1 "
	    "AND r.during = '[2026-06-15,)'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE address "
	    "= 'nia@example.org' AND body LIKE '%/choose-password?link=%' "
	    "AND kind = 'secret'");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE subject "
	    "= 'A role of your team has changed'");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'ROLE_GIVEN' AND kind = 'role' AND actor_id = 31");
	assert_answer(OK, ask("/team"));
	assert_shows("nia@example.org");
}

static void
test_the_team_is_filtered_sorted_and_never_anothers(void **state)
{
	give(GIVE("moderator", NIA), SEE_OTHER);
	assert_answer(OK, ask("/team"));
	assert_shows("Edda Quist");
	assert_shows("Bo Brooks");
	assert_shows("Not recorded");
	assert_hides("Ines Marsh");
	assert_hides("Sal Moss");
	assert_hides("Mary");
	assert_answer(OK, ask("/team?role=moderator"));
	assert_shows("Nia New");
	assert_hides("Edda Quist");
	assert_answer(OK, ask("/team?role=tutor"));
	assert_shows("Ines Marsh");
	assert_answer(OK, ask("/team?search=brook"));
	assert_shows("Bo Brooks");
	assert_hides("Nia New");
	assert_answer(OK, ask("/team?sort=-name"));
	assert_true(page_shows_in_order("Edda Quist", "Bo Brooks"));
	assert_answer(OK, ask("/team?time=over"));
	assert_shows("Nobody fits");
	assert_answer(OK, ask("/team?role=nonsense&time=x&sort=x&page=99"));
	assert_shows("Edda Quist");
}

static void
test_a_role_that_sees_the_most_takes_two(void **state)
{
	give(GIVE("data_officer", OF_COL), SEE_OTHER);
	assert_answer(OK, follow());
	assert_shows("Asked for. A colleague of yours decides.");
	assert_shows("Waiting for a colleague");
	assert_owner_asks(0, "SELECT count(*) FROM role_held WHERE role = "
	    "'data_officer'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 992 AND body LIKE '%/team/changes/%'");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 991");
	assert_answer(OK, ask(change()));
	assert_shows("You can take it back");
	assert_answer(INVALID, send_form(change(), "verdict=done"));
	sign_in_as(COL);
	assert_answer(OK, ask(change()));
	assert_shows("This is about you: a colleague decides");
	assert_answer(INVALID, send_form(change(), "verdict=done"));
	assert_answer(INVALID, send_form(change(), "verdict=withdrawn"));
	assert_owner_asks(0, "SELECT count(*) FROM role_held WHERE role = "
	    "'data_officer'");
	sign_in_as(DORA);
	assert_answer(OK, ask(change()));
	assert_shows("To help");
	assert_answer(INVALID, submit(change(), ""));
	assert_answer(SEE_OTHER, submit(change(), "verdict=done"));
	assert_answer(OK, follow());
	assert_shows("Sam Hall, with Dora Third");
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE role = "
	    "'data_officer' AND person_id = 991");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 991 AND subject = 'Your role in Waymark has "
	    "changed'");
	assert_answer(INVALID, send_form(change(), "verdict=refused"));
}

static void
test_what_is_refused_or_taken_back_changes_nothing(void **state)
{
	give(GIVE("equity_lead", NIA), SEE_OTHER);
	assert_answer(OK, ask(change()));
	assert_answer(SEE_OTHER, submit(change(), ""));
	assert_answer(OK, follow());
	assert_shows("Taken back. Nothing was changed.");
	give(GIVE("equity_lead", NIA), SEE_OTHER);
	give(GIVE("equity_lead", NIA), INVALID);
	assert_int_equal(page_count("Somebody has asked for this already"), 2);
	sign_in_as(DORA);
	assert_answer(OK, ask(change()));
	assert_answer(SEE_OTHER, submit(change(), "verdict=refused"));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 31 AND subject LIKE '%was refused'");
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE role = "
	    "'equity_lead'");
}

static void
test_what_cannot_be_given_says_why(void **state)
{
	static const struct { const char *fields, *why; } bad[] = {
		{ GIVE("moderator", "given_name=Sam&family_name=Hall&"
		    "email=sam@example.org"), "A colleague gives you a role" },
		{ GIVE("auditor", NIA), "Give them the role of programme "
		    "staff first" },
		{ GIVE("moderator", "given_name=Mary&"
		    "family_name=Smith-Jones&email=mary@example.org"),
		    "This person is a trainee" },
		{ GIVE("staff", OF_COL), "This person has this role already" },
		{ GIVE("moderator", "given_name=Col&family_name=Other&"
		    "email=col@example.org"), "This email address belongs to "
		    "somebody with another name" },
		{ GIVE("partner", NIA), "Select the organisation" },
		{ GIVE("trainee", NIA), "Select the role" },
		{ GIVE("", NIA), "Select the role" },
		{ GIVE("moderator", "given_name=&family_name=New&email=x"),
		    "Enter the first name" },
		{ "role=moderator&from-day=1&from-month=6&from-year=2026&"
		    "reason=&" NIA, "The first day must be today or later" },
		{ "role=moderator&from-day=15&from-month=6&from-year=2026&"
		    "reason=&" NIA, "Enter the reason" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		give(bad[i].fields, INVALID);
		assert_shows(bad[i].why);
	}
	assert_owner_asks(0, "SELECT count(*) FROM role_change");
	assert_owner_asks(0, "SELECT count(*) FROM person WHERE email = "
	    "'nia@example.org'");
}

static void
test_a_role_ends_at_once_and_its_session_with_it(void **state)
{
	take_browser(1);
	sign_in_as(COL);
	assert_answer(OK, ask("/team"));
	take_browser(0);
	sign_in_as(SAM);
	assert_answer(OK, ask("/team/9911/end"));
	assert_answer(INVALID, submit("/team/9911/end", "reason=Left"));
	assert_shows("Select when the role ends");
	assert_answer(SEE_OTHER, submit("/team/9911/end",
	    "when=now&reason=Left"));
	assert_answer(OK, follow());
	assert_shows("The role of Col League as “Programme staff of "
	    "Northern programme” has ended.");
	take_browser(1);
	assert_answer(SEE_OTHER, ask("/team"));
	assert_leads_to("/sign-in?to=%2Fteam");
	sign_in_as(COL);
	assert_answer(NOT_FOUND, ask("/team"));
	take_browser(0);
	assert_answer(OK, ask("/team?time=over"));
	assert_shows("Col League");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 991 AND body LIKE '%has ended%The reason: Left%'");
}

static void
test_a_role_ends_after_a_day_and_that_is_undone(void **state)
{
	give(GIVE("moderator", NIA), SEE_OTHER);
	assert_answer(OK, ask(role_of("moderator", "/end")));
	assert_answer(INVALID, submit(role_of("moderator", "/end"),
	    "when=later&reason=Leaves&last-day=1&last-month=6&"
	    "last-year=2026"));
	assert_shows("The last day must be today or later");
	assert_answer(INVALID, submit(role_of("moderator", "/end"),
	    "when=later&reason=Leaves&last-day=31&last-month=6&"
	    "last-year=2026"));
	assert_answer(SEE_OTHER, submit(role_of("moderator", "/end"),
	    "when=later&reason=Leaves&last-day=30&last-month=6&"
	    "last-year=2026"));
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE role = "
	    "'moderator' AND during = '[2026-06-15,2026-07-01)'");
	assert_answer(OK, ask(role_of("moderator", "/put-back")));
	assert_answer(INVALID, submit(role_of("moderator", "/put-back"),
	    "reason="));
	assert_answer(SEE_OTHER, submit(role_of("moderator", "/put-back"),
	    "reason=Stays"));
	assert_answer(OK, follow());
	assert_shows("Nia New has the role “Moderator of Northern programme” "
	    "again.");
	assert_true(page_shows_in_order("Put back", "Ended"));
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE role = "
	    "'moderator' AND during = '[2026-06-15,)'");
	assert_answer(SEE_OTHER, ask(role_of("moderator", "/put-back")));
	assert_answer(INVALID, send_form(role_of("moderator", "/put-back"),
	    "reason=Again"));
}

static void
test_a_programme_keeps_one_of_the_staff(void **state)
{
	long	own = (long)owner_asks("SELECT id FROM role_held WHERE "
		    "person_id = 31");
	char	path[40];

	snprintf(path, sizeof(path), "/team/%ld", own);
	assert_answer(OK, ask(path));
	assert_hides("End this role");
	snprintf(path, sizeof(path), "/team/%ld/end", own);
	assert_answer(INVALID, send_form(path, "when=now&reason=Leave"));
	assert_shows("A colleague ends your own role as staff");
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-07-01)' "
	    "WHERE person_id IN (991, 992)");
	sign_in_as(COL);
	assert_answer(INVALID, send_form(path, "when=now&reason=Leave"));
	assert_shows("A programme keeps one of the staff");
}

/* Of two who end each other at once, one does. */
static void
test_two_of_the_staff_cannot_end_each_other(void **state)
{
	struct sending	both[] = {
		{ 0, "/team/9911/end", NULL }, { 1, "/team/9921/end", NULL },
	};
	char		bodies[2][400];
	struct reply	replies[2];

	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-01)' "
	    "WHERE person_id = 31");
	for (int i = 0; i < 2; i++) {
		take_browser(i);
		sign_in_as(i == 0 ? DORA : COL);
		assert_answer(OK, ask(both[i].path));
		snprintf(bodies[i], sizeof(bodies[i]),
		    "%swhen=now&reason=Left", hidden_fields(both[i].path));
		both[i].body = bodies[i];
	}
	send_all_at_once(both, "LOCK TABLE role_change", replies, 2);
	assert_int_equal(replies[0].status + replies[1].status,
	    SEE_OTHER + CONFLICT);
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE role = "
	    "'staff' AND programme_id = 1 AND during @> today()");
}

/* Ashby is both programmes' host: the second's staff hear of its coordinator,
 * whom the first gave the role, and may end it. */
static void
test_a_role_at_an_organisation_is_that_of_all_who_work_there(void **state)
{
	give(GIVE("coordinator", NIA "&organisation=9002"), INVALID);
	give("role=coordinator&from-day=15&from-month=6&from-year=2026&"
	    "reason=To+help&organisation=9002&code=&" NIA, SEE_OTHER);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 32 AND body LIKE '%you can end the role%'");
	sign_in_as(SAL);
	assert_answer(OK, ask("/team"));
	assert_shows("Nia New");
	assert_shows("Programme staff of Northern programme");
	assert_hides("Bo Brooks");
	assert_answer(OK, ask(role_of("coordinator", "")));
	assert_hides("To help");
	assert_answer(OK, ask(role_of("coordinator", "/end")));
	assert_answer(SEE_OTHER, submit(role_of("coordinator", "/end"),
	    "when=now&reason=Not+ours"));
	assert_owner_asks(0, "SELECT count(*) FROM role_held WHERE role = "
	    "'coordinator' AND during @> today()");
	assert_owner_asks(3, "SELECT count(*) FROM post.letter WHERE "
	    "person_id IN (31, 991, 992) AND body LIKE '%Sal Moss did so%'");
	sign_in_as(SAM);
	assert_answer(OK, ask(role_of("coordinator", "")));
	assert_hides("Not ours");
	assert_hides("Undo the end");
}

static void
test_what_another_programme_has_is_not_there(void **state)
{
	long	sals = (long)owner_asks("SELECT id FROM role_held WHERE "
		    "person_id = 32");
	char	path[40];

	snprintf(path, sizeof(path), "/team/%ld", sals);
	assert_answer(NOT_FOUND, ask(path));
	snprintf(path, sizeof(path), "/team/%ld/end", sals);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, send_form(path, "when=now&reason=No"));
	give(GIVE("equity_lead", NIA), SEE_OTHER);
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(change()));
	assert_answer(NOT_FOUND, send_form(change(), "verdict=done"));
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask("/team"));
	assert_answer(NOT_FOUND, send_form("/team/new",
	    GIVE("moderator", NIA)));
}

static void
test_it_is_asked_again_who_it_is(void **state)
{
	owner_does("UPDATE auth.session SET confirmed_at = now() - "
	    "interval '1 day'");
	assert_answer(SEE_OTHER, ask("/team/new"));
	assert_leads_to("/confirm?to=%2Fteam%2Fnew");
	assert_answer(SEE_OTHER, send_form("/team/9911/end",
	    "when=now&reason=Left"));
	assert_owner_asks(1, "SELECT count(*) FROM role_held WHERE id = 9911 "
	    "AND upper_inf(during)");
}

static void
test_who_is_staff_from_tomorrow_sets_up_a_second_step_today(
    void **state)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) SELECT 11, 'staff', 1, daterange(today() + 1, NULL)");
	assert_owner_asks(1, "SELECT auth.factor_needed(11)::int");
	owner_does("UPDATE role_held SET during = daterange(today() + 2, "
	    "NULL) WHERE person_id = 11 AND role = 'staff'");
	assert_owner_asks(0, "SELECT auth.factor_needed(11)::int");
}

static const struct place *
anew(void *place)
{
	struct place	*p = place;

	team_world(NULL);
	if (strstr(p->action, "put-back") == NULL)
		return (NULL);
	assert_answer(SEE_OTHER, send_form("/team/9911/end",
	    "when=later&reason=Leaves&last-day=30&last-month=6&"
	    "last-year=2026"));
	return (p);
}

static void
test_the_form_that_undoes_takes_no_nonsense(void **state)
{
	static struct place	place = { SAM, "/team/9911/put-back",
				    "/team/9911/put-back" };

	try_nonsense(anew(&place), anew, &place);
}

/* How a service begins. */

#define BEGIN "WAYMARK_ORIGIN=https://w.example.org ${B:-build}/waymark " \
	"programme --first-name Ada --last-name Byron --email " \
	"ada@example.org "
#define NORTH "--name North --provider ZZ01"

/* The command's status; what it said is in said. */
static char	said[2000];

static int
begin(const char *arguments)
{
	char	command[400];
	FILE	*f;

	snprintf(command, sizeof(command), BEGIN "%s 2>&1", arguments);
	f = popen(command, "r");
	assert_non_null(f);
	said[fread(said, 1, sizeof(said) - 1, f)] = '\0';
	return (WEXITSTATUS(pclose(f)));
}

static void
assert_says(const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in: %s", words, said);
}

/* A database of a real service is no demonstration. */
static int
empty_world(void **state)
{
	new_world(state);
	owner_does("CREATE TABLE IF NOT EXISTS kept.day AS SELECT * FROM "
	    "demonstration; DELETE FROM demonstration");
	return (0);
}

static int
leave_empty_world(void **state)
{
	owner_does("DELETE FROM demonstration; INSERT INTO demonstration "
	    "SELECT * FROM kept.day");
	return (0);
}

static void
test_a_service_begins_with_a_programme_and_one_of_its_staff(
    void **state)
{
	char	*link, path[120];

	assert_int_equal(begin(NORTH), 0);
	assert_says("The programme “North” is there.");
	assert_says("Ada Byron chooses a password within 14 days, once:\n"
	    "https://w.example.org/choose-password?link=");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN programme "
	    "g ON g.id = r.programme_id JOIN person p ON p.id = r.person_id "
	    "WHERE g.name = 'North' AND r.role = 'staff' AND r.during @> "
	    "today() AND p.email = 'ada@example.org' "
	    "AND g.id = ANY (p.programme_ids)");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE address "
	    "= 'ada@example.org' AND kind = 'secret'");
	link = strstr(said, "/choose-password");
	snprintf(path, sizeof(path), "%.*s", (int)strcspn(link, "\n"), link);
	sign_in_as(0);
	assert_answer(OK, ask(path));
	assert_shows("ada@example.org");
	sign_in_as(owner_asks("SELECT id FROM person WHERE email = "
	    "'ada@example.org'"));
	assert_answer(OK, ask("/team"));
	assert_shows("Ada Byron");
	give("role=staff&from-day=1&from-month=1&from-year=2090&reason=To+"
	    "help&" NIA, SEE_OTHER);
	assert_owner_asks(2, "SELECT count(*) FROM role_held r JOIN programme "
	    "g ON g.id = r.programme_id WHERE g.name = 'North'");
}

static void
test_it_begins_once(void **state)
{
	assert_int_equal(begin(NORTH), 0);
	assert_int_equal(begin(NORTH), 0);
	assert_says("The programme “North” was there already.");
	assert_says("/choose-password?link=");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN programme "
	    "g ON g.id = r.programme_id WHERE g.name = 'North'");
	owner_does("INSERT INTO auth.credential (person_id, password_hash) "
	    "SELECT id, 'x' FROM person WHERE email = 'ada@example.org'");
	assert_int_equal(begin(NORTH), 0);
	assert_says("Ada Byron has a password already.");
	assert_null(strstr(said, "link="));
}

static void
test_a_service_begins_with_what_is_right_or_says_what_is_wrong(void **state)
{
	static const struct { const char *arguments; int status;
	    const char *why; } bad[] = {
		{ "--name North", 64, "give --provider" },
		{ "--name ' ' --provider ZZ01", 64, "give --name" },
		{ NORTH " --email ada", 64, "--email is not an address" },
		{ NORTH " --provider-kind school", 64, "--provider-kind" },
		{ NORTH " more", 64, "waymark help programme" },
		{ NORTH " --nonsense", 64, "waymark help programme" },
		{ "--name North --provider 'Z-1'", 64, "--provider is a code" },
		{ "--name North --provider ZZ99", 1, "no organisation has "
		    "this code. Give --provider-name" },
		{ "--name North --provider ZZ99 --provider-name 'Ashby NHS "
		    "Trust'", 1, "another code" },
		{ "--name 'Northern programme' --provider ZZ01", 1,
		    "there is a programme of this name" },
		{ NORTH " --email sam@example.org", 1, "another name" },
	};

	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		assert_int_equal(begin(bad[i].arguments), bad[i].status);
		assert_says(bad[i].why);
	}
	assert_owner_asks(2, "SELECT count(*) FROM programme");
	assert_int_equal(begin("--name North --provider zz99 --provider-name "
	    "'A Charity'"), 0);
	assert_owner_asks(1, "SELECT count(*) FROM programme g JOIN "
	    "organisation o ON o.id = g.provider_id WHERE o.code = 'ZZ99' AND "
	    "o.kind = 'charity' AND o.name = 'A Charity'");
	owner_does("DELETE FROM role_held r USING programme g WHERE g.id = "
	    "r.programme_id AND g.name = 'North'; DELETE FROM programme "
	    "WHERE name = 'North'; DELETE FROM organisation WHERE code = "
	    "'ZZ99'");
}

static void
test_no_service_begins_in_a_demonstration(void **state)
{
	assert_int_equal(begin(NORTH), 1);
	assert_says("this database holds a demonstration");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, team_world)
#define begins(name) cmocka_unit_test_setup_teardown(name, empty_world, \
	    leave_empty_world)
	const struct CMUnitTest	tests[] = {
		test(test_somebody_new_is_given_a_role_and_invited),
		test(test_the_team_is_filtered_sorted_and_never_anothers),
		test(test_a_role_that_sees_the_most_takes_two),
		test(test_what_is_refused_or_taken_back_changes_nothing),
		test(test_what_cannot_be_given_says_why),
		test(test_a_role_ends_at_once_and_its_session_with_it),
		test(test_a_role_ends_after_a_day_and_that_is_undone),
		test(test_a_programme_keeps_one_of_the_staff),
		test(test_two_of_the_staff_cannot_end_each_other),
		test(
		test_a_role_at_an_organisation_is_that_of_all_who_work_there),
		test(test_what_another_programme_has_is_not_there),
		test(test_it_is_asked_again_who_it_is),
		test(
		test_who_is_staff_from_tomorrow_sets_up_a_second_step_today),
		test(test_the_form_that_undoes_takes_no_nonsense),
		begins(
		test_a_service_begins_with_a_programme_and_one_of_its_staff),
		begins(test_it_begins_once),
		begins(
		test_a_service_begins_with_what_is_right_or_says_what_is_wrong),
		test(test_no_service_begins_in_a_demonstration),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
