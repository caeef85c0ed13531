#pragma once
/* educators - what the register of practice educators shows. */
#include "charts/bars.h"
#include "pages/filters.h"
#include "pages/register.h"

/* How many of those on the register that one may see need what. */
struct register_tally {
	size_t	 on_register, left, needing;
	size_t	 needs[ATTENTIONS];
};

struct register_shown {
	struct asked		 asked;
	struct register_tally	 tally;
	struct chosen_list	 chosen;
	struct saved_links	 saved;
	struct registered_list	 rows;
	struct page_of		 page;
	bool			 truncated;	/* there are more */
	bool			 searched;
};

/* A month, the most learners at once in it. */
struct load_month { const char *name; int most; };
enum { LOAD_MONTHS = 12 };

struct educator_shown {
	const struct registered		*entry;
	struct educator_entry_list	 entries;
	struct educator_conflict_list	 conflicts;
	struct learner_now_list		 placements;
	struct load_month		 months[LOAD_MONTHS];
	struct bars_chart		 chart;
	int				 unseen;	/* learners today */
	bool				 staff, own;
};

/* A form of an entry's, and what it is about. */
struct entry_form {
	const char	*title, *submit;
	struct url	 back;
};

const char	*learner_state(const struct learner_now *, struct date today);
bool		 learner_now(const struct learner_now *, struct date today);
const char	*educator_event_words(struct arena *,
		    const struct educator_event *);
const char	*entry_words(struct arena *, const struct educator_entry *);
