/*
 * What the audit's chain promises when whoever seals it dies in the middle.
 *
 * Run beside a cluster of its own: tests/with-database build/tests/faults/...
 */
#include <sys/types.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/db.h"
#include "core/secret.h"
#include "jobs/audit.h"

enum { EVENTS = 60000, KILLS = 6, WAITS_MAX = 20000 };

struct number { int64_t n; };

static const struct query	count_sealed = {
	"count_sealed", "SELECT coalesce(max(n), 0) AS n FROM audit.head",
	.ncolumns = 1, .row = sizeof(struct number),
	.columns = &(const struct column){ "n", DB_INT8 }
};
static const struct query	count_events = {
	"count_events", "SELECT count(*) AS n FROM audit.event",
	.ncolumns = 1, .row = sizeof(struct number),
	.columns = &(const struct column){ "n", DB_INT8 }
};

static struct db	*admin;
static struct arena	 arena;

static int64_t
number_of(const struct query *q)
{
	struct number	*row;
	int64_t		 n = -1;

	arena_reset(&arena);
	db_begin(admin, &arena, DB_READS);
	if ((row = db_one(admin, q, NULL)) != NULL)
		n = row->n;
	db_commit(admin);
	return (n);
}

static void
make_events(void)
{
	arena_reset(&arena);
	db_begin(admin, &arena, DB_WRITES);
	db_run(admin, "INSERT INTO audit.event (name, subject, after, "
	    "reference) SELECT 'DONE', 'thing', jsonb_build_object('n', g), "
	    "g::text FROM generate_series(1, 60000) g");
	assert_true(db_commit(admin));
}

static pid_t
start_jobs(void)
{
	const char	*b = getenv("B");
	pid_t		 pid = fork();

	assert_true(pid >= 0);
	if (pid > 0)
		return (pid);
	dup2(open("/dev/null", O_WRONLY), STDERR_FILENO);
	execl(arena_printf(&arena, "%s/waymark", b != NULL ? b : "build"),
	    "waymark", "jobs", (char *)NULL);
	_exit(127);
}

/* Until it has sealed one batch more, and is within the next. */
static void
wait_for_more_than(int64_t n)
{
	struct timespec	ms = { .tv_nsec = 1000 * 1000 };

	for (int i = 0; i < WAITS_MAX; i++) {
		if (number_of(&count_sealed) > n)
			return;
		nanosleep(&ms, NULL);
	}
	fail_msg("nothing was sealed");
}

static void
assert_whole(void)
{
	assert_int_equal(audit_verify(admin, NULL, stdout), 0);
}

static void
test_jobs_killed_while_they_seal_leave_a_whole_chain(void **state)
{
	int64_t	sealed = number_of(&count_sealed);
	pid_t	pid;

	make_events();
	for (int i = 0; i < KILLS; i++) {
		pid = start_jobs();
		wait_for_more_than(sealed);
		kill(pid, SIGKILL);
		waitpid(pid, NULL, 0);
		assert_whole();
		sealed = number_of(&count_sealed);
	}
	assert_true(sealed < number_of(&count_events));
}

static void
test_what_was_left_is_sealed_by_whoever_comes_next(void **state)
{
	struct db	*jobs = db_open_patient(getenv("WAYMARK_JOBS_URL"));

	assert_true(audit_seal(jobs, &arena) > 0);
	assert_int_equal(number_of(&count_sealed), number_of(&count_events));
	assert_whole();
	db_close(jobs);
}

/* Two at once take turns, and neither seals what the other has. */
static void
test_two_that_seal_at_once_make_one_chain(void **state)
{
	pid_t	one, other;
	int64_t	sealed = number_of(&count_sealed);

	make_events();
	one = start_jobs();
	other = start_jobs();
	wait_for_more_than(sealed + EVENTS - 1);
	kill(one, SIGTERM);
	kill(other, SIGTERM);
	waitpid(one, NULL, 0);
	waitpid(other, NULL, 0);
	assert_int_equal(number_of(&count_sealed), number_of(&count_events));
	assert_whole();
}

static int
open_admin(void **state)
{
	secret_start();
	admin = db_open_patient(getenv("DATABASE_URL"));
	return (0);
}

static int
close_admin(void **state)
{
	db_close(admin);
	arena_release(&arena);
	return (0);
}

int
main(void)
{
#define test(name) cmocka_unit_test(name)
	const struct CMUnitTest	tests[] = {
		test(test_jobs_killed_while_they_seal_leave_a_whole_chain),
		test(test_what_was_left_is_sealed_by_whoever_comes_next),
		test(test_two_that_seal_at_once_make_one_chain),
	};

	return (cmocka_run_group_tests(tests, open_admin, close_admin));
}
