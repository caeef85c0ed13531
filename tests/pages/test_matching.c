/*
 * Matching, from what trainees need and hosts offer to placements: run, changed
 * by hand, confirmed and undone.
 */
#include <stdio.h>

#include "pages.h"

#define START	"cohort=1&stage=contrasting&starts-day=2&starts-month=11&" \
		"starts-year=2026"
#define NEED	"area=1&minutes=60&features=step_free&prefers="

/*
 * Siân and Mary were in an adult team of Ashby, Zoë in a children's of Brook.
 * Brook offers two places with children, Ashby one with older people.
 */
static int
world_of_offers(void **state)
{
	new_world(state);
	owner_does("INSERT INTO travel_area (id, name) OVERRIDING SYSTEM VALUE "
	    "VALUES (1, 'Leeds'), (2, 'York'), (3, 'Hull'); SELECT setval("
	    "pg_get_serial_sequence('waymark.travel_area', 'id'), 3); "
	    "INSERT INTO travel_time (one_id, other_id, minutes) VALUES "
	    "(1, 2, 45), (1, 3, 90); "
	    "UPDATE team SET setting = 'adult_mental_health' WHERE id = 51; "
	    "UPDATE team SET setting = 'children_and_families' WHERE id = 52; "
	    "INSERT INTO team (id, organisation_id, name, statutory, setting) "
	    "OVERRIDING SYSTEM VALUE VALUES (53, 9002, 'Memory clinic', true, "
	    "'older_people'); "
	    "INSERT INTO placement_offer (id, programme_id, organisation_id, "
	    "team_id, stages, places, starts_on, ends_on, area_id, features) "
	    "OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 1, 9003, 52, '{contrasting}', 2, '2026-11-02', "
	    "'2027-06-30', 2, '{step_free}'), "
	    "(502, 1, 9002, 53, '{contrasting}', 1, '2026-11-02', "
	    "'2027-06-30', 1, '{}'); "
	    "INSERT INTO placement_need (enrolment_id, person_id, "
	    "programme_id, stage, area_id, minutes_at_most) VALUES "
	    "(102, 2, 1, 'contrasting', 1, 60), "
	    "(103, 3, 1, 'contrasting', 1, 60)");
	return (0);
}

static int64_t
begin(void)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/matching/new", START));
	return (owner_asks("SELECT max(id) FROM match_round"));
}

static const char *
path(const char *fmt, int64_t id)
{
	static char	text[80];

	snprintf(text, sizeof(text), fmt, (long)id);
	return (text);
}

static void
run(int64_t round)
{
	assert_answer(SEE_OTHER, send_form(path("/matching/%ld", round), ""));
	assert_answer(OK, follow());
}

static int64_t
proposal_of(int enrolment)
{
	static char	sql[100];

	snprintf(sql, sizeof(sql), "SELECT id FROM match_proposal "
	    "WHERE enrolment_id = %d", enrolment);
	return (owner_asks(sql));
}

/* Ewan is the only one on the register at Brook, and Mary's brother. */
static void
test_nobody_is_proposed_where_the_only_educator_conflicts(void **state)
{
	int64_t	round;

	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id) OVERRIDING SYSTEM VALUE VALUES "
	    "(501, 11, 1, 9003), (502, 12, 1, 9002); "
	    "DELETE FROM placement_educator WHERE placement_id IN (203, 204); "
	    "INSERT INTO educator_conflict (educator_id, person_id, "
	    "programme_id, trainee_id, kind, during) VALUES (501, 11, 1, 2, "
	    "'family', '[2026-01-01,)')");
	round = begin();
	run(round);
	assert_owner_asks(502, "SELECT offer_id FROM match_proposal "
	    "WHERE enrolment_id = 102");
	owner_does("UPDATE placement_offer SET state = 'withdrawn' "
	    "WHERE id = 502");
	run(round);
	assert_owner_asks(1, "SELECT count(*) FROM match_proposal "
	    "WHERE enrolment_id = 102 AND offer_id IS NULL");
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(102))));
	assert_shows("The only practice educator there has a conflict of "
	    "interest with them");
	/* An educator of the team without a conflict is enough. */
	owner_does("INSERT INTO placement_educator (placement_id, person_id, "
	    "duty, during) VALUES (203, 12, 'practice_educator', "
	    "'[2026-06-01,2027-10-31)')");
	run(round);
	assert_owner_asks(501, "SELECT offer_id FROM match_proposal "
	    "WHERE enrolment_id = 102");
	/* As is a conflict that is over. */
	owner_does("UPDATE placement_educator SET person_id = 11 "
	    "WHERE placement_id = 203");
	run(round);
	assert_owner_asks(1, "SELECT count(*) FROM match_proposal "
	    "WHERE enrolment_id = 102 AND offer_id IS NULL");
	owner_does("UPDATE educator_conflict "
	    "SET during = '[2026-01-01,2026-06-15)'");
	run(round);
	assert_owner_asks(501, "SELECT offer_id FROM match_proposal "
	    "WHERE enrolment_id = 102");
}

static void
test_a_team_without_an_audit_is_warned_of(void **state)
{
	int64_t	round = begin();

	run(round);
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(103))));
	assert_shows("The team has no audit that stands");
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_shows("Crisis team, Brook Council: The team has no audit that "
	    "stands");
	owner_does("INSERT INTO placement_audit (programme_id, "
	    "organisation_id, team_id, done_on, answers, notes, result) "
	    "SELECT 1, organisation_id, id, '2026-06-01', "
	    "array_fill('met'::audit_answer, '{8}'), "
	    "array_fill(''::text, '{8}'), 'suitable' FROM team");
	run(round);
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(103))));
	assert_hides("no audit that stands");
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_hides("no audit that stands");
}

static void
test_a_trainee_says_what_a_placement_must_have(void **state)
{
	sign_in_as(SIAN);
	assert_answer(OK, ask("/"));
	assert_shows("/trainees/101/needs");
	assert_answer(OK, ask("/trainees/101/needs"));
	assert_shows("Hosts and practice educators do not");
	assert_answer(OK, ask("/trainees/101/needs/2"));
	assert_answer(SEE_OTHER, submit("/trainees/101/needs/2", NEED));
	assert_answer(OK, follow());
	assert_shows("From Leeds, at most 60 minutes");
	assert_shows("Step-free access");
	assert_answer(OK, ask("/trainees/101/history"));
	assert_shows("Stated what a placement must have");
	assert_answer(INVALID, send_form("/trainees/101/needs/2",
	    NEED "&version=0"));
	assert_shows("What is stated here changed while you had this page");
	assert_answer(INVALID, send_form("/trainees/101/needs/2",
	    "version=1&area=77&minutes=61&prefers=nonsense&free-day=31&"
	    "free-month=2&free-year=2027"));
	assert_shows("Select one from the list");
	assert_shows("Select how long the journey may take");
	assert_shows("The date must be a real date");
	assert_answer(NOT_FOUND, ask("/trainees/101/needs/4"));
	assert_answer(NOT_FOUND, ask("/trainees/102/needs/2"));
}

static void
test_needs_are_seen_by_the_trainee_and_staff_alone(void **state)
{
	static const int	others[] = { MARY, EWAN, PAT, SAL };

	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++) {
		sign_in_as(others[i]);
		assert_answer(NOT_FOUND, ask("/trainees/101/needs"));
		assert_answer(NOT_FOUND, ask("/trainees/101/conflicts/new"));
	}
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/101/needs"));
	assert_owner_asks(1, "SELECT count(*) FROM audit.event "
	    "WHERE name = 'NEEDS_READ' AND actor_id = 31 AND person_id = 1");
}

static void
test_staff_see_what_is_not_known_yet(void **state)
{
	owner_does("UPDATE team SET setting = NULL WHERE id = 52");
	sign_in_as(SAM);
	assert_answer(OK, ask("/cohorts/1/needs?stage=contrasting"));
	assert_shows("2 trainees</a> something is not known yet");
	assert_shows("Leeds, 60 minutes");
	assert_answer(OK, ask("/cohorts/1/needs?stage=contrasting&"
	    "missing=yes"));
	assert_shows("Siân O&#39;Brien");
	assert_shows("Zoë Núñez");
	assert_hides("Mary Smith-Jones");
	assert_hides("Kwame Okafor");
}

static void
test_a_conflict_is_recorded_and_taken_away(void **state)
{
	sign_in_as(SIAN);
	assert_answer(INVALID, send_form("/trainees/101/conflicts/new",
	    "organisation=&reason="));
	assert_answer(SEE_OTHER, send_form("/trainees/101/conflicts/new",
	    "organisation=9003&reason=My+cousin+works+there"));
	assert_answer(OK, follow());
	assert_shows("My cousin works there");
	sign_in_as(SAM);
	assert_answer(INVALID, send_form("/trainees/101/conflicts/new",
	    "organisation=9003&email=mary%40example.org&reason="));
	assert_shows("one of the two");
	assert_answer(INVALID, send_form("/trainees/101/conflicts/new",
	    "organisation=&email=tom%40example.org&reason="));
	assert_shows("Nobody in your programmes has this email address");
	assert_answer(SEE_OTHER, send_form("/trainees/101/conflicts/new",
	    "organisation=&email=MARY%40example.org&reason="));
	assert_owner_asks(2, "SELECT with_person_id FROM placement_conflict "
	    "WHERE with_person_id IS NOT NULL");
	assert_answer(SEE_OTHER, send_form(path("/conflicts/%ld/lift",
	    owner_asks("SELECT max(id) FROM placement_conflict")), ""));
	assert_owner_asks(1, "SELECT count(*) FROM placement_conflict "
	    "WHERE lifted_at IS NULL");
}

static void
test_travel_times_are_entered_many_at_once(void **state)
{
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/travel",
	    "ways=york,+Leeds,+40%0D%0A%0D%0AHull;Goole;35"));
	assert_answer(OK, follow());
	assert_shows("2 ways saved");
	assert_shows("Goole");
	assert_owner_asks(40, "SELECT minutes FROM travel_time "
	    "WHERE one_id = 1 AND other_id = 2");
	assert_answer(INVALID, send_form("/travel",
	    "ways=Leeds,Selby,30%0D%0ALeeds,York"));
	assert_shows("Line 2 needs two areas and the minutes");
	assert_owner_asks(0, "SELECT count(*) FROM travel_area "
	    "WHERE name = 'Selby'");
	assert_answer(INVALID, send_form("/travel", "ways=Leeds,York,601"));
	assert_answer(INVALID, send_form("/travel", "ways=Leeds,York,-5"));
	assert_answer(INVALID, send_form("/travel", "ways="));
}

static void
test_a_round_proposes_and_says_why(void **state)
{
	int64_t	round = begin();

	assert_answer(OK, follow());
	assert_shows("Not run yet");
	run(round);
	assert_shows("2 of 3 placed");
	assert_shows("Memory clinic, Ashby NHS Trust");
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(102))));
	assert_shows("45 minutes on the way, of at most 60");
	assert_shows("A setting they have not practised in: Children and "
	    "families");
	assert_shows("Crisis team, Brook Council");
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(101))));
	assert_shows("Why there is no placement");
	assert_shows("Where they travel from is not known yet");
	assert_answer(SEE_OTHER, send_form("/matching/new", START));
	assert_leads_to(path("/matching/%ld", round));
}

static void
test_what_a_hand_holds_stays_and_is_warned_of(void **state)
{
	int64_t	round = begin(), mary;

	run(round);
	mary = proposal_of(102);
	assert_answer(OK, ask(path("/proposals/%ld", mary)));
	assert_answer(SEE_OTHER, submit(path("/proposals/%ld", mary),
	    "choose=502"));
	assert_answer(OK, follow());
	assert_shows("Memory clinic, Ashby NHS Trust has 2 proposals for 1 "
	    "place: run the matching again");
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_hides("Arrange 2 placements</button>");
	assert_answer(INVALID, send_form(path("/matching/%ld/confirm", round),
	    "version=3"));
	run(round);
	assert_shows("1 of 3 placed");
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(103))));
	assert_shows("1 suitable offer is full with others");
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(103))));
	assert_answer(INVALID, submit(path("/proposals/%ld", proposal_of(103)),
	    "choose=502"));
	assert_shows("All places there are held for others by hand");
	assert_answer(SEE_OTHER, submit(path("/proposals/%ld",
	    proposal_of(103)), "choose=501"));
	assert_answer(OK, ask(path("/matching/%ld", round)));
	assert_shows("Zoë Núñez was placed by hand, although: A setting that "
	    "they have practised in");
	assert_answer(OK, ask(path("/proposals/%ld", mary)));
	assert_answer(SEE_OTHER, submit(path("/proposals/%ld", mary),
	    "choose=nowhere"));
	run(round);
	assert_shows("1 of 3 placed");
	assert_answer(OK, ask(path("/proposals/%ld", mary)));
	assert_answer(SEE_OTHER, submit(path("/proposals/%ld", mary),
	    "choose=release"));
	assert_answer(OK, ask(path("/matching/%ld", round)));
	assert_shows("2 of 3 placed");
}

static void
test_a_choice_is_made_of_what_was_seen(void **state)
{
	int64_t	round = begin(), mary;

	run(round);
	mary = proposal_of(102);
	assert_answer(INVALID, send_form(path("/proposals/%ld", mary),
	    "choose=502&version=7"));
	assert_shows("The proposal changed while you had this page open");
	assert_answer(INVALID, send_form(path("/proposals/%ld", mary),
	    "choose=&version=1"));
	assert_shows("Select where they are to be placed");
	assert_answer(INVALID, send_form(path("/proposals/%ld", mary),
	    "choose=999&version=1"));
}

static void
test_confirming_arranges_and_undoing_takes_back(void **state)
{
	int64_t	round = begin();

	run(round);
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_shows("Arrange 2 placements");
	assert_answer(SEE_OTHER, submit(path("/matching/%ld/confirm", round),
	    ""));
	assert_answer(OK, follow());
	assert_shows("2 placements arranged");
	assert_owner_asks(2, "SELECT count(*) FROM placement_pattern w JOIN "
	    "placement p ON p.id = w.placement_id "
	    "WHERE p.stage = 'contrasting'");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'MATCH_ROUND_CONFIRMED' AND subject = 'placement' "
	    "AND before IS NULL");
	sign_in_as(MARY);
	assert_answer(OK, ask("/trainees/102"));
	assert_shows("Crisis team, Brook Council");
	sign_in_as(SAM);
	assert_answer(OK, ask(path("/matching/%ld/undo", round)));
	assert_answer(SEE_OTHER, submit(path("/matching/%ld/undo", round),
	    ""));
	assert_owner_asks(0, "SELECT count(*) FROM placement "
	    "WHERE stage = 'contrasting'");
	assert_answer(OK, ask("/trainees/102/history"));
	assert_shows("Placement taken back before it began");
	run(round);
	assert_shows("2 of 3 placed");
}

static void
test_what_was_recorded_in_a_placement_keeps_it(void **state)
{
	int64_t	round = begin();

	run(round);
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_answer(SEE_OTHER, submit(path("/matching/%ld/confirm", round),
	    ""));
	owner_does("INSERT INTO placement_educator (placement_id, person_id, "
	    "duty, during) SELECT id, 11, 'practice_educator', "
	    "daterange(starts_on, ends_on) FROM placement "
	    "WHERE stage = 'contrasting' LIMIT 1");
	assert_answer(OK, ask(path("/matching/%ld/undo", round)));
	assert_answer(INVALID, submit(path("/matching/%ld/undo", round), ""));
	assert_shows("Something has been recorded in these placements");
	assert_owner_asks(2, "SELECT count(*) FROM placement "
	    "WHERE stage = 'contrasting'");
}

static void
test_what_changed_since_is_not_confirmed(void **state)
{
	int64_t	round = begin();

	run(round);
	owner_does("UPDATE placement_offer SET state = 'withdrawn' "
	    "WHERE id = 501; SET session_replication_role = replica; "
	    "UPDATE enrolment SET state = 'paused' WHERE id = 103; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask(path("/matching/%ld/confirm", round)));
	assert_shows("Mary Smith-Jones: the offer of Crisis team, Brook "
	    "Council does not stand any more");
	assert_shows("Zoë Núñez is not to be matched any more");
	assert_answer(INVALID, send_form(path("/matching/%ld/confirm", round),
	    "version=2"));
	run(round);
	assert_answer(OK, ask(path("/proposals/%ld", proposal_of(103))));
	assert_shows("No longer to be matched");
	assert_owner_asks(0, "SELECT count(offer_id) FROM match_proposal "
	    "WHERE enrolment_id = 103");
}

static void
test_two_with_a_conflict_are_kept_apart(void **state)
{
	int64_t	round;

	owner_does("UPDATE team SET setting = 'hospital' WHERE id = 52; "
	    "UPDATE placement SET team_id = 51, organisation_id = 9002 "
	    "WHERE id = 201; DELETE FROM placement_day; "
	    "UPDATE placement SET team_id = 51, organisation_id = 9002 "
	    "WHERE id = 203; UPDATE placement_offer SET state = 'withdrawn' "
	    "WHERE id = 502; INSERT INTO placement_conflict (enrolment_id, "
	    "person_id, programme_id, with_person_id) VALUES (103, 3, 1, 2)");
	round = begin();
	run(round);
	assert_shows("1 of 3 placed");
	owner_does("UPDATE placement_conflict SET lifted_at = now()");
	run(round);
	assert_shows("2 of 3 placed");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world_of_offers)
	const struct CMUnitTest	tests[] = {
		test(test_a_trainee_says_what_a_placement_must_have),
		test(test_needs_are_seen_by_the_trainee_and_staff_alone),
		test(test_staff_see_what_is_not_known_yet),
		test(test_a_conflict_is_recorded_and_taken_away),
		test(test_travel_times_are_entered_many_at_once),
		test(test_a_round_proposes_and_says_why),
		test(test_what_a_hand_holds_stays_and_is_warned_of),
		test(test_a_choice_is_made_of_what_was_seen),
		test(test_confirming_arranges_and_undoing_takes_back),
		test(test_what_was_recorded_in_a_placement_keeps_it),
		test(test_what_changed_since_is_not_confirmed),
		test(test_two_with_a_conflict_are_kept_apart),
		test(test_nobody_is_proposed_where_the_only_educator_conflicts),
		test(test_a_team_without_an_audit_is_warned_of),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
