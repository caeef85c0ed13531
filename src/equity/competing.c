/* competing - how many complete when some withdraw before they could. */
#include <math.h>
#include <stdlib.h>

#include "equity/competing.h"
#include "equity/numbers.h"
#include "equity/solve.h"

static int
by_time(const void *a, const void *b)
{
	const struct life	*x = a, *y = b;

	return (x->time < y->time ? -1 : x->time > y->time);
}

static struct life *
in_order(const struct life *all, size_t n)
{
	struct life	*l = things(n, sizeof(*l));

	for (size_t i = 0; i < n; i++)
		l[i] = all[i];
	qsort(l, n, sizeof(*l), by_time);
	return (l);
}

/* Several events at one time share what is at risk, without replacement. */
static double
shared(double events, double at_risk)
{
	return (events > 1 ? 1 - (events - 1) / (at_risk - 1) : 1);
}

/* What the variance is made of: sums over the events so far. */
struct influence { double one, both, two; };

static void
add_influence(struct influence *v, double own, double alive, double weight)
{
	v->one += own * own * weight;
	v->both += own * alive * weight;
	v->two += alive * alive * weight;
}

struct incidence
incidence_at(const struct life *all, size_t n, int group, int cause,
    double time)
{
	struct life		*l = in_order(all, n);
	struct incidence	 f = { 0 };
	struct influence	 v = { 0 };
	double			 at_risk = 0, alive = 1;

	for (size_t i = 0; i < n; i++)
		at_risk += l[i].group == group;
	for (size_t i = 0, next; i < n && l[i].time <= time; i = next) {
		double	d = 0, other = 0, gone = 0, after, per, inverse;

		for (next = i; next < n && l[next].time == l[i].time; next++) {
			if (l[next].group != group)
				continue;
			gone++;
			d += l[next].what == cause;
			other += l[next].what != cause && l[next].what != 0;
		}
		if (d + other > 0) {
			per = alive * alive / (at_risk * at_risk);
			after = alive * (at_risk - d - other) / at_risk;
			inverse = after > 0 ? 1 / after : 0;
			f.value += alive * d / at_risk;
			add_influence(&v, f.value * inverse, inverse,
			    per * other * shared(other, at_risk));
			add_influence(&v, 1 + f.value * inverse, inverse,
			    per * d * shared(d, at_risk));
			if (d > 0)
				f.variance = v.one + f.value * f.value *
				    v.two - 2 * f.value * v.both;
			alive = after;
		}
		at_risk -= gone;
	}
	free(l);
	return (f);
}

/*
 * Gray's test.  Names follow his paper: for each group the share S that nothing
 * happened to, the incidence F of the cause, and those at risk; h weighs a
 * group by its risk set as if nobody had been removed by the other causes.  a
 * and c carry how one group's numbers move another's score.
 */
struct gray {
	size_t	 k;
	double	*at_risk, *before, *alive, *incidence, *incidence_before;
	double	*d, *other, *score, *own, *a, *c, *mixed, *V;
	double	 pooled_before, pooled;
};

enum { ROWS = 9 };

static struct gray
gray_begin(size_t k)
{
	struct gray	 g = { .k = k };
	double		*p = numbers(ROWS * k + 4 * k * k), **rows[] = {
			    &g.at_risk, &g.before, &g.alive, &g.incidence,
			    &g.incidence_before, &g.d, &g.other, &g.score,
			    &g.own },
			**squares[] = { &g.a, &g.c, &g.mixed, &g.V };

	for (size_t i = 0; i < ROWS; i++, p += k)
		*rows[i] = p;
	for (size_t i = 0; i < 4; i++, p += k * k)
		*squares[i] = p;
	for (size_t i = 0; i < k; i++)
		g.before[i] = g.alive[i] = 1;
	return (g);
}

/* The scores of one time, and what they depend on. */
static double
gray_score(struct gray *g, double d)
{
	size_t	k = g->k;
	double	tr = 0, tq = 0;

	for (size_t i = 0; i < k; i++) {
		if (g->at_risk[i] <= 0)
			continue;
		g->alive[i] = g->before[i] * (g->at_risk[i] - g->d[i] -
		    g->other[i]) / g->at_risk[i];
		g->incidence[i] = g->incidence_before[i] + g->before[i] *
		    g->d[i] / g->at_risk[i];
		tr += g->at_risk[i] / g->before[i];
		tq += g->at_risk[i] * (1 - g->incidence_before[i]) /
		    g->before[i];
	}
	g->pooled = g->pooled_before + d / tr;
	for (size_t i = 0; i < k; i++) {
		double	h = g->at_risk[i] / g->before[i];

		for (size_t j = 0; j < k; j++) {
			double	hj = g->at_risk[j] / g->before[j];
			bool	none = g->at_risk[i] <= 0 || g->at_risk[j] <= 0;

			g->a[i * k + j] = none ? 0 : i == j ?
			    h * (1 - h / tr) : -h * hj / tr;
			g->c[i * k + j] += g->a[i * k + j] * d /
			    (tr * (1 - g->pooled_before));
		}
		if (g->at_risk[i] > 0)
			g->score[i] += g->d[i] - d * h *
			    (1 - g->incidence_before[i]) / tq;
	}
	return (tr);
}

/* Adds one source of variance: in group m, of a weight, that moves the score of
 * group i by moves[i] and its own incidence by own. */
static void
gray_add(struct gray *g, size_t m, const double *moves, double own,
    double weight)
{
	size_t	k = g->k;

	g->own[m] += own * own * weight;
	for (size_t i = 0; i < k; i++) {
		g->mixed[i * k + m] += moves[i] * own * weight;
		for (size_t j = 0; j < k; j++)
			g->V[i * k + j] += moves[i] * moves[j] * weight;
	}
}

static void
gray_vary(struct gray *g, double d, double tr)
{
	size_t	 k = g->k;
	double	*moves = numbers(k), own, weight;

	for (size_t m = 0; d > 0 && m < k; m++) {
		if (g->at_risk[m] <= 0)
			continue;
		own = g->alive[m] > 0 ? 1 - (1 - g->pooled) / g->alive[m] : 1;
		weight = g->before[m] * d / (tr * g->at_risk[m]);
		if (d > 1)
			weight *= 1 - (d - 1) / (tr * g->before[m] - 1);
		for (size_t i = 0; i < k; i++)
			moves[i] = g->a[i * k + m] - own * g->c[i * k + m];
		gray_add(g, m, moves, own, weight);
	}
	for (size_t m = 0; m < k; m++) {
		if (g->alive[m] <= 0 || g->other[m] <= 0)
			continue;
		own = -(1 - g->pooled) / g->alive[m];
		weight = g->before[m] * g->before[m] * g->other[m] *
		    shared(g->other[m], g->at_risk[m]) /
		    (g->at_risk[m] * g->at_risk[m]);
		for (size_t i = 0; i < k; i++)
			moves[i] = -own * g->c[i * k + m];
		gray_add(g, m, moves, own, weight);
	}
	free(moves);
}

static double
gray_statistic(struct gray *g)
{
	size_t	 k = g->k, n = k - 1;
	double	*a = numbers(n * n), sum;

	for (size_t i = 0; i < n; i++)
		for (size_t j = 0; j < n; j++) {
			a[i * n + j] = g->V[i * k + j];
			for (size_t l = 0; l < k; l++)
				a[i * n + j] += g->c[i * k + l] *
				    g->c[j * k + l] * g->own[l] +
				    g->c[i * k + l] * g->mixed[j * k + l] +
				    g->c[j * k + l] * g->mixed[i * k + l];
		}
	sum = distance_of(g->score, a, n);
	free(a);
	return (sum);
}

struct chi
gray(const struct life *all, size_t n, size_t k, int cause)
{
	struct life	*l = in_order(all, n);
	struct gray	 g = gray_begin(k);
	double		 d, happened, chi;

	for (size_t i = 0; i < n; i++)
		g.at_risk[l[i].group]++;
	for (size_t i = 0, next; i < n; i = next) {
		d = happened = 0;
		for (size_t j = 0; j < k; j++)
			g.d[j] = g.other[j] = 0;
		for (next = i; next < n && l[next].time == l[i].time; next++) {
			double	*count = l[next].what == cause ? g.d : g.other;

			if (l[next].what == 0)
				continue;
			count[l[next].group]++;
			d += l[next].what == cause;
			happened++;
		}
		if (happened > 0)
			gray_vary(&g, d, gray_score(&g, d));
		for (size_t j = i; j < next; j++)
			g.at_risk[l[j].group]--;
		g.pooled_before = g.pooled;
		for (size_t j = 0; j < k; j++) {
			g.before[j] = g.alive[j];
			g.incidence_before[j] = g.incidence[j];
		}
	}
	chi = gray_statistic(&g);
	free(l);
	free(g.at_risk);
	return ((struct chi){ chi, k - 1, isnan(chi) ? NAN :
	    chi_squared_above(chi, k - 1) });
}
