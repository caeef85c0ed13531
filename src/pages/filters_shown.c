/* filters_shown - what a saved filter says, and whether it fits still. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/asye.h"
#include "pages/filters.h"
#include "pages/register.h"
#include "pages/selection.h"
#include "views.h"

static const struct {
	const char		*begins, *route, *words;
	const struct listing	*listing;
	bool			 numbered;	/* an id follows */
} lists[] = {
	{ "/trainees", "/trainees", "Trainees", &trainee_listing, false },
	{ "/educators", "/educators", "Practice educators",
	    &register_listing, false },
	{ "/cohorts/", "/cohorts/#", "A cohort", &cohort_listing, true },
	{ "/asye", "/asye", "ASYEs", &asye_listing, false },
	{ "/asye/not", "/asye/not", "People on no ASYE", &uncovered_listing,
	    false },
};
enum { LISTS = sizeof(lists) / sizeof(*lists) };

static bool
leads_to(size_t i, const char *path)
{
	size_t	n = strlen(lists[i].begins);

	if (!lists[i].numbered)
		return (strcmp(lists[i].begins, path) == 0);
	return (strncmp(lists[i].begins, path, n) == 0 && path[n] >= '1' &&
	    path[n] <= '9' && strlen(path + n) <= 18 &&
	    strspn(path + n, "0123456789") == strlen(path + n));
}

/* The place of a list that this person may look at; LISTS when it is none. */
static size_t
list_at(const struct request *req, const char *path)
{
	size_t	i = 0;

	while (i < LISTS && !leads_to(i, path))
		i++;
	return (i < LISTS && may_ask(req, lists[i].route) ? i : LISTS);
}

const struct listing *
listing_at(const struct request *req, const char *path)
{
	size_t	i = list_at(req, path);

	return (i == LISTS ? NULL : lists[i].listing);
}

/* What a list is called; NULL when it is not there. */
static const char *
list_words(struct request *req, size_t i, const char *path)
{
	struct cohort	*c;

	if (!lists[i].numbered)
		return (lists[i].words);
	c = cohort_mine(req->db, strtoll(path + strlen(lists[i].begins), NULL,
	    10));
	return (c != NULL ? c->name : NULL);
}

/* The one organisation that is asked for, as the options of its filter. */
static const struct option *
host_asked(struct request *req, int64_t id)
{
	struct organisation	*o = organisation_by_id(req->db, id);
	struct option		*options = arena_array(req->arena, 2,
				    sizeof(*options));

	if (o != NULL)
		options[0] = (struct option){ arena_printf(req->arena, "%ld",
		    id), o->name };
	return (options);
}

static void
show_words(struct request *req, struct filter_shown *s, struct asked *a)
{
	const struct filter	*f = a->listing->filters;
	const char		*words;

	if (a->unknown != NULL)
		s->misfit = arena_printf(req->arena, "It asks for “%s”, "
		    "which means nothing any more", a->unknown);
	for (size_t i = 0; f[i].name != NULL; i++) {
		if (f[i].kind == ROW && *a->values[i] != '\0') {
			a->rows[i] = host_asked(req, asked_row(a, i));
			if (a->rows[i]->label == NULL)
				s->misfit = "It asks for an organisation that "
				    "is not in Waymark any more";
		}
		if ((words = filter_words(req->arena, a, i)) != NULL)
			s->words[s->nwords++] = words;
	}
}

struct filter_shown
filter_shown(struct request *req, const struct saved_filter *f)
{
	struct filter_shown	s = { .filter = f, .list = "A list" };
	size_t			i = list_at(req, f->path);
	struct form		query;
	struct asked		asked;
	const char		*list;

	if (i == LISTS) {
		s.misfit = "You cannot see its list any more";
		return (s);
	}
	form_parse_urlencoded(&query, req->arena, f->query, strlen(f->query));
	asked = asked_of(&query, lists[i].listing);
	show_words(req, &s, &asked);
	list = list_words(req, i, f->path);
	s.list = list != NULL ? list : lists[i].words;
	if (list == NULL)
		s.misfit = "Its cohort is not there any more";
	s.open = url_local(req->arena, arena_printf(req->arena,
	    "%s?%s&saved=%ld", f->path, f->query, f->id));
	return (s);
}

static bool
fits(struct request *req, const struct asked *on, const struct saved_filter *f,
    const char **unknown)
{
	struct form	query;
	struct asked	a;

	form_parse_urlencoded(&query, req->arena, f->query, strlen(f->query));
	a = asked_of(&query, on->listing);
	*unknown = a.unknown;
	return (a.unknown == NULL);
}

static void
open_filter(struct request *req, struct saved_links *s,
    const struct asked *asked, const struct saved_filter *f)
{
	const char	*query = asked_query(req->arena, asked), *unknown;

	s->open = f;
	s->changed = asked_anything(asked) && strcmp(query, f->query) != 0;
	s->change = url_to(req->arena, "/filters/%ld/change?query=%s", f->id,
	    query);
	if (!fits(req, asked, f, &unknown))
		s->misfit = arena_printf(req->arena, "“%s” asks for “%s”, "
		    "which means nothing any more, so that it shows more than "
		    "when it was saved.", f->name, unknown);
}

struct saved_links
saved_links(struct request *req, const struct asked *asked,
    int64_t (*count)(struct request *, const char *, void *), void *list)
{
	struct saved_filter_list filters = filters_of_path(req->db, req->path);
	struct saved_links	 s = { arena_array(req->arena, filters.n,
				    sizeof(*s.v)), 0 };
	const char		*open = form_value(req->form, "saved");
	const char		*unknown;

	each(f, filters) {
		struct saved_link	*l = &s.v[s.n++];

		*l = (struct saved_link){ .name = f->name,
		    .href = url_local(req->arena, arena_printf(req->arena,
		        "%s?%s&saved=%ld", f->path, f->query, f->id)),
		    .fits = fits(req, asked, f, &unknown),
		    .current = strcmp(open, arena_printf(req->arena, "%ld",
		        f->id)) == 0 };
		l->count = l->fits ? count(req, f->query, list) : -1;
		if (l->current)
			open_filter(req, &s, asked, f);
	}
	s.may_save = asked_anything(asked) &&
	    (s.open == NULL || s.changed);
	s.save = url_to(req->arena, "/filters/new?path=%s&query=%s",
	    req->path, asked_query(req->arena, asked));
	return (s);
}
