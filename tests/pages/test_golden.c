/*
 * Every form of a document as people see it: empty, with its errors, filled in
 * and signed, byte for byte as in tests/golden/.
 *
 * "make golden" writes the files anew; what changed is then read in the diff.
 * Moments are those of one morning.
 */
#include <dirent.h>
#include <stdio.h>

#include "filling.h"
#include "golden.h"
#include "pages.h"

#define FILES	"tests/golden"
#define FIRST	"501"			/* the number of each one's document */

static const char *const	states[] = { "empty", "errors", "filled",
				    "signed" };
enum { STATES = sizeof(states) / sizeof(*states) };

/* What was seen in each state, of one form. */
static struct golden	seen[STATES];

static void
look(int state, const char *as)
{
	golden_look(&seen[state], as);
}

static int64_t
writer_of(const struct document_form *form, enum writer who)
{
	if (who == TRAINEE_PART)
		return (form->home == HOME_ASYE ? NINA : SIAN);
	return (form->home == HOME_ASYE ? ASA : EWAN);
}

#define DOCUMENT	"/documents/" FIRST

/* The stage that a kind is begun at, where it has any. */
static void
begin(const struct document_form *form)
{
	const char	*home = form->home == HOME_ASYE ?
			    "/asye/700/documents/new" :
			    "/placements/201/documents/new", *stage;
	char		 body[100], sql[200];

	owner_does("SELECT setval(pg_get_serial_sequence('waymark.document', "
	    "'id'), " FIRST ", false)");
	sign_in_as(writer_of(form, document_has_part(form, TRAINEE_PART) ?
	    TRAINEE_PART : other_writer(form, TRAINEE_PART)));
	snprintf(sql, sizeof(sql), "SELECT '.' || min(stage) FROM "
	    "document_stage_of WHERE kind = '%s'", form->kind);
	stage = owner_reads(sql);
	snprintf(body, sizeof(body), "kind=%s%s", form->kind, stage);
	if (form->home == HOME_ASYE && strcmp(form->kind, "asye_review") == 0)
		sign_in_as(ASA);
	assert_answer(OK, ask(home));
	assert_answer(SEE_OTHER, submit(home, body));
	assert_leads_to(DOCUMENT "/write");
}

/* A part: as it opens, sent with nothing, and as it opens once it is saved. */
static void
write_part(const struct document_form *form, enum writer who, bool sends)
{
	static char	body[FILLED_MAX];

	snprintf(body, sizeof(body), "%sdo=save", filled_part(form, who,
	    standards_of_set(form->home == HOME_ASYE ? "KSS-ADULTS" :
	    "PCF")));
	sign_in_as(writer_of(form, who));
	assert_answer(OK, ask(DOCUMENT "/write"));
	look(0, writer_word(who));
	assert_answer(INVALID, submit(DOCUMENT "/write", "do=send"));
	look(1, writer_word(who));
	assert_answer(OK, ask(DOCUMENT "/write"));
	assert_answer(SEE_OTHER, submit(DOCUMENT "/write", body));
	assert_answer(OK, ask(DOCUMENT "/write"));
	look(2, writer_word(who));
	if (!sends)
		return;
	memcpy(strstr(body, "do=save"), "do=send", 7);
	assert_answer(SEE_OTHER, submit(DOCUMENT "/write", body));
}

static void
sign_as(int64_t person)
{
	char		 body[800], sql[80];
	const char	*name;
	size_t		 n;

	sign_in_as(person);
	if (ask(DOCUMENT "/sign") != OK)
		return;
	snprintf(sql, sizeof(sql), "SELECT name FROM person WHERE id = %ld",
	    (long)person);
	n = (size_t)snprintf(body, sizeof(body), "read=yes&name=");
	for (name = owner_reads(sql); *name != '\0'; name++)
		n += (size_t)snprintf(body + n, sizeof(body) - n, "%%%02X",
		    (unsigned char)*name);
	assert_answer(SEE_OTHER, submit(DOCUMENT "/sign", body));
}

/* Everything that happened to it happened on one morning, in its order. */
static void
settle_times(void)
{
	owner_does("SET session_replication_role = replica; "
	    "UPDATE document_version SET at = '2026-06-09 09:00Z'::timestamptz "
	    "+ version * interval '1 minute'; "
	    "UPDATE signature s SET signed_at = '2026-06-09 10:00Z'"
	    "::timestamptz + (SELECT count(*) FROM signature o WHERE o.id < "
	    "s.id) * interval '1 minute'; "
	    "UPDATE document_event e SET at = '2026-06-09 09:30Z'::timestamptz "
	    "+ (SELECT count(*) FROM document_event o WHERE o.id < e.id) "
	    "* interval '1 hour'; "
	    "UPDATE asye_shortfall SET at = '2026-06-09 09:30Z'; "
	    "SET session_replication_role = origin");
}

static void
fill_and_sign(const struct document_form *form)
{
	static const int64_t	signers[] = { SIAN, EWAN, INES, PAT, NINA, ASA,
				    LINA };
	enum writer		other = other_writer(form, TRAINEE_PART);

	for (int s = 0; s < STATES; s++)
		seen[s].n = 0;
	asye_world(NULL);
	begin(form);
	if (document_has_part(form, TRAINEE_PART))
		write_part(form, TRAINEE_PART, other == WRITERS);
	if (other != WRITERS)
		write_part(form, other, true);
	for (size_t i = 0; i < sizeof(signers) / sizeof(*signers); i++)
		sign_as(signers[i]);
	assert_owner_asks(1, "SELECT count(*) FROM document WHERE state = "
	    "'signed'");
	settle_times();
	sign_in_as(writer_of(form, TRAINEE_PART));
	assert_answer(OK, ask(DOCUMENT));
	look(3, "as everybody reads it");
	assert_answer(OK, ask(DOCUMENT "/versions/1"));
	look(3, "its first version");
}

static void
test_every_form_looks_as_it_did(void **state)
{
	struct document_form	 form;
	char			 file[100];
	int			 wrong = 0;

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		fill_and_sign(&form);
		for (int s = 0; s < STATES; s++) {
			snprintf(file, sizeof(file), "%s.%s.html", form.kind,
			    states[s]);
			wrong += !golden_holds(&seen[s], file);
		}
	}
	assert_int_equal(wrong, 0);
}

static void
test_no_page_is_kept_that_nobody_sees(void **state)
{
	DIR		*d = opendir(FILES);
	struct dirent	*e;
	size_t		 n = 0;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL)
		n += strstr(e->d_name, ".html") != NULL;
	closedir(d);
	assert_int_equal(n, STATES * document_forms());
}

static bool
has_form_kept(const char *path)
{
	char		 slug[SLUG_MAX + 2];
	DIR		*d = opendir(FILES "/forms");
	struct dirent	*e;
	bool		 kept = false;

	assert_non_null(d);
	slug[0] = '.';
	golden_path_slug(slug + 1, path);
	strcat(slug, ".");
	while ((e = readdir(d)) != NULL)
		kept = kept || strstr(e->d_name, slug) != NULL;
	closedir(d);
	return (kept);
}

static bool
has_page(const char *path)
{
	const struct route	*r = routes;

	while (r->path != NULL && (r->method != GET ||
	    strcmp(r->path, path) != 0))
		r++;
	return (r->path != NULL);
}

static void
test_every_form_of_an_asye_is_kept(void **state)
{
	int	missing = 0;

	for (const struct route *r = routes; r->path != NULL; r++)
		if (r->method == POST && golden_is_kept(r->path) &&
		    has_page(r->path) && !has_form_kept(r->path)) {
			print_error("%s is not kept\n", r->path);
			missing++;
		}
	assert_int_equal(missing, 0);
}

/* Whose program it is that sees to it that it is still seen. */
static void
test_every_form_that_is_kept_is_some_tests(void **state)
{
	static char	 text[200000];
	char		 path[400];
	DIR		*d = opendir(FILES "/forms");
	struct dirent	*e;
	FILE		*f;

	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		snprintf(path, sizeof(path), "tests/pages/test_%.*s.c",
		    (int)strcspn(e->d_name, "."), e->d_name);
		f = fopen(path, "r");
		if (f == NULL)
			fail_msg("%s is of no test", e->d_name);
		text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
		fclose(f);
		if (strstr(text, "test_no_form_is_kept_that_nobody_sees") ==
		    NULL)
			fail_msg("nobody misses %s", e->d_name);
	}
	closedir(d);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_form_looks_as_it_did),
		cmocka_unit_test(test_no_page_is_kept_that_nobody_sees),
		cmocka_unit_test(test_every_form_of_an_asye_is_kept),
		cmocka_unit_test(test_every_form_that_is_kept_is_some_tests),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
