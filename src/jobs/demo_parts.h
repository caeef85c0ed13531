#pragma once
/*
 * demo_parts - what the files of the demonstration share.
 *
 * Days are numbers, counted from 1970-01-01, and moments seconds; 0 is none.
 * Half-days of a week are digits, Monday to Sunday: 2222200.  Ids are chosen
 * here, from 1 on, so that the same demonstration always has the same.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/db.h"
#include "rules/documents.h"

/* demo_dice.c: numbers that a seed decides (splitmix64). */
struct dice { uint64_t state; };

/* A throw of its own for each thing: one life changes no other. */
struct dice	 dice_for(uint64_t seed, uint64_t what, uint64_t which);
int		 dice_below(struct dice *, int n);	/* 0 to n - 1 */
int		 dice_between(struct dice *, int from, int to); /* inclusive */
bool		 dice_chance(struct dice *, int per_thousand);
void		 dice_shuffle(struct dice *, int *, int n);

/* demo_names.c */
enum { NAMES_MAX = 250 };
struct full_name { int given, family; };

struct text_list	 demo_given_names(void);
struct text_list	 demo_family_names(void);
struct full_name demo_name(struct dice *);
struct full_name demo_name_called(const char *given, const char *family);

/* demo_texts.c */
enum day_setting { STARTING, ADULTS, CHILDREN };
struct day_text { enum day_setting setting; int domains; const char *words; };

struct text_list	 demo_texts(void);
struct text_list	 demo_return_reasons(void);
struct text_list	 demo_interruptions(void);
int		 demo_text(struct dice *, enum day_setting, int before);
/* The same text when it was returned once and more was said. */
int		 demo_text_corrected(int);
int		 demo_domains(int text);

/*
 * demo_store.c: tables that grow here and are written to PostgreSQL together,
 * each before those that refer to it.
 */
enum table_name {
	PEOPLE,		/* id, given, family, namesake, SWE number */
	ROLES,		/* id, person, role, organisation, from, to */
	ENROLMENTS,	/* id, cohort, person, employer, starts, week, state */
	PLACEMENTS,	/* id, enrolment, person, organisation, team, stage,
			 * starts, ends, required half-days */
	PATTERNS,	/* id, placement, from, to, week */
	INTERRUPTIONS,	/* id, placement, from, to, reason */
	EDUCATORS,	/* id, placement, person, duty, from, to */
	DAYS,		/* see struct day_row */
	RETURNS,	/* day, first submitted, returned, by, reason, text */
	TABLES
};

enum { COLUMNS_MAX = 18, ROWS_AT_ONCE = 12000 };

struct table { size_t n, room; int64_t *column[COLUMNS_MAX]; };

struct store {
	struct db	*db;
	struct arena	*arena;
	struct table	 tables[TABLES];
	int64_t		 last[TABLES];	/* the ids that were given */
	int64_t		 people_named[NAMES_MAX][NAMES_MAX];
	bool		 keeps_history;	/* write the audit events too */
};

/* A new row; its id, which is its first value, is made and answered. */
int64_t		 store_add(struct store *, enum table_name, const int64_t *);
#define store_row(store, table, ...)					\
	store_add((store), (table), (const int64_t[COLUMNS_MAX]){	\
	    0, __VA_ARGS__ })
int64_t		 store_person(struct store *, struct full_name,
		    bool registered);
/* Keep the address of this name for somebody who comes later. */
void		 store_reserve(struct store *, struct full_name);
/* Write what there is when there is enough of it, or all of it. */
void		 store_flush_some(struct store *);
void		 store_flush(struct store *);
void		 store_free(struct store *);

/* As the types of PostgreSQL order their words, from 1. */
enum {
	ROLE_TRAINEE = 1, ROLE_EDUCATOR, ROLE_STAFF, ROLE_PARTNER, ROLE_TUTOR,
	ROLE_LEAD, ROLE_SUITABILITY, ROLE_ASSESSOR, ROLE_COORDINATOR,
	ROLE_MODERATOR, ROLE_EQUITY_LEAD, ROLE_AUDITOR,
	ROLE_DATA_OFFICER
};
enum { ENROLLED = 1, PAUSED, WITHDRAWN, COMPLETED };
enum { FIRST = 1, CONTRASTING, LAST };
enum { PRACTICE_EDUCATOR = 1, ONSITE_SUPERVISOR };
enum { ATTENDED = 1, MAKE_UP, ABSENT };
enum { DAY_SUBMITTED = 1, DAY_RETURNED, DAY_CONFIRMED };

/* demo_hosts.c: invented trusts and councils, and their teams. */
enum { TRUSTS = 24, COUNCILS = 20, AREAS = 7 };

struct demo_host {
	const char	*code, *name;
	int		 area, size;	/* 1 to 4 */
	int64_t		 id;
	int64_t		 teams[8];
	int		 nteams;
};

struct demo_host	*demo_trusts(void);
struct demo_host	*demo_councils(void);
/* Write them, with the provider; answers the provider's id. */
int64_t		 demo_add_hosts(struct store *);

/* demo_plan.c: where a group's units are, and who educates in them. */
enum { YEARS = 3 };

struct unit {
	const struct demo_host	*trust, *council;
	int64_t			 teams[3];	/* of each stage */
	int64_t			 educators[YEARS][3][2]; /* by stage and half */
	bool			 from_elsewhere[2];	/* works across hosts */
	int64_t			 supervisors[2];	/* trust, council */
};

struct plan { struct unit *units; int n; };

/* Who can sign in, and what they find. */
struct sign_in { int64_t person; const char *what; };

enum { SIGN_INS_MAX = 32, PROGRAMME = 1 };

struct demo {
	uint64_t	 seed;
	int		 cohorts, size;
	int		 today;
	int		 newest_starts;	/* the youngest cohorts' first day */
	int64_t		 cohorts_added;
	int64_t		 david;
	struct sign_in	 sign_ins[SIGN_INS_MAX];
	int		 nsign_ins;
	bool		 offered[8];	/* a sign-in of this pace */
	bool		 fair;		/* answers hang on nothing */
	struct arena	 plans;		/* of one group */
	struct arena	 kept;		/* until the end */
	struct text_list references;	/* to be added again */
	struct store	 store;
};

void		 demo_sign_in(struct demo *, int64_t person, const char *what);

struct plan	 demo_plan(struct demo *, int group);

/* demo_calendar.c: which days of a week's pattern are expected. */
void		 calendar_start(int newest_starts);
bool		 calendar_holiday(int day);
int		 calendar_weekday(int day);
int		 week_halves(int64_t week, int day);	/* 0 on bank holidays */
int		 september(short year);		/* its first Monday */
int		 monday_after(int day);			/* or the day itself */
int64_t		 moment_on(int day, int hour, int minute);

/* demo_days.c: one placement, day by day. */
struct course {
	struct dice	*dice;
	enum day_setting	 setting;
	int64_t		 placement, enrolment, person, organisation;
	int		 starts, required;
	int64_t		 weeks[2];	/* the second from the change on */
	int		 week_changes;
	int		 away_from, away_until;	/* an interruption; 0 is open */
	int		 today;
	int		 cut;		/* nothing happened from this day on */
	int		 behind;	/* half-days that are not logged yet */
	int		 ahead;
	int		 returns;	/* of a thousand days */
	int		 keep_returned;	/* so many days stand returned now */
	int		 review_gap;	/* days since the last review */
	int64_t		 educators[2];	/* the second from the change on */
	int		 educator_changes;
	/* Answers. */
	int		 finished;	/* the last day that was needed, or 0 */
	int		 done;		/* half-days */
};

void		 demo_days(struct store *, struct course *);
int		 course_expects(const struct course *, int day);

/* demo_cohorts.c */
enum { TRAINEES_MAX = 4000 };	/* in a cohort */

void		 demo_cohort(struct demo *, const struct plan *, int year,
		    int group);

/* demo_triggers.c: what, ENABLE or DISABLE, is done to those of the tables that
 * the demonstration fills; false when it could not be. */
bool		 demo_triggers(struct demo *, const char *what);

/* demo_enrolments.c: what happened to everybody's enrolment, once all are
 * there. */
void		 demo_enrolments(struct demo *);

/* demo_asye.c: somebody is given the name that they sign in with, before it is
 * written elsewhere; and the ASYEs of those who have qualified. */
void		 demo_asye_names(struct demo *);
void		 demo_asye(struct demo *);
void		 demo_equity_lead(struct demo *);
/* demo_asye_files.c: what is attached to some of them. */
void		 demo_asye_files(struct demo *);
/* demo_asye_feedback.c: what people outside say of them. */
void		 demo_asye_feedback(struct demo *);

/* demo_matching.c: offers and needs of the youngest cohort's next placements;
 * behind its lives. */
void		 demo_matching(struct demo *);

/* demo_placements.c: what happened to every placement, once all are there. */
void		 demo_placements(struct demo *);
/* demo_risks.c: what went wrong, or nearly, on days that are known. */
void		 demo_risks(struct demo *);

/* demo_flags.c: which flags there were, once all their facts are there. */
void		 demo_flags(struct demo *);
/* demo_waiting.c: what work lists need, once everything is there. */
void		 demo_waiting(struct demo *);

/* demo_document_ways.c: each form of a home filled in in some ways, as columns
 * of the same length. */
enum { DEMO_WAYS = 6 };
struct demo_ways {
	struct arena		*arena;
	struct row_names	 standards;
	int64_t			*way;
	const char		**kinds, **fields, **questions, **answers;
	size_t			 n;
};
#define WAYS_TEXTS(w, column)	((struct text_list){ (w).column, (w).n })
#define WAYS_NUMBERS(w)		((struct int_list){ (w).way, (w).n })
struct demo_ways demo_ways(struct demo *, bool of_asye, const char *standards);

/* demo_documents.c: what is written about them; demo_asye_documents.c: and in
 * ASYEs, once they are there. */
void		 demo_documents(struct demo *);
void		 demo_asye_documents(struct demo *);
/* demo_asye_reflections.c: and what they think of it; claims for them. */
void		 demo_asye_reflections(struct demo *);
/* demo_asye_outcomes.c: how years at the trust of the sign-ins end. */
void		 demo_asye_outcomes(struct demo *);
/* demo_asye_standards.c: what that shows, and which minimums it meets. */
void		 demo_asye_standards(struct demo *);
/* demo_asye_timetable.c: when their reviews are due, and what moved them. */
void		 demo_asye_timetable(struct demo *);
/* demo_asye_transfers.c: those whom another employer took over. */
void		 demo_asye_transfers(struct demo *);
/* demo_support.c: week by week, what they were promised and got; after both. */
void		 demo_support(struct demo *);
/* demo_asye_year.c: what was corrected, and what stands beside their rows. */
void		 demo_asye_year(struct demo *);
/* demo_adjustments.c: what some asked for, and how long they waited. */
void		 demo_adjustments(struct demo *);
/* demo_audit.c: who read whose record, and who reads the audit. */
void		 demo_audit(struct demo *);
/* demo_rights.c: what some ask about their data, and who answers. */
void		 demo_rights(struct demo *);
/* demo_post.c: inboxes of those who sign in, once they can. */
void		 demo_post(struct demo *);

/* demo_exports.c: after who signs in. */
void		 demo_exports(struct demo *);
/* demo_imports.c: after who is enrolled, and signs in. */
void		 demo_imports(struct demo *);
const char	*demo_answer(struct arena *, struct dice *,
		    const struct document_field *, const struct row_names *);

/* demo_support_plans.c: what was done about flags, once they are there. */
void		 demo_support_plans(struct demo *);

/* demo_qapl.c: audits, feedback and actions, once placements are over. */
void		 demo_qapl(struct demo *);

/* demo_guides.c: units, tutors and shared duties; behind its enrolments. */
void		 demo_guides(struct demo *);

/* demo_lives.c */
struct demo_cohort {
	struct demo		*demo;
	const struct plan	*plan;
	int64_t			 id;
	int			 year, group, starts;
};

struct life {
	const struct demo_cohort	*cohort;
	const struct unit	*unit;
	int			 half, state;
	bool			 davids, amara;
	int			 stops;		/* paused, withdrawn, or 0 */
	int			 behind, ahead;
	int64_t			 person, enrolment, week, later_week;
	int			 interrupted;	/* in this stage; 0: never */
	struct dice		 dice;
};

/* Write a life whose state and pace are drawn. */
void		 life_add(struct life *);

/* demo_educators.c: the register, once everybody's placements are written. */
void		 demo_educator_entries(struct demo *);
/* demo_concerns.c: concerns about some, and three suitability cases. */
void		 demo_concerns(struct demo *);
/* demo_modules.c: what the first cohorts are taught, and their marks. */
void		 demo_modules(struct demo *);
/* demo_finding.c: saved filters, and what is set aside. */
void		 demo_finding(struct demo *);

/* demo_equality.c: what people say of themselves, after all that happened. */
void		 demo_equality(struct demo *);
/* demo_findings.c: an equity lead, and what is done about what they see. */
void		 demo_findings(struct demo *);

/* demo_settings.c: what the programme has set itself. */
void		 demo_settings(struct demo *);
