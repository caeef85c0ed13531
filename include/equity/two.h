#pragma once
/*
 * two - two groups compared by how many of each had an outcome.
 *
 * x1 of n1 people of the group of interest and x2 of n2 of the reference:
 * 0 <= x <= n, 1 <= n.  What is not defined is NaN; a limit that nothing bounds
 * is infinite.  N = n1 + n2, m = x1 + x2.  Intervals have the confidence of z,
 * which normal_within() makes: 1.96 for 95 percent.
 */
#include <stdbool.h>

#include "equity/proportion.h"

struct two { int64_t x1, n1, x2, n2; };

/* The rates' ratio: infinite when x2 = 0 < x1, NaN when nobody had it. */
double		two_ratio(struct two);
double		two_difference(struct two);
double		two_odds_ratio(struct two);

/* Of the ratio.  Koopman (1984), the default; Miettinen and Nurminen (1985),
 * with the variance times N / (N - 1); Katz (1978), NaN without events in both;
 * Walter's adjusted logarithm, half a person added to events and to people. */
struct interval	koopman(struct two, double z);
struct interval	miettinen_ratio(struct two, double z);
struct interval	katz(struct two, double z);
struct interval	adjusted_log(struct two, double z, double *ratio);

/* Of the difference.  Newcombe (1998), method 10, the default; Miettinen and
 * Nurminen. */
struct interval	newcombe(struct two, double confidence);
struct interval	miettinen_difference(struct two, double z);

/* Of the odds ratio.  Woolf: NaN with an empty cell; Haldane and Anscombe: with
 * half a person more in each cell. */
struct interval	woolf(struct two, double z);
struct interval	haldane(struct two, double z, double *odds_ratio);

/* Pearson's chi-squared without any correction, 0 when all or nobody had it;
 * with N - 1 in the place of N it is times (N - 1) / N. */
double		two_chi_squared(struct two);

/* Events expected in group 1 had all the same rate, and how many more there
 * were; the share of events over the share of people. */
double		two_expected(struct two);
double		two_excess(struct two);
double		disproportionality(struct two);
/* From published shares alone: events and people of group 1, of group 2. */
double		ratio_of_shares(double events1, double people1, double events2,
		    double people2);
