/* adjustments_ask - a trainee asks for an adjustment, says again what they
 * need, and names or lets go who must act. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "views.h"

static bool
wish_begin(struct request *req, struct adjustment_wish *w)
{
	*w = (struct adjustment_wish){ .basis = adjustment_basis(req->db,
	    req->id[0]) };
	if (w->basis == NULL)
		return (false);
	w->choices = adjustment_choices(req->db, w->basis->enrolment_id);
	if (w->basis->asye_id.known)
		w->promises = adjustment_promises(req->db,
		    w->basis->asye_id.value);
	each (p, w->promises)
		if (strcmp(form_value(req->form, "promise"),
		    arena_printf(req->arena, "%ld.%ld", (long)p->document_id,
		    (long)p->number)) == 0)
			w->promise = p;
	return (true);
}

enum status
adjustment_new(struct request *req)
{
	struct adjustment_wish	w;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	if (w.promise != NULL)
		form_set(req->form, "what", w.promise->words);
	adjustment_ask_form(req->out, req, &w);
	return (OK);
}

static bool
is_offered(struct adjustment_choice_list choices, int64_t person)
{
	each (c, choices)
		if (c->person_id == person)
			return (true);
	return (false);
}

/* Who must act, as ids; what is wrong goes into the form. */
static size_t
read_people(struct request *req, struct adjustment_choice_list choices,
    int64_t people[ADJUSTMENT_ACTORS_MAX])
{
	const char	*sent[ADJUSTMENT_ACTORS_MAX + 1];
	size_t		 n = form_values(req->form, "who", sent,
			    ADJUSTMENT_ACTORS_MAX + 1);

	if (n == 0)
		form_refuse(req->form, "who", "Select who can see to it");
	else if (n > ADJUSTMENT_ACTORS_MAX)
		form_refusef(req->form, "who", "Select %d people or fewer",
		    ADJUSTMENT_ACTORS_MAX);
	for (size_t i = 0; i < n && i < ADJUSTMENT_ACTORS_MAX; i++) {
		people[i] = strtoll(sent[i], NULL, 10);
		if (!is_offered(choices, people[i]))
			form_refuse(req->form, "who", "Select who can see to "
			    "it from the list");
	}
	return (n);
}

static int64_t
record(struct request *req, const struct adjustment_wish *w, const char *what,
    const char *why, const int64_t *people, size_t n)
{
	const struct adjustment_basis	*b = w->basis;
	const struct new_adjustment	*made;
	struct adjustment_dates		 d = adjustment_dates(req,
					    b->programme_id,
					    ADJUSTMENT_IS_REQUESTED, false,
					    b->asye_id.known, req->today);
	struct maybe_int		 document = { 0 }, number = { 0 };

	if (w->promise != NULL) {
		document = (struct maybe_int){ true, w->promise->document_id };
		number = (struct maybe_int){ true, w->promise->number };
	}
	made = adjustment_ask(req->db, b->enrolment_id, b->person_id,
	    b->programme_id, b->asye_id, b->placement_id, b->organisation_id,
	    b->provider_id, document, number, d.due_on, d.programme_on);
	if (made == NULL)
		return (0);
	adjustment_say(req->db, made->id, what, why != NULL ? why : "");
	for (size_t i = 0; i < n; i++)
		adjustment_name(req->db, made->id, people[i]);
	return (made->id);
}

enum status
adjustment_make(struct request *req)
{
	struct adjustment_wish	 w;
	int64_t			 people[ADJUSTMENT_ACTORS_MAX] = { 0 }, id;
	const char		*what, *why;
	size_t			 n;

	if (!wish_begin(req, &w))
		return (NOT_FOUND);
	what = form_text(req->form, "what", "What you need",
	    ADJUSTMENT_WORDS_MAX, "Enter what you need");
	why = form_optional_text(req->form, "why", "Why you need it",
	    ADJUSTMENT_WORDS_MAX);
	n = read_people(req, w.choices, people);
	if (!form_ok(req->form)) {
		adjustment_ask_form(req->out, req, &w);
		return (INVALID);
	}
	id = record(req, &w, what, why, people, n);
	adjustment_tell(req, id);
	return (done(req, "You have asked for it. Whoever you named was told "
	    "by email, and the clock runs from today.", "/adjustments/%ld",
	    (long)id));
}

/* The trainee's own words, while something may still come of them. */
static bool
own_begin(struct request *req, struct adjustment_shown *s)
{
	return (adjustment_begin(req, s) && s->is->own &&
	    !adjustment_over((enum adjustment_is)s->is->state));
}

enum status
adjustment_change_page(struct request *req)
{
	struct adjustment_shown		 s;
	const struct adjustment_said	*said;

	if (!own_begin(req, &s) ||
	    (said = adjustment_said(req->db, s.is->id)) == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, said->version);
	form_set(req->form, "what", s.is->what);
	form_set(req->form, "why", s.is->why);
	adjustment_change_form(req->out, req, &s);
	return (OK);
}

enum status
adjustment_change(struct request *req)
{
	struct adjustment_shown	 s;
	const char		*what, *why;
	int64_t			 version;

	if (!own_begin(req, &s))
		return (NOT_FOUND);
	what = form_text(req->form, "what", "What you need",
	    ADJUSTMENT_WORDS_MAX, "Enter what you need");
	why = form_optional_text(req->form, "why", "Why you need it",
	    ADJUSTMENT_WORDS_MAX);
	version = form_version(req->form, "Open the adjustment again");
	if (form_ok(req->form) && adjustment_reword(req->db, s.is->id, version,
	    what, why != NULL ? why : "") == 0)
		form_refuse(req->form, "version", "You changed this in another "
		    "window. Open the adjustment again");
	if (!form_ok(req->form)) {
		adjustment_change_form(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, "Changed. Whoever is named reads it so.",
	    "/adjustments/%ld", (long)s.is->id));
}

static bool
people_begin(struct request *req, struct adjustment_shown *s)
{
	return (adjustment_begin(req, s) && adjustment_open_to(s->is));
}

enum status
adjustment_people_page(struct request *req)
{
	struct adjustment_shown	s;

	if (!people_begin(req, &s))
		return (NOT_FOUND);
	adjustment_people_form(req->out, req, &s, adjustment_choices(req->db,
	    s.is->enrolment_id));
	return (OK);
}

enum status
adjustment_people_add(struct request *req)
{
	struct adjustment_shown		s;
	struct adjustment_choice_list	choices;
	int64_t				people[ADJUSTMENT_ACTORS_MAX] = { 0 };
	size_t				n;

	if (!people_begin(req, &s))
		return (NOT_FOUND);
	choices = adjustment_choices(req->db, s.is->enrolment_id);
	n = read_people(req, choices, people);
	if (form_ok(req->form) && s.actors.n + n > ADJUSTMENT_ACTORS_MAX)
		form_refusef(req->form, "who", "At most %d people can be "
		    "named. Let somebody go first", ADJUSTMENT_ACTORS_MAX);
	if (!form_ok(req->form)) {
		adjustment_people_form(req->out, req, &s, choices);
		return (INVALID);
	}
	for (size_t i = 0; i < n; i++)
		adjustment_name(req->db, s.is->id, people[i]);
	adjustment_tell(req, s.is->id);
	return (done(req, "Named. They were told by email, and can read what "
	    "is needed.", "/adjustments/%ld", (long)s.is->id));
}

/* The one of the path, unless nobody else could act. */
static const struct adjustment_actor *
actor_asked(struct request *req, struct adjustment_shown *s)
{
	if (!people_begin(req, s) || s->actors.n < 2)
		return (NULL);
	each (t, s->actors)
		if (t->id == req->id[1])
			return (t);
	return (NULL);
}

enum status
adjustment_let_go_page(struct request *req)
{
	struct adjustment_shown		 s;
	const struct adjustment_actor	*t = actor_asked(req, &s);

	if (t == NULL)
		return (NOT_FOUND);
	adjustment_let_go_form(req->out, req, &s, t);
	return (OK);
}

enum status
adjustment_let_go_keep(struct request *req)
{
	struct adjustment_shown		 s;
	const struct adjustment_actor	*t = actor_asked(req, &s);
	const char			*where;

	if (t == NULL)
		return (NOT_FOUND);
	where = t->person_id == req->visitor.id ? "/work" : arena_printf(
	    req->arena, "/adjustments/%ld", (long)s.is->id);
	adjustment_let_go(req->db, s.is->id, t->id);
	return (done(req, arena_printf(req->arena, "%s does not act on it any "
	    "more, and cannot read it.", t->name), "%s", where));
}
