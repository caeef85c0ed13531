/* Answers: which coding a browser lets us use, and what is sent in it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <zlib.h>

#include "core/answer.h"
#include "core/request.h"

enum { LONG = 20000 };

static struct arena	arena;
static struct out	out;

static int
release(void **state)
{
	arena_release(&arena);
	out_free(&out);
	return (0);
}

static void
test_the_best_coding_that_is_not_refused_is_chosen(void **state)
{
	static const struct { const char *accept; enum coding coding; } c[] = {
		{ NULL, IDENTITY }, { "", IDENTITY }, { " , ,", IDENTITY },
		{ "gzip", GZIP }, { "br", BROTLI }, { "x-gzip", GZIP },
		{ "br, gzip", BROTLI }, { "gzip, br", BROTLI },
		{ "gzip, deflate, br, zstd", BROTLI }, { "GZIP", GZIP },
		{ "deflate, zstd", IDENTITY }, { "identity", IDENTITY },
		{ "gzip;q=0", IDENTITY }, { "gzip; q=0.000", IDENTITY },
		{ "gzip ;q=0 ,br", BROTLI }, { "br;q=0, gzip", GZIP },
		{ "br;q=0,gzip;q=0", IDENTITY }, { "gzip;q=0.1", GZIP },
		{ "gzip;q=0.001", GZIP }, { "gzip;q=1", GZIP },
		{ "gzip;Q=0", IDENTITY }, { "br;q=0.1, gzip;q=1", BROTLI },
		{ "*", BROTLI }, { "*;q=0", IDENTITY },
		{ "br;q=0, *", GZIP }, { "gzip, *;q=0", GZIP },
		{ "brotli", IDENTITY }, { "b", IDENTITY }, { "gzi", IDENTITY },
		{ "gzip;", GZIP }, { "gzip;q", GZIP }, { "gzip;q=", GZIP },
		{ ";q=0", IDENTITY }, { "br;q=0.", IDENTITY },
	};

	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++)
		if (answer_coding(c[i].accept) != c[i].coding)
			fail_msg("\"%s\" gives %d", c[i].accept,
			    answer_coding(c[i].accept));
}

static struct request
answer_of(size_t length, const char *type, const char *accept)
{
	struct request	 req = { .arena = &arena, .out = &out, .type = type,
			    .accept_encoding = accept };

	out_reset(&out);
	for (size_t i = 0; i < length; i++)
		out_raw(&out, &"trainee "[i % 8], 1);
	answer_encode(&req);
	return (req);
}

static const char *
header(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->nheaders; i++)
		if (strcmp(req->headers[i].name, name) == 0)
			return (req->headers[i].value);
	return (NULL);
}

static void
test_gzip_comes_back_as_it_was(void **state)
{
	struct request	 req = answer_of(LONG, NULL, "gzip");
	unsigned char	 back[LONG + 1];
	z_stream	 z = { .next_in = (Bytef *)out.data,
			    .avail_in = (uInt)out.len, .next_out = back,
			    .avail_out = sizeof(back) };

	assert_string_equal(header(&req, "content-encoding"), "gzip");
	assert_string_equal(header(&req, "vary"), "accept-encoding");
	assert_true(out.len < LONG / 10);
	assert_int_equal(inflateInit2(&z, 15 + 16), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, LONG);
	assert_memory_equal(back, "trainee trainee ", 16);
	inflateEnd(&z);
}

static void
test_brotli_is_preferred_and_shorter(void **state)
{
	struct request	 req = answer_of(LONG, NULL, "gzip, br");

	assert_string_equal(header(&req, "content-encoding"), "br");
	assert_true(out.len < LONG / 10);
}

static void
test_an_answer_that_could_be_pressed_says_that_it_varies(void **state)
{
	struct request	 req = answer_of(LONG, NULL, NULL);

	assert_string_equal(header(&req, "vary"), "accept-encoding");
	assert_null(header(&req, "content-encoding"));
	assert_int_equal(out.len, LONG);
}

static void
test_short_answers_and_other_types_go_as_they_are(void **state)
{
	static const struct { size_t length; const char *type; } c[] = {
		{ 0, NULL }, { 1023, NULL }, { LONG, "application/zip" },
		{ LONG, "image/png" }, { LONG, "application/vnd."
		    "openxmlformats-officedocument.spreadsheetml.sheet" },
	};

	for (size_t i = 0; i < sizeof(c) / sizeof(*c); i++) {
		struct request	 req = answer_of(c[i].length, c[i].type, "br");

		assert_int_equal(req.nheaders, 0);
		assert_int_equal(out.len, c[i].length);
	}
}

static void
test_text_types_are_pressed(void **state)
{
	static const char *const types[] = { "text/html; charset=utf-8",
		"text/csv; charset=utf-8", "image/svg+xml", "Text/Plain",
		"application/json" };

	for (size_t i = 0; i < sizeof(types) / sizeof(*types); i++) {
		struct request	 req = answer_of(1024, types[i], "br");

		assert_string_equal(header(&req, "content-encoding"), "br");
	}
}

static void
test_what_is_encoded_already_is_not_encoded_again(void **state)
{
	struct request	 req = { .arena = &arena, .out = &out,
			    .type = "text/css", .accept_encoding = "br" };

	answer_of(LONG, NULL, NULL);
	request_header(&req, "content-encoding", "gzip");
	answer_encode(&req);
	assert_int_equal(out.len, LONG);
	assert_int_equal(req.nheaders, 1);
}

static void
test_what_cannot_be_pressed_goes_as_it_is(void **state)
{
	struct request	 req = { .arena = &arena, .out = &out,
			    .type = "text/plain", .accept_encoding = "gzip" };
	uint32_t	 random = 1;

	out_reset(&out);
	for (size_t i = 0; i < LONG; i++) {
		random = random * 1664525 + 1013904223;
		out_raw(&out, (const char *)&random + 3, 1);
	}
	answer_encode(&req);
	assert_int_equal(out.len, LONG);
	assert_null(header(&req, "content-encoding"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
	    cmocka_unit_test(
	        test_the_best_coding_that_is_not_refused_is_chosen),
	    cmocka_unit_test(test_gzip_comes_back_as_it_was),
	    cmocka_unit_test(test_brotli_is_preferred_and_shorter),
	    cmocka_unit_test(
	        test_an_answer_that_could_be_pressed_says_that_it_varies),
	    cmocka_unit_test(test_short_answers_and_other_types_go_as_they_are),
	    cmocka_unit_test(test_text_types_are_pressed),
	    cmocka_unit_test(test_what_is_encoded_already_is_not_encoded_again),
	    cmocka_unit_test(test_what_cannot_be_pressed_goes_as_it_is),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
