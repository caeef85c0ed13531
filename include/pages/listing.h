#pragma once
/*
 * listing - a list that an address filters, sorts and pages.
 *
 * A listing is a table of filters and of columns.  All that is asked of it
 * stands in the query: a parameter for each filter, sort= the code of a
 * column, behind "-" against its usual way, page=, and saved= the filter that
 * the address was kept as.  What means nothing here is treated as absent.
 */
#include "core/request.h"
#include "pages/list.h"
#include "views/components.h"

/* TYPED: any text.  CHOSEN: one of its options.  ROW: the id of a row, whose
 * options come with the list.  TICKED: "yes", and no field of its own. */
enum filter_kind { TYPED, CHOSEN, ROW, TICKED };

struct filter {
	const char		*name, *label;
	enum filter_kind	 kind;
	const struct option	*(*offered)(void);	/* of CHOSEN */
};

/* falls: numbers begin with the biggest, words from A.  The first column is
 * what a list is sorted by unless somebody asks otherwise. */
struct list_column {
	const char	*code;		/* NULL: it cannot be sorted */
	const char	*words;
	bool		 numeric, falls;
};

enum { FILTERS_MAX = 10 };

struct listing {
	const char		*label;		/* "Trainees" */
	struct filter		 filters[FILTERS_MAX];	/* name NULL ends */
	const struct list_column	*columns;
	size_t			 ncolumns;
};

struct asked {
	const struct listing	*listing;
	const char		*values[FILTERS_MAX];	/* or "" */
	const struct option	*rows[FILTERS_MAX];	/* of ROWs */
	size_t			 sorting;	/* the column */
	bool			 reversed;	/* against its usual way */
	bool			 fixed;		/* it cannot be sorted now */
	size_t			 without;	/* a column left out; 0: none */
	const char		*unknown;	/* is none, or NULL */
};

/* What a query asks of a listing. */
struct asked	 asked_of(const struct form *, const struct listing *);
/* The same of the request's, whose form keeps only what was understood. */
struct asked	 listing_asked(struct request *, const struct listing *);
/* What is asked as a query, without page and saved: "stage=last&sort=-done". */
const char	*asked_query(struct arena *, const struct asked *);
bool		 asked_anything(const struct asked *);
/* A ROW's id, 0 when none is asked for. */
int64_t		 asked_row(const struct asked *, size_t filter);
bool		 asked_is(const struct asked *, size_t filter,
		    const char *value);

/* A filter that is set: what it says, and the address without it. */
struct chosen { const char *what; struct url without; };
struct chosen_list { const struct chosen *v; size_t n; };
struct chosen_list	 listing_chosen(const struct request *,
			    const struct asked *);
/* What one says: "Stage: Last"; NULL when it is not set. */
const char		*filter_words(struct arena *, const struct asked *,
			    size_t filter);

/* The header of a column; the state is NULL where it cannot be sorted. */
const char	*sort_state(const struct asked *, size_t column);
struct url	 sort_url(const struct request *, const struct asked *,
		    size_t column);

/* The part of a list of n that a page shows; a page behind the last is the
 * last, also in the request's form. */
struct shown_part { size_t from, n; };
struct shown_part listing_part(struct request *, struct page_of *, size_t n);

/* The label of a value; NULL when it is not among them. */
const char	*option_label(const struct option *, const char *value);
