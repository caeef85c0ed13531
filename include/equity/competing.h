#pragma once
/*
 * competing - how many complete when some withdraw before they could.
 *
 * See equity/survival.h for struct life; what is 1 for the event of interest
 * and 2 for one that competes with it.
 */
#include "equity/survival.h"

/* Aalen and Johansen's cumulative incidence of a cause in a group at a time,
 * with the variance that its influence on the estimate leads to (the one that
 * cmprsk prints). */
struct incidence { double value, variance; };
struct incidence incidence_at(const struct life *, size_t n, int group,
		    int cause, double time);

/* Gray's test (1988) that the incidence of a cause is the same in k groups. */
struct chi	gray(const struct life *, size_t n, size_t k, int cause);
