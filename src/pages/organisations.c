/* organisations - what a host or an employer is, and who is placed there. */
#include "pages.h"
#include "views.h"

static const struct list_column	columns[] = {
	{ NULL, "Trainee", false, false },
	{ NULL, "Team", false, false },
	{ NULL, "Placement", false, false },
	{ NULL, "Dates", false, false },
};

const struct listing	hosted_listing = { "Placements", { { 0 } }, columns,
	sizeof(columns) / sizeof(*columns) };

const char *
organisation_kind_words(enum organisation_kind kind)
{
	static const char *const	words[] = { "", "NHS trust",
	    "Integrated care board", "Local authority", "University",
	    "Charity" };

	return (words[kind]);
}

/* The team that the address asks for; NULL for all of them. */
static const struct host_team *
team_asked(struct request *req, struct host_team_list teams)
{
	const char	*id = form_value(req->form, "team");

	each(t, teams)
		if (strcmp(arena_printf(req->arena, "%ld", t->id), id) == 0)
			return (t);
	return (NULL);
}

/* A page that there is not any more is the first. */
static void
show_placements(struct request *req, struct organisation_shown *s)
{
	struct maybe_int	team = { s->team != NULL,
				    s->team != NULL ? s->team->id : 0 };

	s->page = page_asked(req, PAGE_ROWS);
	s->placements = placements_hosted(req->db, s->organisation->id, team,
	    s->page.size, page_skip(s->page));
	if (s->placements.n == 0 && s->page.number > 1) {
		s->page.number = 1;
		form_replace(req->form, "page", "");
		s->placements = placements_hosted(req->db, s->organisation->id,
		    team, s->page.size, 0);
	}
	page_counted(&s->page, s->placements.n > 0 ?
	    s->placements.v[0].of_all : 0);
}

enum status
organisation_record(struct request *req)
{
	struct organisation_shown	s = { .organisation =
					    organisation_by_id(req->db,
					    req->id[0]) };

	if (s.organisation == NULL)
		return (NOT_FOUND);
	s.teams = teams_of_organisation(req->db, s.organisation->id);
	s.team = team_asked(req, s.teams);
	show_placements(req, &s);
	organisation_page(req->out, req, &s);
	return (OK);
}
