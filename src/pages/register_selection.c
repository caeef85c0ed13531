/* register_selection - which entries of the register an address asks for. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/register.h"

static const struct list_column	columns[] = {
	[REGISTER_NAME] = { "name", "Name", false, false },
	[REGISTER_STAGE] = { "stage", "Stage", false, true },
	[REGISTER_CURRENT] = { "current", "Current until", false, false },
	[REGISTER_REGISTERED] = { "registered", "Registered until", false,
	    false },
	[REGISTER_LOAD] = { "load", "Trainees today", true, true },
	[REGISTER_NEEDS] = { NULL, "Needs attention", false, false },
};

const struct listing	register_listing = { "Educators", {
	[OF_SEARCH] = { "search", "Name, email address or Social Work "
	    "England number", TYPED, NULL },
	[OF_ATTENTION] = { "attention", "Attention", CHOSEN,
	    attention_options },
	[OF_STAGE] = { "stage", "Stage", CHOSEN, peps_options },
	[OF_ORGANISATION] = { "organisation", "Organisation", ROW, NULL },
	[OF_STATE] = { "state", "Register", CHOSEN, register_state_options },
	}, columns, sizeof(columns) / sizeof(*columns) };

static bool
needs_what_is_asked(const struct asked *a, const struct concern_list *list)
{
	if (asked_is(a, OF_ATTENTION, "any"))
		return (list->n > 0);
	if (asked_is(a, OF_ATTENTION, ""))
		return (true);
	for (size_t i = 0; i < list->n; i++)
		if (asked_is(a, OF_ATTENTION,
		    attention_code(list->v[i].what)))
			return (true);
	return (false);
}

static bool
is_asked(const struct asked *a, const struct registered *r)
{
	static const char *const	stages[] = { "none", "1", "2" };
	enum educator_state		state = asked_is(a, OF_STATE, "left") ?
					    EDUCATOR_STATE_LEFT :
					    EDUCATOR_STATE_ACTIVE;

	return (r->educator->state == state &&
	    needs_what_is_asked(a, &r->concerns) &&
	    (asked_is(a, OF_STAGE, "") ||
	    asked_is(a, OF_STAGE, stages[r->stage])) &&
	    (asked_is(a, OF_ORGANISATION, "") ||
	    r->facts.organisation == asked_row(a, OF_ORGANISATION)));
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
	const struct registered	*a = one, *b = other;
	const struct asked	*s = how;
	int			 order = 0;

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
register_chosen(struct arena *a, const struct asked *s,
    const struct registered_list *all)
{
	struct registered_list	list = { arena_array(a, all->n,
				    sizeof(*list.v)), 0 };
	struct asked		how = *s;

	each(r, *all)
		if (is_asked(s, r))
			list.v[list.n++] = *r;
	if (list.n > 0)
		qsort_r(list.v, list.n, sizeof(*list.v), compare, &how);
	return (list);
}
