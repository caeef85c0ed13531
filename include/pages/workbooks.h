#pragma once
/*
 * workbooks - a form that takes a CSV file takes an Excel workbook too.
 *
 * A workbook is not opened here.  It is kept, and the form with it, until the
 * jobs have read it; a page says how that stands, and then sends the form
 * again, with the workbook's number in the place of the file.
 */
#include "core/request.h"
#include "queries.h"
#include "sheets/csv.h"

/* Did the form send a workbook, and is nothing else wrong with it? */
bool		 workbook_came(struct request *, const char *field);
/* It is kept, and they are led to the page that says how it stands; NOT_FOUND
 * when it cannot be, for a reason that the form then has. */
enum status	 workbook_wait(struct request *, const char *field);

/* A table of a file, or of the workbook that was read in its place. */
struct table_file {
	const char		*name;		/* of the file */
	struct csv_table	 table;
};

/*
 * The table that has these columns, in the file of that field or in the
 * workbook: one sheet alone must have them.  False when there is none; the
 * form then says why.
 */
bool		 table_read(struct request *, const char *field,
		    const char *const *columns, size_t ncolumns,
		    struct table_file *);
