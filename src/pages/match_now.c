/* match_now - the facts of a round, from rows to what the rules take. */
#include <string.h>

#include "pages/choices.h"
#include "pages/match.h"

static unsigned
set_of(const struct match_word *words, struct text_list codes)
{
	unsigned	set = 0;

	for (size_t i = 0; i < codes.n; i++)
		set |= 1u << match_number(words, codes.v[i]);
	return (set);
}

static void
set_week(signed char week[7], struct int_list halves)
{
	for (size_t i = 0; i < 7 && i < halves.n; i++)
		week[i] = (signed char)halves.v[i];
}

static struct match_ids
ids_of(struct int_list l)
{
	return ((struct match_ids){ l.v, l.n });
}

static struct match_terms
terms_of(struct request *req, const struct match_round *r)
{
	struct match_way_row_list	 rows = match_ways(req->db);
	struct match_way		*ways = arena_array(req->arena, rows.n,
					    sizeof(*ways));
	size_t				 n = 0;

	each (w, rows)
		ways[n++] = (struct match_way){ w->one_id, w->other_id,
		    (int)w->minutes };
	return ((struct match_terms){ .stage = (int)r->stage,
	    .starts_on = r->starts_on,
	    .required_halves = (int)r->required_halves,
	    .slack_days = (int)r->slack_days,
	    .settings_needed = (int)r->settings_needed,
	    .minutes_within_area = (int)r->minutes_within_area,
	    .ways = ways, .nways = n,
	    .per_ten_minutes = (int)r->per_ten_minutes,
	    .per_week_later = (int)r->per_week_later,
	    .not_employer = (int)r->not_employer,
	    .not_preferred = (int)r->not_preferred,
	    .not_statutory = (int)r->not_statutory });
}

static struct match_need
need_of_row(const struct match_round *r, const struct match_need_row *row)
{
	struct match_need	n = { .id = row->enrolment_id,
	    .employer = row->employer_id,
	    .area = row->area_id.known ? row->area_id.value : 0,
	    .minutes_at_most = (int)(row->minutes_at_most.known ?
	        row->minutes_at_most.value : r->minutes_at_most),
	    .free_from = row->free_from,
	    .features = set_of(match_features, row->features),
	    .prefers = match_number(match_settings, row->prefers),
	    .earlier = set_of(match_settings, row->earlier),
	    .earlier_unknown = row->earlier_unknown,
	    .earlier_statutory = row->earlier_statutory,
	    .hosts = ids_of(row->hosts), .teams = ids_of(row->teams),
	    .others = ids_of(row->others),
	    .educators = ids_of(row->educators) };

	set_week(n.working, row->working);
	return (n);
}

static struct match_offer
offer_of_row(const struct match_offer_row *row)
{
	struct match_offer	o = { .id = row->offer_id,
	    .team = row->team_id, .organisation = row->organisation_id,
	    .area = row->area_id.known ? row->area_id.value : 0,
	    .setting = match_number(match_settings, row->setting),
	    .statutory = row->statutory, .places = (int)row->places,
	    .at_least = (int)row->at_least, .from = row->starts_on,
	    .to = row->ends_on,
	    .features = set_of(match_features, row->features),
	    .educators = ids_of(row->educators),
	    .audited_until = row->audited_until };

	for (size_t i = 0; i < row->stages.n; i++)
		o.stages |= 1u << placement_stage_from(row->stages.v[i]);
	set_week(o.working, row->days);
	return (o);
}

int
need_index(const struct match_now *m, int64_t enrolment)
{
	for (size_t i = 0; i < m->nneeds; i++)
		if (m->needs[i].id == enrolment)
			return ((int)i);
	return (-1);
}

int
offer_index(const struct match_now *m, int64_t offer)
{
	for (size_t i = 0; i < m->noffers; i++)
		if (m->offers[i].id == offer)
			return ((int)i);
	return (-1);
}

const struct match_pair *
pair_now(const struct match_now *m, int need, int offer)
{
	return (&m->pairs[(size_t)need * m->noffers + (size_t)offer]);
}

static void
take_proposed(struct request *req, struct match_now *m)
{
	m->proposed = pairs_of(req->db, m->round->id);
	m->given = arena_array(req->arena, m->noffers, sizeof(*m->given));
	each (p, m->proposed) {
		int64_t	offer = p->offer_id.known ? p->offer_id.value :
			    MATCH_LEFT_OUT;
		int	need = need_index(m, p->enrolment_id);
		int	at = offer_index(m, offer);

		if (at >= 0)
			m->given[at]++;
		if (p->held && need >= 0)
			m->needs[need].held = offer;
	}
}

struct match_now
match_now_of(struct request *req, const struct match_round *r)
{
	struct match_need_row_list	needs = match_needs(req->db,
					    r->cohort_id, r->stage);
	struct match_offer_row_list	offers = match_offers(req->db,
					    r->programme_id, r->stage);
	struct match_now		m = { .round = r,
					    .terms = terms_of(req, r) };

	m.needs = arena_array(req->arena, needs.n, sizeof(*m.needs));
	m.offers = arena_array(req->arena, offers.n, sizeof(*m.offers));
	each (n, needs)
		m.needs[m.nneeds++] = need_of_row(r, n);
	each (o, offers)
		m.offers[m.noffers++] = offer_of_row(o);
	m.pairs = match_pairs(req->arena, &m.terms, m.needs, m.nneeds,
	    m.offers, m.noffers);
	take_proposed(req, &m);
	return (m);
}
