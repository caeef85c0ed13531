/* cases_rates - reference values of rates, ratios, tests and regression. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/cases.h"
#include "equity/exact.h"
#include "equity/firth.h"
#include "equity/groups.h"
#include "equity/multiplicity.h"
#include "equity/trend.h"

enum { SET_MAX = 4096 };
static double	z95;

static struct two
two_of(const struct sheet *s, size_t row)
{
	return ((struct two){ whole(s, row, "x1"), whole(s, row, "n1"),
	    whole(s, row, "x2"), whole(s, row, "n2") });
}

static void
check_within(struct sheet *s, size_t row, const char *name, struct interval i,
    double tolerance)
{
	char	column[64];

	snprintf(column, sizeof(column), "%s_lo", name);
	check(s, row, column, i.low, tolerance);
	snprintf(column, sizeof(column), "%s_hi", name);
	check(s, row, column, i.high, tolerance);
}

static void
check_two_intervals(struct sheet *s, size_t row, struct two t)
{
	double	ratio;

	check_within(s, row, "w1", wilson(t.x1, t.n1, 0.95), 1e-10);
	check_within(s, row, "w2", wilson(t.x2, t.n2, 0.95), 1e-10);
	check_within(s, row, "cp1", clopper_pearson(t.x1, t.n1, 0.95), 1e-9);
	check_within(s, row, "newc", newcombe(t, 0.95), 1e-10);
	check_within(s, row, "mnrd", miettinen_difference(t, z95), 1e-6);
	check_within(s, row, "katz", katz(t, z95), 1e-10);
	check_within(s, row, "adjlog", adjusted_log(t, z95, &ratio), 1e-10);
	check(s, row, "adjlog_rr", ratio, 1e-10);
	check_within(s, row, "koop", koopman(t, z95), 1e-6);
	check_within(s, row, "mnrr", miettinen_ratio(t, z95), 1e-6);
	check_within(s, row, "or_woolf", woolf(t, z95), 1e-10);
	check_within(s, row, "or_ha", haldane(t, z95, &ratio), 1e-10);
	check(s, row, "or_ha", ratio, 1e-10);
}

static void
check_two_tests(struct sheet *s, size_t row, struct two t)
{
	double		chi = two_chi_squared(t), N = t.n1 + t.n2;
	struct fisher	f = fisher(t);

	check(s, row, "chi2", chi, 1e-10);
	check(s, row, "chi2_p", chi_squared_above(chi, 1), 1e-10);
	check(s, row, "chi2_n1_p", chi_squared_above(chi * (N - 1) / N, 1),
	    1e-10);
	check(s, row, "z_pooled", copysign(sqrt(chi), two_difference(t)),
	    1e-10);
	check(s, row, "fisher_two", f.two_sided, 1e-10);
	check(s, row, "fisher_less", f.less, 1e-10);
	check(s, row, "fisher_greater", f.greater, 1e-10);
	check(s, row, "p_obs", f.seen, 1e-10);
	check(s, row, "midp_two", f.mid_p, 1e-10);
	check(s, row, "midp_2x_onesided", f.doubled, 1e-10);
	check(s, row, "boschloo_two", boschloo(t), 1e-5);
	check(s, row, "barnard_z_two", barnard(t), 1e-5);
}

void
check_two_by_two(struct sheet *s, const char *folder)
{
	z95 = normal_within(0.95);
	for (size_t row = 0; row < s->rows; row++) {
		struct two	t = two_of(s, row);

		check(s, row, "p1", (double)t.x1 / t.n1, 1e-12);
		check(s, row, "p2", (double)t.x2 / t.n2, 1e-12);
		check(s, row, "rd", two_difference(t), 1e-12);
		check(s, row, "rr", two_ratio(t), 1e-12);
		check(s, row, "or", two_odds_ratio(t), 1e-12);
		check_two_intervals(s, row, t);
		check_two_tests(s, row, t);
		end_row(s);
	}
}

void
check_proportion_ci(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		long	x = whole(s, row, "x"), n = whole(s, row, "n");
		double	conf = number(s, row, "conf");

		check(s, row, "p", (double)x / n, 1e-9);
		check_within(s, row, "wilson", wilson(x, n, conf), 1e-9);
		check_within(s, row, "cp", clopper_pearson(x, n, conf), 1e-9);
		check_within(s, row, "midp", mid_p_interval(x, n, conf), 1e-9);
		end_row(s);
	}
}

/* Rows from one on that have the same in a column. */
static size_t
run_of(const struct sheet *s, size_t row, const char *column)
{
	size_t	n = 1;

	while (row + n < s->rows && same(s, row + n, s, row, column))
		n++;
	return (n);
}

void
check_multiplicity(struct sheet *s, const char *folder)
{
	static const struct {
		const char	*name;
		void		(*adjust)(const double *, size_t, double *);
	} ways[] = {
		{ "bonferroni", adjust_bonferroni }, { "holm", adjust_holm },
		{ "hochberg", adjust_hochberg }, { "bh", adjust_bh },
		{ "by", adjust_by },
	};
	double	p[SET_MAX], adjusted[SET_MAX];

	for (size_t row = 0, n; row < s->rows; row += n) {
		n = run_of(s, row, "set");
		for (size_t i = 0; i < n; i++)
			p[i] = number(s, row + i, "p");
		for (size_t w = 0; w < sizeof(ways) / sizeof(*ways); w++) {
			ways[w].adjust(p, n, adjusted);
			for (size_t i = 0; i < n; i++)
				check(s, row + i, ways[w].name, adjusted[i],
				    1e-12);
		}
		for (size_t i = 0; i < n; i++)
			end_row(s);
	}
}

/* The strata of a set: those of its data's rows. */
static size_t
strata_of(const struct sheet *data, const char *set, struct two *strata)
{
	size_t	k = 0;

	for (size_t i = 0; data != NULL && i < data->rows; i++)
		if (cell_is(data, i, "set", set) && k < SET_MAX)
			strata[k++] = two_of(data, i);
	return (k);
}

static void
check_pooled(struct sheet *s, size_t row, const struct two *t, size_t k)
{
	struct pooled	odds = mantel_haenszel_odds(t, k, z95),
			ratio = mantel_haenszel_ratio(t, k, z95), gap;
	double		greenland;

	gap = mantel_haenszel_difference(t, k, z95, &greenland);
	check(s, row, "mh_or", odds.value, 1e-9);
	check_within(s, row, "mh_or", odds.within, 1e-9);
	check(s, row, "mh_or_selog", odds.error, 1e-9);
	check(s, row, "mh_rr", ratio.value, 1e-9);
	check_within(s, row, "mh_rr", ratio.within, 1e-9);
	check(s, row, "mh_rr_selog", ratio.error, 1e-9);
	check(s, row, "mh_rd", gap.value, 1e-9);
	check(s, row, "mh_rd_sato_se", gap.error, 1e-9);
	check_within(s, row, "mh_rd", gap.within, 1e-9);
	check(s, row, "mh_rd_gr_se", greenland, 1e-9);
}

static void
check_chi(struct sheet *s, size_t row, const char *value, const char *p,
    struct chi c)
{
	check(s, row, value, c.value, 1e-9);
	check(s, row, p, c.p, 1e-9);
}

void
check_stratified(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "stratified_data.csv");
	struct two	 t[SET_MAX], all;
	struct chi	 bd, tarone, q;
	double		 beyond;
	size_t		 k;

	z95 = normal_within(0.95);
	for (size_t row = 0; row < s->rows; row++) {
		k = strata_of(data, cell(s, row, "set"), t);
		all = strata_crude(t, k);
		check(s, row, "k", k, 0);
		check(s, row, "crude_rr", two_ratio(all), 1e-9);
		check(s, row, "crude_or", two_odds_ratio(all), 1e-9);
		check(s, row, "crude_rd", two_difference(all), 1e-9);
		check_pooled(s, row, t, k);
		check_chi(s, row, "cmh_chi2", "cmh_p",
		    cochran_mantel_haenszel(t, k, 0));
		check_chi(s, row, "cmh_cc_chi2", "cmh_cc_p",
		    cochran_mantel_haenszel(t, k, 0.5));
		bd = breslow_day(t, k, &tarone);
		check_chi(s, row, "bd", "bd_p", bd);
		check_chi(s, row, "tarone", "tarone_p", tarone);
		check(s, row, "bd_df", bd.df, 0);
		q = cochran_q(t, k, &beyond);
		check_chi(s, row, "q_logrr", "q_p", q);
		check(s, row, "q_df", q.df, 0);
		check(s, row, "i2", beyond, 1e-9);
		end_row(s);
	}
	sheet_free(data);
}

/* A group is once its own rate, also when that is 0. */
static void
check_against(struct sheet *s, size_t row, const char *who, struct two t,
    bool is_itself, double holm, double bh)
{
	static const char *const columns[] = { "rr_vs_", "koop_lo_",
	    "koop_hi_", "midp_", "holm_", "bh_" };
	struct interval	k = koopman(t, z95);
	double		values[] = { is_itself ? 1 : two_ratio(t), k.low,
			    k.high, fisher(t).mid_p, holm, bh };
	char		column[64];

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		snprintf(column, sizeof(column), "%s%s", columns[i], who);
		check(s, row, column, values[i], 1e-8);
	}
}

static struct two
and_largest(const struct group *g, size_t k, size_t at)
{
	size_t	l = largest_group(g, k);

	return ((struct two){ g[at].x, g[at].n, g[l].x, g[l].n });
}

/* p-values of all groups of a set against the largest, or against the rest,
 * adjusted; two groups are one comparison. */
static void
adjust_set(const struct group *g, size_t k, bool to_rest, double *holm,
    double *bh)
{
	double	p[SET_MAX], h[SET_MAX], b[SET_MAX];
	size_t	n = 0, largest = largest_group(g, k);

	for (size_t i = 0; i < k; i++)
		if (to_rest || i != largest)
			p[n++] = fisher(to_rest ? group_and_rest(g, k, i) :
			    and_largest(g, k, i)).mid_p;
	adjust_holm(p, k == 2 ? 1 : n, h);
	adjust_bh(p, k == 2 ? 1 : n, b);
	n = 0;
	for (size_t i = 0; i < k; i++) {
		if (!to_rest && i == largest)
			continue;
		holm[i] = k == 2 ? p[n] : h[n];
		bh[i] = k == 2 ? p[n] : b[n];
		n++;
	}
}

static void
check_group(struct sheet *s, size_t row, const struct group *g, size_t k,
    size_t at)
{
	struct group	all = groups_together(g, k);
	struct two	rest = group_and_rest(g, k, at);
	size_t		largest = largest_group(g, k);
	double		rate = (double)g[at].x / g[at].n;

	check(s, row, "rate", rate, 1e-8);
	check_within(s, row, "w", wilson(g[at].x, g[at].n, 0.95), 1e-8);
	check(s, row, "is_largest", at == largest, 0);
	check(s, row, "rr_vs_overall", two_ratio((struct two){ g[at].x,
	    g[at].n, all.x, all.n }), 1e-8);
	check(s, row, "rd_vs_largest_pp", 100 * (rate -
	    (double)g[largest].x / g[largest].n), 1e-8);
	check(s, row, "disproportionality_index", disproportionality(rest),
	    1e-8);
	check(s, row, "four_fifths_ratio", four_fifths(g, k, at), 1e-8);
	check(s, row, "expected", two_expected(rest), 1e-8);
	check(s, row, "excess", two_excess(rest), 1e-8);
}

void
check_multigroup(struct sheet *s, const char *folder)
{
	struct group	g[SET_MAX];
	double		holm[2][SET_MAX], bh[2][SET_MAX];

	z95 = normal_within(0.95);
	for (size_t row = 0, k; row < s->rows; row += k) {
		k = run_of(s, row, "set");
		for (size_t i = 0; i < k; i++)
			g[i] = (struct group){ whole(s, row + i, "x"),
			    whole(s, row + i, "n") };
		for (int to_rest = 0; to_rest < 2; to_rest++)
			adjust_set(g, k, to_rest, holm[to_rest], bh[to_rest]);
		for (size_t i = 0; i < k; i++) {
			check_group(s, row + i, g, k, i);
			check_against(s, row + i, "largest",
			    and_largest(g, k, i), i == largest_group(g, k),
			    holm[0][i], bh[0][i]);
			check_against(s, row + i, "rest",
			    group_and_rest(g, k, i), false, holm[1][i],
			    bh[1][i]);
			end_row(s);
		}
	}
}

void
check_multigroup_overall(struct sheet *s, const char *folder)
{
	struct sheet	*m = sheet_read(folder, "multigroup_expected.csv");
	struct group	 g[SET_MAX], all;
	struct chi	 c;

	for (size_t row = 0; row < s->rows; row++) {
		size_t	k = 0;
		double	least = 1, most = 0, excess = 0;

		for (size_t i = 0; m != NULL && i < m->rows; i++)
			if (same(m, i, s, row, "set"))
				g[k++] = (struct group){ whole(m, i, "x"),
				    whole(m, i, "n") };
		all = groups_together(g, k);
		for (size_t i = 0; i < k; i++) {
			double	rate = (double)g[i].x / g[i].n;

			least = fmin(least, rate);
			most = fmax(most, rate);
			excess += fmax(0, two_excess(group_and_rest(g, k, i)));
		}
		c = groups_chi_squared(g, k);
		check(s, row, "k", k, 0);
		check(s, row, "x", all.x, 0);
		check(s, row, "n", all.n, 0);
		check(s, row, "overall_rate", (double)all.x / all.n, 1e-8);
		check(s, row, "chisq", c.value, 1e-8);
		check(s, row, "df", c.df, 0);
		check(s, row, "chisq_p", c.p, 1e-8);
		check(s, row, "freeman_halton_p", freeman_halton(g, k, 1e8),
		    1e-8);
		check(s, row, "range_pp", 100 * (most - least), 1e-8);
		check(s, row, "excess_total", excess, 1e-8);
		end_row(s);
	}
	sheet_free(m);
}
