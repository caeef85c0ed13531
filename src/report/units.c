/* units - the same outcome by host, and by the organisation of a panel. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "equity/funnel.h"
#include "equity/suppression.h"
#include "protect.h"
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
merge(struct raw_unit *v, size_t n)
{
	struct raw_unit	others = { "All others", 0, 0 };
	size_t		kept = 0;

	qsort(v, n, sizeof(*v), by_people);
	for (size_t i = 0; i < n; i++) {
		if (v[i].people >= GROUP_LEAST && kept < UNITS_MAX) {
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
tokens(struct arena *a, const struct raw_unit *v, size_t n, bool exact,
    struct equity_unit *to)
{
	int64_t		*cells = arena_array(a, (n + 1) * 3, sizeof(*cells));
	bool		*out = arena_array(a, (n + 1) * 3, sizeof(*out));
	struct counts	 t = { (int)n, 2, cells };

	for (size_t i = 0; i < n; i++) {
		cells[i * 3] = v[i].events;
		cells[i * 3 + 1] = v[i].people - v[i].events;
	}
	add_totals((int)n, 2, cells);
	if (!exact && (too_few_people(&t, SMALL) || suppress(&t, SMALL, NULL,
	    out).how == IMPOSSIBLE || !suppression_holds(&t, SMALL, out,
	    NULL)))
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

static struct equity_units
units_of(struct arena *a, enum equity_audience audience,
    struct raw_unit *v, size_t n)
{
	struct equity_units	u = { .target = NAN };
	bool			lead = audience == EQUITY_AUDIENCE_LEAD;

	if (audience != EQUITY_AUDIENCE_STAFF && !lead) {
		u.withheld = "Single organisations are not shown.";
		return (u);
	}
	if (!lead)
		n = merge(v, n);
	if (n < 2) {
		u.withheld = "There are too few organisations with ten people "
		    "or more.";
		return (u);
	}
	u.v = arena_array(a, n + 1, sizeof(*u.v));
	if (!tokens(a, v, n, lead, u.v)) {
		u.withheld = "The numbers are too small for this to be shown "
		    "to you.";
		return (u);
	}
	for (size_t i = 0; i < n; i++)
		u.v[i].name = v[i].name;
	u.n = n;
	draw(a, &u, &u.v[n]);
	return (u);
}

void
units(struct db *db, struct arena *a, struct equity_report *r,
    const struct equity_selection *s, struct int_list cohorts,
    const char *reference, int64_t bit, bool of_assessed)
{
	struct equity_raw_unit_list	 rows = equity_raw_units(db,
					    s->programme, cohorts,
					    r->audience, reference);
	struct raw_unit			*v;
	size_t				 n;

	n = gather(a, rows, false, bit, of_assessed, &v);
	r->hosts = units_of(a, r->audience, v, n);
	n = gather(a, rows, true, bit, of_assessed, &v);
	r->panels = units_of(a, r->audience, v, n);
}
