/* module_changes - staff correct what is offered and what is assessed. */
#include "pages.h"
#include "pages/modules.h"
#include "rules/words.h"
#include "views.h"

enum { TITLE_MAX = 100 };

enum status
offering_change_page(struct request *req)
{
	struct offering	*f = offering_asked(req, req->id[0]);
	struct settled	*s;

	if (f == NULL || (s = offering_settled_of(req->db, f->id)) == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, s->version);
	form_set_date(req->form, "starts_on", f->starts_on);
	form_set_date(req->form, "ends_on", f->ends_on);
	form_set(req->form, "leader", f->leader);
	offering_change_form(req->out, req, f);
	return (OK);
}

/* A module lasts as long as its sessions. */
static void
check_sessions(struct request *req, const struct offering *f,
    struct date starts_on, struct date ends_on)
{
	struct session_days	*days = session_days_of(req->db, f->id);

	if (date_is_set(starts_on) && date_is_set(ends_on) &&
	    date_compare(ends_on, starts_on) < 0)
		form_refuse(req->form, "ends_on", "The end must be on the day "
		    "of the start or after it");
	if (days == NULL || !date_is_set(days->first_on))
		return;
	if (date_is_set(starts_on) &&
	    date_compare(days->first_on, starts_on) < 0)
		form_refusef(req->form, "starts_on", "There is a session on "
		    "%s: the start must be then or before. Change or cancel "
		    "the session first", date_words(req->arena,
		    days->first_on));
	if (date_is_set(ends_on) && date_compare(days->last_on, ends_on) > 0)
		form_refusef(req->form, "ends_on", "There is a session on %s: "
		    "the end must be then or after. Change or cancel the "
		    "session first", date_words(req->arena, days->last_on));
}

static void
refuse_stale(struct request *req, const struct settled *now, const char *what)
{
	form_refusef(req->form, "version", "The %s changed while you had it "
	    "open. Check what you typed, then send it again", what);
	if (now != NULL)
		form_replace_version(req->form, now->version);
}

enum status
offering_change(struct request *req)
{
	struct form	*form = req->form;
	struct offering	*f = offering_asked(req, req->id[0]);
	struct date	 starts_on, ends_on;
	const char	*leader;
	int64_t		 version;

	if (f == NULL)
		return (NOT_FOUND);
	starts_on = form_date(form, "starts_on", "The start",
	    "Enter the date that the module starts");
	ends_on = form_date(form, "ends_on", "The end",
	    "Enter the date that the module ends");
	leader = form_text(form, "leader", "The name", LEADER_MAX,
	    "Enter who leads the module");
	version = form_version(form, "Open the module again");
	check_sessions(req, f, starts_on, ends_on);
	if (form_ok(form) && offering_correct(req->db, f->id, version,
	    starts_on, ends_on, leader) == NULL)
		refuse_stale(req, offering_settled_of(req->db, f->id),
		    "module");
	if (!form_ok(form)) {
		offering_change_form(req->out, req, f);
		return (INVALID);
	}
	return (done(req, "Module changed", "/modules/%ld", f->id));
}

/* A component of the address with its module; a POST then holds the module. */
static struct component *
component_asked(struct request *req, struct offering **f, struct settled **s)
{
	struct component	*c = component_mine(req->db, req->id[0]);

	if (c == NULL || (*f = offering_asked(req, c->offering_id)) == NULL)
		return (NULL);
	*s = component_settled_of(req->db, c->id);
	/* Again, for it may have changed while we waited for our turn. */
	return (*s == NULL ? NULL : component_mine(req->db, c->id));
}

enum status
component_change_page(struct request *req)
{
	struct offering		*f;
	struct settled		*s;
	struct component	*c = component_asked(req, &f, &s);

	if (c == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, s->version);
	form_set(req->form, "title", c->title);
	form_set(req->form, "weight", arena_printf(req->arena, "%ld",
	    c->weight));
	form_set_date(req->form, "due_on", c->due_on);
	form_set(req->form, "pass_mark", arena_printf(req->arena, "%ld",
	    c->pass_mark));
	component_change_form(req->out, req, f, c, s->settled);
	return (OK);
}

/* The share of the result that the others leave. */
static int64_t
weight_left(struct request *req, const struct component *c)
{
	struct component_list	all = components_of(req->db, c->offering_id);
	int64_t			left = 100;

	each (o, all)
		if (o->id != c->id)
			left -= o->weight;
	return (left);
}

/* What settled marks leave open is the title alone. */
static struct component
read_component(struct request *req, const struct component *is, bool settled)
{
	struct form		*f = req->form;
	struct component	 c = *is;

	c.title = form_text(f, "title", "The title", TITLE_MAX,
	    "Enter what is assessed");
	if (settled)
		return (c);
	c.weight = form_number(f, "weight", "The weight", 1,
	    weight_left(req, is), "Enter its share of the result, of 100");
	c.due_on = form_date(f, "due_on", "The due date",
	    "Enter the date that it is due");
	c.pass_mark = form_number(f, "pass_mark", "The pass mark", 0, 100,
	    "Enter the pass mark");
	if (date_is_set(c.due_on) && date_compare(c.due_on, is->due_on) != 0 &&
	    date_compare(c.due_on, req->today) < 0)
		form_refuse(f, "due_on", "The due date must be today or later");
	return (c);
}

static void
refuse_component(struct request *req, const struct component *c,
    const struct settled *now, int64_t version)
{
	if (now == NULL || now->version != version)
		refuse_stale(req, now, "component");
	else
		form_refuse(req->form, "title", "The module has a component "
		    "of this title already");
}

static const char *
tell(struct request *req, const struct offering *f, const struct component *c)
{
	struct arena	*a = req->arena;

	component_tell(req->db, c->id, arena_printf(a, "%s is due on %s",
	    c->title, date_words(a, c->due_on)), arena_printf(a, "The due "
	    "date of %s in %s has changed: it is %s now. An extension that "
	    "was agreed with you stays.", c->title, f->title, date_words(a,
	    c->due_on)));
	return (arena_printf(a, "%s changed. Those who have still to hand it "
	    "in were told the new date by email.", c->title));
}

enum status
component_change(struct request *req)
{
	struct offering		*f;
	struct settled		*s;
	struct component	*is = component_asked(req, &f, &s), c;
	int64_t			 version;
	const char		*notice;

	if (is == NULL)
		return (NOT_FOUND);
	c = read_component(req, is, s->settled);
	version = form_version(req->form, "Open the component again");
	if (form_ok(req->form) && component_correct(req->db, c.id, version,
	    c.title, c.weight, c.due_on, c.pass_mark) == NULL)
		refuse_component(req, &c, component_settled_of(req->db, c.id),
		    version);
	if (!form_ok(req->form)) {
		component_change_form(req->out, req, f, is, s->settled);
		return (INVALID);
	}
	notice = date_compare(c.due_on, is->due_on) != 0 ? tell(req, f, &c) :
	    arena_printf(req->arena, "%s changed", c.title);
	return (done(req, notice, "/modules/%ld", f->id));
}
