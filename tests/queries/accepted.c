#include "queries.h"

#line 4 "./everything.sql"
static const char *const day_state_words[] = {
	NULL,
	"submitted",
	"returned",
	"confirmed",
	NULL
};

const struct db_enum day_state_enum = { "day_state", day_state_words, 4 };

const char *
day_state_word(enum day_state word)
{
	return (day_state_words[word]);
}

enum day_state
day_state_from(const char *word)
{
	return ((enum day_state)db_word(&day_state_enum, word));
}

static const struct column everything_columns[] = {
	{ "id", DB_INT8, .null = 0, .sure = 0, .at = offsetof(struct everything, id) },
	{ "share", DB_FLOAT8, .null = 0, .sure = 0, .at = offsetof(struct everything, share) },
	{ "late", DB_BOOL, .null = 0, .sure = 0, .at = offsetof(struct everything, late) },
	{ "name", DB_TEXT, .null = 0, .sure = 0, .at = offsetof(struct everything, name) },
	{ "starts_on", DB_DATE, .null = 0, .sure = 0, .at = offsetof(struct everything, starts_on) },
	{ "seen_at", DB_MOMENT, .null = 0, .sure = 0, .at = offsetof(struct everything, seen_at) },
	{ "photo", DB_BYTES, .null = 0, .sure = 0, .at = offsetof(struct everything, photo) },
	{ "ids", DB_INT8_LIST, .null = 0, .sure = 0, .at = offsetof(struct everything, ids) },
	{ "names", DB_TEXT_LIST, .null = 0, .sure = 0, .at = offsetof(struct everything, names) },
	{ "state", DB_ENUM, .null = 0, .sure = 0, .at = offsetof(struct everything, state), .words = &day_state_enum },
};

static const struct column nothing_sure_columns[] = {
	{ "id", DB_INT8, .null = 1, .sure = 0, .at = offsetof(struct nothing_sure, id) },
	{ "share", DB_FLOAT8, .null = 1, .sure = 0, .at = offsetof(struct nothing_sure, share) },
	{ "late", DB_BOOL, .null = 1, .sure = 0, .at = offsetof(struct nothing_sure, late) },
	{ "name", DB_TEXT, .null = 1, .sure = 0, .at = offsetof(struct nothing_sure, name) },
	{ "ends_on", DB_DATE, .null = 0, .sure = 1, .at = offsetof(struct nothing_sure, ends_on) },
	{ "state", DB_ENUM, .null = 1, .sure = 0, .at = offsetof(struct nothing_sure, state), .words = &day_state_enum },
};

static const struct column day_columns[] = {
	{ "id", DB_INT8, .null = 0, .sure = 0, .at = offsetof(struct day, id) },
	{ "state", DB_ENUM, .null = 0, .sure = 0, .at = offsetof(struct day, state), .words = &day_state_enum },
};

static const struct column everything_of_params[] = {
	{ "id", DB_INT8, .null = 0, .sure = 0 },
	{ "share", DB_FLOAT8, .null = 0, .sure = 0 },
	{ "late", DB_BOOL, .null = 0, .sure = 0 },
	{ "name", DB_TEXT, .null = 0, .sure = 0 },
	{ "starts_on", DB_DATE, .null = 0, .sure = 0 },
	{ "seen_at", DB_MOMENT, .null = 0, .sure = 0 },
	{ "photo", DB_BYTES, .null = 0, .sure = 0 },
	{ "ids", DB_INT8_LIST, .null = 0, .sure = 0 },
	{ "names", DB_TEXT_LIST, .null = 0, .sure = 0 },
	{ "state", DB_ENUM, .null = 0, .sure = 0, .words = &day_state_enum },
};

static const struct query everything_of_query = {
	.sql =
	    "SELECT * FROM thing \n"
	    " WHERE (id, share, late, name) = ($1, $2, $3, $4)\n"
	    "   AND starts_on = $5::date   AND seen_at < $6\n"
	    "   AND photo = $7 AND ids = $8 AND names = $9 AND state = $10\n"
	    "   AND name <> ':name; it''s' AND \"odd:name;\" <> E'\\':name;\\\\'\n"
	    "   AND body <> $$ :name; $$ AND body <> $x$ $$ :name; $x$\n"
	    "   AND name <> 'a \"quoted\" word'",
	.name = "everything_of", .file = "./everything.sql", .line = 19,
	.nparams = 10, .params = everything_of_params,
	.ncolumns = sizeof(everything_columns) / sizeof(*everything_columns),
	.columns = everything_columns, .row = sizeof(struct everything),
};

#line 19 "./everything.sql"
struct everything_list
everything_of(struct db *db, int64_t id, double share, bool late, const char *name, struct date starts_on, struct moment seen_at, struct bytes photo, struct int_list ids, struct text_list names, enum day_state state)
{
	struct everything_list list_;

	list_.v = db_rows(db, &everything_of_query, (const union param[]){
	    { .int8 = id },
	    { .float8 = share },
	    { .boolean = late },
	    { .text = name },
	    { .date = starts_on },
	    { .moment = seen_at },
	    { .bytes = photo },
	    { .int8_list = ids },
	    { .text_list = names },
	    { .word = state },
	}, &list_.n);
	return (list_);
}

static const struct column nothing_of_params[] = {
	{ "id", DB_INT8, .null = 1, .sure = 0 },
	{ "share", DB_FLOAT8, .null = 1, .sure = 0 },
	{ "late", DB_BOOL, .null = 1, .sure = 0 },
	{ "name", DB_TEXT, .null = 1, .sure = 0 },
	{ "on_date", DB_DATE, .null = 1, .sure = 0 },
	{ "state", DB_ENUM, .null = 1, .sure = 0, .words = &day_state_enum },
};

static const struct query nothing_of_query = {
	.sql =
	    "SELECT 1 WHERE $1 = 1 OR $2 = 1 OR $3 OR $4 = '' OR $5 < now()\n"
	    "   OR $6 = 'submitted' OR $1 = 2",
	.name = "nothing_of", .file = "./everything.sql", .line = 30,
	.nparams = 6, .params = nothing_of_params,
	.ncolumns = sizeof(nothing_sure_columns) / sizeof(*nothing_sure_columns),
	.columns = nothing_sure_columns, .row = sizeof(struct nothing_sure),
};

#line 30 "./everything.sql"
struct nothing_sure *
nothing_of(struct db *db, struct maybe_int id, struct maybe_real share, struct maybe_bool late, const char *name, struct date on_date, enum day_state state)
{
	return (db_one(db, &nothing_of_query, (const union param[]){
	    { .maybe_int = id },
	    { .maybe_real = share },
	    { .maybe_bool = late },
	    { .text = name },
	    { .date = on_date },
	    { .word = state },
	}));
}

static const struct query nothing_happens_query = {
	.sql =
	    "SELECT 1",
	.name = "nothing_happens", .file = "./everything.sql", .line = 35,
};

#line 35 "./everything.sql"
int64_t
nothing_happens(struct db *db)
{
	return (db_exec(db, &nothing_happens_query, NULL));
}

static const struct column days_in_params[] = {
	{ "state", DB_ENUM, .null = 0, .sure = 0, .words = &day_state_enum },
};

static const struct query days_in_query = {
	.sql =
	    "SELECT id, state FROM day WHERE state = $1",
	.name = "days_in", .file = "./later.sql", .line = 2,
	.nparams = 1, .params = days_in_params,
	.ncolumns = sizeof(day_columns) / sizeof(*day_columns),
	.columns = day_columns, .row = sizeof(struct day),
};

#line 2 "./later.sql"
struct day_list
days_in(struct db *db, enum day_state state)
{
	struct day_list list_;

	list_.v = db_rows(db, &days_in_query, (const union param[]){
	    { .word = state },
	}, &list_.n);
	return (list_);
}

const struct query *const queries[] = {
	&everything_of_query,
	&nothing_of_query,
	&nothing_happens_query,
	&days_in_query,
	NULL
};
