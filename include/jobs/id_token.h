#pragma once
/*
 * id_token - whether a provider's ID token proves who somebody is.
 *
 * Only signatures are read (JWS, by cjose), of the one algorithm that is
 * expected: what the token says of itself chooses nothing but which of the
 * provider's own public keys of that kind it is held against.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/db.h"

struct arena;

enum { ID_TOKEN_MAX = 16 * 1024, ID_TOKEN_KEYS_MAX = 50,
    ID_TOKEN_DRIFT_S = 60, ID_TOKEN_AGE_S = 600 };

struct id_token_wanted {
	const char	*issuer, *client, *nonce;
	const char	*algorithm;	/* "RS256" or "ES256" */
	int64_t		 now;
};

struct id_token {
	const char	*subject;
	const char	*email;		/* "" when it says none */
	bool		 email_verified;
	const char	*acr;		/* "" when it says none */
	struct text_list amr;
};

/* UNKNOWN_KEY: none of these keys has the token's name, newer ones may. */
enum id_token_is { ID_TOKEN_GOOD, ID_TOKEN_BAD, ID_TOKEN_UNKNOWN_KEY };

/* keys: the provider's JWKS, as it came.  *why: what is wrong with a bad one,
 * in words that say nothing of whose it is. */
enum id_token_is id_token_read(struct arena *, const char *token,
		    const char *keys, const struct id_token_wanted *,
		    struct id_token *, const char **why);

/* Whether one of these words, with spaces between, is its acr or in its amr. */
bool		 id_token_says(const struct id_token *, const char *words);
