/* A portfolio: all of one's own and nothing of others', at any time, as an
 * archive whose links hold. */
#include <stdio.h>
#include <unistd.h>

#include "core/arena.h"
#include "pages.h"

static struct arena	arena;

/* All that read_archive.py says of the portfolio of whoever is signed in. */
static const char *
portfolio_read_at(const char *path)
{
	char		 name[] = "/tmp/waymark-portfolio.XXXXXX", *said;
	size_t		 n, room = 4 << 20;
	const char	*bytes;
	int		 fd;
	FILE		*reads;

	assert_answer(OK, ask(path));
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"my-portfolio.zip\"");
	bytes = page_bytes(&n);
	fd = mkstemp(name);
	assert_int_equal(write(fd, bytes, n), n);
	close(fd);
	arena_reset(&arena);
	said = arena_alloc(&arena, room);
	reads = popen(arena_printf(&arena, "/usr/bin/python3 "
	    "tests/pages/read_archive.py %s 2>&1", name), "r");
	said[fread(said, 1, room - 1, reads)] = '\0';
	assert_int_equal(pclose(reads), 0);
	unlink(name);
	return (said);
}

static const char *
portfolio_read(void)
{
	return (portfolio_read_at("/portfolio/portfolio.zip"));
}

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.6000s", words, said);
}

static void
must_hold(const char *said)
{
	static const char *const	faults[] = { "UNSAFE", "TWICE",
					    "ELEMENT", "ATTRIBUTE", "BROKEN",
					    "Traceback" };

	must_say(said, "damaged None\n");
	must_say(said, "file portfolio/index.html ");
	for (size_t i = 0; i < sizeof(faults) / sizeof(*faults); i++)
		if (strstr(said, faults[i]) != NULL)
			fail_msg("%.300s", strstr(said, faults[i]));
}

static void
writes(const char *title, const char *words)
{
	char	form[300];

	assert_answer(OK, ask("/reflections/new"));
	snprintf(form, sizeof(form), "title=%s&on-day=1&on-month=6&"
	    "on-year=2026&words=%s", title, words);
	assert_answer(SEE_OTHER, submit("/reflections/new", form));
}

static void
test_it_holds_what_is_mine_and_every_link_holds(void **state)
{
	const char	*said;

	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement_day SET did = '=1+1 <b>' WHERE id = 20204; "
	    "SET session_replication_role = origin; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, lacks, started_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(601, 'supervision_record', 1, 202, 102, 2, 1, 9002, false, "
	    "'{trainee}', '{trainee}', 2)");
	sign_in_as(MARY);
	writes("Zwetschge+%2F..%2F+%3Cscript%3E", "Mine+alone%0AAnd+more");
	said = portfolio_read();
	must_hold(said);
	must_say(said, "link portfolio/index.html portfolio/days.csv");
	must_say(said, "link portfolio/reflections.html "
	    "portfolio/reflections/");
	must_say(said, "Mine alone\\nAnd more");
	must_say(said, "&lt;script&gt;");
	must_say(said, "=1+1 &lt;b&gt;");
	must_say(said, "'=1+1 <b>,submitted");
	must_say(said, "Mary Smith-Jones");
	must_say(said, "supervision record 1");
	must_say(said, "@media print");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PORTFOLIO_DOWNLOADED' AND person_id = 2 AND actor_id = 2");
}

static void
test_it_holds_nothing_of_anybody_else(void **state)
{
	static const int	others[] = { SIAN, EWAN, SAM, BO, INES, LEO,
				    ASA, CORA, MODI, NINA };
	const char		*said;

	sign_in_as(MARY);
	writes("Zwetschge", "Zwetschge");
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		said = portfolio_read();
		must_hold(said);
		assert_null(strstr(said, "Zwetschge"));
		assert_null(strstr(said, "Mary"));
	}
	sign_in_as(0);
	assert_answer(SEE_OTHER, ask("/portfolio/portfolio.zip"));
}

static void
test_documents_are_there_with_versions_and_signatures(void **state)
{
	const char	*said;

	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, lacks, version, started_by) OVERRIDING SYSTEM VALUE "
	    "VALUES (601, 'supervision_record', 1, 202, 102, 2, 1, 9002, "
	    "false, "
	    "'{trainee}', '{}', 2, 2); "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "placement_id, enrolment_id, person_id, programme_id, "
	    "organisation_id, writers, part, edition, fields, questions, "
	    "answers, lacks, hash, by_id) "
	    "SELECT 601, v, 'supervision_record', 202, "
	    "102, 2, 1, 9002, '{trainee}', 'trainee', 1, '{a,b}', "
	    "'{What was said?,Next}', ARRAY['Version ' || v || ' <of it>', "
	    "''], '{}', sha256('x'), 2 FROM generate_series(1, 2) v; "
	    "INSERT INTO signature (document_id, version, kind, placement_id, "
	    "enrolment_id, person_id, programme_id, party, signed_by, name, "
	    "role, hash) VALUES (601, 2, 'supervision_record', 202, 102, 2, 1, "
	    "'practice_educator', 11, 'Ewan Reid', 'Practice educator', "
	    "sha256('x')); SET session_replication_role = origin");
	sign_in_as(MARY);
	said = portfolio_read();
	must_hold(said);
	must_say(said, "link portfolio/documents.html "
	    "portfolio/documents/601.html");
	must_say(said, "<h2>What was said?</h2>");
	must_say(said, "Version 2 &lt;of it&gt;");
	must_say(said, "Version 1 &lt;of it&gt;");
	must_say(said, "<h1>Signatures</h1>");
	must_say(said, "Practice educator, version 2");
	must_say(said, "Ewan Reid");
}

static void
test_files_are_there_once_they_are_checked(void **state)
{
	const char	*said;

	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO file (id, sha256, size, kind, state, scanned_at, "
	    "engine) OVERRIDING SYSTEM VALUE SELECT 900 + g, "
	    "sha256(('f' || g)::bytea), 8, 'pdf', CASE g WHEN 1 THEN 'clean' "
	    "ELSE 'quarantined' END::file_state, CASE g WHEN 1 THEN now() "
	    "END, CASE g WHEN 1 THEN 'Test' END FROM generate_series(1, 2) g; "
	    "INSERT INTO file_content (file_id, bytes) "
	    "SELECT id, '%PDF-1.7' FROM file; "
	    "INSERT INTO attachment (id, file_id, label, asye_id, "
	    "enrolment_id, person_id, programme_id, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, 'My report ' || id, 700, "
	    "171, 71, 1, 71 FROM file; "
	    "SET session_replication_role = origin");
	sign_in_as(NINA);
	said = portfolio_read();
	must_hold(said);
	must_say(said, "link portfolio/files.html portfolio/files/901.pdf");
	must_say(said, "bytes portfolio/files/901.pdf b'%PDF-1.7'");
	must_say(said, "My report 902");
	assert_null(strstr(said, "files/902"));
}

/* Sixty megabytes, of which a worker holds half a megabyte at a time. */
static void
has_large_files(void)
{
	owner_does("SET session_replication_role = replica; "
	    "CREATE TEMPORARY TABLE large ON COMMIT DROP AS SELECT n, "
	    "decode(repeat(md5(n::text), 312500), 'hex') || "
	    "convert_to('end ' || n, 'UTF8') AS bytes "
	    "FROM generate_series(1, 12) n; "
	    "INSERT INTO file (id, sha256, size, kind, state, scanned_at, "
	    "engine) OVERRIDING SYSTEM VALUE SELECT 900 + n, sha256(bytes), "
	    "length(bytes), 'pdf', 'clean', now(), 'Test' FROM large; "
	    "INSERT INTO file_content (file_id, bytes) "
	    "SELECT 900 + n, bytes FROM large; "
	    "INSERT INTO attachment (id, file_id, label, asye_id, "
	    "enrolment_id, person_id, programme_id, by_id) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, 'Large ' || id, 700, "
	    "171, 71, 1, 71 FROM file WHERE id > 900; "
	    "SET session_replication_role = origin");
}

static void
test_files_of_sixty_megabytes_come_piece_by_piece(void **state)
{
	const char	*said;

	has_large_files();
	sign_in_as(NINA);
	said = portfolio_read();
	must_hold(said);
	must_say(said, "link portfolio/files.html portfolio/files/912.pdf");
	must_say(said, "file portfolio/files/901.pdf 5000005");
	must_say(said, "ends portfolio/files/901.pdf b'end 1'");
	must_say(said, "ends portfolio/files/912.pdf b'end 12'");
	assert_int_equal(rest_was, PIECE_LAST);
	assert_true(most_of_rest < 600 * 1000);
}

static void
remove_one(void)
{
	owner_does("SET session_replication_role = replica; "
	    "UPDATE attachment SET state = 'removed', removed_at = now() "
	    "WHERE id = 912; SET session_replication_role = origin");
}

static void
sign_out(void)
{
	owner_does("DELETE FROM auth.session");
}

/* A client is never told that half of an archive is all of it. */
static void
test_what_goes_on_the_way_ends_the_archive_short(void **state)
{
	void	(*const	ways[])(void) = { remove_one, sign_out };

	has_large_files();
	for (size_t i = 0; i < 2; i++) {
		sign_in_as(NINA);
		before_piece = ways[i];
		assert_answer(OK, ask("/portfolio/portfolio.zip"));
		before_piece = NULL;
		assert_int_equal(rest_was, PIECE_LOST);
	}
}

/* So many documents of so many versions, each more than a megabyte of words
 * that cannot be packed. */
static void
has_much_text(int documents, int versions)
{
	char	sql[1600];

	snprintf(sql, sizeof(sql), "SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, placement_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, once, "
	    "writers, lacks, version, started_by) OVERRIDING SYSTEM VALUE "
	    "SELECT 600 + d, 'supervision_record', d, 202, 102, 2, 1, 9002, "
	    "false, '{trainee}', '{}', %d, 2 FROM generate_series(1, %d) d; "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "placement_id, enrolment_id, person_id, programme_id, "
	    "organisation_id, writers, part, edition, fields, questions, "
	    "answers, lacks, hash, by_id) "
	    "SELECT 600 + d, v, 'supervision_record', 202, 102, 2, 1, 9002, "
	    "'{trainee}', 'trainee', 1, '{a}', '{What was said?}', "
	    "ARRAY['Words ' || v || ' ' || (SELECT string_agg(encode(sha512("
	    "format('%%s/%%s/%%s', d, v, i)::bytea), 'base64'), '') "
	    "FROM generate_series(1, 15000) i)], '{}', sha256('x'), 2 "
	    "FROM generate_series(1, %d) d, generate_series(1, %d) v; "
	    "SET session_replication_role = origin",
	    versions, documents, documents, versions);
	owner_does(sql);
}

static void
test_too_much_text_leaves_out_earlier_versions(void **state)
{
	const char	*said;

	has_much_text(1, 20);
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, ask("/portfolio/portfolio.zip"));
	assert_leads_to("/portfolio?large=all");
	assert_answer(OK, follow());
	assert_shows("more text in your portfolio than one file takes");
	assert_shows("href=\"/portfolio/portfolio.zip?versions=latest\"");
	said = portfolio_read_at("/portfolio/portfolio.zip?versions=latest");
	must_hold(said);
	must_say(said, "Words 20 ");
	assert_null(strstr(said, "Words 19 "));
}

static void
test_too_much_text_of_today_is_said(void **state)
{
	has_much_text(20, 1);
	sign_in_as(MARY);
	assert_answer(SEE_OTHER, ask("/portfolio/portfolio.zip?"
	    "versions=latest"));
	assert_leads_to("/portfolio?large=latest");
	assert_answer(OK, follow());
	assert_shows("also without earlier versions");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PORTFOLIO_DOWNLOADED'");
}

static void
test_modules_and_released_marks_are_there(void **state)
{
	const char	*said;

	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO module (id, programme_id, code, title, credits, "
	    "level, source) OVERRIDING SYSTEM VALUE VALUES (9500, 1, 'ZZ1', "
	    "'Law and rights', 20, 7, 'Test'); "
	    "INSERT INTO offering (id, module_id, programme_id, cohort_id, "
	    "starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE VALUES "
	    "(9500, 9500, 1, 1, '2026-02-01', '2026-05-31', 'Ivo'); "
	    "INSERT INTO component (id, offering_id, programme_id, "
	    "cohort_id, title, weight, due_on, pass_mark) OVERRIDING SYSTEM "
	    "VALUE SELECT 9500 + n, 9500, 1, 1, 'Essay ' || n, 50, "
	    "'2026-05-01', 50 FROM generate_series(1, 2) n; "
	    "INSERT INTO attempt (id, component_id, offering_id, "
	    "programme_id, enrolment_id, person_id, due_on) OVERRIDING "
	    "SYSTEM VALUE SELECT id, id, 9500, 1, 102, 2, due_on "
	    "FROM component WHERE id > 9500; "
	    "INSERT INTO mark (attempt_id, component_id, offering_id, "
	    "enrolment_id, person_id, programme_id, mark, released) SELECT "
	    "id, id, 9500, 102, 2, 1, id - 9436, id = 9501 FROM attempt "
	    "WHERE id > 9500; SET session_replication_role = origin");
	sign_in_as(MARY);
	said = portfolio_read();
	must_hold(said);
	must_say(said, "link portfolio/index.html portfolio/marks.html");
	must_say(said, "link portfolio/index.html portfolio/modules.csv");
	must_say(said, "2026-05-01,,65,");
	assert_null(strstr(said, "2026-05-01,,66,"));	/* not released */
}

static void
test_somebody_who_left_takes_theirs_with_them(void **state)
{
	const char	*said;

	sign_in_as(NINA);
	writes("Last+words", "Goodbye");
	owner_does("INSERT INTO asye_event (asye_id, change, reason, on_day) "
	    "VALUES (700, 'withdrawn', 'other_path', '2026-06-01'); "
	    "UPDATE role_held SET during = '[2025-09-01,2026-06-01)' "
	    "WHERE person_id = 71");
	assert_answer(OK, ask("/"));
	assert_shows("href=\"/portfolio\"");
	assert_answer(OK, ask("/portfolio"));
	assert_shows("also after you have left");
	said = portfolio_read();
	must_hold(said);
	must_say(said, "Goodbye");
	must_say(said, "Withdrawn");
	must_say(said, "ASYE for adults and mental health");
}

static int
leave(void **state)
{
	arena_release(&arena);
	return (leave_world(state));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_it_holds_what_is_mine_and_every_link_holds,
		    asye_world),
		cmocka_unit_test_setup(
		    test_it_holds_nothing_of_anybody_else, asye_world),
		cmocka_unit_test_setup(
		    test_documents_are_there_with_versions_and_signatures,
		    asye_world),
		cmocka_unit_test_setup(
		    test_files_are_there_once_they_are_checked, asye_world),
		cmocka_unit_test_setup(
		    test_files_of_sixty_megabytes_come_piece_by_piece,
		    asye_world),
		cmocka_unit_test_setup(
		    test_what_goes_on_the_way_ends_the_archive_short,
		    asye_world),
		cmocka_unit_test_setup(
		    test_too_much_text_leaves_out_earlier_versions,
		    asye_world),
		cmocka_unit_test_setup(test_too_much_text_of_today_is_said,
		    asye_world),
		cmocka_unit_test_setup(
		    test_modules_and_released_marks_are_there, asye_world),
		cmocka_unit_test_setup(
		    test_somebody_who_left_takes_theirs_with_them, asye_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave));
}
