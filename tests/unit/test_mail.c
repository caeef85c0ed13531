/* Letters as messages: headers that nobody can break, text that arrives. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/mail.h"

static struct arena	arena;

static struct mail
letter(void)
{
	return ((struct mail){ .id = 17, .from = "post@waymark.example.org",
	    .name = "Mary Smith", .to = "mary@example.org",
	    .subject = "Placement log due", .body = "Dear Mary,\n\nGo on.\n",
	    .written = { 1792573200 } });
}

static void
test_a_plain_letter_is_plain(void **state)
{
	struct mail	m = letter();

	assert_string_equal(mail_message(&arena, &m),
	    "Date: Wed, 21 Oct 2026 09:00:00 +0000\r\n"
	    "From: Waymark <post@waymark.example.org>\r\n"
	    "To: Mary Smith <mary@example.org>\r\n"
	    "Subject: Placement log due\r\n"
	    "Message-ID: <letter-17@waymark.example.org>\r\n"
	    "Auto-Submitted: auto-generated\r\n"
	    "MIME-Version: 1.0\r\n"
	    "Content-Type: text/plain; charset=utf-8\r\n"
	    "Content-Transfer-Encoding: quoted-printable\r\n"
	    "\r\n"
	    "Dear Mary,\r\n\r\nGo on.\r\n");
}

static void
test_a_reminder_says_how_to_stop_it(void **state)
{
	struct mail	m = letter();

	m.unsubscribe = "https://waymark.example.org/reminders/abc";
	assert_non_null(strstr(mail_message(&arena, &m), "\r\n"
	    "List-Unsubscribe: <https://waymark.example.org/reminders/abc>"
	    "\r\nList-Unsubscribe-Post: List-Unsubscribe=One-Click\r\n"));
}

static void
test_names_and_subjects_of_any_script_are_encoded(void **state)
{
	struct mail	m = letter();

	m.name = "Siân O'Brien";
	m.subject = "Zoë Núñez";
	assert_non_null(strstr(mail_message(&arena, &m), "To: "
	    "=?UTF-8?B?U2nDom4gTydCcmllbg==?= <mary@example.org>\r\n"));
	assert_non_null(strstr(mail_message(&arena, &m), "Subject: "
	    "=?UTF-8?B?Wm/DqyBOw7rDsWV6?=\r\n"));
}

/* Long ones go on in further words, none with half a character. */
static void
test_a_long_subject_is_folded_between_characters(void **state)
{
	struct mail	 m = letter();
	char		 subject[400] = "";
	const char	*message, *line, *end;
	int		 words = 0;

	for (int i = 0; i < 90; i++)
		strcat(subject, i % 7 == 0 ? "a" : "é");
	m.subject = subject;
	message = mail_message(&arena, &m);
	line = strstr(message, "Subject: ") + strlen("Subject: ");
	for (;; line = end + 3) {
		end = strstr(line, "\r\n");
		assert_true(end - line <= 75);
		assert_memory_equal(line, "=?UTF-8?B?", 10);
		assert_memory_equal(end - 2, "?=", 2);
		words++;
		if (end[2] != ' ')
			break;
	}
	assert_true(words > 3);
}

/* A line end in a name or a subject starts no header of its own. */
static void
test_nothing_that_somebody_wrote_ends_a_header(void **state)
{
	struct mail	 m = letter();
	const char	*message;

	m.name = "Mary\r\nBcc: all@example.org";
	m.subject = "Hello\nBcc: all@example.org\r\n\r\nBuy";
	message = mail_message(&arena, &m);
	assert_null(strstr(message, "\nBcc"));
	assert_null(strstr(message, "\r\nBuy"));
	m.subject = "=?UTF-8?B?QQ==?=";
	assert_null(strstr(mail_message(&arena, &m),
	    "Subject: =?UTF-8?B?QQ==?=\r\n"));
}

static void
test_no_line_of_text_is_too_long_and_none_is_lost(void **state)
{
	struct mail	 m = letter();
	char		 body[2000] = "";
	const char	*text, *end;
	size_t		 n = 0;

	for (int i = 0; i < 300; i++)
		strcat(body, i % 50 == 0 ? "é " : "= b.");
	m.body = body;
	text = strstr(mail_message(&arena, &m), "\r\n\r\n") + 4;
	for (; *text != '\0'; text = end + 2) {
		end = strstr(text, "\r\n");
		assert_true(end - text <= 76);
		for (const char *p = text; p < end; p++) {
			if (*p == '=' && p + 1 == end)
				break;
			p += *p == '=' ? 2 : 0;
			n++;
		}
	}
	assert_int_equal(n, strlen(body));
}

static void
test_a_space_at_the_end_of_a_line_stays(void **state)
{
	struct mail	m = letter();

	m.body = "Dear \nall\r\n";
	assert_non_null(strstr(mail_message(&arena, &m),
	    "\r\n\r\nDear=20\r\nall\r\n"));
}

static void
test_an_address_is_one_that_an_envelope_can_have(void **state)
{
	static const char *const	wrong[] = { "", "a", "@b", "a@",
					    "a@b@c", "a b@c",
					    "a@b\r\nRCPT TO:<c@d>",
					    "<a@b>", "a@b,c@d", "é@b" };

	assert_true(mail_address("mary.smith+1@example.org"));
	for (size_t i = 0; i < sizeof(wrong) / sizeof(*wrong); i++)
		assert_false(mail_address(wrong[i]));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_a_plain_letter_is_plain),
		cmocka_unit_test(test_a_reminder_says_how_to_stop_it),
		cmocka_unit_test(
		    test_names_and_subjects_of_any_script_are_encoded),
		cmocka_unit_test(
		    test_a_long_subject_is_folded_between_characters),
		cmocka_unit_test(
		    test_nothing_that_somebody_wrote_ends_a_header),
		cmocka_unit_test(
		    test_no_line_of_text_is_too_long_and_none_is_lost),
		cmocka_unit_test(test_a_space_at_the_end_of_a_line_stays),
		cmocka_unit_test(
		    test_an_address_is_one_that_an_envelope_can_have),
	};
	int	failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return (failed);
}
