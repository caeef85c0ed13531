#pragma once
/*
 * book - what every workbook of ours shares: its library, its formats, and the
 * sheets "About" and "Columns".
 *
 * What libxlsxwriter refuses is noted, and the book has failed then.
 */
#include <xlsxwriter.h>

#include "sheets/workbook.h"

enum { BOOK_PATH_MAX = 32 };

struct book {
	struct arena	*arena;
	lxw_workbook	*book;
	lxw_format	*wrapped, *heading, *title;
	lxw_format	*words_heading, *number_heading;	/* of columns */
	lxw_format	*formats[SHEET_TYPES];	/* of cells that stay */
	lxw_format	*open[SHEET_TYPES];	/* of those to be filled in */
	bool		 constant, failed;
	char		 path[BOOK_PATH_MAX];
};

/*
 * Into an open file, by parts that lie in a directory while they are written,
 * without a name once they are open.  constant: rows are written in their
 * order and then forgotten.
 */
void		 book_open(struct book *, struct arena *, int fd,
		    const char *dir, bool constant,
		    const struct workbook_about *);
bool		 book_close(struct book *);
/* What is in the file, behind what is in out. */
bool		 book_copy(struct out *, int fd);

void		 book_note(struct book *, lxw_error);
lxw_worksheet	*book_sheet(struct book *, const char *name);
/* What may stand in a cell. */
const char	*book_fit(struct book *, const char *);
void		 book_cell(struct book *, lxw_worksheet *, lxw_row_t,
		    lxw_col_t, enum sheet_type, const struct sheet_cell *,
		    lxw_format *);
/* The least width for a column whose longest text has so many characters. */
double		 book_width(const struct sheet_column *, size_t longest);
/* How a table whose columns are so wide together is printed. */
void		 book_paper(lxw_worksheet *, double width);
/* How many lines a text takes in its column, and a row that is so high: not
 * every program works that out. */
size_t		 book_lines(const char *);
void		 book_height(struct book *, lxw_worksheet *, lxw_row_t,
		    size_t lines);
/* Headings of a named table, or of a row of them where tables cannot be. */
void		 book_headings(struct book *, lxw_worksheet *,
		    const char *table, const struct sheet_column *,
		    size_t ncolumns, size_t nrows);
void		 book_about(struct book *, const struct workbook_about *);
void		 book_definitions(struct book *, const struct sheet *,
		    size_t nsheets);
/* A whole sheet with what stands in it. */
void		 book_table(struct book *, lxw_worksheet *,
		    const struct sheet *);
