/* What is understood of a virus scanner's answers, and of those that do not
 * come. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <time.h>

#include "jobs/scanner.h"
#include "unit/clamd.h"

enum { LARGE = 10 * 1024 * 1024 };

static struct scan
scanned(enum clamd_manner manner, const void *bytes, size_t n, int wait_ms)
{
	struct scan	s;

	clamd_starts(manner);
	s = scan(clamd_path, bytes, n, wait_ms);
	clamd_stops();
	return (s);
}

static void
test_what_holds_no_virus_is_clean(void **state)
{
	struct scan	 s = scanned(ANSWERS, "words", 5, 2000);
	char		*zeros = calloc(1, LARGE);

	assert_int_equal(s.is, SCAN_CLEAN);
	assert_string_equal(s.engine, "ClamAV 1.4.6/27000");
	assert_int_equal(scanned(ANSWERS, "", 0, 2000).is, SCAN_CLEAN);
	assert_int_equal(scanned(ANSWERS, zeros, LARGE, 8000).is, SCAN_CLEAN);
	assert_int_equal(scanned(ANSWERS_SLOWLY, "words", 5, 2000).is,
	    SCAN_CLEAN);
	free(zeros);
}

static void
test_a_virus_is_named(void **state)
{
	struct scan	s = scanned(ANSWERS, eicar, strlen(eicar), 2000);

	assert_int_equal(s.is, SCAN_INFECTED);
	assert_string_equal(s.found, "Eicar-Signature");
}

static void
test_no_answer_is_not_taken_for_one(void **state)
{
	static const enum clamd_manner	manners[] = { HALF_AN_ANSWER,
					    TAKES_NO_MORE, HANGS_UP,
					    SAYS_NOTHING };
	char				*zeros = calloc(1, LARGE);

	for (size_t i = 0; i < sizeof(manners) / sizeof(*manners); i++) {
		assert_int_equal(scanned(manners[i], "words", 5, 400).is,
		    SCAN_NO_ANSWER);
		assert_int_equal(scanned(manners[i], zeros, LARGE, 400).is,
		    SCAN_NO_ANSWER);
	}
	free(zeros);
	assert_int_equal(scan("/nowhere/clamd", "words", 5, 400).is,
	    SCAN_NO_ANSWER);
	assert_int_equal(scan("", "words", 5, 400).is, SCAN_NO_ANSWER);
}

static void
test_a_scanner_that_is_too_slow_is_not_waited_for(void **state)
{
	time_t	began = time(NULL);

	assert_int_equal(scanned(SAYS_NOTHING, "words", 5, 300).is,
	    SCAN_NO_ANSWER);
	assert_true(time(NULL) - began < 3);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_what_holds_no_virus_is_clean),
		cmocka_unit_test(test_a_virus_is_named),
		cmocka_unit_test(test_no_answer_is_not_taken_for_one),
		cmocka_unit_test(
		    test_a_scanner_that_is_too_slow_is_not_waited_for),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
