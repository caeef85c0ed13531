/* totp - codes of an app, as RFC 6238 has them. */
#include <liboath/oath.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/secret.h"
#include "core/totp.h"
#include "percent.h"

const char *
totp_code(struct arena *a, const unsigned char *seed, int64_t step)
{
	char	*code = arena_alloc(a, TOTP_DIGITS + 1);

	if (oath_totp_generate((const char *)seed, SECRET_SEED,
	    (time_t)(step * TOTP_SECONDS), TOTP_SECONDS, 0, TOTP_DIGITS,
	    code) != OATH_OK)
		abort();
	return (code);
}

/* In the same time, wherever they differ. */
static bool
same(const char *code, const char *typed)
{
	int	differ = 0;

	for (int i = 0; i < TOTP_DIGITS; i++)
		differ |= code[i] ^ typed[i];
	return (differ == 0);
}

int64_t
totp_step(struct arena *a, const unsigned char *seed, int64_t now,
    const char *code)
{
	int64_t	step = now / TOTP_SECONDS, found = 0;

	if (strlen(code) != TOTP_DIGITS)
		return (0);
	for (int64_t at = step - 1; at <= step; at++)
		if (same(totp_code(a, seed, at), code))
			found = at;
	return (found);
}

static const char *
base32(struct arena *a, const unsigned char *seed)
{
	char		*text;
	const char	*kept;

	if (oath_base32_encode((const char *)seed, SECRET_SEED, &text,
	    NULL) != OATH_OK)
		abort();
	kept = arena_strdup(a, text);
	free(text);
	return (kept);
}

const char *
totp_words(struct arena *a, const unsigned char *seed)
{
	const char	*text = base32(a, seed), *words = "";

	for (; *text != '\0'; text += strnlen(text, 4))
		words = arena_printf(a, "%s%s%.4s", words,
		    *words != '\0' ? " " : "", text);
	return (words);
}

const char *
totp_address(struct arena *a, const unsigned char *seed, const char *account)
{
	char	*whom = arena_alloc(a, 3 * strlen(account) + 1);

	percent_encode(whom, account, "@");
	return (arena_printf(a, "otpauth://totp/Waymark:%s?secret=%s&"
	    "issuer=Waymark&algorithm=SHA1&digits=%d&period=%d", whom,
	    base32(a, seed), TOTP_DIGITS, TOTP_SECONDS));
}
