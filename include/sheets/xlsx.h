#pragma once
/*
 * xlsx - the cells of an Excel workbook (Office Open XML), sheet by sheet, read
 * in a sandbox that computes and tells them and can do nothing else.
 *
 * Cells come in the order of the file: rows downwards, columns to the right,
 * each once.  A cell that does not come is empty.  Dates are what Excel shows,
 * also where a workbook counts from 1904, and before March 1900, when Excel
 * has a 29 February that never was: that one is text.  A formula is the value
 * that was last worked out.  Of merged cells the first has the value.  Hidden
 * rows, columns and sheets are read like others.
 *
 * Rich text is text without its looks, and without the readings that stand
 * above Japanese.  Text is UTF-8 without NUL, and else whatever was typed.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/date.h"

struct arena;

enum xlsx_type {
	XLSX_TEXT, XLSX_NUMBER, XLSX_DATE,
	XLSX_TIME,		/* of the day, or how long something took */
	XLSX_BOOLEAN,
	XLSX_ERROR,		/* text says which: "#N/A" */
	XLSX_NOT_WORKED_OUT,	/* a formula without a value */
	XLSX_TYPES
};

struct xlsx_cell {
	uint32_t	 row, column;	/* from 1 */
	enum xlsx_type	 type;
	bool		 formula;
	const char	*text;		/* "" where there is none */
	double		 number;	/* a boolean's is 0 or 1 */
	struct date	 date;
	int32_t		 seconds;	/* of XLSX_TIME, and beside a date */
};

struct xlsx_sheet { const char *name; bool hidden; };

/* What is done with what comes; its texts go when the function returns.  Of
 * what comes before a fault, nothing holds. */
struct xlsx_taker {
	void	(*sheet)(void *to, const struct xlsx_sheet *);
	void	(*cell)(void *to, const struct xlsx_cell *);
	/* "A1:C1", cells of the last sheet; or NULL. */
	void	(*merged)(void *to, const char *range);
	void	*to;
};

struct xlsx_limits {
	size_t		 bytes, unpacked, memory;
	uint32_t	 entries, sheets, rows, columns;
	uint32_t	 text;		/* characters in a cell */
	int		 cpu_s, wall_ms;
};

extern const struct xlsx_limits	xlsx_usual;	/* of what people send */

enum xlsx_fault {
	XLSX_SOUND, XLSX_NO_WORKBOOK, XLSX_OLD, XLSX_LOCKED, XLSX_MACROS,
	XLSX_BINARY, XLSX_OPEN_DOCUMENT, XLSX_REACHES_OUT, XLSX_DAMAGED,
	XLSX_DECLARES, XLSX_NESTED, XLSX_LARGE, XLSX_UNPACKS, XLSX_MANY_SHEETS,
	XLSX_MANY_ROWS, XLSX_MANY_COLUMNS, XLSX_LONG, XLSX_SLOW, XLSX_LATER,
	XLSX_FAULTS
};

/* Where it was found, if in a cell; sheet counts those that were told. */
struct xlsx_verdict {
	enum xlsx_fault	 fault;
	uint32_t	 sheet, row, column;
};

struct xlsx_verdict	 xlsx_read(const void *, size_t,
			    const struct xlsx_limits *,
			    const struct xlsx_taker *);
/* The same in this process, for tests alone. */
struct xlsx_verdict	 xlsx_read_here(const void *, size_t,
			    const struct xlsx_limits *,
			    const struct xlsx_taker *);

/* What is wrong and what to do, in a sentence or two; NULL when it is sound. */
const char		*xlsx_refusal(struct arena *, struct xlsx_verdict,
			    const struct xlsx_limits *);
/* "B12" */
const char		*xlsx_place(struct arena *, uint32_t row,
			    uint32_t column);
