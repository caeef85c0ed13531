/*
 * Cohen's weighted kappa of two raters, its standard error and its interval.
 */
#include <math.h>

#include "rules/kappa.h"

#define Z_95	1.959963984540054
/* Shares that differ by less are the same but for rounding. */
#define NEARLY	1e-12

/* Shares of the cells, and what each side expects of the other's. */
struct shares {
	double	row[KAPPA_CATEGORIES_MAX], column[KAPPA_CATEGORIES_MAX];
	double	of_row[KAPPA_CATEGORIES_MAX], of_column[KAPPA_CATEGORIES_MAX];
};

void
kappa_weigh(enum kappa_weights how, int k, double *weights)
{
	for (int i = 0; i < k; i++)
		for (int j = 0; j < k; j++) {
			double	apart = fabs((double)(i - j)) / (k - 1);

			weights[i * k + j] = how == KAPPA_NOMINAL ? i == j :
			    1 - (how == KAPPA_LINEAR ? apart : apart * apart);
		}
}

static int64_t
total(const int64_t *counts, int k)
{
	int64_t	n = 0;

	for (int i = 0; i < k * k; i++)
		n += counts[i];
	return (n);
}

static struct shares
shares_of(const int64_t *counts, const double *weights, int k, double n)
{
	struct shares	s = { 0 };

	for (int i = 0; i < k * k; i++) {
		s.row[i / k] += (double)counts[i] / n;
		s.column[i % k] += (double)counts[i] / n;
	}
	for (int i = 0; i < k * k; i++) {
		s.of_row[i / k] += weights[i] * s.column[i % k];
		s.of_column[i % k] += weights[i] * s.row[i / k];
	}
	return (s);
}

static double
variance(const struct kappa *kappa, const struct shares *s,
    const int64_t *counts, const double *weights, int k)
{
	double	o = kappa->observed, e = kappa->expected, sum = 0, term;
	double	n = (double)kappa->n;

	for (int i = 0; i < k * k; i++) {
		term = weights[i] * (1 - e) -
		    (s->of_row[i / k] + s->of_column[i % k]) * (1 - o);
		sum += (double)counts[i] / n * term * term;
	}
	term = o * e - 2 * e + o;
	sum -= term * term;
	return (sum < NEARLY ? 0 : sum / (n * pow(1 - e, 4)));
}

struct kappa
kappa_of(const int64_t *counts, const double *weights, int k)
{
	struct kappa	kappa = { .n = total(counts, k) };
	struct shares	s;

	if (kappa.n == 0) {
		kappa.known = KAPPA_NOTHING_JUDGED;
		return (kappa);
	}
	s = shares_of(counts, weights, k, (double)kappa.n);
	for (int i = 0; i < k * k; i++) {
		kappa.observed += weights[i] * (double)counts[i] /
		    (double)kappa.n;
		kappa.expected += weights[i] * s.row[i / k] * s.column[i % k];
	}
	if (1 - kappa.expected < NEARLY) {
		kappa.known = KAPPA_ONE_CATEGORY;
		return (kappa);
	}
	kappa.value = (kappa.observed - kappa.expected) / (1 - kappa.expected);
	kappa.error = sqrt(variance(&kappa, &s, counts, weights, k));
	kappa.low = fmax(kappa.value - Z_95 * kappa.error, -1);
	kappa.high = fmin(kappa.value + Z_95 * kappa.error, 1);
	return (kappa);
}

const char *
kappa_words(const struct kappa *kappa)
{
	switch (kappa->known) {
	case KAPPA_NOTHING_JUDGED:
		return ("There is no kappa yet: no portfolio has been judged "
		    "by both panels.");
	case KAPPA_ONE_CATEGORY:
		return ("There is no kappa: both panels gave every portfolio "
		    "the same answer, so chance alone would have agreed as "
		    "often.");
	default:
		return (kappa->error < NEARLY ?
		    "The panels differ in nothing that kappa can measure. "
		    "The interval is as narrow as it is because there is no "
		    "disagreement to estimate it from." :
		    "1 is full agreement, 0 is no more than chance would "
		    "give.");
	}
}
