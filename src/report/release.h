#pragma once
/*
 * release - what may be given beside all that was given already (the equity
 * method, section 6.6).
 */
#include "protect.h"

/* Whose table it is, and what of. */
struct releasing {
	struct db		*db;
	struct arena		*arena;
	enum equity_audience	 audience;
	int64_t			 programme;
	const char		*outcome, *by, *reference;
	struct int_list		 cohorts;
};

/* Writes a table down as given, or changes it: to the one that was given last
 * (released_on), or to none. */
void	release(const struct releasing *, struct shown_table *);
