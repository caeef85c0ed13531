#pragma once
/*
 * changes - a change of somebody's enrolment: what a form says of it, what it
 * is held against, and its words.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/enrolment.h"
#include "views/components.h"

enum { CHANGE_NOTE_MAX = 2000 };

struct change_entry {
	struct enrolment		*enrolment;
	struct enrolment_event_list	 events;
	struct change_reason_list	 reasons;	/* of its kind */
	struct cohort_list		 cohorts;	/* its programme's */
	struct change			 change;
	const struct change_reason	*reason;
	const char			*note;
	const char			*employer, *cohort;	/* as named */
};

/* The enrolment of the path, with what happened to it; false when it is not
 * there, or is the asker's own. */
bool		 change_begin(struct request *, struct change_entry *);
/* The place as it stands. */
struct place	 change_place(const struct change_entry *);
/* What the form says; what is wrong goes into the form. */
void		 change_read(struct request *, struct change_entry *);
void		 change_read_reason(struct request *, struct change_entry *);
void		 change_read_version(struct request *,
		    const struct change_entry *);
/* Only the kind: false when it may not be chosen now. */
bool		 change_read_kind(struct request *, struct change_entry *);
/* The cohort of the form's field; refused unless it is the programme's. */
const struct cohort *cohort_of_form(struct request *, struct cohort_list);
/* The organisation of a code or a name that was typed, or NULL. */
const struct employer_named *employer_of_form(struct request *);
/* The last end that an extension may have. */
struct date	 change_latest_end(const struct enrolment *);
/* Tell the trainee. */
void		 change_tell(struct request *, const struct enrolment *,
		    const char *what);

/* The version of the only change that may be undone, or 0. */
int64_t		 change_undoable(struct enrolment_event_list);

/* How a kind is offered, asked for and confirmed. */
struct change_words {
	const char	*choice, *hint;		/* "Pause", and what it means */
	const char	*title;			/* "Pause the enrolment" */
	const char	*when, *enter;		/* legend; when it is missing */
	const char	*done;			/* "Enrolment paused" */
};
const struct change_words *change_words(enum change_kind);
const struct option *change_options(const struct request *,
		    const struct change_entry *);
const struct option *change_reason_options(struct arena *,
		    struct change_reason_list);
const struct option *cohort_options(struct arena *, struct cohort_list);
/* What it does beyond the record: a sentence. */
const char	*change_consequence(enum change_kind);
/* "Paused on 3 June 2026: illness or injury" */
const char	*change_event_words(struct arena *,
		    const struct enrolment_event *);
/* The same without the reason, for letters: "Paused on 3 June 2026" */
const char	*change_title(struct arena *, const struct enrolment_event *);
/* "Sam Hall"; "programme staff" to whom the name is not known. */
const char	*change_by(const struct enrolment_event *);
/* "The person's", for the group of a reason. */
const char	*whose_words(enum reason_whose);
