/* Reads single fields of a form and says in words what will not do. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "form_build.h"

/*
 * The value of a name that was sent at most once and can be kept; NULL when it
 * was refused.
 */
static const char *
sent_once(struct form *f, const char *name, const char *what)
{
	const struct form_field	*found = NULL;

	for (size_t i = 0; i < f->nfields; i++) {
		if (strcmp(f->fields[i].name, name) != 0)
			continue;
		if (found != NULL) {
			form_refusef(f, name,
			    "%s was sent more than once", what);
			return (NULL);
		}
		found = &f->fields[i];
	}
	if (found == NULL)
		return ("");
	if (found->broken) {
		form_refusef(f, name,
		    "%s includes characters that cannot be saved", what);
		return (NULL);
	}
	return (found->value);
}

/* 1234567 as "1,234,567". */
static const char *
in_figures(struct arena *a, int64_t n)
{
	char		*s = arena_printf(a, "%+lld", (long long)n), *to;
	const char	*at = s + 1;
	size_t		 left = strlen(at);

	to = arena_alloc(a, 2 * left + 2);
	s = to;
	if (n < 0)
		*to++ = '-';
	for (; left > 0; left--) {
		*to++ = *at++;
		if (left % 3 == 1 && left > 1)
			*to++ = ',';
	}
	return (s);
}

static const char *
no_longer(struct form *f, const char *name, const char *what, int max,
    const char *s)
{
	if (text_length(s) <= (size_t)max)
		return (s);
	form_refusef(f, name, "%s must be %s characters or fewer", what,
	    in_figures(f->arena, max));
	return (NULL);
}

const char *
form_optional_text(struct form *f, const char *name, const char *what, int max)
{
	const char	*s = sent_once(f, name, what);

	if (s == NULL || text_blank(s))
		return (NULL);
	s = text_trim(f->arena, text_nfc(f->arena, s));
	return (no_longer(f, name, what, max, s));
}

const char *
form_text(struct form *f, const char *name, const char *what, int max,
    const char *enter)
{
	const char	*s = form_optional_text(f, name, what, max);

	if (s == NULL)
		form_refuse(f, name, enter);
	return (s == NULL ? "" : s);
}

const char *
form_password(struct form *f, const char *name, const char *what, int max,
    const char *enter)
{
	const char	*s = sent_once(f, name, what);

	if (s != NULL && *s != '\0')
		s = no_longer(f, name, what, max, text_nfc(f->arena, s));
	if (s == NULL || *s == '\0')
		form_refuse(f, name, enter);
	return (s == NULL ? "" : s);
}

int
form_choice(struct form *f, const char *name, const char *const words[],
    const char *select)
{
	const char	*s = sent_once(f, name, "Your answer");

	for (int i = 0; s != NULL && words[i] != NULL; i++)
		if (strcmp(words[i], s) == 0)
			return (i);
	form_refuse(f, name, select);
	return (-1);
}

static void
refuse_range(struct form *f, const char *name, const char *what, int64_t min,
    int64_t max)
{
	if (max == INT64_MAX)
		form_refusef(f, name, "%s must be %s or more", what,
		    in_figures(f->arena, min));
	else if (min == INT64_MIN + 1)
		form_refusef(f, name, "%s must be %s or fewer", what,
		    in_figures(f->arena, max));
	else
		form_refusef(f, name, "%s must be between %s and %s", what,
		    in_figures(f->arena, min), in_figures(f->arena, max));
}

/* Is this digits, grouped by commas in threes or not at all? */
static bool
whole(const char *s)
{
	size_t	head = strspn(s, "0123456789");

	if (head == 0 || s[head] == '\0')
		return (head > 0);
	if (head > 3)
		return (false);
	for (s += head; *s == ','; s += 4)
		if (strspn(s + 1, "0123456789") < 3)
			return (false);
	return (*s == '\0');
}

/* Is this digits with one point? */
static bool
decimal(const char *s)
{
	size_t	head = strspn(s, "0123456789,");

	return (s[head] == '.' && s[head + 1] != '\0' &&
	    s[head + 1 + strspn(s + head + 1, "0123456789")] == '\0');
}

int64_t
form_number(struct form *f, const char *name, const char *what, int64_t min,
    int64_t max, const char *enter)
{
	const char	*s = sent_once(f, name, what), *digits;
	char		*plain, *to;
	int64_t		 n;

	if (s == NULL)
		return (min - 1);
	s = text_trim(f->arena, s);
	digits = s + (*s == '-' || *s == '+');
	if (*s == '\0')
		form_refuse(f, name, enter);
	else if (decimal(digits))
		form_refusef(f, name, "%s must be a whole number", what);
	else if (!whole(digits))
		form_refusef(f, name, "%s must be a number", what);
	else {
		plain = to = arena_alloc(f->arena, strlen(s) + 1);
		for (; *s != '\0'; s++)
			if (*s != ',')
				*to++ = *s;
		errno = 0;
		n = strtoll(plain, NULL, 10);
		if (errno == 0 && n >= min && n <= max)
			return (n);
		refuse_range(f, name, what, min, max);
	}
	return (min - 1);
}

int64_t
form_version(struct form *f, const char *open)
{
	return (form_number(f, "version", "The version", 0, INT64_MAX - 1,
	    open));
}

void
form_set_version(struct form *f, int64_t version)
{
	form_set(f, "version", arena_printf(f->arena, "%ld", version));
}

void
form_replace_version(struct form *f, int64_t version)
{
	form_replace(f, "version", arena_printf(f->arena, "%ld", version));
}

const struct form_file *
form_file(struct form *f, const char *name, const char *select)
{
	const struct form_file	*found = NULL;

	for (size_t i = 0; i < f->nfiles; i++) {
		if (strcmp(f->files[i].field, name) != 0)
			continue;
		if (found != NULL) {
			form_refuse(f, name, "Select one file");
			return (NULL);
		}
		found = &f->files[i];
	}
	if (found == NULL)
		form_refuse(f, name, select);
	else if (found->length == 0)
		form_refuse(f, name, "The selected file is empty");
	return (found == NULL || found->length == 0 ? NULL : found);
}
