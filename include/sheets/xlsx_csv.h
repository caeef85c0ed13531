#pragma once
/*
 * xlsx_csv - a workbook as CSV, a text for each of its sheets, so that all that
 * reads CSV reads workbooks too: what is read and said of a row is the same,
 * and rows have the numbers that they have in the workbook.
 *
 * Dates are 2026-09-14, times 09:30, numbers have at most fifteen digits, as
 * Excel has; truths are TRUE and FALSE.  Each row is as wide as the first.
 */
#include <stdbool.h>
#include <stddef.h>

#include "sheets/xlsx.h"

struct arena;

/* What stands for a formula without a value. */
#define XLSX_CSV_NO_VALUE	"(formula without a value)"

struct xlsx_csv_sheet {
	const char	*name, *csv;	/* "" when nothing stands there */
	bool		 hidden;
	size_t		 nrows;		/* in which something stands */
	/* Sentences: what whoever reads on should know. */
	const char	*notes[4];
	size_t		 nnotes;
};

struct xlsx_csv {
	const char		*refused;	/* why; there are no sheets */
	bool			 later;		/* it can be tried again */
	struct xlsx_csv_sheet	*sheets;
	size_t			 nsheets;
};

/* In the sandbox. */
struct xlsx_csv	 xlsx_csv(struct arena *, const void *, size_t,
		    const struct xlsx_limits *);
