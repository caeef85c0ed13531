/* What happens to a placement: planned, changed, checked, told and undone. */
#include <stdio.h>

#include "pages.h"
#include "queries.h"
#include "rules/placement_states.h"

#define RECORD	"/placements/202"
#define NEW	"/placements/202/changes/new"
#define CHECK	"/placements/202/changes/check"
#define DATE(name, d, m, y) name "-day=" d "&" name "-month=" m "&"	\
			    name "-year=" y "&"
#define JUNE(name, d)	DATE(name, d, "6", "2026")
#define PLAN		"/trainees/105/placements/new"

/* The placement, and all that follows from its events. */
static const char *
as_it_is(long id)
{
	char	sql[900];

	snprintf(sql, sizeof(sql), "SELECT concat_ws(' ', p.state, p.outcome, "
	    "p.organisation_id, p.team_id, p.starts_on, p.ends_on, "
	    "p.required_halves, (SELECT string_agg(w.during || ' ' || "
	    "array_to_string(w.halves, ''), ' ' ORDER BY w.during) FROM "
	    "placement_pattern w WHERE w.placement_id = p.id), '|', (SELECT "
	    "string_agg(i.during || i.reason, ' ' ORDER BY i.during) FROM "
	    "placement_interruption i WHERE i.placement_id = p.id), '|', "
	    "(SELECT string_agg(d.during || d.duty::text, ' ' ORDER BY "
	    "d.duty, d.during) FROM placement_educator d WHERE d.placement_id "
	    "= p.id)) FROM placement p WHERE p.id = %ld", id);
	return (owner_reads(sql));
}

static void
matched(long id)
{
	owner_doesf("INSERT INTO placement_event (placement_id, enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) SELECT "
	    "id, enrolment_id, person_id, programme_id, 2, 'matched', "
	    "'2026-06-01', 'arranged' FROM placement WHERE id = %ld", id);
}

static void
move(const char *kind, const char *fields)
{
	char	address[100];

	snprintf(address, sizeof(address), NEW "?kind=%s", kind);
	assert_answer(OK, ask(address));
	assert_answer(SEE_OTHER, submit(NEW, fields));
	assert_leads_to(CHECK);
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_leads_to(RECORD);
	assert_answer(OK, follow());
}

static void
undo(int version)
{
	char	address[100];

	snprintf(address, sizeof(address), "/placements/202/changes/%d/undo",
	    version);
	assert_answer(OK, ask(address));
	assert_answer(SEE_OTHER, submit(address, "reason=recorded_wrongly"));
	assert_leads_to(RECORD);
	assert_answer(OK, follow());
}

static void
test_only_what_fits_the_state_is_offered(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask(RECORD));
	assert_shows("The host has to agree.");
	assert_answer(OK, ask(NEW));
	assert_shows("value=\"matched\"");
	assert_shows("value=\"replanned\"");
	assert_hides("value=\"suspended\"");
	assert_answer(INVALID, ask(NEW "?kind=suspended"));
	assert_shows("Select what happens to the placement");
	move("matched", JUNE("on", "2"));
	assert_shows("Matched with Ashby NHS Trust on 2 June 2026");
	assert_shows("The learning agreement has to be signed");
	assert_answer(OK, ask(NEW));
	assert_shows("value=\"suspended\"");
	assert_hides("value=\"interruption_ended\"");
	assert_hides("value=\"board_decided\"");
}

static void
test_an_interruption_shows_first_what_it_does(void **state)
{
	matched(202);
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=interrupted"));
	assert_answer(INVALID, submit(NEW, JUNE("since", "8")
	    "reason=host_closed"));
	assert_shows("A day is logged on 8 June 2026");
	assert_answer(INVALID, submit(NEW, JUNE("since", "22")
	    JUNE("until", "19") "reason=host_closed"));
	assert_shows("must be on or after its first");
	assert_answer(INVALID, submit(NEW, DATE("since", "1", "12", "2026")
	    "reason=host_closed"));
	assert_shows("The first day must be within the placement");
	assert_answer(SEE_OTHER, submit(NEW, JUNE("since", "15")
	    JUNE("until", "26") "reason=host_closed&note=Flood"));
	assert_answer(OK, follow());
	assert_shows("The host team closed or moved");
	assert_shows("Expected by today");
	assert_shows("All done on the pattern");
	assert_owner_asks(0, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_answer(OK, follow());
	assert_shows("Interrupted from 15 June 2026 to 26 June 2026");
	assert_owner_asks(1, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND during = '[2026-06-15,2026-06-27)'");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE "
	    "person_id IN (2, 11)");
	assert_answer(OK, ask(NEW "?kind=interrupted"));
	assert_answer(INVALID, submit(NEW, JUNE("since", "25")
	    "reason=host_closed"));
	assert_shows("interrupted from 15 June 2026 already");
}

static void
test_each_change_is_undone_to_the_letter(void **state)
{
	static const struct { const char *kind, *fields; } moves[] = {
		{ "replanned", "team=51&" JUNE("from", "1")
		    DATE("to", "27", "11", "2026") "required=72&"
		    "reason=agreed" },
		{ "repatterned", JUNE("since", "22") "days=monday&"
		    "days=tuesday&half=yes&reason=part_time" },
		{ "interrupted", JUNE("since", "22") "reason=illness" },
		{ "extended", DATE("to", "18", "12", "2026")
		    "required=75.5&reason=more_time" },
		{ "suspended", JUNE("on", "15") "reason=concern" },
		{ "terminated", JUNE("on", "15") "reason=host_withdrew" },
	};
	char	was[1000];

	matched(202);
	sign_in_as(SAM);
	for (int i = 0; i < 6; i++) {
		snprintf(was, sizeof(was), "%s", as_it_is(202));
		move(moves[i].kind, moves[i].fields);
		assert_string_not_equal(was, as_it_is(202));
		undo(3 + 2 * i);
		assert_string_equal(was, as_it_is(202));
	}
}

static void
test_what_goes_on_is_ended(void **state)
{
	matched(202);
	sign_in_as(SAM);
	move("interrupted", JUNE("since", "15") "reason=illness");
	assert_answer(OK, ask(NEW "?kind=interruption_ended"));
	assert_answer(INVALID, submit(NEW, JUNE("back_on", "15")
	    "reason=ready"));
	assert_shows("must be after 15 June 2026");
	move("interruption_ended", JUNE("back_on", "24") "reason=ready");
	assert_owner_asks(1, "SELECT count(*) FROM placement_interruption "
	    "WHERE placement_id = 202 AND during = '[2026-06-15,2026-06-24)'");
	move("suspended", JUNE("on", "15") "reason=concern");
	assert_shows("It goes on when it resumes");
	assert_answer(OK, ask(NEW));
	assert_shows("value=\"resumed\"");
	assert_hides("value=\"extended\"");
	move("resumed", JUNE("on", "15") "reason=put_right");
	assert_shows("The learning agreement has to be signed");
}

static void
test_what_the_form_lacks_is_said_and_nothing_is_lost(void **state)
{
	matched(202);
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=suspended"));
	assert_answer(INVALID, submit(NEW, "note=Kept+words"));
	assert_shows("Enter the date that it was suspended");
	assert_shows("Select the reason");
	assert_shows("Kept words");
	assert_answer(INVALID, submit(NEW, JUNE("on", "16")
	    "reason=concern"));
	assert_shows("The date must be today or in the past");
	assert_answer(OK, ask(NEW "?kind=replanned"));
	assert_answer(INVALID, submit(NEW, "team=52&" JUNE("from", "2")
	    JUNE("to", "10") "required=a&reason=agreed"));
	assert_shows("Select a team of Ashby NHS Trust");
	assert_shows("The days must be a number from 0.5 to 500");
	assert_answer(INVALID, submit(NEW, "team=51&" JUNE("from", "2")
	    JUNE("to", "30") "required=70&reason=agreed"));
	assert_shows("must be on or before 1 June 2026, when a day is logged");
	assert_owner_asks(2, "SELECT version FROM placement WHERE id = 202");
}

static void
test_who_came_second_looks_again(void **state)
{
	matched(202);
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=suspended"));
	assert_answer(SEE_OTHER, submit(NEW, JUNE("on", "15")
	    "reason=concern"));
	assert_answer(OK, follow());
	owner_does("INSERT INTO placement_event (placement_id, enrolment_id, "
	    "person_id, programme_id, version, change, on_date, reason) VALUES "
	    "(202, 102, 2, 1, 3, 'terminated', '2026-06-15', "
	    "'host_withdrew')");
	assert_answer(SEE_OTHER, submit(CHECK, ""));
	assert_leads_to(RECORD);
	assert_answer(OK, follow());
	assert_shows("Nothing was recorded");
	assert_owner_asks(3, "SELECT version FROM placement WHERE id = 202");
}

static void
test_a_form_sent_twice_records_once(void **state)
{
	matched(202);
	sign_in_as(SAM);
	assert_answer(OK, ask(NEW "?kind=suspended"));
	assert_answer(SEE_OTHER, submit(NEW, JUNE("on", "15")
	    "reason=concern"));
	assert_answer(OK, follow());
	keep_fields(CHECK);
	assert_answer(SEE_OTHER, send_kept(CHECK, ""));
	assert_answer(SEE_OTHER, send_kept(CHECK, ""));
	assert_owner_asks(1, "SELECT count(*) FROM placement_event WHERE "
	    "placement_id = 202 AND change = 'suspended'");
}

static void
test_board_and_panel_keep_their_order(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement SET state = 'recommended', version = 2 WHERE "
	    "id = 202; INSERT INTO placement_event (placement_id, "
	    "enrolment_id, person_id, programme_id, version, change, on_date, "
	    "reason, decision, state, decided, organisation_id, team_id, "
	    "starts_on, ends_on, required_halves) VALUES (202, 102, 2, 1, 2, "
	    "'recommended', '2026-06-12', 'assessed', 'fail', 'recommended', "
	    "'recommended', 9002, 51, '2026-06-01', '2026-10-30', 140); "
	    "SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, ask(RECORD));
	assert_shows("Fail is recommended. The board has to decide.");
	assert_answer(OK, ask(NEW "?kind=board_decided"));
	assert_answer(INVALID, submit(NEW, JUNE("on", "14")
	    "decision=pass"));
	assert_shows("A panel hears a placement that may fail");
	move("panel_held", JUNE("on", "14") "decision=fail&"
	    "conditions=Read+again&minutes=All+were+there");
	assert_shows("All were there");
	move("board_decided", JUNE("on", "15") "decision=repeat");
	assert_shows("Repeat placement");
	assert_owner_asks(1, "SELECT count(*) FROM placement WHERE id = 202 "
	    "AND state = 'confirmed' AND outcome = 'repeat'");
	undo(4);
	assert_owner_asks(1, "SELECT count(*) FROM placement WHERE id = 202 "
	    "AND state = 'panel' AND outcome IS NULL");
}

static void
test_who_educates_reads_and_a_host_sees_the_state_alone(void **state)
{
	matched(202);
	sign_in_as(SAM);
	move("suspended", JUNE("on", "15") "reason=concern&note=Between+us");
	sign_in_as(EWAN);
	assert_answer(OK, ask(RECORD));
	assert_shows("Between us");
	assert_hides("Undo this");
	assert_answer(INVALID, ask(NEW "?kind=terminated"));
	sign_in_as(MARY);
	assert_answer(OK, ask(RECORD));
	assert_shows("Between us");
	assert_answer(NOT_FOUND, ask(NEW));
	sign_in_as(PAT);
	assert_answer(OK, ask(RECORD));
	assert_shows("Suspended");
	assert_hides("Between us");
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(RECORD));
	assert_answer(NOT_FOUND, ask(NEW));
}

static void
test_a_placement_is_planned_by_hand(void **state)
{
	owner_does("UPDATE placement SET ends_on = '2026-12-18' "
	    "WHERE id = 205");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/105"));
	assert_shows("href=\"/trainees/105/placements/new\"");
	assert_answer(OK, ask(PLAN));
	assert_answer(INVALID, ask(PLAN "?chosen=yes"));
	assert_shows("Select which placement it is");
	assert_answer(INVALID, ask(PLAN "?stage=first&employer=ZZ03"));
	assert_shows("Amira Khan has this placement already");
	assert_answer(OK, ask(PLAN "?stage=contrasting&employer=brook"));
	assert_shows("Contrasting placement at Brook Council");
	assert_shows("value=\"30\"");
	assert_answer(INVALID, submit(PLAN, "team=51&" DATE("from", "7",
	    "12", "2026") DATE("to", "26", "2", "2027") "required=30"));
	assert_shows("Select a team of Brook Council");
	assert_shows("Select the days that they work");
	assert_answer(INVALID, submit(PLAN, "team=52&" DATE("from", "7",
	    "12", "2026") DATE("to", "26", "2", "2027") "required=30&"
	    "days=monday&days=tuesday"));
	assert_shows("Two placements cannot meet");
	assert_answer(SEE_OTHER, submit(PLAN, "team=52&" DATE("from", "4",
	    "1", "2027") DATE("to", "26", "2", "2027") "required=30&"
	    "days=monday&days=tuesday&agreed=yes"));
	assert_answer(OK, follow());
	assert_shows("16 days fit into these dates");
	assert_shows("14 days too few fit into these dates");
	assert_shows("The team has no audit that stands on 4 January 2027");
	assert_answer(SEE_OTHER, submit("/trainees/105/placements/check", ""));
	assert_answer(OK, follow());
	assert_shows("Placement planned");
	assert_owner_asks(1, "SELECT count(*) FROM placement p JOIN "
	    "placement_pattern w ON w.placement_id = p.id WHERE "
	    "p.enrolment_id = 105 AND p.state = 'matched' AND p.team_id = 52 "
	    "AND p.required_halves = 60 AND w.halves = '{2,2,0,0,0,0,0}'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 5");
}

static void
test_a_failed_placement_is_repeated_once(void **state)
{
	owner_does("SET session_replication_role = replica; "
	    "UPDATE placement SET state = 'confirmed', outcome = 'fail' WHERE "
	    "id = 205; SET session_replication_role = origin");
	sign_in_as(SAM);
	assert_answer(OK, ask(PLAN "?stage=first&employer=ZZ03"));
	owner_does("UPDATE setting SET value = 0 WHERE "
	    "name = 'placement_repeats'");
	assert_answer(INVALID, ask(PLAN "?stage=first&employer=ZZ03"));
	assert_shows("repeated as often as the programme allows");
}

/* Random lives: whatever is recorded and undone, the placement is what the
 * rules say it is, and undoing all of it leaves the beginning. */
static void
test_undoing_a_random_life_restores_it(void **state)
{
	static const char *const	tries[] = {
		"'replanned', NULL, NULL, NULL, '2026-11-%d', 'agreed'",
		"'interrupted', '[2026-07-%d,2026-08-0%d)', NULL, NULL, NULL, "
		    "'illness'",
		"'interrupted', '[2026-09-%d,)', NULL, NULL, NULL, 'caring'",
		"'interruption_ended', NULL, '2026-10-%d', NULL, NULL, "
		    "'ready'",
		"'repatterned', NULL, NULL, '2026-08-%d', NULL, 'part_time'",
		"'extended', NULL, NULL, NULL, '2026-12-%d', 'more_time'",
		"'suspended', NULL, NULL, NULL, NULL, 'concern'",
		"'resumed', NULL, NULL, NULL, NULL, 'put_right'",
		"'terminated', NULL, NULL, NULL, NULL, 'host_withdrew'",
	};
	static char	was[41][1000];
	unsigned	seed = 20261122;
	char		tail[160];

	matched(202);
	for (int life = 0; life < 12; life++) {
		int	depth = 0;

		for (int step = 0; step < 25; step++) {
			int	day;

			seed = seed * 1103515245u + 12345u;
			day = 10 + (int)(seed >> 16) % 18;
			snprintf(was[depth], sizeof(was[0]), "%s",
			    as_it_is(202));
			snprintf(tail, sizeof(tail),
			    tries[(seed >> 8) % 9], day, 1 + day % 9);
			owner_doesf("DO $x$ BEGIN INSERT INTO placement_event "
			    "(placement_id, enrolment_id, person_id, "
			    "programme_id, version, change, gap, back_on, "
			    "halves_from, ends_on, reason, on_date, halves) "
			    "SELECT 202, 102, 2, 1, p.version + 1, x.*, "
			    "'2026-06-15', CASE WHEN x.a = 'repatterned' THEN "
			    "'{2,0,2,0,1,0,0}'::bigint[] END FROM placement p, "
			    "(VALUES (%s)) AS y (a, b, c, d, e, f), LATERAL "
			    "(SELECT y.a::placement_change, y.b::daterange, "
			    "y.c::date, y.d::date, y.e::date, y.f) x (a, b, c, "
			    "d, e, f) WHERE p.id = 202; EXCEPTION WHEN "
			    "check_violation THEN NULL; END $x$", tail);
			if (strcmp(was[depth], as_it_is(202)) != 0)
				depth++;
		}
		assert_true(depth > 0);
		while (depth-- > 0) {
			owner_does("INSERT INTO placement_event (placement_id, "
			    "enrolment_id, person_id, programme_id, version, "
			    "change, reason, on_date, undoes) SELECT 202, 102, "
			    "2, 1, p.version + 1, 'undone', "
			    "'recorded_wrongly', '2026-06-15', (SELECT "
			    "max(version) FROM placement_stands(202)) FROM "
			    "placement p WHERE p.id = 202");
			assert_string_equal(was[depth], as_it_is(202));
		}
	}
}

/* The rules in C and the table in the database say the same. */
static void
test_the_rules_are_those_of_the_database(void **state)
{
	int64_t	n = 0;

	for (int kind = MOVE_MATCHED; kind < MOVE_FOLLOWED; kind++)
		for (int was = PLACED_PLANNED; was < PLACED_STATES; was++) {
			struct move	 m = { .kind = (enum move_kind)kind };
			struct decided	 d = placed_after_move(
					    (struct decided){ 0 }, &m);
			char		 sql[300];

			if (!move_fits((enum placed_state)was, m.kind))
				continue;
			snprintf(sql, sizeof(sql), "SELECT count(*) FROM "
			    "placement_transition WHERE change = '%s' AND "
			    "before = '%s' AND coalesce(decides::text, '') = "
			    "'%s'", placement_change_word(
			    (enum placement_change)kind), placement_state_word(
			    (enum placement_state)was), d.state == PLACED_NONE ?
			    "" : placement_state_word(
			    (enum placement_state)d.state));
			assert_owner_asks(1, sql);
			n++;
		}
	assert_owner_asks(n, "SELECT count(*) FROM placement_transition");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_only_what_fits_the_state_is_offered),
		test(test_an_interruption_shows_first_what_it_does),
		test(test_each_change_is_undone_to_the_letter),
		test(test_what_goes_on_is_ended),
		test(test_what_the_form_lacks_is_said_and_nothing_is_lost),
		test(test_who_came_second_looks_again),
		test(test_a_form_sent_twice_records_once),
		test(test_board_and_panel_keep_their_order),
		test(test_who_educates_reads_and_a_host_sees_the_state_alone),
		test(test_a_placement_is_planned_by_hand),
		test(test_a_failed_placement_is_repeated_once),
		test(test_undoing_a_random_life_restores_it),
		test(test_the_rules_are_those_of_the_database),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
