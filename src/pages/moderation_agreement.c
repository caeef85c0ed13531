/* moderation_agreement - how far two panels agree on the same portfolios. */
#include <string.h>

#include "pages.h"
#include "pages/moderation.h"
#include "views.h"

/* Where an answer stands between agreement and none; -1 for no answer. */
static int
place_of(const char *answer)
{
	static const char *const	places[ANSWERS] = { "yes", "partly",
					    "no" };

	for (int i = 0; i < ANSWERS; i++)
		if (strcmp(answer, places[i]) == 0)
			return (i);
	return (-1);
}

static void
count(struct agreement *a, int first, int second)
{
	if (first >= 0 && second >= 0)
		a->counts[first * PANEL_VERDICTS + second]++;
}

static void
measure(struct agreement *a, const char *what)
{
	double	weights[PANEL_VERDICTS * PANEL_VERDICTS];

	a->what = what;
	kappa_weigh(KAPPA_LINEAR, PANEL_VERDICTS, weights);
	a->linear = kappa_of(a->counts, weights, PANEL_VERDICTS);
	kappa_weigh(KAPPA_QUADRATIC, PANEL_VERDICTS, weights);
	a->quadratic = kappa_of(a->counts, weights, PANEL_VERDICTS);
}

enum status
moderation_agreement(struct request *req)
{
	struct agreements	s = { .round = round_decided(req) };
	struct marked_pair_list	pairs;
	bool			all = strcmp(form_value(req->form, "rounds"),
				    "all") == 0;

	if (s.round == NULL)
		return (NOT_FOUND);
	pairs = marked_pairs(req->db, (struct maybe_int){ !all, s.round->id },
	    s.round->organisation_id);
	s.pairs = pairs.n;
	each (p, pairs) {
		count(&s.verdict, (int)p->first - PANEL_VERDICT_AGREE,
		    (int)p->second - PANEL_VERDICT_AGREE);
		for (size_t t = 0; t < FIVE_TESTS; t++)
			if (t < p->first_tests.n && t < p->second_tests.n)
				count(&s.tests[t],
				    place_of(p->first_tests.v[t]),
				    place_of(p->second_tests.v[t]));
	}
	measure(&s.verdict, "The decision");
	for (size_t t = 0; t < FIVE_TESTS; t++)
		measure(&s.tests[t], question_name(CHECKLIST + t));
	moderation_agreement_page(req->out, req, &s);
	return (OK);
}
