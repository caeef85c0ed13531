#pragma once
/*
 * differencing - what a reader of several releases can work out together.
 *
 * Atoms are the smallest sets of people that any released cell tells apart: a
 * cell is the sum of some of them, and tells an interval.  Bounds of an atom
 * are those of an integer programme over all cells.
 */
#include <stdbool.h>

#include "equity/table.h"

enum { ATOMS_MAX = 256 };

/* atoms: for each atom, is it in the cell? */
struct released { bool atoms[ATOMS_MAX]; struct told told; };

/* Bounds of the sum of the atoms that are wanted, whole numbers, and those of
 * the linear relaxation, which may be wider.  COUNT_MOST is unbounded.  False
 * when the releases contradict each other. */
struct worked_out { struct told whole; double least, most; };
bool	work_out(const struct released *, int n, int atoms,
	    const bool *wanted, struct worked_out *);

/* Does it give a true count away?  Exact and suppressed releases: a count of
 * 1..small that is not covered by 1..small; rounded ones: fewer than three
 * numbers are left. */
bool	gives_away(int64_t count, struct told known, int64_t small,
	    bool is_rounded);
