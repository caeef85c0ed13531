/* Reads one cookie from a Cookie header (RFC 6265 section 5.4). */
#include <string.h>

#include "core/arena.h"
#include "core/form.h"

static const char *
skip_space(const char *s, const char *end)
{
	while (s < end && (*s == ' ' || *s == '\t'))
		s++;
	return (s);
}

static const char *
drop_space(const char *s, const char *end)
{
	while (end > s && (end[-1] == ' ' || end[-1] == '\t'))
		end--;
	return (end);
}

static const char *
unquoted(struct arena *a, const char *s, const char *end)
{
	s = skip_space(s, end);
	end = drop_space(s, end);
	if (end - s >= 2 && *s == '"' && end[-1] == '"') {
		s++;
		end--;
	}
	return (arena_strndup(a, s, end - s));
}

const char *
cookie_value(struct arena *a, const char *header, const char *name)
{
	const char	*s, *end, *equals, *name_end;
	size_t		 n = strlen(name);

	for (s = header; s != NULL; s = *end == '\0' ? NULL : end + 1) {
		end = s + strcspn(s, ";");
		if ((equals = memchr(s, '=', end - s)) == NULL)
			continue;
		s = skip_space(s, equals);
		name_end = drop_space(s, equals);
		if ((size_t)(name_end - s) == n && memcmp(s, name, n) == 0)
			return (unquoted(a, equals + 1, end));
	}
	return (NULL);
}
