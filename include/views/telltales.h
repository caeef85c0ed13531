#pragma once
/*
 * telltales - what a page shows of identifiers that were found in a text.
 */
#include <stddef.h>

struct arena;

/* Where it stands: some of the text before and behind it, on one line. */
struct telltale { const char *sentence, *before, *found, *after; };
struct telltale_list { const struct telltale *v; size_t n; };

/* The tick's own value: a tick is for what was found, and nothing else. */
const char	*telltales_mark(struct arena *, const struct telltale_list *);
