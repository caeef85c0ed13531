/* route - rows of the route table, by the address or by their own pattern. */
#include <stdlib.h>
#include <string.h>

#include "core/request.h"
#include "core/secret.h"

#define WORD_CHARS	"abcdefghijklmnopqrstuvwxyz_"

/* Does path fit the pattern?  Its numbers go to id[]. */
static bool
fits(const char *pattern, const char *path, int64_t *id)
{
	size_t	 word;
	char	*end;

	for (; *pattern != '\0'; pattern++) {
		if (*pattern == '$') {
			if (strspn(path, "0123456789abcdef") != TOKEN_LENGTH)
				return (false);
			path += TOKEN_LENGTH;
			continue;
		}
		if (*pattern == '*') {
			if ((word = strspn(path, WORD_CHARS)) == 0)
				return (false);
			path += word;
			continue;
		}
		if (*pattern != '#') {
			if (*pattern != *path++)
				return (false);
			continue;
		}
		if (*path < '1' || *path > '9' ||
		    strspn(path, "0123456789") > 18)
			return (false);
		*id++ = strtoll(path, &end, 10);
		path = end;
	}
	return (*path == '\0');
}

const struct route *
route_of(enum method method, const char *path, int64_t *id)
{
	for (const struct route *r = routes; r->path != NULL; r++)
		if (r->method == method && fits(r->path, path, id))
			return (r);
	return (NULL);
}

static int
by_path(const void *a, const void *b)
{
	const struct route	*const *one = a, *const *other = b;

	return (strcmp((*one)->path, (*other)->path));
}

/*
 * A page asks this for each of its links to see whether to show it, so the
 * table's pages are put in order once, when the first link is asked for.
 */
const struct route *
route_page(const char *pattern)
{
	static const struct route	**pages;
	static size_t			  n;
	const struct route		 *key = &(struct route){ .path =
					    pattern }, **found;

	if (pages == NULL) {
		for (const struct route *r = routes; r->path != NULL; r++)
			n += r->method == GET;
		if ((pages = calloc(n, sizeof(*pages))) == NULL)
			abort();
		n = 0;
		for (const struct route *r = routes; r->path != NULL; r++)
			if (r->method == GET)
				pages[n++] = r;
		qsort(pages, n, sizeof(*pages), by_path);
	}
	found = bsearch(&key, pages, n, sizeof(*pages), by_path);
	return (found == NULL ? NULL : *found);
}
