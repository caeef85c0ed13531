#pragma once
/*
 * import_problem - what is wrong with one cell of a file, and what to do.
 */
#include <stddef.h>

#include "core/arena.h"

struct import_problem {
	int		 column;
	const char	*wrong;		/* "The email address is missing" */
	const char	*to_do;		/* "Enter the email address" */
};

struct import_problems { struct import_problem *v; size_t n; };

void	 import_problem_add(struct arena *, struct import_problems *,
	    int column, const char *wrong, const char *to_do);
