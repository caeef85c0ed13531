/*
 * What somebody's days in practice settings are made of.
 */
#include <string.h>

#include "rules/requirement.h"
#include "rules/words.h"

static int
least(int a, int b)
{
	return (a < b ? a : b);
}

/* A kind of setting counts where a day counts. */
static bool
is_new_setting(const struct practised *p, size_t n)
{
	if (p[n].counts == 0 || p[n].setting == NULL)
		return (false);
	for (size_t i = 0; i < n; i++)
		if (p[i].counts > 0 && p[i].setting != NULL &&
		    strcmp(p[i].setting, p[n].setting) == 0)
			return (false);
	return (true);
}

static void
add(struct requirement *r, struct practised *list, size_t n)
{
	struct practised	*p = &list[n];

	p->counts = p->failed ? 0 : least(p->confirmed, p->required);
	r->placements += p->counts;
	r->waiting += p->failed ? 0 : p->waiting;
	r->statutory += p->statutory && p->counts > 0;
	r->settings += is_new_setting(list, n);
}

static const char *
settings_words(struct arena *a, const struct practised *list, size_t n,
    const struct requirement *r, const struct required *of)
{
	if (r->settings == 0)
		return (arena_printf(a, "Days in %d contrasting %s of setting",
		    of->settings, of->settings == 1 ? "kind" : "kinds"));
	for (size_t i = 0; i < n; i++)
		if (list[i].counts > 0 && list[i].setting != NULL &&
		    r->settings == 1)
			return (arena_printf(a, "Days in another kind of "
			    "setting: all that count so far are in %s",
			    list[i].setting_words));
	return (arena_printf(a, "Days in %d more %s of setting",
	    of->settings - r->settings, of->settings - r->settings == 1 ?
	    "kind" : "kinds"));
}

struct requirement
requirement_of(struct arena *a, struct practised *list, size_t n,
    int skills_confirmed, int skills_waiting, const struct required *of)
{
	struct requirement	 r = { .total = of->total,
				    .waiting = skills_waiting };
	const char		**missing = r.missing;

	for (size_t i = 0; i < n; i++)
		add(&r, list, i);
	r.skills = least(skills_confirmed, of->skills_most);
	r.counts = r.placements + r.skills;
	if (r.counts < r.total)
		*missing++ = arena_printf(a, "%s more", days_words(a,
		    r.total - r.counts));
	if (skills_confirmed > of->skills_most)
		*missing++ = arena_printf(a, "%s of skills days are beyond "
		    "the %s that can count", days_words(a,
		    skills_confirmed - of->skills_most),
		    days_number(a, of->skills_most));
	if (r.settings < of->settings)
		*missing++ = settings_words(a, list, n, &r, of);
	if (r.statutory < of->statutory)
		*missing++ = of->statutory == 1 ?
		    "Days in a statutory setting" : arena_printf(a,
		    "Days in %d statutory placements", of->statutory);
	r.met = r.counts >= r.total && r.settings >= of->settings &&
	    r.statutory >= of->statutory;
	return (r);
}
