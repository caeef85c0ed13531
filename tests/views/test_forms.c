/* test_forms - fields show what was typed, and what was wrong with it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "views.h"

static struct arena	 arena;
static struct out	 out;
static struct form	 form;
static struct request	 req;

/* A form that was sent. */
static void
sent(const char *body)
{
	arena_reset(&arena);
	out_reset(&out);
	form = (struct form){ 0 };
	form_parse_urlencoded(&form, &arena, body, strlen(body));
	req = (struct request){ .arena = &arena, .out = &out, .form = &form,
	    .path = "/", .once = "a1b2" };
}

static const char *
page(void)
{
	return (arena_strndup(&arena, out.data, out.len));
}

static void
assert_has(const char *part)
{
	if (strstr(page(), part) == NULL)
		fail_msg("%s is not in %s", part, page());
}

static void
assert_lacks(const char *part)
{
	if (strstr(page(), part) != NULL)
		fail_msg("%s is in %s", part, page());
}

static void
test_a_field_shows_what_was_typed(void **state)
{
	sent("name=%22O'Neill%22");
	text_field(&out, &form, "name", "Name", NULL);
	assert_has("value=\"&quot;O&#39;Neill&quot;\"");
	assert_lacks("govuk-error-message");
}

static void
test_a_field_shows_what_was_wrong_and_says_so_to_listeners(void **state)
{
	sent("name=");
	form_refuse(&form, "name", "Enter your name");
	text_field(&out, &form, "name", "Name", "In full");
	assert_has("aria-describedby=\"name-hint name-error\"");
	assert_has("<p id=\"name-error\" class=\"govuk-error-message\">");
	assert_has("Enter your name");
	assert_has("govuk-input--error");
}

static void
test_a_password_is_never_sent_back(void **state)
{
	sent("password=correct+horse");
	input_field(&out, &form, (struct govuk_input){ .name = "password",
	    .label = { "Password" }, .type = "password" });
	assert_lacks("correct horse");
	assert_lacks("value=");
}

static void
test_a_textarea_keeps_its_lines_and_its_markup_as_text(void **state)
{
	sent("did=%0Aone%0A%3C%2Ftextarea%3Etwo");
	textarea_field(&out, &form, "did", "What did you do?", NULL, 0);
	assert_has(">\n\none\n&lt;/textarea&gt;two</textarea>");
}

static void
test_a_long_answer_says_how_long_it_may_be(void **state)
{
	sent("");
	textarea_field(&out, &form, "did", "What did you do?", NULL, 2000);
	assert_has("data-maxlength=\"2000\"");
	assert_has("You can enter up to 2,000 characters");
}

static void
test_the_boxes_of_a_date_keep_what_was_typed(void **state)
{
	sent("on-day=31&on-month=feb&on-year=2026");
	date_field(&out, &form, "on", "When?", NULL);
	assert_has("id=\"on-day\" name=\"on-day\" type=\"text\" value=\"31\"");
	assert_has("name=\"on-month\" type=\"text\" value=\"feb\"");
	assert_has("name=\"on-year\" type=\"text\" value=\"2026\"");
	assert_lacks("govuk-input--error");
}

/* How often a part stands in the page. */
static int
count(const char *part)
{
	const char	*p = page();
	int		 n = 0;

	while ((p = strstr(p, part)) != NULL) {
		n++;
		p += strlen(part);
	}
	return (n);
}

static void
test_only_the_missing_box_of_a_date_is_wrong(void **state)
{
	sent("on-day=27&on-month=&on-year=2026");
	form_refuse(&form, "on", "The day must include a month");
	date_field(&out, &form, "on", "When?", NULL);
	assert_int_equal(count("govuk-input--error"), 1);
	assert_has("govuk-input--error govuk-input--width-2\" id=\"on-month\"");
}

static void
test_all_boxes_of_an_unreal_date_are_wrong(void **state)
{
	sent("on-day=31&on-month=2&on-year=2026");
	form_refuse(&form, "on", "The day must be a real date");
	date_field(&out, &form, "on", "When?", NULL);
	assert_int_equal(count("govuk-input--error"), 3);
}

static void
test_the_summary_leads_to_the_first_wrong_box(void **state)
{
	sent("on-day=27&on-month=&on-year=2026&until-day=&until-month="
	    "&until-year=&name=");
	form_refuse(&form, "on", "The day must include a month");
	form_refuse(&form, "until", "Enter the day that it ends");
	form_refuse(&form, "name", "Enter <your> name");
	form_refuse(&form, "", "This form has expired");
	error_summary(&out, &form);
	assert_has("<a href=\"#on-month\">The day must include a month</a>");
	assert_has("<a href=\"#until-day\">Enter the day that it ends</a>");
	assert_has("<a href=\"#name\">Enter &lt;your&gt; name</a>");
	assert_has("<li>\nThis form has expired");
}

static void
test_there_is_no_summary_without_errors(void **state)
{
	sent("name=a");
	error_summary(&out, &form);
	assert_int_equal(out.len, 0);
}

static void
reveal_reason(struct out *o, struct form *f)
{
	text_field(o, f, "reason", "Why?", NULL);
}

static void
test_radios_keep_the_choice_and_show_what_it_reveals(void **state)
{
	sent("kind=absent&reason=ill");
	radios_field(&out, &form, "kind", "Were you there?", NULL,
	    options({ "yes", "Yes" }, { NULL, "or" },
	    { "absent", "No", .reveal = reveal_reason }));
	assert_int_equal(count(" checked"), 1);
	assert_has("value=\"absent\" checked data-aria-controls="
	    "\"conditional-kind-3\"");
	assert_has("<div class=\"govuk-radios__divider\">or</div>");
	assert_has("name=\"reason\" type=\"text\" value=\"ill\"");
	assert_lacks("govuk-radios__conditional--hidden");
}

static void
test_checkboxes_keep_every_choice(void **state)
{
	sent("standard=1&standard=3");
	checkboxes_field(&out, &form, "standard", "Which?", NULL,
	    options({ "1", "One" }, { "2", "Two" }, { "3", "Three" },
	    { "0", "None", .exclusive = true }));
	assert_int_equal(count(" checked"), 2);
	assert_has("value=\"1\" checked");
	assert_has("value=\"3\" checked");
	assert_has("data-behaviour=\"exclusive\"");
}

static void
test_a_select_keeps_the_choice(void **state)
{
	sent("host=b");
	select_field(&out, &form, "host", "Host", NULL,
	    options({ "", "Choose a host" }, { "a", "A" }, { "b", "B" }));
	assert_int_equal(count(" selected"), 1);
	assert_has("<option value=\"b\" selected>B</option>");
}

static void
test_a_form_carries_its_guards(void **state)
{
	static const unsigned char	 secret[32];

	sent("");
	req.visitor.csrf = secret;
	csrf(&out, &req);
	assert_has("name=\"once\" value=\"a1b2\"");
	assert_has("<input type=\"hidden\" name=\"csrf\" value=\"");
	assert_lacks("name=\"csrf\" value=\"\"");
}

static void
test_a_draft_tells_when_it_was_saved(void **state)
{
	sent("");
	draft_notice(&out, &req);
	assert_int_equal(out.len, 0);
	req.drafted_at.s = 1781442060;
	draft_notice(&out, &req);
	assert_has("This is your draft, saved on 14 June 2026 at 2:01pm.");
	assert_has("value=\"discard\" name=\"draft\"");
}

static void
test_the_title_tells_of_errors_and_of_the_page(void **state)
{
	sent("page=2");
	layout_open(&out, &req, "Trainees");
	assert_has("<title>Trainees (page 2) - Waymark</title>");
	sent("page=1");
	layout_open(&out, &req, "Trainees");
	assert_has("<title>Trainees - Waymark</title>");
	sent("name=");
	form_refuse(&form, "name", "Enter your name");
	layout_open(&out, &req, "A <b>");
	assert_has("<title>Error: A &lt;b&gt; - Waymark</title>");
}

static void
test_the_menu_has_what_the_roles_may_ask(void **state)
{
	sent("");
	layout_open(&out, &req, "Sign in");
	assert_lacks("govuk-service-navigation");
	sent("");
	req.visitor = (struct visitor){ .id = 1,
	    .roles = SIGNED_IN | TRAINEE };
	layout_open(&out, &req, "Home");
	assert_has("aria-current=\"page\"");
	assert_has("action=\"/sign-out\"");
	assert_lacks("href=\"/work\"");
	assert_lacks("href=\"/cohorts\"");
	sent("");
	req.visitor = (struct visitor){ .id = 1,
	    .roles = SIGNED_IN | EDUCATOR };
	req.path = "/work/1";
	layout_open(&out, &req, "Work");
	assert_has("href=\"/work\" aria-current=\"true\"");
	assert_has("href=\"/trainees\"");
	assert_lacks("href=\"/cohorts\"");
}

static int
teardown(void **state)
{
	out_free(&out);
	arena_release(&arena);
	return (0);
}

int
main(void)
{
	const struct CMUnitTest	 tests[] = {
		cmocka_unit_test(test_a_field_shows_what_was_typed),
		cmocka_unit_test(
		    test_a_field_shows_what_was_wrong_and_says_so_to_listeners),
		cmocka_unit_test(test_a_password_is_never_sent_back),
		cmocka_unit_test(
		    test_a_textarea_keeps_its_lines_and_its_markup_as_text),
		cmocka_unit_test(test_a_long_answer_says_how_long_it_may_be),
		cmocka_unit_test(test_the_boxes_of_a_date_keep_what_was_typed),
		cmocka_unit_test(test_only_the_missing_box_of_a_date_is_wrong),
		cmocka_unit_test(test_all_boxes_of_an_unreal_date_are_wrong),
		cmocka_unit_test(test_the_summary_leads_to_the_first_wrong_box),
		cmocka_unit_test(test_there_is_no_summary_without_errors),
		cmocka_unit_test(
		    test_radios_keep_the_choice_and_show_what_it_reveals),
		cmocka_unit_test(test_checkboxes_keep_every_choice),
		cmocka_unit_test(test_a_select_keeps_the_choice),
		cmocka_unit_test(test_a_form_carries_its_guards),
		cmocka_unit_test(test_a_draft_tells_when_it_was_saved),
		cmocka_unit_test(
		    test_the_title_tells_of_errors_and_of_the_page),
		cmocka_unit_test(test_the_menu_has_what_the_roles_may_ask),
	};

	return (cmocka_run_group_tests(tests, NULL, teardown));
}
