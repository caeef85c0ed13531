/*
 * curves - how long people are on the ASYE, group by group.
 *
 * What ends it is the event, whichever way: to take those who leave as if they
 * went on would make completion look likelier than it is.  Of those who pass,
 * the share by a time allows for those who leave (Aalen and Johansen).
 */
#include <math.h>
#include <string.h>

#include "equity/competing.h"
#include "protect.h"
#include "time.h"

enum { CURVES = 2, EVENTS_LEAST = 5, AT_RISK_LEAST = 10 };
static const double	month = 30.4375;

/* People of the two headline groups; time in days, or whole months. */
struct watched { struct life *v; size_t n, people[CURVES], ends[CURVES]; };

static int
group_at(const struct equity_characteristic *by, const char *coarse)
{
	if (coarse == NULL || by->headline == NULL)
		return (-1);
	return (strcmp(coarse, by->headline) == 0 ? 0 :
	    strcmp(coarse, by->reference) == 0 ? 1 : -1);
}

static int
stratum_of(struct int_list cohorts, int64_t id)
{
	for (size_t i = 0; i < cohorts.n; i++)
		if (cohorts.v[i] == id)
			return ((int)i);
	return (0);
}

static struct watched
watch(struct arena *a, struct equity_raw_time_list rows,
    const struct equity_characteristic *by, struct int_list cohorts,
    bool in_months)
{
	struct watched	w = { 0 };
	size_t		most = 0;

	each (r, rows)
		most += (size_t)r->people;
	w.v = arena_array(a, most + 1, sizeof(*w.v));
	each (r, rows) {
		int	g = group_at(by, r->coarse);

		if (g < 0 || strcmp(r->characteristic, by->code) != 0)
			continue;
		for (int64_t i = 0; i < r->people; i++)
			w.v[w.n++] = (struct life){ .time = in_months ?
			    floor((double)r->days / month) + 1 :
			    (double)r->days, .what = (int)r->what, .group = g,
			    .stratum = stratum_of(cohorts, r->cohort_id) };
		w.people[g] += (size_t)r->people;
		w.ends[g] += r->what != 0 ? (size_t)r->people : 0;
	}
	return (w);
}

static bool
may_be_drawn(enum equity_audience audience, const struct watched *w)
{
	size_t	least = audience == EQUITY_AUDIENCE_LEAD ? RATE_LEAST :
		    audience == EQUITY_AUDIENCE_STAFF ? GROUP_LEAST :
		    BAND_PEOPLE;
	size_t	events = audience == EQUITY_AUDIENCE_LEAD ? 0 : EVENTS_LEAST;

	for (int g = 0; g < CURVES; g++)
		if (w->people[g] < least || w->ends[g] < events)
			return (false);
	return (true);
}

/* Whole percents, so that a step does not count the people in it. */
static double
told_share(bool coarse, double share)
{
	return (coarse ? round(100 * share) / 100 : share);
}

static const char *
median_words(struct arena *a, const struct survival *s, bool in_months)
{
	double	m = survival_median(s).value;

	if (isnan(m))
		return ("Not reached");
	return (arena_printf(a, in_months ? "%.0f months" : "%.0f days", m));
}

static struct equity_curve
curve(struct arena *a, const struct watched *w, int group, const char *name,
    bool coarse)
{
	struct life		*lives = arena_array(a, w->n + 1,
				    sizeof(*lives));
	struct equity_curve	 c = { .group = name };
	struct survival		 s;

	for (size_t i = 0; i < w->n; i++) {
		lives[i] = w->v[i];
		lives[i].what = lives[i].what != 0;
	}
	s = kaplan_meier(lives, w->n, group, normal_within(0.95));
	c.steps = arena_array(a, s.n + 1, sizeof(*c.steps));
	for (size_t i = 0; i < s.n; i++) {
		const struct survival_step	*p = &s.steps[i];

		if (coarse && p->at_risk < AT_RISK_LEAST)
			break;
		if (p->events > 0)
			c.steps[c.n++] = (struct equity_step){ p->time,
			    told_share(coarse, p->alive),
			    told_share(coarse, p->within.low),
			    told_share(coarse, p->within.high) };
	}
	c.median = median_words(a, &s, coarse);
	survival_free(&s);
	return (c);
}

static const char *
passed_words(struct arena *a, const struct watched *w,
    const struct equity_characteristic *by, bool in_months)
{
	static const int	months[] = { 12, 15, 18 };
	const char		*words = "";

	for (size_t i = 0; i < sizeof(months) / sizeof(*months); i++) {
		double	time = in_months ? months[i] : months[i] * month;

		words = arena_printf(a, "%sWithin %d months %.0f%% of the "
		    "group %s passed, and %.0f%% of the group %s. ", words,
		    months[i], 100 * incidence_at(w->v, w->n, 0, 1,
		    time).value, by->headline, 100 * incidence_at(w->v, w->n,
		    1, 1, time).value, by->reference);
	}
	return (words);
}

static const char *
test_words(struct arena *a, const struct watched *w,
    const struct equity_characteristic *by, bool in_months)
{
	struct chi	test = gray(w->v, w->n, CURVES, 1);

	return (arena_printf(a, "%sThat they pass equally soon is %s (Gray's "
	    "test, p %s%s).", passed_words(a, w, by, in_months),
	    test.p <= 0.05 ? "unlikely" : "compatible with these numbers",
	    test.p < 0.001 ? "" : "= ", p_words(a, test.p)));
}

static const struct equity_characteristic *
asked_for(const struct equity_report *r, const char *code)
{
	for (size_t i = 0; i < r->ncharacteristics; i++)
		if (code == NULL ||
		    strcmp(r->characteristics[i].code, code) == 0)
			return (&r->characteristics[i]);
	return (NULL);
}

void
curves(struct db *db, struct arena *a, struct equity_report *r,
    const struct equity_selection *s, struct int_list cohorts,
    const char *reference)
{
	const struct equity_characteristic *by = asked_for(r, s->by);
	bool				 coarse = r->audience !=
					    EQUITY_AUDIENCE_LEAD;
	struct watched			 w;

	if (by == NULL || by->crossed)
		return;
	w = watch(a, equity_raw_times(db, s->programme, cohorts, r->audience,
	    reference), by, cohorts, coarse);
	r->in_months = coarse;
	if (w.n == 0) {
		r->curves_withheld = "Nobody here is on an ASYE.";
		return;
	}
	if (!may_be_drawn(r->audience, &w)) {
		r->curves_withheld = "There are too few people, or too few "
		    "who have finished, to show how long it takes.";
		return;
	}
	r->curves = arena_array(a, CURVES, sizeof(*r->curves));
	r->curves[r->ncurves++] = curve(a, &w, 0, by->headline, coarse);
	r->curves[r->ncurves++] = curve(a, &w, 1, by->reference, coarse);
	r->log_rank = test_words(a, &w, by, coarse);
}
