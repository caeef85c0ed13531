/*
 * What a partner is given is the same whoever makes it: tables that staff make
 * for an organisation say no more, and no less, than those of its own people.
 */
#include <stdio.h>

#include "core/db.h"
#include "core/session.h"
#include "exchange/json.h"
#include "pages/pages.h"
#include "queries.h"

enum { PARTNERS = 12, LEAST = 20 };

static struct arena	arena;
static struct db	*reader;

static bool
put_row(void *state, const struct exchange_row *row)
{
	struct out	*o = ((void **)state)[0];

	exchange_put_json(o, ((void **)state)[1], FOR_PARTNER, row);
	out_raw(o, "\n", 1);
	return (true);
}

/* The rows that somebody reads of an organisation, or makes for it. */
static int64_t
rows_as(int64_t person, bool for_them, const struct exchange_table *t,
    const struct exchange_filter *f, struct out *o)
{
	void	*state[] = { o, (void *)t };
	int64_t	 n;

	arena_reset(&arena);
	out_reset(o);
	db_begin(reader, &arena, DB_WRITES);
	stand_for(reader, person);
	role_take(reader, "waymark_web");
	if (for_them)
		exchange_enter(reader, FOR_PARTNER, f);
	n = exchange_read(reader, t, f, put_row, state);
	if (for_them)
		exchange_leave(reader, FOR_PARTNER);
	assert_false(db_failed(reader));
	db_rollback(reader);
	out_raw(o, "", 1);
	return (n);
}

/* Where two texts begin to differ. */
static void
fail_where(const char *code, const char *own, const char *given)
{
	size_t	at = 0;

	while (own[at] == given[at])
		at++;
	at = at > 300 ? at - 300 : 0;
	fail_msg("%s, their own:\n%.500s\nand given:\n%.500s", code, own + at,
	    given + at);
}

static int64_t
compare(int64_t person, int64_t staff, int roles,
    const struct exchange_filter *f)
{
	struct out	own = { 0 }, given = { 0 };
	int64_t		rows = 0;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		/* What partners have too is made as they have it. */
		if ((t->askers & roles) == 0 ||
		    (t->askers & ~roles & PARTNER) != 0 ||
		    (exchange_readers(t) & FOR_PARTNER) == 0)
			continue;
		rows += rows_as(person, false, t, f, &own);
		rows_as(staff, true, t, f, &given);
		if (strcmp(own.data, given.data) != 0)
			fail_where(t->code, own.data, given.data);
	}
	out_free(&own);
	out_free(&given);
	return (rows);
}

static void
each_of(const char *role, int roles)
{
	char		 sql[900];
	char		*at, *list;
	int64_t		 rows = 0;
	long		 person, organisation, staff, programme;
	int		 n;

	snprintf(sql, sizeof(sql), "SELECT string_agg(concat_ws(' ', person, "
	    "organisation, staff, programme), ' ') FROM (SELECT DISTINCT ON "
	    "(r.organisation_id) r.person_id AS person, r.organisation_id AS "
	    "organisation, s.person_id AS staff, s.programme_id AS programme "
	    "FROM waymark.role_held r JOIN waymark.role_held s ON s.role = "
	    "'staff' AND s.during @> waymark.today() WHERE r.role = '%s' AND "
	    "r.during @> waymark.today() ORDER BY r.organisation_id, "
	    "r.person_id, s.programme_id, s.person_id LIMIT %d) x", role,
	    PARTNERS);
	at = list = strdup(owner_reads(sql));
	for (; sscanf(at, "%ld %ld %ld %ld%n", &person, &organisation, &staff,
	    &programme, &n) == 4; at += n) {
		struct exchange_filter	f = { .programme = programme,
					    .organisation = organisation };

		rows += compare(person, staff, roles, &f);
	}
	free(list);
	assert_true(rows > LEAST);
}

static void
test_a_partner_is_given_what_they_have_themselves(void **state)
{
	each_of("partner", PARTNER);
}

static void
test_so_is_who_coordinates_asyes(void **state)
{
	each_of("coordinator", COORDINATOR);
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
		cmocka_unit_test(
		    test_a_partner_is_given_what_they_have_themselves),
		cmocka_unit_test(test_so_is_who_coordinates_asyes),
	};

	return (cmocka_run_group_tests(tests, begin, leave));
}
