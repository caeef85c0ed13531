/*
 * Every table as a workbook, for everybody whom it can be for, is read back
 * cell by cell by another program, is what its CSV twin is, and is opened by
 * LibreOffice.
 */
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/db.h"
#include "core/session.h"
#include "exchange/make.h"
#include "pages/pages.h"
#include "queries.h"

enum { ROWS_LEAST = 300, BOOKS_LEAST = 40 };

static const char *const	kinds[SHEET_TYPES] = { "text", "number",
				    "pounds", "date", "real", "plain" };
static const struct reader {
	const char		*name;
	enum exchange_reader	 as;
} readers[] = {
	{ "staff", FOR_STAFF }, { "partner", FOR_PARTNER },
	{ "university", FOR_UNIVERSITY }, { "funder", FOR_FUNDER },
	{ "self", FOR_SELF },
};

static struct arena	 arena;
static struct db	*db;
static char		 dir[] = "/tmp/waymark-twins-XXXXXX";

static void
keep(const char *stem, const char *ending, int fd)
{
	char	path[200], bytes[65536];
	FILE	*to;
	ssize_t	 n;

	snprintf(path, sizeof(path), "%s/%s.%s", dir, stem, ending);
	assert_non_null(to = fopen(path, "wb"));
	assert_int_equal(lseek(fd, 0, SEEK_SET), 0);
	while ((n = read(fd, bytes, sizeof(bytes))) > 0)
		assert_int_equal(fwrite(bytes, 1, (size_t)n, to), n);
	assert_int_equal(fclose(to), 0);
	close(fd);
}

static void
keep_types(const char *stem, const struct exchange_table *t,
    enum exchange_reader reader)
{
	char	 path[200];
	FILE	*to;

	snprintf(path, sizeof(path), "%s/%s.types", dir, stem);
	assert_non_null(to = fopen(path, "w"));
	for (size_t i = 0; i < t->ncolumns; i++)
		if ((t->columns[i].readers & (int)reader) != 0)
			fprintf(to, "%s %s\n", kinds[t->columns[i].type],
			    t->columns[i].heading);
	assert_int_equal(fclose(to), 0);
}

static void
make_as(const struct exchange_table *t, const struct reader *r, long person,
    enum exchange_format format, const struct exchange_filter *f)
{
	struct exchange_order	o = { .tables = &t, .ntables = 1,
				    .reader = r->as, .format = format,
				    .filter = *f, .about = { .title = t->title,
				    .as_of = { 2026, 6, 15 }, .made_at =
				    { 1781524800 }, .made_by = "Somebody",
				    .made_for = "A board", .purpose =
				    "To be read", .personal = t->personal,
				    .expires_on = { 2026, 6, 22 } } };
	struct exchange_file	made;
	char			stem[80];

	arena_reset(&arena);
	db_begin(db, &arena, DB_WRITES);
	stand_for(db, person);
	role_take(db, "waymark_web");
	assert_int_equal(exchange_make(db, &arena, &o, &made), MADE);
	db_rollback(db);
	snprintf(stem, sizeof(stem), "%s-%s", t->code, r->name);
	keep(stem, format == AS_CSV ? "csv" : "xlsx", made.fd);
	keep_types(stem, t, r->as);
}

/* Of one host's people, and of one trainee. */
static void
make_all(void)
{
	long			 staff, host, trainee, person;
	struct exchange_filter	 f = { 0 };

	assert_int_equal(sscanf(owner_reads("SELECT concat_ws(' ', (SELECT "
	    "min(person_id) FROM waymark.role_held WHERE role = 'staff' AND "
	    "programme_id = 1 AND during @> waymark.today()), (SELECT "
	    "organisation_id FROM waymark.asye_review r JOIN waymark.asye a "
	    "ON a.id = r.asye_id JOIN waymark.placement p ON "
	    "p.organisation_id = a.employer_id GROUP BY 1 ORDER BY count(*) "
	    "DESC LIMIT 1), (SELECT person_id FROM waymark.adjustment "
	    "ORDER BY id LIMIT 1))"), "%ld %ld %ld", &staff, &host, &trainee),
	    3);
	f.programme = 1;
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		for (size_t i = 0; i < sizeof(readers) / sizeof(*readers);
		    i++) {
			if ((exchange_readers(t) & (int)readers[i].as) == 0 ||
			    (t->askers & (readers[i].as == FOR_SELF ?
			    TRAINEE : STAFF)) == 0)
				continue;
			f.organisation = readers[i].as == FOR_SELF ? 0 : host;
			f.person = readers[i].as == FOR_SELF ? trainee : 0;
			person = readers[i].as == FOR_SELF ? trainee : staff;
			make_as(t, &readers[i], person, AS_WORKBOOK, &f);
			make_as(t, &readers[i], person, AS_CSV, &f);
		}
}

static void
test_each_workbook_is_its_twin_and_opens_in_libreoffice(void **state)
{
	char	 said[4000], command[200];
	FILE	*reads;
	size_t	 n;
	long	 books, rows;

	assert_non_null(mkdtemp(dir));
	make_all();
	snprintf(command, sizeof(command), "/usr/bin/python3 "
	    "tests/demo/read_twins.py %s 2>&1", dir);
	assert_non_null(reads = popen(command, "r"));
	n = fread(said, 1, sizeof(said) - 1, reads);
	said[n] = '\0';
	if (pclose(reads) != 0)
		fail_msg("%s", said);
	snprintf(command, sizeof(command), "rm -r %s", dir);
	assert_int_equal(system(command), 0);
	if (sscanf(said, "%ld workbooks, %ld rows", &books, &rows) != 2)
		fail_msg("%s", said);
	assert_true(books >= BOOKS_LEAST && rows >= ROWS_LEAST);
}

static int
begin(void **state)
{
	db = db_open_patient(getenv("WAYMARK_JOBS_URL"));
	return (open_world(state));
}

static int
leave(void **state)
{
	db_close(db);
	arena_release(&arena);
	return (leave_world(state));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_each_workbook_is_its_twin_and_opens_in_libreoffice),
	};

	return (cmocka_run_group_tests(tests, begin, leave));
}
