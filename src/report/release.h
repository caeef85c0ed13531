#pragma once
/*
 * release - what may be given beside all that was given already (the equity
 * method, section 6.6).
 */
#include "protect.h"

/* Whose figures they are, and what of. */
struct releasing {
	struct db			*db;
	struct arena			*arena;
	const struct protection		*for_whom;
	int64_t				 programme;
	const char			*outcome, *by, *reference;
	struct int_list			 cohorts;
};

/* A table, and what it is of: the same programme, cohorts and audience. */
struct to_release { struct releasing by; struct shown_table *table; };

/* Looks up whom the cells of all of them count, before each is released. */
void	release_look_up(const struct to_release *, size_t n);
/* Writes a table down as given, or changes it: to the one that was given last
 * (released_on), or to none. */
void	release(const struct to_release *);

/* All that figures beside the tables are worked out from.  told: a reader may
 * take this number for the count. */
struct series {
	const char	**labels;
	int64_t		 *counts, *told;
	size_t		  n, room;
	struct date	  released_on;	/* set: as it was given then */
};

void	series_add(struct arena *, struct series *, const char *label,
	    int64_t count, bool told);
/* -1: there is none of that label. */
int64_t	series_count(const struct series *, const char *label);
bool	series_told(const struct series *, const char *label);

/* Does it fit beside what was told of that, or what tables of its outcome told
 * of everybody?  It is not written down. */
bool	series_fits(const struct releasing *, const char *what,
	    const struct series *now);
bool	series_fits_everybody(const struct releasing *,
	    const struct series *now);
/* What may be given of it, written down: itself, the one before it, or nothing
 * (NULL).  Whose counts are exact is given it as it is. */
const struct series *release_series(const struct releasing *,
	    const char *what, const struct series *now);
