/*
 * A workbook to measure readers by, and Waymark's own reader:
 *
 *	workbook write FILE ROWS	twenty columns: ten texts, of which five
 *					repeat, eight numbers, two dates
 *	workbook read FILE		says how many cells, in how many ms by
 *					the clock and of processors, and how
 *					many kilobytes at most
 */
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include <err.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include "sheets/xlsx.h"

enum { TEXTS = 10, REPEATING = 5, NUMBERS = 8, DATES = 2 };

static void
write_row(lxw_worksheet *s, lxw_row_t row, lxw_format *day)
{
	lxw_datetime	d = { 2026, (int)(row % 12) + 1,
			    (int)(row % 28) + 1, 0, 0, 0 };
	char		text[64];
	lxw_col_t	col = 0;

	for (int i = 0; i < TEXTS; i++) {
		snprintf(text, sizeof(text), i < REPEATING ?
		    "Organisation %u" : "Somebody %u", i < REPEATING ?
		    row % 50 : row * TEXTS + (unsigned int)i);
		worksheet_write_string(s, row, col++, text, NULL);
	}
	for (int i = 0; i < NUMBERS; i++)
		worksheet_write_number(s, row, col++, row * 1.25 + i, NULL);
	for (int i = 0; i < DATES; i++)
		worksheet_write_datetime(s, row, col++, &d, day);
}

static int
write_book(const char *file, const char *rows)
{
	lxw_workbook	*book = workbook_new(file);
	lxw_worksheet	*s = workbook_add_worksheet(book, "Rows");
	lxw_format	*day = workbook_add_format(book);

	format_set_num_format(day, "d mmmm yyyy");
	for (lxw_row_t row = 0; row < (lxw_row_t)atol(rows); row++)
		write_row(s, row, day);
	return (workbook_close(book) == LXW_NO_ERROR ? EXIT_SUCCESS :
	    EXIT_FAILURE);
}

struct count { size_t cells; };

static void
take_sheet(void *to, const struct xlsx_sheet *s)
{
}

static void
take_cell(void *to, const struct xlsx_cell *c)
{
	((struct count *)to)->cells++;
}

static double
now(void)
{
	struct timespec	t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return ((double)t.tv_sec * 1e3 + (double)t.tv_nsec / 1e6);
}

static double
processor_ms(const struct rusage *u)
{
	return ((double)(u->ru_utime.tv_sec + u->ru_stime.tv_sec) * 1e3 +
	    (double)(u->ru_utime.tv_usec + u->ru_stime.tv_usec) / 1e3);
}

/* Of this process and of the sandbox together. */
static void
say(const struct count *count, double ms)
{
	struct rusage	ours, childs;

	getrusage(RUSAGE_SELF, &ours);
	getrusage(RUSAGE_CHILDREN, &childs);
	printf("{\"cells\":%zu,\"ms\":%.1f,\"cpu\":%.1f,\"kb\":%ld}\n",
	    count->cells, ms, processor_ms(&ours) + processor_ms(&childs),
	    ours.ru_maxrss + childs.ru_maxrss);
}

static int
read_book(const char *file)
{
	struct xlsx_limits	 limits = xlsx_usual;
	struct count		 count = { 0 };
	struct xlsx_taker	 taker = { take_sheet, take_cell, NULL,
				    &count };
	struct xlsx_verdict	 v;
	struct stat		 st;
	void			*bytes;
	double			 began;
	int			 fd = open(file, O_RDONLY);

	if (fd < 0 || fstat(fd, &st) != 0)
		err(1, "%s", file);
	limits.bytes = limits.unpacked = (size_t)1 << 30;
	limits.rows = 1 << 20;
	limits.cpu_s = limits.wall_ms = 60000;
	began = now();
	bytes = mmap(NULL, (size_t)st.st_size, PROT_READ, MAP_PRIVATE, fd, 0);
	if (bytes == MAP_FAILED)
		err(1, "%s", file);
	v = xlsx_read(bytes, (size_t)st.st_size, &limits, &taker);
	say(&count, now() - began);
	return (v.fault == XLSX_SOUND ? EXIT_SUCCESS : EXIT_FAILURE);
}

int
main(int argc, char **argv)
{
	if (argc == 4 && strcmp(argv[1], "write") == 0)
		return (write_book(argv[2], argv[3]));
	if (argc == 3 && strcmp(argv[1], "read") == 0)
		return (read_book(argv[2]));
	errx(1, "workbook write FILE ROWS | workbook read FILE");
}
