#pragma once
/* asye_feedback - what its pages share. */
#include "pages.h"
#include "views/asye_feedback.h"

/* A link and its code, new. */
struct feedback_secret { const char *token, *code; };
struct feedback_secret feedback_secret(struct request *);

/* On to the page to print or copy from. */
enum status	 feedback_hand(struct request *, int64_t request,
		    struct feedback_secret);
/* The letter to a professional. */
void		 feedback_write(struct request *,
		    const struct feedback_request *, struct feedback_secret,
		    bool reminder);
