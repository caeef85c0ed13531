/* asye_review_gate - a final review waits for the minimums of its framework,
 * or for a reason. */
#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/documents.h"

struct minimums_shown
minimums_of_review(struct request *req, const struct document *d)
{
	struct asye_record	*a;

	if (d->kind != DOCUMENT_KIND_ASYE_FINAL_REVIEW ||
	    (a = asye_by_id(req->db, d->asye_id.value)) == NULL)
		return ((struct minimums_shown){ 0 });
	return (minimums_now(req, a));
}

/* "2 more direct observations; 1 more written record" */
static const char *
all_missing(struct arena *a, const struct minimums_shown *s)
{
	const char	*all = "";

	for (size_t i = 0; i < s->n; i++)
		if (s->v[i].standing.gates && !s->v[i].standing.met)
			all = arena_printf(a, "%s%s%s", all,
			    *all == '\0' ? "" : "; ",
			    s->v[i].standing.missing);
	return (all);
}

const char *
final_review_refused(struct request *req, const struct document *d,
    const struct answer_list *assessor)
{
	struct document_field	 shortfall = { .writer = ASSESSOR_PART,
				    .name = "shortfall" };
	struct minimums_shown	 s;
	struct document_gate	*gate;

	if (d->kind != DOCUMENT_KIND_ASYE_FINAL_REVIEW ||
	    *answer_of(assessor, answer_name(req->arena, &shortfall)) != '\0')
		return (NULL);
	gate = final_review_gate(req->db, d->asye_id.value);
	if (gate == NULL || gate->open)
		return (NULL);
	s = minimums_of_review(req, d);
	return (arena_printf(req->arena, "A minimum of the evidence is not "
	    "met: %s. The review can be sent when it is, or when the ASYE "
	    "assessor enters why it is held all the same",
	    all_missing(req->arena, &s)));
}
