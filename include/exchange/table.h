#pragma once
/*
 * exchange/table - the tables that leave Waymark as spreadsheets and CSV, and
 * of which some come back changed: one definition of columns for both ways.
 *
 * Tables and columns are data, in src/exchange/tables.def.  A table is a query
 * of sql/queries/exchange.sql, which runs with the rights of whoever asks and
 * so finds what their policies leave.  All these queries take the same five
 * parameters,
 *
 *	(programme int8, cohort int8?, organisation int8?, person int8?,
 *	 most int8?)
 *
 * of which one that is NULL filters nothing; they answer their rows in one
 * order, at most `most` of them, and of_all, how many there are without that.
 * Those of tables that can be edited take `records int8[]` behind them: these
 * rows alone, or without any of them all.
 * A column takes the value of the query's column that has its key.  A row's own
 * number is in "record", or where there is none in "key".
 *
 * Who may have a column is decided by whom the file is for, never by who makes
 * it: a file for a partner has the same columns whoever asked for it.
 *
 * Rows that may come back changed have a record, the id of the row that they
 * are of, and a version, which is another one whenever one of the columns that
 * can be edited is; both are columns too, "record" and "version", and a file
 * for whoever may edit always has them.  What a file says as its version seals
 * the row besides, see exchange/change.h.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/db.h"
#include "sheets/workbook.h"

/* Whom a file is for. */
enum exchange_reader {
	FOR_STAFF = 1 << 0,		/* of the programme */
	FOR_PARTNER = 1 << 1,		/* an organisation: its own people */
	FOR_UNIVERSITY = 1 << 2,
	FOR_FUNDER = 1 << 3,
	FOR_SELF = 1 << 4,		/* whom it is about */
};

/* A word of the database and how people say it; ends with a code NULL. */
struct exchange_choice { const char *code, *label; };

struct exchange_column {
	const char	*key;		/* a column of the query */
	const char	*heading;	/* unlike any other of its table */
	enum sheet_type	 type;		/* of its cells */
	int		 readers;	/* enum exchange_reader */
	bool		 editable;
	int		 least, most;	/* of a number that can be edited */
	/* What a text can be, as the database has it; files say the label.
	 * Of a query's bool: the labels of "t" and "f". */
	const struct exchange_choice *choices;
	const char	*definition;	/* a sentence, or more */
};

struct exchange_table {
	const char		*code;		/* "placements" */
	const char		*sheet;		/* "Placements": its name */
	const char		*title;		/* "Modules and marks" */
	const char		*what;		/* a sentence */
	const char		*row;		/* "placement": what a row is */
	int			 askers;	/* enum role: who may make it */
	bool			 personal;	/* contains personal data */
	const struct exchange_column *columns;
	size_t			 ncolumns;
	const char		*query;		/* "exchange_placements" */
};

extern const struct exchange_table exchange_tables[];	/* code NULL ends */

const struct exchange_table *exchange_table_of(const char *code); /* or NULL */
/* Its column of that key or of that heading, as files have it; or NULL. */
const struct exchange_column *exchange_column_of(
		    const struct exchange_table *, const char *key);
const struct exchange_column *exchange_column_headed(
		    const struct exchange_table *, const char *heading);
/* Whom a file of it can be for: who has any of its columns. */
int		 exchange_readers(const struct exchange_table *);
/* Rows can come back changed: there are a record and a version. */
bool		 exchange_editable(const struct exchange_table *);
/* Those of files for this reader can: they have their versions. */
bool		 exchange_edits(const struct exchange_table *,
		    enum exchange_reader);
/* The label of a word, and the word of a label; NULL when there is none. */
const char	*exchange_label(const struct exchange_choice *,
		    const char *code);
const char	*exchange_code(const struct exchange_choice *,
		    const char *label);

/* Which rows are asked for; 0 filters nothing. */
struct exchange_filter {
	int64_t	programme;		/* always */
	int64_t	cohort, organisation, person;
	int64_t	most;
	struct int_list records;	/* of a table that can be edited */
};

/*
 * Whoever makes it, what a partner organisation is given is what it would read
 * itself.  Between these two the transaction is nobody's else; a file of
 * another reader is read as whoever makes it.
 */
void	exchange_enter(struct db *, enum exchange_reader,
	    const struct exchange_filter *);
void	exchange_leave(struct db *, enum exchange_reader);

/* One row: a cell for each column of the table, in their order, whoever the
 * reader is.  Good until the next. */
struct exchange_row {
	int64_t				 of_all;
	const struct sheet_cell		*cells;
	int64_t				 key;	/* the row's own */
};

/*
 * Every row, one by one, as it comes from PostgreSQL: memory does not grow with
 * them.  take() answers false when no more is wanted, which fails the
 * transaction.  How many rows were taken; fewer than there are when the
 * transaction failed.
 */
int64_t		 exchange_read(struct db *, const struct exchange_table *,
		    const struct exchange_filter *,
		    bool (*take)(void *, const struct exchange_row *), void *);
