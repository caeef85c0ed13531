/* Makes addresses of this site, and lets nobody lead a reader elsewhere. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/url.h"
#include "percent.h"

enum { SENT_MAX = 2000 };	/* no path of ours is longer */

/* An address under construction; it always ends with NUL. */
struct address {
	struct arena	*arena;
	char		*s;
	size_t		 n, cap;
};

/* Room for n bytes more and NUL. */
static char *
reserve(struct address *to, size_t n)
{
	char	*grown;

	if (to->n + n >= to->cap) {
		to->cap = (to->n + n + 64) * 2;
		grown = arena_alloc(to->arena, to->cap);
		if (to->n > 0)
			memcpy(grown, to->s, to->n);
		to->s = grown;
	}
	return (to->s + to->n);
}

static void
append(struct address *to, const char *s, size_t n)
{
	char	*at = reserve(to, n);

	memcpy(at, s, n);
	at[n] = '\0';
	to->n += n;
}

static void
append_encoded(struct address *to, const char *s, const char *as_well)
{
	to->n += percent_encode(reserve(to, 3 * strlen(s)), s, as_well);
}

/* A byte of a path as the browser reads it: %2e is a dot in a segment. */
static size_t
dot(const char *s)
{
	if (*s == '.')
		return (1);
	return (strncasecmp(s, "%2e", 3) == 0 ? 3 : 0);
}

/* Does the path have a segment of one or two dots, which browsers resolve? */
static bool
climbs(const char *path)
{
	const char	*s = path;
	size_t		 n, dots;

	while (*s == '/') {
		s++;
		for (dots = 0; dots < 3 && (n = dot(s)) > 0; dots++)
			s += n;
		if (dots > 0 && dots < 3 && (*s == '\0' ||
		    strchr("/?#", *s) != NULL))
			return (true);
		s += strcspn(s, "/?#");
	}
	return (false);
}

static bool
ours(const char *s)
{
	if (s[0] != '/' || s[1] == '/')
		return (false);
	for (const char *at = s; *at != '\0'; at++)
		if (*at == '\\' || *at == 0x7F || (*at >= 0 && *at < ' '))
			return (false);
	return (!climbs(s));
}

struct url
url_local(struct arena *a, const char *sent)
{
	struct address	to = { .arena = a };

	if (sent == NULL || strnlen(sent, SENT_MAX + 1) > SENT_MAX ||
	    !ours(sent))
		return ((struct url){ "/" });
	append_encoded(&to, sent, "/?#%&=+:;,@!$'()*[]");
	return ((struct url){ to.n <= SENT_MAX ? to.s : "/" });
}

struct url
url_vto(struct arena *a, const char *fmt, va_list ap)
{
	struct address	 to = { .arena = a };
	char		 number[24];
	const char	*s, *value;

	if (strcmp(fmt, "%s") == 0)
		return (url_local(a, va_arg(ap, const char *)));
	for (s = fmt; *s != '\0'; s++) {
		if (*s != '%')
			append(&to, s, 1);
		else if (strncmp(s, "%ld", 3) == 0) {
			append(&to, number, snprintf(number, sizeof(number),
			    "%ld", va_arg(ap, long)));
			s += 2;
		} else if (*++s == 's') {
			value = va_arg(ap, const char *);
			append_encoded(&to, value == NULL ? "" : value, "");
		} else if (*s == 'd')
			append(&to, number, snprintf(number, sizeof(number),
			    "%d", va_arg(ap, int)));
		else {
			fprintf(stderr, "url_to: cannot read \"%s\"\n", fmt);
			abort();
		}
	}
	return ((struct url){ to.n > 0 && ours(to.s) ? to.s : "/" });
}

struct url
url_to(struct arena *a, const char *fmt, ...)
{
	va_list		ap;
	struct url	url;

	va_start(ap, fmt);
	url = url_vto(a, fmt, ap);
	va_end(ap);
	return (url);
}

static void
append_parameter(struct address *to, const char *name, const char *value,
    char *mark)
{
	append(to, mark, 1);
	append_encoded(to, name, "");
	append(to, "=", 1);
	append_encoded(to, value, "");
	*mark = '&';
}

struct url
url_with(struct arena *a, const char *path, const struct form *query,
    const char *name, const char *value)
{
	struct address			 to = { .arena = a };
	const struct form_field		*field;
	char				 mark = '?';
	bool				 changed = false;

	if (!ours(path))
		return ((struct url){ "/" });
	append(&to, path, strcspn(path, "?#"));
	for (size_t i = 0; i < query->nfields; i++) {
		field = &query->fields[i];
		if (strcmp(field->name, name) == 0) {
			if (!changed && value != NULL && *value != '\0')
				append_parameter(&to, name, value, &mark);
			changed = true;
		} else if (*field->value != '\0' && !field->broken &&
		    strcmp(field->name, "page") != 0)
			append_parameter(&to, field->name, field->value, &mark);
	}
	if (!changed && value != NULL && *value != '\0')
		append_parameter(&to, name, value, &mark);
	return ((struct url){ to.s });
}
