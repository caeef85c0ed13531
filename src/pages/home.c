/* home - where somebody starts: what is next, and what waits on whom. */
#include <string.h>

#include "pages.h"
#include "pages/standing.h"
#include "pages/waiting.h"
#include "views.h"

static enum status
trainee_home(struct request *req)
{
	struct placement_list	 all = placements_of_person(req->db,
				    req->visitor.id);
	struct placement	*p = placement_now(&all, req->today);
	struct trainee_day	 today = { .placement = p };
	struct day_settings	 settings;
	struct document_count	*documents = documents_waiting_for(req->db,
				    req->visitor.id);
	struct need_id_list	 mine = enrolments_mine(req->db);
	struct waiting_list	 waiting = waiting_on_me(req->db);

	today.drafts = drafts_mine(req->db);
	today.mine = waiting_part(req->arena, &waiting, true);
	today.others = waiting_part(req->arena, &waiting, false);
	today.documents = documents != NULL ? documents->n : 0;
	today.concerns = concerns_of_me(req->db);
	today.flags = flags_of_me(req->db, req->visitor.id);
	today.cases = suitability_of_me(req->db);
	today.asyes = asyes_of_person(req->db, req->visitor.id);
	today.enrolment = mine.n == 0 ? 0 : mine.v[0].id;
	if (today.enrolment != 0)
		today.requirement = requirement_words(req, today.enrolment,
		    enrolment_own(req->db, today.enrolment)->programme_id);
	if (p != NULL) {
		today.schedule = schedule_asked(req, p);
		settings = day_settings_of(req, p->programme_id);
		today.standing = day_standing(req->arena, &today.schedule,
		    (int)p->confirmed, (int)p->waiting, &settings, req->today);
		today.finish = finish_on(&today.schedule,
		    today.standing.done, req->today);
	}
	trainee_home_page(req->out, req, all, &today);
	return (OK);
}

enum status
home(struct request *req)
{
	if (request_is(req, TRAINEE))
		return (trainee_home(req));
	if (request_is(req, EDUCATOR | STAFF | PARTNER | TUTOR | LEAD |
	    ASSESSOR | COORDINATOR | MODERATOR))
		return (see_other(req, "/work"));
	if (request_is(req, EQUITY_LEAD))
		return (see_other(req, "/fairness"));
	no_role_page(req->out, req);
	return (OK);
}

/* The first whose address begins so and holds that. */
static const struct { const char *begins, *holds, *words; } known[] = {
	{ "/reflections/", "", "A reflection" },
	{ "/support/", "/gap", "What is done about a gap" },
	{ "/support/", "", "A week of support" },
	{ "/check-ins/", "", "A check-in" },
	{ "", "/adjustments/", "A reasonable adjustment" },
	{ "/teams/", "/audits/", "An audit of a team" },
	{ "/teams/", "", "An action about a team" },
	{ "/audits/", "", "An action about a team" },
	{ "/actions/", "", "An action about a team" },
	{ "/placements/", "/feedback", "Feedback on a placement" },
	{ "", "/skills-", "A skills day" },
	{ "/placements/", "/changes/", "What happens to a placement" },
	{ "/trainees/", "/placements/", "A placement to plan" },
	{ "/placements/", "/documents/", "A document to begin" },
	{ "/placements/", "/weeks/", "A week's days" },
	{ "/placements/", "", "A placement day" },
	{ "/days/", "/return", "A day to return" },
	{ "/days/", "", "A correction of a day" },
	{ "/files/", "/evidence", "A file as evidence" },
	{ "/files/", "", "A file to remove or put back" },
	{ "/documents/", "", "A document" },
	{ "/asye/", "/recommend", "A recommendation" },
	{ "/asye/", "/outcome", "An outcome of an ASYE" },
	{ "/asye/", "/certificate", "A certificate to withdraw" },
	{ "/moderation/", "/judge", "A judgement of a portfolio" },
	{ "/moderation/", "/decide", "A panel's decision" },
	{ "/moderation/", "", "Moderation" },
	{ "/asye/", "/documents/", "A document to begin" },
	{ "/asye/", "/evidence/", "Evidence to map to standards" },
	{ "/asye/", "/tags/", "What becomes of a mapping" },
	{ "/crosswalk/", "", "A correction of the crosswalk" },
	{ "/asye/", "/feedback/", "Feedback to ask for" },
	{ "/feedback-requests/", "", "Feedback that was asked for" },
	{ "/asye/", "/changes/", "A change of a timetable" },
	{ "/asye/", "/reviews/", "A change of a timetable" },
	{ "/asye/", "/moves/", "A change of a timetable" },
	{ "/asye/", "", "An ASYE" },
	{ "/work", "", "Days chosen to be confirmed" },
	{ "", "/guides/", "Who is beside a trainee" },
	{ "", "/tutor", "Who is beside a trainee" },
	{ "/units/", "", "A change of a unit" },
	{ "/leads/new", "", "A new Consultant Social Worker" },
	{ "/concerns/", "/respond", "An answer to a concern" },
	{ "", "/suitability", "What you began to write" },
	{ "", "/concerns/new", "A concern to raise" },
	{ "/concerns/", "", "A step of a concern" },
	{ "/flags/", "", "An answer to a flag" },
	{ "", "/contacts/", "A contact to record" },
	{ "", "/support-plans/new", "A support plan" },
	{ "/support-plans/", "", "A step of a support plan" },
	{ "/support-actions/", "", "A step of a support plan" },
	{ "/claims/", "", "A claim" },
	{ "/exports/", "", "A spreadsheet to ask for" },
	{ "/sets/", "", "A monthly set" },
	{ "/tokens/", "", "An API token to make" },
	{ "/findings/", "/causes/", "A cause to test" },
	{ "/findings/", "/actions/", "An action on a finding" },
	{ "/findings/", "", "A step of a finding" },
	{ "/finding-causes/", "", "What was found of a cause" },
	{ "/finding-actions/", "", "An action on a finding" },
	{ "/second-steps/", "", "A lost phone" },
	{ "/team/", "", "A role of the team" },
	{ "/my/data/", "", "What you ask about your data" },
	{ "/data/requests/", "", "An answer about data" },
	{ "/data/holds/", "", "A hold of a record" },
	{ "/data/erasures/", "", "An erasure" },
	{ "/data/openings/", "", "A record to open in an emergency" },
	{ "/programmes/", "/close", "Closing a programme" },
	{ "/tutors/new", "", "A new tutor" },
	{ "/educators/new", "", "A new practice educator" },
	{ "/settings/", "", "A change of a setting" },
	{ "/components/", "/marks", "Marks" },
	{ "/components/", "", "A change of what is assessed" },
	{ "/modules/", "", "A change of a module" },
	{ "/curriculum/", "", "A change of a module" },
	{ "/cohorts/new", "", "A new cohort" },
	{ "/cohorts/", "", "Somebody to enrol" },
	{ "/trainees/", "", "A change of an enrolment" },
};

const char *
draft_words(const char *path)
{
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strncmp(path, known[i].begins,
		    strlen(known[i].begins)) == 0 &&
		    strstr(path, known[i].holds) != NULL)
			return (known[i].words);
	return ("A form");
}
