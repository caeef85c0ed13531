#pragma once
/*
 * files - looks at what was uploaded: opened in a sandbox, then shown to the
 * virus scanner, if there is one.
 *
 * What is found is kept; what could not be found out waits and is taken up
 * again.  Until then nobody reads it.
 */
#include <stddef.h>

struct arena;
struct db;

enum { FILES_AT_ONCE = 20 };

/* Up to FILES_AT_ONCE that are due; scanner is its socket, "" for none.
 * Answers how many were taken up, -1 when the database was away. */
int	files_look(struct db *, struct arena *, const char *scanner);
/* Empties what was removed long ago. */
void	files_tidy(struct db *, struct arena *);
