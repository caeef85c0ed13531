/* Finds dates that somebody may have been born on. */
#include <string.h>
#include <strings.h>

#include "identifiers_found.h"

enum { LONG_AGO = 10, LONGEST_LIFE = 120, WORD_BEFORE = 24, WORD_AFTER = 16 };

/* A date as it is read, and where it ends; year_digits 0 when it is none. */
struct read {
	const struct seen	*t;
	size_t			 at;
	struct date		 date;
	size_t			 year_digits;
	bool			 spaced;	/* 12 05 1987 */
};

static char
now(const struct read *r)
{
	return (r->at < r->t->n ? r->t->c[r->at] : '\0');
}

/* A number of one to `most` digits; digits is how many, or 0. */
static int
number(struct read *r, size_t most, size_t *digits)
{
	int	value = 0;

	for (*digits = 0; is_digit(now(r)) && *digits <= most; r->at++) {
		value = value * 10 + (now(r) - '0');
		++*digits;
	}
	if (*digits > most)
		*digits = 0;
	return (value);
}

static bool
word(struct read *r, const char *s, size_t n)
{
	if (r->at + n > r->t->n || strncasecmp(r->t->c + r->at, s, n) != 0)
		return (false);
	r->at += n;
	return (true);
}

static void
skip(struct read *r, const char *any)
{
	for (int n = 0; n < 3 && now(r) != '\0' && strchr(any, now(r)) != NULL;
	    n++)
		r->at++;
}

/* "May", "Sept.", "january"; 0 when it is none. */
static int
month(struct read *r)
{
	const char	*name;

	for (int m = 1; m <= 12; m++) {
		name = date_month_name(m);
		if (!word(r, name, 3))
			continue;
		if (!word(r, name + 3, strlen(name + 3)) && m == 9)
			word(r, "t", 1);
		skip(r, ".");
		return (is_letter(now(r)) ? 0 : m);
	}
	return (0);
}

static void
ordinal(struct read *r)
{
	if (!word(r, "st", 2) && !word(r, "nd", 2) && !word(r, "rd", 2))
		word(r, "th", 2);
}

static void
year(struct read *r)
{
	size_t	digits;
	int	value;

	skip(r, ", ");
	skip(r, "'");
	value = number(r, 4, &digits);
	if (digits != 2 && digits != 4)
		return;
	r->date.year = (short)value;
	r->year_digits = digits;
}

/* "12 May 1987", "12th of May '87" */
static void
day_month(struct read *r, int day)
{
	ordinal(r);
	skip(r, " -");
	if (word(r, "of ", 3))
		skip(r, " ");
	r->date.month = (signed char)month(r);
	r->date.day = (signed char)day;
	if (r->date.month != 0) {
		skip(r, "-");
		year(r);
	}
}

/* "12/05/1987", "5.12.87"; month first where the day cannot be. */
static void
numbers(struct read *r, int first)
{
	char	between = now(r);
	size_t	digits;
	int	second;

	r->at++;
	second = number(r, 2, &digits);
	if (digits == 0 || now(r) != between)
		return;
	r->at++;
	r->spaced = between == ' ';
	r->date.day = (signed char)(second > 12 ? second : first);
	r->date.month = (signed char)(second > 12 ? first : second);
	year(r);
}

/* "1987-05-12", "1987/5/12" */
static void
year_first(struct read *r, int y)
{
	char	between = now(r);
	size_t	digits;

	r->at++;
	r->date.month = (signed char)number(r, 2, &digits);
	if (digits == 0 || now(r) != between)
		return;
	r->at++;
	r->date.day = (signed char)number(r, 2, &digits);
	r->date.year = (short)y;
	r->year_digits = digits == 0 ? 0 : 4;
}

/* "May 12, 1987" */
static void
month_day(struct read *r)
{
	size_t	digits;

	if ((r->date.month = (signed char)month(r)) == 0)
		return;
	skip(r, " ");
	r->date.day = (signed char)number(r, 2, &digits);
	ordinal(r);
	if (digits > 0 && strchr(", ", now(r)) != NULL)
		year(r);
}

static struct read
read_date(const struct seen *t, size_t at)
{
	struct read	r = { t, at };
	size_t		digits;
	int		first;

	if (is_letter(t->c[at])) {
		month_day(&r);
		return (r);
	}
	first = number(&r, 4, &digits);
	if (digits == 4 && now(&r) != '\0' && strchr("-/.", now(&r)) != NULL)
		year_first(&r, first);
	else if ((digits == 1 || digits == 2) && now(&r) != '\0') {
		if (strchr("-/. ", now(&r)) != NULL && r.at + 1 < t->n &&
		    is_digit(t->c[r.at + 1]))
			numbers(&r, first);
		else
			day_month(&r, first);
	}
	return (r);
}

/* Does this word stand whole between these characters? */
static bool
says(const struct seen *t, size_t from, size_t to, const char *s, bool whole)
{
	size_t	n = strlen(s);

	for (size_t i = from; i + n <= to; i++)
		if (strncasecmp(t->c + i, s, n) == 0 &&
		    (i == 0 || !in_word(t->c[i - 1])) &&
		    (!whole || i + n == t->n || !in_word(t->c[i + n])))
			return (true);
	return (false);
}

static bool
tells_of_birth(const struct seen *t, size_t from, size_t to)
{
	return (says(t, from, to, "born", true) ||
	    says(t, from, to, "birth", false) ||
	    says(t, from, to, "dob", true) ||
	    says(t, from, to, "d.o.b", true) ||
	    says(t, from, to, "d o b", true) ||
	    says(t, from, to, "aged", true));
}

/* "1.2.1999.4" is no date. */
static bool
goes_on(const struct seen *t, size_t at)
{
	return (at < t->n && (in_word(t->c[at]) ||
	    (strchr("-/.", t->c[at]) != NULL && at + 1 < t->n &&
	    is_digit(t->c[at + 1]))));
}

static bool
may_be_birth(const struct found *f, size_t at, const struct read *r)
{
	const struct seen	*t = &f->text;
	struct date		 d = r->date;
	size_t			 from = at < WORD_BEFORE ? 0 : at - WORD_BEFORE;
	size_t			 to = r->at + WORD_AFTER;
	bool			 told;

	if (r->year_digits == 0 || goes_on(t, r->at))
		return (false);
	if (r->year_digits == 2) {
		d.year += 2000;
		if (d.year > f->today.year)
			d.year -= 100;
	}
	if (!date_real(d) || date_compare(d, f->today) > 0 ||
	    f->today.year - d.year > LONGEST_LIFE)
		return (false);
	told = tells_of_birth(t, from, at) || tells_of_birth(t, r->at,
	    to < t->n ? to : t->n);
	if (r->year_digits == 2 || r->spaced)
		return (told);
	return (told || date_compare(d, date_plus_months(f->today,
	    -12 * LONG_AGO)) < 0);
}

void
find_births(struct found *f)
{
	const struct seen	*t = &f->text;
	struct read		 r;

	for (size_t at = 0; at < t->n; at++) {
		if (at > 0 && (in_word(t->c[at - 1]) || (at > 1 &&
		    strchr("-/.", t->c[at - 1]) != NULL &&
		    is_digit(t->c[at - 2]))))
			continue;
		if (!is_letter(t->c[at]) && !is_digit(t->c[at]))
			continue;
		r = read_date(t, at);
		if (may_be_birth(f, at, &r))
			found(f, IDENTIFIER_BIRTH, at, r.at);
	}
}
