#pragma once
/*
 * exchange/page - a table page by page, for programs.
 *
 * Rows come by their keys: numbers that stay a row's own.  A page is what comes
 * behind a key, so its address stays good while rows come and go, and a page
 * far behind costs what the first one does, however long the table is.  The
 * query is the table's, asked otherwise; so a page has what a spreadsheet has.
 * Sums of whole organisations alone are made of everything for every page.
 */
#include "exchange/table.h"

struct exchange_page {
	struct exchange_filter	filter;		/* most: how many rows */
	int64_t			after;		/* a row's key; 0: the first */
	struct date		from, until;	/* not set: at any time */
};

/*
 * The columns that dates are asked of: a row from `begins` to `ends`, which may
 * be the same, has a day of the time that is asked for.  NULL: it has none.
 */
struct exchange_dates { const char *table, *begins, *ends; };
const struct exchange_dates *exchange_dates_of(const struct exchange_table *);
/* Sums of whole organisations are of no cohort. */
bool		 exchange_has_cohorts(const struct exchange_table *);

/* As exchange_read() does; each row has its key. */
int64_t		 exchange_read_page(struct db *, struct arena *,
		    const struct exchange_table *, const struct exchange_page *,
		    bool (*take)(void *, const struct exchange_row *), void *);
