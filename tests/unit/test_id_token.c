/* An ID token that proves who somebody is, and each way in which one does
 * not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cjose/cjose.h>
#include <cmocka.h>

#include "core/arena.h"
#include "jobs/id_token.h"

#define ISSUER	"https://login.example.org"
#define NOW	1790000000

static struct arena		 arena;
static cjose_jwk_t		*rsa, *other_rsa, *weak_rsa, *ec;
static struct id_token_wanted	 wanted = { ISSUER, "waymark", "the-nonce",
				    "RS256", NOW };
static struct id_token		 token;
static const char		*why;

static cjose_jwk_t *
rsa_key(size_t bits, const char *kid)
{
	static const uint8_t	 e[] = { 1, 0, 1 };
	cjose_err		 err;
	cjose_jwk_t		*key = cjose_jwk_create_RSA_random(bits, e,
				    sizeof(e), &err);

	assert_non_null(key);
	assert_true(cjose_jwk_set_kid(key, kid, strlen(kid), &err));
	return (key);
}

static int
make_keys(void **state)
{
	cjose_err	err;

	rsa = rsa_key(2048, "one");
	other_rsa = rsa_key(2048, "one");
	weak_rsa = rsa_key(1024, "one");
	ec = cjose_jwk_create_EC_random(CJOSE_JWK_EC_P_256, &err);
	assert_true(cjose_jwk_set_kid(ec, "one", 3, &err));
	return (0);
}

static int
release_keys(void **state)
{
	cjose_jwk_release(rsa);
	cjose_jwk_release(other_rsa);
	cjose_jwk_release(weak_rsa);
	cjose_jwk_release(ec);
	arena_release(&arena);
	return (0);
}

/* The set that a provider shows, of public keys alone. */
static const char *
keys_of(cjose_jwk_t *key)
{
	cjose_err	 err;
	char		*text = cjose_jwk_to_json(key, false, &err);
	const char	*set = arena_printf(&arena, "{\"keys\":[%s]}", text);

	free(text);
	return (set);
}

/* What the provider says, with one claim as it is given here. */
static const char *
claims_with(const char *name, const char *value)
{
	static const struct { const char *name, *value; } usual[] = {
		{ "iss", "\"" ISSUER "\"" }, { "aud", "\"waymark\"" },
		{ "sub", "\"248289\"" }, { "nonce", "\"the-nonce\"" },
		{ "exp", "1790000300" }, { "iat", "1790000000" },
		{ "email", "\"mary@example.org\"" },
		{ "email_verified", "true" }, { "acr", "\"aal2\"" },
		{ "amr", "[\"pwd\",\"otp\"]" },
	};
	const char	*s = "{\"x\":1", *is;
	bool		 given = *name == '\0';

	for (size_t i = 0; i < sizeof(usual) / sizeof(*usual); i++) {
		is = strcmp(usual[i].name, name) == 0 ? value : usual[i].value;
		given = given || is == value;
		if (is != NULL)
			s = arena_printf(&arena, "%s,\"%s\":%s", s,
			    usual[i].name, is);
	}
	return (given ? arena_printf(&arena, "%s}", s) :
	    arena_printf(&arena, "%s,\"%s\":%s}", s, name, value));
}

static const char *
signed_by(cjose_jwk_t *key, const char *alg, const char *claims)
{
	cjose_err	 err;
	cjose_header_t	*header = cjose_header_new(&err);
	cjose_jws_t	*jws;
	const char	*text;

	assert_true(cjose_header_set(header, "alg", alg, &err));
	assert_true(cjose_header_set(header, "kid", "one", &err));
	jws = cjose_jws_sign(key, header, (const uint8_t *)claims,
	    strlen(claims), &err);
	assert_non_null(jws);
	assert_true(cjose_jws_export(jws, &text, &err));
	text = arena_strdup(&arena, text);
	cjose_jws_release(jws);
	cjose_header_release(header);
	return (text);
}

static const char *
encoded(const char *s)
{
	cjose_err	 err;
	char		*text;
	size_t		 n;
	const char	*kept;

	assert_true(cjose_base64url_encode((const uint8_t *)s, strlen(s),
	    &text, &n, &err));
	kept = arena_strdup(&arena, text);
	free(text);
	return (kept);
}

static enum id_token_is
reads(const char *text, cjose_jwk_t *key)
{
	return (id_token_read(&arena, text, keys_of(key), &wanted, &token,
	    &why));
}

static void
assert_refused_for(const char *reason, const char *text)
{
	assert_int_equal(reads(text, rsa), ID_TOKEN_BAD);
	assert_string_equal(why, reason);
}

static void
test_a_token_of_this_sign_in_says_who_it_is(void **state)
{
	assert_int_equal(reads(signed_by(rsa, "RS256", claims_with("", NULL)),
	    rsa), ID_TOKEN_GOOD);
	assert_string_equal(token.subject, "248289");
	assert_string_equal(token.email, "mary@example.org");
	assert_true(token.email_verified);
}

static void
test_an_elliptic_key_signs_where_that_is_set(void **state)
{
	const char	*text = signed_by(ec, "ES256", claims_with("", NULL));

	assert_int_equal(reads(text, ec), ID_TOKEN_BAD);
	wanted.algorithm = "ES256";
	assert_int_equal(reads(text, ec), ID_TOKEN_GOOD);
	assert_int_equal(reads(signed_by(rsa, "RS256", claims_with("", NULL)),
	    rsa), ID_TOKEN_BAD);
	wanted.algorithm = "RS256";
}

/* Each letter of it, another instead. */
static void
test_a_token_that_was_changed_anywhere_proves_nothing(void **state)
{
	const char	*good = signed_by(rsa, "RS256", claims_with("", NULL));
	char		*text = arena_strdup(&arena, good);
	size_t		 n = strlen(text);

	for (size_t i = 0; i + 1 < n; i += 3) {
		text[i] = text[i] == 'A' ? 'B' : 'A';
		assert_int_not_equal(reads(text, rsa), ID_TOKEN_GOOD);
		text[i] = good[i];
	}
	assert_int_equal(reads(text, rsa), ID_TOKEN_GOOD);
}

static void
test_another_key_of_the_same_name_proves_nothing(void **state)
{
	assert_refused_for("its signature is not right", signed_by(other_rsa,
	    "RS256", claims_with("", NULL)));
}

static void
test_a_key_that_can_be_guessed_proves_nothing(void **state)
{
	assert_int_equal(reads(signed_by(weak_rsa, "RS256",
	    claims_with("", NULL)), weak_rsa), ID_TOKEN_BAD);
}

static void
test_a_token_that_nobody_signed_proves_nothing(void **state)
{
	static const char	reason[] = "it is not signed with the "
				    "algorithm expected";
	static const char *const names[] = { "none", "None", "NONE", "nOnE",
				    "" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		const char	*head = encoded(arena_printf(&arena,
				    "{\"alg\":\"%s\"}", names[i]));
		const char	*body = encoded(claims_with("", NULL));

		assert_refused_for(reason, arena_printf(&arena, "%s.%s.", head,
		    body));
		assert_refused_for(reason, arena_printf(&arena, "%s.%s.AAAA",
		    head, body));
	}
	assert_refused_for(reason, arena_printf(&arena, "%s.%s.AAAA",
	    encoded("{\"kid\":\"one\"}"), encoded(claims_with("", NULL))));
}

/* The public key is everybody's: as a password it proves nothing. */
static void
test_the_public_key_as_a_password_proves_nothing(void **state)
{
	cjose_err	 err;
	char		*text = cjose_jwk_to_json(rsa, false, &err);
	cjose_jwk_t	*password = cjose_jwk_create_oct_spec((uint8_t *)text,
			    strlen(text), &err);
	const char	*forged = signed_by(password, "HS256",
			    claims_with("", NULL));
	const char	*keys = arena_printf(&arena, "{\"keys\":[%s,{\"kty\":"
			    "\"oct\",\"kid\":\"one\",\"k\":\"%s\"}]}", text,
			    encoded(text));

	assert_int_equal(id_token_read(&arena, forged, keys, &wanted, &token,
	    &why), ID_TOKEN_BAD);
	assert_string_equal(why, "it is not signed with the algorithm "
	    "expected");
	free(text);
	cjose_jwk_release(password);
}

static void
test_a_token_of_another_algorithm_proves_nothing(void **state)
{
	static const char *const	names[] = { "RS384", "RS512", "PS256" };

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++)
		assert_refused_for("it is not signed with the algorithm "
		    "expected", signed_by(rsa, names[i],
		    claims_with("", NULL)));
}

static void
test_a_key_that_is_not_known_is_asked_for(void **state)
{
	cjose_err	 err;
	cjose_jwk_t	*two = rsa_key(2048, "two");
	const char	*text = signed_by(rsa, "RS256", claims_with("", NULL));

	assert_int_equal(reads(text, two), ID_TOKEN_UNKNOWN_KEY);
	assert_int_equal(reads(text, ec), ID_TOKEN_UNKNOWN_KEY);
	assert_true(cjose_jwk_set_kid(two, "one", 3, &err));
	assert_int_equal(id_token_read(&arena, text, "{}", &wanted, &token,
	    &why), ID_TOKEN_UNKNOWN_KEY);
	assert_int_equal(id_token_read(&arena, text, "not JSON", &wanted,
	    &token, &why), ID_TOKEN_UNKNOWN_KEY);
	cjose_jwk_release(two);
}

static void
test_what_a_token_says_must_be_for_us_now(void **state)
{
	static const struct { const char *name, *value, *why; } wrong[] = {
		{ "iss", "\"https://elsewhere.example\"", "it is of another "
		    "issuer" },
		{ "iss", NULL, "it is of another issuer" },
		{ "aud", "\"somebody-else\"", "it is for another client" },
		{ "aud", "[\"a\",\"b\"]", "it is for another client" },
		{ "aud", "[\"waymark\",\"b\"]", "it is for another client" },
		{ "aud", NULL, "it is for another client" },
		{ "azp", "\"somebody-else\"", "it is for another client" },
		{ "exp", "1789999940", "it has expired" },
		{ "exp", "\"1790000300\"", "it has expired" },
		{ "exp", NULL, "it has expired" },
		{ "iat", "1789999399", "it was not made just now" },
		{ "iat", "1790000061", "it was not made just now" },
		{ "iat", NULL, "it was not made just now" },
		{ "nbf", "1790000061", "it is not good yet" },
		{ "nonce", "\"another\"", "it is not of this sign-in" },
		{ "nonce", NULL, "it is not of this sign-in" },
		{ "sub", "\"\"", "it does not say whose it is" },
		{ "sub", "7", "it does not say whose it is" },
		{ "sub", NULL, "it does not say whose it is" },
	};

	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_refused_for(wrong[i].why, signed_by(rsa, "RS256",
		    claims_with(wrong[i].name, wrong[i].value)));
}

static void
test_what_is_right_at_its_edge_is_right(void **state)
{
	static const struct { const char *name, *value; } right[] = {
		{ "aud", "[\"waymark\"]" }, { "azp", "\"waymark\"" },
		{ "exp", "1789999941" }, { "iat", "1789999400" },
		{ "iat", "1790000060" }, { "nbf", "1790000060" },
	};

	for (size_t i = 0; i < sizeof(right) / sizeof(*right); i++)
		assert_int_equal(reads(signed_by(rsa, "RS256",
		    claims_with(right[i].name, right[i].value)), rsa),
		    ID_TOKEN_GOOD);
}

/* Said twice, a claim is whatever the reader takes: so there is none. */
static void
test_a_claim_that_is_said_twice_proves_nothing(void **state)
{
	assert_refused_for("its signature is not right", signed_by(rsa,
	    "RS256", "{\"iss\":\"a\",\"iss\":\"" ISSUER "\"}"));
}

static void
test_an_address_that_is_not_verified_stays_so(void **state)
{
	static const char *const	values[] = { "false", "\"true\"", "1",
					    NULL };

	for (size_t i = 0; i < sizeof(values) / sizeof(*values); i++) {
		assert_int_equal(reads(signed_by(rsa, "RS256", claims_with(
		    "email_verified", values[i])), rsa), ID_TOKEN_GOOD);
		assert_false(token.email_verified);
	}
}

static void
test_what_is_no_token_is_refused(void **state)
{
	static const char *const	texts[] = { "", ".", "..", "...",
					    "a.b", "a.b.c", "e30.e30.e30",
					    "W10.e30.e30", "a.b.c.d.e" };

	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_int_equal(reads(texts[i], rsa), ID_TOKEN_BAD);
	assert_refused_for("it asks for what is not understood",
	    arena_printf(&arena, "%s.e30.AAAA", encoded("{\"alg\":\"RS256\","
	    "\"crit\":[\"b64\"],\"b64\":false}")));
}

static void
test_a_second_step_is_what_the_setting_names(void **state)
{
	assert_int_equal(reads(signed_by(rsa, "RS256", claims_with("", NULL)),
	    rsa), ID_TOKEN_GOOD);
	assert_true(id_token_says(&token, "mfa otp"));
	assert_true(id_token_says(&token, "aal2"));
	assert_false(id_token_says(&token, ""));
	assert_false(id_token_says(&token, "aal3 mf ot otps"));
	assert_int_equal(reads(signed_by(rsa, "RS256", claims_with("amr",
	    "\"otp\"")), rsa), ID_TOKEN_GOOD);
	assert_false(id_token_says(&token, "otp"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_token_of_this_sign_in_says_who_it_is),
		cmocka_unit_test(test_an_elliptic_key_signs_where_that_is_set),
		cmocka_unit_test(
		    test_a_token_that_was_changed_anywhere_proves_nothing),
		cmocka_unit_test(
		    test_another_key_of_the_same_name_proves_nothing),
		cmocka_unit_test(test_a_key_that_can_be_guessed_proves_nothing),
		cmocka_unit_test(
		    test_a_token_that_nobody_signed_proves_nothing),
		cmocka_unit_test(
		    test_the_public_key_as_a_password_proves_nothing),
		cmocka_unit_test(
		    test_a_token_of_another_algorithm_proves_nothing),
		cmocka_unit_test(test_a_key_that_is_not_known_is_asked_for),
		cmocka_unit_test(test_what_a_token_says_must_be_for_us_now),
		cmocka_unit_test(test_what_is_right_at_its_edge_is_right),
		cmocka_unit_test(
		    test_a_claim_that_is_said_twice_proves_nothing),
		cmocka_unit_test(test_an_address_that_is_not_verified_stays_so),
		cmocka_unit_test(test_what_is_no_token_is_refused),
		cmocka_unit_test(test_a_second_step_is_what_the_setting_names),
	};

	return (cmocka_run_group_tests(tests, make_keys, release_keys));
}
