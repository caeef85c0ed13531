/* Reads a date from three boxes, as the GOV.UK date input asks for it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"

enum { DAY, MONTH, YEAR, PARTS };

static const char *const part_names[PARTS] = { "day", "month", "year" };

/* What was typed in the three boxes, and which of them are wrong. */
struct boxes {
	const char	*typed[PARTS];
	bool		 missing[PARTS], wrong[PARTS];
	bool		 doubled;	/* a box was sent more than once */
	bool		 short_year;	/* digits, but not four */
	struct date	 date;
};

static bool
is_part(const char *field, const char *name, const char *part)
{
	size_t	n = strlen(name);

	return (strncmp(field, name, n) == 0 && field[n] == '-' &&
	    strcmp(field + n + 1, part) == 0);
}

/* A whole number of at most `most` digits, or -1. */
static int
digits(const char *s, size_t most)
{
	size_t	n = strspn(s, "0123456789");

	return (n == 0 || n > most || s[n] != '\0' ? -1 : atoi(s));
}

/* "9", "09", "Sep", "sept", "September"; -1 when it is no month. */
static int
month_number(const char *s)
{
	size_t	n = strlen(s);

	for (int month = 1; month <= 12; month++)
		if (strcasecmp(s, date_month_name(month)) == 0 ||
		    (n == 3 && strncasecmp(s, date_month_name(month), n) == 0))
			return (month);
	return (strcasecmp(s, "sept") == 0 ? 9 : digits(s, 2));
}

/* Without space around it, and without the full stop that dictation adds. */
static const char *
noiseless(struct arena *a, const char *s)
{
	size_t	n;

	s = text_trim(a, s);
	n = strlen(s);
	return (n > 0 && s[n - 1] == '.' ? arena_strndup(a, s, n - 1) : s);
}

static void
find_boxes(const struct form *f, const char *name, struct boxes *b)
{
	const struct form_field	*field;

	for (size_t i = 0; i < f->nfields; i++) {
		field = &f->fields[i];
		for (int part = 0; part < PARTS; part++) {
			if (!is_part(field->name, name, part_names[part]))
				continue;
			b->doubled |= b->typed[part] != NULL;
			if (b->typed[part] == NULL)
				b->typed[part] = field->value;
		}
	}
}

static void
judge(struct boxes *b, int day, int month, int year)
{
	b->wrong[DAY] |= day < 1 || day > 31;
	b->wrong[MONTH] |= month < 1 || month > 12;
	b->wrong[YEAR] |= year < 1000;
	if (b->wrong[DAY] || b->wrong[MONTH] || b->wrong[YEAR])
		return;
	b->date = (struct date){ year, month, day };
	if (!date_real(b->date)) {
		memset(b->wrong, true, sizeof(b->wrong));
		b->date = (struct date){ 0 };
	}
}

static struct boxes
read_boxes(const struct form *f, const char *name)
{
	struct boxes	 b = { 0 };
	const char	*s[PARTS], *year;
	bool		 any = false;

	find_boxes(f, name, &b);
	for (int part = 0; part < PARTS; part++) {
		s[part] = noiseless(f->arena,
		    b.typed[part] == NULL ? "" : b.typed[part]);
		b.missing[part] = text_blank(s[part]);
		any |= b.missing[part];
	}
	year = s[YEAR];
	b.short_year = *year != '\0' && strlen(year) != 4 &&
	    year[strspn(year, "0123456789")] == '\0';
	if (any)
		memcpy(b.wrong, b.missing, sizeof(b.wrong));
	else if (b.doubled)
		memset(b.wrong, true, sizeof(b.wrong));
	else if (b.short_year)
		b.wrong[YEAR] = true;
	else
		judge(&b, digits(s[DAY], 2), month_number(s[MONTH]),
		    digits(year, 4));
	return (b);
}

static void
refuse_missing(struct form *f, const char *name, const char *what,
    const bool missing[PARTS])
{
	const char	*first = NULL, *second = NULL;

	for (int part = 0; part < PARTS; part++) {
		if (!missing[part])
			continue;
		if (first == NULL)
			first = part_names[part];
		else
			second = part_names[part];
	}
	if (second == NULL)
		form_refusef(f, name, "%s must include a %s", what, first);
	else
		form_refusef(f, name, "%s must include a %s and %s", what,
		    first, second);
}

struct date
form_date(struct form *f, const char *name, const char *what, const char *enter)
{
	struct boxes	b = read_boxes(f, name);

	if (b.missing[DAY] && b.missing[MONTH] && b.missing[YEAR])
		form_refuse(f, name, enter);
	else if (b.missing[DAY] || b.missing[MONTH] || b.missing[YEAR])
		refuse_missing(f, name, what, b.missing);
	else if (b.doubled)
		form_refusef(f, name, "%s was sent more than once", what);
	else if (b.short_year)
		form_refuse(f, name, "Year must include 4 numbers");
	else if (!date_is_set(b.date))
		form_refusef(f, name, "%s must be a real date", what);
	return (b.date);
}

bool
form_date_part_wrong(const struct form *f, const char *name, const char *part)
{
	struct boxes	b;

	if (form_error(f, name) == NULL)
		return (false);
	b = read_boxes(f, name);
	for (int i = 0; i < PARTS; i++)
		if (strcmp(part, part_names[i]) == 0)
			return (b.wrong[i] || date_is_set(b.date));
	return (false);
}

const char *
form_date_wrong_part(const struct form *f, const char *name)
{
	for (int i = 0; i < PARTS; i++)
		if (form_date_part_wrong(f, name, part_names[i]))
			return (part_names[i]);
	return (NULL);
}

void
form_set_date(struct form *f, const char *name, struct date d)
{
	const int	values[PARTS] = { d.day, d.month, d.year };

	if (!date_is_set(d))
		return;
	for (int i = 0; i < PARTS; i++)
		form_set(f, arena_printf(f->arena, "%s-%s", name,
		    part_names[i]), arena_printf(f->arena, "%d", values[i]));
}
