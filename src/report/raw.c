/* raw - counts as they are in the database, by group and by cohort. */
#include <string.h>

#include "raw.h"

/* cohorts: oldest first. */
struct raw {
	struct equity_raw_count_list	rows;
	struct int_list			cohorts;
};

struct raw *
raw_read(struct db *db, struct arena *a, enum equity_audience audience,
    int64_t programme, struct int_list cohorts, const char *outcome,
    const char *reference)
{
	struct raw	*raw = arena_alloc(a, sizeof(*raw));

	raw->rows = equity_raw_counts(db, programme, cohorts, audience,
	    reference, outcome);
	raw->cohorts = cohorts;
	return (raw->rows.n > 0 ? raw : NULL);
}

size_t
raw_cohorts(const struct raw *raw)
{
	return (raw->cohorts.n);
}

static size_t
cohort_at(const struct raw *raw, int64_t id)
{
	size_t	i = 0;

	while (i + 1 < raw->cohorts.n && raw->cohorts.v[i] != id)
		i++;
	return (i);
}

/* What a row says of one outcome; pending: started, and nothing is decided. */
static struct raw_count
count_of(const struct equity_raw_count *r, size_t bit, bool of_assessed)
{
	struct raw_count	c = { 0 };

	if (bit >= r->started.n)
		return (c);
	c.started = r->started.v[bit];
	c.people = of_assessed ? r->settled.v[bit] : c.started;
	c.events = r->happened.v[bit];
	c.pending = c.started - r->settled.v[bit];
	return (c);
}

static void
add(struct raw_count *to, struct raw_count c)
{
	to->people += c.people;
	to->events += c.events;
	to->started += c.started;
	to->pending += c.pending;
}

static struct raw_group
group_named(struct arena *a, const struct raw *raw, const char *name,
    bool coarse)
{
	return ((struct raw_group){ .name = name, .coarse = coarse,
	    .cohorts = arena_array(a, raw->cohorts.n,
	    sizeof(struct raw_count)) });
}

/* The group of that name, made when it is new. */
static struct raw_group *
find(struct arena *a, const struct raw *raw, struct raw_group *v, size_t *n,
    const char *name, bool coarse)
{
	for (size_t i = 0; i < *n; i++)
		if (strcmp(v[i].name, name) == 0)
			return (&v[i]);
	v[*n] = group_named(a, raw, name, coarse);
	return (&v[(*n)++]);
}

static void
count_in(struct raw_group *g, size_t cohort, struct raw_count c)
{
	add(&g->all, c);
	add(&g->cohorts[cohort], c);
}

/* Are the fine groups others than the coarse ones? */
static bool
is_finer(const struct raw_table *t)
{
	for (size_t i = 0; i < t->nfine; i++) {
		bool	found = false;

		for (size_t k = 0; k < t->ncoarse; k++)
			found |= strcmp(t->fine[i].name, t->coarse[k].name)
			    == 0;
		if (!found)
			return (true);
	}
	return (false);
}

/* The headline group first, then its reference, then others as they come. */
static void
put_first(struct raw_table *t, const char *name, size_t at)
{
	for (size_t i = at + 1; name != NULL && i < t->ncoarse; i++)
		if (strcmp(t->coarse[i].name, name) == 0) {
			struct raw_group	g = t->coarse[at];

			t->coarse[at] = t->coarse[i];
			t->coarse[i] = g;
			return;
		}
}

struct raw_table
raw_table(struct arena *a, const struct raw *raw,
    const struct equity_characteristic *by, int64_t bit, bool of_assessed)
{
	struct raw_table	t = { .coarse = arena_array(a, raw->rows.n + 1,
				    sizeof(*t.coarse)),
				    .fine = arena_array(a, raw->rows.n + 1,
				    sizeof(*t.fine)) };

	t.unknown = group_named(a, raw, NULL, true);
	t.everybody = group_named(a, raw, NULL, true);
	each (r, raw->rows) {
		struct raw_count	c;
		size_t			at = cohort_at(raw, r->cohort_id);

		if (strcmp(r->characteristic, by->code) != 0)
			continue;
		c = count_of(r, (size_t)bit, of_assessed);
		count_in(&t.everybody, at, c);
		if (r->coarse == NULL) {
			count_in(&t.unknown, at, c);
			continue;
		}
		count_in(find(a, raw, t.coarse, &t.ncoarse, r->coarse, true),
		    at, c);
		count_in(find(a, raw, t.fine, &t.nfine, r->fine, false), at,
		    c);
	}
	if (!is_finer(&t))
		t.nfine = 0;
	put_first(&t, by->headline, 0);
	put_first(&t, by->reference, 1);
	return (t);
}
