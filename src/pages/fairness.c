/* fairness - the equity report: contents, one characteristic, a page for a
 * board. */
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "views.h"

static const char *const audience_words[] = {
	[EQUITY_AUDIENCE_LEAD] = "lead", [EQUITY_AUDIENCE_STAFF] = "staff",
	[EQUITY_AUDIENCE_PARTNER] = "partner",
	[EQUITY_AUDIENCE_PUBLIC] = "public",
};

const char *
equity_audience_name(enum equity_audience audience)
{
	static const char *const	names[] = {
		[EQUITY_AUDIENCE_LEAD] = "The equity lead: exact numbers",
		[EQUITY_AUDIENCE_STAFF] = "Staff: small numbers left out",
		[EQUITY_AUDIENCE_PARTNER] = "Partners and funders: rounded",
		[EQUITY_AUDIENCE_PUBLIC] = "Everybody: rounded",
	};

	return (names[audience]);
}

/* The closest figures that the person may have; NONE: none of them. */
static enum equity_audience
closest(struct request *req, int64_t programme)
{
	struct equity_programme_list	all = equity_programmes(req->db);

	each (p, all)
		if (p->id == programme)
			return (p->audience);
	return (EQUITY_AUDIENCE_NONE);
}

/* What was asked for, no closer than they may. */
static enum equity_audience
audience_asked(struct request *req, enum equity_audience own)
{
	const char	*asked = form_value(req->form, "for");

	for (enum equity_audience a = own; own != EQUITY_AUDIENCE_NONE &&
	    a <= EQUITY_AUDIENCE_PUBLIC; a++)
		if (strcmp(asked, audience_words[a]) == 0)
			return (a);
	return (*asked == '\0' ? own : EQUITY_AUDIENCE_NONE);
}

/* A cohort of the menu; false when it is none. */
static bool
cohort_asked(const char *asked, int64_t *cohort)
{
	char	*end;

	*cohort = 0;
	if (*asked == '\0' || strcmp(asked, "all") == 0)
		return (true);
	if (strcmp(asked, "latest") == 0) {
		*cohort = -1;
		return (true);
	}
	*cohort = strtoll(asked, &end, 10);
	return (*cohort > 0 && *end == '\0');
}

static const char *
or_null(const char *asked)
{
	return (*asked == '\0' ? NULL : asked);
}

struct fairness
fairness_asked(struct request *req, bool detectable, bool with_time)
{
	struct fairness		 f = { .programme = req->id[0] };
	enum equity_audience	 audience = audience_asked(req,
				    closest(req, f.programme));
	const char		*outcome = form_value(req->form, "outcome");

	f.cohorts = form_value(req->form, "cohorts");
	f.selection = (struct equity_selection){ f.programme,
	    *outcome == '\0' ? "asye_failed" : strcmp(outcome, "each") == 0 ?
	    NULL : outcome, or_null(form_value(req->form, "by")), 0,
	    detectable, with_time };
	if (audience == EQUITY_AUDIENCE_NONE ||
	    !cohort_asked(f.cohorts, &f.selection.cohort))
		return (f);
	f.report = equity_report(req->db, req->arena, audience, &f.selection,
	    req->reference);
	if (f.report == NULL)
		return (f);
	for (size_t i = 0; i < f.report->noutcomes; i++)
		if (f.selection.outcome != NULL &&
		    strcmp(f.report->outcomes[i].code,
		    f.selection.outcome) == 0)
			f.outcome = &f.report->outcomes[i];
	f.report->as_of = req->today;
	f.for_words = equity_audience_name(audience);
	return (f);
}

struct url
fairness_to(struct arena *a, const struct fairness *f, const char *page,
    const char *by)
{
	/* All of it was found in the menus before it comes here. */
	return (url_to(a, "%s", arena_printf(a, "/programmes/%ld/fairness%s"
	    "?outcome=%s&cohorts=%s&for=%s&by=%s", (long)f->programme, page,
	    f->selection.outcome == NULL ? "each" : f->selection.outcome,
	    f->cohorts, audience_words[f->report->audience],
	    by == NULL ? "" : by)));
}

const struct option *
fairness_outcomes(struct request *req, const struct fairness *f)
{
	const struct equity_report	*r = f->report;
	struct option			*o = arena_array(req->arena,
					    r->noutcomes + 1, sizeof(*o));

	for (size_t i = 0; i < r->noutcomes; i++)
		o[i] = (struct option){ r->outcomes[i].code,
		    r->outcomes[i].title };
	return (o);
}

const struct option *
fairness_cohorts(struct request *req, const struct fairness *f)
{
	const struct equity_report	*r = f->report;
	struct option			*o = arena_array(req->arena,
					    r->nall + 3, sizeof(*o));
	size_t				 n = 0;

	o[n++] = (struct option){ "all", "All cohorts" };
	o[n++] = (struct option){ "latest", "The latest three" };
	for (size_t i = 0; i < r->nall; i++)
		o[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    (long)r->all[i].id), r->all[i].name };
	return (o);
}

const struct option *
fairness_audiences(struct request *req, const struct fairness *f)
{
	struct option		*o = arena_array(req->arena, 5, sizeof(*o));
	enum equity_audience	 own = closest(req, f->programme);
	size_t			 n = 0;

	for (enum equity_audience a = own; a <= EQUITY_AUDIENCE_PUBLIC; a++)
		o[n++] = (struct option){ audience_words[a],
		    equity_audience_name(a) };
	return (o);
}

enum status
fairness_programmes(struct request *req)
{
	struct equity_programme_list	all = equity_programmes(req->db);

	if (all.n == 1)
		return (see_other(req, "/programmes/%ld/fairness",
		    (long)all.v[0].id));
	fairness_programmes_page(req->out, req, all);
	return (OK);
}

static bool
is_hidden(const struct equity_comparison *c)
{
	return (c->x1.value < 0 || c->x2.value < 0 || c->n1.value < 0 ||
	    c->n2.value < 0);
}

static struct forest_row
forest_row_of(struct arena *a, const struct equity_comparison *c)
{
	return ((struct forest_row){ comparison_title(a, c), c->ratio,
	    c->within.low, c->within.high, c->pooled_known ? c->pooled.value :
	    NAN, is_hidden(c) });
}

/* The headline of every table that has one, or every line of one table. */
static void
chart_forest(struct request *req, struct fairness_shown *s)
{
	const struct equity_report	*r = s->f.report;
	struct forest_row		*rows;
	size_t				 n = 0, most = 1;

	for (size_t i = 0; i < r->ntables; i++)
		most += r->tables[i].ncomparisons;
	rows = arena_array(req->arena, most, sizeof(*rows));
	for (size_t i = 0; i < r->ntables; i++)
		for (size_t k = 0; k < r->tables[i].ncomparisons; k++)
			if (s->table != NULL ||
			    r->tables[i].comparisons[k].headline)
				rows[n++] = forest_row_of(req->arena,
				    &r->tables[i].comparisons[k]);
	s->forest = (struct forest_chart){ "ratios", arena_printf(req->arena,
	    "%s: how many times the rate of the other group",
	    s->f.outcome->title), "Each line is a ratio with its 95 percent "
	    "range; the table has the numbers.", rows, n };
}

enum status
fairness_report(struct request *req)
{
	struct fairness_shown	s = { .f = fairness_asked(req, false,
				    false) };

	if (s.f.report == NULL || s.f.outcome == NULL)
		return (NOT_FOUND);
	chart_forest(req, &s);
	fairness_page(req->out, req, &s);
	return (OK);
}

static void
chart_trend(struct request *req, struct fairness_shown *s)
{
	const struct equity_table	*t = s->table;
	struct forest_row		*rows = arena_array(req->arena,
					    t->ntrend + 1, sizeof(*rows));

	for (size_t i = 0; i < t->ntrend; i++) {
		const struct equity_point	*p = &t->trend[i];

		rows[i] = (struct forest_row){ p->cohort, p->ratio,
		    p->within.low, p->within.high, p->rolling.value,
		    p->x1.value < 0 || p->x2.value < 0 || p->n1.value < 0 ||
		    p->n2.value < 0 };
	}
	s->trend = (struct forest_chart){ "trend", "The ratio of each cohort",
	    "Oldest cohort first. A hollow square is three cohorts together, "
	    "the last of them on its line.", rows, t->ntrend };
}

static void
chart_curves(struct request *req, struct fairness_shown *s)
{
	const struct equity_report	*r = s->f.report;
	struct curve_line		*lines = arena_array(req->arena,
					    r->ncurves + 1, sizeof(*lines));

	for (size_t i = 0; i < r->ncurves; i++) {
		const struct equity_curve	*c = &r->curves[i];
		struct curve_step		*steps = arena_array(req->arena,
						    c->n + 1, sizeof(*steps));

		for (size_t k = 0; k < c->n; k++)
			steps[k] = (struct curve_step){ (int)c->steps[k].time,
			    (int)lround(1000 * c->steps[k].alive) };
		lines[i] = (struct curve_line){ c->group, steps, c->n };
	}
	s->curves = (struct curves_chart){ "curves", "How many are still on "
	    "the ASYE", "The share of each group that has not finished, as "
	    "time goes on; the table has the numbers.", r->in_months ?
	    "months" : "days", lines, r->ncurves };
}

static int
by_people(const void *p, const void *q)
{
	const struct funnel_point	*a = p, *b = q;

	return (a->people != b->people ? a->people - b->people :
	    a->share - b->share);
}

static int
thousandths(double share)
{
	return ((int)lround(1000 * share));
}

static struct funnel_chart
chart_funnel(struct request *req, const struct equity_units *u,
    const char *id, const char *title)
{
	struct funnel_point	*points = arena_array(req->arena, u->n + 1,
				    sizeof(*points));
	size_t			 n = 0;

	for (size_t i = 0; i < u->n; i++)
		if (u->v[i].has_rate)
			points[n++] = (struct funnel_point){
			    (int)u->v[i].people.value,
			    thousandths(u->v[i].rate),
			    thousandths(u->v[i].low95),
			    thousandths(u->v[i].high95),
			    thousandths(u->v[i].low998),
			    thousandths(u->v[i].high998) };
	qsort(points, n, sizeof(*points), by_people);
	return ((struct funnel_chart){ id, title, "Each point is an "
	    "organisation. Between the broken lines 95 of 100 fall by chance, "
	    "between the outer ones 998 of 1,000.", isnan(u->target) ? 0 :
	    thousandths(u->target), points, n });
}

enum status
fairness_groups(struct request *req)
{
	struct fairness_shown	s = { .f = fairness_asked(req, true, true) };

	if (s.f.report == NULL || s.f.outcome == NULL ||
	    s.f.selection.by == NULL || s.f.report->ntables != 1)
		return (NOT_FOUND);
	s.table = &s.f.report->tables[0];
	chart_forest(req, &s);
	chart_trend(req, &s);
	chart_curves(req, &s);
	s.hosts = chart_funnel(req, &s.f.report->hosts, "hosts", "Hosts");
	s.panels = chart_funnel(req, &s.f.report->panels, "panels",
	    "Organisations whose panels decided");
	fairness_groups_page(req->out, req, &s);
	return (OK);
}

enum status
fairness_board(struct request *req)
{
	struct fairness_shown	s = { .f = fairness_asked(req, true, false) };

	if (s.f.report == NULL || s.f.outcome == NULL)
		return (NOT_FOUND);
	fairness_board_page(req->out, req, &s);
	return (OK);
}
