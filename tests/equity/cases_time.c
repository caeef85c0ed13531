/* cases_time - reference values of survival and competing risks. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "equity/cases.h"
#include "equity/competing.h"

enum { GROUPS_MAX = 32 };
static const double tolerance = 1e-9;

/* A set's lives; groups are numbered in the order of the data. */
struct lives {
	struct life	*v;
	size_t		 n, groups;
	const char	*names[GROUPS_MAX];
};

static int
group_number(struct lives *l, const char *name)
{
	for (size_t g = 0; g < l->groups; g++)
		if (strcmp(l->names[g], name) == 0)
			return ((int)g);
	if (l->groups < GROUPS_MAX)
		l->names[l->groups++] = name;
	return ((int)l->groups - 1);
}

/* set NULL: all of the file.  what: the column of what happened. */
static struct lives
lives_of(const struct sheet *data, const char *set, const char *what)
{
	struct lives	l = { .v = calloc(data->rows + 1, sizeof(*l.v)) };

	for (size_t i = 0; i < data->rows; i++) {
		if (set != NULL && !cell_is(data, i, "set", set))
			continue;
		l.v[l.n++] = (struct life){ number(data, i, "time"),
		    (int)whole(data, i, what),
		    group_number(&l, cell(data, i, "group")),
		    *cell(data, i, "stratum") != '\0' ?
		    (int)whole(data, i, "stratum") : 0 };
	}
	return (l);
}

/* The curve of a row's set and group. */
static struct survival
curve_of(const struct sheet *data, const struct sheet *s, size_t row,
    const char *column)
{
	struct lives	l = lives_of(data, cell(s, row, "set"), "event");
	struct survival	c = kaplan_meier(l.v, l.n, group_number(&l,
			    cell(s, row, column)), normal_within(0.95));

	free(l.v);
	return (c);
}

static void
check_limits(struct sheet *s, size_t row, const struct survival_step *at)
{
	check(s, row, "surv", at->alive, tolerance);
	check(s, row, "se_greenwood", at->error, tolerance);
	check(s, row, "loglog_lo", at->within.low, tolerance);
	check(s, row, "loglog_hi", at->within.high, tolerance);
	check(s, row, "plain_lo", at->plain.low, tolerance);
	check(s, row, "plain_hi", at->plain.high, tolerance);
}

void
check_km(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "survival_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct survival		c = curve_of(data, s, row, "group");
		double			time = number(s, row, "time");
		struct survival_step	at = survival_at(&c, time);

		check(s, row, "time", at.time, tolerance);
		check(s, row, "n_risk", at.at_risk, 0);
		check(s, row, "n_event", at.events, 0);
		check(s, row, "n_censor", at.censored, 0);
		check_limits(s, row, &at);
		end_row(s);
		survival_free(&c);
	}
	sheet_free(data);
}

void
check_km_fixed(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "survival_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct survival		c = curve_of(data, s, row, "group");
		struct survival_step	at = survival_at(&c,
					    number(s, row, "t"));

		check(s, row, "n_risk", at.at_risk, 0);
		check_limits(s, row, &at);
		end_row(s);
		survival_free(&c);
	}
	sheet_free(data);
}

static double
events_of(const struct survival *c)
{
	double	sum = 0;

	for (size_t i = 0; i < c->n; i++)
		sum += c->steps[i].events;
	return (sum);
}

void
check_km_summary(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "survival_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct survival		c = curve_of(data, s, row, "group");
		struct survival_median	m = survival_median(&c);
		struct restricted	r = restricted_mean(&c,
					    number(s, row, "tau"));

		check(s, row, "n", c.people, 0);
		check(s, row, "events", events_of(&c), 0);
		check(s, row, "median", m.value, tolerance);
		check(s, row, "median_lo", m.low, tolerance);
		check(s, row, "median_hi", m.high, tolerance);
		check(s, row, "rmst", r.mean, tolerance);
		check(s, row, "rmst_se", r.error, tolerance);
		end_row(s);
		survival_free(&c);
	}
	sheet_free(data);
}

void
check_km_difference(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "survival_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct survival		a = curve_of(data, s, row, "group1"),
					b = curve_of(data, s, row, "group0");
		double			t = number(s, row, "t");
		struct survival_step	at = survival_at(&a, t),
					of = survival_at(&b, t);
		struct survival_gap	g = survival_gap(&at, &of);

		check(s, row, "s1", at.alive, tolerance);
		check(s, row, "s0", of.alive, tolerance);
		check(s, row, "diff", g.value, tolerance);
		check(s, row, "se", g.error, tolerance);
		check(s, row, "mover_lo", g.within.low, tolerance);
		check(s, row, "mover_hi", g.within.high, tolerance);
		check(s, row, "cloglog_chi2", g.test.value, tolerance);
		check(s, row, "cloglog_p", g.test.p, tolerance);
		end_row(s);
		survival_free(&a);
		survival_free(&b);
	}
	sheet_free(data);
}

static void
check_log_rank(struct sheet *s, size_t row, struct lives *l)
{
	double		observed[GROUPS_MAX], expected[GROUPS_MAX],
			variance[GROUPS_MAX], people = 0;
	struct chi	c = log_rank(l->v, l->n, l->groups, observed,
			    expected, variance);
	int		g = group_number(l, cell(s, row, "group"));
	struct pooled	p = peto(observed[g], expected[g], variance[g],
			    normal_within(0.95));

	for (size_t i = 0; i < l->n; i++)
		people += l->v[i].group == g;
	check(s, row, "n", people, 0);
	check(s, row, "observed", observed[g], 0);
	check(s, row, "expected", expected[g], tolerance);
	check(s, row, "var_diag", variance[g], tolerance);
	check(s, row, "chisq", c.value, tolerance);
	check(s, row, "df", c.df, 0);
	check(s, row, "p", c.p, tolerance);
	check(s, row, "peto_hr", p.value, tolerance);
	check(s, row, "peto_lo", p.within.low, tolerance);
	check(s, row, "peto_hi", p.within.high, tolerance);
	end_row(s);
}

void
check_logrank(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "survival_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct lives	l = lives_of(data, cell(s, row, "set"),
				    "event");

		check_log_rank(s, row, &l);
		free(l.v);
	}
	sheet_free(data);
}

void
check_strat_logrank(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "strat_logrank_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct lives	l = lives_of(data, NULL, "event");

		check_log_rank(s, row, &l);
		free(l.v);
	}
	sheet_free(data);
}

void
check_competing(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "competing_risks_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct lives		l = lives_of(data, NULL, "status");
		struct incidence	f = incidence_at(l.v, l.n,
					    group_number(&l, cell(s, row,
					    "group")), (int)whole(s, row,
					    "cause"), number(s, row, "t"));

		check(s, row, "cif", f.value, tolerance);
		check(s, row, "var", f.variance, 1e-6);
		end_row(s);
		free(l.v);
	}
	sheet_free(data);
}

void
check_gray(struct sheet *s, const char *folder)
{
	struct sheet	*data = sheet_read(folder, "competing_risks_data.csv");

	for (size_t row = 0; data != NULL && row < s->rows; row++) {
		struct lives	l = lives_of(data, NULL, "status");
		struct chi	c = gray(l.v, l.n, l.groups,
				    (int)whole(s, row, "cause"));

		check(s, row, "gray_chisq", c.value, 1e-6);
		check(s, row, "p", c.p, 1e-6);
		check(s, row, "df", c.df, 0);
		end_row(s);
		free(l.v);
	}
	sheet_free(data);
}
