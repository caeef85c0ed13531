/* register_selection - which entries of the register an address asks for. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/register.h"

static const char *const sortings[] = {
	[REGISTER_NAME] = "name", [REGISTER_STAGE] = "stage",
	[REGISTER_CURRENT] = "current", [REGISTER_REGISTERED] = "registered",
	[REGISTER_LOAD] = "load", NULL
};

static const char *const stages[] = { "none", "1", "2", NULL };

static int
place_of(const char *word, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return (i);
	return (-1);
}

static int64_t
id_in(const char *s)
{
	if (*s < '1' || *s > '9' || strlen(s) > 18 ||
	    strspn(s, "0123456789") != strlen(s))
		return (0);
	return (strtoll(s, NULL, 10));
}

static void
read_attention(struct register_asked *s, const char *value)
{
	if (strcmp(value, "any") == 0) {
		s->by_attention = true;
		s->attention = ATTENTIONS;
	}
	for (int i = 0; i < ATTENTIONS; i++)
		if (strcmp(value, attention_code((enum attention)i)) == 0) {
			s->by_attention = true;
			s->attention = i;
		}
}

static void
read_sorting(struct register_asked *s, const char *value)
{
	int	place;

	s->reversed = *value == '-';
	place = place_of(value + s->reversed, sortings);
	if (place < 0)
		s->reversed = false;
	else
		s->sorting = (enum register_sorting)place;
}

/* The form again, from what was understood. */
static void
write_form(struct request *req, const struct register_asked *s)
{
	struct form	*f = req->form;
	struct arena	*a = req->arena;
	const char	*search = form_value(f, "search");
	const char	*page = form_value(f, "page");

	f->nfields = 0;
	if (*search != '\0')
		form_add(f, "search", search);
	if (s->by_attention)
		form_add(f, "attention", s->attention == ATTENTIONS ? "any" :
		    attention_code((enum attention)s->attention));
	if (s->by_stage)
		form_add(f, "stage", stages[s->stage]);
	if (s->organisation != 0)
		form_add(f, "organisation", arena_printf(a, "%ld",
		    s->organisation));
	if (s->state == EDUCATOR_STATE_LEFT)
		form_add(f, "state", "left");
	if (s->sorting != REGISTER_NAME || s->reversed)
		form_add(f, "sort", arena_printf(a, "%s%s",
		    s->reversed ? "-" : "", sortings[s->sorting]));
	form_add(f, "page", page);
}

struct register_asked
register_asked(struct request *req)
{
	struct form		*f = req->form;
	struct register_asked	 s = { .state = EDUCATOR_STATE_ACTIVE };
	int			 stage = place_of(form_value(f, "stage"),
				    stages);

	read_attention(&s, form_value(f, "attention"));
	if (stage >= 0) {
		s.by_stage = true;
		s.stage = (enum peps)stage;
	}
	s.organisation = id_in(form_value(f, "organisation"));
	if (strcmp(form_value(f, "state"), "left") == 0)
		s.state = EDUCATOR_STATE_LEFT;
	read_sorting(&s, form_value(f, "sort"));
	write_form(req, &s);
	return (s);
}

static bool
is_asked(const struct register_asked *s, const struct registered *r)
{
	if (s->by_attention && (s->attention == ATTENTIONS ?
	    r->concerns.n == 0 : !needs_attention(&r->concerns,
	    (enum attention)s->attention)))
		return (false);
	return (r->educator->state == s->state &&
	    (!s->by_stage || r->stage == s->stage) &&
	    (s->organisation == 0 ||
	    r->facts.organisation == s->organisation));
}

/* The soonest first; no date comes last. */
static int
compare_dates(struct date a, struct date b)
{
	if (date_is_set(a) != date_is_set(b))
		return (date_is_set(a) ? -1 : 1);
	return (date_compare(a, b));
}

/* Stages and loads with the highest first. */
static int
compare(const void *one, const void *other, void *how)
{
	const struct registered		*a = one, *b = other;
	const struct register_asked	*s = how;
	int				 order = 0;

	switch (s->sorting) {
	case REGISTER_STAGE:
		order = (int)b->stage - (int)a->stage;
		break;
	case REGISTER_CURRENT:
		order = compare_dates(a->current_until, b->current_until);
		break;
	case REGISTER_REGISTERED:
		order = compare_dates(a->facts.registered_until,
		    b->facts.registered_until);
		break;
	case REGISTER_LOAD:
		order = b->load - a->load;
		break;
	default:
		order = a->place < b->place ? -1 : a->place > b->place;
	}
	if (order != 0)
		return (s->reversed ? -order : order);
	return (a->place < b->place ? -1 : a->place > b->place);
}

struct registered_list
register_chosen(struct arena *a, const struct register_asked *s,
    const struct registered_list *all)
{
	struct registered_list	list = { arena_array(a, all->n,
				    sizeof(*list.v)), 0 };
	struct register_asked	how = *s;

	each(r, *all)
		if (is_asked(s, r))
			list.v[list.n++] = *r;
	if (list.n > 0)
		qsort_r(list.v, list.n, sizeof(*list.v), compare, &how);
	return (list);
}

static const char *
label_of(const struct option *options, const char *value)
{
	for (; options->label != NULL; options++)
		if (strcmp(options->value, value) == 0)
			return (options->label);
	return (NULL);
}

struct chosen_list
register_filters(const struct request *req, const struct register_asked *s,
    const struct option *organisations)
{
	const struct { const char *name, *what; const struct option *words; }
		known[] = {
		{ "search", "Search", NULL },
		{ "attention", "Attention", attention_options() },
		{ "stage", "Stage", peps_options() },
		{ "organisation", "Organisation", organisations },
		{ "state", "Register", register_state_options() },
	};
	enum { KNOWN = sizeof(known) / sizeof(*known) };
	struct chosen	*chosen = arena_array(req->arena, KNOWN,
			    sizeof(*chosen));
	size_t		 n = 0;

	for (size_t i = 0; i < KNOWN; i++) {
		const char	*value = form_value(req->form, known[i].name);

		if (*value == '\0')
			continue;
		if (known[i].words != NULL &&
		    (value = label_of(known[i].words, value)) == NULL)
			value = "nobody here";
		chosen[n].what = arena_printf(req->arena, "%s: %s",
		    known[i].what, value);
		chosen[n++].without = url_with(req->arena, req->path, req->form,
		    known[i].name, NULL);
	}
	return ((struct chosen_list){ chosen, n });
}

/* Stages and loads begin with the highest. */
static bool
rises(const struct register_asked *s)
{
	bool	down = s->sorting == REGISTER_STAGE ||
		    s->sorting == REGISTER_LOAD;

	return (down == s->reversed);
}

const char *
register_sort_state(const struct register_asked *s,
    enum register_sorting sorting)
{
	if (s->sorting != sorting)
		return ("none");
	return (rises(s) ? "ascending" : "descending");
}

struct url
register_sort_url(const struct request *req, const struct register_asked *s,
    enum register_sorting sorting)
{
	bool	reverse = s->sorting == sorting && !s->reversed;

	return (url_with(req->arena, req->path, req->form, "sort",
	    arena_printf(req->arena, "%s%s", reverse ? "-" : "",
	    sortings[sorting])));
}
