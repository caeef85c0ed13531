/* The tables that leave as spreadsheets, from tables.def. */
#include <string.h>

#include "core/request.h"
#include "choices.h"

#define EVERY_READER	(FOR_STAFF | FOR_PARTNER | FOR_UNIVERSITY |	\
			FOR_FUNDER | FOR_SELF)
/* A funder needs numbers, and nobody's name. */
#define BY_NAME		(EVERY_READER & ~FOR_FUNDER)
/* Partners and funders are told sums of days, never what was written. */
#define BUT_PARTNERS	(BY_NAME & ~FOR_PARTNER)

#define TABLE(code, sheet, title, row, askers, personal, what) \
	static const struct exchange_column code##_columns[] = {
#define COLUMN(key, heading, type, readers, choices, definition)	\
	{ #key, heading, type, readers, false, 0, 0, choices, definition },
#define EDITED(key, heading, type, readers, choices, least, most,	\
	definition)							\
	{ #key, heading, type, readers, true, least, most, choices,	\
	    definition },
#define END(code) };
#include "tables.def"
#undef TABLE
#undef COLUMN
#undef EDITED
#undef END

#define TABLE(code, sheet, title, row, askers, personal, what) \
	{ #code, sheet, title, what, row, askers, personal,	\
	    code##_columns, sizeof(code##_columns) /			\
	    sizeof(*code##_columns), "exchange_" #code },
#define COLUMN(...)
#define EDITED(...)
#define END(code)
const struct exchange_table exchange_tables[] = {
#include "tables.def"
	{ NULL }
};
#undef TABLE
#undef COLUMN
#undef EDITED
#undef END

const struct exchange_table *
exchange_table_of(const char *code)
{
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (strcmp(t->code, code) == 0)
			return (t);
	return (NULL);
}

const struct exchange_column *
exchange_column_of(const struct exchange_table *t, const char *key)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (strcmp(t->columns[i].key, key) == 0)
			return (&t->columns[i]);
	return (NULL);
}

const struct exchange_column *
exchange_column_headed(const struct exchange_table *t, const char *heading)
{
	for (size_t i = 0; i < t->ncolumns; i++)
		if (strcmp(t->columns[i].heading, heading) == 0)
			return (&t->columns[i]);
	return (NULL);
}

int
exchange_readers(const struct exchange_table *t)
{
	int	readers = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		readers |= t->columns[i].readers;
	return (readers);
}

bool
exchange_editable(const struct exchange_table *t)
{
	return (exchange_column_of(t, "version") != NULL);
}

bool
exchange_edits(const struct exchange_table *t, enum exchange_reader reader)
{
	const struct exchange_column	*c = exchange_column_of(t, "version");

	return (c != NULL && (c->readers & (int)reader) != 0);
}

const char *
exchange_label(const struct exchange_choice *choices, const char *code)
{
	for (; choices->code != NULL; choices++)
		if (strcmp(choices->code, code) == 0)
			return (choices->label);
	return (NULL);
}

const char *
exchange_code(const struct exchange_choice *choices, const char *label)
{
	for (; choices->code != NULL; choices++)
		if (strcmp(choices->label, label) == 0)
			return (choices->code);
	return (NULL);
}
