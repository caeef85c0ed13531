#pragma once
/*
 * golden - pages as they were when somebody last read them, byte for byte, in
 * tests/golden/.  With WAYMARK_GOLDEN=write they are written anew.
 *
 * Tokens, which are new in every answer, are left out.  So are, where that is
 * asked for, numbers of six digits and more, which come from counters, and the
 * day and the hour at which the test runs.
 */
#include <stdbool.h>
#include <stddef.h>

enum { GOLDEN_MAX = 400000 };

struct golden { char bytes[GOLDEN_MAX]; size_t n; bool passing_left_out; };

/* The last page's own part, behind what it is said to be. */
void	 golden_look(struct golden *, const char *as);
/* Is it what the file holds?  If not, it says so, and keeps it beside. */
bool	 golden_holds(const struct golden *, const char *file);
