/*
 * Judges one row of a file of marks, cell by cell.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "core/text.h"
#include "rules/import_cell.h"
#include "rules/marks_row.h"

enum { DIGITS_MAX = 9 };

static const char *const	headings[MARKS_COLUMNS] = { "name", "email",
	"swe_number", "mark" };

/* A row while it is judged. */
struct judge {
	struct arena			*arena;
	const struct marks_facts	*facts;
	struct marks_row		*row;
};

const char *
marks_heading(enum marks_column column)
{
	return (headings[column]);
}

bool
marks_required(enum marks_column column)
{
	return (column == MARKS_EMAIL || column == MARKS_MARK);
}

static void
problem(struct judge *j, enum marks_column column, const char *wrong,
    const char *to_do)
{
	import_problem_add(j->arena, &j->row->problems, (int)column, wrong,
	    to_do);
}

static bool
same(const char *one, const char *other)
{
	return (one != NULL && other != NULL && strcasecmp(one, other) == 0);
}

static const struct marks_taker *
taker_of(const struct marks_facts *f, enum marks_column column,
    const char *key)
{
	for (size_t i = 0; i < f->ntakers; i++)
		if (same(column == MARKS_EMAIL ? f->takers[i].email :
		    f->takers[i].swe_number, key))
			return (&f->takers[i]);
	return (NULL);
}

static void
refuse_stranger(struct judge *j, enum marks_column column, const char *key)
{
	const struct marks_stranger	*s = j->facts->strangers;

	for (size_t i = 0; i < j->facts->nstrangers; i++, s++) {
		if (!same(column == MARKS_EMAIL ? s->email : s->swe_number,
		    key))
			continue;
		problem(j, column, arena_printf(j->arena, "%s is in %s and "
		    "does not take this module", s->name, s->cohort),
		    "Leave the row out, or import it with their own module");
		return;
	}
	problem(j, column, arena_printf(j->arena, "Nobody who takes this "
	    "module has the %s %s", column == MARKS_EMAIL ? "email address" :
	    "Social Work England number", cell_quoted(j->arena, key)),
	    "Correct it, or leave the row out");
}

/* Whoever has this address or number; NULL where there is none or nobody. */
static const struct marks_taker *
find(struct judge *j, enum marks_column column, const char *cell)
{
	const struct marks_taker	*taker;
	const char			*key;

	if (cell == NULL || text_blank(cell))
		return (NULL);
	key = column == MARKS_EMAIL ? cell_email(j->arena, cell) :
	    cell_code(j->arena, cell);
	taker = taker_of(j->facts, column, key);
	if (taker == NULL)
		refuse_stranger(j, column, key);
	return (taker);
}

/* "Smith-Jones, Mary" is "Mary Smith-Jones". */
static const char *
in_order(struct arena *a, const char *name)
{
	const char	*comma = strchr(name, ',');

	return (comma == NULL ? name : arena_printf(a, "%s %.*s", comma + 1,
	    (int)(comma - name), name));
}

static void
check_name(struct judge *j, const char *cell)
{
	struct arena	*a = j->arena;
	const char	*line, *bad;

	if (cell == NULL || text_blank(cell) || j->row->taker == NULL)
		return;
	line = text_line(a, cell);
	if ((bad = cell_garbled(a, line)) != NULL)
		problem(j, MARKS_NAME, arena_printf(a, "%s holds ‘%s’, which "
		    "is an accent that was lost", cell_quoted(a, line), bad),
		    "Type the name again, or empty the cell");
	else if (strcmp(text_fold(a, in_order(a, line)),
	    j->row->taker->folded) != 0)
		problem(j, MARKS_NAME, arena_printf(a, "The row names %s, but "
		    "its email address or number is that of %s",
		    cell_quoted(a, line), j->row->taker->name), "Check whose "
		    "mark it is. Correct the row, or empty the name");
}

static void
find_taker(struct judge *j, const char *const cells[MARKS_COLUMNS])
{
	const struct marks_taker	*by_email = find(j, MARKS_EMAIL,
					    cells[MARKS_EMAIL]);
	const struct marks_taker	*by_number = find(j, MARKS_SWE_NUMBER,
					    cells[MARKS_SWE_NUMBER]);

	if (by_email != NULL && by_number != NULL && by_email != by_number) {
		problem(j, MARKS_SWE_NUMBER, arena_printf(j->arena, "The "
		    "number is that of %s, the email address that of %s",
		    by_number->name, by_email->name),
		    "Check whose mark it is, and correct the row");
		return;
	}
	j->row->taker = by_email != NULL ? by_email : by_number;
	if (j->row->taker == NULL && j->row->problems.n == 0)
		problem(j, MARKS_EMAIL, "The email address is missing",
		    "Enter the email address");
}

/* "NS", "Not submitted", "nothing handed in" */
static bool
says_nothing(struct arena *a, const char *s)
{
	static const char *const	words[] = { "ns", "not submitted",
		"non submission", "nothing handed in", "nothing" };
	const char			*key = text_fold(a, s);

	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (strcmp(key, words[i]) == 0)
			return (true);
	return (false);
}

/* "62", "62 %", "62.0"; the whole number, or false for what is none. */
static bool
read_mark(const char *s, int64_t *mark)
{
	size_t	digits = strspn(s, "0123456789");
	const char	*rest = s + digits;

	if (digits == 0 || digits > DIGITS_MAX)
		return (false);
	*mark = 0;
	for (; s < rest; s++)
		*mark = *mark * 10 + (*s - '0');
	if (*rest == '.')
		rest += 1 + strspn(rest + 1, "0");
	rest += strspn(rest, " ");
	rest += *rest == '%';
	return (*rest == '\0');
}

/* Digits, a point and digits that are not all 0. */
static bool
is_fraction(const char *s)
{
	size_t	digits = strspn(s, "0123456789");

	return (digits > 0 && (s[digits] == '.' || s[digits] == ',') &&
	    isdigit((unsigned char)s[digits + 1]));
}

static void
refuse_mark(struct judge *j, const char *s)
{
	const char	*shown = cell_quoted(j->arena, s);

	if (is_fraction(s))
		problem(j, MARKS_MARK, arena_printf(j->arena,
		    "%s is not a whole mark", shown), "Round it as the "
		    "regulations of the module say, and enter the whole mark");
	else
		problem(j, MARKS_MARK, arena_printf(j->arena,
		    "%s is not a mark", shown), "Enter a whole number from 0 "
		    "to 100, NS when nothing was handed in, or empty the "
		    "cell to leave things as they are");
}

static void
judge_mark(struct judge *j, const char *cell)
{
	const char	*s;
	int64_t		 mark;

	if (cell == NULL || text_blank(cell))
		return;
	s = text_trim(j->arena, text_visible(j->arena, text_line(j->arena,
	    cell)));
	if (says_nothing(j->arena, s)) {
		j->row->wish = MARKS_NOTHING;
	} else if (!read_mark(s, &mark)) {
		refuse_mark(j, s);
	} else if (mark > MARK_MOST) {
		problem(j, MARKS_MARK, arena_printf(j->arena,
		    "%s is more than 100", cell_quoted(j->arena, s)),
		    "Enter a whole number from 0 to 100");
	} else {
		j->row->wish = MARKS_GIVE;
		j->row->mark = (int)mark;
	}
}

static void
check_confirmed(struct judge *j)
{
	const struct marks_taker	*t = j->row->taker;

	if (t == NULL || !t->confirmed || !marks_changes(j->row))
		return;
	problem(j, MARKS_MARK, arena_printf(j->arena, "The board has confirmed "
	    "%d: only the board changes it", t->mark), arena_printf(j->arena,
	    "Enter %d, empty the cell, or leave the row out", t->mark));
}

bool
marks_changes(const struct marks_row *row)
{
	if (row->taker == NULL || row->wish == MARKS_LEAVE)
		return (false);
	if (row->wish == MARKS_NOTHING)
		return (!row->taker->nothing);
	return (row->mark != row->taker->mark);
}

struct marks_row
marks_row(struct arena *a, size_t number,
    const char *const cells[MARKS_COLUMNS], const struct marks_facts *facts)
{
	struct marks_row	row = { .number = number };
	struct judge		j = { a, facts, &row };

	for (int c = 0; c < MARKS_COLUMNS; c++)
		if (cells[c] != NULL && !text_valid(cells[c],
		    strlen(cells[c]))) {
			problem(&j, (enum marks_column)c, "The cell includes "
			    "characters that cannot be saved",
			    "Type what it says again");
			return (row);
		}
	find_taker(&j, cells);
	check_name(&j, cells[MARKS_NAME]);
	judge_mark(&j, cells[MARKS_MARK]);
	check_confirmed(&j);
	return (row);
}

/* The first row of each taker; takers are few, rows are at most thousands. */
void
marks_find_doubles(struct arena *a, struct marks_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; rows[i].taker != NULL && k < i; k++) {
			if (rows[k].taker != rows[i].taker)
				continue;
			import_problem_add(a, &rows[i].problems, MARKS_EMAIL,
			    arena_printf(a, "The same trainee stands in row "
			    "%zu", rows[k].number),
			    "Delete one of the rows, or leave it out");
			import_problem_add(a, &rows[k].problems, MARKS_EMAIL,
			    arena_printf(a, "The same trainee stands in row "
			    "%zu", rows[i].number),
			    "Delete one of the rows, or leave it out");
			break;
		}
}

void
marks_note(struct arena *a, struct marks_row *row)
{
	const struct marks_taker	*t = row->taker;
	const char			*wrong = NULL, *to_do;

	to_do = "Nothing changes with this row";
	if (row->wish == MARKS_LEAVE)
		wrong = "There is no mark in it";
	else if (!marks_changes(row))
		wrong = row->wish == MARKS_NOTHING ? "Nothing handed in is "
		    "recorded already" : "This mark is recorded already";
	else if (t->mark != NOT_MARKED) {
		wrong = arena_printf(a, "The mark is %d now", t->mark);
		to_do = row->wish == MARKS_NOTHING ? "It is taken back: "
		    "nothing was handed in" : arena_printf(a, "It becomes %d",
		    row->mark);
	} else if (t->nothing) {
		wrong = "Nothing handed in is recorded now";
		to_do = arena_printf(a, "It becomes %d", row->mark);
	}
	if (wrong != NULL)
		import_problem_add(a, &row->problems, MARKS_MARK, wrong, to_do);
}
