#pragma once
/* give_feedback - what somebody without an account sees who gives feedback. */
#include "queries.h"
#include "rules/feedback_code.h"
#include "rules/feedback_forms.h"

struct request;

/* Who holds the link, and where they are in which form. */
struct giver {
	struct feedback_visit	*visit;
	const char		*key, *code;	/* code: to withdraw consent */
	const char		*name;		/* the given name it is about */
	bool			 easy, professional;
	enum feedback_form	 form;
	const struct feedback_question *questions;
	size_t			 n, answered;
};

/* "What did Asha do well?" */
const char	*words_for_giver(const struct request *, const struct giver *,
		    const char *);
/* "Not answered" where nothing was written. */
const char	*giver_answer(const struct giver *, size_t question);
/* Where somebody is who opened their link: "/give-feedback/questions/3" */
const char	*giver_next(struct request *, const struct giver *);
