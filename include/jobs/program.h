#pragma once
/*
 * program - other programs, run as children that are waited for.
 */
#include <stdbool.h>

struct arena;

/* Its status; -1 when it could not be run, or was killed. */
int		 program_run(const char *const argv[]);
/* What it printed, or NULL when it failed. */
const char	*program_output(struct arena *, const char *const argv[]);
/* From root to that user, for good, and to the root of all paths; false when
 * that cannot be. */
bool		 program_become(const char *user);
