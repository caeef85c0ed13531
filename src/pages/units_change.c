/* units_change - a unit is set up, changed, closed and opened again. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/guides.h"
#include "pages/register.h"
#include "pages/units.h"
#include "rules/words.h"
#include "views.h"

enum { NAME_MAX_CHARACTERS = 80 };

static const struct option *
team_options(struct arena *a, struct unit_team_list teams, bool named)
{
	struct option	*options = arena_array(a, teams.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a team" };
	each(t, teams)
		options[n++] = (struct option){ arena_printf(a, "%ld", t->id),
		    named ? arena_printf(a, "%s: %s", t->organisation,
		    t->team) : t->team };
	return (options);
}

static const struct unit_team *
team_chosen(struct request *req, struct unit_team_list teams)
{
	int64_t	id = id_typed(form_value(req->form, "team"));

	each(t, teams)
		if (t->id == id)
			return (t);
	form_refuse(req->form, "team", "Select the team that the unit is "
	    "with");
	return (NULL);
}

static const char *
name_typed(struct request *req)
{
	return (text_line(req->arena, form_text(req->form, "name", "The name",
	    NAME_MAX_CHARACTERS, "Enter the name of the unit")));
}

/* The programme of the form, or the only one; 0 before it is chosen. */
static int64_t
programme_of_form(struct request *req, struct staff_programme_list mine)
{
	int64_t	id = id_typed(form_value(req->form, "programme"));

	if (mine.n == 1)
		return (mine.v[0].id);
	each(p, mine)
		if (p->id == id)
			return (id);
	return (0);
}

static struct unit_team_list
show_new(struct request *req, struct staff_programme_list mine, bool show)
{
	int64_t			programme = programme_of_form(req, mine);
	struct unit_team_list	teams;

	if (programme == 0 && mine.n != 0)
		programme = mine.v[0].id;
	teams = teams_for_units(req->db, programme);
	if (show)
		unit_new_form(req->out, req, mine.n > 1 ?
		    programme_options(req->arena, mine) : NULL,
		    team_options(req->arena, teams, true));
	return (teams);
}

enum status
unit_new(struct request *req)
{
	if (!form_has(req->form, "opened-day"))
		form_set_date(req->form, "opened", req->today);
	show_new(req, programmes_of_staff(req->db), true);
	return (OK);
}

enum status
unit_create(struct request *req)
{
	struct staff_programme_list mine = programmes_of_staff(req->db);
	struct unit_team_list	 teams = show_new(req, mine, false);
	int64_t			 programme = programme_of_form(req, mine);
	const char		*name = name_typed(req);
	const struct unit_team	*t = team_chosen(req, teams);
	struct date		 opened = form_date(req->form, "opened",
				    "The day that it opens", "Enter the day "
				    "that it opens");
	struct new_unit		*u;

	if (programme == 0)
		form_refuse(req->form, "programme", "Select the programme");
	if (form_ok(req->form)) {
		u = unit_add(req->db, programme, t->organisation_id, t->id,
		    name, opened);
		if (u != NULL)
			return (done(req, arena_printf(req->arena, "%s is set "
			    "up. Name who leads it, and put trainees into it.",
			    name), "/units/%ld", u->id));
		form_refusef(req->form, "name", "%s has a unit of this name "
		    "already", t->organisation);
	}
	show_new(req, mine, true);
	return (INVALID);
}

static enum status
show_change(struct request *req, const struct unit_row *u, enum status status)
{
	unit_change_form(req->out, req, u, team_options(req->arena,
	    teams_of_host(req->db, u->organisation_id), false));
	return (status);
}

enum status
unit_change_page(struct request *req)
{
	struct unit_row	*u = unit_of_mine(req);

	if (u == NULL)
		return (NOT_FOUND);
	form_set(req->form, "name", u->name);
	form_set(req->form, "team", arena_printf(req->arena, "%ld",
	    u->team_id));
	form_set_version(req->form, u->version);
	return (show_change(req, u, OK));
}

enum status
unit_changed(struct request *req)
{
	struct unit_row		*u = unit_of_mine(req);
	const struct unit_team	*t;
	const struct unit_named	*other;
	const char		*name;
	int64_t			 version;

	if (u == NULL)
		return (NOT_FOUND);
	name = name_typed(req);
	t = team_chosen(req, teams_of_host(req->db, u->organisation_id));
	version = form_version(req->form, "Open the unit again");
	other = unit_of_name(req->db, u->programme_id, u->organisation_id,
	    name);
	if (other != NULL && other->id != u->id)
		form_refusef(req->form, "name", "%s has a unit of this name "
		    "already", u->organisation);
	if (form_ok(req->form) &&
	    unit_change(req->db, u->id, version, t->id, name) == 0)
		form_refuse(req->form, "version", "This unit changed while "
		    "you had it open. Open it again to see how it is now");
	if (!form_ok(req->form))
		return (show_change(req, u, INVALID));
	return (done(req, "Unit changed", "/units/%ld", u->id));
}

enum status
unit_close_page(struct request *req)
{
	struct unit_row	*u = unit_of_mine(req);

	if (u == NULL)
		return (NOT_FOUND);
	if (u->state == UNIT_STATE_CLOSED)
		return (see_other(req, "/units/%ld", u->id));
	form_set_version(req->form, u->version);
	unit_close_form(req->out, req, u);
	return (OK);
}

/* Nobody may join or begin to lead it after its last day. */
static void
refuse_last_day(struct request *req, const struct unit_row *u,
    struct date last)
{
	struct latest_start	*l = unit_latest_start(req->db, u->id);

	if (!date_is_set(last))
		return;
	if (date_compare(last, u->opened_on) < 0)
		form_refusef(req->form, "last", "The last day must be %s, when "
		    "it opens, or after", date_words(req->arena,
		    u->opened_on));
	else if (l != NULL && date_is_set(l->on_date) &&
	    date_compare(last, l->on_date) < 0)
		form_refusef(req->form, "last", "Somebody joins or begins to "
		    "lead it on %s. The last day must be that day or after",
		    date_words(req->arena, l->on_date));
}

enum status
unit_closed(struct request *req)
{
	struct unit_row	*u = unit_of_mine(req);
	struct date	 last;
	int64_t		 version;

	if (u == NULL)
		return (NOT_FOUND);
	if (u->state == UNIT_STATE_CLOSED)
		return (see_other(req, "/units/%ld", u->id));
	last = form_date(req->form, "last", "The last day",
	    "Enter the unit’s last day");
	refuse_last_day(req, u, last);
	version = form_version(req->form, "Open the unit again");
	if (form_ok(req->form)) {
		unit_members_end(req->db, u->id, last);
		unit_leads_end(req->db, u->id, last);
		if (unit_close(req->db, u->id, version, last) > 0)
			return (done(req, "The unit closes on its last day, "
			    "and so does everybody’s time in it.",
			    "/units/%ld", u->id));
		form_refuse(req->form, "version", "This unit changed while "
		    "you had it open. Open it again to see how it is now");
	}
	unit_close_form(req->out, req, u);
	return (INVALID);
}

enum status
unit_open_page(struct request *req)
{
	struct unit_row	*u = unit_of_mine(req);

	if (u == NULL)
		return (NOT_FOUND);
	if (u->state == UNIT_STATE_OPEN)
		return (see_other(req, "/units/%ld", u->id));
	form_set_version(req->form, u->version);
	unit_open_form(req->out, req, u);
	return (OK);
}

enum status
unit_opened(struct request *req)
{
	struct unit_row	*u = unit_of_mine(req);
	int64_t		 version;

	if (u == NULL)
		return (NOT_FOUND);
	if (u->state == UNIT_STATE_OPEN)
		return (see_other(req, "/units/%ld", u->id));
	version = form_version(req->form, "Open the unit again");
	if (form_ok(req->form) && unit_reopen(req->db, u->id, version) > 0)
		return (done(req, "The unit is open again. Nobody is in it "
		    "until you put them there.", "/units/%ld", u->id));
	form_refuse(req->form, "version", "This unit changed while you had it "
	    "open. Open it again to see how it is now");
	unit_open_form(req->out, req, u);
	return (INVALID);
}

bool
unit_open_on(struct request *req, int64_t unit, struct date from)
{
	struct unit_row	*u = unit_by_id(req->db, unit);

	if (u == NULL || u->state == UNIT_STATE_CLOSED)
		form_refuse(req->form, "from", "This unit has closed");
	else if (date_compare(from, u->opened_on) < 0)
		form_refusef(req->form, "from", "The first day must be %s, "
		    "when the unit opens, or after",
		    date_words(req->arena, u->opened_on));
	return (form_ok(req->form));
}

bool
unit_goes_on(struct request *req, int64_t unit)
{
	struct unit_row	*u = unit_by_id(req->db, unit);

	if (u != NULL && u->state == UNIT_STATE_OPEN)
		return (true);
	form_refusef(req->form, "version", "%s has closed. Open it again "
	    "before you undo this", u == NULL ? "The unit" : u->name);
	return (false);
}
