/* numbers - memory for statistics, which work on rows of numbers, and the rows
 * that several of them begin with. */
#include <math.h>
#include <stdlib.h>

#include "equity/numbers.h"

void *
things(size_t n, size_t size)
{
	void	*p = calloc(n > 0 ? n : 1, size);

	if (p == NULL)
		abort();
	return (p);
}

double *
numbers(size_t n)
{
	return (things(n, sizeof(double)));
}

double *
log_choose(int64_t n)
{
	double	*c = numbers((size_t)n + 1);

	for (int64_t k = 1; k <= n; k++)
		c[k] = c[k - 1] + log((double)(n - k + 1) / k);
	return (c);
}

double *
binomial(int64_t n, double p, const double *choose)
{
	double	*f = numbers((size_t)n + 1);

	for (int64_t k = 0; k <= n; k++)
		f[k] = p <= 0 ? k == 0 : p >= 1 ? k == n :
		    exp(choose[k] + k * log(p) + (n - k) * log1p(-p));
	return (f);
}
