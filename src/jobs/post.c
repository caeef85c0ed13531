/* post - letters leave over SMTP. */
#include <curl/curl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/db.h"
#include "core/log.h"
#include "core/session.h"
#include "jobs/post.h"
#include "queries.h"
#include "rules/mail.h"

enum { HOST_MAX = 200 };

/* How far the conversation with the server got. */
enum phase { GREETING, SENDER, RECIPIENT, TEXT };

struct sending {
	const char	*message;
	size_t		 length, read;
	bool		 given;		/* all of it, to be sent */
	bool		 answered;	/* something, after that */
	bool		 over;		/* what is said from now on is QUIT */
	enum phase	 phase;
	long		 code;		/* of the last answer */
	char		 answer[POST_ANSWER_MAX];
};

/* What became of the last letter, until the database knows it. */
static struct {
	int64_t		 letter;
	enum letter_outcome	 outcome;
	char		 answer[POST_ANSWER_MAX];
} unsaid;

static int
number_set(const char *name, int least, int most, int otherwise)
{
	const char	*s = getenv(name);
	char		*end;
	long		 n;

	if (s == NULL || *s == '\0')
		return (otherwise);
	n = strtol(s, &end, 10);
	if (*end != '\0' || n < least || n > most) {
		log_line("this setting is not used", name);
		return (otherwise);
	}
	return ((int)n);
}

/* "user:password" and a line end. */
static bool
read_credentials(struct post_settings *s)
{
	const char	*path = getenv("WAYMARK_SMTP_CREDENTIALS_FILE");
	char		 line[2 * POST_USER_MAX], *colon;
	FILE		*f;
	bool		 good;

	if (path == NULL || *path == '\0')
		return (true);
	if ((f = fopen(path, "r")) == NULL)
		return (false);
	good = fgets(line, sizeof(line), f) != NULL &&
	    (colon = strchr(line, ':')) != NULL;
	fclose(f);
	if (!good)
		return (false);
	*colon++ = '\0';
	colon[strcspn(colon, "\r\n")] = '\0';
	return (snprintf(s->user, sizeof(s->user), "%s", line) <
	    (int)sizeof(s->user) && snprintf(s->password, sizeof(s->password),
	    "%s", colon) < (int)sizeof(s->password));
}

/* The host of an address of a server; "" when it is none of ours to use. */
static void
host_of(const char *url, char host[HOST_MAX])
{
	CURLU	*u = curl_url();
	char	*scheme = NULL, *name = NULL;

	*host = '\0';
	if (u != NULL && curl_url_set(u, CURLUPART_URL, url,
	    CURLU_NON_SUPPORT_SCHEME) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_SCHEME, &scheme, 0) == CURLUE_OK &&
	    curl_url_get(u, CURLUPART_HOST, &name, 0) == CURLUE_OK &&
	    (strcmp(scheme, "smtp") == 0 || strcmp(scheme, "smtps") == 0))
		snprintf(host, HOST_MAX, "%s", name);
	curl_free(scheme);
	curl_free(name);
	curl_url_cleanup(u);
}

bool
post_settings(struct post_settings *s)
{
	static char	 from[HOST_MAX + 10];
	const char	*asked = getenv("WAYMARK_SMTP_FROM");
	char		 host[HOST_MAX];

	*s = (struct post_settings){ .server = getenv("WAYMARK_SMTP"),
	    .origin = own_origin() };
	if (s->server == NULL || *s->server == '\0')
		return (false);
	host_of(s->server, host);
	snprintf(from, sizeof(from), "post@%s", host);
	s->from = asked != NULL && *asked != '\0' ? asked : from;
	s->timeout_s = number_set("WAYMARK_SMTP_TIMEOUT", 1, 120, 15);
	s->wait_s = number_set("WAYMARK_SMTP_WAIT", 0, 21600, 60);
	s->tries = number_set("WAYMARK_SMTP_TRIES", 1, 100, 10);
	s->at_once = number_set("WAYMARK_SMTP_AT_ONCE", 1, 1000, 20);
	if (*host == '\0' || !mail_address(s->from) || !read_credentials(s)) {
		log_line("no letter is sent: WAYMARK_SMTP, _FROM or "
		    "_CREDENTIALS_FILE cannot be used", s->server);
		return (false);
	}
	return (true);
}

static size_t
give(char *to, size_t size, size_t n, void *of)
{
	struct sending	*s = of;
	size_t		 left = s->length - s->read;

	if (left == 0) {
		s->given = true;
		return (0);
	}
	n *= size;
	if (n > left)
		n = left;
	memcpy(to, s->message + s->read, n);
	s->read += n;
	return (n);
}

/* One line of an answer: "550 5.1.1 no such user". */
static size_t
hear(char *line, size_t size, size_t n, void *of)
{
	struct sending	*s = of;
	size_t		 length = size * n, kept = length;

	if (s->over)
		return (length);
	if (kept >= sizeof(s->answer))
		kept = sizeof(s->answer) - 1;
	for (size_t i = 0; i < kept; i++)
		s->answer[i] = line[i] >= ' ' && line[i] <= '~' ? line[i] :
		    ' ';
	s->answer[kept] = '\0';
	while (kept > 0 && s->answer[kept - 1] == ' ')
		s->answer[--kept] = '\0';
	s->code = strtol(s->answer, NULL, 10);
	s->answered = s->given;
	return (length);
}

/* What is said to the server, to know how far it came. */
static int
overhear(CURL *curl, curl_infotype what, char *data, size_t n, void *of)
{
	struct sending	*s = of;

	if (what != CURLINFO_HEADER_OUT || n < 4)
		return (0);
	s->over = s->over || strncmp(data, "QUIT", 4) == 0;
	if (s->over)
		return (0);
	s->code = 0;
	if (strncmp(data, "MAIL", 4) == 0)
		s->phase = SENDER;
	else if (strncmp(data, "RCPT", 4) == 0)
		s->phase = RECIPIENT;
	else if (strncmp(data, "DATA", 4) == 0)
		s->phase = TEXT;
	return (0);
}

/*
 * What a failure means.  With all of a letter on its way and no answer it may
 * be there: in doubt.  Refused for good is the recipient or the text; a sender
 * that is refused is a fault of ours, which waits.
 */
static enum letter_outcome
judge(const struct sending *s)
{
	bool	leaves = s->code == 421;

	if (s->given && !s->answered)
		return (LETTER_OUTCOME_DOUBT);
	if (s->answered && s->code >= 200 && s->code < 300)
		return (LETTER_OUTCOME_SENT);
	if (s->phase == GREETING)
		return (LETTER_OUTCOME_DOWN);
	if (s->code >= 500 && (s->phase == RECIPIENT || s->answered))
		return (LETTER_OUTCOME_REFUSED);
	return (s->code >= 400 && !leaves ? LETTER_OUTCOME_LATER :
	    LETTER_OUTCOME_STALLED);
}

static bool
is_here(const char *host)
{
	return (strcmp(host, "localhost") == 0 ||
	    strcmp(host, "[::1]") == 0 || strncmp(host, "127.", 4) == 0);
}

/* Words travel in the clear on this machine alone. */
static void
set_server(CURL *curl, const struct post_settings *p)
{
	char	host[HOST_MAX];

	host_of(p->server, host);
	curl_easy_setopt(curl, CURLOPT_URL, p->server);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
	curl_easy_setopt(curl, CURLOPT_USE_SSL, is_here(host) ?
	    (long)CURLUSESSL_NONE : (long)CURLUSESSL_ALL);
	if (*p->user != '\0') {
		curl_easy_setopt(curl, CURLOPT_USERNAME, p->user);
		curl_easy_setopt(curl, CURLOPT_PASSWORD, p->password);
	}
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)p->timeout_s);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, (long)p->timeout_s);
}

static CURLcode
converse(CURL *curl, const struct post_settings *p, struct sending *s,
    struct curl_slist *to)
{
	set_server(curl, p);
	curl_easy_setopt(curl, CURLOPT_MAIL_FROM, p->from);
	curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, to);
	curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
	curl_easy_setopt(curl, CURLOPT_READFUNCTION, give);
	curl_easy_setopt(curl, CURLOPT_READDATA, s);
	curl_easy_setopt(curl, CURLOPT_HEADERFUNCTION, hear);
	curl_easy_setopt(curl, CURLOPT_HEADERDATA, s);
	curl_easy_setopt(curl, CURLOPT_VERBOSE, 1L);
	curl_easy_setopt(curl, CURLOPT_DEBUGFUNCTION, overhear);
	curl_easy_setopt(curl, CURLOPT_DEBUGDATA, s);
	return (curl_easy_perform(curl));
}

/* Hands one letter over; what became of it stands in `unsaid`. */
static void
hand_over(CURL *curl, struct arena *a, const struct post_settings *p,
    const struct letter_claimed *l)
{
	struct mail	 m = { .id = l->id, .from = p->from,
			    .name = l->name != NULL ? l->name : "",
			    .to = l->address, .subject = l->subject,
			    .body = l->body, .written = l->written_at,
			    .unsubscribe = l->unsubscribe == NULL ? NULL :
			    arena_printf(a, "%s/reminders/%s", p->origin,
			    l->unsubscribe) };
	struct sending	 s = { .message = mail_message(a, &m) };
	struct curl_slist *to = curl_slist_append(NULL, l->address);
	CURLcode	 result;

	unsaid.letter = l->id;
	s.length = strlen(s.message);
	result = to == NULL ? CURLE_OUT_OF_MEMORY : converse(curl, p, &s, to);
	curl_slist_free_all(to);
	unsaid.outcome = result == CURLE_OK ? LETTER_OUTCOME_SENT : judge(&s);
	snprintf(unsaid.answer, sizeof(unsaid.answer), "%s",
	    s.code != 0 ? s.answer : curl_easy_strerror(result));
}

/* True once the database knows; until then no other letter is claimed. */
static bool
say(struct db *db, struct arena *a, const struct post_settings *p)
{
	if (unsaid.letter == 0)
		return (true);
	db_begin(db, a, DB_WRITES);
	letter_settle(db, unsaid.letter, unsaid.outcome, unsaid.answer,
	    p->tries, p->wait_s);
	if (!db_commit(db)) {
		log_line("what became of a letter waits", db_error(db));
		return (false);
	}
	unsaid.letter = 0;
	return (true);
}

/* Those whose sender is gone, and the next that is due. */
static struct letter_claimed *
claim(struct db *db, struct arena *a, const struct post_settings *p)
{
	struct letter_claimed	*l;

	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	letters_doubt(db, 2 * p->timeout_s + 60);
	l = letter_claim(db);
	if (!db_commit(db)) {
		log_line("claiming a letter failed", db_error(db));
		return (NULL);
	}
	return (l);
}

static bool
answers(enum letter_outcome outcome)
{
	return (outcome == LETTER_OUTCOME_SENT ||
	    outcome == LETTER_OUTCOME_LATER ||
	    outcome == LETTER_OUTCOME_REFUSED);
}

int
post_turn(struct db *db, struct arena *a, const struct post_settings *p)
{
	int64_t			 until = now_ms() + 1000 * p->timeout_s;
	struct letter_claimed	*l;
	CURL			*curl;
	int			 n = 0;

	if (!say(db, a, p) || (l = claim(db, a, p)) == NULL ||
	    (curl = curl_easy_init()) == NULL)
		return (0);
	do {
		n++;
		if (mail_address(l->address))
			hand_over(curl, a, p, l);
		else {
			unsaid.letter = l->id;
			unsaid.outcome = LETTER_OUTCOME_REFUSED;
			snprintf(unsaid.answer, sizeof(unsaid.answer),
			    "This is no address that a letter can go to");
		}
	} while (say(db, a, p) && answers(unsaid.outcome) &&
	    n < p->at_once && now_ms() < until &&
	    (l = claim(db, a, p)) != NULL);
	curl_easy_cleanup(curl);
	return (n);
}
