#pragma once
/* asye - what the pages of ASYEs show. */
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"
#include "views/components.h"

struct asyes_shown {
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct asye_row_list	 rows;
	struct page_of		 page;
};

/* "Six-month review held", as tags and filters have it. */
const char		*asye_state_words(enum asye_state);
const char		*asye_duty_words(enum asye_duty_kind);
const char		*framework_kind_words(enum framework_kind);
/* Is it under way: neither over nor left? */
bool			 asye_is_live(enum asye_state);
