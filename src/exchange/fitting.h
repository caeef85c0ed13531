#pragma once
/*
 * fitting - a row of a table that came back, while it is judged.
 */
#include <string.h>

#include "exchange/fit.h"

struct fitting {
	struct arena			*arena;
	const struct exchange_table	*table;
	struct exchange_came		*came;
};

static inline void
refuse(const struct fitting *f, const char *key, const char *wrong,
    const char *to_do)
{
	exchange_refuse(f->arena, f->table, f->came, key, wrong, to_do);
}

static inline const char *
then(const struct fitting *f, const char *key)
{
	return (exchange_then(f->table, f->came, key));
}

static inline bool
is(const char *value, const char *other)
{
	return (strcmp(value, other) == 0);
}

static inline bool
has(const struct fitting *f, const char *key)
{
	return (*then(f, key) != '\0');
}

static inline bool
changed(const struct fitting *f, const char *key)
{
	return (exchange_changed(f->table, f->came, key));
}
