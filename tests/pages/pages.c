/* pages - asks pages as the browser of somebody. */
#include <stdio.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"

enum { BROWSERS = 4, SENDERS_MAX = 16 };

struct browser {
	char	session[TOKEN_LENGTH + 1], visitor[TOKEN_LENGTH + 1];
	char	giver[TOKEN_LENGTH + 1], link[TOKEN_LENGTH + 1];
	char	observer[TOKEN_LENGTH + 1], step[TOKEN_LENGTH + 1];
	char	provider[TOKEN_LENGTH + 1];
};

static struct db	*web, *owner;
static bool		 lost;
static struct arena	 arena, request_arena;
static struct out	 out;
static struct request	 req;
static struct browser	 browsers[BROWSERS], *in_hand = browsers;
static char		 kept_fields[2000];
struct manner		 manner;
enum piece_is		 rest_was;
size_t			 most_of_rest;
void			(*before_piece)(void);

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

void
owner_doesf(const char *fmt, ...)
{
	struct arena	brief = { 0 };
	va_list		ap;

	va_start(ap, fmt);
	owner_does(arena_vprintf(&brief, fmt, ap));
	va_end(ap);
	arena_release(&brief);
}

/* A statement is known by its struct, so there is one that asks any other. */
const char *
owner_reads(const char *sql)
{
	static const struct column	 text = { "text", DB_TEXT, true };
	static const struct column	 statement = { "sql", DB_TEXT };
	static const struct query	 q = { "owner_reads", "SELECT "
					    "pg_temp.asked($1)", __FILE__,
					    __LINE__, 1, 1, &statement, &text,
					    sizeof(const char *) };
	const char			**row;
	size_t				  n;

	arena_reset(&arena);
	db_begin(owner, &arena, DB_WRITES);
	row = db_rows(owner, &q, &(union param){ .text = sql }, &n);
	if (!db_commit(owner) || n != 1)
		fail_msg("%s: %s", sql, db_error(owner));
	return (*row != NULL ? *row : "");
}

void
take_stored(char to[STORED_SIZE])
{
	snprintf(to, STORED_SIZE, "%s", owner_reads("SELECT pg_temp.stored()"));
}

int64_t
owner_asks(const char *sql)
{
	return (strtoll(owner_reads(sql), NULL, 10));
}

bool
web_does(const char *sql)
{
	arena_reset(&arena);
	db_begin(web, &arena, DB_WRITES);
	db_run(web, arena_printf(&arena, "SELECT auth.enter('%s')",
	    in_hand->session));
	db_run(web, sql);
	return (db_commit(web));
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
open_world(void **state)
{
	if (web == NULL) {
		secret_start();
		owner = db_open_patient(environment("DATABASE_URL"));
		web = db_open(environment("WAYMARK_WEB_URL"));
		owner_does("CREATE FUNCTION pg_temp.asked(sql text, "
		    "OUT answer text) LANGUAGE plpgsql AS "
		    "'BEGIN EXECUTE sql INTO STRICT answer; END'");
		owner_does("CREATE FUNCTION pg_temp.stored() RETURNS text "
		    "LANGUAGE plpgsql AS $$ BEGIN RETURN concat_ws(' ', "
		    "(SELECT max(id) FROM audit.event WHERE before IS NOT NULL "
		    "OR after IS NOT NULL), (SELECT count(*) FROM draft), "
		    "(SELECT max(id) FROM post.letter), "
		    "(SELECT count(*) FROM auth.link), "
		    "(SELECT count(*) FROM auth.done_form), "
		    "(SELECT count(*) FROM auth.session)); END $$");
	} else if (lost) {
		db_close(web);
		web = db_open(environment("WAYMARK_WEB_URL"));
		lost = false;
	}
	memset(browsers, 0, sizeof(browsers));
	manner = (struct manner){ .address = "127.0.0.1",
	    .content_type = "application/x-www-form-urlencoded" };
	take_browser(0);
	return (0);
}

void
owner_file(const char *path)
{
	char	*sql = file_text(path);

	owner_does(sql);
	free(sql);
}

bool
world_back(const char *name)
{
	char	asked[100];

	snprintf(asked, sizeof(asked), "SELECT (to_regprocedure('kept.%s()') "
	    "IS NOT NULL)::integer", name);
	if (owner_asks(asked) == 0)
		return (false);
	owner_doesf("SELECT kept.%s()", name);
	return (true);
}

void
world_keep(const char *name)
{
	owner_doesf("SELECT set_config('waymark.world', '%s', false)", name);
	owner_file("tests/pages/keep_world.sql");
}

int
new_world(void **state)
{
	open_world(state);
	if (!world_back("small")) {
		owner_file("tests/pages/fixtures.sql");
		world_keep("small");
	}
	return (0);
}

int
asye_world(void **state)
{
	open_world(state);
	if (!world_back("asye")) {
		new_world(state);
		owner_file("tests/pages/fixtures_asye.sql");
		world_keep("asye");
	}
	return (0);
}

void
lose_database(void)
{
	db_close(web);
	web = db_open("host=/nonexistent");
	lost = true;
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
	*in_hand = (struct browser){ 0 };
	if (person == 0)
		return;
	set_session_cookie(secret_token(&arena));
	csrf = secret_sha256(&arena, secret_csrf(&arena, in_hand->session),
	    SECRET_BYTES);
	db_begin(owner, &arena, DB_WRITES);
	db_run(owner, arena_printf(&arena,
	    "SELECT auth.start(%ld, '%s', decode('%s', 'hex'), '127.0.0.1')",
	    person, in_hand->session, hex(csrf, SECRET_BYTES)));
	if (!db_commit(owner))
		fail_msg("%s", db_error(owner));
}

void
take_browser(int n)
{
	in_hand = &browsers[n];
}

const char *
session_cookie(void)
{
	return (in_hand->session);
}

void
set_session_cookie(const char *token)
{
	snprintf(in_hand->session, sizeof(in_hand->session), "%s", token);
}

/* The same password for all, for its hash takes a twentieth of a second. */
void
give_passwords(void)
{
	static char	hash[200];

	if (*hash == '\0')
		snprintf(hash, sizeof(hash), "%s",
		    password_hash(&arena, PASSWORD));
	owner_doesf("INSERT INTO auth.credential (person_id, "
	    "password_hash) SELECT id, '%s' FROM person", hash);
}

/* Over TLS cookies have a name that keeps them to one host. */
static const char *
prefix(void)
{
	return (strncmp(own_origin(), "https:", 6) == 0 ? "__Host-" : "");
}

static const char *
cookie_header(void)
{
	return (arena_printf(&request_arena, "%swaymark=%s; "
	    "%swaymark-visitor=%s; %swaymark-feedback=%s; %swaymark-link=%s; "
	    "%swaymark-observer=%s; %swaymark-step=%s; %swaymark-provider=%s",
	    prefix(), in_hand->session, prefix(), in_hand->visitor, prefix(),
	    in_hand->giver, prefix(), in_hand->link, prefix(),
	    in_hand->observer, prefix(), in_hand->step, prefix(),
	    in_hand->provider));
}

/* "waymark=...; Path=/": kept, or forgotten when it is empty. */
static void
keep_cookie(const char *set)
{
	const char	*value = strchr(set, '=') + 1;
	char		*kept = in_hand->session;

	assert_memory_equal(set, prefix(), strlen(prefix()));
	if (strstr(set, "waymark-visitor=") != NULL)
		kept = in_hand->visitor;
	else if (strstr(set, "waymark-feedback=") != NULL)
		kept = in_hand->giver;
	else if (strstr(set, "waymark-link=") != NULL)
		kept = in_hand->link;
	else if (strstr(set, "waymark-observer=") != NULL)
		kept = in_hand->observer;
	else if (strstr(set, "waymark-step=") != NULL)
		kept = in_hand->step;
	else if (strstr(set, "waymark-provider=") != NULL)
		kept = in_hand->provider;
	snprintf(kept, TOKEN_LENGTH + 1, "%.*s", (int)strcspn(value, ";"),
	    value);
}

/* What comes behind an answer, as the server asks for it. */
static void
take_rest(void)
{
	struct request	 more = req;
	struct arena	 brief = { 0 };
	struct out	 piece = { 0 };
	enum piece_is	 is = PIECE_MORE;

	more.arena = &brief;
	more.out = &piece;
	while (is == PIECE_MORE) {
		out_reset(&piece);
		arena_reset(&brief);
		is = dispatch_rest(&more, &req.rest);
		out_raw(&out, piece.data, piece.len);
		if (piece.len > most_of_rest)
			most_of_rest = piece.len;
		if (before_piece != NULL)
			before_piece();
	}
	if (is == PIECE_LAST)
		assert_int_equal(out.len, req.rest.length);
	rest_was = is;
	req.rest.end(req.rest.state);
	out_free(&piece);
	arena_release(&brief);
}

static enum status
request_ends(void)
{
	enum status	status = dispatch(&req);

	if (req.rest.length > 0)
		take_rest();
	for (size_t i = 0; i < req.nheaders; i++)
		if (strcmp(req.headers[i].name, "set-cookie") == 0)
			keep_cookie(req.headers[i].value);
	return (status);
}

static void
request_begins(enum method method, const char *address)
{
	char	*kept = strdup(address); /* it may be of the last answer */
	char	*path, *query;

	arena_reset(&request_arena);
	out_reset(&out);
	path = arena_strdup(&request_arena, kept);
	if ((query = strchr(path, '?')) != NULL)
		*query++ = '\0';
	req = (struct request){ .method = method, .path = path,
	    .query = query != NULL ? query : "",
	    .cookies = cookie_header(), .address = manner.address,
	    .origin = manner.origin, .fetch_site = manner.fetch_site,
	    .if_none_match = manner.if_none_match,
	    .user_agent = manner.user_agent,
	    .accept = manner.accept, .authorization = manner.authorization,
	    .arena = &request_arena, .db = web, .out = &out };
	free(kept);
}

enum status
ask(const char *address)
{
	request_begins(GET, address);
	return (request_ends());
}

enum status
ask_otherwise(const char *path)
{
	request_begins(OTHER, path);
	return (request_ends());
}

enum status
follow(void)
{
	if (req.location == NULL)
		fail_msg("the last answer led nowhere");
	return (ask(req.location));
}

enum status
send_bytes(const char *path, const char *body, size_t length)
{
	char	*kept = malloc(length + 1);

	memcpy(kept, body, length);
	request_begins(POST, path);
	req.content_type = manner.content_type;
	req.body = arena_copy(&request_arena, kept, length);
	req.body_length = length;
	free(kept);
	return (request_ends());
}

enum status
send_bare(const char *path, const char *body)
{
	return (send_bytes(path, body, strlen(body)));
}

/* As a browser reads it; pages write no other names of characters. */
static const char *
unescaped(char *s)
{
	static const struct { const char *name, *is; } names[] = {
		{ "&amp;", "&" }, { "&lt;", "<" }, { "&gt;", ">" },
		{ "&#34;", "\"" }, { "&quot;", "\"" }, { "&#39;", "'" } };
	enum { NAMES = sizeof(names) / sizeof(*names) };
	char	*to = s, *from = s;
	size_t	 i;

	while (*from != '\0') {
		for (i = 0; i < NAMES && strncmp(from, names[i].name,
		    strlen(names[i].name)) != 0; i++)
			;
		*to++ = i < NAMES ? *names[i].is : *from;
		from += i < NAMES ? strlen(names[i].name) : 1;
	}
	*to = '\0';
	return (s);
}

/* The value of an attribute in a tag, or NULL. */
static const char *
attribute(const char *tag, const char *name)
{
	const char	*end = strchr(tag, '>');
	const char	*at = strstr(tag,
			    arena_printf(&request_arena, " %s=\"", name));

	if (at == NULL || at > end)
		return (NULL);
	at += strlen(name) + 3;
	return (unescaped(arena_strndup(&request_arena, at,
	    strcspn(at, "\""))));
}

/* A form that does not say where it goes to goes to its own page. */
static bool
goes_to(const char *form, const char *address)
{
	const char	*action = attribute(form, "action");
	size_t		 path = strcspn(address, "?");

	if (action != NULL)
		return (strcmp(action, address) == 0);
	return (strlen(req.path) == path &&
	    strncmp(req.path, address, path) == 0);
}

/* The last one: a draft's notice has a form of its own before it. */
const char *
page_form(const char *path)
{
	const char	*found = NULL, *at = page_text();

	for (; (at = strstr(at, "<form ")) != NULL; at++)
		if (goes_to(at, path))
			found = at;
	return (found);
}

/* What stands in hidden fields needs no escape but that of a path's. */
const char *
hidden_fields(const char *path)
{
	const char	*at = page_form(path), *end;
	struct form	 form = { .arena = &request_arena };
	char		*fields = arena_strdup(&request_arena, "");

	if (at == NULL)
		fail_msg("the page has no form for %s", path);
	end = strstr(at, "</form>");
	for (; (at = strstr(at, "<input type=\"hidden\"")) != NULL && at < end;
	    at++) {
		form.nfields = 0;
		form_add(&form, attribute(at, "name"), attribute(at, "value"));
		if (strcmp(form.fields[0].name, "csrf") == 0 ||
		    strcmp(form.fields[0].name, "once") == 0)
			fields = arena_printf(&request_arena, "%s%s=%s&",
			    fields, form.fields[0].name, form.fields[0].value);
		else
			fields = arena_printf(&request_arena, "%s%s&", fields,
			    form_encode(&request_arena, &form));
	}
	return (arena_strdup(&arena, fields));
}

void
keep_fields(const char *path)
{
	snprintf(kept_fields, sizeof(kept_fields), "%s", hidden_fields(path));
}

enum status
send_kept(const char *path, const char *fields)
{
	arena_reset(&arena);
	return (send_bare(path, arena_printf(&arena, "%s%s", kept_fields,
	    fields)));
}

static void
wait_until_locked(int n)
{
	db_run(owner, arena_printf(&arena, "DO $$BEGIN FOR i IN 1..75 LOOP "
	    "PERFORM pg_stat_clear_snapshot(); "
	    "EXIT WHEN (SELECT count(*) FROM pg_stat_activity "
	    "WHERE wait_event_type = 'Lock') >= %d; PERFORM pg_sleep(0.02); "
	    "END LOOP; END$$", n));
}

void
send_at_once(const char *path, const char *body, const char *lock,
    struct reply *replies, int n)
{
	struct sending	all[SENDERS_MAX];

	assert_in_range(n, 1, SENDERS_MAX);
	for (int i = 0; i < n; i++)
		all[i] = (struct sending){ (int)(in_hand - browsers), path,
		    body };
	send_all_at_once(all, lock, replies, n);
}

void
send_all_at_once(const struct sending *all, const char *lock,
    struct reply *replies, int n)
{
	struct reply	*shared = mmap(NULL, (size_t)n * sizeof(*shared),
			    PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS,
			    -1, 0);

	db_begin(owner, &arena, DB_WRITES);
	db_run(owner, lock);
	for (int i = 0; i < n; i++)
		if (fork() == 0) {
			web = db_open(environment("WAYMARK_WEB_URL"));
			take_browser(all[i].browser);
			shared[i].status = send_bare(all[i].path, all[i].body);
			snprintf(shared[i].location, sizeof(shared->location),
			    "%s", req.location != NULL ? req.location : "");
			_exit(0);
		}
	wait_until_locked(n);
	if (!db_commit(owner))
		fail_msg("%s", db_error(owner));
	for (int i = 0; i < n; i++)
		wait(NULL);
	memcpy(replies, shared, (size_t)n * sizeof(*shared));
	munmap(shared, (size_t)n * sizeof(*shared));
}

enum status
submit(const char *path, const char *fields)
{
	arena_reset(&arena);
	return (send_bare(path, arena_printf(&arena, "%s%s",
	    hidden_fields(path), fields)));
}

enum status
send_form(const char *path, const char *body)
{
	const char	*whole;

	arena_reset(&arena);
	whole = arena_printf(&arena, "csrf=%s&once=%s%s%s",
	    secret_mask(&arena, secret_csrf(&arena, in_hand->session)),
	    secret_token(&arena), *body == '\0' ? "" : "&", body);
	return (send_bare(path, whole));
}

static void
put_field(struct out *to, const char *name, const char *value)
{
	char	*part = arena_printf(&arena, "--waymark-test\r\n"
		    "Content-Disposition: form-data; name=\"%s\"\r\n\r\n"
		    "%s\r\n", name, value);

	out_raw(to, part, strlen(part));
}

static void
put_file(struct out *body, const char *field, const struct sent_file *f)
{
	const char	*head = arena_printf(&arena, "--waymark-test\r\n"
			    "Content-Disposition: form-data; name=\"%s\"; "
			    "filename=\"%s\"\r\nContent-Type: text/csv"
			    "\r\n\r\n", field, f->name);

	out_raw(body, head, strlen(head));
	out_raw(body, f->bytes, f->n);
	out_raw(body, "\r\n", 2);
}

static void
put_guards(struct out *body)
{
	arena_reset(&arena);
	put_field(body, "csrf", secret_mask(&arena, secret_csrf(&arena,
	    in_hand->session)));
	put_field(body, "once", secret_token(&arena));
}

static enum status
send_parts(const char *path, struct out *body)
{
	static const char	 end[] = "--waymark-test--\r\n";
	const char		*usual = manner.content_type;
	enum status		 status;

	out_raw(body, end, sizeof(end) - 1);
	manner.content_type = "multipart/form-data; boundary=waymark-test";
	status = send_bytes(path, body->data, body->len);
	manner.content_type = usual;
	out_free(body);
	return (status);
}

enum status
send_file(const char *path, const char *name, const char *value,
    const char *field, const char *file, const void *bytes, size_t n)
{
	struct out	body = { 0 };

	put_guards(&body);
	if (name != NULL)
		put_field(&body, name, value);
	put_file(&body, field, &(struct sent_file){ file, bytes, n });
	return (send_parts(path, &body));
}

enum status
send_files(const char *path, const char *field, const struct sent_file *files,
    size_t n)
{
	struct out	body = { 0 };

	put_guards(&body);
	for (size_t i = 0; i < n; i++)
		put_file(&body, field, &files[i]);
	return (send_parts(path, &body));
}

bool
page_has(const char *s)
{
	return (out.len != 0 &&
	    memmem(out.data, out.len, s, strlen(s)) != NULL);
}

bool
page_is(const void *s, size_t n)
{
	return (out.len == n && memcmp(out.data, s, n) == 0);
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
page_bytes(size_t *n)
{
	*n = out.len;
	return (out.data);
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

static void
show_failure(void)
{
	const char	*dir = getenv("B");
	const char	*path = arena_printf(&arena, "%s/failed.html",
			    dir != NULL ? dir : "build");
	FILE		*f = fopen(path, "w");

	if (f == NULL)
		return;
	fwrite(out.data, 1, out.len, f);
	fclose(f);
	print_error("the page is in %s\n", path);
}

void
check_answer(enum status wanted, enum status got, const char *asked,
    const char *file, int line)
{
	if (wanted == got)
		return;
	print_error("%s answered %d, not %d\n", asked, got, wanted);
	show_failure();
	_fail(file, line);
}

void
check_page(const char *words, bool wanted, const char *file, int line)
{
	if (page_has(words) == wanted)
		return;
	print_error("the page %s: %s\n", wanted ? "lacks" : "has", words);
	show_failure();
	_fail(file, line);
}

void
check_location(const char *path, const char *file, int line)
{
	if (req.location != NULL && strcmp(req.location, path) == 0)
		return;
	print_error("the answer leads to %s, not %s\n",
	    req.location != NULL ? req.location : "nowhere", path);
	show_failure();
	_fail(file, line);
}

void
check_number(int64_t wanted, int64_t got, const char *sql, const char *file,
    int line)
{
	if (wanted == got)
		return;
	print_error("%s: %ld, not %ld\n", sql, (long)got, (long)wanted);
	_fail(file, line);
}
