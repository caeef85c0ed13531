/* history_outcomes - what happened at the end of somebody's ASYE, in words. */
#include <string.h>

#include "pages/history.h"
#include "queries.h"

/* By the table, and the step, the decision or the state of a row. */
static const struct { const char *subject, *state, *words; } sayings[] = {
	{ "asye_recommendation", "pass", "ASYE assessor recommended a pass" },
	{ "asye_recommendation", "fail", "ASYE assessor recommended a fail" },
	{ "asye_comment", NULL, "Recommendation commented on" },
	{ "moderation_portfolio", NULL, "Recommendation moderated" },
	{ "asye_outcome", "pass", "ASYE passed, as the employer confirmed" },
	{ "asye_outcome", "fail", "ASYE failed, as the employer confirmed" },
	{ "asye_outcome", "extend", "ASYE extended after moderation" },
	{ "asye_outcome", NULL, "Outcome of the ASYE went on" },
	{ "outcome_event", "notice_given", "Notice of the outcome given" },
	{ "outcome_event", "acknowledged", "Outcome read" },
	{ "outcome_event", "appeal_lodged", "Appeal lodged" },
	{ "outcome_event", "appeal_heard", "Appeal heard" },
	{ "outcome_event", "appeal_upheld", "Appeal upheld" },
	{ "outcome_event", "appeal_dismissed", "Appeal dismissed" },
	{ "outcome_event", "appeal_withdrawn", "Appeal withdrawn" },
	{ "asye_certificate", "withdrawn", "Certificate withdrawn" },
	{ "asye_certificate", "valid", "Certificate issued" },
	{ "asye_certificate", NULL, "Certificate drawn as a PDF" },
};

const char *
outcome_history_words(const struct event *e)
{
	for (size_t i = 0; i < sizeof(sayings) / sizeof(*sayings); i++)
		if (strcmp(sayings[i].subject, e->subject) == 0 &&
		    (sayings[i].state == NULL || (e->state != NULL &&
		    strcmp(sayings[i].state, e->state) == 0)))
			return (sayings[i].words);
	return (NULL);
}
