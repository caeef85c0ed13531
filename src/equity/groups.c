/* groups - several groups compared at once. */
#include <math.h>
#include <stdlib.h>

#include "equity/exact.h"
#include "equity/groups.h"
#include "equity/numbers.h"

struct group
groups_together(const struct group *g, size_t k)
{
	struct group	all = { 0 };

	for (size_t i = 0; i < k; i++) {
		all.x += g[i].x;
		all.n += g[i].n;
	}
	return (all);
}

struct two
group_and_rest(const struct group *g, size_t k, size_t at)
{
	struct group	all = groups_together(g, k);

	return ((struct two){ g[at].x, g[at].n, all.x - g[at].x,
	    all.n - g[at].n });
}

size_t
largest_group(const struct group *g, size_t k)
{
	size_t	largest = 0;

	for (size_t i = 1; i < k; i++)
		if (g[i].n > g[largest].n)
			largest = i;
	return (largest);
}

struct chi
groups_chi_squared(const struct group *g, size_t k)
{
	struct group	all = groups_together(g, k);
	double		p = (double)all.x / all.n, sum = 0;

	if (all.x == 0 || all.x == all.n)
		return ((struct chi){ NAN, k - 1, NAN });
	for (size_t i = 0; i < k; i++) {
		double	gap = g[i].x - g[i].n * p;

		sum += gap * gap / (g[i].n * p * (1 - p));
	}
	return ((struct chi){ sum, k - 1, chi_squared_above(sum, k - 1) });
}

double
four_fifths(const struct group *g, size_t k, size_t at)
{
	double	best = 0;

	for (size_t i = 0; i < k; i++)
		best = fmax(best, 1 - (double)g[i].x / g[i].n);
	return ((1 - (double)g[at].x / g[at].n) / best);
}

/*
 * Freeman and Halton.  The chance of a way to share the events out is a product
 * of one binomial coefficient a group.  Group by group, all ways that are left
 * with the same number of events could go on alike, but which count is known
 * only at the end: so every way is walked, with two short cuts.  What is left
 * is at most as likely as the limit whatever follows: all of it counts.  What
 * is left is likelier whatever follows: none of it does.
 */
struct walk {
	const struct group *g;
	size_t	 k;
	double	 limit, total;		/* logarithms: not above; of all */
	double	**choose;		/* logarithms, a row for each group */
	double	**all, **most, **least;	/* of groups from i on, of j events */
	double	 sum, steps, steps_most;
};

static double
log_sum(double a, double b)
{
	double	high = fmax(a, b);

	if (high == -INFINITY)
		return (high);
	return (high + log(exp(a - high) + exp(b - high)));
}

/* What prepare() goes through: of each group as many of its people as can have
 * the event, for each number of events. */
static double
steps_to_prepare(const struct group *g, size_t k, int64_t m)
{
	double	steps = 0;

	for (size_t i = 0; i < k; i++) {
		double	most = (double)(g[i].n < m ? g[i].n : m);

		steps += (most + 1) * ((double)m - most / 2 + 1);
	}
	return (steps);
}

/* From the last group forwards. */
static void
prepare(struct walk *w, int64_t m)
{
	size_t	k = w->k;

	for (size_t i = k + 1; i-- > 0;) {
		w->all[i] = numbers((size_t)m + 1);
		w->most[i] = numbers((size_t)m + 1);
		w->least[i] = numbers((size_t)m + 1);
		for (int64_t j = 0; j <= m; j++) {
			double	all = i == k && j == 0 ? 0 : -INFINITY,
				most = all, least = i == k && j == 0 ? 0 :
				INFINITY;

			for (int64_t x = 0; i < k && x <= j &&
			    x <= w->g[i].n; x++) {
				double	c = w->choose[i][x];

				all = log_sum(all, c + w->all[i + 1][j - x]);
				most = fmax(most, c + w->most[i + 1][j - x]);
				least = fmin(least, c + w->least[i + 1][j - x]);
			}
			w->all[i][j] = all;
			w->most[i][j] = most;
			w->least[i][j] = least;
		}
	}
}

static void
walk(struct walk *w, size_t i, int64_t left, double so_far)
{
	if (++w->steps > w->steps_most ||
	    so_far + w->least[i][left] > w->limit)
		return;
	if (so_far + w->most[i][left] <= w->limit) {
		w->sum += exp(so_far + w->all[i][left] - w->total);
		return;
	}
	for (int64_t x = 0; x <= left && x <= w->g[i].n; x++)
		if (w->all[i + 1][left - x] > -INFINITY)
			walk(w, i + 1, left - x, so_far + w->choose[i][x]);
}

double
freeman_halton(const struct group *g, size_t k, double steps_most)
{
	struct group	all = groups_together(g, k);
	struct walk	w = { .g = g, .k = k, .steps_most = steps_most,
			    .steps = steps_to_prepare(g, k, all.x) };
	double		seen = 0;

	if (w.steps > steps_most)
		return (NAN);
	w.choose = things(k + 1, sizeof(double *));
	w.all = things(k + 1, sizeof(double *));
	w.most = things(k + 1, sizeof(double *));
	w.least = things(k + 1, sizeof(double *));
	for (size_t i = 0; i < k; i++) {
		w.choose[i] = log_choose(g[i].n);
		seen += w.choose[i][g[i].x];
	}
	prepare(&w, all.x);
	w.total = w.all[0][all.x];
	w.limit = seen + 1e-7;
	walk(&w, 0, all.x, 0);
	for (size_t i = 0; i <= k; i++) {
		free(w.choose[i]);
		free(w.all[i]);
		free(w.most[i]);
		free(w.least[i]);
	}
	free(w.choose);
	free(w.all);
	free(w.most);
	free(w.least);
	return (w.steps > steps_most ? NAN : fmin(1, w.sum));
}

static bool
five_expected(const struct group *g, size_t k)
{
	struct group	all = groups_together(g, k);
	double		p = (double)all.x / (double)all.n;

	for (size_t i = 0; i < k; i++)
		if ((double)g[i].n * fmin(p, 1 - p) < 5)
			return (false);
	return (true);
}

struct groups_test
groups_differ(const struct group *g, size_t k, double steps_most)
{
	double	p = freeman_halton(g, k, steps_most);

	if (!isnan(p))
		return ((struct groups_test){ p, true });
	return ((struct groups_test){ five_expected(g, k) ?
	    groups_chi_squared(g, k).p : NAN, false });
}
