/* imports_undo - what a table that came back has changed becomes as it was,
 * but for what was changed since. */
#include <string.h>

#include "exchange/fit.h"
#include "pages.h"
#include "pages/import.h"
#include "pages/import_tables.h"
#include "views.h"

static struct int_list
records_of(struct arena *a, struct import_change_list changes)
{
	int64_t	*records = arena_array(a, changes.n, sizeof(*records));
	size_t	 n = 0;

	each (c, changes)
		if (n == 0 || records[n - 1] != c->record)
			records[n++] = c->record;
	return ((struct int_list){ records, n });
}

/* A row before any of its changes is undone. */
static struct import_undoing
undoing_of(struct arena *a, const struct import_subject *subject,
    const struct import_change *first, const struct table_now *now)
{
	const struct exchange_table	*t = exchange_table_of(
					    subject->table);
	const struct table_row	*row = table_row_of(now, first->record);
	struct import_undoing		 u = { first->row_number, "",
				    { .record = first->record } };

	u.came.changed = arena_array(a, t->ncolumns, sizeof(bool));
	u.came.values = arena_array(a, t->ncolumns, sizeof(char *));
	if (row == NULL) {
		import_problem_add(a, &u.came.problems, (int)t->ncolumns,
		    arena_printf(a, "Record %ld is not there any more",
		    (long)first->record), "");
		return (u);
	}
	memcpy(u.came.values, row->values, t->ncolumns * sizeof(char *));
	u.came.now = row->values;
	u.name = exchange_now(t, &u.came, subject->rules->named);
	return (u);
}

/* Back to what it was, if it is still what the import made of it. */
static void
undo_change(struct arena *a, const struct exchange_table *t,
    struct exchange_came *came, const struct import_change *c)
{
	const struct exchange_column	*column = exchange_column_of(t,
					    c->key);
	const char			*now;

	if (came->now == NULL || column == NULL)
		return;
	now = exchange_now(t, came, c->key);
	if (strcmp(now, c->after) == 0)
		exchange_set(t, came, c->key, c->before);
	else
		exchange_refuse(a, t, came, c->key, arena_printf(a, "It was "
		    "changed since: it is %s now", exchange_value_words(a,
		    column, now)), "");
}

static struct came_list
sound(struct arena *a, const struct import_undoings *all)
{
	struct came_list	some = { arena_array(a, all->n,
				    sizeof(*some.v)), 0, true };

	for (size_t i = 0; i < all->n; i++)
		if (all->v[i].came.problems.n == 0)
			some.v[some.n++] = &all->v[i].came;
	return (some);
}

/* Changes come in the order of their records. */
static struct import_undoings
undo_of(struct request *req, const struct import *i)
{
	const struct import_subject	*subject = import_subject(i);
	const struct exchange_table	*t = exchange_table_of(i->table_code);
	struct import_change_list	 changes = import_changes(req->db,
					    i->id);
	struct int_list			 records = records_of(req->arena,
					    changes);
	struct import_undoings			 all = { arena_array(req->arena,
					    records.n, sizeof(*all.v)) };
	struct import_target		 of = import_target(i);
	struct table_now		 now;

	if (req->method == POST)
		subject->rules->hold(req, records);
	now = table_now(req, t, &of, records);
	each (c, changes) {
		if (all.n == 0 || all.v[all.n - 1].came.record != c->record)
			all.v[all.n++] = undoing_of(req->arena,
			    subject, c, &now);
		undo_change(req->arena, t, &all.v[all.n - 1].came, c);
	}
	subject->rules->fit(req, t, i->programme_id, sound(req->arena, &all));
	all.nrestored = sound(req->arena, &all).n;
	return (all);
}

enum status
import_undo_page(struct request *req)
{
	struct import	*i = import_asked(req);
	struct import_undoings	 all;

	if (i == NULL)
		return (NOT_FOUND);
	if (!i->undoable)
		return (see_other(req, "/imports/%ld", i->id));
	all = undo_of(req, i);
	import_undo_form(req->out, req, i, &all);
	return (OK);
}

/* Rows that stay say so, where they are still kept. */
static void
note_those_that_stay(struct request *req, const struct import *i,
    const struct import_undoings *all)
{
	struct staged		 lines = staged_of(req, i), some = {
				    .subject = lines.subject };
	struct staged_line	*line;

	some.lines = arena_array(req->arena, all->n, sizeof(*some.lines));
	for (size_t n = 0; n < all->n; n++) {
		line = staged_line_of(&lines, all->v[n].number);
		if (line == NULL || all->v[n].came.problems.n == 0)
			continue;
		some.lines[some.n] = *line;
		some.lines[some.n++].problems = all->v[n].came.problems;
	}
	staged_store(req, i->id, i->programme_id, &some);
}

enum status
import_undo(struct request *req)
{
	struct import			*i = import_asked(req);
	const struct exchange_table	*t;
	struct came_list		 back;
	struct import_undoings			 all;

	if (i == NULL)
		return (NOT_FOUND);
	if (!i->undoable)
		return (see_other(req, "/imports/%ld", i->id));
	t = exchange_table_of(i->table_code);
	all = undo_of(req, i);
	back = sound(req->arena, &all);
	if (import_unchanged(req, i) && back.n == 0)
		form_refuse(req->form, "", "Nothing is left to put back");
	if (!form_ok(req->form)) {
		import_undo_form(req->out, req, i, &all);
		return (INVALID);
	}
	if (!import_subject(i)->rules->write(req, t, back))
		return (FAILED);
	note_those_that_stay(req, i, &all);
	import_undone(req->db, i->id, (int64_t)back.n);
	return (done(req, arena_printf(req->arena, "Undone. %s back as %s "
	    "before.%s", rows_counted(req->arena, (int64_t)back.n),
	    back.n == 1 ? "it was" : "they were", back.n == all.n ? "" :
	    " What was changed since stays as it is."), "/imports/%ld",
	    i->id));
}
