/* Evidence of an ASYE: the minimums as they stand, what is mapped to which
 * standards, and that a final review waits or says why it does not. */
#include "comparing.h"
#include "filling.h"
#include "golden.h"

#define HOME	"/asye/700"

/* An item of evidence as it is when it is signed; how documents come to be
 * signed is tried in test_asye_documents.c. */
static void
add_document(int id, const char *kind, const char *stage, const char *outcome,
    const char *state)
{
	owner_doesf("SET session_replication_role = replica; "
	    "INSERT INTO document (id, kind, number, stage, asye_id, "
	    "enrolment_id, person_id, programme_id, once, writers, state, "
	    "version, lacks, parties, held_on, outcome, started_by, sent_at, "
	    "signed_at) OVERRIDING SYSTEM VALUE VALUES (%d, '%s', %d, "
	    "nullif('%s', '')::document_stage, 700, 171, 71, 1, "
	    "'%s' <> '', '{trainee}', '%s', 1, '{}', '{trainee}', "
	    "'2026-01-10', nullif('%s', ''), 71, now(), now()); "
	    "SET session_replication_role = origin; "
	    "SELECT asye_counts_again(700)", id, kind, id, stage, stage,
	    state, outcome);
}

static void
add_observer(int id, bool registered, bool assessor)
{
	owner_doesf("INSERT INTO asye_observer (document_id, asye_id, "
	    "person_id, programme_id, observer_id, name, swe_number, "
	    "is_registered, by_assessor) VALUES (%d, 700, 71, 1, 72, 'Asa', "
	    "'SW1072', %s, %s); SELECT asye_counts_again(700)", id,
	    registered ? "true" : "false", assessor ? "true" : "false");
}

static void
add_feedback(int id, const char *giver, bool share, bool erased)
{
	bool	professional = strcmp(giver, "professional") == 0;

	owner_doesf("SET session_replication_role = replica; "
	    "INSERT INTO feedback_request (id, asye_id, enrolment_id, "
	    "person_id, programme_id, employer_id, provider_id, giver, "
	    "channel, giver_name, giver_role, asked_by, token_hash, "
	    "code_hash, expires_on, state) OVERRIDING SYSTEM VALUE VALUES "
	    "(%d, 700, 171, 71, 1, 9003, 9003, '%s', 'link', %s, 71, "
	    "sha256('t%d'), sha256('c%d'), '2027-12-31', 'given'); "
	    "INSERT INTO feedback_given (id, asye_id, person_id, "
	    "programme_id, employer_id, provider_id, giver, form, edition, "
	    "consent_words, asked, answers, share, help, reference, "
	    "withdraw_hash, erased_at) VALUES (%d, 700, 71, 1, 9003, 9003, "
	    "'%s', '%s', 1, 'Yes', %s, %s, %s, 'alone', "
	    "'FB-ABCDGH' || chr(65 + %d %% 25) || chr(65 + %d / 25 %% 25), "
	    "sha256('w%d'), CASE WHEN %s THEN now() END); "
	    "SET session_replication_role = origin; "
	    "SELECT asye_counts_again(700)", id, giver,
	    professional ? "'Pat', 'Nurse'" : "NULL, NULL", id, id, id, giver,
	    professional ? "professional" : "standard",
	    erased ? "'{}'" : "'{How?}'", erased ? "'{}'" : "'{Well}'",
	    share ? "true" : "false", id, id, id, erased ? "true" : "false");
}

static long
standard(const char *set, const char *code)
{
	char	sql[300];

	snprintf(sql, sizeof(sql), "SELECT s.id FROM standard s "
	    "JOIN standard_set c ON c.id = s.set_id "
	    "WHERE c.code = '%s' AND s.code = '%s'", set, code);
	return ((long)owner_asks(sql));
}

static long
set_id(const char *code)
{
	char	sql[100];

	snprintf(sql, sizeof(sql), "SELECT id FROM standard_set "
	    "WHERE code = '%s'", code);
	return ((long)owner_asks(sql));
}

/* All that gates, but what is left out. */
static void
add_all_but(const char *kind)
{
	static const struct { const char *kind, *stage, *outcome; } all[] = {
		{ "asye_written_record", "",
		    "A report for an external decision" },
		{ "asye_written_record", "", "A set of case recordings" },
		{ "asye_written_record", "", "Another piece of writing" },
		{ "asye_reflection_log", "months_6", "" },
		{ "asye_reflection_log", "end", "" },
		{ "asye_development_plan", "start", "" },
		{ "asye_development_plan", "months_3", "" },
		{ "asye_development_plan", "months_6", "" },
		{ "asye_development_plan", "end", "" },
	};

	for (int i = 0; i < 9; i++)
		if (strcmp(all[i].kind, kind) != 0)
			add_document(820 + i, all[i].kind, all[i].stage,
			    all[i].outcome, "signed");
	for (int i = 0; i < 3; i++) {
		add_feedback(840 + i, "lived_experience", true, false);
		add_feedback(850 + i, "professional", true, false);
		if (strcmp(kind, "asye_observation") == 0)
			continue;
		add_document(810 + i, "asye_observation", "", "", "signed");
		add_observer(810 + i, true, i > 0);
	}
}

static void
test_everybody_who_takes_part_reads_what_is_missing(void **state)
{
	add_document(801, "asye_observation", "", "", "signed");
	add_observer(801, true, true);
	add_document(802, "asye_observation", "", "", "submitted");
	add_observer(802, true, true);
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/evidence"));
	assert_shows("0 of 6 minimums met");
	assert_shows("2 more direct observations, both by a registered social "
	    "worker and at least one of them by your ASYE assessor");
	assert_shows("3 more written records, among them a report for an "
	    "external decision and a set of case recordings");
	assert_shows("2 more critical reflections: at 6 months and at 12 "
	    "months");
	assert_shows("Direct observation 801");
	assert_shows("To be signed");
	assert_answer(OK, ask(HOME));
	assert_shows("0 of 6 minimums met");
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/evidence"));
	assert_shows("at least one of them by the ASYE assessor");
	sign_in_as(CORA);
	assert_answer(OK, ask(HOME "/evidence"));
	assert_shows("0 of 6 minimums met");
	sign_in_as(SAM);
	assert_answer(OK, ask(HOME "/evidence"));
	sign_in_as(MODI);
	assert_answer(NOT_FOUND, ask(HOME "/evidence"));
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask(HOME "/evidence"));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(HOME "/evidence"));
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask(HOME "/standards"));
}

static void
test_evidence_is_found_by_kind_and_by_whether_it_counts(void **state)
{
	add_document(801, "asye_observation", "", "", "signed");
	add_observer(801, false, false);
	add_document(803, "asye_written_record", "", "A set of case "
	    "recordings", "draft");
	add_document(804, "asye_reflection_log", "months_6", "", "withdrawn");
	add_feedback(841, "lived_experience", false, false);
	add_feedback(842, "carer", true, true);
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/evidence?kind=written_record"));
	assert_shows("A set of case recordings");
	assert_hides("Direct observation 801");
	assert_answer(OK, ask(HOME "/evidence?counts=yes&sort=kind"));
	assert_shows("By nobody who is known to be registered");
	assert_shows("Only those who assess can read it");
	assert_hides("Consent taken back");
	assert_answer(OK, ask(HOME "/evidence?counts=no"));
	assert_shows("Consent taken back");
	assert_shows("Withdrawn");
	assert_shows("Critical reflection at 6 months");
	assert_answer(OK, ask(HOME "/evidence?kind=review"));
	assert_shows("No evidence fits");
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/evidence?kind=feedback_people"));
	assert_hides("Only those who assess can read it");
}

/* Tick these standards of a set on a document's mapping. */
static void
map(int64_t person, int document, const char *set, const char *ticked)
{
	char	path[100], body[200];

	sign_in_as(person);
	snprintf(path, sizeof(path), HOME "/evidence/documents/%d?set=%ld",
	    document, set_id(set));
	assert_answer(OK, ask(path));
	*strchr(path, '?') = '\0';
	snprintf(body, sizeof(body), "%s", ticked);
	assert_answer(SEE_OTHER, submit(path, body));
	assert_answer(OK, follow());
}

static const char *
ticks(long a, long b)
{
	static char	body[100];

	snprintf(body, sizeof(body), b == 0 ? "standard=%ld" :
	    "standard=%ld&standard=%ld", a, b);
	return (body);
}

static void
test_what_is_mapped_once_shows_in_every_set(void **state)
{
	char	cell[200];

	add_document(801, "asye_observation", "", "", "signed");
	map(NINA, 801, "KSS-ADULTS", ticks(standard("KSS-ADULTS", "5"), 0));
	assert_shows("Mapping saved");
	assert_shows("KSS 5 Mental capacity");
	assert_shows("Mapped by Nina Sol");
	assert_shows("PCF 4 Rights, justice and economic wellbeing");
	assert_shows("by way of KSS-ADULTS 5");
	assert_answer(OK, ask(HOME "/standards"));
	assert_shows("<strong>Nothing shows yet:</strong> 2 The role");
	assert_hides("5 Mental capacity;");
	snprintf(cell, sizeof(cell), HOME "/evidence?kind=observation&amp;"
	    "standard=%ld&amp;counts=yes", standard("KSS-ADULTS", "5"));
	assert_shows(cell);
	snprintf(cell, sizeof(cell), HOME "/standards?set=%ld",
	    set_id("PCF"));
	assert_answer(OK, ask(cell));
	assert_shows("Only by the crosswalk:</strong> 2 Values and ethics; "
	    "4 Rights, justice and economic wellbeing; 5 Knowledge");
	snprintf(cell, sizeof(cell), HOME "/evidence?kind=observation&"
	    "standard=%ld&counts=yes", standard("PCF", "4"));
	assert_answer(OK, ask(cell));
	assert_shows("Direct observation 801");
	snprintf(cell, sizeof(cell), HOME "/evidence?standard=%ld",
	    standard("PCF", "9"));
	assert_answer(OK, ask(cell));
	assert_shows("No evidence fits");
	assert_answer(OK, ask(HOME "/evidence?mapping=none"));
	assert_shows("No evidence fits");
}

static void
test_two_who_map_at_once_keep_what_both_ticked(void **state)
{
	long	five = standard("KSS-ADULTS", "5");
	long	six = standard("KSS-ADULTS", "6");
	char	body[200];

	add_document(801, "asye_observation", "", "", "signed");
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/evidence/documents/801"));
	keep_fields(HOME "/evidence/documents/801");
	take_browser(1);
	map(ASA, 801, "KSS-ADULTS", ticks(five, 0));
	take_browser(0);
	snprintf(body, sizeof(body), "%s", ticks(six, 0));
	assert_answer(SEE_OTHER, send_kept(HOME "/evidence/documents/801",
	    body));
	assert_owner_asks(2, "SELECT count(*) FROM evidence_standard "
	    "WHERE document_id = 801 AND state = 'tagged'");
	map(NINA, 801, "KSS-ADULTS", ticks(six, 0));
	assert_owner_asks(1, "SELECT count(*) FROM evidence_standard "
	    "WHERE document_id = 801 AND state = 'tagged'");
	assert_shows("Removed");
	map(NINA, 801, "KSS-ADULTS", ticks(six, five));
	assert_owner_asks(71, "SELECT tagged_by FROM evidence_standard "
	    "WHERE document_id = 801 AND state = 'tagged' "
	    "ORDER BY standard_id LIMIT 1");
}

static const char *
tag_path(void)
{
	static char	path[100];

	snprintf(path, sizeof(path), HOME "/tags/%ld", (long)owner_asks(
	    "SELECT id FROM evidence_standard WHERE document_id = 801"));
	return (path);
}

static void
test_the_assessor_confirms_or_questions_what_others_mapped(void **state)
{
	add_document(801, "asye_observation", "", "", "signed");
	map(NINA, 801, "KSS-ADULTS", ticks(standard("KSS-ADULTS", "5"), 0));
	assert_answer(OK, ask(tag_path()));
	assert_shows("Remove it");
	assert_hides("Confirm it");
	assert_answer(INVALID, submit(tag_path(), "becomes=confirmed"));
	assert_shows("Select what becomes of it");
	sign_in_as(ASA);
	assert_answer(OK, ask(tag_path()));
	assert_answer(INVALID, submit(tag_path(), "becomes=questioned"));
	assert_shows("Enter what you ask");
	assert_answer(SEE_OTHER, submit(tag_path(),
	    "becomes=questioned&question=Where+is+capacity+weighed?"));
	assert_answer(OK, follow());
	assert_shows("Questioned");
	assert_shows("Where is capacity weighed?");
	assert_answer(OK, ask(HOME "/standards"));
	assert_shows("5 Mental capacity;");
	assert_answer(OK, ask(HOME "/evidence?mapping=questioned"));
	assert_shows("KSS 5 (questioned)");
	assert_answer(OK, ask(tag_path()));
	assert_answer(SEE_OTHER, submit(tag_path(), "becomes=confirmed"));
	map(NINA, 801, "KSS-ADULTS", "");
	assert_shows("what the assessor confirmed stays");
	sign_in_as(CORA);
	assert_answer(OK, ask(tag_path()));
	assert_shows("There is nothing for you to change here");
	assert_answer(OK, ask(HOME "/evidence/documents/801"));
	assert_hides("Save mapping");
	sign_in_as(ASA);
	assert_answer(OK, ask(tag_path()));
	keep_fields(tag_path());
	assert_answer(OK, ask(tag_path()));
	assert_answer(SEE_OTHER, submit(tag_path(), "becomes=tagged"));
	assert_answer(INVALID, send_kept(tag_path(), "becomes=questioned&"
	    "question=Why"));
	assert_shows("Somebody changed it since");
}

static void
test_what_somebody_cannot_read_they_do_not_map(void **state)
{
	add_feedback(841, "lived_experience", false, false);
	add_feedback(842, "carer", true, false);
	sign_in_as(NINA);
	assert_answer(NOT_FOUND, ask(HOME "/evidence/feedback/841"));
	assert_answer(NOT_FOUND, send_form(HOME "/evidence/feedback/841",
	    ticks(standard("KSS-ADULTS", "5"), 0)));
	assert_answer(OK, ask(HOME "/evidence/feedback/842"));
	assert_answer(NOT_FOUND, ask(HOME "/evidence/documents/842"));
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/evidence/feedback/841"));
	assert_answer(SEE_OTHER, submit(HOME "/evidence/feedback/841",
	    ticks(standard("KSS-ADULTS", "3"), 0)));
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/evidence?mapping=none"));
	assert_shows("Only those who assess can read it");
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/evidence?mapping=none"));
	assert_hides("evidence/feedback/841");
	assert_shows("evidence/feedback/842");
}

static char	document[64], page[96];

static const char *
at(const char *rest)
{
	snprintf(page, sizeof(page), "%s%s", document, rest);
	return (page);
}

static void
begin(int64_t person, const char *kind)
{
	char	body[64];

	sign_in_as(person);
	assert_answer(OK, ask(HOME "/documents/new"));
	snprintf(body, sizeof(body), "kind=%s", kind);
	assert_answer(SEE_OTHER, submit(HOME "/documents/new", body));
	snprintf(document, sizeof(document), "%s", answer_location());
	*strstr(document, "/write") = '\0';
}

/* A part with every answer, and the reason for what lacks left out. */
static enum status
keep(int64_t person, const char *kind, enum writer who, const char *how,
    bool reason)
{
	static char		body[FILLED_MAX];
	struct document_form	form;
	char			*at_reason, *after;

	assert_true(document_form(kind, &form));
	snprintf(body, sizeof(body), "%s", filled_part(&form, who,
	    standards_of_set("KSS-ADULTS")));
	at_reason = strstr(body, "assessor.shortfall=");
	if (at_reason != NULL && !reason) {
		after = strchr(at_reason, '&') + 1;
		memmove(at_reason, after, strlen(after) + 1);
	}
	snprintf(body + strlen(body), sizeof(body) - strlen(body), "do=%s",
	    how);
	sign_in_as(person);
	assert_answer(OK, ask(at("/write")));
	return (submit(at("/write"), body));
}

static void
test_a_final_review_waits_for_the_minimums_or_a_reason(void **state)
{
	add_all_but("asye_observation");
	begin(ASA, "asye_final_review");
	assert_answer(SEE_OTHER, keep(NINA, "asye_final_review", TRAINEE_PART,
	    "save", false));
	assert_answer(INVALID, keep(ASA, "asye_final_review", ASSESSOR_PART,
	    "send", false));
	assert_shows("A minimum of the evidence is not met");
	assert_shows("3 more direct observations, all by a registered social "
	    "worker and at least 2 of them by the ASYE assessor");
	assert_answer(SEE_OTHER, keep(ASA, "asye_final_review", ASSESSOR_PART,
	    "save", false));
	assert_answer(OK, ask(at("/send")));
	assert_answer(INVALID, submit(at("/send"), ""));
	assert_owner_asks(0, "SELECT count(*) FROM asye_shortfall");
	assert_answer(SEE_OTHER, keep(ASA, "asye_final_review", ASSESSOR_PART,
	    "send", true));
	assert_owner_asks(1, "SELECT count(*) FROM asye_shortfall "
	    "WHERE evidence = 'observation' AND more = 3");
	assert_answer(OK, ask(HOME));
	assert_shows("The final review was sent with a minimum not met");
	assert_shows("Direct observations: 0 of 3, 3 missing");
	assert_answer(OK, ask(document));
	assert_shows("The final review was sent with a minimum not met");
}

static void
test_a_final_review_with_every_minimum_needs_no_reason(void **state)
{
	add_all_but("");
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/evidence"));
	assert_shows("6 of 6 minimums met");
	assert_hides("Still missing");
	begin(ASA, "asye_final_review");
	assert_answer(SEE_OTHER, keep(NINA, "asye_final_review", TRAINEE_PART,
	    "save", false));
	assert_answer(SEE_OTHER, keep(ASA, "asye_final_review", ASSESSOR_PART,
	    "send", false));
	assert_owner_asks(0, "SELECT count(*) FROM asye_shortfall");
}

static void
test_what_a_form_says_is_mapped_when_it_is_sent(void **state)
{
	begin(ASA, "asye_written_record");
	assert_answer(SEE_OTHER, keep(NINA, "asye_written_record",
	    TRAINEE_PART, "save", false));
	assert_owner_asks(0, "SELECT count(*) FROM evidence_standard");
	assert_answer(SEE_OTHER, keep(ASA, "asye_written_record",
	    ASSESSOR_PART, "send", false));
	assert_true(owner_asks("SELECT count(*) FROM evidence_standard "
	    "WHERE by_form AND tagged_by = 71 AND state = 'tagged'") > 0);
	sign_in_as(NINA);
	snprintf(page, sizeof(page), HOME "/evidence%s", document);
	assert_answer(OK, ask(page));
	assert_shows("From its own form, by Nina Sol");
}

/* Three self-assessments and what the assessor said at a review. */
static void
add_seen(int id, const char *kind, const char *stage, const char *name,
    const char *words)
{
	add_document(id, kind, stage, "", "signed");
	owner_doesf("SET session_replication_role = replica; "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "asye_id, enrolment_id, person_id, programme_id, writers, part, "
	    "edition, fields, questions, answers, lacks, hash, by_id, "
	    "sent_at) VALUES (%d, 1, '%s', 700, 171, 71, 1, '{trainee}', "
	    "'trainee', 1, '{%s}', '{Q}', '{%s}', '{}', sha256('x'), 71, "
	    "now()); SET session_replication_role = origin", id, kind, name,
	    words);
}

static void
test_self_assessments_stand_side_by_side(void **state)
{
	sign_in_as(NINA);
	assert_answer(OK, ask(HOME "/self-assessments"));
	assert_shows("No self-assessment is signed yet");
	add_seen(801, "asye_self_assessment", "start",
	    "trainee.standards.4.rating", "Not yet confident");
	assert_answer(OK, ask(HOME "/self-assessments"));
	assert_shows("1 standards, assessed once");
	assert_hides(">Middle<");
	add_seen(802, "asye_self_assessment", "middle",
	    "trainee.standards.4.rating", "Confident with support");
	assert_answer(OK, ask(HOME "/self-assessments"));
	assert_shows("further on in 1, the same in 0");
	add_seen(803, "asye_self_assessment", "end",
	    "trainee.standards.4.rating", "Confident in complex situations");
	add_seen(804, "asye_review", "months_6",
	    "assessor.standards.4.progress", "On course");
	assert_answer(OK, ask(HOME "/self-assessments"));
	assert_shows(">End<");
	assert_shows("ASYE assessor at 6 months");
	assert_shows("On course");
	sign_in_as(ASA);
	assert_answer(OK, ask(HOME "/self-assessments"));
	assert_shows("<svg");
}

static void
test_staff_correct_the_crosswalk_from_a_day_on(void **state)
{
	char	path[120], body[200];

	snprintf(path, sizeof(path), "/crosswalk/1/%ld/%ld",
	    standard("PCF", "9"), standard("KSS-ADULTS", "5"));
	sign_in_as(NINA);
	assert_answer(OK, ask("/crosswalk/1"));
	assert_shows("Crosswalk of standards");
	assert_hides("Add a pair");
	assert_answer(OK, ask(path));
	assert_hides("Save the correction");
	assert_answer(NOT_FOUND, send_form(path, "corresponds=yes"));
	sign_in_as(SAM);
	assert_answer(OK, ask("/crosswalk/1/pair"));
	snprintf(body, sizeof(body), "/crosswalk/1/pair?one=%ld&other=x",
	    standard("PCF", "9"));
	assert_answer(INVALID, ask(body));
	assert_shows("Select a standard of");
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, "corresponds=no&why=It+is+so&"
	    "from-day=15&from-month=6&from-year=2026"));
	assert_shows("They do not correspond already");
	assert_answer(OK, ask(path));
	assert_answer(INVALID, submit(path, "corresponds=yes&why=&"
	    "from-day=14&from-month=6&from-year=2026"));
	assert_shows("Enter why it is corrected");
	assert_shows("The day must be today or in the future");
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "corresponds=yes&why=Guide&"
	    "from-day=15&from-month=6&from-year=2026"));
	assert_answer(OK, follow());
	assert_shows("The crosswalk is corrected");
	snprintf(body, sizeof(body), "%s/undo/%ld", path, (long)owner_asks(
	    "SELECT max(id) FROM crosswalk_change"));
	assert_answer(OK, ask(body));
	assert_answer(SEE_OTHER, submit(body, ""));
	assert_answer(OK, follow());
	assert_shows("Undone by Sam");
	assert_answer(NOT_FOUND, ask(body));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, send_form(path, "corresponds=yes&why=No"));
}

static void
test_the_forms_of_the_crosswalk_look_as_they_did(void **state)
{
	char	path[120], undo[160];

	sign_in_as(SAM);
	snprintf(path, sizeof(path), "/crosswalk/1/%ld/%ld",
	    standard("PCF", "9"), standard("KSS-ADULTS", "5"));
	golden_form_at(path);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit(path, "corresponds=yes&why=Guide&"
	    "from-day=15&from-month=6&from-year=2026"));
	snprintf(undo, sizeof(undo), "%s/undo/%ld", path, (long)owner_asks(
	    "SELECT max(id) FROM crosswalk_change"));
	golden_form_at(undo);
}

/* xorshift, so that a failure can be seen again. */
static unsigned
dice(unsigned below)
{
	static unsigned long long	seed = 88172645463325252ULL;

	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return ((unsigned)(seed >> 33) % below);
}

static void
test_the_rule_and_the_database_count_the_same(void **state)
{
	static const char *const	states[] = { "signed", "signed",
					    "submitted", "withdrawn" };
	static const char *const	sorts[] = {
		"A report for an external decision",
		"A set of case recordings", "Another piece of writing" };
	static const char *const	stages[] = { "start", "months_3",
					    "months_6", "end" };
	static const char *const	staged[] = { "asye_reflection_log",
					    "asye_development_plan" };
	int				id = 1000;

	for (int round = 0; round < 60; round++, id++) {
		switch (dice(4)) {
		case 0:
			add_document(id, "asye_observation", "", "",
			    states[dice(4)]);
			add_observer(id, dice(3) > 0, false);
			owner_doesf("UPDATE asye_observer SET by_assessor = "
			    "is_registered AND %u > 0 WHERE document_id = %d",
			    dice(2), id);
			break;
		case 1:
			add_document(id, "asye_written_record", "",
			    sorts[dice(3)], states[dice(4)]);
			break;
		case 2:
			add_feedback(id, dice(2) ? "carer" : "professional",
			    true, dice(4) == 0);
			break;
		default:
			add_document(id, staged[dice(2)], stages[dice(4)], "",
			    "withdrawn");
			owner_doesf("SET session_replication_role = replica; "
			    "UPDATE document d SET state = 'signed' "
			    "WHERE id = %d AND NOT EXISTS (SELECT 1 "
			    "FROM document o WHERE o.kind = d.kind AND "
			    "o.stage = d.stage AND o.state <> 'withdrawn' "
			    "AND o.id <> d.id); "
			    "SET session_replication_role = origin", id);
		}
		assert_int_equal(compare_minimums(), 9);
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
#define TEST(name)	cmocka_unit_test_setup(test_##name, asye_world)
		TEST(everybody_who_takes_part_reads_what_is_missing),
		TEST(evidence_is_found_by_kind_and_by_whether_it_counts),
		TEST(what_is_mapped_once_shows_in_every_set),
		TEST(two_who_map_at_once_keep_what_both_ticked),
		TEST(the_assessor_confirms_or_questions_what_others_mapped),
		TEST(what_somebody_cannot_read_they_do_not_map),
		TEST(a_final_review_waits_for_the_minimums_or_a_reason),
		TEST(a_final_review_with_every_minimum_needs_no_reason),
		TEST(what_a_form_says_is_mapped_when_it_is_sent),
		TEST(self_assessments_stand_side_by_side),
		TEST(staff_correct_the_crosswalk_from_a_day_on),
		TEST(the_forms_of_the_crosswalk_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
		TEST(the_rule_and_the_database_count_the_same),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
