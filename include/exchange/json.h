#pragma once
/*
 * exchange/json - rows of a table as JSON, and what says how they look.
 *
 * A row is an object of the columns that its reader has, under their keys:
 * words as the database has them, truths as true and false, days as ISO dates,
 * and null for what a spreadsheet leaves empty.
 */
#include "core/json.h"
#include "exchange/table.h"

void	 exchange_put_json(struct out *, const struct exchange_table *,
	    enum exchange_reader, const struct exchange_row *);
/* The OpenAPI 3.1 document of every table, for a server at this origin. */
json_t	*exchange_openapi(struct arena *, const char *origin);
/* What a program may be a reader of: everybody but whom it is about. */
enum { API_READERS = FOR_STAFF | FOR_PARTNER | FOR_UNIVERSITY | FOR_FUNDER };
