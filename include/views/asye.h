#pragma once
/* asye - what the pages of ASYEs show. */
#include "pages/asye_timetable.h"
#include "pages/filters.h"
#include "pages/list.h"
#include "pages/listing.h"
#include "pages/turns.h"
#include "queries.h"
#include "rules/asye_eligibility.h"
#include "views/components.h"

struct asyes_shown {
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct saved_links	 saved;
	struct asye_row_list	 rows;
	struct page_of		 page;
};

/* The page of one; what only those see who take part is empty for others. */
struct asye_shown {
	const struct asye_record	*asye;
	struct asye_share_list		 shares;
	const struct asye_terms		*terms;		/* or NULL */
	struct asye_event_row_list	 events;
	struct asye_correction_list	 corrections;
	const struct asye_correctable	*correctable;	/* or NULL */
	const struct asye_undoable	*undoable;	/* or NULL */
	bool				 keeps;	/* may record of it */
	struct flag_shown_list		 flags;
};

/* Registering somebody: what is asked, and what it was judged to be. */
struct asye_entry {
	const struct asye_candidate	*who;
	struct asye_applicant		 facts;
	struct cautions			 cautions;
	const struct asye_place		*employer, *host, *provider, *agency;
	const char			*role_title, *agency_agreed;
	int64_t				 fte;
	int64_t				 pays, supervises, assesses;
};

enum { ASYE_TITLE_MAX = 120 };

/* What one was registered with is corrected; it would be as `is`. */
struct correction {
	const struct asye_record	*asye;
	const struct asye_correction	*undone;	/* or NULL */
	const struct asye_correctable	*may;
	struct asye_reason_line_list	 reasons;
	struct asye_record		 is;
	const struct asye_reason_line	*reason;
	const char			*words;
	struct cautions			 cautions;
	struct asye_timetable		 t;
	struct asye_due			*would;		/* be due */
};
/* "start: 1 September 2025 instead of 8 September 2025" */
const char		*correction_words(struct arena *,
			    const struct asye_correction *);

/* What happens to one: chosen, then described. */
struct asye_step {
	const struct asye_record	*asye;
	struct asye_choice_list		 choices;
	struct asye_step_reason_list		 reasons;
	enum asye_change		 change;
	const struct asye_event_row	*undone;	/* what is undone */
	const struct asye_place		*employer, *host, *provider;
	const char			*reason, *words;
	struct date			 on;
};

/* The form of a duty: given, ended or undone. */
struct asye_duty_form {
	const struct asye_record	*asye;
	enum asye_duty_kind		 duty;
	struct place_held		 place;
	const struct turn_row		*latest;	/* or NULL */
	const struct option		*choices;
};

/* "Six-month review held", as tags and filters have it. */
const char		*asye_state_words(enum asye_state);
const char		*asye_duty_words(enum asye_duty_kind);
const char		*framework_kind_words(enum framework_kind);
/* Is it under way: neither over nor left? */
bool			 asye_is_live(enum asye_state);
/* "Registered", "Transferred to another employer: moved home" */
const char		*asye_event_words(struct arena *,
			    const struct asye_event_row *);
/* "Withdraw from the ASYE"; the same done; what a choice does. */
const char		*asye_step_title(enum asye_change);
const char		*asye_step_hint(enum asye_change);
/* "Withdrawn", as it is told afterwards. */
const char		*asye_deed_words(enum asye_change);
const struct option	*asye_step_reason_options(struct arena *,
			    struct asye_step_reason_list);

struct coverage_shown {
	struct asked			 asked;
	struct chosen_list		 chosen;
	struct coverage_row_list	 rows;
	struct page_of			 page;
};

struct uncovered_shown {
	struct asked		 asked;
	struct chosen_list	 chosen;
	struct saved_links	 saved;
	struct uncovered_list	 rows;
	struct page_of		 page;
};

struct absence_form {
	const struct asye_candidate	*who;
	const struct option		*reasons;
};

struct frameworks_shown {
	struct framework_row_list		 rows;
	struct framework_review_row_list	 reviews;
	struct framework_minimum_row_list	 minimums;
};

/* "2 not there for them, 1 neither" */
const char		*coverage_whose(struct arena *,
			    const struct coverage_row *);
const char		*reason_whose_words(enum reason_whose);
const char		*evidence_kind_words(enum evidence_kind);
/* "3 by a registered social worker. 2 by the ASYE assessor." */
const char		*minimum_rule_words(struct arena *,
			    const struct framework_minimum_row *);
