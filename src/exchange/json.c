/* Rows of a table as JSON. */
#include <math.h>

#include "exchange/json.h"
#include "choices.h"

static json_t *
json_word(const struct exchange_column *c, const char *label)
{
	const char	*code = label == NULL ? NULL :
			    exchange_code(c->choices, label);

	if (code != NULL && c->choices == say_yes_no)
		return (json_boolean(*code == 't'));
	return (json_text(code != NULL ? code : label));
}

static json_t *
json_number_of(const struct sheet_cell *cell, bool whole)
{
	if (!cell->known)
		return (json_null());
	return (whole ? json_integer((json_int_t)llround(cell->number)) :
	    json_real(cell->number));
}

static json_t *
json_cell(const struct exchange_column *c, const struct sheet_cell *cell)
{
	switch (c->type) {
	case SHEET_TEXT:
		return (c->choices != NULL ? json_word(c, cell->text) :
		    json_text(cell->text));
	case SHEET_DATE:
		return (json_day(cell->date));
	case SHEET_NUMBER:
	case SHEET_PLAIN:
		return (json_number_of(cell, true));
	default:
		return (json_number_of(cell, false));
	}
}

void
exchange_put_json(struct out *o, const struct exchange_table *t,
    enum exchange_reader reader, const struct exchange_row *row)
{
	json_t	*object = json_made("{}");

	for (size_t i = 0; i < t->ncolumns; i++)
		if ((t->columns[i].readers & (int)reader) != 0)
			json_give(object, t->columns[i].key,
			    json_cell(&t->columns[i], &row->cells[i]));
	json_put(o, object);
}
