#pragma once
/* modules - what the views of modules show. */
#include "pages/listing.h"
#include "pages/modules.h"
#include "views/components.h"

/* An offering in the list: how many of its people stand how. */
struct module_tally {
	size_t	people, low;
	size_t	states[MODULE_STATES];
};

struct module_line {
	const struct offering	*offering;
	struct module_tally	 tally;
};
struct module_line_list { const struct module_line *v; size_t n; };

/* What was chosen of an offering's people: MODULE_STATES and NULL are all. */
struct module_choice {
	enum module_state	 state;
	bool			 low;		/* attendance */
};

struct module_shown {
	const struct offering		*offering;
	struct component_list		 components;
	struct module_session_list	 sessions;
	struct module_tally		 tally;
	struct module_choice		 choice;
	struct standing_in_list		 rows;
	struct page_of			 page;
	int				 weight;	/* of the components */
};

/* One of the cohort's matrix: a standing for each of its offerings. */
struct matrix_row {
	const struct taker		*taker;
	const struct standing_in	*cells;
};
struct matrix_row_list { const struct matrix_row *v; size_t n; };

struct matrix_shown {
	const struct cohort		*cohort;
	struct offering_list		 offerings;
	const struct module_tally	*tallies;	/* one an offering */
	struct matrix_row_list		 rows;
	struct page_of			 page;
};

/* One decision that somebody chose, held against the rules. */
struct chosen_decision {
	const struct standing_in	*of;
	enum board_wish			 wish;
	const char			*value;		/* of its field */
	const char			*refused;	/* or NULL */
};
struct chosen_decision_list { const struct chosen_decision *v; size_t n; };

struct board_shown {
	const struct offering		*offering;
	struct chosen_decision_list	 chosen;
	bool				 resits;
	size_t				 refused;
};

/* A trainee's own module. */
struct own_module {
	const struct offering		*offering;
	const struct standing_in	*in;
	const struct own_session	*sessions;
	size_t				 nsessions;
};
struct own_module_list { const struct own_module *v; size_t n; };

struct module_tally	 tally_modules(struct standing_in_list);
const char		*module_state_colour(enum module_state);
const struct option	*module_options(struct arena *, struct module_list);
const struct option	*presence_options(struct arena *);
const struct option	*extension_options(void);
/* Those that the record allows, for one trainee. */
const struct option	*decision_options(struct arena *,
			    const struct standing_in *,
			    const struct module_rules *);
/* The name of the field of one trainee or attempt: "mark-17". */
const char		*field_for(struct arena *, const char *what,
			    int64_t id);
/* "62, confirmed. Board of 3 June 2026: Pass" */
const char	*earlier_part_words(struct arena *,
		    const struct earlier_part *);
/* "2 hours", "1 hour 30 minutes" */
const char		*minutes_words(struct arena *, int64_t);

/* The columns of its table. */
extern const struct listing	modules_listing;
