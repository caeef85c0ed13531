#pragma once
/*
 * asye_outcome - how the outcome of an ASYE goes on: notice of a decision to
 * fail or to extend, and an appeal against it.
 *
 * A table of what may follow what and by whom, which the database holds too
 * (waymark.outcome_transition); a test holds the two against each other.  What
 * is due is counted in working days: Monday to Friday, but no bank holiday of
 * England and Wales.  How many is a setting.
 */
#include <stdbool.h>

#include "core/date.h"

/* In the order of the database's enums. */
enum outcome_is {
	OUTCOME_IS_NONE, OUTCOME_IS_DECIDED, OUTCOME_IS_NOTICED,
	OUTCOME_IS_APPEALED, OUTCOME_IS_HEARD, OUTCOME_IS_UPHELD,
	OUTCOME_IS_DISMISSED, OUTCOME_STATES
};

enum outcome_do {
	OUTCOME_DO_NONE, OUTCOME_DO_GIVE_NOTICE, OUTCOME_DO_ACKNOWLEDGE,
	OUTCOME_DO_LODGE, OUTCOME_DO_HEAR, OUTCOME_DO_UPHOLD,
	OUTCOME_DO_DISMISS, OUTCOME_DO_WITHDRAW, OUTCOME_STEPS
};

/* Whose ASYE it is, and the employer's coordinator or the staff. */
enum outcome_by { OUTCOME_BY_NQSW = 1, OUTCOME_BY_DECIDER = 2 };

/* The state that a step leads to; none where it may not follow. */
enum outcome_is	 outcome_leads(enum outcome_is, enum outcome_do);
/* Those who take it, as a sum of outcome_by; 0 where nobody does. */
int		 outcome_takers(enum outcome_is, enum outcome_do);
/* Nothing follows, but that the time to appeal may still run. */
bool		 outcome_over(enum outcome_is);

/* What a certificate says was completed, before the framework's name. */
const char	*certificate_says(const char *framework);

/* The last of so many working days after a day; the next one for none. */
struct date	 working_days_after(struct date, int n);
/* Working days from today up to and with that day; 0 when it is past. */
int		 working_days_left(struct date today, struct date due);
