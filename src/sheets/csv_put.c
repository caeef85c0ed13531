/* Writes tables as CSV that no spreadsheet will run as formulas. */
#include <stdbool.h>
#include <string.h>

#include "core/out.h"
#include "sheets/csv.h"
#include "csv_guard.h"

static bool
formula(const char *s)
{
	return (*s != '\0' && strchr("=+-@\t\r\n", *s) != NULL);
}

/* "-5", "+44", "2.75". */
static bool
plain_number(const char *s)
{
	size_t	whole;

	s += *s == '-' || *s == '+';
	whole = strspn(s, "0123456789");
	s += whole;
	if (whole > 0 && *s == '.' && s[1] != '\0')
		s += 1 + strspn(s + 1, "0123456789");
	return (whole > 0 && *s == '\0');
}

bool
csv_needs_guard(const char *cell)
{
	return (formula(cell + strspn(cell, "'")) && !plain_number(cell));
}

const char *
csv_unguarded(const char *cell)
{
	return (cell + (*cell == '\'' && csv_needs_guard(cell)));
}

static void
put_cell(struct out *o, const char *cell)
{
	size_t	n = strlen(cell), part;
	bool	guard = csv_needs_guard(cell);

	if (n == 0 || (strpbrk(cell, ",;\t\"\r\n") == NULL && *cell != ' ' &&
	    cell[n - 1] != ' ')) {
		out_raw(o, "'", guard);
		out_raw(o, cell, n);
		return;
	}
	out_raw(o, "\"'", 1 + guard);
	for (; *cell != '\0'; cell += part) {
		part = strcspn(cell, "\"");
		out_raw(o, cell, part);
		if (cell[part] == '"') {
			out_raw(o, "\"\"", 2);
			part++;
		}
	}
	out_raw(o, "\"", 1);
}

void
csv_put_mark(struct out *o)
{
	out_raw(o, "\xEF\xBB\xBF", 3);
}

/* A row of one empty cell is quoted: without, it would be no row. */
void
csv_put_row(struct out *o, const char *const *cells, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			out_raw(o, ",", 1);
		put_cell(o, cells[i] == NULL ? "" : cells[i]);
	}
	if (n == 1 && (cells[0] == NULL || *cells[0] == '\0'))
		out_raw(o, "\"\"", 2);
	out_raw(o, "\r\n", 2);
}
