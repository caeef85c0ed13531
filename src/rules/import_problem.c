/* What is wrong with the cells of a row, in the order in which it is found. */
#include <string.h>

#include "rules/import_problem.h"

/* Room is made at every power of two from four on. */
void
import_problem_add(struct arena *a, struct import_problems *all, int column,
    const char *wrong, const char *to_do)
{
	struct import_problem	*larger;
	size_t			 n = all->n;

	if (n == 0 || (n >= 4 && (n & (n - 1)) == 0)) {
		larger = arena_array(a, n == 0 ? 4 : n * 2, sizeof(*larger));
		if (n > 0)
			memcpy(larger, all->v, n * sizeof(*larger));
		all->v = larger;
	}
	all->v[all->n++] = (struct import_problem){ column, wrong, to_do };
}
