/*
 * What was promised and what was given: when it is a gap, and how it is said.
 */
#include "rules/support.h"

static const struct { const char *title, *one, *many; } items[] = {
	[SUPPORT_SESSIONS] = { "Supervision sessions", "session", "sessions" },
	[SUPPORT_MINUTES] = { "Supervision time", "minute", "minutes" },
	[SUPPORT_PROTECTED] = { "Protected time", "minute", "minutes" },
	[SUPPORT_CASELOAD] = { "Caseload", "person", "people" },
	[SUPPORT_OBSERVATIONS] = { "Observations", "observation",
	    "observations" },
	[SUPPORT_INDUCTION] = { "Induction", "item", "items" },
};

int
protected_minutes(int week_minutes, int percent, int fte_percent)
{
	return ((week_minutes * percent * fte_percent + 5000) / 10000);
}

enum support_how
support_how(enum support_item item, struct support_pair p)
{
	if (!p.promised.known ||
	    (item != SUPPORT_CASELOAD && p.promised.n <= 0))
		return (SUPPORT_NOT_PROMISED);
	if (!p.given.known)
		return (SUPPORT_NOT_KNOWN);
	if (item == SUPPORT_CASELOAD)
		return (p.given.n > p.promised.n ? SUPPORT_SHORT :
		    SUPPORT_AS_PROMISED);
	return (p.given.n < p.promised.n ? SUPPORT_SHORT :
	    SUPPORT_AS_PROMISED);
}

const char *
support_item_words(enum support_item item)
{
	return (items[item].title);
}

static const char *
counted(struct arena *a, int64_t n, const char *one, const char *many)
{
	return (arena_printf(a, "%ld %s", (long)n, n == 1 ? one : many));
}

const char *
support_amount_words(struct arena *a, enum support_item item, int64_t n)
{
	const char	*hours;

	if (n <= 0)
		return ("none");
	if ((item != SUPPORT_MINUTES && item != SUPPORT_PROTECTED) || n < 60)
		return (counted(a, n, items[item].one, items[item].many));
	hours = counted(a, n / 60, "hour", "hours");
	if (n % 60 == 0)
		return (hours);
	return (arena_printf(a, "%s %s", hours, counted(a, n % 60, "minute",
	    "minutes")));
}

const char *
support_how_words(struct arena *a, enum support_item item,
    struct support_pair p)
{
	switch (support_how(item, p)) {
	case SUPPORT_AS_PROMISED:
		return ("As promised");
	case SUPPORT_NOT_PROMISED:
		return ("Nothing promised");
	case SUPPORT_NOT_KNOWN:
		return ("Not known");
	default:
		break;
	}
	if (item == SUPPORT_CASELOAD)
		return (arena_printf(a, "%s above the cap",
		    support_amount_words(a, item, p.given.n - p.promised.n)));
	return (arena_printf(a, "%s short",
	    support_amount_words(a, item, p.promised.n - p.given.n)));
}

static bool
falls_short(const struct support_sums *s, const struct support_limits *l,
    enum support_item item)
{
	if (item == SUPPORT_CASELOAD)
		return (s->weeks_over >= l->over);
	if (item == SUPPORT_SESSIONS)
		return (s->promised[item] - s->given[item] >= l->sessions);
	return (s->given[item] * 100 < s->promised[item] *
	    (100 - l->percent));
}

unsigned
support_gaps(const struct support_sums *s, const struct support_limits *l)
{
	unsigned	gaps = 0;

	if (s->entered < l->entered)
		return (0);
	for (int i = SUPPORT_SESSIONS; i <= SUPPORT_CASELOAD; i++)
		if (falls_short(s, l, (enum support_item)i))
			gaps |= 1U << i;
	return (gaps);
}

static const char *
gap_sentence(struct arena *a, const struct support_sums *s,
    enum support_item item)
{
	const char	*promised, *given;

	if (item == SUPPORT_CASELOAD)
		return (arena_printf(a, "The caseload was above the agreed "
		    "cap in %s.", counted(a, s->weeks_over, "week", "weeks")));
	promised = support_amount_words(a, item, s->promised[item]);
	given = support_amount_words(a, item, s->given[item]);
	if (item == SUPPORT_SESSIONS)
		return (arena_printf(a, "%s of supervision %s promised and %s "
		    "held.", promised, s->promised[item] == 1 ? "was" : "were",
		    given));
	return (arena_printf(a, item == SUPPORT_MINUTES ?
	    "%s of supervision promised, %s given." :
	    "%s of protected time promised, %s given.", promised, given));
}

const char *
support_gap_words(struct arena *a, const struct support_sums *s,
    const struct support_limits *l)
{
	unsigned	 gaps = support_gaps(s, l);
	const char	*words = "";

	if (gaps == 0)
		return ("");
	for (int i = SUPPORT_SESSIONS; i <= SUPPORT_CASELOAD; i++)
		if ((gaps & 1U << i) != 0)
			words = arena_printf(a, "%s %s", words,
			    gap_sentence(a, s, (enum support_item)i));
	return (arena_printf(a, "In the last %ld weeks, of which %ld %s "
	    "entered:%s", (long)l->weeks, (long)s->entered,
	    s->entered == 1 ? "was" : "were", words));
}
