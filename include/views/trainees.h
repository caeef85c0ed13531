#pragma once
/* trainees - what the record of a trainee shows. */
#include "charts/days.h"
#include "pages/progress.h"

/* What stood at the start of a date; done is unknown in times to come. */
struct days_row { struct date on; int expected, confirmed, logged; bool past; };
struct days_row_list { const struct days_row *v; size_t n; };

struct placement_shown {
	const struct placement		*placement;
	struct day_standing		 standing;
	const char			*pattern;	/* or NULL */
	struct date			 finish;
	struct educator_then_list	 educators;	/* the present first */
	bool				 enrolled;
	bool				 with_days;	/* for the reader */
	bool				 documents;	/* some, for them */
	struct days_chart		 chart;
	struct days_row_list		 table;
};

struct trainee_shown {
	const struct trainee		*trainee;
	const struct progress		*progress;
	const struct placement_shown	*placements;	/* one each */
	bool				 with_days;
	struct enrolment_event_list	 changes;	/* for staff and them */
	struct earlier_part_list	 earlier;	/* the same */
	const struct beside		*beside;
	struct concern_line_list	 concerns;	/* that one sees */
	struct flag_shown_list		 flags;		/* the same */
	struct adjustment_line_list	 adjustments;	/* the same */
	const char			*tie;	/* "You host them" */
	const char			*requirement;	/* or NULL */
};

/* "Amira Khan"; "a practice educator" when there is none yet. */
const char	*educator_words(const struct educator_then_list *);
