/* demo_told - what the report tells staff of one comparison. */
#include <string.h>

#include "demo_told.h"
#include "report/equity.h"

enum { THE_PROGRAMME = 1 };

static const struct equity_comparison *
comparison_of(const struct equity_report *r, const char *group)
{
	for (size_t i = 0; r != NULL && r->ntables > 0 &&
	    i < r->tables[0].ncomparisons; i++)
		if (strcmp(r->tables[0].comparisons[i].group, group) == 0)
			return (&r->tables[0].comparisons[i]);
	return (NULL);
}

static const char *
of_words(struct arena *a, const struct token *x, const struct token *n)
{
	return (arena_printf(a, "%s of %s", token_words(a, x),
	    token_words(a, n)));
}

static const char *
ratio_of(struct arena *a, const struct equity_comparison *c)
{
	return (!(c->ratio > 0 && c->ratio < 1000) ? "Not shown" :
	    arena_printf(a, "%s (%s)", ratio_words(a, c->ratio),
	    limits_words(a, c->within)));
}

bool
demo_told(struct db *db, struct arena *a, const char *outcome, const char *by,
    const char *group, struct demo_told *t)
{
	struct equity_selection		 wanted = { .programme = THE_PROGRAMME,
					    .outcome = outcome, .by = by };
	const struct equity_report	*r = equity_report(db, a,
					    EQUITY_AUDIENCE_STAFF, &wanted,
					    "findings");
	const struct equity_comparison	*c = comparison_of(r, group);

	if (c == NULL)
		return (false);
	*t = (struct demo_told){ r->tables[0].outcome->title, c->reference,
	    c->headline, r->cohorts, c->judged ? finding_name(c->code) :
	    "NOT_SHOWN", c->sentence, of_words(a, &c->x1, &c->n1),
	    of_words(a, &c->x2, &c->n2), ratio_of(a, c) };
	return (true);
}
