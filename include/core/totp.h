#pragma once
/*
 * totp - codes of six digits that an app shows for thirty seconds (RFC 6238,
 * with SHA-1, as every app has it); the only door to liboath.
 *
 * A seed is SECRET_SEED bytes.  A step is so many times thirty seconds since
 * 1970.
 */
#include <stdbool.h>
#include <stdint.h>

struct arena;

enum { TOTP_DIGITS = 6, TOTP_SECONDS = 30 };

/* The code of a step. */
const char	*totp_code(struct arena *, const unsigned char *seed,
		    int64_t step);
/* Which step's code this is: of the one that is now, or of the one before, for
 * what was typed is on its way (RFC 6238, section 5.2); 0: of none. */
int64_t		 totp_step(struct arena *, const unsigned char *seed,
		    int64_t now, const char *code);
/* The seed as people type it: base32 in fours, "JBSW Y3DP ...". */
const char	*totp_words(struct arena *, const unsigned char *seed);
/* What a QR code holds for an app: "otpauth://totp/Waymark:...". */
const char	*totp_address(struct arena *, const unsigned char *seed,
		    const char *account);
