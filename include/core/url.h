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

/*
 * A path from a format: %s is percent-encoded, %d and %ld go as they stand, and
 * any other % is a fault of ours and aborts.  "/" where a value would make the
 * path lead elsewhere.  The format "%s" alone takes a path of ours as it
 * stands, as url_local() does.
 */
struct url	url_to(struct arena *, const char *fmt, ...);
/* The same for functions that take a format themselves. */
struct url	url_vto(struct arena *, const char *fmt, va_list);
/*
 * The path with the query's state, one name changed in its place; a value that
 * is NULL or "" takes it out.  Empty and broken parameters fall away, the
 * others keep their order.  "page" is taken out unless it is the name that
 * changes.
 */
struct url	url_with(struct arena *, const char *path,
		    const struct form *query, const char *name,
		    const char *value);
/*
 * A path that somebody sent, when it is one of ours, else "/": it starts with
 * one slash, and holds no backslash, control character or segment of dots.
 * What may not stand in an address is percent-encoded; the address has at most
 * 2000 bytes, and goes through again as it stands.
 */
struct url	url_local(struct arena *, const char *sent);
