#pragma once
/* data_rights - words and choices of the pages about data protection. */
#include "queries.h"
#include "views/components.h"

const struct option	*rights_kind_options(void);
const char	*rights_kind_words(const char *kind);
const char	*rights_state_words(const struct rights_request *);
bool		 rights_is_open(const struct rights_request *);
const char	*erasure_state_words(const struct erasure *);
const char	*opening_state_words(const struct opening *);

/* All that staff see of it on one page. */
struct data_desk {
	bool				officer;
	struct rights_request_list	requests;
	struct legal_hold_list		holds;
	struct erasure_list		erasures;
	struct opening_list		openings;
	struct closing_programme_list	programmes;
};

struct erasure_shown {
	const struct erasure		*e;
	struct erasure_class_list	 outlook;
	struct erasure_line_list	 lines;
};

/* A table of an opened record. */
struct opened_part { const char *label; struct held_row_list rows; };
struct opened_record {
	const struct opening	*o;
	struct opened_part	*parts;
	size_t			 n;
};
