/* sessions - where people are signed in, and a password that they change. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/accounts.h"
#include "views.h"

enum status
sessions_page(struct request *req)
{
	sessions_view(req->out, req, sessions_mine(req->db));
	return (OK);
}

static int64_t
end_others(struct request *req)
{
	struct session_own_list	all = sessions_mine(req->db);

	sessions_end_others(req->db);
	return (all.n > 0 ? (int64_t)all.n - 1 : 0);
}

/* "others", or the number of one of them. */
enum status
sessions_end(struct request *req)
{
	const char		*which = form_value(req->form, "session");
	struct session_ended	*ended;
	int64_t			 id, n;

	if (strcmp(which, "others") == 0) {
		n = end_others(req);
		account_note(req, req->route->audit, req->visitor.id);
		return (done(req, n == 0 ? "You were signed in nowhere else" :
		    "You are signed out everywhere else",
		    "/account/sessions"));
	}
	id = form_number(req->form, "session", "The session", 1, INT64_MAX,
	    "Select what to end");
	if (!form_ok(req->form)) {
		sessions_view(req->out, req, sessions_mine(req->db));
		return (INVALID);
	}
	ended = session_end(req->db, id);
	if (ended == NULL || !ended->done)
		return (done(req, "It has ended already",
		    "/account/sessions"));
	account_note(req, req->route->audit, req->visitor.id);
	return (done(req, "You are signed out there", "/account/sessions"));
}

enum status
sessions_of_page(struct request *req)
{
	struct session_holder	*who = session_holder_by_id(req->db,
				    req->id[0]);

	if (who == NULL)
		return (NOT_FOUND);
	sessions_of_form(req->out, req, who);
	return (OK);
}

/* Whoever it is, is told by whom: it may have been no device of theirs. */
enum status
sessions_of_end(struct request *req)
{
	struct session_holder	*who = session_holder_by_id(req->db,
				    req->id[0]);
	struct sessions_gone	*gone;

	if (who == NULL)
		return (NOT_FOUND);
	gone = sessions_end_of(req->db, who->person_id);
	if (gone == NULL || gone->n == 0)
		return (done(req, arena_printf(req->arena, "%s was signed in "
		    "nowhere.", who->name), "/people/%ld/sessions",
		    (long)who->person_id));
	event_note(req->db, req->route->audit, "session",
	    (struct maybe_int){ 0 }, (struct maybe_int){ true,
	    who->person_id }, (struct maybe_int){ true, who->programme_id },
	    req->reference);
	letter_write(req->db, who->person_id, who->address, "You were signed "
	    "out of Waymark", arena_printf(req->arena, "Dear %s,\n\n%s, of "
	    "the staff of your programme, signed you out of Waymark "
	    "everywhere. Your password is as it was: sign in again when you "
	    "need to.\n\nIf you do not know why, ask them. If somebody else "
	    "may know your password, choose a new one.\n", who->name,
	    req->visitor.name));
	return (done(req, arena_printf(req->arena, "%s is signed out "
	    "everywhere, and told by letter.", who->name),
	    "/people/%ld/sessions", (long)who->person_id));
}

enum status
password_page(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);

	if (f == NULL)
		return (FAILED);
	password_form(req->out, req, f);
	return (OK);
}

static enum status
read_both(struct request *req, const struct factor *f, const char **password)
{
	enum status	status;

	*password = password_new(req, "new_password", "");
	if (form_error(req->form, "new_password") != NULL &&
	    *form_value(req->form, "password") != '\0')
		return (INVALID);
	status = password_check(req, f);
	if (status == OK && !form_ok(req->form))
		return (INVALID);
	return (status);
}

enum status
password_changed(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);
	const char	*password;
	enum status	 status;

	if (f == NULL)
		return (FAILED);
	status = read_both(req, f, &password);
	if (status == INVALID || status == TOO_MANY)
		password_form(req->out, req, f);
	if (status != OK)
		return (status);
	password_change(req->db, password_hash(req->arena, password));
	account_begins_anew(req);
	account_note(req, req->route->audit, req->visitor.id);
	account_letter(req, f->person_id, f->name, f->email, "Your password "
	    "was changed", "The password of your account at Waymark was "
	    "changed just now, and you were signed out everywhere else.");
	return (done(req, "Your password is changed. You are signed out "
	    "everywhere else.", "/account"));
}
