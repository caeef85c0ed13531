#pragma once
/*
 * reflections - what the views of reflections show.
 */
#include "pages/list.h"
#include "queries.h"
#include "views/telltales.h"

enum {
	REFLECTION_TITLE_MAX = 200, REFLECTION_WORDS_MAX = 20000,
	REFLECTION_PROMPT_MAX = 10000, REFLECTION_REASON_MAX = 1000
};

/* What an entry or a copy of one says. */
struct reflection_text {
	struct date	 on_day;
	const char	*title, *words, *happened, *so_what, *now_what;
	struct int_list	 standard_ids;
};
#define reflection_text_of(r)						\
	((struct reflection_text){ (r)->on_day, (r)->title, (r)->words,	\
	    (r)->happened, (r)->so_what, (r)->now_what, (r)->standard_ids })
#define reflection_copy_of(r)						\
	((struct reflection_text){ (r)->on_day, (r)->title, (r)->words,	\
	    (r)->happened, (r)->so_what, (r)->now_what })

struct reflections_shown {
	struct reflection_line_list	 mine;
	struct reflection_copy_list	 shared;	/* by others, with me */
	struct page_of			 page;
	const char			*search;
};

struct reflection_shown {
	const struct reflection			*entry;
	struct telltale_list			 warnings;
	struct reflection_before_list		 versions;
	struct reflection_shared_list		 shares;
	struct submission_list			 submissions;
	struct reflection_reader_list		 readers;
	const struct asye_for_reflection	*asye;	/* or NULL */
	struct standard_list			 standards;
};

/* "Critical reflection and analysis, Values and ethics"; NULL when none. */
const char	*reflection_standards(struct arena *,
		    const struct standard_list *, struct int_list);
