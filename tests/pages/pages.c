/* pages - asks pages as the browser of somebody. */
#include <stdio.h>

#include "core/secret.h"
#include "pages.h"

static struct db	*web, *owner;
static struct arena	 arena, request_arena;
static struct out	 out;
static struct request	 req;
static char		 token[TOKEN_LENGTH + 1];

static const char *
environment(const char *name)
{
	const char	*value = getenv(name);

	if (value == NULL)
		fail_msg("%s is not set: run tests/with-database", name);
	return (value);
}

void
owner_does(const char *sql)
{
	arena_reset(&arena);
	db_begin(owner, &arena, DB_WRITES);
	db_run(owner, sql);
	if (!db_commit(owner))
		fail_msg("%s", db_error(owner));
}

int64_t
owner_asks(const char *sql)
{
	static const struct column	 number = { "n", DB_INT8 };
	struct query			 q = { "owner_asks", sql, __FILE__,
					    __LINE__, 0, 1, NULL, &number,
					    sizeof(int64_t) };
	const int64_t			*row;
	size_t				 n;

	arena_reset(&arena);
	db_begin(owner, &arena, DB_READS);
	row = db_rows(owner, &q, NULL, &n);
	if (!db_commit(owner) || n != 1)
		fail_msg("%s: %s", sql, db_error(owner));
	return (*row);
}

static char *
file_text(const char *path)
{
	FILE	*f = fopen(path, "r");
	char	*text = calloc(1, 1 << 16);

	if (f == NULL || text == NULL || fread(text, 1, (1 << 16) - 1, f) == 0)
		fail_msg("%s cannot be read: run this from the top", path);
	fclose(f);
	return (text);
}

int
new_world(void **state)
{
	char	*sql = file_text("tests/pages/fixtures.sql");

	if (web == NULL) {
		secret_start();
		owner = db_open(environment("DATABASE_URL"));
		web = db_open(environment("WAYMARK_WEB_URL"));
	}
	owner_does(sql);
	free(sql);
	sign_in_as(0);
	return (0);
}

int
leave_world(void **state)
{
	db_close(web);
	db_close(owner);
	web = owner = NULL;
	arena_release(&arena);
	arena_release(&request_arena);
	out_free(&out);
	return (0);
}

static const char *
hex(const unsigned char *bytes, size_t n)
{
	char	*s = arena_alloc(&arena, 2 * n + 1);

	for (size_t i = 0; i < n; i++)
		snprintf(s + 2 * i, 3, "%02x", bytes[i]);
	return (s);
}

void
sign_in_as(int64_t person)
{
	const unsigned char	*csrf;

	arena_reset(&arena);
	token[0] = '\0';
	if (person == 0)
		return;
	strcpy(token, secret_token(&arena));
	csrf = secret_sha256(&arena, secret_csrf(&arena, token), SECRET_BYTES);
	db_begin(owner, &arena, DB_WRITES);
	db_run(owner, arena_printf(&arena,
	    "SELECT auth.start(%ld, '%s', decode('%s', 'hex'), '127.0.0.1')",
	    person, token, hex(csrf, SECRET_BYTES)));
	if (!db_commit(owner))
		fail_msg("%s", db_error(owner));
}

static void
request_begins(enum method method, const char *path)
{
	arena_reset(&request_arena);
	out_reset(&out);
	req = (struct request){ .method = method, .path = path, .query = "",
	    .cookies = arena_printf(&request_arena, "waymark=%s", token),
	    .address = "127.0.0.1", .arena = &request_arena, .db = web,
	    .out = &out };
}

enum status
ask(const char *address)
{
	const char	*query = strchr(address, '?');

	request_begins(GET, address);
	if (query != NULL) {
		req.path = arena_strndup(&request_arena, address,
		    (size_t)(query - address));
		req.query = query + 1;
	}
	return (dispatch(&req));
}

enum status
send_bare(const char *path, const char *body)
{
	request_begins(POST, path);
	req.content_type = "application/x-www-form-urlencoded";
	req.body = arena_strdup(&request_arena, body);
	req.body_length = strlen(body);
	return (dispatch(&req));
}

enum status
send_form(const char *path, const char *body)
{
	const char	*whole;

	arena_reset(&arena);
	whole = arena_printf(&arena, "csrf=%s&once=%s%s%s",
	    secret_mask(&arena, secret_csrf(&arena, token)),
	    secret_token(&arena), *body == '\0' ? "" : "&", body);
	return (send_bare(path, whole));
}

bool
page_has(const char *s)
{
	return (out.len != 0 && memmem(out.data, out.len, s, strlen(s)) != NULL);
}

size_t
page_count(const char *s)
{
	const char	*at = page_text();
	size_t		 n = 0;

	for (; (at = strstr(at, s)) != NULL; at += strlen(s))
		n++;
	return (n);
}

bool
page_shows_in_order(const char *first, const char *then)
{
	const char	*a = strstr(page_text(), first);

	return (a != NULL && strstr(a, then) != NULL);
}

const char *
page_text(void)
{
	return (out.len == 0 ? "" :
	    arena_strndup(&request_arena, out.data, out.len));
}

const char *
answer_header(const char *name)
{
	for (size_t i = 0; i < req.nheaders; i++)
		if (strcmp(req.headers[i].name, name) == 0)
			return (req.headers[i].value);
	return (NULL);
}

const char *
answer_location(void)
{
	return (req.location);
}
