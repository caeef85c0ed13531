/*
 * Every form of a document as people see it: empty, with its errors, filled in
 * and signed, byte for byte as in tests/golden/.
 *
 * "make golden" writes the files anew; what changed is then read in the diff.
 * Tokens are left out, and moments are those of one morning.
 */
#include <dirent.h>
#include <stdio.h>
#include <sys/stat.h>

#include "core/out.h"
#include "filling.h"
#include "pages.h"

#define FILES	"tests/golden"
#define MADE	"build/golden"
#define FIRST	"501"			/* the number of each one's document */

static const char *const	states[] = { "empty", "errors", "filled",
				    "signed" };
enum { STATES = sizeof(states) / sizeof(*states), ANSWER_MAX = 400000 };

/* What was seen in each state, of one form. */
static char	seen[STATES][ANSWER_MAX];
static size_t	seen_bytes[STATES];

static void
add(int state, const char *s, size_t n)
{
	if (seen_bytes[state] + n >= ANSWER_MAX)
		fail_msg("no room for %s", states[state]);
	memcpy(seen[state] + seen_bytes[state], s, n);
	seen_bytes[state] += n;
}

/* The page's own part, without what is new in every answer. */
static void
look(int state, const char *as)
{
	static const char	token[] = "name=\"", value[] = "\" value=\"";
	const char		*at = strstr(page_text(), "<main"), *name, *end;

	assert_non_null(at);
	end = strstr(at, "</main>");
	add(state, "<!-- ", 5);
	add(state, as, strlen(as));
	add(state, " -->\n", 5);
	while ((name = strstr(at, token)) != NULL && name < end) {
		name += strlen(token);
		add(state, at, (size_t)(name - at));
		at = name;
		if (strncmp(at, "csrf\"", 5) != 0 &&
		    strncmp(at, "once\"", 5) != 0)
			continue;
		add(state, at, 4 + strlen(value));
		at = strchr(at + 4 + strlen(value), '"');
	}
	add(state, at, (size_t)(end - at));
	add(state, "</main>\n", 8);
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

	memset(seen_bytes, 0, sizeof(seen_bytes));
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
keep_file(const char *directory, const char *kind, int state)
{
	char	 path[200];
	FILE	*f;

	mkdir(directory, 0777);
	snprintf(path, sizeof(path), "%s/%s.%s.html", directory, kind,
	    states[state]);
	f = fopen(path, "w");
	if (f == NULL || fwrite(seen[state], 1, seen_bytes[state], f) !=
	    seen_bytes[state] || fclose(f) != 0)
		fail_msg("%s cannot be written", path);
}

static bool
is_as_kept(const char *kind, int state)
{
	static char	 kept[ANSWER_MAX];
	char		 path[200];
	size_t		 n = 0;
	FILE		*f;

	snprintf(path, sizeof(path), FILES "/%s.%s.html", kind,
	    states[state]);
	f = fopen(path, "r");
	if (f != NULL) {
		n = fread(kept, 1, sizeof(kept), f);
		fclose(f);
	}
	if (n == seen_bytes[state] && memcmp(kept, seen[state], n) == 0)
		return (true);
	print_error("%s is not as it was: compare it with " MADE "/%s.%s.html "
	    "or write it anew with make golden\n", path, kind, states[state]);
	keep_file(MADE, kind, state);
	return (false);
}

static void
test_every_form_looks_as_it_did(void **state)
{
	const char		*how = getenv("WAYMARK_GOLDEN");
	struct document_form	 form;
	int			 wrong = 0;

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		fill_and_sign(&form);
		for (int s = 0; s < STATES; s++)
			if (how != NULL && strcmp(how, "write") == 0)
				keep_file(FILES, form.kind, s);
			else
				wrong += !is_as_kept(form.kind, s);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_every_form_looks_as_it_did),
		cmocka_unit_test(test_no_page_is_kept_that_nobody_sees),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
