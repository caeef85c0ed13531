#pragma once
/* concerns - what the pages of concerns show, and the words that they use. */
#include "pages/concerns.h"
#include "pages/list.h"
#include "views/actions.h"
#include "views/components.h"

struct concerns_shown {
	struct concern_line_list	 rows;
	struct page_of			 page;
	const struct option		*cohorts;	/* NULL: no filter */
	bool				 chosen;	/* some filter is */
};

/* How a step is offered, asked for, confirmed and told. */
struct concern_words {
	const char	*choice, *hint;
	const char	*title;
	const char	*says, *says_hint;	/* what the words are about */
	const char	*what, *enter;		/* enter NULL: optional */
	const char	*button, *done;
	const char	*told;			/* a sentence of a letter */
};
const struct concern_words *concern_step_words(enum concern_step);

const char	*concern_state_words(enum concern_state);
const char	*concern_state_colour(enum concern_state);
/* "Concern about practice" */
const char	*concern_title(enum concern_kind);
const char	*concern_kind_words(enum concern_kind);
const char	*concern_part_words(enum concern_part);
const char	*concern_outcome_words(enum concern_outcome);
const char	*concern_owner_words(enum concern_owner);
/* "Meeting held on 3 June 2026" */
const char	*concern_event_title(struct arena *,
		    const struct concern_event *);
/* What comes next, as a sentence without its full stop. */
const char	*concern_awaits(enum concern_state);
/* "The placement day that it was raised from" */
const char	*concern_about_words(const char *path);

const struct option	*concern_kind_options(void);
const struct option	*concern_owner_options(void);
const struct option	*concern_outcome_options(void);
const struct option	*concern_state_options(void);
const struct option	*concern_place_options(struct arena *,
			    const struct concern_raiser *);
/* The steps that may be taken now, but the one that stands out. */
const struct option	*concern_choices(const struct request *,
			    const struct concern_record *);
/* links: to where it is said that each is done, for whoever may. */
const struct action_line *concern_action_lines(const struct request *,
			    const struct concern_shown *, bool links);
