/* Reads a table's rows, one by one, with the rights of whoever asks. */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "exchange/change.h"
#include "queries.h"
#include "read.h"

enum { COLUMNS_MAX = 64 };

/* A table while it is read: where each column's value lies in a row. */
struct reading {
	const struct exchange_table	*table;
	const struct column		*of[COLUMNS_MAX];
	const struct column		*of_all, *key;
	bool				(*take)(void *,
					    const struct exchange_row *);
	void				*state;
	struct sheet_cell		 cells[COLUMNS_MAX];
	/* Of a table that can come back changed. */
	struct sheet_cell		*version;	/* or NULL */
	struct arena			 scratch;	/* of a row */
};

static const struct column *
answered(const struct query *q, const char *key)
{
	for (int i = 0; i < q->ncolumns; i++)
		if (strcmp(q->columns[i].name, key) == 0)
			return (&q->columns[i]);
	return (NULL);
}

static struct sheet_cell
number_cell(bool known, double value)
{
	return ((struct sheet_cell){ .known = known, .number = value });
}

static struct sheet_cell
truth_cell(const struct exchange_column *c, bool known, bool value)
{
	return (sheet_text(!known ? NULL :
	    exchange_label(c->choices, value ? "t" : "f")));
}

/* What the database has is one of the choices, which a test holds; a word that
 * is none would be shown as it is. */
static struct sheet_cell
text_cell(const struct exchange_column *c, const char *s)
{
	const char	*label = NULL;

	if (s != NULL && c->choices != NULL)
		label = exchange_label(c->choices, s);
	return (sheet_text(label != NULL ? label : s));
}

static struct sheet_cell
cell_of(const struct exchange_column *c, const struct column *of,
    const char *row)
{
	const void	*at = row + of->at;

	switch (of->type) {
	case DB_INT8:
		if (of->null)
			return (number_cell(((const struct maybe_int *)at)->
			    known, (double)((const struct maybe_int *)at)->
			    value));
		return (sheet_number(*(const int64_t *)at));
	case DB_FLOAT8:
		if (of->null)
			return (number_cell(((const struct maybe_real *)at)->
			    known, ((const struct maybe_real *)at)->value));
		return (sheet_number(*(const double *)at));
	case DB_BOOL:
		if (of->null)
			return (truth_cell(c,
			    ((const struct maybe_bool *)at)->known,
			    ((const struct maybe_bool *)at)->value));
		return (truth_cell(c, true, *(const bool *)at));
	case DB_TEXT:
		return (text_cell(c, *(const char *const *)at));
	case DB_DATE:
		return (sheet_date(*(const struct date *)at));
	default:
		abort();	/* a test holds every table to these */
	}
}

static void
seal(struct reading *r)
{
	const struct exchange_table	*t = r->table;
	const char			**values;

	arena_reset(&r->scratch);
	values = arena_array(&r->scratch, t->ncolumns, sizeof(*values));
	for (size_t i = 0; i < t->ncolumns; i++)
		values[i] = exchange_value(&r->scratch, &t->columns[i],
		    &r->cells[i]);
	r->version->text = exchange_seal(&r->scratch, t, r->version->text,
	    values);
}

static bool
take_row(void *state, const void *row)
{
	struct reading			*r = state;
	const struct exchange_table	*t = r->table;
	const char			*at = row;
	struct exchange_row		 out = { .cells = r->cells };

	for (size_t i = 0; i < t->ncolumns; i++)
		r->cells[i] = cell_of(&t->columns[i], r->of[i], at);
	if (r->version != NULL)
		seal(r);
	out.of_all = *(const int64_t *)(at + r->of_all->at);
	out.key = *(const int64_t *)(at + r->key->at);
	return (r->take(r->state, &out));
}

static struct maybe_int
wanted(int64_t id)
{
	return ((struct maybe_int){ id != 0, id });
}

void
exchange_params(union param *params, const struct exchange_filter *f)
{
	params[0].int8 = f->programme;
	params[1].maybe_int = wanted(f->cohort);
	params[2].maybe_int = wanted(f->organisation);
	params[3].maybe_int = wanted(f->person);
	params[4].maybe_int = wanted(f->most);
	params[5].int8_list = f->records;
}

const struct column *
exchange_key(const struct query *q)
{
	const struct column	*key = answered(q, "key");

	return (key != NULL ? key : answered(q, "record"));
}

int64_t
exchange_read_by(struct db *db, const struct exchange_table *t,
    const struct query *q, const union param *params,
    bool (*take)(void *, const struct exchange_row *), void *state)
{
	struct reading	r = { .table = t, .take = take, .state = state };
	int64_t		n;

	for (size_t i = 0; i < t->ncolumns; i++)
		r.of[i] = answered(q, t->columns[i].key);
	r.of_all = answered(q, "of_all");
	r.key = exchange_key(q);
	if (exchange_editable(t))
		r.version = &r.cells[exchange_column_of(t, "version") -
		    t->columns];
	n = db_stream(db, q, params, take_row, &r);
	arena_release(&r.scratch);
	return (n);
}

int64_t
exchange_read(struct db *db, const struct exchange_table *t,
    const struct exchange_filter *f,
    bool (*take)(void *, const struct exchange_row *), void *state)
{
	union param	params[EXCHANGE_PARAMS];

	exchange_params(params, f);
	return (exchange_read_by(db, t, query_named(t->query), params, take,
	    state));
}

void
exchange_enter(struct db *db, enum exchange_reader reader,
    const struct exchange_filter *f)
{
	if (reader == FOR_PARTNER)
		stand_in(db, f->programme, f->organisation);
}

void
exchange_leave(struct db *db, enum exchange_reader reader)
{
	if (reader == FOR_PARTNER)
		stand_back(db);
}
