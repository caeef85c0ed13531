/* proposals - one proposal beside its alternatives, and choosing by hand. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/match.h"
#include "views.h"

enum { BLOCKED_MAX = 10 };

/* How many others of the round stand in an offer. */
static int
others_there(const struct match_now *m, const struct proposal *p, int offer)
{
	return (m->given[offer] - (p->offer_id.known &&
	    p->offer_id.value == m->offers[offer].id));
}

static int
held_there(const struct match_now *m, const struct proposal *p, int offer)
{
	int	n = 0;

	for (size_t i = 0; i < m->nneeds; i++)
		n += m->needs[i].id != p->enrolment_id &&
		    m->needs[i].held == m->offers[offer].id;
	return (n);
}

static int
by_points(const void *a, const void *b)
{
	const struct alternative	*x = a, *y = b;

	if (x->blocks.n != y->blocks.n)
		return (x->blocks.n < y->blocks.n ? -1 : 1);
	if (x->points != y->points)
		return (x->points < y->points ? -1 : 1);
	return (x->offer < y->offer ? -1 : x->offer > y->offer);
}

static struct alternatives
all_alternatives(struct request *req, const struct match_now *m,
    const struct proposal *p, int need)
{
	struct arena		*a = req->arena;
	struct alternative	*v = arena_array(a, m->noffers, sizeof(*v));
	int64_t			*ids = arena_array(a, m->noffers, sizeof(*ids));
	struct offer_label_list	 labels;
	size_t			 n = 0;

	for (size_t j = 0; j < m->noffers; j++)
		ids[j] = m->offers[j].id;
	labels = offer_labels(req->db, (struct int_list){ ids, m->noffers });
	each (l, labels) {
		int				 j = offer_index(m, l->id);
		const struct match_pair		*pair = pair_now(m, need, j);
		const struct match_need		*wants = &m->needs[need];
		const struct match_offer	*o = &m->offers[j];

		v[n++] = (struct alternative){ .offer = l->id,
		    .label = arena_printf(a, "%s, %s", l->team,
		        l->organisation),
		    .reasons = match_reasons(a, &m->terms, wants, o, pair),
		    .blocks = match_blocks(a, &m->terms, wants, o, pair),
		    .points = pair->cost,
		    .left = o->places - others_there(m, p, j) };
	}
	qsort(v, n, sizeof(*v), by_points);
	return ((struct alternatives){ v, n });
}

/* "45 points. 3 places left", or what speaks against it. */
static const char *
alternative_hint(struct arena *a, const struct alternative *v)
{
	const char	*words;

	if (v->blocks.n == 0)
		return (arena_printf(a, "%s. %s. %s", v->reasons.v[0],
		    v->reasons.v[v->reasons.n - 1], v->left <= 0 ?
		    "Full with others in this round" : v->left == 1 ?
		    "1 place left" : arena_printf(a, "%d places left",
		    v->left)));
	words = v->blocks.v[0];
	for (size_t i = 1; i < v->blocks.n; i++)
		words = arena_printf(a, "%s. %s", words, v->blocks.v[i]);
	return (words);
}

static size_t
offer_options(struct arena *a, struct option *to, struct alternatives list)
{
	for (size_t i = 0; i < list.n; i++)
		to[i] = (struct option){ arena_printf(a, "%ld",
		    list.v[i].offer), list.v[i].label,
		    alternative_hint(a, &list.v[i]) };
	return (list.n);
}

/* What is possible, then what something speaks against, then nothing. */
static const struct option *
options_of(struct arena *a, const struct proposal_shown *s)
{
	struct option	*v = arena_array(a, s->possible.n + s->blocked.n + 5,
			    sizeof(*v));
	size_t		 n = offer_options(a, v, s->possible);

	if (s->blocked.n > 0) {
		v[n++] = (struct option){ NULL,
		    "Or, although something speaks against it:" };
		n += offer_options(a, v + n, s->blocked);
	}
	v[n++] = (struct option){ NULL, "or" };
	v[n++] = (struct option){ "nowhere", "No placement in this round" };
	v[n++] = (struct option){ "release", "Leave it to the matching",
	    "What was held by hand is let go when the matching runs again." };
	return (v);
}

static enum status
show_proposal(struct request *req, const struct match_round *r,
    const struct proposal *p, const struct match_now *m, enum status status)
{
	struct proposal_shown	s = { .round = r, .proposal = p };
	int			need = need_index(m, p->enrolment_id);
	struct alternatives	all = { 0 };

	if (need >= 0)
		all = all_alternatives(req, m, p, need);
	s.possible.v = all.v;
	while (s.possible.n < all.n && all.v[s.possible.n].blocks.n == 0)
		s.possible.n++;
	s.blocked = (struct alternatives){ all.v + s.possible.n,
	    all.n - s.possible.n };
	if (s.blocked.n > BLOCKED_MAX)
		s.blocked.n = BLOCKED_MAX;
	if (need >= 0 && r->state == MATCH_STATE_OPEN)
		s.options = options_of(req->arena, &s);
	proposal_page(req->out, req, &s);
	return (status);
}

enum status
match_proposal_page(struct request *req)
{
	struct proposal		*p = proposal_by_id(req->db, req->id[0]);
	struct match_round	*r = p == NULL ? NULL : round_mine(req->db,
				    p->round_id);
	struct match_now	 now;

	if (r == NULL)
		return (NOT_FOUND);
	now = match_now_of(req, r);
	if (p->offer_id.known)
		show_number(req, "choose", p->offer_id.value);
	else if (p->held)
		form_set(req->form, "choose", "nowhere");
	form_set_version(req->form, p->version);
	return (show_proposal(req, r, p, &now, OK));
}

/* Why a hand may not put somebody there at all; NULL when it may. */
static const char *
refusal(struct request *req, const struct match_now *m,
    const struct proposal *p, int need, int offer)
{
	const struct match_pair	*pair = pair_now(m, need, offer);

	if (held_there(m, p, offer) >= m->offers[offer].places)
		return ("All places there are held for others by hand");
	if (!date_is_set(pair->from) ||
	    date_compare(pair->from, pair->to) > 0)
		return (arena_printf(req->arena, "They cannot start there: %s",
		    match_blocks(req->arena, &m->terms, &m->needs[need],
		    &m->offers[offer], pair).v[0]));
	return (NULL);
}

/* The index that was chosen; -1 nowhere, -2 refused. */
static int
offer_chosen(struct request *req, const struct match_now *m,
    const struct proposal *p, int need)
{
	const char	*sent = form_value(req->form, "choose");
	int		 offer;

	if (strcmp(sent, "nowhere") == 0)
		return (-1);
	if (*sent == '\0' || strlen(sent) > 18 ||
	    strspn(sent, "0123456789") != strlen(sent) ||
	    (offer = offer_index(m, atol(sent))) < 0) {
		form_refuse(req->form, "choose", "Select where they are to be "
		    "placed");
		return (-2);
	}
	form_refuse(req->form, "choose", refusal(req, m, p, need, offer));
	return (form_ok(req->form) ? offer : -2);
}

static enum status
choose(struct request *req, const struct match_round *r,
    const struct proposal *p, struct match_now *m, int need)
{
	int	offer;

	if (strcmp(form_value(req->form, "choose"), "release") == 0) {
		m->needs[need].held = 0;
		if (!match_solve(req, m)) {
			form_refuse(req->form, "", "The matching found no plan "
			    "in the time that a page may take");
			return (show_proposal(req, r, p, m, INVALID));
		}
		return (done(req, "Let go, and the matching has run again",
		    "/proposals/%ld", p->id));
	}
	offer = offer_chosen(req, m, p, need);
	if (offer == -2)
		return (show_proposal(req, r, p, m, INVALID));
	match_hold(req, m, need, offer);
	return (done(req, offer < 0 ? "Held: no placement in this round" :
	    "Held by hand. Run the matching again to fit the others to it",
	    "/matching/%ld", r->id));
}

enum status
match_choose(struct request *req)
{
	struct proposal		*p = proposal_by_id(req->db, req->id[0]);
	struct match_round	*r = p == NULL ? NULL : round_mine(req->db,
				    p->round_id);
	struct match_now	 now;
	int			 need;

	if (r == NULL)
		return (NOT_FOUND);
	round_lock(req->db, r->id);
	r = round_mine(req->db, r->id);
	p = proposal_by_id(req->db, p->id);
	now = match_now_of(req, r);
	need = need_index(&now, p->enrolment_id);
	if (r->state != MATCH_STATE_OPEN || need < 0) {
		form_refuse(req->form, "", "This cannot be changed any more");
		return (show_proposal(req, r, p, &now, INVALID));
	}
	if (!is_version(req, p->version, "The proposal"))
		return (show_proposal(req, r, p, &now, INVALID));
	return (choose(req, r, p, &now, need));
}
