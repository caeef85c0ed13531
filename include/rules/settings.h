#pragma once
/*
 * settings - the numbers of a scheme as people read and type them.
 *
 * Half-days are written as days, 2 or 2½; the day of a year as 30 November,
 * kept as 1130; a choice as its words.  Sentences live in the arena or the
 * program.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

enum setting_writing {
	SETTING_WHOLE, SETTING_HALF_DAYS, SETTING_MONTH_DAY, SETTING_CHOICE
};

struct setting_kind {
	enum setting_writing	 writing;
	const char		*one, *many;	/* "month", "months" */
	int64_t			 least, most;
	const char *const	*choices;	/* from least to most */
	size_t			 nchoices;
	int64_t			 apart;		/* a value that is no amount */
	const char		*apart_words;	/* but this; or NULL */
};

/* "24 months", "2½ days", "30 November", "Yes", "No limit" */
const char	*setting_in_words(struct arena *, const struct setting_kind *,
		    int64_t);
/* The same as it is typed: "24", "2.5", "30 November", "1" */
const char	*setting_as_typed(struct arena *, const struct setting_kind *,
		    int64_t);
/* "between 1 and 120 months" */
const char	*setting_bounds(struct arena *, const struct setting_kind *);
/* What was typed, and something was; NULL, or why it will not do. */
const char	*setting_read(struct arena *, const struct setting_kind *,
		    const char *typed, int64_t *value);
/* The same of a value as it is kept, "1130". */
const char	*setting_kept(struct arena *, const struct setting_kind *,
		    const char *digits, int64_t *value);

/* One version of many: what a programme has from one day to another. */
struct setting_span {
	struct date	from, to;	/* no `to`: until further notice */
	bool		national;	/* as the national default is */
	int64_t		value;
};

/* The value on a day. */
int64_t		 setting_on(const struct setting_span *, size_t n,
		    int64_t national, struct date);
