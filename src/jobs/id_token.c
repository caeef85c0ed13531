/* id_token - whether a provider's ID token proves who somebody is. */
#include <cjose/cjose.h>
#include <string.h>

#include "core/arena.h"
#include "core/json.h"
#include "jobs/id_token.h"

enum { RSA_BITS_LEAST = 2048, SUBJECT_MAX = 255, EMAIL_MAX = 254,
    WORD_MAX = 100, AMR_MAX = 20 };

/* A key named by the token is used as that of the algorithm, or not at all. */
static bool
fits(json_t *key, const char *algorithm)
{
	const char	*use = json_string_value(json_object_get(key, "use"));
	const char	*alg = json_string_value(json_object_get(key, "alg"));
	const char	*kty = json_string_value(json_object_get(key, "kty"));
	const char	*crv = json_string_value(json_object_get(key, "crv"));

	if (kty == NULL || (use != NULL && strcmp(use, "sig") != 0) ||
	    (alg != NULL && strcmp(alg, algorithm) != 0))
		return (false);
	if (strcmp(algorithm, "RS256") == 0)
		return (strcmp(kty, "RSA") == 0);
	return (strcmp(kty, "EC") == 0 && crv != NULL &&
	    strcmp(crv, "P-256") == 0);
}

/* The one key that fits; a token without a name of its key needs just one. */
static json_t *
find_key(json_t *keys, const char *name, const char *algorithm)
{
	json_t		*found = NULL, *key;
	const char	*kid;
	size_t		 i;

	json_array_foreach(keys, i, key) {
		kid = json_string_value(json_object_get(key, "kid"));
		if (!fits(key, algorithm) || (name != NULL &&
		    (kid == NULL || strcmp(kid, name) != 0)))
			continue;
		if (found != NULL)
			return (NULL);
		found = key;
	}
	return (found);
}

/* The first part of the token, which nobody has proved yet. */
static json_t *
read_header(const char *token)
{
	cjose_err	 err;
	uint8_t		*text = NULL;
	size_t		 n = 0;
	json_t		*header = NULL;

	if (cjose_base64url_decode(token, strcspn(token, "."), &text, &n,
	    &err))
		header = json_loadb((char *)text, n, JSON_REJECT_DUPLICATES,
		    NULL);
	cjose_get_dealloc()(text);
	return (header);
}

/* Says so of a header that asks for anything but what is expected. */
static const char *
wrong_header(json_t *header, const char *algorithm)
{
	const char	*alg = json_string_value(json_object_get(header,
			    "alg"));
	json_t		*kid = json_object_get(header, "kid");

	if (alg == NULL || strcmp(alg, algorithm) != 0)
		return ("it is not signed with the algorithm expected");
	if (json_object_get(header, "crit") != NULL ||
	    json_object_get(header, "b64") != NULL)
		return ("it asks for what is not understood");
	if (kid != NULL && !json_is_string(kid))
		return ("its key has no name");
	return (NULL);
}

static cjose_jwk_t *
import_key(json_t *key)
{
	cjose_err	 err;
	char		*text = json_dumps(key, JSON_COMPACT);
	cjose_jwk_t	*jwk = text == NULL ? NULL :
			    cjose_jwk_import(text, strlen(text), &err);

	free(text);
	if (jwk != NULL && cjose_jwk_get_kty(jwk, &err) == CJOSE_JWK_KTY_RSA &&
	    cjose_jwk_get_keysize(jwk, &err) < RSA_BITS_LEAST) {
		cjose_jwk_release(jwk);
		return (NULL);
	}
	return (jwk);
}

/* What it says, once its signature is right; NULL otherwise. */
static json_t *
verified(const char *token, json_t *key)
{
	cjose_err	 err;
	cjose_jwk_t	*jwk = import_key(key);
	cjose_jws_t	*jws = cjose_jws_import(token, strlen(token), &err);
	uint8_t		*text;
	size_t		 n;
	json_t		*claims = NULL;

	if (jwk != NULL && jws != NULL && cjose_jws_verify(jws, jwk, &err) &&
	    cjose_jws_get_plaintext(jws, &text, &n, &err))
		claims = json_loadb((char *)text, n, JSON_REJECT_DUPLICATES,
		    NULL);
	if (jws != NULL)
		cjose_jws_release(jws);
	cjose_jwk_release(jwk);
	return (claims);
}

static bool
is(json_t *claims, const char *name, const char *wanted)
{
	const char	*value = json_string_value(json_object_get(claims,
			    name));

	return (value != NULL && strcmp(value, wanted) == 0);
}

/* For us, and given to us where it is for others too. */
static bool
is_for(json_t *claims, const char *client)
{
	json_t	*aud = json_object_get(claims, "aud"), *one;
	size_t	 i;
	bool	 named = is(claims, "aud", client);

	json_array_foreach(aud, i, one)
		named = named || (json_is_string(one) &&
		    strcmp(json_string_value(one), client) == 0);
	if (!named)
		return (false);
	if (json_object_get(claims, "azp") != NULL || json_array_size(aud) > 1)
		return (is(claims, "azp", client));
	return (true);
}

/* A whole number of seconds; 0 when it is none. */
static int64_t
moment_in(json_t *claims, const char *name)
{
	json_t	*value = json_object_get(claims, name);

	if (json_is_integer(value))
		return (json_integer_value(value));
	return (json_is_real(value) && json_real_value(value) > 0 &&
	    json_real_value(value) < 1e12 ? (int64_t)json_real_value(value) :
	    0);
}

static const char *
wrong_claims(json_t *claims, const struct id_token_wanted *w)
{
	int64_t	issued = moment_in(claims, "iat");
	int64_t	ends = moment_in(claims, "exp");

	if (!is(claims, "iss", w->issuer))
		return ("it is of another issuer");
	if (!is_for(claims, w->client))
		return ("it is for another client");
	if (ends + ID_TOKEN_DRIFT_S <= w->now)
		return ("it has expired");
	if (issued > w->now + ID_TOKEN_DRIFT_S ||
	    issued + ID_TOKEN_AGE_S < w->now)
		return ("it was not made just now");
	if (json_object_get(claims, "nbf") != NULL &&
	    moment_in(claims, "nbf") > w->now + ID_TOKEN_DRIFT_S)
		return ("it is not good yet");
	if (!is(claims, "nonce", w->nonce))
		return ("it is not of this sign-in");
	return (NULL);
}

/* "" for what is not there, is no text, or is longer than any such is. */
static const char *
text_in(struct arena *a, json_t *claims, const char *name, size_t most)
{
	const char	*s = json_string_value(json_object_get(claims, name));

	return (s == NULL || strlen(s) > most ? "" : arena_strdup(a, s));
}

static struct text_list
words_in(struct arena *a, json_t *claims, const char *name)
{
	json_t		 *list = json_object_get(claims, name), *one;
	const char	**words = arena_alloc(a, AMR_MAX * sizeof(*words));
	size_t		  n = 0, i;

	json_array_foreach(list, i, one)
		if (json_is_string(one) && n < AMR_MAX &&
		    json_string_length(one) <= WORD_MAX)
			words[n++] = arena_strdup(a, json_string_value(one));
	return ((struct text_list){ words, n });
}

static enum id_token_is
read_claims(struct arena *a, json_t *claims, const struct id_token_wanted *w,
    struct id_token *t, const char **why)
{
	if (claims == NULL) {
		*why = "its signature is not right";
		return (ID_TOKEN_BAD);
	}
	if ((*why = wrong_claims(claims, w)) != NULL)
		return (ID_TOKEN_BAD);
	*t = (struct id_token){
		.subject = text_in(a, claims, "sub", SUBJECT_MAX),
		.email = text_in(a, claims, "email", EMAIL_MAX),
		.email_verified = json_is_true(json_object_get(claims,
		    "email_verified")),
		.acr = text_in(a, claims, "acr", WORD_MAX),
		.amr = words_in(a, claims, "amr"),
	};
	if (*t->subject != '\0')
		return (ID_TOKEN_GOOD);
	*why = "it does not say whose it is";
	return (ID_TOKEN_BAD);
}

static enum id_token_is
check(struct arena *a, const char *token, json_t *header, json_t *keys,
    const struct id_token_wanted *w, struct id_token *t, const char **why)
{
	const char	*kid = json_string_value(json_object_get(header,
			    "kid"));
	json_t		*key, *claims;
	enum id_token_is is;

	if (!json_is_array(keys) || json_array_size(keys) > ID_TOKEN_KEYS_MAX) {
		*why = "the provider has no keys";
		return (ID_TOKEN_UNKNOWN_KEY);
	}
	if ((key = find_key(keys, kid, w->algorithm)) == NULL) {
		*why = "none of the provider's keys is its";
		return (ID_TOKEN_UNKNOWN_KEY);
	}
	claims = verified(token, key);
	is = read_claims(a, claims, w, t, why);
	json_decref(claims);
	return (is);
}

static size_t
dots(const char *s)
{
	size_t	n = 0;

	for (; *s != '\0'; s++)
		n += *s == '.';
	return (n);
}

enum id_token_is
id_token_read(struct arena *a, const char *token, const char *keys,
    const struct id_token_wanted *w, struct id_token *t, const char **why)
{
	json_t			*header = NULL, *set;
	enum id_token_is	 is = ID_TOKEN_BAD;

	*why = "it is no signed token";
	if (strlen(token) <= ID_TOKEN_MAX && dots(token) == 2)
		header = read_header(token);
	if (!json_is_object(header) ||
	    (*why = wrong_header(header, w->algorithm)) != NULL) {
		json_decref(header);
		return (ID_TOKEN_BAD);
	}
	set = json_loads(keys, JSON_REJECT_DUPLICATES, NULL);
	is = check(a, token, header, json_object_get(set, "keys"), w, t, why);
	json_decref(set);
	json_decref(header);
	return (is);
}

static bool
is_among(const char *word, const char *words)
{
	size_t	n = strlen(word);

	for (const char *at = words; n > 0 && *at != '\0';
	    at += strcspn(at, " "), at += strspn(at, " "))
		if (strncmp(at, word, n) == 0 &&
		    (at[n] == ' ' || at[n] == '\0'))
			return (true);
	return (false);
}

bool
id_token_says(const struct id_token *t, const char *words)
{
	if (is_among(t->acr, words))
		return (true);
	for (size_t i = 0; i < t->amr.n; i++)
		if (is_among(t->amr.v[i], words))
			return (true);
	return (false);
}
