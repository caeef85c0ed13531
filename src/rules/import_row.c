/* Judges one row of a cohort's file, cell by cell. */
#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "rules/email_address.h"
#include "rules/import_cell.h"
#include "rules/import_row.h"
#include "rules/words.h"
#include "rules/working_days.h"
#include "rules/written_date.h"

static const struct {
	const char	*heading, *the;
} columns[IMPORT_COLUMNS] = {
	{ "first_name", "first name" },
	{ "last_name", "last name" },
	{ "email", "email address" },
	{ "swe_number", "Social Work England number" },
	{ "employer_code", "employer’s code" },
	{ "starts_on", "start date" },
	{ "working_days", "working days" },
};

/* A row while it is judged. */
struct judge {
	struct arena			*arena;
	const struct import_facts	*facts;
	struct import_row		*row;
};

const char *
import_heading(enum import_column column)
{
	return (columns[column].heading);
}

bool
import_required(enum import_column column)
{
	return (column != IMPORT_SWE_NUMBER && column != IMPORT_WORKING_DAYS);
}

void
import_problem(struct arena *a, struct import_row *row,
    enum import_column column, const char *wrong, const char *to_do)
{
	import_problem_add(a, &row->problems, (int)column, wrong, to_do);
}

static void
problem(struct judge *j, enum import_column column, const char *wrong,
    const char *to_do)
{
	import_problem(j->arena, j->row, column, wrong, to_do);
}

static void
missing(struct judge *j, enum import_column column)
{
	const char	*the = columns[column].the;

	problem(j, column, arena_printf(j->arena, "The %s is missing", the),
	    arena_printf(j->arena, "Enter the %s", the));
}

/* Not an address, a number or punctuation. */
static bool
looks_like_a_name(struct arena *a, const char *s)
{
	const char	*key = text_fold(a, s);

	return (strchr(s, '@') == NULL &&
	    key[strspn(key, "0123456789 ")] != '\0');
}

static const char *
name(struct judge *j, enum import_column column, const char *cell)
{
	struct arena	*a = j->arena;
	const char	*s = text_line(a, cell), *the = columns[column].the;
	const char	*bad;
	size_t		 n = text_length(s);

	if (n > IMPORT_NAME_MAX) {
		problem(j, column, arena_printf(a,
		    "The %s has %zu characters", the, n),
		    "Shorten it to 100 characters or fewer");
		return (NULL);
	}
	if ((bad = cell_garbled(a, s)) != NULL) {
		problem(j, column, arena_printf(a, "%s holds ‘%s’, which is "
		    "an accent that was lost", cell_quoted(a, s), bad),
		    arena_printf(a, "Type the %s again", the));
		return (NULL);
	}
	if (!looks_like_a_name(a, s)) {
		problem(j, column, arena_printf(a, "%s is not a name",
		    cell_quoted(a, s)), arena_printf(a, "Enter the %s", the));
		return (NULL);
	}
	return (s);
}

static const char *
email(struct judge *j, const char *cell)
{
	struct arena	*a = j->arena;
	char		*s = cell_email(a, cell), *at = strchr(s, '@');

	if (strlen(s) > IMPORT_EMAIL_MAX || !email_address(s)) {
		problem(j, IMPORT_EMAIL, arena_printf(a,
		    "%s is not an email address", cell_quoted(a, s)),
		    "Enter one email address in the correct format, such as "
		    "name@example.com");
		return (NULL);
	}
	for (; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return (s);
}

/* SW and up to 6 digits that do not start with 0. */
static const char *
swe_number(struct judge *j, const char *cell)
{
	const char	*s = cell_code(j->arena, cell);
	size_t		 digits;

	if (*s == '\0')
		return (NULL);
	if (strncmp(s, "SW", 2) == 0 && s[2] != '0') {
		digits = strspn(s + 2, "0123456789");
		if (digits >= 1 && digits <= 6 && s[2 + digits] == '\0')
			return (s);
	}
	problem(j, IMPORT_SWE_NUMBER, arena_printf(j->arena,
	    "%s is not a Social Work England number",
	    cell_quoted(j->arena, cell)),
	    "Enter SW and up to 6 digits that do not start with 0, such as "
	    "SW12345, or leave the cell empty");
	return (NULL);
}

/* The code of the employer that is called this, or NULL. */
static const char *
code_of_name(struct judge *j, const char *cell)
{
	const struct import_employer	*e = j->facts->employers;
	const char			*key = text_fold(j->arena, cell);

	for (size_t i = 0; i < j->facts->nemployers; i++)
		if (strcmp(key, e[i].folded) == 0)
			return (e[i].code);
	return (NULL);
}

static int64_t
employer(struct judge *j, const char *cell)
{
	const struct import_employer	*e = j->facts->employers;
	const char			*s = cell_code(j->arena, cell), *named;

	for (size_t i = 0; i < j->facts->nemployers; i++)
		if (strcmp(s, e[i].code) == 0)
			return (e[i].id);
	named = code_of_name(j, cell);
	problem(j, IMPORT_EMPLOYER_CODE, arena_printf(j->arena,
	    "%s is not an employer’s code", cell_quoted(j->arena, cell)),
	    named == NULL ? "Enter a code from the list of employers" :
	    arena_printf(j->arena, "Change it to the code %s", named));
	return (0);
}

static void
refuse_date(struct judge *j, enum written_date how, const char *cell,
    struct date serial)
{
	const char	*wrong, *to_do;

	written_date_refusal(j->arena, how, cell, serial, &wrong, &to_do);
	problem(j, IMPORT_STARTS_ON, wrong, to_do);
}

static struct date
starts_on(struct judge *j, const char *cell)
{
	struct arena			*a = j->arena;
	const struct import_facts	*facts = j->facts;
	struct date			 d;
	enum written_date		 how;

	cell = text_visible(a, cell);
	how = written_date(a, cell, &d);
	if (how != WRITTEN) {
		refuse_date(j, how, cell, d);
		return ((struct date){ 0 });
	}
	if (date_is_set(facts->from) && (date_compare(d, facts->from) < 0 ||
	    date_compare(d, facts->to) > 0)) {
		problem(j, IMPORT_STARTS_ON, arena_printf(a,
		    "%s is outside the cohort’s dates", date_words(a, d)),
		    arena_printf(a, "Enter a date from %s to %s",
		    date_words(a, facts->from), date_words(a, facts->to)));
		return ((struct date){ 0 });
	}
	return (d);
}

static void
working(struct judge *j, const char *cell)
{
	struct arena		*a = j->arena;
	enum working_days	 how = working_days(a, text_visible(a, cell),
				    j->row->halves);

	if (how == WORKING_UNNAMED)
		problem(j, IMPORT_WORKING_DAYS, arena_printf(a,
		    "%s does not say which days", cell_quoted(a, cell)),
		    "Name the days, such as Mon Tue Wed or Mon-Thu, Fri am");
	else if (how == WORKING_OTHERWISE)
		problem(j, IMPORT_WORKING_DAYS, arena_printf(a,
		    "%s cannot be read as days of the week",
		    cell_quoted(a, cell)),
		    "Name the days, such as Mon Tue Wed or Mon-Thu, Fri am");
}

static void
judge_cell(struct judge *j, enum import_column column, const char *cell)
{
	struct import_row	*row = j->row;

	switch (column) {
	case IMPORT_FIRST_NAME:
		row->first_name = name(j, column, cell);
		break;
	case IMPORT_LAST_NAME:
		row->last_name = name(j, column, cell);
		break;
	case IMPORT_EMAIL:
		row->email = email(j, cell);
		break;
	case IMPORT_SWE_NUMBER:
		row->swe_number = swe_number(j, cell);
		break;
	case IMPORT_EMPLOYER_CODE:
		row->employer_id = employer(j, cell);
		break;
	case IMPORT_STARTS_ON:
		row->starts_on = starts_on(j, cell);
		break;
	default:
		working(j, cell);
	}
}

struct import_row
import_row(struct arena *a, size_t number,
    const char *const cells[IMPORT_COLUMNS], const struct import_facts *facts)
{
	struct import_row	row = { .number = number };
	struct judge		j = { a, facts, &row };
	const char		*cell;

	if (cells[IMPORT_WORKING_DAYS] == NULL ||
	    text_blank(cells[IMPORT_WORKING_DAYS]))
		memset(row.halves, 2, FRIDAY + 1);
	for (enum import_column c = 0; c < IMPORT_COLUMNS; c++) {
		cell = cells[c] == NULL ? "" : cells[c];
		if (!text_valid(cell, strlen(cell)))
			problem(&j, c, "The cell includes characters that "
			    "cannot be saved", arena_printf(a,
			    "Type the %s again", columns[c].the));
		else if (!text_blank(cell))
			judge_cell(&j, c, cell);
		else if (import_required(c))
			missing(&j, c);
	}
	return (row);
}
