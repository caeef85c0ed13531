/*
 * The demonstration's findings: one in hand with something overdue, one that
 * nobody owns yet, one that was closed.  What each says is what the report says
 * to staff, asked for by the equity lead.
 */
#include <stdlib.h>

#include "demo_parts.h"
#include "demo_told.h"
#include "queries.h"

/* days: before today; 0 in measured ends the list. */
struct told_finding {
	const char	*outcome, *by, *group, *state, *reason;
	int		 seen, review;
	int		 measured[4];
};

static const struct told_finding	findings[] = {
	{ "placement_failed", "ethnicity", "Global Ethnic Majority", "in_hand",
	    NULL, 150, -6, { 150, 20 } },
	{ "placement_failed", "sex", "Men", "seen", NULL, 4, 0, { 4 } },
	{ "placement_failed", "disability", "Disabled", "closed",
	    "Adjustments are agreed before a placement begins, and disabled "
	    "trainees who were asked see the difference.", 300, 60,
	    { 300, 40 } },
};

/* Causes and actions, by the number of their finding. */
static const char *const	causes[][5] = {
	{ "1", "Concerns are written down sooner about some trainees",
	    "Compare how often concerns are raised, and by whom, by group",
	    "supported", "Twice as often for the Global Ethnic Majority, from "
	    "a third of the hosts" },
	{ "1", "Some hosts hold less supervision",
	    "Compare supervision held with supervision promised, by group",
	    "to_test", "" },
	{ "3", "Adjustments come late in a placement",
	    "Compare how long adjustments take with how placements end",
	    "supported", "Those who had to repeat one had waited longest" },
};
static const char *const	actions[][6] = {
	{ "1", "Agree with hosts what is tried before a concern is raised",
	    "-40", "done", "Agreed with 14 of 19 hosts, and in the handbook",
	    "30" },
	{ "1", "Ask those who had to repeat a placement what would have helped",
	    "-10", "open", "", "0" },
	{ "3", "Agree adjustments before a placement begins", "-70", "done",
	    "In every learning agreement since the spring", "75" },
};

static void
add_finding(struct demo *d, int number, const struct told_finding *f)
{
	struct arena		*a = d->store.arena;
	struct date		 today = date_from_number(d->today);
	struct demo_told	 t;

	if (!demo_told(d->store.db, a, f->outcome, f->by, f->group, &t))
		return;
	demo_finding_add(d->store.db, number, f->outcome, f->by, f->group,
	    t.headline ? t.reference : NULL, arena_printf(a,
	    "%s: %s compared with %s", t.outcome, f->group, t.reference),
	    f->state, date_plus_days(today, -f->seen), f->review == 0 ?
	    (struct date){ 0 } : date_plus_days(today, f->review), f->reason);
	for (int i = 0; f->measured[i] != 0; i++)
		demo_measure_add(d->store.db, number, i + 1, t.cohorts,
		    t.code, t.sentence, t.rate, t.rate_against, t.ratio,
		    date_plus_days(today, -f->measured[i]));
}

static void
add_work(struct demo *d)
{
	struct date	today = date_from_number(d->today);

	for (size_t i = 0; i < sizeof(causes) / sizeof(*causes); i++)
		demo_cause_add(d->store.db, atoi(causes[i][0]), causes[i][1],
		    causes[i][2], causes[i][3], causes[i][4], today);
	for (size_t i = 0; i < sizeof(actions) / sizeof(*actions); i++)
		demo_finding_action_add(d->store.db, atoi(actions[i][0]),
		    actions[i][1], date_plus_days(today, atoi(actions[i][2])),
		    actions[i][3], actions[i][4], date_plus_days(today,
		    -atoi(actions[i][5])));
}

void
demo_findings(struct demo *d)
{
	struct db	*db = d->store.db;

	demo_equity_lead(d);
	demo_lead_enters(db);
	for (int i = 0; i < (int)(sizeof(findings) / sizeof(*findings)); i++)
		add_finding(d, i + 1, &findings[i]);
	demo_lead_leaves(db);
	add_work(d);
	demo_finding_counts_follow(db);
}
