#pragma once
/*
 * telltales - what a page shows of identifiers that were found in a text.
 */
#include <stddef.h>

/* Where it stands: some of the text before and behind it, on one line. */
struct telltale { const char *sentence, *before, *found, *after; };
struct telltale_list { const struct telltale *v; size_t n; };
