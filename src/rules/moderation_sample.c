/*
 * Which portfolios are moderated: by rule, and by a draw from a seed.
 */
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"
#include "core/secret.h"
#include "rules/moderation_sample.h"

void
moderation_key(struct arena *a, const char *seed, int64_t id,
    unsigned char key[MODERATION_KEY_BYTES])
{
	const char	*said = arena_printf(a, "%s:%ld", seed, (long)id);

	memcpy(key, secret_sha256(a, said, strlen(said)),
	    MODERATION_KEY_BYTES);
}

size_t
moderation_share(size_t rest, int percent)
{
	size_t	share = (rest * (size_t)percent + 99) / 100;

	if (rest == 0)
		return (0);
	return (share == 0 ? 1 : share < rest ? share : rest);
}

/* Those that a rule takes come last, so that the draw stands in front. */
static int
by_key(const void *a, const void *b)
{
	const struct draw	*x = *(struct draw *const *)a;
	const struct draw	*y = *(struct draw *const *)b;

	if (x->by_rule != y->by_rule)
		return (x->by_rule - y->by_rule);
	return (memcmp(x->key, y->key, MODERATION_KEY_BYTES));
}

size_t
moderation_draw(struct arena *a, const char *seed, int percent,
    struct draw *draws, size_t n)
{
	struct draw	**order = arena_array(a, n + 1, sizeof(*order));
	size_t		  rest = 0, share;

	for (size_t i = 0; i < n; i++) {
		moderation_key(a, seed, draws[i].id, draws[i].key);
		rest += !draws[i].by_rule;
		order[i] = &draws[i];
	}
	qsort(order, n, sizeof(struct draw *), by_key);
	share = moderation_share(rest, percent);
	for (size_t i = 0; i < n; i++)
		order[i]->sampled = order[i]->by_rule || i < share;
	return (share + n - rest);
}
