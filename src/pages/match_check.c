/* match_check - whether what a round proposes still holds. */
#include "pages/match.h"

enum { SENTENCES_MAX = 20, PROPOSALS_MAX = 5000 };

struct checking {
	struct arena			*arena;
	const struct match_now		*now;
	struct proposal_list		 all;
	struct offer_label_list		 labels;
	struct match_check		 check;
};

static void
say(struct match_reasons *r, const char *words)
{
	if (r->n < SENTENCES_MAX)
		r->v[r->n++] = words;
}

static bool
same_day(struct date a, struct date b)
{
	return (date_compare(a, b) == 0);
}

static void
check_proposal(struct checking *c, const struct proposal *p)
{
	struct match_reasons	*must = &c->check.must;
	int			 need = need_index(c->now, p->enrolment_id);
	int			 offer = offer_index(c->now,
				    p->offer_id.value);
	const struct match_pair	*pair;

	if (need < 0) {
		say(must, arena_printf(c->arena, "%s is not to be matched any "
		    "more", p->name));
		return;
	}
	if (offer < 0) {
		say(must, arena_printf(c->arena, "%s: the offer of %s, %s does "
		    "not stand any more", p->name, p->team, p->organisation));
		return;
	}
	pair = pair_now(c->now, need, offer);
	if (!same_day(pair->from, p->starts_on) ||
	    !same_day(pair->to, p->ends_on))
		say(must, arena_printf(c->arena, "%s: the dates have changed",
		    p->name));
	else if (pair->blocks != 0 && !p->held)
		say(must, arena_printf(c->arena, "%s: %s, %s is not possible "
		    "any more", p->name, p->team, p->organisation));
	else if (pair->blocks != 0)
		say(&c->check.may, arena_printf(c->arena, "%s was placed by "
		    "hand, although: %s", p->name, match_blocks(c->arena,
		    &c->now->terms, &c->now->needs[need],
		    &c->now->offers[offer], pair).v[0]));
}

static const char *
label_of(struct checking *c, int64_t offer)
{
	each (l, c->labels)
		if (l->id == offer)
			return (arena_printf(c->arena, "%s, %s", l->team,
			    l->organisation));
	return ("");
}

static void
check_offers(struct checking *c)
{
	const struct match_now	*m = c->now;

	for (size_t j = 0; j < m->noffers; j++) {
		const struct match_offer	*o = &m->offers[j];

		if (m->given[j] > o->places)
			say(&c->check.must, arena_printf(c->arena, "%s has %d "
			    "proposals for %d %s: run the matching again",
			    label_of(c, o->id), m->given[j], o->places,
			    o->places == 1 ? "place" : "places"));
		else if (m->given[j] > 0 && m->given[j] < o->at_least)
			say(&c->check.may, arena_printf(c->arena, "%s has %d "
			    "of at least %d that it takes together",
			    label_of(c, o->id), m->given[j], o->at_least));
	}
}

static const struct proposal *
proposal_of(const struct checking *c, int64_t enrolment)
{
	each (p, c->all)
		if (p->enrolment_id == enrolment)
			return (p);
	return (NULL);
}

static int64_t
team_of(const struct checking *c, const struct proposal *p)
{
	int	offer = p == NULL ? -1 : offer_index(c->now,
		    p->offer_id.value);

	return (offer < 0 ? 0 : c->now->offers[offer].team);
}

/* Said once of an offer, however many are placed there. */
static void
check_audits(struct checking *c)
{
	const struct match_now	*m = c->now;
	bool			*said = arena_array(c->arena, m->noffers,
				    sizeof(*said));
	struct match_reasons	 cautions;

	each (p, c->all) {
		int	need = need_index(m, p->enrolment_id);
		int	offer = offer_index(m, p->offer_id.value);

		if (need < 0 || offer < 0 || said[offer])
			continue;
		cautions = match_cautions(c->arena, &m->offers[offer],
		    pair_now(m, need, offer));
		if (cautions.n == 0)
			continue;
		said[offer] = true;
		say(&c->check.may, arena_printf(c->arena, "%s: %s",
		    label_of(c, m->offers[offer].id), cautions.v[0]));
	}
}

static void
check_conflicts(struct checking *c, const struct match_need *n)
{
	const struct proposal	*p = proposal_of(c, n->id), *other;

	for (size_t k = 0; k < n->others.n; k++) {
		other = proposal_of(c, n->others.v[k]);
		if (team_of(c, p) == 0 || team_of(c, p) != team_of(c, other))
			continue;
		say(p->held && other->held ? &c->check.may : &c->check.must,
		    arena_printf(c->arena, "%s and %s are in one team, and a "
		    "conflict is recorded", p->name, other->name));
	}
}

static struct match_reasons
room(struct arena *a)
{
	return ((struct match_reasons){ arena_array(a, SENTENCES_MAX,
	    sizeof(const char *)), 0 });
}

struct match_check
match_check_of(struct request *req, const struct match_now *m)
{
	int64_t		*ids = arena_array(req->arena, m->noffers,
			    sizeof(*ids));
	struct checking	 c = { .arena = req->arena, .now = m };

	for (size_t j = 0; j < m->noffers; j++)
		ids[j] = m->offers[j].id;
	c.labels = offer_labels(req->db, (struct int_list){ ids, m->noffers });
	c.all = proposals_of(req->db, m->round->id,
	    (struct maybe_bool){ true, true }, (struct maybe_bool){ 0 },
	    PROPOSALS_MAX, 0);
	c.check.must = room(req->arena);
	c.check.may = room(req->arena);
	each (p, c.all)
		check_proposal(&c, p);
	check_offers(&c);
	check_audits(&c);
	for (size_t i = 0; i < m->nneeds; i++)
		check_conflicts(&c, &m->needs[i]);
	return (c.check);
}
