#pragma once
/*
 * session - who asks, and whether a form is one of ours.
 *
 * A session is 32 random bytes in a cookie, of which the database keeps only
 * the SHA-256; it is new at every sign-in.  Somebody who is not signed in has a
 * visitor's cookie instead, for the forms that they may send.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/db.h"

struct request;

enum { NOTICE_MAX = 300 };

/* Words of the database as bits of enum role. */
int		 session_roles(struct text_list);

/* Reads the cookie, asks the database, fills the visitor, today and notice. */
void		 session_enter(struct request *);
/* Starts a session for somebody whose password was right, and ends the one
 * that this browser had.  The visitor's cookie stays: the sign-in page may be
 * open in a second window. */
void		 session_start(struct request *, int64_t person);
void		 session_finish(struct request *);
/* Whether whoever asks gave a password or a code lately, as a setting says. */
bool		 session_confirmed(struct request *);
/* After a page was shown: seen again, notice shown, record read. */
void		 session_after(struct request *);
/* After whoever is signed in was not given what they asked for: a page or a
 * record that is not theirs, a form that is none of ours, a fault. */
void		 session_refused(struct request *, int status);

/* A page with a form, for somebody not signed in: a visitor's cookie. */
void		 session_welcome(struct request *);

/*
 * Tokens that the browser alone keeps, in cookies of their own until it is
 * closed: the key of somebody without an account who gives feedback, the
 * link that whoever asks for some hands over, the step that is to go between
 * somebody's password and their session, and what a sign-in at a provider
 * follows from.  NULL when there is none; "" takes it away again.
 */
enum token_kept { KEPT_VISIT, KEPT_LINK, KEPT_OBSERVER, KEPT_STEP,
    KEPT_PROVIDER };
const char	*session_kept(const struct request *, enum token_kept);
void		 session_keep(struct request *, enum token_kept,
		    const char *token);

enum forgery { GENUINE, FOREIGN, FROM_ENDED_SESSION };

/*
 * Is the form of this POST ours?  FROM_ENDED_SESSION: it is, of a session that
 * has ended or of an earlier one; *person is whose.
 */
enum forgery	 session_check_form(struct request *, int64_t *person);

/* What {{> csrf(req) }} writes. */
const char	*csrf_mask(const struct request *);

/* Where this server is reached: "https://waymark.example.org". */
const char	*own_origin(void);
