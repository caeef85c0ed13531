/* secret - random tokens, hashes and passwords. */
#include <sodium.h>
#include <stdio.h>
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

const char *
secret_hex(struct arena *a, const void *bytes, size_t n)
{
	char	*s = arena_alloc(a, 2 * n + 1);

	return (sodium_bin2hex(s, 2 * n + 1, bytes, n));
}

const char *
secret_base64url(struct arena *a, const void *bytes, size_t n)
{
	enum { KIND = sodium_base64_VARIANT_URLSAFE_NO_PADDING };
	size_t	length = sodium_base64_encoded_len(n, KIND);
	char	*s = arena_alloc(a, length);

	return (sodium_bin2base64(s, length, bytes, n, KIND));
}

const char *
secret_token(struct arena *a)
{
	unsigned char	bytes[SECRET_BYTES];

	randombytes_buf(bytes, sizeof(bytes));
	return (secret_hex(a, bytes, sizeof(bytes)));
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
	return (secret_hex(a, bytes, sizeof(bytes)));
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
	return (secret_hex(a, masked, sizeof(masked)));
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

void
secret_read_key(void)
{
	const char	*path = getenv("WAYMARK_SEAL_KEY_FILE");
	const char	*given = getenv("WAYMARK_SEAL_KEY");
	char		 hex[TOKEN_LENGTH + 1];
	FILE		*f;

	if ((given != NULL && *given != '\0') || path == NULL ||
	    *path == '\0' || (f = fopen(path, "r")) == NULL)
		return;
	if (fgets(hex, sizeof(hex), f) != NULL)
		setenv("WAYMARK_SEAL_KEY", hex, 1);
	fclose(f);
	sodium_memzero(hex, sizeof(hex));
}

/* False when there is none, which the caller's answer says. */
static bool
seal_key(unsigned char key[SECRET_BYTES])
{
	const char	*hex = getenv("WAYMARK_SEAL_KEY");
	size_t		 n;

	return (secret_is_token(hex) && sodium_hex2bin(key, SECRET_BYTES, hex,
	    TOKEN_LENGTH, NULL, &n, NULL) == 0 && n == SECRET_BYTES);
}

enum {
	NONCE = crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
	TAG = crypto_aead_xchacha20poly1305_ietf_ABYTES,
};
_Static_assert(NONCE + TAG == SECRET_SEAL, "a seal is a nonce and a tag");

const unsigned char *
secret_seal(struct arena *a, const void *plain, size_t n, int64_t whose)
{
	unsigned char	 key[SECRET_BYTES], *sealed;

	if (!seal_key(key))
		return (NULL);
	sealed = arena_alloc(a, n + SECRET_SEAL);
	randombytes_buf(sealed, NONCE);
	crypto_aead_xchacha20poly1305_ietf_encrypt(sealed + NONCE, NULL,
	    plain, n, (const unsigned char *)&whose, sizeof(whose), NULL,
	    sealed, key);
	sodium_memzero(key, sizeof(key));
	return (sealed);
}

const unsigned char *
secret_open(struct arena *a, const void *kept, size_t n, int64_t whose)
{
	const unsigned char	*sealed = kept;
	unsigned char		 key[SECRET_BYTES], *plain;
	int			 wrong;

	if (n <= SECRET_SEAL || !seal_key(key))
		return (NULL);
	plain = arena_alloc(a, n - SECRET_SEAL);
	wrong = crypto_aead_xchacha20poly1305_ietf_decrypt(plain, NULL, NULL,
	    sealed + NONCE, n - NONCE, (const unsigned char *)&whose,
	    sizeof(whose), sealed, key);
	sodium_memzero(key, sizeof(key));
	return (wrong ? NULL : plain);
}

const unsigned char *
secret_seed(struct arena *a, const char *token, int64_t number)
{
	unsigned char	 key[SECRET_BYTES], *seed;
	const char	*what;

	if (!seal_key(key))
		return (NULL);
	what = arena_printf(a, "second factor %s %lld", token,
	    (long long)number);
	seed = arena_alloc(a, SECRET_SEED);
	crypto_generichash(seed, SECRET_SEED, (const unsigned char *)what,
	    strlen(what), key, sizeof(key));
	sodium_memzero(key, sizeof(key));
	return (seed);
}

const char *
secret_letters(struct arena *a, const char *alphabet, size_t n)
{
	char	*letters = arena_alloc(a, n + 1);

	for (size_t i = 0; i < n; i++)
		letters[i] = alphabet[randombytes_uniform(
		    (uint32_t)strlen(alphabet))];
	return (letters);
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
