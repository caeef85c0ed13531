/*
 * How the ASYEs of the demonstration's trust end: a round of moderation that
 * is over with its second panel and its feedback, one that is going on, a fail
 * with notice and an appeal, an extension, and certificates.
 */
#include <string.h>

#include "demo_parts.h"
#include "queries.h"

enum { MODERATORS = 6, NOTICE_DAYS = 29 };	/* back from today */

/* Whoever signs in as that; 0 for nobody. */
static int64_t
signing_in(const struct demo *d, const char *what)
{
	for (int i = 0; i < d->nsign_ins; i++)
		if (strcmp(d->sign_ins[i].what, what) == 0)
			return (d->sign_ins[i].person);
	return (0);
}

/* Ruth, who can sign in, chairs the internal panel; the others come new. */
static struct int_list
moderators(struct demo *d, int64_t ruth)
{
	static int64_t	people[MODERATORS];
	struct dice	dice = dice_for(d->seed, 'M', 0);

	people[0] = ruth;
	for (int i = 1; i < MODERATORS; i++) {
		people[i] = store_person(&d->store, demo_name(&dice), true);
		store_row(&d->store, ROLES, people[i], ROLE_MODERATOR, 0,
		    d->newest_starts - 365, 0);
	}
	store_flush(&d->store);
	return ((struct int_list){ people, MODERATORS });
}

void
demo_asye_outcomes(struct demo *d)
{
	struct db		*db = d->store.db;
	struct date		 as_of = date_from_number(d->today);
	int64_t			 trust = demo_trusts()[0].id;
	int64_t			 ruth = signing_in(d, "on moderation panels");
	int64_t			 kofi = signing_in(d, "ASYE coordinator of "
				    "the largest trust");

	if (ruth == 0 || kofi == 0)
		return;
	demo_recommendations_add(db, trust);
	demo_rounds_add(db, as_of, trust, kofi);
	demo_moderators_add(db, moderators(d, ruth));
	demo_portfolios_add(db);
	demo_panel_portfolios_add(db);
	demo_panels_decide(db, as_of);
	demo_moderation_follows(db);
	demo_outcomes_add(db, as_of, kofi,
	    date_plus_days(as_of, -NOTICE_DAYS));
	demo_outcome_events_add(db, as_of);
	demo_certificates_add(db, as_of, kofi);
	demo_outcomes_follow(db, as_of, kofi);
}
