#pragma once
/*
 * selection - which of a list of trainees an address asks for, in what order.
 *
 * Filters: search= standing= host= stage= state= waiting=; columns: "name",
 * "done", "expected", "behind", "waiting" and "host".  See pages/listing.h.
 */
#include "pages/list.h"
#include "pages/listing.h"
#include "pages/progress.h"
#include "pages/search.h"
#include "views/components.h"

enum trainee_filter {
	BY_SEARCH, BY_STANDING, BY_HOST, BY_STAGE, BY_STATE, BY_WAITING
};
enum trainee_column {
	NAME_COLUMN, DONE_COLUMN, EXPECTED_COLUMN, BEHIND_COLUMN,
	WAITING_COLUMN, STANDING_COLUMN, COHORT_COLUMN, HOST_COLUMN
};

/* Of lists of trainees anywhere, and of those of one cohort. */
extern const struct listing	trainee_listing, cohort_listing;

struct selection {
	struct asked		 asked;
	struct search_terms	 terms;		/* of the name */
};

/* Leaves nothing in the query's form that was not understood. */
struct selection	 selection_asked(struct request *,
			    const struct listing *);
/* The same of what was kept as a query. */
struct selection	 selection_kept(struct request *,
			    const struct listing *, const char *query);
/* Those that it names, in its order; the list is the arena's. */
struct progress_list	 selection_of(struct arena *, const struct selection *,
			    const struct progress_list *);
/* How many they are. */
size_t			 selection_count(const struct selection *,
			    const struct progress_list *);
/* For saved_links(): those of a list, or -1 where a search has left only some
 * of it, or asks for what only the database knows. */
struct kept_of { const struct progress_list *all; bool searched; };
int64_t			 selection_counted(struct request *, const char *query,
			    void *kept_of);
/* One page of them; the form's page becomes the one that is shown. */
struct progress_list	 selection_page(struct request *, struct page_of *,
			    const struct progress_list *);

/* "well-behind", as addresses have it; BEHIND_CODE stands for both kinds. */
#define BEHIND_CODE	"behind-or-well-behind"
const char		*standing_code(enum standing);
const char		*standing_colour(enum standing);	/* of its tag */
const char		*stage_words(enum placement_stage);	/* "First" */
const char		*enrolment_words(enum enrolment_state);	/* "Enrolled" */

/* The hosts of a list, to filter it by. */
const struct option	*host_options(struct arena *,
			    const struct progress_list *);

/* How many of a list are enrolled, behind and so on. */
struct tally {
	size_t	 people, offered, enrolled, deferred, paused, withdrawn;
	size_t	 completed;
	size_t	 standing[COMPLETE + 1];	/* of those enrolled */
	size_t	 waiting;			/* people with such days */
	int64_t	 waiting_days;
};

struct tally		 tally_of(const struct progress_list *);
