#pragma once
/* units - what the pages of units show. */
#include "pages/list.h"
#include "pages/progress.h"
#include "pages/turns.h"
#include "views/components.h"

struct units_shown {
	struct unit_row_list	 rows;
	struct page_of		 page;
	const struct option	*hosts;
	bool			 filtered;
};

struct unit_shown {
	const struct unit_row	*unit;
	struct unit_member_list	 members;	/* now and to come first */
	struct progress_list	 standings;	/* of trainees of mine */
	struct place_held	 lead;
	const char		*unregistered;	/* a sentence, or NULL */
};

/* The form of somebody's turn as lead of a unit: given, ended or undone. */
struct lead_form {
	const struct unit_row	*unit;
	struct place_held	 place;
	const struct turn_row	*latest;
	const struct option	*choices;
	struct cautions		 cautions;
	bool			 by_email;
};

struct joining_form {
	const struct unit_row	*unit;
	const struct cohort	*cohort;	/* or NULL: none chosen */
	const struct option	*cohorts, *choices;
	struct candidate_list	 candidates;
	struct page_of		 page;
	struct cautions		 cautions;
};

/* "5 trainees", and what is to be said of that: "Fewer than 4", or "". */
const char	*unit_size_words(struct arena *, const struct unit_row *);
const char	*unit_attention(struct arena *, const struct unit_row *,
		    struct date today);
const char	*unit_event_words(struct arena *, const struct unit_event *);
/* A member's standing; NULL when it is not for the asker. */
const struct progress *unit_progress(const struct unit_shown *,
		    const struct unit_member *);
