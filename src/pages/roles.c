/* roles - who has which role of a programme's team, and one of the roles. */
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "pages/roles.h"
#include "pages/search.h"
#include "views.h"

enum { BY_WORDS, BY_ROLE, BY_TIME, BY_PROGRAMME };

static const struct option *
time_options(void)
{
	static const struct option	times[] = {
		{ "", "Now or to come" }, { "over", "Over" }, { "all", "All" },
		{ NULL, NULL }
	};

	return (times);
}

static const struct list_column	columns[] = {
	{ "name", "Name" }, { "role", "Role" }, { NULL, "Organisation" },
	{ "since", "Since" }, { "until", "Until" }, { NULL, "Given by" },
};

static const struct listing	team_listing = {
	.label = "Team",
	.filters = {
		[BY_WORDS] = { "search", "Name or organisation", TYPED },
		[BY_ROLE] = { "role", "Role", CHOSEN, role_options },
		[BY_TIME] = { "time", "When", CHOSEN, time_options },
		[BY_PROGRAMME] = { "programme", "Programme", ROW },
	},
	.columns = columns,
	.ncolumns = sizeof(columns) / sizeof(*columns),
};

static struct team_role_list
rows_asked(struct request *req, const struct asked *a, struct page_of page)
{
	int64_t			 programme = asked_row(a, BY_PROGRAMME);
	struct maybe_bool	 over = { !asked_is(a, BY_TIME, "all"),
				    asked_is(a, BY_TIME, "over") };

	return (team_found(req->db, search_terms(req,
	    a->values[BY_WORDS]).words, role_name_from(a->values[BY_ROLE]),
	    over, (struct maybe_int){ programme != 0, programme },
	    columns[a->sorting].code, a->reversed, page.size,
	    page_skip(page)));
}

enum status
role_list(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);
	struct roles_shown		s = { .several = mine.n > 1 };

	s.asked = listing_asked(req, &team_listing);
	s.page = page_asked(req, PAGE_ROWS);
	if (s.several)
		s.asked.rows[BY_PROGRAMME] = programme_options(req->arena,
		    mine);
	s.rows = rows_asked(req, &s.asked, s.page);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = rows_asked(req, &s.asked, s.page);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.chosen = listing_chosen(req, &s.asked);
	s.waiting = role_changes_asked(req->db);
	roles_page(req->out, req, &s);
	return (OK);
}

static bool
is_of_team(enum role_name role)
{
	return (role != ROLE_NAME_TUTOR && role != ROLE_NAME_LEAD);
}

/* NULL: not there, not mine, or of a register of its own. */
static struct team_role *
role_asked(struct request *req)
{
	struct team_role	*r = team_role_by_id(req->db, req->id[0]);

	return (r != NULL && is_of_team(r->role) ? r : NULL);
}

static const char *
why_not_back(struct request *req, const struct team_role *r)
{
	struct role_refusal	*no = role_return_refused(req->db, r->id,
				    r->programme_id);

	return (no != NULL ? no->why : "not_ended");
}

enum status
role_record(struct request *req)
{
	struct team_role	*r = role_asked(req);
	struct role_shown	 s = { .role = r };

	if (r == NULL)
		return (NOT_FOUND);
	s.changes = role_changes_of(req->db, r->id);
	s.may_end = r->stands != ROLE_STANDS_OVER &&
	    !(r->role == ROLE_NAME_STAFF && r->person_id == req->visitor.id);
	s.may_put_back = why_not_back(req, r) == NULL;
	role_page(req->out, req, &s);
	return (OK);
}

enum status
role_end_page(struct request *req)
{
	struct team_role	*r = role_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (r->stands == ROLE_STANDS_OVER)
		return (see_other(req, "/team/%ld", r->id));
	role_end_form(req->out, req, r);
	return (OK);
}

/* The first day without the role. */
static struct date
end_typed(struct request *req)
{
	static const char *const	when[] = { "now", "later", NULL };
	struct date			last;

	switch (form_choice(req->form, "when", when,
	    "Select when the role ends")) {
	case 0:
		return (req->today);
	case 1:
		last = form_date(req->form, "last", "The last day",
		    "Enter the last day with the role");
		return (date_is_set(last) ? date_plus_days(last, 1) : last);
	default:
		return ((struct date){ 0 });
	}
}

/* Somebody may have changed the team since it was asked whether this can be. */
static enum status
change_role(struct request *req, const struct team_role *r,
    enum role_change_kind change, struct date on_day, const char *reason)
{
	struct role_change_made	*made;

	db_try(req->db);
	made = role_change_end(req->db, r->id, r->programme_id, change, on_day,
	    reason);
	if (!db_tried(req->db) || made == NULL)
		return (CONFLICT);
	return (role_changed(req, made->id));
}

enum status
role_end(struct request *req)
{
	struct team_role	*r = role_asked(req);
	struct role_refusal	*no;
	struct date		 from;
	const char		*reason;

	if (r == NULL)
		return (NOT_FOUND);
	from = end_typed(req);
	reason = role_reason(req->form);
	if (form_error(req->form, "when") == NULL && date_is_set(from) &&
	    (no = role_end_refused(req->db, r->id, from)) != NULL)
		role_refused(req->form, "when", no->why);
	if (!form_ok(req->form)) {
		role_end_form(req->out, req, r);
		return (INVALID);
	}
	return (change_role(req, r, ROLE_CHANGE_KIND_ENDED, from, reason));
}

enum status
role_put_back_page(struct request *req)
{
	struct team_role	*r = role_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (why_not_back(req, r) != NULL)
		return (see_other(req, "/team/%ld", r->id));
	role_put_back_form(req->out, req, r);
	return (OK);
}

enum status
role_put_back(struct request *req)
{
	struct team_role	*r = role_asked(req);
	const char		*reason;

	if (r == NULL)
		return (NOT_FOUND);
	reason = role_reason(req->form);
	role_refused(req->form, "reason", why_not_back(req, r));
	if (!form_ok(req->form)) {
		role_put_back_form(req->out, req, r);
		return (INVALID);
	}
	return (change_role(req, r, ROLE_CHANGE_KIND_PUT_BACK, req->today,
	    reason));
}
