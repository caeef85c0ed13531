#pragma once
/*
 * concerns - a concern with all that belongs to it, and a step of it as a form
 * says it.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/concerns.h"

enum {
	CONCERN_WORDS_MAX = 4000, PRESENT_MAX = 1000, ACTION_MAX = 500,
	ACTION_LINES = 5, EXTENSION_LINES = 2,
};

struct concern_shown {
	const struct concern_record	*concern;
	struct concern_event_list	 events;	/* oldest first */
	struct concern_action_list	 actions;
	struct concern_response_list	 responses;
};

struct planned_action {
	enum concern_owner	 owner;
	const char		*what;
	struct date		 due_on;
};

/* A step that is about to be taken. */
struct concern_entry {
	struct concern_shown	 on;
	enum concern_step	 step;		/* or none */
	struct date		 on_date, due_on, meeting_on;
	const char		*words, *present, *agreed;
	enum concern_outcome	 outcome;
	struct planned_action	 actions[ACTION_LINES];
	size_t			 nactions;
};

/* What a raiser is to the trainee, and the placements that they may name. */
struct concern_raiser {
	const struct trainee	*trainee;
	enum concern_part	 part;		/* or none: they may not */
	struct concern_place_list places;
	bool			 educates;	/* and nothing else */
};

/* The concern of the path with what belongs to it; false when it is not
 * there for the asker. */
bool		 concern_begin(struct request *, struct concern_shown *);
/* The latest step that stands; the one that the asker may undo, or NULL. */
const struct concern_event *concern_latest(struct concern_event_list);
const struct concern_event *concern_undoable(const struct concern_shown *);
/* May the asker take this step now? */
bool		 concern_takes(const struct request *,
		    const struct concern_record *, enum concern_step);
/* How many actions a step has room for. */
size_t		 step_lines(enum concern_step);
/* Is the asker told the date of the step by its form? */
bool		 step_dated(enum concern_step);

/* What the form says of the step; what is wrong goes into the form. */
void		 concern_read(struct request *, struct concern_entry *);
/* What a new form opens with. */
void		 concern_fill(struct request *, const struct concern_entry *);
/* The version that the form was made from is the one there is. */
bool		 concern_version(struct request *,
		    const struct concern_record *);

/* The page that a concern was raised from, when it is one about this trainee
 * that the asker sees; else NULL.  Its placement, where it has one. */
const char	*concern_about_path(struct request *, int64_t enrolment,
		    struct maybe_int *placement);

/* Tell by letter: the trainee always, and whoever raised it where asked;
 * guides, when it is new or answered. */
enum concern_told { TELL_TRAINEE, TELL_RAISER_TOO, TELL_GUIDES_TOO };
void		 concern_tell(struct request *, int64_t concern,
		    const char *subject, const char *what, enum concern_told);
