#pragma once
/*
 * kappa - how far two panels agree beyond what chance alone would give:
 * Cohen's weighted kappa with its asymptotic standard error.
 *
 * Counts and weights are square tables in row-major order: the first panel's
 * category down, the second's across.  A weight is the share of agreement that
 * a cell counts for, 1 on the diagonal.  Sources: Cohen, Educational and
 * Psychological Measurement 20 (1960) and Psychological Bulletin 70 (1968);
 * the standard error, for an interval, is formula 12 of Fleiss, Cohen and
 * Everitt, Psychological Bulletin 72 (1969), 323-327.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { KAPPA_CATEGORIES_MAX = 8 };

/* How much of an agreement is left some categories apart. */
enum kappa_weights {
	KAPPA_NOMINAL,		/* none */
	KAPPA_LINEAR,		/* 1 - d / (k - 1): Cicchetti, Allison 1971 */
	KAPPA_QUADRATIC,	/* 1 - d^2 / (k - 1)^2: Fleiss, Cohen 1973 */
};

enum kappa_known {
	KAPPA_KNOWN,
	KAPPA_NOTHING_JUDGED,	/* by both */
	KAPPA_ONE_CATEGORY,	/* chance alone would agree wholly */
};

struct kappa {
	enum kappa_known known;
	int64_t		 n;
	double		 observed, expected;	/* weighted shares */
	double		 value, error;		/* error: the standard error */
	double		 low, high;		/* of 95%, within -1 and 1 */
};

/* The table of weights of k categories, 2 to KAPPA_CATEGORIES_MAX. */
void		 kappa_weigh(enum kappa_weights, int k, double *weights);
struct kappa	 kappa_of(const int64_t *counts, const double *weights, int k);
/* What it is, or why there is none, in a sentence. */
const char	*kappa_words(const struct kappa *);
