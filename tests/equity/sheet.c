/* sheet - a CSV file of reference values, and how far ours are from them. */
#include <csv.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/sheet.h"

struct reading { struct sheet *s; size_t room, column; };

static void
take_cell(void *text, size_t length, void *to)
{
	struct reading	*r = to;
	struct sheet	*s = r->s;
	size_t		 at = s->rows * (s->columns > 0 ? s->columns :
			    r->column + 1) + r->column;

	if (at >= r->room) {
		r->room = at * 2 + 64;
		s->cells = realloc(s->cells, r->room * sizeof(*s->cells));
		if (s->cells == NULL)
			abort();
	}
	s->cells[at] = strndup(text != NULL ? text : "", length);
	r->column++;
}

static void
take_row(int end, void *to)
{
	struct reading	*r = to;

	if (r->s->columns == 0)
		r->s->columns = r->column;
	if (r->column != r->s->columns) {
		fprintf(stderr, "%s: row %zu has %zu columns, not %zu\n",
		    r->s->name, r->s->rows + 1, r->column, r->s->columns);
		exit(2);
	}
	r->s->rows++;
	r->column = 0;
}

struct sheet *
sheet_read(const char *folder, const char *name)
{
	struct reading		 r = { .s = calloc(1, sizeof(struct sheet)) };
	struct csv_parser	 parser;
	char			 path[4096], buffer[65536];
	FILE			*f;
	size_t			 n;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	if ((f = fopen(path, "r")) == NULL) {
		free(r.s);
		return (NULL);
	}
	r.s->name = name;
	csv_init(&parser, 0);
	while ((n = fread(buffer, 1, sizeof(buffer), f)) > 0)
		csv_parse(&parser, buffer, n, take_cell, take_row, &r);
	csv_fini(&parser, take_cell, take_row, &r);
	csv_free(&parser);
	fclose(f);
	if (r.s->rows == 0) {
		fprintf(stderr, "%s: it is empty\n", name);
		exit(2);
	}
	r.s->rows--;
	return (r.s);
}

void
sheet_free(struct sheet *s)
{
	for (size_t i = 0; s != NULL && i < (s->rows + 1) * s->columns; i++)
		free(s->cells[i]);
	if (s != NULL)
		free(s->cells);
	free(s);
}

const char *
cell(const struct sheet *s, size_t row, const char *column)
{
	for (size_t i = 0; i < s->columns; i++)
		if (strcmp(s->cells[i], column) == 0)
			return (s->cells[(row + 1) * s->columns + i]);
	return ("");
}

double
number(const struct sheet *s, size_t row, const char *column)
{
	const char	*text = cell(s, row, column);

	if (strcmp(text, "NA") == 0 || *text == '\0')
		return (NAN);
	return (strtod(text, NULL));
}

long
whole(const struct sheet *s, size_t row, const char *column)
{
	return (lround(number(s, row, column)));
}

bool
cell_is(const struct sheet *s, size_t row, const char *column, const char *text)
{
	return (strcmp(cell(s, row, column), text) == 0);
}

bool
same(const struct sheet *s, size_t row, const struct sheet *o, size_t other,
    const char *column)
{
	return (cell_is(s, row, column, cell(o, other, column)));
}

int
index_of(const struct sheet *s, size_t row, const char *column,
    const char *within)
{
	int	before = 0;

	for (size_t i = 0; i < s->rows; i++) {
		bool	is_first = true;

		if (*within != '\0' && !same(s, i, s, row, within))
			continue;
		if (same(s, i, s, row, column))
			return (before);
		for (size_t j = 0; j < i; j++)
			if ((*within == '\0' || same(s, j, s, row, within)) &&
			    same(s, j, s, i, column))
				is_first = false;
		before += is_first;
	}
	return (before);
}

static void
note(struct sheet *s, size_t row, const char *column, const char *ours,
    const char *theirs)
{
	s->row_fails = true;
	if (s->failed < 20)
		fprintf(stderr, "%s:%zu: %s is %s, not %s\n", s->name,
		    row + 2, column, ours, theirs);
}

/* A deviation is absolute below 1, and relative above. */
void
check(struct sheet *s, size_t row, const char *column, double ours,
    double tolerance)
{
	double	theirs = number(s, row, column), off;
	char	text[40];

	if (isnan(theirs))
		return;
	off = ours == theirs ? 0 : isinf(theirs) || isnan(ours) ||
	    isinf(ours) ? INFINITY : fabs(ours - theirs) /
	    fmax(1, fabs(theirs));
	if (off > s->deviation || *s->worst == '\0') {
		s->deviation = off;
		snprintf(s->worst, sizeof(s->worst), "%s, line %zu", column,
		    row + 2);
	}
	if (off > tolerance) {
		snprintf(text, sizeof(text), "%.15g", ours);
		note(s, row, column, text, cell(s, row, column));
	}
}

void
check_text(struct sheet *s, size_t row, const char *column, const char *ours)
{
	if (!cell_is(s, row, column, ours))
		note(s, row, column, ours, cell(s, row, column));
}

void
end_row(struct sheet *s)
{
	*(s->row_fails ? &s->failed : &s->passed) += 1;
	s->row_fails = false;
}
