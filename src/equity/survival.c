/* survival - how long it takes until something happens. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "equity/numbers.h"
#include "equity/survival.h"

static const double half_exactly = 1e-12;

static int
by_time(const void *a, const void *b)
{
	const struct life	*x = a, *y = b;

	return (x->time < y->time ? -1 : x->time > y->time);
}

static struct life *
of_group(const struct life *all, size_t *n, int group)
{
	struct life	*l = things(*n, sizeof(*l));
	size_t		 kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (all[i].group == group)
			l[kept++] = all[i];
	qsort(l, kept, sizeof(*l), by_time);
	*n = kept;
	return (l);
}

static void
limit(struct survival_step *s, double z)
{
	double	by = z * sqrt(s->spread) / log(s->alive);

	s->error = s->alive * sqrt(s->spread);
	s->within = s->plain = (struct interval){ NAN, NAN };
	if (s->alive <= 0) {
		s->error = NAN;
		return;
	}
	s->plain.low = fmax(0, s->alive - z * s->error);
	s->plain.high = fmin(1, s->alive + z * s->error);
	if (s->alive >= 1)
		return;
	s->within.low = pow(s->alive, exp(-by));
	s->within.high = pow(s->alive, exp(by));
}

struct survival
kaplan_meier(const struct life *all, size_t n, int group, double z)
{
	struct life	*l = of_group(all, &n, group);
	struct survival	 c = { 0, things(n + 1, sizeof(*c.steps)), n };
	double		 alive = 1, spread = 0;

	for (size_t i = 0, next; i < n; i = next) {
		struct survival_step	*s = &c.steps[c.n++];

		*s = (struct survival_step){ .time = l[i].time,
		    .at_risk = n - i };
		for (next = i; next < n && l[next].time == l[i].time; next++) {
			if (l[next].what != 0)
				s->events++;
			else
				s->censored++;
		}
		alive *= (s->at_risk - s->events) / s->at_risk;
		if (s->events > 0 && s->events < s->at_risk)
			spread += s->events / (s->at_risk *
			    (s->at_risk - s->events));
		s->alive = alive;
		s->spread = spread;
		limit(s, z);
	}
	free(l);
	return (c);
}

void
survival_free(struct survival *c)
{
	free(c->steps);
}

struct survival_step
survival_at(const struct survival *c, double time)
{
	struct survival_step	s = { .alive = 1, .at_risk = c->people,
				    .within = { NAN, NAN }, .plain = { 1, 1 } };

	for (size_t i = 0; i < c->n; i++) {
		if (c->steps[i].time <= time)
			s = c->steps[i];
		if (c->steps[i].time >= time) {
			s.at_risk = c->steps[i].at_risk;
			return (s);
		}
	}
	s.at_risk = 0;
	return (s);
}

enum band { ALIVE, LOW, HIGH };

static double
band(const struct survival_step *s, enum band b)
{
	return (b == ALIVE ? s->alive : b == LOW ? s->within.low :
	    s->within.high);
}

static double
first_half(const struct survival *c, enum band b)
{
	for (size_t i = 0; i < c->n; i++) {
		double	v = band(&c->steps[i], b);

		if (isnan(v) || v > 0.5 + half_exactly)
			continue;
		if (v < 0.5 - half_exactly)
			return (c->steps[i].time);
		for (size_t j = i + 1; j < c->n; j++)
			if (c->steps[j].events > 0)
				return ((c->steps[i].time +
				    c->steps[j].time) / 2);
		return (c->steps[i].time);
	}
	return (NAN);
}

struct survival_median
survival_median(const struct survival *c)
{
	return ((struct survival_median){ first_half(c, ALIVE),
	    first_half(c, LOW), first_half(c, HIGH) });
}

/* The area under the curve between two times. */
static double
area(const struct survival *c, double from, double to)
{
	double	sum = 0, at = from, alive = survival_at(c, from).alive;

	for (size_t i = 0; i < c->n; i++) {
		if (c->steps[i].time <= from)
			continue;
		if (c->steps[i].time >= to)
			break;
		sum += alive * (c->steps[i].time - at);
		at = c->steps[i].time;
		alive = c->steps[i].alive;
	}
	return (to > at ? sum + alive * (to - at) : sum);
}

struct restricted
restricted_mean(const struct survival *c, double tau)
{
	double	variance = 0;

	for (size_t i = 0; i < c->n && c->steps[i].time <= tau; i++) {
		const struct survival_step	*s = &c->steps[i];
		double	a = area(c, s->time, tau);

		if (s->events > 0 && s->events < s->at_risk)
			variance += a * a * s->events / (s->at_risk *
			    (s->at_risk - s->events));
	}
	return ((struct restricted){ area(c, 0, tau), sqrt(variance) });
}

double
restricted_until(const struct survival *c, size_t groups, double at_risk,
    double cap)
{
	double	tau = cap, last;

	for (size_t g = 0; g < groups; g++) {
		last = 0;
		for (size_t i = 0; i < c[g].n; i++)
			if (c[g].steps[i].at_risk >= at_risk)
				last = c[g].steps[i].time;
		tau = fmin(tau, last);
	}
	return (tau);
}

struct survival_gap
survival_gap(const struct survival_step *a, const struct survival_step *b)
{
	struct survival_gap	g;
	double			la = log(a->alive), lb = log(b->alive), c;

	g.value = a->alive - b->alive;
	g.error = hypot(a->error, b->error);
	g.within.low = g.value - hypot(a->alive - a->within.low,
	    b->within.high - b->alive);
	g.within.high = g.value + hypot(a->within.high - a->alive,
	    b->alive - b->within.low);
	c = log(-la) - log(-lb);
	c = c * c / (a->spread / (la * la) + b->spread / (lb * lb));
	g.test = (struct chi){ c, 1, isnan(c) ? NAN :
	    chi_squared_above(c, 1) };
	return (g);
}
