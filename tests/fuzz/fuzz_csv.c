/* Any bytes as a CSV file; what was read is written and read again. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/out.h"
#include "sheets/csv.h"

int	LLVMFuzzerTestOneInput(const uint8_t *, size_t);

static void
same(const char *const *a, const char *const *b, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(a[i], b[i]) != 0)
			abort();
}

static int
whole(const struct csv_table *t)
{
	for (size_t i = 0; i < t->nrows; i++)
		if (t->rows[i].wrong != NULL)
			return (0);
	return (t->refused == NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	arena;
	static struct out	o;
	struct csv_table	t, again;

	t = csv_read(&arena, (const char *)data, n);
	if ((t.refused == NULL) != (t.nrows > 0))
		abort();
	if (whole(&t)) {
		out_reset(&o);
		csv_put_mark(&o);
		csv_put_row(&o, t.titles, t.ncolumns);
		for (size_t i = 0; i < t.nrows; i++)
			csv_put_row(&o, t.rows[i].cells, t.ncolumns);
		again = csv_read(&arena, o.data, o.len);
		if (again.refused != NULL || again.ncolumns != t.ncolumns ||
		    again.nrows != t.nrows)
			abort();
		same(again.names, t.names, t.ncolumns);
		for (size_t i = 0; i < t.nrows; i++)
			same(again.rows[i].cells, t.rows[i].cells, t.ncolumns);
	}
	arena_reset(&arena);
	return (0);
}
