#pragma once
/*
 * concerns - how a concern about somebody's training goes on from step to
 * step, and how a suitability case does.
 *
 * Both are tables of what may follow what, which the database holds too
 * (waymark.concern_transition, waymark.suitability_transition); a test holds
 * the two against each other.  A concern goes from being raised over a meeting
 * and a plan to a review, and from there to its end, if need be over a panel.
 * A suitability case is considered once and then closed, supported, or taken
 * through the stages of the procedure.
 *
 * Sources: domain.md 4.6 and 9.  How long a step may take is a setting.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/date.h"

/* In the order of the database's enums. */
enum concern_is {
	CONCERN_IS_NONE, CONCERN_IS_RAISED, CONCERN_IS_ACKNOWLEDGED,
	CONCERN_IS_MEETING_ARRANGED, CONCERN_IS_MEETING_HELD,
	CONCERN_IS_PLANNED, CONCERN_IS_REVIEWED, CONCERN_IS_MET,
	CONCERN_IS_EXTENDED, CONCERN_IS_NOT_MET, CONCERN_IS_PANEL,
	CONCERN_IS_DECIDED, CONCERN_IS_CLOSED, CONCERN_IS_WITHDRAWN,
	CONCERN_STATES
};

enum concern_do {
	CONCERN_DO_NONE, CONCERN_DO_RAISE, CONCERN_DO_ACKNOWLEDGE,
	CONCERN_DO_ARRANGE, CONCERN_DO_MEET, CONCERN_DO_PLAN,
	CONCERN_DO_REVIEW, CONCERN_DO_FIND_MET, CONCERN_DO_EXTEND,
	CONCERN_DO_FIND_NOT_MET, CONCERN_DO_CALL_PANEL, CONCERN_DO_DECIDE,
	CONCERN_DO_CLOSE, CONCERN_DO_WITHDRAW, CONCERN_DO_UNDO, CONCERN_STEPS
};

enum suitability_is {
	SUITABILITY_IS_NONE, SUITABILITY_IS_REFERRED,
	SUITABILITY_IS_CONSIDERED, SUITABILITY_IS_NO_CONCERN,
	SUITABILITY_IS_SUPPORT, SUITABILITY_IS_STAGE_1,
	SUITABILITY_IS_STAGE_2, SUITABILITY_IS_DECIDED,
	SUITABILITY_IS_CLOSED, SUITABILITY_STATES
};

enum suitability_do {
	SUITABILITY_DO_NONE, SUITABILITY_DO_REFER, SUITABILITY_DO_CONSIDER,
	SUITABILITY_DO_FIND_NO_CONCERN, SUITABILITY_DO_SUPPORT,
	SUITABILITY_DO_STAGE_1, SUITABILITY_DO_STAGE_2, SUITABILITY_DO_DECIDE,
	SUITABILITY_DO_CLOSE, SUITABILITY_DO_TELL, SUITABILITY_DO_RESPOND,
	SUITABILITY_DO_UNDO, SUITABILITY_STEPS
};

/* The state that a step leads to; none where it may not follow. */
enum concern_is	 concern_leads(enum concern_is, enum concern_do);
enum suitability_is suitability_leads(enum suitability_is,
		    enum suitability_do);
/* Is it a step of staff's alone, from there? */
bool		 concern_by_staff(enum concern_is, enum concern_do);
/* May somebody who handles concerns take it, staff or not? */
bool		 concern_may(enum concern_is, enum concern_do, bool staff);
/* The one step that is next; none where several may be, or it is over. */
enum concern_do	 concern_next(enum concern_is);
enum suitability_do suitability_next(enum suitability_is);
bool		 concern_over(enum concern_is);

/* Days within which what follows is due. */
struct concern_limits {
	int	acknowledge, arrange, plan, review, decide, panel, outcome,
		close;
};
struct suitability_limits { int consider, stage; };

/* By when the step after this one is due, for a step taken on a day; no date
 * once it is over.  A meeting is its own due date, and comes from outside. */
struct date	 concern_due(const struct concern_limits *, enum concern_is,
		    struct date on);
struct date	 suitability_due(const struct suitability_limits *,
		    enum suitability_is, struct date on);
/* Is what is due by that day late? */
bool		 concern_late(struct date due, struct date today);

/* Whether a step may be dated so; why not, or NULL. */
const char	*step_date_fault(struct date on, struct date before,
		    struct date today);
