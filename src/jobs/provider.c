/* provider - the jobs' helper that speaks with the provider of accounts. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "core/clock.h"
#include "core/db.h"
#include "core/json.h"
#include "core/log.h"
#include "core/session.h"
#include "jobs/asking.h"
#include "jobs/id_token.h"
#include "jobs/provider.h"
#include "queries.h"

enum { LOOKS_EVERY_MS = 200, ASKS_EVERY_S = 60,
    KEYS_EVERY_S = 60, AT_ONCE = 20, ENDED_EARLY_S = 5 };

/* What the provider says of itself, as it was read last. */
static struct {
	char	 token_at[ASKED_URL_MAX], keys_at[ASKED_URL_MAX];
	char	 person_at[ASKED_URL_MAX];
	char	*keys;
	int64_t	 keys_read, asked;
	bool	 answers;
} known;

static bool
read_secret(const char *path, char *secret)
{
	FILE	*f = path == NULL ? NULL : fopen(path, "r");
	bool	 good;

	if (f == NULL)
		return (false);
	good = fgets(secret, PROVIDER_SECRET_MAX, f) != NULL;
	fclose(f);
	secret[strcspn(secret, "\r\n")] = '\0';
	return (good && *secret != '\0');
}

static const char *
set_or(const char *name, const char *otherwise)
{
	const char	*s = getenv(name);

	return (s != NULL && *s != '\0' ? s : otherwise);
}

bool
provider_settings(struct provider_settings *s)
{
	*s = (struct provider_settings){
		.issuer = set_or("WAYMARK_OIDC_ISSUER", NULL),
		.client = set_or("WAYMARK_OIDC_CLIENT_ID", NULL),
		.algorithm = set_or("WAYMARK_OIDC_ALGORITHM", "RS256"),
		.second = set_or("WAYMARK_OIDC_SECOND_STEP", ""),
		.origin = own_origin(),
	};
	if (s->issuer == NULL)
		return (false);
	if (s->client != NULL && asking_may(s->issuer) &&
	    (strcmp(s->algorithm, "RS256") == 0 ||
	    strcmp(s->algorithm, "ES256") == 0) && read_secret(
	    getenv("WAYMARK_OIDC_CLIENT_SECRET_FILE"), s->secret))
		return (true);
	log_line("nobody signs in at the provider: WAYMARK_OIDC_ISSUER, "
	    "_CLIENT_ID, _CLIENT_SECRET_FILE or _ALGORITHM cannot be used",
	    s->issuer);
	return (false);
}

static json_t *
object_of(const struct answered *to)
{
	return (to->status == 200 ? json_loadb(to->text, to->n,
	    JSON_REJECT_DUPLICATES, NULL) : NULL);
}

/* An address that the provider names; "" for none that may be asked. */
static const char *
place(json_t *says, const char *name)
{
	const char	*url = json_string_value(json_object_get(says, name));

	return (url != NULL && asking_may(url) ? url : "");
}

static void
read_keys(struct arena *a)
{
	struct answered	 to = asking(a, &(struct asked){ known.keys_at });

	known.keys_read = now_ms() / 1000;
	if (to.status != 200)
		return;
	free(known.keys);
	known.keys = strdup(to.text);
}

/* The provider's own description, when it is of the issuer that was set. */
static bool
learn(struct arena *a, const struct provider_settings *s, json_t *says)
{
	const char	*issuer = json_string_value(json_object_get(says,
			    "issuer"));

	if (issuer == NULL || strcmp(issuer, s->issuer) != 0 ||
	    *place(says, "authorization_endpoint") == '\0' ||
	    *place(says, "token_endpoint") == '\0' ||
	    *place(says, "jwks_uri") == '\0')
		return (false);
	snprintf(known.token_at, sizeof(known.token_at), "%s",
	    place(says, "token_endpoint"));
	snprintf(known.keys_at, sizeof(known.keys_at), "%s",
	    place(says, "jwks_uri"));
	snprintf(known.person_at, sizeof(known.person_at), "%s",
	    place(says, "userinfo_endpoint"));
	if (known.keys == NULL)
		read_keys(a);
	return (known.keys != NULL);
}

static const char *
description_at(struct arena *a, const char *issuer)
{
	size_t	n = strlen(issuer);

	return (arena_printf(a, "%.*s/.well-known/openid-configuration",
	    (int)(n > 0 && issuer[n - 1] == '/' ? n - 1 : n), issuer));
}

/* Asks the provider how it is, and writes down what it says. */
static void
look_up(struct db *db, struct arena *a, const struct provider_settings *s)
{
	struct answered	 to = asking(a, &(struct asked){
			    description_at(a, s->issuer) });
	json_t		*says = object_of(&to);
	bool		 good = learn(a, s, says);

	if (!good && known.answers)
		log_line("the provider does not answer", s->issuer);
	known.asked = now_ms() / 1000;
	known.answers = good;
	db_begin(db, a, DB_WRITES);
	provider_heard(db, s->issuer, place(says, "authorization_endpoint"),
	    place(says, "end_session_endpoint"), good);
	if (!db_commit(db))
		log_line("what the provider said is not kept", db_error(db));
	json_decref(says);
}

static struct answered
exchange(struct arena *a, const struct provider_settings *s,
    const struct provider_claimed *c)
{
	const char	*back = arena_printf(a, "%s/sign-in/provider/return",
			    s->origin);
	const char	*body = arena_printf(a, "grant_type=authorization_code"
			    "&code=%s&redirect_uri=%s&code_verifier=%s",
			    asking_escaped(a, c->code), asking_escaped(a, back),
			    asking_escaped(a, c->verifier));

	return (asking(a, &(struct asked){ known.token_at, body,
	    asking_escaped(a, s->client), asking_escaped(a, s->secret) }));
}

/* A token of a key that is not known yet has the keys read anew, but not more
 * often than once a minute. */
static enum id_token_is
prove(struct arena *a, const char *token, const struct id_token_wanted *w,
    struct id_token *t, const char **why)
{
	enum id_token_is	is = id_token_read(a, token, known.keys, w, t,
				    why);

	if (is != ID_TOKEN_UNKNOWN_KEY ||
	    known.keys_read + KEYS_EVERY_S > now_ms() / 1000)
		return (is);
	read_keys(a);
	return (id_token_read(a, token, known.keys, w, t, why));
}

/* Many providers name the address only where the access token is shown; it
 * counts for the same subject alone. */
static void
complete(struct arena *a, struct id_token *t, const char *access)
{
	struct answered	 to;
	json_t		*says;
	const char	*subject, *email;

	if (*t->email != '\0' || access == NULL || *known.person_at == '\0')
		return;
	to = asking(a, &(struct asked){ .url = known.person_at,
	    .bearer = access });
	says = object_of(&to);
	subject = json_string_value(json_object_get(says, "sub"));
	email = json_string_value(json_object_get(says, "email"));
	if (subject != NULL && strcmp(subject, t->subject) == 0 &&
	    email != NULL && strlen(email) <= 254) {
		t->email = arena_strdup(a, email);
		t->email_verified = json_is_true(json_object_get(says,
		    "email_verified"));
	}
	json_decref(says);
}

/* Whether the answer of the token endpoint says who it is. */
static bool
identified(struct arena *a, const struct provider_settings *s,
    const struct provider_claimed *c, json_t *says, struct id_token *t)
{
	struct id_token_wanted	 wanted = { s->issuer, s->client, c->nonce,
				    s->algorithm, (int64_t)time(NULL) };
	const char		*token = json_string_value(json_object_get(says,
				    "id_token"));
	const char		*why = "there is none";

	if (token != NULL && prove(a, token, &wanted, t, &why) ==
	    ID_TOKEN_GOOD) {
		complete(a, t, json_string_value(json_object_get(says,
		    "access_token")));
		return (true);
	}
	log_line("an ID token was refused", why);
	return (false);
}

static void
settle(struct db *db, struct arena *a, const struct provider_settings *s,
    const struct provider_claimed *c)
{
	struct answered	 to = exchange(a, s, c);
	json_t		*says = object_of(&to);
	struct id_token	 t;
	bool		 good = identified(a, s, c, says, &t);
	bool		 down = to.status == 0 || to.status >= 500;

	db_begin(db, a, DB_WRITES);
	if (good)
		provider_accept(db, c->token_hash, s->issuer, t.subject,
		    t.email, t.email_verified, id_token_says(&t, s->second));
	else
		provider_refuse(db, c->token_hash, down ?
		    PROVIDER_REFUSAL_DOWN : PROVIDER_REFUSAL_ANSWER);
	if (!db_commit(db))
		log_line("a sign-in is not settled", db_error(db));
	json_decref(says);
	if (down)
		known.asked = 0;
}

static struct provider_claimed *
claim(struct db *db, struct arena *a)
{
	struct provider_claimed	*c;

	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	c = provider_claim(db);
	return (db_commit(db) ? c : NULL);
}

static void
turn(struct db *db, struct arena *a, const struct provider_settings *s)
{
	struct provider_claimed	*c;

	if (known.asked + ASKS_EVERY_S <= now_ms() / 1000) {
		arena_reset(a);
		look_up(db, a, s);
	}
	for (int n = 0; n < AT_ONCE && (c = claim(db, a)) != NULL; n++)
		settle(db, a, s, c);
}

static void
serve(const char *conninfo, const struct provider_settings *s)
{
	struct timespec	 wait = { .tv_nsec = LOOKS_EVERY_MS * 1000000L };
	struct arena	 arena = { 0 };
	struct db	*db = db_open(conninfo);
	sigset_t	 signals;

	sigemptyset(&signals);
	sigaddset(&signals, SIGTERM);
	sigaddset(&signals, SIGINT);
	sigprocmask(SIG_BLOCK, &signals, NULL);
	known.asked = -ASKS_EVERY_S;
	do
		turn(db, &arena, s);
	while (sigtimedwait(&signals, NULL, &wait) < 0 &&
	    (errno == EAGAIN || errno == EINTR));
	db_close(db);
	arena_release(&arena);
	free(known.keys);
}

pid_t
provider_start(const char *conninfo, const struct provider_settings *s)
{
	pid_t	parent = getpid(), helper = fork();

	if (helper != 0)
		return (helper);
	if (prctl(PR_SET_PDEATHSIG, SIGTERM) == 0 && getppid() == parent)
		serve(conninfo, s);
	_exit(0);
}

/* One that ends at once is not started anew at once. */
pid_t
provider_kept(pid_t helper, const char *conninfo,
    const struct provider_settings *s)
{
	static int64_t	ended;

	if (helper > 0 && waitpid(helper, NULL, WNOHANG) == 0)
		return (helper);
	if (helper > 0) {
		log_line("the provider's helper ended", "");
		ended = now_ms() / 1000;
	}
	if (ended + ENDED_EARLY_S > now_ms() / 1000)
		return (0);
	return (provider_start(conninfo, s));
}

void
provider_stop(pid_t helper)
{
	if (helper > 0 && kill(helper, SIGTERM) == 0)
		waitpid(helper, NULL, 0);
}
