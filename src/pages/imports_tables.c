/* imports_tables - a table that comes back changed: each row held against what
 * is there now, and what is changed by those that are ready. */
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/import.h"
#include "pages/import_tables.h"
#include "views.h"

/* Rows while they are taken from the database. */
struct taking {
	struct arena			*arena;
	const struct exchange_table	*table;
	struct table_now		 now;
	size_t				 record, room;
};

static bool
take(void *state, const struct exchange_row *row)
{
	struct taking	*k = state;
	const char	**values;

	if (k->now.n == k->room)
		return (false);
	values = arena_array(k->arena, k->table->ncolumns, sizeof(*values));
	for (size_t i = 0; i < k->table->ncolumns; i++)
		values[i] = exchange_value(k->arena, &k->table->columns[i],
		    &row->cells[i]);
	k->now.v[k->now.n++] = (struct table_row){
	    (int64_t)row->cells[k->record].number, values };
	return (true);
}

static int
by_record(const void *one, const void *other)
{
	int64_t	a = ((const struct table_row *)one)->record;
	int64_t	b = ((const struct table_row *)other)->record;

	return (a < b ? -1 : a > b);
}

struct table_now
table_now(struct request *req, const struct exchange_table *t,
    const struct import_target *of, struct int_list records)
{
	struct taking		k = { .arena = req->arena, .table = t,
				    .room = records.n };
	struct exchange_filter	filter = { .programme = of->programme,
				    .organisation = of->organisation,
				    .records = records };

	if (records.n == 0)
		return (k.now);
	k.record = (size_t)(exchange_column_of(t, "record") - t->columns);
	k.now.v = arena_array(req->arena, records.n, sizeof(*k.now.v));
	exchange_read(req->db, t, &filter, take, &k);
	qsort(k.now.v, k.now.n, sizeof(*k.now.v), by_record);
	return (k.now);
}

const struct table_row *
table_row_of(const struct table_now *now, int64_t record)
{
	struct table_row	key = { .record = record };

	return (now->n == 0 ? NULL : bsearch(&key, now->v, now->n,
	    sizeof(*now->v), by_record));
}

/* Each record once. */
static struct int_list
records_of(struct arena *a, const struct exchange_table *t,
    const struct staged *s)
{
	struct table_row	*all = arena_array(a, s->n, sizeof(*all));
	int64_t			*records = arena_array(a, s->n,
				    sizeof(*records));
	size_t			 n = 0;

	for (size_t i = 0; i < s->n; i++)
		all[i].record = exchange_record(a, t, s->lines[i].cells);
	qsort(all, s->n, sizeof(*all), by_record);
	for (size_t i = 0; i < s->n; i++)
		if (all[i].record != 0 && (n == 0 ||
		    records[n - 1] != all[i].record))
			records[n++] = all[i].record;
	return ((struct int_list){ records, n });
}

/* A line and its record, to find those of one record. */
struct line_of_record { int64_t record; size_t line; };

static int
by_place(const void *one, const void *other)
{
	const struct line_of_record	*a = one, *b = other;

	if (a->record != b->record)
		return (a->record < b->record ? -1 : 1);
	return (a->line < b->line ? -1 : a->line > b->line);
}

static void
refuse_double(struct request *req, const struct exchange_table *t,
    const struct staged *s, struct exchange_came *came, size_t other)
{
	exchange_refuse(req->arena, t, came, "record", arena_printf(
	    req->arena, "Row %ld has the same record",
	    (long)s->lines[other].number), "Keep one of the two rows, and "
	    "leave the other out");
}

static void
find_doubles(struct request *req, const struct exchange_table *t,
    const struct staged *s, struct exchange_came *came)
{
	struct line_of_record	*all = arena_array(req->arena, s->n,
				    sizeof(*all));

	for (size_t i = 0; i < s->n; i++)
		all[i] = (struct line_of_record){ came[i].record, i };
	qsort(all, s->n, sizeof(*all), by_place);
	for (size_t i = 1; i < s->n; i++) {
		if (all[i].record == 0 || all[i].record != all[i - 1].record)
			continue;
		refuse_double(req, t, s, &came[all[i].line],
		    all[i - 1].line);
		if (i == 1 || all[i - 2].record != all[i].record)
			refuse_double(req, t, s, &came[all[i - 1].line],
			    all[i].line);
	}
}

/* Those that change something, and that nothing is wrong with so far. */
static struct came_list
sound(struct arena *a, struct exchange_came *came, size_t n)
{
	struct came_list	some = { arena_array(a, n,
				    sizeof(*some.v)), 0 };

	for (size_t i = 0; i < n; i++)
		if (came[i].problems.n == 0 && came[i].nchanged > 0)
			some.v[some.n++] = &came[i];
	return (some);
}

static const char *
becomes(struct arena *a, const struct exchange_column *c, const char *now,
    const char *then)
{
	return (arena_printf(a, "%s becomes %s", exchange_value_words(a, c,
	    now), exchange_value_words(a, c, then)));
}

/* What a row that is ready does, cell by cell. */
static void
note_changes(struct arena *a, const struct exchange_table *t,
    struct exchange_came *c)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (c->changed[i])
			import_problem_add(a, &c->problems, (int)i, becomes(a,
			    &t->columns[i], c->now[i], c->values[i]), "");
}

static void
finish(struct arena *a, const struct exchange_table *t, struct staged *s,
    struct exchange_came *came)
{
	for (size_t i = 0; i < s->n; i++) {
		s->lines[i].failing = came[i].problems.n > 0;
		s->lines[i].unchanged = came[i].problems.n == 0 &&
		    came[i].nchanged == 0;
		if (!s->lines[i].failing)
			note_changes(a, t, &came[i]);
		s->lines[i].problems = came[i].problems;
	}
	s->rows = came;
}

static struct exchange_came
judge_line(struct arena *a, const struct exchange_table *t,
    const struct staged_line *line, const struct table_now *now)
{
	struct exchange_came	 c = { 0 };
	const struct table_row	*row;

	if (line->unreadable != NULL) {
		import_problem_add(a, &c.problems, (int)t->ncolumns,
		    line->unreadable, "Correct the row, or leave it out");
		return (c);
	}
	row = table_row_of(now, exchange_record(a, t, line->cells));
	return (exchange_compare(a, t, line->cells, row == NULL ? NULL :
	    row->values));
}

/* A POST holds the rows, so that nobody changes them beside it. */
void
table_judge(struct request *req, struct staged *s,
    const struct import_target *to)
{
	const struct exchange_table	*t = exchange_table_of(
					    s->subject->table);
	struct int_list			 records = records_of(req->arena, t, s);
	struct exchange_came		*came = arena_array(req->arena, s->n,
					    sizeof(*came));
	struct table_now		 now;

	if (req->method == POST)
		s->subject->rules->hold(req, records);
	now = table_now(req, t, to, records);
	for (size_t i = 0; i < s->n; i++)
		came[i] = judge_line(req->arena, t, &s->lines[i], &now);
	s->subject->rules->fit(req, t, to->programme, sound(req->arena, came,
	    s->n));
	find_doubles(req, t, s, came);
	finish(req->arena, t, s, came);
}

/* Changes on their way to the database. */
struct changes {
	int64_t		*numbers, *records;
	const char	**keys, **befores, **afters;
	size_t		 n;
};

static void
add_changes(struct changes *all, const struct exchange_table *t,
    int64_t number, const struct exchange_came *c)
{
	for (size_t i = 0; i < t->ncolumns; i++) {
		if (!c->changed[i])
			continue;
		all->numbers[all->n] = number;
		all->records[all->n] = c->record;
		all->keys[all->n] = t->columns[i].key;
		all->befores[all->n] = c->now[i];
		all->afters[all->n++] = c->values[i];
	}
}

static void
store_changes(struct request *req, const struct import *i,
    const struct exchange_table *t, const struct staged *s)
{
	const struct exchange_came	*came = s->rows;
	struct arena			*a = req->arena;
	struct changes			 c = { 0 };
	size_t				 room = 0;

	for (size_t n = 0; n < s->n; n++)
		room += came[n].nchanged;
	c.numbers = arena_array(a, room, sizeof(*c.numbers));
	c.records = arena_array(a, room, sizeof(*c.records));
	c.keys = arena_array(a, room * 3, sizeof(*c.keys));
	c.befores = c.keys + room;
	c.afters = c.befores + room;
	for (size_t n = 0; n < s->n; n++)
		if (came[n].nchanged > 0)
			add_changes(&c, t, s->lines[n].number, &came[n]);
	import_changes_store(req->db, i->id, i->programme_id,
	    (struct int_list){ c.numbers, c.n },
	    (struct int_list){ c.records, c.n },
	    (struct text_list){ c.keys, c.n },
	    (struct text_list){ c.befores, c.n },
	    (struct text_list){ c.afters, c.n });
}

int64_t
table_store(struct request *req, const struct import *i,
    const struct staged *s)
{
	const struct exchange_table	*t = exchange_table_of(
					    s->subject->table);
	struct exchange_came		*came = s->rows;
	struct came_list		 all = { arena_array(req->arena, s->n,
					    sizeof(*all.v)), 0 };

	for (size_t n = 0; n < s->n; n++)
		if (came[n].nchanged > 0)
			all.v[all.n++] = &came[n];
	if (!s->subject->rules->write(req, t, all))
		return (-1);
	store_changes(req, i, t, s);
	return ((int64_t)all.n);
}
