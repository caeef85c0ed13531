/* crosswalk - which standards of one set correspond to which of another, and
 * how programme staff correct that from a day on. */
#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/guides.h"
#include "rules/words.h"
#include "views.h"

enum { WHY_MAX = 500, YEARS_AHEAD = 3 };

static const char *const	yes_no[] = { "yes", "no", NULL };

static const struct crosswalk_programme *
programme_asked(struct request *req)
{
	struct crosswalk_programme_list	all = crosswalk_programmes(req->db);

	each(p, all)
		if (p->id == req->id[0])
			return (p);
	return (NULL);
}

enum status
crosswalks(struct request *req)
{
	struct crosswalk_programme_list	all = crosswalk_programmes(req->db);

	if (all.n == 1 || (all.n > 1 && all.v[0].mine && !all.v[1].mine))
		return (see_other(req, "/crosswalk/%ld", all.v[0].id));
	crosswalk_programmes_page(req->out, req, all);
	return (OK);
}

static const struct whole_set *
set_named(struct whole_set_list sets, const char *value, size_t usual)
{
	int64_t	id = id_typed(value);

	each(s, sets)
		if (s->id == id)
			return (s);
	return (usual < sets.n ? &sets.v[usual] : NULL);
}

static void
take_crossings(struct request *req, struct crosswalk_shown *s)
{
	struct one_standard_list from = standards_in_set(req->db,
				    s->from->id);
	struct crossing_list	 all = crosswalk_between(req->db,
				    s->programme->id, s->from->id, s->to->id);
	size_t			 i = 0, n;

	s->rows = arena_array(req->arena, from.n, sizeof(*s->rows));
	each(f, from) {
		for (n = 0; i + n < all.n && all.v[i + n].from_id == f->id;)
			n++;
		s->rows[s->n++] = (struct crosswalk_row){ f,
		    { all.v + i, n } };
		i += n;
	}
}

enum status
crosswalk(struct request *req)
{
	struct crosswalk_shown	s = { .programme = programme_asked(req),
				    .sets = standard_sets(req->db) };

	if (s.programme == NULL || s.sets.n < 2)
		return (NOT_FOUND);
	s.from = set_named(s.sets, form_value(req->form, "from"), 0);
	s.to = set_named(s.sets, form_value(req->form, "to"), 2);
	if (s.from == s.to)
		s.to = &s.sets.v[s.from == s.sets.v];
	form_replace(req->form, "from", arena_printf(req->arena, "%ld",
	    s.from->id));
	form_replace(req->form, "to", arena_printf(req->arena, "%ld",
	    s.to->id));
	take_crossings(req, &s);
	crosswalk_page(req->out, req, &s);
	return (OK);
}

static const struct option *
set_options(struct request *req, int64_t set)
{
	struct one_standard_list all = standards_in_set(req->db, set);
	struct option		*options = arena_array(req->arena, all.n + 2,
				    sizeof(*options));
	size_t			 n = 0;

	options[n++] = (struct option){ "", "Choose a standard" };
	each(s, all)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    s->id), arena_printf(req->arena, "%s %s", s->code,
		    s->label) };
	return (options);
}

/* A pair of two sets, to be chosen; NULL where whoever asks is not staff. */
static struct pair_find *
finding_pair(struct request *req)
{
	struct pair_find	*p = arena_alloc(req->arena, sizeof(*p));
	struct whole_set_list	 sets = standard_sets(req->db);

	p->programme = programme_asked(req);
	if (p->programme == NULL || !p->programme->mine || sets.n < 2)
		return (NULL);
	p->from = set_named(sets, form_value(req->form, "from"), 0);
	p->to = set_named(sets, form_value(req->form, "to"), 1);
	if (p->from == p->to)
		p->to = &sets.v[p->from == sets.v];
	p->ones = set_options(req, p->from->id);
	p->others = set_options(req, p->to->id);
	return (p);
}

static const struct one_standard *
standard_typed(struct request *req, const char *name,
    const struct whole_set *of)
{
	const struct one_standard	*s = standard_by_id(req->db,
					    id_typed(form_value(req->form,
					    name)));

	if (s != NULL && s->set_id == of->id)
		return (s);
	form_refusef(req->form, name, "Select a standard of %s", of->name);
	return (NULL);
}

/* Which pair: asked in the address, since it changes nothing. */
enum status
crosswalk_find_page(struct request *req)
{
	struct pair_find		*p = finding_pair(req);
	const struct one_standard	*one, *other;

	if (p == NULL)
		return (NOT_FOUND);
	if (!form_has(req->form, "one")) {
		pair_find_page(req->out, req, p);
		return (OK);
	}
	one = standard_typed(req, "one", p->from);
	other = standard_typed(req, "other", p->to);
	if (one != NULL && other != NULL)
		return (see_other(req, "/crosswalk/%ld/%ld/%ld",
		    p->programme->id, one->id, other->id));
	pair_find_page(req->out, req, p);
	return (INVALID);
}

static struct pair_shown *
pair_asked(struct request *req)
{
	struct pair_shown	*p = arena_alloc(req->arena, sizeof(*p));

	p->programme = programme_asked(req);
	p->from = standard_by_id(req->db, req->id[1]);
	p->to = standard_by_id(req->db, req->id[2]);
	if (p->programme == NULL || p->from == NULL || p->to == NULL ||
	    p->from->set_id == p->to->set_id)
		return (NULL);
	p->pair = crosswalk_of_pair(req->db, p->programme->id, p->from->id,
	    p->to->id, req->today);
	p->versions = crosswalk_versions(req->db, p->programme->id,
	    p->from->id, p->to->id);
	return (p);
}

enum status
crosswalk_pair_page(struct request *req)
{
	struct pair_shown	*p = pair_asked(req);

	if (p == NULL)
		return (NOT_FOUND);
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", req->today);
	pair_page(req->out, req, p);
	return (OK);
}

static struct date
first_day_typed(struct request *req)
{
	struct date	from = form_date(req->form, "from", "The day",
			    "Enter the day from which it holds");

	if (date_is_set(from) && date_compare(from, req->today) < 0)
		form_refuse(req->form, "from", "The day must be today or in "
		    "the future");
	else if (date_is_set(from) && date_compare(from, date_plus_months(
	    req->today, 12 * YEARS_AHEAD)) > 0)
		form_refusef(req->form, "from", "The day must be within %d "
		    "years", YEARS_AHEAD);
	return (from);
}

enum status
crosswalk_corrected(struct request *req)
{
	struct pair_shown	*p = pair_asked(req);
	struct date		 from;
	const char		*why;
	int			 corresponds;

	if (p == NULL || !p->programme->mine)
		return (NOT_FOUND);
	corresponds = form_choice(req->form, "corresponds", yes_no,
	    "Select whether they correspond");
	from = first_day_typed(req);
	why = form_text(req->form, "why", "Why", WHY_MAX,
	    "Enter why it is corrected");
	if (form_ok(req->form) && crosswalk_of_pair(req->db, p->programme->id,
	    p->from->id, p->to->id, from)->holds == (corresponds == 0))
		form_refusef(req->form, "corresponds", "They %s already on %s",
		    corresponds == 0 ? "correspond" : "do not correspond",
		    date_words(req->arena, from));
	if (form_ok(req->form) && crosswalk_change(req->db, p->programme->id,
	    p->from->id, p->to->id, corresponds == 0, from, why) != NULL)
		return (done(req, "The crosswalk is corrected",
		    "/crosswalk/%ld/%ld/%ld", p->programme->id, p->from->id,
		    p->to->id));
	pair_page(req->out, req, p);
	return (INVALID);
}

static const struct crosswalk_version *
version_asked(const struct request *req, const struct pair_shown *p)
{
	each(v, p->versions)
		if (v->id == req->id[3] && !v->undone)
			return (v);
	return (NULL);
}

enum status
crosswalk_undo_page(struct request *req)
{
	struct pair_shown	*p = pair_asked(req);

	if (p == NULL || !p->programme->mine || version_asked(req, p) == NULL)
		return (NOT_FOUND);
	crosswalk_undo_form(req->out, req, p, version_asked(req, p));
	return (OK);
}

enum status
crosswalk_undone(struct request *req)
{
	struct pair_shown	*p = pair_asked(req);

	if (p == NULL || !p->programme->mine || version_asked(req, p) == NULL)
		return (NOT_FOUND);
	crosswalk_undo(req->db, p->programme->id, req->id[3]);
	return (done(req, "The correction is undone",
	    "/crosswalk/%ld/%ld/%ld", p->programme->id, p->from->id,
	    p->to->id));
}
