#pragma once
/*
 * selection - which of a list of trainees an address asks for, in what order.
 *
 * All of it stands in the query: ?standing= host= stage= state= waiting=
 * search= sort= page=.  A value that means nothing here is treated as absent.
 * Sorting is by "name", "host", "done", "expected", "behind" or "waiting",
 * numbers with the biggest first and words from A to Z; behind "-" the other
 * way round.
 */
#include "pages/list.h"
#include "pages/progress.h"
#include "pages/search.h"
#include "views/components.h"

enum sorting {
	BY_NAME, BY_HOST, BY_DONE, BY_EXPECTED, BY_BEHIND, BY_WAITING, SORTINGS
};

struct selection {
	bool			 by_standing;
	enum standing		 standing;
	bool			 behind;	/* or well behind */
	enum enrolment_state	 state;		/* 0: whichever */
	enum placement_stage	 stage;
	int64_t			 host;
	bool			 waiting;	/* days to be confirmed */
	struct search_terms	 terms;		/* of the name */
	enum sorting		 sorting;
	bool			 reversed;	/* against its usual way */
	bool			 sortable;	/* else in the order of names */
};

/* Leaves nothing in the query's form that was not understood. */
struct selection	 selection_asked(struct request *);
/* Those that it names, in its order; the list is the arena's. */
struct progress_list	 selection_of(struct arena *, const struct selection *,
			    const struct progress_list *);
/* One page of them; the form's page becomes the one that is shown. */
struct progress_list	 selection_page(struct request *, struct page_of *,
			    const struct progress_list *);

/* "well-behind", as addresses have it; BEHIND_CODE stands for both kinds. */
#define BEHIND_CODE	"behind-or-well-behind"
const char		*standing_code(enum standing);
const char		*standing_colour(enum standing);	/* of its tag */
const char		*stage_words(enum placement_stage);	/* "First" */
const char		*enrolment_words(enum enrolment_state);	/* "Enrolled" */

/* Options of the filters; hosts are those of the list. */
const struct option	*standing_options(void);
const struct option	*enrolment_options(void);
const struct option	*stage_options(void);
const struct option	*host_options(struct arena *,
			    const struct progress_list *);

/* A filter that is set: what it says, and the address without it. */
struct chosen { const char *what; struct url without; };
struct chosen_list { const struct chosen *v; size_t n; };

struct chosen_list	 selection_chosen(const struct request *,
			    const struct selection *,
			    const struct option *hosts);

/* The header of a column that can be sorted. */
const char		*sort_state(const struct selection *, enum sorting);
struct url		 sort_url(const struct request *,
			    const struct selection *, enum sorting);

/* How many of a list are enrolled, behind and so on. */
struct tally {
	size_t	 people, offered, enrolled, deferred, paused, withdrawn;
	size_t	 completed;
	size_t	 standing[COMPLETE + 1];	/* of those enrolled */
	size_t	 waiting;			/* people with such days */
	int64_t	 waiting_days;
};

struct tally		 tally_of(const struct progress_list *);
