/* imports_people - what an import of a cohort's people is: its columns, how
 * they are judged, its words and its template. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/import.h"
#include "rules/import_row.h"
#include "views.h"

static const struct import_help columns[IMPORT_COLUMNS] = {
	[IMPORT_FIRST_NAME] = { "first_name", "As the person writes it, "
	    "accents and apostrophes included.", "Ada", true },
	[IMPORT_LAST_NAME] = { "last_name", "As the person writes it.",
	    "Example", true },
	[IMPORT_EMAIL] = { "email", "The address that the invitation goes to. "
	    "The person signs in with it.", IMPORT_EXAMPLE_EMAIL, true },
	[IMPORT_SWE_NUMBER] = { "swe_number", "The Social Work England number: "
	    "SW and up to 6 digits. Leave it empty when there is none yet.",
	    "SW12345", false },
	[IMPORT_EMPLOYER_CODE] = { "employer_code", "The code of the "
	    "organisation that employs the person: for an NHS trust its "
	    "3-character code.", "RHA", true },
	[IMPORT_STARTS_ON] = { "starts_on", "The first day of the person, "
	    "within the cohort’s dates. Day before month.",
	    "14 September 2026", true },
	[IMPORT_WORKING_DAYS] = { "working_days", "The days that the person "
	    "works. Left empty, they are Monday to Friday.", "Mon-Thu, Fri am",
	    false },
};

static struct import_facts
facts_of(struct request *req, struct date from, struct date to)
{
	struct known_employer_list	 known = employers_known(req->db);
	struct import_employer		*employers;

	employers = arena_array(req->arena, known.n, sizeof(*employers));
	for (size_t i = 0; i < known.n; i++)
		employers[i] = (struct import_employer){ known.v[i].id,
		    known.v[i].code, text_fold(req->arena, known.v[i].name) };
	return ((struct import_facts){ employers, known.n, from, to });
}

static void
judge_line(struct request *req, const struct import_facts *facts,
    const struct staged_line *line, struct import_row *row)
{
	*row = (struct import_row){ .number = (size_t)line->number };
	if (line->unreadable != NULL) {
		import_problem(req->arena, row, IMPORT_COLUMNS,
		    line->unreadable, "Correct the row, or leave it out");
		return;
	}
	*row = import_row(req->arena, (size_t)line->number, line->cells, facts);
	if (row->email != NULL && strcmp(row->email, IMPORT_EXAMPLE_EMAIL) == 0)
		import_problem(req->arena, row, IMPORT_EMAIL, "This is the "
		    "example of the template", "Leave the row out");
}

/* Asks who is known already, for all rows at once. */
static void
find_taken(struct request *req, struct import_row *rows, size_t n,
    int64_t cohort_id)
{
	const char		**emails, **numbers;
	size_t			  nemails = 0, nnumbers = 0;
	struct taken_person_list  people;
	struct import_taken	 *taken;

	emails = arena_array(req->arena, n, sizeof(*emails));
	numbers = arena_array(req->arena, n, sizeof(*numbers));
	for (size_t i = 0; i < n; i++) {
		if (rows[i].email != NULL)
			emails[nemails++] = rows[i].email;
		if (rows[i].swe_number != NULL)
			numbers[nnumbers++] = rows[i].swe_number;
	}
	people = people_taken(req->db, (struct text_list){ emails, nemails },
	    (struct text_list){ numbers, nnumbers }, cohort_id);
	taken = arena_array(req->arena, people.n, sizeof(*taken));
	for (size_t i = 0; i < people.n; i++)
		taken[i] = (struct import_taken){ people.v[i].email,
		    people.v[i].swe_number, people.v[i].here };
	import_find_taken(req->arena, rows, n, taken, people.n);
}

/* Namesakes are looked for last: they are no reason to fail. */
static void
judge(struct request *req, struct staged *s, const struct import_target *to)
{
	struct import_facts	 facts = facts_of(req, to->from, to->to);
	struct import_row	*rows = arena_array(req->arena, s->n,
				    sizeof(*rows));

	for (size_t i = 0; i < s->n; i++)
		judge_line(req, &facts, &s->lines[i], &rows[i]);
	import_find_doubles(req->arena, rows, s->n);
	find_taken(req, rows, s->n, to->cohort);
	for (size_t i = 0; i < s->n; i++)
		s->lines[i].failing = rows[i].problems.n > 0;
	import_find_namesakes(req->arena, rows, s->n);
	for (size_t i = 0; i < s->n; i++)
		s->lines[i].problems = rows[i].problems;
	s->rows = rows;
}

static const char *
title(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Import into %s", i->cohort));
}

static const char *
target(struct arena *a, const struct import *i)
{
	return (i->cohort);
}

static const char *
confirm(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Enrol %s", people_counted(a, i->ready)));
}

/* The name as it was typed, or "no name". */
static const char *
name(struct arena *a, const struct import_line *l)
{
	const char	*typed = text_line(a, arena_printf(a, "%s %s",
			    import_cell(a, l->cells.v[IMPORT_FIRST_NAME]),
			    import_cell(a, l->cells.v[IMPORT_LAST_NAME])));

	return (text_blank(typed) ? "no name" : typed);
}

static const char *
about(struct arena *a, const struct import_line *l)
{
	return (import_cell(a, l->cells.v[IMPORT_EMAIL]));
}

const struct import_subject people_subject = {
	.kind = IMPORT_KIND_PEOPLE,
	.columns = columns, .ncolumns = IMPORT_COLUMNS,
	.judge = judge, .store = people_store,
	.refused = "Nobody was enrolled: what was ready before is not ready "
	    "any more",
	.until = "Nobody is enrolled until each of them is corrected or left "
	    "out.",
	.none_left = "No row is left to enrol.",
	.left_out = "The person is not enrolled with the others. You can put "
	    "the row back until you confirm the import.",
	.discarded = "Nobody was enrolled",
	.done = "%s enrolled in %s",
	.counted = people_counted, .title = title, .target = target,
	.confirm = confirm, .name = name, .about = about,
	.consequences = import_consequences, .outcome = import_outcome,
};

enum status
import_template(struct request *req)
{
	const char	*headings[IMPORT_COLUMNS], *example[IMPORT_COLUMNS];

	for (enum import_column c = 0; c < IMPORT_COLUMNS; c++) {
		headings[c] = import_heading(c);
		example[c] = columns[c].example;
	}
	csv_put_mark(req->out);
	csv_put_row(req->out, headings, IMPORT_COLUMNS);
	csv_put_row(req->out, example, IMPORT_COLUMNS);
	return (file(req, "text/csv; charset=utf-8", "waymark-cohort.csv"));
}

enum status
import_employers(struct request *req)
{
	struct known_employer_list	 known = employers_known(req->db);
	const char			*cells[] = { import_heading(
					    IMPORT_EMPLOYER_CODE), "name" };

	csv_put_mark(req->out);
	csv_put_row(req->out, cells, 2);
	each (e, known) {
		cells[0] = e->code;
		cells[1] = e->name;
		csv_put_row(req->out, cells, 2);
	}
	return (file(req, "text/csv; charset=utf-8", "employers.csv"));
}
