/*
 * What db promises when PostgreSQL dies, restarts, freezes or refuses.
 *
 * Run beside a cluster of its own: tests/with-database build/tests/faults/...
 */
#include <sys/types.h>

#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/db.h"

enum { MANY = 100, SLACK_MS = 1500 };

struct number { int64_t n; };

#define NUMBER	.ncolumns = 1, .row = sizeof(struct number),		\
	.columns = &(const struct column){ "n", DB_INT8 }
#define GIVEN	.nparams = 1, .params = &(const struct column){ "n", DB_INT8 }

static const struct query own_pid = {
	"own_pid", "SELECT pg_backend_pid()::int8 AS n", NUMBER
};
static const struct query note = {
	"note", "INSERT INTO public.noted VALUES ($1)", GIVEN
};
static const struct query noted = {
	"noted", "SELECT count(*) AS n FROM public.noted WHERE n = $1", GIVEN,
	NUMBER
};
static const struct query become = {
	"become", "SELECT set_config('waymark.token', $1::text, true)", GIVEN
};
static const struct query is_somebody = {
	"is_somebody", "SELECT (coalesce(current_setting('waymark.token', "
	"true), '') <> '')::int::int8 AS n", NUMBER
};
static const struct query sleep_for = {
	"sleep_for", "SELECT pg_sleep($1)", GIVEN
};
static const struct query lock_noted = {
	"lock_noted", "LOCK TABLE public.noted"
};
static const struct query swallow = {
	"swallow", "SELECT length($1)::int8 AS n", NUMBER, .nparams = 1,
	.params = &(const struct column){ "t", DB_TEXT }
};
static const struct query terminate = {
	"terminate", "SELECT pg_terminate_backend($1::int, 5000)", GIVEN
};

static struct db	*db, *admin;	/* ours, and one who does harm */
static struct arena	 arena, admin_arena;

static int64_t
ask(const struct query *q, int64_t n)
{
	struct number	*row = db_one(db, q, &(union param){ .int8 = n });

	return (row == NULL ? -1 : row->n);
}

static void
begin(enum db_mode mode)
{
	arena_reset(&arena);
	db_begin(db, &arena, mode);
}

static void
tell(const struct query *q, int64_t n)
{
	db_exec(db, q, &(union param){ .int8 = n });
}

/* A whole transaction that must succeed. */
static int64_t
asked(const struct query *q, int64_t n)
{
	int64_t	answer;

	begin(DB_WRITES);
	answer = ask(q, n);
	if (!db_commit(db))
		fail_msg("%s", db_error(db));
	return (answer);
}

static void
noted_down(int64_t n)
{
	begin(DB_WRITES);
	tell(&note, n);
	if (!db_commit(db))
		fail_msg("%s", db_error(db));
}

static void
harm(const struct query *q, int64_t n)
{
	arena_reset(&admin_arena);
	db_begin(admin, &admin_arena, DB_WRITES);
	db_exec(admin, q, &(union param){ .int8 = n });
	if (!db_commit(admin))
		fail_msg("%s", db_error(admin));
}

static void
control(const char *arguments)
{
	char	command[300];

	snprintf(command, sizeof(command), "%s/ctl %s >/dev/null",
	    getenv("WAYMARK_TEST_CLUSTER"), arguments);
	assert_int_equal(system(command), 0);
}

static pid_t
postmaster(void)
{
	char	 path[300];
	FILE	*f;
	int	 pid = 0;

	snprintf(path, sizeof(path), "%s/data/postmaster.pid",
	    getenv("WAYMARK_TEST_CLUSTER"));
	f = fopen(path, "r");
	assert_non_null(f);
	assert_int_equal(fscanf(f, "%d", &pid), 1);
	fclose(f);
	return (pid);
}

static int64_t
now_ms(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000);
}

static void
assert_unavailable_within(int64_t since, int64_t ms)
{
	assert_true(db_failed(db));
	if (!db_unavailable(db))
		fail_msg("our fault, it says: %s", db_error(db));
	assert_true(now_ms() - since < ms + SLACK_MS);
	begin(DB_READS);		/* ends the one that failed */
	db_rollback(db);
}

static void
test_a_backend_that_died_meanwhile_is_not_noticed(void **state)
{
	harm(&terminate, asked(&own_pid, 0));
	asked(&own_pid, 0);
}

static void
test_a_backend_that_dies_fails_one_transaction(void **state)
{
	int64_t	start = now_ms();

	begin(DB_WRITES);
	tell(&note, 1);
	harm(&terminate, ask(&own_pid, 0));
	tell(&note, 2);
	assert_false(db_commit(db));
	assert_string_equal(db_state(db), "57P01");
	assert_false(db_in_doubt(db));
	assert_unavailable_within(start, 0);
	assert_int_equal(asked(&noted, 1), 0);
	assert_int_equal(asked(&noted, 2), 0);
}

static void
test_a_frozen_server_fails_a_connection_in_time(void **state)
{
	pid_t	pid = postmaster();
	int64_t	start;

	harm(&terminate, asked(&own_pid, 0));
	kill(pid, SIGSTOP);
	start = now_ms();
	begin(DB_READS);
	ask(&own_pid, 0);
	kill(pid, SIGCONT);
	assert_false(db_commit(db));
	assert_string_equal(db_state(db), "08001");
	assert_unavailable_within(start, DB_CONNECT_MS);
	asked(&own_pid, 0);
}

static void
test_a_frozen_backend_fails_a_statement_in_time(void **state)
{
	pid_t	pid = (pid_t)asked(&own_pid, 0);
	int64_t	start = now_ms();

	kill(pid, SIGSTOP);
	begin(DB_READS);
	ask(&own_pid, 0);
	db_rollback(db);
	assert_string_equal(db_state(db), "08006");
	assert_unavailable_within(start, DB_WAIT_MS);
	assert_int_not_equal(asked(&own_pid, 0), pid);
	kill(pid, SIGCONT);
}

static void
test_a_frozen_backend_cannot_hold_a_long_statement(void **state)
{
	enum { LONG = 20 * 1000 * 1000 };	/* more than a socket takes */
	pid_t	 pid = (pid_t)asked(&own_pid, 0);
	int64_t	 start = now_ms();
	char	*text;

	kill(pid, SIGSTOP);
	begin(DB_READS);
	text = memset(arena_alloc(&arena, LONG + 1), 'a', LONG);
	db_exec(db, &swallow, &(union param){ .text = text });
	assert_unavailable_within(start, DB_WAIT_MS);
	asked(&own_pid, 0);
	kill(pid, SIGCONT);
}

static void
test_a_commit_without_an_answer_is_no_commit(void **state)
{
	int64_t	start = now_ms();
	pid_t	pid;

	begin(DB_WRITES);
	pid = (pid_t)ask(&own_pid, 0);
	tell(&note, 3);
	kill(pid, SIGSTOP);
	assert_false(db_commit(db));
	assert_true(db_in_doubt(db));
	assert_unavailable_within(start, DB_WAIT_MS);
	assert_false(db_in_doubt(db));
	kill(pid, SIGCONT);
}

static void
test_a_server_that_crashed_and_came_back_is_found(void **state)
{
	noted_down(4);
	begin(DB_WRITES);
	tell(&note, 5);
	control("-m immediate restart");
	tell(&note, 6);
	assert_false(db_commit(db));
	assert_unavailable_within(now_ms(), 0);
	assert_int_equal(asked(&noted, 4), 1);
	assert_int_equal(asked(&noted, 5), 0);
	control("-m fast restart");
	assert_int_equal(asked(&noted, 4), 1);
}

static void
test_a_server_that_is_away_refuses_at_once(void **state)
{
	int64_t	start;

	asked(&own_pid, 0);
	control("-m fast stop");
	start = now_ms();
	begin(DB_READS);
	assert_true(db_failed(db));
	assert_int_equal(ask(&own_pid, 0), -1);
	assert_unavailable_within(start, 0);
	control("start");
	asked(&own_pid, 0);
}

static void
test_a_full_server_refuses_until_there_is_room(void **state)
{
	static struct arena	 arenas[MANY];
	struct db		*others[MANY];
	int			 n = 0;

	db_close(db);
	do {
		others[n] = db_open(getenv("WAYMARK_WEB_URL"));
		db_begin(others[n], &arenas[n], DB_READS);
	} while (!db_failed(others[n++]) && n < MANY);
	assert_true(n < MANY);
	db = db_open(getenv("WAYMARK_WEB_URL"));
	begin(DB_READS);
	assert_non_null(strstr(db_error(db), "connection slots"));
	assert_unavailable_within(now_ms(), 0);
	for (int i = 0; i < n; i++) {
		db_close(others[i]);
		arena_release(&arenas[i]);
	}
	for (int64_t end = now_ms() + 2000; now_ms() < end;) {
		begin(DB_READS);	/* backends take a moment to leave */
		if (!db_failed(db))
			break;
	}
	asked(&own_pid, 0);
}

static void
test_a_full_disk_is_no_answer_to_what_was_tried(void **state)
{
	begin(DB_WRITES);
	db_try(db);
	db_run(db, "DO $$BEGIN RAISE 'taken' USING ERRCODE = "
	    "'unique_violation'; END$$");
	assert_false(db_tried(db));
	assert_false(db_failed(db));
	db_try(db);
	db_run(db, "DO $$BEGIN RAISE 'full' USING ERRCODE = 'disk_full'; "
	    "END$$");
	assert_false(db_tried(db));
	assert_false(db_commit(db));
	assert_true(db_unavailable(db));
	assert_false(db_in_doubt(db));
}

static void
test_a_transaction_left_open_is_never_seen_by_the_next(void **state)
{
	begin(DB_WRITES);
	tell(&become, 7);
	tell(&note, 7);
	begin(DB_WRITES);		/* nobody ended the first */
	assert_int_equal(ask(&is_somebody, 0), 0);
	assert_int_equal(ask(&noted, 7), 0);
	assert_true(db_commit(db));
	assert_int_equal(asked(&noted, 7), 0);
}

static void
test_an_identity_ends_with_its_transaction(void **state)
{
	int64_t	pid = asked(&own_pid, 0);

	begin(DB_WRITES);
	tell(&become, 8);
	assert_int_equal(ask(&is_somebody, 0), 1);
	assert_true(db_commit(db));
	assert_int_equal(asked(&is_somebody, 0), 0);

	begin(DB_READS);
	tell(&become, 8);
	db_rollback(db);
	assert_int_equal(asked(&is_somebody, 0), 0);

	begin(DB_READS);
	tell(&become, 8);
	tell(&note, 8);			/* in READ ONLY: fails */
	assert_true(db_failed(db));
	assert_false(db_unavailable(db));
	assert_false(db_commit(db));
	assert_int_equal(asked(&is_somebody, 0), 0);
	assert_int_equal(asked(&own_pid, 0), pid);
}

static void
test_what_was_committed_is_there_and_nothing_else(void **state)
{
	noted_down(9);
	begin(DB_WRITES);
	tell(&note, 10);
	db_rollback(db);
	assert_int_equal(asked(&noted, 9), 1);
	assert_int_equal(asked(&noted, 10), 0);
}

static void
test_a_statement_may_not_take_for_ever(void **state)
{
	int64_t	start = now_ms();

	begin(DB_READS);
	tell(&sleep_for, 20);
	assert_string_equal(db_state(db), "57014");
	assert_unavailable_within(start, 5000);
}

/* Each in its time, and together longer than a request may take. */
static void
test_statements_together_may_not_take_for_ever(void **state)
{
	int64_t	start;

	db_all_within(db, 1500);
	start = now_ms();
	begin(DB_READS);
	tell(&sleep_for, 1);
	assert_string_equal(db_error(db), "");
	tell(&sleep_for, 1);
	assert_string_equal(db_state(db), "08006");
	assert_unavailable_within(start, 1500);
	begin(DB_READS);
	tell(&sleep_for, 1);
	assert_string_equal(db_error(db), "");
	db_rollback(db);
	db_all_within(db, 0);
}

static void
test_a_lock_is_not_waited_for_for_ever(void **state)
{
	int64_t	start = now_ms();

	arena_reset(&admin_arena);
	db_begin(admin, &admin_arena, DB_WRITES);
	db_exec(admin, &lock_noted, NULL);
	assert_string_equal(db_error(admin), "");
	begin(DB_WRITES);
	tell(&note, 11);
	assert_string_equal(db_state(db), "55P03");
	assert_unavailable_within(start, 2000);
	assert_true(db_commit(admin));
}

static int
set_up(void **state)
{
	admin = db_open_patient(getenv("DATABASE_URL"));
	db = db_open(getenv("WAYMARK_WEB_URL"));
	db_begin(admin, &admin_arena, DB_WRITES);
	db_run(admin, "CREATE TABLE public.noted (n int8);"
	    "GRANT ALL ON public.noted TO waymark_web;"
	    "GRANT USAGE ON SCHEMA public TO waymark_web");
	return (db_commit(admin) ? 0 : -1);
}

static const char *
refused(const char *conninfo)
{
	static char	 said[1024];
	struct db	*other = db_open(conninfo);

	arena_reset(&arena);
	db_begin(other, &arena, DB_READS);
	assert_null(db_one(other, &own_pid, NULL));
	snprintf(said, sizeof(said), "%s", db_error(other));
	db_close(other);
	return (said);
}

/* Addresses that no machine has (RFC 5737): nothing is sent to them. */
static void
test_another_machine_has_to_prove_itself(void **state)
{
	static const char *const	unproved[] = {
		"host=192.0.2.1", "host=192.0.2.1 sslmode=require",
		"postgresql://192.0.2.1/waymark?sslmode=verify-ca",
		"hostaddr=192.0.2.1", "host=/tmp,192.0.2.1",
		"host=localhost hostaddr=192.0.2.1", "host=localhost.test",
	}, *const		proved[] = {
		"host=192.0.2.1 sslmode=verify-full connect_timeout=1",
		"host=127.0.0.1 port=1", "host=/nowhere", "host=@nowhere",
	};
	int64_t			began = now_ms();

	for (size_t i = 0; i < sizeof(unproved) / sizeof(*unproved); i++)
		assert_non_null(strstr(refused(unproved[i]),
		    "say sslmode=verify-full"));
	assert_true(now_ms() - began < SLACK_MS);
	for (size_t i = 0; i < sizeof(proved) / sizeof(*proved); i++)
		assert_null(strstr(refused(proved[i]), "sslmode"));
}

static int
tear_down(void **state)
{
	db_close(db);
	db_close(admin);
	arena_release(&arena);
	arena_release(&admin_arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_a_backend_that_died_meanwhile_is_not_noticed),
		cmocka_unit_test(
		    test_a_backend_that_dies_fails_one_transaction),
		cmocka_unit_test(
		    test_a_frozen_server_fails_a_connection_in_time),
		cmocka_unit_test(
		    test_a_frozen_backend_fails_a_statement_in_time),
		cmocka_unit_test(
		    test_a_frozen_backend_cannot_hold_a_long_statement),
		cmocka_unit_test(test_a_commit_without_an_answer_is_no_commit),
		cmocka_unit_test(
		    test_a_server_that_crashed_and_came_back_is_found),
		cmocka_unit_test(test_a_server_that_is_away_refuses_at_once),
		cmocka_unit_test(
		    test_a_full_server_refuses_until_there_is_room),
		cmocka_unit_test(
		    test_a_full_disk_is_no_answer_to_what_was_tried),
		cmocka_unit_test(
		    test_a_transaction_left_open_is_never_seen_by_the_next),
		cmocka_unit_test(test_an_identity_ends_with_its_transaction),
		cmocka_unit_test(
		    test_what_was_committed_is_there_and_nothing_else),
		cmocka_unit_test(test_a_statement_may_not_take_for_ever),
		cmocka_unit_test(
		test_statements_together_may_not_take_for_ever),
		cmocka_unit_test(test_a_lock_is_not_waited_for_for_ever),
		cmocka_unit_test(test_another_machine_has_to_prove_itself),
	};

	return (cmocka_run_group_tests(tests, set_up, tear_down));
}
