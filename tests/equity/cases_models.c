/* cases_models - reference values of regression and trends, and published
 * ones. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "equity/cases.h"
#include "equity/exact.h"
#include "equity/firth.h"
#include "equity/multiplicity.h"
#include "equity/survival.h"
#include "equity/table.h"
#include "equity/suppression.h"
#include "equity/trend.h"

enum { COHORTS_MAX = 256 };

void
check_trend(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "trend_data.csv");

	for (size_t row = 0; row < s->rows; row++) {
		struct two	 t[COHORTS_MAX];
		struct group	 g1[COHORTS_MAX], g2[COHORTS_MAX];
		double		 score[COHORTS_MAX], z1, z2;
		struct gap_trend gap;
		size_t		 k = 0;

		for (size_t i = 0; data != NULL && i < data->rows; i++) {
			if (!same(data, i, s, row, "set") || k == COHORTS_MAX)
				continue;
			t[k] = (struct two){ whole(data, i, "x1"),
			    whole(data, i, "n1"), whole(data, i, "x2"),
			    whole(data, i, "n2") };
			g1[k] = (struct group){ t[k].x1, t[k].n1 };
			g2[k] = (struct group){ t[k].x2, t[k].n2 };
			score[k++] = number(data, i, "c");
		}
		z1 = cochran_armitage(g1, score, k);
		z2 = cochran_armitage(g2, score, k);
		gap = gap_trend(t, score, k);
		check(s, row, "ca_z_g1", z1, 1e-6);
		check(s, row, "ca_p_g1", normal_beyond(z1), 1e-6);
		check(s, row, "ca_z_g2", z2, 1e-6);
		check(s, row, "ca_p_g2", normal_beyond(z2), 1e-6);
		check(s, row, "ml_interaction", gap.ml, 1e-6);
		check(s, row, "lrt_chi2", gap.chi, 1e-6);
		check(s, row, "lrt_p", gap.chi_p, 1e-6);
		check(s, row, "firth_interaction", gap.value, 1e-6);
		check(s, row, "firth_lo", gap.low, 1e-6);
		check(s, row, "firth_hi", gap.high, 1e-6);
		check(s, row, "firth_p", gap.p, 1e-6);
		end_row(s);
	}
	sheet_free(data);
}

/* A set of firth_data: long, its first variable the outcome. */
struct design {
	size_t		 rows, variables;
	const char	*names[COEFFICIENTS_MAX];
	double		*values;	/* a row of `variables` for each */
};

static struct design
design_of(const struct sheet *data, const char *set)
{
	struct design	d = { .values = calloc(data->rows + 1,
			    COEFFICIENTS_MAX * sizeof(double)) };

	for (size_t i = 0; i < data->rows; i++) {
		const char	*name = cell(data, i, "var");
		size_t		 v = 0, row = (size_t)whole(data, i, "row");

		if (!cell_is(data, i, "set", set))
			continue;
		while (v < d.variables && strcmp(d.names[v], name) != 0)
			v++;
		if (v == d.variables && v < COEFFICIENTS_MAX)
			d.names[d.variables++] = name;
		d.values[(row - 1) * COEFFICIENTS_MAX + v] =
		    number(data, i, "value");
		d.rows = row > d.rows ? row : d.rows;
	}
	return (d);
}

/* What a term is in a row: 1, a variable, or the product of two. */
static double
term_value(const struct design *d, size_t row, const char *term)
{
	double	product = 1;
	char	copy[256], *rest = copy, *name;

	if (strcmp(term, "(Intercept)") == 0)
		return (1);
	snprintf(copy, sizeof(copy), "%s", term);
	while ((name = strsep(&rest, ":")) != NULL)
		for (size_t v = 0; v < d->variables; v++)
			if (strcmp(d->names[v], name) == 0)
				product *= d->values[row * COEFFICIENTS_MAX +
				    v];
	return (product);
}

static struct fit
fit_of_set(const struct sheet *data, const struct sheet *s, size_t first,
    size_t terms)
{
	struct design	 d = design_of(data, cell(s, first, "set"));
	double		*x = calloc(d.rows * terms, sizeof(double)),
			*y = calloc(d.rows, sizeof(double)),
			*one = calloc(d.rows, sizeof(double));
	struct logit	 m = { d.rows, terms, x, y, one };
	struct fit	 f;

	for (size_t i = 0; i < d.rows; i++) {
		y[i] = d.values[i * COEFFICIENTS_MAX];
		one[i] = 1;
		for (size_t j = 0; j < terms; j++)
			x[i * terms + j] = term_value(&d, i,
			    cell(s, first + j, "term"));
	}
	f = firth_fit(&m);
	free(d.values);
	free(x);
	free(y);
	free(one);
	return (f);
}

void
check_firth(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "firth_data.csv");

	for (size_t row = 0, k; data != NULL && row < s->rows; row += k) {
		struct fit	f;

		for (k = 1; row + k < s->rows && same(s, row + k, s, row,
		    "set");)
			k++;
		f = fit_of_set(data, s, row, k);
		for (size_t j = 0; j < k; j++) {
			struct coefficient	c = f.of[j];
			size_t			at = row + j;

			check(s, at, "coef", c.value, 1e-7);
			check(s, at, "se_wald", c.error, 1e-6);
			check(s, at, "se_logistf", c.error_augmented, 1e-6);
			check(s, at, "or", exp(c.value), 1e-6);
			check(s, at, "pl_lo", c.low, 1e-6);
			check(s, at, "pl_hi", c.high, 1e-6);
			check(s, at, "pl_chisq", c.chi, 1e-6);
			check(s, at, "pl_p", c.p, 1e-6);
			check(s, at, "penalised_loglik", f.likelihood, 1e-6);
			check(s, at, "null_penalised_loglik",
			    f.null_likelihood, 1e-6);
			end_row(s);
		}
	}
	sheet_free(data);
}

/* "x1=56;n1=70": the value of one of these. */
static const char *
input(const struct sheet *s, size_t row, const char *name, char *to,
    size_t room)
{
	const char	*at = cell(s, row, "inputs");
	size_t		 length = strlen(name);

	*to = '\0';
	for (; at != NULL && *at != '\0'; at = strchr(at, ';') != NULL ?
	    strchr(at, ';') + 1 : NULL)
		if (strncmp(at, name, length) == 0 && at[length] == '=')
			snprintf(to, room, "%.*s", (int)strcspn(at + length +
			    1, ";"), at + length + 1);
	return (to);
}

static double
input_number(const struct sheet *s, size_t row, const char *name)
{
	char	text[64];

	return (strtod(input(s, row, name, text, sizeof(text)), NULL));
}

/* The value of another file's row whose set (and more) a row names. */
static double
looked_up(const struct sheet *s, size_t row, const char *folder,
    const char *file, const char *by, const char *column)
{
	struct sheet	*o = sheet_read(folder, file);
	char		 set[64], also[64];
	double		 found = NAN;

	input(s, row, "set", set, sizeof(set));
	input(s, row, by, also, sizeof(also));
	for (size_t i = 0; o != NULL && i < o->rows; i++)
		if (cell_is(o, i, "set", set) && (*by == '\0' ||
		    cell_is(o, i, by, also)))
			found = number(o, i, column);
	sheet_free(o);
	return (found);
}

static double
published_rates(const struct sheet *s, size_t row, const char *measure)
{
	double		z = normal_within(0.95);
	struct two	t = { (int64_t)input_number(s, row, "x1"),
			    (int64_t)input_number(s, row, "n1"),
			    (int64_t)input_number(s, row, "x2"),
			    (int64_t)input_number(s, row, "n2") };
	int64_t		x = (int64_t)input_number(s, row, "x"),
			n = (int64_t)input_number(s, row, "n");

	if (n > 0)
		return (strcmp(measure, "wilson_lo") == 0 ?
		    wilson(x, n, 0.95).low : wilson(x, n, 0.95).high);
	if (t.n1 == 0)
		return (NAN);
	const struct { const char *name; double value; } values[] = {
		{ "newcombe_lo", newcombe(t, 0.95).low },
		{ "newcombe_hi", newcombe(t, 0.95).high },
		{ "mn_rd_lo", miettinen_difference(t, z).low },
		{ "mn_rd_hi", miettinen_difference(t, z).high },
		{ "koopman_lo", koopman(t, z).low },
		{ "koopman_hi", koopman(t, z).high },
		{ "katz_lo", katz(t, z).low }, { "katz_hi", katz(t, z).high },
		{ "fisher_two", fisher(t).two_sided },
		{ "fisher_greater", fisher(t).greater },
		{ "midp_two", fisher(t).mid_p },
		{ "rr", two_ratio(t) }, { "or", two_odds_ratio(t) },
	};

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++)
		if (strcmp(values[i].name, measure) == 0)
			return (values[i].value);
	return (strcmp(measure, "barnard_z_two") == 0 ? barnard(t) : NAN);
}

static double
published_shares(const struct sheet *s, size_t row, const char *measure)
{
	if (strcmp(measure, "rr_from_shares") == 0)
		return (ratio_of_shares(input_number(s, row, "share_events1"),
		    input_number(s, row, "share_pop1"),
		    input_number(s, row, "share_events2"),
		    input_number(s, row, "share_pop2")));
	if (strcmp(measure, "disproportionality_index") == 0)
		return (input_number(s, row, "share_events") /
		    input_number(s, row, "share_pop"));
	if (strcmp(measure, "rr_from_rates") == 0)
		return (input_number(s, row, "rate1") /
		    input_number(s, row, "rate2"));
	return (NAN);
}

/* How many of a set's p-values are findings by Benjamini and Hochberg. */
static double
findings(const struct sheet *s, size_t row, const char *folder)
{
	struct sheet	*o = sheet_read(folder, "multiplicity.csv");
	double		 p[COHORTS_MAX], adjusted[COHORTS_MAX], count = 0;
	size_t		 n = 0;
	char		 set[64];

	input(s, row, "set", set, sizeof(set));
	for (size_t i = 0; o != NULL && i < o->rows; i++)
		if (cell_is(o, i, "set", set) && n < COHORTS_MAX)
			p[n++] = number(o, i, "p");
	adjust_bh(p, n, adjusted);
	for (size_t i = 0; i < n; i++)
		count += adjusted[i] <= 0.05;
	sheet_free(o);
	return (count);
}

static const struct {
	const char	*measure, *file, *by, *column;
} elsewhere[] = {
	{ "cmh_chi2", "stratified_expected.csv", "", "cmh_chi2" },
	{ "cmh_cc_chi2", "stratified_expected.csv", "", "cmh_cc_chi2" },
	{ "mh_or", "stratified_expected.csv", "", "mh_or" },
	{ "logrank_chi2", "logrank_expected.csv", "", "chisq" },
	{ "logrank_expected", "logrank_expected.csv", "group", "expected" },
	{ "firth_coef", "firth_expected.csv", "term", "coef" },
};

/* The attacker's interval of one cell of a pattern: "5..30". */
static const char *
attacked(const struct sheet *s, size_t row, const char *folder, char *to,
    size_t room)
{
	struct sheet	*o = sheet_read(folder, "sdc_attack.csv");
	char		 of[64], at[64], *c;

	input(s, row, "case", of, sizeof(of));
	input(s, row, "cell", at, sizeof(at));
	c = strchr(at, 'c');
	*to = '\0';
	for (size_t i = 0; o != NULL && c != NULL && i < o->rows; i++)
		if (cell_is(o, i, "case", of) && strtol(at + 1, NULL, 10) ==
		    whole(o, i, "row") &&
		    !cell_is(o, i, "row", "T") && cell_is(o, i, "col", c + 1))
			snprintf(to, room, "%s..%s", cell(o, i, "lower"),
			    cell(o, i, "upper"));
	sheet_free(o);
	return (to);
}

/* Values of other files are compared with ours there: here, that what was
 * published is what those files hold. */
void
check_published(struct sheet *s, const char *folder)
{
	for (size_t row = 0; row < s->rows; row++) {
		const char	*measure = cell(s, row, "measure");
		double		 ours = published_rates(s, row, measure);
		char		 text[64];

		if (strcmp(measure, "attacker_interval") == 0) {
			check_text(s, row, "printed", attacked(s, row, folder,
			    text, sizeof(text)));
			end_row(s);
			continue;
		}
		if (isnan(ours))
			ours = published_shares(s, row, measure);
		if (strcmp(measure, "bh_count_le_0.05") == 0)
			ours = findings(s, row, folder);
		for (size_t i = 0; i < sizeof(elsewhere) / sizeof(*elsewhere);
		    i++)
			if (strcmp(elsewhere[i].measure, measure) == 0)
				ours = looked_up(s, row, folder,
				    elsewhere[i].file, elsewhere[i].by,
				    elsewhere[i].column);
		check(s, row, "printed", ours, 0.5000001 *
		    pow(10, -number(s, row, "decimals")));
		end_row(s);
	}
}
