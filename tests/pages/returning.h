#pragma once
/*
 * returning - exports a table as staff do, changes it in another program, and
 * sends it back.
 */
#include <stdio.h>
#include <unistd.h>

#include "jobs.h"
#include "jobs/workbooks.h"

/* What is being sent back. */
static struct { const char *bytes; size_t n; bool csv; } book;

static char		 path[200];

static inline void
export_as(const char *table, const char *format)
{
	const char	*at;

	assert_answer(OK, ask("/exports/new"));
	assert_answer(SEE_OTHER, submit("/exports/new", arena_printf(&arena,
	    "table=%s&reader=staff&recipient=A&purpose=B&format=%s", table,
	    format)));
	at = arena_strdup(&arena, answer_location());
	assert_answer(OK, follow());
	assert_shows("Ready");
	assert_answer(OK, ask(arena_printf(&arena, "%s/download", at)));
	at = page_bytes(&book.n);
	book.bytes = arena_copy(&arena, at, book.n);
	book.csv = strcmp(format, "csv") == 0;
}

static inline void
keep_book(const char *file)
{
	FILE	*from = fopen(file, "rb");
	char	*bytes = arena_alloc(&arena, 1 << 20);

	assert_non_null(from);
	book.n = fread(bytes, 1, 1 << 20, from);
	book.bytes = bytes;
	fclose(from);
	unlink(file);
}

/* changes: as change_workbook.py has them, each in single quotes. */
static inline void
change(const char *sheet, const char *changes)
{
	char	file[] = "/tmp/waymark-XXXXXX.xlsx";
	int	fd = mkstemps(file, 5);

	assert_int_equal(write(fd, book.bytes, book.n), book.n);
	close(fd);
	assert_int_equal(system(arena_printf(&arena, "/usr/bin/python3 "
	    "tests/pages/change_workbook.py %s %s %s", file, sheet,
	    changes)), 0);
	book.csv = strstr(changes, "\"csv\"") != NULL;
	keep_book(file);
}

static inline const char *
newest(const char *of, const char *rest)
{
	snprintf(path, sizeof(path), "/%ss/%ld%s", of, (long)owner_asks(
	    arena_printf(&arena, "SELECT max(id) FROM %s", of)), rest);
	return (path);
}

/* The file goes, and if need be the workbook is read and gone on with. */
static inline enum status
send_to(const char *to, const char *table)
{
	enum status	how = send_file(to, table == NULL ? NULL : "table",
			    table, "file", book.csv ? "t.csv" : "t.xlsx",
			    book.bytes, book.n);

	if (book.csv || how != SEE_OTHER)
		return (how);
	assert_true(workbooks_read(jobs, &jobs_arena) >= 1);
	assert_answer(OK, ask(newest("workbook", "")));
	assert_shows("The workbook was read");
	return (submit(to, ""));
}

static inline void
send_back(const char *table)
{
	assert_answer(SEE_OTHER, send_to("/imports/changed", table));
	assert_answer(OK, follow());
}

static inline void
send_changed(const char *table, const char *sheet, const char *changes)
{
	export_as(table, "workbook");
	change(sheet, changes);
	send_back(table);
}

static inline enum status
confirm(void)
{
	assert_answer(OK, ask(newest("import", "/confirm")));
	return (submit(newest("import", "/confirm"), ""));
}

static inline void
confirm_well(void)
{
	assert_answer(SEE_OTHER, confirm());
	assert_answer(OK, follow());
}
