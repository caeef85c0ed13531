#pragma once
/*
 * support_plans - a support plan with all that belongs to it, and a step of it
 * as a form says it.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/support_plans.h"

enum {
	SUPPORT_PLAN_WORDS_MAX = 4000, SUPPORT_PLAN_AIM_MAX = 2000,
	SUPPORT_ACTION_MAX = 500, SUPPORT_PLAN_OUTCOME_MAX = 1000,
	SUPPORT_PLAN_LINES = 5, SUPPORT_PLAN_LINES_LATER = 3,
};

/* own: whoever asks is the trainee; supports: may take steps of it. */
struct support_plan_shown {
	const struct support_plan	*plan;
	const struct supported		*who;
	bool				 own, supports;
	struct support_plan_event_list	 events;	/* oldest first */
	struct support_action_list	 actions;
};

/* An action as it was typed: one of owner's fields is set, or none. */
struct support_plan_deed {
	enum support_action_owner	 owner;
	struct maybe_int	 colleague, organisation;
	const char		*what;
	struct date		 due_on;
};

/* A plan, or a step of one, that is about to be recorded. */
struct support_plan_entry {
	struct support_plan_shown	 on;	/* plan NULL: a new one */
	enum support_plan_step		 step;
	const char			*aim, *words;
	struct date			 review_on;
	enum support_plan_outcome		 outcome;
	struct support_helper_list	 helpers;
	struct support_plan_deed		 deeds[SUPPORT_PLAN_LINES];
	size_t				 ndeeds;
};

/* The plan of the path with what belongs to it; false when it is not there for
 * whoever asks. */
bool		 support_plan_begin(struct request *, int64_t plan,
		    struct support_plan_shown *);
/* The latest step that stands, when whoever asks may undo it; else NULL. */
const struct support_plan_event *support_plan_undoable(
		    const struct support_plan_shown *);
/* May they take this step now? */
bool		 support_plan_takes(const struct support_plan_shown *,
		    enum support_plan_step);
/* How many actions a step has room for. */
size_t		 support_plan_lines(enum support_plan_step);
/* How many actions nobody said of yet what came of them. */
size_t		 support_plan_open_actions(const struct support_plan_shown *);
/* What a new form opens with: when the plan is looked at again. */
void		 support_plan_fill(struct request *);
/* Writes the actions that came with a step. */
void		 support_plan_add_deeds(struct request *,
		    const struct support_plan_entry *);
/* What the form says; what is wrong goes into the form. */
void		 support_plan_read(struct request *,
		    struct support_plan_entry *);
bool		 support_plan_version(struct request *,
		    const struct support_plan *);
/* Tells the trainee, or whoever leads the plan where the trainee asks. */
void		 support_plan_tell(struct request *,
		    const struct support_plan_shown *, const char *subject,
		    const char *what);
