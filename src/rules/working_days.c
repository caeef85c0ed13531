/* Reads the days of a week that somebody works. */
#include <ctype.h>
#include <string.h>

#include "core/date.h"
#include "core/text.h"
#include "rules/working_days.h"

enum { MORNING = 1, AFTERNOON = 2, WHOLE = MORNING | AFTERNOON };
enum { WEEK = 7, ITEMS_MAX = 14 };

enum token {
	END, SEPARATOR, DAY, WEEKDAYS, TO, PART_OF_DAY, HALF, NUMBER, FULL,
	PART_TIME, FILLER, UNKNOWN
};

/* A day or a range of them; without parts they are whole. */
struct item { int from, to, parts; bool range; };

struct reading {
	struct item	items[ITEMS_MAX];
	size_t		nitems;
	int		number;		/* -1: none was read */
	bool		full, part_time;
	enum token	before;		/* the token before this one */
};

/* Lower-case ASCII, dashes as '-', "a.m." as "am", all else as it stands. */
static char *
simplified(struct arena *a, const char *text)
{
	const char	*s = text_line(a, text), *before;
	char		*line = arena_alloc(a, strlen(s) + 1), *to = line;
	int32_t		 c;

	while (before = s, (c = text_next(&s)) != 0) {
		if ((c >= 0x2010 && c <= 0x2015) || c == 0x2212)
			*to++ = '-';
		else if (c < 0x80 && !(c == '.' && to > line &&
		    (to[-1] == 'a' || to[-1] == 'p') && *s == 'm'))
			*to++ = (char)tolower(c);
		else if (c >= 0x80) {
			memcpy(to, before, s - before);
			to += s - before;
		}
	}
	return (line);
}

static bool
word_is(const char *s, size_t n, const char *word)
{
	return (strlen(word) == n && memcmp(s, word, n) == 0);
}

/* A day by at least two letters of its name, also in the plural; or -1. */
static int
day_named(const char *s, size_t n)
{
	const char	*name;

	if (word_is(s, n, "weds"))
		return (WEDNESDAY);
	if (n > 3 && s[n - 1] == 's')
		n--;
	for (int day = MONDAY; n >= 2 && day < WEEK; day++) {
		name = date_weekday_name(day);
		if (tolower((unsigned char)*name) == *s && n <= strlen(name) &&
		    memcmp(name + 1, s + 1, n - 1) == 0)
			return (day);
	}
	return (-1);
}

static enum token
word_token(const char *s, size_t n, int *value)
{
	static const struct {
		const char	*word;
		enum token	 token;
		int		 value;
	} words[] = {
		{ "am", PART_OF_DAY, MORNING },
		{ "morning", PART_OF_DAY, MORNING },
		{ "mornings", PART_OF_DAY, MORNING },
		{ "pm", PART_OF_DAY, AFTERNOON },
		{ "afternoon", PART_OF_DAY, AFTERNOON },
		{ "afternoons", PART_OF_DAY, AFTERNOON },
		{ "half", HALF, MORNING }, { "to", TO }, { "till", TO },
		{ "until", TO }, { "through", TO }, { "and", SEPARATOR },
		{ "day", FILLER }, { "days", FILLER }, { "all", FILLER },
		{ "every", FILLER }, { "each", FILLER }, { "only", FILLER },
		{ "a", FILLER }, { "week", FILLER }, { "time", FILLER },
		{ "weekday", WEEKDAYS }, { "weekdays", WEEKDAYS },
		{ "full", FULL }, { "fulltime", FULL }, { "ft", FULL },
		{ "part", PART_TIME }, { "parttime", PART_TIME },
		{ "pt", PART_TIME },
	};

	if ((*value = day_named(s, n)) >= 0)
		return (DAY);
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		if (word_is(s, n, words[i].word)) {
			*value = words[i].value;
			return (words[i].token);
		}
	return (UNKNOWN);
}

/* Takes the next token; its value is a day, a part of one, or a number. */
static enum token
take_token(const char **s, int *value)
{
	const char	*start = *s += strspn(*s, " .:/()");
	size_t		 n = 0;

	*s += *start != '\0';
	if (*start == '\0')
		return (END);
	if (*start == '-')
		return (TO);
	if (strchr(",;&+", *start) != NULL)
		return (SEPARATOR);
	if (isdigit((unsigned char)*start)) {
		*value = *start - '0';
		return (isdigit((unsigned char)**s) ? UNKNOWN : NUMBER);
	}
	while (isalpha((unsigned char)start[n]))
		n++;
	*s = start + (n == 0 ? 1 : n);
	return (word_token(start, n, value));
}

static bool
add_item(struct reading *r, int from, int to)
{
	if (r->nitems == ITEMS_MAX || r->before == HALF)
		return (false);
	r->items[r->nitems++] = (struct item){ .from = from, .to = to };
	return (true);
}

static bool
take_day(struct reading *r, int day)
{
	struct item	*last;

	if (r->before != TO)
		return (add_item(r, day, day));
	last = &r->items[r->nitems - 1];
	if (last->range || last->parts != 0)
		return (false);
	last->to = day;
	last->range = true;
	return (true);
}

/* False when the token makes no sense where it stands. */
static bool
take(struct reading *r, enum token token, int value)
{
	if (r->before == TO && token != DAY)
		return (false);
	switch (token) {
	case DAY:
		return (take_day(r, value));
	case WEEKDAYS:
		return (add_item(r, MONDAY, FRIDAY));
	case TO:
		return (r->before == DAY);
	case PART_OF_DAY:
	case HALF:
		if (r->nitems == 0 || r->before == SEPARATOR)
			return (false);
		r->items[r->nitems - 1].parts |= value;
		return (true);
	case NUMBER:
		if (r->number >= 0)
			return (false);
		r->number = value;
		return (true);
	case FULL:
		r->full |= r->nitems == 0;
		return (true);
	case PART_TIME:
		r->part_time = true;
		return (true);
	default:
		return (token != UNKNOWN);
	}
}

static int
add_up(const struct reading *r, signed char halves[WEEK])
{
	int	parts[WEEK] = { 0 }, sum = 0;

	for (size_t i = 0; i < r->nitems; i++)
		for (int day = r->items[i].from;; day = (day + 1) % WEEK) {
			parts[day] |= r->items[i].parts == 0 ? WHOLE :
			    r->items[i].parts;
			if (day == r->items[i].to)
				break;
		}
	for (int day = 0; day < WEEK; day++) {
		halves[day] = (parts[day] & MORNING) + parts[day] / AFTERNOON;
		sum += halves[day];
	}
	return (sum);
}

/* The hyphen of "full-time", "half-day" and "5-day" is no range. */
static bool
joins_words(enum token before)
{
	return (before == FULL || before == PART_TIME || before == HALF ||
	    before == NUMBER);
}

enum working_days
working_days(struct arena *a, const char *text, signed char halves[WEEK])
{
	const char	*s = simplified(a, text);
	struct reading	 r = { .number = -1, .before = END };
	signed char	 read[WEEK];
	enum token	 token;
	int		 value = 0, sum;

	do {
		token = take_token(&s, &value);
		if (token == TO && joins_words(r.before))
			token = FILLER;
		if (!take(&r, token, value))
			return (WORKING_OTHERWISE);
		if (token != FILLER)
			r.before = token;
	} while (token != END);
	if (r.nitems == 0 && (r.full || r.number == 5))
		add_item(&r, MONDAY, FRIDAY);
	if (r.nitems == 0)
		return (r.part_time || r.number > 0 ? WORKING_UNNAMED :
		    WORKING_OTHERWISE);
	sum = add_up(&r, read);
	if ((r.number >= 0 && sum != 2 * r.number) || (r.full && sum != 10))
		return (WORKING_OTHERWISE);
	memcpy(halves, read, sizeof(read));
	return (WORKING_READ);
}

const char *
working_days_words(struct arena *a, const signed char halves[WEEK])
{
	const char	*words = "", *first;
	int		 end;

	for (int day = 0; day < WEEK; day = end) {
		for (end = day + 1; end < WEEK && halves[end] == halves[day];)
			end++;
		if (halves[day] == 0)
			continue;
		first = date_weekday_name(day);
		words = arena_printf(a, "%s%s%s%s%s%s", words,
		    *words == '\0' ? "" : ", ", first,
		    end - day > 2 ? " to " : end - day == 2 ? " and " : "",
		    end - day > 1 ? date_weekday_name(end - 1) : "",
		    halves[day] == 2 ? "" : end - day == 1 ? " (half a day)" :
		    " (half days)");
	}
	return (*words == '\0' ? "no days" : words);
}
