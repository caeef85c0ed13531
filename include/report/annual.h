#pragma once
/*
 * report/annual - the annual return of a programme, as its audience may know
 * it: what funders and the regulator ask, with the definition of every figure.
 *
 * Each table shares people, or what they did, out between its figures, a line
 * a cohort, and has totals.  Numbers go the way of the equity report's: counts
 * never leave this room, tokens do.  For staff, counts that are small, and
 * those that would tell one, are left out; for funders and everybody all are
 * rounded as NHS Digital rounds.  What was given is kept, and nothing is given
 * that would tell a small number beside it: then it is what was given last.
 */
#include "report/equity.h"

struct annual_figure { const char *heading, *definition; };

struct annual_table {
	const char			*code, *title, *line, *of, *asked,
					*counted;
	const struct annual_figure	*figures;
	size_t				 nfigures;
	const char			*withheld;	/* why, or NULL */
	struct date			 released_on;	/* set: as given then */
	const char			**lines;
	size_t				 nlines;
	/* Line by line the figures and their total; the last line is all. */
	struct token			*tokens;
};

struct annual_return {
	const char		*programme;
	enum equity_audience	 audience;	/* staff or public */
	struct date		 as_of;
	struct annual_table	*tables;
	size_t			 ntables;
};

/* The cell of a line, nlines being all of them, and of a figure, nfigures
 * being their total. */
const struct token	*annual_token(const struct annual_table *,
			    size_t line, size_t figure);
/* NULL for whoever is not of the staff.  That it was asked for is recorded with
 * the reference of the request. */
struct annual_return	*annual_return(struct db *, struct arena *,
			    enum equity_audience, int64_t programme,
			    struct date today, const char *reference);
