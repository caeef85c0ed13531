#pragma once
/*
 * looking - a page that waits for the jobs looks again by itself, without
 * scripts, until it is told not to (?look=by-hand) or has waited so long that
 * somebody should know.
 */
#include <stdbool.h>

#include "core/request.h"

enum { LOOKS_EVERY_S = 5, LOOKS_FOR_S = 600 };

/* Whether the page that is made now does; then it says so to the browser. */
bool	looks_again(struct request *, struct moment since);
