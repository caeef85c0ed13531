/* two - two groups compared by how many of each had an outcome. */
#include <math.h>

#include "equity/two.h"

enum { LOG_MOST = 28, HALVINGS = 200 };
static const double exact_enough = 1e-14;

static double
rate1(struct two t)
{
	return ((double)t.x1 / t.n1);
}

static double
rate2(struct two t)
{
	return ((double)t.x2 / t.n2);
}

double
two_ratio(struct two t)
{
	if (t.x2 == 0)
		return (t.x1 == 0 ? NAN : INFINITY);
	return (rate1(t) / rate2(t));
}

double
two_difference(struct two t)
{
	return (rate1(t) - rate2(t));
}

double
two_odds_ratio(struct two t)
{
	double	above = (double)t.x1 * (t.n2 - t.x2),
		below = (double)(t.n1 - t.x1) * t.x2;

	if (below == 0)
		return (above == 0 ? NAN : INFINITY);
	return (above / below);
}

/* How many standard errors the groups are from a ratio of t, the variance times
 * `wider`.  The rate of group 2 that fits best is written so that no digits are
 * lost for small ratios. */
static double
ratio_score(struct two g, double t, double wider)
{
	double	N = g.n1 + g.n2, m = g.x1 + g.x2,
		b = g.n1 * t + g.x1 + g.n2 + g.x2 * t,
		p2 = 2 * m / (b + sqrt(fmax(0, b * b - 4 * N * t * m))),
		p1 = fmin(1, t * p2),
		variance = p1 * (1 - p1) / g.n1 +
		    t * t * p2 * (1 - p2) / g.n2,
		gap = rate1(g) - t * rate2(g);

	if (variance <= 0 || gap == 0)
		return (gap == 0 ? 0 : copysign(INFINITY, gap));
	return (gap / sqrt(variance * wider));
}

/* The ratio whose score is z; the score falls as the ratio grows. */
static double
ratio_scored(struct two g, double z, double wider)
{
	double	low = -LOG_MOST, high = LOG_MOST, middle;

	while (high - low > exact_enough * fmax(1, fabs(low))) {
		middle = (low + high) / 2;
		if (middle == low || middle == high)
			break;
		if (ratio_score(g, exp(middle), wider) > z)
			low = middle;
		else
			high = middle;
	}
	return (exp((low + high) / 2));
}

static struct interval
ratio_interval(struct two g, double z, double wider)
{
	return ((struct interval){
	    g.x1 == 0 ? 0 : ratio_scored(g, z, wider),
	    g.x2 == 0 ? INFINITY : ratio_scored(g, -z, wider) });
}

struct interval
koopman(struct two t, double z)
{
	return (ratio_interval(t, z, 1));
}

/* N / (N - 1). */
static double
wider_by_one(struct two t)
{
	double	N = t.n1 + t.n2;

	return (N / (N - 1));
}

struct interval
miettinen_ratio(struct two t, double z)
{
	return (ratio_interval(t, z, wider_by_one(t)));
}

/* Around a logarithm. */
static struct interval
about(double log_ratio, double error, double z)
{
	return ((struct interval){ exp(log_ratio - z * error),
	    exp(log_ratio + z * error) });
}

struct interval
katz(struct two t, double z)
{
	if (t.x1 == 0 || t.x2 == 0)
		return ((struct interval){ NAN, NAN });
	return (about(log(two_ratio(t)), sqrt(1.0 / t.x1 - 1.0 / t.n1 +
	    1.0 / t.x2 - 1.0 / t.n2), z));
}

struct interval
adjusted_log(struct two t, double z, double *ratio)
{
	double	x1 = t.x1 + 0.5, n1 = t.n1 + 0.5, x2 = t.x2 + 0.5,
		n2 = t.n2 + 0.5;

	*ratio = (x1 / n1) / (x2 / n2);
	return (about(log(*ratio), sqrt(1 / x1 - 1 / n1 + 1 / x2 - 1 / n2),
	    z));
}

struct interval
newcombe(struct two t, double confidence)
{
	struct interval	w1 = wilson(t.x1, t.n1, confidence),
			w2 = wilson(t.x2, t.n2, confidence);
	double		p1 = rate1(t), p2 = rate2(t);

	return ((struct interval){
	    p1 - p2 - hypot(p1 - w1.low, w2.high - p2),
	    p1 - p2 + hypot(w1.high - p1, p2 - w2.low) });
}

/* The rate of group 2 that fits best when the rates differ by d: a root of a
 * cubic, in its trigonometric form. */
static double
rate_given_difference(struct two t, double d)
{
	double	N = t.n1 + t.n2, m = t.x1 + t.x2,
		l2 = (t.n1 + 2 * t.n2) * d - N - m,
		l1 = (t.n2 * d - N - 2 * t.x2) * d + m,
		l0 = t.x2 * d * (1 - d), third = l2 / (3 * N),
		q = third * third * third - l1 * l2 / (6 * N * N) +
		    l0 / (2 * N),
		r = copysign(sqrt(fmax(0, third * third - l1 / (3 * N))), q),
		turn = r == 0 ? 0 : q / (r * r * r);

	turn = fmin(1, fmax(-1, turn));
	return (2 * r * cos((M_PI + acos(turn)) / 3) - third);
}

static double
difference_score(struct two t, double d)
{
	double	p2 = fmin(1, fmax(0, rate_given_difference(t, d))),
		p1 = fmin(1, fmax(0, p2 + d)),
		variance = (p1 * (1 - p1) / t.n1 + p2 * (1 - p2) / t.n2) *
		    wider_by_one(t),
		gap = two_difference(t) - d;

	if (variance <= 0 || gap == 0)
		return (gap == 0 ? 0 : copysign(INFINITY, gap));
	return (gap / sqrt(variance));
}

static double
difference_scored(struct two t, double z)
{
	double	low = -1, high = 1, middle;

	for (int i = 0; i < HALVINGS; i++) {
		middle = (low + high) / 2;
		if (middle == low || middle == high)
			break;
		if (difference_score(t, middle) > z)
			low = middle;
		else
			high = middle;
	}
	return ((low + high) / 2);
}

struct interval
miettinen_difference(struct two t, double z)
{
	return ((struct interval){ difference_scored(t, z),
	    difference_scored(t, -z) });
}

struct interval
woolf(struct two t, double z)
{
	double	a = t.x1, b = t.n1 - t.x1, c = t.x2, d = t.n2 - t.x2;

	if (a == 0 || b == 0 || c == 0 || d == 0)
		return ((struct interval){ NAN, NAN });
	return (about(log(a * d / (b * c)), sqrt(1 / a + 1 / b + 1 / c +
	    1 / d), z));
}

struct interval
haldane(struct two t, double z, double *odds_ratio)
{
	double	a = t.x1 + 0.5, b = t.n1 - t.x1 + 0.5, c = t.x2 + 0.5,
		d = t.n2 - t.x2 + 0.5;

	*odds_ratio = a * d / (b * c);
	return (about(log(*odds_ratio), sqrt(1 / a + 1 / b + 1 / c + 1 / d),
	    z));
}

double
two_chi_squared(struct two t)
{
	double	N = t.n1 + t.n2, m = t.x1 + t.x2,
		cross = (double)t.x1 * (t.n2 - t.x2) -
		    (double)t.x2 * (t.n1 - t.x1);

	if (m == 0 || m == N)
		return (0);
	return (cross * cross * N / (m * (N - m) * t.n1 * t.n2));
}

double
two_expected(struct two t)
{
	return ((double)t.n1 * (t.x1 + t.x2) / (t.n1 + t.n2));
}

double
two_excess(struct two t)
{
	return (t.x1 - two_expected(t));
}

double
ratio_of_shares(double events1, double people1, double events2, double people2)
{
	return ((events1 / people1) / (events2 / people2));
}

double
disproportionality(struct two t)
{
	if (t.x1 + t.x2 == 0)
		return (NAN);
	return (t.x1 / two_expected(t));
}
