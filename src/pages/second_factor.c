/* second_factor - setting up codes of an app, and checking them. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "charts/qr.h"
#include "core/log.h"
#include "core/secret.h"
#include "core/text.h"
#include "core/totp.h"
#include "pages.h"
#include "pages/accounts.h"
#include "rules/feedback_code.h"

enum {
	CODE_MAX = 60,			/* as it is typed, spaces and all */
	RECOVERY_LENGTH = 28,		/* of 22 signs: 124 bits */
	TRIES_TOLD = 5,			/* wrong codes, then a letter */
};

void
account_note(struct request *req, const char *event, int64_t person)
{
	static const struct maybe_int	none;

	event_note(req->db, event, "second_factor", none,
	    (struct maybe_int){ true, person }, none, req->reference);
}

void
account_refused(struct request *req, const char *event, int64_t person)
{
	account_note(req, event, person);
	req->recorded = true;
}

void
account_letter(struct request *req, int64_t person, const char *name,
    const char *address, const char *subject, const char *said)
{
	letter_write(req->db, person, address, subject,
	    arena_printf(req->arena, "Dear %s,\n\n%s\n\nIf it was not you, "
	    "choose a new password at once, and tell the staff of your "
	    "programme.\n", name, said));
}

enum status
account_waits(struct request *req, const char *field, int64_t seconds,
    const char *or_else)
{
	form_refusef(req->form, field, "There were too many tries. Wait "
	    "%ld %s, then try again%s.",
	    seconds < 60 ? seconds : (seconds + 59) / 60,
	    seconds < 60 ? "seconds" : seconds <= 60 ? "minute" : "minutes",
	    or_else);
	return (TOO_MANY);
}

/* Six digits without the spaces between them, or NULL. */
static const char *
digits_of(struct arena *a, const char *typed)
{
	char	*digits = arena_alloc(a, TOTP_DIGITS + 1);
	size_t	 n = 0;

	for (const char *s = text_visible(a, typed); *s != '\0';) {
		int32_t	c = text_coded(text_next(&s));

		if (c == ' ' || c == '-' || c == 0)
			continue;
		if (c < '0' || c > '9' || n == TOTP_DIGITS)
			return (NULL);
		digits[n++] = (char)c;
	}
	return (n == TOTP_DIGITS ? digits : NULL);
}

static const unsigned char *
seed_of(struct request *req, const struct factor *f)
{
	return (secret_open(req->arena, f->sealed.data, f->sealed.length,
	    f->person_id));
}

static struct bytes
hash_of(struct request *req, const char *code)
{
	return ((struct bytes){ secret_sha256(req->arena, code, strlen(code)),
	    SECRET_BYTES });
}

/* Codes are few and a letter tells of each that goes. */
static bool
takes_recovery(struct request *req, const char *step, struct factor *f,
    const char *typed)
{
	const char		*code = code_typed(req->arena, typed,
				    RECOVERY_LENGTH);
	struct factor_taken	*is;

	if (code == NULL)
		return (false);
	is = factor_recovery_take(req->db, step, hash_of(req, code));
	if (is == NULL || !is->taken)
		return (false);
	f->codes_left--;
	account_note(req, "RECOVERY_CODE_USED", f->person_id);
	account_letter(req, f->person_id, f->name, f->email, "One of your "
	    "recovery codes was used", arena_printf(req->arena, "One of your "
	    "recovery codes for Waymark was used just now. It does not work "
	    "again. You have %ld left.", (long)f->codes_left));
	return (true);
}

static bool
takes_code(struct request *req, const char *step, const struct factor *f,
    const char *code)
{
	const unsigned char	*seed = seed_of(req, f);
	struct factor_taken	*is;
	int64_t			 at;

	if (seed == NULL)
		log_line("second factor", "what was kept does not open with "
		    "the key of WAYMARK_SEAL_KEY");
	if (seed == NULL ||
	    (at = totp_step(req->arena, seed, time(NULL), code)) == 0)
		return (false);
	is = factor_code_take(req->db, step, at);
	return (is != NULL && is->taken);
}

/* Whoever guesses codes has the password already: its owner is told. */
static enum status
refuse_code(struct request *req, const char *step, const struct factor *f)
{
	struct factor_tries	*tries = factor_wrong(req->db, step,
				    req->address);

	account_refused(req, "CODE_REFUSED", f->person_id);
	if (tries != NULL && tries->n == TRIES_TOLD)
		account_letter(req, f->person_id, f->name, f->email, "Wrong "
		    "codes for your account", "Somebody typed your password "
		    "for Waymark, and then wrong codes, five times.");
	form_refuse(req->form, "totp", "The code is not right. Each code "
	    "works once, and your app shows a new one every 30 seconds. If "
	    "none is right, let your phone set its clock by itself");
	return (INVALID);
}

static const char *
code_sent(struct request *req)
{
	return (form_text(req->form, "totp", "The code", CODE_MAX,
	    "Enter the code"));
}

enum status
factor_check(struct request *req, const char *step, struct factor *f)
{
	const char	*typed = code_sent(req), *digits;
	bool		 right;

	if (!form_ok(req->form))
		return (INVALID);
	if (f->wait_seconds > 0)
		return (account_waits(req, "totp", f->wait_seconds, ""));
	digits = digits_of(req->arena, typed);
	right = digits != NULL ? takes_code(req, step, f, digits) :
	    takes_recovery(req, step, f, typed);
	return (right ? OK : refuse_code(req, step, f));
}

static struct html
qr_of(struct request *req, const char *text)
{
	struct out	 o = { 0 };
	const char	*markup = "";

	if (qr_code(&o, text, "The key as a QR code, for your app"))
		markup = arena_strndup(req->arena, o.data, o.len);
	out_free(&o);
	return ((struct html){ markup });
}

/* The same each time that it is shown to one session, and another once it was
 * set up: nothing is kept until it is confirmed. */
static const unsigned char *
seed_offered(struct request *req, const char *step, const struct factor *f)
{
	return (secret_seed(req->arena, *step != '\0' ? step :
	    req->visitor.token, f->set_at.s));
}

bool
set_up_begin(struct request *req, const char *step, const struct factor *f,
    struct set_up *s)
{
	const unsigned char	*seed = seed_offered(req, step, f);

	*s = (struct set_up){ .replaces = f->sealed.data != NULL };
	if (seed == NULL) {
		log_line("second factor", "WAYMARK_SEAL_KEY is not set");
		return (false);
	}
	s->words = totp_words(req->arena, seed);
	s->qr = qr_of(req, totp_address(req->arena, seed, f->email));
	return (true);
}

static const char *
in_fours(struct arena *a, const char *code)
{
	const char	*written = arena_printf(a, "%.4s", code);

	while (strlen(code) > 4)
		written = arena_printf(a, "%s-%.4s", written, code += 4);
	return (written);
}

static struct text_list
make_codes(struct request *req, struct text_list *hashes)
{
	const char	**codes = arena_array(req->arena, RECOVERY_CODES,
			    sizeof(*codes));
	const char	**hash = arena_array(req->arena, RECOVERY_CODES,
			    sizeof(*hash));
	const char	 *code;

	for (int i = 0; i < RECOVERY_CODES; i++) {
		code = secret_letters(req->arena, FEEDBACK_SIGNS,
		    RECOVERY_LENGTH);
		codes[i] = in_fours(req->arena, code);
		hash[i] = secret_hex(req->arena, hash_of(req, code).data,
		    SECRET_BYTES);
	}
	*hashes = (struct text_list){ hash, RECOVERY_CODES };
	return ((struct text_list){ codes, RECOVERY_CODES });
}

struct text_list
recovery_codes(struct request *req, const char *step)
{
	struct text_list	hashes, codes = make_codes(req, &hashes);

	recovery_codes_set(req->db, step, hashes);
	return (codes);
}

static void
keep(struct request *req, const char *step, const struct factor *f,
    const unsigned char *seed, int64_t at, struct set_up *s)
{
	const unsigned char	*sealed = secret_seal(req->arena, seed,
				    SECRET_SEED, f->person_id);
	struct text_list	 hashes;

	s->codes = make_codes(req, &hashes);
	factor_set(req->db, step, (struct bytes){ sealed,
	    SECRET_SEED + SECRET_SEAL }, at, hashes);
	account_note(req, s->replaces ? "SECOND_FACTOR_REPLACED" :
	    "SECOND_FACTOR_SET_UP", f->person_id);
	account_letter(req, f->person_id, f->name, f->email, s->replaces ?
	    "Your second step was replaced" : "You sign in with a second step "
	    "from now on", "From now on you need your password and a code of "
	    "your app, or one of your recovery codes, to sign in to Waymark.");
}

enum status
set_up_confirm(struct request *req, const char *step, const struct factor *f,
    struct set_up *s)
{
	const char		*typed = code_sent(req), *digits;
	const unsigned char	*seed;
	int64_t			 at = 0;

	if (!set_up_begin(req, step, f, s))
		return (FAILED);
	if (!form_ok(req->form))
		return (INVALID);
	if (f->wait_seconds > 0)
		return (account_waits(req, "totp", f->wait_seconds, ""));
	seed = seed_offered(req, step, f);
	digits = digits_of(req->arena, typed);
	if (digits != NULL)
		at = totp_step(req->arena, seed, time(NULL), digits);
	if (at == 0) {
		form_refuse(req->form, "totp", "The code is not of this key. "
		    "Enter the 6 digits that your app shows now. If none is "
		    "right, let your phone set its clock by itself");
		return (INVALID);
	}
	keep(req, step, f, seed, at, s);
	return (OK);
}
