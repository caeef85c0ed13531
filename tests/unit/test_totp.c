/* Codes of an app: the vectors of RFC 6238, and which steps are taken. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/totp.h"

static struct arena	arena;
static const unsigned char seed[] = "12345678901234567890";

static void
test_codes_are_those_of_the_standard(void **state)
{
	static const struct { int64_t at; const char *code; } vectors[] = {
		{ 59, "287082" }, { 1111111109, "081804" },
		{ 1111111111, "050471" }, { 1234567890, "005924" },
		{ 2000000000, "279037" }, { 20000000000, "353130" },
	};

	for (size_t i = 0; i < sizeof(vectors) / sizeof(*vectors); i++)
		assert_string_equal(totp_code(&arena, seed, vectors[i].at /
		    TOTP_SECONDS), vectors[i].code);
	arena_reset(&arena);
}

static void
test_the_step_of_now_and_the_one_before_are_taken(void **state)
{
	enum { NOW = 1111111111, STEP = NOW / TOTP_SECONDS };

	for (int off = -3; off <= 3; off++)
		assert_int_equal(totp_step(&arena, seed, NOW,
		    totp_code(&arena, seed, STEP + off)),
		    off < -1 || off > 0 ? 0 : STEP + off);
	arena_reset(&arena);
}

static void
test_what_is_no_code_is_of_no_step(void **state)
{
	static const char *const	none[] = { "", "05047", "0504711",
	    "05047x", "abcdef", "\xff\xff\xff\xff\xff\xff" };

	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++)
		assert_int_equal(totp_step(&arena, seed, 1111111111, none[i]),
		    0);
	arena_reset(&arena);
}

static void
test_a_key_is_written_for_people_and_for_apps(void **state)
{
	assert_string_equal(totp_words(&arena, seed),
	    "GEZD GNBV GY3T QOJQ GEZD GNBV GY3T QOJQ");
	assert_string_equal(totp_address(&arena, seed, "a+b&c@example.org"),
	    "otpauth://totp/Waymark:a%2Bb%26c@example.org?secret="
	    "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Waymark&algorithm=SHA1&"
	    "digits=6&period=30");
	arena_release(&arena);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_codes_are_those_of_the_standard),
		cmocka_unit_test(
		    test_the_step_of_now_and_the_one_before_are_taken),
		cmocka_unit_test(test_what_is_no_code_is_of_no_step),
		cmocka_unit_test(test_a_key_is_written_for_people_and_for_apps),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
