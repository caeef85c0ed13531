/*
 * moderation_read - a portfolio as a moderator has it: declared on, read in
 * order without names, judged, and decided on by the panel.
 */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/moderation.h"
#include "views.h"

bool
portfolio_asked(struct request *req, struct portfolio_shown *s)
{
	struct panel_portfolio_list	rows;

	*s = (struct portfolio_shown){ .round = round_asked(req) };
	if (s->round == NULL)
		return (false);
	rows = panel_portfolios(req->db, s->round->id,
	    (struct maybe_int){ true, req->id[1] });
	if (rows.n == 0 || !rows.v[0].member)
		return (false);
	s->portfolio = &rows.v[0];
	return (true);
}

enum status
portfolio_show(struct request *req)
{
	struct portfolio_shown	s;

	if (!portfolio_asked(req, &s))
		return (NOT_FOUND);
	if (s.portfolio->reads) {
		s.pieces = portfolio_pieces_of(req->db, s.portfolio->id);
		s.judgements = portfolio_judgements(req->db, s.portfolio->id);
	}
	portfolio_page(req->out, req, &s);
	return (OK);
}

/* Before it is read, and again when a conflict shows while it is. */
static bool
may_declare(const struct panel_portfolio *p)
{
	return (p->open && !p->conflict && p->verdict == PANEL_VERDICT_NONE);
}

enum status
portfolio_declare_page(struct request *req)
{
	struct portfolio_shown	s;

	if (!portfolio_asked(req, &s) || !may_declare(s.portfolio))
		return (NOT_FOUND);
	portfolio_declare_form(req->out, req, &s, portfolio_judges_of(req->db,
	    s.portfolio->id));
	return (OK);
}

enum status
portfolio_declared(struct request *req)
{
	static const char *const	 answers[] = { "none", "conflict",
					    NULL };
	struct portfolio_shown		 s;
	const char			*words = NULL;
	int				 answer;

	if (!portfolio_asked(req, &s) || !may_declare(s.portfolio))
		return (NOT_FOUND);
	answer = form_choice(req->form, "conflict", answers, "Select whether "
	    "you have a conflict of interest");
	if (answer == 1)
		words = form_text(req->form, "words", "What the conflict is",
		    MODERATION_REASON_MAX, "Enter what the conflict is");
	if (answer == 0 && s.portfolio->declared)
		form_refuse(req->form, "conflict", "You declared that you "
		    "have none. Select the other answer if that changed");
	if (!form_ok(req->form)) {
		portfolio_declare_form(req->out, req, &s,
		    portfolio_judges_of(req->db, s.portfolio->id));
		return (INVALID);
	}
	portfolio_declare(req->db, s.portfolio->id, answer == 1, words);
	return (done(req, answer == 1 ? "Conflict of interest recorded. "
	    "Others judge this portfolio." : "Recorded that you know of none",
	    "/moderation/%ld/portfolios/%ld", s.round->id, s.portfolio->id));
}

enum status
portfolio_recommendation_show(struct request *req)
{
	struct portfolio_shown	s;

	if (!portfolio_asked(req, &s) || !s.portfolio->reads ||
	    (s.recommendation = portfolio_recommendation_of(req->db,
	    s.portfolio->id)) == NULL)
		return (NOT_FOUND);
	portfolio_noted(req, &s);
	portfolio_recommendation_page(req->out, req, &s);
	return (OK);
}

static bool
may_judge(const struct panel_portfolio *p)
{
	return (p->reads && p->verdict == PANEL_VERDICT_NONE);
}

/* A form that is opened again says what the member said last. */
static void
fill_judgement(struct request *req, const struct portfolio_shown *s)
{
	struct moderation_judgement_list	list;
	struct form				*f = req->form;

	if (!s->portfolio->judgement_version.known || form_has(f, "verdict"))
		return;
	list = portfolio_judgements(req->db, s->portfolio->id);
	each (j, list) {
		if (j->member_id != req->visitor.id)
			continue;
		for (size_t i = 0; i < QUESTIONS && i < j->answers.n &&
		    i < j->reasons.n; i++) {
			form_set(f, arena_printf(req->arena, "answer-%zu",
			    i + 1), j->answers.v[i]);
			form_set(f, arena_printf(req->arena, "reason-%zu",
			    i + 1), j->reasons.v[i]);
		}
		form_set(f, "verdict", panel_verdict_word(j->verdict));
		form_set(f, "words", j->words);
	}
}

enum status
portfolio_judge_page(struct request *req)
{
	struct portfolio_shown	s;

	if (!portfolio_asked(req, &s) || !may_judge(s.portfolio))
		return (NOT_FOUND);
	fill_judgement(req, &s);
	form_set_version(req->form, s.portfolio->judgement_version.value);
	portfolio_judge_form(req->out, req, &s);
	return (OK);
}

/* Each question's answer, and its reason where it is not a plain yes. */
static void
read_answers(struct request *req, const char *answers[QUESTIONS],
    const char *reasons[QUESTIONS])
{
	static const char *const	 words[] = { "yes", "partly", "no",
					    NULL };
	struct form			*f = req->form;
	struct arena			*a = req->arena;
	const char			*name;
	int				 n;

	for (size_t i = 0; i < QUESTIONS; i++) {
		n = form_choice(f, arena_printf(a, "answer-%zu", i + 1),
		    words, arena_printf(a, "Select an answer for %s",
		    question_name(i)));
		name = arena_printf(a, "reason-%zu", i + 1);
		answers[i] = words[n < 0 ? 0 : n];
		reasons[i] = n > 0 ? form_text(f, name, arena_printf(a,
		    "The reason for %s", question_name(i)),
		    MODERATION_REASON_MAX, arena_printf(a,
		    "Enter the reason for %s", question_name(i))) :
		    form_optional_text(f, name, arena_printf(a,
		    "The reason for %s", question_name(i)),
		    MODERATION_REASON_MAX);
		if (reasons[i] == NULL)
			reasons[i] = "";
	}
}

static enum panel_verdict
read_verdict(struct request *req, const char *select)
{
	enum panel_verdict	v = panel_verdict_from(form_value(req->form,
				    "verdict"));

	if (v == PANEL_VERDICT_NONE)
		form_refuse(req->form, "verdict", select);
	return (v);
}

enum status
portfolio_judged(struct request *req)
{
	struct portfolio_shown	 s;
	const char		*answers[QUESTIONS], *reasons[QUESTIONS];
	const char		*words;
	enum panel_verdict	 verdict;

	if (!portfolio_asked(req, &s) || !may_judge(s.portfolio))
		return (NOT_FOUND);
	read_answers(req, answers, reasons);
	verdict = read_verdict(req, "Select whether you agree");
	words = form_text(req->form, "words", "Your judgement",
	    MODERATION_WORDS_MAX, "Enter your judgement in your own words");
	round_unchanged(req, s.portfolio->judgement_version.value);
	if (form_ok(req->form) && portfolio_judge_it(req->db, s.portfolio->id,
	    s.portfolio->judgement_version.value,
	    (struct text_list){ answers, QUESTIONS },
	    (struct text_list){ reasons, QUESTIONS }, verdict, words) == 0)
		form_refuse(req->form, "version", "You judged it in another "
		    "window meanwhile. Open it again");
	if (!form_ok(req->form)) {
		portfolio_judge_form(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, "Your judgement is recorded",
	    "/moderation/%ld/portfolios/%ld", s.round->id, s.portfolio->id));
}

enum status
portfolio_decide_page(struct request *req)
{
	struct portfolio_shown	s;

	if (!portfolio_asked(req, &s) || !s.portfolio->decides)
		return (NOT_FOUND);
	s.judgements = portfolio_judgements(req->db, s.portfolio->id);
	form_set_version(req->form, s.portfolio->version);
	portfolio_decide_form(req->out, req, &s);
	return (OK);
}

enum status
portfolio_decided(struct request *req)
{
	struct portfolio_shown	 s;
	enum panel_verdict	 verdict;
	const char		*reasons;

	if (!portfolio_asked(req, &s) || !s.portfolio->decides)
		return (NOT_FOUND);
	s.judgements = portfolio_judgements(req->db, s.portfolio->id);
	verdict = read_verdict(req, "Select what the panel decided");
	reasons = form_text(req->form, "reasons", "The reasons",
	    MODERATION_WORDS_MAX, "Enter the reasons of the panel");
	round_unchanged(req, s.portfolio->version);
	if (form_ok(req->form) && portfolio_decide_it(req->db,
	    s.portfolio->id, s.portfolio->version, verdict, reasons) == 0)
		form_refuse(req->form, "version", "The panel decided "
		    "meanwhile. Open the portfolio again");
	if (!form_ok(req->form)) {
		portfolio_decide_form(req->out, req, &s);
		return (INVALID);
	}
	panel_decision_told(req->db, s.portfolio->id,
	    "A decision about an ASYE has been recorded", "A moderation "
	    "panel has recorded a decision. Sign in to Waymark to read it:",
	    own_origin());
	return (done(req, "The panel’s decision is recorded",
	    "/moderation/%ld/portfolios/%ld", s.round->id, s.portfolio->id));
}
