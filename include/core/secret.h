#pragma once
/*
 * secret - random tokens, hashes, passwords; the only door to libsodium.
 *
 * Tokens are 32 random bytes, written as 64 lower-case hexadecimal digits.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { SECRET_BYTES = 32, TOKEN_LENGTH = 64 };

void		 secret_start(void);	/* once a process, before the rest */
const char	*secret_token(struct arena *);
bool		 secret_is_token(const char *);		/* NULL is none */
/* A short name for a request: 12 digits, not secret. */
const char	*secret_reference(struct arena *);

/* SHA-256 of some bytes, in 32 bytes. */
const unsigned char *secret_sha256(struct arena *, const void *, size_t);
/* What a form of this session or visitor must carry: keyed BLAKE2b of the
 * token, so that neither the token nor the secret tells the other. */
const unsigned char *secret_csrf(struct arena *, const char *token);
/* The secret under a fresh mask, 128 digits: the same bytes never stand in two
 * answers, so that compression cannot give them away (BREACH). */
const char	*secret_mask(struct arena *, const unsigned char *);
/* The secret under a mask, or NULL when it is none. */
const unsigned char *secret_unmask(struct arena *, const char *);
bool		 secret_same(const unsigned char *, const unsigned char *);

/*
 * What the database may keep but not read: sealed under the key of
 * WAYMARK_SEAL_KEY (64 hexadecimal digits, which a file beside the database
 * holds) for one person, so that what is another's does not open
 * (XChaCha20-Poly1305).  n bytes become n + SECRET_SEAL; NULL: there is no
 * key, or what was kept does not open with it.
 */
/* Without that, from the first line of the file that WAYMARK_SEAL_KEY_FILE
 * names; once, before rights are dropped. */
void		 secret_read_key(void);
enum { SECRET_SEAL = 40, SECRET_SEED = 20 };
const unsigned char *secret_seal(struct arena *, const void *, size_t n,
		    int64_t whose);
const unsigned char *secret_open(struct arena *, const void *, size_t n,
		    int64_t whose);
/* 20 bytes that follow from a token, a number and that key, and from which
 * none of these follows; NULL when there is no key. */
const unsigned char *secret_seed(struct arena *, const char *token, int64_t);
/* Bytes as lower-case hexadecimal digits. */
const char	*secret_hex(struct arena *, const void *, size_t);
/* Bytes in the base 64 of addresses, without padding (RFC 4648, section 5). */
const char	*secret_base64url(struct arena *, const void *, size_t);
/* So many letters of an alphabet, each as likely as the others. */
const char	*secret_letters(struct arena *, const char *alphabet, size_t n);

/* argon2id, 64 MiB, two passes (OWASP Password Storage, 2025): about 50 ms. */
const char	*password_hash(struct arena *, const char *);
/* False also when hash is NULL, in the same time. */
bool		 password_right(const char *hash, const char *);
