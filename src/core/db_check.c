/*
 * Holds a query's prototype against the live schema.
 */
#include <string.h>

#include "db_private.h"

struct type_facts { const char *name; struct text_list labels; };

static const struct query type_facts = {
	.name = "db type facts",
	.sql = "SELECT coalesce(e.typname || '[]', t.typname)::text, ARRAY("
	    "SELECT enumlabel::text FROM pg_catalog.pg_enum "
	    "WHERE enumtypid = t.oid ORDER BY enumsortorder) "
	    "FROM pg_catalog.pg_type t LEFT JOIN pg_catalog.pg_type e "
	    "ON t.typcategory = 'A' AND e.oid = t.typelem "
	    "WHERE t.oid = $1::oid",
	.nparams = 1,
	.params = &(const struct column){ "oid", DB_INT8 },
	.ncolumns = 2,
	.columns = (const struct column[]){
		{ "name", DB_TEXT, .at = offsetof(struct type_facts, name) },
		{ "labels", DB_TEXT_LIST,
		    .at = offsetof(struct type_facts, labels) },
	},
	.row = sizeof(struct type_facts),
};

/* Counts a table's column that may hold NULL; a view's is not known. */
static const struct query nullable = {
	.name = "db nullable",
	.sql = "SELECT FROM pg_catalog.pg_attribute a "
	    "JOIN pg_catalog.pg_class c ON c.oid = a.attrelid "
	    "JOIN pg_catalog.pg_type t ON t.oid = a.atttypid "
	    "WHERE c.relkind IN ('r', 'p') AND NOT a.attnotnull "
	    "AND NOT t.typnotnull AND c.oid = $1::oid AND a.attnum = $2",
	.nparams = 2,
	.params = (const struct column[]){
		{ "oid", DB_INT8 }, { "number", DB_INT8 },
	},
};

static const char *
declared_name(const struct column *c)
{
	static const char *const	names[] = {
		[DB_INT8] = "int8", [DB_FLOAT8] = "float8", [DB_BOOL] = "bool",
		[DB_TEXT] = "text", [DB_DATE] = "date",
		[DB_MOMENT] = "timestamptz", [DB_BYTES] = "bytea",
		[DB_INT8_LIST] = "int8[]", [DB_TEXT_LIST] = "text[]",
	};

	return (c->type == DB_ENUM ? c->words->name : names[c->type]);
}

static const char *
join(struct arena *a, const char *const *words, size_t n)
{
	const char	*all = "";

	for (size_t i = 0; i < n; i++)
		all = arena_printf(a, "%s%s%s", all, i > 0 ? ", " : "",
		    words[i]);
	return (all);
}

static const char *
type_mismatch(struct db *db, const struct column *c, Oid oid)
{
	struct type_facts	*t;
	const char		*there, *here;

	t = db_one(db, &type_facts, &(union param){ .int8 = oid });
	if (t == NULL)
		return (NULL);
	if (strcmp(t->name, declared_name(c)) != 0)
		return (arena_printf(db->arena, "%s is %s, declared %s",
		    c->name, t->name, declared_name(c)));
	if (c->type != DB_ENUM)
		return (NULL);
	there = join(db->arena, t->labels.v, t->labels.n);
	here = join(db->arena, c->words->words + 1, c->words->n - 1);
	if (strcmp(there, here) == 0)
		return (NULL);
	return (arena_printf(db->arena, "the enum %s is (%s), declared (%s)",
	    t->name, there, here));
}

static const char *
column_mismatch(struct db *db, const struct column *c, const PGresult *r, int i)
{
	const char	*why;

	if (strcmp(PQfname(r, i), c->name) != 0)
		return (arena_printf(db->arena, "column %d is %s, declared %s",
		    i + 1, PQfname(r, i), c->name));
	if ((why = type_mismatch(db, c, PQftype(r, i))) != NULL)
		return (why);
	if (!c->null && !c->sure && db_exec(db, &nullable, (union param[]){
	    { .int8 = PQftable(r, i) }, { .int8 = PQftablecol(r, i) } }) > 0)
		return (arena_printf(db->arena, "%s may be NULL in its table: "
		    "declare it %s?, or %s! if it never is here", c->name,
		    declared_name(c), declared_name(c)));
	return (NULL);
}

/* What PostgreSQL says of the parameters and columns of a statement. */
static PGresult *
describe(struct db *db, const struct query *q)
{
	Oid		 oids[PARAMS_MAX];
	PGresult	*r;

	for (int i = 0; i < q->nparams; i++)
		oids[i] = db_oid(q->params[i].type);
	if (!db_leave_pipeline(db))
		return (NULL);
	r = db_collect(db, PQsendPrepare(db->conn, "", q->sql, q->nparams,
	    oids) == 1, q, q->sql);
	PQclear(r);
	if (!db_leave_pipeline(db))
		return (NULL);
	return (db_collect(db, PQsendDescribePrepared(db->conn, "") == 1, q,
	    NULL));
}

static const char *
compare(struct db *db, const struct query *q, const PGresult *r)
{
	const char	*why = NULL;

	for (int i = 0; why == NULL && i < q->nparams; i++)
		why = type_mismatch(db, &q->params[i],
		    PQparamtype(r, i));
	if (why != NULL || q->row == 0)
		return (why);
	if (PQnfields(r) != q->ncolumns)
		return (arena_printf(db->arena, "answers %d columns, declared "
		    "%d", PQnfields(r), q->ncolumns));
	for (int i = 0; why == NULL && i < q->ncolumns; i++)
		why = column_mismatch(db, &q->columns[i], r, i);
	return (why);
}

const char *
db_mismatch(struct db *db, const struct query *q)
{
	const char	*why = NULL;
	PGresult	*r;

	db_try(db);
	if ((r = describe(db, q)) != NULL)
		why = compare(db, q, r);
	PQclear(r);
	if (why != NULL)
		why = arena_printf(db->arena, "%s:%d: %s: %s", q->file,
		    q->line, q->name, why);
	else if (db_failed(db))
		why = arena_strdup(db->arena, db_error(db));
	db_tried(db);
	return (why);
}
