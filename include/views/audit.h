#pragma once
/* audit - what the pages of the audit show. */
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"

struct audit_shown {
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct audit_line_list	 lines;
	struct url		 older;		/* { NULL }: there are none */
	bool			 newest;	/* it begins with the latest */
};

/* "Placement day logged", "Trainee record read" */
const char	*audit_words(struct arena *, const char *name);
/* ": date, length", or "" */
const char	*audit_columns(struct arena *, struct text_list changed);
/* Who it was, as the person may know it whose record was read. */
const char	*reader_words(struct arena *, const struct reading_of_me *);
/* The audit of whom alone, with the other filters as they are. */
struct url	 audit_only(const struct request *, const char *filter,
		    int64_t person);
