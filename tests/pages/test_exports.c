/* Spreadsheets to download: who gets what of whom, at once and by the jobs, and
 * what stands in them as another program reads it. */
#include <stdio.h>

#include "jobs/exports.h"
#include "jobs.h"
#include "queries.h"
#include "rules/educators.h"
#include "unit/workbook_read.h"

#define ASKED	"&recipient=Board+of+studies&purpose=To+plan+the+autumn" \
		"&format=workbook"


static int
exports_world(void **state)
{
	new_world(state);
	arena_reset(&arena);
	owner_does("UPDATE team SET name = '=Community (north)' WHERE id = 51; "
	    "UPDATE person SET family_name = 'Ólafsdóttir \U0001F9ED' "
	    "WHERE id = 3");
	return (0);
}

/* Asks for a table of the first programme; the path of its page. */
static const char *
asked(const char *fields)
{
	static char	path[60];

	assert_answer(OK, ask("/exports/new"));
	assert_answer(SEE_OTHER, submit("/exports/new", fields));
	snprintf(path, sizeof(path), "%s", answer_location());
	assert_answer(OK, follow());
	return (path);
}

static const char *
download_of(const char *path)
{
	static char	address[80];

	snprintf(address, sizeof(address), "%s/download", path);
	return (address);
}

static void
rows_at_once(int rows)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SET session_replication_role = replica; "
	    "UPDATE setting SET value = %d WHERE name = "
	    "'export_rows_at_once'; SET session_replication_role = origin",
	    rows);
	owner_does(sql);
}

/* What the jobs have to make from now on. */
static const char *
left_to_jobs(const char *fields)
{
	const char	*path;

	rows_at_once(0);
	path = asked(fields);
	rows_at_once(2000);
	return (path);
}

static const char *
read_cells(void)
{
	size_t		 n;
	const char	*bytes = page_bytes(&n);

	return (workbook_read_by(&arena, "read_cells.py", bytes, n));
}

static void
must_say(const char *said, const char *words)
{
	if (strstr(said, words) == NULL)
		fail_msg("not “%s” in:\n%.3000s", words, said);
}

static void
must_not_say(const char *said, const char *words)
{
	if (strstr(said, words) != NULL)
		fail_msg("“%s” in:\n%s", words, said);
}

static void
test_staff_make_a_small_one_while_they_wait(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	path = asked("table=placements&cohort=1&reader=staff" ASKED);
	assert_shows("Ready");
	assert_shows("It has 4 rows");
	assert_answer(OK, ask(download_of(path)));
	must_say(answer_header("content-disposition"),
	    "placements-spring-2026-2026-");
	said = read_cells();
	must_say(said, "properties Placements and how they stand, Spring 2026, "
	    "Northern programme | Sam Hall");
	must_say(said, "table placements A1:U5");
	must_say(said, "sheet Placements A1:U5 frozen B2 filter None merged 0 "
	    "visible locked");
	must_say(said, "\"Spring 2026\", \"Mary Smith-Jones\", \"Brook "
	    "Council\", \"First\", \"Ashby NHS Trust\", \"=Community (north)\""
	    ", null, \"Yes\", ");
	must_say(said, "\"2026-06-01\", \"2026-10-30\", 70, null, 3, "
	    "1, 0, \"Ewan Reid\"");
	must_say(said, "Zoë Ólafsdóttir \U0001F9ED");
	must_say(said, "[\"Contains personal data\", \"Yes: keep it");
	must_say(said, "[\"Made for\", \"Board of studies\"]");
	must_say(said, "[\"Purpose\", \"To plan the autumn\"]");
	must_say(said, "[\"Cohort\", \"Spring 2026\"]");
	must_say(said, "[\"Delete it by\", \"22 June 2026\"]");
	must_say(said, "[\"Placements\", \"Days required\", \"Number\", \"Days "
	    "that the placement requires");
}

static void
test_each_download_is_an_event_with_recipient_and_purpose(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = asked("table=capacity&reader=staff" ASKED);
	assert_owner_asks(0, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'EXPORT_DOWNLOADED'");
	assert_answer(OK, ask(download_of(path)));
	assert_answer(OK, ask(download_of(path)));
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'EXPORT_DOWNLOADED' AND actor_id = 31 AND programme_id = 1 "
	    "AND after->>'recipient' = 'Board of studies' "
	    "AND after->>'purpose' = 'To plan the autumn' "
	    "AND after->>'tables' = '[\"capacity\"]'");
}

static void
test_the_csv_twin_has_the_same_rows_made_safe(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = asked("table=placements&cohort=1&reader=staff&recipient=A"
	    "&purpose=B&format=csv");
	assert_answer(OK, ask(download_of(path)));
	must_say(answer_header("content-disposition"), ".csv\"");
	assert_true(page_has("\xEF\xBB\xBFRecord,Version,Cohort,Trainee,"
	    "Employer,"));
	assert_true(page_has(",Spring 2026,Mary Smith-Jones,Brook Council,"
	    "First,Ashby NHS Trust,'=Community (north),,Yes,"));
	assert_true(page_has(",2026-06-01,2026-10-30,70,,3,1,0,Ewan Reid,"));
	assert_int_equal(page_count("\r\n"), 5);
}

static void
test_a_partner_gets_their_own_people_and_fewer_columns(void **state)
{
	const char	*path, *said;

	sign_in_as(BO);
	assert_answer(OK, ask("/exports/new"));
	assert_hides("Whom is it for?");
	assert_hides("Modules and marks");
	path = asked("table=progress" ASKED);
	assert_shows("It has 4 rows");
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "Mary Smith-Jones");
	must_say(said, "Kwame Okafor");		/* Brook hosts him */
	must_not_say(said, "Siân O'Brien");
	must_not_say(said, "Tom Lee");
	must_not_say(said, "@example.org");
	must_not_say(said, "SW1002");
	must_say(said, "[\"Left out\", \"These columns, which a partner "
	    "organisation does not need: Email address, ");
	assert_owner_asks(1, "SELECT count(*) FROM export WHERE reader = "
	    "'partner' AND organisation_id = 9003 AND asked_by = 22");
}

static void
test_staff_make_one_for_a_partner_as_the_partner_has_it(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	path = asked("table=progress&reader=partner&organisation=9003" ASKED);
	assert_shows("It has 4 rows");
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_not_say(said, "Siân O'Brien");
	must_not_say(said, "SW1002");
	must_say(said, "People of Brook Council alone. Columns for a partner "
	    "organisation");
}

static void
test_a_funder_gets_no_names(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	path = asked("table=progress&reader=funder" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_not_say(said, "Mary");
	must_say(said, "Brook Council");
	must_say(said, "[\"Contains personal data\", \"No\"]");
}

static void
test_a_trainee_takes_their_own_record_alone(void **state)
{
	const char	*path, *said;

	sign_in_as(MARY);
	assert_answer(OK, ask("/exports/new"));
	assert_hides("Practice educators");
	path = asked("table=days" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "Mary Smith-Jones");
	must_not_say(said, "Siân");
	must_say(said, "\"2026-06-0");
	assert_owner_asks(1, "SELECT count(*) FROM export_download "
	    "WHERE person_id = 2");
}

static void
test_a_trainee_takes_their_whole_record_as_one_workbook(void **state)
{
	static const char *const	sheets[] = { "Progress", "Placements",
					    "Days", "Milestones", "Marks",
					    "Documents", "Support weeks",
					    "Adjustments" };
	const char			*said, *path;

	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO adjustment (id, enrolment_id, person_id, "
	    "programme_id, due_on, programme_on) OVERRIDING SYSTEM VALUE "
	    "VALUES (801, 102, 2, 1, '2026-06-20', '2026-06-25'); "
	    "INSERT INTO adjustment_detail VALUES (801, 102, 2, 1, "
	    "'Step-free access to the building', 'I use a wheelchair'); "
	    "SET session_replication_role = origin");
	sign_in_as(MARY);
	assert_answer(OK, ask("/exports/new"));
	assert_shows("value=\"Myself\"");
	assert_int_equal(page_count(" checked"), 11);	/* and the format */
	path = asked("table=progress&table=placements&table=days"
	    "&table=milestones&table=marks&table=documents&table=weeks"
	    "&table=adjustments" ASKED);
	assert_shows("A record of their own");
	assert_answer(OK, ask(download_of(path)));
	must_say(answer_header("content-disposition"), "my-record-");
	said = read_cells();
	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++)
		must_say(said, arena_printf(&arena, "sheet %s ", sheets[i]));
	must_say(said, "[\"What was chosen\", \"8 tables: Progress, "
	    "Placements, Days, Milestones, Marks, Documents, Support weeks, "
	    "Adjustments. One person alone.");
	must_say(said, "\"Step-free access to the building\", \"I use a "
	    "wheelchair\"");
	must_say(said, "[\"Documents\", \"Signed\", \"Date\", ");
	must_say(said, "[\"Marks\", \"Mark\", \"Number\", ");
	must_not_say(said, "Siân");
	must_not_say(said, "Kwame");
}

static void
test_several_tables_are_sheets_of_one_workbook(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	path = asked("table=educators&table=placements&table=marks"
	    "&reader=staff" ASKED);
	assert_shows("3 tables");
	assert_shows("Placements, Educators, Marks");
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "table placements A1");
	must_say(said, "table educators A1");
	must_say(said, "sheet Marks ");
	must_say(said, "[\"Reason of the change\", \"Registration\", "
	    "\"Handed in\"]");				/* of Lists */
	must_say(said, " list Lists!$A$2:");
	must_say(said, " list Lists!$C$2:");
	assert_owner_asks(3, "SELECT cardinality(tables) FROM export_download");
}

static void
test_several_tables_are_not_one_csv(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/exports/new"));
	assert_answer(INVALID, submit("/exports/new", "table=days"
	    "&table=placements&reader=staff&recipient=A&purpose=B"
	    "&format=csv"));
	assert_shows("A CSV file holds one table");
	assert_owner_asks(0, "SELECT count(*) FROM export");
}

static void
test_all_of_several_tables_count_as_what_is_made_at_once(void **state)
{
	sign_in_as(SAM);
	rows_at_once(6);
	asked("table=placements&reader=staff" ASKED);
	assert_shows("Ready");
	asked("table=placements&table=progress&reader=staff" ASKED);
	assert_shows("Waiting to be made");
	rows_at_once(2000);
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_owner_asks(1, "SELECT count(*) FROM export WHERE rows_done = "
	    "rows_all AND rows_all = 10 AND state = 'done'");
}

/* Whether somebody is current is said by SQL here and by a rule on their page:
 * whatever they were awarded and taught, and when, both say the same. */
static const struct history { const char *stage_1, *stage_2, *from, *to; }
    histories[] = {
	{ NULL }, { "2024-06-15" }, { "2024-06-14" }, { "2026-06-15" },
	{ "2026-06-16" }, { NULL, "2024-06-15" }, { NULL, "2024-06-14" },
	{ "2019-02-01", "2024-06-15" }, { "2024-06-15", "2026-07-01" },
	{ "2024-06-14", "2026-07-01" },
	{ NULL, NULL, "2026-01-05", "2026-05-29" },
	{ "2019-02-01", NULL, "2024-01-05", "2024-06-15" },
	{ "2019-02-01", NULL, "2024-01-05", "2024-06-14" },
	{ "2019-02-01", NULL, "2026-06-15", "2026-12-01" },
	{ "2019-02-01", NULL, "2026-06-16", "2026-12-01" },
	{ "2026-07-01", NULL, "2026-01-05", "2026-05-29" },
	{ "2019-02-01", "2020-02-29", "2021-01-05", "2021-02-28" },
};
enum { HISTORIES = sizeof(histories) / sizeof(*histories) };

static struct date
day_of_history(const char *s)
{
	struct date	d = { 0 };

	assert_true(s == NULL || date_parse_iso(s, &d));
	return (d);
}

static void
add_history(int n, const struct history *h)
{
	const struct { const char *kind, *from, *to; } entries[] = {
		{ "stage_1", h->stage_1 }, { "stage_2", h->stage_2 },
		{ "learner", h->from, h->to } };

	owner_doesf("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (%d, 'Case', 'N%d', "
	    "'case%d@example.org'); UPDATE person SET programme_ids = '{1}' "
	    "WHERE given_name = 'Case'; INSERT INTO educator (id, person_id, "
	    "programme_id) OVERRIDING SYSTEM VALUE VALUES (%d, %d, 1)",
	    7000 + n, n, n, 7000 + n, 7000 + n);
	for (int i = 0; i < 3; i++)
		if (entries[i].from != NULL)
			owner_doesf("INSERT INTO educator_entry (educator_id, "
			    "person_id, programme_id, kind, title, from_on, "
			    "to_on) VALUES (%d, %d, 1, '%s', 'T', '%s', %s)",
			    7000 + n, 7000 + n, entries[i].kind,
			    entries[i].from, entries[i].to == NULL ? "NULL" :
			    arena_printf(&arena, "'%s'", entries[i].to));
}

static bool
is_current(const struct history *h)
{
	const struct date	today = { 2026, 6, 15 };
	struct learner		taught = { .who = 1,
				    .from = day_of_history(h->from),
				    .to = day_of_history(h->to),
				    .assesses = true };
	struct educator_facts	f = { .learners = &taught,
				    .nlearners = h->from != NULL,
				    .stage_1_on = day_of_history(h->stage_1),
				    .stage_2_on = day_of_history(h->stage_2) };
	struct educator_rules	rules = { .currency_months = 24 };
	struct date		until = currency_until(&f, &rules, today);

	return (date_is_set(until) && date_compare(until, today) >= 0);
}

static void
test_who_is_current_is_who_the_register_says_is(void **state)
{
	const char	*path, *said, *row, *ends;
	int		 current = 0;

	for (int i = 0; i < HISTORIES; i++)
		add_history(i, &histories[i]);
	sign_in_as(SAM);
	path = asked("table=educators&reader=university" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	for (int i = 0; i < HISTORIES; i++) {
		row = strstr(said, arena_printf(&arena, "\"Case N%d\"", i));
		if (row == NULL)
			fail_msg("no Case N%d in %.3000s", i, said);
		ends = strchr(row, '\n');
		current += is_current(&histories[i]);
		if (strstr(arena_printf(&arena, "%.*s", (int)(ends - row),
		    row), is_current(&histories[i]) ? "\"Yes\"]" :
		    "\"No\"]") == NULL)
			fail_msg("history %d: %.*s", i, (int)(ends - row),
			    row);
	}
	assert_true(current > 3 && current < HISTORIES - 3);
}

static void
test_documents_are_due_after_a_placement_begins_and_ends(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	path = asked("table=milestones&cohort=1&reader=staff" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "\"Mary Smith-Jones\", \"Document\", \"Learning "
	    "agreement of the first placement\", \"Ashby NHS Trust\", "
	    "\"2026-06-29\", \"No\"");
	must_say(said, "\"Mary Smith-Jones\", \"Document\", \"Final report "
	    "of the first placement\", \"Ashby NHS Trust\", "
	    "\"2026-11-27\", \"No\"");
}

static void
test_nobody_else_sees_it(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = asked("table=placements&reader=staff" ASKED);
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, ask(download_of(path)));
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, ask(download_of(path)));
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 31; INSERT INTO role_held (person_id, role, "
	    "organisation_id, during) VALUES (31, 'partner', 9002, "
	    "'[2026-01-01,)')");
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(download_of(path)));
	assert_owner_asks(0, "SELECT count(*) FROM export_download");
}

static void
test_what_cannot_be_asked_for_is_said(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/exports/new"));
	assert_answer(INVALID, submit("/exports/new", "format=workbook"));
	assert_shows("Select what the spreadsheet holds");
	assert_shows("Select whom it is for");
	assert_shows("Enter who gets the spreadsheet");
	assert_shows("Enter what the spreadsheet is for");
	assert_answer(INVALID, submit("/exports/new",
	    "table=progress&reader=partner" ASKED));
	assert_shows("Select the organisation whose people it has");
	assert_answer(INVALID, submit("/exports/new",
	    "table=progress&reader=staff&cohort=3" ASKED));
	assert_shows("Choose one of the list");
	assert_answer(INVALID, submit("/exports/new",
	    "table=secrets&reader=staff" ASKED));
	assert_shows("Select what the spreadsheet holds");
	assert_answer(INVALID, submit("/exports/new",
	    "table=days&reader=partner&organisation=9003" ASKED));
	assert_shows("Days and attendance are not for a partner organisation");
	owner_does("INSERT INTO role_held (person_id, role, organisation_id, "
	    "during) VALUES (31, 'partner', 9002, '[2026-01-01,)')");
	assert_answer(OK, ask("/exports/new"));
	assert_shows("Of which programme?");
	assert_answer(INVALID, submit("/exports/new",
	    "table=progress&reader=staff&cohort=3" ASKED));
	assert_shows("In the Southern programme you can make spreadsheets of "
	    "your own organisation’s people alone");
	sign_in_as(BO);
	assert_answer(OK, ask("/exports/new"));
	assert_answer(INVALID, submit("/exports/new", "table=marks" ASKED));
	assert_owner_asks(0, "SELECT count(*) FROM export");
}

static void
test_a_large_one_is_made_by_the_jobs(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	assert_shows("Waiting to be made");
	assert_shows("Check again");
	assert_answer(NOT_FOUND, ask(download_of(path)));
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_int_equal(exports_turn(jobs, reader, &arena), 0);
	assert_answer(OK, ask(path));
	assert_shows("Ready");
	assert_answer(OK, ask(download_of(path)));
	must_say(read_cells(), "Mary Smith-Jones");
	assert_owner_asks(0, "SELECT count(*) FROM auth.session "
	    "WHERE address = 'jobs'");
}

static void
test_the_jobs_read_as_whoever_asked(void **state)
{
	const char	*path, *said;

	sign_in_as(BO);
	path = left_to_jobs("table=placements" ASKED);
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "Zoë");
	must_not_say(said, "Siân");
	must_not_say(said, "Tom Lee");
}

static void
test_one_that_may_no_longer_be_had_fails_in_words(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 31");
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	owner_does("UPDATE role_held SET during = '[2026-01-01,)' "
	    "WHERE person_id = 31");
	assert_answer(OK, ask(path));
	assert_shows("Failed");
	assert_shows("You can no longer have what it was to hold");
	assert_owner_asks(0, "SELECT count(*) FROM export_content");
}

static void
test_one_can_be_cancelled_and_asked_for_again(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("Spreadsheet cancelled");
	assert_int_equal(exports_turn(jobs, reader, &arena), 0);
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_answer(OK, follow());
	assert_shows("Waiting to be made");
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(OK, ask(path));
	assert_shows("Ready");
}

static void
test_a_page_that_is_old_cancels_nothing(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	keep_fields(path);
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(INVALID, send_kept(path, ""));
	assert_shows("changed while you had its page open");
	assert_shows("Download it");
}

/* Cancels whatever the jobs take up, before it has a row. */
static void
take_up_and_cancel(void)
{
	owner_does("CREATE FUNCTION public.cancels() RETURNS trigger LANGUAGE "
	    "plpgsql AS $$ BEGIN UPDATE waymark.export SET state = "
	    "'cancelled' WHERE id = NEW.id; RETURN NULL; END $$; "
	    "CREATE TRIGGER cancels AFTER UPDATE ON export FOR EACH ROW WHEN "
	    "(NEW.state = 'working') EXECUTE FUNCTION public.cancels()");
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	owner_does("DROP FUNCTION public.cancels() CASCADE");
}

static void
test_what_was_cancelled_is_made_by_whoever_comes_next(void **state)
{
	struct db	*others = db_open(getenv("WAYMARK_JOBS_URL"));
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	take_up_and_cancel();
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_int_equal(exports_turn(others, reader, &arena), 1);
	db_close(others);
	assert_answer(OK, ask(path));
	assert_shows("Ready");
}

static void
test_a_page_that_waits_looks_again_until_it_is_told_not_to(void **state)
{
	char	 by_hand[80];
	const char *path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	assert_string_equal(answer_header("refresh"), "5");
	assert_shows("This page looks again every 5 seconds.");
	snprintf(by_hand, sizeof(by_hand), "%s?look=by-hand", path);
	assert_shows(by_hand);
	assert_answer(OK, ask(by_hand));
	assert_null(answer_header("refresh"));
	assert_shows("Look again every 5 seconds");
	owner_does("SET session_replication_role = replica; UPDATE export "
	    "SET asked_at = now() - interval '11 minutes'; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask(path));
	assert_null(answer_header("refresh"));
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(OK, ask(path));
	assert_null(answer_header("refresh"));
	assert_hides("every 5 seconds");
}

/* Cancelled just after it was taken up, before it has a row. */
static void
test_one_that_is_cancelled_while_it_is_made_leaves_nothing(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	take_up_and_cancel();
	assert_answer(OK, ask(path));
	assert_shows("Cancelled");
	assert_owner_asks(0, "SELECT count(*) FROM export_content");
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_answer(OK, ask(path));
	assert_shows("Ready");
}

static void
test_one_whose_maker_was_killed_is_made_again(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	owner_does("UPDATE export SET state = 'working', tries = 1, "
	    "rows_done = 3, rows_all = 30");
	assert_answer(OK, ask(path));
	assert_shows("Being made: 3 of 30 rows");
	assert_shows("<progress");
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	assert_owner_asks(2, "SELECT tries FROM export");
	assert_answer(OK, ask(path));
	assert_shows("Ready");
}

static void
test_one_that_stops_too_often_fails_in_words(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	owner_does("UPDATE export SET state = 'working', tries = 3");
	assert_int_equal(exports_turn(jobs, reader, &arena), 0);
	assert_answer(OK, ask(path));
	assert_shows("Waymark was stopped 3 times while it made this "
	    "spreadsheet");
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_owner_asks(0, "SELECT tries FROM export");
}

static void
test_one_that_another_makes_is_left_to_them(void **state)
{
	struct db	*other = db_open(getenv("WAYMARK_JOBS_URL"));

	sign_in_as(SAM);
	left_to_jobs("table=days&reader=staff" ASKED);
	db_begin(other, &arena, DB_WRITES);
	assert_non_null(export_claim(other));
	assert_true(db_commit(other));
	assert_int_equal(exports_turn(jobs, reader, &arena), 0);
	db_close(other);			/* killed */
	for (int i = 0; i < 50 && exports_turn(jobs, reader, &arena) == 0; i++)
		owner_does("SELECT pg_sleep(0.02)");
	assert_owner_asks(1, "SELECT count(*) FROM export WHERE state = "
	    "'done' AND tries = 2");
}

static void
test_its_time_is_over(void **state)
{
	const char	*path;

	sign_in_as(SAM);
	path = asked("table=days&reader=staff" ASKED);
	owner_does("UPDATE export SET expires_on = '2026-06-14'");
	assert_answer(NOT_FOUND, ask(download_of(path)));
	db_begin(jobs, &arena, DB_WRITES);
	tidy_exports(jobs);
	assert_true(db_commit(jobs));
	assert_owner_asks(0, "SELECT count(*) FROM export_content");
	assert_answer(OK, ask(path));
	assert_shows("Deleted");
	assert_shows("Make it again");
}

static void
test_many_rows_come_in_pieces_and_whole(void **state)
{
	const char	*path;
	char		 sql[300];

	sign_in_as(SAM);
	path = left_to_jobs("table=days&reader=staff" ASKED);
	assert_int_equal(exports_turn(jobs, reader, &arena), 1);
	/* Three pieces that are one after the other what they say. */
	snprintf(sql, sizeof(sql), "DELETE FROM export_content; INSERT INTO "
	    "export_content SELECT id, n, convert_to(repeat(n::text, CASE n "
	    "WHEN 3 THEN 5 ELSE 524288 END), 'UTF8') FROM export, "
	    "generate_series(1, 3) n; UPDATE export SET bytes = 1048581");
	owner_does(sql);
	assert_answer(OK, ask(download_of(path)));
	assert_int_equal(rest_was, PIECE_LAST);
	assert_int_equal(page_count("11111"), 524288 / 5);
	assert_true(page_has("2222233333"));
	assert_true(most_of_rest <= 524288);
}

static void
test_what_can_be_edited_is_open_and_all_else_is_locked(void **state)
{
	const char	*path, *said;

	sign_in_as(SAM);
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until, capacity, "
	    "joined_on) OVERRIDING SYSTEM VALUE VALUES (51, 11, 1, 9002, "
	    "'registered', '2026-11-30', NULL, '2026-01-01')");
	path = asked("table=educators&reader=staff" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_say(said, "sheet Educators A1:P2 frozen B2 filter None merged 0 "
	    "visible locked");
	must_say(said, "typed Educators H2 I2 J2\n");
	must_say(said, "rule H2 list Lists!$A$2:$A$5");
	must_say(said, "rule I2 date");
	must_say(said, "rule J2 whole 0");
	must_say(said, "row Lists [\"Registered\"]");
	must_say(said, "\"Registered\", \"2026-11-30\", null, ");
	path = asked("table=educators&reader=university" ASKED);
	assert_answer(OK, ask(download_of(path)));
	said = read_cells();
	must_not_say(said, "typed");
	must_not_say(said, "locked");
}

static void
test_the_list_has_ones_own(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/exports"));
	assert_shows("You have not made any yet");
	asked("table=days&reader=staff" ASKED);
	assert_answer(OK, ask("/exports"));
	assert_shows("Days and attendance");
	assert_shows("Board of studies");
	sign_in_as(SAL);
	assert_answer(OK, ask("/exports"));
	assert_hides("Days and attendance");
}

/* Every table, as both kinds of file, of whoever may have it. */
static void
test_every_table_is_made(void **state)
{
	static const char *const	tables[] = { "progress", "placements",
					    "capacity", "days", "milestones",
					    "educators", "marks", "asye",
					    "reviews", "outcomes", "support",
					    "quality", "claims" };
	char				fields[200];
	const char			*path;

	sign_in_as(SAM);
	for (size_t i = 0; i < 2 * sizeof(tables) / sizeof(*tables); i++) {
		snprintf(fields, sizeof(fields), "table=%s&reader=staff"
		    "&recipient=A&purpose=B&format=%s", tables[i / 2],
		    i % 2 == 0 ? "workbook" : "csv");
		path = asked(fields);
		assert_shows("Ready");
		assert_answer(OK, ask(download_of(path)));
		if (i % 2 == 1)
			assert_true(page_has("\r\n"));
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define world(test) cmocka_unit_test_setup(test, exports_world)
		world(test_staff_make_a_small_one_while_they_wait),
		world(
		    test_each_download_is_an_event_with_recipient_and_purpose),
		world(test_the_csv_twin_has_the_same_rows_made_safe),
		world(test_a_partner_gets_their_own_people_and_fewer_columns),
		world(test_staff_make_one_for_a_partner_as_the_partner_has_it),
		world(test_a_funder_gets_no_names),
		world(test_a_trainee_takes_their_own_record_alone),
		world(test_a_trainee_takes_their_whole_record_as_one_workbook),
		world(test_several_tables_are_sheets_of_one_workbook),
		world(test_several_tables_are_not_one_csv),
		world(test_all_of_several_tables_count_as_what_is_made_at_once),
		world(test_who_is_current_is_who_the_register_says_is),
		world(test_documents_are_due_after_a_placement_begins_and_ends),
		world(test_nobody_else_sees_it),
		world(test_what_cannot_be_asked_for_is_said),
		world(test_a_large_one_is_made_by_the_jobs),
		world(test_the_jobs_read_as_whoever_asked),
		world(test_one_that_may_no_longer_be_had_fails_in_words),
		world(test_one_can_be_cancelled_and_asked_for_again),
		world(test_a_page_that_is_old_cancels_nothing),
		world(
		    test_one_that_is_cancelled_while_it_is_made_leaves_nothing),
		world(test_what_was_cancelled_is_made_by_whoever_comes_next),
		world(
		    test_a_page_that_waits_looks_again_until_it_is_told_not_to),
		world(test_one_whose_maker_was_killed_is_made_again),
		world(test_one_that_stops_too_often_fails_in_words),
		world(test_one_that_another_makes_is_left_to_them),
		world(test_its_time_is_over),
		world(test_many_rows_come_in_pieces_and_whole),
		world(test_what_can_be_edited_is_open_and_all_else_is_locked),
		world(test_the_list_has_ones_own),
		world(test_every_table_is_made),
	};

	return (cmocka_run_group_tests(tests, open_jobs, close_jobs));
}
