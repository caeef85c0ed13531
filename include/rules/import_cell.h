#pragma once
/*
 * import_cell - what stands in a cell of a file, past the noise of it: space
 * around and inside, the case of codes, marks that cannot be seen.
 */
#include "core/arena.h"

/* In quotes, shortened when it is long. */
const char	*cell_quoted(struct arena *, const char *cell);
/* A code without spaces, hyphens and full stops, in upper case. */
const char	*cell_code(struct arena *, const char *cell);
/*
 * How an accented letter looks when UTF-8 was opened as Windows-1252 and saved
 * again: "Ã«" for "ë", "â€™" for "’".  No name has such a pair; the first one,
 * or NULL.
 */
const char	*cell_garbled(struct arena *, const char *line);
/* An email address without what people leave behind it; case as it was. */
char		*cell_email(struct arena *, const char *cell);
