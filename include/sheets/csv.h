#pragma once
/*
 * csv - tables in and out as comma-separated values (RFC 4180).
 *
 * In: UTF-8, with or without a byte order mark, rows ended by CR LF, LF or CR,
 * cells separated by commas, or by semicolons or tabs when that is what the
 * first row has.  A file that will do for nothing (an Excel workbook, another
 * encoding, quotation marks that do not close, beyond the limits below) is
 * refused in a sentence that says what to do.  A row that will not do is kept
 * with its reason, so that all of them can be shown at once.
 *
 * Out: UTF-8, rows ended by CR LF.  A cell that a spreadsheet would take for a
 * formula is led by an apostrophe, unless it is a plain number; reading takes
 * it off again, so that what was written is what is read.
 */
#include <stddef.h>

struct arena;
struct out;

enum {
	CSV_BYTES_MAX = 5 * 1024 * 1024,
	CSV_ROWS_MAX = 5000,		/* below the headings */
	CSV_COLUMNS_MAX = 100,
	CSV_CELL_MAX = 10000		/* characters */
};

struct csv_row {
	size_t		  number;	/* as a spreadsheet counts, from 1 */
	const char	**cells;	/* one for each heading, never NULL */
	const char	 *wrong;	/* why the row will not do, or NULL */
};

struct csv_table {
	const char	*refused;	/* why; the table is then empty */
	size_t		 ncolumns, nrows;
	const char	**titles;	/* as they stand in the file */
	const char	**names;	/* as they are compared: "firstname" */
	struct csv_row	*rows;		/* without those that are empty */
};

struct csv_table	 csv_read(struct arena *, const char *, size_t);
/* A column by its heading, whatever its case, spaces, hyphens and
 * underscores; -1 when there is none. */
int			 csv_column(struct arena *, const struct csv_table *,
			    const char *heading);

/* The mark by which Excel knows UTF-8: goes first, if at all. */
void			 csv_put_mark(struct out *);
/* Cells are text; NULL is an empty one. */
void			 csv_put_row(struct out *, const char *const *cells,
			    size_t n);
