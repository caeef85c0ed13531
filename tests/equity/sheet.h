#pragma once
/*
 * sheet - a CSV file of reference values, and how far ours are from them.
 */
#include <stdbool.h>
#include <stddef.h>

struct sheet {
	const char	*name;
	size_t		 rows, columns;
	char		**cells;	/* the first row names the columns */
	/* What was found while it was checked. */
	size_t		 passed, failed;
	double		 deviation;
	char		 worst[160];
	bool		 row_fails;
};

/* NULL when there is no such file; a broken one ends the process. */
struct sheet	*sheet_read(const char *folder, const char *name);
void		 sheet_free(struct sheet *);

/* A cell of a row, counted from 0; "" when the sheet has no such column. */
const char	*cell(const struct sheet *, size_t row, const char *column);
/* As a number: NaN for NA and for nothing. */
double		 number(const struct sheet *, size_t row, const char *column);
long		 whole(const struct sheet *, size_t row, const char *column);
bool		 cell_is(const struct sheet *, size_t row, const char *column,
		    const char *text);
/* Do two rows of maybe two sheets have the same in a column? */
bool		 same(const struct sheet *, size_t row, const struct sheet *,
		    size_t other, const char *column);
/* Which of the different texts of a column, in their order, a row has. */
int		 index_of(const struct sheet *, size_t row, const char *column,
		    const char *within);

/* Compares what we have for a column; NA is not asked. */
void		 check(struct sheet *, size_t row, const char *column,
		    double ours, double tolerance);
void		 check_text(struct sheet *, size_t row, const char *column,
		    const char *ours);
/* Ends a row: it passed or failed. */
void		 end_row(struct sheet *);
