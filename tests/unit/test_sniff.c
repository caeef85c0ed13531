/* What a file is found to be when it is opened, and that whatever opens it can
 * do nothing else. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include "sniff/sniff.h"
#include "unit/mutate.h"
#include "unit/samples.h"

#define ITEMS(array)	(sizeof(array) / sizeof(*(array)))

/* The fault that is found in a sandbox; the sample goes. */
static enum file_fault
found(enum file_form form, struct sample s)
{
	struct verdict	v;

	if (sniff_confined(form, s.s, s.n, &v) == NOT_STARTED)
		fail_msg("there is no sandbox");
	free(s.s);
	return (v.fault);
}

static void
assert_fault(enum file_fault is, enum file_fault wanted, const char *what)
{
	if (is != wanted)
		fail_msg("%s is found to be %d (%s), not %d (%s)", what, is,
		    fault_words(is), wanted, fault_words(wanted));
}
#define assert_found(fault, form, sample)				\
	assert_fault(found(form, sample), fault, #sample)

static void
test_sound_files_are_found_sound(void **state)
{
	assert_found(SOUND, FILE_PDF, pdf(""));
	assert_found(SOUND, FILE_DOCX, docx());
	assert_found(SOUND, FILE_PNG, png(100));
	assert_found(SOUND, FILE_JPEG, jpeg_with("", 0));
	assert_found(SOUND, FILE_PDF, pdf_object_stream("<< /Title (a) >>",
	    "/Type /ObjStm"));
}

static void
test_what_is_no_such_file_is_refused(void **state)
{
	assert_found(FAULT_OTHERWISE, FILE_PDF, png(3));
	assert_found(FAULT_OTHERWISE, FILE_PNG, pdf(""));
	assert_found(FAULT_OTHERWISE, FILE_JPEG, docx());
	assert_found(FAULT_OTHERWISE, FILE_DOCX, zip_of(&(struct entry){
	    "readme.txt", "words" }, 1));
}

static void
test_a_pdf_that_runs_something_is_refused(void **state)
{
	static const char *const	objects[] = {
		"7 0 obj << /S /JavaScript /JS (app.alert\\(1\\)) >> endobj\n",
		"7 0 obj<</S/#4aavaScript/J#53 8 0 R>>endobj\n",
		"7 0 obj << /S /#4a#61#76#61#53#63#72#69#70#74 >> endobj\n",
		"7 0 obj << /S /Launch /F (cmd.exe) >> endobj\n",
		"7 0 obj << /S /L#61unch >> endobj\n",
		"7 0 obj << /AA << /O << /S /SubmitForm >> >> >> endobj\n",
		"7 0 obj << /S /Rendition >> endobj\n",
		"7 0 obj << /Subtype /RichMedia >> endobj\n",
		"7 0 obj << /XFA [] >> endobj\n",
		"(7 0 obj << /S /JavaScript >> endobj\n",
		"% a comment\r7 0 obj << (un\\)balanced\\() /S /JavaScript >>",
		"7 0 obj << /A <2F4A53> /B (\\\\) /JS 3 0 R >> endobj\n",
		"7 0 obj << /A endobj stream\n/S /JavaScript >> endobj\n",
	};

	for (size_t i = 0; i < ITEMS(objects); i++)
		assert_fault(found(FILE_PDF, pdf(objects[i])), FAULT_ACTIVE,
		    objects[i]);
	assert_found(FAULT_ACTIVE, FILE_PDF, pdf_object_stream(
	    "<< /S /JavaScript >>", "/Type /ObjStm"));
	assert_found(FAULT_ACTIVE, FILE_PDF, pdf_object_stream(
	    "<< /S /J#61vaScript >>", "/Type /Obj#53tm"));
	assert_found(FAULT_ACTIVE, FILE_PDF, pdf_object_stream(
	    "<< /S /JavaScript >>", ""));
}

static void
test_words_about_scripts_are_no_scripts(void **state)
{
	assert_found(SOUND, FILE_PDF, pdf("7 0 obj << /Title (On /JavaScript "
	    "and \\(/JS\\)) /URI (https://example.org/JS/) >> endobj\n"));
	assert_found(SOUND, FILE_PDF, pdf("7 0 obj << /JSTOR 1 >> endobj\n"));
}

static struct sample
opening(const char *action, const char *more)
{
	char	words[200];

	snprintf(words, sizeof(words), "/OpenAction %s", action);
	return (pdf_with(words, more, strlen(more)));
}

static void
test_a_pdf_may_open_at_a_page_and_do_nothing_else(void **state)
{
	assert_found(SOUND, FILE_PDF, opening("[3 0 R /XYZ null null 0]", ""));
	assert_found(SOUND, FILE_PDF, opening("<< /S /GoTo /D [3 0 R] >>",
	    ""));
	assert_found(SOUND, FILE_PDF, opening("7 0 R",
	    "7 0 obj\n<< /S /GoTo /D [3 0 R /Fit] >>\nendobj\n"));
	assert_found(SOUND, FILE_PDF, opening("7 0 R",
	    "7 0 obj [3 0 R /Fit] endobj\n"));
	assert_found(FAULT_ACTIVE, FILE_PDF, opening("7 0 R",
	    "7 0 obj << /S /URI /URI (https://example.org) >> endobj\n"));
	assert_found(FAULT_ACTIVE, FILE_PDF, opening(
	    "<< /S /URI /URI (https://example.org) >>", ""));
	assert_found(FAULT_ACTIVE, FILE_PDF, opening("99 0 R", ""));
	assert_found(FAULT_ACTIVE, FILE_PDF, opening("/Nothing", ""));
}

static void
test_a_pdf_with_a_password_files_or_half_of_it_is_refused(void **state)
{
	struct sample	s = pdf("7 0 obj << /Encrypt 8 0 R >> endobj\n");

	assert_found(FAULT_LOCKED, FILE_PDF, s);
	assert_found(FAULT_HOLDS_FILES, FILE_PDF, pdf("7 0 obj << /Type "
	    "/EmbeddedFile >> endobj\n"));
	assert_found(FAULT_HOLDS_FILES, FILE_PDF, pdf_object_stream(
	    "<< /EmbeddedFiles 9 0 R >>", "/Type /ObjStm"));
	s = pdf("");
	s.n /= 2;
	assert_found(FAULT_CUT_SHORT, FILE_PDF, s);
}

static void
test_a_pdf_that_cannot_be_looked_into_is_refused(void **state)
{
	struct sample	s = { 0 }, z;
	char		*zeros = calloc(1, SNIFF_UNPACKED_MAX + 1);

	assert_found(FAULT_UNREADABLE, FILE_PDF, pdf("7 0 obj << /Type "
	    "/ObjStm /N 1 /First 4 /Filter /LZWDecode >> stream\nxyz\n"
	    "endstream endobj\n"));
	assert_found(FAULT_UNREADABLE, FILE_PDF, pdf("7 0 obj << /Type "
	    "/ObjStm /N 1 /First 4 /Filter /FlateDecode >> stream\nxyz\n"
	    "endstream endobj\n"));
	z = packed(zeros, SNIFF_UNPACKED_MAX + 1, false);
	addf(&s, "7 0 obj << /Type /ObjStm /N 1 /First 4 /Filter "
	    "/FlateDecode >>\nstream\n");
	add(&s, z.s, z.n);
	assert_found(FAULT_UNPACKS, FILE_PDF, pdf_with("", s.s, s.n));
	free(zeros);
	free(z.s);
	free(s.s);
}

static void
test_a_file_that_is_two_kinds_at_once_is_refused(void **state)
{
	struct sample	p = pdf(""), z = docx(), both = { 0 };

	add(&both, p.s, p.n);
	add(&both, z.s, z.n);
	addf(&both, "%%%%EOF\n");
	assert_found(FAULT_TWO_IN_ONE, FILE_PDF, both);
	free(z.s);
	z = zip_of((struct entry[]){ { "a", p.s, .n = p.n, .stored = true },
	    { "[Content_Types].xml", DOCX_TYPES },
	    { "word/document.xml", DOCX_TEXT } }, 3);
	assert_found(FAULT_TWO_IN_ONE, FILE_DOCX, z);
	both = png(10);
	add(&both, p.s, p.n);
	assert_found(FAULT_TWO_IN_ONE, FILE_PNG, both);
	both = jpeg_with("", 0);
	add(&both, p.s, p.n);
	assert_found(FAULT_TWO_IN_ONE, FILE_JPEG, both);
	free(p.s);
}

static void
test_a_docx_with_something_that_runs_is_refused(void **state)
{
	assert_found(FAULT_MACROS, FILE_DOCX, docx_with((struct entry){
	    "word/vbaProject.bin", "Sub AutoOpen" }));
	assert_found(FAULT_MACROS, FILE_DOCX, docx_with((struct entry){
	    "WORD/VBAPROJECT.BIN", "Sub AutoOpen" }));
	assert_found(FAULT_MACROS, FILE_DOCX, docx_with((struct entry){
	    "word/_rels/document.xml.rels", "<Relationship Type=\"http://"
	    "schemas.microsoft.com/office/2006/relationships/vbaProject\"/>"
	    }));
	assert_found(FAULT_ACTIVE, FILE_DOCX, docx_with((struct entry){
	    "word/activeX/activeX1.xml", "<x/>" }));
	assert_found(FAULT_HOLDS_FILES, FILE_DOCX, docx_with((struct entry){
	    "word/embeddings/oleObject1.bin", "x" }));
	assert_found(FAULT_HOLDS_FILES, FILE_DOCX, docx_with((struct entry){
	    "word/embeddings/again.zip", "PK" }));
	assert_found(FAULT_REACHES_OUT, FILE_DOCX, docx_with((struct entry){
	    "word/_rels/settings.xml.rels", "<Relationship Type=\"x/"
	    "attachedTemplate\" Target=\"https://example.org/a.dotm\" "
	    "TargetMode=\"External\"/>" }));
	assert_found(FAULT_LOCKED, FILE_DOCX, docx_with((struct entry){
	    "word/styles.xml", "x", .locked = true }));
}

static void
test_a_docx_that_unpacks_to_too_much_is_refused(void **state)
{
	size_t	 n = SNIFF_UNPACKED_MAX + 1;
	char	*zeros = calloc(1, n);

	assert_found(FAULT_UNPACKS, FILE_DOCX, docx_with((struct entry){
	    "word/media/image1.png", zeros, .n = n }));
	/* It says that it is small. */
	assert_found(FAULT_UNPACKS, FILE_DOCX, docx_with((struct entry){
	    "word/media/image1.png", zeros, .n = n, .lies = 2 * n }));
	assert_found(FAULT_UNREADABLE, FILE_DOCX, docx_with((struct entry){
	    "word/media/image1.png", zeros, .n = n, .lies = 10 }));
	/* Below the bound, and two hundred times itself. */
	assert_found(FAULT_UNPACKS, FILE_DOCX, docx_with((struct entry){
	    "word/media/image1.png", zeros, .n = n / 2 }));
	assert_found(FAULT_UNPACKS, FILE_DOCX, flat_bomb(10 << 20, 11));
	assert_found(FAULT_UNPACKS, FILE_DOCX, flat_bomb(100, 1001));
	free(zeros);
}

/* A ZIP within a ZIP within a ZIP, and one that holds itself as far as it can
 * be seen: nothing inside is opened, and such entries are refused. */
static void
test_a_zip_within_a_zip_is_refused(void **state)
{
	struct sample	inner = docx(), outer;

	for (int i = 0; i < 5; i++) {
		outer = docx_with((struct entry){ "word/embeddings/r.zip",
		    inner.s, .n = inner.n, .stored = true });
		free(inner.s);
		inner = outer;
	}
	assert_found(FAULT_HOLDS_FILES, FILE_DOCX, inner);
}

static void
test_a_docx_that_is_cut_is_refused(void **state)
{
	struct sample	s = docx();

	s.n -= 30;
	assert_found(FAULT_CUT_SHORT, FILE_DOCX, s);
	s = docx();
	s.s[60] ^= 0x20;
	assert_found(FAULT_UNREADABLE, FILE_DOCX, s);
}

static void
test_a_picture_that_is_cut_or_too_large_is_refused(void **state)
{
	struct sample	s = png(100);

	s.n -= 12;
	assert_found(FAULT_CUT_SHORT, FILE_PNG, s);
	s = png(100);
	s.n /= 2;
	assert_found(FAULT_CUT_SHORT, FILE_PNG, s);
	s = png(100);
	s.s[60] ^= 1;
	assert_found(FAULT_UNREADABLE, FILE_PNG, s);
	assert_found(FAULT_CUT_SHORT, FILE_PNG, png_of(100, 100, 99));
	assert_found(FAULT_UNPACKS, FILE_PNG, png_of(100, 10, 100));
	assert_found(FAULT_TOO_WIDE, FILE_PNG, png_of(30000, 1, 1));
	assert_found(FAULT_TOO_WIDE, FILE_PNG, png_of(10000, 10000, 1));
	s = jpeg_with("", 0);
	s.n -= 2;
	assert_found(FAULT_CUT_SHORT, FILE_JPEG, s);
	s.s = NULL;
	s = jpeg_with("", 0);
	s.n = 40;
	assert_found(FAULT_CUT_SHORT, FILE_JPEG, s);
}

static void
test_a_picture_says_where_it_was_taken(void **state)
{
	struct sample	s = jpeg_with(gps_exif, sizeof(gps_exif) - 1);
	struct verdict	v;

	assert_int_equal(sniff_confined(FILE_JPEG, s.s, s.n, &v), ANSWERED);
	assert_fault(v.fault, SOUND, "a picture with its place");
	assert_true(v.has_place);
	free(s.s);
	s = jpeg_with("", 0);
	sniff_confined(FILE_JPEG, s.s, s.n, &v);
	assert_false(v.has_place);
	free(s.s);
}

/* Whatever is done to a sound file, sniffing ends, and never outside memory:
 * the sanitizers see to the latter. */
static void
test_no_change_of_a_sound_file_harms_who_opens_it(void **state)
{
	static const enum file_form	forms[] = { FILE_PDF, FILE_DOCX,
					    FILE_PNG, FILE_JPEG };
	struct sample			sound[] = { pdf_object_stream(
					    "<< /Title (a) >>",
					    "/Type /ObjStm"), docx(), png(20),
					    jpeg_with(gps_exif,
					    sizeof(gps_exif) - 1) };
	struct mutator			m = { 5 };
	struct verdict			v;
	char				*s;
	size_t				 n;

	for (size_t f = 0; f < ITEMS(forms); f++) {
		for (int i = 0; i < 3000; i++) {
			n = sound[f].n;
			s = mutate(&m, sound[f].s, &n);
			v = sniff(forms[f], s, n);
			assert_in_range(v.fault, SOUND, FAULTS_END - 1);
			free(s);
		}
		free(sound[f].s);
	}
}

/* The sandbox */

static const struct confinement	short_life = { .cpu_s = 1, .wall_ms = 1500,
				    .memory = 512 << 20 };

static enum confined
tried(void (*work)(const void *, void *), int *answer)
{
	struct confinement	c = short_life;

	c.work = work;
	return (confine(&c, "given", answer, sizeof(*answer)));
}

static void
answers(const void *given, void *answer)
{
	*(int *)answer = (int)strlen(given);
}

static void
test_what_is_confined_may_compute_and_answer(void **state)
{
	int	answer = 0;

	assert_int_equal(tried(answers, &answer), ANSWERED);
	assert_int_equal(answer, 5);
}

#define ATTEMPT(name, what)						\
	static void							\
	tries_##name(const void *given, void *answer)			\
	{ *(volatile int *)answer = (int)(intptr_t)(what); }
ATTEMPT(socket, socket(AF_INET, SOCK_STREAM, 0))
ATTEMPT(local_socket, socket(AF_UNIX, SOCK_STREAM, 0))
ATTEMPT(open, open("/etc/passwd", O_RDONLY))
ATTEMPT(create, open("/tmp/waymark-escaped", O_CREAT | O_WRONLY, 0600))
ATTEMPT(fork, fork())
ATTEMPT(exec, execl("/bin/true", "true", (char *)NULL))
ATTEMPT(kill, kill(getppid(), 0))
ATTEMPT(write, write(2, "x", 1))
ATTEMPT(read, read(0, answer, 1))
ATTEMPT(code, mmap(NULL, 4096, PROT_READ | PROT_WRITE | PROT_EXEC,
    MAP_PRIVATE | MAP_ANONYMOUS, -1, 0))
ATTEMPT(crash, raise(SIGSEGV))

static void
test_whatever_else_it_tries_it_is_killed(void **state)
{
	static void	(*const attempts[])(const void *, void *) = {
		tries_socket, tries_local_socket, tries_open, tries_create,
		tries_fork, tries_exec, tries_kill, tries_write, tries_read,
		tries_code, tries_crash };
	int		answer;

	for (size_t i = 0; i < ITEMS(attempts); i++)
		if (tried(attempts[i], &answer) != BROKE_OUT)
			fail_msg("attempt %zu was let be", i);
	assert_int_equal(access("/tmp/waymark-escaped", F_OK), -1);
}

static void
runs_for_ever(const void *given, void *answer)
{
	for (volatile int i = 0;; i++)
		*(int *)answer = i;
}

static void
looks_around(const void *given, void *answer)
{
	extern char	**environ;

	*(int *)answer = environ == NULL || *environ == NULL ? 1 : 2;
}

#ifndef __SANITIZE_ADDRESS__
static void
wants_all_memory(const void *given, void *answer)
{
	*(int *)answer = malloc((size_t)1 << 30) == NULL ? 1 : 2;
}
#endif

static void
test_it_has_neither_time_nor_memory_nor_environment(void **state)
{
	int	answer = 0;

	assert_int_equal(tried(runs_for_ever, &answer), TOO_SLOW);
	setenv("WAYMARK_SECRET", "secret", 1);
	assert_int_equal(tried(looks_around, &answer), ANSWERED);
	assert_int_equal(answer, 1);
#ifndef __SANITIZE_ADDRESS__
	assert_int_equal(tried(wants_all_memory, &answer), ANSWERED);
	assert_int_equal(answer, 1);
#endif
}

static void
test_no_child_and_no_door_is_left_behind(void **state)
{
	int	answer, before = dup(0), after;

	close(before);
	for (int i = 0; i < 20; i++)
		tried(i % 2 == 0 ? answers : tries_open, &answer);
	after = dup(0);
	close(after);
	assert_int_equal(after, before);
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_sound_files_are_found_sound),
		cmocka_unit_test(test_what_is_no_such_file_is_refused),
		cmocka_unit_test(
		    test_a_pdf_that_runs_something_is_refused),
		cmocka_unit_test(test_words_about_scripts_are_no_scripts),
		cmocka_unit_test(
		    test_a_pdf_may_open_at_a_page_and_do_nothing_else),
		cmocka_unit_test(
		    test_a_pdf_with_a_password_files_or_half_of_it_is_refused),
		cmocka_unit_test(
		    test_a_pdf_that_cannot_be_looked_into_is_refused),
		cmocka_unit_test(
		    test_a_file_that_is_two_kinds_at_once_is_refused),
		cmocka_unit_test(
		    test_a_docx_with_something_that_runs_is_refused),
		cmocka_unit_test(
		    test_a_docx_that_unpacks_to_too_much_is_refused),
		cmocka_unit_test(test_a_zip_within_a_zip_is_refused),
		cmocka_unit_test(test_a_docx_that_is_cut_is_refused),
		cmocka_unit_test(
		    test_a_picture_that_is_cut_or_too_large_is_refused),
		cmocka_unit_test(test_a_picture_says_where_it_was_taken),
		cmocka_unit_test(
		    test_no_change_of_a_sound_file_harms_who_opens_it),
		cmocka_unit_test(test_what_is_confined_may_compute_and_answer),
		cmocka_unit_test(test_whatever_else_it_tries_it_is_killed),
		cmocka_unit_test(
		    test_it_has_neither_time_nor_memory_nor_environment),
		cmocka_unit_test(test_no_child_and_no_door_is_left_behind),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
