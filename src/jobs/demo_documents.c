/*
 * The documents of the demonstration's placements: some ways of filling in each
 * form, and from these, in PostgreSQL, what a placement of its age would have.
 * Those that have ended have all, signed; those that run are part of the way.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/documents.h"

enum { WAYS = 6, ROWS_EACH = 400 };

/* Answers of every kind in every way, one after another. */
struct ways {
	struct arena		*arena;
	struct row_names	 domains;
	int64_t			*way;
	const char		**kinds, **fields, **questions, **answers;
	size_t			 n;
};

static void
put(struct ways *w, const char *kind, int way, const char *field,
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

static void
put_row(struct ways *w, struct dice *dice, const char *kind, int way,
    const struct document_field *f, int row, const char *row_name)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		put(w, kind, way, cell_name(w->arena, f, row, c),
		    cell_question(w->arena, f, row, row_name, c),
		    demo_answer(w->arena, dice, c, &w->domains));
}

static void
put_field(struct ways *w, struct dice *dice, const char *kind, int way,
    const struct document_field *f)
{
	struct row_names	rows;

	if (f->kind == FIELD_GRID) {
		rows = grid_rows(f, w->domains);
		for (size_t i = 0; i < rows.n; i++)
			put_row(w, dice, kind, way, f, (int)i + 1, rows.v[i]);
	} else if (f->kind == FIELD_ROWS) {
		for (int row = 1; row <= 2; row++)
			put_row(w, dice, kind, way, f, row, NULL);
	} else
		put(w, kind, way, answer_name(w->arena, f), f->question,
		    demo_answer(w->arena, dice, f, &w->domains));
}

static void
put_forms(struct ways *w, uint64_t seed)
{
	struct document_form		 form;
	const struct document_field	*f;
	struct dice			 dice;

	for (size_t i = 0; document_form_in_order(i, &form); i++)
		for (int way = 0; way < WAYS; way++) {
			dice = dice_for(seed, 'f', i * WAYS + (uint64_t)way);
			for (f = form.fields; f < form.fields + form.n; f++)
				if (f->kind != FIELD_SECTION)
					put_field(w, &dice, form.kind, way, f);
		}
}

static struct row_names
domains_of(struct arena *a, struct db *db)
{
	struct demo_domain_list	 list = demo_domain_names(db);
	const char		**names = arena_array(a, list.n,
				    sizeof(*names));
	size_t			 n = 0;

	each (x, list)
		names[n++] = x->label;
	return ((struct row_names){ names, n });
}

void
demo_documents(struct demo *d)
{
	struct db	*db = d->store.db;
	struct arena	*a = d->store.arena;
	struct ways	 w = { .arena = a, .domains = domains_of(a, db) };
	size_t		 room = (size_t)WAYS * ROWS_EACH;

	w.way = arena_array(a, room, sizeof(*w.way));
	w.kinds = arena_array(a, room, sizeof(*w.kinds));
	w.fields = arena_array(a, room, sizeof(*w.fields));
	w.questions = arena_array(a, room, sizeof(*w.questions));
	w.answers = arena_array(a, room, sizeof(*w.answers));
	put_forms(&w, d->seed);
#define TEXTS(v)	((struct text_list){ (v), w.n })
	demo_documents_add(db, d->today, WAYS, TEXTS(w.kinds),
	    (struct int_list){ w.way, w.n }, TEXTS(w.fields),
	    TEXTS(w.answers));
	demo_versions_add(db, WAYS, TEXTS(w.kinds),
	    (struct int_list){ w.way, w.n }, TEXTS(w.fields),
	    TEXTS(w.questions), TEXTS(w.answers));
#undef TEXTS
	demo_document_events_add(db);
	demo_signatures_add(db);
}
