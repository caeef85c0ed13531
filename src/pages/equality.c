/* equality - what somebody says of themself, which nobody else reads. */
#include <string.h>

#include "core/text.h"
#include "equity/rounding.h"
#include "pages.h"
#include "pages/equality.h"
#include "views.h"

static const struct equality_answer *
answer_to(struct equality_answer_list mine, const char *question)
{
	each (a, mine)
		if (strcmp(a->question, question) == 0)
			return (a);
	return (NULL);
}

struct equality_asked_list
equality_asked(struct request *req)
{
	struct equality_choice_list	all = equality_questions(req->db);
	struct equality_answer_list	mine = equality_mine(req->db);
	struct equality_asked_list	list = { arena_array(req->arena,
					    all.n, sizeof(*list.v)), 0 };

	each (c, all) {
		struct equality_asked	*q = list.n > 0 ?
					    &list.v[list.n - 1] : NULL;

		if (q == NULL || strcmp(q->code, c->question) != 0) {
			q = &list.v[list.n++];
			*q = (struct equality_asked){ .code = c->question,
			    .title = c->title, .hint = c->hint, .choices = c,
			    .answer = answer_to(mine, c->question) };
		}
		q->n++;
		q->own_words |= c->own_words;
	}
	return (list);
}

const char *
equality_answer_words(struct arena *a, const struct equality_asked *q)
{
	for (size_t i = 0; q->answer != NULL && i < q->n; i++)
		if (strcmp(q->choices[i].code, q->answer->choice) == 0)
			return (q->answer->own_words == NULL ?
			    q->choices[i].label : arena_printf(a,
			    "%s: “%s”", q->choices[i].label,
			    q->answer->own_words));
	return ("Not answered");
}

const struct option *
equality_options(struct arena *a, const struct equality_asked *q)
{
	struct option	*o = arena_array(a, q->n + 1, sizeof(*o));

	for (size_t i = 0; i < q->n; i++)
		o[i] = (struct option){ q->choices[i].code,
		    q->choices[i].label };
	o[q->n] = (struct option){ 0 };
	return (o);
}

const char *
equality_words_field(struct arena *a, const struct equality_asked *q)
{
	return (arena_printf(a, "%s-words", q->code));
}

enum status
equality_record(struct request *req)
{
	struct equality_asked_list	asked = equality_asked(req);
	struct equality_objection	*o = equality_objected(req->db);

	equality_page(req->out, req, &asked, o != NULL ? o->on_day :
	    (struct date){ 0 });
	return (OK);
}

enum status
equality_change(struct request *req)
{
	struct equality_asked_list	asked = equality_asked(req);

	each (q, asked) {
		if (q->answer == NULL)
			continue;
		form_set(req->form, q->code, q->answer->choice);
		if (q->answer->own_words != NULL)
			form_set(req->form, equality_words_field(req->arena,
			    q), q->answer->own_words);
	}
	equality_form(req->out, req, &asked);
	return (OK);
}

/* The choice that was sent, one of the question's; NULL: none. */
static const char *
choice_of(struct request *req, const struct equality_asked *q)
{
	const char	*sent = form_value(req->form, q->code);

	for (size_t i = 0; i < q->n; i++)
		if (strcmp(q->choices[i].code, sent) == 0)
			return (q->choices[i].code);
	if (*sent != '\0')
		form_refuse(req->form, q->code, "Select one of the answers");
	return (NULL);
}

/* Own words go with an answer, whichever it is. */
static const char *
words_of(struct request *req, const struct equality_asked *q,
    const char *choice)
{
	const char	*field = equality_words_field(req->arena, q), *words;

	if (!q->own_words)
		return (NULL);
	words = form_optional_text(req->form, field, "Your own words",
	    EQUALITY_WORDS_MAX);
	words = words == NULL ? "" : text_line(req->arena, words);
	if (*words != '\0' && choice == NULL)
		form_refuse(req->form, q->code, "Select an answer to go with "
		    "your own words");
	return (*words != '\0' ? words : NULL);
}

enum status
equality_keep(struct request *req)
{
	struct equality_asked_list	  asked = equality_asked(req);
	const char			**choices = arena_array(req->arena,
					    asked.n, sizeof(*choices)),
					**words = arena_array(req->arena,
					    asked.n, sizeof(*words));

	for (size_t i = 0; i < asked.n; i++) {
		choices[i] = choice_of(req, &asked.v[i]);
		words[i] = words_of(req, &asked.v[i], choices[i]);
	}
	if (!form_ok(req->form)) {
		equality_form(req->out, req, &asked);
		return (INVALID);
	}
	for (size_t i = 0; i < asked.n; i++)
		equality_say(req->db, asked.v[i].code, choices[i], words[i]);
	return (done(req, "Your answers are kept. Nobody but you can read "
	    "them.", "/equality"));
}

enum status
equality_erase_page(struct request *req)
{
	equality_erase_form(req->out, req);
	return (OK);
}

enum status
equality_erase(struct request *req)
{
	equality_take_back(req->db);
	return (done(req, "All of your answers are erased.", "/equality"));
}

enum status
equality_objection_page(struct request *req)
{
	struct equality_objection	*o = equality_objected(req->db);

	equality_objection_form(req->out, req, o != NULL ? o->on_day :
	    (struct date){ 0 });
	return (OK);
}

enum status
equality_objection_keep(struct request *req)
{
	static const char *const answers[] = { "objects", "takes-back", NULL };
	int			 chosen = form_choice(req->form, "what",
				    answers, "Select what you want");

	if (!form_ok(req->form)) {
		equality_objection_page(req);
		return (INVALID);
	}
	equality_object(req->db, chosen == 0);
	return (done(req, chosen == 0 ? "Your answers are used in no report "
	    "from now on." : "Your objection is taken back. Your answers can "
	    "be used again.", "/equality"));
}

int64_t
equality_about(const struct equality_response *r)
{
	int64_t	about = (int64_t)nearest_five((double)r->answered);

	return (about < r->people ? about : r->people);
}

enum status
equality_response_rates(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	each (p, mine)
		if (p->id == req->id[0]) {
			struct equality_response_list rates =
			    equality_responses(req->db, p->id,
			    req->reference);
			struct equality_asked_list asked = equality_asked(req);

			equality_rates_page(req->out, req, p->name, &asked,
			    rates);
			return (OK);
		}
	return (NOT_FOUND);
}
