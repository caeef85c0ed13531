#pragma once
/*
 * flags - what says that somebody may need help, found in facts about the
 * process: one person at one day, and the numbers of their programme.
 *
 * Everything here is dated, and a rule knows what was known on the day that it
 * is asked about: what was recorded later it does not see.  So the same facts
 * answer for any day gone by.  While no record changes, a day that passes never
 * clears a flag and never makes it less severe; more support never raises one.
 *
 * A flag is about the support that somebody was promised as often as about how
 * they get on.  Its sentence is the same for everybody who reads it, and says
 * nobody's name.  No fact says who somebody is, or why they were away.
 *
 * Days are numbers, counted from 1970-01-01 (date_number); FLAG_NEVER comes
 * after all of them.  What lasts goes from a day to the day before `until`.
 * Amounts of days are half-days.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"
#include "rules/schedule.h"

enum { FLAG_NEVER = INT32_MAX };

/* In the order of waymark.flag_rule. */
enum flag_rule {
	FLAG_DAYS_BEHIND, FLAG_MILESTONE_OVERDUE, FLAG_REVIEW_OVERDUE,
	FLAG_SUPERVISION_GAP, FLAG_SUPERVISION_SHORT,
	FLAG_OBSERVATION_OVERDUE, FLAG_EVIDENCE_BEHIND, FLAG_RETURNED_AGAIN,
	FLAG_CONCERN_OPEN, FLAG_MODULE_FAILED, FLAG_ATTEMPTS_LOW,
	FLAG_ABSENCE_PATTERN, FLAG_CASELOAD_HIGH, FLAG_PROTECTED_TIME,
	FLAG_ADJUSTMENT_LATE, FLAG_GUIDE_MISSING, FLAG_GUIDE_LAPSED,
	FLAG_GUIDE_OVERLOADED, FLAG_HOST_CHANGED, FLAG_NO_ACTIVITY, FLAG_RULES
};

/* As waymark.flag_severity and waymark.flag_about order their words. */
enum severity { SEVERITY_NONE, SEVERITY_WATCH, SEVERITY_ACT, SEVERITY_URGENT };
enum flag_side { SIDE_NONE, SIDE_SUPPORT, SIDE_PROGRESS };

/* What a flag rests upon, and where that is read. */
enum flag_thing {
	THING_NONE, THING_PLACEMENT, THING_DAYS, THING_DOCUMENT, THING_CONCERN,
	THING_MODULE, THING_ATTEMPT, THING_SESSIONS, THING_ASYE, THING_REVIEW,
	THING_ADJUSTMENT, THING_SUPPORT, THING_MANAGER, THING_SUPERVISOR,
	THINGS
};

/* Who can act; flags of a set. */
enum flag_actor {
	ACTOR_TRAINEE = 1, ACTOR_EDUCATOR = 2, ACTOR_TUTOR = 4,
	ACTOR_ASSESSOR = 8, ACTOR_MANAGER = 16, ACTOR_COORDINATOR = 32,
	ACTOR_HOST = 64, ACTOR_PROGRAMME = 128
};

struct flag_span { int from, until; };

/*
 * A day of a placement.  known: when it was logged.  lost: since when it stands
 * returned.
 */
struct flag_day { int on, halves, known, lost; bool absent, make_up; };

/* The kinds of document that rules ask for. */
enum flag_paper {
	PAPER_OTHER, PAPER_AGREEMENT, PAPER_MIDPOINT, PAPER_FINAL_REPORT,
	PAPER_SUPERVISION, PAPER_OBSERVATION, PAPER_FEEDBACK, PAPER_REFLECTION,
	PAPER_WRITTEN_RECORD, PAPER_PROFESSIONALS, PAPERS
};

/*
 * A document, or feedback that was given.  touched: when it was begun or last
 * sent.  sent: when it was first shown to those who do not write; held: the
 * day that it is about.
 */
struct flag_document {
	int64_t		 id;
	enum flag_paper	 kind;
	int		 held, minutes, touched, sent, signed_on;
};

enum flag_duty {
	DUTY_EDUCATOR, DUTY_SUPERVISOR, DUTY_ASSESSOR, DUTY_MANAGER, DUTIES
};

/* registered: until the day before, 0 where it never was; FLAG_NEVER where
 * nobody keeps a register of it.  most: how many they can take, or -1: as the
 * programme has it.  off_site: an educator who works elsewhere than at the host
 * that the placement has now. */
struct flag_guide {
	enum flag_duty		 duty;
	int			 from, until, registered, most;
	const struct flag_span	*others;	/* all whom they guide */
	size_t			 nothers;
	bool			 off_site;
};

/* What each day adds, from `from` on; flags_ready() makes it. */
struct flag_curves {
	int	 n;
	int	*expected, *done, *to_make_up, *minutes;
};

/*
 * settled: the day on which it was recommended, terminated or withdrawn.
 * moved: when its host last became another, before the day.  returns: of
 * documents that stood returned, one each time.
 */
struct flag_placement {
	int64_t				 id;
	const char			*stage;		/* "last" */
	bool				 contrasting;
	struct schedule			 schedule;
	int				 from, to, settled;
	const int			*moved;
	size_t				 nmoved;
	const struct flag_day		*days;
	size_t				 ndays;
	const struct flag_document	*documents;
	size_t				 ndocuments;
	const struct flag_span		*returns;
	size_t				 nreturns;
	const struct flag_guide		*guides;
	size_t				 nguides;
	struct flag_curves		 curves;
};

struct flag_review {
	int		 number, due, held;	/* held: or FLAG_NEVER */
	const char	*name;			/* "Three-month review" */
};

/* How many of a kind its framework asks for. */
struct flag_need { enum flag_paper kind; int at_least; };

/* How often, in weeks or months, and how long supervision was agreed to be. */
struct flag_agreed { int from, until, weeks, months, minutes; };

/* A week as it was entered: what was agreed and what was given. */
struct flag_week {
	int	known, from;
	int	caseload, cap;		/* 0: not said */
	int	protected_due, protected_given;
	bool	protected_said;
};

/* reviews: those that have to be held, in their order. */
struct flag_asye {
	int64_t				 id;
	const struct flag_span		*live;
	size_t				 nlive;
	int				 starts;
	const struct flag_review	*reviews;
	size_t				 nreviews;
	const struct flag_need		*needs;
	size_t				 nneeds;
	const struct flag_agreed	*agreed;
	size_t				 nagreed;
	const int			*moved;
	size_t				 nmoved;
	const struct flag_document	*documents;
	size_t				 ndocuments;
	const struct flag_span		*returns;
	size_t				 nreturns;
	const struct flag_guide		*guides;
	size_t				 nguides;
	const struct flag_week		*weeks;
	size_t				 nweeks;
};

/* handed_in: or decided upon without it. */
struct flag_attempt {
	int64_t		 id, offering;
	const char	*part, *module;
	int		 number, opened, due, handed_in, decided;
};

struct flag_decision {
	int64_t		 id, offering;
	const char	*module;
	int		 on;
	bool		 fails, repeats;
};

struct flag_session { int on; bool missed; };

/* One step of a concern: from that day on. */
struct flag_step { int on, follow_up; bool open; };
struct flag_concern {
	int64_t			 id, placement;	/* 0: not shared with them */
	bool			 of_support;
	int			 raised;
	const struct flag_step	*steps;		/* in their order */
	size_t			 nsteps;
};

/* From one step until the next, which was due.  Nobody learns of it by the
 * placement or the ASYE that it is for. */
struct flag_adjustment { int64_t id; int asked, from, due, until; };

struct flag_facts {
	const struct flag_span		*enrolled;
	size_t				 nenrolled;
	struct flag_placement		*placements;
	size_t				 nplacements;
	const struct flag_asye		*asyes;
	size_t				 nasyes;
	const struct flag_attempt	*attempts;
	size_t				 nattempts;
	const struct flag_decision	*decisions;	/* by offering, day */
	size_t				 ndecisions;
	const struct flag_session	*sessions;	/* by day */
	size_t				 nsessions;
	const struct flag_concern	*concerns;
	size_t				 nconcerns;
	const struct flag_adjustment	*adjustments;
	size_t				 nadjustments;
};

/* Settings of a programme, named flag_..., and those of modules and documents
 * that rules share. */
struct flag_settings {
	int	behind, behind_act, behind_urgent;	/* half-days */
	int	act_days, urgent_days, milestone_days;
	int	supervision_days, supervision_grace, supervision_sessions;
	int	supervision_percent, supervision_minutes;
	int	evidence_days, returned_items, absent_halves, absent_sessions;
	int	guide_days, educator_most, assessor_most, host_days;
	int	silent_days, asye_silent_days;
	int	attempts_most;
	int	long_halves, observations_long, observations_short,
		observations_contrasting;
	int	reflections_long, reflections_short, reflections_contrasting;
	int	feedback, feedback_contrasting;
	int	weeks_in_row, protected_percent;
};
extern const struct flag_settings	flag_settings_usual;

struct flag_record { enum flag_thing what; int64_t id; };
enum { FLAG_RECORDS = 3, FLAGS_MOST = 64 };

/* subject: which of several of one rule.  raised_on: the first day on which it
 * stood without a break, and while they are away nothing stands; severity_on:
 * the first on which it was so severe.  The words are NULL where no arena was
 * given. */
struct found_flag {
	enum flag_rule		 rule;
	enum flag_side		 side;
	enum severity		 severity;
	struct flag_record	 subject;
	int64_t			 placement, asye;	/* or 0 */
	int			 raised_on, severity_on;
	const char		*sentence, *why, *clears_when;
	unsigned		 who;
	struct flag_record	 records[FLAG_RECORDS];
	size_t			 nrecords;
};
struct found_flags { struct found_flag v[FLAGS_MOST]; size_t n; };

/* Adds up what each day of the placements brings, until a day; once, before
 * flags_on() is asked about days until then. */
void		 flags_ready(struct arena *, struct flag_facts *, int until);
/* What stands on a day, the most severe first, then the longest standing.
 * Without an arena, without words. */
void		 flags_on(struct arena *, const struct flag_facts *,
		    const struct flag_settings *, int on, struct found_flags *);

/* Are they enrolled or on an ASYE that day: is there anything to look at? */
bool		 flags_concern(const struct flag_facts *, int on);

const char	*flag_rule_code(enum flag_rule);	/* "days_behind" */
int		 flag_rule_version(enum flag_rule);
const char	*flag_thing_code(enum flag_thing);	/* "placement" */
enum flag_thing	 flag_thing_from(const char *);		/* THING_NONE: none */
/* "practice educator", "ASYE coordinator"; NULL where there is none. */
const char	*flag_actor_words(const char *code);
/* The codes of a set, a comma between them: "trainee,educator". */
const char	*flag_actor_codes(struct arena *, unsigned who);
