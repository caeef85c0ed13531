/*
 * How a working pattern is said.
 */
#include <string.h>

#include "rules/words.h"

enum { WEEK = 7 };

/* A day of the week, or several in a row that are worked alike. */
struct run { int from, to, halves; };

static int
runs_of(const signed char halves[WEEK], struct run runs[WEEK])
{
	int	n = 0, day;

	for (day = 0; day < WEEK; day++) {
		if (halves[day] == 0)
			continue;
		if (n > 0 && runs[n - 1].to == day - 1 &&
		    runs[n - 1].halves == halves[day])
			runs[n - 1].to = day;
		else
			runs[n++] = (struct run){ day, day, halves[day] };
	}
	return (n);
}

/* Among others, two days in a row are named one by one. */
static int
split_pairs(struct run runs[WEEK], int n)
{
	struct run	split[WEEK];
	int		many = 0;

	for (int i = 0; i < n; i++) {
		split[many++] = runs[i];
		if (n == 1 || runs[i].halves == 1 ||
		    runs[i].to != runs[i].from + 1)
			continue;
		split[many - 1].to = runs[i].from;
		split[many++] = (struct run){ runs[i].to, runs[i].to,
		    runs[i].halves };
	}
	memcpy(runs, split, many * sizeof(*runs));
	return (many);
}

static const char *
run_words(struct arena *arena, const struct run *run)
{
	const char	*half = run->halves == 1 ? "half of " : "";

	if (run->from == run->to)
		return (arena_printf(arena, "%s%s", half,
		    date_weekday_name(run->from)));
	return (arena_printf(arena, "%s%s %s %s",
	    run->halves == 1 ? "half of each day, " : "",
	    date_weekday_name(run->from),
	    run->to == run->from + 1 && run->halves == 2 ? "and" : "to",
	    date_weekday_name(run->to)));
}

const char *
pattern_words(struct arena *arena, const signed char halves[WEEK])
{
	struct run	runs[WEEK];
	int		n = split_pairs(runs, runs_of(halves, runs)), i;
	const char	*words;
	char		*copy;

	if (n == 0)
		return ("No days");
	words = run_words(arena, &runs[0]);
	for (i = 1; i < n; i++)
		words = arena_printf(arena, "%s%s%s", words,
		    i == n - 1 ? " and " : ", ", run_words(arena, &runs[i]));
	copy = arena_strdup(arena, words);
	if (copy[0] == 'h')
		copy[0] = 'H';
	return (copy);
}
