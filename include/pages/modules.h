#pragma once
/*
 * modules - trainees in modules as the rules see them: rows of the database
 * turned into what was assessed, and where that leaves each of them.
 */
#include "core/request.h"
#include "queries.h"
#include "rules/modules.h"

enum { BOARD_ROWS = 40, LEADER_MAX = 100, MODULES_MOST = 60 };

/* The numbers of a programme that hold today. */
struct module_numbers {
	struct module_rules	rules;
	int			pass_mark, resit_days;
};

/* One trainee in one offering. */
struct standing_in {
	const struct taker	*taker;
	const struct part	*parts;
	struct assessed_list	 assessed;	/* one each of the parts */
	struct module_standing	 standing;
	int			 share;		/* of sessions, or -1 */
	bool			 share_low;
	int64_t			 stamp;		/* of all that it rests on */
};

struct standing_in_list { const struct standing_in *v; size_t n; };

struct module_numbers	 module_numbers_of(struct request *,
			    int64_t programme);
/* Everybody in these offerings, or one of them: in the order of names, and
 * for each name of the offerings. */
struct standing_in_list	 standings_in(struct request *,
			    struct int_list offerings,
			    struct maybe_int enrolment,
			    struct maybe_int person,
			    const struct module_numbers *);
struct assessed		 assessed_of(const struct part *);
/* The enum of the database and that of the rules. */
enum board_wish		 wish_of(enum board_outcome);
enum board_outcome	 outcome_of(enum board_wish);

/* What goes to the database: attempts as they are now, marks new and gone. */
struct marking {
	int64_t		 *attempts, *marked, *marks, *unmarked;
	const char	**states, **dates;
	size_t		  nattempts, nmarked, nunmarked;
};

struct marking	 marking_for(struct arena *, size_t n);
/* A mark below 0 is none; nothing: was handed in. */
void		 mark_one(struct request *, struct marking *,
		    const struct part *, int64_t mark, bool nothing);
void		 write_marks(struct request *, const struct marking *);

/* "Essay: 62, provisional", "Essay: due 3 May 2026" for whoever may know. */
const char	*part_words(struct arena *, const struct part *,
		    struct date today);
struct date	 part_due(const struct part *);
/* "92%"; "None held yet" */
const char	*share_words(struct arena *, int share);
const char	*extension_reason_words(enum extension_reason);
/* The offering of the address, of one of my programmes; locked by a POST. */
struct offering	*offering_asked(struct request *, int64_t id);
