#pragma once
/*
 * request - what was asked, who asks, and what the answer is.
 *
 * main.c fills the upper part from Kore and sends the lower part; the
 * dispatcher does all between; a page sees one of these and returns a status.
 * Everything that it points to lives as long as the request.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/date.h"
#include "core/db.h"
#include "core/form.h"
#include "core/out.h"
#include "core/url.h"

/* HEAD is answered as GET without its body; OTHER is refused. */
enum method { GET, POST, OTHER };

/* Who may ask.  A person may have several roles. */
enum role {
	ANYONE	 = 1 << 0,		/* also without signing in */
	TRAINEE	 = 1 << 1,
	EDUCATOR = 1 << 2,
	STAFF	 = 1 << 3,
	PARTNER	 = 1 << 4,
	SIGNED_IN = 1 << 5,		/* also whose roles are all over */
	TUTOR	 = 1 << 6,		/* of the university */
	LEAD	 = 1 << 7,		/* Consultant Social Worker */
	SUITABILITY = 1 << 8,		/* of the few, beside STAFF */
	ASSESSOR = 1 << 9,		/* with any duty on an ASYE */
	COORDINATOR = 1 << 10,		/* of an employer's ASYEs */
	MODERATOR = 1 << 11,		/* sits on moderation panels */
	EQUITY_LEAD = 1 << 12,		/* reads exact figures of fairness */
	AUDITOR = 1 << 13,		/* of the staff, reads the audit */
	DATA_OFFICER = 1 << 14,		/* of the staff, answers for data */
	CONFIRMED = 1 << 20,		/* no role: of these only who gave a
					 * password or a code just now */
};

enum status {
	OK = 200, SEE_OTHER = 303, NOT_MODIFIED = 304,
	BAD_REQUEST = 400, UNAUTHORISED = 401, FORBIDDEN = 403,
	NOT_FOUND = 404, NOT_ALLOWED = 405, NOT_ACCEPTABLE = 406,
	CONFLICT = 409, TOO_LARGE = 413, INVALID = 422, TOO_MANY = 429,
	FAILED = 500, UNAVAILABLE = 503,
};

struct route;
struct telltale_list;
struct request;

/* Who asks; id 0 is nobody. */
struct visitor {
	int64_t		 id;
	const char	*name;
	int		 roles;
	int64_t		 unread;	/* in their inbox, at most 100 */
	const char	*token;		/* of the session; "" is nobody's */
	const unsigned char *csrf;	/* 32 secret bytes, never written */
};

/* A record that was shown to somebody else than its person. */
struct reading { const char *subject; int64_t id, person, programme; };

struct header { const char *name, *value; };

/*
 * What of an answer comes behind its first part, piece by piece, as the client
 * takes it: next() writes one to out, in a reading transaction of whoever
 * asked, and end() frees the state, which is nobody else's.  length is of
 * all of it, the first part included; LOST: it cannot be had any more.
 */
enum piece_is { PIECE_MORE, PIECE_LAST, PIECE_LOST };
struct rest {
	uint64_t	  length;
	void		 *state;
	enum piece_is	(*next)(struct request *, void *state);
	void		(*end)(void *state);
};

enum { HEADERS_MAX = 24, IDS_MAX = 4 };

struct request {
	/* What was asked. */
	enum method	 method;
	bool		 head;
	const char	*path;		/* "/trainees/12" */
	const char	*query;		/* after the ?, "" when there is none */
	const char	*cookies;	/* headers that were not sent: NULL */
	const char	*content_type;
	const char	*origin;
	const char	*fetch_site;	/* Sec-Fetch-Site */
	const char	*accept_encoding;
	const char	*if_none_match;
	const char	*user_agent;
	const char	*accept;
	const char	*authorization;
	const char	*address;	/* the client's */
	const char	*body;
	size_t		 body_length;

	/* What the dispatcher made of it. */
	struct arena	*arena;
	struct db	*db;
	struct out	*out;
	struct form	*form;		/* a GET's query, a POST's body */
	const struct route *route;
	int64_t		 id[IDS_MAX];	/* the numbers in the path, in order */
	struct visitor	 visitor;
	struct date	 today;		/* in the United Kingdom */
	const char	*reference;	/* of this request, for the log */
	const char	*once;		/* names the form that a page shows */
	const char	*notice;	/* what was done just now */
	const char	*demonstration;	/* its banner's sentence, or NULL */
	const char	*closed;	/* the sentence of a closed programme */
	struct moment	 drafted_at;	/* the form came from a draft; else 0 */
	struct reading	 reading;	/* whose record a page showed */
	bool		 stale;		/* the session must be marked as seen */
	bool		 recorded;	/* refused, and that is to be kept */
	/* What was typed that may tell who somebody is; NULL: nothing. */
	const struct telltale_list *telltales;

	/* The answer. */
	struct header	 headers[HEADERS_MAX];
	size_t		 nheaders;
	const char	*type;		/* its content type; HTML when NULL */
	const char	*location;
	struct rest	 rest;		/* none: length is 0 */
};

struct route {
	enum method	 method;
	const char	*path;		/* #: a number, $: a token, *: a word */
	enum status	(*page)(struct request *);
	int		 roles;
	const char	*audit;		/* the event that it records, or NULL */
	const char	*name;		/* the page's */
	bool		 upload;	/* its form sends files */
	bool		 records;	/* a GET that writes what it read */
	bool		 one_click;	/* its address is all the proof */
	bool		 api;		/* for programs: JSON, and no session */
};

extern const struct route routes[];	/* ends where path is NULL */

/* Whom an address leads to, its numbers in id[IDS_MAX]; NULL: nowhere. */
const struct route *route_of(enum method, const char *path, int64_t *id);
/* The page (GET) whose row has this very pattern; NULL when there is none. */
const struct route *route_page(const char *pattern);

/* Answer a request whole: session, forgery check, transaction, page, audit. */
enum status	 dispatch(struct request *);

/* The next piece of what comes behind an answer; the request is a new one with
 * the cookies of that which asked. */
enum piece_is	 dispatch_rest(struct request *, const struct rest *);

/* What pages return. */
enum status	 see_other(struct request *, const char *fmt, ...); /* url_to */
/* The same, with a sentence for the next page's green banner. */
enum status	 done(struct request *, const char *notice, const char *fmt,
		    ...);
/* The body is a file to be kept, under a name that we chose. */
enum status	 file(struct request *, const char *type, const char *name);

/* The page of an answer that is none of a page's own; pages/errors.c.  What
 * programs ask for has its errors as JSON. */
void		 error_page(struct request *, enum status);

/* A header of the answer; a value with control bytes is a fault of ours. */
void		 request_header(struct request *, const char *name,
		    const char *value);
/* Its path and, behind a ?, its query, if it has one. */
const char	*request_target(const struct request *);
bool		 request_is(const struct request *, int roles);
/* This page shows somebody's record: the reading goes into the audit. */
void		 request_reads(struct request *, const char *subject,
		    int64_t id, int64_t person, int64_t programme);
