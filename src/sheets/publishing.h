#pragma once
/*
 * publishing - a publication while it is written.
 */
#include "sheets/publication.h"
#include "book.h"

enum { MARKS = 5 };
extern const struct mark { const char *sign, *means; } marks[MARKS];

struct publishing {
	struct book			 book;
	const struct publication	*p;
	lxw_format			*title, *text, *heading,
					*heading_right, *link,
					*cells[SHEET_TYPES];
};

/* A sheet with what it is on top; NULL when there is none. */
lxw_worksheet	*publish_sheet(struct publishing *, const char *name,
		    const char *title);
/* Words at the left edge. */
void		 publish_line(struct publishing *, lxw_worksheet *, lxw_row_t,
		    const char *words, lxw_format *);
/* A table whose headings stand in that row; prose: its last column is text to
 * read. */
void		 publish_table(struct publishing *, lxw_worksheet *,
		    lxw_row_t top, const struct sheet *, bool prose);
/* "Table_3" of 2. */
const char	*publish_name(struct publishing *, const char *what, size_t n);
/* Does the mark stand in the place of a value there? */
bool		 mark_stands(const struct sheet *, int mark);

/* Cover, Contents, Notes and Definitions. */
void		 publish_front(struct publishing *);
/* Of the table of that number, whose headings stand in row top. */
void		 publish_chart(struct publishing *, size_t table, size_t n,
		    lxw_row_t top);
