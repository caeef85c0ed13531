#pragma once
/*
 * placements - what happens to a placement: what a form says of it, what it is
 * held against, and its words.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/placement_states.h"
#include "views/components.h"

enum {
	MOVE_NOTE_MAX = 2000, MOVE_CONDITIONS_MAX = 4000,
	MOVE_MINUTES_MAX = 8000
};

struct move_entry {
	struct placed_record		*placement;
	struct placement_event_list	 events;
	struct change_reason_list	 reasons;	/* of its kind */
	struct host_team_list		 teams;		/* of the host */
	const struct employer_named	*host;		/* another one */
	struct schedule			 schedule;
	struct move			 move;
	const struct change_reason	*reason;
	const struct host_team		*team;
	const char			*note, *conditions, *minutes;
};

/* The placement of the path, with what happened to it; false when it is not
 * there.  Whoever may record nothing of it sees none either. */
bool		 move_begin(struct request *, struct move_entry *);
/* May whoever asks record that of it now? */
bool		 move_open(const struct move_entry *, enum move_kind);
/* Only the kind: false when it may not be chosen now. */
bool		 move_read_kind(struct request *, struct move_entry *);
void		 move_read_reason(struct request *, struct move_entry *);
void		 move_read(struct request *, struct move_entry *);
/* Of days, "70" or "70.5": half-days, 0 and refused when it is none. */
int		 halves_of_form(struct request *, const char *name);
/* The last day of what was decided last; no date when nothing was. */
struct date	 move_decided_on(struct placement_event_list);
/* The version of the only event that may be undone, or 0. */
int64_t		 move_undoable(struct placement_event_list);
/* Tell the trainee and who educates. */
void		 move_tell(struct request *, const struct placed_record *,
		    const char *what);
/* The same of several; NULL: what is planned now. */
void		 moves_tell(struct request *, struct int_list placements,
		    const char *what);

/* How a kind is offered, asked for and confirmed. */
struct move_words {
	const char	*choice, *hint;		/* "Suspend", what it means */
	const char	*title;			/* "Suspend the placement" */
	const char	*when, *enter;		/* NULL: today */
	const char	*done;			/* "Placement suspended" */
};
const struct move_words *move_words(enum move_kind);
const struct option *move_options(struct arena *, const struct move_entry *);
const struct option *verdict_options(enum move_kind);
const struct option *move_team_options(struct arena *, struct host_team_list);
/* "Interrupted from 3 June 2026 to 12 June 2026: illness or injury" */
const char	*move_event_words(struct arena *,
		    const struct placement_event *);
const char	*move_title(struct arena *, const struct placement_event *);
const char	*move_by(const struct placement_event *);
/* "Direct observations" of a document's kind; plural. */
const char	*evidence_words(const char *kind);
const char	*evidence_number(struct arena *, const char *kind, int64_t);

/* What a change does to days, beside what is true now. */
struct move_effect {
	struct schedule	 before, after;
	int		 expected[2];	/* halves by today */
	struct date	 finish[2];
	int		 done;
};
struct move_effect	 move_effect(struct request *,
			    const struct move_entry *);

/* A placement that is planned by hand. */
struct plan_entry {
	struct planned_enrolment	*enrolment;
	struct placed_before_list	 others;
	struct host_team_list		 teams;
	const struct employer_named	*host;
	enum placement_stage		 stage;
	const struct host_team		*team;
	struct date			 from, to;
	int				 required;
	struct int_list			 week;
	bool				 agreed;
	struct date			 finish;	/* on this pattern */
	int				 room;		/* halves that fit */
	bool				 unaudited;	/* the team, then */
};
