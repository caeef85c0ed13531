/* imports_marks - marks of a component from a file: columns, judgement, and
 * how they are stored. */
#include <ctype.h>
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/import.h"
#include "pages/modules.h"
#include "rules/import_cell.h"
#include "rules/marks_row.h"
#include "views.h"

static const struct import_help columns[MARKS_COLUMNS] = {
	[MARKS_NAME] = { "name", "The trainee’s name, so that a row that "
	    "slipped is found out.", "Ada Example", false },
	[MARKS_EMAIL] = { "email", "The trainee’s email address in Waymark.",
	    "ada@example.org", true },
	[MARKS_SWE_NUMBER] = { "swe_number", "The trainee’s Social Work "
	    "England number. It will do where the email address is empty.",
	    "SW12345", false },
	[MARKS_MARK] = { "mark", "A whole number from 0 to 100, or NS when "
	    "nothing was handed in. Empty leaves things as they are.", "62",
	    true },
};

static struct part_list
parts_for(struct request *req, const struct import_target *to)
{
	struct maybe_int	any = { 0 };

	return (parts_of(req->db, (struct int_list){ &to->offering, 1 },
	    (struct maybe_int){ true, to->component }, any, any));
}

static const struct marks_taker *
takers_for(struct request *req, struct part_list parts)
{
	struct marks_taker	*takers = arena_array(req->arena, parts.n,
				    sizeof(*takers));
	size_t			 n = 0;

	each (p, parts)
		takers[n++] = (struct marks_taker){ .name = p->trainee,
		    .folded = text_fold(req->arena, p->trainee),
		    .email = p->email, .swe_number = p->swe_number,
		    .attempt = p->attempt_id,
		    .mark = p->mark.known ? (int)p->mark.value : NOT_MARKED,
		    .nothing = p->state == ATTEMPT_STATE_NOT_SUBMITTED,
		    .confirmed = p->mark_state == MARK_STATE_CONFIRMED };
	return (takers);
}

static const char *
lowered(struct arena *a, const char *s)
{
	char	*low = arena_strdup(a, s);

	for (char *at = low; *at != '\0'; at++)
		*at = (char)tolower((unsigned char)*at);
	return (low);
}

/* Whom addresses and numbers of the file belong to who do not take it. */
static void
find_strangers(struct request *req, const struct staged *s,
    const struct import_target *to, struct marks_facts *facts)
{
	struct arena	 *a = req->arena;
	const char	**emails = arena_array(a, s->n, sizeof(*emails));
	const char	**numbers = arena_array(a, s->n, sizeof(*numbers));
	struct trainee_elsewhere_list found;
	struct marks_stranger	*strangers;

	for (size_t i = 0; i < s->n; i++) {
		const char	**cells = s->lines[i].cells;

		emails[i] = lowered(a, cell_email(a, cells[MARKS_EMAIL]));
		numbers[i] = cell_code(a, cells[MARKS_SWE_NUMBER]);
	}
	found = trainees_elsewhere(req->db, to->programme, to->cohort,
	    (struct text_list){ emails, s->n },
	    (struct text_list){ numbers, s->n });
	strangers = arena_array(a, found.n, sizeof(*strangers));
	each (t, found)
		strangers[facts->nstrangers++] = (struct marks_stranger){
		    t->email, t->swe_number, t->name, t->cohort };
	facts->strangers = strangers;
}

/* What cannot be kept is not asked for either. */
static bool
is_readable(const struct staged_line *line)
{
	for (size_t c = 0; c < MARKS_COLUMNS; c++)
		if (!text_valid(line->cells[c], strlen(line->cells[c])))
			return (false);
	return (line->unreadable == NULL);
}

static void
judge_line(struct request *req, const struct marks_facts *facts,
    const struct staged_line *line, struct marks_row *row)
{
	*row = (struct marks_row){ .number = (size_t)line->number };
	if (line->unreadable != NULL)
		import_problem_add(req->arena, &row->problems, MARKS_COLUMNS,
		    line->unreadable, "Correct the row, or leave it out");
	else
		*row = marks_row(req->arena, (size_t)line->number,
		    line->cells, facts);
}

static void
finish(struct request *req, struct staged *s, struct marks_row *rows)
{
	for (size_t i = 0; i < s->n; i++) {
		s->lines[i].failing = rows[i].problems.n > 0;
		if (!s->lines[i].failing)
			marks_note(req->arena, &rows[i]);
		s->lines[i].problems = rows[i].problems;
	}
	s->rows = rows;
}

static struct staged
readable(struct arena *a, const struct staged *s)
{
	struct staged	some = { .lines = arena_array(a, s->n,
			    sizeof(*some.lines)) };

	for (size_t i = 0; i < s->n; i++)
		if (is_readable(&s->lines[i]))
			some.lines[some.n++] = s->lines[i];
	return (some);
}

/* A POST holds the module, so that nobody marks beside it. */
static void
judge(struct request *req, struct staged *s, const struct import_target *to)
{
	struct marks_row	*rows = arena_array(req->arena, s->n,
				    sizeof(*rows));
	struct staged		 some = readable(req->arena, s);
	struct marks_facts	 facts = { 0 };
	struct part_list	 parts;

	if (req->method == POST)
		offering_lock(req->db, to->offering);
	parts = parts_for(req, to);
	facts.takers = takers_for(req, parts);
	facts.ntakers = parts.n;
	find_strangers(req, &some, to, &facts);
	for (size_t i = 0; i < s->n; i++)
		judge_line(req, &facts, &s->lines[i], &rows[i]);
	marks_find_doubles(req->arena, rows, s->n);
	finish(req, s, rows);
	s->seen = 0;
	each (p, parts)
		s->seen += p->stamp;
}

/* The parts that rows are about stand in their order as the database has it. */
static const struct part *
part_of_attempt(struct part_list parts, int64_t attempt)
{
	each (p, parts)
		if (p->attempt_id == attempt)
			return (p);
	return (NULL);
}

static int64_t
store(struct request *req, const struct import *i, const struct staged *s)
{
	struct import_target	 to = import_target(i);
	struct part_list	 parts = parts_for(req, &to);
	struct marking		 g = marking_for(req->arena, s->n);
	const struct marks_row	*rows = s->rows;
	const struct part	*p;

	for (size_t n = 0; n < s->n; n++) {
		if (!marks_changes(&rows[n]))
			continue;
		p = part_of_attempt(parts, rows[n].taker->attempt);
		if (p == NULL)
			return (-1);
		mark_one(req, &g, p, rows[n].wish == MARKS_GIVE ?
		    rows[n].mark : NOT_MARKED,
		    rows[n].wish == MARKS_NOTHING);
	}
	write_marks(req, &g);
	return ((int64_t)g.nattempts);
}

static struct import_tally
tally(const struct staged *s)
{
	const struct marks_row	*rows = s->rows;
	struct import_tally	 t = { 0 };

	for (size_t i = 0; i < s->n; i++) {
		if (!marks_changes(&rows[i]))
			t.same++;
		else if (rows[i].wish == MARKS_NOTHING)
			t.nothing++;
		else if (rows[i].taker->mark == NOT_MARKED)
			t.new++;
		else
			t.other++;
	}
	return (t);
}

static const char *
title(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Marks of %s, %s", i->component, i->cohort));
}

static const char *
target(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "%s of %s", i->component, i->module));
}

static const char *
confirm(struct arena *a, const struct import *i)
{
	return (arena_printf(a, "Store the marks of %s",
	    rows_counted(a, i->ready)));
}

static const char *
name(struct arena *a, const struct import_line *l)
{
	const char	*typed = text_line(a, import_cell(a,
			    l->cells.v[MARKS_NAME]));

	return (text_blank(typed) ? "no name" : typed);
}

static const char *
about(struct arena *a, const struct import_line *l)
{
	return (import_cell(a, l->cells.v[MARKS_EMAIL]));
}

static const char *
lines_counted(struct arena *a, int64_t n)
{
	return (n == 1 ? "1 trainee’s record" :
	    arena_printf(a, "%ld trainees’ records", n));
}

const struct import_subject marks_subject = {
	.kind = IMPORT_KIND_MARKS,
	.columns = columns, .ncolumns = MARKS_COLUMNS,
	.judge = judge, .store = store, .tally = tally,
	.refused = "Nothing was stored: what was ready before is not ready "
	    "any more",
	.until = "No mark is stored until each of them is corrected or left "
	    "out.",
	.none_left = "No row is left to store.",
	.left_out = "Nothing of this row is stored with the others. You can "
	    "put it back until you confirm the import.",
	.discarded = "No mark was stored",
	.done = "%s changed in %s",
	.counted = lines_counted, .title = title, .target = target,
	.confirm = confirm, .name = name, .about = about,
	.consequences = marks_consequences, .outcome = marks_outcome,
};
