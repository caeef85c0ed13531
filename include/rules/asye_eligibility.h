#pragma once
/*
 * asye_eligibility - whether somebody can start an ASYE, with the reasons.
 *
 * Each finding says what was looked at.  What STOPS is refused.  What ASKS is
 * for the employer to be satisfied of, and is recorded as such.  What is MET
 * needs nothing.  The numbers are settings; nothing here knows what day it is.
 *
 * Sources: domain.md 1.1, 1.2 and 1.9.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

/* In the order of the database's waymark.framework_kind. */
enum asye_kind { KIND_NONE, KIND_ADULTS, KIND_CHILDREN, KIND_EARLY_CAREER };
enum asye_post { POST_NEITHER, POST_DESIGNATED, POST_EVIDENCED };

/* What the finding is about; a form has a field for each. */
enum asye_about {
	ABOUT_NUMBER, ABOUT_REGISTERED, ABOUT_QUALIFIED, ABOUT_EMPLOYED,
	ABOUT_START, ABOUT_KIND, ABOUT_POST, ABOUT_AGENCY, ABOUT_ANOTHER,
	ABOUT_FAILED, ABOUT_FUNDING, ABOUTS
};
enum asye_verdict { ASYE_MET, ASYE_ASKS, ASYE_STOPS };

struct asye_applicant {
	const char	*name, *number;		/* number NULL: none known */
	struct date	 qualified_on, registered_on, employed_on, starts_on;
	enum asye_kind	 kind;
	bool		 framework;	/* one is open to who starts then */
	enum asye_post	 post;
	bool		 agency, agency_agreed;
	bool		 statutory;	/* a local authority employs them */
	bool		 on_another, failed;
	struct date	 today;
};

/* Months since qualifying, at the start. */
struct asye_limits {
	int		 usual, current, funded;
	bool		 again_after_fail;
};

struct asye_finding {
	enum asye_about		 about;
	enum asye_verdict	 verdict;
	const char		*words;		/* a sentence, without its . */
};

struct asye_findings { struct asye_finding v[ABOUTS]; size_t n; };

struct asye_findings	 asye_judged(struct arena *,
			    const struct asye_applicant *,
			    const struct asye_limits *);
/* Nothing stops it. */
bool			 asye_may_start(const struct asye_findings *);
/* Why nobody funds it; NULL when somebody does. */
const char		*asye_unfunded(struct arena *,
			    const struct asye_applicant *,
			    const struct asye_limits *);
