/* match_solve - solve a round, and put down what is proposed and why. */
#include <string.h>

#include "pages/match.h"
#include "views/days.h"

#define NOT_MATCHED	"No longer to be matched: left, paused, or placed since"
#define HOLD_LOST	"What was held by hand does not stand any more"

/* Rows of proposals in columns, as the query takes them. */
struct columns {
	int64_t		*enrolments, *offers, *points, *held;
	const char	**starts, **ends;
	size_t		 n;
	int64_t		*rows[2];	/* of reasons, and of warnings */
	const char	**words[2];
	size_t		 nwords[2];
};

enum { REASON, WARNING, WORDS_EACH = 32 };

static struct columns
columns_for(struct arena *a, size_t n)
{
	struct columns	c = {
		.enrolments = arena_array(a, n, sizeof(int64_t)),
		.offers = arena_array(a, n, sizeof(int64_t)),
		.points = arena_array(a, n, sizeof(int64_t)),
		.held = arena_array(a, n, sizeof(int64_t)),
		.starts = arena_array(a, n, sizeof(char *)),
		.ends = arena_array(a, n, sizeof(char *)),
	};

	for (int i = 0; i < 2; i++) {
		c.rows[i] = arena_array(a, n * WORDS_EACH, sizeof(int64_t));
		c.words[i] = arena_array(a, n * WORDS_EACH, sizeof(char *));
	}
	return (c);
}

static void
say(struct columns *c, int what, int64_t enrolment, const char *words)
{
	c->rows[what][c->nwords[what]] = enrolment;
	c->words[what][c->nwords[what]++] = words;
}

static void
say_all(struct columns *c, int what, int64_t enrolment, struct match_reasons r)
{
	for (size_t i = 0; i < r.n; i++)
		say(c, what, enrolment, r.v[i]);
}

/* One row; `offer` is an index, or -1 for nowhere. */
static void
put_row(struct arena *a, struct columns *c, const struct match_now *m,
    int need, int offer, bool held, const int *taken)
{
	const struct match_need	*n = &m->needs[need];
	const struct match_pair	*p = offer < 0 ? NULL : pair_now(m, need,
				    offer);

	c->enrolments[c->n] = n->id;
	c->held[c->n] = held;
	c->starts[c->n] = p == NULL ? "" : iso_words(a, p->from);
	c->ends[c->n] = p == NULL ? "" : iso_words(a, p->to);
	c->points[c->n] = p == NULL ? 0 : p->cost;
	c->offers[c->n++] = p == NULL ? 0 : m->offers[offer].id;
	if (p == NULL) {
		say_all(c, REASON, n->id, match_why_not(a, n, m->offers,
		    m->noffers, m->noffers == 0 ? NULL : pair_now(m, need, 0),
		    taken));
		return;
	}
	say_all(c, REASON, n->id, match_reasons(a, &m->terms, n,
	    &m->offers[offer], p));
	say_all(c, WARNING, n->id, match_blocks(a, &m->terms, n,
	    &m->offers[offer], p));
	say_all(c, WARNING, n->id, match_cautions(a, &m->offers[offer], p));
}

static void
store(struct request *req, const struct match_round *r,
    const struct columns *c)
{
	proposals_put(req->db, r->id, r->programme_id,
	    (struct int_list){ c->enrolments, c->n },
	    (struct int_list){ c->offers, c->n },
	    (struct int_list){ c->points, c->n },
	    (struct text_list){ c->starts, c->n },
	    (struct text_list){ c->ends, c->n },
	    (struct int_list){ c->held, c->n },
	    (struct int_list){ c->rows[REASON], c->nwords[REASON] },
	    (struct text_list){ c->words[REASON], c->nwords[REASON] },
	    (struct int_list){ c->rows[WARNING], c->nwords[WARNING] },
	    (struct text_list){ c->words[WARNING], c->nwords[WARNING] });
}

static bool
still_stands(const struct match_now *m, const struct match_need *n)
{
	return (n->held == MATCH_LEFT_OUT || offer_index(m, n->held) >= 0);
}

bool
match_solve(struct request *req, struct match_now *m)
{
	struct match_facts	f = { m->needs, m->nneeds, m->offers,
				    m->noffers, m->pairs };
	struct match_plan	plan = match_plan(req->arena, &f,
				    (int)m->round->milliseconds);
	struct columns		c = columns_for(req->arena, m->nneeds);

	if (!plan.solved)
		return (false);
	for (int i = 0; i < (int)m->nneeds; i++) {
		bool	was_held = m->needs[i].held != 0;
		bool	held = was_held && still_stands(m, &m->needs[i]);

		put_row(req->arena, &c, m, i, plan.offer_of[i], held,
		    plan.taken);
		if (was_held && !held)
			say(&c, WARNING, m->needs[i].id, HOLD_LOST);
	}
	store(req, m->round, &c);
	proposals_leave(req->db, m->round->id,
	    (struct int_list){ c.enrolments, c.n }, NOT_MATCHED);
	round_solved(req->db, m->round->id, plan.cut);
	return (true);
}

void
match_hold(struct request *req, const struct match_now *m, int need,
    int offer)
{
	struct columns	c = columns_for(req->arena, 1);

	m->needs[need].held = offer < 0 ? MATCH_LEFT_OUT :
	    m->offers[offer].id;
	put_row(req->arena, &c, m, need, offer, true, m->given);
	store(req, m->round, &c);
	round_solved(req->db, m->round->id, m->round->cut);
}
