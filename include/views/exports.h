#pragma once
/*
 * exports - what the views of spreadsheets to download show.
 */
#include "exchange/order.h"
#include "queries.h"
#include "views/components.h"

enum { EXPORT_RECIPIENT_MAX = 200, EXPORT_PURPOSE_MAX = 500 };

/* What can be asked for: tables, in which cohort, and of whose people. */
struct exports_offered {
	struct export_programme_list	 programmes;
	struct export_place_list	 cohorts, organisations;
	const struct option		*tables, *in, *of, *programme_options;
	const struct option		*readers, *formats;
	bool				 staff;
	int				 readers_own;	/* may ask for */
};

/* Whoever asks can send a table back that they made for this reader. */
bool		 export_comes_back(const struct request *, enum export_reader,
		    const struct exchange_table *);
/* "Modules and marks", "3 tables" */
const char	*export_title(struct arena *, const struct export *);
/* "Placements, Days, Marks" */
const char	*export_tables_words(struct arena *, struct text_list tables);
/* "Spring 2026, people of Brook Council" */
const char	*export_scope(struct arena *, const struct export *);
/* "Ready", "Being made: 1,200 of 96,000 rows" */
const char	*export_state_words(struct arena *, const struct export *);
