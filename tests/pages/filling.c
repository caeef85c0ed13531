/* filling - fills in forms of documents as somebody would in a browser. */
#include <stdio.h>

#include "filling.h"
#include "pages.h"

static struct arena	 arena;
static char		 body[FILLED_MAX];
static size_t		 length;

struct row_names
standards_of_set(const char *code)
{
	static struct arena	 names;
	static const char	*v[100];
	size_t			 n = 0;
	char			*all;

	arena_reset(&names);
	all = arena_strdup(&names, owner_reads(arena_printf(&names, "SELECT "
	    "string_agg(s.label, '|' ORDER BY s.position) FROM standard s "
	    "JOIN standard_set t ON t.id = s.set_id WHERE t.code = '%s'",
	    code)));
	for (char *name = strtok(all, "|"); name != NULL && n < 100;
	    name = strtok(NULL, "|"))
		v[n++] = name;
	return ((struct row_names){ v, n });
}

/* One field, percent-encoded. */
static void
put(const char *name, const char *value)
{
	length += (size_t)snprintf(body + length, sizeof(body) - length, "%s=",
	    name);
	for (; *value != '\0'; value++)
		length += (size_t)snprintf(body + length,
		    sizeof(body) - length, "%%%02X", (unsigned char)*value);
	length += (size_t)snprintf(body + length, sizeof(body) - length, "&");
}

static void
put_date(const char *name)
{
	put(arena_printf(&arena, "%s-day", name), "8");
	put(arena_printf(&arena, "%s-month", name), "6");
	put(arena_printf(&arena, "%s-year", name), "2026");
}

static void
put_answer(const struct document_field *f, const char *name,
    struct row_names standards)
{
	switch (f->kind) {
	case FIELD_DATE:
		put_date(name);
		break;
	case FIELD_NUMBER:
		put(name, arena_printf(&arena, "%ld", f->least + 1));
		break;
	case FIELD_YES_NO:
	case FIELD_CHOICE:
		put(name, f->choices[0]);
		break;
	case FIELD_CHOICES:
	case FIELD_STANDARDS:
		put(name, grid_rows(f, standards).v[0]);
		put(name, grid_rows(f, standards).v[1]);
		break;
	case FIELD_REGISTRATION:
		put(name, "sw123456");
		break;
	case FIELD_LONG:
		put(name, "Two lines & <more>.\r\nThe “second”.");
		break;
	default:
		put(name, "A few words: it's <plain> & short");
	}
}

static void
put_row(const struct document_field *f, int row, struct row_names standards)
{
	const struct document_field	*c;

	for (c = f->columns; c->kind != FIELD_FORM; c++)
		put_answer(c, cell_name(&arena, f, row, c), standards);
}

const char *
filled_part(const struct document_form *form, enum writer who,
    struct row_names standards)
{
	const struct document_field	*f;
	size_t				 rows;

	arena_reset(&arena);
	length = 0;
	*body = '\0';
	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION || f->writer != who)
			continue;
		if (f->columns == NULL) {
			put_answer(f, answer_name(&arena, f), standards);
			continue;
		}
		rows = f->kind == FIELD_GRID ? grid_rows(f, standards).n : 2;
		for (size_t row = 1; row <= rows; row++)
			put_row(f, (int)row, standards);
	}
	if (length + 1 >= sizeof(body))
		fail_msg("%s has no room", form->kind);
	return (body);
}
