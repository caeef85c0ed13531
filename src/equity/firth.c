/* firth - logistic regression that neither separation nor few events break. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>

#include "equity/firth.h"
#include "equity/numbers.h"
#include "equity/proportion.h"

enum { STEPS_MAX = 300, HALVES_MAX = 30, WIDENINGS = 60, CROSSINGS = 100 };
static const double step_most = 3, small_step = 1e-2, flat = 1e-11;
static const double chi_95 = 3.841458820694124;

/* Where the fit stands: coefficients, which of them stay, and what follows. */
struct state {
	const struct logit *m;
	bool	 penalised, fixed[COEFFICIENTS_MAX];
	double	 b[COEFFICIENTS_MAX], likelihood;
	double	 score[COEFFICIENTS_MAX];
	double	*information, *inverse;		/* columns x columns */
};

static double
linear(const struct logit *m, size_t row, const double *b)
{
	double	sum = 0;

	for (size_t j = 0; j < m->columns; j++)
		sum += m->x[row * m->columns + j] * b[j];
	return (sum);
}

/* ln p and ln (1 - p) of a log-odds, without losing small ones. */
static double
log_p(double odds)
{
	return (odds > 0 ? -log1p(exp(-odds)) : odds - log1p(exp(odds)));
}

/* a becomes its inverse; the logarithm of its determinant, or NaN. */
static double
invert(double *a, size_t n)
{
	gsl_matrix_view	 v = gsl_matrix_view_array(a, n, n);
	double		 sum = 0;

	if (gsl_linalg_cholesky_decomp1(&v.matrix) != GSL_SUCCESS)
		return (NAN);
	for (size_t i = 0; i < n; i++)
		sum += 2 * log(a[i * n + i]);
	if (gsl_linalg_cholesky_invert(&v.matrix) != GSL_SUCCESS)
		return (NAN);
	return (sum);
}

/* x' A x for a row. */
static double
spread(const struct logit *m, size_t row, const double *a)
{
	const double	*x = m->x + row * m->columns;
	double		 sum = 0;

	for (size_t j = 0; j < m->columns; j++)
		for (size_t l = 0; l < m->columns; l++)
			sum += x[j] * a[j * m->columns + l] * x[l];
	return (sum);
}

static void
add_information(double *into, const struct logit *m, size_t row, double weight)
{
	const double	*x = m->x + row * m->columns;

	for (size_t j = 0; j < m->columns; j++)
		for (size_t l = 0; l < m->columns; l++)
			into[j * m->columns + l] += weight * x[j] * x[l];
}

/* Likelihood, score and information where the coefficients are now. */
static void
look(struct state *s)
{
	const struct logit	*m = s->m;
	size_t			 n = m->columns;
	double			 likelihood = 0, determinant;

	memset(s->information, 0, n * n * sizeof(double));
	memset(s->score, 0, sizeof(s->score));
	for (size_t i = 0; i < m->rows; i++) {
		double	o = linear(m, i, s->b), p = 1 / (1 + exp(-o));

		likelihood += m->events[i] * log_p(o) +
		    (m->trials[i] - m->events[i]) * log_p(-o);
		add_information(s->information, m, i,
		    m->trials[i] * p * (1 - p));
	}
	memcpy(s->inverse, s->information, n * n * sizeof(double));
	determinant = invert(s->inverse, n);
	for (size_t i = 0; i < m->rows; i++) {
		double	p = 1 / (1 + exp(-linear(m, i, s->b))), h = 0, u;

		if (s->penalised)
			h = p * (1 - p) * spread(m, i, s->inverse);
		u = m->events[i] - m->trials[i] * p +
		    m->trials[i] * h * (0.5 - p);
		for (size_t j = 0; j < n; j++)
			s->score[j] += u * m->x[i * n + j];
	}
	s->likelihood = likelihood + (s->penalised ? determinant / 2 : 0);
}

/* The step of Newton's method among the coefficients that move; how far. */
static double
step_of(const struct state *s, double *step)
{
	size_t	n = s->m->columns, at[COEFFICIENTS_MAX], free_ones = 0;
	double	a[COEFFICIENTS_MAX * COEFFICIENTS_MAX], most = 0;

	for (size_t j = 0; j < n; j++)
		if (!s->fixed[j])
			at[free_ones++] = j;
	for (size_t j = 0; j < free_ones; j++)
		for (size_t l = 0; l < free_ones; l++)
			a[j * free_ones + l] =
			    s->information[at[j] * n + at[l]];
	memset(step, 0, n * sizeof(double));
	if (free_ones == 0 || isnan(invert(a, free_ones)))
		return (free_ones == 0 ? 0 : NAN);
	for (size_t j = 0; j < free_ones; j++)
		for (size_t l = 0; l < free_ones; l++)
			step[at[j]] += a[j * free_ones + l] * s->score[at[l]];
	for (size_t j = 0; j < n; j++)
		most = fmax(most, fabs(step[j]));
	for (size_t j = 0; j < n && most > step_most; j++)
		step[j] *= step_most / most;
	return (fmin(most, step_most));
}

static double
steepest(const struct state *s)
{
	double	most = 0;

	for (size_t j = 0; j < s->m->columns; j++)
		if (!s->fixed[j])
			most = fmax(most, fabs(s->score[j]));
	return (most);
}

static void
move(struct state *s, const double *from, const double *step, double share)
{
	for (size_t j = 0; j < s->m->columns; j++)
		s->b[j] = from[j] + share * step[j];
	look(s);
}

/* One step: halved while it leads down; but a small one, of which rounding
 * could say so, only when it leads to the other side of a slope as steep. */
static double
climb_once(struct state *s)
{
	double	step[COEFFICIENTS_MAX], from[COEFFICIENTS_MAX],
		was = s->likelihood, slope = steepest(s),
		far = step_of(s, step);

	if (isnan(far))
		return (far);
	memcpy(from, s->b, sizeof(from));
	move(s, from, step, 1);
	for (double share = 0.5; far > small_step && (isnan(s->likelihood) ||
	    s->likelihood < was) && share > 1e-9; share /= 2)
		move(s, from, step, share);
	if (far <= small_step && steepest(s) > slope / 2)
		move(s, from, step, 0.5);
	return (far);
}

static bool
climb(struct state *s)
{
	double	far;

	look(s);
	for (int i = 0; i < STEPS_MAX; i++) {
		if (isnan(s->likelihood))
			return (false);
		if (steepest(s) < flat * fmax(1, fabs(s->likelihood)))
			return (true);
		far = climb_once(s);
		if (isnan(far) || far < 1e-14)
			return (far < 1e-14);
	}
	return (steepest(s) < 1e-6);
}

static struct state
state_of(const struct logit *m, bool penalised)
{
	gsl_set_error_handler_off();
	return ((struct state){ .m = m, .penalised = penalised,
	    .information = numbers(m->columns * m->columns),
	    .inverse = numbers(m->columns * m->columns) });
}

static void
state_free(struct state *s)
{
	free(s->information);
	free(s->inverse);
}

/* How far below the top the profile is, with coefficient j held at b; above
 * chi_95 is outside. */
static double
below_top(struct state *s, size_t j, double b, double top)
{
	s->fixed[j] = true;
	s->b[j] = b;
	if (!climb(s))
		return (NAN);
	return (2 * (top - s->likelihood));
}

/* Where the profile leaves the limits on one side of the top, way is 1 or -1:
 * first enclosed, then closed in on by lines, halved when one end stays. */
static double
crossing(struct state *s, size_t j, double value, double error, double top,
    int way)
{
	double	in = value, at_in = -chi_95, out = value + way * 2 * error,
		at_out, middle, at;
	int	stays = 0;

	for (int i = 0; (at_out = below_top(s, j, out, top) - chi_95) < 0;
	    i++) {
		if (i == WIDENINGS)
			return (way * INFINITY);
		in = out;
		at_in = at_out;
		out += way * error * (1 << (i < 20 ? i : 20)) / 2;
	}
	for (int i = 0; i < CROSSINGS && fabs(out - in) >
	    1e-12 * fmax(1, fabs(out)); i++) {
		middle = in - at_in * (out - in) / (at_out - at_in);
		at = below_top(s, j, middle, top) - chi_95;
		if (isnan(at))
			return (NAN);
		if (fabs(at) < 1e-12)
			return (middle);
		if (at < 0) {
			in = middle;
			at_in = at;
			at_out = stays == 1 ? at_out / 2 : at_out;
			stays = 1;
		} else {
			out = middle;
			at_out = at;
			at_in = stays == -1 ? at_in / 2 : at_in;
			stays = -1;
		}
	}
	return ((in + out) / 2);
}

static void
profile(const struct state *top, struct coefficient *c, size_t j)
{
	struct state	s = state_of(top->m, true);

	memcpy(s.b, top->b, sizeof(s.b));
	c->low = crossing(&s, j, c->value, c->error, top->likelihood, -1);
	memcpy(s.b, top->b, sizeof(s.b));
	c->high = crossing(&s, j, c->value, c->error, top->likelihood, 1);
	memcpy(s.b, top->b, sizeof(s.b));
	c->chi = fmax(0, below_top(&s, j, 0, top->likelihood));
	c->p = chi_squared_above(c->chi, 1);
	state_free(&s);
}

/* Errors by the information of the data as the penalty augments them: each row
 * weighs 1 + h. */
static void
augmented_errors(const struct state *s, struct fit *f)
{
	size_t	 n = s->m->columns;
	double	*a = numbers(n * n);

	for (size_t i = 0; i < s->m->rows; i++) {
		double	p = 1 / (1 + exp(-linear(s->m, i, s->b))),
			w = p * (1 - p), h = w * spread(s->m, i, s->inverse);

		add_information(a, s->m, i, s->m->trials[i] * w * (1 + h));
	}
	invert(a, n);
	for (size_t j = 0; j < n; j++)
		f->of[j].error_augmented = sqrt(a[j * n + j]);
	free(a);
}

static double
null_likelihood(const struct logit *m)
{
	struct state	s = state_of(m, true);
	double		l;

	for (size_t j = 1; j < m->columns; j++)
		s.fixed[j] = true;
	l = climb(&s) ? s.likelihood : NAN;
	state_free(&s);
	return (l);
}

/* Profiles of the coefficients from..to - 1. */
static struct fit
fit(const struct logit *m, bool penalised, size_t from, size_t to)
{
	struct state	s = state_of(m, penalised);
	struct fit	f = { .converged = climb(&s) };

	f.likelihood = s.likelihood;
	for (size_t j = 0; j < m->columns; j++) {
		f.of[j].value = s.b[j];
		f.of[j].error = sqrt(s.inverse[j * m->columns + j]);
	}
	if (penalised && f.converged) {
		augmented_errors(&s, &f);
		f.null_likelihood = null_likelihood(m);
		for (size_t j = from; j < to; j++)
			profile(&s, &f.of[j], j);
	}
	state_free(&s);
	return (f);
}

struct fit
firth_fit(const struct logit *m)
{
	return (fit(m, true, 0, m->columns));
}

struct fit
firth_fit_of(const struct logit *m, size_t coefficient)
{
	return (fit(m, true, coefficient, coefficient + 1));
}

struct fit
logit_fit(const struct logit *m)
{
	return (fit(m, false, 0, 0));
}

size_t
coefficients_allowed(const struct logit *m)
{
	double	events = 0, others = 0;

	for (size_t i = 0; i < m->rows; i++) {
		events += m->events[i];
		others += m->trials[i] - m->events[i];
	}
	return ((size_t)(fmin(events, others) / 5));
}
