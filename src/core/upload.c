/*
 * Reads multipart/form-data as RFC 7578 and browsers write it.
 *
 * A body is read whole or not at all: one that ends before its closing
 * boundary, or departs from the grammar, leaves an empty form that says why.
 * Quotes and line ends in names arrive as %22, %0D and %0A from browsers and
 * with backslashes from other clients; `filename*` has no place in forms
 * (section 4.2) and is not looked at.
 */
#include <string.h>
#include <strings.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "form_build.h"

enum {
	BOUNDARY_MAX = 70,	/* RFC 2046 section 5.1.1 */
	PART_HEADERS_MAX = 8192
};

/* Bytes of the body or of a header: never ended by NUL. */
struct span {
	const char	*s;
	size_t		 n;
};

/* What is known of one part; s is NULL for what was not sent. */
struct part {
	struct span	 disposition, type, encoding;
	struct span	 name, filename;
};

static bool
is_space(char c)
{
	return (c == ' ' || c == '\t');
}

static struct span
trimmed(struct span t)
{
	while (t.n > 0 && is_space(*t.s)) {
		t.s++;
		t.n--;
	}
	while (t.n > 0 && is_space(t.s[t.n - 1]))
		t.n--;
	return (t);
}

static bool
same(struct span t, const char *word)
{
	return (t.n == strlen(word) && strncasecmp(t.s, word, t.n) == 0);
}

/* Takes what stands before c off the span, and c itself. */
static struct span
take_to(struct span *from, char c)
{
	const char	*at = from->n == 0 ? NULL : memchr(from->s, c, from->n);
	struct span	 taken = *from;

	if (at != NULL)
		taken.n = at - from->s;
	from->s += at == NULL ? from->n : taken.n + 1;
	from->n -= at == NULL ? from->n : taken.n + 1;
	return (taken);
}

/*
 * Takes a quoted string, whose opening quote has been taken; false when it
 * does not close.  A backslash keeps a quote from closing, unless nothing
 * follows: browsers leave a backslash at the end of a file's name bare.
 */
static bool
take_quoted(struct span *from, struct span *value)
{
	size_t	i;

	for (i = 0; i < from->n && from->s[i] != '"'; i++)
		if (from->s[i] == '\\' && i + 2 < from->n &&
		    (from->s[i + 1] == '"' || from->s[i + 1] == '\\'))
			i++;
	if (i == from->n)
		return (false);
	*value = (struct span){ from->s, i };
	from->s += i + 1;
	from->n -= i + 1;
	return (trimmed(take_to(from, ';')).n == 0);
}

/* Takes one `name=value` off a list that semicolons separate. */
static bool
take_parameter(struct span *from, struct span *name, struct span *value)
{
	const char	*equals = memchr(from->s, '=', from->n);

	if (equals == NULL)
		return (false);
	*name = trimmed((struct span){ from->s, equals - from->s });
	if (name->n == 0 || memchr(name->s, ';', name->n) != NULL)
		return (false);
	from->n -= equals + 1 - from->s;
	from->s = equals + 1;
	while (from->n > 0 && is_space(*from->s)) {
		from->s++;
		from->n--;
	}
	if (from->n > 0 && *from->s == '"') {
		from->s++;
		from->n--;
		return (take_quoted(from, value));
	}
	*value = trimmed(take_to(from, ';'));
	return (true);
}

/* "\r\n--" and the boundary, or NULL when the header has no fit one. */
static const char *
delimiter(struct arena *a, const char *content_type)
{
	struct span	rest = { content_type, strlen(content_type) };
	struct span	name, value, boundary = { 0 };

	if (!same(trimmed(take_to(&rest, ';')), "multipart/form-data"))
		return (NULL);
	while (trimmed(rest).n > 0) {
		if (!take_parameter(&rest, &name, &value))
			return (NULL);
		if (same(name, "boundary") && boundary.s == NULL)
			boundary = value;
	}
	if (boundary.n == 0 || boundary.n > BOUNDARY_MAX ||
	    is_space(boundary.s[boundary.n - 1]))
		return (NULL);
	for (size_t i = 0; i < boundary.n; i++)
		if (boundary.s[i] < ' ' || boundary.s[i] > '~' ||
		    boundary.s[i] == '"' || boundary.s[i] == '\\')
			return (NULL);
	return (arena_printf(a, "\r\n--%.*s", (int)boundary.n, boundary.s));
}

/*
 * The end of a delimiter's line, given what follows the boundary in it; NULL
 * when the line goes on, so that it is content that merely starts alike.
 */
static const char *
delimiter_end(const char *at, const char *end, bool *last)
{
	*last = end - at >= 2 && memcmp(at, "--", 2) == 0;
	at += *last ? 2 : 0;
	while (at < end && is_space(*at))
		at++;
	if (end - at >= 2 && memcmp(at, "\r\n", 2) == 0)
		return (at + 2);
	return (*last && at == end ? at : NULL);
}

/*
 * Moves past the next delimiter and answers what stood before it; s is NULL
 * when there is none.
 */
static struct span
take_part(struct span *from, const char *delimiter, bool *last)
{
	const char	*start = from->s, *end = from->s + from->n;
	const char	*at = start, *after;
	size_t		 n = strlen(delimiter);

	for (; (at = memchr(at, '\r', end - at)) != NULL; at++) {
		if ((size_t)(end - at) < n || memcmp(at, delimiter, n) != 0)
			continue;
		if ((after = delimiter_end(at + n, end, last)) != NULL) {
			*from = (struct span){ after, end - after };
			return ((struct span){ start, at - start });
		}
	}
	return ((struct span){ 0 });
}

/* The first delimiter may open the body without a line end before it. */
static bool
skip_preamble(struct span *body, const char *delimiter, bool *last)
{
	const char	*opening = delimiter + 2, *end = body->s + body->n;
	const char	*after;
	size_t		 n = strlen(opening);

	if (body->n >= n && memcmp(body->s, opening, n) == 0 &&
	    (after = delimiter_end(body->s + n, end, last)) != NULL) {
		*body = (struct span){ after, end - after };
		return (true);
	}
	return (take_part(body, delimiter, last).s != NULL);
}

static bool
read_header(struct span line, struct part *part)
{
	struct span	name, value = line, *to;

	name = take_to(&value, ':');
	if (name.n == 0 || name.n == line.n || is_space(*name.s) ||
	    is_space(name.s[name.n - 1]))
		return (false);
	if (same(name, "Content-Disposition"))
		to = &part->disposition;
	else if (same(name, "Content-Type"))
		to = &part->type;
	else if (same(name, "Content-Transfer-Encoding"))
		to = &part->encoding;
	else
		return (true);
	if (to->s != NULL)
		return (false);
	*to = trimmed(value);
	return (true);
}

static bool
read_disposition(struct part *part)
{
	struct span	rest = part->disposition, name, value, *to;

	if (rest.s == NULL || !same(trimmed(take_to(&rest, ';')), "form-data"))
		return (false);
	while (trimmed(rest).n > 0) {
		if (!take_parameter(&rest, &name, &value))
			return (false);
		if (same(name, "name"))
			to = &part->name;
		else if (same(name, "filename"))
			to = &part->filename;
		else
			continue;
		if (to->s != NULL)
			return (false);
		*to = value;
	}
	return (part->name.s != NULL);
}

/* Takes the headers and the empty line after them off a part. */
static bool
take_headers(struct span *from, struct part *part)
{
	const char	*end;
	struct span	 line;
	size_t		 most = from->n < PART_HEADERS_MAX ? from->n :
	    PART_HEADERS_MAX;

	while ((end = memmem(from->s, most, "\r\n", 2)) != NULL) {
		line = (struct span){ from->s, end - from->s };
		most -= line.n + 2;
		from->n -= line.n + 2;
		from->s = end + 2;
		if (line.n == 0)
			return (part->encoding.s == NULL ||
			    same(part->encoding, "7bit") ||
			    same(part->encoding, "8bit") ||
			    same(part->encoding, "binary"));
		if (!read_header(line, part))
			return (false);
	}
	return (false);
}

/* Undoes what browsers (%22, %0D, %0A) and others (\", \\) do to names. */
static struct span
unescaped(struct arena *a, struct span t)
{
	char	*to = arena_alloc(a, t.n + 1);
	size_t	 n = 0;

	for (size_t i = 0; i < t.n; i++) {
		if (t.s[i] == '\\' && i + 1 < t.n &&
		    (t.s[i + 1] == '"' || t.s[i + 1] == '\\'))
			to[n++] = t.s[++i];
		else if (t.s[i] == '%' && i + 2 < t.n &&
		    strncmp(t.s + i + 1, "22", 2) == 0) {
			to[n++] = '"';
			i += 2;
		} else if (t.s[i] == '%' && i + 2 < t.n &&
		    (strncasecmp(t.s + i + 1, "0d", 2) == 0 ||
		    strncasecmp(t.s + i + 1, "0a", 2) == 0)) {
			to[n++] = t.s[i + 2] == 'd' || t.s[i + 2] == 'D' ?
			    '\r' : '\n';
			i += 2;
		} else
			to[n++] = t.s[i];
	}
	return ((struct span){ to, n });
}

/* The last part of a path, whichever way its slashes lean, as one line. */
static const char *
file_name(struct arena *a, struct span t)
{
	const char	*name;
	bool		 broken;

	t = unescaped(a, t);
	for (size_t i = t.n; i > 0; i--)
		if (t.s[i - 1] == '/' || t.s[i - 1] == '\\') {
			t.s += i;
			t.n -= i;
			break;
		}
	name = text_line(a, text_clean(a, t.s, t.n, &broken));
	if (text_blank(name) || strcmp(name, ".") == 0 ||
	    strcmp(name, "..") == 0)
		return ("file");
	return (name);
}

/* A box where no file was chosen sends a file without name or content. */
static bool
add_part(struct form *f, struct part *part, struct span content)
{
	struct arena		*a = f->arena;
	struct span		 name = unescaped(a, part->name);
	struct form_file	 file = { 0 };
	bool			 broken;

	if (part->filename.s == NULL)
		return (form_add_field(f, name.s, name.n, content.s,
		    content.n));
	if (part->filename.n == 0 && content.n == 0)
		return (true);
	file.field = text_clean(a, name.s, name.n, &broken);
	file.name = file_name(a, part->filename);
	file.type = text_clean(a, part->type.s, part->type.n, &broken);
	file.data = content.s;
	file.length = content.n;
	return (form_add_file(f, file));
}

void
form_parse_multipart(struct form *f, struct arena *a, const char *content_type,
    const char *s, size_t n)
{
	const char	*boundary = delimiter(a, content_type);
	struct span	 body = { n == 0 ? "" : s, n }, content;
	struct part	 part;
	bool		 last = false;

	*f = (struct form){ .arena = a };
	if (boundary == NULL) {
		form_fail(f, "It names no boundary between its parts");
		return;
	}
	if (!skip_preamble(&body, boundary, &last)) {
		form_fail(f, "It ends before its first part");
		return;
	}
	while (!last) {
		content = take_part(&body, boundary, &last);
		if (content.s == NULL) {
			form_fail(f, "It ends before its last part does");
			return;
		}
		part = (struct part){ 0 };
		if (!take_headers(&content, &part) ||
		    !read_disposition(&part)) {
			form_fail(f, "One of its parts has no readable name");
			return;
		}
		if (!add_part(f, &part, content))
			return;
	}
}
