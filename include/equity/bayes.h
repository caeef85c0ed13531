#pragma once
/*
 * bayes - how likely one rate is so many times another, after what was seen,
 * when before it nothing was known (Jeffreys' prior for each).
 */
#include "equity/two.h"

/* P(p1 > times p2), times >= 1. */
double	chance_of_times(struct two, double times);
