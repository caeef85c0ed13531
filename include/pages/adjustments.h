#pragma once
/*
 * adjustments - a reasonable adjustment with what its reader may know of it,
 * and a step of it as a form says it.
 */
#include "core/request.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/adjustments.h"

enum { ADJUSTMENT_WORDS_MAX = 2000, ADJUSTMENT_ACTORS_MAX = 5 };

struct adjustment_shown {
	const struct adjustment_record	*is;
	struct adjustment_event_list	 events;	/* oldest first */
	struct adjustment_actor_list	 actors;
	struct adjustment_move_list	 moves;		/* of reviews */
	bool				 may_delay;	/* the asker, now */
};

/* A step that is about to be taken. */
struct adjustment_entry {
	struct adjustment_shown	 on;
	enum adjustment_step	 step;		/* or none */
	struct date		 on_date;
	const char		*words;
	struct maybe_bool	 needs_money;
	enum adjustment_funder	 funder;
};

/* Asking for one: what it is for, and who may be named. */
struct adjustment_wish {
	const struct adjustment_basis	*basis;
	struct adjustment_choice_list	 choices;
	struct adjustment_promise_list	 promises;
	const struct adjustment_promise	*promise;	/* it keeps, or NULL */
};

/* The adjustment of the path; false when it is not there for the asker. */
bool		 adjustment_begin(struct request *, struct adjustment_shown *);
/* Is the asker the trainee, or named; may they read what it is? */
bool		 adjustment_open_to(const struct adjustment_record *);
int		 adjustment_parts(const struct adjustment_record *);
bool		 adjustment_takes(const struct adjustment_record *,
		    enum adjustment_step);
/* Steps that the asker may take now, in the order in which they are offered;
 * none's name ends them. */
size_t		 adjustment_steps(const struct adjustment_record *,
		    enum adjustment_step steps[ADJUSTMENT_STEP_UNDONE]);
/* The latest step that stands, where it is the asker's to undo; else NULL. */
const struct adjustment_event *adjustment_undoable(const struct request *,
		    const struct adjustment_shown *);
/* What follows a step taken on a day: when it is due, and from when the
 * programme is told. */
struct adjustment_dates { struct date due_on, programme_on; };
struct adjustment_dates adjustment_dates(struct request *, int64_t programme,
		    enum adjustment_is, bool needs_money, bool coordinated,
		    struct date on);
/* The trainee and whoever is named, but whoever asks, by letter; a letter says
 * that there is something to read, and nothing of what. */
void		 adjustment_tell(struct request *, int64_t id);
