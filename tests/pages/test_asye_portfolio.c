/*
 * The portfolio of an ASYE: what moderators read of it, files as evidence, and
 * an observer without an account who signs.
 */
#include "golden.h"
#include "outcomes.h"

#define ABOUT_NINA	"I, nina, wrote to Ms Sol. Nina Sol (sw1071, "	\
	"nina@example.org) and Jo Marchbanks met Asa Berg. "

/* Outside feedback, reflections of each sort, and files of Nina's. */
static void
fill_portfolio(void)
{
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO feedback_request (id, asye_id, enrolment_id, "
	    "person_id, programme_id, employer_id, provider_id, giver, "
	    "channel, giver_name, giver_role, asked_by, token_hash, "
	    "code_hash, expires_on, state) OVERRIDING SYSTEM VALUE SELECT n, "
	    "700, 171, 71, 1, 9003, 9003, g::giver_kind, 'link', CASE g WHEN "
	    "'professional' THEN 'Jo Marchbanks' END, CASE g WHEN "
	    "'professional' THEN 'Nurse' END, 71, sha256(('t' || n)::bytea), "
	    "sha256(('c' || n)::bytea), '2026-12-31', 'given' FROM (VALUES "
	    "(9101, 'lived_experience'), (9102, 'professional'), "
	    "(9103, 'carer')) v (n, g); "
	    "INSERT INTO feedback_given (id, asye_id, person_id, "
	    "programme_id, employer_id, provider_id, giver, form, edition, "
	    "consent_words, asked, answers, share, help, reference, "
	    "withdraw_hash, given_on, erased_at, discussed_on, discussed_by, "
	    "discussion) SELECT n, 700, 71, 1, 9003, 9003, g::giver_kind, "
	    "CASE g WHEN 'professional' THEN 'professional' ELSE 'easy_read' "
	    "END::giver_form, 1, 'Yes', CASE WHEN n = 9103 THEN '{}' ELSE "
	    "ARRAY['What was Nina like?'] END, CASE WHEN n = 9103 THEN '{}' "
	    "ELSE ARRAY['" ABOUT_NINA "Kind ' || n - 9100] END, g <> "
	    "'lived_experience', 'alone', 'FB-ABCDEFG' || chr(60 + n::int - "
	    "9095), sha256(('w' || n)::bytea), ('2026-01-1' || "
	    "(n - 9100))::date, "
	    "CASE WHEN n = 9103 THEN now() END, CASE WHEN n = 9102 THEN "
	    "date '2026-02-01' END, CASE WHEN n = 9102 THEN 72 END, CASE "
	    "WHEN n = 9102 THEN 'Nina learned from Jo' ELSE '' END "
	    "FROM (VALUES (9101, 'lived_experience'), (9102, "
	    "'professional'), (9103, 'carer')) v (n, g); "
	    "INSERT INTO reflection_submission (id, reflection_id, asye_id, "
	    "person_id, programme_id, version, on_day, title, words, "
	    "happened, so_what, now_what, standard_ids, state, withdrawn_at, "
	    "reason) OVERRIDING SYSTEM VALUE SELECT n, n, 700, 71, 1, 1, "
	    "'2026-03-10', 'Nina on power', '" ABOUT_NINA "Thought ' "
	    "|| n - 9200, '', '', 'Next', '{}', CASE n WHEN 9202 THEN "
	    "'withdrawn' ELSE "
	    "'submitted' END::submission_state, CASE n WHEN 9202 THEN now() "
	    "END, CASE n WHEN 9202 THEN 'Wrong one' END FROM "
	    "generate_series(9201, 9202) n; "
	    "INSERT INTO file (id, sha256, size, kind, state, scanned_at, "
	    "engine, pages) OVERRIDING SYSTEM VALUE SELECT n, "
	    "sha256(('f' || n)::bytea), 12, CASE n WHEN 9300003 THEN 'docx' "
	    "ELSE 'pdf' END::file_kind, CASE n WHEN 9300002 THEN 'quarantined' "
	    "ELSE 'clean' END::file_state, CASE WHEN n <> 9300002 THEN now() "
	    "END, CASE WHEN n <> 9300002 THEN 'Test' END, CASE n WHEN 9300001 "
	    "THEN 2 END FROM generate_series(9300001, 9300003) n; "
	    "INSERT INTO file_content (file_id, bytes) SELECT id, "
	    "convert_to('%PDF-1.7777' || id - 9300001, 'UTF8') FROM file "
	    "WHERE id > 9300000; "
	    "INSERT INTO attachment (id, file_id, label, asye_id, "
	    "enrolment_id, person_id, programme_id, by_id, at) "
	    "OVERRIDING SYSTEM VALUE SELECT id, id, 'Nina Sol court report ' "
	    "|| id, 700, 171, 71, 1, 71, '2026-04-01' FROM file "
	    "WHERE id > 9300000; "
	    "SET session_replication_role = origin");
	sign_in_as(NINA);
	assert_answer(OK, ask("/reflections/new"));
	assert_answer(SEE_OTHER, submit("/reflections/new", "title=Alone&"
	    "on-day=1&on-month=3&on-year=2026&words=Zwetschge+of+mine"));
}

/* Nothing of this is in anything that a moderator opens: her names, those of
 * who takes part and of her files, what is private, and what says which group
 * she is of. */
static const char *const	hidden[] = { "Nina", "nina", "NINA", "Sol ",
    "Sol,", "Sol.", "Sol(", "sw1071", "SW1071", "nina@", "Marchbanks",
    "Zwetschge", "court report", "Ms ", "/asye/700", "9300001", "Zanzibari",
    "zanzibari", "Swahili", "female", "thnic", "uslim", "oman" };

static void
assert_blind(const char *path)
{
	const char	*named;

	assert_answer(OK, ask(path));
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		assert_hides(hidden[i]);
	named = answer_header("content-disposition");
	for (size_t i = 0; named != NULL && i < sizeof(hidden) /
	    sizeof(*hidden); i++)
		assert_null(strstr(named, hidden[i]));
}

/* What she said of herself is in a room that no moderator's page enters. */
static void
says_of_herself(void)
{
	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_form("/equality/change",
	    "ethnicity=other&ethnicity-words=Zanzibari+Swahili&sex=female&"
	    "religion=muslim"));
	assert_owner_asks(3, "SELECT count(*) FROM equality.answer");
}

static void
test_moderators_read_what_outsiders_said_blind(void **state)
{
	fill_portfolio();
	says_of_herself();
	recommends(700, "pass");
	begins_round();
	draws();
	declares("internal", 700, MODI, "conflict=none");
	assert_blind(portfolio("internal", 700, ""));
	assert_shows("Feedback 1 from a person who uses services");
	assert_shows("Feedback 2 from a professional");
	assert_hides("Feedback 3");		/* taken back */
	assert_blind(portfolio("internal", 700, "/feedback/1"));
	assert_shows("I, [the newly qualified social worker], wrote to [the "
	    "newly qualified social worker].");
	assert_shows("[a professional] met [the assessor]. Kind 1");
	assert_shows("What was [the newly qualified social worker] like?");
	assert_blind(portfolio("internal", 700, "/feedback/2"));
	assert_shows("[the newly qualified social worker] learned from "
	    "[a professional]");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/feedback/3")));
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'PORTFOLIO_READ' AND actor_id = 74 AND subject = "
	    "'panel_portfolio' AND person_id IS NULL");
}

static void
test_moderators_read_reflections_that_were_submitted_and_no_other(void **state)
{
	fill_portfolio();
	recommends(700, "pass");
	begins_round();
	draws();
	declares("internal", 700, MODI, "conflict=none");
	assert_blind(portfolio("internal", 700, ""));
	assert_shows("Reflection 1");
	assert_hides("Reflection 2");		/* withdrawn */
	assert_blind(portfolio("internal", 700, "/reflections/1"));
	assert_shows("Thought 1");
	assert_shows("[the newly qualified social worker] on power");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/reflections/2")));
	assert_answer(NOT_FOUND, ask("/reflections/submitted/9201"));
	assert_false(web_does("DO $$ BEGIN IF EXISTS (SELECT 1 FROM "
	    "waymark.reflection_submission) THEN RAISE 'seen'; END IF; "
	    "IF NOT EXISTS (SELECT 1 FROM waymark.panel_portfolio) THEN "
	    "RETURN; END IF; RAISE 'as it should be'; END $$"));
}

static void
test_moderators_open_files_under_a_name_of_ours(void **state)
{
	fill_portfolio();
	recommends(700, "pass");
	begins_round();
	draws();
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/files/1")));			/* not declared yet */
	declares("internal", 700, MODI, "conflict=none");
	assert_blind(portfolio("internal", 700, ""));
	assert_shows("File 1 (PDF, 2 pages)");
	assert_hides("File 2");			/* nobody looked at it */
	assert_shows("File 3 (DOCX, less than 1 KB)");
	assert_blind(portfolio("internal", 700, "/files/1"));
	assert_true(page_is("%PDF-1.77770", 12));
	assert_non_null(strstr(answer_header("content-disposition"),
	    "-file-1.pdf"));
	assert_non_null(strstr(answer_header("content-security-policy"),
	    "sandbox"));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/files/2")));
	assert_answer(NOT_FOUND, ask("/files/9300001"));
	assert_answer(NOT_FOUND, ask("/files/9300001/download"));
	sign_in_as(ORR);			/* on no panel */
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/files/1")));
	/* A conflict closes them again. */
	declares("internal", 700, MODI, "conflict=conflict&words=Kin");
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/files/1")));
	assert_answer(NOT_FOUND, ask(portfolio("internal", 700,
	    "/feedback/1")));
}

#define EVIDENCE "/files/9300001/evidence"
#define OFFER	"do=offer&kind=external_report&made-day=1&"		\
	"made-month=3&made-year=2026&about=A+report+for+the+tribunal"

static int
open_year(void **state)
{
	asye_world(state);
	fill_portfolio();
	return (0);
}

static void
offers_a_file(void)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, OFFER));
}

static void
test_a_file_counts_once_the_assessor_has_assessed_it(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(EVIDENCE));
	assert_shows("It is not evidence yet");
	assert_shows("Stays beside the form of its kind");
	assert_answer(INVALID, submit(EVIDENCE, "do=offer"));
	assert_shows("Select what it is evidence of");
	assert_shows("Enter the date that it is of");
	assert_shows("Enter what it is and what it shows");
	offers_a_file();
	assert_answer(OK, ask("/asye/700/evidence"));
	assert_shows("To be assessed");
	assert_shows("Written record: Nina Sol court report 9300001");
	sign_in_as(LINA);
	assert_answer(OK, ask(EVIDENCE));
	assert_hides("It is evidence");
	sign_in_as(ASA);
	assert_answer(OK, ask("/work"));
	assert_shows("Assess the file of Sunday 1 March 2026");
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(INVALID, submit(EVIDENCE, "becomes=accepted"));
	assert_shows("Enter what you say of it");
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, "becomes=accepted&"
	    "assessed=A+clear+and+fair+report"));
	assert_answer(OK, follow());
	assert_shows("Assessed, and counts");
	assert_answer(OK, ask("/asye/700/evidence?kind=written_record"));
	assert_shows("1 of 3");
	assert_owner_asks(0, "SELECT count(*) FROM evidence_standard");
}

static void
test_a_file_is_mapped_once_and_shows_in_the_matrix(void **state)
{
	char	form[120];

	offers_a_file();
	assert_answer(OK, ask("/asye/700/evidence/files/9300001"));
	snprintf(form, sizeof(form), "standard=%ld", (long)owner_asks(
	    "SELECT s.id FROM standard s JOIN standard_set c ON c.id = "
	    "s.set_id WHERE c.code = 'KSS-ADULTS' AND s.code = '5'"));
	assert_answer(SEE_OTHER, submit("/asye/700/evidence/files/9300001",
	    form));
	assert_answer(OK, ask("/asye/700/evidence"));
	assert_shows("KSS 5");
	assert_answer(OK, ask("/asye/700/standards"));
	assert_shows("Nothing");
	sign_in_as(ASA);
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, "becomes=accepted&"
	    "assessed=So"));
	assert_answer(OK, ask("/asye/700/standards"));
	assert_shows("Records");
	/* What is no evidence is mapped to nothing. */
	assert_answer(NOT_FOUND, ask("/asye/700/evidence/files/9300002"));
}

static void
test_a_file_that_came_back_is_offered_again_or_withdrawn(void **state)
{
	offers_a_file();
	sign_in_as(ASA);
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, "becomes=returned&"
	    "assessed=Whose+decision+was+it%3F"));
	sign_in_as(NINA);
	assert_answer(OK, ask("/"));
	assert_shows("Look at the file of Sunday 1 March 2026");
	assert_answer(OK, ask(EVIDENCE));
	assert_shows("Whose decision was it?");
	keep_fields(EVIDENCE);
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, OFFER "+of+May"));
	/* From another window, too late. */
	assert_answer(INVALID, send_kept(EVIDENCE, OFFER));
	assert_shows("This changed while you had it open");
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(SEE_OTHER, submit(EVIDENCE, "becomes=withdrawn"));
	assert_answer(OK, ask("/asye/700/evidence"));
	assert_shows("Withdrawn");
}

/* What may tell who uses services is warned of, and nothing is lost. */
static void
test_what_tells_who_somebody_is_needs_a_tick(void **state)
{
	const char	*tick;
	char		 form[400];

	sign_in_as(NINA);
	assert_answer(OK, ask(EVIDENCE));
	assert_answer(INVALID, submit(EVIDENCE, OFFER "+of+943+476+5919"));
	assert_shows("This looks like an NHS number");
	assert_shows("A report for the tribunal of 943 476 5919");
	assert_shows("Leave it out, or tick that it can stay");
	tick = strstr(page_text(), "name=\"telltales\"");
	assert_non_null(tick);
	tick = strstr(tick, "value=\"") + 7;
	snprintf(form, sizeof(form), OFFER "+of+943+476+5919&telltales=%.16s",
	    tick);
	/* The tick is for what was found, and for nothing else. */
	assert_answer(INVALID, submit(EVIDENCE, "do=offer&kind="
	    "external_report&made-day=1&made-month=3&made-year=2026&about="
	    "Call+07700+900123&telltales=0123456789abcdef"));
	assert_shows("This looks like a phone number");
	assert_answer(SEE_OTHER, submit(EVIDENCE, form));
	assert_owner_asks(1, "SELECT count(*) FROM file_evidence WHERE about "
	    "LIKE '%943 476 5919'");
}

/* An observation by somebody who has no account. */
static int
observed_world(void **state)
{
	asye_world(state);
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, enrolment_id, person_id, "
	    "programme_id, asye_id, once, writers, state, version, lacks, "
	    "parties, held_on, started_by, sent_at) OVERRIDING SYSTEM VALUE "
	    "VALUES (9001, 'asye_observation', 1, 171, 71, 1, 700, false, "
	    "'{trainee,assessor}', 'submitted', 1, '{}', '{trainee}', "
	    "'2026-02-01', 71, now()); "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "enrolment_id, person_id, programme_id, asye_id, writers, part, "
	    "edition, fields, questions, answers, lacks, hash, by_id, "
	    "sent_at) VALUES (9001, 1, 'asye_observation', 171, 71, 1, 700, "
	    "'{trainee,assessor}', 'assessor', 1, '{assessor.strengths}', "
	    "'{What was done well?}', '{Listening}', '{}', sha256('x'), 72, "
	    "now()); INSERT INTO asye_observer (document_id, asye_id, "
	    "person_id, programme_id, name, swe_number, is_registered, "
	    "by_assessor) VALUES (9001, 700, 71, 1, 'Jo Smith', 'SW4321', "
	    "true, false); SET session_replication_role = origin");
	return (0);
}

/* The address of the link that the page shows. */
static const char *
link_made(void)
{
	static char	path[120];
	const char	*at;

	sign_in_as(ASA);
	assert_answer(OK, ask("/documents/9001/observer"));
	assert_answer(SEE_OTHER, submit("/documents/9001/observer", ""));
	assert_answer(OK, follow());
	assert_shows("Nothing is kept from which it could be shown again");
	at = strstr(page_text(), "/sign-observation/");
	assert_non_null(at);
	snprintf(path, sizeof(path), "%.*s", (int)strcspn(at, "<"), at);
	return (path);
}

static void
opens(const char *path)
{
	take_browser(1);
	sign_in_as(0);
	assert_answer(OK, ask(path));
	assert_shows("Sign your observation of Nina Sol");
	assert_answer(SEE_OTHER, submit(path, ""));
	assert_leads_to("/sign-observation/read");
	assert_answer(OK, follow());
}

static void
test_an_observer_without_an_account_signs_once(void **state)
{
	const char	*path = link_made();

	opens(path);
	assert_shows("Listening");
	assert_answer(INVALID, submit("/sign-observation/read", ""));
	assert_shows("Enter your name");
	assert_shows("Enter your Social Work England number");
	assert_shows("Select that you observed it");
	assert_answer(OK, ask("/sign-observation/read"));
	assert_answer(INVALID, submit("/sign-observation/read", "name=Jo&"
	    "number=SW1&observed=yes"));
	assert_shows("This is not the number");
	assert_owner_asks(1, "SELECT count(*) FROM auth.attempt");
	assert_answer(OK, ask("/sign-observation/read"));
	assert_answer(SEE_OTHER, submit("/sign-observation/read",
	    "name=Jo+Smith&number=sw4321&observed=yes"));
	assert_answer(OK, follow());
	assert_shows("You have signed it");
	assert_hides("Listening");
	assert_answer(OK, ask(path));
	assert_shows("This link does not work");
	assert_owner_asks(1, "SELECT count(*) FROM observer_link WHERE "
	    "state = 'signed' AND hash = sha256('x')");
	take_browser(0);
	assert_answer(OK, ask("/documents/9001"));
	assert_shows("Signed by Jo Smith");
	assert_hides("Ask the observer");
	assert_answer(OK, ask("/documents/9001/observer"));
	assert_answer(NOT_FOUND, send_form("/documents/9002/observer", ""));
}

static void
test_a_get_of_a_link_changes_nothing(void **state)
{
	const char	*path = link_made();

	take_browser(1);
	sign_in_as(0);
	for (int i = 0; i < 3; i++)
		assert_answer(OK, ask(path));
	assert_owner_asks(0, "SELECT count(*) FROM link_visit");
	assert_answer(OK, ask("/sign-observation/read"));
	assert_shows("This link does not work");
	assert_string_equal(answer_header("referrer-policy"), "no-referrer");
	/* Nor does it say anything of the observation. */
	assert_answer(OK, ask(path));
	assert_hides("Listening");
}

static void
test_a_link_ends_when_it_is_withdrawn_or_the_text_changes(void **state)
{
	const char	*path = link_made();

	opens(path);
	take_browser(0);
	assert_answer(OK, ask("/documents/9001/observer"));
	assert_answer(SEE_OTHER, send_form("/documents/9001/observer",
	    "do=withdraw"));
	take_browser(1);
	assert_answer(OK, ask("/sign-observation/read"));
	assert_shows("This link has ended");
	take_browser(0);
	path = link_made();
	opens(path);
	owner_does("SET session_replication_role = replica; UPDATE document "
	    "SET state = 'returned' WHERE id = 9001; "
	    "SET session_replication_role = origin");
	assert_answer(SEE_OTHER, submit("/sign-observation/read",
	    "name=Jo+Smith&number=sw4321&observed=yes"));
	assert_owner_asks(0, "SELECT count(*) FROM observer_link WHERE "
	    "state = 'signed'");
	/* Neither whom it is about nor the coordinator makes one. */
	owner_does("SET session_replication_role = replica; UPDATE document "
	    "SET state = 'submitted' WHERE id = 9001; "
	    "SET session_replication_role = origin");
	take_browser(0);
	sign_in_as(NINA);
	assert_answer(NOT_FOUND, ask("/documents/9001/observer"));
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask("/documents/9001/observer"));
}

static const struct place *
anew(void *p)
{
	struct place	*place = p;

	if (strstr(place->page, "observ") == NULL) {
		open_year(NULL);
		if (strstr(place->page, "/asye/") != NULL ||
		    place->person == ASA)
			offers_a_file();
		return (place);
	}
	observed_world(NULL);
	if (strcmp(place->page, "/documents/9001/observer") != 0)
		opens(link_made());
	return (place);
}

static void
test_its_forms_take_no_nonsense(void **state)
{
	struct place	places[] = {
		{ NINA, EVIDENCE, EVIDENCE }, { ASA, EVIDENCE, EVIDENCE },
		{ NINA, "/asye/700/evidence/files/9300001",
		    "/asye/700/evidence/files/9300001" },
		{ ASA, "/documents/9001/observer",
		    "/documents/9001/observer" },
	};

	for (size_t i = 0; i < sizeof(places) / sizeof(*places); i++)
		try_nonsense(anew(&places[i]), anew, &places[i]);
}

static void
test_the_pages_of_an_observer_look_as_they_did(void **state)
{
	const char	*path = link_made();

	take_browser(1);
	sign_in_as(0);
	assert_answer(OK, ask(path));
	golden_form("/sign-observation/$", path);
	golden_form_at("/sign-observation/read");
}

int
main(void)
{
#define test(name, world) cmocka_unit_test_setup(name, world)
	const struct CMUnitTest	tests[] = {
		test(test_moderators_read_what_outsiders_said_blind,
		    outcome_world),
	test(test_moderators_read_reflections_that_were_submitted_and_no_other,
		    outcome_world),
		test(test_moderators_open_files_under_a_name_of_ours,
		    outcome_world),
		test(test_a_file_counts_once_the_assessor_has_assessed_it,
		    open_year),
		test(test_a_file_is_mapped_once_and_shows_in_the_matrix,
		    open_year),
		test(test_a_file_that_came_back_is_offered_again_or_withdrawn,
		    open_year),
		test(test_what_tells_who_somebody_is_needs_a_tick, open_year),
		test(test_an_observer_without_an_account_signs_once,
		    observed_world),
		test(test_a_get_of_a_link_changes_nothing, observed_world),
		test(test_a_link_ends_when_it_is_withdrawn_or_the_text_changes,
		    observed_world),
		test(test_its_forms_take_no_nonsense, observed_world),
		test(test_the_pages_of_an_observer_look_as_they_did,
		    observed_world),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
