/* The API: who reads what with which token, page by page, what is refused in
 * words, and what is written down of it. */
#include <stdio.h>

#include "core/json.h"
#include "exchange/json.h"
#include "exchange/page.h"
#include "pages.h"

#define FOR_IT	"&recipient=Data+team&purpose=To+plan&expires_on-day=30" \
		"&expires_on-month=9&expires_on-year=2026"
#define EVERY	"&tables=progress&tables=placements&tables=capacity" \
		"&tables=days&tables=milestones&tables=educators" \
		"&tables=marks&tables=asye&tables=reviews&tables=outcomes" \
		"&tables=support&tables=quality&tables=claims"

#define DIGITS	"0123456789abcdef"

static char	 header[200];
static json_t	*answer;

static int
api_world(void **state)
{
	new_world(state);
	json_decref(answer);
	answer = NULL;
	return (0);
}

static int
api_world_of_asye(void **state)
{
	asye_world(state);
	json_decref(answer);
	answer = NULL;
	return (0);
}

static int
leave_api(void **state)
{
	json_decref(answer);
	answer = NULL;
	return (leave_world(state));
}

/* What the page shows this once; from here on the questions send it. */
static const char *
token_as(int64_t person, const char *fields)
{
	static char	 token[80];
	const char	*at;
	char		 body[1200];

	sign_in_as(person);
	assert_answer(OK, ask("/tokens/new"));
	snprintf(body, sizeof(body), "name=Warehouse%s" FOR_IT, fields);
	assert_answer(OK, submit("/tokens/new", body));
	at = strstr(page_text(), "id=\"token\">");
	assert_non_null(at);
	snprintf(token, sizeof(token), "%.72s", at + 11);
	assert_int_equal(strlen(token), 72);
	snprintf(header, sizeof(header), "Bearer %s", token);
	manner.authorization = header;
	sign_in_as(0);
	return (token);
}

static const json_t *
read_json(void)
{
	json_error_t	why;

	json_decref(answer);
	answer = json_loads(page_text(), 0, &why);
	if (answer == NULL)
		fail_msg("%s at %d: %s", why.text, why.position, page_text());
	return (answer);
}

static const json_t *
rows_of(const char *address)
{
	assert_answer(OK, ask(address));
	assert_string_equal(answer_header("cache-control"),
	    "private, no-cache");
	return (json_object_get(read_json(), "rows"));
}

/* "detail", where the answer is one of RFC 9457. */
static void
problem_is(const char *words)
{
	const char	*said = json_string_value(json_object_get(read_json(),
			    "detail"));

	if (said == NULL || strstr(said, words) == NULL)
		fail_msg("not “%s” in: %s", words, page_text());
}

static void
set_to(const char *name, int value)
{
	owner_doesf("SET session_replication_role = replica; "
	    "UPDATE setting SET value = %d WHERE name = '%s'; "
	    "SET session_replication_role = origin", value, name);
}

static void
must_have_columns(const struct exchange_table *t, const json_t *row,
    enum exchange_reader reader)
{
	size_t	n = 0;

	for (size_t i = 0; i < t->ncolumns; i++) {
		bool	has = json_object_get(row, t->columns[i].key) != NULL;

		if (has != ((t->columns[i].readers & (int)reader) != 0))
			fail_msg("%s: %s %s a column of this reader", t->code,
			    t->columns[i].key, has ? "is not" : "is");
		n += has;
	}
	assert_int_equal(n, json_object_size(row));
}

static void
test_a_token_is_shown_once_and_kept_as_a_hash(void **state)
{
	const char	*token = token_as(SAM, "&reader=staff" EVERY);
	char		 sql[300];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM api_token WHERE "
	    "token_hash = sha256('%s') AND prefix = '%.16s' AND made_by = 31",
	    token, token);
	assert_owner_asks(1, sql);
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit.event "
	    "WHERE after::text LIKE '%%%s%%' OR after ? 'token_hash'", token);
	assert_owner_asks(0, sql);
	assert_owner_asks(1, "SELECT count(*) FROM audit.event WHERE name = "
	    "'API_TOKEN_MADE' AND actor_id = 31 AND programme_id = 1");
	sign_in_as(SAM);
	assert_answer(OK, ask("/tokens"));
	assert_shows("Warehouse");
	assert_false(page_has(token));
	snprintf(sql, sizeof(sql), "%.16s…", token);
	assert_shows(sql);
}

static void
test_a_form_that_is_sent_twice_makes_one(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/tokens/new"));
	keep_fields("/tokens/new");
	assert_answer(OK, send_kept("/tokens/new", "name=A&reader=staff"
	    "&tables=days" FOR_IT));
	assert_answer(SEE_OTHER, send_kept("/tokens/new", "name=A&reader=staff"
	    "&tables=days" FOR_IT));
	assert_owner_asks(1, "SELECT count(*) FROM api_token");
	assert_answer(OK, follow());
	assert_shows("Works until 30 September 2026");
}

/* "&tables=progress&tables=..." of each that has a column for the reader. */
static void
tables_for(enum exchange_reader reader, char *fields, size_t size)
{
	size_t	n = 0;

	*fields = '\0';
	for (const struct exchange_table *t = exchange_tables; t->code != NULL;
	    t++)
		if ((t->askers & STAFF) != 0 &&
		    (exchange_readers(t) & (int)reader) != 0)
			n += (size_t)snprintf(fields + n, size - n,
			    "&tables=%s", t->code);
	assert_true(n < size - 60);
}

static void
test_each_table_is_read_with_its_readers_columns(void **state)
{
	static const struct { const char *fields; enum exchange_reader r; }
	    readers[] = { { "&reader=staff", FOR_STAFF },
	    { "&reader=university", FOR_UNIVERSITY },
	    { "&reader=funder", FOR_FUNDER },
	    { "&reader=partner&organisation=9003", FOR_PARTNER } };
	char		 fields[600], address[60];
	const json_t	*rows;
	size_t		 seen = 0;

	for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
		tables_for(readers[i].r, fields, sizeof(fields));
		strcat(fields, readers[i].fields);
		token_as(SAM, fields);
		for (const struct exchange_table *t = exchange_tables;
		    t->code != NULL; t++) {
			if ((t->askers & STAFF) == 0 ||
			    (exchange_readers(t) & (int)readers[i].r) == 0)
				continue;
			snprintf(address, sizeof(address), "/api/v1/%s",
			    t->code);
			rows = rows_of(address);
			for (size_t n = 0; n < json_array_size(rows); n++)
				must_have_columns(t, json_array_get(rows, n),
				    readers[i].r);
			seen += json_array_size(rows) > 0;
		}
	}
	assert_true(seen >= 4 * 4);
}

static void
test_a_partner_reads_their_own_people_alone(void **state)
{
	token_as(BO, "&tables=progress&tables=placements");
	assert_int_equal(json_array_size(rows_of("/api/v1/progress")), 4);
	assert_shows("Mary Smith-Jones");
	assert_shows("Kwame Okafor");		/* Brook hosts him */
	assert_hides("O'Brien");
	assert_hides("Tom Lee");
	assert_hides("@example.org");
	assert_hides("SW1002");
	assert_answer(OK, ask("/api/v1/progress?organisation=9003"));
	assert_answer(FORBIDDEN, ask("/api/v1/progress?organisation=9002"));
	problem_is("people of one organisation alone");
	rows_of("/api/v1/progress?cohort=3");
	assert_int_equal(json_array_size(json_object_get(answer, "rows")), 0);
}

static void
test_staff_make_one_for_a_partner_as_the_partner_has_it(void **state)
{
	static char	theirs[40000];

	token_as(BO, "&tables=progress&tables=placements");
	assert_answer(OK, ask("/api/v1/progress"));
	snprintf(theirs, sizeof(theirs), "%s", page_text());
	token_as(SAM, "&reader=partner&organisation=9003&tables=progress");
	assert_answer(OK, ask("/api/v1/progress"));
	if (strcmp(page_text(), theirs) != 0)
		fail_msg("%s\nis not\n%s", page_text(), theirs);
	assert_answer(FORBIDDEN, ask("/api/v1/progress?organisation=9002"));
	sign_in_as(BO);
	assert_answer(OK, ask("/tokens"));
	assert_int_equal(page_count("People of Brook Council"), 2);
	sign_in_as(PAT);
	assert_answer(OK, ask("/tokens"));
	assert_shows("There are none yet");
}

static void
test_nothing_is_read_without_a_token(void **state)
{
	assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
	problem_is("Send your token in the header");
	assert_string_equal(answer_header("www-authenticate"),
	    "Bearer realm=\"Waymark\"");
	assert_string_equal(answer_header("cache-control"), "no-store");
	sign_in_as(SAM);
	assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
	assert_answer(UNAUTHORISED, ask("/api/v1"));
	assert_answer(UNAUTHORISED, ask("/api/v1/secrets"));
	assert_null(answer_header("set-cookie"));
}

static void
test_what_is_no_token_of_ours_is_refused(void **state)
{
	static const char *const	forged[] = {
		"Bearer", "Bearer ", "Bearer waymark_", "Basic c2FtOnNhbQ==",
		"Bearer waymark_" DIGITS DIGITS DIGITS DIGITS,
		"Bearer waymark_0123456789ABCDEF" DIGITS DIGITS DIGITS,
		"Bearer ' OR true --", "waymark_0", "",
	};
	char				almost[200];

	token_as(SAM, "&reader=staff" EVERY);
	snprintf(almost, sizeof(almost), "%s", header);
	almost[78] = almost[78] == '0' ? '1' : '0';
	manner.authorization = almost;
	assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
	problem_is("There is no such token");
	for (size_t i = 0; i < sizeof(forged) / sizeof(*forged); i++) {
		manner.authorization = forged[i];
		assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
		problem_is("There is no such token");
		assert_non_null(strstr(answer_header("www-authenticate"),
		    "invalid_token"));
	}
	assert_owner_asks(0, "SELECT count(*) FROM api_use");
}

static void
test_a_token_in_an_address_is_refused(void **state)
{
	const char	*token = token_as(SAM, "&reader=staff" EVERY);
	char		 address[200];

	snprintf(address, sizeof(address), "/api/v1/days?after=%s", token);
	assert_answer(BAD_REQUEST, ask(address));
	problem_is("A token stands in no address");
	snprintf(address, sizeof(address), "/api/v1?%s", token);
	assert_answer(BAD_REQUEST, ask(address));
	manner.authorization = NULL;
	snprintf(address, sizeof(address), "/api/v1/days?access_token=%s",
	    token);
	assert_answer(BAD_REQUEST, ask(address));
	assert_answer(BAD_REQUEST, ask("/api/v1/days?token=abc"));
	assert_false(page_has(token));
	assert_owner_asks(2, "SELECT count(*) FROM api_use WHERE status = "
	    "400 AND asked = ''");
}

static void
test_a_token_is_no_session(void **state)
{
	const char	*token = token_as(SAM, "&reader=staff" EVERY);

	set_session_cookie(token + 8);
	assert_answer(SEE_OTHER, ask("/exports"));
	assert_leads_to("/sign-in?to=%2Fexports");
	assert_answer(OK, ask("/api/v1"));
	assert_owner_asks(0, "SELECT count(*) FROM auth.session "
	    "WHERE address = 'jobs'");
}

static void
test_one_that_has_ended_is_refused_in_words(void **state)
{
	char	page[60];

	token_as(SAM, "&reader=staff" EVERY);
	assert_answer(OK, ask("/api/v1/progress"));
	owner_does("UPDATE demonstration SET as_of = '2026-10-01'");
	assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
	problem_is("This token has expired");
	owner_does("UPDATE demonstration SET as_of = '2026-09-30'");
	assert_answer(OK, ask("/api/v1/progress"));
	sign_in_as(SAM);
	snprintf(page, sizeof(page), "%s", owner_reads("SELECT '/tokens/' || "
	    "id || '/revoke' FROM api_token"));
	assert_answer(OK, ask(page));
	assert_answer(SEE_OTHER, submit(page, ""));
	assert_answer(OK, follow());
	assert_shows("Token revoked. It does not work any more.");
	assert_shows("Sam Hall");
	assert_hides("Revoke the token");
	assert_answer(UNAUTHORISED, ask("/api/v1/progress"));
	problem_is("This token was revoked");
	assert_owner_asks(2, "SELECT count(*) FROM api_use WHERE status = "
	    "401 AND rows = 0");
}

static void
test_it_reads_no_longer_than_its_maker_may(void **state)
{
	token_as(SAM, "&reader=staff" EVERY);
	assert_answer(OK, ask("/api/v1/progress"));
	owner_does("UPDATE role_held SET during = '[2026-01-01,2026-06-15)' "
	    "WHERE person_id = 31");
	assert_answer(FORBIDDEN, ask("/api/v1/progress"));
	problem_is("does not hold the role any more");
	assert_hides("Mary");
	token_as(BO, "&tables=placements");
	assert_answer(OK, ask("/api/v1/placements"));
	owner_does("UPDATE role_held SET organisation_id = 9002 "
	    "WHERE person_id = 22");
	assert_answer(FORBIDDEN, ask("/api/v1/placements"));
}

static void
test_it_reads_the_tables_alone_that_it_was_made_for(void **state)
{
	const json_t	*tables;

	token_as(SAM, "&reader=staff&tables=capacity&tables=marks");
	assert_answer(OK, ask("/api/v1/capacity"));
	assert_answer(FORBIDDEN, ask("/api/v1/progress"));
	problem_is("This token does not read “Cohort progress”");
	assert_answer(NOT_FOUND, ask("/api/v1/secrets"));
	problem_is("There is no such table");
	assert_answer(OK, ask("/api/v1"));
	tables = json_object_get(read_json(), "tables");
	assert_int_equal(json_array_size(tables), 2);
	assert_string_equal(json_string_value(json_object_get(json_array_get(
	    tables, 0), "address")), "/api/v1/capacity");
	assert_string_equal(json_string_value(json_object_get(json_array_get(
	    tables, 1), "title")), "Modules and marks");
	assert_int_equal(json_array_size(json_object_get(answer, "cohorts")),
	    2);
	assert_hides("South 2026");
}

static void
test_an_address_that_is_none_says_so_in_json(void **state)
{
	assert_answer(NOT_FOUND, ask("/api/v2/progress"));
	problem_is("There is nothing at this address");
	assert_answer(NOT_FOUND, ask("/api/v1/progress/1"));
	problem_is("There is nothing at this address");
	assert_answer(NOT_ALLOWED, send_bare("/api/v1/progress", "a=b"));
	problem_is("The API only reads");
	assert_string_equal(answer_header("allow"), "GET, HEAD");
	assert_answer(NOT_ALLOWED, ask_otherwise("/api/v1/progress"));
	problem_is("The API only reads");
	assert_string_equal(answer_header("allow"), "GET, HEAD");
}

static void
test_who_does_not_take_json_is_told(void **state)
{
	static const struct { const char *accept; enum status is; } said[] = {
		{ NULL, OK }, { "", OK }, { "*/*", OK },
		{ "application/json", OK }, { "APPLICATION/*;q=0.1", OK },
		{ "text/html, application/json;q=0.5", OK },
		{ "text/html", NOT_ACCEPTABLE },
		{ "application/xml, text/*", NOT_ACCEPTABLE },
		{ "application/json;q=0, */*", NOT_ACCEPTABLE },
		{ "*/*;q=0.0", NOT_ACCEPTABLE },
	};

	token_as(SAM, "&reader=staff" EVERY);
	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		manner.accept = said[i].accept;
		assert_answer(said[i].is, ask("/api/v1/capacity"));
		assert_answer(said[i].is, ask("/api/v1/openapi.json"));
	}
	problem_is("application/json");
}

static void
test_what_cannot_be_asked_is_said(void **state)
{
	static const char *const	wrong[][2] = {
		{ "progress?secret=1", "takes no parameter “secret”. It takes "
		    "cohort, organisation, from, until, limit and after" },
		{ "support?cohort=1", "It takes organisation, limit and "
		    "after" },
		{ "educators?from=2026-01-01", "It takes cohort, organisation, "
		    "limit and after" },
		{ "progress?cohort=x", "cohort must be a number" },
		{ "progress?cohort=", "Give each parameter a value" },
		{ "progress?limit=0", "limit must be" },
		{ "progress?limit=501", "limit must be" },
		{ "progress?after=-1", "after must be" },
		{ "progress?after=99999999999999999999", "after must be" },
		{ "progress?from=1.6.2026", "from must be a day" },
		{ "progress?until=2026-02-30", "until must be a day" },
		{ "progress?cohort=1&cohort=2", "cohort" },
		{ "progress?person=2", "takes no parameter “person”" },
		{ "progress?a%0Ab=1", "takes no parameter" },
	};
	char				address[100];

	token_as(SAM, "&reader=staff" EVERY);
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++) {
		snprintf(address, sizeof(address), "/api/v1/%s", wrong[i][0]);
		assert_answer(BAD_REQUEST, ask(address));
		problem_is(wrong[i][1]);
	}
	assert_answer(BAD_REQUEST, ask("/api/v1?cohort=1"));
	problem_is("takes no parameters");
	/* What surrounds a number goes into no header. */
	assert_answer(OK, ask("/api/v1/progress?limit=1&after=%0D%0A1"));
	assert_string_equal(answer_header("link"), "</api/v1/progress?limit=1"
	    "&after=101>; rel=\"next\"");
}

/* Each row once, although others come and go between two pages. */
static void
test_pages_follow_one_another_while_rows_come_and_go(void **state)
{
	const char	*next = "/api/v1/placements?limit=2&cohort=1";
	char		 address[100], seen[100] = "";
	const json_t	*rows;

	token_as(SAM, "&reader=staff" EVERY);
	for (int page = 0; next != NULL && page < 10; page++) {
		snprintf(address, sizeof(address), "%s", next);
		rows = rows_of(address);
		for (size_t i = 0; i < json_array_size(rows); i++)
			snprintf(seen + strlen(seen), sizeof(seen) -
			    strlen(seen), "%d ", (int)json_integer_value(
			    json_object_get(json_array_get(rows, i),
			    "record")));
		next = json_string_value(json_object_get(answer, "next"));
		if (next != NULL)
			assert_non_null(strstr(answer_header("link"), next));
		if (page == 0)
			owner_does("SET session_replication_role = replica; "
			    "UPDATE placement SET starts_on = '2026-05-01' "
			    "WHERE id = 204; DELETE FROM placement_day WHERE "
			    "placement_id = 202; DELETE FROM placement WHERE "
			    "id = 202; INSERT INTO placement (id, "
			    "enrolment_id, person_id, programme_id, "
			    "organisation_id, team_id, stage, starts_on, "
			    "ends_on, required_halves) OVERRIDING SYSTEM "
			    "VALUE SELECT 190, enrolment_id, person_id, "
			    "programme_id, organisation_id, team_id, 'last', "
			    "'2027-03-01', '2027-04-01', 10 FROM placement "
			    "WHERE id = 201; "
			    "SET session_replication_role = origin");
	}
	assert_string_equal(seen, "201 202 203 204 ");
	assert_null(answer_header("link"));
	assert_answer(OK, ask(address));	/* a page stays where it is */
	assert_shows("\"record\":204");
}

static void
test_rows_are_chosen_by_cohort_and_day(void **state)
{
	token_as(SAM, "&reader=staff" EVERY);
	assert_int_equal(json_array_size(rows_of("/api/v1/placements")), 5);
	assert_int_equal(json_array_size(rows_of(
	    "/api/v1/placements?cohort=2")), 1);
	assert_int_equal(json_array_size(rows_of(
	    "/api/v1/placements?from=2026-10-31")), 1);
	assert_int_equal(json_array_size(rows_of(
	    "/api/v1/placements?from=2026-10-30&until=2026-08-31")), 4);
	assert_int_equal(json_array_size(rows_of(
	    "/api/v1/placements?organisation=9003&until=2026-08-31")), 3);
	assert_int_equal(json_array_size(rows_of(
	    "/api/v1/days?from=2026-06-02&until=2026-06-02")),
	    owner_asks("SELECT count(*) FROM placement_day WHERE programme_id "
	    "= 1 AND on_date = '2026-06-02' AND state <> 'withdrawn'"));
	assert_true(json_array_size(json_object_get(answer, "rows")) > 0);
}

/* The columns that dates are asked of are there, and are days. */
static void
test_each_table_says_which_days_are_asked_of_it(void **state)
{
	int	n = 0;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		const struct exchange_dates	*d = exchange_dates_of(t);

		if (d == NULL)
			continue;
		assert_int_equal(exchange_column_of(t, d->begins)->type,
		    SHEET_DATE);
		assert_int_equal(exchange_column_of(t, d->ends)->type,
		    SHEET_DATE);
		n++;
	}
	assert_int_equal(n, 11);
}

static void
test_what_is_the_same_is_not_sent_again(void **state)
{
	char	tag[100];

	token_as(SAM, "&reader=staff" EVERY);
	assert_answer(OK, ask("/api/v1/placements"));
	snprintf(tag, sizeof(tag), "%s", answer_header("etag"));
	manner.if_none_match = tag;
	assert_answer(NOT_MODIFIED, ask("/api/v1/placements"));
	assert_string_equal(page_text(), "");
	assert_owner_asks(0, "SELECT rows FROM api_use WHERE status = 304");
	owner_does("UPDATE team SET name = 'Other' WHERE id = 51");
	assert_answer(OK, ask("/api/v1/placements"));
	assert_string_not_equal(answer_header("etag"), tag);
	assert_non_null(strstr(answer_header("vary"), "authorization"));
	snprintf(tag, sizeof(tag), "%s", answer_header("etag"));
	token_as(BO, "&tables=placements");
	assert_answer(OK, ask("/api/v1/placements"));
}

static void
test_who_asks_too_often_is_told_how_long_to_wait(void **state)
{
	int	wait;

	token_as(SAM, "&reader=staff" EVERY);
	set_to("api_requests", 2);
	assert_answer(OK, ask("/api/v1/capacity"));
	assert_answer(NOT_FOUND, ask("/api/v1/nothing"));
	assert_answer(TOO_MANY, ask("/api/v1/capacity"));
	problem_is("used 2 times within a minute");
	wait = atoi(answer_header("retry-after"));
	assert_in_range(wait, 1, 60);
	assert_owner_asks(2, "SELECT count(*) FROM api_use");
	owner_does("SET session_replication_role = replica; UPDATE api_use "
	    "SET at = at - interval '1 minute' WHERE status = 200; "
	    "SET session_replication_role = origin");
	assert_answer(OK, ask("/api/v1/capacity"));
	assert_answer(TOO_MANY, ask("/api/v1/capacity"));
	token_as(SAM, "&reader=staff" EVERY);	/* another has its own count */
	assert_answer(OK, ask("/api/v1/capacity"));
	set_to("api_requests", 60);
}

static void
test_text_stays_exactly_what_it_is(void **state)
{
	static const char	*const is = "=\"Zoë\"\\ \U0001F9ED "
				    "שלום \u202E\u2028 \x01\x1b\x7f</script>";
	const json_t		*row;

	token_as(SAM, "&reader=staff" EVERY);
	owner_does("UPDATE team SET name = U&'=\"Zo\\00EB\"\\\\ \\+01F9ED "
	    "\\05E9\\05DC\\05D5\\05DD \\202E\\2028 \\0001\\001B\\007F"
	    "</script>' WHERE id = 51");
	row = json_array_get(rows_of("/api/v1/placements"), 0);
	assert_string_equal(json_string_value(json_object_get(row, "team")),
	    is);
	assert_shows("\\u0001\\u001B");
	assert_true(json_is_true(json_object_get(row, "statutory")));
	assert_true(json_is_null(json_object_get(row, "setting")));
	assert_string_equal(json_string_value(json_object_get(row,
	    "starts_on")), "2026-06-01");
	assert_string_equal(json_string_value(json_object_get(row, "stage")),
	    "first");
	assert_true(json_is_real(json_object_get(row, "days_required")));
}

static void
test_each_use_is_written_down_and_seen(void **state)
{
	char	page[60];

	token_as(BO, "&tables=placements&tables=progress");
	assert_answer(OK, ask("/api/v1/placements?until=2026-06-30&limit=1"));
	assert_answer(FORBIDDEN, ask("/api/v1/marks"));
	assert_owner_asks(1, "SELECT count(*) FROM api_use WHERE table_code = "
	    "'placements' AND rows = 1 AND status = 200 AND organisation_id = "
	    "9003 AND asked = 'until=2026-06-30&limit=1' AND address = "
	    "'127.0.0.1'");
	assert_owner_asks(2, "SELECT count(*) FROM audit.event WHERE name = "
	    "'API_READ' AND subject = 'api_use' AND programme_id = 1 AND "
	    "actor_id = 22");
	snprintf(page, sizeof(page), "%s", owner_reads("SELECT '/tokens/' || "
	    "id FROM api_token"));
	sign_in_as(BO);
	assert_answer(OK, ask(page));
	assert_shows("Placements and how they stand");
	assert_shows("until=2026-06-30&amp;limit=1");
	assert_shows("Refused: not for this token");
	sign_in_as(SAM);
	assert_answer(OK, ask(page));
	sign_in_as(PAT);
	assert_answer(NOT_FOUND, ask(page));
	sign_in_as(SAL);
	assert_answer(NOT_FOUND, ask(page));
	assert_answer(OK, ask("/tokens"));
	assert_hides("Warehouse");
}

static void
test_many_uses_are_shown_page_by_page(void **state)
{
	char	page[60];

	token_as(BO, "&tables=placements");
	for (int i = 0; i < 27; i++)
		assert_answer(OK, ask("/api/v1/placements?limit=1"));
	snprintf(page, sizeof(page), "%s", owner_reads("SELECT '/tokens/' || "
	    "id FROM api_token"));
	sign_in_as(BO);
	assert_answer(OK, ask(page));
	assert_int_equal(page_count("limit=1</span>"), 25);
	assert_shows("Earlier uses");
	assert_answer(OK, ask(owner_reads("SELECT '/tokens/' || token_id || "
	    "'?before=' || id FROM api_use ORDER BY id DESC OFFSET 24 "
	    "LIMIT 1")));
	assert_int_equal(page_count("limit=1</span>"), 2);
	assert_hides("Earlier uses");
}

static void
test_what_a_token_cannot_be_made_for_is_said(void **state)
{
	sign_in_as(SAM);
	assert_answer(OK, ask("/tokens/new"));
	assert_answer(INVALID, submit("/tokens/new", ""));
	assert_shows("Enter the system that uses the token");
	assert_shows("Select whom it is for");
	assert_shows("Select the tables that it reads");
	assert_shows("Enter who answers for the system");
	assert_shows("Enter what the token is for");
	assert_shows("Enter the last day on which the token works");
	assert_answer(INVALID, submit("/tokens/new", "name=A&reader=partner"
	    "&tables=secrets" FOR_IT));
	assert_shows("Select the organisation whose people it has");
	assert_shows("Select tables of the list");
	assert_answer(INVALID, submit("/tokens/new", "name=A&reader=staff"
	    "&tables=days&recipient=B&purpose=C&expires_on-day=14"
	    "&expires_on-month=6&expires_on-year=2026"));
	assert_shows("The last day must be today or in the future");
	assert_answer(INVALID, submit("/tokens/new", "name=A&reader=staff"
	    "&tables=days&recipient=B&purpose=C&expires_on-day=16"
	    "&expires_on-month=6&expires_on-year=2027"));
	assert_shows("The last day must be at most 365 days ahead");
	sign_in_as(BO);
	assert_answer(OK, ask("/tokens/new"));
	assert_hides("Modules and marks");
	assert_hides("Whom is it for?");
	assert_answer(INVALID, submit("/tokens/new", "name=A&tables=marks"
	    FOR_IT));
	assert_shows("Select tables of the list");
	assert_owner_asks(0, "SELECT count(*) FROM api_token");
	sign_in_as(MARY);
	assert_answer(NOT_FOUND, ask("/tokens/new"));
	sign_in_as(EWAN);
	assert_answer(NOT_FOUND, ask("/tokens"));
}

static void
test_small_numbers_are_not_told(void **state)
{
	const json_t	*row;

	owner_does("SET session_replication_role = replica; "
	    "DELETE FROM support_ledger; INSERT INTO support_ledger (asye_id, "
	    "enrolment_id, person_id, programme_id, organisation_id, weeks, "
	    "weeks_entered, promised_sessions) SELECT a.id, a.enrolment_id, "
	    "a.person_id, a.programme_id, a.employer_id, 8, 8, 8 FROM asye a "
	    "LIMIT 1; SET session_replication_role = origin");
	token_as(CORA, "&tables=support");
	row = json_array_get(rows_of("/api/v1/support"), 0);
	assert_true(json_is_false(json_object_get(row, "told")));
	assert_true(json_is_null(json_object_get(row, "people")));
	assert_true(json_is_null(json_object_get(row, "promised_sessions")));
	set_to("support_fewest_people", 1);
	row = json_array_get(rows_of("/api/v1/support"), 0);
	set_to("support_fewest_people", 5);
	assert_true(json_is_true(json_object_get(row, "told")));
	assert_int_equal(json_integer_value(json_object_get(row,
	    "promised_sessions")), 8);
}

static void
test_the_document_is_everybodys(void **state)
{
	const json_t	*paths;
	char		 tag[100];

	assert_answer(OK, ask("/api/v1/openapi.json"));
	snprintf(tag, sizeof(tag), "%s", answer_header("etag"));
	paths = json_object_get(read_json(), "paths");
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++) {
		char	path[60];

		snprintf(path, sizeof(path), "/api/v1/%s", t->code);
		assert_int_equal(json_object_get(paths, path) != NULL,
		    exchange_readers(t) != FOR_SELF);
	}
	assert_string_equal(json_string_value(json_object_get(answer,
	    "openapi")), "3.1.0");
	manner.if_none_match = tag;
	assert_answer(NOT_MODIFIED, ask("/api/v1/openapi.json"));
	assert_answer(OK, ask("/api"));
	assert_shows("curl -H");
	assert_shows("number of the trainee");
}

static void
test_a_database_that_is_away_is_told_in_json(void **state)
{
	manner.authorization = "Bearer waymark_" DIGITS DIGITS DIGITS DIGITS;
	lose_database();
	assert_answer(UNAVAILABLE, ask("/api/v1/progress"));
	problem_is("Waymark is not available");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, api_world)
	const struct CMUnitTest	tests[] = {
		test(test_a_token_is_shown_once_and_kept_as_a_hash),
		test(test_a_form_that_is_sent_twice_makes_one),
		test(test_each_table_is_read_with_its_readers_columns),
		test(test_a_partner_reads_their_own_people_alone),
		test(
		    test_staff_make_one_for_a_partner_as_the_partner_has_it),
		test(test_nothing_is_read_without_a_token),
		test(test_what_is_no_token_of_ours_is_refused),
		test(test_a_token_in_an_address_is_refused),
		test(test_a_token_is_no_session),
		test(test_one_that_has_ended_is_refused_in_words),
		test(test_it_reads_no_longer_than_its_maker_may),
		test(test_it_reads_the_tables_alone_that_it_was_made_for),
		test(test_an_address_that_is_none_says_so_in_json),
		test(test_who_does_not_take_json_is_told),
		test(test_what_cannot_be_asked_is_said),
		test(test_pages_follow_one_another_while_rows_come_and_go),
		test(test_rows_are_chosen_by_cohort_and_day),
		test(test_each_table_says_which_days_are_asked_of_it),
		test(test_what_is_the_same_is_not_sent_again),
		test(test_who_asks_too_often_is_told_how_long_to_wait),
		test(test_text_stays_exactly_what_it_is),
		test(test_each_use_is_written_down_and_seen),
		test(test_many_uses_are_shown_page_by_page),
		test(test_what_a_token_cannot_be_made_for_is_said),
		cmocka_unit_test_setup(test_small_numbers_are_not_told,
		    api_world_of_asye),
		test(test_the_document_is_everybodys),
		test(test_a_database_that_is_away_is_told_in_json),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_api));
}
