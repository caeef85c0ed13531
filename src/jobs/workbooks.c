/* workbooks - what people sent is read, outside every request. */
#include "core/arena.h"
#include "core/db.h"
#include "core/log.h"
#include "jobs/workbooks.h"
#include "queries.h"
#include "sheets/xlsx_csv.h"

static void
keep(struct db *db, int64_t id, const struct xlsx_csv *book)
{
	for (size_t i = 0; i < book->nsheets; i++) {
		const struct xlsx_csv_sheet	*s = &book->sheets[i];

		workbook_keep_sheet(db, id, (int64_t)i + 1, s->name, s->hidden,
		    (int64_t)s->nrows, s->csv,
		    (struct text_list){ s->notes, s->nnotes });
	}
	workbook_is_found(db, id, book->refused);
}

/* A transaction to take one up and one to say what was found: none is open
 * while it is read. */
static enum { READ_ONE, NOTHING_DUE, NO_DATABASE }
read_one(struct db *db, struct arena *arena)
{
	struct workbook_claimed	*c;
	struct xlsx_csv		 book;

	arena_reset(arena);
	db_begin(db, arena, DB_WRITES);
	c = workbook_claim_next(db);
	if (!db_commit(db)) {
		log_line("reading workbooks failed", db_error(db));
		return (NO_DATABASE);
	}
	if (c == NULL)
		return (NOTHING_DUE);
	book = xlsx_csv(arena, c->bytes.data, c->bytes.length, &xlsx_usual);
	if (book.later) {
		log_line("workbooks: no sandbox", "a workbook waits");
		return (NOTHING_DUE);
	}
	db_begin(db, arena, DB_WRITES);
	keep(db, c->id, &book);
	if (!db_commit(db))
		log_line("reading workbooks failed", db_error(db));
	return (READ_ONE);
}

int
workbooks_read(struct db *db, struct arena *arena)
{
	int	n = 0, how = READ_ONE;

	while (n < WORKBOOKS_AT_ONCE && how == READ_ONE) {
		how = read_one(db, arena);
		n += how == READ_ONE;
	}
	arena_reset(arena);
	return (how == NO_DATABASE ? -1 : n);
}
