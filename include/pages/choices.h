#pragma once
/*
 * choices - what forms about placements offer to choose from, and what of it
 * was chosen: stages, days, codes of settings and features, rows by their id.
 */
#include "core/request.h"
#include "rules/matching.h"
#include "views/components.h"

struct host_list;

enum { CODES_MAX = 16 };

extern const char *const	stage_codes[];	/* first, contrasting, last */

const struct option	*placement_stage_options(void);
const struct option	*day_options(void);
/* Of a table of codes; with `nothing`, that stands first for no choice. */
const struct option	*code_options(struct arena *,
			    const struct match_word *, const char *nothing);
/* Of rows; their ids are sent. */
const struct option	*host_options_of(struct arena *, struct host_list,
			    const char *nothing);

/* The codes that were ticked, each one that the table has, once. */
struct text_list	 codes_ticked(struct request *, const char *name,
			    const struct match_word *);
struct text_list	 stages_ticked(struct request *, const char *name);
/* Half-days, Monday to Sunday: two where the day was ticked. */
struct int_list		 days_ticked(struct request *, const char *name);
/* The number of the code that was chosen; 0 for none. */
int			 code_chosen(struct request *, const char *name,
			    const struct match_word *, const char *select);
/* The id that was chosen, one of the rows; 0, refused if `select` is said. */
int64_t			 host_chosen(struct request *, const char *name,
			    struct host_list, const char *select);
/* The record's values, where none were typed. */
void			 show_codes(struct request *, const char *name,
			    struct text_list);
void			 show_days(struct request *, const char *name,
			    struct int_list halves);
void			 show_number(struct request *, const char *name,
			    int64_t);
/* The version that the form was made from is the one there is now; else says
 * that what it is about changed meanwhile. */
bool			 is_version(struct request *, int64_t version,
			    const char *what);

/* "First, Last"; "Step-free access, No driving"; "Monday to Thursday". */
const char	*stages_words(struct arena *, struct text_list);
const char	*codes_words(struct arena *, const struct match_word *,
		    struct text_list);
const char	*week_words(struct arena *, struct int_list halves);
/* "Children and families"; "Not known yet" for NULL. */
const char	*setting_words(const char *code);
