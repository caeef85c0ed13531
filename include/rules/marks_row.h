#pragma once
/*
 * marks_row - what one row of a file of marks says, and what is wrong with it.
 *
 * A row is about whoever has its email address or Social Work England number;
 * a name that stands beside them must be theirs, so that a column that was
 * sorted without the others is found out.  A cell without a mark leaves things
 * as they are, and "NS" says that nothing was handed in.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "rules/import_problem.h"

enum marks_column {
	MARKS_NAME, MARKS_EMAIL, MARKS_SWE_NUMBER, MARKS_MARK, MARKS_COLUMNS
};

enum { NOT_MARKED = -1, MARK_MOST = 100 };

/* "name", "email"; only email and mark must be there. */
const char	*marks_heading(enum marks_column);
bool		 marks_required(enum marks_column);

/* Whoever takes the module, with their latest attempt at the component. */
struct marks_taker {
	const char	*name, *folded;	/* folded: as text_fold() has it */
	const char	*email, *swe_number;	/* the number may be NULL */
	int64_t		 attempt;
	int		 mark;		/* or NOT_MARKED */
	bool		 nothing;	/* was handed in */
	bool		 confirmed;	/* by the board */
};

/* Somebody of the programme who does not take it. */
struct marks_stranger { const char *email, *swe_number, *name, *cohort; };

struct marks_facts {
	const struct marks_taker	*takers;
	size_t				 ntakers;
	const struct marks_stranger	*strangers;
	size_t				 nstrangers;
};

enum marks_wish { MARKS_LEAVE, MARKS_GIVE, MARKS_NOTHING };

struct marks_row {
	size_t				 number;	/* in the file */
	const struct marks_taker	*taker;		/* or NULL */
	enum marks_wish			 wish;
	int				 mark;		/* of MARKS_GIVE */
	struct import_problems		 problems;
};

/* Cells are UTF-8; NULL for a column that the file does not have. */
struct marks_row	 marks_row(struct arena *, size_t number,
			    const char *const cells[MARKS_COLUMNS],
			    const struct marks_facts *);
/* Rows that are about the same person. */
void			 marks_find_doubles(struct arena *,
			    struct marks_row *, size_t n);
/* Of a row that does not fail: what there is to look at. */
void			 marks_note(struct arena *, struct marks_row *);
/* Is something else recorded once this row is stored? */
bool			 marks_changes(const struct marks_row *);
