#pragma once
/*
 * asye_timetable - when the reviews of an ASYE are due, and how often somebody
 * is supervised until then.
 *
 * A review is due so many calendar months after the start, clamped to the end
 * of the month: from 31 August, three months are 30 November.  At less than
 * full time a programme may have it take longer in proportion, 12 months at
 * 60% being 20; a part of a month is that part of its days.  Then come
 *
 *	days out	of a pause, or of a delay in which somebody worked
 *			without what they need: as many days later, for what
 *			was due on its first day or after it;
 *	an extension	months, then weeks, of the reviews from a number on;
 *	a move		of one review, by days either way.
 *
 * All of them add up, in whatever order they were recorded.  A review that was
 * held stays where it was.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

/* From that day on, so many per cent of full time; the first from the start.
 * Between 10 and 100. */
struct asye_hours { struct date from; int percent; };

/* From that day to the day before `back`, when the days count again. */
struct asye_out { struct date from, back; bool working; };

struct asye_extra { int from_number, months, weeks; };

struct asye_shift { int number, days; };

struct asye_facts {
	struct date			 starts_on;
	bool				 pro_rata;
	const struct asye_hours		*hours;		/* oldest first */
	size_t				 nhours;
	const struct asye_out		*outs;		/* in any order */
	size_t				 nouts;
	const struct asye_extra		*extras;
	size_t				 nextras;
	const struct asye_shift		*shifts;
	size_t				 nshifts;
};

struct asye_due {
	int		 number, months;
	bool		 held;
	struct date	 on;	/* held: as it was then, and stays */
};

/* When a review of so many months is due. */
struct date	 asye_due_on(const struct asye_facts *, int number,
		    int months);
/* The same for each of these that is not held. */
void		 asye_timetable(const struct asye_facts *, struct asye_due *,
		    size_t n);
/* Days out before a day; those that overlap count once. */
int		 asye_days_out(const struct asye_facts *, struct date before);
/* Is this later than the longest that an ASYE may take?  0: no limit. */
bool		 asye_too_long(const struct asye_facts *, struct date ends_on,
		    int longest_months);

/*
 * Supervision, by phases: weekly, every two weeks, then monthly.  A phase goes
 * to the day before `to`; promised is how many of its intervals it holds, to
 * the nearest: 22 in a year that nothing interrupts.  Weeks of a pause do not
 * count, those of a delay do.
 */
enum asye_phase_name { ASYE_WEEKLY, ASYE_FORTNIGHTLY, ASYE_MONTHLY,
    ASYE_PHASES };
struct asye_phase { struct date from, to; int promised; };

void		 asye_phases(const struct asye_facts *, struct date ends_on,
		    int weekly_weeks, int fortnightly_until_week,
		    struct asye_phase phases[ASYE_PHASES]);
