/* asye_review_gate - what stands beside a document of an ASYE while it is
 * written: what guidance comes to in an agreement; and the minimums of the
 * framework, for which a final review waits, or for a reason. */
#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/documents.h"
#include "rules/support.h"
#include "rules/words.h"

/* "Three-month review, 1 December 2025; Final review, 1 September 2026" */
static const char *
reviews_due(struct request *req, int64_t asye)
{
	struct asye_review_line_list	 reviews = asye_reviews(req->db, asye);
	const char			*all = "";

	each (r, reviews)
		if (date_is_set(r->due_on) &&
		    r->state != ASYE_REVIEW_STATE_OPTIONAL)
			all = arena_printf(req->arena, "%s%s%s, %s", all,
			    *all == '\0' ? "" : "; ", r->name,
			    date_words(req->arena, r->due_on));
	return (all);
}

const char *
guidance_of_agreement(struct request *req, const struct document *d)
{
	struct agreement_basis	*b;
	const char		*reviews;
	int			 minutes;

	if (d->kind != DOCUMENT_KIND_ASYE_AGREEMENT ||
	    (b = agreement_basis_of(req->db, d->asye_id.value)) == NULL)
		return (NULL);
	minutes = protected_minutes((int)b->week_minutes,
	    (int)b->protected_percent, (int)b->fte_percent);
	reviews = reviews_due(req, d->asye_id.value);
	return (arena_printf(req->arena, "National guidance protects %ld "
	    "percent of the working week for development. Of %ld percent of "
	    "%s that is %d minutes a week, or %s.%s%s%s",
	    (long)b->protected_percent, (long)b->fte_percent,
	    time_words(req->arena, (int)b->week_minutes), minutes,
	    time_words(req->arena, minutes), *reviews == '\0' ? "" :
	    " The timetable has: ", reviews,
	    *reviews == '\0' ? "" : "."));
}

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
