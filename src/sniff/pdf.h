#pragma once
/*
 * pdf - the words that a PDF is written in, read one after another.  No
 * function moves past the end.
 */
#include "parts.h"

enum { PDF_NAME_MAX = 127 };

/* Bytes with a place in them. */
struct reader { struct span in; size_t at; };

int		 pdf_peek(const struct reader *);	/* -1 at the end */
bool		 pdf_space(int);
void		 pdf_skip_space(struct reader *);	/* and comments */
/* "(a (b) \\) c)", at its opening. */
void		 pdf_skip_text(struct reader *);
/* The name at a slash, as it is meant, #4a being J, in PDF_NAME_MAX + 1. */
void		 pdf_read_name(struct reader *, char *);
uint32_t	 pdf_read_number(struct reader *);
bool		 pdf_reads(const struct reader *, const char *word);
