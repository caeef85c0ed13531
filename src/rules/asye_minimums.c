/*
 * What evidence an ASYE lacks.
 */
#include <string.h>

#include "rules/asye_minimums.h"

static const struct { const char *title, *one, *many; } kinds[] = {
	[MINIMUM_NONE] = { "Evidence", "piece of evidence",
	    "pieces of evidence" },
	[MINIMUM_OBSERVATION] = { "Direct observations", "direct observation",
	    "direct observations" },
	[MINIMUM_FEEDBACK_PEOPLE] = {
	    "Feedback from people with lived experience",
	    "piece of feedback from people with lived experience",
	    "pieces of feedback from people with lived experience" },
	[MINIMUM_FEEDBACK_PROFESSIONALS] = { "Feedback from professionals",
	    "piece of feedback from professionals",
	    "pieces of feedback from professionals" },
	[MINIMUM_WRITTEN_RECORD] = { "Written records", "written record",
	    "written records" },
	[MINIMUM_REFLECTION] = { "Critical reflections",
	    "critical reflection", "critical reflections" },
	[MINIMUM_DEVELOPMENT_PLAN] = { "Professional development plans",
	    "professional development plan", "professional development plans" },
	[MINIMUM_SELF_ASSESSMENT] = { "Self-assessments", "self-assessment",
	    "self-assessments" },
	[MINIMUM_SUPERVISION] = { "Supervision records", "supervision record",
	    "supervision records" },
	[MINIMUM_REVIEW] = { "Reviews", "review", "reviews" },
};

const char *
minimum_title(enum minimum_of kind)
{
	return (kinds[kind].title);
}

const char *
minimum_short(enum minimum_of kind)
{
	static const char *const	words[] = { "Evidence", "Observations",
					    "People", "Professionals",
					    "Records", "Reflections", "Plans",
					    "Self-assessments", "Supervision",
					    "Reviews" };

	return (words[kind]);
}

const char *
minimum_noun(enum minimum_of kind, bool many)
{
	return (many ? kinds[kind].many : kinds[kind].one);
}

const char *
evidence_sort_words(const char *sort)
{
	if (strcmp(sort, "external_report") == 0)
		return ("a report for an external decision");
	if (strcmp(sort, "case_recordings") == 0)
		return ("a set of case recordings");
	return ("another piece of writing");
}

const char *
evidence_month_words(struct arena *a, int month)
{
	if (month == 0)
		return ("at the start");
	return (arena_printf(a, "at %d month%s", month, month == 1 ? "" : "s"));
}

/* What lacks of a minimum in each of the four ways; the words are those of the
 * sorts and months that are missing, "a", "b and c". */
struct lacks {
	int		 in_all, registered, assessor, named;
	const char	*words;
};

static int
no_less(int a, int b)
{
	return (a > b ? a : b);
}

static bool
has_sort(const struct evidence_fact *f, size_t n, enum minimum_of kind,
    const char *sort)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].kind == kind && f[i].counts && f[i].sort != NULL &&
		    strcmp(f[i].sort, sort) == 0)
			return (true);
	return (false);
}

static bool
has_month(const struct evidence_fact *f, size_t n, enum minimum_of kind,
    int month)
{
	for (size_t i = 0; i < n; i++)
		if (f[i].kind == kind && f[i].counts && f[i].month == month)
			return (true);
	return (false);
}

static const char *
joined(struct arena *a, const char *const *words, size_t n)
{
	const char	*all = n == 0 ? "" : words[0];

	for (size_t i = 1; i < n; i++)
		all = arena_printf(a, "%s%s%s", all,
		    i + 1 == n ? " and " : ", ", words[i]);
	return (all);
}

static void
find_named(struct arena *a, struct lacks *l, const struct minimum *m,
    const struct evidence_fact *f, size_t n)
{
	const char	*words[2 * MOST_ASKED];
	size_t		 missing = 0, sorts;

	for (size_t i = 0; i < m->sorts; i++)
		if (!has_sort(f, n, m->kind, m->sort[i]))
			words[missing++] = evidence_sort_words(m->sort[i]);
	sorts = missing;
	for (size_t i = 0; i < m->months; i++)
		if (!has_month(f, n, m->kind, m->month[i]))
			words[missing++] = evidence_month_words(a,
			    m->month[i]);
	l->named = no_less((int)sorts, (int)(missing - sorts));
	l->words = joined(a, words, missing);
}

static const char *
how_many_of(struct arena *a, int some, int all)
{
	if (some < all)
		return (some == 1 ? "at least one of them " :
		    arena_printf(a, "at least %d of them ", some));
	return (all == 1 ? "" : all == 2 ? "both " : "all ");
}

/* ", both by a registered social worker and at least one of them by ..." */
static const char *
by_whom(struct arena *a, const struct lacks *l, int all, bool own)
{
	const char	*by[2];
	size_t		 n = 0;

	if (l->registered > 0 && l->registered > l->assessor)
		by[n++] = arena_printf(a, "%sby a registered social worker",
		    how_many_of(a, l->registered, all));
	if (l->assessor > 0)
		by[n++] = arena_printf(a, "%sby %s ASYE assessor",
		    how_many_of(a, l->assessor, all), own ? "your" : "the");
	return (n == 0 ? "" : arena_printf(a, ", %s", joined(a, by, n)));
}

/* "2 more direct observations, both by your ASYE assessor" */
static const char *
lacks_words(struct arena *a, enum minimum_of kind, const struct lacks *l,
    int all, bool own, const char *more)
{
	const char	*named = "";

	if (l->named > 0)
		named = arena_printf(a, "%s%s", l->named < all ?
		    ", among them " : ": ", l->words);
	return (arena_printf(a, "%d %s%s%s%s", all, more,
	    minimum_noun(kind, all > 1), by_whom(a, l, all, own), named));
}

static struct lacks
lacks_of(struct arena *a, const struct minimum *m,
    const struct evidence_fact *f, size_t n)
{
	struct lacks	l = { .in_all = m->at_least,
			    .registered = m->by_registered,
			    .assessor = m->by_assessor };

	for (size_t i = 0; i < n; i++)
		if (f[i].kind == m->kind && f[i].counts) {
			l.in_all--;
			l.registered -= f[i].by_registered;
			l.assessor -= f[i].by_assessor;
		}
	find_named(a, &l, m, f, n);
	return (l);
}

static int
most_lacking(const struct lacks *l)
{
	return (no_less(no_less(0, l->in_all), no_less(l->named,
	    no_less(l->registered, l->assessor))));
}

struct minimum_standing
minimum_standing(struct arena *a, const struct minimum *m,
    const struct evidence_fact *f, size_t n, bool own)
{
	struct lacks		asked = lacks_of(a, m, NULL, 0);
	struct lacks		l = lacks_of(a, m, f, n);
	struct minimum_standing	s = { .need = most_lacking(&asked),
				    .have = m->at_least - l.in_all,
				    .more = most_lacking(&l),
				    .gates = m->gates };

	s.met = s.more == 0;
	if (!s.met)
		s.missing = lacks_words(a, m->kind, &l, s.more, own, "more ");
	return (s);
}

struct minimums_sum
minimums_sum(const struct minimum_standing *s, size_t n)
{
	struct minimums_sum	sum = { 0 };

	for (size_t i = 0; i < n; i++)
		if (s[i].gates) {
			sum.of++;
			sum.met += s[i].met;
		}
	return (sum);
}

const char *
minimum_words(struct arena *a, const struct minimum *m, bool own)
{
	struct lacks	l = lacks_of(a, m, NULL, 0);

	if (most_lacking(&l) == 0)
		return ("none");
	return (lacks_words(a, m->kind, &l, most_lacking(&l), own, ""));
}
