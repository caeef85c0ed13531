#pragma once
/*
 * charts/sparkline - the shape of a few numbers, beside the last of them.
 *
 * It says nothing that the number beside it does not, so readers of the page
 * skip it.
 */
#include <stddef.h>

#include "core/out.h"

void	sparkline(struct out *, const int *values, size_t n);	/* 0: nothing */
