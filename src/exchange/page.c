/* A table page by page: its query, asked otherwise. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "exchange/page.h"
#include "read.h"

static const struct exchange_dates	dates[] = {
	{ "progress", "starts_on", "ends_on" },
	{ "placements", "starts_on", "ends_on" },
	{ "capacity", "starts_on", "ends_on" },
	{ "days", "on_date", "on_date" },
	{ "milestones", "due_on", "due_on" },
	{ "marks", "due_on", "due_on" },
	{ "asye", "starts_on", "starts_on" },
	{ "reviews", "due_on", "due_on" },
	{ "outcomes", "decided_on", "decided_on" },
	{ "quality", "done_on", "done_on" },
	{ "claims", "made_on", "made_on" },
};

/* Behind those of the table's query. */
enum { OF_PAGE = 3 };
static const struct column	of_page[OF_PAGE] = {
	{ "after", DB_INT8 },
	{ "from", DB_DATE, true },
	{ "until", DB_DATE, true },
};

const struct exchange_dates *
exchange_dates_of(const struct exchange_table *t)
{
	for (size_t i = 0; i < sizeof(dates) / sizeof(*dates); i++)
		if (strcmp(dates[i].table, t->code) == 0)
			return (&dates[i]);
	return (NULL);
}

bool
exchange_has_cohorts(const struct exchange_table *t)
{
	return (strcmp(t->code, "support") != 0);
}

/* The last place of some words in a statement, which must have them. */
static const char *
last_of(const char *sql, const char *words)
{
	const char	*found = NULL;

	for (const char *p = sql; (p = strstr(p, words)) != NULL; p++)
		found = p;
	if (found == NULL)
		abort();	/* a test reads every table */
	return (found);
}

/*
 * "AND ($7 IS NULL OR t.ends_on >= $7)": "" for a table without dates.  n: how
 * many parameters come before.
 */
static const char *
of_dates(struct arena *a, const struct exchange_table *t, int n)
{
	const struct exchange_dates	*d = exchange_dates_of(t);

	return (d == NULL ? "" : arena_printf(a,
	    "AND ($%1$d IS NULL OR t.%2$s >= $%1$d) "
	    "AND ($%3$d IS NULL OR t.%4$s <= $%3$d) ", n + 1, d->ends, n + 2,
	    d->begins));
}

/*
 * The table's own query without its order and without counting all rows, which
 * a page does not need; what is asked of it then reaches the tables' indexes.
 */
static struct query
paged(struct arena *a, const struct exchange_table *t, const struct query *q)
{
	static const char	 all[] = "count(*) OVER ()";
	const char		*key = exchange_key(q)->name;
	const char		*counts = last_of(q->sql, all);
	const char		*order = last_of(q->sql, "ORDER BY");
	const char		*rest = counts + strlen(all);
	int			 n = q->nparams;
	struct column		*params = arena_array(a, (size_t)n + OF_PAGE,
				    sizeof(*params));
	struct query		 page = *q;

	memcpy(params, q->params, (size_t)n * sizeof(*params));
	memcpy(params + n, of_page, sizeof(of_page));
	page.params = params;
	page.nparams = n + OF_PAGE;
	page.sql = arena_printf(a, "SELECT * FROM (%.*s0::bigint%.*s) t "
	    "WHERE t.%s > $%d %sORDER BY t.%s LIMIT $5",
	    (int)(counts - q->sql), q->sql, (int)(order - rest), rest, key,
	    n + 1, of_dates(a, t, n + 1), key);
	return (page);
}

int64_t
exchange_read_page(struct db *db, struct arena *a,
    const struct exchange_table *t, const struct exchange_page *p,
    bool (*take)(void *, const struct exchange_row *), void *state)
{
	struct query	q = paged(a, t, query_named(t->query));
	union param	params[EXCHANGE_PARAMS + OF_PAGE];
	union param	*own = params + q.nparams - OF_PAGE;

	exchange_params(params, &p->filter);
	own[0].int8 = p->after;
	own[1].date = p->from;
	own[2].date = p->until;
	return (exchange_read_by(db, t, &q, params, take, state));
}
