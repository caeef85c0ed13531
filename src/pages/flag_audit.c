/* flag_audit - whether flags, and what follows them, are fair to all. */
#include <math.h>
#include <string.h>

#include "equity/wording.h"
#include "pages.h"
#include "pages/findings.h"
#include "report/equity.h"
#include "views.h"

const struct flag_column	flag_seen_columns[] = {
	{ "Flagged", false, SEEN_FLAGGED },
	{ "Had a setback", false, SEEN_SETBACK },
	{ "Of these, flagged before", false, SEEN_RECALL },
	{ "Of the flagged, had a setback", false, SEEN_PRECISION },
	{ "Of the others, flagged all the same", false, SEEN_FALSE_ALARM },
	{ NULL }
};

const struct flag_column	flag_after_columns[] = {
	{ "Half were spoken to", .wait = true },
	{ "Spoken to in time", true, AFTER_WITHIN },
	{ "Had a support plan", true, AFTER_PLANNED },
	{ "Called a false alarm", true, AFTER_OVERRIDDEN },
	{ "Cleared by somebody", true, AFTER_CLEARED },
	{ NULL }
};

const char *
flag_rate_words(struct arena *a, const struct flag_rate *r)
{
	const char	*counts;

	if (!token_is_exact(&r->x) || !token_is_exact(&r->n))
		return ("[c]");
	counts = arena_printf(a, "%s of %s", token_words(a, &r->x),
	    token_words(a, &r->n));
	return (!r->has_rate ? counts : arena_printf(a, "%s (%s, %s to %s)",
	    counts, percent_words(a, r->rate, r->n.value),
	    percent_words(a, r->within.low, r->n.value),
	    percent_words(a, r->within.high, r->n.value)));
}

const char *
flag_wait_words(struct arena *a, const struct flag_wait *w, bool exact)
{
	int64_t	weeks = w->days / 7;

	if (!w->told)
		return (exact ? "Too few" : "[c]");
	if (!w->reached)
		return ("Most never were");
	if (!exact)
		return (arena_printf(a, "Within %ld %s", (long)weeks, weeks ==
		    1 ? "week" : "weeks"));
	return (w->days == 0 ? "On the same day" : arena_printf(a,
	    "After %ld %s", (long)w->days, w->days == 1 ? "day" : "days"));
}

const char *
flag_ratio_words(struct arena *a, const struct flag_pair *p)
{
	if (isnan(p->ratio))
		return ("");
	if (isinf(p->ratio))
		return (arena_printf(a, "%s times", limits_words(a,
		    p->within)));
	return (arena_printf(a, "%s times (%s)", ratio_words(a, p->ratio),
	    limits_words(a, p->within)));
}

static const struct option *
rule_options(struct request *req)
{
	struct equity_flag_rule_list	 all = equity_flag_rules(req->db);
	struct option			*o = arena_array(req->arena,
					    all.n + 2, sizeof(*o));

	o[0] = (struct option){ "", "Any rule" };
	for (size_t i = 0; i < all.n; i++)
		o[i + 1] = (struct option){ all.v[i].code, all.v[i].title };
	return (o);
}

/* The lines of one rule stand together. */
static void
choose_rule(const struct flag_audit *f, const char *rule,
    struct flag_audit_shown *s)
{
	for (size_t i = 0; i < f->n; i++) {
		const struct flag_line	*l = &f->lines[i];

		if (strcmp(l->rule != NULL ? l->rule : "", rule) != 0)
			continue;
		if (s->n++ == 0)
			s->lines = l;
		s->rule = l->title;
	}
}

enum status
flags_fairness(struct request *req)
{
	const struct equity_programme	*p = finding_programme(req,
					    req->id[0]);
	struct flag_audit_shown		 s = { 0 };
	struct flag_audit		*f;

	if (p == NULL)
		return (NOT_FOUND);
	s.programme = p->id;
	s.name = p->name;
	s.exact = p->audience == EQUITY_AUDIENCE_LEAD;
	s.rules = rule_options(req);
	f = flag_audit(req->db, req->arena, p->audience, p->id,
	    req->reference);
	if (f != NULL) {
		choose_rule(f, form_value(req->form, "rule"), &s);
		if (s.n == 0)
			choose_rule(f, "", &s);
	}
	flag_audit_page(req->out, req, &s);
	return (OK);
}
