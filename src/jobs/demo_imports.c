/*
 * Files of the demonstration's staff: one that was read and confirmed before
 * the newest cohort began, and one of people who come late, in which rows fail.
 */
#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "demo_parts.h"
#include "queries.h"
#include "rules/import_row.h"

enum { LATE = 5, TEXTS = LATE * IMPORT_COLUMNS * 3 };

/* As they were typed; "?" stands for what is known when it is made. */
static const char *const	late[LATE][IMPORT_COLUMNS] = {
	{ "Bronwen", "Tregenza", "bronwen.tregenza@example.org", "", "?", "?",
	    "" },
	{ "Tariq", "Oyelaran-Webb", "tariq.oyelaran@example.org", "SW918273",
	    "?", "?", "Mon-Thu, Fri am" },
	{ "Orla", "Quennell", "orla.quennell(at)example.org", "", "?", "?",
	    "" },
	{ "Kofi", "Thistlewood", "kofi.thistlewood@example.org", "", "ZZZ9",
	    "?", "Mon-Wed" },
	{ "Yusuf", "Abernethy", "yusuf.abernethy@example.org", "SW12A", "?",
	    "31 February 2027", "" },
};

/* Rows on their way to the database. */
struct lines {
	int64_t		 numbers[LATE], problem_rows[TEXTS];
	const char	*states[LATE], *unreadable[LATE];
	const char	*cells[LATE * IMPORT_COLUMNS], *problems[TEXTS];
	size_t		 nproblems;
};

static void
add_problem(struct lines *l, int64_t number, const struct import_problem *p)
{
	const char	*texts[] = { import_heading(
			    (enum import_column)p->column), p->wrong,
			    p->to_do };

	for (size_t i = 0; i < 3 && l->nproblems < TEXTS; i++) {
		l->problem_rows[l->nproblems] = number;
		l->problems[l->nproblems++] = texts[i];
	}
}

/* As a page judges it. */
static void
add_line(struct arena *a, struct lines *l, int i,
    const struct demo_import *import, const struct import_facts *facts)
{
	const char		**cells = &l->cells[i * IMPORT_COLUMNS];
	struct import_row	  row;

	memcpy(cells, late[i], sizeof(late[i]));
	if (strcmp(cells[IMPORT_EMPLOYER_CODE], "?") == 0)
		cells[IMPORT_EMPLOYER_CODE] = import->employer;
	if (strcmp(cells[IMPORT_STARTS_ON], "?") == 0)
		cells[IMPORT_STARTS_ON] = arena_printf(a, "%d/%d/%d",
		    import->comes_on.day, import->comes_on.month,
		    import->comes_on.year);
	row = import_row(a, (size_t)i + 2, cells, facts);
	l->numbers[i] = i + 2;
	l->unreadable[i] = "";
	l->states[i] = row.problems.n > 0 ? "failing" : "ready";
	for (size_t n = 0; n < row.problems.n; n++)
		add_problem(l, l->numbers[i], &row.problems.v[n]);
}

static struct import_facts
facts_of(struct arena *a, struct db *db, const struct demo_import *import)
{
	struct known_employer_list	 known = employers_known(db);
	struct import_employer		*all = arena_array(a, known.n,
					    sizeof(*all));

	for (size_t i = 0; i < known.n; i++)
		all[i] = (struct import_employer){ known.v[i].id,
		    known.v[i].code, text_fold(a, known.v[i].name) };
	return ((struct import_facts){ all, known.n, import->starts_on,
	    import->ends_on });
}

void
demo_imports(struct demo *d)
{
	struct db		*db = d->store.db;
	struct arena		*a = d->store.arena;
	struct demo_import	*import = demo_import_add(db,
				    date_from_number(d->today));
	struct import_facts	 facts;
	struct lines		 l = { .nproblems = 0 };

	if (import == NULL)
		return;
	facts = facts_of(a, db, import);
	for (int i = 0; i < LATE; i++)
		add_line(a, &l, i, import, &facts);
	import_lines_store(db, import->id, import->programme_id,
	    IMPORT_COLUMNS, (struct int_list){ l.numbers, LATE },
	    (struct text_list){ l.states, LATE },
	    (struct text_list){ l.unreadable, LATE },
	    (struct text_list){ l.cells, LATE * IMPORT_COLUMNS },
	    (struct int_list){ l.problem_rows, l.nproblems },
	    (struct text_list){ l.problems, l.nproblems });
}
