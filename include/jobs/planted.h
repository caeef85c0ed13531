#pragma once
/*
 * planted - what people of the demonstration say of themselves, so that what
 * happened to some of them falls on one group more than on another.
 *
 * Nothing that happened is changed for it: who answers what is drawn after it.
 * How many of a thousand people, and of a thousand of those to whom it
 * happened, give each answer; a list ends where both are 0, and together each
 * is a thousand.
 */
#include <stdbool.h>

struct planted_share { const char *choice; int people, events; };

/* The answer of somebody who drew a number within [0, 1); happened: to them;
 * rate: the share of everybody to whom it happened, below 1.  NULL when they
 * say nothing. */
const char	*planted_answer(const struct planted_share *, double drawn,
		    bool happened, double rate);
/* The share of those who give an answer among those to whom it happened, or
 * among all others. */
double		 planted_chance(const struct planted_share *,
		    const char *choice, bool happened, double rate);

/* The domain's figures.  Of a thousand registrants 260 are of the Global Ethnic
 * Majority and 600 are White, and of the others nothing is known; of a thousand
 * who failed 530 and 470.  Of a thousand who answer 286 are men, who fail four
 * times as often as women. */
extern const struct planted_share planted_ethnicity[], planted_sex[];
