/* units - the same outcome by host, and by the organisation of a panel. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "equity/funnel.h"
#include "equity/suppression.h"
#include "time.h"

enum { UNITS_MAX = 7, VERDICT_LEAST = 5 };

struct raw_unit { const char *name; int64_t people, events; };

static size_t
gather(struct arena *a, struct equity_raw_unit_list rows, bool panels,
    int64_t bit, bool of_assessed, struct raw_unit **v)
{
	size_t	n = 0;

	*v = arena_array(a, rows.n + 2, sizeof(**v));
	each (r, rows) {
		int64_t	people = of_assessed ? r->settled : r->started;

		if (r->is_panel == panels && r->bit == bit && people > 0)
			(*v)[n++] = (struct raw_unit){ r->unit, people,
			    r->happened };
	}
	return (n);
}

/* The larger first. */
static int
by_people(const void *p, const void *q)
{
	const struct raw_unit	*a = p, *b = q;

	if (a->people != b->people)
		return (a->people < b->people ? 1 : -1);
	return (strcmp(a->name, b->name));
}

/* What staff see are units of ten or more; the others are one line. */
static size_t
merge(const struct protection *p, struct raw_unit *v, size_t n)
{
	struct raw_unit	others = { "All others", 0, 0 };
	size_t		kept = 0;

	qsort(v, n, sizeof(*v), by_people);
	for (size_t i = 0; i < n; i++) {
		if (v[i].people >= p->at->group_least && kept < UNITS_MAX) {
			v[kept++] = v[i];
			continue;
		}
		others.people += v[i].people;
		others.events += v[i].events;
	}
	if (others.people > 0)
		v[kept++] = others;
	return (kept);
}

/* Each one's counts, and in the end those of all. */
static bool
tokens(struct arena *a, const struct protection *p, const struct raw_unit *v,
    size_t n, struct equity_unit *to)
{
	int64_t		*cells = arena_array(a, (n + 1) * 3, sizeof(*cells));
	bool		*out = arena_array(a, (n + 1) * 3, sizeof(*out));
	struct counts	 t = { (int)n, 2, cells };

	for (size_t i = 0; i < n; i++) {
		cells[i * 3] = v[i].events;
		cells[i * 3 + 1] = v[i].people - v[i].events;
	}
	add_totals((int)n, 2, cells);
	if (!is_for_lead(p) && (too_few_people(&t, few_of(p)) ||
	    suppress(&t, few_of(p), NULL, out).how == IMPOSSIBLE ||
	    !suppression_holds(&t, few_of(p), out, NULL)))
		return (false);
	for (size_t i = 0; i <= n; i++) {
		to[i].events = out[i * 3] ? token_hidden() :
		    token_exact(cells[i * 3]);
		to[i].people = out[i * 3 + 2] ? token_hidden() :
		    token_exact(cells[i * 3 + 2]);
	}
	return (true);
}

static void
limits(struct equity_unit *u, double target, double wider)
{
	static const double	q[] = { 0.025, 0.975, 0.001, 0.999 };
	double			*to[] = { &u->low95, &u->high95, &u->low998,
				    &u->high998 };

	for (size_t i = 0; i < 4; i++) {
		double	at = funnel_limit(target, u->people.value, q[i]);

		*to[i] = fmin(1, fmax(0, target + (at - target) * wider));
	}
	u->has_rate = true;
	u->rate = (double)u->events.value / (double)u->people.value;
}

static void
draw(struct arena *a, struct equity_units *u, const struct equity_unit *all)
{
	double	*z = arena_array(a, u->n + 1, sizeof(*z)), phi;
	int64_t	 n = 0;

	if (!token_is_exact(&all->events) || all->people.value < 1 ||
	    all->events.value == 0 || all->events.value == all->people.value)
		return;
	u->target = (double)all->events.value / (double)all->people.value;
	for (size_t i = 0; i < u->n; i++)
		if (token_is_exact(&u->v[i].events) &&
		    u->v[i].people.value >= VERDICT_LEAST)
			z[n++] = funnel_z(u->target, u->v[i].events.value,
			    u->v[i].people.value);
	phi = n > 1 ? overdispersion(z, n) : 1;
	u->widened = phi > 1.3;
	for (size_t i = 0; i < u->n; i++)
		if (token_is_exact(&u->v[i].events) &&
		    u->v[i].people.value >= VERDICT_LEAST)
			limits(&u->v[i], u->target, u->widened ? sqrt(phi) :
			    1);
}

/* Of the same outcome: who has no such organisation is not few. */
static bool
fits_beside(const struct protection *p, const struct equity_unit *all,
    const struct equity_group *beside)
{
	int64_t	people = beside->people.value - all->people.value,
		events = beside->events.value - all->events.value, few;
	int64_t	of[] = { people, events, people - events };

	if (!token_is_exact(&beside->people) || !token_is_exact(&all->people))
		return (false);
	few = few_of(p);
	for (size_t i = 0; i < 3; i++)
		if (of[i] >= 1 && of[i] <= few && (i == 0 ||
		    (token_is_exact(&beside->events) &&
		    token_is_exact(&all->events))))
			return (false);
	return (true);
}

static struct series
series_of(struct arena *a, const struct equity_units *u)
{
	struct series	s = { 0 };

	for (size_t i = 0; i <= u->n; i++) {
		const struct equity_unit	*v = &u->v[i];

		series_add(a, &s, arena_printf(a, "people %s", v->name),
		    v->people.value, v->people.value >= 0);
		series_add(a, &s, arena_printf(a, "events %s", v->name),
		    v->events.value, v->events.value >= 0);
	}
	return (s);
}

static struct token
token_of(int64_t count)
{
	return (count < 0 ? token_hidden() : token_exact(count));
}

/* The lines of a series, in place of those of today. */
static void
take_series(struct arena *a, struct equity_units *u, const struct series *s)
{
	u->n = s->n / 2 - 1;
	u->v = arena_array(a, u->n + 1, sizeof(*u->v));
	for (size_t i = 0; i <= u->n; i++) {
		u->v[i].name = s->labels[2 * i] + strlen("people ");
		u->v[i].people = token_of(s->counts[2 * i]);
		u->v[i].events = token_of(s->counts[2 * i + 1]);
	}
	u->released_on = s->released_on;
}

static const char *
why_withheld(const struct releasing *r, const char *what,
    struct equity_units *u, const struct raw_unit *v, size_t n,
    const struct equity_group *beside)
{
	struct series		 now;
	const struct series	*given;

	if (is_for_partners(r->for_whom))
		return ("Single organisations are not shown.");
	if (n < 2)
		return ("There are too few organisations with enough people.");
	u->v = arena_array(r->arena, n + 1, sizeof(*u->v));
	u->n = n;
	for (size_t i = 0; i < n; i++)
		u->v[i].name = v[i].name;
	u->v[n].name = "";
	if (!tokens(r->arena, r->for_whom, v, n, u->v))
		return ("The numbers are too small for this to be shown to "
		    "you.");
	if (is_for_lead(r->for_whom))
		return (NULL);
	if (!fits_beside(r->for_whom, &u->v[n], beside))
		return ("Beside the groups above, this would tell about very "
		    "few people.");
	now = series_of(r->arena, u);
	if (!series_fits_everybody(r, &now))
		return ("Beside what was given of everybody, this would tell "
		    "about very few people.");
	given = release_series(r, arena_printf(r->arena, "%s, %s", what,
	    r->outcome), &now);
	if (given == NULL)
		return ("This is not given now: beside what was given of "
		    "other cohorts it would tell about very few people.");
	take_series(r->arena, u, given);
	return (NULL);
}

static struct equity_units
units_of(const struct releasing *r, const char *what, struct raw_unit *v,
    size_t n, const struct equity_group *beside)
{
	struct equity_units	u = { .target = NAN };

	if (!is_for_lead(r->for_whom))
		n = merge(r->for_whom, v, n);
	u.withheld = why_withheld(r, what, &u, v, n, beside);
	if (u.withheld != NULL)
		u.n = 0;
	else
		draw(r->arena, &u, &u.v[u.n]);
	return (u);
}

void
units(const struct releasing *r, struct equity_report *report, int64_t bit,
    bool of_assessed, const struct equity_group *beside)
{
	struct equity_raw_unit_list	 rows = equity_raw_units(r->db,
					    r->programme, r->cohorts,
					    r->for_whom->audience,
					    r->reference, r->outcome);
	struct raw_unit			*v;
	size_t				 n;

	n = gather(r->arena, rows, false, bit, of_assessed, &v);
	report->hosts = units_of(r, "hosts", v, n, beside);
	n = gather(r->arena, rows, true, bit, of_assessed, &v);
	report->panels = units_of(r, "panels", v, n, beside);
}
