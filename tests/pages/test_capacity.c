/* Capacity: hosts offer places, change and withdraw them, and see their own. */
#include "pages.h"
#include "rules/matching.h"

#define OFFER	"stages=contrasting&stages=last&places=3&at_least=2&"	\
		"from-day=2&from-month=11&from-year=2026&to-day=30&"	\
		"to-month=6&to-year=2027&days=monday&days=tuesday&"	\
		"days=friday&features=step_free&area="

/* Brook offers places in its crisis team to the first programme. */
static int
world_with_offer(void **state)
{
	new_world(state);
	owner_does("UPDATE team SET setting = 'adult_mental_health' "
	    "WHERE id = 52; INSERT INTO placement_offer (id, programme_id, "
	    "organisation_id, team_id, stages, places, starts_on, ends_on) "
	    "OVERRIDING SYSTEM VALUE VALUES (501, 1, 9003, 52, '{last}', 2, "
	    "'2026-11-02', '2027-06-30')");
	return (0);
}

static void
test_a_partner_offers_places_of_their_own_team(void **state)
{
	sign_in_as(BO);
	assert_answer(OK, ask("/capacity/new"));
	assert_shows("Brook Council, Crisis team");
	assert_hides("Ashby");
	assert_answer(SEE_OTHER, send_form("/capacity/new",
	    OFFER "&programme=1&team=52"));
	assert_leads_to("/capacity");
	assert_answer(OK, follow());
	assert_shows("3 places, none or at least 2 together");
	assert_shows("Contrasting, Last");
	assert_shows("Monday, Tuesday and Friday");
	assert_shows("Step-free access");
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE "
	    "name = 'PLACES_OFFERED' AND actor_id = 22");
}

static void
test_nobody_offers_the_places_of_others(void **state)
{
	sign_in_as(BO);
	assert_answer(INVALID, send_form("/capacity/new",
	    OFFER "&programme=1&team=51"));
	assert_shows("Select one from the list");
	assert_owner_asks(1, "SELECT count(*) FROM placement_offer");
	sign_in_as(PAT);
	assert_answer(OK, ask("/capacity"));
	assert_hides("Crisis team");
	assert_answer(NOT_FOUND, ask("/capacity/501/change"));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask("/capacity/501/change"));
}

static void
test_an_offer_must_make_sense(void **state)
{
	sign_in_as(BO);
	assert_answer(INVALID, send_form("/capacity/new", ""));
	assert_shows("Select the programme that you offer places to");
	assert_shows("Select the team");
	assert_shows("Select which placements the offer is for");
	assert_shows("Enter how many places there are");
	assert_shows("Select the days that the team works");
	assert_answer(INVALID, send_form("/capacity/new", "team=52&programme=1&"
	    "stages=last&places=2&at_least=3&from-day=2&from-month=11&"
	    "from-year=2026&to-day=2&to-month=11&to-year=2026&days=monday"));
	assert_shows("The least number must not be more than the places");
	assert_shows("The last day must be after the first");
}

static void
test_an_offer_is_changed_as_it_was_seen(void **state)
{
	sign_in_as(BO);
	assert_answer(OK, ask("/capacity/501/change"));
	assert_answer(SEE_OTHER, submit("/capacity/501/change",
	    OFFER "&team=52"));
	assert_owner_asks(3, "SELECT places FROM placement_offer");
	assert_owner_asks(2, "SELECT version FROM placement_offer");
	assert_answer(INVALID, send_form("/capacity/501/change",
	    OFFER "&team=52&version=1"));
	assert_shows("The offer changed while you had this page open");
	owner_does("UPDATE placement_offer SET taken = 3");
	assert_answer(INVALID, send_form("/capacity/501/change",
	    "version=3&team=52&stages=last&places=2&at_least=1&from-day=2&"
	    "from-month=11&from-year=2026&to-day=30&to-month=6&to-year=2027&"
	    "days=monday"));
	assert_shows("3 places are taken already");
}

static void
test_an_offer_is_withdrawn_and_made_again(void **state)
{
	sign_in_as(BO);
	assert_answer(OK, ask("/capacity/501/withdraw"));
	assert_shows("Placements that were arranged stay as they are");
	assert_answer(SEE_OTHER, submit("/capacity/501/withdraw", ""));
	assert_answer(OK, follow());
	assert_shows("Withdrawn");
	assert_answer(OK, ask("/capacity/501/withdraw"));
	assert_shows("Trainees can be matched with it again");
	assert_answer(SEE_OTHER, submit("/capacity/501/withdraw", ""));
	assert_owner_asks(1, "SELECT count(*) FROM placement_offer "
	    "WHERE state = 'offered'");
	owner_does("UPDATE placement_offer SET state = 'filled'");
	assert_answer(INVALID, send_form("/capacity/501/withdraw",
	    "version=4"));
	assert_shows("All places of this offer are taken");
}

static void
test_a_team_says_what_kind_of_setting_it_is(void **state)
{
	sign_in_as(BO);
	assert_answer(INVALID, send_form("/teams/new", "name=crisis+TEAM&"
	    "setting=hospital&statutory=yes"));
	assert_shows("has a team of this name already");
	assert_answer(SEE_OTHER, send_form("/teams/new", "name=Ward+5&"
	    "setting=hospital&statutory=no"));
	assert_owner_asks(9003, "SELECT organisation_id FROM team "
	    "WHERE name = 'Ward 5' AND NOT statutory");
	assert_answer(NOT_FOUND, ask("/teams/51/change"));
	sign_in_as(PAT);
	assert_answer(OK, ask("/capacity"));
	assert_shows("Not known yet: the kind of setting of 1 team");
	assert_answer(OK, ask("/teams/51/change"));
	assert_answer(SEE_OTHER, send_form("/teams/51/change",
	    "name=Community&setting=older_people&statutory=yes"));
	assert_owner_asks(1, "SELECT count(*) FROM team "
	    "WHERE name = 'Community' AND setting = 'older_people'");
}

/* What the rules say of codes is what the database knows. */
static void
test_the_codes_of_rules_and_database_are_the_same(void **state)
{
	const char	*codes = "";
	static char	 all[600];

	all[0] = '\0';
	for (int i = 0; match_settings[i].code != NULL; i++)
		strcat(strcat(all, match_settings[i].code), ",");
	codes = owner_reads("SELECT string_agg(s || ',', '' ORDER BY s) "
	    "FROM unnest(enum_range(NULL::setting_kind)) s");
	assert_string_equal(all, codes);
	all[0] = '\0';
	for (int i = 0; match_features[i].code != NULL; i++)
		strcat(strcat(all, match_features[i].code), ",");
	codes = owner_reads("SELECT string_agg(s || ',', '' ORDER BY s) "
	    "FROM unnest(enum_range(NULL::placement_feature)) s");
	assert_string_equal(all, codes);
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world_with_offer)
	const struct CMUnitTest	tests[] = {
		test(test_a_partner_offers_places_of_their_own_team),
		test(test_nobody_offers_the_places_of_others),
		test(test_an_offer_must_make_sense),
		test(test_an_offer_is_changed_as_it_was_seen),
		test(test_an_offer_is_withdrawn_and_made_again),
		test(test_a_team_says_what_kind_of_setting_it_is),
		test(test_the_codes_of_rules_and_database_are_the_same),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
