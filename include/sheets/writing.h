#pragma once
/*
 * writing - one table as a workbook to work in, written row by row, so that
 * its size costs no memory.
 *
 * The workbook has the sheets "About", the table, "Columns" and, where texts
 * are chosen from a list, "Lists".  Up to SHEET_ROWS_MAX rows are a named
 * table; more are a range with a filter, whose rows are forgotten as soon as
 * they are written.  Where columns are editable, all other cells are locked:
 * there is no password, for it keeps nobody out and mistakes away.
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
/* False once something failed. */
bool		 writing_row(struct writing *, const struct sheet_cell *);
/* The workbook is whole when it answers true. */
bool		 writing_end(struct writing *);
