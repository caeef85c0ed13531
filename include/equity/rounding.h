#pragma once
/*
 * rounding - counts as others publish them, and what a reader knows from one.
 *
 * HESA: to the nearest 5, 0 to 2 are 0; percentages of fewer than 22.5 people
 * and means of 7 or fewer are not shown.  NHS Digital: 0 is 0, 1 to 7 are "*",
 * others to the nearest 5.  Ofqual: 1 to 4 are "fewer than 5", others to the
 * nearest 5.  Social Work England: fewer than 10 are "<10", others as they are.
 */
#include <stdbool.h>
#include <stdint.h>

#include "equity/table.h"

enum rounding { ROUNDING_HESA, ROUNDING_NHS, ROUNDING_OFQUAL, ROUNDING_SWE,
    ROUNDINGS };

/* What is printed for a count, and what it tells: value is what a number
 * among them says, -1 for a sign or words. */
struct token { char text[24]; int64_t value; struct told told; };
struct token	rounded(enum rounding, int64_t count);

/* To the nearest 5, halves up; people in full-time equivalents too. */
double		nearest_five(double);

/* In percent with one decimal, as HESA allows it: false when it does not. */
bool		hesa_percentage(double part, double of, double *percent);
bool		hesa_mean_allowed(double people);

/* A small count (1 to 7, or as many as the scheme hides) that a reader of a
 * rounded table can narrow to fewer than this many numbers is not safe. */
enum { CANDIDATES_LEAST = 3, ROUNDED_SMALL = 7 };
bool		rounded_table_holds(const struct counts *, enum rounding);

/* How many pairs of two groups' counts and sizes agree with rounded ones when a
 * ratio, or a ratio and its limits, are printed to one decimal from the true
 * counts beside them: why they never are. */
struct inversion { int64_t tuples, x1, x2; };
struct inversion invert_ratio(const struct told *x1_n1_x2_n2, double ratio,
		    double low, double high, bool limits_too);
/* To one decimal, halves up. */
double		one_decimal(double);
