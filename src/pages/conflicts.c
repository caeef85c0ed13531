/* conflicts - with whom somebody is never placed. */
#include "pages.h"
#include "pages/choices.h"
#include "views.h"

enum { REASON_MAX_CHARACTERS = 500, EMAIL_MAX = 254 };

static struct trainee *
trainee_asked(struct request *req, int64_t enrolment)
{
	struct trainee	*t = trainee_by_id(req->db, enrolment);

	if (t == NULL || (t->person_id != req->visitor.id &&
	    !request_is(req, STAFF)))
		return (NULL);
	return (t);
}

static enum status
show_conflict(struct request *req, const struct trainee *t, enum status status)
{
	need_conflict_form(req->out, req, t, host_options_of(req->arena,
	    hosts_known(req->db), "No organisation"),
	    request_is(req, STAFF));
	return (status);
}

enum status
need_conflict_new(struct request *req)
{
	struct trainee	*t = trainee_asked(req, req->id[0]);

	return (t == NULL ? NOT_FOUND : show_conflict(req, t, OK));
}

/* Only staff name a person: a trainee is not told who is in Waymark. */
static int64_t
person_meant(struct request *req, const struct trainee *t)
{
	const char	*email = NULL;
	struct somebody	*who;

	if (request_is(req, STAFF))
		email = form_optional_text(req->form, "email",
		    "The email address", EMAIL_MAX);
	if (email == NULL)
		return (0);
	who = person_called(req->db, email);
	if (who == NULL)
		form_refuse(req->form, "email", "Nobody in your programmes has "
		    "this email address");
	else if (who->id == t->person_id)
		form_refuse(req->form, "email", "Enter the email address of "
		    "somebody else");
	return (who == NULL ? 0 : who->id);
}

enum status
need_conflict_make(struct request *req)
{
	struct trainee	*t = trainee_asked(req, req->id[0]);
	const char	*reason;
	int64_t		 host, person;

	if (t == NULL)
		return (NOT_FOUND);
	host = host_chosen(req, "organisation", hosts_known(req->db), NULL);
	person = person_meant(req, t);
	reason = form_optional_text(req->form, "reason", "The reason",
	    REASON_MAX_CHARACTERS);
	if (form_ok(req->form) && (host != 0) == (person != 0))
		form_refuse(req->form, "organisation", !request_is(req, STAFF) ?
		    "Select the organisation" : "Select an organisation or "
		    "enter an email address, one of the two");
	if (!form_ok(req->form))
		return (show_conflict(req, t, INVALID));
	conflict_add(req->db, t->id, (struct maybe_int){ host != 0, host },
	    (struct maybe_int){ person != 0, person },
	    reason == NULL ? "" : reason);
	return (done(req, "Conflict recorded", "/trainees/%ld/needs", t->id));
}

static struct conflict *
conflict_asked(struct request *req)
{
	struct conflict	*k = conflict_by_id(req->db, req->id[0]);

	if (k == NULL || trainee_asked(req, k->enrolment_id) == NULL)
		return (NULL);
	return (k);
}

enum status
need_conflict_lift_page(struct request *req)
{
	struct conflict	*k = conflict_asked(req);

	if (k == NULL)
		return (NOT_FOUND);
	need_conflict_lift_form(req->out, req, k);
	return (OK);
}

enum status
need_conflict_end(struct request *req)
{
	struct conflict	*k = conflict_asked(req);

	if (k == NULL)
		return (NOT_FOUND);
	conflict_lift(req->db, k->id);
	return (done(req, "Conflict taken away", "/trainees/%ld/needs",
	    k->enrolment_id));
}
