/* turns - who holds a place that one holds at a time. */
#include "rules/turns.h"

const struct turn *
turn_latest(struct turns all)
{
	const struct turn	*latest = NULL;

	for (size_t i = 0; i < all.n; i++)
		if (!all.v[i].removed && (latest == NULL ||
		    date_compare(all.v[i].from, latest->from) > 0))
			latest = &all.v[i];
	return (latest);
}

const struct turn *
turn_on(struct turns all, struct date on)
{
	for (size_t i = 0; i < all.n; i++) {
		const struct turn	*t = &all.v[i];

		if (!t->removed && date_compare(t->from, on) <= 0 &&
		    (!date_is_set(t->to) || date_compare(t->to, on) >= 0))
			return (t);
	}
	return (NULL);
}

struct date
turn_free_from(struct turns all, struct date least)
{
	const struct turn	*latest = turn_latest(all);
	struct date		 free;

	if (latest == NULL)
		return (least);
	free = date_plus_days(date_is_set(latest->to) ? latest->to :
	    latest->from, 1);
	return (date_compare(free, least) > 0 ? free : least);
}

static const struct turn *
turn_of(struct turns all, int64_t id)
{
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].id == id)
			return (&all.v[i]);
	return (NULL);
}

struct turn_undone
turn_undoing(struct turns all)
{
	const struct turn	*latest = turn_latest(all);

	if (latest == NULL)
		return ((struct turn_undone){ NOTHING_TO_UNDO, NULL, NULL });
	if (date_is_set(latest->to))
		return ((struct turn_undone){ END_TAKEN_BACK, latest, NULL });
	return ((struct turn_undone){ TURN_REMOVED, latest,
	    latest->replaces == 0 ? NULL : turn_of(all, latest->replaces) });
}
