#pragma once
/*
 * csv_guard - the apostrophe that keeps a cell from being run as a formula.
 *
 * It is put before cells that start with = + - @, a tab or a line end, unless
 * they are plain numbers, and before those that would then look guarded.
 */
#include <stdbool.h>

bool		 csv_needs_guard(const char *cell);
const char	*csv_unguarded(const char *cell);	/* a part of the cell */
