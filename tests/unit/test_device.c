/* What people know their devices by. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/device.h"

static void
test_browsers_and_systems_are_known(void **state)
{
	static const struct { const char *agent, *words; } cases[] = {
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:132.0) "
		    "Gecko/20100101 Firefox/132.0", "Firefox on Windows" },
		{ "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36"
		    " (KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36 "
		    "Edg/131.0.0.0", "Edge on Windows" },
		{ "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 "
		    "(KHTML, like Gecko) Chrome/131.0.0.0 Mobile "
		    "Safari/537.36", "Chrome on Android" },
		{ "Mozilla/5.0 (Linux; Android 13; SM-S911B) "
		    "AppleWebKit/537.36 (KHTML, like Gecko) "
		    "SamsungBrowser/26.0 Chrome/122.0.0.0 Mobile "
		    "Safari/537.36", "Samsung Internet on Android" },
		{ "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) "
		    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
		    "Mobile/15E148 Safari/604.1", "Safari on an iPhone" },
		{ "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) "
		    "AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 "
		    "Safari/605.1.15", "Safari on a Mac" },
		{ "Mozilla/5.0 (X11; CrOS x86_64 14541.0.0) AppleWebKit/537.36 "
		    "(KHTML, like Gecko) Chrome/131.0.0.0 Safari/537.36",
		    "Chrome on a Chromebook" },
		{ "curl/7.88.1", "An unknown browser" },
		{ "<script>", "An unknown browser" },
		{ "", "An unknown browser" }, { NULL, "An unknown browser" },
		{ "Linux", "An unknown browser on Linux" },
	};
	struct arena	arena = { 0 };

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(device_words(&arena, cases[i].agent),
		    cases[i].words);
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_browsers_and_systems_are_known),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
