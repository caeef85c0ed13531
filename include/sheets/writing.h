#pragma once
/*
 * writing - tables as a workbook to work in, written row by row, so that the
 * size of one costs no memory.
 *
 * The workbook has the sheets "About", each table, "Columns" and, where texts
 * are chosen from a list, "Lists".  Up to SHEET_ROWS_MAX rows are a named
 * table; more, of a workbook of one table, are a range with a filter, whose
 * rows are forgotten as soon as they are written.  Where columns are editable,
 * all other cells are locked: there is no password, for it keeps nobody out and
 * mistakes away.
 */
#include "sheets/workbook.h"

struct writing_plan {
	struct workbook_about		 about;
	const char			*sheet, *table;
	const struct sheet_column	*columns;
	size_t				 ncolumns;
	int64_t				 rows;	/* that will come */
};

struct writing;

/* Into an open file; parts of it lie in dir meanwhile, without names.  What the
 * plan points to stays until the end. */
struct writing	*writing_begin(struct arena *, const struct writing_plan *,
		    int fd, const char *dir);
/* The next table, behind all rows of the one before it; what it is about is
 * said already.  False when it does not fit in, and then nothing is whole. */
bool		 writing_next(struct writing *, const struct writing_plan *);
/* False once something failed. */
bool		 writing_row(struct writing *, const struct sheet_cell *);
/* The workbook is whole when it answers true. */
bool		 writing_end(struct writing *);
