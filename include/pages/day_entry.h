#pragma once
/*
 * day_entry - one placement day as a form holds it, read, checked and stored.
 *
 * A form may hold several: the names of a day's fields begin with a prefix,
 * "" for the form of one day and "monday-" for a day of the form of a week.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/schedule.h"

enum { DID_MAX = 2000, STANDARDS_MAX = 9 };

struct day_entry {
	const char		*prefix;
	struct date		 on;
	int			 halves;
	enum day_kind		 kind;
	enum absence_reason	 absence;
	const char		*did;		/* "" when absent and silent */
	int64_t			 standards[STANDARDS_MAX];
	size_t			 nstandards;
	const struct day	*changes;	/* the day that this changes */
};

/* The fields' words, in the order of the database's enums, NULL at the end. */
extern const char *const	 day_lengths[];		/* "full", "half" */
extern const char *const	 day_kinds[];
extern const char *const	 absence_reasons[];
const char	*absence_words(enum absence_reason);	/* "Sickness" */
const char	*day_state_words(enum day_state);	/* "Returned" */
/* "Full day", "Half day absent: sickness" */
const char	*day_words(struct arena *, const struct day *);
const char	*field_of(struct arena *, const char *prefix, const char *name);

/* Reads what was done; the date is the caller's to read first. */
void		 entry_read(struct request *, struct day_entry *,
		    const struct standard_list *);
/* Holds it against the rules of its placement; refusals go into the form. */
void		 entry_check(struct request *, const struct placement *,
		    const struct schedule *, const struct day_entry *);
/* Shows a day that is there in a form that was not sent yet. */
void		 entry_show(struct request *, const char *prefix,
		    const struct day *);
/* 0 when somebody logged that date meanwhile; the reason is in the form. */
int64_t		 entry_insert(struct request *, const struct placement *,
		    const struct day_entry *);
