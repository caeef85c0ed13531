/* asye_frameworks - which reviews and which evidence each framework asks for,
 * and who says so. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "views.h"

const char *
evidence_kind_words(enum evidence_kind kind)
{
	static const char *const	words[] = {
		[EVIDENCE_KIND_OBSERVATION] = "Direct observations",
		[EVIDENCE_KIND_FEEDBACK_PEOPLE] = "Feedback from people with "
		    "lived experience",
		[EVIDENCE_KIND_FEEDBACK_PROFESSIONALS] = "Feedback from other "
		    "professionals",
		[EVIDENCE_KIND_WRITTEN_RECORD] = "Written reports and records",
		[EVIDENCE_KIND_REFLECTION] = "Critical reflections",
		[EVIDENCE_KIND_DEVELOPMENT_PLAN] = "Development plans",
		[EVIDENCE_KIND_SELF_ASSESSMENT] = "Self-assessments",
		[EVIDENCE_KIND_SUPERVISION] = "Supervision sessions",
		[EVIDENCE_KIND_REVIEW] = "Reviews",
	};

	return (words[kind]);
}

const char *
minimum_rule_words(struct arena *a, const struct framework_minimum_row *m)
{
	const char	*words = "";

	if (m->by_registered > 0)
		words = arena_printf(a, "%ld by a registered social worker. ",
		    m->by_registered);
	if (m->by_assessor > 0)
		words = arena_printf(a, "%s%ld by the ASYE assessor. ", words,
		    m->by_assessor);
	for (size_t i = 0; i < m->must_include.n; i++)
		words = arena_printf(a, "%sOne %s. ", words,
		    strcmp(m->must_include.v[i], "external_report") == 0 ?
		    "is a report for an external decision" :
		    "is a set of case recordings");
	for (size_t i = 0; i < m->at_months.n; i++)
		words = arena_printf(a, "%s%s%ld%s", words,
		    i == 0 ? "At month " : ", ", m->at_months.v[i],
		    i + 1 == m->at_months.n ? ". " : "");
	if (!m->gates)
		words = arena_printf(a, "%sA final review does not wait for "
		    "them.", words);
	return (words);
}

enum status
asye_frameworks(struct request *req)
{
	struct frameworks_shown	s = { frameworks(req->db),
				    framework_reviews(req->db),
				    framework_minimums_all(req->db) };

	frameworks_page(req->out, req, &s);
	return (OK);
}
