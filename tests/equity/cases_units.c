/* cases_units - reference values of sites, power, priors, words and flags. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/bayes.h"
#include "equity/cases.h"
#include "equity/exact.h"
#include "equity/fairness.h"
#include "equity/funnel.h"
#include "equity/power.h"
#include "equity/shrinkage.h"
#include "equity/wording.h"

enum { SET_MAX = 256 };

static double
within_one(double v)
{
	return (fmin(1, fmax(0, v)));
}

void
check_funnel(struct sheet *s, const char *folder)
{
	static const struct { const char *limit, *raw, *normal; double q; }
	    limits[] = {
		{ "lo998", "raw_lo998", "norm_lo998", 0.001 },
		{ "lo95", "raw_lo95", "norm_lo95", 0.025 },
		{ "hi95", "raw_hi95", "norm_hi95", 0.975 },
		{ "hi998", "raw_hi998", "norm_hi998", 0.999 },
	};

	for (size_t row = 0; row < s->rows; row++) {
		double	p0 = number(s, row, "p0");
		long	n = whole(s, row, "n");

		for (size_t i = 0; i < 4; i++) {
			double	v = funnel_limit(p0, n, limits[i].q);

			check(s, row, limits[i].limit, within_one(v), 1e-9);
			check(s, row, limits[i].raw, v, 1e-9);
			check(s, row, limits[i].normal, funnel_limit_normal(
			    p0, n, limits[i].q), 1e-9);
		}
		end_row(s);
	}
}

void
check_shrinkage(struct sheet *s, const char *folder)
{
	struct group	g[SET_MAX];

	for (size_t row = 0, k; row < s->rows; row += k) {
		struct shrinkage	m, l;

		for (k = 0; row + k < s->rows && k < SET_MAX && same(s,
		    row + k, s, row, "set"); k++)
			g[k] = (struct group){ whole(s, row + k, "x"),
			    whole(s, row + k, "n") };
		m = shrinkage_moments(g, k);
		l = shrinkage_likelihood(g, k);
		for (size_t i = 0; i < k; i++) {
			struct smoothed	by_m = smoothed_rate(g[i], m);

			check(s, row + i, "raw", (double)g[i].x / g[i].n,
			    1e-9);
			check(s, row + i, "mom_mu", m.mu, 1e-8);
			check(s, row + i, "mom_kappa", m.kappa, 1e-8);
			check(s, row + i, "mom_post_mean", by_m.mean, 1e-8);
			check(s, row + i, "mom_lo", by_m.within.low, 1e-8);
			check(s, row + i, "mom_hi", by_m.within.high, 1e-8);
			check(s, row + i, "ml_mu", l.mu, 1e-4);
			check(s, row + i, "ml_kappa", l.kappa, 1e-4);
			check(s, row + i, "ml_at_bound", l.at_bound, 0);
			check(s, row + i, "ml_post_mean",
			    smoothed_rate(g[i], l).mean, 1e-4);
			end_row(s);
		}
	}
}

void
check_power(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		long	n1 = whole(s, row, "n1"), n2 = whole(s, row, "n2");
		double	p2 = number(s, row, "p2"),
			alpha = number(s, row, "alpha"),
			power = number(s, row, "target_power");
		struct region_of_test	*r = region_of_test(n1, n2, alpha);

		check(s, row, "mdrr_up_exact", detectable_ratio(r, p2, power),
		    1e-6);
		check(s, row, "mdrr_down_exact", detectable_ratio_below(r, p2,
		    power), 1e-6);
		check(s, row, "mdrr_up_normal", detectable_ratio_normal(n1, n2,
		    p2, alpha, power), 1e-6);
		check(s, row, "power_rr2", test_power(r, fmin(1, 2 * p2), p2,
		    1), 1e-6);
		check(s, row, "power_rr3", test_power(r, fmin(1, 3 * p2), p2,
		    1), 1e-6);
		check(s, row, "power_rr4", test_power(r, fmin(1, 4 * p2), p2,
		    1), 1e-6);
		check(s, row, "exact_size", test_power(r, p2, p2, 0), 1e-6);
		end_row(s);
		region_of_test_free(r);
	}
}

static struct two
two_of(const struct sheet *s, size_t row)
{
	return ((struct two){ whole(s, row, "x1"), whole(s, row, "n1"),
	    whole(s, row, "x2"), whole(s, row, "n2") });
}

void
check_bayes(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct two	t = two_of(s, row);

		check(s, row, "p_rate1_higher", chance_of_times(t, 1), 1e-6);
		check(s, row, "p_rr_gt_1_25", chance_of_times(t, 1.25), 1e-6);
		check(s, row, "p_rr_gt_2", chance_of_times(t, 2), 1e-6);
		end_row(s);
	}
}

void
check_wording(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct two	t = two_of(s, row);
		struct interval	k = koopman(t, normal_within(0.95));

		check(s, row, "rr", two_ratio(t), 1e-9);
		check(s, row, "koop_lo", k.low, 1e-6);
		check(s, row, "koop_hi", k.high, 1e-6);
		check(s, row, "midp", fisher(t).mid_p, 1e-9);
		check_text(s, row, "code", finding_name(finding_code(t,
		    number(s, row, "midp"), number(s, row, "holm"),
		    number(s, row, "bh"))));
		end_row(s);
	}
}

static struct flags
flags_of(const struct sheet *s, size_t row)
{
	return ((struct flags){ whole(s, row, "tp"), whole(s, row, "fp"),
	    whole(s, row, "fn"), whole(s, row, "tn") });
}

static enum flag_metric
metric_of(const struct sheet *s, size_t row)
{
	static const char *const names[METRICS] = { "flag", "base", "ppv",
	    "npv", "tpr", "fpr", "fnr" };

	for (int m = 0; m < METRICS; m++)
		if (cell_is(s, row, "metric", names[m]))
			return ((enum flag_metric)m);
	return (METRICS);
}

static size_t
reference_of(const struct sheet *s, size_t row)
{
	for (size_t i = 0; i < s->rows; i++)
		if (same(s, i, s, row, "set") && whole(s, i, "is_ref") == 1)
			return (i);
	return (row);
}

void
check_fairness_groups(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		struct two	t = flag_shares(flags_of(s, row), flags_of(s,
				    reference_of(s, row)), metric_of(s, row));
		struct interval	w, k;

		check(s, row, "num", t.x1, 0);
		check(s, row, "den", t.n1, 0);
		if (t.n1 > 0) {
			w = wilson(t.x1, t.n1, 0.95);
			check(s, row, "value", (double)t.x1 / t.n1, 1e-8);
			check(s, row, "w_lo", w.low, 1e-8);
			check(s, row, "w_hi", w.high, 1e-8);
		}
		if (t.n1 > 0 && t.n2 > 0) {
			k = koopman(t, normal_within(0.95));
			check(s, row, "ratio_to_ref", whole(s, row,
			    "is_ref") == 1 ? 1 : two_ratio(t), 1e-8);
			check(s, row, "koop_lo", k.low, 1e-8);
			check(s, row, "koop_hi", k.high, 1e-8);
			check(s, row, "diff_to_ref", two_difference(t), 1e-8);
			check(s, row, "midp", fisher(t).mid_p, 1e-8);
		}
		end_row(s);
	}
}

/* The people of a group of the file; "all" is everybody. */
static size_t
scored_of(const struct sheet *data, const char *group, struct scored *to)
{
	size_t	n = 0;

	for (size_t i = 0; i < data->rows; i++)
		if (strcmp(group, "all") == 0 || cell_is(data, i, "group",
		    group))
			to[n++] = (struct scored){ number(data, i, "score"),
			    number(data, i, "prob"),
			    number(data, i, "flag_week"),
			    number(data, i, "outcome_week"),
			    whole(data, i, "y") == 1 };
	return (n);
}

/* "ppv_score_ge5": a share of flags at a score and above. */
static double
at_score(const char *metric, const struct scored *p, size_t n)
{
	const char	*from = strstr(metric, "_score_ge");
	struct share	 x;

	if (from == NULL)
		return (NAN);
	x = flag_share(flags_from(p, n, strtod(from + 9, NULL)),
	    strncmp(metric, "ppv", 3) == 0 ? METRIC_PPV :
	    strncmp(metric, "tpr", 3) == 0 ? METRIC_TPR : METRIC_FPR);
	return (x.n > 0 ? (double)x.x / x.n : NAN);
}

static double
individual_metric(const char *metric, const struct scored *p, size_t n)
{
	struct auc		a = auc(p, n);
	struct calibration	c = calibration(p, n);
	struct alarms		r = alarms(p, n);
	double			z = normal_within(0.95);
	const struct { const char *name; double value; } values[] = {
		{ "n", n }, { "events", r.events }, { "auc", a.value },
		{ "auc_delong_se", a.error },
		{ "auc_delong_lo", fmax(0, a.value - z * a.error) },
		{ "auc_delong_hi", fmin(1, a.value + z * a.error) },
		{ "brier", c.brier },
		{ "observed_expected_ratio", c.observed_expected },
		{ "calibration_in_large_diff", c.gap },
		{ "flagged", r.flagged },
		{ "precision_any", (double)r.right / r.flagged },
		{ "recall_any", recall_at(p, n, -INFINITY) },
		{ "median_lead_weeks_tp", r.lead }, { "late_flags", r.late },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(values[i].name, metric) == 0)
			return (values[i].value);
	if (strncmp(metric, "recall_lead", 11) == 0)
		return (recall_at(p, n, strtod(metric + 11, NULL)));
	return (at_score(metric, p, n));
}

/* Two groups' areas under the curve, compared. */
static double
auc_gap(const char *metric, const struct sheet *data, struct scored *to)
{
	struct auc	a = auc(to, scored_of(data, "g1", to)),
			b = auc(to, scored_of(data, "g0", to));
	double		gap = a.value - b.value, z = gap / hypot(a.error,
			    b.error);

	return (strcmp(metric, "auc_diff") == 0 ? gap :
	    strcmp(metric, "auc_diff_z") == 0 ? z : normal_beyond(z));
}

void
check_fairness_individuals(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "fairness_individuals.csv");
	struct scored	*p;

	if (data == NULL)
		return;
	p = calloc(data->rows + 1, sizeof(*p));
	for (size_t row = 0; row < s->rows; row++) {
		const char	*metric = cell(s, row, "metric");

		check(s, row, "value", strncmp(metric, "auc_diff", 8) == 0 ?
		    auc_gap(metric, data, p) : individual_metric(metric, p,
		    scored_of(data, cell(s, row, "group"), p)), 1e-9);
		end_row(s);
	}
	free(p);
	sheet_free(data);
}
