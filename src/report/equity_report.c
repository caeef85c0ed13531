/* equity_report - the one way to a figure of the equity report. */
#include <math.h>
#include <string.h>

#include "core/out.h"
#include "figures.h"
#include "release.h"
#include "time.h"

/* What is asked of the database and of whom. */
struct asking {
	struct db			*db;
	struct arena			*arena;
	const struct equity_selection	*selection;
	struct protection		 for_whom;
	struct int_list			 cohorts;	/* oldest first */
	struct equity_definition_list	 definitions;
	struct raw			*raw;
	const char			*reference;
};

static const char *const cannot_say[] = {
	"Why a difference is there. It shows where to look, and no cause.",
	"That outcomes are equal where no difference is found: groups may be "
	    "too small for one to be noticed.",
	"Anything about one person, or about a group of very few.",
	"Anything about those who did not answer, or who objected to the use "
	    "of their answers.",
	"Whether people stay in social work: Waymark does not record where "
	    "they work after the ASYE.",
	NULL
};

const char *
token_words(struct arena *a, const struct token *t)
{
	struct out	 o = { 0 };
	const char	*words;

	if (*t->text == '\0')
		return ("");
	if (t->value < 0)
		return (strcmp(t->text, "c") == 0 ? "[c]" : "1 to 7");
	if (t->value == 0 && !token_is_exact(t))
		return (arena_printf(a, "0 to %ld", (long)t->told.most));
	out_count(&o, t->value);
	words = arena_printf(a, "%s%.*s", token_is_exact(t) ? "" : "about ",
	    (int)o.len, o.data);
	out_free(&o);
	return (words);
}

/* Which cohorts are counted, and all of the menu; the list is latest first. */
static void
choose_cohorts(struct asking *q, struct equity_report *r)
{
	struct equity_cohort_row_list	 all = equity_cohorts(q->db,
					    q->selection->programme);
	int64_t				 wanted = q->selection->cohort;
	int64_t				*ids = arena_array(q->arena,
					    all.n + 1, sizeof(*ids));
	size_t				 n = 0;

	r->all = arena_array(q->arena, all.n + 1, sizeof(*r->all));
	for (size_t i = 0; i < all.n; i++) {
		bool	in = wanted == 0 || wanted == all.v[i].id ||
			    (wanted < 0 && i < EQUITY_LATEST);

		r->all[r->nall++] = (struct equity_cohort){ all.v[i].id,
		    all.v[i].name, in };
	}
	for (size_t i = all.n; i > 0; i--)
		if (r->all[i - 1].counted)
			ids[n++] = r->all[i - 1].id;
	r->ncounted = n;
	q->cohorts = (struct int_list){ ids, n };
}

static void
name_cohorts(struct asking *q, struct equity_report *r)
{
	const char	*first = NULL, *last = NULL;

	for (size_t i = 0; i < r->nall; i++)
		if (r->all[i].counted) {
			last = last == NULL ? r->all[i].name : last;
			first = r->all[i].name;
		}
	if (r->ncounted == 1)
		r->cohorts = first;
	else
		r->cohorts = arena_printf(q->arena, "%zu cohorts, %s to %s",
		    r->ncounted, first, last);
}

static void
menus(struct asking *q, struct equity_report *r)
{
	struct equity_characteristic_row_list	 by =
	    equity_characteristics(q->db);
	struct equity_outcome		*outcomes;
	struct equity_characteristic	*all;

	q->definitions = equity_definitions(q->db);
	outcomes = arena_array(q->arena, q->definitions.n + 1,
	    sizeof(*outcomes));
	each (d, q->definitions)
		if (d->bit.known)
			outcomes[r->noutcomes++] = (struct equity_outcome){
			    d->code, d->title, d->adverse, d->definition,
			    d->version, d->of_assessed };
	all = arena_array(q->arena, by.n + 1, sizeof(*all));
	each (h, by)
		all[r->ncharacteristics++] = (struct equity_characteristic){
		    h->code, h->title, h->headline, h->reference,
		    h->crossed };
	r->outcomes = outcomes;
	r->characteristics = all;
}

static int64_t
bit_of(const struct asking *q, const struct equity_outcome *o)
{
	each (d, q->definitions)
		if (strcmp(d->code, o->code) == 0)
			return (d->bit.value);
	return (-1);
}

static bool
is_wanted(const struct asking *q, const struct equity_characteristic *by)
{
	return (q->selection->by == NULL ||
	    strcmp(by->code, q->selection->by) == 0);
}

static struct releasing
releasing(const struct asking *q, const char *outcome, const char *by)
{
	return ((struct releasing){ q->db, q->arena, &q->for_whom,
	    q->selection->programme, outcome, by, q->reference, q->cohorts });
}

/* Two questions together are given beside each of them, which come first: who
 * asks for them alone must not take away what everybody asks for. */
static bool
comes_before(const struct asking *q, const struct equity_report *r,
    const struct equity_characteristic *by)
{
	if (q->selection->by == NULL || by->crossed)
		return (false);
	for (size_t i = 0; i < r->ncharacteristics; i++)
		if (r->characteristics[i].crossed &&
		    is_wanted(q, &r->characteristics[i]))
			return (true);
	return (false);
}

/* Points of a trend are of the cohorts that are counted, oldest first. */
static void
name_points(const struct equity_report *r, struct equity_table *t)
{
	size_t	n = 0;

	for (size_t i = r->nall; i > 0 && n < t->ntrend; i--)
		if (r->all[i - 1].counted)
			t->trend[n++].cohort = r->all[i - 1].name;
}

/* A table of each characteristic: all are judged together, those asked for
 * kept. */
struct of_outcome {
	const struct equity_outcome	*outcome;
	struct shown_table		*shown;
};

/* What may be told of an outcome by itself. */
static struct of_outcome
protect_tables(struct asking *q, const struct equity_report *r,
    const struct equity_outcome *o)
{
	size_t			n = r->ncharacteristics;
	struct of_outcome	of = { o, arena_array(q->arena, n + 1,
				    sizeof(*of.shown)) };

	for (size_t i = 0; i < n; i++) {
		const struct equity_characteristic	*by =
		    &r->characteristics[i];
		struct raw_table	 raw = raw_table(q->arena, q->raw, by,
					    bit_of(q, o), o->of_assessed);

		of.shown[i] = protect(q->arena, &q->for_whom, &raw,
		    raw_cohorts(q->raw), by->crossed, is_wanted(q, by) &&
		    q->selection->with_time);
	}
	return (of);
}

/* And beside all that was told: whom their cells count is looked up at once. */
static void
release_tables(struct asking *q, const struct equity_report *r,
    const struct of_outcome *of, size_t nof)
{
	size_t			 n = 0;
	struct to_release	*all = arena_array(q->arena, nof *
				    r->ncharacteristics + 1, sizeof(*all));

	for (size_t i = 0; i < nof * r->ncharacteristics; i++) {
		const struct of_outcome			*one =
		    &of[i / r->ncharacteristics];
		const struct equity_characteristic	*by =
		    &r->characteristics[i % r->ncharacteristics];

		if (is_wanted(q, by) || comes_before(q, r, by))
			all[n++] = (struct to_release){ releasing(q,
			    one->outcome->code, by->code),
			    &one->shown[i % r->ncharacteristics] };
	}
	release_look_up(all, n);
	for (size_t i = 0; i < n; i++)
		release(&all[i]);
}

static void
keep_tables(struct asking *q, struct equity_report *r,
    const struct of_outcome *of)
{
	size_t			 n = r->ncharacteristics;
	struct equity_table	*t = arena_array(q->arena, n + 1, sizeof(*t));

	for (size_t i = 0; i < n; i++) {
		t[i] = (struct equity_table){ .outcome = of->outcome,
		    .by = &r->characteristics[i] };
		figures(q->arena, &q->for_whom, &of->shown[i], &t[i]);
		name_points(r, &t[i]);
	}
	judge(q->arena, &q->for_whom, of->shown, t, n, q->selection);
	for (size_t i = 0; i < n; i++)
		if (is_wanted(q, t[i].by))
			r->tables[r->ntables++] = t[i];
}

/* One outcome, or each of them (NULL). */
static void
tables_of(struct asking *q, struct equity_report *r,
    const struct equity_outcome *only)
{
	struct of_outcome	*of = arena_array(q->arena, r->noutcomes + 1,
				    sizeof(*of));
	size_t			 n = 0;

	for (size_t i = 0; i < r->noutcomes; i++)
		if (only == NULL || only == &r->outcomes[i])
			of[n++] = protect_tables(q, r, &r->outcomes[i]);
	release_tables(q, r, of, n);
	for (size_t i = 0; i < n; i++)
		keep_tables(q, r, &of[i]);
}

static const struct equity_outcome *
chosen(const struct equity_report *r, const char *code)
{
	for (size_t i = 0; i < r->noutcomes; i++)
		if (code == NULL || strcmp(r->outcomes[i].code, code) == 0)
			return (&r->outcomes[i]);
	return (NULL);
}

static const char *
programme_of(struct asking *q, enum equity_audience audience)
{
	struct equity_programme_list	all = equity_programmes(q->db);

	each (p, all)
		if (p->id == q->selection->programme && p->audience <=
		    audience)
			return (p->name);
	return (NULL);
}

static void
fill(struct asking *q, struct equity_report *r)
{
	const struct equity_selection	*s = q->selection;
	const struct equity_outcome	*o = chosen(r, s->outcome);
	struct releasing		 given;

	r->tables = arena_array(q->arena, r->noutcomes * r->ncharacteristics
	    + 1, sizeof(*r->tables));
	if (q->raw == NULL || o == NULL)
		return;
	tables_of(q, r, s->outcome == NULL ? NULL : o);
	if (!s->with_time || r->ntables == 0)
		return;
	if (r->tables[0].withheld != NULL ||
	    date_is_set(r->tables[0].released_on)) {
		r->curves_withheld = "How long it takes is given with the "
		    "latest figures alone.";
		r->hosts.withheld = r->panels.withheld = r->curves_withheld;
		return;
	}
	given = releasing(q, o->code, r->tables[0].by->code);
	curves(&given, r);
	units(&given, r, bit_of(q, o), o->of_assessed,
	    &r->tables[0].groups[r->tables[0].ngroups - 1]);
}

struct equity_report *
equity_report(struct db *db, struct arena *a, enum equity_audience audience,
    const struct equity_selection *s, const char *reference)
{
	struct asking		 q = { .db = db, .arena = a, .selection = s,
				    .for_whom = { audience,
				    equity_thresholds_of(db, s->programme) },
				    .reference = reference };
	struct equity_report	*r = arena_alloc(a, sizeof(*r));

	r->audience = audience;
	r->rounding = rounding_of(q.for_whom.at);
	r->cannot_say = cannot_say;
	r->hosts.target = r->panels.target = NAN;
	if ((r->programme = programme_of(&q, audience)) == NULL)
		return (NULL);
	menus(&q, r);
	choose_cohorts(&q, r);
	if (r->ncounted == 0)
		return (s->cohort == 0 ? r : NULL);
	name_cohorts(&q, r);
	if (s->outcome != NULL && chosen(r, s->outcome) == NULL)
		return (NULL);
	q.raw = raw_read(db, a, audience, s->programme, q.cohorts, s->outcome,
	    reference);
	fill(&q, r);
	return (r);
}
