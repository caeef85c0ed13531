/* Tokens, masks and passwords. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/secret.h"

static struct arena	arena;

static int
start(void **state)
{
	secret_start();
	return (0);
}

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_a_token_is_64_digits_that_never_come_again(void **state)
{
	const char	*last = "";

	for (int i = 0; i < 100; i++) {
		const char	*token = secret_token(&arena);

		assert_int_equal(strlen(token), TOKEN_LENGTH);
		assert_true(secret_is_token(token));
		assert_string_not_equal(token, last);
		last = token;
	}
}

static void
test_what_is_no_token_is_none(void **state)
{
	static const char	good[] = "0123456789abcdef0123456789abcdef"
				    "0123456789abcdef0123456789abcdef";
	char			bad[TOKEN_LENGTH + 2];

	assert_true(secret_is_token(good));
	assert_false(secret_is_token(NULL));
	assert_false(secret_is_token(""));
	assert_false(secret_is_token(good + 1));
	memcpy(bad, good, sizeof(good));
	bad[TOKEN_LENGTH] = '0';
	bad[TOKEN_LENGTH + 1] = '\0';
	assert_false(secret_is_token(bad));
	for (int i = 0; i < TOKEN_LENGTH; i++) {
		memcpy(bad, good, sizeof(good));
		bad[i] = "AFgG/: -"[i % 8];
		assert_false(secret_is_token(bad));
	}
}

static void
test_a_hash_is_sha_256(void **state)
{
	static const unsigned char	abc[] = { 0xba, 0x78, 0x16, 0xbf, 0x8f,
	    0x01, 0xcf, 0xea, 0x41, 0x41, 0x40, 0xde, 0x5d, 0xae, 0x22, 0x23,
	    0xb0, 0x03, 0x61, 0xa3, 0x96, 0x17, 0x7a, 0x9c, 0xb4, 0x10, 0xff,
	    0x61, 0xf2, 0x00, 0x15, 0xad };	/* FIPS 180-2, appendix B.1 */

	assert_memory_equal(secret_sha256(&arena, "abc", 3), abc, 32);
	assert_memory_not_equal(secret_sha256(&arena, "abc", 2), abc, 32);
}

static void
test_the_secret_of_a_form_is_of_its_session_alone(void **state)
{
	const char	*token = secret_token(&arena);
	const char	*other = secret_token(&arena);

	assert_true(secret_same(secret_csrf(&arena, token),
	    secret_csrf(&arena, arena_strdup(&arena, token))));
	assert_false(secret_same(secret_csrf(&arena, token),
	    secret_csrf(&arena, other)));
	/* Nor is it what the database keeps of the session. */
	assert_false(secret_same(secret_csrf(&arena, token),
	    secret_sha256(&arena, token, TOKEN_LENGTH)));
}

static void
test_a_mask_comes_off_and_never_looks_the_same(void **state)
{
	const unsigned char	*secret;
	const char		*first, *second;

	secret = secret_csrf(&arena, secret_token(&arena));
	first = secret_mask(&arena, secret);
	second = secret_mask(&arena, secret);
	assert_int_equal(strlen(first), 2 * TOKEN_LENGTH);
	assert_memory_not_equal(first, second, TOKEN_LENGTH);
	assert_memory_not_equal(first + TOKEN_LENGTH, second + TOKEN_LENGTH,
	    TOKEN_LENGTH);
	assert_true(secret_same(secret_unmask(&arena, first), secret));
	assert_true(secret_same(secret_unmask(&arena, second), secret));
}

static void
test_every_digit_of_a_mask_counts(void **state)
{
	const unsigned char	*secret, *got;
	char			*sent;

	secret = secret_csrf(&arena, secret_token(&arena));
	for (int i = 0; i < 2 * TOKEN_LENGTH; i++) {
		sent = arena_strdup(&arena, secret_mask(&arena, secret));
		sent[i] = sent[i] == '0' ? '1' : '0';
		got = secret_unmask(&arena, sent);
		assert_non_null(got);
		assert_false(secret_same(got, secret));
	}
}

static void
test_what_is_no_mask_is_none(void **state)
{
	const unsigned char	*secret = secret_csrf(&arena,
				    secret_token(&arena));
	char			*mask;

	assert_null(secret_unmask(&arena, ""));
	assert_null(secret_unmask(&arena, "0"));
	assert_null(secret_unmask(&arena, "xyz"));
	mask = arena_printf(&arena, "%s00", secret_mask(&arena, secret));
	assert_null(secret_unmask(&arena, mask));
	mask[2 * TOKEN_LENGTH] = '\0';
	assert_non_null(secret_unmask(&arena, mask));
	mask[2 * TOKEN_LENGTH - 1] = '\0';
	assert_null(secret_unmask(&arena, mask));
	mask[2 * TOKEN_LENGTH - 2] = '\0';
	assert_null(secret_unmask(&arena, mask));
	mask[7] = 'g';
	assert_null(secret_unmask(&arena, mask));
}

static void
test_a_reference_is_12_digits(void **state)
{
	const char	*reference = secret_reference(&arena);

	assert_int_equal(strlen(reference), 12);
	assert_int_equal(strspn(reference, "0123456789abcdef"), 12);
	assert_string_not_equal(reference, secret_reference(&arena));
}

/* OWASP Password Storage: argon2id with 64 MiB and two passes. */
static void
test_a_password_is_hashed_with_argon2id(void **state)
{
	const char	*hash = password_hash(&arena, "three odd words");
	const char	*again = password_hash(&arena, "three odd words");

	assert_memory_equal(hash, "$argon2id$v=19$m=65536,t=2,p=1$", 31);
	assert_string_not_equal(hash, again);
	assert_true(password_right(hash, "three odd words"));
	assert_false(password_right(hash, "three odd word"));
	assert_false(password_right(hash, "Three odd words"));
	assert_false(password_right(hash, ""));
}

static void
test_no_password_is_right_for_nobody(void **state)
{
	assert_false(password_right(NULL, ""));
	assert_false(password_right(NULL, "three odd words"));
	assert_false(password_right("", "three odd words"));
	assert_false(password_right("nonsense", "nonsense"));
}

#define KEY	"000102030405060708090a0b0c0d0e0f" \
		"101112131415161718191a1b1c1d1e1f"

static void
test_what_is_sealed_opens_for_one_person_and_whole_alone(void **state)
{
	static const char	 plain[] = "a seed of twenty by";
	enum { N = sizeof(plain), SEALED = N + SECRET_SEAL };
	unsigned char		 kept[SEALED];

	setenv("WAYMARK_SEAL_KEY", KEY, 1);
	memcpy(kept, secret_seal(&arena, plain, N, 7), SEALED);
	assert_memory_equal(secret_open(&arena, kept, SEALED, 7), plain, N);
	assert_null(secret_open(&arena, kept, SEALED, 8));
	assert_null(secret_open(&arena, kept, SEALED - 1, 7));
	assert_null(secret_open(&arena, kept, SECRET_SEAL, 7));
	assert_null(secret_open(&arena, NULL, 0, 7));
	for (size_t i = 0; i < SEALED; i++) {
		kept[i] ^= 1;
		assert_null(secret_open(&arena, kept, SEALED, 7));
		kept[i] ^= 1;
	}
	assert_memory_not_equal(secret_seal(&arena, plain, N, 7), kept,
	    SEALED);
}

static void
test_no_key_seals_nothing_and_another_opens_nothing(void **state)
{
	static const char *const	none[] = { "", "00", KEY "00" };
	const unsigned char		*kept;

	setenv("WAYMARK_SEAL_KEY", KEY, 1);
	kept = secret_seal(&arena, "plain", 5, 7);
	setenv("WAYMARK_SEAL_KEY", KEY, 1);
	*strchr(getenv("WAYMARK_SEAL_KEY"), 'f') = 'e';
	assert_null(secret_open(&arena, kept, 5 + SECRET_SEAL, 7));
	for (size_t i = 0; i < sizeof(none) / sizeof(*none); i++) {
		setenv("WAYMARK_SEAL_KEY", none[i], 1);
		assert_null(secret_seal(&arena, "plain", 5, 7));
		assert_null(secret_open(&arena, kept, 5 + SECRET_SEAL, 7));
		assert_null(secret_seed(&arena, "token", 1));
	}
	unsetenv("WAYMARK_SEAL_KEY");
	assert_null(secret_seal(&arena, "plain", 5, 7));
}

static void
test_a_seed_follows_from_its_token_its_number_and_the_key(void **state)
{
	const unsigned char	*first, *other;

	setenv("WAYMARK_SEAL_KEY", KEY, 1);
	first = secret_seed(&arena, "token", 1);
	assert_memory_equal(secret_seed(&arena, "token", 1), first,
	    SECRET_SEED);
	assert_memory_not_equal(secret_seed(&arena, "tokem", 1), first,
	    SECRET_SEED);
	assert_memory_not_equal(secret_seed(&arena, "token", 2), first,
	    SECRET_SEED);
	setenv("WAYMARK_SEAL_KEY", KEY, 1);
	*strchr(getenv("WAYMARK_SEAL_KEY"), 'f') = 'e';
	other = secret_seed(&arena, "token", 1);
	assert_memory_not_equal(other, first, SECRET_SEED);
}

static void
test_letters_are_of_their_alphabet_and_each_comes(void **state)
{
	const char	*letters = secret_letters(&arena, "ACDF", 400);

	assert_int_equal(strspn(letters, "ACDF"), 400);
	for (const char *s = "ACDF"; *s != '\0'; s++)
		assert_non_null(strchr(letters, *s));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_a_token_is_64_digits_that_never_come_again),
		cmocka_unit_test(test_what_is_no_token_is_none),
		cmocka_unit_test(test_a_hash_is_sha_256),
		cmocka_unit_test(
		    test_the_secret_of_a_form_is_of_its_session_alone),
		cmocka_unit_test(
		    test_a_mask_comes_off_and_never_looks_the_same),
		cmocka_unit_test(test_every_digit_of_a_mask_counts),
		cmocka_unit_test(test_what_is_no_mask_is_none),
		cmocka_unit_test(test_a_reference_is_12_digits),
		cmocka_unit_test(test_a_password_is_hashed_with_argon2id),
		cmocka_unit_test(test_no_password_is_right_for_nobody),
		cmocka_unit_test(
		test_what_is_sealed_opens_for_one_person_and_whole_alone),
		cmocka_unit_test(
		    test_no_key_seals_nothing_and_another_opens_nothing),
		cmocka_unit_test(
		test_a_seed_follows_from_its_token_its_number_and_the_key),
		cmocka_unit_test(
		    test_letters_are_of_their_alphabet_and_each_comes),
	};

	return (cmocka_run_group_tests(tests, start, release_the_arena));
}
