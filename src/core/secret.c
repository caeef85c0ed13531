/* secret - random tokens, hashes and passwords. */
#include <sodium.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/secret.h"

enum { PASSWORD_OPS = 2, PASSWORD_MEMORY = 64 * 1024 * 1024 };

void
secret_start(void)
{
	if (sodium_init() < 0)
		abort();
}

static const char *
hex(struct arena *a, const void *bytes, size_t n)
{
	char	*s = arena_alloc(a, 2 * n + 1);

	return (sodium_bin2hex(s, 2 * n + 1, bytes, n));
}

const char *
secret_token(struct arena *a)
{
	unsigned char	bytes[SECRET_BYTES];

	randombytes_buf(bytes, sizeof(bytes));
	return (hex(a, bytes, sizeof(bytes)));
}

bool
secret_is_token(const char *s)
{
	return (s != NULL && strlen(s) == TOKEN_LENGTH &&
	    strspn(s, "0123456789abcdef") == TOKEN_LENGTH);
}

const char *
secret_reference(struct arena *a)
{
	unsigned char	bytes[6];

	randombytes_buf(bytes, sizeof(bytes));
	return (hex(a, bytes, sizeof(bytes)));
}

const unsigned char *
secret_sha256(struct arena *a, const void *data, size_t n)
{
	unsigned char	*hash = arena_alloc(a, crypto_hash_sha256_BYTES);

	crypto_hash_sha256(hash, data, n);
	return (hash);
}

const unsigned char *
secret_csrf(struct arena *a, const char *token)
{
	static const unsigned char	 what[] = "form";
	unsigned char			*secret;

	secret = arena_alloc(a, SECRET_BYTES);
	crypto_generichash(secret, SECRET_BYTES, what, sizeof(what),
	    (const unsigned char *)token, TOKEN_LENGTH);
	return (secret);
}

const char *
secret_mask(struct arena *a, const unsigned char *secret)
{
	unsigned char	masked[2 * SECRET_BYTES];

	randombytes_buf(masked, SECRET_BYTES);
	for (int i = 0; i < SECRET_BYTES; i++)
		masked[SECRET_BYTES + i] = masked[i] ^ secret[i];
	return (hex(a, masked, sizeof(masked)));
}

const unsigned char *
secret_unmask(struct arena *a, const char *s)
{
	unsigned char	*masked = arena_alloc(a, 2 * SECRET_BYTES);
	size_t		 n;

	if (sodium_hex2bin(masked, 2 * SECRET_BYTES, s, strlen(s), NULL, &n,
	    NULL) != 0 || n != 2 * SECRET_BYTES)
		return (NULL);
	for (int i = 0; i < SECRET_BYTES; i++)
		masked[i] ^= masked[SECRET_BYTES + i];
	return (masked);
}

bool
secret_same(const unsigned char *a, const unsigned char *b)
{
	return (sodium_memcmp(a, b, SECRET_BYTES) == 0);
}

const char *
password_hash(struct arena *a, const char *password)
{
	char	*hash = arena_alloc(a, crypto_pwhash_STRBYTES);

	if (crypto_pwhash_str_alg(hash, password, strlen(password),
	    PASSWORD_OPS, PASSWORD_MEMORY, crypto_pwhash_ALG_ARGON2ID13) != 0)
		abort();
	return (hash);
}

bool
password_right(const char *hash, const char *password)
{
	/* Nobody's password, so that an unknown account takes as long. */
	static const char nobody[] = "$argon2id$v=19$m=65536,t=2,p=1$"
	    "c29tZXNhbHRzb21lc2FsdA$"
	    "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA";
	bool	right;

	right = crypto_pwhash_str_verify(hash != NULL ? hash : nobody,
	    password, strlen(password)) == 0;
	return (right && hash != NULL);
}
