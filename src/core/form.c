/* Keeps what was sent in a form and why it will not do. */
#include <stdarg.h>
#include <string.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "form_build.h"
#include "percent.h"

/* Room for one more: arrays double whenever their length is a power of two. */
static void *
grown(struct arena *a, void *array, size_t n, size_t size)
{
	void	*larger;

	if (n > 0 && (n < 8 || (n & (n - 1)) != 0))
		return (array);
	larger = arena_array(a, n == 0 ? 8 : n * 2, size);
	if (n > 0)
		memcpy(larger, array, n * size);
	return (larger);
}

static struct form_field *
new_field(struct form *f)
{
	f->fields = grown(f->arena, f->fields, f->nfields, sizeof(*f->fields));
	return (&f->fields[f->nfields++]);
}

bool
form_add_field(struct form *f, const char *name, size_t name_length,
    const char *value, size_t length)
{
	struct form_field	*field;
	bool			 unreadable;

	if (f->nfields == FORM_FIELDS_MAX) {
		form_fail(f, "It has more than 1,000 fields");
		return (false);
	}
	field = new_field(f);
	field->name = text_clean(f->arena, name, name_length, &unreadable);
	field->value = text_clean(f->arena, value, length, &field->broken);
	return (true);
}

bool
form_add_file(struct form *f, struct form_file file)
{
	if (f->nfiles == FORM_FILES_MAX) {
		form_fail(f, "It has more than 10 files");
		return (false);
	}
	f->files = grown(f->arena, f->files, f->nfiles, sizeof(*f->files));
	f->files[f->nfiles++] = file;
	return (true);
}

void
form_fail(struct form *f, const char *why)
{
	*f = (struct form){ .arena = f->arena, .malformed = why };
}

void
form_parse_urlencoded(struct form *f, struct arena *a, const char *s, size_t n)
{
	char		*name = arena_alloc(a, n + 1), *value;
	const char	*end, *next, *stop, *equals;
	size_t		 name_length, length;

	*f = (struct form){ .arena = a };
	end = n == 0 ? s : s + n;
	for (; s < end; s = next) {
		if ((stop = memchr(s, '&', end - s)) == NULL)
			stop = end;
		next = stop < end ? stop + 1 : end;
		if (s == stop)
			continue;
		if ((equals = memchr(s, '=', stop - s)) == NULL)
			equals = stop;
		name_length = percent_decode(name, s, equals - s);
		value = name + name_length;
		length = equals == stop ? 0 :
		    percent_decode(value, equals + 1, stop - equals - 1);
		if (!form_add_field(f, name, name_length, value, length))
			return;
	}
}

bool
form_ok(const struct form *f)
{
	return (f->nerrors == 0 && f->malformed == NULL);
}

static const struct form_field *
find(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			return (&f->fields[i]);
	return (NULL);
}

bool
form_has(const struct form *f, const char *name)
{
	return (find(f, name) != NULL);
}

const char *
form_value(const struct form *f, const char *name)
{
	const struct form_field	*field = find(f, name);

	return (field == NULL ? "" : field->value);
}

const char *
form_error(const struct form *f, const char *name)
{
	for (size_t i = 0; i < f->nerrors; i++)
		if (strcmp(f->errors[i].field, name) == 0)
			return (f->errors[i].why);
	return (NULL);
}

void
form_refuse(struct form *f, const char *name, const char *why)
{
	if (why == NULL || form_error(f, name) != NULL)
		return;
	f->errors = grown(f->arena, f->errors, f->nerrors, sizeof(*f->errors));
	f->errors[f->nerrors++] = (struct form_error){ name, why };
}

void
form_refusef(struct form *f, const char *name, const char *fmt, ...)
{
	va_list	ap;

	va_start(ap, fmt);
	form_refuse(f, name, arena_vprintf(f->arena, fmt, ap));
	va_end(ap);
}

void
form_set(struct form *f, const char *name, const char *value)
{
	if (!form_has(f, name))
		*new_field(f) = (struct form_field){ name, value, false };
}

void
form_add(struct form *f, const char *name, const char *value)
{
	*new_field(f) = (struct form_field){ name, value, false };
}

void
form_replace(struct form *f, const char *name, const char *value)
{
	size_t	n = 0;

	for (size_t i = 0; i < f->nfields; i++)
		if (strcmp(f->fields[i].name, name) != 0)
			f->fields[n++] = f->fields[i];
	f->nfields = n;
	form_add(f, name, value);
}

size_t
form_values(const struct form *f, const char *name, const char **values,
    size_t max)
{
	size_t	n = 0;

	for (size_t i = 0; i < f->nfields && n < max; i++)
		if (strcmp(f->fields[i].name, name) == 0)
			values[n++] = f->fields[i].value;
	return (n);
}

bool
form_ticked(const struct form *f, const char *name, const char *value)
{
	for (size_t i = 0; i < f->nfields; i++)
		if (strcmp(f->fields[i].name, name) == 0 &&
		    strcmp(f->fields[i].value, value) == 0)
			return (true);
	return (false);
}

/* The fields that guard a form belong to one showing of it; passwords and
 * codes are kept nowhere. */
static bool
guards(const char *name)
{
	static const char *const	names[] = { "csrf", "once", "draft",
					    "password", "new_password",
					    "totp" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		if (strcmp(name, names[i]) == 0)
			return (true);
	return (false);
}

const char *
form_encode(struct arena *a, const struct form *f)
{
	const struct form_field	*field;
	size_t			 room = 1;
	char			*s, *to;

	for (size_t i = 0; i < f->nfields; i++) {
		field = &f->fields[i];
		room += 3 * (strlen(field->name) + strlen(field->value)) + 2;
	}
	s = to = arena_alloc(a, room);
	for (size_t i = 0; i < f->nfields; i++) {
		field = &f->fields[i];
		if (guards(field->name))
			continue;
		if (to > s)
			*to++ = '&';
		to += percent_encode(to, field->name, "");
		*to++ = '=';
		to += percent_encode(to, field->value, "");
	}
	return (s);
}
