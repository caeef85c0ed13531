/*
 * test_fixtures - our components make what govuk-frontend's make.
 *
 * Every fixture of every component that we use is run.  One whose options we
 * do not support is passed over only when the option is listed here, with the
 * reason; what is listed and occurs in no fixture fails too.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "fixture.h"

#define COMPONENTS "assets/node_modules/govuk-frontend/dist/govuk/components"

static struct unsupported {
	const char	*component, *path, *reason;
	int		 fixtures;
} unsupported[] = {
	{ "character-count", "textareaDescriptionText",
	    "says in English how much may be written; nothing else is wanted" },
	{ "character-count", "charactersUnderLimitText",
	    "the script's own English is shown" },
	{ "file-upload", "chooseFilesButtonText",
	    "the script's own English is shown" },
	{ "notification-banner", "titleHeadingLevel",
	    "a banner stands above the h1, so that its title is an h2" },
	{ "panel", "headingLevel", "a panel's title is the h1 of its page" },
	{ "panel", "actions", "buttons stand behind a panel, not within it" },
	{ "summary-list", "card.title.headingLevel",
	    "cards stand under the h1, so that their titles are h2" },
	{ 0 }
};

static struct unsupported *
find_unsupported(const char *component, const char *path)
{
	struct unsupported	*u;
	size_t			 n;

	for (u = unsupported; u->component != NULL; u++) {
		n = strlen(u->path);
		if (!strcmp(u->component, component) &&
		    !strncmp(u->path, path, n) &&
		    (path[n] == '\0' || path[n] == '.'))
			return (u);
	}
	return (NULL);
}

/* 1 when the fixture holds, 0 when it is passed over, -1 when it fails. */
static int
run_fixture(const struct mapping *m, json_t *fixture)
{
	json_t			*options = json_object_get(fixture, "options");
	const char		*name, *left, *made, *expected;
	struct unsupported	*u;
	struct out		 o = { 0 };

	name = json_string_value(json_object_get(fixture, "name"));
	expected = json_string_value(json_object_get(fixture, "html"));
	expected = normal(expected, strlen(expected));
	m->write(&o, options);
	made = normal(o.data, o.len);
	out_free(&o);
	if ((left = left_over(options)) != NULL) {
		if ((u = find_unsupported(m->component, left)) != NULL) {
			u->fixtures++;
			return (0);
		}
		print_error("%s, %s: no mapping takes the option %s, and no "
		    "reason is listed\n", m->component, name, left);
		return (-1);
	}
	if (strcmp(made, expected) == 0)
		return (1);
	fprintf(stderr, "%s, %s\n  expected %s\n  made     %s\n", m->component,
	    name, expected, made);
	return (-1);
}

/* How many fixtures of a component fail. */
static int
run_component(const struct mapping *m)
{
	char		 path[256];
	json_error_t	 error;
	json_t		*file, *fixture;
	size_t		 i;
	int		 held = 0, failed = 0, result;

	snprintf(path, sizeof(path), COMPONENTS "/%s/fixtures.json",
	    m->component);
	if ((file = json_load_file(path, 0, &error)) == NULL)
		fail_msg("%s: %s", path, error.text);
	json_array_foreach(json_object_get(file, "fixtures"), i, fixture) {
		result = run_fixture(m, fixture);
		held += result > 0;
		failed += result < 0;
		arena_reset(&fixture_arena);
	}
	json_decref(file);
	arena_release(&fixture_arena);
	print_message("%s: %d of %zu fixtures hold\n", m->component, held, i);
	return (failed + (held == 0));
}

static void
run_components(const struct mapping *m)
{
	int	 failed = 0;

	for (; m->component != NULL; m++)
		failed += run_component(m);
	assert_int_equal(failed, 0);
}

static void
test_fields_are_what_govuk_frontend_makes(void **state)
{
	(void)state;
	run_components(field_mappings);
}

static void
test_parts_are_what_govuk_frontend_makes(void **state)
{
	(void)state;
	run_components(part_mappings);
}

static void
test_every_option_listed_as_unsupported_occurs(void **state)
{
	(void)state;
	for (struct unsupported *u = unsupported; u->component != NULL; u++)
		if (u->fixtures == 0)
			fail_msg("no fixture of %s has %s", u->component,
			    u->path);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_fields_are_what_govuk_frontend_makes),
		cmocka_unit_test(test_parts_are_what_govuk_frontend_makes),
		cmocka_unit_test(
		    test_every_option_listed_as_unsupported_occurs),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
