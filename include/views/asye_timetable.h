#pragma once
/* asye_timetable - what the pages of timetables show, and their words. */
#include "charts/year.h"
#include "pages/asye_timetable.h"
#include "pages/list.h"
#include "views/components.h"

struct asye_timetable_shown {
	struct asye_timetable			 t;
	const struct asye_review_line		*next;	/* or NULL */
	const struct asye_request_line		*asked;	/* or NULL */
	struct date				 ends_on;
	struct year_chart			 chart;
	struct asye_phase			 phases[ASYE_PHASES];
};

/* A request with its steps, for whoever reads it. */
struct asye_request_shown {
	struct asye_timetable			 t;
	const struct asye_request_line		*q;
	struct asye_request_step_line_list	 steps;
	struct asye_due				*would;
	const char				*terms;	/* as they are now */
	bool					 agrees, withdraws, resumes,
						 undoes, reopens;
	struct asye_reason_line_list		 reasons;
};

/* A review of the path, for those who may move it. */
struct asye_review_entry {
	struct asye_timetable			 t;
	const struct asye_review_line		*review;
	struct date				 due;
	struct asye_reason_line_list		 reasons;
	const struct asye_move_line		*move;	/* that is undone */
};

struct asye_milestones_shown {
	struct milestone_list		 rows;
	struct page_of			 page;
	const struct option		*employers;	/* NULL: no filter */
	bool				 chosen;
};

struct year_chart	 asye_timetable_chart(struct request *,
			    const struct asye_timetable *);

/* "Pause", "A pause", "Pause of the ASYE from 1 March 2026" */
const char	*asye_kind_words(enum asye_request_kind);
const char	*asye_kind_of(enum asye_request_kind);
const char	*asye_request_title(struct arena *,
		    const struct asye_request_line *);
const char	*asye_request_state_words(enum asye_request_state);
const char	*asye_request_colour(enum asye_request_state);
const char	*asye_step_words(enum asye_request_step);
/* "the ASYE assessor and the line manager" */
const char	*asye_parts_words(struct arena *, struct text_list parts);
const char	*asye_review_state_words(const struct request *,
		    const struct asye_review_line *, struct date due);
const char	*asye_review_colour(const struct request *,
		    const struct asye_review_line *, struct date due);
const char	*asye_move_words(struct arena *,
		    const struct asye_move_line *);
const char	*asye_phase_words(struct arena *, const struct asye_numbers *,
		    enum asye_phase_name);
/* "7 days later", "3 days earlier", "As before" */
const char	*asye_moved_words(struct arena *, struct date from,
		    struct date to);
/* What is agreed to, in one paragraph that a signature keeps. */
const char	*asye_terms(struct request *, const struct asye_timetable *,
		    const struct asye_request_line *,
		    const struct asye_due *would);
/* A warning in words when it would take too long; NULL: it does not. */
const char	*asye_long_words(const struct request *,
		    const struct asye_timetable *, struct date ends_on);
const struct option	*asye_reason_options(struct arena *,
			    struct asye_reason_line_list);
