/*
 * Some ways of filling in each form of the demonstration's documents, as
 * columns from which PostgreSQL makes the documents.
 */
#include <string.h>

#include "demo_parts.h"
#include "queries.h"
#include "rules/documents.h"

enum { ANSWERS_EACH = 400 };	/* of a form, in one way, with room to spare */

static void
put(struct demo_ways *w, const char *kind, int way, const char *field,
    const char *question, const char *answer)
{
	if (*answer == '\0')
		return;
	w->kinds[w->n] = kind;
	w->way[w->n] = way;
	w->fields[w->n] = field;
	w->questions[w->n] = question;
	w->answers[w->n++] = answer;
}

/* Supervision gets rarer phase by phase, and whoever assesses themself thinks
 * better of it from the start over the middle to the end: two ways each. */
static const char *
answer_in_row(struct demo_ways *w, struct dice *dice,
    const struct document_field *c, int way, int row)
{
	if (strcmp(c->name, "every") == 0)
		return (c->choices[row == 3 ? 3 : row - 1]);
	if (strcmp(c->question, "Where you see yourself") == 0)
		return (c->choices[way / 2 + dice_below(dice, 2)]);
	return (demo_answer(w->arena, dice, c, &w->standards));
}

static void
put_row(struct demo_ways *w, struct dice *dice, const char *kind, int way,
    const struct document_field *f, int row, const char *row_name)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		put(w, kind, way, cell_name(w->arena, f, row, c),
		    cell_question(w->arena, f, row, row_name, c),
		    answer_in_row(w, dice, c, way, row));
}

/* What hangs upon another answer is answered where that was given. */
static bool
is_told(const struct demo_ways *w, const char *kind, int way,
    const struct document_field *f)
{
	struct document_field	 of = { .writer = f->writer,
				    .name = f->when };
	const char		*name;

	if (f->when == NULL)
		return (true);
	name = answer_name(w->arena, &of);
	for (size_t i = w->n; i-- > 0;)
		if (w->way[i] == way && strcmp(w->kinds[i], kind) == 0 &&
		    strcmp(w->fields[i], name) == 0)
			return (strcmp(w->answers[i], f->is) == 0);
	return (false);
}

/* A final report of a placement recommends to fail it in one way alone, which
 * few of them are written in (sql/queries/demo_documents.sql). */
static const char *
answer_of_report(const char *kind, int way, const struct document_field *f,
    const char *answer)
{
	if (strcmp(kind, "final_report") != 0)
		return (answer);
	if (strcmp(f->name, "outcome") == 0)
		return (way == 0 ? "Fail" : "Pass");
	if (strcmp(f->name, "reasons") == 0 && way == 0)
		return ("Records and agreed tasks were late to the end, and "
		    "risk was not brought to supervision. Two domains are not "
		    "met yet.");
	return (answer);
}

static void
put_field(struct demo_ways *w, struct dice *dice, const char *kind, int way,
    const struct document_field *f)
{
	struct row_names	rows;

	if (f->kind == FIELD_GRID) {
		rows = grid_rows(f, w->standards);
		for (size_t i = 0; i < rows.n; i++)
			put_row(w, dice, kind, way, f, (int)i + 1, rows.v[i]);
	} else if (f->kind == FIELD_ROWS) {
		for (int row = 1; row <= 2; row++)
			put_row(w, dice, kind, way, f, row, NULL);
	} else if (is_told(w, kind, way, f))
		put(w, kind, way, answer_name(w->arena, f), f->question,
		    answer_of_report(kind, way, f, demo_answer(w->arena, dice,
		    f, &w->standards)));
}

static struct row_names
standards_of_code(struct arena *a, struct db *db, const char *code)
{
	struct demo_domain_list	 list = demo_domain_names(db, code);
	const char		**names = arena_array(a, list.n,
				    sizeof(*names));
	size_t			 n = 0;

	each (x, list)
		names[n++] = x->label;
	return ((struct row_names){ names, n });
}

struct demo_ways
demo_ways(struct demo *d, bool of_asye, const char *standards)
{
	struct arena			*a = d->store.arena;
	struct demo_ways		 w = { .arena = a };
	size_t				 room = document_forms() * DEMO_WAYS *
					    ANSWERS_EACH;
	struct document_form		 form;
	const struct document_field	*f;
	struct dice			 dice;

	w.standards = standards_of_code(a, d->store.db, standards);
	w.way = arena_array(a, room, sizeof(*w.way));
	w.kinds = arena_array(a, room, sizeof(*w.kinds));
	w.fields = arena_array(a, room, sizeof(*w.fields));
	w.questions = arena_array(a, room, sizeof(*w.questions));
	w.answers = arena_array(a, room, sizeof(*w.answers));
	for (size_t i = 0; document_form_in_order(i, &form); i++)
		for (int way = 0; way < DEMO_WAYS; way++) {
			if ((form.home == HOME_ASYE) != of_asye)
				continue;
			dice = dice_for(d->seed, 'f', i * DEMO_WAYS +
			    (uint64_t)way);
			for (f = form.fields; f < form.fields + form.n; f++)
				if (f->kind != FIELD_SECTION)
					put_field(&w, &dice, form.kind, way,
					    f);
		}
	return (w);
}
