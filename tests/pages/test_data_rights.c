/* Data rights: a copy of all that is held, what people ask, what is erased and
 * what is kept, who opens a record in an emergency, and a closed programme. */
#include <stdio.h>
#include <unistd.h>

#include "core/arena.h"
#include "jobs/audit.h"
#include "jobs/erasures.h"
#include "nonsense.h"
#include "pages.h"

enum { COL = 991 };

static struct db	*jobs;
static struct arena	 arena;

/* Sam is the first programme's data protection officer; Col is of its staff,
 * and Sal of the second's. */
static int
rights_world(void **state)
{
	new_world(state);
	if (jobs == NULL)
		jobs = db_open_patient(getenv("WAYMARK_JOBS_URL"));
	arena_reset(&arena);
	owner_does("INSERT INTO role_held (person_id, role, programme_id, "
	    "during) VALUES (31, 'data_officer', 1, '[2020-01-01,)'); "
	    "INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (991, 'Col', 'League', "
	    "'col@example.org'); INSERT INTO role_held (person_id, role, "
	    "programme_id, during) VALUES (991, 'staff', 1, "
	    "'[2020-01-01,)')");
	return (0);
}

static int
leave_rights(void **state)
{
	if (jobs != NULL)
		db_close(jobs);
	arena_release(&arena);
	return (leave_world(state));
}

/* All that read_archive.py says of the copy of whoever is signed in. */
static const char *
copy_read(void)
{
	char		 name[] = "/tmp/waymark-copy.XXXXXX", *said;
	size_t		 n, room = 4 << 20;
	const char	*bytes;
	int		 fd;
	FILE		*reads;

	assert_answer(OK, ask("/my/data/my-data.zip"));
	bytes = page_bytes(&n);
	fd = mkstemp(name);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
	said = arena_alloc(&arena, room);
	reads = popen(arena_printf(&arena, "/usr/bin/python3 "
	    "tests/pages/read_archive.py %s 2>&1", name), "r");
	said[fread(said, 1, room - 1, reads)] = '\0';
	assert_int_equal(pclose(reads), 0);
	unlink(name);
	return (said);
}

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.6000s", words, said);
}

static void
write_reflection(const char *words)
{
	assert_answer(OK, ask("/reflections/new"));
	assert_answer(SEE_OTHER, submit("/reflections/new", arena_printf(
	    &arena, "title=A+day&on-day=1&on-month=6&on-year=2026&words=%s",
	    words)));
}

static void
test_a_copy_holds_all_that_is_held_of_whoever_asks(void **state)
{
	static const char *const	faults[] = { "UNSAFE", "TWICE",
					    "ELEMENT", "ATTRIBUTE", "BROKEN",
					    "Traceback" };
	const char			*said;

	sign_in_as(MARY);
	write_reflection("Zwetschge");
	said = copy_read();
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strstr(said, faults[i]) != NULL)
			fail_msg("%.300s", strstr(said, faults[i]));
	must_say(said, "damaged None\n");
	must_say(said, "file record/index.html ");
	must_say(said, "file record/placement-day.csv ");
	must_say(said, "file portfolio/index.html ");
	must_say(said, "link record/index.html portfolio/index.html");
	must_say(said, "'reflection'");
	must_say(said, "Zwetschge");
	must_say(said, "mary@example.org");
	must_say(said, "Suitability is handled by few people");
	assert_null(strstr(said, "password_hash"));
	assert_null(strstr(said, "token_hash"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'OWN_DATA_DOWNLOADED' AND person_id = 2 AND kind = 'export'");
}

static void
test_a_copy_holds_nothing_of_anybody_else(void **state)
{
	static const int	others[] = { TOM, EWAN, SAM, BO, INES };
	const char		*said;

	sign_in_as(MARY);
	write_reflection("Zwetschge");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		said = copy_read();
		assert_null(strstr(said, "Zwetschge"));
		assert_null(strstr(said, "mary@example.org"));
		assert_null(strstr(said, "Visited a family"));
	}
}

/* Asks for a correction as Mary; its number. */
static long
ask_correction(void)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/data/requests/new"));
	assert_answer(INVALID, submit("/my/data/requests/new", ""));
	assert_shows("Select what you ask for");
	assert_answer(SEE_OTHER, submit("/my/data/requests/new",
	    "kind=correction&words=My+name+is+Marie"));
	return ((long)owner_asks("SELECT max(id) FROM rights_request"));
}

static const char *
at(const char *form, long id)
{
	return (arena_printf(&arena, form, id));
}

static void
test_what_somebody_asks_is_answered_within_a_month(void **state)
{
	long	id = ask_correction();

	assert_answer(OK, ask(at("/my/data/requests/%ld", id)));
	assert_shows("My name is Marie");
	assert_shows("To be answered");
	assert_owner_asks(1, "SELECT count(*) FROM rights_request WHERE "
	    "due_on BETWEEN asked_on + 28 AND asked_on + 36");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 31 AND body LIKE '%/data/requests/%' AND body NOT "
	    "LIKE '%Marie%'");
	sign_in_as(SAM);
	assert_answer(OK, ask("/data"));
	assert_shows("Mary Smith-Jones");
	assert_answer(OK, ask(at("/data/requests/%ld", id)));
	assert_answer(SEE_OTHER, submit(at("/data/requests/%ld", id),
	    "answer=extended&said=We+ask+the+university"));
	assert_answer(OK, ask(at("/data/requests/%ld", id)));
	assert_hides("It takes longer");
	assert_answer(SEE_OTHER, submit(at("/data/requests/%ld", id),
	    "answer=done&said=It+says+Marie+now"));
	sign_in_as(MARY);
	assert_answer(OK, ask(at("/my/data/requests/%ld", id)));
	assert_shows("It says Marie now");
	assert_shows("Information Commissioner");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject LIKE 'What you asked%'");
}

static void
test_nobody_but_the_officer_reads_what_somebody_asks(void **state)
{
	static const int	others[] = { COL, SAL, EWAN, BO, ZOE };
	long			id = ask_correction();

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask(at("/data/requests/%ld", id)));
		assert_answer(NOT_FOUND, ask(at("/my/data/requests/%ld",
		    id)));
		assert_answer(NOT_FOUND, send_form(at("/data/requests/%ld",
		    id), "version=1&answer=done&said=No"));
		assert_true(web_does("DO $$BEGIN IF EXISTS (SELECT FROM "
		    "rights_request) OR EXISTS (SELECT FROM audit.event WHERE "
		    "subject = 'rights_request') THEN RAISE 'seen'; END IF; "
		    "END$$"));
	}
}

static void
test_what_was_asked_is_taken_back_once_and_answered_once(void **state)
{
	long	id = ask_correction();

	assert_answer(SEE_OTHER, send_form(at("/my/data/requests/%ld", id),
	    "version=1&sure=yes"));
	assert_answer(INVALID, send_form(at("/my/data/requests/%ld", id),
	    "version=2&sure=yes"));
	sign_in_as(SAM);
	assert_answer(INVALID, send_form(at("/data/requests/%ld", id),
	    "version=2&answer=done&said=No"));
	assert_shows("It is answered already");
	id = ask_correction();
	sign_in_as(SAM);
	assert_answer(INVALID, send_form(at("/data/requests/%ld", id),
	    "version=7&answer=done&said=No"));
	assert_shows("This changed in the meantime");
}

/* Sam asks that something of Mary's is erased; its number. */
static long
ask_erasure(void)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/data/erasures/new"));
	assert_answer(SEE_OTHER, submit("/data/erasures/new",
	    "email=MARY@example.org&reason=She+asks+for+it"));
	return ((long)owner_asks("SELECT max(id) FROM erasure"));
}

static void
agree(long id)
{
	sign_in_as(COL);
	assert_answer(OK, ask(at("/data/erasures/%ld", id)));
	assert_answer(SEE_OTHER, submit(at("/data/erasures/%ld", id),
	    "verdict=agreed"));
}

static void
its_notice_is_over(void)
{
	owner_does("SET session_replication_role = replica; UPDATE erasure "
	    "SET erase_on = '2026-06-01'; SET session_replication_role = "
	    "origin");
}

static void
assert_chain_is_whole(int64_t emptied)
{
	struct db	*admin = db_open_patient(getenv("DATABASE_URL"));
	char		*said = NULL;
	size_t		 n;
	FILE		*say = open_memstream(&said, &n);
	int64_t		 faults;

	assert_true(audit_seal(jobs, &arena) >= 0);
	faults = audit_verify(admin, NULL, say);
	fclose(say);
	if (faults != 0)
		fail_msg("%s", said);
	if (emptied != 0)
		must_say(said, arena_printf(&arena, "%ld of them w",
		    (long)emptied));
	free(said);
	db_close(admin);
}

/* Mary has a role: what the law keeps stays, her account too. */
static void
test_an_erasure_takes_two_and_keeps_what_the_law_needs(void **state)
{
	long	id;

	sign_in_as(MARY);
	write_reflection("Zwetschge");
	assert_chain_is_whole(0);
	id = ask_erasure();
	assert_answer(OK, ask(at("/data/erasures/%ld", id)));
	assert_true(page_shows_in_order("for as long as they have a role",
	    "Private reflections and check-ins"));
	assert_answer(INVALID, send_form(at("/data/erasures/%ld", id),
	    "verdict=agreed"));
	assert_shows("That is for somebody else to decide");
	agree(id);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'What is held of you will be "
	    "erased'");
	assert_int_equal(erasures_turn(jobs, &arena), 0);
	its_notice_is_over();
	assert_int_equal(erasures_turn(jobs, &arena), 1);
	assert_owner_asks(0, "SELECT count(*) FROM reflection WHERE "
	    "person_id = 2");
	assert_owner_asks(1, "SELECT count(*) FROM placement_day WHERE "
	    "person_id = 2 AND id = 20204");
	assert_owner_asks(0, "SELECT count(*) FROM waymark.erasing");
	assert_chain_is_whole(owner_asks("SELECT emptied FROM erasure"));
	assert_answer(OK, ask(at("/data/erasures/%ld", id)));
	assert_true(page_shows_in_order("Rows erased", "reflection"));
	sign_in_as(MARY);
	assert_answer(OK, ask("/"));
}

static void
test_a_hold_keeps_all_of_a_record(void **state)
{
	long	id = ask_erasure();

	agree(id);
	its_notice_is_over();
	sign_in_as(SAM);
	assert_answer(OK, ask("/data/holds/new"));
	assert_answer(SEE_OTHER, submit("/data/holds/new",
	    "email=mary@example.org&reason=A+claim"));
	assert_answer(INVALID, send_form("/data/holds/new",
	    "email=mary@example.org&reason=Another"));
	assert_shows("Their record is on hold already");
	assert_int_equal(erasures_turn(jobs, &arena), 0);
	assert_answer(OK, ask(at("/data/erasures/%ld", id)));
	assert_shows("Nothing is erased now: it is on hold");
	id = (long)owner_asks("SELECT max(id) FROM legal_hold");
	assert_answer(OK, ask(at("/data/holds/%ld", id)));
	assert_answer(SEE_OTHER, submit(at("/data/holds/%ld", id),
	    "why=It+was+settled"));
	assert_answer(INVALID, send_form(at("/data/holds/%ld", id),
	    "why=Again"));
	assert_int_equal(erasures_turn(jobs, &arena), 1);
}

/* Everything has been kept for as long as it is kept; not even her name is
 * left anywhere. */
static void
test_time_erases_after_its_notice(void **state)
{
	sign_in_as(MARY);
	write_reflection("Zwetschge");
	assert_chain_is_whole(0);
	owner_does("UPDATE role_held SET during = '[1970-01-01,1970-06-01)' "
	    "WHERE person_id = 2");
	assert_int_equal(erasures_turn(jobs, &arena), 0);
	assert_owner_asks(1, "SELECT count(*) FROM erasure WHERE person_id = "
	    "2 AND cause = 'time' AND cardinality(classes) = 6 AND erase_on > "
	    "waymark.today()");
	its_notice_is_over();
	assert_int_equal(erasures_turn(jobs, &arena), 1);
	assert_owner_asks(1, "SELECT count(*) FROM person WHERE id = 2 AND "
	    "name = 'Erased Person 2' AND email = 'erased-2@erased.invalid'");
	assert_owner_asks(0, "SELECT count(*) FROM enrolment WHERE person_id "
	    "= 2");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE "
	    "before::text || after::text LIKE '%Smith-Jones%'");
	assert_chain_is_whole(owner_asks("SELECT emptied FROM erasure WHERE "
	    "person_id = 2"));
	assert_int_equal(erasures_turn(jobs, &arena), 0);
	assert_owner_asks(1, "SELECT count(*) FROM erasure WHERE person_id = "
	    "2");
}

/* Col asks to open Mary's record; its number. */
static long
ask_opening(void)
{
	sign_in_as(COL);
	assert_answer(OK, ask("/data/openings/new"));
	assert_answer(SEE_OTHER, submit("/data/openings/new",
	    "email=mary@example.org&reason=She+is+missing"));
	return ((long)owner_asks("SELECT max(id) FROM opening"));
}

static void
test_a_record_is_opened_by_two_and_its_person_is_told(void **state)
{
	long	id;

	sign_in_as(MARY);
	write_reflection("Zwetschge");
	id = ask_opening();
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 31 AND body LIKE '%/data/openings/%'");
	assert_answer(NOT_FOUND, ask(at("/data/openings/%ld/record", id)));
	assert_answer(INVALID, send_form(at("/data/openings/%ld", id),
	    "verdict=open"));
	sign_in_as(SAM);
	assert_answer(OK, ask(at("/data/openings/%ld", id)));
	assert_shows("She is missing");
	assert_answer(SEE_OTHER, submit(at("/data/openings/%ld", id),
	    "verdict=open"));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND body LIKE '%Col League asked to open%She is "
	    "missing%'");
	assert_answer(NOT_FOUND, ask(at("/data/openings/%ld/record", id)));
	sign_in_as(COL);
	assert_answer(OK, ask(at("/data/openings/%ld/record", id)));
	assert_shows("Your placement days");
	assert_hides("Zwetschge");
	assert_hides("answers about yourself");
	sign_in_as(MARY);
	assert_answer(OK, ask("/my/readers"));
	assert_shows("Record read in emergency");
	sign_in_as(COL);
	assert_answer(OK, ask(at("/data/openings/%ld", id)));
	assert_answer(SEE_OTHER, submit(at("/data/openings/%ld", id),
	    "sure=yes"));
	assert_answer(NOT_FOUND, ask(at("/data/openings/%ld/record", id)));
}

static void
test_an_opened_record_closes_by_itself(void **state)
{
	long	id = ask_opening();

	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form(at("/data/openings/%ld", id),
	    "verdict=open"));
	sign_in_as(COL);
	assert_answer(OK, ask(at("/data/openings/%ld/record", id)));
	owner_does("SET session_replication_role = replica; UPDATE opening "
	    "SET until_at = now(); SET session_replication_role = origin");
	assert_answer(NOT_FOUND, ask(at("/data/openings/%ld/record", id)));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(at("/data/openings/%ld", id)));
}

static void
try_to_log(enum status wanted)
{
	sign_in_as(MARY);
	assert_answer(OK, ask("/placements/202/days/new"));
	assert_answer(wanted, submit("/placements/202/days/new", "on-day=15&"
	    "on-month=6&on-year=2026&length=full&kind=attended&did=Met"));
}

static void
test_a_closed_programme_is_read_and_taken_away(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/programmes/1/close"));
	assert_shows("people enrolled or paused");
	assert_answer(INVALID, submit("/programmes/1/close", "reason="));
	assert_answer(SEE_OTHER, submit("/programmes/1/close",
	    "reason=It+is+over"));
	try_to_log(FORBIDDEN);
	assert_shows("This programme is closed");
	assert_owner_asks(0, "SELECT count(*) FROM placement_day WHERE "
	    "on_date = '2026-06-15' AND placement_id = 202");
	assert_answer(OK, ask("/placements/202/days"));
	assert_shows("is closed. You can read everything");
	assert_answer(OK, ask("/portfolio/portfolio.zip"));
	assert_answer(OK, ask("/my/data/my-data.zip"));
	ask_correction();
	sign_in_as(SAM);
	assert_answer(OK, ask("/exports"));
	assert_answer(OK, ask("/programmes/1/close"));
	assert_shows("It is over");
	assert_answer(SEE_OTHER, submit("/programmes/1/close",
	    "reason=Somebody+came+back"));
	try_to_log(SEE_OTHER);
}

/* The web's own role finds no way around it. */
static void
test_postgresql_keeps_a_closed_programme_as_it_is(void **state)
{
	sign_in_as(EWAN);
	assert_true(web_does("UPDATE placement_day SET state = 'confirmed', "
	    "decided_by = 11, decided_at = now() WHERE id = 20204"));
	owner_does("INSERT INTO closing (programme_id, reason, closed_by) "
	    "VALUES (1, 'Over', 31)");
	assert_false(web_does("UPDATE placement_day SET state = 'returned', "
	    "decided_by = 11, decided_at = now(), return_reason = 'No' "
	    "WHERE id = 20204"));
}

static void
test_nobody_but_the_officer_closes_or_holds(void **state)
{
	static const int	others[] = { COL, SAL, MARY, EWAN };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask("/programmes/1/close"));
		assert_answer(NOT_FOUND, ask("/data/holds/new"));
		assert_answer(NOT_FOUND, ask("/data/erasures/new"));
	}
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask("/programmes/2/close"));
	assert_answer(INVALID, send_form("/data/erasures/new",
	    "email=tom@example.org&reason=Another+programme"));
	assert_shows("Nobody of your programme has this address");
}

static const struct place *
anew(void *place)
{
	struct place	*p = place;
	long		 id;

	rights_world(NULL);
	id = ask_correction();
	owner_does("INSERT INTO legal_hold (id, person_id, programme_id, "
	    "reason, held_by) OVERRIDING SYSTEM VALUE VALUES (1, 3, 1, 'A "
	    "claim', 31)");
	p->person = SAM;
	if (strncmp(p->action, "/data/requests/", 15) == 0)
		snprintf(p->action, sizeof(p->action), "/data/requests/%ld",
		    id);
	snprintf(p->page, sizeof(p->page), "%s", p->action);
	return (p);
}

/* What waits on whom: a request and an emergency on the officer, an erasure on
 * whoever of the staff did not ask for it. */
static void
test_what_waits_on_an_officer_is_on_their_work_list(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO rights_request (id, person_id, programme_id, kind, "
	    "words, asked_on, due_on) OVERRIDING SYSTEM VALUE VALUES "
	    "(71, 2, 1, 'correction', 'My name', '2026-06-01', '2026-07-01'), "
	    "(72, 6, 2, 'correction', 'My name', '2026-06-01', '2026-07-01'); "
	    "INSERT INTO erasure (id, person_id, programme_id, reason, "
	    "classes, asked_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(73, 3, 1, 'Asked', '{core}', 991), "
	    "(74, 4, 1, 'Asked', '{core}', 31); "
	    "INSERT INTO opening (id, person_id, programme_id, reason, "
	    "asked_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(75, 1, 1, 'Missing', 991), (76, 5, 1, 'Missing', 31); "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?on=others"));
	assert_answer(OK, ask("/work"));
	assert_shows("/data/requests/71\"");
	assert_hides("/data/requests/72\"");
	assert_shows("/data/erasures/73\"");
	assert_hides("/data/erasures/74\"");
	assert_shows("/data/openings/75\"");
	assert_hides("/data/openings/76\"");
	sign_in_as(COL);
	assert_answer(OK, ask("/work"));
	assert_hides("/data/requests/");
	assert_hides("/data/openings/");
	assert_hides("/data/erasures/73\"");
	assert_shows("/data/erasures/74\"");
	sign_in_as(SAL);
	assert_answer(OK, ask("/work"));
	assert_hides("/data/");
}

static void
test_their_forms_take_no_nonsense(void **state)
{
	static struct place	places[] = {
		{ .action = "/data/requests/" },
		{ .action = "/data/holds/new" },
		{ .action = "/data/holds/1" },
		{ .action = "/data/erasures/new" },
		{ .action = "/programmes/1/close" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		try_nonsense(anew(&places[i]), anew, &places[i]);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, rights_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_copy_holds_all_that_is_held_of_whoever_asks),
		test(test_a_copy_holds_nothing_of_anybody_else),
		test(test_what_somebody_asks_is_answered_within_a_month),
		test(test_nobody_but_the_officer_reads_what_somebody_asks),
		test(test_what_was_asked_is_taken_back_once_and_answered_once),
		test(test_an_erasure_takes_two_and_keeps_what_the_law_needs),
		test(test_a_hold_keeps_all_of_a_record),
		test(test_time_erases_after_its_notice),
		test(test_a_record_is_opened_by_two_and_its_person_is_told),
		test(test_an_opened_record_closes_by_itself),
		test(test_a_closed_programme_is_read_and_taken_away),
		test(test_postgresql_keeps_a_closed_programme_as_it_is),
		test(test_nobody_but_the_officer_closes_or_holds),
		test(test_what_waits_on_an_officer_is_on_their_work_list),
		test(test_their_forms_take_no_nonsense),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_rights));
}
