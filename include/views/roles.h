#pragma once
/* roles - what the pages of a programme's team show. */
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"

struct roles_shown {
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct page_of		 page;
	struct team_role_list	 rows;
	struct role_change_list	 waiting;	/* for somebody to agree */
	bool			 several;	/* programmes */
};

struct role_shown {
	const struct team_role	*role;
	struct role_change_list	 changes;	/* the latest first */
	bool			 may_end, may_put_back;
};

struct role_form {
	const struct option	*programmes;	/* NULL: there is one */
	const struct option	*organisations;
};

/* "Programme staff", "ASYE coordinator" */
const char	*role_words(enum role_name);
const struct option	*role_options(void);
const char	*role_stands_words(enum role_stands);
/* "Given", "Ended", "Put back", and what becomes of it: "waits for a
 * colleague". */
const char	*role_change_words(enum role_change_kind);
const char	*role_change_state_words(enum role_change_state);
/* "Programme staff of Bridgewell", "Partner at Ashby NHS Trust" */
const char	*role_where(struct arena *, enum role_name,
		    const char *programme, const char *organisation);
