/* rounding - counts as others publish them, and what a reader knows of them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "equity/numbers.h"
#include "equity/rounding.h"
#include "equity/two.h"

enum { CELLS_MAX = (ROWS_MAX + 1) * (COLUMNS_MAX + 1) };
static const double hesa_people = 22.5, hesa_mean = 7;

double
nearest_five(double v)
{
	return (5 * floor(v / 5 + 0.5));
}

double
one_decimal(double v)
{
	return (floor(v * 10 + 0.5) / 10);
}

static struct token
number(int64_t value, int64_t least, int64_t most)
{
	struct token	t = { .value = value, .told = { least, most } };

	snprintf(t.text, sizeof(t.text), "%ld", (long)value);
	return (t);
}

static struct token
sign(const char *text, int64_t least, int64_t most)
{
	struct token	t = { .value = -1, .told = { least, most } };

	snprintf(t.text, sizeof(t.text), "%s", text);
	return (t);
}

/* To the nearest 5, of counts of which none is below least. */
static struct token
to_five(int64_t count, int64_t least)
{
	int64_t	r = (int64_t)nearest_five((double)count);

	return (number(r, r - 2 > least ? r - 2 : least, r + 2));
}

struct token
rounded(enum rounding how, int64_t count)
{
	switch (how) {
	case ROUNDING_HESA:
		return (to_five(count, 0));
	case ROUNDING_NHS:
		if (count == 0)
			return (number(0, 0, 0));
		return (count <= 7 ? sign("*", 1, 7) : to_five(count, 8));
	case ROUNDING_OFQUAL:
		if (count == 0)
			return (number(0, 0, 0));
		return (count < 5 ? sign("fewer than 5", 1, 4) :
		    to_five(count, 5));
	case ROUNDING_SWE:
	case ROUNDINGS:
		break;
	}
	return (count < 10 ? sign("<10", 0, 9) : number(count, count, count));
}

bool
hesa_percentage(double part, double of, double *percent)
{
	if (of < hesa_people)
		return (false);
	*percent = one_decimal(100 * part / of);
	return (true);
}

bool
hesa_mean_allowed(double people)
{
	return (people > hesa_mean);
}

bool
rounded_table_holds(const struct counts *t, enum rounding how)
{
	struct told	told[CELLS_MAX], known;

	for (int e = 0; e < table_cells(t); e++)
		told[e] = rounded(how, t->v[e]).told;
	for (int e = 0; e < table_cells(t); e++) {
		if (t->v[e] < 1 || t->v[e] > ROUNDED_SMALL)
			continue;
		known = table_bounds(t, told, e);
		if (known.most - known.least + 1 < CANDIDATES_LEAST)
			return (false);
	}
	return (true);
}

/* Is this what was printed? */
static bool
printed(double value, double as)
{
	if (isinf(value) || isnan(value))
		return (false);
	return (fabs(one_decimal(value) - as) < 0.05);
}

static bool
agrees(struct two t, double ratio, double low, double high, bool limits_too)
{
	struct interval	within;

	if (t.x1 > t.n1 || t.x2 > t.n2 || t.n1 < 1 || t.n2 < 1 ||
	    !printed(two_ratio(t), ratio))
		return (false);
	if (!limits_too)
		return (true);
	within = koopman(t, normal_within(0.95));
	return (printed(within.low, low) && printed(within.high, high));
}

struct inversion
invert_ratio(const struct told *c, double ratio, double low, double high,
    bool limits_too)
{
	struct inversion found = { 0 };
	int64_t		 n1s = c[0].most - c[0].least + 1,
			 n2s = c[2].most - c[2].least + 1;
	char		*x1 = things((size_t)n1s, 1),
			*x2 = things((size_t)n2s, 1);
	struct two	 t;

	for (t.x1 = c[0].least; t.x1 <= c[0].most; t.x1++)
	for (t.n1 = c[1].least; t.n1 <= c[1].most; t.n1++)
	for (t.x2 = c[2].least; t.x2 <= c[2].most; t.x2++)
	for (t.n2 = c[3].least; t.n2 <= c[3].most; t.n2++) {
		if (!agrees(t, ratio, low, high, limits_too))
			continue;
		found.tuples++;
		x1[t.x1 - c[0].least] = x2[t.x2 - c[2].least] = 1;
	}
	for (int64_t i = 0; i < n1s; i++)
		found.x1 += x1[i];
	for (int64_t i = 0; i < n2s; i++)
		found.x2 += x2[i];
	free(x1);
	free(x2);
	return (found);
}
