#pragma once
/*
 * survival - how long it takes until something happens, to people of whom some
 * are still waiting.
 *
 * time >= 0, in days or months; what: 0 for who was watched until then and it
 * had not happened (censored), 1 for the event, 2 and up for events that
 * compete with it.  Events come before censorings of the same time.  group and
 * stratum count from 0.
 */
#include <stddef.h>

#include "equity/strata.h"

struct life { double time; int what, group, stratum; };

/* A step of the product-limit curve: those at risk just before the time, what
 * happened then, and the share to whom it has not happened after it; error by
 * Greenwood; limits by log(-log), NaN where the curve is 1 or 0; plain ones cut
 * off at 0 and 1, NaN where it is 0. */
struct survival_step {
	double		time, at_risk, events, censored, alive, error;
	struct interval	within, plain;
	double		spread;		/* sum of d / (n (n - d)) */
};

/* Kaplan and Meier's curve of one group, a step for each time; the caller
 * frees steps.  z is of the limits' confidence. */
struct survival { size_t n; struct survival_step *steps; double people; };
struct survival	kaplan_meier(const struct life *, size_t n, int group,
		    double z);
void		survival_free(struct survival *);

/* The curve at a time; at_risk counts those still watched then. */
struct survival_step survival_at(const struct survival *, double time);

/* The first time with half or fewer left; the middle of the flat part when it
 * is half exactly; NaN when it never is.  Limits by the bands, likewise. */
struct survival_median { double value, low, high; };
struct survival_median survival_median(const struct survival *);

/* The mean time up to tau. */
struct restricted { double mean, error; };
struct restricted restricted_mean(const struct survival *, double tau);
/* The latest time at which every group has as many at risk, at most cap. */
double		restricted_until(const struct survival *, size_t groups,
		    double at_risk, double cap);

/* Two curves at a time: their difference with the limits of MOVER (Zou and
 * Donner), and Klein's test (2007) of log(-log). */
struct survival_gap {
	double		value, error;
	struct interval	within;
	struct chi	test;
};
struct survival_gap survival_gap(const struct survival_step *of,
		    const struct survival_step *reference);

/* The log-rank test of k groups, within strata; observed, expected and variance
 * are of k numbers each. */
struct chi	log_rank(const struct life *, size_t n, size_t k,
		    double *observed, double *expected, double *variance);
/* Peto's ratio of hazards. */
struct pooled	peto(double observed, double expected, double variance,
		    double z);
