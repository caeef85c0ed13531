/* imports_judge - gives every row of an import its verdict, and stores it. */
#include <string.h>

#include "core/text.h"
#include "pages/import.h"

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
find_taken(struct request *req, struct staged *s, int64_t cohort_id)
{
	const char		**emails, **numbers;
	size_t			  nemails = 0, nnumbers = 0;
	struct taken_person_list  people;
	struct import_taken	 *taken;

	emails = arena_array(req->arena, s->n, sizeof(*emails));
	numbers = arena_array(req->arena, s->n, sizeof(*numbers));
	for (size_t i = 0; i < s->n; i++) {
		if (s->rows[i].email != NULL)
			emails[nemails++] = s->rows[i].email;
		if (s->rows[i].swe_number != NULL)
			numbers[nnumbers++] = s->rows[i].swe_number;
	}
	people = people_taken(req->db, (struct text_list){ emails, nemails },
	    (struct text_list){ numbers, nnumbers }, cohort_id);
	taken = arena_array(req->arena, people.n, sizeof(*taken));
	for (size_t i = 0; i < people.n; i++)
		taken[i] = (struct import_taken){ people.v[i].email,
		    people.v[i].swe_number, people.v[i].here };
	import_find_taken(req->arena, s->rows, s->n, taken, people.n);
}

/* Namesakes are looked for last: they are no reason to fail. */
void
staged_judge(struct request *req, struct staged *s, int64_t cohort_id,
    struct date from, struct date to)
{
	struct import_facts	facts = facts_of(req, from, to);

	s->rows = arena_array(req->arena, s->n, sizeof(*s->rows));
	for (size_t i = 0; i < s->n; i++)
		judge_line(req, &facts, &s->lines[i], &s->rows[i]);
	import_find_doubles(req->arena, s->rows, s->n);
	find_taken(req, s, cohort_id);
	s->nfailing = 0;
	for (size_t i = 0; i < s->n; i++) {
		s->lines[i].failing = s->rows[i].nproblems > 0;
		s->nfailing += s->lines[i].failing;
	}
	import_find_namesakes(req->arena, s->rows, s->n);
}

/* The lists in which rows travel to the database. */
struct lists {
	int64_t		*numbers, *problem_rows;
	const char	**states, **unreadable, **cells, **problems;
	size_t		 nproblems;
};

static struct lists
lists_for(struct arena *a, const struct staged *s)
{
	size_t	problems = 0;

	for (size_t i = 0; i < s->n; i++)
		problems += s->rows[i].nproblems;
	return ((struct lists){
	    .numbers = arena_array(a, s->n, sizeof(int64_t)),
	    .problem_rows = arena_array(a, problems * 3, sizeof(int64_t)),
	    .states = arena_array(a, s->n, sizeof(char *)),
	    .unreadable = arena_array(a, s->n, sizeof(char *)),
	    .cells = arena_array(a, s->n * IMPORT_COLUMNS, sizeof(char *)),
	    .problems = arena_array(a, problems * 3, sizeof(char *)) });
}

static void
add_problem(struct lists *l, int64_t number, const struct import_problem *p)
{
	const char	*texts[] = { p->column == IMPORT_COLUMNS ? "" :
			    import_heading(p->column), p->wrong, p->to_do };

	for (size_t i = 0; i < 3; i++) {
		l->problem_rows[l->nproblems] = number;
		l->problems[l->nproblems++] = texts[i];
	}
}

void
staged_store(struct request *req, int64_t import_id, int64_t programme_id,
    const struct staged *s)
{
	struct lists	 l = lists_for(req->arena, s);

	for (size_t i = 0; i < s->n; i++) {
		const struct staged_line	*line = &s->lines[i];

		l.numbers[i] = line->number;
		l.states[i] = line->failing ? "failing" : "ready";
		l.unreadable[i] = line->unreadable == NULL ? "" :
		    line->unreadable;
		memcpy(l.cells + i * IMPORT_COLUMNS, line->cells,
		    sizeof(line->cells));
		for (size_t j = 0; j < s->rows[i].nproblems; j++)
			add_problem(&l, line->number, &s->rows[i].problems[j]);
	}
	import_lines_store(req->db, import_id, programme_id,
	    (struct int_list){ l.numbers, s->n },
	    (struct text_list){ l.states, s->n },
	    (struct text_list){ l.unreadable, s->n },
	    (struct text_list){ l.cells, s->n * IMPORT_COLUMNS },
	    (struct int_list){ l.problem_rows, l.nproblems },
	    (struct text_list){ l.problems, l.nproblems });
}

struct staged
staged_of(struct request *req, const struct import *i)
{
	struct import_line_list	 all = import_lines(req->db, i->id,
				    IMPORT_ROW_STATE_NONE, CSV_ROWS_MAX, 0);
	struct staged		 s = { .n = 0 };

	s.lines = arena_array(req->arena, all.n, sizeof(*s.lines));
	each (l, all) {
		struct staged_line	*line = &s.lines[s.n];

		if (l->state == IMPORT_ROW_STATE_LEFT_OUT)
			continue;
		line->number = l->number;
		line->unreadable = l->unreadable;
		for (size_t c = 0; c < IMPORT_COLUMNS; c++)
			line->cells[c] = l->cells.v[c];
		s.n++;
	}
	return (s);
}

struct staged
import_judge_again(struct request *req, const struct import *i)
{
	struct staged	s = staged_of(req, i);

	staged_judge(req, &s, i->cohort_id, i->cohort_starts_on,
	    i->cohort_ends_on);
	staged_store(req, i->id, i->programme_id, &s);
	import_judged(req->db, i->id);
	return (s);
}
