/*
 * Every field of every form, filled in with what should not be there: each
 * gets a clear answer in fair time, and nothing is stored by halves.
 */
#include <stdio.h>
#include <time.h>

#include "pages.h"

enum { FIELDS_MAX = 24, MILLION = 1000 * 1000, SECONDS_MAX = 4 };

struct field { const char *name, *value; };

static const struct sheet {
	int		person;
	const char	*path;
	struct field	fields[FIELDS_MAX];
	const char	*first;		/* what the world needs besides */
} sheets[] = {
	{ 0, "/sign-in", { { "email", "mary@example.org" },
	    { "password", "wrong password" }, { "to", "/work" } } },
	{ 0, "/forgotten-password", { { "email", "nobody@example.org" } } },
	{ 0, "/choose-password", { { "password", "three odd words" },
	    { "link", "0000" } } },
	{ MARY, "/placements/202/days/new", { { "on-day", "15" },
	    { "on-month", "6" }, { "on-year", "2026" }, { "length", "full" },
	    { "kind", "attended" }, { "did", "Met a family" },
	    { "absence", "" }, { "standards", "1" }, { "sure", "yes" } } },
	{ MARY, "/placements/202/days/new", { { "length", "full" },
	    { "on-day", "15" }, { "on-month", "6" }, { "on-year", "2026" },
	    { "kind", "absent" }, { "absence", "leave" }, { "did", "" } } },
	{ MARY, "/days/20204/change", { { "version", "1" },
	    { "on-day", "8" }, { "on-month", "6" }, { "on-year", "2026" },
	    { "length", "half" }, { "kind", "attended" },
	    { "did", "Met a family" }, { "standards", "9" } } },
	{ 0, "/give-feedback", { { "code", "K7M-3XW-T4P" } } },
	{ 0, "/give-feedback/withdraw", { { "code", "K7M-3XW-T4P" },
	    { "sure", "yes" } } },
	{ MARY, "/days/20204/remove", { { "version", "1" } } },
	{ MARY, "/days/20204/put-back", { { "version", "1" } } },
	{ TOM, "/placements/206/weeks/new", { { "week", "2026-06-08" },
	    { "monday-length", "full" }, { "monday-kind", "attended" },
	    { "monday-did", "Met a family" }, { "monday-standards", "2" },
	    { "tuesday-length", "half" }, { "tuesday-kind", "absent" },
	    { "tuesday-absence", "leave" }, { "tuesday-did", "" },
	    { "tuesday-sure", "" } } },
	{ EWAN, "/work", { { "day", "20204.1" } } },
	{ SAM, "/settings/1/5/new", { { "value", "4" }, { "from-day", "15" },
	    { "from-month", "6" }, { "from-year", "2026" } } },
	{ SAM, "/settings/1/5/check", { { "value", "4" },
	    { "from", "2026-06-15" }, { "version", "0" },
	    { "reason", "Agreed by our board" } } },
	{ SAM, "/units/new", { { "name", "East" }, { "team", "51" },
	    { "opened-day", "15" }, { "opened-month", "6" },
	    { "opened-year", "2026" } } },
	{ SAM, "/units/61/change", { { "version", "1" }, { "name", "East" },
	    { "team", "51" } } },
	{ SAM, "/units/61/close", { { "version", "1" }, { "last-day", "15" },
	    { "last-month", "7" }, { "last-year", "2026" } } },
	{ SAM, "/units/61/members", { { "cohort", "1" }, { "page", "1" },
	    { "trainee", "104" }, { "from-day", "15" }, { "from-month", "6" },
	    { "from-year", "2026" }, { "read", "0" }, { "accept", "yes" } } },
	{ SAM, "/units/61/lead", { { "version", "1" }, { "who", "42" },
	    { "email", "" }, { "from-day", "15" }, { "from-month", "6" },
	    { "from-year", "2026" }, { "read", "0" }, { "accept", "yes" } } },
	{ SAM, "/units/61/lead/end", { { "version", "1" },
	    { "last-day", "15" }, { "last-month", "7" },
	    { "last-year", "2026" } } },
	{ SAM, "/units/61/lead/undo", { { "version", "1" } } },
	{ SAM, "/trainees/104/guides/1", { { "version", "0" }, { "who", "41" },
	    { "email", "" }, { "from-day", "15" }, { "from-month", "6" },
	    { "from-year", "2026" }, { "read", "0" }, { "accept", "yes" } } },
	{ SAM, "/trainees/104/guides/3", { { "version", "0" },
	    { "who", "9002" }, { "code", "" }, { "from-day", "15" },
	    { "from-month", "6" }, { "from-year", "2026" } } },
	{ SAM, "/trainees/102/guides/1/end", { { "version", "1" },
	    { "last-day", "15" }, { "last-month", "7" },
	    { "last-year", "2026" } } },
	{ SAM, "/trainees/102/guides/1/undo", { { "version", "1" } } },
	{ SAM, "/cohorts/1/tutors", { { "tutor", "" }, { "page", "1" },
	    { "trainee", "104" }, { "who", "41" }, { "email", "" },
	    { "from-day", "15" }, { "from-month", "6" },
	    { "from-year", "2026" }, { "read", "0" }, { "accept", "yes" } } },
	{ SAM, "/tutors/new", { { "given_name", "Ada" },
	    { "family_name", "Byron" }, { "email", "ada@example.org" },
	    { "organisation", "9001" }, { "code", "" },
	    { "swe_number", "" } } },
	{ SAM, "/attention/aside", { { "about", "setting-unknown" },
	    { "record", "51" }, { "until-day", "1" }, { "until-month", "7" },
	    { "until-year", "2026" }, { "reason", "They will say" } } },
	{ SAM, "/trainees/103/number", { { "swe_number", "SW4567" } } },
	{ SAM, "/filters/new", { { "path", "/cohorts/1" },
	    { "query", "state%3Dpaused" }, { "name", "Away" },
	    { "who", "me" } } },
	{ EWAN, "/days/20204/return", { { "version", "1" },
	    { "reason", "Say more" } } },
	{ SAM, "/teams/51/audits/new", { { "done-day", "1" },
	    { "done-month", "6" }, { "done-year", "2026" },
	    { "policies", "met" }, { "induction", "met" },
	    { "workspace", "met" }, { "supervision", "met" },
	    { "learning", "met" }, { "lone_working", "met" },
	    { "equality", "met" }, { "adjustments", "not_met" },
	    { "adjustments-note", "None yet" }, { "result", "with_actions" },
	    { "what", "Order a chair" }, { "due-day", "1" },
	    { "due-month", "9" }, { "due-year", "2026" } } },
	{ SAM, "/teams/51/actions/new", { { "what", "Order a chair" },
	    { "owner", "host" }, { "due-day", "1" }, { "due-month", "9" },
	    { "due-year", "2026" } } },
	{ SAM, "/actions/1", { { "version", "1" }, { "step", "drop" },
	    { "said", "Not needed" } }, "INSERT INTO quality_action (id, "
	    "programme_id, organisation_id, team_id, source, owner, what, "
	    "due_on) OVERRIDING SYSTEM VALUE VALUES (1, 1, 9002, 51, "
	    "'feedback', 'host', 'A chair', '2026-09-01')" },
	{ EWAN, "/placements/201/feedback", { { "policies", "4" },
	    { "induction", "4" }, { "workspace", "4" }, { "supervision", "4" },
	    { "learning", "4" }, { "lone_working", "4" }, { "equality", "4" },
	    { "adjustments", "0" }, { "worked_well", "All of it" },
	    { "to_improve", "" } }, "UPDATE placement "
	    "SET ends_on = '2026-06-20' WHERE id = 201" },
};

/* What is sent in place of a field's value, in the form of a body. */
static const char *const	nonsense[] = {
	"", "%00", "a%00b", "%FF%FE", "%C0%AF", "%EF%BF%BF", "%ED%A0%80",
	"%ED%A0%BD%ED%B8%80", "%F4%90%80%80", "%", "%u0041",
	"%0d%0aset-cookie:a=b", "-1", "0", "00000000000000000000000000000001",
	"9223372036854775808", "NaN", "%D9%A1%D9%A5", "%F0%9F%98%80",
	"%E2%80%AE", "%27+OR+1=1+--+",
	"%22%3E%3Cscript%3Ealert(1)%3C/script%3E",
};

static char	body[8 * MILLION], filler[MILLION + 1];
static char	world[STORED_SIZE];

/* The form as it should be, one field left out, and what is sent instead. */
static void
write_body(const struct sheet *s, const char *left_out, const char *instead)
{
	size_t	n = 0;

	body[0] = '\0';
	for (const struct field *f = s->fields; f->name != NULL; f++)
		if (left_out == NULL || strcmp(f->name, left_out) != 0)
			n += (size_t)sprintf(body + n, "%s=%s&", f->name,
			    f->value);
	if (instead != NULL)
		sprintf(body + n, "%s=%s", left_out, instead);
}

static void
open_sheet(const struct sheet *s)
{
	new_world(NULL);
	if (s->first != NULL)
		owner_does(s->first);
	sign_in_as(s->person);
	take_stored(world);
	if (s->person != 0)
		return;
	assert_answer(OK, ask("/sign-in"));
	keep_fields("/sign-in");
}

static double
seconds(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec + (double)t.tv_nsec / 1e9);
}

/* Sends what is written; true when it was done, so the world is another. */
static bool
send_written(const struct sheet *s, const char *field, const char *value)
{
	char		after[STORED_SIZE];
	double		from = seconds();
	enum status	status;

	status = s->person == 0 ? send_kept(s->path, body) :
	    send_form(s->path, body);
	if (seconds() - from > SECONDS_MAX)
		fail_msg("%s: %s=%.40s took %.1f s", s->path, field, value,
		    seconds() - from);
	if (status != SEE_OTHER && (status < 400 || status >= 500))
		fail_msg("%s: %s=%.40s: %d", s->path, field, value, status);
	if (status == SEE_OTHER)
		return (true);
	if (strstr(page_text(), "<h1") == NULL)
		fail_msg("%s: %s=%.40s: no page", s->path, field, value);
	if (page_has("<script>alert"))
		fail_msg("%s: %s is written as it came", s->path, field);
	if (s->person == 0)
		owner_does("DELETE FROM auth.attempt");
	take_stored(after);
	if (strcmp(world, after) != 0)
		fail_msg("%s: %s=%.40s changed something", s->path, field,
		    value);
	return (false);
}

static void
try_value(const struct sheet *s, const char *field, const char *value)
{
	write_body(s, field, value);
	if (send_written(s, field, value == NULL ? "(none)" : value))
		open_sheet(s);
}

static void
test_nonsense_in_any_field_gets_a_clear_answer(void **state)
{
	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
		open_sheet(&sheets[i]);
		for (const struct field *f = sheets[i].fields;
		    f->name != NULL; f++) {
			try_value(&sheets[i], f->name, NULL);
			for (size_t n = 0; n < sizeof(nonsense) /
			    sizeof(*nonsense); n++)
				try_value(&sheets[i], f->name, nonsense[n]);
		}
	}
}

static void
test_a_million_characters_in_any_field_get_a_clear_answer(void **state)
{
	memset(filler, 'a', MILLION);
	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
		open_sheet(&sheets[i]);
		for (const struct field *f = sheets[i].fields;
		    f->name != NULL; f++)
			try_value(&sheets[i], f->name, filler);
	}
}

/* As many accents over one letter, which must not be put in order. */
static void
test_a_heap_of_accents_gets_a_clear_answer_in_time(void **state)
{
	for (size_t i = 0; i + 6 <= MILLION; i += 6)
		memcpy(filler + i, i % 12 == 0 ? "%CC%81" : "%CC%A3", 6);
	filler[MILLION / 6 * 6] = '\0';
	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
		open_sheet(&sheets[i]);
		for (const struct field *f = sheets[i].fields;
		    f->name != NULL; f++)
			if (strstr(f->name, "did") != NULL ||
			    strcmp(f->name, "reason") == 0 ||
			    strcmp(f->name, "password") == 0)
				try_value(&sheets[i], f->name, filler);
	}
}

static void
test_a_field_sent_twice_gets_a_clear_answer(void **state)
{
	char	again[200];

	for (size_t i = 0; i < sizeof(sheets) / sizeof(*sheets); i++) {
		open_sheet(&sheets[i]);
		for (const struct field *f = sheets[i].fields;
		    f->name != NULL; f++) {
			snprintf(again, sizeof(again), "%s&%s=other", f->value,
			    f->name);
			try_value(&sheets[i], f->name, again);
		}
	}
}

/* What was written more than once is one answer too many. */
static void
test_what_was_done_is_not_read_from_two_answers(void **state)
{
	sign_in_as(MARY);
	assert_answer(INVALID, send_form("/placements/202/days/new",
	    "on-day=15&on-month=6&on-year=2026&length=full&length=half&"
	    "kind=attended&did=One&did=Two"));
	assert_int_equal(page_count("What you did was sent more than once"),
	    2);
	assert_int_equal(page_count("Your answer was sent more than once"), 2);
}

static void
test_characters_that_cannot_be_kept_are_said(void **state)
{
	sign_in_as(MARY);
	assert_answer(INVALID, send_form("/placements/202/days/new",
	    "on-day=15&on-month=6&on-year=2026&length=full&kind=attended&"
	    "did=Met+%ED%A0%80+family"));
	assert_int_equal(page_count("What you did includes characters that "
	    "cannot be saved"), 2);
	assert_shows("Met \xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD family");
	memset(filler, 'b', 2001);
	filler[2001] = '\0';
	write_body(&sheets[3], "did", filler);
	assert_answer(INVALID, send_form("/placements/202/days/new", body));
	assert_int_equal(page_count("What you did must be 2,000 characters or "
	    "fewer"), 2);
	assert_shows(filler);
}

static void
test_too_many_fields_are_refused(void **state)
{
	size_t	n = 0;

	sign_in_as(MARY);
	for (int i = 0; i < 999; i++)
		n += (size_t)sprintf(body + n, "a%d=b&", i);
	assert_answer(BAD_REQUEST, send_form("/placements/202/days/new", body));
	assert_shows("<h1");
	body[strlen("a0=b&")] = '\0';
	assert_answer(INVALID, send_form("/placements/202/days/new", body));
}

static void
test_a_body_that_is_too_large_is_refused(void **state)
{
	sign_in_as(MARY);
	memset(body, 'a', 4 * 1024 * 1024 + 1);
	assert_answer(TOO_LARGE, send_bytes("/placements/202/days/new", body,
	    4 * 1024 * 1024 + 1));
	assert_shows("larger than Waymark takes");
}

static void
test_a_body_of_another_kind_is_refused(void **state)
{
	static const struct { const char *type, *body; } cases[] = {
		{ "application/json", "{\"did\":\"x\"}" },
		{ "multipart/form-data; boundary=x", "--x--" },
		{ "multipart/form-data", "" }, { NULL, "did=x" }, { "", "" },
		{ "application/x-www-form-urlencoded", "&&&===&%&" },
		{ "application/x-www-form-urlencoded", "" },
	};

	sign_in_as(MARY);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		manner.content_type = cases[i].type;
		assert_answer(BAD_REQUEST, send_bare(
		    "/placements/202/days/new", cases[i].body));
	}
	assert_answer(BAD_REQUEST, send_bytes("/work", "a\0b=\0\xff", 7));
}

static void
test_nonsense_in_a_cookie_is_nobody(void **state)
{
	static const char *const	tokens[] = { "0", "zz", "'; DROP",
	    "%00",
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	    "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" };

	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		set_session_cookie(tokens[i]);
		assert_answer(SEE_OTHER, ask("/"));
		assert_answer(OK, ask("/sign-in"));
	}
}

static void
test_nonsense_in_an_address_gets_a_clear_answer(void **state)
{
	static const struct { const char *path, *name; } asked[] = {
		{ "/sign-in", "to" }, { "/sign-in", "kept" },
		{ "/placements/202/days", "page" },
		{ "/placements/202/days", "state" },
		{ "/placements/202/days", "kind" },
		{ "/placements/202/days/new", "did" },
		{ "/placements/202/days/new", "csrf" },
		{ "/placements/202/weeks/new", "week" },
		{ "/placements/202/weeks/new", "monday-kind" },
		{ "/days/20204/change", "version" }, { "/", "draft" },
		{ "/choose-password", "link" },
	};
	enum status	status;

	sign_in_as(MARY);
	for (size_t i = 0; i < sizeof(asked) / sizeof(*asked); i++)
		for (size_t n = 0; n < sizeof(nonsense) / sizeof(*nonsense);
		    n++) {
			sprintf(body, "%s?%s=%s", asked[i].path, asked[i].name,
			    nonsense[n]);
			status = ask(body);
			if (status != OK && status != SEE_OTHER)
				fail_msg("%s: %d", body, status);
			if (page_has("<script>alert"))
				fail_msg("%s: as it came", body);
		}
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, new_world)
	const struct CMUnitTest	tests[] = {
		test(test_nonsense_in_any_field_gets_a_clear_answer),
		test(test_a_million_characters_in_any_field_get_a_clear_answer),
		test(test_a_heap_of_accents_gets_a_clear_answer_in_time),
		test(test_a_field_sent_twice_gets_a_clear_answer),
		test(test_what_was_done_is_not_read_from_two_answers),
		test(test_characters_that_cannot_be_kept_are_said),
		test(test_too_many_fields_are_refused),
		test(test_a_body_that_is_too_large_is_refused),
		test(test_a_body_of_another_kind_is_refused),
		test(test_nonsense_in_a_cookie_is_nobody),
		test(test_nonsense_in_an_address_gets_a_clear_answer),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
