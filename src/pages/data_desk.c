/* data_desk - what staff do about people's data, on one page, and holds. */
#include <string.h>

#include "pages.h"
#include "pages/data_rights.h"
#include "views.h"

enum { REASON_MAX = 1000, EMAIL_MAX = 254 };

enum status
data_desk(struct request *req)
{
	struct data_desk	d = {
		.officer = request_is(req, DATA_OFFICER),
		.requests = rights_to_answer(req->db),
		.holds = legal_holds(req->db),
		.erasures = erasures(req->db),
		.openings = openings(req->db),
		.programmes = closing_programmes(req->db),
	};

	data_desk_page(req->out, req, &d);
	return (OK);
}

struct data_subject *
data_subject_asked(struct request *req, const char **reason)
{
	const char		*email;
	struct data_subject	*p = NULL;

	email = form_text(req->form, "email", "The email address", EMAIL_MAX,
	    "Enter their email address");
	*reason = form_text(req->form, "reason", "The reason", REASON_MAX,
	    "Enter why");
	if (form_error(req->form, "email") == NULL) {
		p = data_subject_of(req->db, email);
		if (p == NULL)
			form_refuse(req->form, "email", "Nobody of your "
			    "programme has this address");
		else if (p->person_id == req->visitor.id)
			form_refuse(req->form, "email", "A colleague does "
			    "this for you");
	}
	return (form_ok(req->form) ? p : NULL);
}

void
data_officers_tell(struct request *req, int64_t programme, const char *subject,
    const char *what)
{
	struct addressee_list	officers = data_officers_of(req->db, programme);

	each (o, officers)
		letter_write(req->db, o->person_id, o->address, subject,
		    arena_printf(req->arena, "Dear %s,\n\n%s\n", o->name,
		    what));
}

enum status
hold_new(struct request *req)
{
	hold_form(req->out, req);
	return (OK);
}

enum status
hold_add(struct request *req)
{
	const char		*reason;
	struct data_subject	*p = data_subject_asked(req, &reason);

	if (p != NULL && legal_hold_add(req->db, p->person_id,
	    p->programme_id, reason) == NULL)
		form_refuse(req->form, "email", "Their record is on hold "
		    "already");
	if (!form_ok(req->form)) {
		hold_form(req->out, req);
		return (INVALID);
	}
	return (done(req, "Nothing of their record is erased while it is on "
	    "hold.", "/data"));
}

enum status
hold_page(struct request *req)
{
	struct legal_hold	*h = legal_hold_by_id(req->db, req->id[0]);

	if (h == NULL)
		return (NOT_FOUND);
	hold_view(req->out, req, h);
	return (OK);
}

enum status
hold_end(struct request *req)
{
	struct legal_hold	*h = legal_hold_by_id(req->db, req->id[0]);
	const char		*why;

	if (h == NULL)
		return (NOT_FOUND);
	why = form_text(req->form, "why", "The reason", REASON_MAX,
	    "Enter why the hold ends");
	if (h->ended_why != NULL)
		form_refuse(req->form, "why", "The hold has ended already");
	if (!form_ok(req->form)) {
		hold_view(req->out, req, h);
		return (INVALID);
	}
	legal_hold_end(req->db, h->id, why);
	return (done(req, "The hold has ended.", "/data"));
}
