/* Finds NHS numbers and telephone numbers: digits in groups. */
#include <string.h>

#include "identifiers_found.h"

enum { NHS_DIGITS = 10, BETWEEN_MAX = 5 };

bool
nhs_number(const char d[10])
{
	int	sum = 0, check;

	for (int i = 0; i < 9; i++)
		sum += (10 - i) * (d[i] - '0');
	check = 11 - sum % 11;
	return (check != 10 && (check == 11 ? 0 : check) == d[9] - '0');
}

/* How many digits stand together. */
static size_t
together(const struct seen *t, size_t at)
{
	size_t	n = 0;

	while (at + n < t->n && is_digit(t->c[at + n]))
		n++;
	return (n);
}

/* Where the next group of digits begins, behind no more than these; 0 when
 * there is none. */
static size_t
next_group(const struct seen *t, size_t at, const char *between)
{
	for (size_t n = 0; n < BETWEEN_MAX && at + n < t->n; n++) {
		if (is_digit(t->c[at + n]))
			return (at + n);
		if (strchr(between, t->c[at + n]) == NULL)
			return (0);
	}
	return (0);
}

/* "2026-06-15 10:30": ten digits of a clock, and no number. */
static bool
clock_time(const struct seen *t, size_t from, size_t to)
{
	return (to + 1 < t->n && t->c[to] == ':' && is_digit(t->c[to + 1]) &&
	    together(t, from) == 4 && t->c[from + 4] == '-');
}

/* Whole groups from here that make ten digits; answers where they end, or 0. */
static size_t
ten_digits(const struct seen *t, size_t at, char digits[NHS_DIGITS])
{
	size_t	n = 0, group;

	for (;;) {
		group = together(t, at);
		if (n + group > NHS_DIGITS)
			return (0);
		memcpy(digits + n, t->c + at, group);
		n += group;
		at += group;
		if (n == NHS_DIGITS)
			return (at);
		if ((at = next_group(t, at, " -.")) == 0)
			return (0);
	}
}

void
find_nhs_numbers(struct found *f)
{
	const struct seen	*t = &f->text;
	char			 digits[NHS_DIGITS];
	size_t			 to;

	for (size_t at = 0; at < t->n; at++) {
		if (!is_digit(t->c[at]) || (at > 0 && is_digit(t->c[at - 1])))
			continue;
		to = ten_digits(t, at, digits);
		if (to != 0 && nhs_number(digits) && !clock_time(t, at, to) &&
		    !found_around(f, at, to))
			found(f, IDENTIFIER_NHS, at, to);
	}
}

/* Whole groups from here, of at most so many digits in all; `to` is set to the
 * end of the last. */
static size_t
count_groups(const struct seen *t, size_t at, size_t most, size_t *to)
{
	size_t	n = 0, group;

	while (at != 0 || n == 0) {
		group = together(t, at);
		if (group == 0 || n + group > most)
			break;
		n += group;
		*to = at + group;
		at = next_group(t, *to, " -.()");
	}
	return (n);
}

/* A number with its country's code: "+44 (0)20 7946 0000", "0044 20 ...". */
static bool
foreign_phone(const struct seen *t, size_t at, size_t *to)
{
	if (t->c[at] == '+')
		return (count_groups(t, at + 1, 13, to) >= 8);
	return (t->c[at] == '0' && t->c[at + 1] == '0' &&
	    t->c[at + 2] >= '1' && t->c[at + 2] <= '9' &&
	    together(t, at) != NHS_DIGITS &&
	    count_groups(t, at, 15, to) >= 11);
}

void
find_foreign_phones(struct found *f)
{
	const struct seen	*t = &f->text;
	size_t			 to;

	for (size_t at = 0; at + 2 < t->n; at++)
		if ((at == 0 || !in_word(t->c[at - 1])) &&
		    foreign_phone(t, at, &to))
			found(f, IDENTIFIER_PHONE, at, to);
}

/* The code of an area or of mobiles, then the rest: eleven digits, or ten of
 * an area with few lines. */
void
find_phones(struct found *f)
{
	const struct seen	*t = &f->text;
	size_t			 to, n, first;

	for (size_t at = 0; at + 2 < t->n; at++) {
		if (t->c[at] != '0' || t->c[at + 1] == '0' ||
		    (at > 0 && in_word(t->c[at - 1])))
			continue;
		first = together(t, at);
		n = count_groups(t, at, 11, &to);
		if (n != 11 && t->c[at + 1] == '1')
			n = count_groups(t, at, 10, &to);
		if (first >= 3 && (n == 11 || (n == 10 &&
		    t->c[at + 1] == '1')) &&
		    (to == t->n || !in_word(t->c[to])))
			found(f, IDENTIFIER_PHONE, at, to);
	}
}
