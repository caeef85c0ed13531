#pragma once
/*
 * accounts - signing in by a second step, and what a second factor is set up
 * and checked with.
 *
 * step: the token of a step that is to go before there is a session, or "" of
 * whoever is signed in.
 */
#include "core/request.h"
#include "queries.h"

enum { RECOVERY_CODES = 10 };

/* A seed that is shown, to be confirmed by a code. */
struct set_up {
	const char	*words;		/* the seed as it is typed */
	struct html	 qr;
	bool		 replaces;
	struct text_list codes;		/* once it was confirmed */
};

/* Somebody's password was right, or they used a link: a session, or what has
 * to come before it; then `to`. */
enum status	 account_enters(struct request *, int64_t person,
		    const char *to);

/* The same of somebody who was known in another way, of which this event
 * tells, and who took a second step there, or did not. */
enum status	 account_enters_with(struct request *, int64_t person,
		    const char *event, bool second_step, const char *to);

/* Checks the code in the field "totp", of the app or a recovery code: OK, or
 * what the page that asked answers, with the reason in the form. */
enum status	 factor_check(struct request *, const char *step,
		    struct factor *);

/* The same for the field "password", of somebody who is signed in. */
enum status	 password_check(struct request *, const struct factor *);

/* A password that is new, of a link's holder or, without one (""), of whoever
 * is signed in; the form says why one will not do. */
const char	*password_new(struct request *, const char *field,
		    const char *link);
/* Whether it is theirs, in the same time when they have none. */
bool		 account_password_right(struct request *,
		    const struct account *, const char *password);

/* The seed to set up; false: there is no key, which is an operator's fault. */
bool		 set_up_begin(struct request *, const char *step,
		    const struct factor *, struct set_up *);
/* Keeps it when the field "totp" holds a code of it: OK, and the recovery
 * codes are in set_up; else as factor_check(). */
enum status	 set_up_confirm(struct request *, const char *step,
		    const struct factor *, struct set_up *);
struct text_list recovery_codes(struct request *, const char *step);

/* Whoever changes how they sign in is signed in anew, and nowhere else. */
void		 account_begins_anew(struct request *);
/* A letter to somebody about their own account. */
void		 account_letter(struct request *, int64_t person,
		    const char *name, const char *address,
		    const char *subject, const char *said);
/* A refused try goes into the audit, and stays though the form is refused. */
void		 account_refused(struct request *, const char *event,
		    int64_t person);
void		 account_note(struct request *, const char *event,
		    int64_t person);
/* "There were too many tries. Wait 3 minutes, then try again" in a field. */
enum status	 account_waits(struct request *, const char *field,
		    int64_t seconds, const char *or_else);
