/* second_step - what comes between a password and a session. */
#include <string.h>

#include "core/device.h"
#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/accounts.h"
#include "views.h"

static const char *
way_on(struct request *req)
{
	return (url_local(req->arena, form_value(req->form, "to")).s);
}

/* Somebody whose password is known elsewhere learns of it this way. */
static void
tell_of_new_device(struct request *req, int64_t person)
{
	const char		*device = device_words(req->arena,
				    req->user_agent);
	struct device_news	*is = device_is_new(req->db, person, device);
	struct addressee	*who;

	if (is == NULL || !is->new_one ||
	    (who = addressee_by_id(req->db, person)) == NULL)
		return;
	account_letter(req, person, who->name, who->address, "You signed in "
	    "on a new device", arena_printf(req->arena, "Somebody, most "
	    "likely you, signed in to Waymark with %s, with which you have "
	    "not signed in lately.", device));
}

static void
begin_session(struct request *req, int64_t person)
{
	tell_of_new_device(req, person);
	session_start(req, person);
	account_note(req, "SESSION_STARTED", person);
}

enum status
account_enters(struct request *req, int64_t person, const char *to)
{
	return (account_enters_with(req, person, "PASSWORD_ACCEPTED", false,
	    to));
}

enum status
account_enters_with(struct request *req, int64_t person, const char *event,
    bool second_step, const char *to)
{
	struct step_next	*next = step_needed(req->db, person);
	const char		*token;

	if (next == NULL)
		return (UNAVAILABLE);
	if (second_step || (!next->has_factor && !next->needs_factor)) {
		begin_session(req, person);
		return (see_other(req, "%s", to));
	}
	token = secret_token(req->arena);
	step_begin(req->db, person, token);
	session_keep(req, KEPT_STEP, token);
	account_note(req, event, person);
	if (next->has_factor)
		return (see_other(req, "/sign-in/code?to=%s", to));
	return (see_other(req, "/sign-in/set-up?to=%s", to));
}

/* Whose step it is; NULL: nobody's, or it took more than ten minutes. */
static struct factor *
factor_of_step(struct request *req, const char **step)
{
	*step = session_kept(req, KEPT_STEP);
	return (*step == NULL ? NULL : factor_asked(req->db, *step,
	    req->address));
}

static enum status
begin_again(struct request *req)
{
	if (req->visitor.id != 0)
		return (see_other(req, "%s", way_on(req)));
	return (see_other(req, "/sign-in?to=%s", way_on(req)));
}

static void
finish_step(struct request *req, const char *step, int64_t person)
{
	step_end(req->db, step);
	session_keep(req, KEPT_STEP, "");
	begin_session(req, person);
}

enum status
code_page(struct request *req)
{
	const char	*step;
	struct factor	*f = factor_of_step(req, &step);

	if (f == NULL || f->sealed.data == NULL)
		return (begin_again(req));
	second_step_form(req->out, req);
	return (OK);
}

enum status
code_enter(struct request *req)
{
	const char	*step;
	struct factor	*f = factor_of_step(req, &step);
	enum status	 status;

	if (f == NULL || f->sealed.data == NULL)
		return (begin_again(req));
	status = factor_check(req, step, f);
	if (status != OK) {
		second_step_form(req->out, req);
		return (status);
	}
	finish_step(req, step, f->person_id);
	return (see_other(req, "%s", way_on(req)));
}

enum status
set_up_page(struct request *req)
{
	const char	*step;
	struct factor	*f = factor_of_step(req, &step);
	struct set_up	 s;

	if (f == NULL || f->sealed.data != NULL)
		return (begin_again(req));
	if (!set_up_begin(req, step, f, &s))
		return (FAILED);
	first_set_up_form(req->out, req, &s);
	return (OK);
}

/* The recovery codes are shown this once: Waymark keeps their hashes alone. */
enum status
set_up_finish(struct request *req)
{
	const char	*step;
	struct factor	*f = factor_of_step(req, &step);
	struct set_up	 s;
	enum status	 status;

	if (f == NULL || f->sealed.data != NULL)
		return (begin_again(req));
	status = set_up_confirm(req, step, f, &s);
	if (status == OK) {
		finish_step(req, step, f->person_id);
		recovery_codes_page(req->out, req, s.codes,
		    url_local(req->arena, form_value(req->form, "to")));
	} else if (status != FAILED) {
		first_set_up_form(req->out, req, &s);
	}
	return (status);
}
