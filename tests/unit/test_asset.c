/* test_asset - files that every page uses are found, kept and compressed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <brotli/decode.h>
#include <cmocka.h>
#include <zlib.h>

#include "core/asset.h"

static const char	 rule[] = "p { color: #14505c }\n";
static char		 dir[] = "/tmp/test-asset-XXXXXX";
static struct arena	 arena;
static struct out	 out;
static enum status	 status;
static char		*plain_css;
static size_t		 plain_length;

static void
write_file(const char *name, const char *text, size_t n)
{
	char	 path[128];
	FILE	*f;

	snprintf(path, sizeof(path), "%s/%s", dir, name);
	f = fopen(path, "w");
	assert_non_null(f);
	assert_int_equal(fwrite(text, 1, n, f), n);
	fclose(f);
}

static int
setup(void **state)
{
	assert_non_null(mkdtemp(dir));
	plain_length = 200 * strlen(rule);
	plain_css = malloc(plain_length + 1);
	for (int i = 0; i < 200; i++)
		memcpy(plain_css + i * strlen(rule), rule, strlen(rule));
	write_file("app.css", plain_css, plain_length);
	write_file("app.js", "a()", 3);
	write_file("favicon.svg", "<svg/>", 6);
	write_file("notes.md", "no asset", 8);
	assets_load(dir);
	return (0);
}

static int
teardown(void **state)
{
	static const char *const names[] = { "app.css", "app.js",
	    "favicon.svg", "notes.md" };
	char	 path[128];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		snprintf(path, sizeof(path), "%s/%s", dir, names[i]);
		unlink(path);
	}
	rmdir(dir);
	free(plain_css);
	out_free(&out);
	arena_release(&arena);
	return (0);
}

static struct request *
ask(struct request req)
{
	static struct request	 r;

	r = req;
	r.arena = &arena;
	r.out = &out;
	out_reset(&out);
	status = 0;
	return (asset_answer(&r, &status) ? &r : NULL);
}

static const char *
header(const struct request *req, const char *name)
{
	for (size_t i = 0; i < req->nheaders; i++)
		if (strcmp(req->headers[i].name, name) == 0)
			return (req->headers[i].value);
	return ("");
}

static const char *
css(void)
{
	return (asset_url("app.css").s);
}

static void
test_an_address_names_a_version(void **state)
{
	char	 name[16], hash[16];

	assert_int_equal(sscanf(css(), "/assets/%3s.%10[0-9a-f].css", name,
	    hash), 2);
	assert_string_equal(name, "app");
	assert_int_equal(strlen(hash), 10);
	assert_null(asset_url("other.css").s);
	assert_null(asset_url("notes.md").s);
}

static void
test_an_address_changes_with_its_content_alone(void **state)
{
	char	*before = strdup(css()), *script;

	script = strdup(asset_url("app.js").s);
	assets_load(dir);
	assert_string_equal(css(), before);
	write_file("app.css", "p {}", 4);
	assets_load(dir);
	assert_string_not_equal(css(), before);
	assert_string_equal(asset_url("app.js").s, script);
	write_file("app.css", plain_css, plain_length);
	assets_load(dir);
	assert_string_equal(css(), before);
	free(before);
	free(script);
}

static void
test_an_asset_may_be_kept_for_good(void **state)
{
	struct request	*req = ask((struct request){ .path = css() });

	assert_non_null(req);
	assert_int_equal(status, OK);
	assert_string_equal(req->type, "text/css; charset=utf-8");
	assert_string_equal(header(req, "cache-control"),
	    "public, max-age=31536000, immutable");
	assert_string_equal(header(req, "vary"), "accept-encoding");
	assert_string_equal(header(req, "content-encoding"), "");
	assert_int_equal(out.len, plain_length);
	assert_memory_equal(out.data, plain_css, plain_length);
}

static void
test_another_version_gets_this_one_and_is_not_kept(void **state)
{
	static const char *const paths[] = { "/assets/app.css",
	    "/assets/app.0123456789.css" };
	struct request	*req;

	for (size_t i = 0; i < 2; i++) {
		req = ask((struct request){ .path = paths[i] });
		assert_int_equal(status, OK);
		assert_string_equal(header(req, "cache-control"),
		    "public, no-cache");
		assert_int_equal(out.len, plain_length);
	}
}

static void
test_brotli_is_sent_to_those_who_take_it(void **state)
{
	static uint8_t	 back[16384];
	size_t		 n = sizeof(back);
	struct request	*req = ask((struct request){ .path = css(),
			    .accept_encoding = "gzip, deflate, br, zstd" });

	assert_string_equal(header(req, "content-encoding"), "br");
	assert_true(out.len < plain_length / 10);
	assert_int_equal(BROTLI_DECODER_RESULT_SUCCESS,
	    BrotliDecoderDecompress(out.len, (const uint8_t *)out.data, &n,
	    back));
	assert_int_equal(n, plain_length);
	assert_memory_equal(back, plain_css, n);
}

static void
test_gzip_is_sent_to_those_who_take_no_brotli(void **state)
{
	static uint8_t	 back[16384];
	z_stream	 z = { .next_out = back, .avail_out = sizeof(back) };
	struct request	*req = ask((struct request){ .path = css(),
			    .accept_encoding = "gzip;q=0.5, br;q=0" });

	assert_string_equal(header(req, "content-encoding"), "gzip");
	z.next_in = (uint8_t *)out.data;
	z.avail_in = out.len;
	assert_int_equal(inflateInit2(&z, 16 + MAX_WBITS), Z_OK);
	assert_int_equal(inflate(&z, Z_FINISH), Z_STREAM_END);
	assert_int_equal(z.total_out, plain_length);
	assert_memory_equal(back, plain_css, plain_length);
	inflateEnd(&z);
}

static void
test_a_file_that_would_not_shrink_goes_as_it_is(void **state)
{
	struct request	*req = ask((struct request){
			    .path = asset_url("app.js").s,
			    .accept_encoding = "br, gzip" });

	assert_string_equal(header(req, "content-encoding"), "");
	assert_string_equal(req->type, "text/javascript; charset=utf-8");
	assert_int_equal(out.len, 3);
}

static void
test_what_a_browser_has_is_not_sent_again(void **state)
{
	struct request	*req = ask((struct request){ .path = css() });
	char		*etag = strdup(header(req, "etag")), both[64];

	snprintf(both, sizeof(both), "\"other\", W/%s", etag);
	ask((struct request){ .path = css(), .if_none_match = both });
	assert_int_equal(status, NOT_MODIFIED);
	assert_int_equal(out.len, 0);
	ask((struct request){ .path = css(), .if_none_match = "\"other\"" });
	assert_int_equal(status, OK);
	free(etag);
}

static void
test_what_is_no_asset_is_not_found(void **state)
{
	static const char *const paths[] = { "/assets/", "/assets/app",
	    "/assets/app.css.css", "/assets/app.012345678.css",
	    "/assets/app.0123456789Z.css", "/assets/notes.md",
	    "/assets/../app.css", "/assets/app.0123456789",
	    "/assets/apps.css" };

	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++) {
		if (ask((struct request){ .path = paths[i] }) == NULL)
			fail_msg("%s is left to others", paths[i]);
		if (status != NOT_FOUND)
			fail_msg("%s answers %d", paths[i], status);
	}
}

static void
test_other_paths_are_left_to_others(void **state)
{
	assert_null(ask((struct request){ .path = "/" }));
	assert_null(ask((struct request){ .path = "/assets" }));
	assert_null(ask((struct request){ .path = "/trainees/1" }));
}

static void
test_assets_can_only_be_read(void **state)
{
	ask((struct request){ .method = POST, .path = css() });
	assert_int_equal(status, NOT_ALLOWED);
}

static void
test_browsers_and_robots_find_what_they_ask_for(void **state)
{
	struct request	*req = ask((struct request){ .path = "/favicon.ico" });

	assert_int_equal(status, OK);
	assert_string_equal(req->type, "image/svg+xml");
	req = ask((struct request){ .path = "/robots.txt" });
	assert_int_equal(status, OK);
	assert_memory_equal(out.data, "User-agent: *\nDisallow: /\n", out.len);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_an_address_names_a_version),
		cmocka_unit_test(
		    test_an_address_changes_with_its_content_alone),
		cmocka_unit_test(test_an_asset_may_be_kept_for_good),
		cmocka_unit_test(
		    test_another_version_gets_this_one_and_is_not_kept),
		cmocka_unit_test(test_brotli_is_sent_to_those_who_take_it),
		cmocka_unit_test(test_gzip_is_sent_to_those_who_take_no_brotli),
		cmocka_unit_test(
		    test_a_file_that_would_not_shrink_goes_as_it_is),
		cmocka_unit_test(test_what_a_browser_has_is_not_sent_again),
		cmocka_unit_test(test_what_is_no_asset_is_not_found),
		cmocka_unit_test(test_other_paths_are_left_to_others),
		cmocka_unit_test(test_assets_can_only_be_read),
		cmocka_unit_test(
		    test_browsers_and_robots_find_what_they_ask_for),
	};

	return (cmocka_run_group_tests(tests, setup, teardown));
}
