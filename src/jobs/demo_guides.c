/*
 * The demonstration's units, with the Consultant Social Workers who lead them;
 * its tutors, each with about sixteen trainees of a cohort; and which
 * organisation does what for whom.
 */
#include "demo_parts.h"
#include "queries.h"

enum {
	UNIT_AT_MOST = 6, TUTEES = 16, ROWS = 12000,
	LEADERLESS = 6,		/* the unit that nobody leads */
	UNNUMBERED = 11,	/* one lead in so many has no number */
	HANDED_OVER = 37,	/* one trainee in so many */
	FORGOTTEN = 53,		/* one new trainee in so many has no tutor */
	WEEKS_UNTIL_HANDED = 6
};

static const char *const names[] = {
	"Alder", "Ash", "Aspen", "Beech", "Birch", "Blackthorn", "Box",
	"Cedar", "Cherry", "Chestnut", "Elder", "Elm", "Hawthorn", "Hazel",
	"Holly", "Hornbeam", "Juniper", "Larch", "Lime", "Maple", "Oak",
	"Pine", "Poplar", "Rowan", "Spindle", "Sycamore", "Whitebeam",
	"Willow", "Yew",
};

/* Whoever leads a team's units, one after the other. */
struct leader { int64_t person, team; int32_t busy_from; };

static int64_t
worker(struct demo *d, struct full_name name, int role, int64_t organisation,
    bool registered)
{
	int64_t	person = store_person(&d->store, name, registered);

	store_row(&d->store, ROLES, person, role, organisation,
	    d->newest_starts - 3 * 365, 0);
	return (person);
}

/* A lead of the team who is free until a unit ends, or somebody new. */
static int64_t
leader_of(struct demo *d, struct dice *dice, struct leader *leaders, size_t *n,
    const struct demo_unit *u)
{
	int32_t	from = date_number(u->opened_on);
	int32_t	to = date_is_set(u->closed_on) ? date_number(u->closed_on) :
		    INT32_MAX;
	bool	first = *n == 0;

	for (size_t i = *n; i > 0; i--)
		if (leaders[i - 1].team == u->team_id &&
		    leaders[i - 1].busy_from > to) {
			leaders[i - 1].busy_from = from;
			return (leaders[i - 1].person);
		}
	leaders[*n] = (struct leader){ worker(d, first ?
	    demo_name_called("Fiona", "Holroyd") : demo_name(dice),
	    ROLE_LEAD, u->organisation_id, first || *n % UNNUMBERED != 0),
	    u->team_id, from };
	return (leaders[(*n)++].person);
}

static void
add_leads(struct demo *d)
{
	struct dice		 dice = dice_for(d->seed, 'u', 0);
	struct demo_unit_list	 units = demo_units_made(d->store.db);
	struct arena		*a = &d->kept;
	struct leader		*leaders = arena_array(a, units.n,
				    sizeof(*leaders));
	int64_t			*v[4];
	size_t			 nleaders = 0, n = 0;

	for (int i = 0; i < 4; i++)
		v[i] = arena_array(a, units.n, sizeof(*v[i]));
	for (size_t i = 0; i < units.n; i++) {
		const struct demo_unit	*u = &units.v[i];

		if (i == LEADERLESS)
			continue;
		v[0][n] = u->id;
		v[1][n] = leader_of(d, &dice, leaders, &nleaders, u);
		v[2][n] = date_number(u->opened_on);
		v[3][n++] = date_is_set(u->closed_on) ?
		    date_number(u->closed_on) : 0;
	}
	store_flush(&d->store);
	if (n > 0)
		demo_sign_in(d, v[1][0], "Consultant Social Worker, who leads "
		    "a unit");
	demo_leads_add(d->store.db, (struct int_list){ v[0], n },
	    (struct int_list){ v[1], n }, (struct int_list){ v[2], n },
	    (struct int_list){ v[3], n });
}

/* Tutors of a cohort: those of the second year, and those of the others, who
 * take on the youngest when the oldest are done. */
struct tutors { int64_t *people; size_t of_group; };

static int64_t
tutor_at(struct demo *d, struct dice *dice, struct tutors *t, size_t place,
    int64_t provider)
{
	bool	first = place == 0 && t->people[0] == 0;

	if (t->people[place] == 0)
		t->people[place] = worker(d, first ?
		    demo_name_called("Angharad", "Bevan") : demo_name(dice),
		    ROLE_TUTOR, provider, false);
	return (t->people[place]);
}

struct tutor_rows { int64_t *v[6]; size_t n; int64_t last; };

static void
add_row(struct tutor_rows *r, int64_t enrolment, int64_t tutor, int from,
    int to, int64_t replaces)
{
	int64_t	row[6] = { ++r->last, enrolment, tutor, from, to, replaces };

	for (int i = 0; i < 6; i++)
		r->v[i][r->n] = row[i];
	r->n++;
}

static void
flush_rows(struct demo *d, struct tutor_rows *r)
{
	struct int_list	l[6];

	for (int i = 0; i < 6; i++)
		l[i] = (struct int_list){ r->v[i], r->n };
	store_flush(&d->store);
	demo_tutors_add(d->store.db, l[0], l[1], l[2], l[3], l[4], l[5]);
	r->n = 0;
}

/* The nth of a cohort: years are those since the youngest began. */
static void
tutor_one(struct demo *d, struct dice *dice, struct tutors *t,
    struct tutor_rows *r, const struct demo_tutee *e, size_t nth,
    int64_t provider)
{
	size_t	ntutors = ((size_t)e->of_cohort + TUTEES - 1) / TUTEES;
	size_t	group = (size_t)(e->cohort_id - 1) / YEARS;
	int	from = date_number(e->starts_on);
	int	to = date_is_set(e->ended_on) ? date_number(e->ended_on) : 0;
	bool	second_year = from < d->newest_starts - 180 &&
		    from > d->newest_starts - 500;
	size_t	place = nth * ntutors / (size_t)e->of_cohort;
	size_t	base = (2 * group + second_year) * t->of_group;
	int	handed = from + 7 * WEEKS_UNTIL_HANDED;
	int64_t	tutor;

	if (to != 0 && to < from)
		return;
	if (nth % FORGOTTEN == FORGOTTEN - 1 && from == d->newest_starts)
		return;
	tutor = tutor_at(d, dice, t, base + place, provider);
	if (nth % HANDED_OVER == HANDED_OVER - 1 && to == 0 &&
	    handed < d->today) {
		add_row(r, e->id, tutor, from, handed - 1, 0);
		add_row(r, e->id, tutor_at(d, dice, t, base + (place + 1) %
		    ntutors, provider), handed, 0, r->last);
	} else {
		add_row(r, e->id, tutor, from, to, 0);
	}
}

static void
add_tutors(struct demo *d)
{
	struct dice		 dice = dice_for(d->seed, 'o', 0);
	struct demo_provider	*provider = demo_provider_of_programme(
				    d->store.db);
	struct demo_tutee_list	 all = demo_tutees(d->store.db,
				    date_from_number(d->today));
	struct tutors		 t = { .of_group = (size_t)d->size / TUTEES +
				    2 };
	struct tutor_rows	 r = { .n = 0 };
	size_t			 nth = 0;

	if (provider == NULL || all.n == 0)
		return;
	t.people = arena_array(&d->kept, t.of_group * 2 *
	    ((size_t)d->cohorts / YEARS + 1) + 1, sizeof(*t.people));
	for (int i = 0; i < 6; i++)
		r.v[i] = arena_array(&d->kept, ROWS + 2, sizeof(*r.v[i]));
	for (size_t i = 0; i < all.n; i++) {
		nth = i > 0 && all.v[i].cohort_id == all.v[i - 1].cohort_id ?
		    nth + 1 : 0;
		tutor_one(d, &dice, &t, &r, &all.v[i], nth, provider->id);
		if (r.n >= ROWS)
			flush_rows(d, &r);
	}
	flush_rows(d, &r);
	demo_sign_in(d, t.people[0], "tutor of about sixteen trainees");
}

void
demo_guides(struct demo *d)
{
	demo_units_add(d->store.db, date_from_number(d->today), UNIT_AT_MOST,
	    (struct text_list){ names, sizeof(names) / sizeof(*names) });
	add_leads(d);
	add_tutors(d);
	demo_duties_add(d->store.db);
	demo_guides_follow(d->store.db);
}
