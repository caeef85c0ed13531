#pragma once
/*
 * moderation_sample - which portfolios a moderation panel reads: some by rule,
 * the others by a draw that anybody can repeat.
 *
 * By rule: every recommendation to fail, and every ASYE that was extended.  By
 * draw: a share of the rest, rounded up, and at least one.  The key of a
 * portfolio is the SHA-256 of the seed, a colon and the number of its ASYE in
 * decimal digits; those of the rest whose keys are lowest, compared as bytes,
 * are drawn.  On any machine:
 *
 *	printf '%s' 'SEED:NUMBER' | sha256sum
 *
 * A key depends on nothing but its own portfolio, so that one more or one less
 * does not shuffle the others.  The database draws by the same rule
 * (waymark.moderation_key); a test holds the two against each other.  Source of
 * the share: domain.md 1.7 (partnerships read 10%).
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { MODERATION_KEY_BYTES = 32 };

struct draw {
	int64_t		 id;		/* of the ASYE */
	bool		 by_rule;
	bool		 sampled;	/* what the draw says */
	unsigned char	 key[MODERATION_KEY_BYTES];
};

void	moderation_key(struct arena *, const char *seed, int64_t id,
	    unsigned char key[MODERATION_KEY_BYTES]);
/* How many of those that no rule takes are drawn. */
size_t	moderation_share(size_t rest, int percent);
/* Fills in keys and what is sampled; answers how many are. */
size_t	moderation_draw(struct arena *, const char *seed, int percent,
	    struct draw *, size_t n);
