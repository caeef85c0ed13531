/*
 * waymark migrate: from nothing, twice, at once, and refused.
 *
 * Each test has a database and a directory of files of its own.
 */
#include <sys/stat.h>
#include <sys/wait.h>

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "core/migrate.h"

static char	 dir[] = "/tmp/waymark-migrate.XXXXXX";
static char	 url[400];	/* of the test's database */
static char	 said[4000];	/* what migrate said last, on any stream */
static int	 databases;

/* The output of a command, without its last newline. */
static const char *
output(const char *command)
{
	static char	 text[4000];
	FILE		*p = popen(command, "r");
	size_t		 n;

	assert_non_null(p);
	n = fread(text, 1, sizeof(text) - 1, p);
	pclose(p);
	text[n > 0 && text[n - 1] == '\n' ? n - 1 : n] = '\0';
	return (text);
}

static const char *
ask(const char *sql)
{
	char	command[1000];

	snprintf(command, sizeof(command), "psql -X -A -t -c \"%s\" '%s' 2>&1",
	    sql, url);
	return (output(command));
}

static void
write_file(const char *name, const char *text)
{
	char	 path[200];
	FILE	*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	assert_int_equal(fclose(f), 0);
}

static void
remove_file(const char *name)
{
	char	path[200];

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	assert_int_equal(unlink(path), 0);
}

/* Whether migrate succeeds, in a process of its own. */
static bool
migrates(void)
{
	char	command[600];

	snprintf(command, sizeof(command), "DATABASE_URL='%s' WAYMARK_SQL=%s "
	    "${B:-build}/waymark migrate 2>&1; echo \"status $?\"", url, dir);
	snprintf(said, sizeof(said), "%s", output(command));
	return (strstr(said, "status 0") != NULL);
}

static void
assert_refused(const char *why)
{
	assert_false(migrates());
	if (strstr(said, why) == NULL)
		fail_msg("expected %s, not %s", why, said);
}

static void
test_an_empty_database_gets_everything_in_order(void **state)
{
	assert_true(migrates());
	assert_non_null(strstr(strstr(said, "001_first.sql\n"),
	    "schema/002_second.sql\n"));
	assert_string_equal(ask("SELECT string_agg(n::text, ',') FROM a"),
	    "1,2,10");
	assert_string_equal(ask("SELECT tableowner FROM pg_tables "
	    "WHERE tablename = 'a'"), "waymark_owner");
	assert_string_equal(ask("SELECT string_agg(name, ' ' ORDER BY name) "
	    "FROM public.waymark_migration"),
	    "catalogue/ten.sql schema/001_first.sql schema/002_second.sql");
	assert_string_equal(ask("SELECT string_agg(rolname, ' ' "
	    "ORDER BY rolname) FROM pg_roles WHERE rolname "
	    "LIKE 'waymark%' AND NOT rolsuper AND NOT rolbypassrls"),
	    "waymark_flags waymark_jobs waymark_owner waymark_web");
}

static void
test_a_second_run_changes_nothing(void **state)
{
	char	before[200];

	assert_true(migrates());
	snprintf(before, sizeof(before), "%s",
	    ask("SELECT max(applied_at) FROM public.waymark_migration"));
	assert_true(migrates());
	assert_string_equal(said, "status 0");
	assert_string_equal(ask("SELECT max(applied_at) FROM "
	    "public.waymark_migration"), before);
}

static void
test_a_new_file_is_applied_alone(void **state)
{
	assert_true(migrates());
	write_file("schema/003_third.sql", "INSERT INTO a VALUES (3);");
	assert_true(migrates());
	assert_null(strstr(said, "002"));
	assert_string_equal(ask("SELECT count(*) FROM a"), "4");
}

static void
test_a_file_that_changed_is_refused(void **state)
{
	assert_true(migrates());
	write_file("schema/002_second.sql", "INSERT INTO a VALUES (22);");
	write_file("schema/003_third.sql", "INSERT INTO a VALUES (3);");
	assert_refused("schema/002_second.sql changed after it was applied");
	assert_string_equal(ask("SELECT count(*) FROM a"), "3");
}

static void
test_a_database_ahead_of_the_files_is_refused(void **state)
{
	assert_true(migrates());
	remove_file("schema/002_second.sql");
	assert_refused("ahead of these files: schema/002_second.sql");
}

static void
test_a_file_between_applied_ones_is_refused(void **state)
{
	assert_true(migrates());
	write_file("schema/001_zap.sql", "SELECT 1;");
	assert_refused("001_zap.sql comes before schema/002_second.sql");
}

static void
test_a_file_that_fails_leaves_nothing(void **state)
{
	write_file("schema/003_third.sql", "CREATE TABLE b (n int8);\n"
	    "INSERT INTO a VALUES (3);\nINSERT INTO a VALUES (nothing);\n");
	assert_refused("schema/003_third.sql: line 3: column \"nothing\" does "
	    "not exist (42703)");
	assert_string_equal(ask("SELECT count(*) FROM a"), "2");
	assert_string_equal(ask("SELECT to_regclass('b') IS NULL"), "t");
	write_file("schema/003_third.sql", "INSERT INTO a VALUES (3);");
	assert_true(migrates());
	assert_string_equal(ask("SELECT count(*) FROM a"), "4");
}

static void
test_a_file_may_not_end_its_transaction(void **state)
{
	write_file("schema/003_third.sql", "INSERT INTO a VALUES (3); COMMIT;");
	assert_refused("003_third.sql: it ended the transaction itself");
}

static void
test_a_catalogue_is_loaded_again_when_it_changed(void **state)
{
	assert_true(migrates());
	write_file("catalogue/ten.sql", "UPDATE a SET n = 11 WHERE n = 10;");
	assert_true(migrates());
	assert_string_equal(ask("SELECT max(n) FROM a"), "11");
	assert_true(migrates());
	assert_string_equal(said, "status 0");
}

static void
test_two_runs_at_once_both_succeed(void **state)
{
	int	status;
	pid_t	pid;

	write_file("schema/003_third.sql",
	    "SELECT pg_sleep(1); INSERT INTO a VALUES (3);");
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		_exit(!migrates());
	assert_true(migrates());
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
	assert_string_equal(ask("SELECT count(*) FROM a"), "4");
}

static void
test_passwords_come_from_files(void **state)
{
	write_file("web", "a 'quoted\" secret\n");
	setenv("WAYMARK_WEB_PASSWORD_FILE", "/nowhere/web", 1);
	assert_refused("WAYMARK_WEB_PASSWORD_FILE: no password in /nowhere");
	setenv("WAYMARK_WEB_PASSWORD_FILE", "/tmp", 1);
	assert_refused("WAYMARK_WEB_PASSWORD_FILE: no password in /tmp");
	snprintf(said, sizeof(said), "%s/web", dir);
	setenv("WAYMARK_WEB_PASSWORD_FILE", said, 1);
	assert_true(migrates());
	unsetenv("WAYMARK_WEB_PASSWORD_FILE");
	assert_string_equal(ask("SELECT rolpassword LIKE 'SCRAM-SHA-256\\$%' "
	    "FROM pg_authid WHERE rolname = 'waymark_web'"), "t");
	assert_string_equal(ask("ALTER ROLE waymark_web PASSWORD NULL"),
	    "ALTER ROLE");
}

static void
test_who_has_no_rights_is_told_what_is_missing(void **state)
{
	char	admin[400];

	strcpy(admin, url);
	assert_string_equal(ask("CREATE ROLE poor LOGIN"), "CREATE ROLE");
	snprintf(url, sizeof(url), "%s&user=poor", admin);
	assert_refused("DATABASE_URL must name an administrator");
	snprintf(url, sizeof(url), "%s&dbname=nowhere", admin);
	assert_refused("database \"nowhere\" does not exist");
	snprintf(url, sizeof(url), "postgresql:///x?host=/nowhere");
	assert_refused("cannot reach the database");
	strcpy(url, admin);
	assert_string_equal(ask("DROP ROLE poor"), "DROP ROLE");
}

static int
set_up(void **state)
{
	char	command[600];

	snprintf(command, sizeof(command), "rm -rf %s/* && mkdir %s/schema "
	    "%s/catalogue && cp sql/cluster.sql %s && psql -X -q '%s' "
	    "-c 'CREATE DATABASE test_%d'", dir, dir, dir, dir,
	    getenv("DATABASE_URL"), ++databases);
	if (system(command) != 0)
		return (-1);
	snprintf(url, sizeof(url), "%s&dbname=test_%d", getenv("DATABASE_URL"),
	    databases);
	write_file("schema/001_first.sql", "CREATE SCHEMA waymark;"
	    "CREATE TABLE waymark.a (n int8); INSERT INTO a VALUES (1);"
	    "GRANT USAGE ON SCHEMA waymark TO waymark_web");
	write_file("schema/002_second.sql", "INSERT INTO a VALUES (2);");
	write_file("catalogue/ten.sql", "INSERT INTO a VALUES (10);");
	snprintf(command, sizeof(command), "psql -X -q '%s' -c 'ALTER DATABASE "
	    "test_%d SET search_path = waymark'", url, databases);
	return (system(command));
}

int
main(void)
{
#define TEST(t)	cmocka_unit_test_setup(t, set_up)
	const struct CMUnitTest	tests[] = {
		TEST(test_an_empty_database_gets_everything_in_order),
		TEST(test_a_second_run_changes_nothing),
		TEST(test_a_new_file_is_applied_alone),
		TEST(test_a_file_that_changed_is_refused),
		TEST(test_a_database_ahead_of_the_files_is_refused),
		TEST(test_a_file_between_applied_ones_is_refused),
		TEST(test_a_file_that_fails_leaves_nothing),
		TEST(test_a_file_may_not_end_its_transaction),
		TEST(test_a_catalogue_is_loaded_again_when_it_changed),
		TEST(test_two_runs_at_once_both_succeed),
		TEST(test_passwords_come_from_files),
		TEST(test_who_has_no_rights_is_told_what_is_missing),
	};
	int			failed;

	if (mkdtemp(dir) == NULL)
		return (1);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	snprintf(said, sizeof(said), "rm -rf %s", dir);
	return (system(said) != 0 || failed);
}
