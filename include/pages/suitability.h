#pragma once
/*
 * suitability - a case as those few see it who handle it, and its words.
 */
#include "core/request.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/concerns.h"
#include "views/components.h"

enum { SUITABILITY_WORDS_MAX = 4000 };

struct suitability_shown {
	const struct suitability_record	*record;
	struct suitability_event_list	 events;	/* oldest first */
	struct suitability_reading_list	 readings;
	enum suitability_step		 step;		/* of a form, or none */
};

/* The case of the path; false when it is not there for the asker. */
bool		 suitability_begin(struct request *,
		    struct suitability_shown *);
/* The step that may be undone, or NULL. */
const struct suitability_event *suitability_undoable(
		    struct suitability_event_list);
bool		 suitability_takes(const struct suitability_record *,
		    enum suitability_step);
/* Tell the trainee that there is something to read: no word of what. */
void		 suitability_tell(struct request *,
		    const struct suitability_record *);

const char	*suitability_state_words(enum suitability_state);
const char	*suitability_outcome_words(enum suitability_outcome);
const char	*suitability_step_title(enum suitability_step);
const char	*suitability_event_words(struct arena *,
		    const struct suitability_event *);
const struct option	*suitability_outcome_options(void);
const struct option	*suitability_choices(struct arena *,
			    const struct suitability_record *);
