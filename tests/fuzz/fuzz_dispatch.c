/*
 * Any request to the dispatcher: a line each of flags, method and path, and
 * headers, then a body.  The route table is the whole one; every page of it is
 * one that reads its form, and the database one that answers anything.
 */
#include <stdio.h>

#include "core/answer.h"
#include "core/asset.h"
#include "core/log.h"
#include "core/request.h"
#include "core/secret.h"
#include "core/session.h"
#include "harness.h"

/* What a request is told of the world, a bit each. */
enum { SIGNED = 1, OURS = 2, ENDED = 4, FOUND = 8, FAILS = 16, TLS = 32 };

static int		 flags;
static unsigned int	 asked;		/* of the database, in one request */
static struct arena	*memory;

static enum status	 any_page(struct request *);

const struct route routes[] = {
#define ROUTE(method, path, page, roles, event)				\
	{ method, path, any_page, roles, event, #page, false },
#define UPLOAD(path, page, roles, event)				\
	{ POST, path, any_page, roles, event, #page, true },
#define RECORDED(path, page, roles, event)				\
	{ GET, path, any_page, roles, event, #page, .records = true },
#define ONE_CLICK(path, page, roles, event)				\
	{ POST, path, any_page, roles, event, #page, .one_click = true },
#define API(path, page, roles, event)					\
	{ GET, path, any_page, roles, event, #page, .records = true,	\
	    .api = true },
#include "../../src/routes.def"
	{ .path = NULL }
};

static enum status
any_page(struct request *req)
{
	const char	*say = form_value(req->form, "say");
	const char	*to = form_value(req->form, "to");

	form_text(req->form, "text", "The text", 100, "Enter the text");
	form_number(req->form, "number", "The number", 1, 9, "Enter it");
	out_text(req->out, say);
	csrf_mask(req);
	switch (*say) {
	case 's':
		return (see_other(req, "%s", url_local(req->arena, to).s));
	case 'd':
		return (done(req, "Done", "/work/%s", to));
	case 'n':
		return (NOT_FOUND);
	case 'i':
		return (INVALID);
	case 'x':
		session_start(req, 2);
		return (OK);
	case 'o':
		session_finish(req);
		return (see_other(req, "/"));
	case 'f':
		return (file(req, "text/csv; charset=utf-8", "a.csv"));
	default:
		return (OK);
	}
}

void
error_page(struct request *req, enum status status)
{
	out_text(req->out, "An error");
}

void
log_line(const char *what, const char *why)
{
}

void
log_failure(const struct request *req, const char *why)
{
}

/* The database: a row where the flags say so, with nothing in it that is not
 * needed. */
void
db_begin(struct db *db, struct arena *a, enum db_mode mode)
{
	memory = a;
	asked = 0;
}

bool
db_failed(const struct db *db)
{
	return ((flags & FAILS) != 0 && asked > 2);
}

bool
db_commit(struct db *db)
{
	return (!db_failed(db));
}

void
db_rollback(struct db *db)
{
}

bool
db_unavailable(const struct db *db)
{
	return ((flags & FOUND) != 0);
}

/* A programme that is closed, now and then. */
const char *
db_state(const struct db *db)
{
	return ((flags & TLS) != 0 ? "WM001" : "42501");
}

const char *
db_error(const struct db *db)
{
	return ("failed");
}

static void
visit(char *row, const struct query *q, const char *token)
{
	static const char *const	roles[] = { "trainee", "staff", "?" };

	for (int i = 0; i < q->ncolumns; i++) {
		char	*at = row + q->columns[i].at;

		if (strcmp(q->columns[i].name, "person_id") == 0)
			*(struct maybe_int *)at = (struct maybe_int){
			    (flags & SIGNED) != 0 &&
			    secret_is_token(token), 2 };
		else if (strcmp(q->columns[i].name, "roles") == 0)
			*(struct text_list *)at = (struct text_list){ roles,
			    3 };
		else if (strcmp(q->columns[i].name, "today") == 0)
			*(struct date *)at = (struct date){ 2026, 6, 15 };
	}
}

void *
db_one(struct db *db, const struct query *q, const union param *params)
{
	char	*row;

	asked++;
	if (db_failed(db) || ((flags & FOUND) == 0 &&
	    strcmp(q->name, "visit_begins") != 0))
		return (NULL);
	row = arena_alloc(memory, q->row);
	for (int i = 0; i < q->ncolumns; i++)
		if (q->columns[i].type == DB_TEXT && !q->columns[i].null)
			*(const char **)(row + q->columns[i].at) = "/work";
	if (strcmp(q->name, "visit_begins") == 0)
		visit(row, q, params[0].text);
	else if (strcmp(q->name, "person_of_form") == 0)
		*(struct maybe_int *)(row + q->columns[0].at) =
		    (struct maybe_int){ (flags & ENDED) != 0, 2 };
	return (row);
}

void *
db_rows(struct db *db, const struct query *q, const union param *params,
    size_t *n)
{
	asked++;
	*n = 0;
	return (NULL);
}

int
db_word(const struct db_enum *e, const char *word)
{
	return (0);
}

int64_t
db_exec(struct db *db, const struct query *q, const union param *params)
{
	asked++;
	return (0);
}

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	secret_start();
	assets_load("assets/dist");
	return (0);
}

/* The next line of the input; NULL when it is empty, as a header that was not
 * sent. */
static const char *
line_of(char **at)
{
	char	*line = *at, *end = line + strcspn(line, "\n");

	*at = *end == '\0' ? end : end + 1;
	*end = '\0';
	return (*line == '\0' ? NULL : line);
}

/* A form of ours carries what no guessing finds. */
static char *
body_of(struct arena *a, const struct request *req, char *rest)
{
	const char	*token = "00112233445566778899aabbccddeeff"
			    "00112233445566778899aabbccddeeff";

	if ((flags & OURS) == 0)
		return (rest);
	return (arena_printf(a, "csrf=%s&once=%s&%s", secret_mask(a,
	    secret_csrf(a, token)), token, rest));
}

static void
require_sound(const struct request *req, enum status status)
{
	require(status >= 200 && status < 600);
	for (size_t i = 0; i < req->nheaders; i++)
		require(strpbrk(req->headers[i].value, "\r\n") == NULL);
	if (status == SEE_OTHER)
		require(req->location != NULL && req->location[0] == '/' &&
		    req->location[1] != '/' && req->location[1] != '\\');
	require(status == SEE_OTHER || status == NOT_MODIFIED ||
	    req->out->len > 0 || req->type != NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	static struct out	 out;
	struct request		 req = { .arena = &arena, .out = &out };
	char			*text = as_string(data, n), *at = text;
	const char		*s;
	enum status		 status;

	out_reset(&out);
	flags = (s = line_of(&at)) != NULL ? *s & 63 : 0;
	setenv("WAYMARK_ORIGIN", flags & TLS ? "https://a.example" :
	    "http://a.example", 1);
	req.method = (s = line_of(&at)) != NULL && *s == 'P' ? POST : GET;
	req.path = (s = line_of(&at)) != NULL ? s : "/";
	req.query = (s = line_of(&at)) != NULL ? s : "";
	req.cookies = line_of(&at);
	req.content_type = line_of(&at);
	req.origin = line_of(&at);
	req.fetch_site = line_of(&at);
	req.accept_encoding = line_of(&at);
	req.if_none_match = line_of(&at);
	req.user_agent = line_of(&at);
	req.accept = line_of(&at);
	req.authorization = line_of(&at);
	req.address = (s = line_of(&at)) != NULL ? s : "";
	req.body = body_of(&arena, &req, at);
	req.body_length = strlen(req.body);
	status = dispatch(&req);
	require_sound(&req, status);
	answer_encode(&req);
	free(text);
	arena_reset(&arena);
	return (0);
}
