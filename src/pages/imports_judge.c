/* imports_judge - gives every row of an import its verdict, and stores it. */
#include <stdlib.h>
#include <string.h>

#include "pages/import.h"

void
staged_judge(struct request *req, struct staged *s,
    const struct import_target *to)
{
	s->subject->judge(req, s, to);
	s->nfailing = s->nunchanged = 0;
	for (size_t i = 0; i < s->n; i++) {
		s->nfailing += s->lines[i].failing;
		s->nunchanged += s->lines[i].unchanged;
	}
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
		problems += s->lines[i].problems.n;
	return ((struct lists){
	    .numbers = arena_array(a, s->n, sizeof(int64_t)),
	    .problem_rows = arena_array(a, problems * 3, sizeof(int64_t)),
	    .states = arena_array(a, s->n, sizeof(char *)),
	    .unreadable = arena_array(a, s->n, sizeof(char *)),
	    .cells = arena_array(a, s->n * import_width(s->subject),
	        sizeof(char *)),
	    .problems = arena_array(a, problems * 3, sizeof(char *)) });
}

static void
add_problem(struct lists *l, const struct import_subject *subject,
    int64_t number, const struct import_problem *p)
{
	const char	*texts[] = { (size_t)p->column >=
			    import_width(subject) ? "" : import_column(subject,
			    (size_t)p->column).heading, p->wrong, p->to_do };

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
	size_t		 width = import_width(s->subject);

	for (size_t i = 0; i < s->n; i++) {
		const struct staged_line	*line = &s->lines[i];

		l.numbers[i] = line->number;
		l.states[i] = line->failing ? "failing" :
		    line->unchanged ? "unchanged" : "ready";
		l.unreadable[i] = line->unreadable == NULL ? "" :
		    line->unreadable;
		memcpy(l.cells + i * width, line->cells,
		    width * sizeof(*line->cells));
		for (size_t j = 0; j < line->problems.n; j++)
			add_problem(&l, s->subject, line->number,
			    &line->problems.v[j]);
	}
	import_lines_store(req->db, import_id, programme_id, (int64_t)width,
	    (struct int_list){ l.numbers, s->n },
	    (struct text_list){ l.states, s->n },
	    (struct text_list){ l.unreadable, s->n },
	    (struct text_list){ l.cells, s->n * width },
	    (struct int_list){ l.problem_rows, l.nproblems },
	    (struct text_list){ l.problems, l.nproblems });
}

struct staged
staged_of(struct request *req, const struct import *i)
{
	struct import_line_list	 all = import_lines(req->db, i->id,
				    IMPORT_ROW_STATE_NONE, false,
				    CSV_ROWS_MAX, 0);
	struct staged		 s = { .subject = import_subject(i) };
	size_t			 width = import_width(s.subject);

	s.lines = arena_array(req->arena, all.n, sizeof(*s.lines));
	each (l, all) {
		struct staged_line	*line = &s.lines[s.n];

		if (l->state == IMPORT_ROW_STATE_LEFT_OUT)
			continue;
		line->number = l->number;
		line->unreadable = l->unreadable;
		line->cells = arena_array(req->arena, width,
		    sizeof(*line->cells));
		for (size_t c = 0; c < width; c++)
			line->cells[c] = l->cells.v[c];
		s.n++;
	}
	return (s);
}

static int
by_number(const void *key, const void *line)
{
	int64_t	number = *(const int64_t *)key;
	int64_t	other = ((const struct staged_line *)line)->number;

	return (number < other ? -1 : number > other);
}

struct staged_line *
staged_line_of(const struct staged *s, int64_t number)
{
	return (s->n == 0 ? NULL : bsearch(&number, s->lines, s->n,
	    sizeof(*s->lines), by_number));
}

struct staged
import_judge_again(struct request *req, const struct import *i)
{
	struct staged		s = staged_of(req, i);
	struct import_target	to = import_target(i);

	staged_judge(req, &s, &to);
	staged_store(req, i->id, i->programme_id, &s);
	import_judged(req->db, i->id, s.seen);
	return (s);
}
