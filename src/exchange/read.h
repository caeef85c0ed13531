#pragma once
/*
 * read - what reading a table whole and page by page share.
 */
#include "exchange/table.h"

/* The query's column by which pages are: "key", or else "record". */
const struct column	*exchange_key(const struct query *);
/* What a table's query takes: all but the last, unless it can be edited. */
enum { EXCHANGE_PARAMS = 6 };
void	 exchange_params(union param *, const struct exchange_filter *);
int64_t	 exchange_read_by(struct db *, const struct exchange_table *,
	    const struct query *, const union param *,
	    bool (*take)(void *, const struct exchange_row *), void *);
