#pragma once
/*
 * exports - what the pages of spreadsheets to download share.
 */
#include "core/request.h"
#include "views/exports.h"

/* Makes it at once when it has few rows; else the jobs will. */
void	export_now(struct request *, int64_t id, int64_t rows_most);

/* What whoever asks may ask for. */
struct exports_offered	 exports_offered(struct request *);
/* What was chosen of it; what is wrong goes into the form.  A place is of the
 * list, and NULL is none, which is refused where select says so. */
struct text_list	 export_tables_chosen(struct request *,
			    const struct option *offered);
struct export_place	*export_place_chosen(struct form *, const char *name,
			    struct export_place_list, const char *select);
/* That of the cohort, else the one there is, else the one that was chosen. */
struct export_programme	*export_programme_chosen(struct request *,
			    const struct exports_offered *,
			    const struct export_place *cohort);

/* What was asked for, while it is read. */
struct export_wish {
	struct text_list	 tables;
	struct export_programme	*programme;
	int64_t			 cohort, organisation, person;
	bool			 own;		/* organisation */
	enum export_reader	 reader;
	enum export_format	 format;
	const char		*recipient, *purpose;
};

/* Of which programme, for whom and of whose people, its tables being known. */
void	 export_read_whose(struct request *, const struct exports_offered *,
	    const struct export_place *cohort, struct export_wish *);
