/* suppression - the fewest cells to leave out of a table so that no small one
 * can be worked out. */
#include <string.h>

#include "equity/suppression.h"

enum { CELLS_MAX = (ROWS_MAX + 1) * (COLUMNS_MAX + 1), FEW_PEOPLE = 10,
    STEPS_MAX = 2000000 };

/* One number for "totals, then cells, then people". */
#define TOTAL_WEIGHT	INT64_C(1000000000000000)
#define CELL_WEIGHT	INT64_C(1000000000000)

struct search {
	const struct counts	*t;
	const bool		*fixed;
	int64_t			 small, steps, best;
	int			 primary[CELLS_MAX], nprimary;
	bool			 in[CELLS_MAX], never[CELLS_MAX],
				 found[CELLS_MAX];
	struct told		 told[CELLS_MAX];
};

static bool
is_small(const struct counts *t, int64_t small, int cell)
{
	return (cell != table_cells(t) - 1 && t->v[cell] >= 1 &&
	    t->v[cell] <= small);
}

static int64_t
weight(const struct counts *t, int cell)
{
	return ((is_margin(t, cell) ? TOTAL_WEIGHT : CELL_WEIGHT) +
	    t->v[cell]);
}

static struct told
tell(const struct counts *t, int cell, bool is_out)
{
	return (is_out ? (struct told){ 0, COUNT_MOST } :
	    (struct told){ t->v[cell], t->v[cell] });
}

void
tell_pattern(const struct counts *t, const bool *out, const bool *fixed,
    struct told *told)
{
	for (int e = 0; e < table_cells(t); e++)
		told[e] = tell(t, e, out[e] && (fixed == NULL || !fixed[e]));
}

static void
leave_out(struct search *s, int cell, bool is_out)
{
	s->in[cell] = is_out;
	s->told[cell] = tell(s->t, cell, is_out);
}

/* How much a small cell must be able to move. */
static int64_t
needed(const struct search *s, int cell, bool up)
{
	return (up ? s->small - s->t->v[cell] : s->t->v[cell] - 1);
}

/* The first small cell that is not safe yet; its candidates are those across
 * the cut that holds it back, one of which every solution has.  -1: all are
 * safe. */
static int
candidates(struct search *s, int *list)
{
	bool	reached[NODES_MAX];
	int	n = 0, cells = table_cells(s->t);

	for (int i = 0; i < 2 * s->nprimary; i++) {
		int	k = s->primary[i / 2];
		bool	up = i % 2 == 0;
		int64_t	most = needed(s, k, up);

		if (table_flow(s->t, s->told, k, up, most, reached) >= most)
			continue;
		for (int e = 0; e < cells - 1; e++) {
			struct ends	d = cell_ends(s->t, e);

			if (s->in[e] || s->never[e])
				continue;
			if ((reached[d.from] && !reached[d.to]) ||
			    (reached[d.to] && !reached[d.from] &&
			    s->t->v[e] > 0))
				list[n++] = e;
		}
		return (n);
	}
	return (-1);
}

/* The lightest first, so that good patterns are found early. */
static void
sort_by_weight(const struct counts *t, int *list, int n)
{
	for (int i = 1; i < n; i++)
		for (int j = i; j > 0 && weight(t, list[j]) <
		    weight(t, list[j - 1]); j--) {
			int	kept = list[j];

			list[j] = list[j - 1];
			list[j - 1] = kept;
		}
}

/* Each candidate in turn joins; those before it stay out of what follows, so
 * that no pattern is looked at twice. */
static void
search(struct search *s, int64_t cost)
{
	int	list[CELLS_MAX], n;

	if (cost >= s->best || ++s->steps > STEPS_MAX)
		return;
	n = candidates(s, list);
	if (n < 0) {
		s->best = cost;
		memcpy(s->found, s->in, sizeof(s->found));
		return;
	}
	sort_by_weight(s->t, list, n);
	for (int i = 0; i < n; i++) {
		leave_out(s, list[i], true);
		search(s, cost + weight(s->t, list[i]));
		leave_out(s, list[i], false);
		s->never[list[i]] = true;
	}
	for (int i = 0; i < n; i++)
		s->never[list[i]] = false;
}

/* Without proof: whatever is missing is taken at its lightest. */
static bool
settle(struct search *s)
{
	int	list[CELLS_MAX], n;

	while ((n = candidates(s, list)) > 0) {
		sort_by_weight(s->t, list, n);
		leave_out(s, list[0], true);
	}
	memcpy(s->found, s->in, sizeof(s->found));
	return (n < 0);
}

static void
begin(struct search *s, const struct counts *t, int64_t small,
    const bool *fixed)
{
	*s = (struct search){ .t = t, .small = small, .fixed = fixed,
	    .best = INT64_MAX };
	for (int e = 0; e < table_cells(t); e++) {
		bool	is_out = is_small(t, small, e);

		s->never[e] = fixed != NULL && fixed[e];
		leave_out(s, e, is_out);
		if (is_out)
			s->primary[s->nprimary++] = e;
	}
}

struct suppression
suppress(const struct counts *t, int64_t small, const bool *fixed, bool *out)
{
	static _Thread_local struct search	s;
	struct suppression			r = { .how = OPTIMAL };
	int64_t					cost = 0;

	begin(&s, t, small, fixed);
	for (int i = 0; i < s.nprimary; i++)
		cost += weight(t, s.primary[i]);
	search(&s, cost);
	r.steps = s.steps;
	if (s.steps > STEPS_MAX) {
		begin(&s, t, small, fixed);
		r.how = settle(&s) ? FALLBACK : IMPOSSIBLE;
	} else if (s.best == INT64_MAX)
		r.how = IMPOSSIBLE;
	for (int e = 0; e < table_cells(t); e++) {
		out[e] = r.how != IMPOSSIBLE && s.found[e];
		if (!out[e])
			continue;
		*(is_margin(t, e) ? &r.totals : &r.cells) += 1;
		r.people += t->v[e];
	}
	return (r);
}

bool
suppression_holds(const struct counts *t, int64_t small, const bool *out,
    const bool *fixed)
{
	struct told	told[CELLS_MAX], known;

	tell_pattern(t, out, fixed, told);
	for (int e = 0; e < table_cells(t); e++) {
		if (!is_small(t, small, e))
			continue;
		if (!out[e])
			return (false);
		known = table_bounds(t, told, e);
		if (known.least > 1 || known.most < small)
			return (false);
	}
	return (true);
}

bool
too_few_people(const struct counts *t, int64_t small)
{
	int64_t	all = t->v[table_cells(t) - 1];

	return (all <= small || all < FEW_PEOPLE);
}
