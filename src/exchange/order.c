/* What an export asks for, and where it is kept. */
#include <sys/mman.h>

#include <string.h>
#include <time.h>

#include "core/arena.h"
#include "exchange/order.h"

enum exchange_reader
exchange_reader_of(enum export_reader reader)
{
	return (1 << (reader - EXPORT_READER_STAFF));
}

const char *
exchange_reader_words(enum exchange_reader reader)
{
	switch (reader) {
	case FOR_STAFF:
		return ("programme staff");
	case FOR_PARTNER:
		return ("a partner organisation");
	case FOR_UNIVERSITY:
		return ("the university");
	case FOR_FUNDER:
		return ("a funder");
	case FOR_SELF:
		return ("the person it is about");
	}
	return ("nobody");
}

static const char *
also(struct arena *a, const char *words, const char *between, const char *more)
{
	return (words == NULL ? more : arena_printf(a, "%s%s%s", words,
	    between, more));
}

/* Of one table "Trainee, Email address"; of several each with its name. */
static const char *
left_out_of(struct arena *a, const struct exchange_order *o,
    const struct exchange_table *t)
{
	const char	*words = NULL;

	for (size_t i = 0; i < t->ncolumns; i++)
		if ((t->columns[i].readers & (int)o->reader) == 0)
			words = also(a, words, ", ", t->columns[i].heading);
	return (words == NULL || o->ntables == 1 ? words :
	    arena_printf(a, "%s (%s)", t->sheet, words));
}

static const char *
left_out(struct arena *a, const struct exchange_order *o)
{
	const char	*words = NULL, *of;

	for (size_t i = 0; i < o->ntables; i++)
		if ((of = left_out_of(a, o, o->tables[i])) != NULL)
			words = also(a, words, ", ", of);
	return (words == NULL ? NULL : arena_printf(a, "These columns, which "
	    "%s does not need: %s", exchange_reader_words(o->reader), words));
}

static const char *
what_was_chosen(struct arena *a, const struct export *e,
    const struct exchange_order *o)
{
	const char	*words = NULL;

	for (size_t i = 0; o->ntables > 1 && i < o->ntables; i++)
		words = also(a, words, ", ", o->tables[i]->sheet);
	words = words == NULL ? "" : arena_printf(a, "%zu tables: %s. ",
	    o->ntables, words);
	if (e->organisation != NULL)
		return (arena_printf(a, "%sPeople of %s alone. Columns for %s",
		    words, e->organisation,
		    exchange_reader_words(o->reader)));
	return (arena_printf(a, "%s%s. Columns for %s", words,
	    o->reader == FOR_SELF ? "One person alone" : "Everybody",
	    exchange_reader_words(o->reader)));
}

static bool
has_names(const struct exchange_order *o)
{
	for (size_t i = 0; i < o->ntables; i++) {
		const struct exchange_column	*c = exchange_column_of(
						    o->tables[i], "name");

		if (o->tables[i]->personal && (c == NULL ||
		    (c->readers & (int)o->reader) != 0))
			return (true);
	}
	return (false);
}

static bool
read_tables(struct arena *a, const struct export *e, struct exchange_order *o)
{
	const struct exchange_table	**all = arena_array(a, e->tables.n + 1,
					    sizeof(*all));

	o->tables = all;
	each (code, e->tables) {
		const struct exchange_table	*t = exchange_table_of(*code);

		if (t == NULL || (exchange_readers(t) & (int)o->reader) == 0)
			return (false);
		all[o->ntables++] = t;
	}
	return (o->ntables > 0);
}

const char *
exchange_title(struct arena *a, struct text_list tables,
    enum exchange_reader reader)
{
	const struct exchange_table	*t = tables.n != 1 ? NULL :
					    exchange_table_of(tables.v[0]);

	if (t != NULL)
		return (t->title);
	return (reader == FOR_SELF ? "A record of their own" :
	    arena_printf(a, "%zu tables", tables.n));
}

bool
exchange_order_of(struct arena *a, const struct export *e,
    struct exchange_order *o)
{
	const char	*cohort = e->cohort != NULL ? e->cohort :
			    "All cohorts";

	*o = (struct exchange_order){ .reader = exchange_reader_of(e->reader),
	    .format = e->format == EXPORT_FORMAT_CSV ? AS_CSV : AS_WORKBOOK,
	    .filter = { e->programme_id, e->cohort_id.value,
	    e->organisation_id.value, e->person_id.value, 0 } };
	if (!read_tables(a, e, o))
		return (false);
	o->about = (struct workbook_about){ .title = arena_printf(a,
	    "%s, %s, %s", exchange_title(a, e->tables, o->reader), cohort,
	    e->programme), .cohort = cohort,
	    .filters = what_was_chosen(a, e, o), .as_of = e->today,
	    .made_at = { time(NULL) }, .made_by = e->set_up_by == NULL ?
	    e->asked_by : arena_printf(a, "Waymark, each month, as %s set "
	    "it up", e->set_up_by),
	    .made_for = e->recipient, .purpose = e->purpose,
	    .personal = has_names(o), .withheld = left_out(a, o),
	    .expires_on = date_plus_days(e->today, (int)e->days) };
	return (true);
}

bool
exchange_keep(struct db *db, int64_t id, int64_t try,
    const struct exchange_file *f)
{
	const char		*at = mmap(NULL, (size_t)f->bytes, PROT_READ,
				    MAP_SHARED, f->fd, 0);
	struct export_answer	*done;
	int64_t			 from = 0;

	if (at == MAP_FAILED)
		return (false);
	for (int64_t n = 1; from < f->bytes; n++) {
		int64_t	length = f->bytes - from < EXCHANGE_PIECE ?
			    f->bytes - from : EXCHANGE_PIECE;

		export_keep(db, id, n, (struct bytes){ at + from,
		    (size_t)length });
		from += length;
	}
	munmap((void *)at, (size_t)f->bytes);
	done = export_done(db, id, try, f->rows, f->bytes);
	return (done != NULL && done->yes && !db_failed(db));
}
