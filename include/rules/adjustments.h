#pragma once
/*
 * adjustments - a reasonable adjustment and its clock: which step may follow
 * which and whose it is, by when the next is due, how long somebody has waited,
 * and who is told that it is late.
 *
 * Days are working days: Monday to Friday, bank holidays of England and Wales
 * left out.  Which step may follow which the database holds too
 * (waymark.adjustment_transition); a test holds the two against each other.
 * Source: the Equality Act 2010, section 20, asks for reasonable steps and
 * names no number of days, so that each is a setting; domain.md 1.10.
 */
#include <stdbool.h>

#include "core/date.h"

/* In the order of the database's enums. */
enum adjustment_is {
	ADJUSTMENT_IS_NONE, ADJUSTMENT_IS_REQUESTED,
	ADJUSTMENT_IS_ACKNOWLEDGED, ADJUSTMENT_IS_AGREED,
	ADJUSTMENT_IS_FUNDED, ADJUSTMENT_IS_IN_PLACE,
	ADJUSTMENT_IS_CONFIRMED, ADJUSTMENT_IS_REVIEWED,
	ADJUSTMENT_IS_DECLINED, ADJUSTMENT_IS_WITHDRAWN, ADJUSTMENT_STATES
};

enum adjustment_do {
	ADJUSTMENT_DO_NONE, ADJUSTMENT_DO_REQUEST, ADJUSTMENT_DO_ACKNOWLEDGE,
	ADJUSTMENT_DO_AGREE, ADJUSTMENT_DO_FUND, ADJUSTMENT_DO_PUT_IN_PLACE,
	ADJUSTMENT_DO_CONFIRM, ADJUSTMENT_DO_DENY, ADJUSTMENT_DO_REVIEW,
	ADJUSTMENT_DO_REOPEN, ADJUSTMENT_DO_DECLINE,
	ADJUSTMENT_DO_ASK_AGAIN, ADJUSTMENT_DO_WITHDRAW,
	ADJUSTMENT_DO_UNDO, ADJUSTMENT_STEPS
};

/* What somebody is to an adjustment. */
enum { ADJUSTMENT_TRAINEE = 1, ADJUSTMENT_NAMED = 2 };

/* Where a step leads; none where it may not follow. */
enum adjustment_is adjustment_leads(enum adjustment_is, enum adjustment_do,
		    bool needs_money);
/* May somebody who is these to it take the step? */
bool		 adjustment_may(enum adjustment_is, enum adjustment_do,
		    bool needs_money, int parts);
/* The one step that is next, and whose it is; none once it is over. */
enum adjustment_do adjustment_next(enum adjustment_is, bool needs_money);
/* Is somebody without what they need? */
bool		 adjustment_waits(enum adjustment_is);
bool		 adjustment_over(enum adjustment_is);

/* Working days within which what follows is due. */
struct adjustment_targets {
	int	acknowledge, agree, fund, place, confirm, review, escalate;
};

/* By when the step after this one is due; no date once it is over. */
struct date	 adjustment_due(const struct adjustment_targets *,
		    enum adjustment_is, bool needs_money, struct date on);
/* From when programme staff are told that what was due then is late: some days
 * after the coordinator was, or at once where there is none.  No date unless
 * somebody waits. */
struct date	 adjustment_programme_on(const struct adjustment_targets *,
		    enum adjustment_is, struct date due, bool coordinated);

/* Working days after the first up to and with the second; never below 0. */
int		 working_days_between(struct date from, struct date to);
/* How many somebody has waited, or waited until it was in place. */
int		 adjustment_waited(struct date from, struct date in_place,
		    struct date today);

/* Whom it waits on by now, beside whoever is named. */
enum adjustment_told { TOLD_NAMED, TOLD_COORDINATOR, TOLD_PROGRAMME };
enum adjustment_told adjustment_told(struct date due, struct date programme_on,
		    struct date today);
