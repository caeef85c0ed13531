#pragma once
/*
 * asye_timetable - the timetable of one ASYE as it is kept and as the rule has
 * it, and what moves it.
 */
#include "core/request.h"
#include "pages/list.h"
#include "queries.h"
#include "rules/asye_timetable.h"

enum { ASYE_WORDS_MAX = 2000 };

struct asye_timetable {
	const struct asye_record	*asye;
	struct asye_review_line_list	 reviews;	/* by number */
	struct asye_request_line_list	 requests;	/* oldest first */
	struct asye_move_line_list	 moves;		/* oldest first */
	const struct asye_numbers	*numbers;
	struct asye_facts		 facts;
	struct asye_due			*due;		/* of each review */
};

/* Everything of the timetable of an ASYE. */
void		 asye_timetable_read(struct request *,
		    const struct asye_record *, struct asye_timetable *);
/* The same to be written: nobody else writes it until this transaction ends,
 * and every review is kept on the day that the rule has for it. */
void		 asye_timetable_write(struct request *,
		    const struct asye_record *, struct asye_timetable *);
/* After a request took effect, ended or was undone: reviews move for it. */
void		 asye_timetable_follow(struct request *,
		    const struct asye_record *, int64_t request);
/* For the page that makes an ASYE: its reviews, in the same transaction. */
void		 asye_timetable_begin(struct request *, int64_t asye);

/* After the start of an ASYE was corrected: reviews move for it. */
void		 asye_timetable_corrected(struct request *, int64_t asye);

/* When each review would be due with one request more; NULL: as it is. */
struct asye_due	*asye_due_with(struct request *, const struct asye_timetable *,
		    const struct asye_request_line *);
/* When it ends: the day of its final review. */
struct date	 asye_ends_on(const struct asye_timetable *,
		    const struct asye_due *);
/* The next review that is due; NULL: none. */
const struct asye_review_line *asye_next_review(const struct asye_timetable *);
/* The request that is being agreed; NULL: none. */
const struct asye_request_line *asye_asked_for(const struct asye_timetable *);
bool		 asye_request_is_out(const struct asye_request_line *);

/* The ASYE of the path for those who take part in it: the newly qualified
 * social worker, assessor, line manager, supervisor, coordinator and staff. */
struct asye_record	*asye_taken_part_in(struct request *);
bool			 asye_is_part(const struct asye_record *);
/* May they move reviews and record hours? */
bool		 asye_plans(const struct asye_record *);
/* Are they one of the four who agree? */
bool		 asye_agrees(const struct asye_record *);
/* May they undo, reopen and withdraw? */
bool		 asye_corrects(const struct asye_record *);

/* What is asked for, as a form says it. */
struct asye_wish {
	struct asye_timetable		 t;
	enum asye_request_kind		 kind;		/* or none */
	struct asye_reason_line_list	 reasons;
	struct asye_request_line	 is;
	struct asye_due			*would;		/* be due */
	const char			*terms;
};

/* Options of what may be asked for now; the list ends at once when nothing. */
const struct option	*asye_kinds_offered(const struct request *,
			    const struct asye_timetable *);
/* May whoever asks have days not count, on that ASYE, now? */
bool		 asye_may_delay(struct request *, int64_t asye);
/* Reads the kind; false when it is none that is offered. */
bool		 asye_wish_kind(struct request *, struct asye_wish *);
/* What the form says; what is wrong goes into the form. */
void		 asye_wish_read(struct request *, struct asye_wish *);
/* Tell the four by letter, but whoever does it. */
void		 asye_timetable_tell(struct request *,
		    const struct asye_record *, const char *subject,
		    const char *what, const char *path);
