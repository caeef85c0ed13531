/* module_board - what a board decides: proposed, checked, then recorded. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/list.h"
#include "pages/modules.h"
#include "views.h"

enum { BECAUSE_MAX = 1000 };

static bool
awaits_board(const struct standing_in *s)
{
	return (s->standing.state == MODULE_TO_DECIDE ||
	    s->standing.state == MODULE_DEFERRED);
}

static struct standing_in_list
standings_asked(struct request *req, const struct offering *f,
    struct module_numbers *m)
{
	struct maybe_int	any = { 0 };

	*m = module_numbers_of(req, f->programme_id);
	return (standings_in(req, (struct int_list){ &f->id, 1 }, any, any,
	    m));
}

/* What the record allows, and the stamp of what it was read from. */
const struct option *
decision_options(struct arena *a, const struct standing_in *s,
    const struct module_rules *r)
{
	struct option	*all = arena_array(a, WISH_DEFERRED + 2,
			    sizeof(*all)), *to = all;

	*to++ = (struct option){ "", "No decision now" };
	for (enum board_wish w = WISH_PASS; w <= WISH_DEFERRED; w++)
		if (board_refusal(a, w, s->assessed, r) == NULL)
			*to++ = (struct option){ arena_printf(a, "%ld.%s.%ld",
			    s->taker->enrolment_id, board_outcome_word(
			    outcome_of(w)), s->stamp), board_wish_words(w) };
	return (all);
}

/* Those whom the board has to decide on, a page at a time; the proposals are
 * chosen already. */
enum status
board(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct page_of		 page = page_asked(req, BOARD_ROWS);
	struct module_numbers	 m;
	struct standing_in_list	 all, rows;
	struct standing_in	*waiting;
	size_t			 n = 0, from;

	if (f == NULL)
		return (NOT_FOUND);
	all = standings_asked(req, f, &m);
	waiting = arena_array(req->arena, all.n, sizeof(*waiting));
	each (s, all)
		if (awaits_board(s))
			waiting[n++] = *s;
	page_counted(&page, (int64_t)n);
	if (page.number > page.pages)
		page.number = 1;
	from = (size_t)page_skip(page);
	rows = (struct standing_in_list){ waiting + from,
	    n - from < BOARD_ROWS ? n - from : BOARD_ROWS };
	board_page(req->out, req, f, rows, page, &m.rules, all.n);
	return (OK);
}

/* "101.resit.7": trainee 101 resits, by what was true when it was stamp 7. */
static bool
read_decision(struct request *req, const char *value,
    struct standing_in_list all, struct chosen_decision *d)
{
	char		*end;
	int64_t		 enrolment = strtoll(value, &end, 10), stamp;
	const char	*dot = *end == '.' ? strchr(end + 1, '.') : NULL;

	if (dot == NULL)
		return (false);
	*d = (struct chosen_decision){ .value = value };
	d->wish = wish_of(board_outcome_from(arena_strndup(req->arena,
	    end + 1, (size_t)(dot - end - 1))));
	stamp = strtoll(dot + 1, NULL, 10);
	each (s, all)
		if (s->taker->enrolment_id == enrolment)
			d->of = s;
	if (d->of == NULL || d->wish == WISH_NONE)
		return (false);
	if (d->of->stamp != stamp)
		d->refused = "This changed since you chose";
	else if (!awaits_board(d->of))
		d->refused = "There is nothing to decide";
	return (true);
}

static bool
is_again(struct chosen_decision_list l, const struct chosen_decision *d)
{
	each (c, l)
		if (c->of->taker->enrolment_id == d->of->taker->enrolment_id)
			return (true);
	return (false);
}

static struct board_shown
chosen_of(struct request *req, const struct offering *f)
{
	const char		*values[BOARD_ROWS];
	size_t			 n = form_values(req->form, "decide", values,
				    BOARD_ROWS);
	struct module_numbers	 m;
	struct standing_in_list	 all = standings_asked(req, f, &m);
	struct chosen_decision	*to = arena_array(req->arena, BOARD_ROWS,
				    sizeof(*to));
	struct board_shown	 b = { .offering = f, .chosen = { to, 0 } };

	for (size_t i = 0; i < n && i < BOARD_ROWS; i++) {
		struct chosen_decision	*d = &to[b.chosen.n];

		if (!read_decision(req, values[i], all, d) ||
		    is_again(b.chosen, d))
			continue;
		if (d->refused == NULL)
			d->refused = board_refusal(req->arena, d->wish,
			    d->of->assessed, &m.rules);
		b.refused += d->refused != NULL;
		b.resits = b.resits || d->wish == WISH_RESIT;
		b.chosen.n++;
	}
	if (req->method == GET)
		form_set_date(req->form, "board_on", req->today);
	if (req->method == GET && b.resits)
		form_set_date(req->form, "resit_due_on",
		    date_plus_days(req->today, m.resit_days));
	return (b);
}

enum status
board_check(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct board_shown	 b;

	if (f == NULL)
		return (NOT_FOUND);
	b = chosen_of(req, f);
	board_check_page(req->out, req, &b);
	return (OK);
}

static struct date
board_date(struct request *req)
{
	struct date	on = form_date(req->form, "board_on",
			    "The date of the board", "Enter the date of the "
			    "board");

	if (date_is_set(on) && date_compare(on, req->today) > 0)
		form_refuse(req->form, "board_on", "The date of the board "
		    "must be today or in the past");
	return (on);
}

static struct date
resit_date(struct request *req, const struct board_shown *b, struct date on)
{
	struct date	due = { 0 };

	if (!b->resits)
		return (due);
	due = form_date(req->form, "resit_due_on", "The date of the resit",
	    "Enter the date that resits are due");
	if (date_is_set(due) && date_compare(due, on) <= 0)
		form_refuse(req->form, "resit_due_on", "The date of the resit "
		    "must be after the board");
	return (due);
}

static void
record(struct request *req, const struct board_shown *b, struct date on,
    struct date resit_due_on)
{
	size_t		  n = b->chosen.n, i = 0;
	int64_t		 *ids = arena_array(req->arena, n, sizeof(*ids));
	int64_t		 *results = arena_array(req->arena, n,
			    sizeof(*results));
	const char	**outcomes = arena_array(req->arena, n,
			    sizeof(*outcomes));

	each (d, b->chosen) {
		ids[i] = d->of->taker->enrolment_id;
		results[i] = d->wish == WISH_DEFERRED ? NO_RESULT :
		    d->of->standing.result;
		outcomes[i++] = board_outcome_word(outcome_of(d->wish));
	}
	decisions_add(req->db, b->offering->id, (struct int_list){ ids, n },
	    (struct text_list){ outcomes, n },
	    (struct int_list){ results, n }, on, resit_due_on);
}

enum status
board_decide(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct board_shown	 b;
	struct date		 on, resit_due_on;

	if (f == NULL)
		return (NOT_FOUND);
	b = chosen_of(req, f);
	if (b.chosen.n == 0)
		form_refuse(req->form, "", "Select a decision for at least "
		    "one trainee");
	if (b.refused > 0)
		form_refuse(req->form, "", "Nothing was recorded: some of "
		    "what you chose cannot be decided any more. Choose again");
	on = board_date(req);
	resit_due_on = resit_date(req, &b, on);
	if (!form_ok(req->form)) {
		board_check_page(req->out, req, &b);
		return (INVALID);
	}
	record(req, &b, on, resit_due_on);
	return (done(req, arena_printf(req->arena, "%zu %s recorded",
	    b.chosen.n, b.chosen.n == 1 ? "decision" : "decisions"),
	    "/modules/%ld", f->id));
}

static struct decision *
decision_asked(struct request *req, struct offering **f)
{
	struct decision	*d = decision_mine(req->db, req->id[0]);

	if (d == NULL || (*f = offering_asked(req, d->offering_id)) == NULL)
		return (NULL);
	return (decision_mine(req->db, req->id[0]));
}

enum status
decision_undo_page(struct request *req)
{
	struct offering	*f;
	struct decision	*d = decision_asked(req, &f);

	if (d == NULL)
		return (NOT_FOUND);
	decision_undo_form(req->out, req, f, d);
	return (OK);
}

enum status
decision_undone(struct request *req)
{
	struct offering	*f;
	struct decision	*d = decision_asked(req, &f);
	const char	*because;
	int64_t		 version;

	if (d == NULL)
		return (NOT_FOUND);
	because = form_text(req->form, "because", "The reason", BECAUSE_MAX,
	    "Enter why the decision is undone");
	version = form_version(req->form, "Open the decision again");
	if (d->acted_upon)
		form_refuse(req->form, "", "The resit that it opened has been "
		    "handed in or noted as missing: take that back first");
	if (form_ok(req->form) && decision_undo(req->db, d->id, version,
	    because) == NULL)
		form_refuse(req->form, "", "This decision does not stand any "
		    "more");
	if (!form_ok(req->form)) {
		decision_undo_form(req->out, req, f, d);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "The decision on %s was "
	    "undone", d->trainee), "/modules/%ld", f->id));
}
