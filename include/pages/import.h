#pragma once
/*
 * import - a cohort's people on their way from a file to their enrolment.
 *
 * A file is read into staged rows; rows are judged all together, since one
 * may be at fault for what stands in another; rows and verdicts are stored.
 * Each step takes a number of statements that does not grow with the file.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/request.h"
#include "queries.h"
#include "rules/import_row.h"
#include "sheets/csv.h"

enum { IMPORT_LINES = 50, IMPORT_COHORTS = 100 };

/* Columns that the file of failing rows has around those of the people. */
#define IMPORT_ROW_HEADING	"row"
#define IMPORT_WRONG_HEADING	"what_is_wrong"
#define IMPORT_TO_DO_HEADING	"what_to_do"

/* The template's example, which must not become a person. */
#define IMPORT_EXAMPLE_EMAIL	"ada.example@example.org"

/* One row as it was typed; a cell is "" where there is none. */
struct staged_line {
	int64_t		 number;	/* as a spreadsheet counts */
	const char	*unreadable;	/* why it cannot be taken apart */
	const char	*cells[IMPORT_COLUMNS];
	bool		 failing;	/* once judged */
};

/* Rows that take part: those that are left out do not. */
struct staged {
	struct staged_line	*lines;
	struct import_row	*rows;		/* once judged, one a line */
	size_t			 n, nfailing;
};

/*
 * The table of an uploaded file, for which every column that must be there is
 * there, and this one; else its first cause is refused in the form.
 */
bool		 import_read(struct request *, const char *field,
		    const char *column, struct csv_table *);
/* Titles that are none of ours, which were not read. */
struct text_list import_ignored(struct arena *, const struct csv_table *);
void		 import_cells(struct arena *, const struct csv_table *,
		    const struct csv_row *, struct staged_line *);
struct staged	 staged_from_table(struct arena *, const struct csv_table *);
/* Those of an import that are not left out. */
struct staged	 staged_of(struct request *, const struct import *);

void		 staged_judge(struct request *, struct staged *,
		    int64_t cohort_id, struct date from, struct date to);
void		 staged_store(struct request *, int64_t import_id,
		    int64_t programme_id, const struct staged *);
/* Judges an import anew and stores the verdicts. */
struct staged	 import_judge_again(struct request *, const struct import *);

/* The import of the address; a POST then decides alone. */
struct import	*import_asked(struct request *);
/* The version in the form is that of the import, else the form is refused. */
bool		 import_unchanged(struct request *, const struct import *);
