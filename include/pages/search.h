#pragma once
/*
 * search - what somebody typed into a search box, taken apart.
 *
 * "o'brien siân" is the words "obrien" and "sian"; what has an @ may be the
 * beginning of an email address, and "sw 12" that of a Social Work England
 * number.  What is searched for is written to no log and no audit: it would
 * say whom somebody thought of, and opening a record is noted anyway.
 */
#include "core/db.h"
#include "core/request.h"

struct search_terms {
	const char		*typed;		/* trimmed; "" for nothing */
	struct text_list	 words;		/* folded, eight at most */
	const char		*email;		/* how one begins, or NULL */
	const char		*number;	/* "SW12", or NULL */
};

struct search_terms	 search_terms(struct request *, const char *typed);
/* "SW12345" of "sw 12345." and of "12345"; NULL when it is no such number. */
const char		*swe_number_in(struct arena *, const char *typed);
