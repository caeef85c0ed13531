/* support_gaps - what is done about a gap, by whoever answers for it; and what
 * organisations promised and gave. */
#include <string.h>

#include "pages.h"
#include "pages/support.h"
#include "views.h"

enum { WORDS_MOST = 2000, LOOK_AGAIN_AFTER = 28, LONGEST = 365 };

static const struct support_ledger *
answerable(struct request *req)
{
	const struct support_ledger	*l = support_asked(req);

	return (l != NULL && l->answers ? l : NULL);
}

enum status
support_gap_page(struct request *req)
{
	const struct support_ledger	*l = answerable(req);
	const char			*gap;

	if (l == NULL || *(gap = support_gap_of(req, l)) == '\0')
		return (NOT_FOUND);
	if (!form_has(req->form, "again-day"))
		form_set_date(req->form, "again", date_plus_days(req->today,
		    LOOK_AGAIN_AFTER));
	support_gap_form(req->out, req, l, gap);
	return (OK);
}

enum status
support_gap_answered(struct request *req)
{
	const struct support_ledger	*l = answerable(req);
	const char			*gap, *words;
	struct date			 again;

	if (l == NULL || *(gap = support_gap_of(req, l)) == '\0')
		return (NOT_FOUND);
	words = form_text(req->form, "words", "What is done about it",
	    WORDS_MOST, "Enter what is done about it");
	again = form_date(req->form, "again", "The date",
	    "Enter when you look at it again");
	if (date_is_set(again) &&
	    (date_compare(again, req->today) <= 0 || date_compare(again,
	    date_plus_days(req->today, LONGEST)) > 0))
		form_refuse(req->form, "again", "The date must be after today, "
		    "and within a year");
	if (!form_ok(req->form)) {
		support_gap_form(req->out, req, l, gap);
		return (INVALID);
	}
	support_answer_add(req->db, l->id, words, again);
	return (done(req, "Saved. Both sides can read it.", "/support/%ld",
	    l->id));
}

/* The latest answer that stands is the one that can be undone. */
static const struct support_answer *
latest_answer(struct request *req, const struct support_ledger *l)
{
	struct support_answer_list	answers = support_answers(req->db,
					    l->id);

	each (v, answers)
		if (!v->undone)
			return (v->id == req->id[1] ? v : NULL);
	return (NULL);
}

enum status
support_answer_undo_page(struct request *req)
{
	const struct support_ledger	*l = answerable(req);
	const struct support_answer	*v;

	if (l == NULL || (v = latest_answer(req, l)) == NULL)
		return (NOT_FOUND);
	support_answer_undo_form(req->out, req, l, v);
	return (OK);
}

enum status
support_answer_undone(struct request *req)
{
	const struct support_ledger	*l = answerable(req);
	const struct support_answer	*v;

	if (l == NULL || (v = latest_answer(req, l)) == NULL)
		return (NOT_FOUND);
	if (form_version(req->form, "Open it again") != v->id) {
		form_refuse(req->form, "version", "Open it again");
		support_answer_undo_form(req->out, req, l, v);
		return (INVALID);
	}
	support_answer_undo(req->db, l->id, req->id[1]);
	return (done(req, "Undone", "/support/%ld", l->id));
}

const char *
support_share_words(struct arena *a, struct maybe_int given,
    struct maybe_int promised)
{
	if (!promised.known)
		return ("Too few");
	if (promised.value == 0)
		return ("None promised");
	return (arena_printf(a, "%ld%%", (long)(given.value * 100 /
	    promised.value)));
}

static int
percent(int64_t given, int64_t promised)
{
	if (promised == 0)
		return (0);
	return (given >= promised ? 100 : (int)(given * 100 / promised));
}

/* All organisations of the page together: how much of each promise was kept,
 * none above the whole. */
static void
chart(struct request *req, struct support_report_shown *s)
{
	static const char *const	labels[] = { "Sessions held",
					    "Supervision time",
					    "Protected time",
					    "Weeks within the cap" };
	int64_t				promised[4] = { 0 }, given[4] = { 0 };
	struct bar			*bars = arena_array(req->arena, 4,
					    sizeof(*bars));

	each (o, s->organisations) {
		if (o->few)
			continue;
		promised[0] += o->promised_sessions.value;
		given[0] += o->sessions.value;
		promised[1] += o->promised_minutes.value;
		given[1] += o->minutes.value;
		promised[2] += o->promised_protected.value;
		given[2] += o->protected.value;
		promised[3] += o->weeks_capped.value;
		given[3] += o->weeks_capped.value - o->weeks_over.value;
	}
	for (size_t i = 0; i < 4; i++)
		if (promised[i] > 0)
			bars[s->chart.n++] = (struct bar){ labels[i],
			    percent(given[i], promised[i]), { NULL } };
	s->chart.id = "kept";
	s->chart.title = "How much of each promise was kept, in percent";
	s->chart.finding = arena_printf(req->arena, "%d%% of the promised "
	    "supervision time and %d%% of the promised protected time were "
	    "given", percent(given[1], promised[1]), percent(given[2],
	    promised[2]));
	s->chart.bars = bars;
}

enum status
support_report(struct request *req)
{
	struct support_report_shown	s = { .page = page_asked(req,
					    PAGE_ROWS) };

	s.organisations = support_organisations(req->db, s.page.size,
	    page_skip(s.page));
	if (s.organisations.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		s.organisations = support_organisations(req->db, s.page.size,
		    0);
	}
	page_counted(&s.page, s.organisations.n != 0 ?
	    s.organisations.v[0].of_all : 0);
	chart(req, &s);
	s.check_ins = check_in_sums(req->db);
	support_report_page(req->out, req, &s);
	return (OK);
}
