/* units - what speaks against who joins a unit, leads it or is tutored. */
#include "rules/units.h"
#include "rules/words.h"

enum unit_size
unit_size(int64_t members, int64_t least, int64_t most)
{
	if (members > most)
		return (UNIT_LARGE);
	return (members < least ? UNIT_SMALL : UNIT_FITS);
}

/* The last place stands for all that have none. */
void
caution_add(struct cautions *c, const char *words)
{
	if (words == NULL)
		return;
	if (c->n < CAUTIONS_MAX)
		c->v[c->n++] = words;
	else
		c->v[CAUTIONS_MAX - 1] = "There is more: choose fewer people "
		    "at once to read it all";
}

void
caution_size(struct arena *a, struct cautions *c, const char *unit,
    int64_t members, int64_t most)
{
	if (members > most)
		caution_add(c, arena_printf(a, "%s would have %ld trainees. "
		    "The programme has set %ld at most", unit, members, most));
}

void
caution_employer(struct arena *a, struct cautions *c, const struct joiner *j,
    int64_t host, const char *host_name)
{
	if (j->employer_id != host)
		caution_add(c, arena_printf(a, "%s is employed by %s, not by "
		    "%s, which hosts the unit", j->name, j->employer,
		    host_name));
}

void
caution_load(struct arena *a, struct cautions *c, const char *tutor,
    int64_t trainees, int64_t capacity)
{
	if (trainees > capacity)
		caution_add(c, arena_printf(a, "%s would have %ld trainees. "
		    "The programme has set %ld at once", tutor, trainees,
		    capacity));
}

const char *
lead_unregistered(struct arena *a, const struct lead_facts *l, struct date on)
{
	if (l->swe_number == NULL)
		return (arena_printf(a, "No Social Work England number is "
		    "recorded for %s", l->name));
	if (l->refused)
		return (arena_printf(a, "The register of practice educators "
		    "has %s as suspended or not registered", l->name));
	if (date_is_set(l->registered_until) &&
	    date_compare(l->registered_until, on) < 0)
		return (arena_printf(a, "The registration of %s that is known "
		    "ended on %s", l->name,
		    date_words(a, l->registered_until)));
	return (NULL);
}
