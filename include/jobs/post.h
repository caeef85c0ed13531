#pragma once
/*
 * post - letters leave over SMTP, by libcurl; the only door to it.
 *
 * A letter is claimed and that is committed, then it is handed to the mail
 * server, then what became of it is committed.  Whatever happens between, no
 * letter is lost and none is sent a second time unseen (049_post.sql).
 */
#include <stdbool.h>

struct arena;
struct db;

enum { POST_ANSWER_MAX = 400, POST_USER_MAX = 256 };

struct post_settings {
	const char	*server;	/* "smtp://mail.example.org:587" */
	const char	*from;		/* an address */
	const char	*origin;	/* of Waymark */
	char		 user[POST_USER_MAX], password[POST_USER_MAX];
	int		 timeout_s;	/* of one letter, from end to end */
	int		 wait_s;	/* until the second try; then doubled */
	int		 tries;
	int		 at_once;	/* letters a turn */
};

/*
 * From the environment: WAYMARK_SMTP; WAYMARK_SMTP_FROM, else post@ and the
 * server's host; WAYMARK_SMTP_CREDENTIALS_FILE, a file that says
 * "user:password"; WAYMARK_SMTP_TIMEOUT, _WAIT, _TRIES and _AT_ONCE.  False
 * when there is no server, or what is set cannot be used, which is logged.
 */
bool	post_settings(struct post_settings *);

/* How many letters were claimed; stops at the first that shows that the server
 * does not answer, and never takes much longer than one time-out. */
int	post_turn(struct db *, struct arena *, const struct post_settings *);
