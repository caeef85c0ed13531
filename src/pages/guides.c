/* guides - who is beside a trainee: their tutor, their unit, and which
 * organisation does what. */
#include "pages.h"
#include "pages/guides.h"
#include "rules/words.h"
#include "views.h"

static const struct { const char *words, *first, *next; } places[] = {
	[HELD_TUTOR] = { "Tutor", "Name a tutor", "Hand over to another "
	    "tutor" },
	[HELD_UNIT] = { "Unit", "Put into a unit", "Move to another unit" },
	[HELD_PAYS] = { "Pays them", "Say who pays them", "Change who pays "
	    "them" },
	[HELD_SUPERVISES] = { "Supervises them", "Say who supervises them",
	    "Change who supervises them" },
	[HELD_ASSESSES] = { "Assesses them", "Say who assesses them",
	    "Change who assesses them" },
	[HELD_ASYE] = { "Provides the ASYE", "Say who provides the ASYE",
	    "Change who provides the ASYE" },
	[HELD_LEAD] = { "Consultant Social Worker", "Name who leads the unit",
	    "Hand the unit over" },
};

const char *
held_words(enum held held)
{
	return (places[held].words);
}

const char *
held_first(enum held held)
{
	return (places[held].first);
}

const char *
held_next(enum held held)
{
	return (places[held].next);
}

struct url
held_url(struct arena *a, const struct guide_place *g, const char *behind)
{
	return (url_to(a, "%s", arena_printf(a, "/trainees/%ld/guides/%d%s",
	    g->trainee->id, (int)g->place.held, behind)));
}

const char *
turn_words(struct arena *a, const struct turn_row *t, struct date today)
{
	const char	*place = *t->place == '\0' ? "" :
			    arena_printf(a, " at %s", t->place);

	if (date_is_set(t->to_on))
		return (arena_printf(a, "%s%s, %s to %s", t->name, place,
		    date_words(a, t->from_on), date_words(a, t->to_on)));
	return (arena_printf(a, "%s%s, %s %s", t->name, place,
	    date_compare(t->from_on, today) > 0 ? "from" : "since",
	    date_words(a, t->from_on)));
}

const char *
undoing_words(struct arena *a, const struct place_held *p)
{
	const struct turn_undone u = turn_undoing(p->turns);
	const struct turn_row	*r = turn_row_of(p, u.turn);
	const struct turn_row	*next = turn_row_of(p, u.goes_on);

	if (u.undoing == END_TAKEN_BACK)
		return (arena_printf(a, "The end on %s is taken back: %s goes "
		    "on until further notice.", date_words(a, r->to_on),
		    r->name));
	if (next == NULL)
		return (arena_printf(a, "%s, from %s, is taken away, as if it "
		    "had not been recorded.", r->name,
		    date_words(a, r->from_on)));
	return (arena_printf(a, "%s, from %s, is taken away, and %s goes on "
	    "until further notice.", r->name, date_words(a, r->from_on),
	    next->name));
}

bool
guide_place_asked(struct request *req, struct guide_place *g)
{
	g->trainee = guided_by_id(req->db, req->id[0]);
	if (g->trainee == NULL || !g->trainee->mine || req->id[1] < 1 ||
	    req->id[1] > TRAINEE_PLACES)
		return (false);
	g->staff = true;
	g->place = place_held(req, (enum held)req->id[1], g->trainee->id);
	g->latest = turn_row_of(&g->place, turn_latest(g->place.turns));
	return (true);
}

/* Who sees more than what their own organisation does. */
static bool
sees_all_duties(struct request *req, const struct guided *t)
{
	return (t->mine || t->person_id == req->visitor.id ||
	    request_is(req, TUTOR | LEAD));
}

enum status
guides_of_trainee(struct request *req)
{
	struct guided		*t = guided_by_id(req->db, req->id[0]);
	struct guides_shown	 s = { .trainee = t };

	if (t == NULL)
		return (NOT_FOUND);
	for (int i = 0; i < TRAINEE_PLACES; i++) {
		struct guide_place	*g = &s.places[i];

		g->trainee = t;
		g->staff = t->mine;
		g->place = place_held(req, (enum held)(i + 1), t->id);
		g->latest = turn_row_of(&g->place,
		    turn_latest(g->place.turns));
	}
	s.sites = sites_of(req->db, t->id);
	s.beside = beside_today(req->db, t->id);
	s.all_duties = sees_all_duties(req, t);
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	guides_page(req->out, req, &s);
	return (OK);
}
