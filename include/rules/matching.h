#pragma once
/*
 * matching - whether a trainee can be placed with an offer, how well, and why.
 *
 * Facts are ids, areas, days, settings and codes of what a placement must
 * have.  Nothing here knows a name, an address or who somebody is, so nothing
 * here can weigh it.  What is not known yet is never assumed: it blocks, and
 * says so.
 *
 * A pair is possible when nothing blocks it.  Its cost is a whole number of
 * points, the fewer the better; the terms say what a point is given for.
 * Settings, features and stages are numbers from 1, in the order of the tables
 * below; a set of them has a bit for each, 1u << number.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"

/* Codes as the database has them, and their words; both end with NULL. */
struct match_word { const char *code, *words; };

extern const struct match_word	match_settings[], match_features[];

/* The number of a code, from 1; 0 when there is none such. */
int		 match_number(const struct match_word *, const char *code);
/* What stands for a number: "Children and families"; "" for 0. */
const char	*match_words(const struct match_word *, int number);

enum match_stage { MATCH_FIRST = 1, MATCH_CONTRASTING, MATCH_LAST };

struct match_ids { const int64_t *v; size_t n; };

struct match_need {
	int64_t		 id;		/* the enrolment */
	int64_t		 employer;
	int64_t		 area;		/* 0: not known yet */
	int		 minutes_at_most;
	struct date	 free_from;	/* or none */
	signed char	 working[7];	/* half-days, Monday to Sunday */
	unsigned	 features;	/* that the placement must have */
	int		 prefers;	/* a setting, or 0 */
	unsigned	 earlier;	/* settings practised in */
	bool		 earlier_unknown; /* of one the setting is not known */
	bool		 earlier_statutory;
	struct match_ids hosts, teams;	/* never with these */
	struct match_ids others;	/* never in a team with these */
	struct match_ids educators;	/* with a conflict of interest */
	int64_t		 held;		/* the offer that was chosen by hand */
};

/* In the place of an offer that is held: no placement, by hand. */
enum { MATCH_LEFT_OUT = -1 };

struct match_offer {
	int64_t		 id, team, organisation;
	int64_t		 area;		/* 0: not known yet */
	int		 setting;	/* 0: not known yet */
	bool		 statutory;
	unsigned	 stages;
	int		 places, at_least;	/* left; none or so many */
	struct date	 from, to;
	signed char	 working[7];	/* half-days that the team works */
	unsigned	 features;
	struct match_ids educators;	/* who could educate; none: not known */
	struct date	 audited_until;	/* the team; or none */
};

/* Minutes from one area to another, the lower id first, sorted by both. */
struct match_way { int64_t one, other; int minutes; };

/* What is asked of a round, and what points are given for. */
struct match_terms {
	int		 stage;
	struct date	 starts_on;	/* no placement before */
	int		 required_halves;
	int		 slack_days;	/* to make up what was missed */
	int		 settings_needed; /* that contrast, by the end */
	int		 minutes_within_area;
	const struct match_way *ways;
	size_t		 nways;
	int		 per_ten_minutes, per_week_later, not_employer,
			 not_preferred, not_statutory;
};

/* Why a pair is not possible; each is a bit. */
enum match_block {
	BLOCK_STAGE		= 1 << 0,
	BLOCK_DATES		= 1 << 1,
	BLOCK_DAYS		= 1 << 2,
	BLOCK_FEATURES		= 1 << 3,
	BLOCK_CONFLICT		= 1 << 4,
	BLOCK_TRAVEL		= 1 << 5,
	BLOCK_AREA_UNKNOWN	= 1 << 6,
	BLOCK_WAY_UNKNOWN	= 1 << 7,
	BLOCK_SETTING_UNKNOWN	= 1 << 8,
	BLOCK_EARLIER_UNKNOWN	= 1 << 9,
	BLOCK_NOT_CONTRASTING	= 1 << 10,
	BLOCK_NOT_STATUTORY	= 1 << 11,
	BLOCK_EDUCATORS		= 1 << 12,	/* all have a conflict */
	BLOCKS			= 13
};

struct match_pair {
	unsigned	 blocks;	/* 0: possible */
	int		 minutes;	/* -1: not known */
	struct date	 from, to;	/* of the placement */
	struct date	 done;		/* when its days can be done, or none */
	int64_t		 cost;
};

struct match_pair	 match_judge(const struct match_terms *,
			    const struct match_need *,
			    const struct match_offer *);

/* Sentences, in the order of their weight. */
struct match_reasons { const char **v; size_t n; };

/* Why a pair is good, and what it costs. */
struct match_reasons	 match_reasons(struct arena *,
			    const struct match_terms *,
			    const struct match_need *,
			    const struct match_offer *,
			    const struct match_pair *);
/* Each thing that blocks a pair: a warning where a hand chose it. */
struct match_reasons	 match_blocks(struct arena *,
			    const struct match_terms *,
			    const struct match_need *,
			    const struct match_offer *,
			    const struct match_pair *);
/* What blocks nothing, but is to be seen to before the placement begins. */
struct match_reasons	 match_cautions(struct arena *,
			    const struct match_offer *,
			    const struct match_pair *);
/*
 * Why somebody has no placement in a plan: each need that would have to give
 * way, alone, for how many offers, or what is full.  taken: of each offer, how
 * many the plan gives it.
 */
struct match_reasons	 match_why_not(struct arena *,
			    const struct match_need *,
			    const struct match_offer *, size_t noffers,
			    const struct match_pair *pairs, const int *taken);
