/*
 * ASYEs: the register, registering somebody with every reason against it, what
 * happens to one by whom from which state, and who has which duty.
 */
#include <stdio.h>

#include "nonsense.h"
#include "queries.h"

enum { NINAS = 700 };

/* Siân has qualified; Brook's coordinator has nothing to do with her. */
static int
asye_of_sian(void **state)
{
	asye_world(state);
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'completed' WHERE id = 101; "
	    "SET session_replication_role = origin; "
	    "SELECT waymark.asye_await(101)");
	return (0);
}

static const char *
path_of(const char *fmt, const char *rest)
{
	static char	path[100];

	snprintf(path, sizeof(path), fmt, rest);
	return (path);
}

#define QUALIFIED(d, m, y) "qualified-day=" d "&qualified-month=" m	\
	    "&qualified-year=" y
#define THE_REST "&registered-day=1&registered-month=6&registered-year=2026" \
	    "&employed-day=8&employed-month=6&employed-year=2026"	\
	    "&title=Social+worker&fte=100&employer=ZZ02&host=ZZ02"	\
	    "&pays=employer&supervises=host&assesses=provider"
#define STARTS(d) "&starts-day=" d "&starts-month=6&starts-year=2026"
#define PLAIN "&failed=no&kind=adults&post=designated&provider=ZZ02"

static void
open_form(void)
{
	assert_answer(OK, ask("/trainees/101/asye/new"));
}

/* Sends the form; refused, with these words. */
static void
is_refused(const char *fields, const char *words)
{
	open_form();
	assert_answer(INVALID, submit("/trainees/101/asye/new", fields));
	assert_shows(words);
	assert_owner_asks(0, "SELECT count(*) FROM asye WHERE person_id = 1");
}

static void
test_staff_register_an_asye_and_name_its_assessor(void **state)
{
	sign_in_as(SAM);
	open_form();
	assert_shows("Ashby NHS Trust (ZZ02)");
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new",
	    QUALIFIED("1", "5", "2026") THE_REST STARTS("8") PLAIN));
	assert_answer(OK, follow());
	assert_shows("Siân O&#39;Brien is registered on an ASYE");
	assert_shows("ASYE for adults and mental health");
	assert_shows("Nobody yet");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE person_id = 1 "
	    "AND state = 'registered' AND unfunded = '' AND satisfied = '' "
	    "AND unassessed");
	assert_owner_asks(4, "SELECT count(*) FROM asye_review r JOIN asye a "
	    "ON a.id = r.asye_id WHERE a.person_id = 1 AND r.due_on = "
	    "(a.starts_on + make_interval(months => r.months::integer))::date");
	assert_owner_asks(4, "SELECT count(*) FROM hosting_duty "
	    "WHERE enrolment_id = 101 AND organisation_id = 9002 "
	    "AND lower(during) = '2026-06-08'");
	assert_owner_asks(0, "SELECT count(*) FROM asye_awaited "
	    "WHERE enrolment_id = 101");
	assert_owner_asks(1, "SELECT count(*) FROM role_held "
	    "WHERE person_id = 1 AND role = 'trainee' AND upper_inf(during)");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/"));
	assert_shows("Your ASYE</a>: Registered");
}

static void
test_each_reason_against_an_asye_is_said_at_its_field(void **state)
{
#define GOOD QUALIFIED("1", "5", "2026") THE_REST
	sign_in_as(SAM);
	is_refused(GOOD STARTS("7") PLAIN, "cannot start before Siân");
	is_refused(GOOD STARTS("8")
	    "&failed=yes&kind=adults&post=designated&provider=ZZ02",
	    "lets nobody start another");
	is_refused(GOOD STARTS("8")
	    "&failed=no&kind=early_career&post=designated&provider=ZZ02",
	    "early career programme has not begun then");
	is_refused(GOOD STARTS("8")
	    "&failed=no&kind=adults&post=neither&provider=ZZ02",
	    "needs a role in which the standards can be met");
	is_refused(GOOD STARTS("8")
	    "&failed=no&kind=adults&post=designated&provider=QQ99",
	    "No organisation has this code");
	is_refused(GOOD STARTS("8") PLAIN "&agency=ZZ03",
	    "what agency and host agreed");
	is_refused(QUALIFIED("2", "6", "2026") THE_REST STARTS("8") PLAIN,
	    "Nobody is registered before they qualify");
	owner_does("UPDATE person SET swe_number = NULL WHERE id = 1");
	is_refused(GOOD STARTS("8") PLAIN, "has no Social Work England number");
}

/* What the employer has to be satisfied of is read, accepted and kept. */
static void
test_what_the_employer_is_satisfied_of_is_kept(void **state)
{
#define LATE QUALIFIED("1", "5", "2023") THE_REST STARTS("15")		\
	    "&failed=no&kind=children&post=evidenced&provider=ZZ02"
	sign_in_as(SAM);
	is_refused(LATE, "knowledge is current");
	assert_shows("no local authority employs them");
	assert_shows("can meet the standards in it");
	assert_shows("7 days after employment began");
	assert_answer(INVALID, submit("/trainees/101/asye/new", LATE));
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new", LATE
	    "&accept=yes"));
	assert_answer(OK, follow());
	assert_shows("Said when it was registered");
	assert_shows("knowledge is current");
	assert_owner_asks(1, "SELECT count(*) FROM asye a JOIN framework f "
	    "ON f.id = a.framework_id WHERE a.person_id = 1 "
	    "AND f.code = 'children_2022' AND a.unfunded <> '' "
	    "AND a.role_kind = 'evidenced'");
	sign_in_as(PAT);
	assert_answer(OK, ask(path_of("/asye/%s", owner_reads("SELECT id "
	    "FROM asye WHERE person_id = 1"))));
	assert_hides("knowledge is current");
}

static void
test_nobody_is_registered_twice(void **state)
{
	sign_in_as(SAM);
	open_form();
	keep_fields("/trainees/101/asye/new");
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new",
	    GOOD STARTS("8") PLAIN));
	assert_answer(OK, ask("/trainees/101/asye/new"));
	assert_answer(INVALID, submit("/trainees/101/asye/new",
	    GOOD STARTS("8") PLAIN));
	assert_shows("is on an ASYE already");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE person_id = 1");
}

/* A coordinator registers whom their employer employs, and nobody else. */
static void
test_a_coordinator_registers_for_their_own_employer(void **state)
{
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask("/trainees/101/asye/new"));
	owner_does("SET session_replication_role = replica; "
	    "UPDATE enrolment SET employer_id = 9003 WHERE id = 101; "
	    "SET session_replication_role = origin; "
	    "SELECT waymark.asye_await(101)");
	assert_answer(OK, ask("/work"));
	assert_shows("Register an ASYE, or say why there is none");
	assert_answer(OK, ask("/asye/not"));
	assert_shows("Siân");
	open_form();
	assert_answer(SEE_OTHER, submit("/trainees/101/asye/new",
	    QUALIFIED("1", "5", "2026") THE_REST STARTS("8")
	    "&failed=no&kind=adults&post=designated&provider=ZZ03"));
	/* Brook neither employs nor provides it for Ashby's code. */
	assert_answer(OK, follow());
	assert_shows("Provides the ASYE");
}

static void
test_the_register_is_filtered_sorted_and_paged(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye?search=nin&state=registered&kind=adults&"
	    "organisation=9003&host=9002&assessor=named&standing=live&"
	    "sort=-name"));
	assert_shows("Nina Sol");
	assert_shows("Asa Berg");
	assert_shows("On it or not: On it");
	for (const char *const *none = (const char *const []){
	    "search=zzz", "state=paused", "kind=children", "host=9003",
	    "assessor=none", "standing=left", NULL }; *none != NULL; none++) {
		assert_answer(OK, ask(path_of("/asye?%s", *none)));
		assert_hides("Nina Sol");
		assert_shows("No ASYE fits");
	}
	assert_answer(OK, ask("/asye?page=7&sort=-starts"));
	assert_shows("Nina Sol");
}

static void
record(const char *change, const char *fields)
{
	char	path[80];

	snprintf(path, sizeof(path), "/asye/%d/steps/new?change=%s", NINAS,
	    change);
	assert_answer(OK, ask(path));
	assert_answer(SEE_OTHER, submit("/asye/700/steps/new", fields));
	assert_answer(OK, follow());
}

#define TODAY "on-day=15&on-month=6&on-year=2026"

static void
test_who_withdraws_is_reinstated_and_each_step_is_undone(void **state)
{
	sign_in_as(CORA);
	record("withdrawn", "on-day=14&on-month=6&on-year=2026&"
	    "reason=no_assessor&words=None+was+found");
	assert_shows("Withdrawn. Reason: No assessor was available");
	assert_shows("None was found");
	assert_owner_asks(0, "SELECT count(*) FROM asye_duty "
	    "WHERE upper_inf(during)");
	record("reinstated", TODAY "&reason=put_right");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 "
	    "AND state = 'registered' AND NOT unassessed");
	assert_owner_asks(2, "SELECT count(*) FROM asye_duty "
	    "WHERE upper_inf(during)");
	assert_answer(OK, ask("/asye/700/steps/4/undo"));
	assert_answer(SEE_OTHER, submit("/asye/700/steps/4/undo",
	    "reason=recorded_wrongly"));
	assert_owner_asks(0, "SELECT count(*) FROM asye_duty "
	    "WHERE upper_inf(during)");
	assert_answer(OK, ask("/asye/700/steps/3/undo"));
	assert_answer(SEE_OTHER, submit("/asye/700/steps/3/undo",
	    "reason=recorded_wrongly"));
	assert_owner_asks(2, "SELECT count(*) FROM asye_duty "
	    "WHERE upper_inf(during)");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 "
	    "AND state = 'registered' AND NOT unassessed");
	assert_owner_asks(4, "SELECT count(*) FROM post.letter "
	    "WHERE person_id = 71");
}

static void
test_who_transfers_goes_on_with_the_next_employer(void **state)
{
	sign_in_as(SAM);
	record("transferred_out", TODAY "&reason=moved");
	sign_in_as(ASA);
	assert_answer(OK, ask("/asye/700"));
	sign_in_as(SAM);
	record("transferred_in", TODAY "&reason=arrived&employer=zz02&"
	    "host=ZZ02&provider=ZZ02");
	assert_shows("Taken over by Ashby NHS Trust");
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 AND "
	    "state = 'registered' AND employer_id = 9002 AND framework_id = "
	    "(SELECT id FROM framework WHERE code = 'adults_2022')");
	assert_owner_asks(4, "SELECT count(*) FROM hosting_duty WHERE "
	    "enrolment_id = 171 AND organisation_id = 9002");
	sign_in_as(CORA);
	assert_answer(NOT_FOUND, ask("/asye/700"));
}

static void
test_a_step_has_a_reason_and_a_day_that_fits(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye/700/steps/new?change=withdrawn"));
	assert_answer(INVALID, submit("/asye/700/steps/new",
	    "on-day=16&on-month=6&on-year=2026&reason=ready"));
	assert_shows("The day must be today or in the past");
	assert_shows("Select a reason");
	assert_answer(INVALID, submit("/asye/700/steps/new",
	    "on-day=31&on-month=8&on-year=2025&reason=illness"));
	assert_shows("The day must be 1 September 2025 or after");
	assert_answer(INVALID, ask("/asye/700/steps/new?change=confirmed"));
	assert_shows("Select what happens");
	assert_answer(NOT_FOUND, ask("/asye/700/steps/1/undo"));
}

static void
test_two_who_record_at_once_do_not_both(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/asye/700/steps/new?change=withdrawn"));
	keep_fields("/asye/700/steps/new");
	record("transferred_out", TODAY "&reason=moved");
	assert_answer(INVALID, send_kept("/asye/700/steps/new",
	    TODAY "&reason=illness"));
	assert_owner_asks(3, "SELECT version FROM asye WHERE id = 700");
}

/* Who has come back elsewhere meanwhile is not reinstated here. */
static void
test_nobody_comes_back_to_a_second_asye(void **state)
{
	sign_in_as(SAM);
	record("withdrawn", TODAY "&reason=moved");
	owner_does("INSERT INTO asye (enrolment_id, person_id, programme_id, "
	    "framework_id, employer_id, host_id, provider_id, qualified_on, "
	    "swe_registered_on, employed_on, starts_on) VALUES (171, 71, 1, "
	    "framework_for('adults', '2026-06-15'), 9002, 9002, 9002, "
	    "'2025-07-10', '2025-08-20', '2026-06-15', '2026-06-15')");
	assert_answer(OK, ask("/asye/700/steps/new?change=reinstated"));
	assert_answer(INVALID, submit("/asye/700/steps/new",
	    TODAY "&reason=ready"));
	assert_shows("they are on another one");
}

#define FROM "from-day=15&from-month=6&from-year=2026"

static void
test_duties_are_handed_over_ended_and_undone(void **state)
{
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/700/duties/1"));
	assert_shows("Asa Berg, since 1 September 2025");
	assert_answer(SEE_OTHER, submit("/asye/700/duties/1", FROM
	    "&who=75"));
	assert_answer(OK, follow());
	assert_shows("ASYE assessor, Lina Frost");
	assert_owner_asks(1, "SELECT count(*) FROM asye_duty WHERE id = 7001 "
	    "AND upper(during) = '2026-06-15'");
	assert_answer(OK, ask("/asye/700/duties/1/undo"));
	assert_shows("Asa Berg goes on until further notice");
	assert_answer(SEE_OTHER, submit("/asye/700/duties/1/undo", ""));
	assert_answer(OK, ask("/asye/700/duties/1/end"));
	assert_answer(SEE_OTHER, submit("/asye/700/duties/1/end",
	    "last-day=14&last-month=6&last-year=2026"));
	assert_owner_asks(1, "SELECT count(*) FROM asye WHERE id = 700 "
	    "AND unassessed");
	assert_answer(OK, ask("/work"));
	assert_shows("Name an ASYE assessor");
	assert_answer(SEE_OTHER, ask("/asye/700/duties/1/end"));
	assert_answer(SEE_OTHER, ask("/asye/700/duties/3/undo"));
	assert_answer(NOT_FOUND, ask("/asye/700/duties/4"));
}

static void
test_somebody_new_is_invited_and_an_assessor_has_a_number(void **state)
{
#define NEW "&given_name=Ola&family_name=Reed&email=ola%40example.org"
	sign_in_as(CORA);
	assert_answer(OK, ask("/asye/700/duties/1"));
	assert_answer(INVALID, submit("/asye/700/duties/1", FROM NEW));
	assert_shows("An ASYE assessor is a registered social worker");
	assert_answer(INVALID, submit("/asye/700/duties/1", FROM NEW
	    "&swe_number=SW1071"));
	assert_shows("This number belongs to somebody");
	assert_owner_asks(0, "SELECT count(*) FROM person "
	    "WHERE email = 'ola@example.org'");
	assert_answer(OK, ask("/asye/700/duties/1"));
	assert_answer(SEE_OTHER, submit("/asye/700/duties/1", FROM NEW
	    "&swe_number=sw2001"));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter l JOIN person p "
	    "ON p.id = l.person_id WHERE p.email = 'ola@example.org' AND "
	    "l.body LIKE '%choose-password%'");
	assert_owner_asks(1, "SELECT count(*) FROM role_held r JOIN person p "
	    "ON p.id = r.person_id WHERE p.email = 'ola@example.org' AND "
	    "r.role = 'assessor'");
	assert_answer(OK, ask("/asye/700/duties/2"));
	assert_answer(INVALID, submit("/asye/700/duties/2", FROM
	    "&given_name=Nina&family_name=Sol&email=nina%40example.org"));
	assert_shows("This person cannot be given the duty");
}

/*
 * Every change from every state by everybody: the table in the database, asked
 * through the web's own role, against what domain.md draws.
 */
struct drawn { const char *before, *change, *after, *who; };
static const struct drawn drawn[] = {
	{ "eligible", "registered", "registered", "cs" },
	{ "registered", "agreement_signed", "agreed", "nalcs" },
	{ "agreed", "reviewed_3", "review_3", "nalcs" },
	{ "agreed", "reviewed_6", "review_6", "nalcs" },
	{ "review_3", "reviewed_6", "review_6", "nalcs" },
	{ "review_6", "reviewed_9", "review_9", "nalcs" },
	{ "review_6", "final_reviewed", "final_review", "nalcs" },
	{ "review_9", "final_reviewed", "final_review", "nalcs" },
	{ "final_review", "recommended", "recommended", "a" },
	{ "recommended", "moderated", "moderated", "mcs" },
	{ "recommended", "returned_by_panel", "final_review", "mcs" },
	{ "moderated", "returned_by_panel", "final_review", "cs" },
	{ "moderated", "confirmed", "confirmed", "cs" },
	{ "confirmed", "returned_by_panel", "final_review", "cs" },
	{ "confirmed", "certificated", "certificated", "cs" },
	{ "confirmed", "claimed", "claim_complete", "cs" },
	{ "certificated", "claimed", "claim_complete", "cs" },
};
static const char *const under_way[] = { "registered", "agreed", "review_3",
	"review_6", "review_9", "final_review", "recommended" };

static const char *
reason_for(const char *change)
{
	static const char *const	reasons[][2] = {
		{ "paused", "'illness'" }, { "withdrawn", "'illness'" },
		{ "transferred_out", "'moved'" }, { "resumed", "'ready'" },
		{ "reinstated", "'ready'" },
		{ "transferred_in", "'arrived'" },
	};

	for (size_t i = 0; i < sizeof(reasons) / sizeof(*reasons); i++)
		if (strcmp(reasons[i][0], change) == 0)
			return (reasons[i][1]);
	return ("NULL");
}

/* Where it leads, and for whom; NULL when it is drawn nowhere. */
static const struct drawn *
drawn_of(const char *before, const char *change)
{
	static struct drawn	side;
	bool			live = strcmp(before, "eligible") == 0 &&
				    strcmp(change, "withdrawn") == 0;

	for (size_t i = 0; i < sizeof(drawn) / sizeof(*drawn); i++)
		if (strcmp(drawn[i].before, before) == 0 &&
		    strcmp(drawn[i].change, change) == 0)
			return (&drawn[i]);
	for (size_t i = 0; i < sizeof(under_way) / sizeof(*under_way); i++)
		live = live || strcmp(under_way[i], before) == 0;
	side = (struct drawn){ before, change, NULL,
	    strcmp(change, "paused") == 0 || strcmp(change, "resumed") == 0 ?
	    "nalcs" : "cs" };			/* a pause is agreed by all */
	if (live || (strcmp(before, "paused") == 0 &&
	    strcmp(change, "paused") != 0))
		side.after = strcmp(change, "paused") == 0 ? "paused" :
		    strcmp(change, "withdrawn") == 0 ? "withdrawn" :
		    strcmp(change, "transferred_out") == 0 ? "transferred" :
		    NULL;
	if (side.after == NULL && ((strcmp(before, "paused") == 0 &&
	    strcmp(change, "resumed") == 0) ||
	    (strcmp(before, "withdrawn") == 0 &&
	    strcmp(change, "reinstated") == 0) ||
	    (strcmp(before, "transferred") == 0 &&
	    strcmp(change, "transferred_in") == 0)))
		side.after = "agreed";		/* where it was before */
	return (side.after == NULL ? NULL : &side);
}

/* The ASYE in a state, as if it had come there from "agreed". */
static void
put_into(const char *state)
{
	const char	*left = strcmp(state, "paused") == 0 ? "paused" :
			    strcmp(state, "withdrawn") == 0 ? "withdrawn" :
			    strcmp(state, "transferred") == 0 ?
			    "transferred_out" : NULL;

	owner_doesf("SET session_replication_role = replica; "
	    "DELETE FROM asye_event WHERE asye_id = 700 AND version > 1; "
	    "UPDATE asye SET state = '%s', version = %d WHERE id = 700; "
	    "SET session_replication_role = origin", state,
	    left != NULL ? 2 : 1);
	if (left != NULL)
		owner_doesf("SET session_replication_role = replica; "
		    "INSERT INTO asye_event (asye_id, enrolment_id, person_id, "
		    "programme_id, version, change, before, after, reason, "
		    "on_day, employer_id, host_id, provider_id) SELECT 700, "
		    "171, 71, 1, 2, '%s', 'agreed', '%s', 'illness', "
		    "'2026-01-01', 9003, 9002, 9003; "
		    "SET session_replication_role = origin", left, state);
}

/* One change by one person; whether it was made, and it leads where. */
static void
try_change(const char *before, const char *change, char letter, int64_t person)
{
	const struct drawn	*d = drawn_of(before, change);
	bool			 allowed = d != NULL &&
				    strchr(d->who, letter) != NULL, made;
	const char		*places = strcmp(change,
				    "transferred_in") == 0 ?
				    ", employer_id, host_id, provider_id" : "";

	owner_doesf("SELECT pg_temp.try_change(%ld, '%s', %s, %s)",
	    (long)person, change, reason_for(change),
	    *places != '\0' ? "true" : "false");
	made = owner_asks("SELECT made::int FROM tried") == 1;
	if (made != allowed)
		fail_msg("%s from %s by %c: %s", change, before, letter,
		    made ? "made" : "refused");
	if (made)
		assert_string_equal(owner_reads("SELECT state FROM tried"),
		    d->after);
}

static void
test_only_the_drawn_changes_are_made_by_whom_they_are_for(void **state)
{
	static const struct { char letter; int64_t person; } who[] = {
		{ 'n', NINA }, { 'a', ASA }, { 'l', LINA }, { 'c', CORA },
		{ 's', SAM }, { 'm', MODI }, { 'p', BO }, { 'e', EWAN } };
	int	tried = 0;

	/* What an outcome rests upon has tests of its own. */
	owner_does("ALTER TABLE asye_event DISABLE TRIGGER stands_on");
	owner_does("CREATE TEMPORARY TABLE IF NOT EXISTS tried (made boolean, "
	    "state text); "
	    "CREATE OR REPLACE FUNCTION pg_temp.try_change(whose bigint, "
	    "change text, reason text, places boolean) RETURNS void "
	    "LANGUAGE plpgsql AS $$ DECLARE is_now text; BEGIN "
	    "DELETE FROM tried; "
	    "PERFORM set_config('waymark.session', encode(sha256(convert_to("
	    "'p' || whose, 'UTF8')), 'hex'), true); "
	    "PERFORM auth.start(whose, encode(sha256(convert_to('p' || whose, "
	    "'UTF8')), 'hex'), sha256('f'), 'test'); "
	    "BEGIN INSERT INTO waymark.asye_event (asye_id, change, reason, "
	    "employer_id, host_id, provider_id) VALUES (700, "
	    "change::asye_change, reason, CASE WHEN places THEN 9003 END, "
	    "CASE WHEN places THEN 9003 END, CASE WHEN places THEN 9003 END); "
	    "SELECT state INTO is_now FROM asye WHERE id = 700; "
	    "RAISE EXCEPTION 'made %', is_now USING ERRCODE = 'ZZ001'; "
	    "EXCEPTION WHEN check_violation THEN is_now := NULL; "
	    "WHEN SQLSTATE 'ZZ001' THEN is_now := substr(SQLERRM, 6); END; "
	    "INSERT INTO tried VALUES (is_now IS NOT NULL, is_now); "
	    "DELETE FROM auth.session WHERE person_id = whose; "
	    "END $$");
	for (int s = ASYE_STATE_ELIGIBLE; s <= ASYE_STATE_TRANSFERRED; s++) {
		put_into(asye_state_word((enum asye_state)s));
		for (int c = ASYE_CHANGE_REGISTERED; c < ASYE_CHANGE_UNDONE;
		    c++)
			for (int i = 0; i < 8; i++, tried++)
				try_change(asye_state_word((enum asye_state)s),
				    asye_change_word((enum asye_change)c),
				    who[i].letter, who[i].person);
	}
	owner_does("ALTER TABLE asye_event ENABLE TRIGGER stands_on");
	assert_int_equal(tried, 15 * 18 * 8);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, asye_of_sian)
	const struct CMUnitTest	tests[] = {
		test(test_staff_register_an_asye_and_name_its_assessor),
		test(test_each_reason_against_an_asye_is_said_at_its_field),
		test(test_what_the_employer_is_satisfied_of_is_kept),
		test(test_nobody_is_registered_twice),
		test(test_a_coordinator_registers_for_their_own_employer),
		test(test_the_register_is_filtered_sorted_and_paged),
		test(test_who_withdraws_is_reinstated_and_each_step_is_undone),
		test(test_who_transfers_goes_on_with_the_next_employer),
		test(test_a_step_has_a_reason_and_a_day_that_fits),
		test(test_two_who_record_at_once_do_not_both),
		test(test_nobody_comes_back_to_a_second_asye),
		test(test_duties_are_handed_over_ended_and_undone),
		test(test_somebody_new_is_invited_and_an_assessor_has_a_number),
		test(test_only_the_drawn_changes_are_made_by_whom_they_are_for),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
