/* give_feedback_answers - one question a page, the answers to check, and the
 * end. */
#include <stdlib.h>
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "pages/give_feedback.h"
#include "pages/telltales.h"
#include "views.h"

/* May this question be asked now?  Up to the first that is not answered. */
static bool
is_open(const struct request *req, const struct giver *g)
{
	int64_t	number = req->id[0];

	return (g->visit->live && g->visit->agreed &&
	    g->visit->state == GIVER_STATE_OPENED &&
	    number <= (int64_t)g->n && number <= (int64_t)g->answered + 1);
}

enum status
give_feedback_question_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);
	size_t		 i = (size_t)req->id[0] - 1;
	int		 chosen;

	if (g == NULL)
		return (status);
	if (!is_open(req, g))
		return (see_other(req, "%s", giver_next(req, g)));
	if (i < g->answered) {
		chosen = feedback_chosen(&g->questions[i],
		    g->visit->answers.v[i]);
		form_set(req->form, "answer", g->questions[i].choices == NULL ?
		    g->visit->answers.v[i] : chosen < 0 ? "" :
		    arena_printf(req->arena, "%d", chosen));
	}
	form_set_version(req->form, g->visit->version.value);
	give_feedback_question_form(req->out, req, g, i);
	return (OK);
}

/* What was answered, in words, or NULL with the reason in the form. */
static const char *
read_answer(struct request *req, const struct giver *g, size_t i)
{
	const struct feedback_question	*q = &g->questions[i];
	const char			*numbers[FEEDBACK_QUESTIONS_MAX] = {
					    "0", "1", "2", "3", "4", "5", "6",
					    "7", "8" };
	const char			*enter, *words;
	int				 chosen;

	enter = q->enter != NULL ? words_for_giver(req, g, q->enter) : NULL;
	if (q->choices != NULL) {
		numbers[feedback_nchoices(q)] = NULL;
		chosen = form_choice(req->form, "answer", numbers, enter);
		return (chosen < 0 ? NULL : q->choices[chosen].words);
	}
	if (enter != NULL)
		words = form_text(req->form, "answer", "Your answer",
		    FEEDBACK_TEXT_MAX, enter);
	else
		words = form_optional_text(req->form, "answer", "Your answer",
		    FEEDBACK_TEXT_MAX);
	return (!form_ok(req->form) ? NULL : words == NULL ? "" : words);
}

/* Another phone, or another window, answered since this page was shown. */
static enum status
refuse_stale(struct request *req, struct giver *g, size_t i)
{
	enum status	 status;
	struct giver	*now = giver_asked(req, &status);

	if (now == NULL)
		return (status);
	if (!is_open(req, now))
		return (see_other(req, "%s", giver_next(req, now)));
	form_refuse(req->form, "answer", "Your answers were changed on another "
	    "phone or in another window. Check this answer and send it again.");
	form_replace_version(req->form, now->visit->version.value);
	give_feedback_question_form(req->out, req, g, i);
	return (INVALID);
}

enum status
give_feedback_question(struct request *req)
{
	enum status		 status;
	struct giver		*g = giver_asked(req, &status);
	size_t			 i = (size_t)req->id[0] - 1;
	const char		*words;
	struct feedback_step	*s;
	bool			 last;

	if (g == NULL)
		return (status);
	if (!is_open(req, g))
		return (see_other(req, "%s", giver_next(req, g)));
	words = read_answer(req, g, i);
	if (words == NULL) {
		give_feedback_question_form(req->out, req, g, i);
		return (INVALID);
	}
	s = feedback_form_answer(req->db, g->key, strtoll(form_value(req->form,
	    "version"), NULL, 10), req->id[0], words);
	if (s == NULL || !s->done)
		return (refuse_stale(req, g, i));
	last = i + 1 >= g->n || g->answered >= g->n;
	return (last ? see_other(req, "/give-feedback/check") :
	    see_other(req, "/give-feedback/questions/%ld",
	    (long)req->id[0] + 1));
}

static bool
is_complete(const struct giver *g)
{
	return (g->visit->live && g->visit->agreed && g->answered >= g->n &&
	    g->visit->state == GIVER_STATE_OPENED);
}

enum status
give_feedback_check_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (!is_complete(g))
		return (see_other(req, "%s", giver_next(req, g)));
	form_set_version(req->form, g->visit->version.value);
	give_feedback_check_form(req->out, req, g);
	return (OK);
}

static int
chosen_of(const struct giver *g, const char *question)
{
	for (size_t i = 0; i < g->n; i++)
		if (strcmp(g->questions[i].name, question) == 0)
			return (feedback_chosen(&g->questions[i],
			    g->visit->answers.v[i]));
	return (-1);
}

/* Everything, in the words that were shown; false when it changed since. */
static bool
give(struct request *req, const struct giver *g)
{
	static const enum giver_help	 helps[] = { GIVER_HELP_ALONE,
					    GIVER_HELP_FAMILY,
					    GIVER_HELP_ADVOCATE,
					    GIVER_HELP_NQSW, GIVER_HELP_PHONE };
	const char			**asked = arena_array(req->arena,
					    g->n, sizeof(*asked));
	int				 help = chosen_of(g, "help");
	struct feedback_step		*s;
	const char			*random = secret_token(req->arena);

	for (size_t i = 0; i < g->n; i++)
		asked[i] = words_for_giver(req, g, g->questions[i].ask);
	s = feedback_form_give(req->db, g->key, strtoll(form_value(req->form,
	    "version"), NULL, 10), (struct text_list){ asked, g->n },
	    g->professional || chosen_of(g, "share") == 0,
	    helps[help < 0 ? 0 : help], feedback_reference(req->arena,
	    secret_sha256(req->arena, random, strlen(random))), g->code);
	return (s != NULL && s->done);
}

enum status
give_feedback_check(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (!is_complete(g))
		return (see_other(req, "%s", giver_next(req, g)));
	telltales_checked(req, g->visit->answers.v, g->n);
	if (!form_ok(req->form)) {
		give_feedback_check_form(req->out, req, g);
		return (INVALID);
	}
	if (give(req, g))
		return (see_other(req, "/give-feedback/done"));
	g = giver_asked(req, &status);
	if (g == NULL)
		return (status);
	if (!is_complete(g))
		return (see_other(req, "%s", giver_next(req, g)));
	form_refuse(req->form, "version", "Your answers were changed on "
	    "another phone or in another window. Check them again.");
	form_replace_version(req->form, g->visit->version.value);
	give_feedback_check_form(req->out, req, g);
	return (INVALID);
}

enum status
give_feedback_done_page(struct request *req)
{
	enum status	 status;
	struct giver	*g = giver_asked(req, &status);

	if (g == NULL)
		return (status);
	if (g->visit->state != GIVER_STATE_GIVEN &&
	    g->visit->state != GIVER_STATE_CONSENT_WITHDRAWN)
		return (see_other(req, "%s", giver_next(req, g)));
	give_feedback_end(req->out, req, g);
	return (OK);
}

/* Nothing stays on a phone that others use. */
enum status
give_feedback_done(struct request *req)
{
	const char	*key = session_kept(req, KEPT_VISIT);

	giver_headers(req);
	if (key != NULL)
		feedback_visit_leave(req->db, key);
	session_keep(req, KEPT_VISIT, "");
	return (see_other(req, "/give-feedback?finished=yes"));
}
