/* Any bytes as what proves who somebody is: tokens, masks, seals and codes. */
#include <stdio.h>

#include "core/arena.h"
#include "core/device.h"
#include "core/secret.h"
#include "core/totp.h"
#include "harness.h"
#include "rules/feedback_code.h"

static const unsigned char	seed[SECRET_SEED];

int
LLVMFuzzerInitialize(int *argc, char ***argv)
{
	secret_start();
	setenv("WAYMARK_SEAL_KEY", "000102030405060708090a0b0c0d0e0f"
	    "101112131415161718191a1b1c1d1e1f", 1);
	return (0);
}

/* Nobody makes a seal without the key; what is sealed opens as it was. */
static void
try_seal(struct arena *a, const uint8_t *data, size_t n)
{
	const unsigned char	*sealed;

	require(secret_open(a, data, n, 7) == NULL);
	if (n == 0)
		return;
	sealed = secret_seal(a, data, n, 7);
	require(memcmp(secret_open(a, sealed, n + SECRET_SEAL, 7), data,
	    n) == 0);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena	 arena;
	char			*text = as_string(data, n);
	const unsigned char	*secret = secret_unmask(&arena, text);
	const char		*code;

	if (secret != NULL)
		require(secret_same(secret_unmask(&arena, secret_mask(&arena,
		    secret)), secret));
	if (secret_is_token(text))
		require(strlen(text) == TOKEN_LENGTH);
	if ((code = feedback_code_typed(&arena, text)) != NULL)
		require(strcmp(feedback_code_typed(&arena,
		    feedback_code_words(&arena, code)), code) == 0);
	if ((code = code_typed(&arena, text, 16)) != NULL)
		require(strlen(code) == 16 &&
		    strspn(code, FEEDBACK_SIGNS) == 16);
	require(totp_step(&arena, seed, 1, text) <= 1);
	require(strlen(device_words(&arena, text)) < 50);
	try_seal(&arena, data, n);
	free(text);
	arena_reset(&arena);
	return (0);
}
