/*
 * What the answers of a document amount to: which are missing, which are whose,
 * and which have changed.
 */
#include <stdlib.h>
#include <string.h>

#include "rules/documents.h"

const char *
writer_word(enum writer w)
{
	static const char *const	words[] = { "trainee", "educator",
					    "assessor" };

	return (words[w]);
}

enum writer
other_writer(const struct document_form *form, enum writer who)
{
	for (enum writer other = TRAINEE_PART; other < WRITERS; other++)
		if (other != who && document_has_part(form, other))
			return (other);
	return (WRITERS);
}

const char *
answer_name(struct arena *a, const struct document_field *f)
{
	return (arena_printf(a, "%s.%s", writer_word(f->writer), f->name));
}

const char *
cell_name(struct arena *a, const struct document_field *f, int row,
    const struct document_field *column)
{
	return (arena_printf(a, "%s.%s.%d.%s", writer_word(f->writer), f->name,
	    row, column->name));
}

const char *
cell_question(struct arena *a, const struct document_field *f, int row,
    const char *row_name, const struct document_field *column)
{
	char	*asked = arena_strdup(a, column->question);

	if (*asked >= 'A' && *asked <= 'Z')
		*asked += 'a' - 'A';
	if (row_name != NULL)
		return (arena_printf(a, "%s: %s", row_name, asked));
	return (arena_printf(a, "%s %d: %s", f->one, row, asked));
}

struct row_names
grid_rows(const struct document_field *f, struct row_names domains)
{
	struct row_names	rows = { f->choices, 0 };

	if (f->choices == NULL)
		return (domains);
	while (rows.v[rows.n] != NULL)
		rows.n++;
	return (rows);
}

int
rows_shown(const struct document_field *f, int filled)
{
	int	shown = filled + (filled == 0 ? 3 : 2);

	return (shown < (int)f->most ? shown : (int)f->most);
}

const char *
answer_of(const struct answer_list *list, const char *name)
{
	for (size_t i = 0; i < list->n; i++)
		if (strcmp(list->v[i].name, name) == 0)
			return (list->v[i].words);
	return ("");
}

int
rows_filled(struct arena *a, const struct answer_list *list,
    const struct document_field *f)
{
	const char	*before = arena_printf(a, "%s.", answer_name(a, f));
	size_t		 length = strlen(before);
	int		 filled = 0, row;

	for (size_t i = 0; i < list->n; i++) {
		if (strncmp(list->v[i].name, before, length) != 0 ||
		    *list->v[i].words == '\0')
			continue;
		row = atoi(list->v[i].name + length);
		if (row > filled && row <= f->most)
			filled = row;
	}
	return (filled);
}

static bool
is_empty(const struct answer_list *list, const char *name)
{
	return (*answer_of(list, name) == '\0');
}

bool
field_is_wanted(struct arena *a, const struct document_field *f,
    const struct answer_list *list)
{
	struct document_field	other = { .writer = f->writer,
				    .name = f->when };

	return (f->enter != NULL && (f->when == NULL ||
	    strcmp(answer_of(list, answer_name(a, &other)), f->is) == 0));
}

const char *
registration_number(struct arena *a, const char *s)
{
	char	*number = arena_strdup(a, s);

	for (char *c = number; c < number + 2 && *c != '\0'; c++)
		if (*c >= 'a' && *c <= 'z')
			*c -= 'a' - 'A';
	if (strncmp(number, "SW", 2) != 0 || number[2] < '1' ||
	    number[2] > '9' || strlen(number) > 8 ||
	    strspn(number + 2, "0123456789") != strlen(number + 2))
		return (NULL);
	return (number);
}

/* Does a row lack an answer that its columns want? */
static bool
row_lacks(struct arena *a, const struct answer_list *list,
    const struct document_field *f, int row)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		if (c->enter != NULL && is_empty(list, cell_name(a, f, row, c)))
			return (true);
	return (false);
}

static bool
row_is_empty(struct arena *a, const struct answer_list *list,
    const struct document_field *f, int row)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		if (!is_empty(list, cell_name(a, f, row, c)))
			return (false);
	return (true);
}

/* Rows that are there are whole, and one is there where one is wanted. */
static bool
rows_lack(struct arena *a, const struct answer_list *list,
    const struct document_field *f)
{
	int	filled = rows_filled(a, list, f);

	for (int row = 1; row <= filled; row++)
		if (!row_is_empty(a, list, f, row) &&
		    row_lacks(a, list, f, row))
			return (true);
	return (filled == 0 && f->enter != NULL);
}

static bool
grid_lacks(struct arena *a, const struct answer_list *list,
    const struct document_field *f, struct row_names domains)
{
	struct row_names	rows = grid_rows(f, domains);

	for (size_t i = 0; i < rows.n; i++)
		if (row_lacks(a, list, f, (int)i + 1))
			return (true);
	return (false);
}

bool
document_lacks(struct arena *a, const struct document_form *form,
    const struct answer_list *list, enum writer who, struct row_names domains)
{
	const struct document_field	*f;

	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION || f->writer != who)
			continue;
		if (f->kind == FIELD_GRID) {
			if (grid_lacks(a, list, f, domains))
				return (true);
		} else if (f->kind == FIELD_ROWS) {
			if (rows_lack(a, list, f))
				return (true);
		} else if (field_is_wanted(a, f, list) &&
		    is_empty(list, answer_name(a, f)))
			return (true);
	}
	return (false);
}

bool
document_has_part(const struct document_form *form, enum writer who)
{
	const struct document_field	*f;

	for (f = form->fields; f < form->fields + form->n; f++)
		if (f->kind != FIELD_SECTION && f->writer == who)
			return (true);
	return (false);
}

bool
answer_is_of(struct arena *a, const struct answer *n,
    const struct document_field *f)
{
	const char	*name = answer_name(a, f);
	size_t		 length = strlen(name);

	return (strncmp(n->name, name, length) == 0 &&
	    (n->name[length] == '\0' || n->name[length] == '.'));
}

/* Of a cell, the column's name stands last: "assessor.actions.2.what". */
static bool
is_long_of(const struct answer *n, const struct document_field *f)
{
	const char			*column = strrchr(n->name, '.');
	const struct document_field	*c;

	if (f->columns == NULL)
		return (f->kind == FIELD_LONG);
	for (c = f->columns; c->kind != FIELD_FORM; c++)
		if (column != NULL && strcmp(column + 1, c->name) == 0)
			return (c->kind == FIELD_LONG);
	return (false);
}

bool
answer_is_long(struct arena *a, const struct document_form *form,
    const struct answer *n)
{
	const struct document_field	*f;

	for (f = form->fields; f < form->fields + form->n; f++)
		if (f->kind != FIELD_SECTION && answer_is_of(a, n, f))
			return (is_long_of(n, f));
	return (false);
}

static bool
is_part(const struct answer *n, enum writer who)
{
	const char	*word = writer_word(who);
	size_t		 length = strlen(word);

	return (strncmp(n->name, word, length) == 0 && n->name[length] == '.');
}

static bool
is_asked(struct arena *a, const struct document_form *form,
    const struct answer *n)
{
	const struct document_field	*f;

	for (f = form->fields; f < form->fields + form->n; f++)
		if (f->kind != FIELD_SECTION && answer_is_of(a, n, f))
			return (true);
	return (false);
}

/*
 * What an older edition asked and this one does not is kept where it is the
 * other writer's: it is theirs.
 */
struct answer_list
answers_joined(struct arena *a, const struct document_form *form,
    const struct answer_list *mine, const struct answer_list *old,
    enum writer who)
{
	struct answer_list		 all = { arena_array(a, mine->n +
					    old->n, sizeof(*all.v)), 0 };
	const struct answer_list	*from;
	const struct document_field	*f;
	size_t				 i;

	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION)
			continue;
		from = f->writer == who ? mine : old;
		for (i = 0; i < from->n; i++)
			if (*from->v[i].words != '\0' &&
			    answer_is_of(a, &from->v[i], f))
				all.v[all.n++] = from->v[i];
	}
	for (i = 0; i < old->n; i++)
		if (!is_part(&old->v[i], who) &&
		    !is_asked(a, form, &old->v[i]))
			all.v[all.n++] = old->v[i];
	return (all);
}

struct answer_change_list
answers_changed(struct arena *a, const struct answer_list *before,
    const struct answer_list *after)
{
	struct answer_change_list	 list = { arena_array(a, before->n +
					    after->n, sizeof(*list.v)), 0 };
	const struct answer		*n;
	const char			*was;

	for (n = after->v; n < after->v + after->n; n++) {
		was = answer_of(before, n->name);
		if (strcmp(was, n->words) != 0)
			list.v[list.n++] = (struct answer_change){
			    *was == '\0' ? ADDED : REWRITTEN, n->question, was,
			    n->words };
	}
	for (n = before->v; n < before->v + before->n; n++)
		if (*n->words != '\0' && is_empty(after, n->name))
			list.v[list.n++] = (struct answer_change){ REMOVED,
			    n->question, n->words, "" };
	return (list);
}
