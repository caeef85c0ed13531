#pragma once
/*
 * fairness - do flags find the people of one group as well as those of another?
 *
 * Numbers of people: flagged or not, and whether the outcome came.
 */
#include <stdbool.h>
#include <stddef.h>

#include "equity/two.h"

struct flags { int64_t tp, fp, fn, tn; };

enum flag_metric { METRIC_FLAG, METRIC_BASE, METRIC_PPV, METRIC_NPV,
    METRIC_TPR, METRIC_FPR, METRIC_FNR, METRICS };

/* How many of how many; of can be 0. */
struct share	{ int64_t x, n; };
struct share	flag_share(struct flags, enum flag_metric);
/* Both groups as two shares; an empty one makes n1 or n2 0: nothing of it is
 * defined. */
struct two	flag_shares(struct flags of, struct flags reference,
		    enum flag_metric);

/* The share of false alarms that the other shares make inevitable (Chouldechova
 * 2017): equal for two groups only where their base rates are. */
double		implied_fpr(double base, double ppv, double tpr);

/* Somebody whom a score was computed for: the outcome came or not, and when
 * (weeks); flag_week and outcome_week are NaN where there is none. */
struct scored {
	double	score, chance, flag_week, outcome_week;
	bool	outcome;
};

/* How well scores tell who has the outcome: the area under the curve, ties
 * counted half, with DeLong's error (1988). */
struct auc { double value, error; };
struct auc	auc(const struct scored *, size_t n);

/* Calibration: the mean squared gap, observed over expected, and the mean
 * gap. */
struct calibration { double brier, observed_expected, gap; };
struct calibration calibration(const struct scored *, size_t n);

/* What flags did: how many were raised, for how many who had the outcome, how
 * many of these after it; recall counts those raised so many weeks before, or
 * whenever for -infinity; lead is the median of those raised in time. */
struct alarms { int64_t events, flagged, right, late; double lead; };
struct alarms	alarms(const struct scored *, size_t n);
double		recall_at(const struct scored *, size_t n, double lead);
/* Flags at a score and above. */
struct flags	flags_from(const struct scored *, size_t n, double score);
