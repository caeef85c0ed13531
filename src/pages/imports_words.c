/* imports_words - how imports and their rows are named. */
#include "core/text.h"
#include "exchange/table.h"
#include "pages/import.h"
#include "views.h"

size_t
import_width(const struct import_subject *s)
{
	return (s->table == NULL ? s->ncolumns :
	    exchange_table_of(s->table)->ncolumns);
}

/* Of a table that comes back, every column must: what nobody may change tells
 * whether rows are still whole. */
struct import_help
import_column(const struct import_subject *s, size_t i)
{
	const struct exchange_column	*c;

	if (s->table == NULL)
		return (s->columns[i]);
	c = &exchange_table_of(s->table)->columns[i];
	return ((struct import_help){ c->heading, c->definition, "", true });
}

const char *
rows_counted(struct arena *a, int64_t n)
{
	return (n == 1 ? "1 row" : arena_printf(a, "%ld rows", n));
}

const char *
people_counted(struct arena *a, int64_t n)
{
	return (n == 1 ? "1 person" : arena_printf(a, "%ld people", n));
}

const char *
import_state_words(struct arena *a, const struct import *i)
{
	if (i->state == IMPORT_STATE_DISCARDED)
		return ("Discarded");
	if (i->state == IMPORT_STATE_CONFIRMED)
		return (arena_printf(a, "%s %s", import_subject(i)->counted(a,
		    i->stored.value), i->kind == IMPORT_KIND_PEOPLE ?
		    "enrolled" : "changed"));
	if (i->state == IMPORT_STATE_UNDONE)
		return (arena_printf(a, "Undone: %s put back",
		    rows_counted(a, i->restored.value)));
	if (i->failing > 0)
		return (arena_printf(a, "%s to correct",
		    rows_counted(a, i->failing)));
	return (i->ready > 0 ? "Ready to confirm" : i->unchanged > 0 ?
	    "Nothing changed" : "No row left");
}

const char *
import_line_words(enum import_row_state state)
{
	switch (state) {
	case IMPORT_ROW_STATE_READY:
		return ("Ready");
	case IMPORT_ROW_STATE_FAILING:
		return ("Failing");
	case IMPORT_ROW_STATE_UNCHANGED:
		return ("Unchanged");
	default:
		return ("Left out");
	}
}

const char *
import_cell(struct arena *a, const char *cell)
{
	enum { SHOWN = 120 };
	const char	*end = cell;

	for (int i = 0; i < SHOWN && *end != '\0'; i++)
		text_next(&end);
	return (*end == '\0' ? cell : arena_printf(a, "%.*s…",
	    (int)(end - cell), cell));
}

const struct option *
import_cohorts(struct arena *a, struct cohort_list cohorts)
{
	struct option	*o = arena_array(a, cohorts.n + 2, sizeof(*o)), *to = o;

	*to++ = (struct option){ "", "Choose a cohort" };
	each (c, cohorts)
		*to++ = (struct option){ arena_printf(a, "%ld", c->id),
		    arena_printf(a, "%s, %s", c->name, c->programme) };
	return (o);
}
