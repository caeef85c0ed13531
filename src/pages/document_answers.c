/* document_answers - the answers of a document, as a form holds them. */
#include <string.h>

#include "core/text.h"
#include "pages/documents.h"
#include "rules/words.h"
#include "rules/written_date.h"

/* Answers on their way from a form into a list. */
struct taking {
	struct arena		*arena;
	struct form		*form;
	struct row_names	 domains;
	struct answer_list	 list;
	bool			 sends;		/* what is missing is refused */
};

/* One answer: what is asked, under which name in the form, kept as what. */
struct asked {
	const struct document_field	*field;
	const char			*name, *kept, *question;
	const char			*enter;		/* or NULL */
};

static const char *
what_of(struct taking *t, const struct asked *q)
{
	return (arena_printf(t->arena, "Your answer to “%s”", q->question));
}

static const char *
text_taken(struct taking *t, const struct asked *q)
{
	const char	*s = form_optional_text(t->form, q->name,
			    what_of(t, q), (int)q->field->most);

	if (s == NULL) {
		form_refuse(t->form, q->name, q->enter);
		return ("");
	}
	return (q->field->kind == FIELD_LONG ? s : text_line(t->arena, s));
}

static const char *
registration_taken(struct taking *t, const struct asked *q)
{
	const char	*s = text_taken(t, q);
	const char	*number;

	if (*s == '\0')
		return ("");
	number = registration_number(t->arena, s);
	if (number == NULL)
		form_refuse(t->form, q->name, "Enter a Social Work England "
		    "number, such as SW123456");
	return (number != NULL ? number : "");
}

static const char *
date_taken(struct taking *t, const struct asked *q)
{
	struct date	d = form_date(t->form, q->name, what_of(t, q),
			    q->enter);

	return (date_is_set(d) ? date_words(t->arena, d) : "");
}

static const char *
number_taken(struct taking *t, const struct asked *q)
{
	int64_t	n = form_number(t->form, q->name, what_of(t, q),
		    q->field->least, q->field->most, q->enter);

	return (n < q->field->least ? "" : arena_printf(t->arena, "%lld",
	    (long long)n));
}

static const char *
choice_taken(struct taking *t, const struct asked *q)
{
	int	chosen = form_choice(t->form, q->name, q->field->choices,
		    q->enter);

	return (chosen < 0 ? "" : q->field->choices[chosen]);
}

/* Those that were ticked, a line each, in the order in which they stand. */
static const char *
ticks_taken(struct taking *t, const struct asked *q)
{
	struct row_names	 all = grid_rows(q->field, t->domains);
	const char		*words = "";

	for (size_t i = 0; i < all.n; i++)
		if (form_ticked(t->form, q->name, all.v[i]))
			words = arena_printf(t->arena, "%s%s%s", words,
			    *words == '\0' ? "" : "\n", all.v[i]);
	if (*words == '\0')
		form_refuse(t->form, q->name, q->enter);
	return (words);
}

static void
take(struct taking *t, const struct asked *q)
{
	static const char *(*const	how[])(struct taking *,
					    const struct asked *) = {
		[FIELD_LINE] = text_taken, [FIELD_LONG] = text_taken,
		[FIELD_DATE] = date_taken, [FIELD_NUMBER] = number_taken,
		[FIELD_YES_NO] = choice_taken, [FIELD_CHOICE] = choice_taken,
		[FIELD_CHOICES] = ticks_taken,
		[FIELD_STANDARDS] = ticks_taken,
		[FIELD_REGISTRATION] = registration_taken,
	};
	const char			*words = how[q->field->kind](t, q);

	if (*words != '\0')
		t->list.v[t->list.n++] = (struct answer){ q->kept,
		    q->question, words };
}

static bool
cell_is_sent(struct form *f, struct arena *a, const char *name)
{
	static const char *const	parts[] = { "", "-day", "-month",
					    "-year" };

	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		if (!text_blank(form_value(f, arena_printf(a, "%s%s", name,
		    parts[i]))))
			return (true);
	return (false);
}

static bool
row_is_sent(struct form *form, const struct document_field *f, int row)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		if (cell_is_sent(form, form->arena,
		    cell_name(form->arena, f, row, c)))
			return (true);
	return (false);
}

int
form_rows(struct form *form, const struct document_field *f)
{
	int	filled = 0;

	for (int row = 1; row <= f->most; row++)
		if (row_is_sent(form, f, row))
			filled = row;
	return (rows_shown(f, filled));
}

/* "Action 2: enter what is to be done" */
static const char *
cell_enter(struct taking *t, const struct document_field *f, int row,
    const char *row_name, const struct document_field *c)
{
	struct document_field	asked = { .question = c->enter };

	if (!t->sends || c->enter == NULL)
		return (NULL);
	return (cell_question(t->arena, f, row, row_name, &asked));
}

static void
take_row(struct taking *t, const struct document_field *f, int row, int kept,
    const char *row_name)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		take(t, &(struct asked){ c, cell_name(t->arena, f, row, c),
		    cell_name(t->arena, f, kept, c),
		    cell_question(t->arena, f, kept, row_name, c),
		    cell_enter(t, f, row, row_name, c) });
}

/* Rows that were left empty close up. */
static void
take_rows(struct taking *t, const struct document_field *f)
{
	int	kept = 0;

	for (int row = 1; row <= f->most; row++)
		if (row_is_sent(t->form, f, row))
			take_row(t, f, row, ++kept, NULL);
	if (kept == 0 && t->sends)
		form_refuse(t->form, cell_name(t->arena, f, 1, f->columns),
		    f->enter);
}

static void
take_grid(struct taking *t, const struct document_field *f)
{
	struct row_names	rows = grid_rows(f, t->domains);

	for (size_t i = 0; i < rows.n; i++)
		take_row(t, f, (int)i + 1, (int)i + 1, rows.v[i]);
}

/* How many answers a form can have at most. */
static size_t
room_for(const struct document_form *form, struct row_names domains)
{
	const struct document_field	*f;
	size_t				 n = 0;

	for (f = form->fields; f < form->fields + form->n; f++)
		n += f->columns == NULL ? 1 : 4 * (f->kind == FIELD_ROWS ?
		    (size_t)f->most : grid_rows(f, domains).n);
	return (n);
}

struct answer_list
answers_sent(struct request *req, const struct document_form *form,
    enum writer part, struct row_names domains, bool sends)
{
	struct taking			 t = { req->arena, req->form, domains,
					    { 0 }, sends };
	const struct document_field	*f;
	const char			*name;

	t.list.v = arena_array(req->arena, room_for(form, domains),
	    sizeof(*t.list.v));
	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION || f->writer != part)
			continue;
		if (f->kind == FIELD_ROWS)
			take_rows(&t, f);
		else if (f->kind == FIELD_GRID)
			take_grid(&t, f);
		else {
			name = answer_name(req->arena, f);
			take(&t, &(struct asked){ f, name, name, f->question,
			    sends && field_is_wanted(req->arena, f, &t.list) ?
			    f->enter : NULL });
		}
	}
	return (t.list);
}

static void
show_lines(struct request *req, const char *name, const char *words)
{
	size_t	length;

	for (; *words != '\0'; words += length + (words[length] == '\n')) {
		length = strcspn(words, "\n");
		form_add(req->form, name, arena_strndup(req->arena, words,
		    length));
	}
}

static void
show_one(struct request *req, const struct document_field *f,
    const char *name, const char *words)
{
	struct date	d = { 0 };

	if (*words == '\0')
		return;
	if (f->kind == FIELD_CHOICES || f->kind == FIELD_STANDARDS)
		show_lines(req, name, words);
	else if (f->kind != FIELD_DATE)
		form_set(req->form, name, words);
	else if (written_date(req->arena, words, &d) == WRITTEN)
		form_set_date(req->form, name, d);
}

static void
show_rows(struct request *req, const struct document_field *f, int rows,
    const struct answer_list *list)
{
	const struct document_field	*c;
	const char			*name;

	for (int row = 1; row <= rows; row++)
		for (c = f->columns; c->kind != FIELD_FORM; c++) {
			name = cell_name(req->arena, f, row, c);
			show_one(req, c, name, answer_of(list, name));
		}
}

void
answers_show(struct request *req, const struct document_form *form,
    enum writer part, struct row_names domains,
    const struct answer_list *list)
{
	const struct document_field	*f;
	const char			*name;

	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION || f->writer != part)
			continue;
		if (f->kind == FIELD_ROWS)
			show_rows(req, f, (int)f->most, list);
		else if (f->kind == FIELD_GRID)
			show_rows(req, f, (int)grid_rows(f, domains).n, list);
		else {
			name = answer_name(req->arena, f);
			show_one(req, f, name, answer_of(list, name));
		}
	}
}
