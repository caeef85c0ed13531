/* claims - the claims that were made, what a funder pays, and one claim. */
#include <string.h>

#include "pages.h"
#include "pages/claims.h"
#include "views.h"

enum { CLAIMS_SHOWN = 200, POUNDS_MOST = 100000 };

const char *
pounds_words(struct arena *a, int64_t pounds)
{
	struct out	 o = { 0 };
	const char	*words;

	if (pounds < 0)
		return ("Not known");
	out_count(&o, pounds);
	words = arena_printf(a, "£%.*s", (int)o.len, o.data);
	out_free(&o);
	return (words);
}

enum status
claims(struct request *req)
{
	struct claims_shown	s = { claims_mine(req->db, CLAIMS_SHOWN),
				    claims_overpaid(req->db, CLAIMS_SHOWN),
				    claim_employers(req->db) };

	claims_page(req->out, req, &s);
	return (OK);
}

/* The programme whose amounts staff enter. */
static struct staff_programme *
programme_of_staff(struct request *req)
{
	struct staff_programme_list	all = programmes_of_staff(req->db);

	return (all.n == 0 ? NULL : all.v);
}

static const struct claim_period *
period_of(struct claim_period_list periods, int64_t id)
{
	each (p, periods)
		if (p->id == id)
			return (p);
	return (NULL);
}

static const struct claim_period *
amount_begin(struct request *req, struct staff_programme **programme)
{
	if ((*programme = programme_of_staff(req)) == NULL)
		return (NULL);
	return (period_of(claim_periods_of(req->db, (*programme)->id),
	    req->id[0]));
}

enum status
claim_amounts(struct request *req)
{
	struct staff_programme	*programme = programme_of_staff(req);

	if (programme == NULL)
		return (NOT_FOUND);
	claim_amounts_page(req->out, req, programme->name,
	    claim_periods_of(req->db, programme->id));
	return (OK);
}

static void
fill(struct request *req, const char *name, struct maybe_int pounds)
{
	if (!form_has(req->form, name) && pounds.known)
		form_set(req->form, name, arena_printf(req->arena, "%ld",
		    pounds.value));
}

enum status
claim_amount_page(struct request *req)
{
	struct staff_programme		*programme;
	const struct claim_period	*p = amount_begin(req, &programme);

	if (p == NULL)
		return (NOT_FOUND);
	fill(req, "registration", p->registration);
	fill(req, "completion", p->completion);
	claim_amount_form(req->out, req, p);
	return (OK);
}

enum status
claim_amount_keep(struct request *req)
{
	struct staff_programme		*programme;
	const struct claim_period	*p = amount_begin(req, &programme);
	int64_t				 registration, completion;
	const char			*source;

	if (p == NULL)
		return (NOT_FOUND);
	registration = form_number(req->form, "registration",
	    "The amount at registration", 0, POUNDS_MOST,
	    "Enter what is paid at registration");
	completion = form_number(req->form, "completion",
	    "The amount at completion", 0, POUNDS_MOST,
	    "Enter what is paid at completion");
	source = form_text(req->form, "source", "Where it is from",
	    CLAIM_WORDS_MAX, "Enter where you have the amounts from");
	if (!form_ok(req->form)) {
		claim_amount_form(req->out, req, p);
		return (INVALID);
	}
	claim_amount_enter(req->db, p->id, programme->id, registration,
	    completion, source);
	return (done(req, "Amounts entered", "/claims/amounts"));
}

bool
claim_asked(struct request *req, struct claim_shown *s)
{
	if ((s->claim = claim_by_id(req->db, req->id[0])) == NULL)
		return (false);
	s->lines = claim_lines(req->db, s->claim->id);
	s->releases = claim_releases(req->db, s->claim->id);
	request_reads(req, "claim", s->claim->id, 0, s->claim->programme_id);
	return (true);
}

enum status
claim_show(struct request *req)
{
	struct claim_shown	s;

	if (!claim_asked(req, &s))
		return (NOT_FOUND);
	claim_page(req->out, req, &s);
	return (OK);
}

const char *
claim_line_words(struct arena *a, const struct claim_line *l)
{
	if (l->state == CLAIM_LINE_STATE_UNDONE)
		return ("Undone");
	if (l->state == CLAIM_LINE_STATE_REPAID)
		return (arena_printf(a, "Paid back on %s",
		    date_words(a, l->repaid_on)));
	if (!l->overpaid)
		return ("Claimed");
	return (l->part == CLAIM_PART_REGISTRATION ?
	    "Left the ASYE since: ask the funder whether to pay it back" :
	    "The outcome is no longer confirmed: ask the funder whether to "
	    "pay it back");
}
