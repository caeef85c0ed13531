#pragma once
/*
 * json - what programs read, made and written by jansson; its only door.
 *
 * Text goes as it is, accents, emoji and writing from right to left, with
 * control characters under their escapes.  As with out and arena, nothing here
 * fails: a worker that runs out of memory aborts.
 */
#include <jansson.h>

#include "core/date.h"
#include "core/out.h"

json_t	*json_text(const char *);	/* null where it is NULL */
json_t	*json_day(struct date);		/* "2026-06-14", or null */
/* json_pack() of these, which must make something. */
json_t	*json_made(const char *fmt, ...);
/* An object's property, or an array's next item, which is theirs from then. */
void	 json_give(json_t *object, const char *name, json_t *);
void	 json_append(json_t *array, json_t *);
/* Writes it, and forgets it. */
void	 json_put(struct out *, json_t *);
