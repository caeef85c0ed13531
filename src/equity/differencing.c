/* differencing - what a reader of several releases can work out together. */
#include <math.h>
#include <stdlib.h>

#include <glpk.h>

#include "equity/differencing.h"
#include "equity/numbers.h"
#include "equity/rounding.h"

static glp_prob *
programme(const struct released *r, int n, int atoms, const bool *wanted)
{
	glp_prob	*p = glp_create_prob();
	int		*at = things((size_t)atoms + 1, sizeof(*at));
	double		*one = numbers((size_t)atoms + 1);

	glp_add_cols(p, atoms);
	for (int a = 0; a < atoms; a++) {
		glp_set_col_bnds(p, a + 1, GLP_LO, 0, 0);
		glp_set_col_kind(p, a + 1, GLP_IV);
		glp_set_obj_coef(p, a + 1, wanted[a]);
	}
	glp_add_rows(p, n);
	for (int i = 0; i < n; i++) {
		struct told	t = r[i].told;
		int		len = 0;

		for (int a = 0; a < atoms; a++)
			if (r[i].atoms[a]) {
				at[++len] = a + 1;
				one[len] = 1;
			}
		glp_set_mat_row(p, i + 1, len, at, one);
		glp_set_row_bnds(p, i + 1, t.most >= COUNT_MOST ? GLP_LO :
		    t.least == t.most ? GLP_FX : GLP_DB, (double)t.least,
		    (double)t.most);
	}
	free(at);
	free(one);
	return (p);
}

/* One end of what can be; way is GLP_MIN or GLP_MAX.  False: nothing can be. */
static bool
one_end(glp_prob *p, int way, double *relaxed, double *whole)
{
	glp_smcp	simplex;
	glp_iocp	integer;

	glp_init_smcp(&simplex);
	glp_init_iocp(&integer);
	simplex.msg_lev = integer.msg_lev = GLP_MSG_OFF;
	glp_set_obj_dir(p, way);
	glp_std_basis(p);
	if (glp_simplex(p, &simplex) != 0)
		return (false);
	switch (glp_get_status(p)) {
	case GLP_UNBND:
		*relaxed = *whole = INFINITY;
		return (true);
	case GLP_OPT:
		break;
	default:
		return (false);
	}
	*relaxed = glp_get_obj_val(p);
	if (glp_intopt(p, &integer) != 0 || glp_mip_status(p) != GLP_OPT)
		return (false);
	*whole = glp_mip_obj_val(p);
	return (true);
}

bool
work_out(const struct released *r, int n, int atoms, const bool *wanted,
    struct worked_out *w)
{
	glp_prob	*p = programme(r, n, atoms, wanted);
	double		 least, most;
	bool		 can = one_end(p, GLP_MIN, &w->least, &least) &&
			    one_end(p, GLP_MAX, &w->most, &most);

	glp_delete_prob(p);
	if (can)
		w->whole = (struct told){ llround(least), isinf(most) ?
		    COUNT_MOST : llround(most) };
	return (can);
}

bool
gives_away(int64_t count, struct told known, int64_t small, bool is_rounded)
{
	if (count < 1 || count > small)
		return (false);
	if (is_rounded)
		return (known.most - known.least + 1 < CANDIDATES_LEAST);
	return (known.least > 1 || known.most < small);
}
