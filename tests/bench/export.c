/*
 * export - how long a large spreadsheet takes, and in how much memory: 100,000
 * rows of 20 columns, ten texts of which five repeat, eight numbers, two dates.
 *
 *	export ours	from PostgreSQL (DATABASE_URL) to a file, as the jobs do
 *	export bare	the same values from memory, by libxlsxwriter alone
 *
 * Prints the milliseconds by the clock and of processors, PostgreSQL's for us
 * among them, and the kilobytes of memory at most.
 */
#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/db.h"
#include "sheets/writing.h"

/* What a way took, in ms: by the clock, of this process, of PostgreSQL's. */
struct took { int64_t clock; double own, server; };

enum { ROWS = 100000, TEXTS = 10, NUMBERS = 8, DATES = 2, COLUMNS = 20 };

struct row {
	const char	*texts[TEXTS];
	int64_t		 numbers[NUMBERS];
	struct date	 dates[DATES];
};

static const char *const	words[] = { "Ashby NHS Trust", "Brook Council",
				    "Community team", "Crisis team",
				    "First placement", "Zoë Ólafsdóttir",
				    "Under way" };
enum { WORDS = sizeof(words) / sizeof(*words) };

/* As SQL makes them below. */
static void
fill(struct arena *a, struct row *r, int64_t i)
{
	for (int64_t k = 0; k < TEXTS; k++)
		r->texts[k] = k % 2 == 0 ? arena_printf(a,
		    "Person %06ld of %ld", (long)i, (long)k) :
		    words[(i + k) % WORDS];
	for (int64_t k = 0; k < NUMBERS; k++)
		r->numbers[k] = i * (k + 3) % 1000;
	for (int64_t k = 0; k < DATES; k++)
		r->dates[k] = date_plus_days((struct date){ 2026, 1, 1 },
		    (int)((i + k) % 365));
}

#define TEXT(k)								\
	"CASE WHEN " #k " % 2 = 0 THEN 'Person ' || "			\
	"lpad(i::text, 6, '0') || ' of " #k "' "			\
	"ELSE w[1 + (i + " #k ") % 7] END AS t" #k ", "
#define NUMBER(k) "i * (" #k " + 3) % 1000 AS n" #k ", "
static const char	makes[] = "CREATE TEMPORARY TABLE made AS SELECT i, "
    TEXT(0) TEXT(1) TEXT(2) TEXT(3) TEXT(4) TEXT(5) TEXT(6) TEXT(7) TEXT(8)
    TEXT(9) NUMBER(0) NUMBER(1) NUMBER(2) NUMBER(3) NUMBER(4) NUMBER(5)
    NUMBER(6) NUMBER(7) "date '2026-01-01' + (i % 365)::integer AS d0, "
    "date '2026-01-01' + ((i + 1) % 365)::integer AS d1 "
    "FROM generate_series(0::bigint, 99999) i, (SELECT ARRAY["
    "'Ashby NHS Trust', 'Brook Council', 'Community team', 'Crisis team', "
    "'First placement', 'Zoë Ólafsdóttir', 'Under way'] AS w) x; "
    "ANALYZE made";

#define AT(member, k)	offsetof(struct row, member) +			\
			k * sizeof(((struct row *)0)->member[0])
#define T(k)	{ "t" #k, DB_TEXT, false, AT(texts, k) }
#define N(k)	{ "n" #k, DB_INT8, false, AT(numbers, k) }
#define D(k)	{ "d" #k, DB_DATE, false, AT(dates, k) }
static const struct column	answered[] = {
	T(0), T(1), T(2), T(3), T(4), T(5), T(6), T(7), T(8), T(9),
	N(0), N(1), N(2), N(3), N(4), N(5), N(6), N(7), D(0), D(1),
};
static const struct query	all = { "bench export",
    "SELECT t0, t1, t2, t3, t4, t5, t6, t7, t8, t9, n0, n1, n2, n3, n4, n5, "
    "n6, n7, d0, d1 FROM made ORDER BY i", "export.c", 1, 0, COLUMNS, NULL,
    answered, sizeof(struct row) };

static struct sheet_column	columns[COLUMNS];

static void
name_columns(struct arena *a)
{
	for (int c = 0; c < COLUMNS; c++)
		columns[c] = (struct sheet_column){ arena_printf(a,
		    "Column %d", c + 1), c < TEXTS ? SHEET_TEXT :
		    c < TEXTS + NUMBERS ? SHEET_NUMBER : SHEET_DATE,
		    "What it says." };
}

static bool
take(void *writing, const void *row)
{
	const struct row	*r = row;
	struct sheet_cell	 cells[COLUMNS];

	for (int k = 0; k < TEXTS; k++)
		cells[k] = sheet_text(r->texts[k]);
	for (int k = 0; k < NUMBERS; k++)
		cells[TEXTS + k] = sheet_number(r->numbers[k]);
	for (int k = 0; k < DATES; k++)
		cells[TEXTS + NUMBERS + k] = sheet_date(r->dates[k]);
	return (writing_row(writing, cells));
}

static double
processor_ms(void)
{
	struct rusage	u;

	getrusage(RUSAGE_SELF, &u);
	return ((double)(u.ru_utime.tv_sec + u.ru_stime.tv_sec) * 1e3 +
	    (double)(u.ru_utime.tv_usec + u.ru_stime.tv_usec) / 1e3);
}

/* Of the process that serves this connection; it runs on this machine. */
static double
server_ms(struct db *db)
{
	static const struct column	pid = { "pid", DB_INT8 };
	static const struct query	q = { "bench pid", "SELECT "
					    "pg_backend_pid()::bigint",
					    "export.c", 1, 0, 1, NULL, &pid,
					    sizeof(int64_t) };
	char				path[32], line[1024] = "", *s;
	unsigned long			user = 0, kernel = 0;
	size_t				n;
	int64_t				*of = db_rows(db, &q, NULL, &n);
	FILE				*f;

	snprintf(path, sizeof(path), "/proc/%ld/stat", (long)*of);
	if ((f = fopen(path, "r")) == NULL)
		return (0);
	if (fgets(line, sizeof(line), f) != NULL &&
	    (s = strrchr(line, ')')) != NULL)
		sscanf(s, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u "
		    "%lu %lu", &user, &kernel);
	fclose(f);
	return ((double)(user + kernel) * 1e3 /
	    (double)sysconf(_SC_CLK_TCK));
}

static struct took
ours(struct arena *a, int fd)
{
	struct db		*db = db_open_patient(getenv("DATABASE_URL"));
	struct writing_plan	 plan = { { .title = "Bench" }, "Rows", "rows",
				    columns, COLUMNS, ROWS };
	struct writing		*w;
	struct took		 t;

	db_begin(db, a, DB_WRITES);
	db_run(db, makes);
	t = (struct took){ now_ms(), processor_ms(), server_ms(db) };
	w = writing_begin(a, &plan, fd, "/var/tmp");
	if (db_stream(db, &all, NULL, take, w) != ROWS || !writing_end(w))
		errx(1, "not written: %s", db_error(db));
	t = (struct took){ now_ms() - t.clock, processor_ms() - t.own,
	    server_ms(db) - t.server };
	db_close(db);
	return (t);
}

static void
write_bare(lxw_worksheet *s, lxw_format *date, const struct row *r,
    lxw_row_t at)
{
	for (int k = 0; k < TEXTS; k++)
		worksheet_write_string(s, at, (lxw_col_t)k, r->texts[k], NULL);
	for (int k = 0; k < NUMBERS; k++)
		worksheet_write_number(s, at, (lxw_col_t)(TEXTS + k),
		    (double)r->numbers[k], NULL);
	for (int k = 0; k < DATES; k++) {
		lxw_datetime	when = { r->dates[k].year, r->dates[k].month,
				    r->dates[k].day, 0, 0, 0 };

		worksheet_write_datetime(s, at, (lxw_col_t)(TEXTS + NUMBERS +
		    k), &when, date);
	}
}

static struct took
bare(struct arena *a, const char *path)
{
	struct row		*rows = arena_array(a, ROWS, sizeof(*rows));
	lxw_workbook_options	 options = { .constant_memory = 1,
				    .tmpdir = "/var/tmp" };
	struct took		 t;
	lxw_workbook		*b;
	lxw_worksheet		*s;
	lxw_format		*date;

	for (int64_t i = 0; i < ROWS; i++)
		fill(a, &rows[i], i);
	t = (struct took){ now_ms(), processor_ms(), 0 };
	b = workbook_new_opt(path, &options);
	s = workbook_add_worksheet(b, NULL);
	date = workbook_add_format(b);
	format_set_num_format(date, "d mmmm yyyy");
	for (lxw_row_t i = 0; i < ROWS; i++)
		write_bare(s, date, &rows[i], i + 1);
	if (workbook_close(b) != LXW_NO_ERROR)
		errx(1, "the bare loop wrote nothing");
	return ((struct took){ now_ms() - t.clock, processor_ms() - t.own,
	    0 });
}

int
main(int argc, char **argv)
{
	struct arena	a = { 0 };
	int		fd = open("/var/tmp", O_TMPFILE | O_RDWR, 0600);
	char		path[32];
	struct rusage	used;
	struct took	t;

	if (argc != 2 || fd < 0)
		errx(64, "usage: export ours|bare");
	snprintf(path, sizeof(path), "/proc/self/fd/%d", fd);
	name_columns(&a);
	t = strcmp(argv[1], "ours") == 0 ? ours(&a, fd) : bare(&a, path);
	getrusage(RUSAGE_SELF, &used);
	printf("%ld %.1f %.1f %ld\n", (long)t.clock, t.own, t.server,
	    used.ru_maxrss);
	return (0);
}
