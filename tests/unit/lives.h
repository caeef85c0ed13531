#pragma once
/*
 * lives - somebody in a placement and somebody in an ASYE for whom all goes
 * well, made so that a test can take one thing away.
 */
#include <string.h>

#include "core/arena.h"
#include "rules/flags.h"

/* The placement runs from Monday 7 September 2026 for 100 days, five a week;
 * the ASYE from Tuesday 1 September 2026 for a year. */
enum { PLACED = 20703, STARTED = 20697, LIFE_DAYS = 200, LIFE_PAPERS = 120 };

struct life {
	struct flag_span	 enrolled, live[2], others[12];
	struct flag_placement	 placement;
	struct pattern		 pattern;
	struct span		 gap;
	struct flag_day		 days[LIFE_DAYS];
	struct flag_document	 papers[LIFE_PAPERS], years[LIFE_PAPERS];
	struct flag_guide	 guides[8], assessors[3];
	int			 moved, year_moved;
	struct flag_asye	 asye;
	struct flag_review	 reviews[3];
	struct flag_need	 needs[5];
	struct flag_agreed	 agreed[6];
	struct flag_week	 weeks[60];
	struct flag_attempt	 attempts[3];
	struct flag_decision	 decisions[4];
	struct flag_session	 sessions[20];
	struct flag_step	 steps[3];
	struct flag_concern	 concerns[2];
	struct flag_adjustment	 adjustments[2];
	struct flag_span	 returned;
	struct flag_facts	 facts;
};

static inline void
life_paper(struct flag_document *v, size_t *n, enum flag_paper kind, int on,
    int minutes)
{
	v[*n] = (struct flag_document){ (int64_t)*n + 1, kind, on, minutes, on,
		on, on };
	(*n)++;
}

static inline void
life_placement(struct life *l)
{
	struct flag_placement	*p = &l->placement;
	int			 day = PLACED, n = 0;

	l->pattern = (struct pattern){ date_from_number(PLACED), { 0 },
		{ 2, 2, 2, 2, 2, 0, 0 } };
	*p = (struct flag_placement){ .id = 12, .stage = "last",
		.from = PLACED, .to = PLACED + 160, .settled = FLAG_NEVER,
		.moved = &l->moved, .days = l->days, .documents = l->papers,
		.guides = l->guides, .nguides = 1 };
	p->schedule = (struct schedule){ .from = date_from_number(PLACED),
		.to = date_from_number(PLACED + 160), .required_halves = 200,
		.patterns = &l->pattern, .npatterns = 1,
		.interruptions = &l->gap };
	for (; n < 100; day++)
		if (halves_on(&p->schedule, date_from_number(day)) > 0)
			l->days[n++] = (struct flag_day){ day, 2, day,
				FLAG_NEVER, false, false };
	p->ndays = (size_t)n;
	l->guides[0] = (struct flag_guide){ DUTY_EDUCATOR, PLACED, PLACED + 161,
		FLAG_NEVER, 3, l->others, 1 };
	life_paper(l->papers, &p->ndocuments, PAPER_AGREEMENT, PLACED + 7, 0);
	for (day = PLACED + 6; day < PLACED + 166; day += 7)
		life_paper(l->papers, &p->ndocuments, PAPER_SUPERVISION, day,
		    60);
	for (n = 0; n < 5; n++) {
		life_paper(l->papers, &p->ndocuments, PAPER_OBSERVATION,
		    PLACED + 20 + 20 * n, 0);
		life_paper(l->papers, &p->ndocuments, PAPER_REFLECTION,
		    PLACED + 15 + 20 * n, 0);
		life_paper(l->papers, &p->ndocuments, PAPER_FEEDBACK,
		    PLACED + 17 + 20 * n, 0);
	}
	life_paper(l->papers, &p->ndocuments, PAPER_MIDPOINT, PLACED + 80, 0);
	life_paper(l->papers, &p->ndocuments, PAPER_FINAL_REPORT,
	    PLACED + 165, 0);
}

static inline void
life_asye(struct life *l)
{
	static const enum flag_paper	kinds[] = { PAPER_OBSERVATION,
					    PAPER_FEEDBACK,
					    PAPER_PROFESSIONALS,
					    PAPER_WRITTEN_RECORD };
	struct flag_asye	*y = &l->asye;
	int			 day;

	*y = (struct flag_asye){ .id = 7, .live = l->live, .nlive = 1,
		.starts = STARTED, .reviews = l->reviews, .nreviews = 3,
		.needs = l->needs, .nneeds = 5, .agreed = l->agreed,
		.nagreed = 2, .moved = &l->year_moved, .documents = l->years,
		.guides = l->assessors, .nguides = 2, .weeks = l->weeks };
	l->live[0] = (struct flag_span){ STARTED, STARTED + 366 };
	l->reviews[0] = (struct flag_review){ 1, STARTED + 91, STARTED + 90,
		"Three-month review" };
	l->reviews[1] = (struct flag_review){ 2, STARTED + 181, STARTED + 180,
		"Six-month review" };
	l->reviews[2] = (struct flag_review){ 4, STARTED + 365, STARTED + 364,
		"Final review" };
	for (int i = 0; i < 4; i++)
		l->needs[i] = (struct flag_need){ kinds[i], 3 };
	l->needs[4] = (struct flag_need){ PAPER_REFLECTION, 2 };
	l->agreed[0] = (struct flag_agreed){ STARTED, FLAG_NEVER, 2, 0, 0 };
	l->agreed[1] = (struct flag_agreed){ STARTED, FLAG_NEVER, 0, 0, 90 };
	l->assessors[0] = (struct flag_guide){ DUTY_ASSESSOR, STARTED,
		FLAG_NEVER, FLAG_NEVER, -1, l->others, 1 };
	l->assessors[1] = (struct flag_guide){ DUTY_MANAGER, STARTED,
		FLAG_NEVER, FLAG_NEVER, -1, NULL, 0 };
	life_paper(l->years, &y->ndocuments, PAPER_AGREEMENT, STARTED + 3, 0);
	for (day = STARTED + 14; day < STARTED + 380; day += 14)
		life_paper(l->years, &y->ndocuments, PAPER_SUPERVISION, day,
		    90);
	for (int i = 0; i < 4; i++)
		for (int n = 0; n < 3; n++)
			life_paper(l->years, &y->ndocuments, kinds[i],
			    STARTED + (n == 2 ? 300 : 60 + 90 * n), 0);
	life_paper(l->years, &y->ndocuments, PAPER_REFLECTION, STARTED + 170,
	    0);
	life_paper(l->years, &y->ndocuments, PAPER_REFLECTION, STARTED + 350,
	    0);
}

/* Both in one person: what happens in one of them shows in one alone. */
static inline void
life_new(struct life *l)
{
	memset(l, 0, sizeof(*l));
	l->enrolled = (struct flag_span){ STARTED, FLAG_NEVER };
	for (size_t i = 0; i < 12; i++)
		l->others[i] = (struct flag_span){ STARTED, FLAG_NEVER };
	life_placement(l);
	life_asye(l);
	l->facts = (struct flag_facts){ .enrolled = &l->enrolled,
		.nenrolled = 1, .placements = &l->placement, .nplacements = 1,
		.asyes = &l->asye, .nasyes = 1, .attempts = l->attempts,
		.decisions = l->decisions, .sessions = l->sessions,
		.concerns = l->concerns, .adjustments = l->adjustments };
}
