/*
 * findings_open - a finding is opened of a comparison of the report, and
 * measured again by the same comparison; as staff are shown it.
 */
#include <math.h>
#include <string.h>

#include "pages.h"
#include "pages/findings.h"
#include "report/equity.h"
#include "views.h"

static const struct option *
outcome_options(struct request *req)
{
	struct equity_definition_list	 all = equity_definitions(req->db);
	struct option			*o = arena_array(req->arena,
					    all.n + 1, sizeof(*o));
	size_t				 n = 0;

	each (d, all)
		if (d->bit.known)
			o[n++] = (struct option){ d->code, d->title };
	return (o);
}

static const struct option *
characteristic_options(struct request *req)
{
	struct equity_characteristic_row_list	 all =
		equity_characteristics(req->db);
	struct option				*o = arena_array(req->arena,
						    all.n + 1, sizeof(*o));

	for (size_t i = 0; i < all.n; i++)
		o[i] = (struct option){ all.v[i].code, all.v[i].title };
	return (o);
}

/* The report of one outcome by one characteristic, all cohorts together, as
 * staff may know it: what a finding keeps is read by all of them. */
static const struct equity_report *
report_of(struct request *req, int64_t programme, const char *outcome,
    const char *by)
{
	struct equity_selection	wanted = { .programme = programme,
				    .outcome = outcome, .by = by };

	return (equity_report(req->db, req->arena, EQUITY_AUDIENCE_STAFF,
	    &wanted, req->reference));
}

static const struct equity_comparison *
comparison_of(const struct equity_table *t, const char *group,
    const char *reference)
{
	for (size_t i = 0; i < t->ncomparisons; i++)
		if (strcmp(t->comparisons[i].group, group) == 0 &&
		    (reference == NULL || strcmp(t->comparisons[i].reference,
		    reference) == 0))
			return (&t->comparisons[i]);
	return (NULL);
}

static const struct option *
comparison_options(struct arena *a, const struct equity_table *t)
{
	struct option	*o = arena_array(a, t->ncomparisons + 1, sizeof(*o));

	for (size_t i = 0; i < t->ncomparisons; i++) {
		const struct equity_comparison	*c = &t->comparisons[i];

		o[i] = (struct option){ c->group, arena_printf(a,
		    "%s compared with %s", c->group, c->reference),
		    c->sentence };
	}
	return (o);
}

/* What was chosen so far: both, or neither. */
static bool
read_choice(struct request *req, struct findings_to_open *s)
{
	const struct equity_programme	*p = finding_programme(req,
					    req->id[0]);

	if (p == NULL)
		return (false);
	s->programme = p->id;
	s->name = p->name;
	s->outcomes = outcome_options(req);
	s->characteristics = characteristic_options(req);
	return (true);
}

static const char *
chosen(struct request *req, const char *name, const struct option *options)
{
	const char	*sent = form_value(req->form, name);

	for (; options->label != NULL; options++)
		if (strcmp(options->value, sent) == 0)
			return (options->value);
	return (NULL);
}

/* The report of what was chosen, NULL while it is not. */
static const struct equity_report *
read_report(struct request *req, struct findings_to_open *s)
{
	const struct equity_report	*r;
	const struct equity_table	*t;

	s->outcome = chosen(req, "outcome", s->outcomes);
	s->by = chosen(req, "by", s->characteristics);
	if (s->outcome == NULL || s->by == NULL)
		return (NULL);
	r = report_of(req, s->programme, s->outcome, s->by);
	if (r == NULL || r->ntables == 0)
		return (NULL);
	t = &r->tables[0];
	s->title = arena_printf(req->arena, "%s, by %s", t->outcome->title,
	    t->by->title);
	s->cohorts = r->cohorts;
	s->withheld = t->withheld;
	s->comparisons = comparison_options(req->arena, t);
	return (r);
}

enum status
finding_new(struct request *req)
{
	struct findings_to_open	s = { 0 };

	if (!read_choice(req, &s))
		return (NOT_FOUND);
	read_report(req, &s);
	finding_new_page(req->out, req, &s);
	return (OK);
}

/* "12 of 60 (20%)", as the audience may know it. */
static const char *
x_of_n(struct arena *a, const struct token *x, const struct token *n)
{
	return (arena_printf(a, "%s of %s", token_words(a, x),
	    token_words(a, n)));
}

static const char *
ratio_and_limits(struct arena *a, const struct equity_comparison *c)
{
	if (isnan(c->ratio) || isinf(c->ratio))
		return ("Not shown");
	return (arena_printf(a, "%s (%s)", ratio_words(a, c->ratio),
	    limits_words(a, c->within)));
}

static struct int_list
cohorts_counted(struct arena *a, const struct equity_report *r)
{
	int64_t	*ids = arena_array(a, r->nall, sizeof(*ids));
	size_t	 n = 0;

	for (size_t i = 0; i < r->nall; i++)
		if (r->all[i].counted)
			ids[n++] = r->all[i].id;
	return ((struct int_list){ ids, n });
}

static void
measure(struct request *req, int64_t finding, int64_t programme,
    const struct equity_report *r, const struct equity_comparison *c)
{
	struct arena	*a = req->arena;

	finding_measure_add(req->db, finding, programme, cohorts_counted(a, r),
	    r->cohorts, c->judged ? finding_name(c->code) : "NOT_SHOWN",
	    c->sentence, x_of_n(a, &c->x1, &c->n1),
	    x_of_n(a, &c->x2, &c->n2), ratio_and_limits(a, c));
}

/* Everyone else is kept as nobody in particular. */
static const char *
against_of(const struct equity_comparison *c)
{
	return (c->headline ? c->reference : NULL);
}

static enum status
open_finding(struct request *req, const struct findings_to_open *s,
    const struct equity_report *r, const struct equity_comparison *c)
{
	const struct equity_table	*t = &r->tables[0];
	struct finding_id		*id = finding_open_as(req->db,
					    s->programme, t->outcome->code,
					    t->by->code, c->group,
					    against_of(c));

	if (id != NULL)
		return (done(req, "There is a finding of this already",
		    "/findings/%ld", id->id));
	id = finding_add(req->db, s->programme, t->outcome->code, t->by->code,
	    c->group, against_of(c), arena_printf(req->arena,
	    "%s: %s compared with %s", t->outcome->title, c->group,
	    c->reference));
	if (id == NULL)
		return (FAILED);
	measure(req, id->id, s->programme, r, c);
	return (done(req, "Finding opened. It needs an owner and a review "
	    "date.", "/findings/%ld", id->id));
}

enum status
finding_open(struct request *req)
{
	struct findings_to_open		 s = { 0 };
	const struct equity_report	*r;
	const struct equity_comparison	*c = NULL;

	if (!read_choice(req, &s))
		return (NOT_FOUND);
	r = read_report(req, &s);
	if (r != NULL)
		c = comparison_of(&r->tables[0], form_value(req->form,
		    "group"), NULL);
	if (c != NULL)
		return (open_finding(req, &s, r, c));
	form_refuse(req->form, r != NULL ? "group" : "outcome",
	    r != NULL ? "Select which comparison it is" :
	    "Select an outcome and a characteristic");
	finding_new_page(req->out, req, &s);
	return (INVALID);
}

enum status
finding_measure_page(struct request *req)
{
	struct equity_finding	*f = finding_asked(req);

	if (f == NULL || f->state == FINDING_STATE_CLOSED)
		return (NOT_FOUND);
	finding_measure_form(req->out, req, f);
	return (OK);
}

enum status
finding_measure_again(struct request *req)
{
	struct equity_finding			*f = finding_asked(req);
	const struct equity_report	*r;
	const struct equity_comparison	*c = NULL;

	if (f == NULL || f->state == FINDING_STATE_CLOSED)
		return (NOT_FOUND);
	r = report_of(req, f->programme_id, f->outcome, f->characteristic);
	if (r != NULL && r->ntables > 0)
		c = comparison_of(&r->tables[0], f->of, f->against);
	if (c == NULL) {
		form_refuse(req->form, "measure", "The report does not show "
		    "this comparison to staff now: too few people are in it");
		finding_measure_form(req->out, req, f);
		return (INVALID);
	}
	measure(req, f->id, f->programme_id, r, c);
	return (done(req, "Measured", "/findings/%ld", f->id));
}
