/* Files that are attached: sent, looked at, opened, removed; and what is sent
 * to do harm. */
#include <stdio.h>

#include "core/db.h"
#include "golden.h"
#include "jobs/files.h"
#include "pages.h"
#include "unit/clamd.h"
#include "unit/samples.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))
#define FILES		"/asye/700/files"
#define NEW		"/asye/700/files/new"

static struct db	*jobs;
static struct arena	 jobs_arena;

static int
files_world(void **state)
{
	if (jobs == NULL)
		jobs = db_open(getenv("WAYMARK_JOBS_URL"));
	return (asye_world(state));
}

static int
leave_files(void **state)
{
	db_close(jobs);
	arena_release(&jobs_arena);
	return (leave_world(state));
}

/* What the jobs process does; scanner is a socket, or "". */
static int
look(const char *scanner)
{
	return (files_look(jobs, &jobs_arena, scanner));
}

static enum status
send_one(const char *path, const char *name, struct sample s)
{
	enum status	status = send_files(path, "files",
			    &(struct sent_file){ name, s.s, s.n }, 1);

	free(s.s);
	return (status);
}

static int64_t
newest(void)
{
	return (owner_asks("SELECT coalesce(max(id), 0) FROM attachment"));
}

static const char *
at(int64_t file, const char *rest)
{
	static char	path[64];

	snprintf(path, sizeof(path), "/files/%ld%s", (long)file, rest);
	return (path);
}

static const char *
state_of(int64_t attachment)
{
	static char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT f.state || coalesce(' ' || "
	    "f.refusal, '') FROM file f JOIN attachment a ON a.file_id = f.id "
	    "WHERE a.id = %ld", (long)attachment);
	return (owner_reads(sql));
}

/* Nina's, sound and looked at, on her ASYE. */
static int64_t
ninas_file(void)
{
	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_one(NEW, "Plan.pdf", pdf("")));
	look("");
	return (newest());
}

static void
test_files_are_listed_and_open_once_they_were_looked_at(void **state)
{
	struct sample		 p = pdf(""), i = png(10);
	struct sent_file	 two[] = { { "Plan.pdf", p.s, p.n },
				    { "Board.png", i.s, i.n } };
	int64_t			 png_id;

	sign_in_as(NINA);
	assert_answer(OK, ask("/asye/700"));
	assert_shows("href=\"" FILES "\"");
	assert_answer(OK, ask(FILES));
	assert_shows("There are no files here yet.");
	assert_answer(OK, ask(NEW));
	assert_shows("multipart/form-data");
	assert_shows("together smaller than 10MB");
	assert_answer(SEE_OTHER, send_files(NEW, "files", two, 2));
	assert_leads_to(FILES);
	assert_answer(OK, follow());
	assert_shows("2 files uploaded. They can be opened once they have been "
	    "checked.");
	assert_int_equal(page_count("Being checked"), 2);
	assert_hides("/download");
	png_id = newest();
	assert_answer(NOT_FOUND, ask(at(png_id, "/download")));
	assert_int_equal(look(""), 2);
	assert_int_equal(look(""), 0);
	assert_answer(OK, ask(FILES));
	assert_hides("Being checked");
	assert_int_equal(page_count("Not scanned"), 2);
	assert_answer(OK, ask(at(png_id, "/download")));
	assert_true(page_is(i.s, i.n));
	assert_string_equal(answer_header("content-disposition"),
	    "attachment; filename=\"Board.png\"; "
	    "filename*=UTF-8''Board.png");
	assert_string_equal(answer_header("content-security-policy"),
	    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; "
	    "base-uri 'none'; sandbox");
	assert_string_equal(answer_header("x-content-type-options"),
	    "nosniff");
	assert_string_equal(answer_header("cache-control"),
	    "private, no-store");
	free(p.s);
	free(i.s);
}

static void
test_what_was_sent_comes_back_to_the_byte(void **state)
{
	struct sample	s = png(1500);		/* pieces, the last a part */

	assert_true(s.n > 2 * 512 * 1024 && s.n % (512 * 1024) != 0);
	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_files(NEW, "files",
	    &(struct sent_file){ "Large.png", s.s, s.n }, 1));
	look("");
	assert_answer(OK, ask(at(newest(), "/download")));
	assert_true(page_is(s.s, s.n));
	free(s.s);
}

static void
test_a_scanner_is_shown_them_first(void **state)
{
	struct sample	more = { 0 };
	int64_t		sound, bad;

	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_one(NEW, "Plan.pdf", pdf("")));
	sound = newest();
	addf(&more, "7 0 obj << /A 1 >> endobj\n%%");
	add(&more, eicar, strlen(eicar));
	addf(&more, "\n");
	assert_answer(SEE_OTHER, send_one(NEW, "Virus.pdf",
	    pdf_with("", more.s, more.n)));
	free(more.s);
	bad = newest();
	clamd_starts(ANSWERS);
	assert_int_equal(look(clamd_path), 2);
	clamd_stops();
	assert_string_equal(state_of(sound), "clean");
	assert_string_equal(state_of(bad), "infected virus");
	assert_owner_asks(1, "SELECT count(*) FROM file_content");
	assert_string_equal(owner_reads("SELECT found FROM file_event WHERE "
	    "change = 'infected'"), "Eicar-Signature");
	assert_answer(OK, ask(FILES));
	assert_shows("Contains a virus");
	assert_shows("It contains a virus. It was not kept.");
	assert_answer(NOT_FOUND, ask(at(bad, "/download")));
	assert_answer(OK, ask(at(sound, "")));
	assert_shows("by ClamAV 1.4.6/27000");
	assert_answer(OK, ask(at(sound, "/download")));
}

static void
test_what_no_scanner_answers_for_waits_and_is_tried_again(void **state)
{
	static const enum clamd_manner	manners[] = { HALF_AN_ANSWER,
					    HANGS_UP, TAKES_NO_MORE };
	int64_t				id;

	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_one(NEW, "Plan.pdf", pdf("")));
	id = newest();
	assert_int_equal(look("/nowhere/clamd"), 1);
	assert_int_equal(look("/nowhere/clamd"), 0);
	for (size_t i = 0; i < ITEMS(manners); i++) {
		assert_string_equal(state_of(id), "quarantined");
		assert_owner_asks(1, "SELECT count(*) FROM file WHERE due_at "
		    "BETWEEN now() + interval '20 seconds' AND now() + "
		    "interval '1 hour'");
		assert_answer(OK, ask(FILES));
		assert_shows("Waiting for the scanner");
		assert_answer(NOT_FOUND, ask(at(id, "/download")));
		owner_does("UPDATE file SET due_at = now()");
		clamd_starts(manners[i]);
		assert_int_equal(look(clamd_path), 1);
		clamd_stops();
	}
	owner_does("UPDATE file SET due_at = now()");
	clamd_starts(ANSWERS_SLOWLY);
	assert_int_equal(look(clamd_path), 1);
	clamd_stops();
	assert_string_equal(state_of(id), "clean");
}

static void
test_a_setting_says_whether_unscanned_files_open(void **state)
{
	int64_t	id = ninas_file();

	assert_answer(OK, ask(at(id, "/download")));
	owner_does("UPDATE setting SET value = 0 WHERE name = "
	    "'file_open_unscanned'");
	assert_answer(NOT_FOUND, ask(at(id, "/download")));
	assert_answer(OK, ask(FILES));
	assert_shows("It cannot be opened: no virus scanner has seen it yet.");
	assert_false(web_does("SELECT 1 / count(*) FROM file_content"));
	/* A scanner that is set up later sees it. */
	clamd_starts(ANSWERS);
	assert_int_equal(look(clamd_path), 1);
	clamd_stops();
	assert_answer(OK, ask(at(id, "/download")));
	owner_does("UPDATE setting SET value = 1 WHERE name = "
	    "'file_open_unscanned'");
}

static void
assert_refused_at_once(const char *name, const void *bytes, size_t n,
    const char *words)
{
	assert_answer(INVALID, send_files(NEW, "files",
	    &(struct sent_file){ name, bytes, n }, 1));
	assert_shows("There is a problem");
	assert_shows(words);
	assert_owner_asks(0, "SELECT count(*) FROM attachment");
	assert_owner_asks(0, "SELECT count(*) FROM file");
}

static void
test_what_cannot_be_taken_is_refused_at_once(void **state)
{
	enum { LARGE = 20 * 1000 * 1000, TEN = 10 * 1024 * 1024 };
	char	*large = calloc(1, LARGE);

	memcpy(large, "%PDF-1.7", 8);
	sign_in_as(NINA);
	assert_refused_at_once("a.pdf", "", 0, "The selected file is empty");
	assert_refused_at_once("a.pdf", large, TEN + 1,
	    "The selected file must be smaller than 10MB");
	assert_answer(TOO_LARGE, send_files(NEW, "files",
	    &(struct sent_file){ "a.pdf", large, LARGE }, 1));
	assert_shows("That is too large");
	assert_refused_at_once("a.exe", "MZ\x90", 3,
	    "The selected file must be a PDF, DOCX, JPG or PNG");
	assert_refused_at_once("a.pdf", "MZ\x90", 3,
	    "The selected file is not the PDF that its name says it is");
	assert_refused_at_once("a.docx", "MZ\x90", 3,
	    "The selected file is not the DOCX that its name says it is");
	assert_answer(INVALID, send_form(NEW, ""));
	assert_shows("Select a file");
	free(large);
}

static void
test_one_that_will_not_do_keeps_the_others_out(void **state)
{
	struct sample		 p = pdf("");
	struct sent_file	 three[] = { { "Plan.pdf", p.s, p.n },
				    { "a.exe", "MZ", 2 },
				    { "b.png", "", 0 } };

	sign_in_as(NINA);
	assert_answer(INVALID, send_files(NEW, "files", three, 3));
	assert_shows("‘a.exe’ must be a PDF, DOCX, JPG or PNG. ‘b.png’ is "
	    "empty");
	assert_owner_asks(0, "SELECT count(*) FROM file");
	free(p.s);
}

static void
assert_refused(const char *name, struct sample s, const char *code,
    const char *words)
{
	char	wanted[60];

	snprintf(wanted, sizeof(wanted), "refused %s", code);
	assert_answer(SEE_OTHER, send_one(NEW, name, s));
	assert_int_equal(look(""), 1);
	assert_string_equal(state_of(newest()), wanted);
	assert_owner_asks(0, "SELECT count(*) FROM file_content");
	assert_answer(OK, ask(at(newest(), "")));
	assert_shows(words);
	assert_shows("It was not kept.");
	assert_answer(NOT_FOUND, ask(at(newest(), "/download")));
}

static struct sample
polyglot(void)
{
	struct sample	p = pdf(""), z = docx();

	add(&p, z.s, z.n);
	free(z.s);
	addf(&p, "\n%%%%EOF\n");
	return (p);
}

static void
test_what_would_do_harm_is_refused_with_its_reason(void **state)
{
	struct sample	s = png(50), inner;

	sign_in_as(NINA);
	assert_refused("a.pdf", pdf("7 0 obj << /S /JavaScript >> endobj\n"),
	    "active", "contains a script or something that runs");
	assert_refused("b.pdf", pdf("7 0 obj << /S /#4aavaScript >> endobj"),
	    "active", "Print it to a new PDF");
	assert_refused("c.pdf", pdf_object_stream("<< /S /JavaScript >>",
	    "/Type /ObjStm"), "active", "contains a script");
	assert_refused("d.pdf", pdf("7 0 obj << /Encrypt 8 0 R >> endobj\n"),
	    "locked", "It is password protected.");
	assert_refused("e.pdf", polyglot(), "two_in_one",
	    "is two kinds of file at once");
	s.n /= 2;
	assert_refused("f.png", s, "cut_short", "is incomplete");
	assert_refused("g.docx", docx_with((struct entry){
	    "word/vbaProject.bin", "Sub" }), "macros", "contains macros");
	assert_refused("h.docx", flat_bomb(10 << 20, 11), "unpacks",
	    "unpacks to more than can be checked");
	inner = docx();
	s = docx_with((struct entry){ "word/embeddings/r.zip", inner.s,
	    .n = inner.n, .stored = true });
	free(inner.s);
	assert_refused("i.docx", s, "holds_files", "has other files inside");
}

static void
test_the_same_content_is_stored_once_and_attached_twice(void **state)
{
	struct sample	s = pdf("");
	int64_t		first, second;

	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_files(NEW, "files",
	    &(struct sent_file){ "Plan.pdf", s.s, s.n }, 1));
	first = newest();
	look("");
	sign_in_as(ASA);
	assert_answer(SEE_OTHER, send_files(NEW, "files",
	    &(struct sent_file){ "Same plan.pdf", s.s, s.n }, 1));
	second = newest();
	assert_int_not_equal(first, second);
	assert_owner_asks(1, "SELECT count(*) FROM file");
	assert_owner_asks(1, "SELECT count(*) FROM file_content");
	assert_owner_asks(2, "SELECT count(*) FROM attachment");
	assert_answer(OK, ask(at(second, "/download")));
	assert_true(strstr(answer_header("content-disposition"),
	    "Same%20plan.pdf") != NULL);
	free(s.s);
}

static void
test_what_was_refused_is_looked_at_anew_when_it_is_sent_again(void **state)
{
	struct sample	s = pdf("7 0 obj << /S /Launch >> endobj\n");

	sign_in_as(NINA);
	for (int i = 0; i < 2; i++) {
		assert_answer(SEE_OTHER, send_files(NEW, "files",
		    &(struct sent_file){ "a.pdf", s.s, s.n }, 1));
		assert_string_equal(state_of(newest()), "quarantined");
		assert_int_equal(look(""), 1);
		assert_string_equal(state_of(newest()), "refused active");
	}
	assert_owner_asks(1, "SELECT count(*) FROM file");
	assert_owner_asks(3, "SELECT count(*) FROM file_event");
	free(s.s);
}

static void
test_any_name_is_kept_safely(void **state)
{
	static const struct { const char *sent, *shown; } names[] = {
		{ "Zoë’s visit.pdf", "Zoë’s visit.pdf" },
		{ "\U0001F600 notes.pdf", "\U0001F600 notes.pdf" },
		{ "gpj.\u202Efdp", NULL },
		{ "a\u202Eb.pdf", "ab.pdf" },
		{ "../../etc/passwd.pdf", "passwd.pdf" },
		{ "..\\..\\boot.pdf", "boot.pdf" },
		{ "a%22b%0D%0Ax-evil: 1.pdf", "a_b x-evil_ 1.pdf" },
		{ "<b>bold.pdf", "_b_bold.pdf" },
		{ "' OR 1=1; --.pdf", "&#39; OR 1=1; --.pdf" },
	};
	char	 name[400];

	sign_in_as(NINA);
	for (size_t i = 0; i < ITEMS(names); i++) {
		if (names[i].shown == NULL) {
			assert_answer(INVALID, send_one(NEW, names[i].sent,
			    pdf("")));
			continue;
		}
		assert_answer(SEE_OTHER, send_one(NEW, names[i].sent,
		    pdf("")));
		look("");
		assert_answer(OK, ask(at(newest(), "")));
		assert_shows(names[i].shown);
		assert_answer(OK, ask(at(newest(), "/download")));
		assert_null(strpbrk(answer_header("content-disposition"),
		    "\r\n"));
	}
	memset(name, 'n', 300);
	strcpy(name + 300, ".pdf");
	assert_answer(SEE_OTHER, send_one(NEW, name, pdf("")));
	assert_owner_asks(120, "SELECT max(length(label)) FROM attachment");
}

/* One file, with the tick of the page that came last. */
static enum status
send_ticked(const char *name)
{
	struct sample	 s = pdf("");
	const char	*tick = strstr(page_text(), "name=\"telltales\"");
	char		 mark[17];
	enum status	 status;

	assert_non_null(tick);
	snprintf(mark, sizeof(mark), "%.16s", strstr(tick, "value=\"") + 7);
	status = send_file(NEW, "telltales", mark, "files", name, s.s, s.n);
	free(s.s);
	return (status);
}

static void
test_a_name_that_tells_who_somebody_is_needs_a_tick(void **state)
{
	static const struct { const char *name, *found, *kind; } cases[] = {
		{ "report_943_476_5919.pdf", "943 476 5919",
		    "This looks like an NHS number" },
		{ "Visit-9434765919.docx.pdf", "9434765919",
		    "This looks like an NHS number" },
		{ "J_born_12.05.1987.pdf", "12.05.1987",
		    "This looks like a date of birth" },
		{ "home_SW1A_1AA.pdf", "SW1A 1AA",
		    "This looks like a postcode" },
	};
	static const char *const	sound[] = { "Plan 2026-03-01.pdf",
					    "Observation_2_of_3.pdf" };

	sign_in_as(NINA);
	for (size_t i = 0; i < ITEMS(cases); i++) {
		assert_answer(OK, ask(NEW));
		assert_hides("name=\"telltales\"");
		assert_answer(INVALID, send_one(NEW, cases[i].name, pdf("")));
		assert_shows("Check the names of the files");
		assert_shows(cases[i].kind);
		assert_true(page_shows_in_order("<mark>", cases[i].found));
		assert_shows("choose the files again");
	}
	assert_owner_asks(0, "SELECT count(*) FROM attachment");
	/* The tick is for what was found, and for nothing else. */
	assert_answer(INVALID, send_ticked("report_943_476_5919.pdf"));
	assert_answer(SEE_OTHER, send_ticked("report_943_476_5919.pdf"));
	assert_owner_asks(1, "SELECT count(*) FROM attachment "
	    "WHERE label = 'report_943_476_5919.pdf'");
	for (size_t i = 0; i < ITEMS(sound); i++) {
		assert_answer(OK, ask(NEW));
		assert_answer(SEE_OTHER, send_one(NEW, sound[i], pdf("")));
	}
}

static void
test_a_file_is_removed_and_put_back(void **state)
{
	int64_t	id = ninas_file();

	assert_answer(OK, ask(at(id, "")));
	assert_shows("Remove it");
	assert_hides("Put it back");
	assert_answer(OK, ask(at(id, "/remove")));
	assert_answer(SEE_OTHER, submit(at(id, "/remove"), ""));
	assert_answer(OK, follow());
	assert_shows("Removed. It can be put back from its own page.");
	assert_answer(NOT_FOUND, ask(at(id, "/download")));
	assert_false(web_does("SELECT 1 / count(*) FROM file_content"));
	assert_answer(OK, ask(FILES));
	assert_shows("Removed files");
	assert_answer(OK, ask(at(id, "/put-back")));
	keep_fields(at(id, "/put-back"));
	assert_answer(SEE_OTHER, submit(at(id, "/put-back"), ""));
	assert_answer(OK, ask(at(id, "/download")));
	assert_answer(OK, ask(at(id, "")));
	assert_shows("Put back by Nina Sol");
	/* The form of a page that was left open does nothing. */
	assert_answer(OK, ask(at(id, "/remove")));
	keep_fields(at(id, "/remove"));
	assert_answer(SEE_OTHER, submit(at(id, "/remove"), ""));
	assert_answer(OK, ask(at(id, "/put-back")));
	assert_answer(SEE_OTHER, submit(at(id, "/put-back"), ""));
	assert_answer(INVALID, send_form(at(id, "/remove"), "version=3"));
	assert_shows("the file changed while you had it open");
	assert_owner_asks(5, "SELECT count(*) FROM attachment_event");
}

static void
test_what_was_removed_long_ago_is_emptied(void **state)
{
	int64_t	id = ninas_file();

	assert_answer(OK, ask(at(id, "/remove")));
	assert_answer(SEE_OTHER, submit(at(id, "/remove"), ""));
	files_tidy(jobs, &jobs_arena);
	assert_owner_asks(1, "SELECT count(*) FROM file_content");
	owner_does("UPDATE attachment SET removed_at = now() - "
	    "interval '91 days'");
	files_tidy(jobs, &jobs_arena);
	assert_owner_asks(0, "SELECT count(*) FROM file_content");
	assert_string_equal(state_of(id), "removed");
	assert_answer(OK, ask(at(id, "")));
	assert_hides("Put it back");
	assert_answer(INVALID, send_form(at(id, "/put-back"), "version=2"));
	/* Sent again it is there again. */
	assert_answer(SEE_OTHER, send_one(NEW, "Plan.pdf", pdf("")));
	assert_string_equal(state_of(newest()), "quarantined");
	look("");
	assert_answer(OK, ask(at(newest(), "/download")));
}

static void
test_whoever_has_a_part_in_an_asye_reads_its_files(void **state)
{
	static const struct { int64_t who; enum status list, file; } readers[] =
	    { { ASA, OK, OK }, { LINA, OK, OK }, { CORA, OK, OK },
	    { SAM, OK, OK }, { MODI, NOT_FOUND, NOT_FOUND },
	    { MARY, NOT_FOUND, NOT_FOUND }, { EWAN, NOT_FOUND, NOT_FOUND },
	    { PAT, NOT_FOUND, NOT_FOUND }, { BO, NOT_FOUND, NOT_FOUND },
	    { SAL, NOT_FOUND, NOT_FOUND } };
	int64_t	id = ninas_file();

	for (size_t i = 0; i < ITEMS(readers); i++) {
		sign_in_as(readers[i].who);
		check_answer(readers[i].list, ask(FILES), "the list",
		    __FILE__, (int)readers[i].who);
		check_answer(readers[i].file, ask(at(id, "")), "the page",
		    __FILE__, (int)readers[i].who);
		check_answer(readers[i].file, ask(at(id, "/download")),
		    "the file", __FILE__, (int)readers[i].who);
		if (readers[i].file != OK)
			assert_answer(NOT_FOUND, send_one(NEW, "a.pdf",
			    pdf("")));
	}
	assert_owner_asks(4, "SELECT count(*) FROM audit.event WHERE name = "
	    "'FILE_DOWNLOADED' AND person_id = 71");
	assert_owner_asks(0, "SELECT count(*) FROM audit.event WHERE name = "
	    "'FILE_DOWNLOADED' AND actor_id = 71");
	/* Whoever attached it removes it, and who answers for the ASYE. */
	sign_in_as(ASA);
	assert_answer(SEE_OTHER, ask(at(id, "/remove")));
	sign_in_as(CORA);
	assert_answer(OK, ask(at(id, "/remove")));
	assert_answer(SEE_OTHER, submit(at(id, "/remove"), ""));
}

static void
test_nobody_attaches_what_they_have_not_got(void **state)
{
	ninas_file();
	sign_in_as(ASA);
	assert_false(web_does("INSERT INTO attachment (file_id, label, "
	    "asye_id, enrolment_id, person_id, programme_id) SELECT file_id, "
	    "'mine.pdf', asye_id, enrolment_id, person_id, programme_id "
	    "FROM attachment"));
	assert_false(web_does("UPDATE file SET state = 'clean'"));
	assert_false(web_does("SELECT file_found(1, 'passed', NULL, 'me', "
	    "NULL)"));
	assert_false(web_does("SELECT attach(700, NULL, 'x', 'pdf', '')"));
	sign_in_as(MARY);
	assert_false(web_does("SELECT 1 / count(*) FROM file"));
	assert_false(web_does("SELECT 1 / count(attach(700, NULL, 'x', 'pdf', "
	    "'%PDF-'))"));
}

static void
test_an_asye_that_was_left_takes_no_more(void **state)
{
	int64_t	id = ninas_file();

	owner_does("INSERT INTO asye_event (asye_id, change, reason) VALUES "
	    "(700, 'withdrawn', 'other_path')");
	assert_answer(OK, ask(FILES));
	assert_hides("Upload files");
	assert_answer(SEE_OTHER, ask(NEW));
	assert_leads_to(FILES);
	assert_answer(SEE_OTHER, send_one(NEW, "a.pdf", pdf("")));
	assert_owner_asks(1, "SELECT count(*) FROM attachment");
	assert_answer(OK, ask(at(id, "/download")));
	assert_answer(SEE_OTHER, ask(at(id, "/remove")));
}

static void
test_a_record_holds_so_many_and_no_more(void **state)
{
	struct sample		s = pdf("");
	struct sent_file	two[] = { { "a.pdf", s.s, s.n },
				    { "b.pdf", s.s, s.n } };

	owner_does("UPDATE setting SET value = 1 WHERE name = "
	    "'file_record_most'");
	sign_in_as(NINA);
	assert_answer(INVALID, send_files(NEW, "files", two, 2));
	assert_shows("There is room for 1 more file.");
	assert_answer(SEE_OTHER, send_files(NEW, "files", two, 1));
	assert_answer(INVALID, send_files(NEW, "files", two, 1));
	assert_answer(OK, ask(FILES));
	assert_hides(">Upload files<");
	owner_does("UPDATE setting SET value = 200 WHERE name = "
	    "'file_record_most'");
	free(s.s);
}

/* A reflection of Siân's, written and not sent; its address. */
static const char *
begin_reflection(void)
{
	static char	path[64];

	sign_in_as(SIAN);
	assert_answer(OK, ask("/placements/201/documents/new"));
	assert_answer(SEE_OTHER, submit("/placements/201/documents/new",
	    "kind=reflection"));
	snprintf(path, sizeof(path), "%s", answer_location());
	*strstr(path, "/write") = '\0';
	return (path);
}

static void
document_moves(const char *path, const char *rest, const char *fields)
{
	char	whole[96];

	snprintf(whole, sizeof(whole), "%s%s", path, rest);
	assert_answer(OK, ask(whole));
	assert_answer(SEE_OTHER, submit(whole, fields));
}

static void
test_a_documents_files_follow_the_document(void **state)
{
	const char	*path = begin_reflection();
	char		 files[96], new[96];
	int64_t		 id;

	snprintf(files, sizeof(files), "%s/files", path);
	snprintf(new, sizeof(new), "%s/files/new", path);
	assert_answer(OK, ask(path));
	assert_shows(files);
	assert_answer(SEE_OTHER, send_one(new, "Plan.pdf", pdf("")));
	id = newest();
	look("");
	assert_answer(OK, ask(at(id, "/download")));
	/* A draft's are its writer's alone. */
	sign_in_as(EWAN);
	assert_answer(OK, ask(files));
	assert_shows("There are no files here.");
	assert_answer(NOT_FOUND, ask(at(id, "")));
	assert_answer(SEE_OTHER, send_one(new, "Ewan.pdf", pdf("")));
	assert_int_equal(newest(), id);
	sign_in_as(SIAN);
	document_moves(path, "/write", "trainee.title=A+visit&"
	    "trainee.held_on-day=8&trainee.held_on-month=6&"
	    "trainee.held_on-year=2026&trainee.happened=What+happened&"
	    "trainee.analysis=Why&trainee.self=My+part&"
	    "trainee.change=More+time&trainee.standards=Professionalism&"
	    "do=send");
	/* What was sent is read by the others, and is not added to. */
	sign_in_as(EWAN);
	assert_answer(OK, ask(files));
	assert_shows("Plan.pdf");
	assert_answer(OK, ask(at(id, "/download")));
	sign_in_as(SIAN);
	assert_answer(OK, ask(files));
	assert_hides("Upload files");
	assert_answer(SEE_OTHER, send_one(new, "More.pdf", pdf("")));
	assert_int_equal(newest(), id);
	assert_answer(SEE_OTHER, ask(at(id, "/remove")));
	sign_in_as(TOM);
	assert_answer(NOT_FOUND, ask(files));
	assert_answer(NOT_FOUND, ask(at(id, "")));
}

static void
test_a_picture_with_its_place_says_so(void **state)
{
	sign_in_as(NINA);
	assert_answer(SEE_OTHER, send_one(NEW, "Home.jpg",
	    jpeg_with(gps_exif, sizeof(gps_exif) - 1)));
	look("");
	assert_answer(OK, ask(FILES));
	assert_shows("The picture says where it was taken.");
}

static void
test_history_says_what_happened_to_files(void **state)
{
	int64_t	id = ninas_file();

	assert_answer(OK, ask(at(id, "/remove")));
	assert_answer(SEE_OTHER, submit(at(id, "/remove"), ""));
	sign_in_as(SAM);
	assert_answer(OK, ask("/trainees/171/history"));
	assert_shows("Plan.pdf uploaded");
	assert_shows("Plan.pdf removed");
	assert_int_equal(page_count("Plan.pdf removed"), 1);
}

static void
test_its_forms_look_as_they_did(void **state)
{
	int64_t	id = ninas_file();

	golden_form_at(NEW);
	golden_form_at(at(id, "/remove"));
	golden_form_at(at(id, "/put-back"));
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(test_##name, files_world)
	const struct CMUnitTest	tests[] = {
		TEST(files_are_listed_and_open_once_they_were_looked_at),
		TEST(what_was_sent_comes_back_to_the_byte),
		TEST(a_scanner_is_shown_them_first),
		TEST(what_no_scanner_answers_for_waits_and_is_tried_again),
		TEST(a_setting_says_whether_unscanned_files_open),
		TEST(what_cannot_be_taken_is_refused_at_once),
		TEST(one_that_will_not_do_keeps_the_others_out),
		TEST(what_would_do_harm_is_refused_with_its_reason),
		TEST(the_same_content_is_stored_once_and_attached_twice),
		TEST(what_was_refused_is_looked_at_anew_when_it_is_sent_again),
		TEST(any_name_is_kept_safely),
		TEST(a_name_that_tells_who_somebody_is_needs_a_tick),
		TEST(a_file_is_removed_and_put_back),
		TEST(its_forms_look_as_they_did),
		cmocka_unit_test(test_no_form_is_kept_that_nobody_sees),
		TEST(what_was_removed_long_ago_is_emptied),
		TEST(whoever_has_a_part_in_an_asye_reads_its_files),
		TEST(nobody_attaches_what_they_have_not_got),
		TEST(an_asye_that_was_left_takes_no_more),
		TEST(a_record_holds_so_many_and_no_more),
		TEST(a_documents_files_follow_the_document),
		TEST(a_picture_with_its_place_says_so),
		TEST(history_says_what_happened_to_files),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_files));
}
