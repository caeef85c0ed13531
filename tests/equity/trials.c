/*
 * trials - whether the report finds what is there, and not what is not:
 *
 *	trials [count [seed]]
 *
 * Cohorts are drawn with a ratio planted in one of the six headline
 * comparisons, and with none; what the report's statistics find of them is held
 * against the power that equity/power.h predicts and against the nominal rate
 * of false findings, each within what chance allows so many trials (99
 * percent).  A line a figure; fails when one is outside.
 */
#include <math.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/exact.h"
#include "equity/multiplicity.h"
#include "equity/power.h"
#include "equity/strata.h"
#include "equity/wording.h"
#include "jobs/planted.h"

enum { HEADLINES = 6, COHORTS_MAX = 12, PEOPLE_MAX = 400 };
static const double	level = 0.05, chance_allows = 0.99;

/* How many of a thousand are of each headline comparison's group: those of the
 * Global Ethnic Majority, men, disabled people, those of 40 and older, who had
 * free school meals, who are first in their family. */
static const int	shares[HEADLINES] = { 281, 290, 180, 150, 200, 450 };

/* rate: of the reference group of the first comparison, and step: how much it
 * grows from cohort to cohort; mix: how much the first group's share does. */
struct world {
	const char	*name;
	int		 cohorts, people;
	double		 rate, ratio, step, mix;
};

struct tally {
	int	found, strict, by_holm, said, family, family_bh,
		raw, compared, covered, pooled, pooled_false, crude_false;
};

struct drawn { struct two strata[HEADLINES][COHORTS_MAX]; };

static uint64_t	dice;
static bool	fine = true;

static uint64_t
throw(void)
{
	uint64_t	z = dice += 0x9e3779b97f4a7c15;

	z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9;
	z = (z ^ (z >> 27)) * 0x94d049bb133111eb;
	return (z ^ (z >> 31));
}

static double
drawn_within_one(void)
{
	return ((double)(throw() >> 11) / 9007199254740992.0);
}

static void
shuffle(bool *v, int n)
{
	for (int i = n - 1; i > 0; i--) {
		int	other = (int)(throw() % (uint64_t)(i + 1));
		bool	kept = v[i];

		v[i] = v[other];
		v[other] = kept;
	}
}

static int
of_first_group(const struct world *w, int cohort)
{
	double	share = shares[0] / 1000.0 + cohort * w->mix;

	return ((int)lround(w->people * share));
}

static double
rate_of(const struct world *w, int cohort)
{
	return (w->rate + cohort * w->step);
}

/* One cohort: the outcome falls by the first comparison's group alone. */
static void
draw_cohort(const struct world *w, int cohort, struct drawn *d)
{
	static bool	in[HEADLINES][PEOPLE_MAX], had[PEOPLE_MAX];

	for (int h = 0; h < HEADLINES; h++) {
		int	n1 = h == 0 ? of_first_group(w, cohort) :
			    w->people * shares[h] / 1000;

		for (int i = 0; i < w->people; i++)
			in[h][i] = i < n1;
		if (h > 0)
			shuffle(in[h], w->people);
	}
	for (int i = 0; i < w->people; i++)
		had[i] = drawn_within_one() < rate_of(w, cohort) *
		    (in[0][i] ? w->ratio : 1);
	for (int h = 0; h < HEADLINES; h++) {
		struct two	*t = &d->strata[h][cohort];

		*t = (struct two){ 0 };
		for (int i = 0; i < w->people; i++) {
			*(in[h][i] ? &t->n1 : &t->n2) += 1;
			*(in[h][i] ? &t->x1 : &t->x2) += had[i];
		}
	}
}

static bool
is_defined(struct two t)
{
	return (t.x1 + t.x2 > 0 && t.x1 + t.x2 < t.n1 + t.n2);
}

static bool
says_higher(enum finding_code code)
{
	return (code == STRONG_HIGHER || code == CLEAR_HIGHER ||
	    code == POSSIBLE_HIGHER);
}

/* The first comparison, in which something may be planted. */
static void
judge_first(struct two t, double p, double holm,
    double bh, struct tally *y)
{
	bool	higher = two_difference(t) > 0;

	y->found += higher && p <= level;
	y->strict += higher && p <= level / HEADLINES;
	y->by_holm += higher && holm <= level;
	y->said += says_higher(finding_code(t, p, holm, bh));
	y->crude_false += p <= level;
}

static void
judge(const struct world *w, const struct drawn *d, struct tally *y)
{
	double		p[HEADLINES], holm[HEADLINES], bh[HEADLINES];
	struct two	crude[HEADLINES];
	struct pooled	mh;
	struct chi	cmh;
	bool		by_holm = false, by_bh = false;

	for (int h = 0; h < HEADLINES; h++) {
		crude[h] = strata_crude(d->strata[h], (size_t)w->cohorts);
		if (!is_defined(crude[h]))
			return;		/* nobody had it: nothing is said */
		p[h] = fisher(crude[h]).mid_p;
	}
	adjust_holm(p, HEADLINES, holm);
	adjust_bh(p, HEADLINES, bh);
	judge_first(crude[0], p[0], holm[0], bh[0], y);
	for (int h = w->ratio > 1 || w->step > 0 ? 1 : 0; h < HEADLINES; h++) {
		by_holm |= holm[h] <= level;
		by_bh |= bh[h] <= level;
		y->raw += p[h] <= level;
		y->compared++;
	}
	y->family += by_holm;
	y->family_bh += by_bh;
	mh = mantel_haenszel_ratio(d->strata[0], (size_t)w->cohorts,
	    normal_within(1 - level));
	cmh = cochran_mantel_haenszel(d->strata[0], (size_t)w->cohorts, 0);
	y->covered += !(mh.within.low > w->ratio ||
	    mh.within.high < w->ratio);
	y->pooled += cmh.p <= level && mh.value > 1;
	y->pooled_false += cmh.p <= level;
}

static void
say(const char *world, const char *what, int x, int n, const char *beside,
    bool ok)
{
	printf("%-44s %-34s %4d of %d  %-38s %s\n", world, what, x, n, beside,
	    ok ? "ok" : "OUTSIDE");
	fine &= ok;
}

/* What is predicted lies within what so many trials say. */
static void
hold_to(const char *world, const char *what, int x, int n, double predicted)
{
	struct interval	within = clopper_pearson(x, n, chance_allows);
	char		beside[64];

	snprintf(beside, sizeof(beside), "%.3f predicted, %.3f to %.3f",
	    predicted, within.low, within.high);
	say(world, what, x, n, beside, predicted >= within.low &&
	    predicted <= within.high);
}

/* No more than the nominal rate, within chance. */
static void
hold_below(const char *world, const char *what, int x, int n, double nominal)
{
	char	beside[64];

	snprintf(beside, sizeof(beside), "at most %.3f nominally", nominal);
	say(world, what, x, n, beside,
	    clopper_pearson(x, n, chance_allows).low <= nominal);
}

static double
predicted_power(const struct world *w, double alpha)
{
	int			 n1 = of_first_group(w, 0) * w->cohorts;
	struct region_of_test	*r = region_of_test(n1,
				    w->people * w->cohorts - n1, alpha);
	double			 power = test_power(r, w->rate * w->ratio,
				    w->rate, 1);

	region_of_test_free(r);
	return (power);
}

static struct tally
try_world(const struct world *w, int count)
{
	struct tally	 y = { 0 };
	struct drawn	 d;

	for (int i = 0; i < count; i++) {
		for (int c = 0; c < w->cohorts; c++)
			draw_cohort(w, c, &d);
		judge(w, &d, &y);
	}
	return (y);
}

/* Found as often as predicted; Holm's finding lies between its strictest step
 * and no step at all; words say no more than the tests. */
static void
try_planted(const struct world *w, int count)
{
	struct tally	y = try_world(w, count);

	hold_to(w->name, "found, mid-p", y.found, count,
	    predicted_power(w, level));
	hold_to(w->name, "found at Holm's strictest step", y.strict, count,
	    predicted_power(w, level / HEADLINES));
	say(w->name, "found by Holm", y.by_holm, count,
	    "between the two above", y.by_holm >= y.strict &&
	    y.by_holm <= y.found);
	say(w->name, "said to be higher", y.said, count,
	    "as often as found, or less", y.said <= y.found);
	hold_below(w->name, "false among the other five, Holm", y.family,
	    count, level);
	if (w->cohorts > 1)
		hold_below(w->name, "pooled limits that miss the ratio",
		    count - y.covered, count, level);
}

static void
try_none(const struct world *w, int count)
{
	struct tally	y = try_world(w, count);

	hold_below(w->name, "any false finding, Holm", y.family, count, level);
	hold_below(w->name, "any false finding, BH", y.family_bh, count,
	    level);
	hold_below(w->name, "false one by one, mid-p", y.raw, y.compared,
	    level);
	if (w->cohorts > 1)
		hold_below(w->name, "false when pooled, CMH", y.pooled_false,
		    count, level);
}

/* Cohorts whose rate and mix both change: adding them up finds what is not
 * there, and pooling does not. */
static void
try_mixed(const struct world *w, int count)
{
	struct tally	y = try_world(w, count);

	say(w->name, "false when added up", y.crude_false, count,
	    "more than nominally",
	    clopper_pearson(y.crude_false, count, chance_allows).low > level);
	hold_below(w->name, "false when pooled, CMH", y.pooled_false, count,
	    level);
	hold_below(w->name, "pooled limits that miss the ratio",
	    count - y.covered, count, level);
}

/* The demonstration's way round: what happened is there, to 40 of 480, and who
 * says what is drawn.  The test is the same when a table is turned, and so is
 * its power. */
static void
try_demonstration(const char *name, const struct planted_share *planted,
    const char *group, const char *reference, int count)
{
	enum { PEOPLE = 480, EVENTS = 40 };
	double			 rate = (double)EVENTS / PEOPLE, chance[2];
	int			 known = 0, found = 0;
	struct region_of_test	*r;

	for (int i = 0; i < count; i++) {
		struct two	t = { 0 };

		for (int k = 0; k < PEOPLE; k++) {
			const char	*said = planted_answer(planted,
					    drawn_within_one(), k < EVENTS,
					    rate);

			if (said != NULL && strcmp(said, group) == 0) {
				t.n1++;
				t.x1 += k < EVENTS;
			} else if (said != NULL &&
			    strcmp(said, reference) == 0) {
				t.n2++;
				t.x2 += k < EVENTS;
			}
		}
		known += (int)(t.n1 + t.n2);
		found += fisher(t).mid_p <= level && two_difference(t) > 0;
	}
	for (int happened = 0; happened < 2; happened++) {
		double	of = planted_chance(planted, group, happened, rate);

		chance[happened] = of / (of + planted_chance(planted,
		    reference, happened, rate));
	}
	r = region_of_test(EVENTS, known / count - EVENTS, level);
	hold_to(name, "found, mid-p", found, count, test_power(r, chance[1],
	    chance[0], 1));
	region_of_test_free(r);
}

int
main(int argc, char **argv)
{
	static const struct world	planted[] = {
		{ "one cohort of 160, ratio 3", 1, 160, 0.03, 3, 0, 0 },
		{ "five cohorts of 160, ratio 2.6", 5, 160, 0.03, 2.6, 0, 0 },
		{ "ten cohorts of 160, ratio 2.1", 10, 160, 0.03, 2.1, 0, 0 },
	}, none[] = {
		{ "one cohort of 160, no difference", 1, 160, 0.1, 1, 0, 0 },
		{ "five cohorts of 160, no difference", 5, 160, 0.05, 1, 0, 0 },
		{ "ten cohorts of 160, no difference", 10, 160, 0.03, 1, 0, 0 },
	}, mixed = { "ten cohorts, rates and shares that grow", 10, 160, 0.02,
		1, 0.03, 0.04 };
	int	count = argc > 1 ? atoi(argv[1]) : 200;

	dice = argc > 2 ? strtoull(argv[2], NULL, 10) : 20261122;
	if (count < 1) {
		fprintf(stderr, "usage: trials [count [seed]]\n");
		return (2);
	}
	for (size_t i = 0; i < sizeof(planted) / sizeof(*planted); i++)
		try_planted(&planted[i], count);
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		try_none(&none[i], count);
	try_mixed(&mixed, count);
	try_demonstration("the demonstration's ethnic groups",
	    planted_ethnicity, "gem", "white", count);
	try_demonstration("the demonstration's men and women", planted_sex,
	    "male", "female", count);
	return (fine ? 0 : 1);
}
