#pragma once
/*
 * flags_told - from counts of flags to what an audience is told of them.
 */
#include "equity/fairness.h"
#include "protect.h"
#include "report/flags.h"

/* Of one group: the four, what followed, and after how many days, and one, half
 * of the flagged had been spoken to; 0: never. */
struct counted { struct flags f; int64_t after[AFTERS], half_after; };

/* One line as it is: the group of the headline, its reference, the rest. */
struct both { struct counted of, reference, unknown; };

/* Which parts of a line may be told: of those with an outcome, of the others,
 * and what followed. */
struct safe { bool events, others, after[AFTERS]; };

struct safe safe_of(const struct protection *, const struct both *);

/* What is said of it, of the parts that may be told. */
void	show_line(struct arena *, const struct protection *,
	    const struct both *, const struct safe *, struct flag_line *);
void	hide_line(struct flag_line *);
