/*
 * The work list: each source waits on exactly whom it must, is seen by those
 * who wait, and goes when it is acted on.
 */
#include <stdio.h>

#include "pages/waiting.h"
#include "waits.h"

static void
test_days_wait_on_the_educator_until_they_are_confirmed(void **state)
{
	assert_waits("placement day<", "-o---- --- o- o- oo");
	sign_in_as(EWAN);
	assert_answer(OK, ask("/work"));
	assert_shows("1 day waits to be confirmed");
	assert_answer(SEE_OTHER, submit("/work", "day=20204.1"));
	assert_waits("placement day<", NOBODY);
	assert_answer(OK, ask("/work"));
	assert_hides("day waits to be confirmed");
}

static void
test_a_returned_day_waits_until_it_is_sent_again(void **state)
{
	static const char	words[] = "Correct Wednesday 3 June 2026";

	assert_waits(words, "--y--- -o- -- o- --");
	sign_in_as(ZOE);
	assert_answer(OK, ask("/days/20303/change"));
	assert_answer(SEE_OTHER, submit("/days/20303/change", "on-day=3&"
	    "on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Visited+the+family+Ash"));
	assert_waits(words, NOBODY);
}

static void
test_needs_wait_on_the_trainee_and_a_placement_on_staff(void **state)
{
	static const char	needs[] = "Say what the contrasting placement";
	static const char	arrange[] = "Arrange a contrasting placement";

	assert_waits(needs, NOBODY);
	owner_does("UPDATE placement SET ends_on = '2026-07-10' "
	    "WHERE id = 201; INSERT INTO travel_area (id, name) "
	    "OVERRIDING SYSTEM VALUE VALUES (1, 'Leeds')");
	assert_waits(needs, "y----- --- -- o- --");
	assert_waits(arrange, "o----- --- -- y- oo");
	sign_in_as(SIAN);
	assert_answer(OK, ask("/"));
	assert_shows("From 11 July 2026");
	assert_answer(OK, ask("/trainees/101/needs/2"));
	assert_answer(SEE_OTHER, submit("/trainees/101/needs/2",
	    "area=1&minutes=60&prefers="));
	assert_waits(needs, NOBODY);
	owner_does("UPDATE placement SET ends_on = '2026-07-14' "
	    "WHERE id = 201");	/* further ahead than 28 days */
	assert_waits(arrange, NOBODY);
}

static void
test_an_offered_place_waits_on_staff_until_it_is_decided(void **state)
{
	static const char	words[] = "withdraw the offer of a place";

	owner_does("INSERT INTO enrolment (id, programme_id, cohort_id, "
	    "person_id, employer_id, starts_on, state) OVERRIDING SYSTEM "
	    "VALUE VALUES (107, 1, 2, 4, 9002, '2026-09-01', 'offered')");
	assert_waits(words, "---o-- --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work"));
	assert_shows("Since today. Due 1 September 2026");
	assert_answer(OK, ask("/trainees/107/changes/new?kind=withdrawn"));
	assert_answer(SEE_OTHER, submit("/trainees/107/changes/new",
	    "on-day=15&on-month=6&on-year=2026&reason=other_path"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/trainees/107/changes/check", ""));
	assert_waits(words, NOBODY);
}

static void
test_a_pause_waits_on_staff_from_when_it_was_to_end(void **state)
{
	static const char	words[] = "Record what follows the pause";

	owner_does("INSERT INTO enrolment_event (enrolment_id, person_id, "
	    "programme_id, version, change, on_date, reason, expected_on) "
	    "VALUES (103, 3, 1, 2, 'paused', '2026-06-12', 'illness', "
	    "'2026-06-15'), (102, 2, 1, 2, 'paused', '2026-06-12', "
	    "'illness', '2026-06-16')");
	assert_waits(words, "--o--- --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/103/changes/new?kind=resumed"));
	assert_answer(SEE_OTHER, submit("/trainees/103/changes/new",
	    "on-day=15&on-month=6&on-year=2026&reason=ready"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/trainees/103/changes/check", ""));
	assert_waits(words, NOBODY);
}

static void
test_a_placement_without_an_educator_waits_on_staff(void **state)
{
	static const char	words[] = "Allocate a practice educator";

	assert_waits(words, NOBODY);	/* Amira's is further ahead */
	owner_does("DELETE FROM placement_educator WHERE placement_id = 203; "
	    "INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until) "
	    "OVERRIDING SYSTEM VALUE VALUES (503, 11, 1, 9003, 'registered', "
	    "'2026-11-30'); INSERT INTO educator_entry (educator_id, "
	    "person_id, programme_id, kind, title, from_on) VALUES "
	    "(503, 11, 1, 'stage_1', 'Stage 1', '2025-01-01')");
	owner_does("UPDATE person SET swe_number = 'SW9' WHERE id = 11");
	assert_waits(words, "--o--- --- -o y- o-");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work"));
	assert_shows("href=\"/placements/203/educators/new\"");
	assert_answer(OK, ask("/placements/203/educators/new"));
	assert_answer(SEE_OTHER, submit("/placements/203/educators/new",
	    "duty=practice_educator&educator=503&from-day=1&from-month=6&"
	    "from-year=2026"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit("/placements/203/educators/check",
	    ""));
	assert_waits(words, NOBODY);
}

/* A module of one session and one essay for the first cohort. */
static void
offer_module(void)
{
	owner_does("INSERT INTO offering (id, module_id, programme_id, "
	    "cohort_id, starts_on, ends_on, leader) OVERRIDING SYSTEM VALUE "
	    "SELECT 501, id, 1, 1, '2026-06-01', '2026-06-12', 'Lee' "
	    "FROM module WHERE code = 'MHL'; "
	    "INSERT INTO module_session (id, offering_id, programme_id, "
	    "cohort_id, on_date, minutes, title) OVERRIDING SYSTEM VALUE "
	    "VALUES (511, 501, 1, 1, '2026-06-02', 180, 'Sections'), "
	    "(512, 501, 1, 1, '2026-06-15', 180, 'Tribunals'); "
	    "INSERT INTO component (id, offering_id, programme_id, cohort_id, "
	    "title, weight, due_on, pass_mark) OVERRIDING SYSTEM VALUE VALUES "
	    "(521, 501, 1, 1, 'Essay', 100, '2026-06-12', 50)");
}

static void
test_a_register_waits_on_staff_the_day_after(void **state)
{
	offer_module();
	assert_waits("Keep the register of Sections, Mental health law, "
	    "Tuesday 2 June 2026", "------ --- -- y- --");
	assert_hides("Tribunals");
	sign_in_as(SAM);
	assert_answer(OK, ask("/sessions/511"));
	assert_answer(SEE_OTHER, submit("/sessions/511", "others=present"));
	assert_waits("Keep the register", NOBODY);
}

static void
mark_of(int person, const char *mark)
{
	char	body[80];

	snprintf(body, sizeof(body), "mark-%ld=%s", (long)owner_asks(
	    person == MARY ? "SELECT id FROM attempt WHERE person_id = 2" :
	    "SELECT id FROM attempt WHERE person_id = 3"), mark);
	sign_in_as(SAM);
	assert_answer(OK, ask("/components/521/marks"));
	assert_answer(SEE_OTHER, submit("/components/521/marks", body));
}

static void
test_work_waits_on_the_trainee_until_it_is_handed_in(void **state)
{
	static const char	words[] = "Hand in Essay, Mental health law";

	offer_module();
	/* Kwame is paused. */
	assert_waits(words, "yyy--- --- -- o- --");
	owner_does("UPDATE attempt SET due_on = '2026-06-30' WHERE "
	    "person_id = 1");
	assert_waits(words, "-yy--- --- -- o- --");
	mark_of(MARY, "62");
	assert_waits(words, "--y--- --- -- o- --");
}

static void
test_marks_wait_for_release_and_a_module_for_its_board(void **state)
{
	static const char	release[] = "Release 1 mark of Essay, Mental";
	static const char	board[] = "Hold the board of Mental health";
	char			query[90];

	offer_module();
	assert_waits(board, NOBODY);
	mark_of(MARY, "62");
	assert_waits(release, "------ --- -- y- --");
	assert_waits(board, "------ --- -- y- --");
	mark_of(ZOE, "55");
	assert_waits("Release 2 marks of Essay", "------ --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/components/521/release"));
	assert_answer(SEE_OTHER, submit("/components/521/release", ""));
	assert_waits("Release ", NOBODY);
	assert_waits(board, "------ --- -- y- --");
	for (int enrolment = 102; enrolment <= 103; enrolment++) {
		sign_in_as(SAM);
		snprintf(query, sizeof(query), "/modules/501/board/check?"
		    "decide=%d.pass.%ld", enrolment, (long)owner_asks(
		    enrolment == 102 ? "SELECT a.version + m.version FROM "
		    "attempt a JOIN mark m ON m.attempt_id = a.id WHERE "
		    "a.person_id = 2" : "SELECT a.version + m.version FROM "
		    "attempt a JOIN mark m ON m.attempt_id = a.id WHERE "
		    "a.person_id = 3"));
		assert_answer(OK, ask(query));
		assert_answer(SEE_OTHER, submit("/modules/501/board/check",
		    "board_on-day=15&board_on-month=6&board_on-year=2026"));
	}
	assert_waits(board, NOBODY);
}

static void
test_an_import_waits_on_staff_and_is_whose_it_is(void **state)
{
	static const char	words[] = "Confirm or discard the import of";

	owner_does("INSERT INTO import (id, programme_id, cohort_id, "
	    "file_name, uploaded_by) OVERRIDING SYSTEM VALUE VALUES "
	    "(401, 1, 1, 'spring.csv', 31), (402, 1, 1, 'more.csv', 32)");
	assert_waits(words, "------ --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?whose=mine"));
	assert_shows("Begun by me");
	assert_shows("spring.csv");
	assert_hides("more.csv");
	assert_shows("Imports to confirm: 1<");
	assert_answer(OK, ask("/imports/401/discard"));
	assert_answer(SEE_OTHER, submit("/imports/401/discard", ""));
	assert_answer(OK, ask("/work?whose=mine"));
	assert_hides("spring.csv");
	assert_shows("Nothing fits. Remove a filter to see more.");
}

static void
add_offer(const char *starts_on)
{
	owner_doesf("INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 1, 9003, 52, "
	    "'{contrasting}', 2, '%s', '2027-06-30')", starts_on);
}

static void
test_free_places_wait_on_staff_and_old_ones_on_hosts(void **state)
{
	add_offer("2026-08-11");	/* further ahead than 56 days */
	assert_waits("free places", NOBODY);
	owner_does("UPDATE placement_offer SET starts_on = '2026-08-10'");
	assert_waits("Use 2 free places with Crisis team",
	    "------ --- -o y- --");
	owner_does("UPDATE placement_offer SET starts_on = '2026-06-14'");
	assert_waits("Use 2 free places", NOBODY);
	assert_waits("Renew or withdraw the offer of 2 places with Crisis "
	    "team", "------ --- -y o- --");
	sign_in_as(BO);
	assert_answer(OK, ask("/work"));
	assert_shows("href=\"/capacity/501/change\"");
	assert_answer(OK, ask("/capacity/501/withdraw"));
	assert_answer(SEE_OTHER, submit("/capacity/501/withdraw", ""));
	assert_waits("Renew or withdraw", NOBODY);
}

static void
test_proposals_wait_on_staff_until_they_are_confirmed(void **state)
{
	static const char	words[] = "Confirm the matching of "
				    "contrasting placements, ";
	char			page[60];

	add_offer("2026-11-02");
	owner_does("UPDATE team SET setting = 'hospital' WHERE id = 52; "
	    "UPDATE team SET setting = 'justice' WHERE id = 51; "
	    "INSERT INTO travel_area (id, name) OVERRIDING SYSTEM VALUE "
	    "VALUES (1, 'Leeds'); UPDATE placement_offer SET area_id = 1; "
	    "INSERT INTO placement_need (enrolment_id, person_id, "
	    "programme_id, stage, area_id, minutes_at_most) VALUES "
	    "(102, 2, 1, 'contrasting', 1, 60)");
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form("/matching/new", "cohort=1&"
	    "stage=contrasting&starts-day=2&starts-month=11&"
	    "starts-year=2026"));
	assert_waits(words, NOBODY);	/* nothing is proposed yet */
	snprintf(page, sizeof(page), "/matching/%ld", (long)owner_asks(
	    "SELECT id FROM match_round"));
	sign_in_as(SAM);
	assert_answer(SEE_OTHER, send_form(page, ""));
	assert_waits(words, "------ --- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?whose=mine"));
	assert_shows(words);
	strcat(page, "/confirm");
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, ""));
	assert_waits(words, NOBODY);
}

static void
test_a_registration_waits_on_educators_then_on_staff(void **state)
{
	owner_does("INSERT INTO educator (id, person_id, programme_id, "
	    "organisation_id, registration, registered_until) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 11, 1, 9003, 'registered', "
	    "'2026-08-15'); UPDATE person SET swe_number = 'SW9' "
	    "WHERE id = 11");
	assert_waits("Renew the registration", NOBODY);	/* 61 days */
	owner_does("UPDATE educator SET registered_until = '2026-08-14'");
	assert_waits("Renew the registration", "------ y-- -- o- --");
	owner_does("UPDATE educator SET registered_until = '2026-06-14'");
	assert_waits("Renew the registration", NOBODY);
	assert_waits("Record the registration", "------ o-- -- y- --");
	sign_in_as(SAM);
	assert_answer(OK, ask("/educators/501/registration"));
	assert_answer(SEE_OTHER, submit("/educators/501/registration",
	    "status=registered&until-day=30&until-month=11&until-year=2026"));
	assert_waits("Record the registration", NOBODY);
}

/* So many days that a page does not hold them. */
static void
return_days(int n)
{
	owner_doesf("SET session_replication_role = replica; "
	    "UPDATE placement SET starts_on = '2025-06-01' WHERE id = 203; "
	    "INSERT INTO placement_day (placement_id, enrolment_id, "
	    "person_id, programme_id, organisation_id, on_date, halves, kind, "
	    "did, state, decided_by, decided_at, return_reason) "
	    "SELECT 203, 103, 3, 1, 9003, date '2025-06-01' + g, 2, "
	    "'attended', 'Work', 'returned', 12, timestamptz "
	    "'2026-06-01 12:00' + g %% 3 * interval '1 day', 'Say more' "
	    "FROM generate_series(1, %d) g; "
	    "SET session_replication_role = origin", n);
}

static void
test_a_page_leads_to_the_next_and_none_is_lost(void **state)
{
	size_t	seen = 0, pages = 0;
	char	next[200] = "/work?on=others&kind=day_returned";

	return_days(110);
	sign_in_as(SAM);
	while (*next != '\0' && pages++ < 10) {
		const char	*at, *link;

		assert_answer(OK, ask(next));
		assert_shows("Placement days returned: more than 100<");
		seen += page_count("and send it again<");
		*next = '\0';
		link = strstr(page_text(), "rel=\"next\"");
		if (link == NULL)
			break;
		for (at = link; strncmp(at, "href=\"", 6) != 0; at--)
			continue;
		for (size_t n = 0; at[6] != '"' && n < sizeof(next) - 1;) {
			next[n++] = at[6];
			next[n] = '\0';
			at += strncmp(at + 6, "&amp;", 5) == 0 ? 5 : 1;
		}
	}
	assert_int_equal(seen, 111);
	assert_int_equal(pages, 5);
	assert_shows("Back to the longest waiting");
}

static void
test_counts_lead_to_their_items_by_the_address(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/work?on=others"));
	assert_shows("href=\"/work?on=others&amp;kind=days_to_confirm\">"
	    "Placement days to confirm: 1<");
	assert_answer(OK, ask("/work?on=others&kind=days_to_confirm"));
	assert_shows("Confirm 1 placement day");
	assert_hides("and send it again");
	assert_answer(OK, ask("/work?on=others&cohort=2"));
	assert_hides("Confirm 1 placement day");
	assert_shows("Nothing fits.");
	assert_answer(OK, ask("/work?on=others&cohort=1"));
	assert_shows("Confirm 1 placement day");
	assert_shows("Spring 2026</span>");
}

static void
test_what_an_address_cannot_mean_is_left_out(void **state)
{
	static const char *const	odd[] = { "kind=x", "cohort=3",
		"cohort=99999999999999999999", "cohort=-1", "on=everybody",
		"whose=%00", "after=x", "after=2026-06-31.day_returned.1",
		"after=2026-06-15.none.1", "after=2026-06-15.day_returned.",
		"after=2026-06-15.day_returned.0", "after=2026-06-15",
		"after=2026-06-15.day_returned.99999999999999999999",
		"page=-1", "after=%ED%A0%80", "kind=day_returned&kind=x%27",
	};
	char				address[120];

	sign_in_as(SAM);
	for (size_t i = 0; i < sizeof(odd) / sizeof(*odd); i++) {
		snprintf(address, sizeof(address), "/work?%s", odd[i]);
		assert_answer(OK, ask(address));
		assert_hides("Back to the longest waiting");
		assert_shows("Apply filters");
	}
	/* Of another programme's cohort nothing is said. */
	assert_answer(OK, ask("/work?on=others&cohort=3"));
	assert_hides("South 2026");
	assert_shows("Confirm 1 placement day");
}

/* Each kind has its view and its words; a view of no kind is nobody's. */
static void
test_every_source_has_its_view_and_its_words(void **state)
{
	int64_t	kinds = owner_asks("SELECT count(*) FROM "
		    "unnest(enum_range(NULL::waiting_kind))");

	assert_owner_asks(kinds, "SELECT count(*) FROM pg_views v JOIN "
	    "unnest(enum_range(NULL::waiting_kind)) k "
	    "ON v.viewname = 'waiting_' || k");
	assert_owner_asks(kinds, "SELECT count(*) FROM pg_views WHERE "
	    "schemaname = 'waymark' AND viewname LIKE 'waiting\\_%'");
	for (int64_t k = 1; k <= kinds; k++) {
		assert_non_null(waiting_kind_word((enum waiting_kind)k));
		assert_non_null(waiting_kind_words((enum waiting_kind)k));
	}
}

static void
test_drafts_wait_on_their_writer(void **state)
{
	owner_does("INSERT INTO draft (person_id, path, body) VALUES "
	    "(31, '/cohorts/new', 'name=X')");
	sign_in_as(SAM);
	assert_answer(OK, ask("/work"));
	assert_shows("href=\"/cohorts/new\">A new cohort");
	sign_in_as(SAL);
	assert_answer(OK, ask("/work"));
	assert_hides("A new cohort");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_days_wait_on_the_educator_until_they_are_confirmed),
		test(test_a_returned_day_waits_until_it_is_sent_again),
		test(test_needs_wait_on_the_trainee_and_a_placement_on_staff),
		test(test_an_offered_place_waits_on_staff_until_it_is_decided),
		test(test_a_pause_waits_on_staff_from_when_it_was_to_end),
		test(test_a_placement_without_an_educator_waits_on_staff),
		test(test_a_register_waits_on_staff_the_day_after),
		test(test_work_waits_on_the_trainee_until_it_is_handed_in),
		test(test_marks_wait_for_release_and_a_module_for_its_board),
		test(test_an_import_waits_on_staff_and_is_whose_it_is),
		test(test_free_places_wait_on_staff_and_old_ones_on_hosts),
		test(test_proposals_wait_on_staff_until_they_are_confirmed),
		test(test_a_registration_waits_on_educators_then_on_staff),
		test(test_a_page_leads_to_the_next_and_none_is_lost),
		test(test_counts_lead_to_their_items_by_the_address),
		test(test_what_an_address_cannot_mean_is_left_out),
		test(test_every_source_has_its_view_and_its_words),
		test(test_drafts_wait_on_their_writer),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
