#pragma once
/*
 * import - people, marks, or a table that comes back changed, on their way from
 * a file to where they are kept.
 *
 * A file is read into staged rows; rows are judged all together, since one
 * may be at fault for what stands in another; rows and verdicts are stored.
 * Each step takes a number of statements that does not grow with the file.
 * What differs from one kind of file to another is its subject.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/request.h"
#include "pages/workbooks.h"
#include "queries.h"
#include "rules/import_problem.h"
#include "sheets/csv.h"

enum { IMPORT_LINES = 50, IMPORT_COHORTS = 100 };

/* Columns that the file of failing rows has around its own. */
#define IMPORT_ROW_HEADING	"row"
#define IMPORT_WRONG_HEADING	"what_is_wrong"
#define IMPORT_TO_DO_HEADING	"what_to_do"

/* The template's example, which must not become a person. */
#define IMPORT_EXAMPLE_EMAIL	"ada.example@example.org"

/* A column of the file, for those who fill it in. */
struct import_help { const char *heading, *takes, *example; bool required; };

/* What rows are held against: a cohort, or a component of a module of its. */
struct import_target {
	int64_t		 programme, cohort, component, offering;
	int64_t		 organisation;	/* whose rows alone; 0: anybody's */
	struct date	 from, to;
};

/* One row as it was typed; a cell is "" where there is none. */
struct staged_line {
	int64_t			 number;	/* as a spreadsheet counts */
	const char		*unreadable;	/* why, or NULL */
	const char		**cells;	/* of the subject's columns */
	struct import_problems	 problems;	/* once judged */
	bool			 failing, unchanged;
};

/* Rows that take part: those that are left out do not. */
struct staged {
	const struct import_subject	*subject;
	struct staged_line		*lines;
	size_t				 n, nfailing, nunchanged;
	void				*rows;	/* once judged, of its kind */
	int64_t				 seen;	/* what they were held to */
};

/* What rows will do once they are stored, where that differs by the row. */
struct import_tally { size_t new, other, nothing, same; };

struct table_rules;

/* Its columns are its own, or those of a table that is exchanged. */
struct import_subject {
	enum import_kind		 kind;
	const struct import_help	*columns;
	size_t				 ncolumns;
	const char			*table;		/* its code, or NULL */
	const struct table_rules	*rules;		/* of it */
	/* Gives each line its problems, and s->rows and s->seen. */
	void		(*judge)(struct request *, struct staged *,
			    const struct import_target *);
	/* How much was stored; below 0 when the database refused a part. */
	int64_t		(*store)(struct request *, const struct import *,
			    const struct staged *);
	struct import_tally (*tally)(const struct staged *);	/* or NULL */

	/* Words. */
	const char	*refused;	/* "Nobody was enrolled ..." */
	const char	*until;		/* "Nobody is enrolled until ..." */
	const char	*none_left;	/* "No row is left to enrol." */
	const char	*left_out;	/* what leaving a row out means */
	const char	*discarded;	/* "Nobody was enrolled" */
	const char	*done;		/* "%s enrolled in %s" */
	const char	*(*counted)(struct arena *, int64_t);
	const char	*(*title)(struct arena *, const struct import *);
	const char	*(*target)(struct arena *, const struct import *);
	const char	*(*confirm)(struct arena *, const struct import *);
	const char	*(*name)(struct arena *, const struct import_line *);
	/* What else says who or what it is. */
	const char	*(*about)(struct arena *, const struct import_line *);
	/* Views of what it will do, and what it has done. */
	void		(*consequences)(struct out *, const struct request *,
			    const struct import *, struct import_tally);
	void		(*outcome)(struct out *, const struct request *,
			    const struct import *);
};

extern const struct import_subject	people_subject, marks_subject;
/* Of a table that can come back changed; NULL of any other. */
const struct import_subject *table_subject(const char *code);
void		 table_judge(struct request *, struct staged *,
		    const struct import_target *);
int64_t		 table_store(struct request *, const struct import *,
		    const struct staged *);
size_t		 import_width(const struct import_subject *);
struct import_help	 import_column(const struct import_subject *, size_t);
int64_t		 people_store(struct request *, const struct import *,
		    const struct staged *);

const struct import_subject *import_subject(const struct import *);
struct import_target	 import_target(const struct import *);

/*
 * The table of an uploaded file or workbook, for which every column that must
 * be there is there, and this one; else its first cause is refused in the form.
 */
bool		 import_read(struct request *, const struct import_subject *,
		    const char *field, const char *column,
		    struct table_file *);
/* Titles that are none of ours, which were not read. */
struct text_list import_ignored(struct arena *, const struct import_subject *,
		    const struct csv_table *);
void		 import_cells(struct arena *, const struct import_subject *,
		    const struct csv_table *, const struct csv_row *,
		    struct staged_line *);
struct staged	 staged_from_table(struct arena *,
		    const struct import_subject *, const struct csv_table *);
/* Those of an import that are not left out. */
struct staged	 staged_of(struct request *, const struct import *);
/* The one with that number, or NULL. */
struct staged_line	*staged_line_of(const struct staged *, int64_t number);

/* A file that was uploaded: staged, judged, stored; NULL when it will not do,
 * for reasons that the form then has. */
struct new_import *import_stage(struct request *,
		    const struct import_subject *,
		    const struct import_target *);
void		 staged_judge(struct request *, struct staged *,
		    const struct import_target *);
void		 staged_store(struct request *, int64_t import_id,
		    int64_t programme_id, const struct staged *);
/* Judges an import anew and stores the verdicts. */
struct staged	 import_judge_again(struct request *, const struct import *);

/* The import of the address; a POST then decides alone. */
struct import	*import_asked(struct request *);
/* The version in the form is that of the import, else the form is refused. */
bool		 import_unchanged(struct request *, const struct import *);
