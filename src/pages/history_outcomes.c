/* history_outcomes - what happened at the end of somebody's ASYE, in words. */
#include "pages/history.h"
#include "queries.h"

/* By the table, and the step, the decision or the state of a row. */
static const struct saying	sayings[] = {
	{ "asye_recommendation", "pass", OF_ANY,
	    "ASYE assessor recommended a pass" },
	{ "asye_recommendation", "fail", OF_ANY,
	    "ASYE assessor recommended a fail" },
	{ "asye_comment", NULL, OF_ANY, "Recommendation commented on" },
	{ "moderation_portfolio", NULL, OF_ANY, "Recommendation moderated" },
	{ "asye_outcome", "pass", OF_ANY,
	    "ASYE passed, as the employer confirmed" },
	{ "asye_outcome", "fail", OF_ANY,
	    "ASYE failed, as the employer confirmed" },
	{ "asye_outcome", "extend", OF_ANY, "ASYE extended after moderation" },
	{ "asye_outcome", NULL, OF_ANY, "Outcome of the ASYE went on" },
	{ "outcome_event", "notice_given", OF_ANY,
	    "Notice of the outcome given" },
	{ "outcome_event", "acknowledged", OF_ANY, "Outcome read" },
	{ "outcome_event", "appeal_lodged", OF_ANY, "Appeal lodged" },
	{ "outcome_event", "appeal_heard", OF_ANY, "Appeal heard" },
	{ "outcome_event", "appeal_upheld", OF_ANY, "Appeal upheld" },
	{ "outcome_event", "appeal_dismissed", OF_ANY, "Appeal dismissed" },
	{ "outcome_event", "appeal_withdrawn", OF_ANY, "Appeal withdrawn" },
	{ "asye_certificate", "withdrawn", OF_ANY, "Certificate withdrawn" },
	{ "asye_certificate", "valid", OF_ANY, "Certificate issued" },
	{ "asye_certificate", NULL, OF_ANY, "Certificate drawn as a PDF" },
};

const char *
outcome_history_words(const struct event *e)
{
	return (saying_of(e, sayings, sizeof(sayings) / sizeof(*sayings)));
}
