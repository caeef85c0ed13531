#pragma once
/*
 * import_tables - what differs from one table that comes back changed to
 * another, and its rows as they are now.
 */
#include "core/request.h"
#include "exchange/change.h"
#include "pages/import.h"
#include "queries.h"

/* Rows that came; n of them.  undoing: they become what they were. */
struct came_list { struct exchange_came **v; size_t n; bool undoing; };

struct table_rules {
	const char	*named;		/* the column that names a row */
	/* Holds these rows, and what they rest on, until it is decided. */
	void	(*hold)(struct request *, struct int_list records);
	/* What rows may not become, and what follows for them. */
	void	(*fit)(struct request *, const struct exchange_table *,
		    int64_t programme, struct came_list);
	/* False when not all of them were written. */
	bool	(*write)(struct request *, const struct exchange_table *,
		    struct came_list);
};

extern const struct table_rules	educators_rules, attempts_rules, plans_rules,
    offers_rules;

struct int_list	 records_in(struct arena *, struct came_list);
/* The values that rows shall have in a column. */
struct text_list values_in(struct arena *, const struct exchange_table *,
		    struct came_list, const char *key);

/* The rows of these records that can be seen, in the order of their numbers. */
struct table_row { int64_t record; const char **values; };
struct table_now { struct table_row *v; size_t n; };

struct table_now	 table_now(struct request *,
			    const struct exchange_table *,
			    const struct import_target *,
			    struct int_list records);
const struct table_row	*table_row_of(const struct table_now *,
			    int64_t record);	/* or NULL */

/* A row that an import has changed, and what comes of undoing that: what is
 * wrong with it says why it stays as it is. */
struct import_undoing {
	int64_t			 number;	/* of the import's row */
	const char		*name;		/* what it is about */
	struct exchange_came	 came;
};

struct import_undoings { struct import_undoing *v; size_t n, nrestored; };
