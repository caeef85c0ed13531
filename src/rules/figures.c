/*
 * Means of few people's answers, with their ranges, and what can be told apart.
 */
#include <math.h>
#include <stdlib.h>

#include "rules/figures.h"

enum { SCALE_LOW = 1, SCALE_HIGH = 5, FRACTION_TERMS = 500, HALVINGS = 200 };

static const double	sheppard = 1.0 / 12, certainty = 0.05;

/*
 * The continued fraction of the incomplete beta function, by Lentz's method
 * (Press et al., Numerical Recipes, 3rd edition, 6.4).
 */
static double
beta_fraction(double a, double b, double x)
{
	const double	tiny = 1e-300, enough = 1e-16;
	double		c = 1, d = 1 - (a + b) * x / (a + 1), h, k, m2, step;

	d = 1 / (fabs(d) < tiny ? tiny : d);
	h = d;
	for (int m = 1; m <= FRACTION_TERMS; m++) {
		m2 = 2 * m;
		k = m * (b - m) * x / ((a + m2 - 1) * (a + m2));
		d = 1 + k * d;
		c = 1 + k / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		h *= d * c;
		k = -(a + m) * (a + b + m) * x / ((a + m2) * (a + m2 + 1));
		d = 1 + k * d;
		c = 1 + k / c;
		d = 1 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		step = d * c;
		h *= step;
		if (fabs(step - 1) < enough)
			break;
	}
	return (h);
}

/* I_x(a, b), from the side on which the fraction is quick. */
static double
beta_part(double a, double b, double x)
{
	double	front;

	if (x <= 0 || x >= 1)
		return (x <= 0 ? 0 : 1);
	front = exp(lgamma(a + b) - lgamma(a) - lgamma(b) + a * log(x) +
	    b * log1p(-x));
	if (x < (a + 1) / (a + b + 2))
		return (front * beta_fraction(a, b, x) / a);
	return (1 - front * beta_fraction(b, a, 1 - x) / b);
}

double
student_two_sided(double t, double df)
{
	return (beta_part(df / 2, 0.5, df / (df + t * t)));
}

double
student_quantile(double two_sided, double df)
{
	double	low = 0, high = 1, middle;

	while (student_two_sided(high, df) > two_sided)
		high *= 2;
	for (int i = 0; i < HALVINGS && high - low > 1e-14 * high; i++) {
		middle = (low + high) / 2;
		if (student_two_sided(middle, df) > two_sided)
			low = middle;
		else
			high = middle;
	}
	return ((low + high) / 2);
}

struct sample
samples_joined(struct sample one, struct sample other)
{
	double		n1 = (double)one.people, n2 = (double)other.people;
	double		apart = other.mean - one.mean;
	struct sample	all = { one.people + other.people, 0, 0 };

	if (all.people == 0)
		return (all);
	all.mean = one.mean + apart * n2 / (n1 + n2);
	all.squares = one.squares + other.squares +
	    apart * apart * n1 * n2 / (n1 + n2);
	return (all);
}

/* The spread within groups, for all of them. */
struct spread { double variance, df, t; };

static struct spread
spread_within(const struct sample *groups, size_t n)
{
	struct spread	s = { 0 };
	double		squares = 0;

	for (size_t i = 0; i < n; i++) {
		if (groups[i].people == 0)
			continue;
		s.df += (double)groups[i].people - 1;
		squares += groups[i].squares;
	}
	if (s.df < 1)
		return (s);
	s.variance = fmax(squares / s.df, sheppard);
	s.t = student_quantile(certainty, s.df);
	return (s);
}

/* With p, but no told yet where there is something to compare with. */
static struct figure
figure_of(struct sample own, struct sample others, const struct spread *s)
{
	struct figure	f = { .p = 1, .told = TOO_FEW };
	double		n = (double)own.people, half, error;

	if (own.people == 0)
		f.told = NOBODY_ANSWERED;
	if (own.people == 0 || s->df < 1)
		return (f);
	half = s->t * sqrt(s->variance / n);
	f.low = fmax(own.mean - half, SCALE_LOW);
	f.high = fmin(own.mean + half, SCALE_HIGH);
	f.told = NOT_TOLD_APART;
	if (others.people == 0)
		return (f);
	error = sqrt(s->variance * (1 / n + 1 / (double)others.people));
	f.p = student_two_sided((own.mean - others.mean) / error, s->df);
	f.told = own.mean < others.mean ? TOLD_LOWER : TOLD_HIGHER;
	return (f);
}

static bool
is_compared(const struct figure *f)
{
	return (f->told == TOLD_LOWER || f->told == TOLD_HIGHER);
}

static int
by_p(const void *a, const void *b)
{
	const struct figure *const	*x = a, *const *y = b;

	return (((*x)->p > (*y)->p) - ((*x)->p < (*y)->p));
}

/* Holm's steps: from the smallest p on, until the first that does not hold. */
void
figures_together(struct figure *figures, size_t n)
{
	struct figure	**compared = calloc(n + 1, sizeof(struct figure *));
	size_t		  m = 0, i = 0;

	if (compared == NULL)
		abort();
	for (size_t j = 0; j < n; j++)
		if (is_compared(&figures[j]))
			compared[m++] = &figures[j];
	qsort(compared, m, sizeof(*compared), by_p);
	while (i < m && compared[i]->p * (double)(m - i) <= certainty)
		i++;
	for (; i < m; i++)
		compared[i]->told = NOT_TOLD_APART;
	free(compared);
}

struct figure
figure_against(struct sample own, struct sample others)
{
	struct sample	both[2] = { own, others };
	struct spread	s = spread_within(both, 2);

	return (figure_of(own, others, &s));
}

static struct sample
everybody_else(const struct sample *groups, size_t n, size_t besides)
{
	struct sample	others = { 0 };

	for (size_t i = 0; i < n; i++)
		if (i != besides)
			others = samples_joined(others, groups[i]);
	return (others);
}

/* Two groups are one comparison: what holds of one holds of the other. */
void
figures_of(const struct sample *groups, size_t n, struct figure *figures)
{
	struct spread	s = spread_within(groups, n);
	size_t		answered = 0;

	for (size_t i = 0; i < n; i++) {
		figures[i] = figure_of(groups[i], everybody_else(groups, n,
		    i), &s);
		answered += groups[i].people > 0;
	}
	if (answered != 2) {
		figures_together(figures, n);
		return;
	}
	for (size_t i = 0; i < n; i++)
		if (is_compared(&figures[i]) && figures[i].p > certainty)
			figures[i].told = NOT_TOLD_APART;
}

const char *
told_words(enum told_apart told)
{
	static const char *const	words[] = {
		"Lower than the others together",
		"Cannot be told apart",
		"Too few answers to say",
		"Higher than the others together",
		"No answers yet",
	};

	return (words[told]);
}

const char *
mean_words(struct arena *a, struct sample s)
{
	return (s.people == 0 ? "None" : arena_printf(a, "%.1f", s.mean));
}

const char *
range_words(struct arena *a, struct figure f)
{
	return (f.high == 0 ? "None" : arena_printf(a, "%.1f to %.1f", f.low,
	    f.high));
}
