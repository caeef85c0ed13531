/* imports_file - takes an uploaded file apart into rows. */
#include <string.h>

#include "core/text.h"
#include "pages/import.h"

bool
import_read(struct request *req, const struct import_subject *subject,
    const char *field, const char *column, struct table_file *f)
{
	const char	**needed = arena_array(req->arena,
			    import_width(subject) + 1, sizeof(*needed));
	size_t		  n = 0;

	if (column != NULL)
		needed[n++] = column;
	for (size_t c = 0; c < import_width(subject); c++)
		if (import_column(subject, c).required)
			needed[n++] = import_column(subject, c).heading;
	return (table_read(req, field, needed, n, f));
}

/* Is this one of the columns that files of ours have? */
static bool
is_known(struct arena *a, const struct import_subject *subject,
    const struct csv_table *t, int column)
{
	static const char *const	around[] = { IMPORT_ROW_HEADING,
	    IMPORT_WRONG_HEADING, IMPORT_TO_DO_HEADING };

	for (size_t c = 0; c < import_width(subject); c++)
		if (csv_column(a, t, import_column(subject, c).heading) ==
		    column)
			return (true);
	for (size_t i = 0; i < sizeof(around) / sizeof(*around); i++)
		if (csv_column(a, t, around[i]) == column)
			return (true);
	return (false);
}

struct text_list
import_ignored(struct arena *a, const struct import_subject *subject,
    const struct csv_table *t)
{
	const char	**titles = arena_array(a, t->ncolumns, sizeof(*titles));
	size_t		  n = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		if (!text_blank(t->titles[i]) && !is_known(a, subject, t,
		    (int)i))
			titles[n++] = t->titles[i];
	return ((struct text_list){ titles, n });
}

void
import_cells(struct arena *a, const struct import_subject *subject,
    const struct csv_table *t, const struct csv_row *row,
    struct staged_line *line)
{
	size_t	n = import_width(subject);
	int	column;

	line->unreadable = row->wrong;
	line->cells = arena_array(a, n, sizeof(*line->cells));
	for (size_t c = 0; c < n; c++) {
		column = csv_column(a, t, import_column(subject, c).heading);
		line->cells[c] = column < 0 ? "" : row->cells[column];
	}
}

struct staged
staged_from_table(struct arena *a, const struct import_subject *subject,
    const struct csv_table *t)
{
	struct staged	s = { .subject = subject, .n = t->nrows };

	s.lines = arena_array(a, s.n, sizeof(*s.lines));
	for (size_t i = 0; i < s.n; i++) {
		s.lines[i].number = (int64_t)t->rows[i].number;
		import_cells(a, subject, t, &t->rows[i], &s.lines[i]);
	}
	return (s);
}
