/* give_feedback - by a printed code or a link to the questions, without an
 * account.  Nothing happens on a GET: those who scan mail open links. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages/give_feedback.h"
#include "views.h"

void
giver_headers(struct request *req)
{
	request_header(req, "referrer-policy", "no-referrer");
	request_header(req, "x-robots-tag", "noindex, nofollow, noarchive");
}

const char *
words_for_giver(const struct request *req, const struct giver *g,
    const char *words)
{
	return (feedback_words(req->arena, words, g->name));
}

const char *
giver_answer(const struct giver *g, size_t question)
{
	const char	*s = question < g->answered ?
			    g->visit->answers.v[question] : "";

	return (*s != '\0' ? s : "Nothing written");
}

/* The code is made from the key, so that nothing else need be kept. */
static const char *
withdrawal_code(struct request *req, const char *key)
{
	const char	*seed = arena_printf(req->arena, "withdraw %s", key);

	return (feedback_code(req->arena, secret_sha256(req->arena, seed,
	    strlen(seed))));
}

static enum feedback_form
form_of(const struct feedback_visit *v)
{
	if (v->giver == GIVER_KIND_PROFESSIONAL)
		return (FEEDBACK_PROFESSIONAL);
	return (v->form == GIVER_FORM_STANDARD ? FEEDBACK_STANDARD :
	    FEEDBACK_EASY_READ);
}

struct giver *
giver_asked(struct request *req, enum status *status)
{
	struct giver	*g = arena_alloc(req->arena, sizeof(*g));

	giver_headers(req);
	if ((g->key = session_kept(req, KEPT_VISIT)) != NULL) {
		g->code = withdrawal_code(req, g->key);
		g->visit = feedback_visit_of(req->db, g->key, g->code);
	}
	if (g->visit == NULL) {
		*status = see_other(req, "/give-feedback?again=yes");
		return (NULL);
	}
	g->name = g->visit->given_name;
	g->form = form_of(g->visit);
	g->professional = g->form == FEEDBACK_PROFESSIONAL;
	g->easy = g->form == FEEDBACK_EASY_READ;
	g->questions = feedback_questions(g->form, &g->n);
	g->answered = g->visit->answers.n;
	if (g->visit->edition.value != feedback_edition(g->form))
		g->visit->agreed = false;	/* the form changed since */
	return (g);
}

const char *
giver_next(struct request *req, const struct giver *g)
{
	const struct feedback_visit	*v = g->visit;

	if (v->state == GIVER_STATE_GIVEN ||
	    v->state == GIVER_STATE_CONSENT_WITHDRAWN)
		return ("/give-feedback/done");
	if (!v->live)
		return ("/give-feedback?again=yes");
	if (v->state == GIVER_STATE_DECLINED)
		return ("/give-feedback/decline");
	if (v->form == GIVER_FORM_NONE)
		return ("/give-feedback/start");
	if (!v->agreed)
		return ("/give-feedback/consent");
	if (g->answered >= g->n)
		return ("/give-feedback/check");
	return (arena_printf(req->arena, "/give-feedback/questions/%zu",
	    g->answered + 1));
}

enum status
give_feedback(struct request *req)
{
	giver_headers(req);
	give_feedback_form(req->out, req);
	return (OK);
}

/* The same words, whatever was wrong with the code. */
static enum status
refuse_code(struct request *req, int64_t seconds)
{
	req->recorded = true;
	if (seconds > 0)
		form_refusef(req->form, "code", "There were too many tries. "
		    "Wait %ld %s, then try again.",
		    seconds < 60 ? seconds : (seconds + 59) / 60,
		    seconds < 60 ? "seconds" : seconds <= 60 ? "minute" :
		    "minutes");
	else
		form_refuse(req->form, "code", "This code does not work. Check "
		    "that you typed it as it is printed. It may also have "
		    "been used, or be too old.");
	give_feedback_form(req->out, req);
	return (seconds > 0 ? TOO_MANY : INVALID);
}

enum status
give_feedback_enter(struct request *req)
{
	const char		*key = secret_token(req->arena), *typed;
	struct feedback_entered	*e;

	giver_headers(req);
	typed = form_text(req->form, "code", "The code", 100,
	    "Enter the code");
	if (!form_ok(req->form)) {
		give_feedback_form(req->out, req);
		return (INVALID);
	}
	typed = feedback_code_typed(req->arena, typed);
	e = feedback_code_enter(req->db, typed != NULL ? typed :
	    req->reference, req->address, key);
	if (e == NULL)
		return (UNAVAILABLE);
	if (!e->opened)
		return (refuse_code(req, e->wait_seconds));
	session_keep(req, KEPT_VISIT, key);
	return (see_other(req, "/give-feedback/start"));
}

static const char *
token_of(const struct request *req)
{
	return (strrchr(req->path, '/') + 1);
}

enum status
give_feedback_link(struct request *req)
{
	giver_headers(req);
	give_feedback_begin_page(req->out, req,
	    feedback_behind_link(req->db, token_of(req)));
	return (OK);
}

/* From here on the browser has a key of its own, and the link leaves the
 * address. */
enum status
give_feedback_begin(struct request *req)
{
	const char		*key = secret_token(req->arena);
	struct feedback_entered	*e;

	giver_headers(req);
	e = feedback_link_open(req->db, token_of(req), key);
	if (e == NULL)
		return (UNAVAILABLE);
	if (!e->opened) {
		give_feedback_begin_page(req->out, req,
		    feedback_behind_link(req->db, token_of(req)));
		return (INVALID);
	}
	session_keep(req, KEPT_VISIT, key);
	return (see_other(req, "/give-feedback/start"));
}

static const char *const	forms[] = { "easy_read", "standard",
    "professional", NULL };

enum status
give_feedback_start_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (!g->visit->live)
		return (see_other(req, "%s", giver_next(req, g)));
	give_feedback_start_form(req->out, req, g);
	return (OK);
}

enum status
give_feedback_start(struct request *req)
{
	enum status		 status;
	struct giver		*g = giver_asked(req, &status);
	struct feedback_step	*s = NULL;
	int			 form;

	if (g == NULL)
		return (status);
	form = form_choice(req->form, "form", forms,
	    "Choose how you want to answer");
	if (form >= 0)
		s = feedback_form_choose(req->db, g->key,
		    giver_form_from(forms[form]));
	if (form < 0 || s == NULL || !s->done) {
		if (form_ok(req->form))
			return (see_other(req, "/give-feedback?again=yes"));
		give_feedback_start_form(req->out, req, g);
		return (INVALID);
	}
	g = giver_asked(req, &status);
	return (g == NULL ? status :
	    see_other(req, "%s", giver_next(req, g)));
}

enum status
give_feedback_consent_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (!g->visit->live || g->visit->form == GIVER_FORM_NONE)
		return (see_other(req, "%s", giver_next(req, g)));
	give_feedback_consent_form(req->out, req, g);
	return (OK);
}

enum status
give_feedback_consent(struct request *req)
{
	enum status		 status;
	struct giver		*g = giver_asked(req, &status);
	struct feedback_step	*s;

	if (g == NULL)
		return (status);
	if (strcmp(form_value(req->form, "agree"), "yes") != 0) {
		form_refuse(req->form, "agree", g->easy ?
		    "Choose “Yes, I agree”, or “No”" :
		    "Select that you agree, or say no below");
		give_feedback_consent_form(req->out, req, g);
		return (INVALID);
	}
	s = feedback_form_agree(req->db, g->key, feedback_consent(req->arena,
	    g->form, g->name), feedback_edition(g->form));
	if (s == NULL || !s->done)
		return (see_other(req, "/give-feedback/start"));
	g = giver_asked(req, &status);
	return (g == NULL ? status :
	    see_other(req, "%s", giver_next(req, g)));
}
