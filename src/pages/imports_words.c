/* imports_words - how imports and their rows are named. */
#include "core/text.h"
#include "pages/import.h"
#include "views.h"

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
		return (i->kind == IMPORT_KIND_MARKS ?
		    arena_printf(a, "%s changed",
		    marks_subject.counted(a, i->stored.value)) :
		    arena_printf(a, "%s enrolled",
		    people_counted(a, i->stored.value)));
	if (i->failing > 0)
		return (arena_printf(a, "%s to correct",
		    rows_counted(a, i->failing)));
	return (i->ready == 0 ? "No row left" : "Ready to confirm");
}

const char *
import_line_words(enum import_row_state state)
{
	return (state == IMPORT_ROW_STATE_READY ? "Ready" :
	    state == IMPORT_ROW_STATE_FAILING ? "Failing" : "Left out");
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
