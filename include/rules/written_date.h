#pragma once
/*
 * written_date - a date as somebody wrote it in a spreadsheet.
 *
 * Day first, as in the United Kingdom: 01/09/2026, 1.9.26 is refused for its
 * year; 1 September 2026, 1st Sep 2026; or 2026-09-01.  A midnight after the
 * date, which databases add, is passed over.
 */
#include "core/arena.h"
#include "core/date.h"

enum written_date {
	WRITTEN,
	WRITTEN_NOT_REAL,	/* 31/02/2026 */
	WRITTEN_MONTH_FIRST,	/* 09/13/2026 */
	WRITTEN_SHORT_YEAR,	/* 1 Sep 26 */
	WRITTEN_SERIAL,		/* 46266: a spreadsheet's own count of days */
	WRITTEN_OTHERWISE
};

/*
 * The date is set when it was written, and for a serial to the day that it
 * counts; no date otherwise.
 */
enum written_date	written_date(struct arena *, const char *,
			    struct date *);
/* Of any other answer: what is wrong with the cell, and what to do. */
void			written_date_refusal(struct arena *,
			    enum written_date, const char *cell,
			    struct date, const char **wrong,
			    const char **to_do);
