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
	no_role_page(req->out, req);
	return (OK);
}

const char *
draft_words(const char *path)
{
	if (strncmp(path, "/reflections/", 13) == 0)
		return ("A reflection");
	if (strncmp(path, "/teams/", 7) == 0)
		return (strstr(path, "/audits/") != NULL ?
		    "An audit of a team" : "An action about a team");
	if (strncmp(path, "/audits/", 8) == 0 ||
	    strncmp(path, "/actions/", 9) == 0)
		return ("An action about a team");
	if (strncmp(path, "/placements/", 12) == 0 &&
	    strstr(path, "/feedback") != NULL)
		return ("Feedback on a placement");
	if (strstr(path, "/skills-") != NULL)
		return ("A skills day");
	if (strncmp(path, "/placements/", 12) == 0 &&
	    strstr(path, "/changes/") != NULL)
		return ("What happens to a placement");
	if (strncmp(path, "/trainees/", 10) == 0 &&
	    strstr(path, "/placements/") != NULL)
		return ("A placement to plan");
	if (strncmp(path, "/placements/", 12) == 0)
		return (strstr(path, "/documents/") != NULL ?
		    "A document to begin" : strstr(path, "/weeks/") != NULL ?
		    "A week's days" :
		    "A placement day");
	if (strncmp(path, "/days/", 6) == 0)
		return (strstr(path, "/return") != NULL ?
		    "A day to return" : "A correction of a day");
	if (strncmp(path, "/documents/", 11) == 0)
		return ("A document");
	if (strncmp(path, "/asye/", 6) == 0)
		return (strstr(path, "/documents/") != NULL ?
		    "A document to begin" : "An ASYE");
	if (strcmp(path, "/work") == 0)
		return ("Days chosen to be confirmed");
	if (strstr(path, "/guides/") != NULL || strstr(path, "/tutor") != NULL)
		return ("Who is beside a trainee");
	if (strncmp(path, "/units/", 7) == 0)
		return ("A change of a unit");
	if (strcmp(path, "/leads/new") == 0)
		return ("A new Consultant Social Worker");
	if (strncmp(path, "/concerns/", 10) == 0)
		return (strstr(path, "/respond") != NULL ?
		    "An answer to a concern" : "A step of a concern");
	if (strstr(path, "/suitability") != NULL)
		return ("What you began to write");
	if (strstr(path, "/concerns/new") != NULL)
		return ("A concern to raise");
	if (strncmp(path, "/settings/", 10) == 0)
		return ("A change of a setting");
	if (strncmp(path, "/components/", 12) == 0)
		return (strstr(path, "/marks") != NULL ? "Marks" :
		    "A change of what is assessed");
	if (strncmp(path, "/modules/", 9) == 0 ||
	    strncmp(path, "/curriculum/", 12) == 0)
		return ("A change of a module");
	if (strncmp(path, "/cohorts/", 9) == 0)
		return (strcmp(path, "/cohorts/new") == 0 ?
		    "A new cohort" : "Somebody to enrol");
	if (strncmp(path, "/trainees/", 10) == 0)
		return ("A change of an enrolment");
	return ("A form");
}
