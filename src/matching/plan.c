/*
 * plan - the integer programme of a match round, solved by GLPK.
 *
 *	x[i][j]	is 1 when need i is placed with offer j
 *	u[i]	is 1 when need i is placed nowhere
 *	y[j]	is 1 when offer j, which has a least number, takes anybody
 *
 *	each need	sum of x[i][*] + u[i] = 1
 *	each offer	sum of x[*][j] <= places, or places * y[j]
 *	  with a least	sum of x[*][j] >= at_least * y[j]
 *	each conflict	sum of x of both, over the offers of a team, <= 1
 *
 * The points are the costs of x; u costs more than all points together, so
 * that nobody is left out to save points.
 */
#include <stdlib.h>
#include <string.h>

#include <glpk.h>

#include "matching/plan.h"

/* Columns and rows count from 1, as GLPK has them; 0 is none. */
struct programme {
	const struct match_facts *f;
	struct arena	*arena;
	glp_prob	*lp;
	int		*needs, *offers;	/* in the order of their ids */
	int		*x;			/* noffers for each need */
	int		*held;			/* of each offer, how many */
	int		*index;			/* of the row being made */
	double		*value;
	int		 n;
	int64_t		 most;			/* points of a pair */
	bool		 keeps_least;		/* also where some are held */
};

static int
by_need(const void *a, const void *b, void *facts)
{
	const struct match_facts	*f = facts;
	int64_t				 x = f->needs[*(const int *)a].id;
	int64_t				 y = f->needs[*(const int *)b].id;

	return (x < y ? -1 : x > y);
}

static int
by_offer(const void *a, const void *b, void *facts)
{
	const struct match_facts	*f = facts;
	int64_t				 x = f->offers[*(const int *)a].id;
	int64_t				 y = f->offers[*(const int *)b].id;

	return (x < y ? -1 : x > y);
}

static int *
in_order(struct programme *p, size_t n, int (*order)(const void *,
    const void *, void *))
{
	int	*v = arena_array(p->arena, n, sizeof(*v));

	for (size_t i = 0; i < n; i++)
		v[i] = (int)i;
	qsort_r(v, n, sizeof(*v), order, (void *)p->f);
	return (v);
}

static const struct match_pair *
pair_of(const struct match_facts *f, int i, int j)
{
	return (&f->pairs[(size_t)i * f->noffers + (size_t)j]);
}

static int *
x_of(const struct programme *p, int i, int j)
{
	return (&p->x[(size_t)i * p->f->noffers + (size_t)j]);
}

static bool
is_held(const struct match_facts *f, int i)
{
	if (f->needs[i].held == MATCH_LEFT_OUT)
		return (true);
	for (size_t j = 0; j < f->noffers; j++)
		if (f->offers[j].id == f->needs[i].held)
			return (true);
	return (false);
}

static int
add_column(struct programme *p, double cost)
{
	int	column = glp_add_cols(p->lp, 1);

	glp_set_col_kind(p->lp, column, GLP_BV);
	glp_set_obj_coef(p->lp, column, cost);
	return (column);
}

static void
put(struct programme *p, int column, double value)
{
	p->n++;
	p->index[p->n] = column;
	p->value[p->n] = value;
}

/* Ends the row that was put together; one without columns is none. */
static void
end_row(struct programme *p, int kind, double low, double high)
{
	int	row;

	if (p->n > 0) {
		row = glp_add_rows(p->lp, 1);
		glp_set_row_bnds(p->lp, row, kind, low, high);
		glp_set_mat_row(p->lp, row, p->n, p->index, p->value);
	}
	p->n = 0;
}

/* Columns for what is possible; what is held is the only one of its need. */
static void
add_need(struct programme *p, int i)
{
	const struct match_need	*n = &p->f->needs[i];
	bool			 held = is_held(p->f, i);
	double			 left_out = (double)(p->most + 1) *
				    (double)p->f->nneeds;

	for (size_t o = 0; o < p->f->noffers; o++) {
		int			 j = p->offers[o];
		const struct match_pair	*pair = pair_of(p->f, i, j);

		if (held ? p->f->offers[j].id != n->held : pair->blocks != 0)
			continue;
		*x_of(p, i, j) = add_column(p, (double)pair->cost);
		p->held[j] += held;
		put(p, *x_of(p, i, j), 1);
	}
	if (!held || n->held == MATCH_LEFT_OUT)
		put(p, add_column(p, left_out), 1);
	end_row(p, GLP_FX, 1, 1);
}

static void
put_all(struct programme *p, int j)
{
	for (size_t i = 0; i < p->f->nneeds; i++)
		if (*x_of(p, (int)i, j) != 0)
			put(p, *x_of(p, (int)i, j), 1);
}

static void
add_offer(struct programme *p, int j)
{
	const struct match_offer	*o = &p->f->offers[j];
	int				 places = o->places, y;

	if (places < p->held[j])
		places = p->held[j];
	put_all(p, j);
	if (o->at_least <= 1 || (p->held[j] > 0 && !p->keeps_least) ||
	    p->n == 0) {
		end_row(p, GLP_UP, 0, places);
		return;
	}
	y = add_column(p, 0);
	put(p, y, -places);
	end_row(p, GLP_UP, 0, 0);
	put_all(p, j);
	put(p, y, -o->at_least);
	end_row(p, GLP_LO, 0, 0);
}

/* The index of the need of an enrolment; -1 when it is in no need. */
static int
need_of(const struct match_facts *f, int64_t id)
{
	for (size_t i = 0; i < f->nneeds; i++)
		if (f->needs[i].id == id)
			return ((int)i);
	return (-1);
}

static void
put_team(struct programme *p, int i, int64_t team)
{
	for (size_t j = 0; j < p->f->noffers; j++)
		if (p->f->offers[j].team == team &&
		    *x_of(p, i, (int)j) != 0)
			put(p, *x_of(p, i, (int)j), 1);
}

/* Once a team: at the first of its offers. */
static bool
is_first_of_team(const struct match_facts *f, size_t j)
{
	for (size_t k = 0; k < j; k++)
		if (f->offers[k].team == f->offers[j].team)
			return (false);
	return (true);
}

static void
keep_apart(struct programme *p, int i, int other)
{
	/* What a hand put together, no rule takes apart. */
	if (other < 0 || (is_held(p->f, i) && is_held(p->f, other)))
		return;
	for (size_t j = 0; j < p->f->noffers; j++) {
		if (!is_first_of_team(p->f, j))
			continue;
		put_team(p, i, p->f->offers[j].team);
		put_team(p, other, p->f->offers[j].team);
		end_row(p, GLP_UP, 0, 1);
	}
}

static void
add_conflicts(struct programme *p)
{
	for (size_t i = 0; i < p->f->nneeds; i++) {
		const struct match_need	*n = &p->f->needs[p->needs[i]];

		for (size_t k = 0; k < n->others.n; k++)
			keep_apart(p, p->needs[i],
			    need_of(p->f, n->others.v[k]));
	}
}

static void
build(struct programme *p)
{
	const struct match_facts	*f = p->f;
	size_t				 room = f->nneeds + f->noffers + 2;

	p->needs = in_order(p, f->nneeds, by_need);
	p->offers = in_order(p, f->noffers, by_offer);
	p->x = arena_array(p->arena, f->nneeds * f->noffers, sizeof(*p->x));
	p->held = arena_array(p->arena, f->noffers, sizeof(*p->held));
	p->index = arena_array(p->arena, 2 * room, sizeof(*p->index));
	p->value = arena_array(p->arena, 2 * room, sizeof(*p->value));
	for (size_t i = 0; i < f->nneeds * f->noffers; i++)
		if (f->pairs[i].cost > p->most)
			p->most = f->pairs[i].cost;
	p->lp = glp_create_prob();
	glp_set_obj_dir(p->lp, GLP_MIN);
	for (size_t i = 0; i < f->nneeds; i++)
		add_need(p, p->needs[i]);
	for (size_t j = 0; j < f->noffers; j++)
		add_offer(p, p->offers[j]);
	add_conflicts(p);
}

static void
read_plan(const struct programme *p, struct match_plan *plan)
{
	const struct match_facts	*f = p->f;

	for (size_t i = 0; i < f->nneeds; i++) {
		plan->offer_of[i] = -1;
		for (size_t j = 0; j < f->noffers; j++) {
			int	x = *x_of(p, (int)i, (int)j);

			if (x == 0 || glp_mip_col_val(p->lp, x) < 0.5)
				continue;
			plan->offer_of[i] = (int)j;
			plan->taken[j]++;
			plan->placed++;
			plan->cost += pair_of(f, (int)i, (int)j)->cost;
		}
	}
}

/* True when there was an answer, be it that there is no plan. */
static bool
solve(struct programme *p, struct match_plan *plan, int milliseconds)
{
	glp_iocp	wish;
	int		state;

	glp_init_iocp(&wish);
	wish.msg_lev = GLP_MSG_OFF;
	wish.presolve = GLP_ON;
	wish.tol_obj = 1e-10;
	wish.tm_lim = milliseconds;
	plan->cut = glp_intopt(p->lp, &wish) == GLP_ETMLIM;
	state = glp_mip_status(p->lp);
	plan->solved = state == GLP_OPT || state == GLP_FEAS;
	if (plan->solved)
		read_plan(p, plan);
	return (plan->solved || plan->cut);
}

struct match_plan
match_plan(struct arena *a, const struct match_facts *f, int milliseconds)
{
	struct match_plan	plan = {
		.offer_of = arena_array(a, f->nneeds, sizeof(int)),
		.taken = arena_array(a, f->noffers, sizeof(int)),
	};
	bool			answered = false;

	if (f->nneeds == 0) {
		plan.solved = true;
		return (plan);
	}
	glp_term_out(GLP_OFF);
	for (int keep = 1; keep >= 0 && !answered; keep--) {
		struct programme	p = { .f = f, .arena = a,
					    .keeps_least = keep };

		build(&p);
		answered = solve(&p, &plan, milliseconds);
		glp_delete_prob(p.lp);
	}
	return (plan);
}

struct match_pair *
match_pairs(struct arena *a, const struct match_terms *t,
    const struct match_need *needs, size_t nneeds,
    const struct match_offer *offers, size_t noffers)
{
	struct match_pair	*pairs = arena_array(a, nneeds * noffers,
				    sizeof(*pairs));

	for (size_t i = 0; i < nneeds; i++)
		for (size_t j = 0; j < noffers; j++)
			pairs[i * noffers + j] = match_judge(t, &needs[i],
			    &offers[j]);
	return (pairs);
}
