#pragma once
/*
 * publication - statistics as a workbook for whoever reads them, as the
 * Government Analysis Function asks ("Releasing statistics in spreadsheets").
 *
 * Its sheets are Cover, Contents, Notes, Definitions, then Table_1, Table_2 and
 * so on, and behind them Chart_1 and so on.  A sheet has one table at most,
 * from its left edge, below a title and what the sheet is; nothing stands below
 * a table, nothing is merged, filtered, frozen, hidden or said by colour.
 *
 * No cell is blank: one without a value has a mark that says why, as its text,
 *
 *	[c]	left out to protect people	[z]	does not apply
 *	[x]	not available			[low]	rounds to 0, and is not
 *	[u]	of few people: unreliable
 *
 * and each mark is explained on its sheet and among the notes.  What reads
 * "[note 2]" in a heading or a title is the second of the notes.
 *
 * It is for statistics alone, and never for people who work in it: those have
 * sheets/workbook.h and sheets/writing.h.
 */
#include "sheets/workbook.h"

/* Bars of columns of a table, in a sheet of their own behind all tables. */
enum { CHART_SERIES_MOST = 4 };
struct published_chart {
	const char	*title, *alt;		/* alt: what it shows */
	const char	*axis;			/* what lengths are: "People" */
	size_t		 of;			/* the column of names */
	size_t		 values[CHART_SERIES_MOST], nvalues;
};

struct published_table {
	const char	*title;
	const char	*says;			/* a sentence more, or NULL */
	struct sheet	 sheet;			/* its name is ours */
	struct published_chart chart;		/* title NULL: none */
};

struct publication {
	const char	*title, *publisher;
	struct date	 as_of;
	struct moment	 made_at;
	const char	*const *cover;		/* paragraphs; NULL ends them */
	const char	*const *notes;		/* the first is [note 1] */
	const struct published_table *tables;
	size_t		 ntables;
};

/* Behind what is in out; false when a table has no rows, a blank cell or a mark
 * that is none, and nothing is written then. */
bool	publication_put(struct out *, struct arena *,
	    const struct publication *);
