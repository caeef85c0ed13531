#pragma once
/*
 * at_risk - people with flags, one of them with all that is done about it, and
 * what is typed about a flag or a contact.
 */
#include "core/request.h"
#include "pages/list.h"
#include "pages/listing.h"
#include "queries.h"

enum {
	FLAG_WORDS_MAX = 2000, FLAGS_SHOWN = 100, AT_RISK_WEEKS = 12,
	AT_RISK_AHEAD = 1000	/* people are counted so far behind a page */
};

enum at_risk_filter {
	AT_RISK_RULE, AT_RISK_SEVERITY, AT_RISK_ABOUT, AT_RISK_ANSWERED,
	AT_RISK_COHORT, AT_RISK_ORGANISATION, AT_RISK_EDUCATOR,
	AT_RISK_PROGRAMME, AT_RISK_DAY
};

/* Whom the page is about with what belongs to them. */
struct at_risk_person {
	const struct supported		*who;
	bool				 own;	/* asked by themself */
	struct at_risk_flag_list	 flags;	/* what stands comes first */
	size_t				 nopen;
	struct at_risk_answered_list	 answers;
	struct contact_line_list	 contacts;
	struct support_plan_list	 plans;
	const struct support_plan	*plan;	/* the open one, or NULL */
	struct support_action_list	 actions;	/* of that */
};

/* A flag and the person that it is about. */
struct flag_asked {
	struct at_risk_person		 of;
	const struct at_risk_flag	*flag;
};

/* Whom the path names; NULL when they are nobody to whoever asks.  Notes that
 * their record was read. */
const struct supported	*supported_asked(struct request *, int64_t enrolment);
/* With all that belongs to them; false likewise. */
bool		 at_risk_begin(struct request *, int64_t enrolment,
		    struct at_risk_person *);
/* The flag of the path, when it stands and whoever asks may answer it. */
bool		 flag_begin(struct request *, struct flag_asked *);
/* May they say that it is cleared, or that it was a false alarm? */
bool		 flag_may_clear(const struct flag_asked *);
