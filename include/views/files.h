#pragma once
/*
 * files - what the views of attachments show.
 */
#include <stdbool.h>
#include <stdint.h>

#include "queries.h"
#include "rules/files.h"

struct arena;

/* A record that files are attached to. */
struct files_place {
	struct maybe_int	 asye, document;
	const char		*path;		/* "/asye/700" */
	const char		*files, *add;	/* of its list and its form */
	const char		*title;		/* "Your ASYE" */
	const char		*person;	/* whose it is */
	int64_t			 person_id, programme_id;
	struct file_limits	 limits;
};

struct files_shown {
	struct files_place	 place;
	struct attachment_list	 files;
	size_t			 nattached;
	bool			 waits;		/* one is being looked at */
};

struct file_shown {
	struct files_place		 place;
	const struct attachment		*a;
	struct attachment_deed_list	 deeds;
};

/* "Being checked", "Refused" and the colour of their tag. */
const char	*attachment_standing(const struct attachment *);
const char	*attachment_colour(const struct attachment *);
/* What that means and what to do, or "". */
const char	*attachment_advice(struct arena *, const struct attachment *);
const char	*attachment_kind_words(const struct attachment *);
bool		 attachment_offers(const struct attachment *,
		    enum attachment_change);
/* "10MB" */
const char	*file_most_words(struct arena *, int64_t bytes);
