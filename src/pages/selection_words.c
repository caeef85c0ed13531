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

static const struct option *
standing_options(void)
{
	return (standings);
}

static const struct option *
enrolment_options(void)
{
	return (states);
}

static const struct option *
stage_options(void)
{
	return (stages);
}

#define TRAINEE_FILTERS(search)	{					\
	[BY_SEARCH] = { "search", search, TYPED, NULL },		\
	[BY_STANDING] = { "standing", "Standing", CHOSEN,		\
	    standing_options },						\
	[BY_HOST] = { "host", "Host organisation", ROW, NULL },		\
	[BY_STAGE] = { "stage", "Placement", CHOSEN, stage_options },	\
	[BY_STATE] = { "state", "Enrolment", CHOSEN,			\
	    enrolment_options },					\
	[BY_WAITING] = { "waiting", "Days waiting to be confirmed",	\
	    TICKED, NULL } }

static const struct list_column	columns[] = {
	[NAME_COLUMN] = { "name", "Name", false, false },
	[DONE_COLUMN] = { "done", "Days done", true, true },
	[EXPECTED_COLUMN] = { "expected", "Expected by today", true, true },
	[BEHIND_COLUMN] = { "behind", "Days behind", true, true },
	[WAITING_COLUMN] = { "waiting", "Days to be confirmed", true, true },
	[STANDING_COLUMN] = { NULL, "Standing", false, false },
	[COHORT_COLUMN] = { NULL, "Cohort", false, false },
	[HOST_COLUMN] = { "host", "Host", false, false },
};
enum { COLUMNS = sizeof(columns) / sizeof(*columns) };

const struct listing	trainee_listing = { "Trainees", TRAINEE_FILTERS(
	"Name, email address or Social Work England number"), columns,
	COLUMNS };
const struct listing	cohort_listing = { "Trainees",
	TRAINEE_FILTERS("Name"), columns, COLUMNS };

const char *
stage_words(enum placement_stage stage)
{
	return (stage == 0 ? "" : option_label(stages,
	    placement_stage_word(stage)));
}

const char *
enrolment_words(enum enrolment_state state)
{
	return (state == 0 ? "" : option_label(states,
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
		if (option_label(options, id) == NULL)
			options[n++] = (struct option){ id,
			    p->now->organisation };
	}
	qsort(options + 1, n - 1, sizeof(*options), compare_options);
	return (options);
}
