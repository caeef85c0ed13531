#pragma once
/*
 * cells - what a table tells, number by number, and whom each of them counts.
 */
#include "release.h"

/* Of every line, and, with all cohorts together, of everybody. */
enum measure { PEOPLE, EVENTS, REST, STARTED, PENDING, MEASURES };
extern const char *const measures[MEASURES];

/* The cells of a table, as the database takes them; sets: hashes of whom they
 * count, NULL as long as nobody looked (release_look_up). */
struct cells {
	size_t		  n;
	const char	**lines, **measures, **tokens, **sets;
	int64_t		 *numbers, *least, *most;
};

/* A line's token, of all cohorts together. */
struct token	*token_of(struct shown *, size_t measure);
/* Of a cohort by its place, or of all of them (-1). */
struct cells	 cells_of(struct arena *, const struct shown_table *,
		    int cohort);
/* How many cohorts are told one by one. */
size_t		 cohorts_told(const struct shown_table *);
/* Those that releasing is of. */
struct int_list	 cohorts_of(const struct releasing *, int cohort);
/* Is it to the letter what was given last?  It tells nothing then, whoever is
 * counted by now. */
bool		 is_as_before(const struct releasing *, const struct cells *,
		    int cohort);
