/* Codes beside a password: set up, asked for, taken once, lost and reset. */
#include <liboath/oath.h>
#include <stdio.h>
#include <time.h>
#include <unistd.h>

#include "core/arena.h"
#include "core/secret.h"
#include "core/totp.h"
#include "pages.h"

#define SET_UP	"/sign-in/set-up"
#define CODE	"/sign-in/code"
#define OWN	"/account/second-step"

static struct arena	arena;
static unsigned char	seed[SECRET_SEED];
static char		codes[10][36];

static int
world(void **state)
{
	new_world(state);
	give_passwords();
	arena_reset(&arena);
	return (0);
}

static enum status
try(const char *email)
{
	char	fields[200];

	sign_in_as(0);
	assert_answer(OK, ask("/sign-in"));
	snprintf(fields, sizeof(fields), "email=%s&password=" PASSWORD, email);
	return (submit("/sign-in", fields));
}

/* As an app does: the key that the page shows, from base32. */
static void
read_key(void)
{
	const char	*at = strstr(page_text(), "id=\"key\">"), *from;
	char		 key[80] = "", *bytes;
	size_t		 n;

	assert_non_null(at);
	for (from = at + 9; *from != '<'; from++)
		if (*from != ' ')
			strncat(key, from, 1);
	assert_int_equal(oath_base32_decode(key, strlen(key), &bytes, &n),
	    OATH_OK);
	assert_int_equal(n, SECRET_SEED);
	memcpy(seed, bytes, n);
	free(bytes);
	assert_int_equal(page_count("<svg class=\"qr\""), 1);
}

static void
read_codes(void)
{
	const char	*at = strstr(page_text(), "id=\"codes\">");

	assert_non_null(at);
	for (int i = 0; i < 10; i++) {
		assert_non_null(at = strstr(at, "<li>"));
		assert_int_equal(sscanf(at, "<li>%35[^<]", codes[i]), 1);
		assert_int_equal(strlen(codes[i]), 34);
		at += 4;
	}
	assert_null(strstr(at, "<li>"));
}

static int64_t
now_step(void)
{
	return (time(NULL) / TOTP_SECONDS);
}

/* So that no test stands astride two steps. */
static void
await_room(void)
{
	while (time(NULL) % TOTP_SECONDS > TOTP_SECONDS - 4)
		usleep(200 * 1000);
}

static const char *
code_of(int64_t step)
{
	return (arena_printf(&arena, "totp=%s", totp_code(&arena, seed,
	    step)));
}

/* Its codes of the past were not taken, whenever it was set up. */
static void
forget_steps(void)
{
	owner_does("UPDATE auth.second_factor SET last_step = 1");
}

static void
set_up(int64_t person)
{
	sign_in_as(person);
	assert_answer(OK, ask(OWN));
	read_key();
	assert_answer(OK, submit(OWN, code_of(now_step())));
	read_codes();
	forget_steps();
}

static void
assert_live_sessions(int64_t n)
{
	assert_owner_asks(n, "SELECT count(*) FROM auth.session s "
	    "WHERE auth.live(s)");
}

static void
assert_event(const char *name, int person)
{
	char	sql[200];

	snprintf(sql, sizeof(sql), "SELECT count(*) FROM audit.event WHERE "
	    "name = '%s' AND person_id = %d AND reference <> ''", name,
	    person);
	assert_owner_asks(1, sql);
}

/* Setting up. */

static void
test_staff_set_up_a_second_step_before_anything_else(void **state)
{
	assert_answer(SEE_OTHER, try("sam@example.org"));
	assert_leads_to(SET_UP "?to=%2F");
	assert_live_sessions(0);
	assert_answer(OK, ask(SET_UP "?to=%2Fcohorts"));
	read_key();
	assert_answer(INVALID, submit(SET_UP, "totp=000000"));
	assert_int_equal(page_count("The code is not of this key"), 2);
	assert_owner_asks(0, "SELECT count(*) FROM auth.second_factor");
	assert_answer(SEE_OTHER, ask("/cohorts"));
	assert_answer(OK, ask(SET_UP "?to=%2Fcohorts"));
	assert_answer(OK, submit(SET_UP, code_of(now_step())));
	assert_shows("They are not shown again");
	assert_shows("href=\"/cohorts\"");
	read_codes();
	assert_live_sessions(1);
	assert_answer(OK, ask("/cohorts"));
	assert_event("SECOND_FACTOR_SET_UP", SAM);
	assert_event("SESSION_STARTED", SAM);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 31 AND subject LIKE 'You sign in with a second%'");
}

static void
test_a_programme_can_do_without(void **state)
{
	owner_does("INSERT INTO setting (programme_id, name, value, reason, "
	    "during) VALUES (1, 'second_factor_needed', 0, 'A trial', "
	    "'[2026-01-01,)')");
	assert_answer(SEE_OTHER, try("sam@example.org"));
	assert_leads_to("/");
	assert_live_sessions(1);
	assert_answer(SEE_OTHER, try("edda@example.org"));
	assert_leads_to("/");
}

static void
test_equity_leads_need_it_and_trainees_do_not(void **state)
{
	assert_answer(SEE_OTHER, try("edda@example.org"));
	assert_leads_to(SET_UP "?to=%2F");
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_leads_to("/");
	assert_answer(OK, follow());
	assert_answer(OK, ask("/account"));
	assert_shows("Your password alone signs you in");
}

static void
test_anybody_may_have_one_and_is_signed_out_elsewhere(void **state)
{
	take_browser(1);
	sign_in_as(MARY);
	take_browser(0);
	set_up(MARY);
	assert_live_sessions(1);
	assert_answer(OK, ask("/account"));
	assert_shows("10 of your recovery codes are left");
	take_browser(1);
	assert_answer(SEE_OTHER, ask("/account"));
	take_browser(0);
	assert_answer(OK, ask("/account"));
}

static void
test_the_page_that_shows_recovery_codes_can_sign_out(void **state)
{
	set_up(MARY);
	assert_answer(SEE_OTHER, submit("/sign-out", ""));
	assert_leads_to("/sign-in?out=yes");
	assert_live_sessions(0);
}

static void
test_a_key_is_the_same_until_it_is_confirmed(void **state)
{
	unsigned char	first[SECRET_SEED];

	sign_in_as(MARY);
	assert_answer(OK, ask(OWN));
	read_key();
	memcpy(first, seed, sizeof(first));
	assert_answer(INVALID, submit(OWN, "totp=1"));
	read_key();
	assert_memory_equal(first, seed, sizeof(first));
	assert_answer(OK, submit(OWN, code_of(now_step())));
	assert_answer(OK, ask(OWN));
	assert_shows("go on working until you confirm the new ones");
	read_key();
	assert_memory_not_equal(first, seed, sizeof(first));
}

static void
test_the_database_holds_no_key_and_opens_it_for_nobody_else(void **state)
{
	char	sql[200];

	set_up(MARY);
	snprintf(sql, sizeof(sql), "SELECT count(*) FROM auth.second_factor "
	    "WHERE position('\\x%s'::bytea IN sealed) > 0",
	    secret_hex(&arena, seed, SECRET_SEED));
	assert_owner_asks(0, sql);
	owner_does("DELETE FROM auth.recovery_code; "
	    "UPDATE auth.second_factor SET person_id = 1");
	assert_answer(SEE_OTHER, try("sian@example.org"));
	assert_answer(OK, follow());
	assert_answer(INVALID, submit(CODE, code_of(now_step())));
	assert_live_sessions(1);
}

static void
test_without_a_key_nothing_is_set_up(void **state)
{
	char	*key = strdup(getenv("WAYMARK_SEAL_KEY"));

	sign_in_as(MARY);
	unsetenv("WAYMARK_SEAL_KEY");
	assert_answer(FAILED, ask(OWN));
	setenv("WAYMARK_SEAL_KEY", "not a key", 1);
	assert_answer(FAILED, ask(OWN));
	setenv("WAYMARK_SEAL_KEY", key, 1);
	free(key);
	assert_answer(OK, ask(OWN));
}

/* Signing in with one. */

static void
test_a_password_alone_opens_nothing(void **state)
{
	set_up(MARY);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_leads_to(CODE "?to=%2F");
	assert_answer(SEE_OTHER, ask("/account"));
	assert_live_sessions(1);
	assert_answer(OK, ask(CODE "?to=%2Faccount"));
	assert_answer(INVALID, submit(CODE, "totp="));
	assert_int_equal(page_count("Enter the code"), 2);
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
	assert_leads_to("/account");
	assert_answer(OK, follow());
	assert_live_sessions(2);
	assert_event("PASSWORD_ACCEPTED", MARY);
	assert_answer(SEE_OTHER, ask(CODE));
	assert_leads_to("/");
}

static void
test_a_code_is_taken_once(void **state)
{
	await_room();
	set_up(MARY);
	take_browser(1);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	keep_fields(CODE);
	take_browser(0);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
	take_browser(1);
	assert_answer(INVALID, send_kept(CODE, code_of(now_step())));
	assert_int_equal(page_count("Each code works once"), 2);
	assert_answer(INVALID, submit(CODE, code_of(now_step() - 1)));
	forget_steps();
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
}

static void
test_of_two_who_send_the_same_code_at_once_one_signs_in(void **state)
{
	struct sending	 both[2];
	struct reply	 replies[2];

	await_room();
	set_up(MARY);
	for (int i = 0; i < 2; i++) {
		take_browser(i);
		assert_answer(SEE_OTHER, try("mary@example.org"));
		assert_answer(OK, follow());
		both[i] = (struct sending){ i, CODE, arena_printf(&arena,
		    "%s%s", hidden_fields(CODE), code_of(now_step())) };
	}
	send_all_at_once(both, "SELECT FROM auth.second_factor FOR UPDATE",
	    replies, 2);
	assert_int_equal(replies[0].status + replies[1].status,
	    SEE_OTHER + INVALID);
	assert_live_sessions(2);
}

static void
test_a_code_may_come_one_step_late_and_never_early(void **state)
{
	static const struct { int off; enum status answer; } cases[] = {
		{ -2, INVALID }, { -1, SEE_OTHER }, { 0, SEE_OTHER },
		{ 1, INVALID },
	};

	set_up(MARY);
	for (size_t i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		await_room();
		assert_answer(SEE_OTHER, try("mary@example.org"));
		assert_answer(OK, follow());
		assert_answer(cases[i].answer, submit(CODE,
		    code_of(now_step() + cases[i].off)));
	}
}

static void
test_a_code_is_read_as_people_type_it(void **state)
{
	const char	*code;

	set_up(MARY);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	code = totp_code(&arena, seed, now_step());
	assert_answer(SEE_OTHER, submit(CODE, arena_printf(&arena,
	    "totp=+%.3s+%.3s+", code, code + 3)));
}

static void
test_each_recovery_code_signs_in_once(void **state)
{
	char	lower[36];

	set_up(MARY);
	for (size_t i = 0; i < sizeof(lower); i++)
		lower[i] = codes[3][i] >= 'A' ? codes[3][i] + 'a' - 'A' :
		    codes[3][i];
	for (int i = 0; i < 2; i++) {
		assert_answer(SEE_OTHER, try("mary@example.org"));
		assert_answer(OK, follow());
		assert_answer(i == 0 ? SEE_OTHER : INVALID, submit(CODE,
		    arena_printf(&arena, "totp=%s", lower)));
	}
	assert_answer(SEE_OTHER, submit(CODE, arena_printf(&arena, "totp=%s",
	    codes[9])));
	assert_event("CODE_REFUSED", MARY);
	assert_owner_asks(8, "SELECT count(*) FROM auth.recovery_code "
	    "WHERE used_at IS NULL");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND body LIKE '%You have 9 left%'");
	assert_owner_asks(1, arena_printf(&arena, "SELECT count(*) FROM "
	    "auth.recovery_code WHERE code_hash = sha256(convert_to(replace("
	    "'%s', '-', ''), 'UTF8'))", codes[0]));
}

static void
test_a_recovery_code_of_somebody_else_is_none(void **state)
{
	char	theirs[36];

	set_up(TOM);
	memcpy(theirs, codes[0], sizeof(theirs));
	set_up(MARY);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	assert_answer(INVALID, submit(CODE, arena_printf(&arena, "totp=%s",
	    theirs)));
}

static void
test_after_five_wrong_codes_an_account_waits_and_is_told(void **state)
{
	set_up(MARY);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	for (int i = 0; i < 5; i++)
		assert_answer(INVALID, submit(CODE, "totp=WRONG"));
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'Wrong codes for your account'");
	owner_does("UPDATE auth.attempt SET at = clock_timestamp() + "
	    "interval '40 seconds'");
	manner.address = "10.0.0.9";
	assert_answer(TOO_MANY, submit(CODE, code_of(now_step())));
	assert_int_equal(page_count("There were too many tries. Wait"), 2);
	owner_does("UPDATE auth.attempt SET at = clock_timestamp() - "
	    "interval '2 seconds'");
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
	assert_owner_asks(0, "SELECT count(*) FROM auth.attempt "
	    "WHERE whose = auth.code_key(2)");
}

static void
test_a_step_is_good_for_ten_minutes_and_for_once(void **state)
{
	set_up(MARY);
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	owner_does("UPDATE auth.first_step SET begun_at = begun_at - "
	    "interval '9 minutes'");
	assert_answer(OK, ask(CODE));
	owner_does("UPDATE auth.first_step SET begun_at = begun_at - "
	    "interval '2 minutes'");
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
	assert_leads_to("/sign-in?to=%2F");
	assert_live_sessions(1);
	assert_answer(SEE_OTHER, ask(SET_UP));
	assert_leads_to("/sign-in?to=%2F");
}

static void
test_a_link_does_not_go_round_the_second_step(void **state)
{
	char	link[200];

	set_up(MARY);
	sign_in_as(0);
	assert_answer(OK, ask("/forgotten-password"));
	assert_answer(SEE_OTHER, submit("/forgotten-password",
	    "email=mary@example.org"));
	snprintf(link, sizeof(link), "%s", owner_reads("SELECT "
	    "(SELECT substring(body FROM 'http://127.0.0.1:8080(/[^\\n]+)') "
	    "FROM post.letter ORDER BY id DESC LIMIT 1)"));
	assert_answer(OK, ask(link));
	assert_answer(SEE_OTHER, submit("/choose-password",
	    "password=three+odd+words"));
	assert_leads_to(CODE "?to=%2F");
	assert_live_sessions(0);
	assert_answer(OK, follow());
	assert_answer(SEE_OTHER, submit(CODE, code_of(now_step())));
	assert_live_sessions(1);
}

/* Ending it, and other codes. */

static void
test_whoever_need_not_have_one_ends_it_with_a_code(void **state)
{
	set_up(MARY);
	assert_answer(OK, ask("/account/second-step/end"));
	assert_answer(INVALID, submit("/account/second-step/end", "totp=1"));
	assert_owner_asks(1, "SELECT count(*) FROM auth.second_factor");
	assert_answer(SEE_OTHER, submit("/account/second-step/end",
	    code_of(now_step())));
	assert_answer(OK, follow());
	assert_shows("Your second step is ended");
	assert_owner_asks(0, "SELECT count(*) FROM auth.recovery_code");
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_leads_to("/");
	assert_event("SECOND_FACTOR_ENDED", MARY);
}

static void
test_whoever_has_to_have_one_cannot_end_it(void **state)
{
	set_up(SAM);
	assert_answer(OK, ask("/account"));
	assert_shows("Your role needs it");
	assert_hides("End the second step");
	assert_answer(SEE_OTHER, ask("/account/second-step/end"));
	assert_answer(SEE_OTHER, send_form("/account/second-step/end",
	    code_of(now_step())));
	assert_owner_asks(1, "SELECT count(*) FROM auth.second_factor");
}

static void
test_new_recovery_codes_end_the_old_ones(void **state)
{
	char	old[36];

	set_up(MARY);
	memcpy(old, codes[0], sizeof(old));
	assert_answer(OK, ask("/account/recovery-codes"));
	assert_answer(OK, submit("/account/recovery-codes",
	    arena_printf(&arena, "totp=%s", codes[1])));
	read_codes();
	assert_string_not_equal(old, codes[0]);
	assert_owner_asks(10, "SELECT count(*) FROM auth.recovery_code "
	    "WHERE used_at IS NULL");
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_answer(OK, follow());
	assert_answer(INVALID, submit(CODE, arena_printf(&arena, "totp=%s",
	    old)));
	assert_answer(SEE_OTHER, submit(CODE, arena_printf(&arena, "totp=%s",
	    codes[0])));
}

/* A phone that is lost. */

static void
give_sam_a_colleague(void)
{
	owner_does("INSERT INTO person (id, given_name, family_name, email) "
	    "OVERRIDING SYSTEM VALUE VALUES (991, 'Col', 'League', "
	    "'col@example.org'); INSERT INTO role_held (person_id, role, "
	    "programme_id, during) VALUES (991, 'staff', 1, "
	    "'[2026-01-01,)')");
}

static void
ask_reset(const char *email, enum status wanted)
{
	char	fields[200];

	assert_answer(OK, ask("/second-steps/new"));
	snprintf(fields, sizeof(fields), "email=%s&checked=Rang+her+ward",
	    email);
	assert_answer(wanted, submit("/second-steps/new", fields));
}

static const char *
open_reset(void)
{
	return (arena_printf(&arena, "/second-steps/%s", owner_reads("SELECT "
	    "max(id)::text FROM factor_reset")));
}

static void
test_two_of_the_staff_take_a_second_step_away(void **state)
{
	const char	*page;

	give_sam_a_colleague();
	set_up(MARY);
	take_browser(1);
	sign_in_as(SAM);
	ask_reset("MARY@example.org", SEE_OTHER);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 991 AND body LIKE '%/second-steps/%'");
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'Your second step may be taken "
	    "away'");
	page = open_reset();
	assert_answer(OK, ask(page));
	assert_shows("A colleague of yours decides");
	assert_answer(INVALID, submit(page, "verdict=done"));
	assert_owner_asks(1, "SELECT count(*) FROM auth.second_factor");
	sign_in_as(991);
	assert_answer(OK, ask(page));
	assert_shows("Rang her ward");
	assert_answer(INVALID, submit(page, ""));
	assert_answer(SEE_OTHER, submit(page, "verdict=done"));
	assert_answer(OK, follow());
	assert_shows("Taken away");
	assert_owner_asks(0, "SELECT count(*) FROM auth.second_factor");
	assert_event("SECOND_FACTOR_RESET", MARY);
	assert_owner_asks(1, "SELECT count(*) FROM post.letter WHERE "
	    "person_id = 2 AND subject = 'Your second step was taken away'");
	take_browser(0);
	assert_answer(SEE_OTHER, ask("/account"));
	assert_answer(SEE_OTHER, try("mary@example.org"));
	assert_leads_to("/");
}

static void
test_nobody_is_reset_by_one_alone_or_by_themselves(void **state)
{
	give_sam_a_colleague();
	set_up(SAM);
	ask_reset("sam@example.org", INVALID);
	assert_int_equal(page_count("Ask a colleague to ask for you"), 2);
	ask_reset("mary@example.org", INVALID);
	assert_int_equal(page_count("Mary Smith-Jones has no second step"), 2);
	ask_reset("tom@example.org", INVALID);
	assert_int_equal(page_count("Nobody of your programme has this "
	    "address"), 2);
	take_browser(1);
	sign_in_as(991);
	ask_reset("sam@example.org", SEE_OTHER);
	ask_reset("sam@example.org", INVALID);
	assert_int_equal(page_count("Somebody has asked for them already"), 2);
	take_browser(0);
	assert_answer(OK, ask(open_reset()));
	assert_shows("This is about your own account");
	assert_answer(INVALID, send_form(open_reset(), "verdict=done"));
	assert_owner_asks(1, "SELECT count(*) FROM auth.second_factor");
	take_browser(1);
	assert_answer(OK, ask(open_reset()));
	assert_answer(SEE_OTHER, submit(open_reset(), ""));
	assert_answer(OK, follow());
	assert_shows("Taken back");
}

int
main(void)
{
#define test(name) cmocka_unit_test_setup(name, world)
	const struct CMUnitTest	tests[] = {
		test(test_staff_set_up_a_second_step_before_anything_else),
		test(test_a_programme_can_do_without),
		test(test_equity_leads_need_it_and_trainees_do_not),
		test(test_anybody_may_have_one_and_is_signed_out_elsewhere),
		test(test_the_page_that_shows_recovery_codes_can_sign_out),
		test(test_a_key_is_the_same_until_it_is_confirmed),
		test(
		test_the_database_holds_no_key_and_opens_it_for_nobody_else),
		test(test_without_a_key_nothing_is_set_up),
		test(test_a_password_alone_opens_nothing),
		test(test_a_code_is_taken_once),
		test(test_of_two_who_send_the_same_code_at_once_one_signs_in),
		test(test_a_code_may_come_one_step_late_and_never_early),
		test(test_a_code_is_read_as_people_type_it),
		test(test_each_recovery_code_signs_in_once),
		test(test_a_recovery_code_of_somebody_else_is_none),
		test(test_after_five_wrong_codes_an_account_waits_and_is_told),
		test(test_a_step_is_good_for_ten_minutes_and_for_once),
		test(test_a_link_does_not_go_round_the_second_step),
		test(test_whoever_need_not_have_one_ends_it_with_a_code),
		test(test_whoever_has_to_have_one_cannot_end_it),
		test(test_new_recovery_codes_end_the_old_ones),
		test(test_two_of_the_staff_take_a_second_step_away),
		test(test_nobody_is_reset_by_one_alone_or_by_themselves),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
