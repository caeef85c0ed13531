/*
 * Rows of the demonstration on their way to PostgreSQL: kept in columns, and
 * written many at once.
 */
#include <stdlib.h>
#include <string.h>

#include "demo_parts.h"
#include "queries.h"

/* No register has reached these numbers: nobody real is meant. */
enum { FIRST_SWE_NUMBER = 900000 };

static void
make_room(struct table *t)
{
	if (t->n < t->room)
		return;
	t->room = t->room == 0 ? 256 : t->room * 2;
	for (int i = 0; i < COLUMNS_MAX; i++) {
		t->column[i] = realloc(t->column[i],
		    t->room * sizeof(*t->column[i]));
		if (t->column[i] == NULL)
			abort();
	}
}

int64_t
store_add(struct store *store, enum table_name name, const int64_t *row)
{
	struct table	*t = &store->tables[name];

	make_room(t);
	for (int i = 0; i < COLUMNS_MAX; i++)
		t->column[i][t->n] = row[i];
	if (row[0] == 0)
		t->column[0][t->n] = ++store->last[name];
	return (t->column[0][t->n++]);
}

int64_t
store_person(struct store *store, struct full_name name, bool registered)
{
	int64_t	namesake = ++store->people_named[name.given][name.family];

	return (store_row(store, PEOPLE, name.given, name.family, namesake,
	    registered ? FIRST_SWE_NUMBER + store->last[PEOPLE] + 1 : 0));
}

void
store_reserve(struct store *store, struct full_name name)
{
	store->people_named[name.given][name.family]++;
}

/* Column i of a table, as a parameter of a query. */
#define C(i)	((struct int_list){ t->column[i], t->n })

static void
write_people(struct db *db, const struct table *t)
{
	demo_people_add(db, C(0), C(1), C(2), C(3), C(4),
	    demo_given_names(), demo_family_names());
}

static void
write_roles(struct db *db, const struct table *t)
{
	demo_roles_add(db, C(0), C(1), C(2), C(3), C(4), C(5));
}

static void
write_enrolments(struct db *db, const struct table *t)
{
	demo_enrolments_add(db, C(0), C(1), C(2), C(3), C(4), C(5), C(6));
}

static void
write_placements(struct db *db, const struct table *t)
{
	demo_placements_add(db, C(0), C(1), C(2), C(3), C(4), C(5), C(6),
	    C(7), C(8));
}

static void
write_patterns(struct db *db, const struct table *t)
{
	demo_patterns_add(db, C(0), C(1), C(2), C(3), C(4));
}

static void
write_interruptions(struct db *db, const struct table *t)
{
	demo_interruptions_add(db, C(0), C(1), C(2), C(3), C(4),
	    demo_interruptions());
}

static void
write_educators(struct db *db, const struct table *t)
{
	demo_educators_add(db, C(0), C(1), C(2), C(3), C(4), C(5));
}

static void
write_days(struct db *db, const struct table *t)
{
	demo_days_add(db, C(0), C(1), C(2), C(3), C(4), C(5), C(6), C(7),
	    C(8), C(9), C(10), C(11), C(12), C(13), C(14), C(15), C(16),
	    demo_texts(), demo_return_reasons());
	demo_day_standards_add(db, C(0));
}

static void (*const writers[TABLES])(struct db *, const struct table *) = {
	[PEOPLE] = write_people, [ROLES] = write_roles,
	[ENROLMENTS] = write_enrolments, [PLACEMENTS] = write_placements,
	[PATTERNS] = write_patterns, [INTERRUPTIONS] = write_interruptions,
	[EDUCATORS] = write_educators, [DAYS] = write_days,
};

static void
write_history(struct store *store)
{
	const struct table	*p = &store->tables[PLACEMENTS];
	const struct table	*t = &store->tables[RETURNS];

	demo_history_add(store->db, (struct int_list){ p->column[0], p->n },
	    C(0), C(1), C(2), C(3), C(4), C(5), demo_texts(),
	    demo_return_reasons());
}

void
store_flush(struct store *store)
{
	const struct table	*t;

	for (int i = 0; i < TABLES; i++) {
		t = &store->tables[i];
		if (t->n > 0 && writers[i] != NULL)
			writers[i](store->db, t);
	}
	t = &store->tables[PLACEMENTS];
	if (t->n > 0) {
		demo_tally(store->db, C(0));
		if (store->keeps_history)
			write_history(store);
	}
	for (int i = 0; i < TABLES; i++)
		store->tables[i].n = 0;
	if (!db_failed(store->db))
		arena_reset(store->arena);
}

void
store_flush_some(struct store *store)
{
	if (store->tables[DAYS].n >= ROWS_AT_ONCE)
		store_flush(store);
}

void
store_free(struct store *store)
{
	for (int i = 0; i < TABLES; i++)
		for (int c = 0; c < COLUMNS_MAX; c++)
			free(store->tables[i].column[c]);
}
