/* Multipart bodies: as browsers send them, as others do, and cut or forged. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/form.h"
#include "core/text.h"
#include "unit/mutate.h"

#define R		"\xEF\xBF\xBD"	/* U+FFFD */
#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))
#define TYPE		"multipart/form-data; boundary=B"
#define FIELD(name)	"--B\r\nContent-Disposition: form-data; name=" name \
			"\r\n\r\n"
#define FILENAMED(name)	"--B\r\nContent-Disposition: form-data; " \
			"name=\"f\"; filename=" name "\r\n" \
			"Content-Type: text/csv\r\n\r\n"
#define END		"\r\n--B--\r\n"

static const char no_boundary[] = "It names no boundary between its parts";
static const char no_first[] = "It ends before its first part";
static const char cut[] = "It ends before its last part does";
static const char unreadable[] = "One of its parts has no readable name";

static struct arena	arena;
static struct form	form;

static int
empty_the_arena(void **state)
{
	arena_reset(&arena);
	return (0);
}

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static struct form *
sent(const char *body)
{
	form_parse_multipart(&form, &arena, TYPE, body, strlen(body));
	return (&form);
}

static void
assert_malformed(const char *type, const char *body, const char *why)
{
	form_parse_multipart(&form, &arena, type, body, strlen(body));
	assert_string_equal(form.malformed == NULL ? body : form.malformed,
	    why);
	assert_int_equal(form.nfields + form.nfiles, 0);
	assert_false(form_ok(&form));
}

static void
test_fields_and_files_are_read_in_order(void **state)
{
	static const char	body[] = FIELD("\"a\"") "one\r\ntwo\r\n"
	    FIELD("\"a\"") "\r\n" FIELD("b") "Zo\xC3\xAB\r\n"
	    FILENAMED("\"people.csv\"") "\0\r\n--\xFF" END;
	const struct form_file	*file;

	form_parse_multipart(&form, &arena, TYPE, body, sizeof(body) - 1);
	assert_null(form.malformed);
	assert_int_equal(form.nfields, 3);
	assert_string_equal(form.fields[0].value, "one\ntwo");
	assert_string_equal(form.fields[1].value, "");
	assert_string_equal(form_value(&form, "b"), "Zo\u00EB");
	file = form_file(&form, "f", "Select a file");
	assert_non_null(file);
	assert_string_equal(file->field, "f");
	assert_string_equal(file->name, "people.csv");
	assert_string_equal(file->type, "text/csv");
	assert_int_equal(file->length, 6);
	assert_memory_equal(file->data, "\0\r\n--\xFF", 6);
	assert_true(file->data > body && file->data < body + sizeof(body));
	assert_true(form_ok(&form));
}

static void
test_boundaries_are_quoted_or_not(void **state)
{
	static const char *const	good[] = {
		"multipart/form-data; boundary=B",
		"multipart/form-data;boundary=\"B\"",
		"Multipart/Form-Data ; charset=utf-8; BOUNDARY=B ;",
		"multipart/form-data; charset=\"a;b\"; boundary=B",
		"multipart/form-data; boundary=B; boundary=C",
	};
	static const char *const	bad[] = {
		"", "multipart/form-data", "multipart/form-data; boundary=",
		"multipart/form-data; boundary=\"\"",
		"multipart/form-data; boundary=\"B", "text/plain; boundary=B",
		"multipart/form-data; boundary",
		"multipart/form-data, boundary=B",
		"multipart/form-data; boundary=\"B\"x",
		"multipart/form-data; boundary=\"B \"",
		"multipart/form-data; boundary=B\x01",
		"multipart/form-data; boundary=\xC3\xAB",
		"multipart/form-data; boundary=aaaaaaaaaaaaaaaaaaaaaaa"
		"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa",
	};
	static const char		body[] = FIELD("a") "1" END;

	for (size_t i = 0; i < ITEMS(good); i++) {
		form_parse_multipart(&form, &arena, good[i], body,
		    sizeof(body) - 1);
		assert_string_equal(form_value(&form, "a"), "1");
	}
	for (size_t i = 0; i < ITEMS(bad); i++)
		assert_malformed(bad[i], body, no_boundary);
	form_parse_multipart(&form, &arena,
	    "multipart/form-data; boundary=\"=_ '()+,-./:?\"",
	    "--=_ '()+,-./:?--", 17);
	assert_null(form.malformed);
}

static void
test_names_are_read_as_browsers_and_others_write_them(void **state)
{
	static const char *const	cases[][2] = {
		{ "a.csv", "a.csv" }, { "\"a.csv\"", "a.csv" },
		{ "\"a;b:c=d.csv\"", "a;b:c=d.csv" },
		{ "\"q%22uote.pdf\"", "q\"uote.pdf" },
		{ "\"q\\\"uote.pdf\"", "q\"uote.pdf" },
		{ "\"a%0D%0Ab%0ac\"", "a b c" },
		{ "\"100%25.csv\"", "100%25.csv" }, { "\"100%\"", "100%" },
		{ "\"%2\"", "%2" }, { "\"..\\\\..\\\\a.csv\"", "a.csv" },
		{ "\"../../etc/x.pdf\"", "x.pdf" },
		{ "\"C:\\files\\x.pdf\"", "x.pdf" },
		{ "\"C:\\\"", "file" }, { "\"a\\\"", "file" },
		{ "\"/\"", "file" }, { "\"..\"", "file" }, { "\".\"", "file" },
		{ "\"\"", "file" }, { "\" a.csv \"", "a.csv" },
		{ "\"Zo\xC3\xAB.csv\"", "Zo\u00EB.csv" },
		{ "\"Zoe\xCC\x88.csv\"", "Zo\u00EB.csv" },
		{ "\"Zo\xEB.csv\"", "Zo" R ".csv" },
		{ "\"a\x01.csv\"", "a" R ".csv" },
		{ "\"a.csv\"; filename*=utf-8''b.csv", "a.csv" },
		{ "\"a.csv\"; size=3", "a.csv" }, { "\"a.csv\" ; ", "a.csv" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		sent(arena_printf(&arena, FILENAMED("%s") "x" END,
		    cases[i][0]));
		assert_null(form.malformed);
		assert_int_equal(form.nfiles, 1);
		assert_string_equal(form.files[0].name, cases[i][1]);
	}
	assert_string_equal(form_value(sent(FIELD("\"a%22b\\\"c\"") "1" END),
	    "a\"b\"c"), "1");
}

static void
test_the_frame_may_be_loose_but_whole(void **state)
{
	static const struct { const char *body, *value; } cases[] = {
		{ "preamble\r\n" FIELD("a") "1" END, "1" },
		{ "\r\n" FIELD("a") "1" END, "1" },
		{ FIELD("a") "1\r\n--B-- \t\r\nepilogue\r\n--B\r\n", "1" },
		{ FIELD("a") "1\r\n--B--", "1" },
		{ FIELD("a") "1\r\n--B--  ", "1" },
		{ FIELD("a") "1\r\n--B  \r\nContent-Disposition: form-data; "
		    "name=b\r\n\r\n2" END, "1" },
		{ FIELD("a") "1\r\n--BC\r\n--" END, "1\n--BC\n--" },
		{ FIELD("a") "1\r\n--B--x\r\n" END, "1\n--B--x\n" },
		{ FIELD("a") "1\n--B\n" END, "1\n--B\n" },
		{ FIELD("a") "\r\n" END, "\n" },
		{ "--Bx\r\n" FIELD("a") "1" END, "1" },
		{ "--B\r\ncontent-disposition:form-data;name=a\r\n"
		    "Content-Transfer-Encoding: 8BIT\r\nX-Other: y\r\n\r\n1"
		    END, "1" },
		{ "--B\r\nContent-Type: text/plain; charset=utf-8\r\n"
		    "Content-Disposition: form-data; name=a\r\n\r\n1" END,
		    "1" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		sent(cases[i].body);
		assert_null(form.malformed);
		assert_string_equal(form_value(&form, "a"), cases[i].value);
	}
	assert_int_equal(sent("--B--\r\n")->nfields, 0);
	assert_true(form_ok(&form));
}

static void
test_what_departs_from_the_grammar_is_refused(void **state)
{
	static const struct { const char *body, *why; } cases[] = {
		{ "", no_first }, { "a=1&b=2", no_first }, { "--B", no_first },
		{ "--B\r\n", cut }, { "--C--\r\n", no_first },
		{ FIELD("a") "1", cut }, { FIELD("a") "1\r\n--B", cut },
		{ FIELD("a") "1\r\n--B-", cut },
		{ FIELD("a") "1\r\n--B\r\n", cut },
		{ FIELD("a") "1--B--\r\n", cut },
		{ "--B\r\n\r\n1" END, unreadable },
		{ "--B\r\nContent-Disposition: form-data\r\n\r\n1" END,
		    unreadable },
		{ "--B\r\nContent-Disposition: attachment; name=a\r\n\r\n1" END,
		    unreadable },
		{ "--B\r\nContent-Disposition: form-data; name=a\r\n1" END,
		    unreadable },
		{ FIELD("\"a") "1" END, unreadable },
		{ FIELD("\"a\"b") "1" END, unreadable },
		{ FIELD("a; name=b") "1" END, unreadable },
		{ FIELD("a; b") "1" END, unreadable },
		{ FIELD("a\r\nContent-Disposition: form-data; name=b") "1" END,
		    unreadable },
		{ FIELD("a\r\n folded: yes") "1" END, unreadable },
		{ FIELD("a\r\nno colon") "1" END, unreadable },
		{ FIELD("a\r\nSpaced : x") "1" END, unreadable },
		{ FIELD("a\r\n: x") "1" END, unreadable },
		{ FIELD("a\r\nContent-Transfer-Encoding: base64") "MQ==" END,
		    unreadable },
		{ FIELD("a") "1\r\n" FIELD("\"b") "2" END, unreadable },
	};
	char	*long_header;

	for (size_t i = 0; i < ITEMS(cases); i++)
		assert_malformed(TYPE, cases[i].body, cases[i].why);
	long_header = arena_alloc(&arena, 9001);
	memset(long_header, 'x', 9000);
	assert_malformed(TYPE, arena_printf(&arena, FIELD("a\r\nX: %s") "1" END,
	    long_header), unreadable);
}

static void
test_a_body_that_is_cut_anywhere_yields_nothing(void **state)
{
	static const char	body[] = FIELD("a") "1\r\n"
	    FILENAMED("\"x.csv\"") "1,2\r\n3,4\r\n--B--";

	form_parse_multipart(&form, &arena, TYPE, body, sizeof(body) - 1);
	assert_null(form.malformed);
	for (size_t n = 0; n < sizeof(body) - 1; n++) {
		form_parse_multipart(&form, &arena, TYPE, body, n);
		assert_non_null(form.malformed);
		assert_int_equal(form.nfields + form.nfiles, 0);
	}
}

static char *
repeated(const char *part, size_t n, const char *end)
{
	size_t	 length = strlen(part);
	char	*s = arena_alloc(&arena, n * length + strlen(end) + 1);

	for (size_t i = 0; i < n; i++)
		memcpy(s + i * length, part, length);
	memcpy(s + n * length, end, strlen(end));
	return (s);
}

static void
test_fields_and_files_are_counted(void **state)
{
	static const char	field[] = FIELD("a") "1\r\n";
	static const char	file[] = FILENAMED("a.csv") "1\r\n";

	assert_int_equal(sent(repeated(field, 1000, "--B--"))->nfields, 1000);
	assert_malformed(TYPE, repeated(field, 1001, "--B--"),
	    "It has more than 1,000 fields");
	assert_int_equal(sent(repeated(file, 10, "--B--"))->nfiles, 10);
	assert_malformed(TYPE, repeated(file, 11, "--B--"),
	    "It has more than 10 files");
}

static void
test_a_large_body_takes_no_time(void **state)
{
	static const char *const	parts[] = { "\r\n--Bx", "\r\n--B ?",
	    "\r\n--", "\r\n--B--?", "\xFF", "\r", " ", "--B" };
	clock_t	start = clock();

	for (size_t i = 0; i < ITEMS(parts); i++) {
		sent(arena_printf(&arena, FIELD("a") "%s",
		    repeated(parts[i], 4000000 / strlen(parts[i]), "-" END)));
		assert_null(form.malformed);
		sent(repeated(parts[i], 4000000 / strlen(parts[i]), "-"));
		assert_non_null(form.malformed);
	}
	assert_true(clock() - start < 5 * CLOCKS_PER_SEC);
}

static void
test_a_file_is_chosen_once_and_has_bytes(void **state)
{
	static const struct { const char *body, *why; } cases[] = {
		{ "--B--", "Select a file" },
		{ FILENAMED("\"\"") END, "Select a file" },
		{ FIELD("f") "x" END, "Select a file" },
		{ FILENAMED("\"a\"") END, "The selected file is empty" },
		{ FILENAMED("\"a\"") "1\r\n" FILENAMED("\"b\"") "2" END,
		    "Select one file" },
	};

	for (size_t i = 0; i < ITEMS(cases); i++) {
		assert_null(form_file(sent(cases[i].body), "f",
		    "Select a file"));
		assert_string_equal(form_error(&form, "f"), cases[i].why);
	}
	assert_null(form_file(sent("--B--"), "f", NULL));
	assert_true(form_ok(&form));
}

static void
test_any_bytes_give_a_form_or_a_reason(void **state)
{
	static const char	sample[] = FIELD("\"a\"") "Zo\xC3\xAB\r\n"
	    FILENAMED("\"C:\\q\\\"%22;.csv\"") "1,2\r\n3\r\n"
	    "--B\r\nContent-Disposition: form-data; name=b\r\n\r\n2" END;
	static const char	type[] = "multipart/form-data; x=\"y\"; "
	    "boundary=\"B\"";
	struct mutator		m = { 20261121 };
	char			*body, *header;
	size_t			 n, h;

	for (int i = 0; i < 50000; i++) {
		n = sizeof(sample) - 1;
		h = sizeof(type) - 1;
		body = mutate(&m, sample, &n);
		header = mutate(&m, type, &h);
		form_parse_multipart(&form, &arena, i % 4 ? TYPE :
		    arena_strndup(&arena, header, h), body, n);
		assert_true(form.malformed == NULL ||
		    form.nfields + form.nfiles == 0);
		for (size_t f = 0; f < form.nfields; f++)
			assert_true(form.fields[f].broken || text_valid(
			    form.fields[f].value,
			    strlen(form.fields[f].value)));
		for (size_t f = 0; f < form.nfiles; f++) {
			assert_true(form.files[f].data >= body &&
			    form.files[f].data + form.files[f].length <=
			    body + n);
			assert_true(*form.files[f].name != '\0');
			assert_null(strpbrk(form.files[f].name, "/\n"));
		}
		free(header);
		free(body);
		if (i % 100 == 0)
			arena_reset(&arena);
	}
}

#define TEST(t)	cmocka_unit_test_teardown(t, empty_the_arena)

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		TEST(test_fields_and_files_are_read_in_order),
		TEST(test_boundaries_are_quoted_or_not),
		TEST(test_names_are_read_as_browsers_and_others_write_them),
		TEST(test_the_frame_may_be_loose_but_whole),
		TEST(test_what_departs_from_the_grammar_is_refused),
		TEST(test_a_body_that_is_cut_anywhere_yields_nothing),
		TEST(test_fields_and_files_are_counted),
		TEST(test_a_large_body_takes_no_time),
		TEST(test_a_file_is_chosen_once_and_has_bytes),
		TEST(test_any_bytes_give_a_form_or_a_reason),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
