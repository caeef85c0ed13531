#pragma once
/*
 * portfolio - what the pages within a portfolio show.
 */
#include "queries.h"

enum { PORTFOLIO_COLUMNS_MAX = 8 };

/* A table of the portfolio: a page, and the same as CSV. */
struct portfolio_table {
	const char	*file, *title;	/* "days", "Placement days" */
	const char	*headings[PORTFOLIO_COLUMNS_MAX]; /* NULL: no more */
	struct portfolio_row_list	(*rows)(struct db *);
};

/* What the index says of a table. */
struct portfolio_entry { const struct portfolio_table *table; size_t rows; };

struct own_portfolio {
	const char			*name;
	struct date			 on;
	const struct portfolio_entry	*entries;
	size_t				 n;
};

/* What stands around a page that is taken away. */
void		kept_page_begins(struct out *, const char *title);
void		kept_page_ends(struct out *);

/* "days.html": a file beside this one. */
struct url	url_file(const char *file, const char *ending);
