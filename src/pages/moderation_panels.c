/* moderation_panels - the panels of a round and who is on them. */
#include <string.h>

#include "pages.h"
#include "pages/moderation.h"
#include "views.h"

enum status
moderation_panel_new(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);

	if (r == NULL)
		return (NOT_FOUND);
	moderation_panel_form(req->out, req, r, moderation_panels(req->db,
	    r->id));
	return (OK);
}

static bool
there(struct moderation_panel_list panels, enum panel_kind kind)
{
	each (p, panels)
		if (p->kind == kind)
			return (true);
	return (false);
}

enum status
moderation_panel_begin(struct request *req)
{
	const struct moderation_round	*r = round_decided(req);
	struct moderation_panel_list	 panels;
	enum panel_kind			 kind;

	if (r == NULL)
		return (NOT_FOUND);
	panels = moderation_panels(req->db, r->id);
	kind = panel_kind_from(form_value(req->form, "kind"));
	if (kind == PANEL_KIND_NONE)
		form_refuse(req->form, "kind", "Select which panel it is");
	else if (there(panels, kind))
		form_refuse(req->form, "kind", "This round has that panel. "
		    "Select another");
	if (!form_ok(req->form)) {
		moderation_panel_form(req->out, req, r, panels);
		return (INVALID);
	}
	moderation_panel_add(req->db, r->id, kind);
	return (done(req, "Panel set up. Name who is on it.",
	    "/moderation/%ld", r->id));
}

/* The panel of the path, in a round that the asker sets up, while it is
 * open. */
static const struct moderation_panel *
panel_asked(struct request *req, const struct moderation_round **r)
{
	struct moderation_panel_list	panels;

	if ((*r = round_decided(req)) == NULL)
		return (NULL);
	panels = moderation_panels(req->db, (*r)->id);
	each (p, panels)
		if (p->id == req->id[1] && p->state == PANEL_STATE_OPEN)
			return (p);
	return (NULL);
}

enum status
moderation_member_new(struct request *req)
{
	const struct moderation_round	*r;
	const struct moderation_panel	*p = panel_asked(req, &r);

	if (p == NULL)
		return (NOT_FOUND);
	moderation_member_form(req->out, req, r, p, free_moderators(req->db,
	    p->id));
	return (OK);
}

static bool
has_chair(struct request *req, const struct moderation_panel *p)
{
	struct moderation_member_list	members = moderation_members(req->db,
					    p->round_id);

	each (m, members)
		if (m->panel_id == p->id && m->chair)
			return (true);
	return (false);
}

static int64_t
person_chosen(struct request *req, struct free_moderator_list people)
{
	const char	*wish = form_value(req->form, "person");

	each (p, people)
		if (strcmp(wish, arena_printf(req->arena, "%ld",
		    p->person_id)) == 0)
			return (p->person_id);
	form_refuse(req->form, "person", "Select who is on the panel");
	return (0);
}

enum status
moderation_member_add(struct request *req)
{
	static const char *const	 words[] = { "yes", "no", NULL };
	const struct moderation_round	*r;
	const struct moderation_panel	*p = panel_asked(req, &r);
	struct free_moderator_list	 people;
	const char			*capability;
	int64_t				 person;
	int				 chairs;

	if (p == NULL)
		return (NOT_FOUND);
	people = free_moderators(req->db, p->id);
	person = person_chosen(req, people);
	capability = form_text(req->form, "capability", "What makes them able "
	    "to moderate", CAPABILITY_MAX, "Enter what makes them able to "
	    "moderate");
	chairs = form_choice(req->form, "chair", words, "Select whether they "
	    "chair the panel");
	if (chairs == 0 && has_chair(req, p))
		form_refuse(req->form, "chair", "The panel has a chair. "
		    "Select no, or let the other stand down first");
	if (form_ok(req->form) && moderation_member_name(req->db, p->id,
	    person, chairs == 0, capability) == 0)
		form_refuse(req->form, "person", "They were named for a panel "
		    "of this round meanwhile. Select somebody else");
	if (!form_ok(req->form)) {
		moderation_member_form(req->out, req, r, p, people);
		return (INVALID);
	}
	return (done(req, "Member named", "/moderation/%ld", r->id));
}

static const struct moderation_member *
member_asked(struct request *req, const struct moderation_round **r)
{
	struct moderation_member_list	members;

	if ((*r = round_decided(req)) == NULL)
		return (NULL);
	members = moderation_members(req->db, (*r)->id);
	each (m, members)
		if (m->id == req->id[1])
			return (m);
	return (NULL);
}

static bool
panel_open(struct request *req, const struct moderation_member *m,
    const struct moderation_round *r)
{
	struct moderation_panel_list	panels = moderation_panels(req->db,
					    r->id);

	each (p, panels)
		if (p->id == m->panel_id)
			return (p->state == PANEL_STATE_OPEN);
	return (false);
}

enum status
member_stand_down_page(struct request *req)
{
	const struct moderation_round	*r;
	const struct moderation_member	*m = member_asked(req, &r);

	if (m == NULL || !panel_open(req, m, r))
		return (NOT_FOUND);
	form_set_version(req->form, m->version);
	member_stand_down_form(req->out, req, r, m);
	return (OK);
}

enum status
member_stood_down(struct request *req)
{
	const struct moderation_round	*r;
	const struct moderation_member	*m = member_asked(req, &r);

	if (m == NULL || !panel_open(req, m, r))
		return (NOT_FOUND);
	if (round_unchanged(req, m->version) && form_ok(req->form) &&
	    moderation_member_stand_down(req->db, m->id, m->version) == 0)
		form_refuse(req->form, "version", "They stood down meanwhile. "
		    "Open the round again");
	if (!form_ok(req->form)) {
		member_stand_down_form(req->out, req, r, m);
		return (INVALID);
	}
	return (done(req, "They stood down. They read nothing of this round "
	    "any more.", "/moderation/%ld", r->id));
}

/* A second or a partnership's panel ends on its own; the internal one with
 * its round. */
enum status
moderation_panel_close_page(struct request *req)
{
	const struct moderation_round	*r;
	const struct moderation_panel	*p = panel_asked(req, &r);

	if (p == NULL || p->kind == PANEL_KIND_INTERNAL)
		return (NOT_FOUND);
	form_set_version(req->form, p->version);
	moderation_panel_close_form(req->out, req, r, p);
	return (OK);
}

enum status
moderation_panel_closed(struct request *req)
{
	const struct moderation_round	*r;
	const struct moderation_panel	*p = panel_asked(req, &r);

	if (p == NULL || p->kind == PANEL_KIND_INTERNAL)
		return (NOT_FOUND);
	round_unchanged(req, p->version);
	if (p->kind == PANEL_KIND_SECOND && p->decided < p->portfolios)
		form_refuse(req->form, "version", "The panel has not decided "
		    "on every portfolio");
	if (form_ok(req->form) && moderation_panel_close(req->db, p->id,
	    p->version) == 0)
		form_refuse(req->form, "version", "The panel changed while "
		    "you had it open. Open the round again");
	if (!form_ok(req->form)) {
		moderation_panel_close_form(req->out, req, r, p);
		return (INVALID);
	}
	return (done(req, "Panel closed", "/moderation/%ld", r->id));
}
