/* Documents of a placement: written, sent, returned, signed, unlocked. */
#include <stdio.h>

#include "pages.h"
#include "queries.h"
#include "rules/documents.h"

/* The document that a test began last. */
static char	document[64], page[96];

static const char *
at(const char *rest)
{
	snprintf(page, sizeof(page), "%s%s", document, rest);
	return (page);
}

/* The answers of a reflection. */
#define REFLECTION	REFLECTION_OF("A+visit")
#define REFLECTION_OF(title)						\
	"trainee.title=" title "&trainee.held_on-day=8&"		\
	"trainee.held_on-month=6&trainee.held_on-year=2026&"		\
	"trainee.happened=What+happened&trainee.analysis=Why&"		\
	"trainee.self=My+part&trainee.change=More+time&"		\
	"trainee.standards=Professionalism"

/* Begins a document of Siân's first placement; it is then the one in hand. */
static void
begin(int64_t person, const char *kind)
{
	char	body[64];

	sign_in_as(person);
	assert_answer(OK, ask("/placements/201/documents/new"));
	snprintf(body, sizeof(body), "kind=%s", kind);
	assert_answer(SEE_OTHER, submit("/placements/201/documents/new",
	    body));
	snprintf(document, sizeof(document), "%s", answer_location());
	*strstr(document, "/write") = '\0';
}

static void
write_and_send(int64_t person, const char *answers)
{
	char	body[2000];

	sign_in_as(person);
	assert_answer(OK, ask(at("/write")));
	snprintf(body, sizeof(body), "%s&do=send", answers);
	assert_answer(SEE_OTHER, submit(at("/write"), body));
	assert_answer(OK, follow());
	assert_shows("Sent. It now waits to be signed.");
}

static void
sign_as(int64_t person, const char *name)
{
	char	body[200];

	sign_in_as(person);
	assert_answer(OK, ask(at("/sign")));
	snprintf(body, sizeof(body), "name=%s&read=yes", name);
	assert_answer(SEE_OTHER, submit(at("/sign"), body));
	assert_answer(OK, follow());
}

static void
act(int64_t person, const char *what, const char *reason)
{
	char	body[200];

	sign_in_as(person);
	assert_answer(OK, ask(at(what)));
	snprintf(body, sizeof(body), "reason=%s", reason);
	assert_answer(SEE_OTHER, submit(at(what), body));
	assert_answer(OK, follow());
}

static void
test_a_placement_shows_what_is_required_and_missing(void **state)
{
	sign_in_as(SIAN);
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("0 of 3 signed");		/* observations, feedback */
	assert_shows("0 of 4 signed");		/* reflections */
	assert_shows("4 to begin");
	assert_shows("After 10 days, 2 hours of formal supervision are due; "
	    "recorded: none. Short by 2 hours.");
	begin(SIAN, "reflection");
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("Critical reflection 1: the trainee to write; 3 to "
	    "begin");
	assert_shows("1 document waits on you.");
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'reflections_short', 6, 'Ours', "
	    "'[2026-06-01,)')");
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("0 of 6 signed");
	owner_does("UPDATE placement SET required_halves = 200 "
	    "WHERE id = 201");
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("0 of 5 signed");
}

static void
test_a_trainee_writes_and_sends_and_both_sign(void **state)
{
	begin(SIAN, "reflection");
	assert_answer(OK, follow());
	assert_shows("Nobody else reads it until you send it.");
	assert_answer(SEE_OTHER, submit(at("/write"),
	    "trainee.title=A+visit&do=save"));
	assert_answer(OK, follow());
	assert_shows("Saved as version 1.");
	assert_shows("value=\"A visit\"");
	sign_in_as(EWAN);
	assert_answer(OK, ask(document));
	assert_shows("It is a draft that only its writer reads until it is "
	    "sent.");
	assert_hides("A visit");
	assert_answer(NOT_FOUND, ask(at("/write")));
	assert_answer(NOT_FOUND, ask(at("/versions/1")));
	write_and_send(SIAN, REFLECTION);
	assert_shows("8 June 2026");
	sign_as(SIAN, "Sian+OBrien");
	assert_shows("It waits for the practice educator to sign.");
	sign_as(EWAN, "Ewan+Reid");
	assert_shows("Signed by everybody");
	assert_shows("govuk-tag--green\">Signed");
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("1 of 4 signed");
	assert_owner_asks(1, "SELECT documents_signed(201, 'reflection')");
	assert_answer(OK, ask("/trainees/101/history"));
	assert_shows("Critical reflection 1 begun");
	assert_shows("Critical reflection 1 signed as practice educator");
	assert_shows("Critical reflection 1: Signed by everybody");
	assert_answer(OK, ask("/trainees/101"));
	assert_shows("/placements/201/documents");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/"));
	assert_shows("/placements/201/documents");
	assert_answer(OK, ask("/placements/201/days"));
	assert_shows("Documents of this placement");
}

static void
test_what_is_missing_is_said_beside_its_field(void **state)
{
	begin(SIAN, "reflection");
	assert_answer(OK, follow());
	assert_answer(INVALID, submit(at("/write"), "do=send"));
	assert_shows("Enter what it is about");
	assert_shows("Enter the date that it happened");
	assert_shows("Select at least one capability");
	assert_shows("href=\"#trainee.title\"");
	assert_owner_asks(0, "SELECT count(*) FROM document_version");
	assert_answer(INVALID, submit(at("/write"), "do=save&"
	    "trainee.held_on-day=31&trainee.held_on-month=6&"
	    "trainee.held_on-year=2026"));
	assert_shows("Your answer to “When did it happen?” must be a real "
	    "date");
}

static void
test_what_comes_back_is_sent_as_a_new_version(void **state)
{
	begin(SIAN, "reflection");
	write_and_send(SIAN, REFLECTION);
	sign_in_as(EWAN);
	assert_answer(OK, ask(at("/return")));
	assert_answer(INVALID, submit(at("/return"), "reason="));
	assert_shows("Enter what has to change");
	act(EWAN, "/return", "Say+more");
	assert_shows("Ewan Reid returned it");
	assert_shows("Say more");
	act(EWAN, "/undo", "");
	assert_shows("To be signed");
	act(EWAN, "/return", "Say+still+more");
	sign_in_as(SIAN);
	assert_answer(OK, ask(document));
	assert_shows("Correct your part");
	assert_answer(SEE_OTHER, ask(at("/send")));
	assert_answer(OK, ask(at("/write")));
	assert_shows("Say still more");
	write_and_send(SIAN, REFLECTION_OF("A+longer+visit"));
	assert_answer(OK, ask(at("/versions/2")));
	assert_shows("1 answer changed");
	assert_shows("A longer visit</ins>");
	assert_shows("A visit</del>");
	sign_in_as(ESI);
	assert_answer(NOT_FOUND, ask(document));
}

static void
test_unlocking_keeps_signatures_with_their_version(void **state)
{
	begin(SIAN, "anonymity_declaration");
	write_and_send(SIAN, "trainee.held_on-day=8&trainee.held_on-month=6&"
	    "trainee.held_on-year=2026&trainee.checked=File+names&"
	    "trainee.anonymous=Yes");
	sign_as(SIAN, "Si%C3%A2n+O%27Brien");
	assert_shows("govuk-tag--green\">Signed");
	assert_answer(NOT_FOUND, ask(at("/unlock")));
	act(SAM, "/unlock", "The+date+is+wrong");
	assert_shows("Sam Hall unlocked it");
	act(SAM, "/undo", "");
	assert_shows("govuk-tag--green\">Signed");
	act(SAM, "/unlock", "The+date+is+wrong");
	write_and_send(SIAN, "trainee.held_on-day=9&trainee.held_on-month=6&"
	    "trainee.held_on-year=2026&trainee.checked=File+names&"
	    "trainee.anonymous=Yes");
	assert_shows("Version 1, which is not the latest");
	assert_shows("It waits for the trainee to sign.");
	assert_owner_asks(1, "SELECT count(*) FROM signature");
}

static void
test_a_signature_is_of_the_text_that_was_read(void **state)
{
	char	hash[80], body[240];

	begin(SIAN, "reflection");
	write_and_send(SIAN, REFLECTION);
	snprintf(hash, sizeof(hash), "%s", owner_reads("SELECT "
	    "encode(hash, 'hex') FROM document_version"));
	sign_in_as(EWAN);
	assert_answer(OK, ask(at("/sign")));
	assert_shows("What happened?\nWhat happened\n");
	assert_shows(hash);
	assert_answer(INVALID, submit(at("/sign"),
	    "name=Ewan+Reed&read=yes"));
	assert_shows("Enter your name as Waymark has it: Ewan Reid");
	assert_answer(INVALID, submit(at("/sign"), "name=Ewan+Reid"));
	assert_shows("Select that you have read it");
	act(SIAN, "/return", "A+slip");
	write_and_send(SIAN, REFLECTION_OF("Another+text"));
	sign_in_as(EWAN);
	snprintf(body, sizeof(body), "version=1&party=practice_educator&"
	    "name=Ewan+Reid&read=yes&hash=%s", hash);
	assert_answer(INVALID, send_form(at("/sign"), body));
	assert_shows("Read it again before you sign it.");
	assert_shows("Another text");
	snprintf(body, sizeof(body), "version=2&party=practice_educator&"
	    "name=Ewan+Reid&read=yes&hash=%s", hash);
	assert_answer(INVALID, send_form(at("/sign"), body));
	assert_answer(INVALID, send_form(at("/sign"), "version=2&party="
	    "trainee&name=Ewan+Reid&read=yes&hash=00"));
	assert_shows("Select what you sign as");
	assert_owner_asks(0, "SELECT count(*) FROM signature");
}

/* Both parts of an induction checklist. */
static const char *
induction(void)
{
	static char	body[2000];
	size_t		n = 0;

	for (int i = 1; i <= 10; i++)
		n += (size_t)snprintf(body + n, sizeof(body) - n,
		    "educator.items.%d.state=Done&", i);
	snprintf(body + n, sizeof(body) - n, "educator.held_on-day=5&"
	    "educator.held_on-month=6&educator.held_on-year=2026&"
	    "educator.people.2.whom=The+duty+team&");
	return (body);
}

static void
test_two_write_their_parts_and_lose_no_word(void **state)
{
	char	body[2100];

	begin(SIAN, "induction_checklist");
	assert_answer(OK, follow());
	keep_fields(at("/write"));
	sign_in_as(EWAN);
	assert_answer(OK, ask(at("/write")));
	assert_hides("Save and send");
	snprintf(body, sizeof(body), "%sdo=save", induction());
	assert_answer(SEE_OTHER, submit(at("/write"), body));
	assert_answer(OK, follow());
	assert_shows("name=\"educator.people.1.whom\" type=\"text\" "
	    "value=\"The duty team\"");
	/* Siân opened hers before that, and only hers counts for her. */
	sign_in_as(SIAN);
	assert_answer(OK, ask(document));
	assert_shows("The duty team");
	assert_answer(OK, ask(at("/write")));
	assert_answer(SEE_OTHER, submit(at("/write"),
	    "trainee.equipped=No&trainee.missing=A+telephone&do=send"));
	assert_answer(OK, follow());
	assert_shows("A telephone");
	assert_shows("The duty team");
	assert_owner_asks(1, "SELECT count(*) FROM document WHERE state = "
	    "'submitted' AND parties = '{trainee,practice_educator}'");
}

static void
test_one_part_in_two_windows_loses_no_word(void **state)
{
	begin(SIAN, "reflection");
	assert_answer(OK, ask(at("/write")));
	assert_answer(SEE_OTHER, submit(at("/write"), REFLECTION "&do=save"));
	assert_answer(INVALID, send_form(at("/write"),
	    "version=0&trainee.title=Elsewhere&do=save"));
	assert_shows("This was changed in another window");
	assert_shows("value=\"Elsewhere\"");
	assert_shows("A visit");
	assert_answer(SEE_OTHER, submit(at("/write"),
	    "trainee.title=Elsewhere&do=save"));
	assert_owner_asks(2, "SELECT version FROM document");
	/* Somebody sent it while this was open. */
	write_and_send(SIAN, REFLECTION);
	assert_answer(INVALID, send_form(at("/write"),
	    "version=3&trainee.title=Too+late&do=save"));
	assert_shows("This cannot be changed now");
	assert_shows("Too late");
}

static void
test_supervision_counts_when_it_is_formal(void **state)
{
	begin(EWAN, "supervision_record");
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(at("/write"), "do=save&"
	    "educator.held_on-day=5&educator.held_on-month=6&"
	    "educator.held_on-year=2026&educator.minutes=90&"
	    "educator.outcome=Formal&educator.topics=Risk&"
	    "educator.agenda.1.item=Risk&educator.agenda.1.said=A+plan"));
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("recorded: 1 hour 30 minutes. Short by 30 minutes.");
	assert_answer(OK, ask(at("/write")));
	assert_answer(INVALID, submit(at("/write"),
	    "do=save&educator.minutes=9000"));
	assert_shows("Your answer to “How many minutes did it last?” must be "
	    "between 5 and 480");
	assert_answer(SEE_OTHER, submit(at("/write"), "do=save&"
	    "educator.minutes=90&educator.outcome=Informal"));
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("recorded: none");
}

static void
test_a_host_sees_the_learning_agreement_alone(void **state)
{
	begin(SIAN, "reflection");
	begin(SIAN, "learning_agreement");
	sign_in_as(PAT);
	assert_answer(OK, ask("/trainees/101"));
	assert_hides("/documents");
	assert_answer(NOT_FOUND, ask(document));
	assert_answer(NOT_FOUND, ask("/placements/201/documents"));
	owner_does("SET session_replication_role = replica; "
	    "INSERT INTO document_version (document_id, version, kind, "
	    "placement_id, enrolment_id, person_id, programme_id, "
	    "organisation_id, writers, part, edition, fields, questions, "
	    "answers, lacks, hash, by_id, sent_at) SELECT d.id, 1, d.kind, "
	    "d.placement_id, d.enrolment_id, d.person_id, d.programme_id, "
	    "d.organisation_id, d.writers, 'trainee', 1, '{trainee.needs}', "
	    "'{Needs}', '{Wishes}', '{}', sha256(''), d.person_id, now() "
	    "FROM document d WHERE kind = 'learning_agreement'; "
	    "UPDATE document_version v SET hash = "
	    "sha256(convert_to(document_text(v), 'UTF8')); "
	    "UPDATE document SET version = 1, lacks = '{}', state = "
	    "'submitted', parties = '{host}', sent_at = now() "
	    "WHERE kind = 'learning_agreement'; "
	    "INSERT INTO document_event (document_id, version, enrolment_id, "
	    "placement_id, person_id, programme_id, change, before, after, "
	    "by_id) SELECT id, 1, enrolment_id, placement_id, person_id, "
	    "programme_id, 'submitted', 'draft', 'submitted', person_id "
	    "FROM document WHERE version = 1; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask("/placements/201/documents"));
	assert_shows("You see the learning agreement that your organisation "
	    "signs.");
	assert_hides("reflection");
	assert_answer(OK, ask("/trainees/101"));
	assert_shows("/placements/201/documents");
	sign_as(PAT, "Pat+Ashdown");
	assert_shows("Coordinator of Ashby NHS Trust");
	assert_hides("Nothing has been written");
	sign_in_as(BO);
	assert_answer(NOT_FOUND, ask(document));
}

static void
test_a_document_is_put_away_and_back(void **state)
{
	begin(SIAN, "final_report");
	act(SIAN, "/withdraw", "Too+early");
	assert_shows("Withdrawn: Too early");
	begin(SIAN, "final_report");
	snprintf(document, sizeof(document), "/documents/%ld",
	    (long)owner_asks("SELECT min(id) FROM document"));
	assert_answer(OK, ask(at("/put-back")));
	assert_answer(INVALID, submit(at("/put-back"), ""));
	assert_shows("This cannot be done");
	assert_owner_asks(1, "SELECT count(*) FROM document WHERE state = "
	    "'withdrawn'");
}

static void
test_a_placement_has_one_of_some_kinds(void **state)
{
	begin(SIAN, "final_report");
	assert_answer(OK, ask("/placements/201/documents/new"));
	assert_hides("value=\"final_report\"");
	assert_answer(INVALID, submit("/placements/201/documents/new",
	    "kind=final_report"));
	assert_shows("Select which document to begin");
	assert_answer(INVALID, send_form("/placements/201/documents/new", ""));
	sign_in_as(EWAN);
	assert_answer(OK, ask("/placements/201/documents/new"));
	assert_hides("value=\"reflection\"");
}

static void
test_a_draft_that_the_script_saved_opens_again(void **state)
{
	begin(SIAN, "reflection");
	assert_answer(OK, follow());
	assert_answer(OK, submit(at("/write"),
	    "draft=auto&trainee.title=By+the+script"));
	assert_answer(OK, ask(at("/write")));
	assert_shows("This is your draft");
	assert_shows("value=\"By the script\"");
	assert_answer(OK, ask("/"));
	assert_shows("A document</a>, saved");
}

static void
test_forms_and_the_database_agree_on_who_writes(void **state)
{
	struct document_form	form;
	char			sql[320];

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		snprintf(sql, sizeof(sql), "SELECT (once = %s AND ('trainee' "
		    "= ANY (writers)) = %s AND ('educator' = ANY (writers)) = "
		    "%s AND ('assessor' = ANY (writers)) = %s AND in_asye = "
		    "%s)::int FROM document_rule WHERE kind = '%s'",
		    document_repeats(form.kind) ? "false" : "true",
		    document_has_part(&form, TRAINEE_PART) ? "true" : "false",
		    document_has_part(&form, EDUCATOR_PART) ? "true" : "false",
		    document_has_part(&form, ASSESSOR_PART) ? "true" : "false",
		    form.home == HOME_ASYE ? "true" : "false", form.kind);
		assert_owner_asks(1, sql);
	}
	assert_owner_asks(19, "SELECT count(*) FROM document_rule");
}

int
main(void)
{
#define IN_WORLD(test)	cmocka_unit_test_setup(test, new_world)
	const struct CMUnitTest tests[] = {
		IN_WORLD(test_a_placement_shows_what_is_required_and_missing),
		IN_WORLD(test_a_trainee_writes_and_sends_and_both_sign),
		IN_WORLD(test_what_is_missing_is_said_beside_its_field),
		IN_WORLD(test_what_comes_back_is_sent_as_a_new_version),
		IN_WORLD(test_unlocking_keeps_signatures_with_their_version),
		IN_WORLD(test_a_signature_is_of_the_text_that_was_read),
		IN_WORLD(test_two_write_their_parts_and_lose_no_word),
		IN_WORLD(test_one_part_in_two_windows_loses_no_word),
		IN_WORLD(test_supervision_counts_when_it_is_formal),
		IN_WORLD(test_a_host_sees_the_learning_agreement_alone),
		IN_WORLD(test_a_document_is_put_away_and_back),
		IN_WORLD(test_a_placement_has_one_of_some_kinds),
		IN_WORLD(test_a_draft_that_the_script_saved_opens_again),
		IN_WORLD(test_forms_and_the_database_agree_on_who_writes),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
