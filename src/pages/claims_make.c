/* claims_make - for whom a claim can be made, for whom not and why. */
#include <stdio.h>
#include <string.h>

#include "pages.h"
#include "pages/claims.h"
#include "views.h"

static const struct option *
claimant_options(struct request *req, struct claim_employer_list all)
{
	struct option	*options = arena_array(req->arena, all.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose an employer" };
	each (e, all)
		options[n++] = (struct option){ arena_printf(req->arena,
		    "%ld-%ld", e->programme_id, e->organisation_id),
		    arena_printf(req->arena, "%s, %s", e->organisation,
		    e->programme) };
	return (options);
}

static const struct option *
period_options(struct request *req, struct claim_period_list all)
{
	struct option	*options = arena_array(req->arena, all.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a period" };
	each (p, all)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    p->id), p->name };
	return (options);
}

static const struct claim_employer *
claimant_chosen(struct request *req, struct claim_employer_list all)
{
	const char	*chosen = form_value(req->form, "employer");

	each (e, all)
		if (strcmp(chosen, arena_printf(req->arena, "%ld-%ld",
		    e->programme_id, e->organisation_id)) == 0)
			return (e);
	return (NULL);
}

static const struct claim_period *
period_chosen(struct request *req, struct claim_period_list all)
{
	const char	*chosen = form_value(req->form, "period");

	each (p, all)
		if (strcmp(chosen, arena_printf(req->arena, "%ld", p->id)) ==
		    0)
			return (p);
	return (NULL);
}

static struct claim_rules
rules_of(const struct claim_period *p)
{
	return ((struct claim_rules){ p->from_on, p->to_on, p->pays_agency,
	    p->years.known ? (int)p->years.value : 0, {
	    p->registration.known ? (int)p->registration.value : -1,
	    p->completion.known ? (int)p->completion.value : -1 } });
}

static struct claim_facts
facts_of(const struct claim_candidate *c)
{
	return ((struct claim_facts){ .qualified_on = c->qualified_on,
	    .starts_on = c->starts_on, .registered_on = c->registered_on,
	    .confirmed_on = c->confirmed_on,
	    .left = c->state == ASYE_STATE_WITHDRAWN ||
	    c->state == ASYE_STATE_TRANSFERRED, .has_number = c->has_number,
	    .agency = c->agency,
	    .claimed = { c->registration, c->completion } });
}

/* Both parts of everybody; what was claimed before is left out. */
static void
judge_all(struct request *req, struct claim_draft *d)
{
	struct claim_candidate_list	 all = claim_candidates(req->db,
					    d->employer->programme_id,
					    d->employer->organisation_id,
					    d->period->id);
	struct claim_rules		 rules = rules_of(d->period);

	d->judged = arena_array(req->arena, CLAIM_PARTS * all.n + 1,
	    sizeof(*d->judged));
	each (c, all) {
		struct claim_facts	facts = facts_of(c);

		for (int part = 0; part < CLAIM_PARTS; part++) {
			struct claim_judged	*j = &d->judged[d->njudged];

			*j = (struct claim_judged){ .who = c,
			    .part = (enum claimed_part)part,
			    .pounds = rules.pounds[part] };
			j->bar = claim_judge(j->part, &facts, &rules);
			if (j->bar == CLAIM_MADE_BEFORE)
				continue;
			j->words = claim_bar_words(req->arena, j->bar,
			    j->part, &facts, &rules);
			d->no_amount |= j->bar == CLAIM_NO_AMOUNT;
			d->nfree += j->bar == CLAIM_FREE;
			d->pounds += j->bar == CLAIM_FREE ? j->pounds : 0;
			d->njudged++;
		}
	}
}

/* Choices that are no choice yet show the page that asks for them. */
static bool
draft_begin(struct request *req, struct claim_draft *d)
{
	struct claim_employer_list	employers = claim_employers(req->db);
	struct claim_period_list	periods;

	*d = (struct claim_draft){ 0 };
	d->employer = claimant_chosen(req, employers);
	periods = claim_periods_of(req->db, d->employer != NULL ?
	    d->employer->programme_id : 0);
	d->period = period_chosen(req, periods);
	if (d->employer != NULL && d->period != NULL) {
		judge_all(req, d);
		return (true);
	}
	if (form_has(req->form, "employer") && d->employer == NULL)
		form_refuse(req->form, "employer", "Select an employer");
	if (form_has(req->form, "period") && d->period == NULL)
		form_refuse(req->form, "period", "Select a period");
	claim_choose_page(req->out, req, claimant_options(req, employers),
	    period_options(req, periods));
	return (false);
}

enum status
claim_new(struct request *req)
{
	struct claim_draft	d;

	if (claim_employers(req->db).n == 0)
		return (NOT_FOUND);
	if (!draft_begin(req, &d))
		return (form_ok(req->form) ? OK : INVALID);
	claim_check_page(req->out, req, &d);
	return (OK);
}

/* What was seen is what is claimed: so many lines, of so many pounds. */
static bool
is_as_shown(struct request *req, const struct claim_draft *d)
{
	return (strcmp(form_value(req->form, "shown"), arena_printf(req->arena,
	    "%zu of %ld", d->nfree, d->pounds)) == 0);
}

enum status
claim_create(struct request *req)
{
	struct claim_draft	 d;
	struct new_claim	*made;

	if (claim_employers(req->db).n == 0)
		return (NOT_FOUND);
	if (!draft_begin(req, &d))
		return (INVALID);
	if (d.nfree == 0)
		form_refuse(req->form, "", "There is nobody to claim for");
	else if (!is_as_shown(req, &d))
		form_refuse(req->form, "", "The records changed while you read "
		    "this. Check the claim again");
	if (!form_ok(req->form)) {
		claim_check_page(req->out, req, &d);
		return (INVALID);
	}
	made = claim_make(req->db, d.employer->programme_id,
	    d.employer->organisation_id, d.period->id);
	if (made == NULL)
		return (FAILED);
	for (size_t i = 0; i < d.njudged; i++)
		if (d.judged[i].bar == CLAIM_FREE)
			claim_line_add(req->db, made->id,
			    d.judged[i].who->asye_id,
			    d.judged[i].part == CLAIM_REGISTRATION ?
			    CLAIM_PART_REGISTRATION : CLAIM_PART_COMPLETION);
	return (done(req, "Claim made. Download it as a workbook to send it.",
	    "/claims/%ld", made->id));
}
