/* Any text as a number of a scheme, of each kind: what is taken lies within its
 * bounds, and is read again as it is shown. */
#include "core/arena.h"
#include "harness.h"
#include "rules/settings.h"

static const char *const	yes_or_no[] = { "No", "Yes" };
static const struct setting_kind kinds[] = {
	{ SETTING_WHOLE, "month", "months", 0, 120, .apart = -1 },
	{ SETTING_HALF_DAYS, "day", "days", 2, 400, .apart = -1 },
	{ SETTING_MONTH_DAY, "", "", 101, 1231, .apart = -1 },
	{ SETTING_CHOICE, "", "", 0, 1, yes_or_no, 2, -1 },
	{ SETTING_WHOLE, "day", "days", 0, 365, NULL, 0, 0, "No limit" },
};

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t n)
{
	static struct arena		 arena;
	char				*text = as_string(data, n);
	const struct setting_kind	*k;
	int64_t				 value, again;

	for (size_t i = 0; i < sizeof(kinds) / sizeof(*kinds); i++) {
		k = &kinds[i];
		if (setting_read(&arena, k, text, &value) == NULL) {
			require(value >= k->least && value <= k->most);
			require(setting_read(&arena, k, setting_as_typed(
			    &arena, k, value), &again) == NULL);
			require(again == value);
			setting_in_words(&arena, k, value);
		}
		if (setting_kept(&arena, k, text, &value) == NULL)
			require(value >= k->least && value <= k->most);
	}
	free(text);
	arena_reset(&arena);
	return (0);
}
