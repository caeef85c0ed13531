/* A certificate as a PDF: a page, a title, tags, and any name that there is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "jobs/certificate.h"

static struct arena	arena;

static int
release_the_arena(void **state)
{
	arena_release(&arena);
	return (0);
}

static bool
holds(struct bytes pdf, const char *words)
{
	return (memmem(pdf.data, pdf.length, words, strlen(words)) != NULL);
}

static void
test_it_is_one_page_with_a_title_and_tags(void **state)
{
	struct certificate_to_draw	c = {
		.number = 483920175562019, .name = "Asha Mistry",
		.swe_number = "SW1234", .framework = "ASYE for adults",
		.programme = "Northern programme", .employer = "A trust",
		.completed_on = { 2026, 6, 15 }, .issued_on = { 2026, 6, 16 },
	};
	struct bytes			pdf = certificate_draw(&arena, &c,
					    "https://example.org");

	assert_true(pdf.length > 1000);
	assert_memory_equal(pdf.data, "%PDF-1.", 7);
	assert_true(holds(pdf, "/Title (Certificate of completion, Asha "
	    "Mistry)"));
	assert_true(holds(pdf, "/StructTreeRoot"));
	assert_true(holds(pdf, "/S /H1"));
	assert_true(holds(pdf, "/Count 1"));
	assert_true(holds(pdf, "%%EOF"));
}

/* Accents, other scripts, no number, and a name that fills lines. */
static void
test_it_takes_any_name(void **state)
{
	static const char *const	names[] = { "Zoë Núñez", "Łukasz Żak",
					    "ليلى حسن", "李小龍", "O'Brien & Sons",
					    "A" };
	struct certificate_to_draw	c = { .number = 1,
					    .framework = "F",
					    .programme = "P", .employer = "E",
					    .completed_on = { 2026, 1, 1 },
					    .issued_on = { 2026, 1, 1 } };
	char				long_name[2000];

	for (size_t i = 0; i < sizeof(names) / sizeof(*names); i++) {
		c.name = names[i];
		assert_true(certificate_draw(&arena, &c, "o").length > 1000);
	}
	memset(long_name, 'W', sizeof(long_name) - 1);
	long_name[sizeof(long_name) - 1] = '\0';
	c.name = long_name;
	assert_true(holds(certificate_draw(&arena, &c, "o"), "/Count 1"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_it_is_one_page_with_a_title_and_tags),
		cmocka_unit_test(test_it_takes_any_name),
	};

	return (cmocka_run_group_tests(tests, NULL, release_the_arena));
}
