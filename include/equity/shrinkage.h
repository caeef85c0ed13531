#pragma once
/*
 * shrinkage - rates of small units, pulled towards the rate of all of them.
 *
 * A beta-binomial model of k >= 2 exchangeable units (3 at least to be shown).
 */
#include <stdbool.h>
#include <stddef.h>

#include "equity/groups.h"

/* The distribution of rates: mean mu, and kappa, which grows as units differ
 * less; at_bound: the likelihood has its top where kappa may go no further. */
struct shrinkage { double mu, kappa; bool at_bound; };

/* By the moments, weighed by people (Kleinman 1973); rho = 1 / (kappa + 1) is
 * kept within 1 / 10001 and 1 / 1.5. */
struct shrinkage	shrinkage_moments(const struct group *, size_t k);
/* By maximum likelihood, kappa within 0.5 and 10000. */
struct shrinkage	shrinkage_likelihood(const struct group *, size_t k);

/* What is known of one unit after that: the mean, and limits with 95 percent
 * between them. */
struct smoothed { double mean; struct interval within; };
struct smoothed		smoothed_rate(struct group, struct shrinkage);
