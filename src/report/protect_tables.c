/*
 * protect_tables - tables of groups by outcome with what must stay hidden left
 * out, or with all of it rounded; and whether what is shown of single cohorts
 * would tell it after all.
 */
#include "equity/differencing.h"
#include "equity/suppression.h"
#include "protect.h"

static const char too_small[] = "The numbers are too small for this to be "
    "shown to you.";

enum { EVENTS, REST, PEOPLE, CELLS };

/* A count beside the table: hidden when it is small, with what it would be
 * subtracted from. */
static void
show_pending(const struct protection *p, const struct raw_table *t,
    struct shown *everybody)
{
	struct raw_count	c = t->everybody.all;
	bool			small = c.pending >= 1 &&
				    c.pending <= p->at->small;

	everybody->started = small ? token_hidden() : token_exact(c.started);
	everybody->pending = small ? token_hidden() : token_exact(c.pending);
}

/* The pattern of a table that protects it, or false. */
static bool
pattern(const struct protection *p, const struct counts *t, bool *out)
{
	struct suppression	s;

	if (too_few_people(t, p->at->small))
		return (false);
	s = suppress(t, p->at->small, NULL, out);
	return (s.how != IMPOSSIBLE && suppression_holds(t, p->at->small, out,
	    NULL));
}

static struct token
told(const struct counts *t, const bool *out, int row, int column)
{
	int	e = table_cell(t, row, column);

	return (out[e] ? token_hidden() : token_exact(t->v[e]));
}

/*
 * Each cohort has a table of its own, and all of them add up to the one that is
 * shown already.  atoms: cohort by cohort, row by row, events and rest.
 */
struct sums {
	int		 rows, ncohorts, n;
	struct released	*of;
	int64_t		*counts;
};

static int
atom(const struct sums *s, int cohort, int row, int column)
{
	return ((cohort * s->rows + row) * 2 + column);
}

/* One more cell that a reader has: of a cohort or of all (-1), of a row or of
 * everybody (rows), of events, rest or both. */
static void
release(struct sums *s, int cohort, int row, int column, struct token t)
{
	struct released	*r = &s->of[s->n];

	if (t.told.most >= COUNT_MOST)
		return;
	*r = (struct released){ .told = t.told };
	for (int c = 0; c < s->ncohorts; c++)
		for (int i = 0; i < s->rows; i++)
			for (int k = 0; k < 2; k++)
				r->atoms[atom(s, c, i, k)] =
				    (cohort < 0 || cohort == c) &&
				    (row == s->rows || row == i) &&
				    (column == PEOPLE || column == k);
	s->n++;
}

static void
release_table(struct sums *s, int cohort, const struct counts *t,
    const bool *out)
{
	for (int row = 0; row <= s->rows; row++)
		for (int column = 0; column < CELLS; column++)
			release(s, cohort, row, column,
			    told(t, out, row, column));
}

static bool
sums_hold(const struct sums *s, int64_t small)
{
	int			 atoms = s->rows * s->ncohorts * 2;
	bool			 wanted[ATOMS_MAX] = { false };
	struct worked_out	 w;

	for (int i = 0; i < atoms; i++) {
		if (s->counts[i] < 1 || s->counts[i] > small)
			continue;
		wanted[i] = true;
		if (!work_out(s->of, s->n, atoms, wanted, &w) ||
		    gives_away(s->counts[i], w.whole, small, false))
			return (false);
		wanted[i] = false;
	}
	return (true);
}

static void
show_cohort(struct arena *a, struct shown_table *s, int cohort,
    const struct counts *t, const bool *out)
{
	for (int row = 0; row <= t->rows; row++) {
		struct shown	*one = &s->v[row];

		if (one->cohort_people == NULL) {
			one->cohort_people = arena_array(a, s->ncohorts,
			    sizeof(struct token));
			one->cohort_events = arena_array(a, s->ncohorts,
			    sizeof(struct token));
			one->cohort_rest = arena_array(a, s->ncohorts,
			    sizeof(struct token));
		}
		one->cohort_people[cohort] = told(t, out, row, PEOPLE);
		one->cohort_events[cohort] = told(t, out, row, EVENTS);
		one->cohort_rest[cohort] = told(t, out, row, REST);
	}
}

/* Single cohorts, where that tells nothing that must stay hidden. */
static bool
show_cohorts(struct arena *a, const struct protection *p,
    const struct raw_table *t, struct shown_table *s,
    const struct counts *all, const bool *out)
{
	int		 n = (int)s->ncohorts;
	struct sums	 sums = { all->rows, n, 0, NULL, NULL };
	struct counts	*tables = arena_array(a, s->ncohorts,
			    sizeof(*tables));
	bool		**outs = arena_array(a, s->ncohorts, sizeof(*outs));
	int64_t		*v;

	if (n < 2 || all->rows * n * 2 > ATOMS_MAX)
		return (false);
	sums.of = arena_array(a, (size_t)((n + 1) * (all->rows + 1) * CELLS),
	    sizeof(*sums.of));
	sums.counts = arena_array(a, ATOMS_MAX, sizeof(*sums.counts));
	for (int c = 0; c < n; c++) {
		tables[c] = table_of(a, t, &v, c);
		outs[c] = arena_array(a, (size_t)table_cells(&tables[c]),
		    sizeof(bool));
		if (has_unsafe_group(p, t, c) ||
		    !pattern(p, &tables[c], outs[c]))
			return (false);
		release_table(&sums, c, &tables[c], outs[c]);
		for (int i = 0; i < sums.rows; i++)
			for (int k = 0; k < 2; k++)
				sums.counts[atom(&sums, c, i, k)] =
				    v[i * CELLS + k];
	}
	release_table(&sums, -1, all, out);
	if (!sums_hold(&sums, p->at->small))
		return (false);
	for (int c = 0; c < n; c++)
		show_cohort(a, s, c, &tables[c], outs[c]);
	return (true);
}

void
protect_for_staff(struct arena *a, const struct protection *p,
    const struct raw_table *t, struct shown_table *s, bool one_by_one)
{
	int64_t		*v;
	struct counts	 all = table_of(a, t, &v, -1);
	bool		*out = arena_array(a, (size_t)table_cells(&all),
			    sizeof(*out));

	if (!pattern(p, &all, out)) {
		s->withheld = too_small;
		return;
	}
	for (int row = 0; row <= all.rows; row++) {
		s->v[row].people = told(&all, out, row, PEOPLE);
		s->v[row].events = told(&all, out, row, EVENTS);
		s->v[row].rest = told(&all, out, row, REST);
	}
	show_pending(p, t, &s->v[all.rows]);
	if (one_by_one && !show_cohorts(a, p, t, s, &all, out))
		s->trend_withheld = "Single cohorts are not shown: their "
		    "numbers are too small, or together would tell small "
		    "ones.";
}

/* Where the nearest 5 alone would tell a small number, signs may not. */
void
protect_rounded(struct arena *a, const struct protection *p,
    const struct raw_table *t, struct shown_table *s)
{
	int64_t		*v;
	struct counts	 all = table_of(a, t, &v, -1);
	enum rounding	 how = rounding_of(p->at);

	s->trend_withheld = "Cohorts are shown together.";
	if (!rounded_table_holds(&all, how))
		how = ROUNDING_NHS;
	if (!rounded_table_holds(&all, how)) {
		s->withheld = too_small;
		return;
	}
	for (int row = 0; row <= all.rows; row++) {
		s->v[row].people = rounded(how, v[row * CELLS + PEOPLE]);
		s->v[row].events = rounded(how, v[row * CELLS + EVENTS]);
		s->v[row].rest = rounded(how, v[row * CELLS + REST]);
	}
}
