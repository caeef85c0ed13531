#pragma once
/*
 * change - a row of a table that left as a spreadsheet and comes back, held
 * against what the table has now.
 *
 * Values are text, whether the database says them or a file: a date is
 * 2026-11-30, a number its digits, a text that is chosen the database's word
 * for it, any other text one tidy line, and "" nothing.
 *
 * What a file has as a row's version is "v7-0a1b2c3d-4e5f6071": the version
 * itself, and two sums, of what can be edited and of all else, as they left.
 * So a row that was changed in Waymark meanwhile does no harm where the file
 * left it alone; what only passed with time, such as who is current today, is
 * told from what somebody typed; and so is a column that was sorted without
 * the others.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "exchange/table.h"
#include "rules/import_problem.h"

const char	*exchange_value(struct arena *, const struct exchange_column *,
		    const struct sheet_cell *);
/*
 * What a file has in a cell of a column.  False when it is none of the values
 * of that column, for a reason that is then added to the problems, unless these
 * are NULL; the value is then the text as it stands.
 */
bool		 exchange_value_read(struct arena *,
		    const struct exchange_table *, size_t column,
		    const char *cell, const char **value,
		    struct import_problems *);
/* "30 November 2026", "Registered", "empty" */
const char	*exchange_value_words(struct arena *,
		    const struct exchange_column *, const char *value);
/* The version in a file, of that in the database and of the row's values. */
const char	*exchange_seal(struct arena *, const struct exchange_table *,
		    const char *version, const char *const *values);

/* A row that came; values are one for each column of the table. */
struct exchange_came {
	int64_t			 record;	/* 0: none that can be read */
	const char		**values;	/* as they shall be */
	const char		*const *now;	/* as they are; NULL: nowhere */
	bool			*changed;	/* which columns */
	size_t			 nchanged;
	struct import_problems	 problems;
};

/* The record of a row of cells, which are in the order of the columns. */
int64_t		 exchange_record(struct arena *,
		    const struct exchange_table *, const char *const *cells);
/*
 * What came is held against what is now, which is NULL when no such row can be
 * seen.  Where there are problems, nothing of it may be written; where nothing
 * changed, there is nothing to write.
 */
struct exchange_came	 exchange_compare(struct arena *,
		    const struct exchange_table *, const char *const *cells,
		    const char *const *now);
/* The same row with another value in a column. */
void		 exchange_set(const struct exchange_table *,
		    struct exchange_came *, const char *key,
		    const char *value);
const char	*exchange_now(const struct exchange_table *,
		    const struct exchange_came *, const char *key);
const char	*exchange_then(const struct exchange_table *,
		    const struct exchange_came *, const char *key);
bool		 exchange_changed(const struct exchange_table *,
		    const struct exchange_came *, const char *key);
void		 exchange_refuse(struct arena *, const struct exchange_table *,
		    struct exchange_came *, const char *key,
		    const char *wrong, const char *to_do);
