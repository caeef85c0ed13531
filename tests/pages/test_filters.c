/*
 * Saved filters: named, shared with a team or kept to oneself, counted above
 * their list, changed, removed and put back; and those that no longer fit.
 */
#include <stdio.h>

#include "pages.h"

static const char	paused[] = "path=/cohorts/1&query=state%3Dpaused";

/* Saved by SAM of the first cohort; its id. */
static long
save(const char *name, const char *who)
{
	char	body[200];

	snprintf(body, sizeof(body), "%s&name=%s&who=%s", paused, name, who);
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/filters/new", body));
	return ((long)owner_asks("SELECT max(id) FROM saved_filter"));
}

static const char *
path_of(long id, const char *what)
{
	static char	path[80];

	snprintf(path, sizeof(path), "/filters/%ld/%s", id, what);
	return (path);
}

/* Sal works for the first programme as well. */
static void
hire_sal(void)
{
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (32, 'staff', 1, '[2026-01-01,)')");
}

static void
test_a_list_leads_to_saving_what_it_shows(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/cohorts/1"));
	assert_hides("Save these filters");
	assert_answer(OK, ask("/cohorts/1?state=paused&sort=-name&page=1"));
	assert_shows("Save these filters");
	assert_answer(OK, ask("/filters/new?path=/cohorts/1&query="
	    "state%3Dpaused%26host%3D9003%26nonsense%3D1"));
	assert_shows("Spring 2026");
	assert_shows("Enrolment: Paused");
	assert_shows("Host organisation: Brook Council");
	assert_shows("Only me");
	assert_shows("My team: the staff of Northern programme");
	assert_answer(SEE_OTHER, submit("/filters/new",
	    "name=Paused+at+Brook&who=1"));
	assert_answer(OK, follow());
	assert_shows("\u201cPaused at Brook\u201d is saved.");
	assert_shows("Kwame Okafor");
	assert_owner_asks(1, "SELECT count(*) FROM saved_filter WHERE query "
	    "= 'host=9003&state=paused' AND programme_id = 1 "
	    "AND path = '/cohorts/1' AND person_id = 31");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'FILTER_SAVED' AND actor_id = 31");
}

static void
test_saved_filters_are_counted_above_their_own_list(void **state)
{
	char	link[120];
	long	id = save("Away", "1");

	assert_answer(OK, ask("/cohorts/1"));
	snprintf(link, sizeof(link), "href=\"/cohorts/1?state=paused"
	    "&amp;saved=%ld\">Away</a>", id);
	assert_shows(link);
	assert_true(page_shows_in_order(link, "(1)"));
	assert_answer(OK, ask("/cohorts/2"));
	assert_hides("Away");
	owner_doesf("UPDATE saved_filter SET query = 'standing=complete' "
	    "WHERE id = %ld", id);
	assert_answer(OK, ask("/cohorts/1"));
	assert_true(page_shows_in_order("Away</a>", "(0)"));
}

static void
test_a_filter_is_ones_own_or_the_teams(void **state)
{
	long	mine = save("Mine", "me"), ours = save("Ours", "1");

	hire_sal();
	sign_in_as(SAL);
	assert_answer(OK, ask("/cohorts/1"));
	assert_shows(">Ours</a>");
	assert_hides(">Mine</a>");
	assert_answer(NOT_FOUND, ask(path_of(mine, "change")));
	assert_answer(OK, ask(path_of(ours, "change")));
	assert_hides("Only me");
	assert_answer(INVALID, submit(path_of(ours, "change"),
	    "name=Ours&who="));
	assert_answer(SEE_OTHER, submit(path_of(ours, "change"),
	    "name=Theirs&who=1"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/filters"));
	assert_shows("Theirs");
	assert_shows("Mine");
	sign_in_as(BO);
	assert_answer(OK, ask("/filters"));
	assert_shows("You have no saved filter");
	assert_answer(NOT_FOUND, ask(path_of(ours, "change")));
}

static void
test_who_is_no_staff_saves_for_themself(void **state)
{
	sign_in_as(BO);
	assert_answer(OK, ask("/filters/new?path=/trainees&query="
	    "state%3Dpaused"));
	assert_hides("My team");
	assert_answer(SEE_OTHER, submit("/filters/new", "name=Away&who=1"));
	assert_owner_asks(1, "SELECT count(*) FROM saved_filter "
	    "WHERE person_id = 22 AND programme_id IS NULL");
	assert_answer(OK, ask("/trainees"));
	assert_shows(">Away</a>");
	assert_answer(SEE_OTHER, ask("/filters/new?path=/cohorts/1&query="
	    "state%3Dpaused"));
}

static void
test_what_is_saved_follows_the_list_when_it_is_told_to(void **state)
{
	char	path[120];
	long	id = save("Away", "me");

	snprintf(path, sizeof(path), "/cohorts/1?state=enrolled&saved=%ld", id);
	assert_answer(OK, ask(path));
	assert_shows("Save these filters as \u201cAway\u201d");
	snprintf(path, sizeof(path), "/filters/%ld/change?query="
	    "state%%3Denrolled", id);
	assert_answer(OK, ask(path));
	assert_shows("The list shows now");
	assert_shows("Enrolment: Enrolled");
	assert_answer(SEE_OTHER, submit(path_of(id, "change"),
	    "name=Here&who=me&which=now"));
	assert_owner_asks(1, "SELECT count(*) FROM saved_filter WHERE "
	    "query = 'state=enrolled' AND name = 'Here'");
}

static void
test_a_filter_is_removed_and_put_back(void **state)
{
	long	id = save("Away", "me");

	assert_answer(OK, ask(path_of(id, "remove")));
	keep_fields(path_of(id, "remove"));
	assert_answer(SEE_OTHER, submit(path_of(id, "remove"), ""));
	assert_answer(OK, ask("/cohorts/1"));
	assert_hides(">Away</a>");
	assert_answer(NOT_FOUND, ask(path_of(id, "change")));
	assert_answer(OK, ask("/filters"));
	assert_shows("Removed</h2>");
	assert_answer(OK, ask(path_of(id, "put-back")));
	assert_answer(SEE_OTHER, submit(path_of(id, "put-back"), ""));
	assert_answer(OK, ask("/cohorts/1"));
	assert_shows(">Away</a>");
	assert_answer(INVALID, send_form(path_of(id, "remove"), "version=1"));
	assert_shows("It was changed meanwhile");
}

static void
test_a_filter_that_no_longer_fits_says_so(void **state)
{
	char	path[80];
	long	id = save("Away", "me");

	owner_doesf("UPDATE saved_filter SET query = 'state=vanished' "
	    "WHERE id = %ld", id);
	assert_answer(OK, ask("/cohorts/1"));
	assert_true(page_shows_in_order(">Away</a>", "(no longer fits)"));
	snprintf(path, sizeof(path), "/cohorts/1?state=vanished&saved=%ld", id);
	assert_answer(OK, ask(path));
	assert_shows("\u201cAway\u201d asks for \u201cvanished\u201d, which "
	    "means nothing any more");
	assert_answer(OK, ask("/filters"));
	assert_shows("No longer fits");
	assert_shows("It asks for \u201cvanished\u201d");
	owner_doesf("UPDATE saved_filter SET query = 'host=99999' "
	    "WHERE id = %ld", id);
	assert_answer(OK, ask("/filters"));
	assert_shows("an organisation that is not in Waymark any more");
	owner_doesf("UPDATE saved_filter SET path = '/cohorts/77' "
	    "WHERE id = %ld", id);
	assert_answer(OK, ask("/filters"));
	assert_shows("Its cohort is not there any more");
}

static void
test_names_are_asked_for_and_are_not_used_twice(void **state)
{
	char	body[400];

	save("Away", "1");
	snprintf(body, sizeof(body), "%s&who=me", paused);
	assert_answer(INVALID, send_form("/filters/new", body));
	assert_shows("Enter a name for this filter");
	snprintf(body, sizeof(body), "%s&who=me&name=AWAY", paused);
	assert_answer(INVALID, send_form("/filters/new", body));
	assert_shows("Enter another name");
	snprintf(body, sizeof(body), "%s&who=2&name=Other", paused);
	assert_answer(INVALID, send_form("/filters/new", body));
	assert_shows("Select who uses this filter");
	snprintf(body, sizeof(body), "%s&who=me&name=%061d", paused, 7);
	assert_answer(INVALID, send_form("/filters/new", body));
	assert_shows("must be 60 characters or fewer");
	assert_owner_asks(1, "SELECT count(*) FROM saved_filter");
}

static void
test_nothing_but_a_lists_filters_can_be_saved(void **state)
{
	static const char *const	wrong[] = {
		"path=/letters&query=state%3Dpaused",
		"path=/cohorts/1&query=",
		"path=/cohorts/1&query=evil%3D1",
		"path=/cohorts/1&query=state%3Dnothing",
		"path=//example.org&query=state%3Dpaused",
		"path=/cohorts/x&query=state%3Dpaused" };
	char				body[200];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		snprintf(body, sizeof(body), "%s&name=N&who=me", wrong[i]);
		assert_answer(INVALID, send_form("/filters/new", body));
		assert_shows("Choose a filter in a list first");
	}
	assert_owner_asks(0, "SELECT count(*) FROM saved_filter");
}

static void
test_the_registers_filters_are_saved_as_well(void **state)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(301, 11, 1, 9002), (302, 12, 1, 9003)");
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/filters/new", "path=/educators"
	    "&query=organisation%3D9002&name=Ashby&who=me"));
	assert_answer(OK, follow());
	assert_shows("Ewan Reid");
	assert_hides("Esi Mensah");
	assert_true(page_shows_in_order(">Ashby</a>", "(1)"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(name, new_world)
		TEST(test_a_list_leads_to_saving_what_it_shows),
		TEST(test_saved_filters_are_counted_above_their_own_list),
		TEST(test_a_filter_is_ones_own_or_the_teams),
		TEST(test_who_is_no_staff_saves_for_themself),
		TEST(test_what_is_saved_follows_the_list_when_it_is_told_to),
		TEST(test_a_filter_is_removed_and_put_back),
		TEST(test_a_filter_that_no_longer_fits_says_so),
		TEST(test_names_are_asked_for_and_are_not_used_twice),
		TEST(test_nothing_but_a_lists_filters_can_be_saved),
		TEST(test_the_registers_filters_are_saved_as_well),
#undef TEST
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
