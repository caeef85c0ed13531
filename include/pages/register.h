#pragma once
/*
 * register - entries of the register of practice educators, with what follows
 * from them today, and which of them an address asks for.
 *
 * Filters: search= attention= stage= organisation= state=; columns: "name",
 * "stage", "current", "registered" and "load".  See pages/listing.h.
 */
#include "core/request.h"
#include "pages/list.h"
#include "pages/selection.h"
#include "queries.h"
#include "rules/educators.h"
#include "views/components.h"

struct registered {
	const struct educator	*educator;
	struct educator_facts	 facts;
	struct educator_rules	 rules;
	enum peps		 stage;
	struct date		 current_until;	/* or no date */
	int			 load;		/* learners today */
	struct concern_list	 concerns;	/* none of who has left */
	size_t			 place;		/* in the order of names */
};

struct registered_list { struct registered *v; size_t n; };

/* All are seen to at once; what they need is of the request's arena. */
struct registered_list	 registered_of(struct request *,
			    const struct educator_list *);
/* One of them, or NULL: not there, or not for whoever asks. */
struct registered	*registered_by_id(struct request *, int64_t id);
struct educator_rules	 educator_rules_of(struct request *,
			    int64_t programme, int *capacity);

/* Does the asker work for this programme? */
bool			 is_of_staff(struct request *, int64_t programme);

/* Those that the form's search names. */
struct educator_list	 educators_searched(struct request *, int64_t at_most);

enum register_filter {
	OF_SEARCH, OF_ATTENTION, OF_STAGE, OF_ORGANISATION, OF_STATE
};
enum register_column {
	REGISTER_NAME, REGISTER_STAGE, REGISTER_CURRENT, REGISTER_REGISTERED,
	REGISTER_LOAD, REGISTER_NEEDS
};

extern const struct listing	register_listing;

/* Those that are asked for, in order; the search has been done already. */
struct registered_list	 register_chosen(struct arena *, const struct asked *,
			    const struct registered_list *);

/* What filters offer; organisations are those of the list. */
const struct option	*attention_options(void);
const struct option	*peps_options(void);
const struct option	*register_state_options(void);
const struct option	*organisation_options(struct arena *,
			    const struct registered_list *);

/* "Registration lapsed", as filters and tags have it. */
const char		*attention_words(enum attention);
const char		*attention_code(enum attention);
/* The one action that clears it. */
const char		*attention_action(enum attention);
struct url		 attention_url(struct arena *, enum attention,
			    const struct educator *);

const char		*registration_words(enum registration_status);
const char		*conflict_words(enum conflict_kind);
const char		*duty_words(enum educator_duty);
const struct option	*conflict_options(void);
const struct option	*stage_award_options(void);
const struct option	*registration_options(void);
/* The word of an option that a form chose; 0 and a reason when it is none. */
const char		*option_chosen(struct form *, const char *name,
			    const struct option *, const char *select);
const char		*capacity_words(struct arena *,
			    const struct registered *);
/* "SW12345" as somebody may type it; NULL when it is empty or wrong. */
const char		*swe_number_typed(struct form *, const char *name);

/* The employer that a form chose: one of the list, by its code, or nobody. */
struct maybe_int	 employer_chosen(struct request *,
			    struct employing_list);
/* Programmes of mine, to choose one. */
const struct option	*programme_options(struct arena *,
			    struct staff_programme_list);
const struct option	*employer_options(struct arena *,
			    struct employing_list);
