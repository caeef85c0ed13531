#pragma once
/*
 * import_row - what one row of a cohort's file says, and what is wrong with it.
 *
 * A row is judged whole: every cell that will not do has its own problem, with
 * what is wrong and what to do about it.  A row without problems can be
 * stored.  Values that will not do are NULL, 0 or no date.
 *
 * Noise is passed over: space around and inside, the case of codes, hyphens
 * and full stops in codes, marks that cannot be seen.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"
#include "rules/import_problem.h"

enum import_column {
	IMPORT_FIRST_NAME, IMPORT_LAST_NAME, IMPORT_EMAIL, IMPORT_SWE_NUMBER,
	IMPORT_EMPLOYER_CODE, IMPORT_STARTS_ON, IMPORT_WORKING_DAYS,
	IMPORT_COLUMNS
};

enum { IMPORT_NAME_MAX = 100, IMPORT_EMAIL_MAX = 254 };

/*
 * The heading of a column, "first_name".  All must be there but swe_number and
 * working_days, which are Monday to Friday when they are left empty.
 */
const char	*import_heading(enum import_column);
bool		 import_required(enum import_column);

/* folded: the name as text_fold() has it. */
struct import_employer { int64_t id; const char *code, *folded; };

/* What rows are held against; without dates, any day may be the first. */
struct import_facts {
	const struct import_employer	*employers;
	size_t				 nemployers;
	struct date			 from, to; /* both, or none */
};

struct import_row {
	size_t			 number;	/* in the file */
	const char		*first_name, *last_name; /* NFC, one line */
	const char		*email;		/* its domain in lower case */
	const char		*swe_number;	/* "SW12345"; NULL when empty */
	int64_t			 employer_id;
	struct date		 starts_on;
	signed char		 halves[7];	/* Monday to Sunday */
	struct import_problems	 problems;
};

/* Cells are UTF-8; NULL for a column that the file does not have. */
struct import_row	 import_row(struct arena *, size_t number,
			    const char *const cells[IMPORT_COLUMNS],
			    const struct import_facts *);
void			 import_problem(struct arena *, struct import_row *,
			    enum import_column, const char *wrong,
			    const char *to_do);

/*
 * Problems that only several rows show: an email address or a Social Work
 * England number that stands in another row, or that is taken already.
 */
struct import_taken {
	const char	*email;		/* either may be NULL */
	const char	*swe_number;
	bool		 here;		/* and in this cohort */
};

void			 import_find_doubles(struct arena *,
			    struct import_row *, size_t n);
/* People of one name may be two: no problem, but something to look at. */
void			 import_find_namesakes(struct arena *,
			    struct import_row *, size_t n);
void			 import_find_taken(struct arena *,
			    struct import_row *, size_t n,
			    const struct import_taken *, size_t ntaken);
