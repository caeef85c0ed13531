#pragma once
/* adjustments - what their pages show, and the words that they use. */
#include "pages/adjustments.h"
#include "views/components.h"

struct adjustments_shown {
	struct adjustment_line_list	 rows;
	struct adjustment_count_list	 counts;	/* of a partner's */
	struct page_of			 page;
	bool				 chosen;	/* a filter is */
	int64_t				 own;		/* enrolment, or 0 */
};

/* How a step is offered, asked for, confirmed. */
struct adjustment_words {
	const char	*choice, *hint;
	const char	*title;
	const char	*when;			/* NULL: today */
	const char	*says, *says_hint;
	const char	*what, *enter;		/* enter NULL: optional */
	const char	*button, *done;
};
const struct adjustment_words *adjustment_step_words(enum adjustment_step);

const char	*adjustment_state_words(enum adjustment_state);
const char	*adjustment_state_colour(enum adjustment_state);
/* "it is acknowledged" */
const char	*adjustment_awaits(const struct adjustment_record *);
const char	*adjustment_funder_words(enum adjustment_funder);
/* "Waiting for 12 working days", "In place after 9 working days" */
const char	*adjustment_clock(const struct request *,
		    struct date waits_from, struct date in_place_on,
		    bool waiting);
/* "Agreed on 3 June 2026" */
const char	*adjustment_event_title(struct arena *,
		    const struct adjustment_event *);
/* "Lina Frost, line manager" */
const struct option *adjustment_people_options(struct arena *,
		    struct adjustment_choice_list,
		    struct adjustment_actor_list already);
const struct option *adjustment_step_options(struct arena *,
		    const struct adjustment_record *);
/* The form that moves what is due by the delay, filled in; NULL where the
 * asker may not ask for that, or nobody waited. */
struct url	 adjustment_delay_url(const struct request *,
		    const struct adjustment_shown *);
