/*
 * From whole values to places in a drawing, and where ticks stand.
 */
#include <stdint.h>

#include "charts/scale.h"

int
scale_place(const struct scale *s, int value)
{
	int64_t	range = (int64_t)s->high - s->low;
	int64_t	way = ((int64_t)value - s->low) * ((int64_t)s->to - s->from);

	if (range == 0)
		return (s->from);
	if ((way < 0) != (range < 0))
		return (s->from + (int)((way - range / 2) / range));
	return (s->from + (int)((way + range / 2) / range));
}

int
tick_step(int high, int most)
{
	static const int factors[] = { 1, 2, 5 };
	int	power, i;

	for (power = 1; power <= 100000000; power *= 10) {
		for (i = 0; i < 3; i++) {
			if (high / (factors[i] * power) <= most)
				return (factors[i] * power);
		}
	}
	return (1000000000);
}

static size_t
every(struct date from, struct date to, int months, struct date *ticks,
    size_t most)
{
	struct date	d = { from.year, from.month, 1 };
	size_t		n = 0;

	while (date_compare(d, from) < 0 || (d.month - 1) % months != 0)
		d = date_plus_months(d, 1);
	for (; date_compare(d, to) <= 0; d = date_plus_months(d, months)) {
		if (n < most)
			ticks[n] = d;
		n++;
	}
	return (n);
}

size_t
month_ticks(struct date from, struct date to, struct date *ticks, size_t most)
{
	static const int steps[] = { 1, 2, 3, 6, 12 };
	size_t	i, n = 0;

	for (i = 0; i < sizeof(steps) / sizeof(steps[0]); i++) {
		n = every(from, to, steps[i], ticks, most);
		if (n <= most)
			return (n);
	}
	return (most);
}
