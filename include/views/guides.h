#pragma once
/* guides - what the pages of tutors and of who is beside a trainee show. */
#include "pages/list.h"
#include "pages/turns.h"
#include "views/components.h"

enum { TRAINEE_PLACES = HELD_ASYE };	/* tutor, unit and four duties */

/* A place of one trainee, with its page's address. */
struct guide_place {
	const struct guided	*trainee;
	struct place_held	 place;
	const struct turn_row	*latest;	/* or NULL */
	bool			 staff;		/* may change it */
};

struct guides_shown {
	const struct guided	*trainee;
	struct guide_place	 places[TRAINEE_PLACES];
	struct site_list	 sites;
	const struct beside	*beside;
	bool			 all_duties;	/* not one organisation's own */
};

/* A form that gives a place: to whom, from when, what speaks against it. */
struct guide_form {
	const struct guide_place *g;
	const struct option	*choices;
	struct cautions		 cautions;
	bool			 by_code;	/* organisations */
	bool			 by_email;	/* more than are listed */
};

struct guides_list_shown {
	struct guide_list	 rows;
	struct page_of		 page;
	bool			 filtered;
};

struct tutor_shown {
	const struct guide	*tutor;
	struct tutored_list	 trainees;
	struct page_of		 page;
};

struct hand_over_form {
	const struct guide	*tutor;
	const struct option	*choices;
	struct cautions		 cautions;
	int64_t			 trainees;
};

struct tutees_shown {
	const struct cohort	*cohort;
	struct tutee_list	 rows;
	struct page_of		 page;
	const struct option	*choices, *tutors;	/* ticks; who */
	const struct option	*filters;
	struct cautions		 cautions;
};

/* "Tutor", "Unit", "Pays them" */
const char	*held_words(enum held);
/* "Name a tutor", "Put into a unit", "Say who pays" and what it is after. */
const char	*held_first(enum held);
const char	*held_next(enum held);
/* "Ines Marsh, since 1 June 2026", "Leo Grant, from 1 September 2026" */
const char	*turn_words(struct arena *, const struct turn_row *,
		    struct date today);
/* "Ines Marsh is the tutor again until further notice" and the like. */
const char	*undoing_words(struct arena *, const struct place_held *);
/* The address of the form that sets a place. */
struct url	 held_url(struct arena *, const struct guide_place *,
		    const char *behind);
/* "12 of 16 trainees"; "leads 1 unit" */
const char	*load_words(struct arena *, const struct guide *,
		    enum role_name);
