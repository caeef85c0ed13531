#pragma once
/*
 * educators - whether somebody may educate, how much they do, and what speaks
 * against a placement of theirs.
 *
 * From the Practice Educator Professional Standards (PEPS, BASW 2022): stage 1
 * supervises, teaches and assesses up to the last placement and may contribute
 * to that; stage 2 assesses the last placement as well.  An educator who does
 * not work at the host needs an on-site supervisor, who for a last placement
 * is a registered social worker.  A registration is renewed each year by 30
 * November (Social Work England).  Every two years an educator takes a learner.
 * The numbers are settings.
 *
 * Dates are both included.  Without a `to`, until further notice.  Nothing
 * here knows what day it is.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

enum peps { NO_STAGE, STAGE_1, STAGE_2 };

/* One learner's time with an educator; who is the same has the same number. */
struct learner {
	int64_t		 who;
	struct date	 from, to;
	bool		 assesses;	/* else supervises on site */
	bool		 last;		/* their last placement */
};

struct educator_facts {
	const char		*name;
	struct date		 stage_1_on, stage_2_on;
	const char		*swe_number;	/* or NULL */
	bool			 registered;
	struct date		 registered_until;
	int			 capacity;	/* trainees at once */
	int64_t			 organisation;	/* 0: works for themself */
	const struct learner	*learners;	/* in the order of `from` */
	size_t			 nlearners;
};

struct educator_rules {
	int	currency_months;
	int	attention_days;		/* before something lapses */
	int	renewal_day;		/* 1130: 30 November */
};

/* The stage on a day; the day of the award counts. */
enum peps	 peps_on(const struct educator_facts *, struct date);
const char	*peps_words(enum peps);		/* "Stage 1" */

/* The last day of registrations that run on a day. */
struct date	 registration_year_end(const struct educator_rules *,
		    struct date);
/* A registration is never longer than until the end of the next year's. */
struct date	 registration_furthest(const struct educator_rules *,
		    struct date);
/* What a renewal on a day leads to: a year more, when it runs still. */
struct date	 registration_renewed(const struct educator_rules *,
		    struct date until, struct date on);

/*
 * The last day of the currency that somebody has on a day: so many months
 * after they last assessed a learner or were awarded a stage.  No date where
 * there is nothing to keep, or nothing yet.
 */
struct date	 currency_until(const struct educator_facts *,
		    const struct educator_rules *, struct date on);

/* How many learners on a day. */
int		 load_on(const struct educator_facts *, struct date);
/* The most at once from one day to another (or ever after), and the first day
 * on which they are; `when` may be NULL. */
int		 load_peak(const struct educator_facts *, struct date from,
		    struct date to, struct date *when);

/* What needs attention of an educator, each with its reason in words. */
enum attention {
	REGISTRATION_MISSING, REGISTRATION_LAPSED, REGISTRATION_DUE,
	CURRENCY_LAPSED, CURRENCY_DUE, OVERLOADED, WRONG_STAGE, ATTENTIONS
};
struct concern { enum attention what; const char *reason; };
struct concern_list { size_t n; struct concern v[ATTENTIONS]; };

struct concern_list educator_attention(struct arena *,
		    const struct educator_facts *,
		    const struct educator_rules *, struct date today);
bool		 needs_attention(const struct concern_list *, enum attention);

/* Allocations. */
struct interest { struct date from, to; const char *what; };
struct on_site { struct date from, to; bool registered; };

struct allocation {
	const char		*trainee, *host;
	int64_t			 organisation;		/* the host */
	bool			 last;
	bool			 assesses;	/* else supervises on site */
	struct date		 from, to;
	const struct interest	*conflicts;	/* with this trainee */
	size_t			 nconflicts;
	const struct on_site	*supervisors;	/* of this placement */
	size_t			 nsupervisors;
	const char		*unaudited;	/* the team, when it is not */
};

/* A note needs no answer, a warning a reason; a refusal cannot be accepted. */
enum gravity { NOTE, WARNING, REFUSAL };
enum warning_kind {
	WARN_CONFLICT, WARN_STAGE_MISSING, WARN_STAGE_1_LAST,
	WARN_WORKS_ELSEWHERE, WARN_NO_SUPERVISOR, WARN_NOT_REGISTERED,
	WARN_REGISTRATION_LAPSES, WARN_CURRENCY_LAPSED, WARN_CURRENCY_LAPSES,
	WARN_OVERLOADED, WARN_NOT_AUDITED, WARNINGS
};
struct warning {
	enum warning_kind	 kind;
	enum gravity		 gravity;
	const char		*words;
};
struct warning_list { size_t n; struct warning v[WARNINGS]; };

/* What speaks against it, in the order above, a kind at most once.  Learners
 * are those of the educator without this allocation. */
struct warning_list allocation_warnings(struct arena *,
		    const struct educator_facts *,
		    const struct educator_rules *, const struct allocation *);
/* "stage-1-last", as forms and tables have it. */
const char	*warning_code(enum warning_kind);
