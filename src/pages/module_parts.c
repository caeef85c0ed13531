/* module_parts - what a module is made of: its components and its sessions. */
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/modules.h"
#include "views.h"

enum { TITLE_MAX = 100, SESSION_TITLE_MAX = 200 };

static int
weight_of(struct component_list components)
{
	int	weight = 0;

	each (c, components)
		weight += (int)c->weight;
	return (weight);
}

/* Why nothing can be added to what is assessed, or NULL. */
static const char *
component_refusal(struct request *req, const struct offering *f)
{
	struct maybe_int	 any = { 0 };
	struct taker_list	 takers = takers_of(req->db,
				    (struct int_list){ &f->id, 1 }, any, any);

	if (weight_of(components_of(req->db, f->id)) >= 100)
		return ("The components add up to 100 already.");
	each (t, takers)
		if (t->decision_id.known)
			return ("The board has decided on this module.");
	return (NULL);
}

enum status
component_new(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct module_numbers	 m;

	if (f == NULL)
		return (NOT_FOUND);
	m = module_numbers_of(req, f->programme_id);
	form_set(req->form, "pass_mark", arena_printf(req->arena, "%d",
	    m.pass_mark));
	form_set(req->form, "weight", arena_printf(req->arena, "%d",
	    100 - weight_of(components_of(req->db, f->id))));
	component_form(req->out, req, f, component_refusal(req, f));
	return (OK);
}

enum status
component_create(struct request *req)
{
	struct offering	*f = offering_asked(req, req->id[0]);
	struct form	*form = req->form;
	const char	*title, *refusal;
	int64_t		 weight, pass_mark;
	struct date	 due_on;
	struct added	*new = NULL;

	if (f == NULL)
		return (NOT_FOUND);
	title = form_text(form, "title", "The title", TITLE_MAX,
	    "Enter what is assessed");
	weight = form_number(form, "weight", "The weight", 1, 100 -
	    weight_of(components_of(req->db, f->id)), "Enter its share of the "
	    "result, of 100");
	due_on = form_date(form, "due_on", "The due date",
	    "Enter the date that it is due");
	pass_mark = form_number(form, "pass_mark", "The pass mark", 0, 100,
	    "Enter the pass mark");
	if ((refusal = component_refusal(req, f)) != NULL)
		form_refuse(form, "", refusal);
	if (form_ok(form) && (new = component_add(req->db, f->id, title,
	    weight, due_on, pass_mark)) == NULL)
		form_refuse(form, "title", "The module has a component of "
		    "this title already");
	if (!form_ok(form)) {
		component_form(req->out, req, f, refusal);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s added", title),
	    "/modules/%ld", f->id));
}

enum status
session_new(struct request *req)
{
	struct offering	*f = offering_asked(req, req->id[0]);

	if (f == NULL)
		return (NOT_FOUND);
	session_form(req->out, req, f, NULL);
	return (OK);
}

struct session_typed { const char *title; struct date on; int64_t minutes; };

static struct session_typed
session_read(struct request *req, const struct offering *f)
{
	struct session_typed	t;

	t.title = form_text(req->form, "title", "The title",
	    SESSION_TITLE_MAX, "Enter what the session is about");
	t.on = form_date(req->form, "on_date", "The date",
	    "Enter the date of the session");
	t.minutes = form_number(req->form, "minutes", "The length", 15, 600,
	    "Enter the length in minutes");
	if (date_is_set(t.on) && (date_compare(t.on, f->starts_on) < 0 ||
	    date_compare(t.on, f->ends_on) > 0))
		form_refuse(req->form, "on_date", "The date must be within "
		    "the module’s dates");
	return (t);
}

enum status
session_create(struct request *req)
{
	struct offering		*f = offering_asked(req, req->id[0]);
	struct session_typed	 t;

	if (f == NULL)
		return (NOT_FOUND);
	t = session_read(req, f);
	if (!form_ok(req->form)) {
		session_form(req->out, req, f, NULL);
		return (INVALID);
	}
	session_add(req->db, f->id, t.on, t.minutes, t.title);
	return (done(req, arena_printf(req->arena, "%s added", t.title),
	    "/modules/%ld", f->id));
}

static struct module_session *
session_asked(struct request *req, struct offering **f)
{
	struct module_session	*s = session_mine(req->db, req->id[0]);

	if (s == NULL || (*f = offering_asked(req, s->offering_id)) == NULL)
		return (NULL);
	/* Again, for it may have changed while we waited for our turn. */
	return (session_mine(req->db, req->id[0]));
}

enum status
session_change_page(struct request *req)
{
	struct offering		*f;
	struct module_session	*s = session_asked(req, &f);

	if (s == NULL)
		return (NOT_FOUND);
	form_set(req->form, "title", s->title);
	form_set_date(req->form, "on_date", s->on_date);
	form_set(req->form, "minutes", arena_printf(req->arena, "%ld",
	    s->minutes));
	if (s->cancelled)
		form_set(req->form, "cancelled", "yes");
	session_form(req->out, req, f, s);
	return (OK);
}

enum status
session_change_keep(struct request *req)
{
	struct offering		*f;
	struct module_session	*s = session_asked(req, &f);
	struct session_typed	 t;
	int64_t			 version;

	if (s == NULL)
		return (NOT_FOUND);
	t = session_read(req, f);
	version = form_version(req->form, "Open the session again");
	if (form_ok(req->form) && session_change(req->db, s->id, version, t.on,
	    t.minutes, t.title, form_ticked(req->form, "cancelled",
	    "yes")) == NULL) {
		form_refuse(req->form, "version", "The session changed while "
		    "you had it open. Check what you typed, then send it "
		    "again");
		form_replace_version(req->form, s->version);
	}
	if (!form_ok(req->form)) {
		session_form(req->out, req, f, s);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s changed", t.title),
	    "/modules/%ld", f->id));
}
