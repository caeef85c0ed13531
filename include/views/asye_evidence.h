#pragma once
/* asye_evidence - what the pages of an ASYE's evidence and standards show. */
#include "charts/moments.h"
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"
#include "views/asye_minimums.h"

struct evidence_row {
	const struct evidence_item	*item;
	const char	*title, *by_whom, *state, *mapping;
	bool		 questioned;
	struct url	 read, map;		/* NULL in it: not open */
};
struct evidence_shown {
	const struct asye_record *asye;
	struct minimums_shown	 minimums;
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct evidence_row	*rows;
	size_t			 n;
	struct page_of		 page;
};

/* A set of standards that can be chosen, and whether it is. */
struct set_choice { int64_t id; const char *code, *name; bool chosen; };
struct set_choices { struct set_choice *v; size_t n; };

struct mapping_shown {
	const struct asye_record	*asye;
	struct evidence_row		 row;
	struct evidence_tag_list	 tags;
	struct implied_standard_list	 implied;
	struct set_choices		 sets;
	const struct option		*standards;	/* of the chosen set */
	const char			*was;		/* "12 15", ticked */
	bool				 may_map;
};

struct tag_shown {
	const struct asye_record	*asye;
	const struct evidence_tag	*tag;
	const char			*item;
	struct url			 back;
	const struct option		*options;	/* none: NULL */
};

struct standard_shown {
	const struct held_standard	*standard;
	int64_t		 items[MINIMUM_KINDS], direct[MINIMUM_KINDS];
	int64_t		 of_all, direct_of_all;
};
struct standards_seen {
	const struct asye_record	*asye;
	struct set_choices		 sets;
	const struct held_standard	*set;	/* any of the chosen set */
	struct url			 official; /* its text, or NULL in it */
	struct standard_shown		*v;	/* of the chosen set */
	size_t				 n;
	bool				 shown[MINIMUM_KINDS];
	const char			*gaps, *only_implied;
};

/* Where somebody was seen, one column a moment. */
enum { SEEN_COLUMNS = 8 };
struct seen_row { const char *label; const char *words[SEEN_COLUMNS]; };
struct seen_shown {
	const struct asye_record	*asye;
	const char		*columns[SEEN_COLUMNS];
	size_t			 ncolumns;
	struct seen_row		*rows;
	size_t			 nrows;
	struct moments_chart	 chart;
	bool			 drawn;		/* is anything in the chart? */
};

struct crosswalk_row {
	const struct one_standard	*from;
	struct crossing_list		 to;
};
struct crosswalk_shown {
	const struct crosswalk_programme *programme;
	struct whole_set_list		 sets;
	const struct whole_set		*from, *to;
	struct crosswalk_row		*rows;
	size_t				 n;
};
struct pair_find {
	const struct crosswalk_programme *programme;
	const struct whole_set		*from, *to;
	const struct option		*ones, *others;
};
struct pair_shown {
	const struct crosswalk_programme *programme;
	const struct one_standard	*from, *to;
	const struct crosswalk_pair	*pair;
	struct crosswalk_version_list	 versions;
};

/* The chosen one, or 0. */
int64_t			 set_chosen(struct set_choices);
/* "KSS 5" of set KSS-ADULTS. */
const char		*standard_words(struct arena *, const char *set,
			    const char *code);
const char		*tag_state_words(enum tag_state);
