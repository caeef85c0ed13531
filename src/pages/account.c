/* account - somebody's own account: how they sign in. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/accounts.h"
#include "pages/provider.h"
#include "views.h"

enum status
account(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);

	if (f == NULL)
		return (NOT_FOUND);
	account_page(req->out, req, f, provider_account_mine(req));
	return (OK);
}

void
account_begins_anew(struct request *req)
{
	sessions_end_others(req->db);
	session_start(req, req->visitor.id);
}

enum status
factor_page(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);
	struct set_up	 s;

	if (f == NULL || !set_up_begin(req, "", f, &s))
		return (FAILED);
	set_up_form(req->out, req, &s);
	return (OK);
}

enum status
factor_keep(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);
	struct set_up	 s;
	enum status	 status;

	if (f == NULL)
		return (FAILED);
	status = set_up_confirm(req, "", f, &s);
	if (status == OK) {
		account_begins_anew(req);
		recovery_codes_page(req->out, req, s.codes,
		    (struct url){ "/account" });
	} else if (status != FAILED) {
		set_up_form(req->out, req, &s);
	}
	return (status);
}

/* Where it is needed, it is replaced and not ended. */
static struct factor *
factor_to_end(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);

	return (f == NULL || f->sealed.data == NULL || f->needed ? NULL : f);
}

enum status
factor_end_page(struct request *req)
{
	if (factor_to_end(req) == NULL)
		return (see_other(req, "/account"));
	factor_end_form(req->out, req);
	return (OK);
}

enum status
factor_end(struct request *req)
{
	struct factor	*f = factor_to_end(req);
	enum status	 status;

	if (f == NULL)
		return (see_other(req, "/account"));
	status = factor_check(req, "", f);
	if (status != OK) {
		factor_end_form(req->out, req);
		return (status);
	}
	factor_drop(req->db);
	account_note(req, req->route->audit, f->person_id);
	account_letter(req, f->person_id, f->name, f->email, "Your second "
	    "step is ended", "From now on your password alone signs you in to "
	    "Waymark.");
	account_begins_anew(req);
	return (done(req, "Your second step is ended", "/account"));
}

enum status
codes_page(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);

	if (f == NULL || f->sealed.data == NULL)
		return (see_other(req, "/account"));
	codes_form(req->out, req, f);
	return (OK);
}

enum status
codes_make(struct request *req)
{
	struct factor	*f = factor_asked(req->db, "", req->address);
	enum status	 status;

	if (f == NULL || f->sealed.data == NULL)
		return (see_other(req, "/account"));
	status = factor_check(req, "", f);
	if (status != OK) {
		codes_form(req->out, req, f);
		return (status);
	}
	account_note(req, req->route->audit, f->person_id);
	recovery_codes_page(req->out, req, recovery_codes(req, ""),
	    (struct url){ "/account" });
	return (OK);
}
