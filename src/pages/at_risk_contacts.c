/* at_risk_contacts - somebody spoke to a trainee about their flags. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "views.h"

enum { DAYS_BACK = 365 };

static bool
records(struct request *req, struct at_risk_person *p)
{
	return (at_risk_begin(req, req->id[0], p) && p->who->supports);
}

enum status
contact_new(struct request *req)
{
	struct at_risk_person	p;

	if (!records(req, &p))
		return (NOT_FOUND);
	if (!form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	contact_form(req->out, req, &p);
	return (OK);
}

static struct date
contact_day(struct request *req)
{
	struct date	on = form_date(req->form, "on", "The date",
			    "Enter the date");

	if (!date_is_set(on))
		return (on);
	if (date_compare(on, req->today) > 0)
		form_refuse(req->form, "on", "The date must be today or in "
		    "the past");
	else if (date_compare(on, date_plus_days(req->today, -DAYS_BACK)) < 0)
		form_refuse(req->form, "on", "The date must be within the "
		    "last year");
	return (on);
}

/* Those that were ticked, each a flag of theirs that stands. */
static struct int_list
flags_ticked(struct request *req, const struct at_risk_person *p)
{
	int64_t	*ids = arena_array(req->arena, p->nopen, sizeof(*ids));
	size_t	 n = 0;

	for (size_t i = 0; i < p->nopen; i++)
		if (form_ticked(req->form, "flags", arena_printf(req->arena,
		    "%ld", (long)p->flags.v[i].id)))
			ids[n++] = p->flags.v[i].id;
	return ((struct int_list){ ids, n });
}

enum status
contact_make(struct request *req)
{
	struct at_risk_person	 p;
	enum contact_how	 how;
	struct date		 on;
	const char		*note;

	if (!records(req, &p))
		return (NOT_FOUND);
	on = contact_day(req);
	how = contact_how_from(form_value(req->form, "how"));
	if (how == CONTACT_HOW_NONE)
		form_refuse(req->form, "how", "Select how it was");
	note = form_text(req->form, "note", "What was said", FLAG_WORDS_MAX,
	    "Enter what was said");
	if (!form_ok(req->form)) {
		contact_form(req->out, req, &p);
		return (INVALID);
	}
	contact_add(req->db, p.who->enrolment_id, p.who->person_id,
	    p.who->programme_id, on, how, flags_ticked(req, &p), note);
	return (done(req, "Contact recorded", "/trainees/%ld/at-risk",
	    p.who->enrolment_id));
}

/* One that whoever asks recorded themself. */
static const struct contact_line *
own_contact(struct request *req, struct at_risk_person *p)
{
	if (records(req, p))
		each (c, p->contacts)
			if (c->id == req->id[1] &&
			    c->by_id == req->visitor.id)
				return (c);
	return (NULL);
}

enum status
contact_undo_page(struct request *req)
{
	struct at_risk_person		 p;
	const struct contact_line	*c = own_contact(req, &p);

	if (c == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, c->version);
	contact_undo_form(req->out, req, &p, c);
	return (OK);
}

enum status
contact_undo(struct request *req)
{
	struct at_risk_person		 p;
	const struct contact_line	*c = own_contact(req, &p);
	int64_t				 version;

	if (c == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the page again");
	if (form_ok(req->form) && contact_mark(req->db, p.who->enrolment_id,
	    c->id, version, !c->removed) == 0)
		form_refuse(req->form, "version", "This contact changed while "
		    "you had it open. Open it again");
	if (!form_ok(req->form)) {
		contact_undo_form(req->out, req, &p, c);
		return (INVALID);
	}
	return (done(req, c->removed ? "The contact is put back" :
	    "The contact is taken back", "/trainees/%ld/at-risk",
	    p.who->enrolment_id));
}
