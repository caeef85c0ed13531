/* teams - where people are placed, and in what kind of setting. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "views.h"

enum { NAME_MAX_CHARACTERS = 120 };

static const char *const	yes_no[] = { "yes", "no", NULL };

static enum status
show_team(struct request *req, const struct host_team *t, enum status status)
{
	struct host_list	hosts = hosts_mine(req->db);

	team_form(req->out, req, t, hosts.n == 1 ? NULL :
	    host_options_of(req->arena, hosts, "Choose an organisation"));
	return (status);
}

enum status
team_new(struct request *req)
{
	return (show_team(req, NULL, OK));
}

static int64_t
host_of(struct request *req, const struct host_team *t)
{
	struct host_list	hosts = hosts_mine(req->db);

	if (t != NULL)
		return (t->organisation_id);
	if (hosts.n == 1)
		return (hosts.v[0].id);
	return (host_chosen(req, "organisation", hosts, "Select the "
	    "organisation that the team belongs to"));
}

struct team_entry {
	int64_t		 host;
	const char	*name, *setting;
	bool		 statutory;
};

static void
read_team(struct request *req, struct team_entry *e, const struct host_team *t)
{
	struct form	*f = req->form;
	int		 setting;

	e->host = host_of(req, t);
	e->name = form_text(f, "name", "The name", NAME_MAX_CHARACTERS,
	    "Enter the name of the team");
	setting = code_chosen(req, "setting", match_settings,
	    "Select the kind of setting");
	e->setting = setting == 0 ? "" : match_settings[setting - 1].code;
	e->statutory = form_choice(f, "statutory", yes_no, "Select yes if the "
	    "team makes decisions under the law") == 0;
	if (form_ok(f) && team_named(req->db, e->host, e->name,
	    t == NULL ? 0 : t->id) != NULL)
		form_refuse(f, "name", "The organisation has a team of this "
		    "name already");
}

enum status
team_make(struct request *req)
{
	struct team_entry	e = { 0 };

	read_team(req, &e, NULL);
	if (form_ok(req->form) && team_add(req->db, e.host, e.name,
	    e.statutory, e.setting) == NULL)
		form_refuse(req->form, "name", "The organisation has a team "
		    "of this name already");
	if (!form_ok(req->form))
		return (show_team(req, NULL, INVALID));
	return (done(req, "Team added", "/capacity"));
}

enum status
team_change_page(struct request *req)
{
	struct host_team	*t = team_mine(req->db, req->id[0]);

	if (t == NULL)
		return (NOT_FOUND);
	form_set(req->form, "name", t->name);
	if (t->setting != NULL)
		form_set(req->form, "setting", t->setting);
	form_set(req->form, "statutory", yes_no[t->statutory ? 0 : 1]);
	return (show_team(req, t, OK));
}

enum status
team_correct(struct request *req)
{
	struct host_team	*t = team_mine(req->db, req->id[0]);
	struct team_entry	 e = { 0 };

	if (t == NULL)
		return (NOT_FOUND);
	read_team(req, &e, t);
	if (!form_ok(req->form))
		return (show_team(req, t, INVALID));
	team_change(req->db, t->id, e.name, e.statutory, e.setting);
	return (done(req, "Team changed", "/capacity"));
}
