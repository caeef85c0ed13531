#pragma once
/*
 * workbook - tables as an Excel workbook (libxlsxwriter), for people who work
 * in it.
 *
 * A sheet is columns with types, and rows of cells.  Every workbook is made the
 * same way: a sheet "About" says what it is, whose, as of when, for whom and
 * why; then the tables, each a named table with a filter under a header that
 * stays in sight; then "Columns", which defines every column.
 *
 * Without a moment at which it was made, the same tables are the same bytes.
 *
 * Text is always text, also where it begins as a formula does.  Dates and
 * amounts are dates and numbers.  What cannot stand in a cell, bytes that are
 * no UTF-8 and control characters, is U+FFFD; text of more than
 * SHEET_TEXT_MAX characters ends in a mark that it was cut.
 *
 * Names of sheets and tables are ours: at most 31 letters, digits and spaces.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

struct arena;
struct out;

enum { SHEET_ROWS_MAX = 20000, SHEET_TEXT_MAX = 32000 };

/* PLAIN: a number that names something, 2026 and never 2,026.  REAL: with two
 * decimals. */
enum sheet_type { SHEET_TEXT, SHEET_NUMBER, SHEET_POUNDS, SHEET_DATE,
    SHEET_REAL, SHEET_PLAIN, SHEET_TYPES };

struct sheet_column {
	const char	*heading;	/* unlike any other of its sheet */
	enum sheet_type	 type;
	const char	*definition;	/* a sentence */
	/* Of a sheet that is filled in, see sheets/writing.h. */
	bool		 editable;
	int		 least, most;		/* of a number */
	const char	*const *choices;	/* of a text; NULL ends them */
};

/* Of the column's type.  What is not known is an empty cell: a text that is
 * NULL, a date that is not set, a number that is not known. */
struct sheet_cell {
	const char	*text;
	double		 number;
	bool		 known;		/* the number is */
	struct date	 date;
};

#define sheet_text(s)	((struct sheet_cell){ .text = (s) })
#define sheet_number(n)							\
	((struct sheet_cell){ .number = (double)(n), .known = true })
#define sheet_date(d)	((struct sheet_cell){ .date = (d) })

struct sheet {
	const char			*name, *table;	/* "Claim", "claim" */
	const struct sheet_column	*columns;
	size_t				 ncolumns;
	const struct sheet_cell		*cells;		/* row by row */
	size_t				 nrows;
};

/* What stands on the sheet "About"; what is NULL is left out. */
struct workbook_about {
	const char	*title, *cohort, *filters;
	struct date	 as_of;
	struct moment	 made_at;
	const char	*made_by, *made_for, *purpose;
	bool		 personal;	/* contains personal data */
	const char	*withheld;	/* what is left out, and why */
	struct date	 expires_on;	/* when whoever has it deletes it */
	const char	*whose;		/* it is, where that is no cohort */
};

struct workbook {
	struct workbook_about	 about;
	const struct sheet	*sheets;
	size_t			 nsheets;
};

/* Behind what is in out; false when a sheet has too many rows or there is no
 * memory for it, and nothing is written then. */
bool	workbook_put(struct out *, struct arena *, const struct workbook *);
