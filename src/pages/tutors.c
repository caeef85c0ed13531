/* tutors - who tutors how many, one tutor's trainees, and all of them handed
 * over to another. */
#include <string.h>

#include "pages.h"
#include "pages/guides.h"
#include "pages/search.h"
#include "rules/words.h"
#include "views.h"

enum { HANDED_MAX = 500 };

enum status
tutor_list(struct request *req)
{
	const char		*load = form_value(req->form, "load");
	struct text_list	 words = search_terms(req,
				    form_value(req->form, "search")).words;
	struct guides_list_shown s = { .page = page_asked(req, PAGE_ROWS) };
	struct maybe_bool	 fuller = { strcmp(load, "over") == 0 ||
				    strcmp(load, "room") == 0,
				    strcmp(load, "over") == 0 };

	s.filtered = words.n != 0 || fuller.known;
	s.rows = guides_found(req->db, ROLE_NAME_TUTOR, words, fuller,
	    s.page.size, page_skip(s.page));
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = guides_found(req->db, ROLE_NAME_TUTOR, words, fuller,
		    s.page.size, 0);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	tutors_page(req->out, req, &s);
	return (OK);
}

enum status
tutor_record(struct request *req)
{
	struct guide		*g = guide_by_id(req->db, req->id[0],
				    ROLE_NAME_TUTOR);
	struct tutor_shown	 s = { .tutor = g,
				    .page = page_asked(req, PAGE_ROWS) };

	if (g == NULL)
		return (NOT_FOUND);
	s.trainees = tutored_by(req->db, g->person_id, g->programme_id,
	    s.page.size, page_skip(s.page));
	if (s.trainees.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.trainees = tutored_by(req->db, g->person_id,
		    g->programme_id, s.page.size, 0);
	}
	page_counted(&s.page, s.trainees.n != 0 ? s.trainees.v[0].of_all : 0);
	tutor_page(req->out, req, &s);
	return (OK);
}

/* Other tutors of the programme. */
static struct guide_list
others(struct request *req, const struct guide *g)
{
	struct guide_list	all = guides_of_programme(req->db,
				    g->programme_id, ROLE_NAME_TUTOR,
				    HANDED_MAX);
	size_t			n = 0;

	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].person_id != g->person_id)
			all.v[n++] = all.v[i];
	all.n = n;
	return (all);
}

/* Those whom nobody is to follow yet, of all that are the tutor's. */
static struct tutored_list
to_hand_over(struct request *req, const struct guide *g)
{
	struct tutored_list	all = tutored_by(req->db, g->person_id,
				    g->programme_id, HANDED_MAX, 0);
	size_t			n = 0;

	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].open)
			all.v[n++] = all.v[i];
	all.n = n;
	return (all);
}

static void
show_hand_over(struct request *req, struct hand_over_form *h,
    struct guide_list choices)
{
	h->choices = guide_options(req->arena, choices, ROLE_NAME_TUTOR,
	    "Choose a tutor");
	tutor_hand_over_form(req->out, req, h);
}

enum status
hand_over_page(struct request *req)
{
	struct guide		*g = guide_by_id(req->db, req->id[0],
				    ROLE_NAME_TUTOR);
	struct hand_over_form	 h = { .tutor = g };

	if (g == NULL)
		return (NOT_FOUND);
	h.trainees = (int64_t)to_hand_over(req, g).n;
	show_hand_over(req, &h, others(req, g));
	return (OK);
}

/* All or none: a trainee for whom the day is too soon is named. */
static bool
hand_over_each(struct request *req, struct tutored_list trainees,
    const struct guide *to, struct date from)
{
	each(t, trainees) {
		struct guided		*g = guided_by_id(req->db,
					    t->enrolment_id);
		struct place_held	 p = place_held(req, HELD_TUTOR,
					    t->enrolment_id);

		if (g == NULL || g->person_id == to->person_id ||
		    date_compare(from, t->from_on) <= 0 ||
		    !turn_give(req, &p, to->person_id, from)) {
			form_refusef(req->form, "from", "This does not suit "
			    "%s, whose tutor begins on %s. Choose a later day",
			    t->name, date_words(req->arena, t->from_on));
			return (false);
		}
		tutor_tell(req, to, g, from);
	}
	return (true);
}

enum status
hand_over(struct request *req)
{
	struct guide		*g = guide_by_id(req->db, req->id[0],
				    ROLE_NAME_TUTOR);
	struct hand_over_form	 h = { .tutor = g };
	struct guide_list	 choices;
	struct tutored_list	 trainees;
	const struct guide	*to;
	struct date		 from;

	if (g == NULL)
		return (NOT_FOUND);
	choices = others(req, g);
	trainees = to_hand_over(req, g);
	h.trainees = (int64_t)trainees.n;
	to = guide_chosen(req, choices, ROLE_NAME_TUTOR, "Select a tutor");
	from = form_date(req->form, "from", "The first day",
	    "Enter the new tutor’s first day");
	if (trainees.n == 0)
		form_refusef(req->form, "who", "%s has nobody to hand over",
		    g->name);
	if (to != NULL)
		caution_load(req->arena, &h.cautions, to->name,
		    to->load + h.trainees, to->capacity);
	if (form_ok(req->form) && cautions_read(req, &h.cautions) &&
	    hand_over_each(req, trainees, to, from))
		return (done(req, arena_printf(req->arena, "%s has %ld %s of "
		    "%s from %s. All were told by email.", to->name,
		    h.trainees, h.trainees == 1 ? "trainee" : "trainees",
		    g->name, date_words(req->arena, from)), "/tutors/%ld",
		    g->id));
	show_hand_over(req, &h, choices);
	return (INVALID);
}
