/* search - people, placements, organisations and more, from one box. */
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "views.h"

enum { TYPED_MAX = 200, FEW = 5, SUGGESTED = 3 };

/* A kind of thing that can be found: who looks for it, how, and where it is. */
struct search_kind {
	const char		*code, *heading, *more;
	int			 roles;
	struct finding_list	(*find)(struct db *,
				    const struct search_terms *, int64_t size,
				    int64_t skip);
	struct url		(*url)(struct arena *, const struct finding *);
};

static struct finding_list
find_trainees(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_trainees(db, t->words, t->email, t->number, size, skip));
}

static struct finding_list
find_placements(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_placements(db, t->words, size, skip));
}

static struct finding_list
find_educators(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_educators(db, t->words, t->email, t->number, size, skip));
}

static struct finding_list
find_asyes(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_asyes(db, t->words, t->email, t->number, size, skip));
}

static struct finding_list
find_asye_reviews(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_asye_reviews(db, t->words, t->email, t->number, size,
	    skip));
}

static struct finding_list
find_asye_outcomes(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_asye_outcomes(db, t->words, t->email, t->number, size,
	    skip));
}

static struct finding_list
find_tutors(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_tutors(db, t->words, t->email, t->number, size, skip));
}

static struct finding_list
find_units(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_units(db, t->words, size, skip));
}

static struct finding_list
find_organisations(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_organisations(db, t->words, size, skip));
}

static struct finding_list
find_teams(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_teams(db, t->words, size, skip));
}

static struct finding_list
find_cohorts(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_cohorts(db, t->words, size, skip));
}

static struct finding_list
find_modules(struct db *db, const struct search_terms *t, int64_t size,
    int64_t skip)
{
	return (found_modules(db, t->words, size, skip));
}

static struct url
trainee_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/trainees/%ld", f->id));
}

static struct url
placement_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/placements/%ld", f->id));
}

static struct url
educator_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/educators/%ld", f->id));
}

static struct url
asye_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/asye/%ld", f->id));
}

static struct url
asye_review_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/asye/%ld/timetable", f->id));
}

static struct url
asye_outcome_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/asye/%ld/outcome", f->id));
}

static struct url
tutor_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/tutors/%ld", f->id));
}

static struct url
unit_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/units/%ld", f->id));
}

static struct url
organisation_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/organisations/%ld", f->id));
}

static struct url
team_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/organisations/%ld?team=%ld", f->within.value,
	    f->id));
}

static struct url
cohort_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/cohorts/%ld", f->id));
}

static struct url
module_url(struct arena *a, const struct finding *f)
{
	return (url_to(a, "/modules/%ld", f->id));
}

static const struct search_kind kinds[] = {
	{ "trainees", "Trainees", "More trainees",
	    TRAINEE | EDUCATOR | STAFF | PARTNER | TUTOR | LEAD, find_trainees,
	    trainee_url },
	{ "placements", "Placements", "More placements",
	    TRAINEE | EDUCATOR | STAFF | PARTNER | TUTOR | LEAD,
	    find_placements, placement_url },
	{ "educators", "Practice educators", "More practice educators",
	    EDUCATOR | STAFF | PARTNER, find_educators, educator_url },
	{ "asyes", "ASYEs", "More ASYEs",
	    TRAINEE | ASSESSOR | COORDINATOR | STAFF | PARTNER, find_asyes,
	    asye_url },
	{ "reviews", "Reviews of ASYEs", "More reviews of ASYEs",
	    TRAINEE | ASSESSOR | COORDINATOR | STAFF, find_asye_reviews,
	    asye_review_url },
	{ "outcomes", "Outcomes of ASYEs", "More outcomes of ASYEs",
	    TRAINEE | ASSESSOR | COORDINATOR | STAFF, find_asye_outcomes,
	    asye_outcome_url },
	{ "tutors", "Tutors", "More tutors", STAFF, find_tutors, tutor_url },
	{ "units", "Units", "More units", STAFF | LEAD, find_units, unit_url },
	{ "organisations", "Organisations", "More organisations",
	    SIGNED_IN, find_organisations, organisation_url },
	{ "teams", "Teams", "More teams",
	    SIGNED_IN, find_teams, team_url },
	{ "cohorts", "Cohorts", "More cohorts",
	    STAFF, find_cohorts, cohort_url },
	{ "modules", "Modules", "More modules",
	    STAFF, find_modules, module_url },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds) };

static struct search_found
found_of(struct request *req, const struct search_kind *kind,
    const struct search_terms *terms, int64_t size, int64_t skip)
{
	struct search_found	 f = { .code = kind->code,
				    .heading = kind->heading,
				    .more = kind->more };
	struct url		*links;
	size_t			 n = 0;

	f.rows = kind->find(req->db, terms, size, skip);
	links = arena_array(req->arena, f.rows.n, sizeof(*links));
	each(r, f.rows)
		links[n++] = kind->url(req->arena, r);
	f.links = links;
	if (f.rows.n > 0)
		f.of_all = f.rows.v[0].of_all;
	return (f);
}

/* The kind that the address asks for alone; NULL for all of them. */
static const struct search_kind *
kind_asked(const struct request *req)
{
	const char	*code = form_value(req->form, "in");

	for (size_t i = 0; i < KINDS; i++)
		if (request_is(req, kinds[i].roles) &&
		    strcmp(kinds[i].code, code) == 0)
			return (&kinds[i]);
	return (NULL);
}

static void
show_few(struct request *req, struct search_shown *s)
{
	struct search_found	*found = arena_array(req->arena, KINDS,
				    sizeof(*found));

	for (size_t i = 0; i < KINDS; i++) {
		if (!request_is(req, kinds[i].roles))
			continue;
		found[s->nfound] = found_of(req, &kinds[i], &s->terms, FEW, 0);
		s->nfound += found[s->nfound].rows.n > 0;
	}
	s->found = found;
	if (s->nfound == 0)
		s->near = names_near(req->db, s->terms.typed, SUGGESTED);
}

/* A page that there is not any more is the first. */
static void
show_one(struct request *req, struct search_shown *s,
    const struct search_kind *kind)
{
	struct search_found	*f = arena_alloc(req->arena, sizeof(*f));

	s->page = page_asked(req, PAGE_ROWS);
	*f = found_of(req, kind, &s->terms, s->page.size, page_skip(s->page));
	if (f->rows.n == 0 && s->page.number > 1) {
		s->page.number = 1;
		form_replace(req->form, "page", "");
		*f = found_of(req, kind, &s->terms, s->page.size, 0);
	}
	page_counted(&s->page, f->of_all > FOUND_MOST ? FOUND_MOST :
	    f->of_all);
	s->only = f;
	if (f->rows.n == 0)
		s->near = names_near(req->db, s->terms.typed, SUGGESTED);
}

enum status
search_page(struct request *req)
{
	const struct search_kind	*kind = kind_asked(req);
	struct search_shown		 s = { 0 };
	const char			*typed;

	typed = form_optional_text(req->form, "q", "What you search for",
	    TYPED_MAX);
	s.terms = search_terms(req, typed != NULL ? typed : "");
	if (s.terms.words.n > 0 && kind != NULL)
		show_one(req, &s, kind);
	else if (s.terms.words.n > 0)
		show_few(req, &s);
	search_results(req->out, req, &s);
	return (form_ok(req->form) ? OK : INVALID);
}

const char *
found_words(struct arena *a, const struct search_found *f)
{
	if (f->of_all > FOUND_MOST)
		return (arena_printf(a, "%zu of more than %d", f->rows.n,
		    FOUND_MOST));
	return (arena_printf(a, "%zu of %ld", f->rows.n, f->of_all));
}
