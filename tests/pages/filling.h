#pragma once
/*
 * filling - fills in forms of documents as somebody would in a browser.
 */
#include "rules/documents.h"

enum { FILLED_MAX = 60000 };

/* The standards of a set, until the next call. */
struct row_names	 standards_of_set(const char *code);
/* The body of a part of a form with every answer, "a=1&b=2&"; until the next
 * call. */
const char		*filled_part(const struct document_form *, enum writer,
			    struct row_names standards);
