/* The OpenAPI document of the tables, made of what defines them. */
#include <string.h>

#include "core/arena.h"
#include "exchange/json.h"
#include "exchange/order.h"
#include "exchange/page.h"
#include "choices.h"

static json_t *
refers(struct arena *a, const char *kind, const char *name)
{
	return (json_made("{s:s}", "$ref", arena_printf(a,
	    "#/components/%s/%s", kind, name)));
}

/* "For programme staff and the university alone." */
static const char *
readers_words(struct arena *a, int readers)
{
	const char	*words = "";
	int		 left = readers & API_READERS;

	for (int bit = 1; left != 0; bit <<= 1) {
		if ((left & bit) == 0)
			continue;
		left &= ~bit;
		words = arena_printf(a, "%s%s%s", words, *words == '\0' ? "" :
		    left == 0 ? " and " : ", ", exchange_reader_words(
		    (enum exchange_reader)bit));
	}
	return (*words == '\0' ? "No program is given it." :
	    arena_printf(a, "For %s alone.", words));
}

/* "first: First. contrasting: Contrasting." */
static const char *
choices_words(struct arena *a, const struct exchange_choice *choices)
{
	const char	*words = "";

	for (; choices->code != NULL; choices++)
		words = arena_printf(a, "%s `%s`: %s.", words, choices->code,
		    choices->label);
	return (words);
}

static const char *
column_words(struct arena *a, const struct exchange_column *c)
{
	bool	words = c->choices != NULL && c->choices != say_yes_no;
	bool	some = (c->readers & API_READERS) != API_READERS;

	return (arena_printf(a, "%s%s%s%s", c->definition,
	    words ? choices_words(a, c->choices) : "", some ? " " : "",
	    some ? readers_words(a, c->readers) : ""));
}

static const char *
type_name(const struct exchange_column *c)
{
	switch (c->type) {
	case SHEET_TEXT:
		return (c->choices == say_yes_no ? "boolean" : "string");
	case SHEET_DATE:
		return ("string");
	case SHEET_NUMBER:
	case SHEET_PLAIN:
		return ("integer");
	default:
		return ("number");
	}
}

/* Whether the table's query may leave it empty. */
static bool
may_be_null(const struct exchange_table *t, const struct exchange_column *c)
{
	const struct query	*q = query_named(t->query);

	for (int i = 0; i < q->ncolumns; i++)
		if (strcmp(q->columns[i].name, c->key) == 0)
			return (q->columns[i].null);
	return (true);
}

static json_t *
column_schema(struct arena *a, const struct exchange_table *t,
    const struct exchange_column *c)
{
	bool	 null = may_be_null(t, c);
	json_t	*words, *s = json_made("{s:s, s:s}", "title", c->heading,
		    "description", column_words(a, c));

	json_give(s, "type", null ? json_made("[s, s]", type_name(c), "null") :
	    json_text(type_name(c)));
	if (c->type == SHEET_DATE)
		json_give(s, "format", json_text("date"));
	if (c->choices == NULL || c->choices == say_yes_no)
		return (s);
	words = json_made("[]");
	for (const struct exchange_choice *w = c->choices; w->code != NULL;
	    w++)
		json_append(words, json_text(w->code));
	if (null)
		json_append(words, json_null());
	json_give(s, "enum", words);
	return (s);
}

/* Columns that some readers do not have are none that a row must have. */
static json_t *
row_schema(struct arena *a, const struct exchange_table *t)
{
	json_t	*columns = json_made("{}"), *required = json_made("[]");

	for (size_t i = 0; i < t->ncolumns; i++) {
		const struct exchange_column	*c = &t->columns[i];

		if ((c->readers & API_READERS) == 0)
			continue;
		json_give(columns, c->key, column_schema(a, t, c));
		if ((c->readers & API_READERS) == API_READERS)
			json_append(required, json_text(c->key));
	}
	return (json_made("{s:s, s:s, s:s, s:o, s:o, s:b}", "title", t->title,
	    "description", t->what, "type", "object", "required", required,
	    "properties", columns, "additionalProperties", false));
}

static json_t *
page_schema(struct arena *a, const struct exchange_table *t)
{
	return (json_made("{s:s, s:[s, s, s], s:{s:{s:s}, s:{s:s, s:o}, "
	    "s:{s:[s, s], s:s, s:s}}, s:b}", "type", "object", "required",
	    "table", "rows", "next", "properties", "table", "const", t->code,
	    "rows", "type", "array", "items", refers(a, "schemas", t->code),
	    "next", "type", "string", "null", "format", "uri-reference",
	    "description", "The address of the rows that come next, on this "
	    "server; null: these are the last.", "additionalProperties",
	    false));
}

static json_t *
parameter(const char *name, json_t *schema, const char *description)
{
	return (json_made("{s:s, s:s, s:o, s:s}", "name", name, "in", "query",
	    "schema", schema, "description", description));
}

static json_t *
number_parameter(const char *name, const char *description)
{
	return (parameter(name, json_made("{s:s, s:i, s:I}", "type",
	    "integer", "minimum", 1, "maximum", (json_int_t)
	    999999999999999999), description));
}

static json_t *
day_parameter(struct arena *a, const struct exchange_table *t,
    const char *name, const char *key, const char *side)
{
	return (parameter(name, json_made("{s:s, s:s}", "type", "string",
	    "format", "date"), arena_printf(a, "Rows whose \"%s\" is this day "
	    "or %s, as 2026-06-14. Those without one are left out.",
	    exchange_column_of(t, key)->heading, side)));
}

static json_t *
parameters_of(struct arena *a, const struct exchange_table *t)
{
	const struct exchange_dates	*d = exchange_dates_of(t);
	json_t				*all = json_made("[]");

	if (exchange_has_cohorts(t))
		json_append(all, refers(a, "parameters", "cohort"));
	json_append(all, refers(a, "parameters", "organisation"));
	if (d != NULL) {
		json_append(all, day_parameter(a, t, "from", d->ends,
		    "later"));
		json_append(all, day_parameter(a, t, "until", d->begins,
		    "earlier"));
	}
	json_append(all, refers(a, "parameters", "limit"));
	json_append(all, refers(a, "parameters", "after"));
	return (all);
}

/* Every answer that is none, by its status. */
static const struct { const char *status, *name, *words; } refusals[] = {
	{ "400", "BadRequest", "A parameter is unknown, or does not have the "
	    "form that this document says." },
	{ "401", "Unauthorised", "There is no token, or it does not work any "
	    "more." },
	{ "403", "Forbidden", "The token was not made for this." },
	{ "404", "NotFound", "There is no such table." },
	{ "405", "NotAllowed", "The API only reads: GET and HEAD." },
	{ "406", "NotAcceptable", "Answers are application/json alone." },
	{ "429", "TooMany", "The token was used too often. Retry-After says "
	    "how many seconds to wait." },
};

static json_t *
responses(struct arena *a, const char *schema, const char *words)
{
	json_t	*all = json_made("{s:{s:s, s:{s:{s:o}, s:{s:o}}, "
		    "s:{s:{s:o}}}, s:{s:s}}", "200", "description", words,
		    "headers", "ETag", "schema", json_made("{s:s}", "type",
		    "string"), "Link", "schema", json_made("{s:s}", "type",
		    "string"), "content", "application/json", "schema",
		    refers(a, "schemas", schema), "304", "description",
		    "It is what the If-None-Match of the request names.");

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		json_give(all, refusals[i].status, refers(a, "responses",
		    refusals[i].name));
	return (all);
}

static json_t *
path_of(struct arena *a, const struct exchange_table *t)
{
	return (json_made("{s:{s:s, s:s, s:s, s:o, s:o}}", "get",
	    "operationId", t->code, "summary", t->title, "description",
	    t->what, "parameters", parameters_of(a, t), "responses",
	    responses(a, arena_printf(a, "%s_page", t->code), arena_printf(a,
	    "One row for each %s, by its number.", t->row))));
}

static json_t *
index_schema(void)
{
	return (json_made("{s:s, s:[s, s, s, s, s, s, s], s:{s:{s:s}, "
	    "s:{s:s, s:s}, s:{s:s}, s:{s:s}, s:o, s:o, s:o}, s:b}",
	    "type", "object",
	    "required", "reader", "expires_on", "rows_most", "requests_most",
	    "tables", "cohorts", "organisations",
	    "properties", "reader", "type", "string",
	    "expires_on", "type", "string", "format", "date",
	    "rows_most", "type", "integer",
	    "requests_most", "type", "integer",
	    "tables", json_made("{s:s, s:{s:s, s:[s, s, s], s:{s:{s:s}, "
	    "s:{s:s}, s:{s:s}}}}", "type", "array", "items", "type", "object",
	    "required", "table", "title", "address", "properties", "table",
	    "type", "string", "title", "type", "string", "address", "type",
	    "string"),
	    "cohorts", json_made("{s:s, s:{s:s}}", "type", "array", "items",
	    "$ref", "#/components/schemas/named"),
	    "organisations", json_made("{s:s, s:{s:s}}", "type", "array",
	    "items", "$ref", "#/components/schemas/named"),
	    "additionalProperties", false));
}

static json_t *
schemas(struct arena *a)
{
	json_t	*all = json_made("{s:o, s:{s:s, s:[s, s], s:{s:{s:s}, "
		    "s:{s:s}}, s:b}, s:{s:s, s:[s, s, s], s:{s:{s:s}, "
		    "s:{s:s}, s:{s:s}, s:{s:s}, s:{s:s}}, s:b}}",
		    "index", index_schema(),
		    "named", "type", "object", "required", "id", "name",
		    "properties", "id", "type", "integer", "name", "type",
		    "string", "additionalProperties", false,
		    "problem", "type", "object", "required", "title",
		    "status", "detail", "properties", "type", "type",
		    "string", "title", "type", "string", "status", "type",
		    "integer", "detail", "type", "string", "reference", "type",
		    "string", "additionalProperties", false);

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		if ((exchange_readers(t) & API_READERS) == 0)
			continue;	/* somebody's own */
		json_give(all, t->code, row_schema(a, t));
		json_give(all, arena_printf(a, "%s_page", t->code),
		    page_schema(a, t));
	}
	return (all);
}

static json_t *
refusal_responses(struct arena *a)
{
	json_t	*all = json_made("{}");

	for (size_t i = 0; i < sizeof(refusals) / sizeof(*refusals); i++)
		json_give(all, refusals[i].name, json_made("{s:s, s:{s:{s:o}}}",
		    "description", refusals[i].words, "content",
		    "application/problem+json", "schema", refers(a, "schemas",
		    "problem")));
	return (all);
}

static json_t *
components(struct arena *a)
{
	return (json_made("{s:{s:{s:s, s:s, s:s}}, s:{s:o, s:o, s:o, s:o}, "
	    "s:o, s:o}",
	    "securitySchemes", "token", "type", "http", "scheme", "bearer",
	    "description", "A token of one partner, which is made in Waymark "
	    "and shown once. Never in an address.",
	    "parameters",
	    "cohort", number_parameter("cohort", "The number of a cohort, of "
	    "those that /api/v1 names: its people alone."),
	    "organisation", number_parameter("organisation", "The number of an "
	    "organisation, of those that /api/v1 names: people whom it employs "
	    "or hosts."),
	    "limit", number_parameter("limit", "How many rows at most; /api/v1 "
	    "says how many there can be."),
	    "after", number_parameter("after", "Rows that come behind this "
	    "one. Take it from next, as it is."),
	    "schemas", schemas(a), "responses", refusal_responses(a)));
}

json_t *
exchange_openapi(struct arena *a, const char *origin)
{
	json_t	*paths = json_made("{s:{s:{s:s, s:s, s:s, s:o}}}",
		    "/api/v1", "get", "operationId", "index", "summary",
		    "What this token may read", "description", "Tables, and "
		    "the numbers of cohorts and organisations.", "responses",
		    responses(a, "index", "What the token was made for."));

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		if ((exchange_readers(t) & API_READERS) == 0)
			continue;	/* somebody's own */
		json_give(paths, arena_printf(a, "/api/v1/%s", t->code),
		    path_of(a, t));
	}
	return (json_made("{s:s, s:{s:s, s:s, s:s}, s:[{s:s}], s:[{s:[]}], "
	    "s:o, s:o}", "openapi", "3.1.0", "info", "title", "Waymark",
	    "version", "1", "description", "The tables that partners get as "
	    "spreadsheets, for their programs: the same rows, and of them the "
	    "columns that the token's reader needs. Read alone. Version 1 "
	    "gains tables, columns and words, and loses none.", "servers",
	    "url", origin, "security", "token", "paths", paths, "components",
	    components(a)));
}
