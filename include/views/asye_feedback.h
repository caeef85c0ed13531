#pragma once
/* asye_feedback - what the pages show of feedback that was asked for. */
#include "core/date.h"
#include "queries.h"
#include "views/components.h"

struct arena;
struct request;

enum { FEEDBACK_ABOUT_MAX = 120, FEEDBACK_NAME_MAX = 120,
    FEEDBACK_ROLE_MAX = 160, FEEDBACK_DISCUSSION_MAX = 4000 };

struct feedback_listed {
	struct feedback_asye		*asye;
	struct feedback_count_list	 counts;
	struct feedback_request_list	 requests;
};

/* A page to print, or a link to copy; link is NULL where it is not known any
 * more. */
struct feedback_handed {
	struct feedback_request	*request;
	const char		*link, *code;
};

/* "A person who uses services", "Ruth Moss, district nurse" */
const char	*feedback_whom(struct arena *, const struct feedback_request *);
const char	*giver_kind_words(enum giver_kind);
const char	*giver_channel_words(enum giver_channel);
const char	*giver_help_words(enum giver_help);
const char	*giver_refusal_words(enum giver_refusal);
/* As it stands today, also behind the jobs' back at midnight. */
const char	*giver_state_words(const struct feedback_request *);
const char	*giver_state_colour(const struct feedback_request *);
/* "1 of at least 3 so far, 2 more to come" */
const char	*feedback_count_words(struct arena *,
		    const struct feedback_count *);
/* The link as a picture that phones read. */
struct html	 feedback_qr(struct arena *, const char *link);
/* What may be done with a request today. */
bool		 feedback_may_hand_over(const struct request *,
		    const struct feedback_request *);
bool		 feedback_may_remind(const struct request *,
		    const struct feedback_request *);
bool		 feedback_may_withdraw(const struct request *,
		    const struct feedback_request *);
bool		 feedback_may_put_back(const struct request *,
		    const struct feedback_request *);
