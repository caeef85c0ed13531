/* guides_change - a trainee's tutor, unit or duty: given, ended, undone. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/guides.h"
#include "pages/units.h"
#include "rules/words.h"
#include "views.h"

/* What a form may choose from, and who was chosen. */
struct choosing {
	struct guide_form	 form;
	struct guide_list	 guides;
	struct unit_choice_list	 units;
	struct employing_list	 organisations;
	const struct guide	*guide;		/* chosen; or NULL */
	int64_t			 who;		/* chosen; or 0 */
	const char		*name;
};

int64_t
id_typed(const char *s)
{
	if (*s < '1' || *s > '9' || strlen(s) > 18 ||
	    strspn(s, "0123456789") != strlen(s))
		return (0);
	return (strtoll(s, NULL, 10));
}

static const struct option *
unit_options(struct arena *a, struct unit_choice_list units)
{
	struct option	*options = arena_array(a, units.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a unit" };
	each(u, units)
		options[n++] = (struct option){ arena_printf(a, "%ld", u->id),
		    arena_printf(a, "%s: %s, %ld %s", u->organisation, u->name,
		    u->members, u->members == 1 ? "trainee" : "trainees") };
	return (options);
}

static const struct option *
organisation_choices(struct arena *a, struct employing_list list)
{
	struct option	*options = arena_array(a, list.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose an organisation" };
	each(o, list)
		options[n++] = (struct option){ arena_printf(a, "%ld", o->id),
		    o->name };
	return (options);
}

static struct choosing
choosing_of(struct request *req, const struct guide_place *g)
{
	struct choosing	 c = { .form = { .g = g } };
	int64_t		 programme = g->trainee->programme_id;
	struct arena	*a = req->arena;

	if (g->place.held == HELD_TUTOR) {
		c.guides = guides_of_programme(req->db, programme,
		    ROLE_NAME_TUTOR, CHOICES_MAX);
		c.form.choices = guide_options(a, c.guides, ROLE_NAME_TUTOR,
		    "Choose a tutor");
		c.form.by_email = c.guides.n != 0 &&
		    c.guides.v[0].of_all > CHOICES_MAX;
	} else if (g->place.held == HELD_UNIT) {
		c.units = units_open(req->db, programme, CHOICES_MAX);
		c.form.choices = unit_options(a, c.units);
	} else {
		c.organisations = organisations_of_programme(req->db,
		    programme);
		c.form.choices = organisation_choices(a, c.organisations);
		c.form.by_code = true;
	}
	return (c);
}

static void
choose_tutor(struct request *req, struct choosing *c)
{
	c->guide = guide_chosen(req, c->guides, ROLE_NAME_TUTOR,
	    "Select a tutor");
	if (c->guide == NULL)
		return;
	c->who = c->guide->person_id;
	c->name = c->guide->name;
	if (c->who == c->form.g->trainee->person_id) {
		form_refuse(req->form, "who", "Nobody is their own tutor");
		return;
	}
	caution_load(req->arena, &c->form.cautions, c->name,
	    c->guide->load + 1, c->guide->capacity);
}

static void
choose_unit(struct request *req, struct choosing *c)
{
	const struct guided	*t = c->form.g->trainee;
	struct joiner		 joiner = { t->name, t->employer,
				    t->employer_id };
	struct unit_row		*u;

	each(o, c->units)
		if (o->id == id_typed(form_value(req->form, "who")) &&
		    (u = unit_by_id(req->db, o->id)) != NULL) {
			c->who = u->id;
			c->name = u->name;
			caution_size(req->arena, &c->form.cautions, u->name,
			    u->members + 1, u->most);
			caution_employer(req->arena, &c->form.cautions,
			    &joiner, u->organisation_id, u->organisation);
			return;
		}
	form_refuse(req->form, "who", "Select a unit");
}

static void
choose_organisation(struct request *req, struct choosing *c)
{
	const char		*code = form_optional_text(req->form, "code",
				    "The code", 12);
	int64_t			 id = id_typed(form_value(req->form, "who"));
	const struct employing	*found = NULL;

	if (code != NULL) {
		found = organisation_of_code(req->db, code);
		if (found == NULL)
			form_refuse(req->form, "code", "No organisation has "
			    "this code. Enter another, or choose from the "
			    "list");
	} else {
		each(o, c->organisations)
			if (o->id == id)
				found = o;
		if (found == NULL)
			form_refuse(req->form, "who", "Select an organisation");
	}
	if (found != NULL) {
		c->who = found->id;
		c->name = found->name;
	}
}

/* Whoever has it already is not given it again. */
static void
choose(struct request *req, struct choosing *c)
{
	const struct turn_row	*latest = c->form.g->latest;

	if (c->form.g->place.held == HELD_TUTOR)
		choose_tutor(req, c);
	else if (c->form.g->place.held == HELD_UNIT)
		choose_unit(req, c);
	else
		choose_organisation(req, c);
	if (c->who != 0 && latest != NULL && latest->who == c->who &&
	    !date_is_set(latest->to_on))
		form_refusef(req->form, "who", "That is so already: %s",
		    turn_words(req->arena, latest, req->today));
}

enum status
guide_set_page(struct request *req)
{
	struct guide_place	g;
	struct choosing		c;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	c = choosing_of(req, &g);
	form_set_version(req->form, g.place.steps);
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", turn_free_from(g.place.turns,
		    date_compare(g.trainee->starts_on, req->today) > 0 ?
		    g.trainee->starts_on : req->today));
	guide_set_form(req->out, req, &c.form);
	return (OK);
}

static void
tell(struct request *req, const struct choosing *c, struct date from)
{
	const struct guide_place *g = c->form.g;
	struct arena		*a = req->arena;

	if (g->place.held == HELD_TUTOR) {
		tutor_tell(req, c->guide, g->trainee, from);
		return;
	}
	letter_write(req->db, g->trainee->person_id, g->trainee->email,
	    arena_printf(a, "%s: %s", held_words(g->place.held), c->name),
	    arena_printf(a, "Dear %s,\n\nFrom %s this is recorded of you: %s, "
	    "%s.\n\nYour record shows it, with what was so before.\n",
	    g->trainee->name, date_words(a, from), held_words(g->place.held),
	    c->name));
}

enum status
guide_set(struct request *req)
{
	struct guide_place	g;
	struct choosing		c;
	struct date		from;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	c = choosing_of(req, &g);
	choose(req, &c);
	from = turn_first_day(req, &g.place, g.trainee->starts_on,
	    g.trainee->ends_on);
	turn_seen(req, &g.place);
	if (form_ok(req->form) && g.place.held == HELD_UNIT)
		unit_open_on(req, c.who, from);
	if (form_ok(req->form) && cautions_read(req, &c.form.cautions) &&
	    !turn_give(req, &g.place, c.who, from))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		guide_set_form(req->out, req, &c.form);
		return (INVALID);
	}
	tell(req, &c, from);
	return (done(req, arena_printf(req->arena, "Recorded from %s: %s. %s "
	    "was told by email.", date_words(req->arena, from), c.name,
	    g.trainee->name), "/trainees/%ld/guides", g.trainee->id));
}

/* Nothing to end or to undo: back to where that is seen. */
static enum status
back(struct request *req)
{
	return (see_other(req, "/trainees/%ld/guides", req->id[0]));
}

enum status
guide_end_page(struct request *req)
{
	struct guide_place	g;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	if (g.latest == NULL || date_is_set(g.latest->to_on))
		return (back(req));
	form_set_version(req->form, g.place.steps);
	guide_end_form(req->out, req, &g);
	return (OK);
}

enum status
guide_end(struct request *req)
{
	struct guide_place	g;
	struct date		last;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	if (g.latest == NULL || date_is_set(g.latest->to_on))
		return (back(req));
	last = turn_last_day(req, &g.place);
	turn_seen(req, &g.place);
	if (form_ok(req->form) && !turn_end(req, &g.place, last))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		guide_end_form(req->out, req, &g);
		return (INVALID);
	}
	return (done(req, "The last day is recorded.",
	    "/trainees/%ld/guides", g.trainee->id));
}

enum status
guide_undo_page(struct request *req)
{
	struct guide_place	g;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	if (g.latest == NULL)
		return (back(req));
	form_set_version(req->form, g.place.steps);
	guide_undo_form(req->out, req, &g);
	return (OK);
}

/* A unit that somebody would go on in has not closed meanwhile. */
static bool
may_go_on(struct request *req, const struct place_held *p)
{
	const struct turn_undone	 u = turn_undoing(p->turns);
	const struct turn		*t = u.undoing == END_TAKEN_BACK ?
					    u.turn : u.goes_on;

	return (p->held != HELD_UNIT || t == NULL ||
	    unit_goes_on(req, t->who));
}

enum status
guide_undo(struct request *req)
{
	struct guide_place	g;

	if (!guide_place_asked(req, &g))
		return (NOT_FOUND);
	if (g.latest == NULL)
		return (back(req));
	if (turn_seen(req, &g.place) && may_go_on(req, &g.place) &&
	    !turn_undo(req, &g.place))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		guide_undo_form(req->out, req, &g);
		return (INVALID);
	}
	return (done(req, "Undone. Both stay in the history.",
	    "/trainees/%ld/guides", g.trainee->id));
}
