#pragma once
/*
 * firth - logistic regression that neither separation nor few events break.
 *
 * The log-likelihood is raised by half the logarithm of the information's
 * determinant (Firth 1993; Heinze and Schemper 2002), and limits come from its
 * profile.  Rows may be people, or groups of people who are alike.
 */
#include <stdbool.h>
#include <stddef.h>

enum { COEFFICIENTS_MAX = 32 };

/* rows of `columns` <= COEFFICIENTS_MAX numbers each, the first of them 1 for
 * the intercept; events[i] of trials[i] >= events[i]. */
struct logit {
	size_t		 rows, columns;
	const double	*x, *events, *trials;
};

/* One coefficient: its logarithm of an odds ratio, the error by the information
 * and by that of the data as the penalty augments them; limits and test by the
 * profile, which are infinite or NaN where it does not cross. */
struct coefficient {
	double	value, error, error_augmented, low, high, chi, p;
};

struct fit {
	bool			converged;
	double			likelihood;	/* penalised, if it is */
	double			null_likelihood; /* with the intercept alone */
	struct coefficient	of[COEFFICIENTS_MAX];
};

/* The penalised fit with profiles of all of its coefficients, or of one. */
struct fit	firth_fit(const struct logit *);
struct fit	firth_fit_of(const struct logit *, size_t coefficient);

/* Plain maximum likelihood: values, errors and likelihood alone; it does not
 * converge when the data are separated. */
struct fit	logit_fit(const struct logit *);

/* As many coefficients as the rarer outcome allows: one for five. */
size_t		coefficients_allowed(const struct logit *);
