/* Reflections: what is private is nobody else's, what is shared or submitted is
 * a copy, and what may identify somebody is warned of. */
#include <stdio.h>

#include "pages.h"

#define SECRET	"Zwetschge"
#define WRITE	"/reflections/new"
#define WORDS	"title=A+visit&on-day=10&on-month=6&on-year=2026&words="

static const int everybody[] = { SIAN, MARY, ZOE, KWAME, AMIRA, TOM, EWAN, ESI,
	UNA, PAT, BO, SAM, SAL, INES, LEO, NINA, ASA, CORA, MODI, LINA, 0 };
enum { PEOPLE = sizeof(everybody) / sizeof(*everybody) };

static long
latest(const char *table)
{
	char	sql[100];

	snprintf(sql, sizeof(sql), "SELECT coalesce(max(id), 0) FROM %s",
	    table);
	return ((long)owner_asks(sql));
}

static const char *
path(const char *fmt, long id)
{
	static char	paths[4][100];
	static int	next;

	next = (next + 1) % 4;
	snprintf(paths[next], sizeof(paths[next]), fmt, id);
	return (paths[next]);
}

static long
written(int person, const char *words)
{
	char	form[2000];

	sign_in_as(person);
	assert_answer(OK, ask(WRITE));
	snprintf(form, sizeof(form), WORDS "%s", words);
	assert_answer(SEE_OTHER, submit(WRITE, form));
	assert_answer(OK, follow());
	return (latest("reflection"));
}

static void
test_an_entry_is_written_found_and_changed(void **state)
{
	long	id;

	sign_in_as(MARY);
	assert_answer(OK, ask("/reflections"));
	assert_shows("You have not written any yet");
	assert_shows("could technically read them");
	assert_answer(OK, ask(WRITE));
	assert_answer(INVALID, submit(WRITE, ""));
	assert_shows("Enter what it is about");
	assert_shows("Enter what you want to say");
	assert_answer(INVALID, submit(WRITE, "title=A&on-day=16&on-month=6&"
	    "on-year=2026&words=B"));
	assert_shows("The date must be today or in the past");
	id = written(MARY, "We+walked+to+the+sea+%3Cb%3E&now_what=Ask&"
	    "standards=1&standards=nonsense");
	assert_shows("Only you can read it");
	assert_shows("We walked to the sea &lt;b&gt;");
	assert_shows("Nobody but you");
	assert_shows("Capabilities: ");
	written(MARY, "Caf%C3%A9+talk");
	assert_answer(OK, ask("/reflections?search=CAFE"));
	assert_shows(path("href=\"/reflections/%ld\"", id + 1));
	assert_hides(path("href=\"/reflections/%ld\"", id));
	assert_answer(OK, ask("/reflections?search=nothing+says"));
	assert_shows("None of your reflections says that");
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_shows("We walked to the sea");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "We+ran"));
	assert_answer(OK, follow());
	assert_shows("We ran");
	assert_hides("We walked");
	assert_shows("What it said before");
}

static void
test_what_it_said_before_comes_back(void **state)
{
	long	id = written(MARY, "First");

	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	keep_fields(path("/reflections/%ld/change", id));
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "Second"));
	assert_answer(INVALID, send_kept(path("/reflections/%ld/change", id),
	    WORDS "Third"));
	assert_shows("You changed this in another window");
	assert_shows("Third");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "Third"));
	assert_answer(OK, ask(path("/reflections/%ld/versions/1", id)));
	assert_shows("First");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/versions/1",
	    id), ""));
	assert_answer(OK, ask(path("/reflections/%ld", id)));
	assert_shows("First");
	assert_owner_asks(4, "SELECT max(version) FROM reflection");
	assert_owner_asks(3, "SELECT count(*) FROM reflection_version");
	assert_answer(NOT_FOUND, ask(path("/reflections/%ld/versions/9", id)));
}

static void
test_saving_warns_of_identifiers_and_keeps_every_word(void **state)
{
	long	id = written(MARY, "Her+number+is+943+476+5919,+at+SW1A+1AA.");

	assert_shows("Check what you wrote");
	assert_shows("It was saved as you wrote it");
	assert_shows("This looks like an NHS number.");
	assert_shows("Her number is <mark>943 476 5919</mark>, at");
	assert_shows("<mark>SW1A 1AA</mark>");
	assert_shows("It cannot find names");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld", id),
	    "none=yes"));
	assert_answer(OK, follow());
	assert_hides("Check what you wrote");
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "It+was+943+476+5919"));
	assert_answer(OK, follow());
	assert_shows("Check what you wrote");
	keep_fields(path("/reflections/%ld", id));
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "It+is+401+023+2137"));
	assert_answer(SEE_OTHER, send_kept(path("/reflections/%ld", id),
	    "none=yes"));
	assert_answer(OK, ask(path("/reflections/%ld", id)));
	assert_shows("Check what you wrote");
	written(MARY, "Her+number+is+943+476+5918.+Ring+999.");
	assert_hides("Check what you wrote");
}

/* Every GET of the route table with a number of an entry, a copy or nothing of
 * ours in its path. */
static void
tries_every_page(int person, const long ids[3])
{
	char		address[200], *to;
	const char	*at;

	for (const struct route *r = routes; r->path != NULL; r++) {
		if (r->method != GET)
			continue;
		for (int i = 0; i < 3; i++) {
			to = address;
			for (at = r->path; *at != '\0'; at++)
				if (*at == '#')
					to += sprintf(to, "%ld", ids[i]);
				else
					*to++ = *at;
			snprintf(to, 40, "?search=%s&q=%s", SECRET, SECRET);
			ask(address);
			if (page_has(SECRET " told"))
				fail_msg("%d reads it at %s", person, address);
			if (strchr(r->path, '#') == NULL)
				break;
		}
	}
}

/* "told" stands behind the secret in what was written, and in no address. */
static void
test_nobody_else_reads_a_private_entry_on_any_page(void **state)
{
	long	ids[3] = { 0, 1, 102 };

	ids[0] = written(MARY, SECRET "+told+to+me+alone");
	assert_shows(SECRET " told");
	assert_answer(OK, ask(path("/reflections/%ld/change", ids[0])));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change",
	    ids[0]), WORDS SECRET "+told+twice"));
	assert_answer(SEE_OTHER, send_form(path("/reflections/%ld/change",
	    ids[0]), WORDS SECRET "+told+in+a+draft&draft=save"));
	for (int i = 0; i < PEOPLE; i++) {
		if (everybody[i] == MARY)
			continue;
		sign_in_as(everybody[i]);
		tries_every_page(everybody[i], ids);
		assert_answer(everybody[i] == 0 ? SEE_OTHER : NOT_FOUND,
		    ask(path("/reflections/%ld", ids[0])));
	}
}

static void
test_nobody_else_changes_deletes_or_shares_it(void **state)
{
	static const char *const	forms[] = { "/reflections/%ld",
					    "/reflections/%ld/change",
					    "/reflections/%ld/share",
					    "/reflections/%ld/submit",
					    "/reflections/%ld/delete",
					    "/reflections/%ld/versions/1" };
	long				 id = written(MARY, "Mine");

	for (int i = 0; i < PEOPLE - 1; i++) {
		if (everybody[i] == MARY)
			continue;
		sign_in_as(everybody[i]);
		for (size_t f = 0; f < sizeof(forms) / sizeof(*forms); f++)
			assert_answer(NOT_FOUND, send_form(path(forms[f], id),
			    WORDS "Theirs&version=1&with=11"));
	}
	assert_owner_asks(1, "SELECT count(*) FROM reflection WHERE words = "
	    "'Mine' AND version = 1 AND deleted_at IS NULL");
}

/* A raw query of the web as somebody else, of the jobs, of the tables' owner:
 * also through functions that run with the owner's rights. */
static void
test_no_role_of_the_database_reads_it(void **state)
{
	static const char *const	tables[] = { "reflection",
					    "reflection_version",
					    "reflection_share" };
	char				 sql[300];

	written(MARY, SECRET);
	assert_answer(OK, ask("/reflections"));
	for (size_t t = 0; t < 3; t++) {
		snprintf(sql, sizeof(sql), "DO $$BEGIN IF EXISTS (SELECT 1 "
		    "FROM waymark.%s) THEN RAISE 'read'; END IF; END$$",
		    tables[t]);
		for (int i = 0; i < PEOPLE; i++) {
			if (everybody[i] == MARY)
				continue;
			sign_in_as(everybody[i]);
			assert_true(web_does(sql));
		}
		snprintf(sql, sizeof(sql), "SELECT has_table_privilege("
		    "'waymark_jobs', 'waymark.%s', 'SELECT, INSERT, UPDATE, "
		    "DELETE')::int", tables[t]);
		assert_int_equal(owner_asks(sql), 0);
		snprintf(sql, sizeof(sql), "SELECT has_table_privilege("
		    "'waymark_web', 'waymark.%s', 'DELETE, TRUNCATE')::int",
		    tables[t]);
		assert_int_equal(owner_asks(sql), 0);
	}
	assert_owner_asks(0, "SELECT has_table_privilege('waymark_jobs', "
	    "'waymark.draft', 'SELECT')::int");
	owner_does("SET LOCAL ROLE waymark_owner; DO $$BEGIN IF EXISTS "
	    "(SELECT 1 FROM waymark.reflection) THEN RAISE 'read'; END IF; "
	    "END$$");
}

static void
test_the_history_holds_no_word_of_it(void **state)
{
	long	id = written(MARY, SECRET "&happened=" SECRET);

	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    "title=" SECRET "&on-day=1&on-month=6&on-year=2026&words=" SECRET
	    "2"));
	assert_answer(OK, ask(path("/reflections/%ld/delete", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/delete", id),
	    ""));
	assert_owner_asks(3, "SELECT count(*) FROM audit.event WHERE subject "
	    "= 'reflection'");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event e WHERE e::text "
	    "LIKE '%" SECRET "%'");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/102/history"));
	assert_hides("eflection");
}

static void
test_deleting_leaves_nothing_to_read(void **state)
{
	long	id = written(NINA, SECRET);

	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS SECRET "2"));
	assert_answer(OK, ask(path("/reflections/%ld/share", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/share", id),
	    "with=72"));
	assert_answer(SEE_OTHER, send_form(path("/reflections/%ld/change",
	    id), WORDS SECRET "3&draft=save"));
	assert_answer(OK, ask(path("/reflections/%ld/delete", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/delete", id),
	    ""));
	assert_answer(OK, follow());
	assert_hides("A visit");
	assert_answer(NOT_FOUND, ask(path("/reflections/%ld", id)));
	assert_answer(NOT_FOUND, ask(path("/reflections/%ld/versions/1", id)));
	assert_answer(NOT_FOUND, send_form(path("/reflections/%ld/change",
	    id), WORDS "Back&version=3"));
	assert_owner_asks(1, "SELECT count(*) FROM reflection");
	assert_owner_asks(0, "SELECT (SELECT count(*) FROM reflection r WHERE "
	    "r::text LIKE '%Zwet%') + (SELECT count(*) FROM "
	    "reflection_version v WHERE v::text LIKE '%Zwet%') + "
	    "(SELECT count(*) FROM reflection_share s WHERE s::text LIKE "
	    "'%Zwet%') + (SELECT count(*) FROM draft)");
	sign_in_as(ASA);
	assert_answer(OK, ask("/reflections"));
	assert_hides("A visit");
}

static void
test_a_shared_copy_is_one_readers_until_it_is_taken_back(void **state)
{
	long	id = written(NINA, SECRET), copy;

	assert_answer(OK, ask(path("/reflections/%ld/share", id)));
	assert_shows("Asa Berg");
	assert_shows("Lina Frost");
	assert_hides("Cora Dean");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/share", id),
	    "with=72&with=73&with=31"));
	assert_owner_asks(1, "SELECT count(*) FROM reflection_share");
	copy = latest("reflection_share");
	for (int i = 0; i < PEOPLE - 1; i++) {
		sign_in_as(everybody[i]);
		assert_answer(everybody[i] == ASA ? OK : NOT_FOUND,
		    ask(path("/reflections/shared/%ld", copy)));
	}
	sign_in_as(NINA);
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS "Later"));
	sign_in_as(ASA);
	assert_answer(OK, ask("/reflections"));
	assert_shows("Shared with you");
	assert_answer(OK, ask(path("/reflections/shared/%ld", copy)));
	assert_shows(SECRET);
	assert_hides("Later");
	sign_in_as(NINA);
	assert_answer(OK, ask(path("/reflections/%ld", id)));
	assert_shows("You changed the entry since");
	assert_answer(OK, ask(path("/reflections/%ld/share", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/share", id),
	    "with=72"));
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(path("/reflections/shared/%ld", copy)));
	copy = latest("reflection_share");
	assert_answer(OK, ask(path("/reflections/shared/%ld", copy)));
	assert_shows("Later");
	sign_in_as(NINA);
	assert_answer(OK, ask(path("/reflections/%ld/share", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/share", id),
	    ""));
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(path("/reflections/shared/%ld", copy)));
	assert_owner_asks(0, "SELECT count(*) FROM reflection_share WHERE "
	    "words <> ''");
	assert_owner_asks(0, "SELECT count(*) FROM post.letter l WHERE l::text "
	    "LIKE '%eflection was%' OR l::text LIKE '%Nina%'");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter");
}

static void
test_submitting_copies_and_leaves_the_entry_private(void **state)
{
	static const int	readers[] = { SAM, ASA, CORA, LINA, NINA };
	long			id = written(NINA, "Learned"), copy;
	int			may;

	assert_answer(OK, ask(path("/reflections/%ld/submit", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/submit", id),
	    ""));
	copy = latest("reflection_submission");
	assert_answer(OK, ask(path("/reflections/%ld/change", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/change", id),
	    WORDS SECRET));
	for (int i = 0; i < PEOPLE - 1; i++) {
		may = 0;
		for (int r = 0; r < 5; r++)
			may |= readers[r] == everybody[i];
		sign_in_as(everybody[i]);
		assert_answer(may ? OK : NOT_FOUND,
		    ask(path("/reflections/submitted/%ld", copy)));
		assert_true(page_has("Learned") == (may != 0));
		assert_hides(SECRET);
	}
	assert_owner_asks(1, "SELECT count(*) FROM asye_reflection_submitted "
	    "WHERE asye_id = 700 AND on_day = '2026-06-15'");
	sign_in_as(ASA);
	assert_answer(OK, ask("/asye/700"));
	assert_shows("/asye/700/reflections");
	assert_answer(OK, ask("/asye/700/reflections"));
	assert_shows(path("/reflections/submitted/%ld", copy));
	assert_answer(NOT_FOUND, ask(path("/reflections/%ld", id)));
	assert_false(web_does("UPDATE waymark.reflection_submission SET words "
	    "= 'Other'"));
	sign_in_as(NINA);
	assert_false(web_does("UPDATE waymark.reflection_submission SET words "
	    "= 'Other'"));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(path("/reflections/%ld/submit",
	    written(MARY, "Not+on+an+ASYE"))));
}

static void
test_a_copy_is_submitted_once_and_withdrawn_with_a_reason(void **state)
{
	long	id = written(NINA, "Learned+from+943+476+5919"), copy;

	assert_answer(OK, ask(path("/reflections/%ld/submit", id)));
	assert_shows("Check what you wrote");
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/submit", id),
	    ""));
	copy = latest("reflection_submission");
	assert_answer(OK, ask(path("/reflections/%ld/submit", id)));
	assert_answer(SEE_OTHER, submit(path("/reflections/%ld/submit", id),
	    ""));
	assert_answer(OK, follow());
	assert_shows("What it says now was submitted before");
	assert_owner_asks(1, "SELECT count(*) FROM reflection_submission");
	assert_answer(OK, ask(path("/reflections/submitted/%ld/withdraw",
	    copy)));
	assert_answer(INVALID, submit(path(
	    "/reflections/submitted/%ld/withdraw", copy), ""));
	assert_shows("Enter why you withdraw it");
	assert_answer(SEE_OTHER, submit(path(
	    "/reflections/submitted/%ld/withdraw", copy), "reason=A+number"));
	assert_answer(OK, follow());
	assert_shows("Only you read it now");
	assert_answer(NOT_FOUND, ask(path(
	    "/reflections/submitted/%ld/withdraw", copy)));
	sign_in_as(ASA);
	assert_answer(NOT_FOUND, ask(path("/reflections/submitted/%ld",
	    copy)));
	assert_owner_asks(0, "SELECT count(*) FROM asye_reflection_submitted");
}

static void
test_whoever_left_still_has_their_own(void **state)
{
	long	id = written(NINA, "Mine");

	owner_does("UPDATE role_held SET during = '[2025-09-01,2026-01-01)' "
	    "WHERE person_id = 71");
	assert_answer(OK, ask("/"));
	assert_shows("/reflections");
	assert_answer(OK, ask(path("/reflections/%ld", id)));
	assert_shows("Mine");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_an_entry_is_written_found_and_changed, asye_world),
		cmocka_unit_test_setup(
		    test_what_it_said_before_comes_back, asye_world),
		cmocka_unit_test_setup(
		    test_saving_warns_of_identifiers_and_keeps_every_word,
		    asye_world),
		cmocka_unit_test_setup(
		    test_nobody_else_reads_a_private_entry_on_any_page,
		    asye_world),
		cmocka_unit_test_setup(
		    test_nobody_else_changes_deletes_or_shares_it, asye_world),
		cmocka_unit_test_setup(
		    test_no_role_of_the_database_reads_it, asye_world),
		cmocka_unit_test_setup(
		    test_the_history_holds_no_word_of_it, asye_world),
		cmocka_unit_test_setup(
		    test_deleting_leaves_nothing_to_read, asye_world),
		cmocka_unit_test_setup(
		    test_a_shared_copy_is_one_readers_until_it_is_taken_back,
		    asye_world),
		cmocka_unit_test_setup(
		    test_submitting_copies_and_leaves_the_entry_private,
		    asye_world),
		cmocka_unit_test_setup(
		    test_a_copy_is_submitted_once_and_withdrawn_with_a_reason,
		    asye_world),
		cmocka_unit_test_setup(
		    test_whoever_left_still_has_their_own, asye_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
