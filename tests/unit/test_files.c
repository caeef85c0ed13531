/* What a file may be, as far as can be said without opening it, and what it is
 * called. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/arena.h"
#include "core/text.h"
#include "rules/files.h"

static struct arena	arena;

static int
release(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
test_a_glance_tells_what_cannot_be_taken(void **state)
{
	static const struct {
		const char	*name, *bytes;
		size_t		 n;
		enum file_fault	 fault;
	} cases[] = {
		{ "a.pdf", "%PDF-1.7", 8, SOUND },
		{ "A.PDF", "%PDF-1.7", 8, SOUND },
		{ "a.jpeg", "\xff\xd8\xff\xe0", 4, SOUND },
		{ "a.JPG", "\xff\xd8\xff\xe0", 4, SOUND },
		{ "a.png", "\x89PNG\r\n\x1a\n", 8, SOUND },
		{ "a.docx", "PK\3\4", 4, SOUND },
		{ "a.pdf", "", 0, FAULT_EMPTY },
		{ "a.pdf", "%PDF-1.7 and more than twenty", 29,
		    FAULT_TOO_LARGE },
		{ "a.exe", "MZ", 2, FAULT_OF_NO_FORM },
		{ "a.pdf.exe", "%PDF-", 5, FAULT_OF_NO_FORM },
		{ "pdf", "%PDF-", 5, FAULT_OF_NO_FORM },
		{ ".pdf", "%PDF-", 5, FAULT_OF_NO_FORM },
		{ "a.doc", "\xd0\xcf\x11\xe0", 4, FAULT_OF_NO_FORM },
		{ "a.pdf", "MZ\x90", 3, FAULT_OTHERWISE },
		{ "a.pdf", "%PD", 3, FAULT_OTHERWISE },
		{ "a.docx", "%PDF-1.7", 8, FAULT_OTHERWISE },
		{ "a.docx", "\xd0\xcf\x11\xe0 1997", 9, FAULT_OTHERWISE },
	};
	static const char	locked[] = "\xd0\xcf\x11\xe0 E\0n\0c\0r\0y\0p"
				    "\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0";

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(file_glance(cases[i].name, cases[i].bytes,
		    cases[i].n, 20), cases[i].fault);
	assert_int_equal(file_glance("a.docx", locked, sizeof(locked), 100),
	    FAULT_LOCKED);
}

static void
test_every_fault_has_words_and_a_code_of_its_own(void **state)
{
	for (int i = SOUND + 1; i < FAULTS_END; i++) {
		assert_int_equal(fault_from(fault_code(i)), i);
		assert_true(strlen(fault_words(i)) > 5);
		assert_non_null(strchr(fault_cure(i), '.'));
	}
	assert_int_equal(fault_from(NULL), SOUND);
	assert_int_equal(fault_from("nothing"), SOUND);
}

static void
test_a_name_becomes_a_label(void **state)
{
	static const struct { const char *name, *label; } cases[] = {
		{ "Zoë’s visit – 14 June.pdf", "Zoë’s visit – 14 June.pdf" },
		{ "Zoe\u0308.pdf", "Zo\u00EB.pdf" },
		{ "\U0001F469\u200D\U0001F4BB notes.docx",
		    "\U0001F469\u200D\U0001F4BB notes.docx" },
		{ "invoice\u202Efdp.exe", "invoicefdp.exe" },
		{ "a\u2066b\u2069\u200F.pdf", "ab.pdf" },
		{ "a/b\\c:d*e?f\"g<h>i|j.pdf", "a_b_c_d_e_f_g_h_i_j.pdf" },
		{ "a\r\nSet-Cookie: x.pdf", "a__Set-Cookie_ x.pdf" },
		{ "  two   spaces .pdf ", "two spaces .pdf" },
		{ "...hidden.pdf", "hidden.pdf" },
		{ "..", "file" }, { "", "file" }, { " \u202E ", "file" },
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(file_label(&arena, cases[i].name),
		    cases[i].label);
}

static void
test_a_long_name_is_cut_in_front_of_its_ending(void **state)
{
	char		 name[700] = "";
	const char	*label;

	for (int i = 0; i < 300; i++)
		strcat(name, "é");
	strcat(name, ".docx");
	label = file_label(&arena, name);
	assert_int_equal(text_length(label), FILE_LABEL_MAX);
	assert_string_equal(label + strlen(label) - 5, ".docx");
	assert_int_equal(form_of_name(label), FILE_DOCX);
	assert_true(text_utf8(label, strlen(label)));
}

static void
test_a_name_is_given_to_every_browser(void **state)
{
	assert_string_equal(file_disposition(&arena, "Plan (1).pdf"),
	    "attachment; filename=\"Plan (1).pdf\"; "
	    "filename*=UTF-8''Plan%20%281%29.pdf");
	assert_string_equal(file_disposition(&arena, "Zoë 100%.pdf"),
	    "attachment; filename=\"Zo__ 100_.pdf\"; "
	    "filename*=UTF-8''Zo%C3%AB%20100%25.pdf");
	assert_string_equal(file_disposition(&arena, "a\"\r\nb;c'd.pdf"),
	    "attachment; filename=\"a___b_c_d.pdf\"; "
	    "filename*=UTF-8''a%22%0D%0Ab%3Bc%27d.pdf");
}

static void
test_sizes_are_said_in_words(void **state)
{
	assert_string_equal(file_size_words(&arena, 999), "less than 1 KB");
	assert_string_equal(file_size_words(&arena, 4999), "4 KB");
	assert_string_equal(file_size_words(&arena, 1250000), "1.2 MB");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_glance_tells_what_cannot_be_taken),
		cmocka_unit_test(
		    test_every_fault_has_words_and_a_code_of_its_own),
		cmocka_unit_test(test_a_name_becomes_a_label),
		cmocka_unit_test(
		    test_a_long_name_is_cut_in_front_of_its_ending),
		cmocka_unit_test(test_a_name_is_given_to_every_browser),
		cmocka_unit_test(test_sizes_are_said_in_words),
	};

	return (cmocka_run_group_tests(tests, NULL, release));
}
