/* selection_words - what the filters and headers of a selection say. */
#include <stdlib.h>
#include <string.h>

#include "pages/selection.h"

static const struct option	standings[] = {
	{ "", "Any" }, { BEHIND_CODE, "Behind or well behind" },
	{ "well-behind", "Well behind" }, { "behind", "Behind" },
	{ "slightly-behind", "Slightly behind" }, { "on-track", "On track" },
	{ "complete", "Complete" }, { "not-started", "Not started" },
	{ "no-pattern", "No working pattern" },
	{ "no-placement", "No placement" }, { 0 }
};

static const struct option	states[] = {
	{ "", "Any" }, { "offered", "Offered a place" },
	{ "enrolled", "Enrolled" }, { "deferred", "Deferred" },
	{ "paused", "Paused" }, { "withdrawn", "Withdrawn" },
	{ "completed", "Completed" }, { 0 }
};

static const struct option	stages[] = {
	{ "", "Any" }, { "first", "First" }, { "contrasting", "Contrasting" },
	{ "last", "Last" }, { 0 }
};

const struct option *
standing_options(void)
{
	return (standings);
}

const struct option *
enrolment_options(void)
{
	return (states);
}

const struct option *
stage_options(void)
{
	return (stages);
}

/* The label of a value; NULL when it is not among them. */
static const char *
label_of(const struct option *options, const char *value)
{
	for (; options->label != NULL; options++)
		if (strcmp(options->value, value) == 0)
			return (options->label);
	return (NULL);
}

const char *
stage_words(enum placement_stage stage)
{
	return (stage == 0 ? "" : label_of(stages,
	    placement_stage_word(stage)));
}

const char *
enrolment_words(enum enrolment_state state)
{
	return (state == 0 ? "" : label_of(states,
	    enrolment_state_word(state)));
}

const char *
standing_colour(enum standing standing)
{
	switch (standing) {
	case WELL_BEHIND:
		return ("govuk-tag--red");
	case BEHIND:
		return ("govuk-tag--orange");
	case SLIGHTLY_BEHIND:
		return ("govuk-tag--yellow");
	case ON_TRACK:
	case COMPLETE:
		return ("govuk-tag--green");
	default:
		return ("govuk-tag--grey");
	}
}

static int
compare_options(const void *one, const void *other)
{
	const struct option	*a = one, *b = other;

	return (strcasecmp(a->label, b->label));
}

const struct option *
host_options(struct arena *a, const struct progress_list *list)
{
	struct option	*options = arena_array(a, list->n + 2,
			    sizeof(*options));
	size_t		 n = 1;

	options[0] = (struct option){ "", "Any" };
	each(p, *list) {
		const char	*id;

		if (p->now == NULL)
			continue;
		id = arena_printf(a, "%ld", p->now->organisation_id);
		if (label_of(options, id) == NULL)
			options[n++] = (struct option){ id,
			    p->now->organisation };
	}
	qsort(options + 1, n - 1, sizeof(*options), compare_options);
	return (options);
}

struct chosen_list
selection_chosen(const struct request *req, const struct selection *s,
    const struct option *hosts)
{
	const struct { const char *name, *what; const struct option *words; }
		known[] = {
		{ "search", "Name", NULL },
		{ "standing", "Standing", standings },
		{ "host", "Host", hosts }, { "stage", "Placement", stages },
		{ "state", "Enrolment", states },
		{ "waiting", "Days waiting to be confirmed", NULL },
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
		chosen[n].what = strcmp(known[i].name, "waiting") == 0 ?
		    known[i].what : arena_printf(req->arena, "%s: %s",
		    known[i].what, value);
		chosen[n++].without = url_with(req->arena, req->path, req->form,
		    known[i].name, NULL);
	}
	return ((struct chosen_list){ chosen, n });
}

static bool
rises(const struct selection *s)
{
	bool	words = s->sorting == BY_NAME || s->sorting == BY_HOST;

	return (words != s->reversed);
}

const char *
sort_state(const struct selection *s, enum sorting sorting)
{
	if (!s->sortable)
		return (NULL);
	if (s->sorting != sorting)
		return ("none");
	return (rises(s) ? "ascending" : "descending");
}

struct url
sort_url(const struct request *req, const struct selection *s,
    enum sorting sorting)
{
	static const char *const	names[SORTINGS] = { "name", "host",
		"done", "expected", "behind", "waiting" };
	bool	reverse = s->sorting == sorting && !s->reversed;

	return (url_with(req->arena, req->path, req->form, "sort",
	    arena_printf(req->arena, "%s%s", reverse ? "-" : "",
	    names[sorting])));
}
