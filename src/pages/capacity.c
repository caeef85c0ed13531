/* capacity - what hosts offer: the list, and an offer's making and changing. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/list.h"
#include "views.h"

enum { PLACES_MAX = 30 };

const char *
offer_state_words(enum offer_state state)
{
	static const char *const	words[] = { "", "Offered", "Withdrawn",
	    "All places taken" };

	return (words[state]);
}

const char *
places_words(struct arena *a, const struct offer *o)
{
	const char	*left = o->taken == 0 ? arena_printf(a, "%ld %s",
			    o->places, o->places == 1 ? "place" : "places") :
			    arena_printf(a, "%ld of %ld %s left",
			    o->places - o->taken, o->places,
			    o->places == 1 ? "place" : "places");

	return (o->at_least < 2 ? left : arena_printf(a, "%s, none or at least "
	    "%ld together", left, o->at_least));
}

enum status
offer_list(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	enum offer_state	state = offer_state_from(form_value(req->form,
				    "state"));
	enum placement_stage	stage = placement_stage_from(form_value(
				    req->form, "stage"));
	struct offer_list	offers = offers_mine(req->db, state, stage,
				    page.size, page_skip(page));

	page_counted(&page, offers.n == 0 ? 0 : offers.v[0].of_all);
	offers_page(req->out, req, offers, teams_mine(req->db), page);
	return (OK);
}

/* What a form of an offer sends. */
struct offer_entry {
	int64_t			programme, team, places, at_least, area;
	struct text_list	stages, features;
	struct int_list		days;
	struct date		from, to;
};

static struct host_list
teams_to_choose(struct request *req, const struct offer *o)
{
	struct host_team_list	 teams = teams_mine(req->db);
	struct host_list	 list = { 0 };
	struct host		*v = arena_array(req->arena, teams.n,
				    sizeof(*v));

	each (t, teams) {
		if (o != NULL && t->organisation_id != o->organisation_id)
			continue;
		v[list.n++] = (struct host){ t->id, arena_printf(req->arena,
		    "%s, %s", t->organisation, t->name) };
	}
	list.v = v;
	return (list);
}

static enum status
show_offer(struct request *req, const struct offer *o, enum status status)
{
	struct host_list	programmes = programmes_known(req->db);
	struct host_list	teams = teams_to_choose(req, o);
	struct offer_choices	c = { .offer = o, .nteams = teams.n };

	c.teams = host_options_of(req->arena, teams, "Choose a team");
	c.areas = host_options_of(req->arena, areas_known(req->db),
	    "Not known yet");
	if (o == NULL && programmes.n > 1)
		c.programmes = host_options_of(req->arena, programmes,
		    "Choose a programme");
	offer_form(req->out, req, &c);
	return (status);
}

/* The only one there is needs no choice. */
static int64_t
programme_chosen(struct request *req)
{
	struct host_list	all = programmes_known(req->db);

	if (all.n == 1)
		return (all.v[0].id);
	return (host_chosen(req, "programme", all, "Select the programme that "
	    "you offer places to"));
}

static void
check_offer(struct request *req, const struct offer_entry *e)
{
	struct form	*f = req->form;
	int		 worked = 0;

	if (e->stages.n == 0)
		form_refuse(f, "stages", "Select which placements the offer "
		    "is for");
	for (size_t i = 0; i < e->days.n; i++)
		worked += (int)e->days.v[i];
	if (worked == 0)
		form_refuse(f, "days", "Select the days that the team works");
	if (date_is_set(e->from) && date_is_set(e->to) &&
	    date_compare(e->to, e->from) <= 0)
		form_refuse(f, "to", "The last day must be after the first");
	else if (date_is_set(e->to) && date_compare(e->to, req->today) < 0)
		form_refuse(f, "to", "The last day must be in the future");
	if (e->places > 0 && e->at_least > e->places)
		form_refuse(f, "at_least", "The least number must not be more "
		    "than the places");
}

static void
read_offer(struct request *req, struct offer_entry *e, const struct offer *o)
{
	struct form	*f = req->form;
	struct host_list areas = areas_known(req->db);

	if (o == NULL)
		e->programme = programme_chosen(req);
	e->team = host_chosen(req, "team", teams_to_choose(req, o),
	    "Select the team");
	e->stages = stages_ticked(req, "stages");
	e->places = form_number(f, "places", "Places", 1, PLACES_MAX,
	    "Enter how many places there are");
	e->at_least = form_number(f, "at_least", "The least number", 1,
	    PLACES_MAX, "Enter how many must come together, or 1");
	if (o != NULL && e->places >= 1 && e->places < o->taken)
		form_refusef(f, "places", "%ld %s taken already", o->taken,
		    o->taken == 1 ? "place is" : "places are");
	e->from = form_date(f, "from", "The first day",
	    "Enter the first day that somebody may start");
	e->to = form_date(f, "to", "The last day", "Enter the last day");
	e->days = days_ticked(req, "days");
	e->area = host_chosen(req, "area", areas, NULL);
	e->features = codes_ticked(req, "features", match_features);
	check_offer(req, e);
}

static struct maybe_int
known(int64_t id)
{
	return ((struct maybe_int){ id != 0, id });
}

enum status
offer_new(struct request *req)
{
	static const int64_t	usual[] = { 2, 2, 2, 2, 2, 0, 0 };

	show_days(req, "days", (struct int_list){ usual, 7 });
	form_set(req->form, "at_least", "1");
	return (show_offer(req, NULL, OK));
}

enum status
offer_make(struct request *req)
{
	struct offer_entry	e = { 0 };

	read_offer(req, &e, NULL);
	if (!form_ok(req->form))
		return (show_offer(req, NULL, INVALID));
	offer_add(req->db, e.programme, e.team, e.stages, e.places, e.at_least,
	    e.from, e.to, e.days, known(e.area), e.features);
	return (done(req, "Your offer stands", "/capacity"));
}

static struct offer *
offer_asked(struct request *req)
{
	return (offer_by_id(req->db, req->id[0]));
}

enum status
offer_change_page(struct request *req)
{
	struct offer	*o = offer_asked(req);

	if (o == NULL)
		return (NOT_FOUND);
	show_number(req, "team", o->team_id);
	show_codes(req, "stages", o->stages);
	show_number(req, "places", o->places);
	show_number(req, "at_least", o->at_least);
	form_set_date(req->form, "from", o->starts_on);
	form_set_date(req->form, "to", o->ends_on);
	show_days(req, "days", o->days);
	if (o->area_id.known)
		show_number(req, "area", o->area_id.value);
	show_codes(req, "features", o->features);
	form_set_version(req->form, o->version);
	return (show_offer(req, o, OK));
}

enum status
offer_correct(struct request *req)
{
	struct offer		*o = offer_asked(req);
	struct offer_entry	 e = { 0 };

	if (o == NULL)
		return (NOT_FOUND);
	if (o->state != OFFER_STATE_OFFERED)
		form_refuse(req->form, "", "This offer does not stand any "
		    "more, so it cannot be changed");
	else if (is_version(req, o->version, "The offer"))
		read_offer(req, &e, o);
	if (!form_ok(req->form))
		return (show_offer(req, o, INVALID));
	if (offer_change(req->db, o->id, o->version, e.team, e.stages,
	    e.places, e.at_least, e.from, e.to, e.days, known(e.area),
	    e.features) == NULL)
		return (CONFLICT);
	return (done(req, "Offer changed", "/capacity"));
}

/* Withdrawing and offering again are one page: what it is not now. */
enum status
offer_withdraw_page(struct request *req)
{
	struct offer	*o = offer_asked(req);

	if (o == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, o->version);
	offer_withdraw_form(req->out, req, o);
	return (OK);
}

enum status
offer_withdraw(struct request *req)
{
	struct offer	*o = offer_asked(req);
	bool		 stands;

	if (o == NULL)
		return (NOT_FOUND);
	stands = o->state == OFFER_STATE_OFFERED;
	if (o->state == OFFER_STATE_FILLED)
		form_refuse(req->form, "", "All places of this offer are "
		    "taken");
	else if (is_version(req, o->version, "The offer") &&
	    offer_put(req->db, o->id, o->version, stands ?
	    OFFER_STATE_WITHDRAWN : OFFER_STATE_OFFERED) != NULL)
		return (done(req, stands ? "Offer withdrawn" :
		    "Your offer stands again", "/capacity"));
	offer_withdraw_form(req->out, req, o);
	return (INVALID);
}
