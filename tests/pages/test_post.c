/*
 * The post: letters that leave over SMTP through a real server that misbehaves
 * as it is told, inboxes, and reminders.
 */
#include <sys/wait.h>

#include <dirent.h>
#include <signal.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/clock.h"
#include "core/db.h"
#include "core/session.h"
#include "jobs/digests.h"
#include "jobs/post.h"
#include "pages.h"
#include "queries.h"

static struct {
	pid_t	 pid;
	char	 place[64], address[64];
} server;
static struct post_settings	settings;
static struct arena		arena;
static struct db		*jobs;

static void
behave(const char *mode)
{
	char	 path[100], next[100];
	FILE	*f;

	snprintf(path, sizeof(path), "%s/mode", server.place);
	snprintf(next, sizeof(next), "%s/mode.new", server.place);
	f = fopen(next, "w");
	fprintf(f, "%s\n", mode);
	fclose(f);
	rename(next, path);
}

/* How many messages the server took; forgets them where asked. */
static int
taken(bool forget)
{
	char		 path[400];
	DIR		*d;
	struct dirent	*e;
	int		 n = 0;

	snprintf(path, sizeof(path), "%s/taken", server.place);
	if ((d = opendir(path)) == NULL)
		return (0);
	while ((e = readdir(d)) != NULL) {
		if (e->d_name[0] == '.')
			continue;
		n++;
		snprintf(path, sizeof(path), "%s/taken/%s", server.place,
		    e->d_name);
		if (forget)
			unlink(path);
	}
	closedir(d);
	return (n);
}

/* The first message that it took, as it went over the line. */
static const char *
first_taken(void)
{
	static char	text[20000];
	char		path[100];
	FILE		*f;

	snprintf(path, sizeof(path), "%s/taken/0000", server.place);
	if ((f = fopen(path, "r")) == NULL)
		return ("");
	text[fread(text, 1, sizeof(text) - 1, f)] = '\0';
	fclose(f);
	return (text);
}

static int
start_server(void **state)
{
	int	 ends[2], port = 0;
	FILE	*said;

	strcpy(server.place, "/tmp/waymark-post.XXXXXX");
	assert_non_null(mkdtemp(server.place));
	behave("well");
	assert_int_equal(pipe(ends), 0);
	if ((server.pid = fork()) == 0) {
		dup2(ends[1], STDOUT_FILENO);
		execl("/usr/bin/python3", "python3",
		    "tests/pages/smtp_server.py", server.place, (char *)NULL);
		_exit(127);
	}
	close(ends[1]);
	said = fdopen(ends[0], "r");
	assert_int_equal(fscanf(said, "%d", &port), 1);
	fclose(said);
	snprintf(server.address, sizeof(server.address),
	    "smtp://127.0.0.1:%d", port);
	jobs = db_open(getenv("WAYMARK_JOBS_URL"));
	return (0);
}

static int
stop_server(void **state)
{
	char	path[100];

	kill(server.pid, SIGTERM);
	waitpid(server.pid, NULL, 0);
	taken(true);
	snprintf(path, sizeof(path), "%s/taken", server.place);
	rmdir(path);
	snprintf(path, sizeof(path), "%s/mode", server.place);
	unlink(path);
	rmdir(server.place);
	db_close(jobs);
	arena_release(&arena);
	owner_does("SET session_replication_role = replica; UPDATE setting "
	    "SET value = 7 WHERE name = 'digest_hour'; "
	    "SET session_replication_role = origin");
	return (leave_world(state));
}

static int
new_post(void **state)
{
	new_world(state);
	owner_does("SET session_replication_role = replica; UPDATE setting "
	    "SET value = 0 WHERE name = 'digest_hour'; "
	    "SET session_replication_role = origin");
	behave("well");
	taken(true);
	settings = (struct post_settings){ .server = server.address,
	    .from = "post@waymark.example.org",
	    .origin = "https://waymark.example.org", .timeout_s = 5,
	    .wait_s = 60, .tries = 3, .at_once = 20 };
	return (0);
}

/* To Siân, and where `to` is given to Mary there. */
static void
write_letters(const char *to)
{
	owner_does("INSERT INTO post.letter (id, person_id, address, subject, "
	    "body) OVERRIDING SYSTEM VALUE VALUES (1, 1, 'sian@example.org', "
	    "'Zoë is your tutor', E'Dear Siân,\\n\\nRead: /x\\n.\\nEnd\\n')");
	if (to != NULL)
		owner_doesf("INSERT INTO post.letter (id, person_id, address, "
		    "subject, body) OVERRIDING SYSTEM VALUE VALUES (2, 2, "
		    "'%s', 'For Mary', 'Hello')", to);
}

static int
turn(void)
{
	return (post_turn(jobs, &arena, &settings));
}

static const char *
state_of(int letter)
{
	char	sql[100];

	snprintf(sql, sizeof(sql), "SELECT state::text FROM post.letter "
	    "WHERE id = %d", letter);
	return (owner_reads(sql));
}

/* As if the time until the next try had passed. */
static void
time_passes(void)
{
	owner_does("SET session_replication_role = replica; "
	    "UPDATE post.letter SET next_at = now(); "
	    "UPDATE post.server SET next_at = '-infinity'; "
	    "SET session_replication_role = origin");
}

static void
test_letters_leave_whole_and_once(void **state)
{
	write_letters("mary@example.org");
	assert_int_equal(turn(), 2);
	assert_string_equal(state_of(1), "sent");
	assert_string_equal(state_of(2), "sent");
	assert_int_equal(taken(false), 2);
	assert_non_null(strstr(first_taken(), "RCPT sian@example.org"));
	assert_non_null(strstr(first_taken(),
	    "Message-ID: <letter-1@waymark.example.org>"));
	assert_non_null(strstr(first_taken(), "Subject: =?UTF-8?B?"));
	assert_non_null(strstr(first_taken(), "Dear Si=C3=A2n,"));
	assert_non_null(strstr(first_taken(), "\r\n.\r\nEnd"));
	assert_null(strstr(first_taken(), "List-Unsubscribe"));
	time_passes();
	assert_int_equal(turn(), 0);
	assert_int_equal(taken(false), 2);
}

static void
test_a_server_that_is_down_loses_nothing(void **state)
{
	write_letters("mary@example.org");
	settings.server = "smtp://127.0.0.1:1";
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(1), "waiting");
	assert_owner_asks(0, "SELECT sum(tries)::bigint FROM post.letter");
	sign_in_as(SAM);
	assert_answer(OK, ask("/post"));
	assert_shows("The mail server has not answered since");
	/* It is left alone for a while, and so are all letters. */
	settings.server = server.address;
	assert_int_equal(turn(), 0);
	time_passes();
	assert_int_equal(turn(), 2);
	assert_int_equal(taken(false), 2);
	assert_answer(OK, ask("/post"));
	assert_hides("has not answered");
}

static void
test_a_slow_server_holds_nobody_up(void **state)
{
	int64_t	began = now_ms();

	write_letters("mary@example.org");
	behave("slow");
	settings.timeout_s = 1;
	assert_int_equal(turn(), 1);
	assert_true(now_ms() - began < 2500);
	assert_string_equal(state_of(1), "waiting");
	assert_string_equal(state_of(2), "waiting");
	assert_int_equal(taken(false), 0);
	behave("well");
	settings.timeout_s = 5;
	time_passes();
	assert_int_equal(turn(), 2);
	assert_int_equal(taken(false), 2);
}

static void
test_one_recipient_who_is_refused_keeps_no_other_waiting(void **state)
{
	behave("no-user");
	owner_does("INSERT INTO post.letter (id, person_id, address, subject, "
	    "body) OVERRIDING SYSTEM VALUE VALUES (3, 2, 'nobody@example.org',"
	    " 'First', 'Hello')");
	write_letters("mary@example.org");
	assert_int_equal(turn(), 3);
	assert_string_equal(state_of(3), "refused");
	assert_string_equal(state_of(1), "sent");
	assert_int_equal(taken(false), 2);
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters/3"));
	assert_shows("Refused");
	assert_shows("550 5.1.1 No such user here");
	assert_answer(OK, ask("/letters?state=refused"));
	assert_shows("nobody@example.org");
	assert_hides("sian@example.org");
	behave("well");
	assert_answer(OK, ask("/letters/3/decide"));
	assert_answer(INVALID, submit("/letters/3/decide", ""));
	assert_shows("Select what is to be done");
	assert_answer(SEE_OTHER, submit("/letters/3/decide", "what=again"));
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(3), "sent");
	assert_answer(OK, ask("/letters/3"));
	assert_shows("Sent again by staff");
	assert_shows("Sam Hall");
	assert_answer(NOT_FOUND, ask("/letters/3/decide"));
}

static void
test_what_is_refused_for_now_is_tried_again_and_given_up_at_last(void **state)
{
	behave("not-now");
	write_letters(NULL);
	for (int i = 1; i <= 3; i++) {
		assert_int_equal(turn(), 1);
		assert_owner_asks(i, "SELECT tries FROM post.letter");
		assert_string_equal(state_of(1), i < 3 ? "waiting" : "dead");
		if (i == 2)
			assert_owner_asks(1, "SELECT count(*) FROM "
			    "post.letter WHERE next_at BETWEEN now() + "
			    "interval '100 s' AND now() + interval '120 s'");
		assert_int_equal(turn(), 0);
		time_passes();
	}
	assert_int_equal(turn(), 0);
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters/1"));
	assert_shows("Given up");
	assert_shows("451 4.7.1 Try again later");
	behave("well");
	assert_answer(OK, ask("/letters/1/decide"));
	assert_answer(SEE_OTHER, submit("/letters/1/decide", "what=again"));
	assert_int_equal(turn(), 1);
	assert_int_equal(taken(false), 1);
}

static void
test_a_line_that_drops_after_the_text_leaves_a_doubt(void **state)
{
	behave("silent");
	write_letters("mary@example.org");
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(1), "doubt");
	assert_int_equal(taken(false), 1);
	behave("well");
	time_passes();
	assert_int_equal(turn(), 1);		/* Mary's; never Siân's */
	assert_int_equal(taken(false), 2);
	time_passes();
	assert_int_equal(turn(), 0);
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters/1"));
	assert_shows("May have been sent");
	assert_answer(OK, ask("/letters/1/decide"));
	assert_shows("its reader gets it twice");
	assert_answer(SEE_OTHER, submit("/letters/1/decide", "what=leave"));
	assert_string_equal(state_of(1), "left");
	assert_int_equal(turn(), 0);
	assert_int_equal(taken(false), 2);
}

static void
test_a_line_that_drops_before_the_text_is_no_doubt(void **state)
{
	behave("half");
	write_letters(NULL);
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(1), "waiting");
	assert_int_equal(taken(false), 0);
	assert_owner_asks(1, "SELECT tries FROM post.letter");
	behave("well");
	time_passes();
	assert_int_equal(turn(), 1);
	assert_int_equal(taken(false), 1);
}

static void
test_a_server_that_is_full_is_asked_again(void **state)
{
	behave("full");
	write_letters(NULL);
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(1), "waiting");
	assert_string_equal(owner_reads("SELECT said FROM post.letter"),
	    "452 4.3.1 Insufficient storage");
}

/* Claimed, and then nobody said what became of it. */
static void
test_a_crash_while_sending_leaves_a_doubt_and_sends_nothing_twice(void **state)
{
	write_letters(NULL);
	db_begin(jobs, &arena, DB_WRITES);
	assert_non_null(letter_claim(jobs));
	assert_true(db_commit(jobs));
	assert_string_equal(state_of(1), "sending");
	assert_int_equal(turn(), 0);
	assert_string_equal(state_of(1), "sending");
	owner_does("SET session_replication_role = replica; UPDATE "
	    "post.letter SET claimed_at = now() - interval '1 hour'; "
	    "SET session_replication_role = origin");
	assert_int_equal(turn(), 0);
	assert_string_equal(state_of(1), "doubt");
	assert_int_equal(taken(false), 0);
	sign_in_as(SAM);
	assert_answer(OK, ask("/letters/1"));
	assert_shows("Waymark stopped while it was being sent");
}

/* The server was told, and the database was away when it should hear so. */
static void
test_what_became_of_a_letter_is_said_once_the_database_is_back(void **state)
{
	write_letters(NULL);
	owner_does("CREATE FUNCTION public.away() RETURNS trigger LANGUAGE "
	    "plpgsql AS $$ BEGIN IF NEW.state = 'sent' THEN RAISE "
	    "'the database is away'; END IF; RETURN NEW; END $$; "
	    "CREATE TRIGGER away BEFORE UPDATE ON post.letter FOR EACH ROW "
	    "EXECUTE FUNCTION public.away()");
	assert_int_equal(turn(), 1);
	assert_string_equal(state_of(1), "sending");
	owner_does("DROP TRIGGER away ON post.letter; "
	    "DROP FUNCTION public.away()");
	assert_int_equal(turn(), 0);
	assert_string_equal(state_of(1), "sent");
	assert_int_equal(taken(false), 1);
}

static void
test_what_is_no_address_goes_to_no_server(void **state)
{
	write_letters("mary@example.org>\r\nRCPT TO:<all@example.org");
	assert_int_equal(turn(), 2);
	assert_string_equal(state_of(2), "refused");
	assert_int_equal(taken(false), 1);
}

static void
test_a_letter_that_signs_in_is_in_no_inbox_and_is_emptied(void **state)
{
	owner_does("SELECT post.write_secret(1, 'sian@example.org', 'Choose', "
	    "'/choose-password?link=x')");
	assert_owner_asks(0, "SELECT count(*) FROM message");
	assert_int_equal(turn(), 1);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "state = 'sent' AND body = ''");
	assert_non_null(strstr(first_taken(), "/choose-password?link=3Dx"));
}

static void
test_everybody_has_an_inbox_of_their_own(void **state)
{
	char	path[60];

	owner_doesf("SELECT post.write(1, 'sian@example.org', 'About a day', "
	    "E'Read it:\\n%s/days/20101.\\nGo on\\n')", own_origin());
	snprintf(path, sizeof(path), "/inbox/%ld", (long)owner_asks(
	    "SELECT max(id) FROM message"));
	sign_in_as(SIAN);
	assert_answer(OK, ask("/inbox"));
	assert_shows("Inbox (1)");
	assert_shows("About a day");
	assert_shows("New</strong>");
	assert_answer(OK, ask(path));
	assert_shows("href=\"/days/20101\"");
	assert_shows("Go on");
	assert_hides("Inbox (1)");
	assert_answer(SEE_OTHER, submit(path, "unread=yes"));
	assert_answer(OK, ask("/inbox?show=unread"));
	assert_shows("Inbox (1)");
	assert_answer(SEE_OTHER, submit("/inbox", "all=yes"));
	assert_answer(OK, ask("/inbox?show=unread"));
	assert_shows("There is nothing new");
	sign_in_as(MARY);
	assert_answer(OK, ask("/inbox"));
	assert_hides("About a day");
	assert_answer(NOT_FOUND, ask(path));
	assert_answer(NOT_FOUND, send_form(path, "unread=yes"));
	sign_in_as(SAM);
	assert_answer(NOT_FOUND, ask(path));
}

/* Siân's and Ewan's, who can sign in. */
static void
remind(void)
{
	owner_does("INSERT INTO reminder (person_id) VALUES (3), (11)");
}

static void
test_each_person_is_reminded_once_a_day(void **state)
{
	remind();
	assert_int_equal(digests_turn(jobs, &arena), 2);
	assert_int_equal(digests_turn(jobs, &arena), 0);
	assert_owner_asks(2, "SELECT count(*) FROM digest WHERE mailed");
	assert_owner_asks(2, "SELECT count(*) FROM post.letter WHERE kind = "
	    "'reminder'");
	assert_owner_asks(2, "SELECT count(*) FROM message WHERE reminder AND "
	    "letter_id IS NOT NULL");
	/* Zoë has a day to correct, Ewan days to confirm. */
	assert_owner_asks(1, "SELECT count(*) FROM message WHERE person_id = 3 "
	    "AND body LIKE '%- 1 placement day to correct%'");
	assert_owner_asks(1, "SELECT count(*) FROM message WHERE person_id = "
	    "11 AND body LIKE '%placement day to confirm%'");
	assert_owner_asks(0, "SELECT count(*) FROM message WHERE body ~ "
	    "'Mary|Smith|family'");
	assert_int_equal(turn(), 2);
	assert_non_null(strstr(first_taken(), "List-Unsubscribe: "
	    "<https://waymark.example.org/reminders/"));
	owner_does("UPDATE demonstration SET as_of = '2026-06-16'");
	assert_int_equal(digests_turn(jobs, &arena), 2);
	/* Yesterday's stands unread no more. */
	assert_owner_asks(1, "SELECT count(*) FROM message WHERE person_id = 3 "
	    "AND read_at IS NULL");
}

static void
test_a_digest_of_a_day_is_never_written_twice(void **state)
{
	remind();
	assert_int_equal(digests_turn(jobs, &arena), 2);
	/* As after a restore, or with a second process of the jobs. */
	owner_does("UPDATE reminder SET next_on = '2026-06-15'");
	digests_turn(jobs, &arena);
	digests_turn(jobs, &arena);
	assert_owner_asks(2, "SELECT count(*) FROM post.letter");
	assert_owner_asks(2, "SELECT count(*) FROM message");
	assert_owner_asks(2, "SELECT count(*) FROM reminder WHERE next_on = "
	    "'2026-06-16'");
}

static void
test_people_choose_how_often_they_are_reminded(void **state)
{
	remind();
	sign_in_as(ZOE);
	assert_answer(OK, ask("/account/reminders"));
	assert_answer(INVALID, submit("/account/reminders", ""));
	assert_answer(SEE_OTHER, submit("/account/reminders",
	    "choice=never"));
	sign_in_as(EWAN);
	assert_answer(OK, ask("/account/reminders"));
	assert_answer(SEE_OTHER, submit("/account/reminders",
	    "choice=weekly"));
	assert_int_equal(digests_turn(jobs, &arena), 2);
	assert_owner_asks(11, "SELECT person_id FROM post.letter");
	assert_owner_asks(2, "SELECT count(*) FROM message");
	/* Tuesday is the same week, Monday another. */
	owner_does("UPDATE demonstration SET as_of = '2026-06-16'");
	assert_int_equal(digests_turn(jobs, &arena), 2);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter");
	owner_does("UPDATE demonstration SET as_of = '2026-06-22'");
	assert_int_equal(digests_turn(jobs, &arena), 2);
	assert_owner_asks(2, "SELECT count(*) FROM post.letter");
}

static void
test_reminders_stop_by_the_address_in_a_letter(void **state)
{
	char	path[200];

	remind();
	snprintf(path, sizeof(path), "/reminders/%s", owner_reads("SELECT "
	    "token FROM reminder WHERE person_id = 3"));
	sign_in_as(0);
	assert_answer(OK, ask(path));
	assert_shows("Stop reminders by email");
	assert_owner_asks(0, "SELECT count(*) FROM reminder WHERE choice = "
	    "'never'");
	assert_answer(OK, submit(path, ""));
	assert_shows("are stopped");
	assert_owner_asks(3, "SELECT person_id FROM reminder WHERE choice = "
	    "'never'");
	snprintf(path, sizeof(path), "/reminders/%064d", 0);
	assert_answer(OK, ask(path));
	assert_shows("does not work any more");
}

/* A mail program asks for its reader, as RFC 8058 has it: without a session, a
 * form of ours or a page before it. */
static void
test_reminders_stop_at_one_click(void **state)
{
	const char	*asked = "List-Unsubscribe=One-Click";
	char		 path[200];

	remind();
	snprintf(path, sizeof(path), "/reminders/%064d", 0);
	sign_in_as(0);
	manner.fetch_site = "cross-site";
	manner.origin = "https://mail.example.com";
	assert_answer(NOT_FOUND, send_bare(path, asked));
	assert_answer(BAD_REQUEST, send_bare("/sign-out", asked));
	snprintf(path, sizeof(path), "/reminders/%s", owner_reads("SELECT "
	    "token FROM reminder WHERE person_id = 3"));
	assert_answer(OK, send_bare(path, asked));
	assert_owner_asks(3, "SELECT person_id FROM reminder WHERE choice = "
	    "'never'");
	owner_does("UPDATE reminder SET choice = 'daily'");
	manner.content_type = "multipart/form-data; boundary=b";
	assert_answer(OK, send_bare(path, "--b\r\nContent-Disposition: "
	    "form-data; name=\"List-Unsubscribe\"\r\n\r\nOne-Click\r\n"
	    "--b--\r\n"));
	assert_answer(OK, send_bare(path, "--b--\r\n"));
	assert_owner_asks(1, "SELECT count(*) FROM reminder WHERE choice = "
	    "'never'");
}

static void
test_staff_see_whose_reminder_could_not_be_written(void **state)
{
	remind();
	owner_does("CREATE FUNCTION refuse_three() RETURNS trigger LANGUAGE "
	    "plpgsql AS 'BEGIN IF NEW.person_id = 3 THEN RAISE EXCEPTION "
	    "''no''; END IF; RETURN NEW; END'; CREATE TRIGGER refuse BEFORE "
	    "INSERT ON digest FOR EACH ROW EXECUTE FUNCTION refuse_three()");
	digests_turn(jobs, &arena);
	digests_turn(jobs, &arena);
	assert_owner_asks(11, "SELECT person_id FROM digest");
	sign_in_as(SAM);
	assert_answer(OK, ask("/post"));
	assert_shows("Reminders that could not be written");
	assert_shows("Zoë Núñez: 15 June 2026");
	assert_hides("Ewan");
	owner_does("DROP FUNCTION refuse_three CASCADE; "
	    "UPDATE demonstration SET as_of = '2026-06-16'");
	digests_turn(jobs, &arena);
	assert_answer(OK, ask("/post"));
	assert_hides("could not be written");
}

static void
test_nobody_is_reminded_before_the_hour(void **state)
{
	remind();
	owner_does("SET session_replication_role = replica; UPDATE setting "
	    "SET value = 24 WHERE name = 'digest_hour'; "
	    "SET session_replication_role = origin");
	assert_int_equal(digests_turn(jobs, &arena), 0);
}

/* The jobs stand for somebody while they read, and not a moment longer. */
static void
test_a_session_of_the_jobs_ends_with_its_transaction(void **state)
{
	db_begin(jobs, &arena, DB_WRITES);
	stand_for(jobs, 3);
	assert_false(db_commit(jobs));
	remind();
	assert_int_equal(digests_turn(jobs, &arena), 2);
	assert_owner_asks(0, "SELECT count(*) FROM auth.session WHERE "
	    "address = 'jobs'");
}

int
main(void)
{
#define TEST(name)	cmocka_unit_test_setup(name, new_post)
	const struct CMUnitTest	tests[] = {
		TEST(test_letters_leave_whole_and_once),
		TEST(test_a_server_that_is_down_loses_nothing),
		TEST(test_a_slow_server_holds_nobody_up),
		TEST(test_one_recipient_who_is_refused_keeps_no_other_waiting),
		TEST(
	    test_what_is_refused_for_now_is_tried_again_and_given_up_at_last),
		TEST(test_a_line_that_drops_after_the_text_leaves_a_doubt),
		TEST(test_a_line_that_drops_before_the_text_is_no_doubt),
		TEST(test_a_server_that_is_full_is_asked_again),
		TEST(
	    test_a_crash_while_sending_leaves_a_doubt_and_sends_nothing_twice),
		TEST(
	    test_what_became_of_a_letter_is_said_once_the_database_is_back),
		TEST(test_what_is_no_address_goes_to_no_server),
		TEST(test_a_letter_that_signs_in_is_in_no_inbox_and_is_emptied),
		TEST(test_everybody_has_an_inbox_of_their_own),
		TEST(test_each_person_is_reminded_once_a_day),
		TEST(test_a_digest_of_a_day_is_never_written_twice),
		TEST(test_people_choose_how_often_they_are_reminded),
		TEST(test_reminders_stop_by_the_address_in_a_letter),
		TEST(test_reminders_stop_at_one_click),
		TEST(test_staff_see_whose_reminder_could_not_be_written),
		TEST(test_nobody_is_reminded_before_the_hour),
		TEST(test_a_session_of_the_jobs_ends_with_its_transaction),
	};

	return (cmocka_run_group_tests(tests, start_server, stop_server));
}
