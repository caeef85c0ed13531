/* Reads a whole CSV file into a table, and says what is wrong with it. */
#include <csv.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "sheets/csv.h"
#include "csv_guard.h"

#define SAVE_AS	"In Excel, choose ‘File’, then ‘Save as’, then the type " \
		"‘CSV UTF-8 (Comma delimited)’, and select the new file"

/* One row while it is read; rows grow by doubling. */
struct reader {
	struct arena		*arena;
	struct csv_table	*table;
	const char		*cells[CSV_COLUMNS_MAX];
	size_t			 ncells, number, room;
	bool			 filled;	/* something stands in it */
	const char		*wrong;
};

static bool
starts(const char *s, size_t n, const char *with, size_t length)
{
	return (n >= length && memcmp(s, with, length) == 0);
}

/* What can be said from the bytes, before any row is read; or NULL. */
static const char *
refuse_bytes(const char *s, size_t n)
{
	if (n > CSV_BYTES_MAX)
		return ("The selected file must be smaller than 5MB");
	if (starts(s, n, "PK\x03\x04", 4) ||
	    starts(s, n, "\xD0\xCF\x11\xE0", 4))
		return ("The selected file is a workbook, not a CSV file. "
			SAVE_AS);
	if (starts(s, n, "\xFF\xFE", 2) || starts(s, n, "\xFE\xFF", 2) ||
	    (n >= 2 && (s[0] == '\0') != (s[1] == '\0')))
		return ("The selected file is saved as ‘Unicode text’ "
			"(UTF-16). " SAVE_AS);
	if (memchr(s, '\0', n) != NULL || starts(s, n, "%PDF", 4))
		return ("The selected file must be a CSV file");
	if (!text_utf8(s, n))
		return ("The selected file is saved in an older encoding "
			"(such as Windows-1252), so that accents in names "
			"would be lost. " SAVE_AS);
	return (NULL);
}

static void
refuse(struct reader *r, const char *why)
{
	if (r->table->refused == NULL)
		r->table->refused = why;
}

/* "A", "Z", "AA": a column as a spreadsheet names it, counted from 0. */
static const char *
letters(struct arena *a, size_t column)
{
	if (column < 26)
		return (arena_printf(a, "%c", (int)('A' + column)));
	return (arena_printf(a, "%c%c", (int)('A' + column / 26 - 1),
	    (int)('A' + column % 26)));
}

static void
wrong(struct reader *r, const char *why)
{
	if (r->wrong == NULL)
		r->wrong = why;
}

/* libcsv found a cell. */
static void
take_cell(void *cell, size_t n, void *data)
{
	struct reader	*r = data;
	const char	*s;

	if (r->table->refused != NULL)
		return;
	if (r->ncells == CSV_COLUMNS_MAX) {
		if (n > 0)
			refuse(r, arena_printf(r->arena, "Row %zu has more "
			    "than 100 columns. Delete those that are not "
			    "needed and select the file again", r->number));
		return;
	}
	s = arena_strdup(r->arena, csv_unguarded(cell));
	if (n > CSV_CELL_MAX && text_length(s) > CSV_CELL_MAX)
		wrong(r, arena_printf(r->arena, "The cell in column %s has "
		    "more than 10,000 characters",
		    letters(r->arena, r->ncells)));
	if (strstr(s, "\xEF\xBF\xBD") != NULL)
		wrong(r, arena_printf(r->arena, "The cell in column %s "
		    "includes characters that cannot be saved",
		    letters(r->arena, r->ncells)));
	r->filled |= !text_blank(s);
	r->cells[r->ncells++] = s;
}

/* The key by which headings are compared. */
static const char *
heading_key(struct arena *a, const char *heading)
{
	char	*key = arena_strdup(a, text_fold(a, heading)), *to = key;

	for (const char *s = key; *s != '\0'; s++)
		if (*s != ' ')
			*to++ = *s;
	*to = '\0';
	return (key);
}

int
csv_column(struct arena *a, const struct csv_table *t, const char *heading)
{
	const char	*key = heading_key(a, heading);

	for (size_t i = 0; i < t->ncolumns; i++)
		if (strcmp(t->names[i], key) == 0)
			return ((int)i);
	return (-1);
}

static void
take_headings(struct reader *r)
{
	struct csv_table	*t = r->table;
	size_t			 n = r->ncells;

	while (n > 0 && text_blank(r->cells[n - 1]))
		n--;
	t->titles = arena_array(r->arena, n, sizeof(*t->titles));
	t->names = arena_array(r->arena, n, sizeof(*t->names));
	for (size_t i = 0; i < n; i++) {
		t->titles[i] = text_line(r->arena, r->cells[i]);
		t->names[i] = heading_key(r->arena, r->cells[i]);
		if (*t->names[i] != '\0' &&
		    csv_column(r->arena, t, t->names[i]) >= 0)
			refuse(r, arena_printf(r->arena, "Columns %s and %s "
			    "are both called ‘%s’. Delete or rename one of "
			    "them", letters(r->arena, csv_column(r->arena, t,
			    t->names[i])), letters(r->arena, i), t->titles[i]));
		t->ncolumns = i + 1;
	}
	if (r->wrong != NULL)
		refuse(r, arena_printf(r->arena, "Row %zu: %s", r->number,
		    r->wrong));
}

static void
check_width(struct reader *r)
{
	size_t	n = r->ncells, expected = r->table->ncolumns;

	while (n > expected && text_blank(r->cells[n - 1]))
		n--;
	if (n != expected)
		wrong(r, arena_printf(r->arena, "The row has %zu cell%s, but "
		    "there are %zu headings. Check for missing or extra "
		    "commas", n, n == 1 ? "" : "s", expected));
}

static void
take_values(struct reader *r)
{
	struct csv_table	*t = r->table;
	struct csv_row		*row, *larger;

	if (t->nrows == CSV_ROWS_MAX) {
		refuse(r, "The selected file has more than 5,000 rows. Split "
			"it into smaller files");
		return;
	}
	if (t->nrows == r->room) {
		r->room = r->room == 0 ? 64 : r->room * 2;
		larger = arena_array(r->arena, r->room, sizeof(*larger));
		if (t->nrows > 0)
			memcpy(larger, t->rows, t->nrows * sizeof(*larger));
		t->rows = larger;
	}
	check_width(r);
	row = &t->rows[t->nrows++];
	row->number = r->number;
	row->wrong = r->wrong;
	row->cells = arena_array(r->arena, t->ncolumns, sizeof(*row->cells));
	for (size_t i = 0; i < t->ncolumns; i++)
		row->cells[i] = i < r->ncells ? r->cells[i] : "";
}

/* libcsv found the end of a row; rows that are empty still count. */
static void
take_row(int ended_by, void *data)
{
	struct reader	*r = data;

	if (r->filled && r->table->refused == NULL) {
		if (r->table->ncolumns == 0)
			take_headings(r);
		else
			take_values(r);
	}
	r->number++;
	r->ncells = 0;
	r->filled = false;
	r->wrong = NULL;
}

/* What separates the cells of the first row: a comma where there is one. */
static char
separator(const char *s)
{
	bool	quoted = false;
	char	found = ',';

	s += strspn(s, "\n");
	for (; *s != '\0' && (quoted || *s != '\n'); s++) {
		if (*s == '"')
			quoted = !quoted;
		if (!quoted && *s == ',')
			return (',');
		if (!quoted && (*s == ';' || *s == '\t'))
			found = *s;
	}
	return (found);
}

static void
parse(struct reader *r, const char *s, size_t n)
{
	struct csv_parser	p;
	size_t			used;

	if (csv_init(&p, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL |
	    CSV_APPEND_NULL) != 0)
		abort();
	csv_set_delim(&p, (unsigned char)separator(s));
	csv_set_blk_size(&p, 64 * 1024);
	used = csv_parse(&p, s, n, take_cell, take_row, r);
	if (used == n && csv_fini(&p, take_cell, take_row, r) != 0)
		used = n + 1;
	if (csv_error(&p) == CSV_ENOMEM)
		abort();
	if (used != n || csv_error(&p) != CSV_SUCCESS)
		refuse(r, arena_printf(r->arena, "Row %zu has a quotation "
		    "mark (\") that does not close, or that stands inside a "
		    "cell. Correct it in the spreadsheet. " SAVE_AS,
		    r->number));
	csv_free(&p);
}

struct csv_table
csv_read(struct arena *a, const char *s, size_t n)
{
	struct csv_table	table = { 0 };
	struct reader		r = { .arena = a, .table = &table,
				    .number = 1 };
	bool			broken;
	char			*text;

	table.refused = refuse_bytes(s, n);
	if (starts(s, n, "\xEF\xBB\xBF", 3)) {
		s += 3;
		n -= 3;
	}
	if (table.refused == NULL) {
		text = text_clean(a, s, n, &broken);
		if (text_blank(text))
			table.refused = "The selected file is empty";
		else
			parse(&r, text, strlen(text));
	}
	if (table.refused == NULL && table.nrows == 0)
		table.refused = "The selected file has headings but no rows";
	if (table.refused != NULL)
		table = (struct csv_table){ .refused = table.refused };
	return (table);
}
