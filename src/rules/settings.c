/*
 * The numbers of a scheme as people read and type them.
 */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "rules/settings.h"
#include "rules/words.h"

enum { DIGITS_MAX = 9, MONTH_LETTERS = 3 };

const char *
setting_in_words(struct arena *a, const struct setting_kind *k, int64_t value)
{
	int64_t	at = value - k->least;

	if (k->apart_words != NULL && value == k->apart)
		return (k->apart_words);
	switch (k->writing) {
	case SETTING_HALF_DAYS:
		return (days_words(a, (int)value));
	case SETTING_MONTH_DAY:
		return (arena_printf(a, "%d %s", (int)(value % 100),
		    date_month_name((int)(value / 100))));
	case SETTING_CHOICE:
		return (at >= 0 && (size_t)at < k->nchoices ?
		    k->choices[at] : "");
	default:
		break;
	}
	if (strcmp(k->many, "%") == 0)
		return (arena_printf(a, "%ld%%", value));
	return (arena_printf(a, "%ld%s%s", value, *k->many == '\0' ? "" : " ",
	    value == 1 ? k->one : k->many));
}

const char *
setting_as_typed(struct arena *a, const struct setting_kind *k, int64_t value)
{
	switch (k->writing) {
	case SETTING_HALF_DAYS:
		return (arena_printf(a, "%ld%s", value / 2,
		    value % 2 ? ".5" : ""));
	case SETTING_MONTH_DAY:
		return (setting_in_words(a, k, value));
	default:
		return (arena_printf(a, "%ld", value));
	}
}

const char *
setting_bounds(struct arena *a, const struct setting_kind *k)
{
	struct setting_kind	amount = *k;

	amount.apart_words = NULL;
	if (k->apart_words == NULL)
		return (arena_printf(a, "between %s and %s",
		    setting_as_typed(a, k, k->least),
		    setting_in_words(a, &amount, k->most)));
	return (arena_printf(a, "between %s and %s, where %s is: %s",
	    setting_as_typed(a, k, k->least),
	    setting_in_words(a, &amount, k->most),
	    setting_as_typed(a, k, k->apart), k->apart_words));
}

static bool
is_day_of_a_year(int64_t value)
{
	struct date	d = { 2001, (signed char)(value / 100),
			    (signed char)(value % 100) };

	return (value > 0 && value / 100 <= 12 && date_real(d));
}

static const char *
refusal(struct arena *a, const struct setting_kind *k, int64_t value)
{
	if (k->writing == SETTING_CHOICE)
		return (value < k->least || value > k->most ?
		    "Select what it is to be" : NULL);
	if (k->writing == SETTING_MONTH_DAY)
		return (is_day_of_a_year(value) ? NULL :
		    "Enter a day that every year has, such as 30 November");
	if (value >= k->least && value <= k->most)
		return (NULL);
	return (arena_printf(a, "The value must be %s",
	    setting_bounds(a, k)));
}

/* Digits and nothing else up to an end. */
static bool
read_whole(const char *s, const char *end, int64_t *value)
{
	*value = 0;
	if (s == end || end - s > DIGITS_MAX)
		return (false);
	for (; s < end; s++) {
		if (!isdigit((unsigned char)*s))
			return (false);
		*value = *value * 10 + (*s - '0');
	}
	return (true);
}

/* "2", "2.5", "2½", "½", ".5" */
static bool
read_half_days(const char *s, int64_t *value)
{
	static const char *const	 halves[] = { ".5", "½", ".0" };
	size_t				 length = strlen(s), n;

	for (int i = 0; i < 3; i++) {
		n = strlen(halves[i]);
		if (length < n || strcmp(s + length - n, halves[i]) != 0)
			continue;
		if (length == n)
			*value = 0;
		else if (!read_whole(s, s + length - n, value))
			return (false);
		*value = *value * 2 + (i < 2);
		return (true);
	}
	if (!read_whole(s, s + length, value))
		return (false);
	*value *= 2;
	return (true);
}

static int
month_named(const char *s, size_t n)
{
	for (int month = 1; n >= MONTH_LETTERS && month <= 12; month++)
		if (strncasecmp(s, date_month_name(month), n) == 0)
			return (month);
	return (0);
}

/* "30 November", "30 nov", "30/11" */
static bool
read_month_day(const char *s, int64_t *value)
{
	size_t	digits = strspn(s, "0123456789");
	int64_t	day, month;
	size_t	n;

	if (!read_whole(s, s + digits, &day) || day > 31)
		return (false);
	s += digits;
	s += strspn(s, " /.-");
	n = strlen(s);
	if (!read_whole(s, s + n, &month))
		month = month_named(s, n);
	*value = month * 100 + day;
	return (month >= 1 && month <= 12);
}

const char *
setting_read(struct arena *a, const struct setting_kind *k, const char *typed,
    int64_t *value)
{
	switch (k->writing) {
	case SETTING_HALF_DAYS:
		if (!read_half_days(typed, value))
			return ("Enter days and half days, such as 2 or 2.5");
		break;
	case SETTING_MONTH_DAY:
		if (!read_month_day(typed, value))
			return ("Enter a day and a month, such as "
			    "30 November");
		break;
	default:
		if (!read_whole(typed, typed + strlen(typed), value))
			return ("Enter a whole number, such as 10");
	}
	return (refusal(a, k, *value));
}

const char *
setting_kept(struct arena *a, const struct setting_kind *k,
    const char *digits, int64_t *value)
{
	if (!read_whole(digits, digits + strlen(digits), value))
		return ("Enter a whole number, such as 10");
	return (refusal(a, k, *value));
}

int64_t
setting_on(const struct setting_span *spans, size_t n, int64_t national,
    struct date on)
{
	for (size_t i = 0; i < n; i++)
		if (date_compare(spans[i].from, on) <= 0 &&
		    (!date_is_set(spans[i].to) ||
		    date_compare(spans[i].to, on) >= 0))
			return (spans[i].national ? national : spans[i].value);
	return (national);
}
