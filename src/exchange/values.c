/* values - cells as text, the same whoever says them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/text.h"
#include "exchange/change.h"
#include "rules/import_cell.h"
#include "rules/words.h"
#include "rules/written_date.h"
#include "sheets/xlsx_csv.h"

static const char *
tidy(struct arena *a, const char *s)
{
	bool	broken;

	return (text_line(a, text_clean(a, s, strlen(s), &broken)));
}

static const char *
date_value(struct arena *a, struct date d)
{
	return (date_is_set(d) ? arena_printf(a, "%04d-%02d-%02d", d.year,
	    d.month, d.day) : "");
}

/* The word of a label, whatever its case and spaces; NULL when it is none. */
static const char *
word_of(struct arena *a, const struct exchange_choice *choices,
    const char *label)
{
	const char	*folded = text_fold(a, label);

	for (; choices->code != NULL; choices++)
		if (strcmp(text_fold(a, choices->label), folded) == 0)
			return (choices->code);
	return (NULL);
}

const char *
exchange_value(struct arena *a, const struct exchange_column *c,
    const struct sheet_cell *cell)
{
	const char	*code;

	if (c->type == SHEET_DATE)
		return (date_value(a, cell->date));
	if (c->type != SHEET_TEXT)
		return (cell->known ? arena_printf(a, "%.15g", cell->number) :
		    "");
	if (cell->text == NULL)
		return ("");
	code = c->choices == NULL ? NULL : exchange_code(c->choices,
	    cell->text);
	return (code != NULL ? code : tidy(a, cell->text));
}

/* A number, with or without commas between its thousands. */
static bool
number_read(struct arena *a, const char *cell, double *n)
{
	char	*digits = arena_strdup(a, cell), *to = digits, *end;

	for (const char *s = cell; *s != '\0'; s++)
		if (*s != ',')
			*to++ = *s;
	*to = '\0';
	*n = strtod(digits, &end);
	return (end != digits && *end == '\0' && isfinite(*n) &&
	    strspn(digits, "0123456789.+-eE") == strlen(digits));
}

/* "Registered, Suspended or Not registered" */
static const char *
choices_words(struct arena *a, const struct exchange_choice *choices)
{
	const char	*all = "";

	for (const struct exchange_choice *c = choices; c->code != NULL; c++)
		all = arena_printf(a, "%s%s‘%s’", all, c == choices ? "" :
		    c[1].code == NULL ? " or " : ", ", c->label);
	return (all);
}

/* What will not do, while it is read. */
struct refusing {
	struct arena			*arena;
	const struct exchange_column	*column;
	int				 place;
	const char			*cell;
	struct import_problems		*problems;	/* or NULL */
};

static bool
refuse(const struct refusing *r, const char *wrong, const char *to_do)
{
	if (r->problems != NULL)
		import_problem_add(r->arena, r->problems, r->place, wrong,
		    to_do);
	return (false);
}

static bool
read_choice(const struct refusing *r, const char **value)
{
	const char	*word = word_of(r->arena, r->column->choices, r->cell);

	if (word == NULL)
		return (refuse(r, arena_printf(r->arena, "%s is none of its "
		    "words", cell_quoted(r->arena, r->cell)),
		    arena_printf(r->arena, "Choose %s", choices_words(
		    r->arena, r->column->choices))));
	*value = word;
	return (true);
}

static bool
read_date(const struct refusing *r, const char **value)
{
	struct date		 d;
	enum written_date	 how = written_date(r->arena,
				    text_visible(r->arena, r->cell), &d);
	const char		*wrong, *to_do;

	if (how == WRITTEN) {
		*value = date_value(r->arena, d);
		return (true);
	}
	written_date_refusal(r->arena, how, r->cell, d, &wrong, &to_do);
	return (refuse(r, wrong, to_do));
}

/* What is no whole number counts in halves. */
static bool
is_within(const struct exchange_column *c, double n)
{
	double	parts = c->type == SHEET_REAL ? n * 2 : n;

	return (parts == floor(parts) && n >= c->least && n <= c->most);
}

static bool
read_number(const struct refusing *r, const char **value)
{
	const struct exchange_column	*c = r->column;
	const char			*what = c->type == SHEET_REAL ?
					    "number of whole or half days" :
					    "whole number";
	double				 n;

	if (!number_read(r->arena, r->cell, &n))
		return (refuse(r, arena_printf(r->arena, "%s is not a number",
		    cell_quoted(r->arena, r->cell)), c->least < c->most ?
		    arena_printf(r->arena, "Enter a %s from %d to %d, or "
		    "empty the cell", what, c->least, c->most) :
		    "Enter a number"));
	*value = arena_printf(r->arena, "%.15g", n);
	if (c->editable && !is_within(c, n))
		return (refuse(r, arena_printf(r->arena, "%s is not a %s from "
		    "%d to %d", cell_quoted(r->arena, r->cell), what,
		    c->least, c->most), "Correct the number, or empty the "
		    "cell"));
	return (true);
}

bool
exchange_value_read(struct arena *a, const struct exchange_table *t,
    size_t column, const char *cell, const char **value,
    struct import_problems *problems)
{
	const struct exchange_column	*c = &t->columns[column];
	struct refusing			 r = { a, c, (int)column,
					    tidy(a, cell), problems };

	*value = r.cell;
	if (*r.cell == '\0')
		return (true);
	if (strcmp(r.cell, XLSX_CSV_NO_VALUE) == 0)
		return (refuse(&r, "The cell holds a formula that has no "
		    "value yet", "Type the value in its place"));
	if (c->type == SHEET_DATE)
		return (read_date(&r, value));
	if (c->type != SHEET_TEXT)
		return (read_number(&r, value));
	return (c->choices == NULL || read_choice(&r, value));
}

const char *
exchange_value_words(struct arena *a, const struct exchange_column *c,
    const char *value)
{
	struct date	 d;
	const char	*label;

	if (*value == '\0')
		return ("empty");
	if (c->type == SHEET_DATE && date_parse_iso(value, &d))
		return (date_words(a, d));
	label = c->choices == NULL ? NULL : exchange_label(c->choices, value);
	return (label != NULL ? label : value);
}
