#pragma once
/*
 * exchange/order - an export that somebody asked for, as an order to make it,
 * and where what was made is kept.
 */
#include "exchange/make.h"
#include "queries.h"

/* False for a table or a reader that there is none of (any more). */
bool	exchange_order_of(struct arena *, const struct export *,
	    struct exchange_order *);
/* "Modules and marks", or "3 tables". */
const char	*exchange_title(struct arena *, struct text_list tables,
		    enum exchange_reader);
/* Keeps what is in the file as what was made of the export, in pieces, and the
 * export as done; false when it is not to be made any more, or the file cannot
 * be read.  Nothing of it may then be committed. */
bool	exchange_keep(struct db *, int64_t id, int64_t try,
	    const struct exchange_file *);

enum { EXCHANGE_PIECE = 512 * 1024 };

/* "a partner organisation": whom a file is for, within a sentence. */
const char		*exchange_reader_words(enum exchange_reader);
enum exchange_reader	 exchange_reader_of(enum export_reader);
