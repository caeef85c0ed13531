/* tutors_cohort - a tutor is named for several of a cohort's trainees. */
#include <string.h>

#include "pages.h"
#include "pages/guides.h"
#include "rules/words.h"
#include "views.h"

static const struct option *
filter_options(struct arena *a, struct guide_list tutors)
{
	struct option	*options = arena_array(a, tutors.n + 3,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Any tutor or none" };
	options[n++] = (struct option){ "none", "No tutor yet" };
	each(t, tutors)
		options[n++] = (struct option){ arena_printf(a, "%ld",
		    t->person_id), t->name };
	return (options);
}

static const struct option *
tick_options(struct arena *a, struct tutee_list rows, struct date today)
{
	struct option	*options = arena_array(a, rows.n + 1,
			    sizeof(*options));
	size_t		 n = 0;

	each(r, rows) {
		struct turn_row	t = { .name = r->tutor, .place = "",
				    .from_on = r->from_on, .to_on = r->to_on };

		options[n++] = (struct option){ arena_printf(a, "%ld", r->id),
		    r->name, arena_printf(a, "%s. %s", r->employer,
		    !r->tutor_id.known ? "No tutor yet" :
		    turn_words(a, &t, today)) };
	}
	return (options);
}

static struct tutee_list
rows_asked(struct request *req, const struct cohort *c, struct page_of page)
{
	const char	*tutor = form_value(req->form, "tutor");
	int64_t		 id = id_typed(tutor);

	return (tutees_of_cohort(req->db, c->id, (struct maybe_int){ id != 0,
	    id }, strcmp(tutor, "none") == 0, page.size, page_skip(page)));
}

static struct guide_list
load_page(struct request *req, struct tutees_shown *s)
{
	struct guide_list	tutors = guides_of_programme(req->db,
				    s->cohort->programme_id, ROLE_NAME_TUTOR,
				    CHOICES_MAX);

	s->page = page_asked(req, TICKS_MAX);
	s->rows = rows_asked(req, s->cohort, s->page);
	if (s->rows.n == 0 && s->page.number > 1) {
		s->page.number = 1;
		form_replace(req->form, "page", "");
		s->rows = rows_asked(req, s->cohort, s->page);
	}
	page_counted(&s->page, s->rows.n != 0 ? s->rows.v[0].of_all : 0);
	s->choices = tick_options(req->arena, s->rows, req->today);
	s->tutors = guide_options(req->arena, tutors, ROLE_NAME_TUTOR,
	    "Choose a tutor");
	s->filters = filter_options(req->arena, tutors);
	return (tutors);
}

enum status
cohort_tutors_page(struct request *req)
{
	struct tutees_shown	s = { .cohort = cohort_mine(req->db,
				    req->id[0]) };

	if (s.cohort == NULL)
		return (NOT_FOUND);
	load_page(req, &s);
	cohort_tutors_form(req->out, req, &s);
	return (OK);
}

static bool
in_cohort(const struct guided *t, const struct cohort *c)
{
	return (t != NULL && t->mine && t->cohort_id == c->id);
}

/* The ids that were ticked, each once and of this cohort. */
static struct int_list
ticked(struct request *req, const struct cohort *c)
{
	const char	*values[TICKS_MAX];
	size_t		 n = form_values(req->form, "trainee", values,
			    TICKS_MAX), kept = 0;
	int64_t		*ids = arena_array(req->arena, TICKS_MAX,
			    sizeof(*ids)), id;
	bool		 twice;

	for (size_t i = 0; i < n; i++) {
		id = id_typed(values[i]);
		twice = false;
		for (size_t k = 0; k < kept; k++)
			twice = twice || ids[k] == id;
		if (!twice && id != 0 &&
		    in_cohort(guided_by_id(req->db, id), c))
			ids[kept++] = id;
	}
	if (kept == 0)
		form_refuse(req->form, "trainee", "Select the trainees whom "
		    "the tutor is named for");
	return ((struct int_list){ ids, kept });
}

/* All or none. */
static bool
name_each(struct request *req, struct int_list ids, const struct guide *tutor,
    struct date from)
{
	for (size_t i = 0; i < ids.n; i++) {
		const struct guided	*t = guided_by_id(req->db, ids.v[i]);
		struct place_held	 p = place_held(req, HELD_TUTOR,
					    ids.v[i]);
		const struct turn	*is = turn_latest(p.turns);
		struct date		 free = turn_free_from(p.turns,
					    t->starts_on);

		if (t->person_id == tutor->person_id)
			form_refuse(req->form, "who", "Nobody is their own "
			    "tutor");
		else if (is != NULL && is->who == tutor->person_id &&
		    !date_is_set(is->to))
			form_refusef(req->form, "trainee", "%s is the tutor "
			    "of %s already", tutor->name, t->name);
		else if (date_compare(from, free) < 0)
			form_refusef(req->form, "from", "For %s the first day "
			    "must be %s or after", t->name,
			    date_words(req->arena, free));
		else if (date_compare(from, t->ends_on) > 0)
			form_refusef(req->form, "from", "For %s the first day "
			    "must be %s or before", t->name,
			    date_words(req->arena, t->ends_on));
		else if (turn_give(req, &p, tutor->person_id, from))
			tutor_tell(req, tutor, t, from);
		else
			form_refuse(req->form, "trainee", "This changed while "
			    "you had it open. Look again at who tutors whom");
	}
	return (form_ok(req->form));
}

enum status
cohort_tutors(struct request *req)
{
	struct tutees_shown	 s = { .cohort = cohort_mine(req->db,
				    req->id[0]) };
	struct guide_list	 tutors;
	const struct guide	*tutor;
	struct int_list		 ids;
	struct date		 from;

	if (s.cohort == NULL)
		return (NOT_FOUND);
	tutors = load_page(req, &s);
	ids = ticked(req, s.cohort);
	tutor = guide_chosen(req, tutors, ROLE_NAME_TUTOR, "Select a tutor");
	from = form_date(req->form, "from", "The first day",
	    "Enter the tutor’s first day");
	if (tutor != NULL)
		caution_load(req->arena, &s.cautions, tutor->name,
		    tutor->load + (int64_t)ids.n, tutor->capacity);
	if (form_ok(req->form) && cautions_read(req, &s.cautions) &&
	    name_each(req, ids, tutor, from))
		return (done(req, arena_printf(req->arena, "%s is the tutor of "
		    "%zu %s from %s. All were told by email.", tutor->name,
		    ids.n, ids.n == 1 ? "trainee" : "trainees",
		    date_words(req->arena, from)), "/cohorts/%ld/tutors",
		    s.cohort->id));
	cohort_tutors_form(req->out, req, &s);
	return (INVALID);
}
