#pragma once
/*
 * flags_facts - rows of many people's facts, in the order of the people, and
 * what reads them.
 */
#include "jobs/flags.h"

/* Rows of a batch, and how far they were used. */
#define ROWS(name)	struct fact_##name##_list name; size_t at_##name
struct facts {
	struct arena			*arena;
	int				 today;
	ROWS(state);
	ROWS(placement);
	ROWS(pattern);
	ROWS(gap);
	ROWS(move);
	ROWS(days);
	ROWS(document);
	struct fact_return_list		 returned;
	size_t				 at_returned;
	ROWS(asye);
	ROWS(year);
	ROWS(review);
	ROWS(promise);
	ROWS(feedback);
	ROWS(week);
	ROWS(adjustment);
	ROWS(attempt);
	ROWS(decision);
	ROWS(session);
	ROWS(concern);
	ROWS(step);
	struct fact_guide_list		 educator, assessor;
	size_t				 at_educator, at_assessor;
	struct fact_load_list		 educator_load, assessor_load;
	struct fact_need_list		 need;
};

/* The rows of a list that go on with a key, which are used by this. */
#define TAKE(r, name, key, id, first, count) do {			\
	(first) = (r)->name.v + (r)->at_##name;				\
	while ((r)->at_##name < (r)->name.n &&				\
	    (r)->name.v[(r)->at_##name].key == (id))			\
		(r)->at_##name++;					\
	(count) = (size_t)((r)->name.v + (r)->at_##name - (first));	\
} while (0)

int		 day_or(struct date, int otherwise);
int		 day_of(struct date);	/* FLAG_NEVER without one */
/* When something was recorded: today at the latest. */
int		 known_on(const struct facts *, struct date);

/* Documents, with room behind them for so many more. */
struct flag_document *documents_from(struct facts *,
		    const struct fact_document *, size_t n, size_t more);
/* Supervision that the ledger alone knows of, behind documents: the minutes of
 * a session, or of all in the week. */
size_t		 sessions_from(const struct facts *, const struct fact_week *,
		    size_t n, bool of_week, struct flag_document *);
struct flag_span *returns_from(struct facts *, const struct fact_return *,
		    size_t n);
struct flag_guide *guides_from(struct facts *, const struct fact_guide *,
		    size_t n, const struct fact_load_list *);

void		 read_placement(struct facts *, const struct fact_placement *,
		    struct flag_placement *);
void		 read_asye(struct facts *, const struct fact_asye *,
		    struct flag_asye *);
