/* people - what clears gaps in somebody's own record: number, invitation. */
#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/register.h"
#include "views.h"

enum { INVITATION_DAYS = 14 };

enum status
number_new(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);

	if (t == NULL || !is_of_staff(req, t->programme_id))
		return (NOT_FOUND);
	number_form(req->out, req, t);
	return (OK);
}

enum status
number_record(struct request *req)
{
	struct trainee	*t = trainee_by_id(req->db, req->id[0]);
	const char	*number;
	struct numbered	*n;

	if (t == NULL || !is_of_staff(req, t->programme_id))
		return (NOT_FOUND);
	number = swe_number_typed(req->form, "swe_number");
	if (form_ok(req->form) && number == NULL)
		form_refuse(req->form, "swe_number", "Enter the Social Work "
		    "England number");
	if (form_ok(req->form)) {
		n = person_numbered(req->db, t->person_id, number);
		if (n == NULL || !n->ok)
			form_refuse(req->form, "swe_number", t->swe_number !=
			    NULL ? "They have a number already" : "Somebody "
			    "else is recorded with this number");
	}
	if (!form_ok(req->form)) {
		number_form(req->out, req, t);
		return (INVALID);
	}
	return (done(req, "The number is recorded.", "/trainees/%ld", t->id));
}

enum status
invitation_new(struct request *req)
{
	struct invitee	*p = invitee_by_id(req->db, req->id[0]);

	if (p == NULL)
		return (NOT_FOUND);
	invitation_form(req->out, req, p);
	return (OK);
}

enum status
invitation_send(struct request *req)
{
	struct invitee	*p = invitee_by_id(req->db, req->id[0]);
	const char	*token = secret_token(req->arena), *letter;

	if (p == NULL)
		return (NOT_FOUND);
	letter = arena_printf(req->arena, "Dear %s,\n\nYou were invited to "
	    "Waymark, where you record and see what your programme asks for, "
	    "and have not signed in yet.\n\nChoose your password here within "
	    "%d days:\n%s/choose-password?link=%s\n\nAfterwards you sign in "
	    "with this email address.\n", p->name, INVITATION_DAYS,
	    own_origin(), token);
	people_invite(req->db, (struct int_list){ &p->id, 1 },
	    (struct text_list){ &token, 1 }, (struct text_list){ &p->email, 1 },
	    "Your invitation to Waymark", (struct text_list){ &letter, 1 },
	    INVITATION_DAYS);
	return (done(req, arena_printf(req->arena, "%s is invited again.",
	    p->name), "/attention?about=never-signed-in"));
}
