#pragma once
/*
 * flags_find - what the files of the rules share: one question, and how an
 * answer to it is raised.
 */
#include "rules/flags.h"

struct finding {
	struct arena			*arena;		/* NULL: no words */
	const struct flag_facts		*facts;
	const struct flag_settings	*s;
	int				 on;
	int				 from;	/* 0: there was no break */
	struct found_flags		*found;
};

/* A flag that stands since a day and is the more severe the longer it stands,
 * never less than `least`; its words are to be given.  Nothing stood while they
 * were away: since `from` at the earliest. */
struct found_flag *flag_raise(struct finding *, enum flag_rule,
		    struct flag_record subject, int since,
		    enum severity least);
/* Has a severity of its own since a day. */
void		 flag_weigh(struct found_flag *, enum severity, int since,
		    const char *why);
void		 flag_rests_on(struct found_flag *, enum flag_thing,
		    int64_t id);

/* "4 March 2027" */
const char	*flag_date(struct arena *, int day);
/* "1 session", "3 sessions" */
const char	*flag_count(struct arena *, int n, const char *one,
		    const char *many);
/* "none is", "1 is", "2 are" */
const char	*flag_number_is(struct arena *, int n);
/* "the last placement" */
const char	*flag_placement_words(struct arena *,
		    const struct flag_placement *);

bool		 flag_within(const struct flag_span *, size_t n, int on);
/* Since when a day lies in spans that follow each other without a break. */
int		 flag_without_break(const struct flag_span *, size_t n,
		    int on);
/* The n-th day, from 1, after `from` that lies in one of the spans. */
int		 flag_after(const struct flag_span *, size_t n, int from,
		    int days);

/* Documents of a kind that were signed by a day, or held and sent by it. */
int		 flag_signed(const struct flag_document *, size_t n,
		    enum flag_paper, int on);
/* Was an agreement signed from one day to another? */
bool		 flag_agreed_since(const struct flag_document *, size_t n,
		    int from, int to);
const struct flag_document *flag_paper_of(const struct flag_document *,
		    size_t n, enum flag_paper);
/* The latest that was held of those known on a day; NULL: none. */
const struct flag_document *flag_last_held(const struct flag_document *,
		    size_t n, enum flag_paper, int on);

/* Is a placement under way: begun, and not settled. */
bool		 flag_under_way(const struct finding *,
		    const struct flag_placement *);
/* A day of a placement, or its last one. */
int		 flag_day_of(const struct flag_placement *, int on);
/* What was done by the end of a day, or what was expected before it. */
int		 flag_curve(const struct flag_placement *, const int *curve,
		    int on);

void		 flags_of_days(struct finding *, const struct flag_placement *);
void		 flags_of_papers(struct finding *,
		    const struct flag_placement *);
void		 flags_of_supervision(struct finding *,
		    const struct flag_placement *);
void		 flags_of_asye(struct finding *, const struct flag_asye *);
void		 flags_of_year_supervision(struct finding *,
		    const struct flag_asye *);
void		 flags_of_weeks(struct finding *, const struct flag_asye *);
void		 flags_of_guides(struct finding *,
		    const struct flag_placement *, const struct flag_asye *);
void		 flags_of_person(struct finding *);
void		 flags_of_modules(struct finding *);
void		 flags_of_adjustments(struct finding *);
