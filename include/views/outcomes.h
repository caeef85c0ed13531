#pragma once
/* outcomes - what the end of an ASYE shows, and the words that it uses. */
#include "queries.h"
#include "rules/asye_outcome.h"
#include "views/components.h"

enum {
	HOLISTIC_MAX = 8000, UNMET_REASON_MAX = 2000, COMMENT_MAX = 4000,
	OUTCOME_WORDS_MAX = 4000, WITHDRAW_WHY_MAX = 2000
};

struct recommend_shown {
	const struct asye_record	*asye;
	struct asye_recommendation_list	 list;
	bool				 met;	/* the minimums are */
	bool				 recommends, comments;	/* may */
};

struct outcome_shown {
	const struct asye_record	*asye;
	struct asye_recommendation_list	 recommendations;
	const struct panel_word		*panel;		/* or NULL */
	struct asye_outcome_list	 outcomes;
	struct outcome_event_list	 events;
	const struct asye_support	*support;	/* as it is today */
	bool				 decides;	/* may, now */
	struct date			 notice_by;
	enum outcome_step		 steps[OUTCOME_STEPS];
	size_t				 nsteps;
};

/* A step that is about to be taken. */
struct outcome_words {
	const char	*title, *button, *done;
	const char	*on, *says, *hint, *enter;
};
const struct outcome_words *outcome_step_words(enum outcome_step);
const char	*asye_decision_words(enum asye_decision);
const char	*outcome_state_words(enum outcome_state);
const char	*outcome_event_words(enum outcome_step);
const char	*notice_way_words(enum notice_way);
/* "22 sessions"; "33 hours"; the support that is kept beside a decision. */
const char	*support_sessions(struct arena *, int64_t);
const char	*support_promised(struct arena *, int64_t minutes);
const char	*support_known(struct arena *, int64_t minutes);
const struct asye_support *support_at(struct arena *,
		    const struct asye_outcome *);
/* "483 920 175 562 019" */
const char	*certificate_number(struct arena *, int64_t);
/* Is the year of this ASYE reviewed whole? */
bool		 asye_has_end(const struct asye_record *);
/* A pass that needs no words of its own, with others at once. */
bool		 passes_at_once(const struct confirmable *);
