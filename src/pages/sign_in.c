/* sign_in - sign in and out, and choose a password by a one-time link. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "pages.h"
#include "pages/accounts.h"
#include "rules/password.h"
#include "views.h"

enum {
	EMAIL_MAX = 254, PASSWORD_MIN = 12, PASSWORD_MAX = 1000,
	RESET_HOURS = 2,
};

enum status
sign_in_page(struct request *req)
{
	if (req->visitor.id != 0)
		return (see_other(req, "%s", url_local(req->arena,
		    form_value(req->form, "to")).s));
	sign_in_form(req->out, req);
	return (OK);
}

static void
note(struct request *req, const char *event, const char *subject,
    struct maybe_int person)
{
	static const struct maybe_int	none;

	event_note(req->db, event, subject, none, person, none,
	    req->reference);
}

/* The same words and the same time, whatever was wrong. */
static enum status
refuse_sign_in(struct request *req, const char *email, struct maybe_int person)
{
	wrong_password(req->db, email, req->address);
	note(req, "SIGN_IN_REFUSED", "session", person);
	req->recorded = true;
	form_refuse(req->form, "password",
	    "The email address or the password is not right");
	sign_in_form(req->out, req);
	return (INVALID);
}

static enum status
ask_to_wait(struct request *req, int64_t seconds)
{
	enum status	status = account_waits(req, "password", seconds,
			    ", or choose a new password");

	sign_in_form(req->out, req);
	return (status);
}

bool
account_password_right(struct request *req, const struct account *account,
    const char *password)
{
	return (password_right(account->password_hash, account->trimmed ?
	    text_trim(req->arena, password) : password));
}

enum status
sign_in(struct request *req)
{
	struct account	*account;
	const char	*email, *password;

	email = form_text(req->form, "email", "The email address", EMAIL_MAX,
	    "Enter your email address");
	password = form_password(req->form, "password", "The password",
	    PASSWORD_MAX, "Enter your password");
	if (!form_ok(req->form)) {
		sign_in_form(req->out, req);
		return (INVALID);
	}
	account = account_of(req->db, email, req->address);
	if (account == NULL)
		return (UNAVAILABLE);
	if (account->wait_seconds > 0)
		return (ask_to_wait(req, account->wait_seconds));
	if (!account_password_right(req, account, password))
		return (refuse_sign_in(req, email, account->person_id));
	return (account_enters(req, account->person_id.value,
	    url_local(req->arena, form_value(req->form, "to")).s));
}

enum status
sign_out(struct request *req)
{
	note(req, req->route->audit, "session",
	    (struct maybe_int){ true, req->visitor.id });
	session_finish(req);
	return (see_other(req, "/sign-in?out=yes"));
}

enum status
password_forgotten_page(struct request *req)
{
	password_forgotten_form(req->out, req);
	return (OK);
}

static void
send_link(struct request *req, const struct addressee *to)
{
	const char	*token = secret_token(req->arena);

	link_make(req->db, to->person_id, token, "reset", RESET_HOURS);
	letter_write_secret(req->db, to->person_id, to->address,
	    "Choose a new password for Waymark",
	    arena_printf(req->arena, "Dear %s,\n\nSomebody, most likely you, "
	    "asked to choose a new password.\n\nChoose it here within %d "
	    "hours:\n%s/choose-password?link=%s\n\nIf it was not you, do "
	    "nothing: your password stays as it is.\n",
	    to->name, RESET_HOURS, own_origin(), token));
}

/* The answer is the same whether or not there is such an account. */
enum status
password_forgotten(struct request *req)
{
	const char		*email;
	struct permission	*may;
	struct addressee	*to;

	email = form_text(req->form, "email", "The email address", EMAIL_MAX,
	    "Enter your email address");
	if (!form_ok(req->form)) {
		password_forgotten_form(req->out, req);
		return (INVALID);
	}
	may = link_permission(req->db, email, req->address);
	to = addressee_of(req->db, email);
	if (to != NULL && may != NULL && may->given)
		send_link(req, to);
	note(req, req->route->audit, "credential", to != NULL ?
	    (struct maybe_int){ true, to->person_id } :
	    (struct maybe_int){ 0 });
	return (see_other(req, "/forgotten-password?sent=yes"));
}

enum status
password_choose_page(struct request *req)
{
	const char		*token = form_value(req->form, "link");
	struct addressee	*who = NULL;

	if (secret_is_token(token))
		who = link_holder(req->db, token);
	password_choose_form(req->out, req, who);
	return (OK);
}

static bool
is_known(struct request *req, const char *password, const char *link)
{
	struct known_name_list	 known = password_names(req->db, link);
	const char		**names = arena_array(req->arena, known.n + 1,
				    sizeof(*names));

	for (size_t i = 0; i < known.n; i++)
		names[i] = known.v[i].name;
	return (password_of_names(req->arena, password, names, known.n));
}

/* Long enough, and not what anybody would try first. */
const char *
password_new(struct request *req, const char *field, const char *link)
{
	const char	*password;

	password = form_password(req->form, field, "The password",
	    PASSWORD_MAX, "Enter a password");
	if (form_error(req->form, field) != NULL)
		return (NULL);
	if (text_length(password) < PASSWORD_MIN)
		form_refuse(req->form, field,
		    "The password must be 12 characters or more");
	else if (password_used(req->arena, password))
		form_refuse(req->form, field, "Many people use this password, "
		    "or one much like it. Enter another, for example three "
		    "words that do not belong together");
	else if (is_known(req, password, link))
		form_refuse(req->form, field, "The password must be more than "
		    "your name, your organisation or words of your work");
	return (password);
}

/* A link takes the place of a password, never of the step behind it. */
static enum status
signs_in(struct request *req, int64_t person)
{
	enum status	status = account_enters(req, person, "/");

	note(req, req->route->audit, "credential",
	    (struct maybe_int){ true, person });
	notice_set(req->db, "Your password is changed, and you are signed in");
	return (status);
}

enum status
password_choose(struct request *req)
{
	const char		*token = form_value(req->form, "link");
	const char		*password;
	struct addressee	*who = NULL;
	struct used		*used;

	if (secret_is_token(token))
		who = link_holder(req->db, token);
	if (who == NULL) {
		password_choose_form(req->out, req, NULL);
		return (INVALID);
	}
	password = password_new(req, "password", token);
	if (form_ok(req->form)) {
		used = link_use(req->db, token,
		    password_hash(req->arena, password));
		if (used != NULL && used->done) {
			return (signs_in(req, who->person_id));
		}
		who = NULL;
	}
	password_choose_form(req->out, req, who);
	return (INVALID);
}
