#pragma once
/*
 * figures - rates, ratios and what may be said of them, from what is told.
 */
#include "protect.h"

/* table has its outcome and characteristic; the rest is filled. */
void	figures(struct arena *, const struct protection *,
	    const struct shown_table *, struct equity_table *);

/* Comparisons of one outcome's tables, those of a headline together: p-values
 * made larger for being several, codes, and sentences. */
void	judge(struct arena *, const struct protection *,
	    const struct shown_table *, struct equity_table *, size_t n,
	    const struct equity_selection *);

/* Of one comparison, from its tokens; at: a cohort, -1 all. */
struct side	{ struct token x, n, *cohort_x, *cohort_n; };
void	compare(struct arena *, const struct protection *, struct side group,
	    struct side reference, size_t ncohorts, bool ratio_allowed,
	    struct equity_comparison *);
bool	exact_pair(const struct equity_comparison *);
struct two pair_of(const struct equity_comparison *);

void	trend(struct arena *, const struct protection *,
	    const struct shown_table *, struct equity_table *);
