/* confirm - who it is, asked again before what matters most. */
#include <string.h>

#include "core/secret.h"
#include "pages.h"
#include "pages/accounts.h"
#include "views.h"

enum { PASSWORD_MAX = 1000 };

enum status
confirm_page(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);

	if (f == NULL)
		return (FAILED);
	confirm_form(req->out, req, f);
	return (OK);
}

/* As at signing in, and braked by the same count. */
enum status
password_check(struct request *req, const struct factor *f)
{
	const char	*password = form_password(req->form, "password",
			    "The password", PASSWORD_MAX,
			    "Enter your password");
	struct account	*account;

	if (form_error(req->form, "password") != NULL)
		return (INVALID);
	account = account_of(req->db, f->email, req->address);
	if (account == NULL)
		return (UNAVAILABLE);
	if (account->wait_seconds > 0)
		return (account_waits(req, "password", account->wait_seconds,
		    ""));
	if (account_password_right(req, account, password))
		return (OK);
	wrong_password(req->db, f->email, req->address);
	account_refused(req, "PASSWORD_REFUSED", f->person_id);
	form_refuse(req->form, "password", "The password is not right");
	return (INVALID);
}

/* Either will do. */
static enum status
check(struct request *req, struct factor *f)
{
	if (f->sealed.data != NULL && *form_value(req->form, "totp") != '\0')
		return (factor_check(req, "", f));
	return (password_check(req, f));
}

enum status
confirm_given(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);
	enum status	 status = f == NULL ? FAILED : check(req, f);

	if (status == OK) {
		session_confirm(req->db);
		account_note(req, req->route->audit, f->person_id);
		return (see_other(req, "%s", url_local(req->arena,
		    form_value(req->form, "to")).s));
	}
	if (status == INVALID || status == TOO_MANY)
		confirm_form(req->out, req, f);
	return (status);
}
