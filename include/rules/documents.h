#pragma once
/*
 * documents - what a document asks, what its answers lack, how many of each
 * kind a placement has to have, and whom a document waits for.
 *
 * The forms are the tables src/rules/document_forms*.def.  An answer is text
 * in words as people read it ("15 June 2026", "Yes", "Pass"), and has a name:
 * whose part it is, a full stop, and the field's name; in rows and grids also
 * the row and the column, "educator.actions.2.what".  Rows count from 1.
 *
 * Counts and minutes are settings; their sources stand in the schema.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"
#include "core/date.h"

enum field_kind {
	FIELD_FORM, FIELD_SECTION,	/* where one begins */
	FIELD_LINE, FIELD_LONG, FIELD_DATE, FIELD_NUMBER, FIELD_YES_NO,
	FIELD_CHOICE, FIELD_CHOICES, FIELD_STANDARDS, FIELD_ROWS, FIELD_GRID,
	FIELD_REGISTRATION,
};

enum writer { TRAINEE_PART, EDUCATOR_PART, ASSESSOR_PART, WRITERS };
enum document_home_kind { HOME_PLACEMENT, HOME_ASYE };

struct document_field {
	enum field_kind		 kind;
	enum writer		 writer;
	const char		*name, *question, *hint;
	const char		*enter;		/* NULL: optional */
	long			 least, most;
	const char *const	*choices;	/* ends with NULL */
	const struct document_field *columns;	/* ends with kind FIELD_FORM */
	const char		*one;		/* of rows: what a row is */
	const char		*when, *is;	/* wanted where another is so */
};

struct document_form {
	const char			*kind;	/* "final_report" */
	const char			*title, *about;
	int				 edition;
	enum document_home_kind		 home;
	const struct document_field	*fields;
	size_t				 n;
};

/* false where there is no such kind; in_order counts from 0. */
bool	document_form(const char *kind, struct document_form *);
bool	document_form_in_order(size_t, struct document_form *);
size_t	document_forms(void);			/* how many there are */
/* Whose part there is beside that of a writer; WRITERS: nobody's. */
enum writer	 other_writer(const struct document_form *, enum writer);

/* "trainee", "educator", "assessor" */
const char	*writer_word(enum writer);
/* The name of an answer, of a cell (row from 1, and a column). */
const char	*answer_name(struct arena *, const struct document_field *);
const char	*cell_name(struct arena *, const struct document_field *,
		    int row, const struct document_field *column);
/* How a cell is asked when it stands by itself: "Action 2: what" */
const char	*cell_question(struct arena *, const struct document_field *,
		    int row, const char *row_name,
		    const struct document_field *column);

/* The words of rows that are always there; domains: the framework's. */
struct row_names { const char *const *v; size_t n; };
struct row_names grid_rows(const struct document_field *,
		    struct row_names domains);
/* How many rows of a field are shown, when so many are filled. */
int		 rows_shown(const struct document_field *, int filled);

struct answer { const char *name, *question, *words; };
struct answer_list { struct answer *v; size_t n; };

const char	*answer_of(const struct answer_list *, const char *name);
/* How far the rows of a field are filled: the last row with an answer, or 0. */
int		 rows_filled(struct arena *, const struct answer_list *,
		    const struct document_field *);
/* Is this the answer of a field, or of a cell of it? */
bool		 answer_is_of(struct arena *, const struct answer *,
		    const struct document_field *);
/* Is it a text of several lines, by the form? */
bool		 answer_is_long(struct arena *, const struct document_form *,
		    const struct answer *);
/* Is an answer wanted, after what was answered? */
bool		 field_is_wanted(struct arena *, const struct document_field *,
		    const struct answer_list *);
/* "SW123456" of "sw123456"; NULL where it is no number of Social Work
 * England. */
const char	*registration_number(struct arena *, const char *);
/* Does a part lack an answer that the form wants? */
bool		 document_lacks(struct arena *, const struct document_form *,
		    const struct answer_list *, enum writer,
		    struct row_names domains);
bool		 document_has_part(const struct document_form *, enum writer);
/* The part's own answers of the new list and the others' of the old one, in
 * the form's order. */
struct answer_list answers_joined(struct arena *, const struct document_form *,
		    const struct answer_list *mine,
		    const struct answer_list *old, enum writer);

/* What became of an answer from one version to another. */
enum difference { ADDED, REMOVED, REWRITTEN };
struct answer_change {
	enum difference	 what;
	const char	*question, *before, *after;
};
struct answer_change_list { struct answer_change *v; size_t n; };
struct answer_change_list answers_changed(struct arena *,
		    const struct answer_list *before,
		    const struct answer_list *after);

/* How many a placement has to have. */
struct document_settings {
	int	long_halves;		/* a placement is long from here on */
	int	observations_long, observations_short;
	int	observations_contrasting;
	int	reflections_long, reflections_short;
	int	reflections_contrasting;
	int	feedback, feedback_contrasting;
	int	supervision_minutes;	/* for every five days */
	int	anonymity;
};
extern const struct document_settings document_settings_usual;

/* Documents of a kind that a placement needs; 0: as many as there are. */
bool		 document_repeats(const char *kind);	/* is there a second? */
int		 documents_required(const char *kind, int required_halves,
		    bool contrasting, const struct document_settings *);

/* Supervision so far: due by the half-days done, formal minutes held. */
struct supervision_standing {
	int		 due, held, waiting;	/* minutes */
	bool		 behind;
	const char	*reason;
};
struct supervision_standing supervision_standing(struct arena *,
		    int halves_done, int held, int waiting,
		    const struct document_settings *);
/* "1 hour 30 minutes", "45 minutes", "none" */
const char	*time_words(struct arena *, int minutes);
