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

#define OPEN	"paged.programme_id = $1 AND paged.state NOT IN " \
		"('confirmed', 'terminated', 'withdrawn')"

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
 * What a page goes through in the order of the keys, row by row as long as it
 * has room: rows of a relation, which has the alias `paged`.  For each of them
 * the table's query is asked for that row alone.  Left to itself, PostgreSQL
 * believes that policies leave few rows, and joins and sorts them all.
 */
static const struct driver {
	const char	*table, *relation;
	const char	*row;		/* the query's, which is paged.id */
	const char	*only;		/* which of them can be rows at all */
	int		 nth, of;	/* the key is id * of + nth */
} drivers[] = {
	{ "progress", "enrolment", "e.id", "paged.programme_id = $1", 0, 1 },
	{ "placements", "placement", "l.id", "paged.programme_id = $1", 0, 1 },
	{ "capacity", "placement_offer", "o.id", "paged.programme_id = $1",
	    0, 1 },
	{ "days", "placement_day", "d.id", "paged.programme_id = $1", 0, 1 },
	{ "milestones", "attempt", "d.nth = 0 AND d.of_id",
	    "paged.programme_id = $1 AND paged.state = 'due'", 0, 5 },
	{ "milestones", "asye_review", "d.nth = 1 AND d.of_id",
	    "paged.programme_id = $1 AND paged.state = 'due' AND paged.live",
	    1, 5 },
	{ "milestones", "placement", "d.nth = 2 AND d.of_id", OPEN, 2, 5 },
	{ "milestones", "placement", "d.nth = 3 AND d.of_id", OPEN, 3, 5 },
	{ "milestones", "placement", "d.nth = 4 AND d.of_id", OPEN, 4, 5 },
	{ "educators", "educator", "x.id", "paged.programme_id = $1", 0, 1 },
	{ "marks", "attempt", "a.id", "paged.programme_id = $1", 0, 1 },
	{ "asye", "asye", "a.id", "paged.programme_id = $1", 0, 1 },
	{ "reviews", "asye_review", "v.id", "paged.programme_id = $1", 0, 1 },
	{ "outcomes", "moderation_portfolio", "m.id",
	    "paged.programme_id = $1", 0, 1 },
	{ "quality", "team", "t.id", "true", 0, 1 },
	{ "claims", "claim_line", "l.id", "paged.programme_id = $1", 0, 1 },
};

/* A query in two parts: without what counts all rows, which a page does not
 * need, and without its order. */
struct parts { const char *sql; int to_count; const char *rest; int to_order; };

static struct parts
parts_of(const struct query *q)
{
	static const char	 all[] = "count(*) OVER ()";
	const char		*counts = last_of(q->sql, all);
	const char		*rest = counts + strlen(all);

	return ((struct parts){ q->sql, (int)(counts - q->sql), rest,
	    (int)(last_of(q->sql, "ORDER BY") - rest) });
}

static const char *
driven(struct arena *a, const struct driver *d, const struct parts *p,
    const char *days, int after)
{
	return (arena_printf(a, "(SELECT t.* FROM %s paged CROSS JOIN LATERAL "
	    "(%.*s0::bigint%.*sAND %s = paged.id LIMIT 1) t WHERE %s "
	    "AND paged.id > ($%d - %d) / %d %sORDER BY paged.id LIMIT $5)",
	    d->relation, p->to_count, p->sql, p->to_order, p->rest, d->row,
	    d->only, after, d->nth, d->of, days));
}

/* Of sums, which no row is read for, a page is a part of all. */
static const char *
page_sql(struct arena *a, const struct exchange_table *t,
    const struct query *q)
{
	const char	*key = exchange_key(q)->name, *union_all = "";
	const char	*days = of_dates(a, t, q->nparams + 1);
	const char	*sql = "";
	struct parts	 p = parts_of(q);
	int		 after = q->nparams + 1;

	for (size_t i = 0; i < sizeof(drivers) / sizeof(*drivers); i++) {
		if (strcmp(drivers[i].table, t->code) != 0)
			continue;
		sql = arena_printf(a, "%s%s%s", sql, union_all, driven(a,
		    &drivers[i], &p, days, after));
		union_all = " UNION ALL ";
	}
	if (*sql != '\0')
		return (arena_printf(a, "SELECT * FROM (%s) t "
		    "ORDER BY t.%s LIMIT $5", sql, key));
	return (arena_printf(a, "SELECT * FROM (%.*s0::bigint%.*s) t "
	    "WHERE t.%s > $%d %sORDER BY t.%s LIMIT $5", p.to_count, p.sql,
	    p.to_order, p.rest, key, after, days, key));
}

static struct query
paged(struct arena *a, const struct exchange_table *t, const struct query *q)
{
	int		 n = q->nparams;
	struct column	*params = arena_array(a, (size_t)n + OF_PAGE,
			    sizeof(*params));
	struct query	 page = *q;

	memcpy(params, q->params, (size_t)n * sizeof(*params));
	memcpy(params + n, of_page, sizeof(of_page));
	page.params = params;
	page.nparams = n + OF_PAGE;
	page.sql = page_sql(a, t, q);
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
