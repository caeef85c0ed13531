/* numbers - memory for statistics, which work on rows of numbers. */
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
