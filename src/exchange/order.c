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

/* "Left out for a funder, who has no need of them: Trainee, Email address." */
static const char *
left_out(struct arena *a, const struct exchange_order *o)
{
	const char	*words = NULL;

	for (size_t i = 0; i < o->table->ncolumns; i++) {
		const struct exchange_column	*c = &o->table->columns[i];

		if ((c->readers & (int)o->reader) == 0)
			words = arena_printf(a, "%s%s%s", words == NULL ? "" :
			    words, words == NULL ? "" : ", ", c->heading);
	}
	return (words == NULL ? NULL : arena_printf(a, "These columns, which "
	    "%s does not need: %s", exchange_reader_words(o->reader), words));
}

static const char *
what_was_chosen(struct arena *a, const struct export *e,
    const struct exchange_order *o)
{
	if (e->organisation != NULL)
		return (arena_printf(a, "People of %s alone. Columns for %s",
		    e->organisation, exchange_reader_words(o->reader)));
	return (arena_printf(a, "Everybody. Columns for %s",
	    exchange_reader_words(o->reader)));
}

static bool
has_names(const struct exchange_order *o)
{
	const struct exchange_column	*c = exchange_column_of(o->table,
					    "name");

	return (o->table->personal && (c == NULL ||
	    (c->readers & (int)o->reader) != 0));
}

bool
exchange_order_of(struct arena *a, const struct export *e,
    struct exchange_order *o)
{
	const struct exchange_table	*t = exchange_table_of(e->table_code);
	const char			*cohort = e->cohort != NULL ?
					    e->cohort : "All cohorts";

	*o = (struct exchange_order){ .table = t,
	    .reader = exchange_reader_of(e->reader),
	    .format = e->format == EXPORT_FORMAT_CSV ? AS_CSV : AS_WORKBOOK,
	    .filter = { e->programme_id, e->cohort_id.value,
	    e->organisation_id.value, e->person_id.value, 0 } };
	if (t == NULL || (exchange_readers(t) & (int)o->reader) == 0)
		return (false);
	o->about = (struct workbook_about){ .title = arena_printf(a,
	    "%s, %s, %s", t->title, cohort, e->programme), .cohort = cohort,
	    .filters = what_was_chosen(a, e, o), .as_of = e->today,
	    .made_at = { time(NULL) }, .made_by = e->asked_by,
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
