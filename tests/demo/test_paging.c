/*
 * A page costs a page: what programs read page by page makes PostgreSQL read so
 * many rows as the page needs, however many the table has, and the pages
 * together are the table.
 */
#include <stdio.h>

#include "core/db.h"
#include "core/session.h"
#include "exchange/page.h"
#include "pages/pages.h"
#include "queries.h"

/* A row of a table is joined from so many at most, those of policies too. */
enum { ROWS = 10, READ_A_ROW = 200, PAGE = 500 };

static struct arena	arena;
static struct db	*reader;

struct total { int64_t n; };

/* In every table and function, by this connection. */
static int64_t
rows_read(void)
{
	static const struct column	columns[] = { { "n", DB_INT8 } };
	static const struct query	q = { .name = "rows_read",
		.sql = "SELECT sum(seq_tup_read + coalesce(idx_tup_fetch, 0))"
		    "::bigint AS n FROM pg_stat_xact_user_tables",
		.ncolumns = 1, .columns = columns,
		.row = sizeof(struct total) };
	struct total			*t = db_one(reader, &q, NULL);

	if (t == NULL)
		fail_msg("%s", db_error(reader));
	return (t->n);
}

struct walk { int64_t last, rows; bool rising; };

static bool
step(void *state, const struct exchange_row *row)
{
	struct walk	*w = state;

	w->rising = w->rising && row->key > w->last;
	w->last = row->key;
	w->rows++;
	return (true);
}

static bool
count(void *rows, const struct exchange_row *row)
{
	(void)row;
	++*(int64_t *)rows;
	return (true);
}

/* The pages of a table one after the other. */
static struct walk
walk_through(const struct exchange_table *t, const struct exchange_filter *f)
{
	struct walk		 w = { .rising = true };
	struct exchange_page	 page = { .filter = *f };

	page.filter.most = PAGE;
	do
		page.after = w.last;
	while (exchange_read_page(reader, &arena, t, &page, step, &w) ==
	    PAGE);
	return (w);
}

static void
must_cost_a_page(const struct exchange_table *t,
    const struct exchange_filter *f, int64_t after)
{
	struct walk		 w = { .rising = true };
	struct exchange_page	 page = { .filter = *f, .after = after };
	int64_t			 before = rows_read(), n;

	page.filter.most = ROWS;
	exchange_read_page(reader, &arena, t, &page, step, &w);
	n = rows_read() - before;
	if (n > ROWS * READ_A_ROW)
		fail_msg("%s: %ld rows were read for %ld behind %ld", t->code,
		    (long)n, (long)w.rows, (long)after);
}

static void
must_be_the_table(const struct exchange_table *t,
    const struct exchange_filter *f)
{
	struct walk	w = walk_through(t, f);
	int64_t		all = 0;

	exchange_read(reader, t, f, count, &all);
	if (db_failed(reader))
		fail_msg("%s: %s", t->code, db_error(reader));
	if (w.rows != all || !w.rising)
		fail_msg("%s: %ld rows of %ld, %s", t->code, (long)w.rows,
		    (long)all, w.rising ? "each once" : "some twice");
	/* What a partner may see is a list, which is made for each question. */
	if (f->organisation != 0 || all <= ROWS)
		return;
	must_cost_a_page(t, f, 0);
	must_cost_a_page(t, f, w.last / 2);
}

/* Where tables are small, PostgreSQL would rather read the whole of one. */
static void
each_table_as(const char *role, int roles)
{
	long			 person, programme, organisation;
	struct exchange_filter	 f;
	char			 sql[300];

	snprintf(sql, sizeof(sql), "SELECT concat_ws(' ', r.person_id, "
	    "g.id, coalesce(r.organisation_id, 0)) FROM waymark.role_held r "
	    "JOIN waymark.programme g ON g.id = coalesce(r.programme_id, 1) "
	    "WHERE r.role = '%s' AND r.during @> waymark.today() "
	    "ORDER BY r.organisation_id, g.id, r.person_id LIMIT 1", role);
	assert_int_equal(sscanf(owner_reads(sql), "%ld %ld %ld", &person,
	    &programme, &organisation), 3);
	f = (struct exchange_filter){ .programme = programme,
	    .organisation = organisation };
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		if ((t->askers & roles) == 0 || strcmp(t->code,
		    "support") == 0)
			continue;
		arena_reset(&arena);
		db_begin(reader, &arena, DB_WRITES);
		stand_for(reader, person);
		role_take(reader, "waymark_web");
		db_run(reader, "SET LOCAL enable_seqscan = off");
		must_be_the_table(t, &f);
		db_rollback(reader);
	}
}

static void
test_a_page_costs_a_page(void **state)
{
	each_table_as("staff", STAFF);
}

static void
test_the_pages_of_a_partner_are_their_table(void **state)
{
	each_table_as("partner", PARTNER);
}

static int
begin(void **state)
{
	reader = db_open_patient(getenv("WAYMARK_JOBS_URL"));
	return (open_world(state));
}

static int
leave(void **state)
{
	db_close(reader);
	arena_release(&arena);
	return (leave_world(state));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_page_costs_a_page),
		cmocka_unit_test(test_the_pages_of_a_partner_are_their_table),
	};

	return (cmocka_run_group_tests(tests, begin, leave));
}
