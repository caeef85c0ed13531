/*
 * The demonstration's ASYEs: who qualified last is in their first year at work,
 * each with an assessor and a line manager of their employer.
 */
#include "demo_parts.h"
#include "queries.h"

enum {
	A_ASSESSOR = 4, A_MANAGER = 7,	/* so many for each of them */
	FIRST_NUMBER = 900000
};

#define NQSW "Asha", "Mistry"

struct workers {
	int64_t		*people, *organisations;
	const char	**duties;
	size_t		 n;
};

void
demo_asye_names(struct demo *d)
{
	store_flush(&d->store);
	demo_nqsw_named(d->store.db, NQSW, demo_trusts()[0].id);
}

static int64_t
add_named(struct demo *d, const char *given, const char *family, int role,
    int64_t organisation, bool registered)
{
	int64_t	id = ++d->store.last[PEOPLE];

	demo_person_named(d->store.db, id, given, family,
	    registered ? FIRST_NUMBER + id : 0);
	store_row(&d->store, ROLES, id, role, organisation,
	    d->newest_starts - 3 * 365, 0);
	return (id);
}

static void
add_workers(struct demo *d, struct dice *dice, struct workers *w,
    const struct demo_workplace *at, const char *duty, int64_t a_worker)
{
	int64_t	n = (at->n + a_worker - 1) / a_worker, person;

	for (; n > 0; n--) {
		person = store_person(&d->store, demo_name(dice), true);
		store_row(&d->store, ROLES, person, ROLE_ASSESSOR, 0,
		    d->newest_starts - 2 * 365, 0);
		w->people[w->n] = person;
		w->organisations[w->n] = at->organisation_id;
		w->duties[w->n++] = duty;
	}
}

static struct workers
workers_of(struct demo *d, struct demo_workplace_list places)
{
	struct dice	dice = dice_for(d->seed, 'A', 0);
	size_t		most = 2;
	struct workers	w = { 0 };

	each(p, places)
		most += 4 + 2 * (size_t)p->n;
	w.people = arena_array(&d->kept, most, sizeof(*w.people));
	w.organisations = arena_array(&d->kept, most,
	    sizeof(*w.organisations));
	w.duties = arena_array(&d->kept, most, sizeof(*w.duties));
	each(p, places) {
		add_workers(d, &dice, &w, p, "assessor", A_ASSESSOR);
		add_workers(d, &dice, &w, p, "line_manager", A_MANAGER);
	}
	return (w);
}

static int64_t
add_signing_in(struct demo *d, int64_t nqsw)
{
	int64_t	trust = demo_trusts()[0].id, helen, person;

	demo_sign_in(d, nqsw, "newly qualified, in the seventh month of her "
	    "ASYE");
	helen = add_named(d, "Helen", "Marsh", ROLE_ASSESSOR, 0, true);
	demo_sign_in(d, helen, "ASYE assessor, and line manager of others");
	person = add_named(d, "Kofi", "Boateng", ROLE_COORDINATOR, trust,
	    false);
	demo_sign_in(d, person, "ASYE coordinator of the largest trust");
	person = add_named(d, "Ruth", "Ellery", ROLE_MODERATOR, 0, true);
	demo_sign_in(d, person, "on moderation panels");
	return (helen);
}

void
demo_equity_lead(struct demo *d)
{
	int64_t	person = add_named(d, "Grace", "Adeyemi", ROLE_EQUITY_LEAD, 0,
		    false);

	demo_sign_in(d, person, "equity lead: exact figures of fairness, "
	    "each reading recorded");
	store_flush(&d->store);
}

void
demo_asye(struct demo *d)
{
	struct db			*db = d->store.db;
	struct date			 as_of = date_from_number(d->today);
	struct demo_nqsw		*named = demo_nqsw_called(db, NQSW);
	struct demo_workplace_list	 places = demo_workplaces(db);
	struct workers			 w;
	int64_t				 helen, nqsw,
					 trust = demo_trusts()[0].id;

	if (named == NULL)
		return;
	nqsw = named->person_id;	/* the flush below frees it */
	w = workers_of(d, places);
	helen = add_signing_in(d, nqsw);
	w.people[w.n] = helen;
	w.organisations[w.n] = trust;
	w.duties[w.n++] = "line_manager";
	demo_asyes_add(db, as_of, nqsw, trust);
	store_flush(&d->store);
	demo_asye_duties_add(db, (struct int_list){ w.people, w.n },
	    (struct int_list){ w.organisations, w.n },
	    (struct text_list){ w.duties, w.n }, nqsw, helen, as_of);
	demo_asye_events_add(db, as_of, nqsw);
	demo_asyes_follow(db);
	demo_asye_duties_follow(db);
	demo_asye_absences_add(db, as_of);
	demo_asye_awaited(db);
	demo_asye_roles_follow(db);
}
