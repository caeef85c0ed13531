/* moderation - rounds of moderation: begun, drawn, closed. */
#include <string.h>

#include "pages.h"
#include "pages/moderation.h"
#include "rules/moderation_sample.h"
#include "views.h"

enum status
moderation_list(struct request *req)
{
	struct page_of			page = page_asked(req, PAGE_ROWS);
	struct moderation_line_list	rows = moderation_rounds(req->db,
					    page.size, page_skip(page));

	page_counted(&page, rows.n == 0 ? 0 : rows.v[0].of_all);
	moderation_list_page(req->out, req, rows, page);
	return (OK);
}

const struct moderation_round *
round_asked(struct request *req)
{
	return (moderation_round_by_id(req->db, req->id[0]));
}

const struct moderation_round *
round_decided(struct request *req)
{
	const struct moderation_round	*r = round_asked(req);

	return (r != NULL && r->decides ? r : NULL);
}

bool
round_unchanged(struct request *req, int64_t version)
{
	if (form_version(req->form, "Open the round again") == version)
		return (true);
	form_refuse(req->form, "version", "This changed while you had it "
	    "open. Check what it says now, then send it again");
	form_replace_version(req->form, version);
	return (false);
}

enum status
moderation_new(struct request *req)
{
	moderation_new_form(req->out, req, round_places(req->db));
	return (OK);
}

/* The programme and employer that were chosen, of those that may be. */
static const struct round_place *
place_chosen(struct request *req, struct round_place_list places)
{
	const char	*wish = form_value(req->form, "place");

	each (p, places)
		if (strcmp(wish, arena_printf(req->arena, "%ld-%ld",
		    p->programme_id, p->organisation_id)) == 0)
			return (p);
	form_refuse(req->form, "place", "Select whose recommendations are "
	    "moderated");
	return (NULL);
}

enum status
moderation_create(struct request *req)
{
	struct round_place_list		 places = round_places(req->db);
	const struct round_place	*place = place_chosen(req, places);
	const char			*name;
	const struct new_round		*made = NULL;

	name = form_text(req->form, "name", "The name", ROUND_NAME_MAX,
	    "Enter a name for the round");
	if (form_ok(req->form) && (made = moderation_begin(req->db,
	    place->programme_id, place->organisation_id, name)) == NULL)
		form_refuse(req->form, "name", "There is a round with that "
		    "name. Enter another");
	if (!form_ok(req->form)) {
		moderation_new_form(req->out, req, places);
		return (INVALID);
	}
	moderation_panel_add(req->db, made->id, PANEL_KIND_INTERNAL);
	return (done(req, "Round begun. Name who is on its panel.",
	    "/moderation/%ld", made->id));
}

/* Our own draw from the seed finds the sample that the database keeps. */
static bool
draw_repeats(struct request *req, const struct round_shown *s)
{
	struct draw	*draws = arena_array(req->arena, s->sample.n + 1,
			    sizeof(*draws));
	size_t		 i = 0;

	each (p, s->sample)
		draws[i++] = (struct draw){ .id = p->asye_id,
		    .by_rule = p->by_rule };
	moderation_draw(req->arena, s->round->seed,
	    (int)s->round->percent.value, draws, s->sample.n);
	for (i = 0; i < s->sample.n; i++)
		if (draws[i].sampled != s->sample.v[i].sampled ||
		    memcmp(draws[i].key, s->sample.v[i].key.data,
		    MODERATION_KEY_BYTES) != 0)
			return (false);
	return (true);
}

static void
read_sample(struct request *req, struct round_shown *s)
{
	s->sample = round_portfolios(req->db, s->round->id);
	each (p, s->sample) {
		s->undecided += p->sampled &&
		    p->verdict == PANEL_VERDICT_NONE &&
		    p->state == ASYE_STATE_RECOMMENDED;
		s->confirmable += p->state == ASYE_STATE_MODERATED;
	}
	if (s->round->seed != NULL)
		s->repeated = draw_repeats(req, s);
}

enum status
moderation_show(struct request *req)
{
	struct round_shown	s = { .round = round_asked(req) };
	struct round_waiting	*waits;

	if (s.round == NULL)
		return (NOT_FOUND);
	s.panels = moderation_panels(req->db, s.round->id);
	s.members = moderation_members(req->db, s.round->id);
	s.portfolios = panel_portfolios(req->db, s.round->id,
	    (struct maybe_int){ 0 });
	if (s.round->decides) {
		waits = round_would_take(req->db, s.round->programme_id,
		    s.round->organisation_id);
		s.waiting = waits != NULL ? waits->n : 0;
		read_sample(req, &s);
	}
	moderation_page(req->out, req, &s);
	return (OK);
}

static bool
has_quorum(struct request *req, const struct moderation_round *r)
{
	struct moderation_panel_list	panels = moderation_panels(req->db,
					    r->id);
	struct moderation_member_list	members = moderation_members(req->db,
					    r->id);
	int64_t				n = 0;

	each (p, panels)
		each (m, members)
			n += p->kind == PANEL_KIND_INTERNAL &&
			    m->panel_id == p->id;
	return (n >= r->quorum);
}

enum status
moderation_draw_page(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);
	struct round_waiting		*waits;

	if (r == NULL || r->state != ROUND_STATE_GATHERING)
		return (NOT_FOUND);
	waits = round_would_take(req->db, r->programme_id,
	    r->organisation_id);
	form_set_version(req->form, r->version);
	moderation_draw_form(req->out, req, r, waits != NULL ? waits->n : 0,
	    has_quorum(req, r));
	return (OK);
}

enum status
moderation_drawn(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);
	struct round_waiting		*waits;
	bool				 quorum;

	if (r == NULL || r->state != ROUND_STATE_GATHERING)
		return (NOT_FOUND);
	waits = round_would_take(req->db, r->programme_id,
	    r->organisation_id);
	quorum = has_quorum(req, r);
	round_unchanged(req, r->version);
	if (waits == NULL || waits->n == 0)
		form_refuse(req->form, "version", "There is nothing to draw "
		    "from: no recommendation waits to be moderated");
	if (!quorum)
		form_refusef(req->form, "version", "Name at least %ld members "
		    "of the internal panel first", r->quorum);
	if (form_ok(req->form) && moderation_move(req->db, r->id, r->version,
	    ROUND_STATE_DRAWN) == 0)
		form_refuse(req->form, "version", "Somebody else drew the "
		    "sample meanwhile. Open the round again");
	if (!form_ok(req->form)) {
		moderation_draw_form(req->out, req, r, waits != NULL ?
		    waits->n : 0, quorum);
		return (INVALID);
	}
	return (done(req, "The sample is drawn. The members of the panel can "
	    "now read it.", "/moderation/%ld", r->id));
}

static int64_t
undecided(struct request *req, const struct moderation_round *r)
{
	struct round_shown	s = { .round = r };

	read_sample(req, &s);
	return (s.undecided);
}

enum status
moderation_close_page(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);

	if (r == NULL || r->state != ROUND_STATE_DRAWN)
		return (NOT_FOUND);
	form_set_version(req->form, r->version);
	moderation_close_form(req->out, req, r, undecided(req, r));
	return (OK);
}

enum status
moderation_closed(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);
	int64_t				 left;

	if (r == NULL || r->state != ROUND_STATE_DRAWN)
		return (NOT_FOUND);
	left = undecided(req, r);
	round_unchanged(req, r->version);
	if (left > 0)
		form_refuse(req->form, "version", "The internal panel has not "
		    "decided on the whole sample");
	if (form_ok(req->form) && moderation_move(req->db, r->id, r->version,
	    ROUND_STATE_CLOSED) == 0)
		form_refuse(req->form, "version", "This round changed while "
		    "you had it open. Open it again");
	if (!form_ok(req->form)) {
		moderation_close_form(req->out, req, r, left);
		return (INVALID);
	}
	return (done(req, "Round closed. What it moderated can be confirmed.",
	    "/moderation/%ld", r->id));
}
