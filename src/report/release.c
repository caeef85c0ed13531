/*
 * release - the ledger of what was given: a table that would tell a small
 * number together with those before it is not given, but the one before it.
 *
 * Tables of one outcome and one characteristic are held against each other, and
 * two characteristics together against both of them.  Tables by others share
 * their totals alone.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cells.h"
#include "equity/differencing.h"

enum { SEEN_MAX = 1024 };

/* What a reader has: cells that tell something, and atoms with their size; and
 * the sums of atoms that were looked at. */
struct knowledge {
	struct released	*told;
	int		 n, atoms;
	int64_t		 people[ATOMS_MAX];
	bool		 (*seen)[ATOMS_MAX];
	int		 nseen;
};

static struct equity_raw_atom_list
ask(const struct releasing *r, const struct cells *c, const char *beside)
{
	return (equity_raw_atoms(r->db, r->programme, r->for_whom->audience,
	    r->outcome, r->by, (struct text_list){ c->sets, c->n },
	    (struct int_list){ c->least, c->n },
	    (struct int_list){ c->most, c->n }, beside));
}

/* Was exactly this told of exactly these people before? */
static bool
nothing_new(struct equity_raw_atom_list rows, size_t ncells)
{
	each (row, rows)
		if (!row->people.known && row->cells.v[0] <= (int64_t)ncells &&
		    !row->is_known.value)
			return (false);
	return (true);
}

/* False when there is too much to be gone through. */
static bool
learn(struct arena *a, struct equity_raw_atom_list rows, struct knowledge *k)
{
	size_t	ncells = 0;

	each (row, rows)
		ncells += !row->people.known;
	k->told = arena_array(a, ncells + 1, sizeof(*k->told));
	k->n = (int)ncells;
	each (row, rows) {
		if (!row->people.known) {
			k->told[row->cells.v[0] - 1].told = (struct told){
			    row->told_least.value, row->told_most.value };
			continue;
		}
		if (k->atoms == ATOMS_MAX)
			return (false);
		for (size_t i = 0; i < row->cells.n; i++)
			k->told[row->cells.v[i] - 1].atoms[k->atoms] = true;
		k->people[k->atoms++] = row->people.value;
	}
	return (true);
}

/* Many differences of cells are the same people. */
static bool
was_seen(struct knowledge *k, const bool *wanted)
{
	size_t	size = (size_t)k->atoms * sizeof(*wanted);

	for (int i = 0; i < k->nseen; i++)
		if (memcmp(k->seen[i], wanted, size) == 0)
			return (true);
	if (k->nseen < SEEN_MAX)
		memcpy(k->seen[k->nseen++], wanted, size);
	return (false);
}

static bool
stays_hidden(struct knowledge *k, const bool *wanted, int64_t count,
    int64_t small, bool is_rounded)
{
	struct worked_out	w;

	if (count < 1 || count > small || was_seen(k, wanted))
		return (true);
	return (work_out(k->told, k->n, k->atoms, wanted, &w) &&
	    !gives_away(count, w.whole, small, is_rounded));
}

/* Those of one cell who are not in another that it holds. */
static int64_t
difference(const struct knowledge *k, int of, int less, bool *wanted)
{
	int64_t	count = 0;

	for (int i = 0; i < k->atoms; i++) {
		if (k->told[less].atoms[i] && !k->told[of].atoms[i])
			return (0);
		wanted[i] = k->told[of].atoms[i] && !k->told[less].atoms[i];
		count += wanted[i] ? k->people[i] : 0;
	}
	return (count);
}

static bool
tells(const struct knowledge *k, int cell)
{
	return (k->told[cell].told.most < COUNT_MOST);
}

static bool
all_hidden(struct arena *a, struct knowledge *k, int64_t small,
    bool is_rounded)
{
	bool	wanted[ATOMS_MAX] = { false };

	k->seen = arena_array(a, SEEN_MAX, sizeof(*k->seen));

	for (int i = 0; i < k->atoms; i++) {
		wanted[i] = true;
		if (!stays_hidden(k, wanted, k->people[i], small, is_rounded))
			return (false);
		wanted[i] = false;
	}
	for (int i = 0; i < k->n; i++)
		for (int j = 0; j < k->n; j++)
			if (i != j && tells(k, i) && tells(k, j) &&
			    !stays_hidden(k, wanted,
			    difference(k, i, j, wanted), small, is_rounded))
				return (false);
	return (true);
}

static void
write_down(const struct releasing *r, const struct cells *c,
    struct int_list cohorts)
{
	equity_release_keep(r->db, r->programme, r->for_whom->audience,
	    r->outcome, r->by, cohorts, (struct text_list){ c->lines, c->n },
	    (struct text_list){ c->measures, c->n },
	    (struct text_list){ c->tokens, c->n },
	    (struct int_list){ c->numbers, c->n },
	    (struct int_list){ c->least, c->n },
	    (struct int_list){ c->most, c->n },
	    (struct text_list){ c->sets, c->n }, r->reference);
}

static bool
is_safe(const struct releasing *r, struct equity_raw_atom_list rows)
{
	struct knowledge	*k = arena_alloc(r->arena, sizeof(*k));

	return (learn(r->arena, rows, k) && all_hidden(r->arena, k,
	    few_of(r->for_whom), is_for_partners(r->for_whom)));
}

/* Everybody, beside all who are at some organisation (units.c). */
static bool
fits_beside_units(const struct releasing *r, const struct cells *c,
    struct int_list cohorts)
{
	struct releasing	of = *r;
	struct series		now = { 0 };

	of.cohorts = cohorts;
	for (size_t i = 0; i < c->n; i++)
		if (strcmp(c->lines[i], "Everybody") == 0)
			series_add(r->arena, &now, arena_printf(r->arena,
			    "%s ", c->measures[i]), c->numbers[i],
			    c->least[i] == c->most[i]);
	return (series_fits(&of, arena_printf(r->arena, "hosts, %s",
	    r->outcome), &now) && series_fits(&of, arena_printf(r->arena,
	    "panels, %s", r->outcome), &now));
}

/* May it be given?  If so, and it is new, it is written down.  Beside tables by
 * two questions together, it is held against these and those of each. */
static bool
give(const struct releasing *r, struct shown_table *s, int cohort)
{
	struct cells			 c = cells_of(r->arena, s, cohort);
	struct equity_raw_atom_list	 rows;
	struct equity_beside_list	 beside;

	if (is_as_before(r, &c, cohort))
		return (true);
	beside = equity_release_beside(r->db, r->programme,
	    r->for_whom->audience, r->outcome, r->by);
	rows = ask(r, &c, beside.n > 0 ? beside.v[0].crossed : NULL);
	if (nothing_new(rows, c.n))
		return (rows.n > 0);
	if (!is_safe(r, rows) || !fits_beside_units(r, &c, cohorts_of(r,
	    cohort)))
		return (false);
	for (size_t i = 1; i < beside.n; i++)
		if (!is_safe(r, ask(r, &c, beside.v[i].crossed)))
			return (false);
	write_down(r, &c, cohorts_of(r, cohort));
	return (true);
}

static void
forget_cohorts(struct shown_table *s, const char *why)
{
	for (size_t i = 0; i < s->n; i++)
		s->v[i].cohort_people = s->v[i].cohort_events =
		    s->v[i].cohort_rest = NULL;
	s->trend_withheld = why;
}

/* The lines of the table that was given last, in place of those of today. */
static bool
give_last(const struct releasing *r, struct shown_table *s)
{
	struct equity_released_cell_list cells = equity_released(r->db,
					    r->programme,
					    r->for_whom->audience,
					    r->outcome, r->by, r->cohorts);
	size_t				 found = 0;

	for (size_t i = 0; i < s->n; i++)
		for (size_t k = 0; k < MEASURES; k++) {
			struct token	*t = token_of(&s->v[i], k);

			if (k > REST)
				*t->text = '\0';
			each (c, cells) {
				if (strcmp(c->line, s->v[i].name) != 0 ||
				    strcmp(c->measure, measures[k]) != 0)
					continue;
				*t = (struct token){ .value = c->value,
				    .told = { c->least, c->most } };
				snprintf(t->text, sizeof(t->text), "%s",
				    c->token);
				s->released_on = c->made_on;
				found += k <= REST;
			}
		}
	s->ratio_allowed = false;
	s->true_pair = (struct two){ 0, 0, 0, 0 };
	return (found == s->n * (REST + 1));
}

/* Where all that is told of everybody would tell too much, the table comes
 * before how many started. */
static bool
give_table(const struct releasing *r, struct shown_table *s)
{
	struct shown	*everybody = &s->v[s->n - 1], all = *everybody;

	if (give(r, s, -1))
		return (true);
	*everybody->started.text = *everybody->pending.text = '\0';
	if (*all.started.text != '\0' && give(r, s, -1))
		return (true);
	everybody->started = all.started;
	everybody->pending = all.pending;
	return (false);
}

static const char refused[] = "These figures are not given: together with "
    "others that were given of this outcome and these groups they would tell "
    "about very few people. What is possible: all cohorts together, as they "
    "were given before; or these figures again when more people have been "
    "counted, as after the next cohort.";

void
release(const struct to_release *one)
{
	const struct releasing	*r = &one->by;
	struct shown_table	*s = one->table;

	if (s->withheld != NULL || is_for_lead(r->for_whom))
		return;
	if (!give_table(r, s)) {
		forget_cohorts(s, "Cohort by cohort nothing is given now.");
		if (!give_last(r, s))
			s->withheld = refused;
		return;
	}
	for (size_t i = 0; i < cohorts_told(s); i++)
		if (!give(r, s, (int)i))
			forget_cohorts(s, "Cohort by cohort nothing is given: "
			    "together with what was given it would tell about "
			    "very few people.");
}
