/*
 * curves - how long people are on the ASYE, group by group.
 *
 * What ends it is the event, whichever way: to take those who leave as if they
 * went on would make completion look likelier than it is.  Of those who pass,
 * the share by a time allows for those who leave (Aalen and Johansen).
 *
 * Whom small numbers are hidden from has times in spans of months, each as long
 * as it takes for nobody, or more than a few, of each group to end in it; what
 * is drawn and tested is worked out from these spans alone.
 */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/competing.h"
#include "time.h"

enum { CURVES = 2, EVENTS_LEAST = 5, AT_RISK_LEAST = 10, MONTHS_MAX = 600 };
static const double	month = 30.4375;

/* People of the two headline groups; time in days, or whole months. */
struct watched {
	struct life	*v;
	size_t		 n, people[CURVES], ends[CURVES];
	bool		 passes_told;
};

/* How many end in each month: in any way, and by passing. */
struct months { int64_t ends[CURVES][MONTHS_MAX], passes[CURVES][MONTHS_MAX]; };

static int
group_at(const struct equity_characteristic *by, const char *coarse)
{
	if (coarse == NULL || by->headline == NULL)
		return (-1);
	return (strcmp(coarse, by->headline) == 0 ? 0 :
	    strcmp(coarse, by->reference) == 0 ? 1 : -1);
}

static void
add_lives(struct watched *w, int64_t how_many, struct life one)
{
	for (int64_t i = 0; i < how_many; i++)
		w->v[w->n++] = one;
	w->people[one.group] += (size_t)how_many;
	w->ends[one.group] += one.what != 0 ? (size_t)how_many : 0;
}

static double
months_of(int64_t days)
{
	return (fmin(MONTHS_MAX - 1, floor((double)days / month) + 1));
}

static struct watched
watch(struct arena *a, struct equity_raw_time_list rows,
    const struct equity_characteristic *by, bool in_months)
{
	struct watched	w = { .passes_told = true };
	size_t		most = 0;

	each (r, rows)
		most += (size_t)r->people;
	w.v = arena_array(a, most + 1, sizeof(*w.v));
	each (r, rows) {
		int	g = group_at(by, r->coarse);

		if (g >= 0 && strcmp(r->characteristic, by->code) == 0)
			add_lives(&w, r->people, (struct life){
			    .time = in_months ? months_of(r->days) :
			    (double)r->days, .what = (int)r->what,
			    .group = g });
	}
	return (w);
}

static bool
may_be_drawn(const struct protection *p, const struct watched *w)
{
	size_t	least = (size_t)(is_for_lead(p) ? p->at->rate_least :
		    is_for_partners(p) ? p->at->band_people :
		    p->at->group_least);
	size_t	events = is_for_lead(p) ? 0 : EVENTS_LEAST;

	for (int g = 0; g < CURVES; g++)
		if (w->people[g] < least || w->ends[g] < events)
			return (false);
	return (true);
}

static void
count_months(const struct watched *w, struct months *m)
{
	for (size_t i = 0; i < w->n; i++) {
		int	g = w->v[i].group, at = (int)w->v[i].time;

		m->ends[g][at] += w->v[i].what != 0;
		m->passes[g][at] += w->v[i].what == 1;
	}
}

static bool
is_few(int64_t n, int64_t few)
{
	return (n >= 1 && n <= few);
}

/* The last month of the span that begins after one: of no group do a few end
 * in it. */
static int
span_ends(const struct months *m, int after, int64_t few)
{
	int64_t	open[CURVES] = { 0 };

	for (int at = after + 1; at < MONTHS_MAX; at++) {
		for (int g = 0; g < CURVES; g++)
			open[g] += m->ends[g][at];
		if (open[0] + open[1] > 0 && !is_few(open[0], few) &&
		    !is_few(open[1], few))
			return (at);
	}
	return (MONTHS_MAX);
}

/* to: the end of the span of each month.  A few who are left over at the end
 * belong to the last span, which goes on until then. */
static void
spans(const struct months *m, int64_t few, int *to)
{
	int	from = 0, before = 0, last = 0, end;

	for (int at = 1; at < MONTHS_MAX; at++)
		if (m->ends[0][at] + m->ends[1][at] > 0)
			last = at;
	while ((end = span_ends(m, from, few)) < MONTHS_MAX) {
		for (int at = from + 1; at <= end; at++)
			to[at] = end;
		before = from;
		from = end;
	}
	for (int at = before + 1; last > from && at <= last; at++)
		to[at] = last;
}

/* Who ended did so at the end of the span; who goes on is seen until their own
 * month. */
static void
merge_months(struct watched *w, int64_t few)
{
	struct months	m = { 0 };
	int		to[MONTHS_MAX] = { 0 };

	count_months(w, &m);
	spans(&m, few, to);
	for (size_t i = 0; i < w->n; i++)
		if (w->v[i].what != 0)
			w->v[i].time = to[(int)w->v[i].time];
}

/* Are those who passed, or who ended otherwise, few by any time? */
static bool
others_are_few(const struct months *m, int64_t few)
{
	for (int g = 0; g < CURVES; g++) {
		int64_t	passes = 0, others = 0;

		for (int at = 0; at < MONTHS_MAX; at++) {
			passes += m->passes[g][at];
			others += m->ends[g][at] - m->passes[g][at];
			if (is_few(passes, few) || is_few(others, few))
				return (true);
		}
	}
	return (false);
}

/* Each span's people as they are counted, and what a reader knows by its
 * end. */
static struct series
series_of(struct arena *a, const struct watched *w, int64_t few)
{
	struct series	s = { 0 };
	struct months	m = { 0 };
	bool		passes;
	int64_t		sums[CURVES][MONTHS_MAX][3] = { 0 };

	count_months(w, &m);
	passes = !others_are_few(&m, few);
	for (size_t i = 0; i < w->n; i++)
		sums[w->v[i].group][(int)w->v[i].time][w->v[i].what]++;
	series_add(a, &s, "passes", passes, false);
	for (int g = 0; g < CURVES; g++)
		for (int at = 0, ends = 0, passed = 0; at < MONTHS_MAX; at++) {
			for (int what = 0; what < 3; what++)
				if (sums[g][at][what] > 0)
					series_add(a, &s, arena_printf(a,
					    "lives %d %d %d", g, at, what),
					    sums[g][at][what], false);
			if (m.ends[g][at] == 0)
				continue;
			ends += (int)m.ends[g][at];
			passed += (int)m.passes[g][at];
			series_add(a, &s, arena_printf(a, "ended %d %d", g,
			    at), ends, true);
			if (passes)
				series_add(a, &s, arena_printf(a,
				    "passed %d %d", g, at), passed, true);
		}
	return (s);
}

static struct watched
lives_of(struct arena *a, const struct series *s)
{
	struct watched	w = { .passes_told = series_count(s, "passes") > 0 };
	size_t		most = 0;
	int		g, at, what;

	for (size_t i = 0; i < s->n; i++)
		most += (size_t)s->counts[i];
	w.v = arena_array(a, most + 1, sizeof(*w.v));
	for (size_t i = 0; i < s->n; i++)
		if (sscanf(s->labels[i], "lives %d %d %d", &g, &at, &what)
		    == 3)
			add_lives(&w, s->counts[i], (struct life){ .time = at,
			    .what = what, .group = g });
	return (w);
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
test_words(struct arena *a, const struct protection *p,
    const struct watched *w, const struct equity_characteristic *by)
{
	bool		 in_months = !is_for_lead(p);
	struct chi	 test;
	const char	*passed;

	if (!w->passes_told)
		return ("How many passed by a time is not shown: of one group "
		    "too few did, or too few ended otherwise.");
	passed = passed_words(a, w, by, in_months);
	if (is_for_partners(p))
		return (passed);
	test = gray(w->v, w->n, CURVES, 1);
	return (arena_printf(a, "%sThat they pass equally soon is %s (Gray's "
	    "test, p %s%s).", passed, test.p <= 0.05 ? "unlikely" :
	    "compatible with these numbers", test.p < 0.001 ? "" : "= ",
	    p_words(a, test.p)));
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

/* As they are, or as they may be told; false: not at all. */
static bool
may_be_told(const struct releasing *r, struct equity_report *report,
    struct watched *w)
{
	struct series		 now;
	const struct series	*given;

	if (is_for_lead(r->for_whom))
		return (true);
	merge_months(w, few_of(r->for_whom));
	now = series_of(r->arena, w, few_of(r->for_whom));
	given = release_series(r, arena_printf(r->arena, "time, %s", r->by),
	    &now);
	if (given == NULL)
		return (false);
	*w = lives_of(r->arena, given);
	report->curves_released_on = given->released_on;
	return (true);
}

void
curves(const struct releasing *r, struct equity_report *report)
{
	const struct equity_characteristic *by = asked_for(report, r->by);
	bool				 coarse = !is_for_lead(r->for_whom);
	struct arena			*a = r->arena;
	struct watched			 w;

	if (by == NULL || by->crossed)
		return;
	w = watch(a, equity_raw_times(r->db, r->programme, r->cohorts,
	    r->for_whom->audience, r->reference, by->code), by, coarse);
	report->in_months = coarse;
	if (w.n == 0) {
		report->curves_withheld = "Nobody here is on an ASYE.";
		return;
	}
	if (!may_be_drawn(r->for_whom, &w)) {
		report->curves_withheld = "There are too few people, or too "
		    "few who have finished, to show how long it takes.";
		return;
	}
	if (!may_be_told(r, report, &w)) {
		report->curves_withheld = "This is not given now: beside what "
		    "was given of other cohorts it would tell about very few "
		    "people.";
		return;
	}
	report->curves = arena_array(a, CURVES, sizeof(*report->curves));
	report->curves[report->ncurves++] = curve(a, &w, 0, by->headline,
	    coarse);
	report->curves[report->ncurves++] = curve(a, &w, 1, by->reference,
	    coarse);
	report->log_rank = test_words(a, r->for_whom, &w, by);
}
