#pragma once
/*
 * make - a file while it is made, table by table, and the kinds of file.
 */
#include "core/out.h"
#include "exchange/make.h"
#include "sheets/writing.h"

struct making;

/* begin() is called for each table; end() once after any of these, also when
 * something failed. */
struct making_kind {
	void	(*begin)(struct making *);
	bool	(*row)(struct making *);
	bool	(*end)(struct making *);
};

struct making {
	const struct exchange_order	*order;
	const struct making_kind	*kind;
	const struct exchange_table	*table;		/* in hand */
	struct exchange_filter		 filter;
	struct arena			*arena;
	int				 fd;
	struct sheet_column		*columns; /* that the reader has */
	size_t				*from;		/* of the table's */
	struct sheet_cell		*cells;		/* of the row in hand */
	size_t				 ncolumns;
	int64_t				 rows, of_all;	/* of that table */
	int64_t				 before;	/* rows of others */
	int64_t				 asked;		/* on the clock */
	bool				 begun, any_begun;
	enum exchange_made		 ended;
	/* Of its kind. */
	struct writing			*writing;
	struct out			 out;
	struct arena			 row;
	const char			**texts;
	bool				 broken;
};

extern const struct making_kind	making_workbook, making_csv;

const char *const	*choice_labels(struct arena *,
			    const struct exchange_choice *);
