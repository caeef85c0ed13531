/*
 * Check-ins: private until their writer says otherwise, on every page and for
 * everybody; and help that is the same for all.
 */
#include <stdio.h>

#include "pages.h"
#include "pages/pages.h"

#define SECRET	"Quittenduft"
#define NEW	"/check-ins/new"

static long
written(int64_t person, const char *fields)
{
	sign_in_as(person);
	assert_answer(OK, ask(NEW));
	assert_answer(SEE_OTHER, submit(NEW, fields));
	assert_answer(OK, follow());
	return ((long)owner_asks("SELECT max(id) FROM check_in"));
}

static const char *
path(const char *fmt, long id)
{
	static char	made[60];

	snprintf(made, sizeof(made), fmt, id);
	return (made);
}

static void
test_a_check_in_is_private_unless_its_writer_says(void **state)
{
	long	id;

	sign_in_as(NINA);
	assert_answer(OK, ask(NEW));
	assert_shows("value=\"me\" checked");
	assert_shows("could technically read them");
	assert_answer(INVALID, submit(NEW, "seen=me"));
	assert_shows("Enter at least one of these");
	assert_answer(INVALID, submit(NEW, "seen=&caseload=3&complex=4&"
	    "word=Two+words&hours=99"));
	assert_shows("Enter one word");
	assert_shows("The complex ones are among your caseload");
	assert_shows("Select who can see it");
	id = written(NINA, "seen=me&caseload=14&complex=5&hours=6&"
	    "word=Stretched&note=" SECRET);
	assert_shows("Saved. Only you can see it.");
	assert_shows("14 on the caseload, 5 of them complex; 6 hours over");
	assert_shows("Only you can see it");
	sign_in_as(ASA);
	assert_answer(OK, ask("/check-ins/shown"));
	assert_shows("Nobody shows you one");
	sign_in_as(NINA);
	assert_answer(OK, ask(path("/check-ins/%ld/change", id)));
	assert_shows("value=\"Stretched\"");
	assert_answer(SEE_OTHER, submit(path("/check-ins/%ld/change", id),
	    "seen=supervisor&caseload=15&note=" SECRET));
	assert_answer(OK, follow());
	assert_shows("You and your supervisor can see it");
	sign_in_as(ASA);
	assert_answer(OK, ask("/check-ins/shown"));
	assert_shows(SECRET);
	assert_shows("Nina Sol");
	sign_in_as(SAM);
	assert_answer(OK, ask("/check-ins/shown"));
	assert_hides(SECRET);
	sign_in_as(NINA);
	assert_answer(OK, ask(path("/check-ins/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/check-ins/%ld/change", id),
	    "seen=programme&caseload=15&note=" SECRET));
	sign_in_as(SAM);
	assert_answer(OK, ask("/check-ins/shown"));
	assert_shows(SECRET);
	sign_in_as(ASA);
	assert_answer(OK, ask("/check-ins/shown"));
	assert_hides(SECRET);
}

static void
test_nobody_else_opens_changes_or_erases_one(void **state)
{
	static const int	others[] = { MARY, ZOE, SAM, ASA, CORA, LINA };
	long			id = written(NINA, "seen=me&note=" SECRET);

	for (size_t i = 0; i < 6; i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(path("/check-ins/%ld/change",
		    id)));
		assert_answer(NOT_FOUND, send_form(path(
		    "/check-ins/%ld/change", id), "seen=programme&note=x&"
		    "version=1"));
		assert_answer(NOT_FOUND, send_form(path(
		    "/check-ins/%ld/erase", id), "version=1"));
	}
	assert_owner_asks(1, "SELECT count(*) FROM check_in WHERE note = '"
	    SECRET "' AND seen_by = 'me' AND version = 1");
}

/* "told" stands behind the secret in what was written, and in no address. */
static void
test_no_page_of_anybody_else_says_a_word_of_one(void **state)
{
	static const int	others[] = { SAM, ASA, CORA, LINA, MODI, BO };
	long			id = written(NINA, "seen=me&word=" SECRET
				    "told&note=" SECRET "+told");
	char			address[200], *to;

	for (size_t i = 0; i < 6; i++)
		for (const struct route *r = routes; r->path != NULL; r++) {
			if (r->method != GET)
				continue;
			to = address;
			for (const char *at = r->path; *at != '\0'; at++)
				if (*at == '#')
					to += sprintf(to, "%ld",
					    strncmp(r->path, "/asye", 5) == 0 ?
					    700 : strncmp(r->path,
					    "/trainees", 9) == 0 ? 171 : id);
				else
					*to++ = *at;
			*to = '\0';
			sign_in_as(others[i]);
			ask(address);
			if (page_has(SECRET))
				fail_msg("%d reads it at %s", others[i],
				    address);
		}
}

static void
test_erasing_leaves_nothing(void **state)
{
	long	id = written(NINA, "seen=me&caseload=9&note=" SECRET);

	assert_answer(OK, ask(path("/check-ins/%ld/erase", id)));
	assert_shows("it cannot be brought back");
	assert_answer(SEE_OTHER, submit(path("/check-ins/%ld/erase", id),
	    ""));
	assert_answer(OK, follow());
	assert_shows("You have not checked in yet");
	assert_answer(NOT_FOUND, ask(path("/check-ins/%ld/change", id)));
	assert_owner_asks(0, "SELECT (SELECT count(*) FROM check_in c WHERE "
	    "c::text LIKE '%Quitten%') + (SELECT count(*) FROM audit.event e "
	    "WHERE e::text LIKE '%Quitten%') + (SELECT count(*) FROM draft)");
}

static void
test_a_change_in_another_window_is_said(void **state)
{
	long	id = written(NINA, "seen=me&word=Fine");

	assert_answer(OK, ask(path("/check-ins/%ld/change", id)));
	keep_fields(path("/check-ins/%ld/change", id));
	assert_answer(OK, ask(path("/check-ins/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/check-ins/%ld/change", id),
	    "seen=me&word=Better"));
	assert_answer(INVALID, send_kept(path("/check-ins/%ld/change", id),
	    "seen=me&word=Worse"));
	assert_shows("You changed this in another window");
	assert_shows("Worse");
	assert_owner_asks(1, "SELECT count(*) FROM check_in "
	    "WHERE word = 'Better'");
}

static void
test_who_is_on_neither_shows_it_to_nobody(void **state)
{
	owner_does("UPDATE placement SET ends_on = '2026-06-10' "
	    "WHERE id = 203");
	sign_in_as(ZOE);
	assert_answer(OK, ask(NEW));
	assert_hides("My supervisor");
	assert_answer(INVALID, submit(NEW, "seen=programme&word=Well"));
	assert_shows("only you can see it");
	assert_answer(SEE_OTHER, submit(NEW, "seen=me&word=Well"));
}

static void
test_help_is_the_same_for_everybody_and_is_not_noted(void **state)
{
	static const int	people[] = { NINA, MARY, EWAN, SAM, BO };

	for (size_t i = 0; i < 5; i++) {
		sign_in_as(people[i]);
		assert_answer(OK, ask("/help"));
		assert_shows("116 123");
		assert_shows("choose option 2");
		assert_shows("Social Workers’ Educational Trust");
	}
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE name "
	    "LIKE '%HELP%'");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define IN_WORLD(test) cmocka_unit_test_setup(test, asye_world)
		IN_WORLD(test_a_check_in_is_private_unless_its_writer_says),
		IN_WORLD(test_nobody_else_opens_changes_or_erases_one),
		IN_WORLD(test_no_page_of_anybody_else_says_a_word_of_one),
		IN_WORLD(test_erasing_leaves_nothing),
		IN_WORLD(test_a_change_in_another_window_is_said),
		IN_WORLD(test_who_is_on_neither_shows_it_to_nobody),
		IN_WORLD(test_help_is_the_same_for_everybody_and_is_not_noted),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
