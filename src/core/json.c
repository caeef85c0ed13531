/* json - what programs read, made and written by jansson. */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>

#include "core/json.h"

enum { DIGITS = 15 };	/* of a number: as many as decimals keep */

static json_t *
must_be(json_t *j)
{
	if (j == NULL)
		abort();
	return (j);
}

json_t *
json_text(const char *s)
{
	return (must_be(s == NULL ? json_null() : json_string(s)));
}

json_t *
json_day(struct date d)
{
	char	text[32];

	if (!date_is_set(d))
		return (json_null());
	snprintf(text, sizeof(text), "%04d-%02d-%02d", d.year, d.month,
	    d.day);
	return (json_text(text));
}

json_t *
json_made(const char *fmt, ...)
{
	va_list	 ap;
	json_t	*j;

	va_start(ap, fmt);
	j = json_vpack_ex(NULL, 0, fmt, ap);
	va_end(ap);
	return (must_be(j));
}

void
json_give(json_t *object, const char *name, json_t *value)
{
	if (json_object_set_new(object, name, value) != 0)
		abort();
}

void
json_append(json_t *array, json_t *item)
{
	if (json_array_append_new(array, item) != 0)
		abort();
}

static int
put(const char *bytes, size_t n, void *o)
{
	out_raw(o, bytes, n);
	return (0);
}

void
json_put(struct out *o, json_t *j)
{
	if (json_dump_callback(must_be(j), put, o, JSON_COMPACT |
	    JSON_ENCODE_ANY | JSON_REAL_PRECISION(DIGITS)) != 0)
		abort();
	json_decref(j);
}
