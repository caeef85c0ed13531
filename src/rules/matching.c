/* matching - whether a trainee can be placed with an offer, and how well. */
#include <stdlib.h>
#include <string.h>

#include "rules/matching.h"
#include "rules/schedule.h"

int
match_number(const struct match_word *words, const char *code)
{
	for (int i = 0; code != NULL && words[i].code != NULL; i++)
		if (strcmp(words[i].code, code) == 0)
			return (i + 1);
	return (0);
}

const char *
match_words(const struct match_word *words, int number)
{
	return (number <= 0 ? "" : words[number - 1].words);
}

static bool
among(struct match_ids ids, int64_t id)
{
	for (size_t i = 0; i < ids.n; i++)
		if (ids.v[i] == id)
			return (true);
	return (false);
}

/* Whoever could educate there has a conflict of interest with them. */
static bool
nobody_educates(const struct match_need *n, const struct match_offer *o)
{
	for (size_t i = 0; i < o->educators.n; i++)
		if (!among(n->educators, o->educators.v[i]))
			return (false);
	return (o->educators.n > 0);
}

static struct date
later(struct date a, struct date b)
{
	return (date_compare(a, b) < 0 ? b : a);
}

static int
by_areas(const void *a, const void *b)
{
	const struct match_way	*x = a, *y = b;

	if (x->one != y->one)
		return (x->one < y->one ? -1 : 1);
	return (x->other < y->other ? -1 : x->other > y->other);
}

/* -1 when it is not known. */
static int
minutes_between(const struct match_terms *t, int64_t a, int64_t b)
{
	struct match_way	 asked = { a < b ? a : b, a < b ? b : a, 0 };
	const struct match_way	*found;

	if (a == 0 || b == 0)
		return (-1);
	found = bsearch(&asked, t->ways, t->nways, sizeof(asked), by_areas);
	if (found != NULL)
		return (found->minutes);
	return (a == b ? t->minutes_within_area : -1);
}

static bool
works_then(const struct match_need *n, const struct match_offer *o)
{
	for (int day = 0; day < 7; day++)
		if (n->working[day] > o->working[day])
			return (false);
	return (true);
}

/* The first day of the trainee's week on or after a date; none in an empty
 * week. */
static struct date
first_day(const struct match_need *n, struct date from)
{
	for (int i = 0; i < 7; i++, from = date_plus_days(from, 1))
		if (n->working[date_weekday(from)] > 0)
			return (from);
	return ((struct date){ 0 });
}

static void
set_dates(struct match_pair *p, const struct match_terms *t,
    const struct match_need *n, const struct match_offer *o)
{
	struct date	from = later(later(t->starts_on, n->free_from),
			    o->from);
	struct pattern	week = { .from = p->from = first_day(n, from) };
	struct schedule	s = { .from = week.from, .to = o->to,
			    .required_halves = t->required_halves,
			    .patterns = &week, .npatterns = 1 };

	memcpy(week.halves, n->working, sizeof(week.halves));
	if (date_is_set(p->from) && date_compare(p->from, o->to) <= 0)
		p->done = finish_on(&s, 0, p->from);
	if (!date_is_set(p->done) || date_compare(p->done, o->to) > 0)
		p->blocks |= BLOCK_DATES;
	p->to = date_is_set(p->done) ? date_plus_days(p->done,
	    t->slack_days) : o->to;
	if (date_compare(p->to, o->to) > 0)
		p->to = o->to;
}

static unsigned
contrast_blocks(const struct match_terms *t, const struct match_need *n,
    unsigned setting)
{
	if (t->stage == MATCH_CONTRASTING && (n->earlier & setting) != 0)
		return (BLOCK_NOT_CONTRASTING);
	if (t->stage == MATCH_LAST &&
	    __builtin_popcount(n->earlier | setting) >= t->settings_needed)
		return (0);
	if (n->earlier_unknown)
		return (BLOCK_EARLIER_UNKNOWN);
	return (t->stage == MATCH_LAST ? BLOCK_NOT_CONTRASTING : 0);
}

/* What a later placement can still make good is no obstacle. */
static unsigned
setting_blocks(const struct match_terms *t, const struct match_need *n,
    const struct match_offer *o)
{
	unsigned	blocks = 0;

	if (t->stage == MATCH_LAST && !n->earlier_statutory && !o->statutory)
		blocks = BLOCK_NOT_STATUTORY;
	if (t->stage == MATCH_FIRST)
		return (blocks);
	if (o->setting == 0)
		return (blocks | BLOCK_SETTING_UNKNOWN);
	return (blocks | contrast_blocks(t, n, 1u << o->setting));
}

static unsigned
travel_blocks(const struct match_need *n, const struct match_offer *o,
    int minutes)
{
	if (n->area == 0 || o->area == 0)
		return (BLOCK_AREA_UNKNOWN);
	if (minutes < 0)
		return (BLOCK_WAY_UNKNOWN);
	return (minutes > n->minutes_at_most ? BLOCK_TRAVEL : 0);
}

static int64_t
cost_of(const struct match_terms *t, const struct match_need *n,
    const struct match_offer *o, const struct match_pair *p)
{
	struct date	could = later(t->starts_on, n->free_from);
	int64_t		cost = 0;

	if (p->minutes > 0)
		cost += (int64_t)p->minutes * t->per_ten_minutes / 10;
	if (date_is_set(p->from) && date_compare(p->from, could) > 0)
		cost += (int64_t)(date_number(p->from) - date_number(could)) /
		    7 * t->per_week_later;
	if (t->stage == MATCH_LAST && o->organisation != n->employer)
		cost += t->not_employer;
	if (n->prefers != 0 && o->setting != n->prefers)
		cost += t->not_preferred;
	if (!n->earlier_statutory && !o->statutory)
		cost += t->not_statutory;
	return (cost);
}

struct match_pair
match_judge(const struct match_terms *t, const struct match_need *n,
    const struct match_offer *o)
{
	struct match_pair	p = { .minutes = minutes_between(t, n->area,
				    o->area) };

	if ((o->stages & 1u << t->stage) == 0)
		p.blocks |= BLOCK_STAGE;
	if (!works_then(n, o))
		p.blocks |= BLOCK_DAYS;
	if ((n->features & ~o->features) != 0)
		p.blocks |= BLOCK_FEATURES;
	if (among(n->hosts, o->organisation) || among(n->teams, o->team))
		p.blocks |= BLOCK_CONFLICT;
	if (nobody_educates(n, o))
		p.blocks |= BLOCK_EDUCATORS;
	p.blocks |= travel_blocks(n, o, p.minutes);
	p.blocks |= setting_blocks(t, n, o);
	set_dates(&p, t, n, o);
	p.cost = cost_of(t, n, o, &p);
	return (p);
}
