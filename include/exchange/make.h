#pragma once
/*
 * exchange/make - tables as a file: a workbook, or the CSV twin of one.
 *
 * A workbook to work in says on "About" for whom and why it was made; a CSV is
 * the same columns and rows under the same headings, with ISO dates, and with
 * cells that a spreadsheet would run as formulas made safe (sheets/csv.h).
 */
#include "core/date.h"
#include "exchange/table.h"

enum exchange_format { AS_WORKBOOK, AS_CSV };

struct exchange_order {
	const struct exchange_table	*const *tables;
	size_t				 ntables;	/* of CSV, 1 */
	enum exchange_reader		 reader;
	enum exchange_format		 format;
	struct exchange_filter		 filter;
	struct workbook_about		 about;
	/* At least a file system's directory, where parts lie meanwhile and the
	 * file itself, without names; NULL: in memory. */
	const char			*dir;
	/* Asked at the first row and now and then; false: stop. */
	bool				(*goes_on)(void *, int64_t done,
					    int64_t of_all);
	void				*state;
};

struct exchange_file {
	int		fd;		/* -1: there is none; its end is here */
	int64_t		rows, bytes;
};

/* TOO_MANY: there are more rows than filter.most, or of several tables one has
 * more than SHEET_ROWS_MAX.  There is a file of MADE alone. */
enum exchange_made { MADE, MADE_TOO_MANY, MADE_STOPPED, MADE_FAILED };

/* The file is the caller's to close, when one was made. */
enum exchange_made	 exchange_make(struct db *, struct arena *,
			    const struct exchange_order *,
			    struct exchange_file *);
/* "placements-spring-2026-2026-06-15.xlsx" */
const char		*exchange_file_name(struct arena *,
			    const struct exchange_order *);
