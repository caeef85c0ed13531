#pragma once
/*
 * url - addresses of our own, made so that they cannot lead elsewhere.
 *
 * Every function answers a path of this site that starts with a single slash.
 */
#include <stdarg.h>

#include "core/out.h"

struct arena;
struct form;

/* A path from a format; %s is percent-encoded, %ld goes as it stands. */
struct url	url_to(struct arena *, const char *fmt, ...);
/* The path with the query's state, one name changed; value NULL takes it out.
 * "page" is always taken out unless it is the name that changes. */
struct url	url_with(struct arena *, const char *path, const struct form *query,
		    const char *name, const char *value);
/* A path that somebody sent: itself when it is one of ours, else "/". */
struct url	url_local(struct arena *, const char *sent);
/* The same as url_to(), for functions that take a format themselves; a format
 * of "%s" alone takes a path of ours as it stands. */
struct url	url_vto(struct arena *, const char *fmt, va_list);
