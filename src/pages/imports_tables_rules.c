/* imports_tables_rules - tables that come back: what of each may be changed
 * into what, and how it is written. */
#include <stdlib.h>
#include <string.h>

#include "exchange/fit.h"
#include "pages/import_tables.h"
#include "pages/modules.h"
#include "pages/register.h"

struct int_list
records_in(struct arena *a, struct came_list all)
{
	int64_t	*records = arena_array(a, all.n, sizeof(*records));

	for (size_t i = 0; i < all.n; i++)
		records[i] = all.v[i]->record;
	return ((struct int_list){ records, all.n });
}

struct text_list
values_in(struct arena *a, const struct exchange_table *t,
    struct came_list all, const char *key)
{
	const char	**values = arena_array(a, all.n, sizeof(*values));

	for (size_t i = 0; i < all.n; i++)
		values[i] = exchange_then(t, all.v[i], key);
	return ((struct text_list){ values, all.n });
}

static void
educators_are_held(struct request *req, struct int_list records)
{
	educators_hold(req->db, records);
}

static void
educators_fit(struct request *req, const struct exchange_table *t,
    int64_t programme, struct came_list all)
{
	int			 capacity;
	struct educator_rules	 rules = educator_rules_of(req, programme,
				    &capacity);
	struct educator_fit	 facts = { registration_furthest(&rules,
				    req->today) };

	for (size_t i = 0; i < all.n; i++)
		educator_fits(req->arena, t, all.v[i], &facts);
}

static bool
educators_write(struct request *req, const struct exchange_table *t,
    struct came_list all)
{
	struct arena	*a = req->arena;

	return (educators_put(req->db, records_in(a, all), values_in(a, t,
	    all, "registration"), values_in(a, t, all, "registered_until"),
	    values_in(a, t, all, "capacity")) == (int64_t)all.n);
}

const struct table_rules	educators_rules = { "name", educators_are_held,
				    educators_fit, educators_write };

static void
attempts_are_held(struct request *req, struct int_list records)
{
	attempts_hold(req->db, records);
}

static void
attempts_fit(struct request *req, const struct exchange_table *t,
    int64_t programme, struct came_list all)
{
	struct attempt_closed_list	closed = attempts_closed(req->db,
					    records_in(req->arena, all));

	for (size_t i = 0; i < all.n; i++) {
		struct attempt_fit	facts = { .today = req->today };

		each (c, closed)
			if (c->id == all.v[i]->record) {
				facts.decided = c->decided;
				facts.gone = !c->decided;
			}
		attempt_fits(req->arena, t, all.v[i], &facts);
	}
}

/* Whatever has a mark then has it, and whatever had one loses it. */
static bool
attempts_write(struct request *req, const struct exchange_table *t,
    struct came_list all)
{
	struct marking	g = marking_for(req->arena, all.n);

	for (size_t i = 0; i < all.n; i++) {
		const struct exchange_came	*c = all.v[i];
		const char			*mark = exchange_then(t, c,
						    "mark");

		g.attempts[g.nattempts] = c->record;
		g.dates[g.nattempts] = exchange_then(t, c, "submitted_on");
		g.states[g.nattempts++] = exchange_then(t, c, "state");
		if (*mark != '\0') {
			g.marked[g.nmarked] = c->record;
			g.marks[g.nmarked++] = strtoll(mark, NULL, 10);
		} else if (*exchange_now(t, c, "mark") != '\0')
			g.unmarked[g.nunmarked++] = c->record;
	}
	write_marks(req, &g);
	return (!db_failed(req->db));
}

const struct table_rules	attempts_rules = { "name", attempts_are_held,
				    attempts_fit, attempts_write };
