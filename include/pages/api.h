#pragma once
/*
 * api - what the pages of the API share.
 */
#include "core/request.h"
#include "exchange/json.h"
#include "exchange/page.h"
#include "queries.h"

/* One question of a program, while it is answered. */
struct api_call {
	struct request			*req;
	struct api_caller		*who;	/* NULL: nobody whom we know */
	const struct exchange_table	*table;	/* NULL: of none */
	enum exchange_reader		 reader;
	struct exchange_page		 page;
	const char			*asked;	/* "cohort=3&after=9" */
	int64_t				 organisation;	/* asked for */
	int64_t				 limit, rows, last;
	bool				 more;
};

/* "waymark_" and 64 digits */
#define API_PREFIX	"waymark_"

/* Why there is no other answer, as RFC 9457 has it; answers the status. */
enum status	 api_problem(struct request *, enum status, const char *why);
/* The same for what no page of the API said. */
void		 api_error(struct request *, enum status);
/* Reads what is asked of which rows; OK, or a problem. */
enum status	 api_asked(struct api_call *);
/* The rows. */
enum status	 api_rows(struct api_call *);
