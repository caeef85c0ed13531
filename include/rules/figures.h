#pragma once
/*
 * figures - what the answers of few people say about a group of them, and
 * which groups they can tell apart.
 *
 * A group is a host, a team, an area or a cohort; each person counts once in
 * it, with the mean of what they answered, from 1 to 5.  Groups of people come
 * small: a range comes from the spread within all groups together, so that
 * also one person's mean has one, and a group whose two people agree by chance
 * has none that is too narrow:
 *
 *	s^2 = sum of squares within groups / (people - groups), at least 1/12
 *	mean +- t(0.975; people - groups) * s / sqrt(people of the group)
 *
 * cut where the scale ends.  1/12 is the variance of what rounding to whole
 * numbers hides (Sheppard 1898).  That the spread is the same in all groups is
 * assumed.  A group is compared with everybody else at once, by t with the
 * same s and degrees of freedom, two-sided; Holm's correction (Holm 1979) keeps
 * the chance that any of them is told apart by noise alone at 5 %.  Groups are
 * never ordered by their means: what cannot be told apart has no order.
 *
 * Source of the intervals and the contrast: one-way analysis of variance as in
 * Armitage, Berry and Matthews, Statistical Methods in Medical Research, 4th
 * edition (2002), 8.1 and 8.4.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/arena.h"

/* People, the mean of their means, the sum of squares about it. */
struct sample { size_t people; double mean, squares; };

/* In the order in which groups are shown. */
enum told_apart {
	TOLD_LOWER,		/* than everybody else's, beyond chance */
	NOT_TOLD_APART,
	TOO_FEW,		/* to say anything: no range either */
	TOLD_HIGHER,
	NOBODY_ANSWERED
};

struct figure {
	double		low, high;	/* both 0 where there is no range */
	double		p;		/* 1 where nothing is compared */
	enum told_apart	told;
};

/* Each group against everybody else in the list. */
void		 figures_of(const struct sample *, size_t n, struct figure *);
/* The judgements of figures that were compared one by one, as figure_against
 * leaves them, when all of them are shown together. */
void		 figures_together(struct figure *, size_t n);
/* One group against another that is everybody else. */
struct figure	 figure_against(struct sample, struct sample others);

/* Two groups of people that have nobody in common. */
struct sample	 samples_joined(struct sample, struct sample);

/* "Lower than elsewhere", "Cannot be told apart" and the like. */
const char	*told_words(enum told_apart);
/* "4.2", "3.6 to 4.7"; "None" for no people, "Not yet" for no range. */
const char	*mean_words(struct arena *, struct sample);
const char	*range_words(struct arena *, struct figure);

/* Student's t: the chance of being at least so far from 0, either way, and
 * how far one is with that chance; df at least 1. */
double		 student_two_sided(double t, double df);
double		 student_quantile(double two_sided, double df);
