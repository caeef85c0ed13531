#pragma once
/*
 * quality - what an audit of a team asks and feedback on a placement is about,
 * whether an audit stands, and what may become of an action.
 *
 * Areas follow Quality Assurance in Practice Learning (QAPL, BASW, 4th edition
 * 2022) and Social Work England's education and training standards 2021; the
 * questions are in our own words.  Areas count from 0, in the order of
 * waymark.quality_area; enums are in the order of the database's.
 */
#include <stdbool.h>

#include "core/date.h"

enum { QUALITY_AREAS = 8, AGREEMENTS = 5 };

/* Who gives feedback. */
enum quality_giver { GIVER_NONE, GIVER_TRAINEE, GIVER_EDUCATOR, GIVER_TUTOR };

const char	*area_words(int area);		/* "Lone working and safety" */
const char	*area_in_words(int area);	/* within a sentence */
const char	*area_code(int area);		/* "lone_working" */
const char	*area_question(int area);	/* of an audit */
const char	*area_statement(enum quality_giver, int area);
/* "Strongly disagree" for 1; "I cannot say" for 0. */
const char	*agreement_words(int);

/* Whether somebody can be placed with a team, by its latest audit. */
enum audit_standing {
	NEVER_AUDITED, AUDIT_OUT_OF_DATE, AUDIT_NOT_YET, AUDIT_DUE, AUDIT_STANDS
};

/* not_yet: the audit's result; dates unset when there is none. */
struct audit_facts { struct date done_on, valid_until; bool not_yet; };

enum audit_standing audit_standing(const struct audit_facts *,
		    struct date today, int renewal_days);
const char	*audit_standing_words(enum audit_standing);

/* An action: who can do what with it, and what it then is. */
enum action_stage {
	ACTION_NONE, ACTION_OPEN, ACTION_ANSWERED, ACTION_DONE, ACTION_DROPPED,
	ACTION_STAGES
};
enum action_step {
	STEP_ANSWER,		/* the host says what it has done */
	STEP_ACCEPT, STEP_SEND_BACK, STEP_DROP, STEP_OPEN_AGAIN, STEP_CHANGE,
	ACTION_STEPS
};

/* ACTION_NONE where the step is not theirs to take. */
enum action_stage action_after(enum action_stage, enum action_step,
		    bool by_host);
const char	*action_stage_words(enum action_stage);
const char	*action_step_code(enum action_step);
const char	*action_step_words(enum action_step, enum action_stage);
bool		 action_overdue(enum action_stage, struct date due_on,
		    struct date today);
