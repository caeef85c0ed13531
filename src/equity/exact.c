/* exact - how surprising two groups are if their rates were the same. */
#include <math.h>
#include <stdlib.h>

#include "equity/exact.h"
#include "equity/numbers.h"
#include "equity/solve.h"

enum { TABLES_MOST = 21000, GRID = 4000, PEAKS = 6 };
static const double tie = 1e-7;

static int64_t
least_of(int64_t a, int64_t b)
{
	return (a < b ? a : b);
}

bool
just_as_likely(double chance, double of)
{
	return (fabs(chance - of) <= tie * of);
}

/* From the likeliest number outwards, each from its neighbour, so that no
 * digits are lost; then all of them sum to 1. */
struct hypergeometric
hypergeometric(int64_t n1, int64_t n2, int64_t m)
{
	int64_t	least = m > n2 ? m - n2 : 0, most = least_of(n1, m),
		n = most - least + 1, mode = (int64_t)floor((double)(n1 + 1) *
		    (m + 1) / (n1 + n2 + 2));
	double	*f = numbers((size_t)n), sum = 0;

	mode = mode < least ? least : least_of(mode, most);
	f[mode - least] = 1;
	for (int64_t k = mode; k < most; k++)
		f[k + 1 - least] = f[k - least] * ((double)(n1 - k) * (m - k)) /
		    ((double)(k + 1) * (n2 - m + k + 1));
	for (int64_t k = mode; k > least; k--)
		f[k - 1 - least] = f[k - least] * ((double)k * (n2 - m + k)) /
		    ((double)(n1 - k + 1) * (m - k + 1));
	for (int64_t i = 0; i < n; i++)
		sum += f[i];
	for (int64_t i = 0; i < n; i++)
		f[i] /= sum;
	return ((struct hypergeometric){ least, n, f });
}

void
hypergeometric_free(struct hypergeometric *h)
{
	free(h->chance);
}

/* The chance of all that is at most as likely as the i-th. */
static double
at_most_as_likely(const struct hypergeometric *h, int64_t i)
{
	double	sum = 0;

	for (int64_t k = 0; k < h->n; k++)
		if (h->chance[k] < h->chance[i] ||
		    just_as_likely(h->chance[k], h->chance[i]))
			sum += h->chance[k];
	return (fmin(1, sum));
}

struct fisher
fisher(struct two t)
{
	struct hypergeometric	h = hypergeometric(t.n1, t.n2, t.x1 + t.x2);
	struct fisher		f = { 0 };
	int64_t			at = t.x1 - h.least;
	double			same = 0, rarer = 0;

	f.seen = h.chance[at];
	for (int64_t k = 0; k < h.n; k++) {
		if (just_as_likely(h.chance[k], f.seen))
			same += h.chance[k];
		else if (h.chance[k] < f.seen)
			rarer += h.chance[k];
	}
	for (int64_t k = 0; k <= at; k++)
		f.less += h.chance[k];
	for (int64_t k = h.n - 1; k >= at; k--)
		f.greater += h.chance[k];
	f.two_sided = fmin(1, rarer + same);
	f.mid_p = rarer + same / 2;
	f.doubled = fmin(1, 2 * fmin(f.less, f.greater) - f.seen);
	f.less = fmin(1, f.less);
	f.greater = fmin(1, f.greater);
	hypergeometric_free(&h);
	return (f);
}

/* Which tables of x1 and x2 events are at most as likely as what was seen:
 * `in` has a row of n2 + 1 for each of 0..n1 events in group 1. */
struct region { int64_t n1, n2; char *in; double *choose1, *choose2; };

static struct region
region_of(struct two t)
{
	return ((struct region){ t.n1, t.n2,
	    things((size_t)((t.n1 + 1) * (t.n2 + 1)), 1), log_choose(t.n1),
	    log_choose(t.n2) });
}

static void
region_free(struct region *r)
{
	free(r->in);
	free(r->choose1);
	free(r->choose2);
}

/* The chance of the region when both groups have the rate p. */
static double
chance_of(const void *region, double p)
{
	const struct region	*r = region;
	double			 sum = 0, row, *f1, *f2;

	if (p <= 0 || p >= 1)
		return (r->in[p <= 0 ? 0 : (r->n1 + 1) * (r->n2 + 1) - 1]);
	f1 = binomial(r->n1, p, r->choose1);
	f2 = binomial(r->n2, p, r->choose2);
	for (int64_t k = 0; k <= r->n1; k++) {
		row = 0;
		for (int64_t j = 0; j <= r->n2; j++)
			if (r->in[k * (r->n2 + 1) + j])
				row += f2[j];
		sum += f1[k] * row;
	}
	free(f1);
	free(f2);
	return (sum);
}

/* The most over all rates: the best peaks of a grid, looked at closely. */
static double
largest_chance(const struct region *r)
{
	double	*at = numbers(GRID + 1), most = 0;

	for (int i = 0; i <= GRID; i++) {
		at[i] = chance_of(r, (double)i / GRID);
		most = fmax(most, at[i]);
	}
	for (int peak = 0; peak < PEAKS; peak++) {
		int	best = -1;

		for (int i = 1; i < GRID; i++)
			if (at[i] >= at[i - 1] && at[i] >= at[i + 1] &&
			    (best < 0 || at[i] > at[best]))
				best = i;
		if (best < 0)
			break;
		most = fmax(most, chance_of(r, highest_at(chance_of, r,
		    (best - 1.0) / GRID, (best + 1.0) / GRID, 1e-10)));
		at[best] = -1;
	}
	free(at);
	return (fmin(1, most));
}

static void
fill_by_fisher(struct region *r, double seen)
{
	struct hypergeometric	h;
	double			p;

	for (int64_t m = 0; m <= r->n1 + r->n2; m++) {
		h = hypergeometric(r->n1, r->n2, m);
		for (int64_t i = 0; i < h.n; i++) {
			int64_t	k = h.least + i;

			p = at_most_as_likely(&h, i);
			r->in[k * (r->n2 + 1) + m - k] = p < seen ||
			    just_as_likely(p, seen);
		}
		hypergeometric_free(&h);
	}
}

double
boschloo(struct two t)
{
	struct region	r;
	double		p;

	if (t.n1 * t.n2 > TABLES_MOST)
		return (NAN);
	r = region_of(t);
	fill_by_fisher(&r, fisher(t).two_sided);
	p = largest_chance(&r);
	region_free(&r);
	return (p);
}

double
barnard(struct two t)
{
	struct region	r;
	double		p, seen = two_chi_squared(t);

	if (t.n1 * t.n2 > TABLES_MOST)
		return (NAN);
	r = region_of(t);
	for (int64_t k = 0; k <= t.n1; k++)
		for (int64_t j = 0; j <= t.n2; j++)
			r.in[k * (t.n2 + 1) + j] = two_chi_squared(
			    (struct two){ k, t.n1, j, t.n2 }) >=
			    seen * (1 - tie);
	p = largest_chance(&r);
	region_free(&r);
	return (p);
}
