/*
 * The dates that the demonstration keeps of its ASYEs are those of the rule:
 * each timetable shows them, worked out anew from what was agreed.
 */
#include <stdio.h>

#include "pages/pages.h"

/* Where the page says when a review is due. */
static const char *
due_shown(const char *review)
{
	char		 heading[200];
	const char	*at;

	snprintf(heading, sizeof(heading), "govuk-table__header\">%s</th>",
	    review);
	at = strstr(page_text(), heading);
	return (at == NULL ? "" : strstr(at, "govuk-table__cell\">") + 19);
}

static void
test_what_is_kept_is_what_the_rule_says(void **state)
{
	int64_t	asyes = owner_asks("SELECT max(id) FROM waymark.asye");
	int64_t	reviews, seen = 0;
	char	sql[400], review[100], day[40];

	assert_true(asyes > 50);
	sign_in_as(owner_asks("SELECT id FROM waymark.person WHERE email = "
	    "'priya.raman@example.org'"));
	for (int64_t id = 1; id <= asyes; id++) {
		snprintf(sql, sizeof(sql), "SELECT count(*) FROM "
		    "waymark.asye_review WHERE asye_id = %ld", (long)id);
		reviews = owner_asks(sql);
		assert_int_equal(reviews, 4);
		for (int64_t n = 1; n <= reviews; n++, seen++) {
			snprintf(sql, sizeof(sql), "SELECT f.name FROM "
			    "waymark.asye a JOIN waymark.framework_review f "
			    "USING (framework_id) WHERE a.id = %ld AND "
			    "f.number = %ld", (long)id, (long)n);
			snprintf(review, sizeof(review), "%s",
			    owner_reads(sql));
			snprintf(sql, sizeof(sql), "SELECT to_char(due_on, "
			    "'FMDD FMMonth YYYY') FROM waymark.asye_review "
			    "WHERE asye_id = %ld AND number = %ld", (long)id,
			    (long)n);
			snprintf(day, sizeof(day), "%s", owner_reads(sql));
			snprintf(sql, sizeof(sql), "/asye/%ld/timetable",
			    (long)id);
			assert_answer(OK, ask(sql));
			if (strncmp(due_shown(review), day, strlen(day)) != 0)
				fail_msg("%s, %s: kept as %s, shown as %.40s",
				    sql, review, day, due_shown(review));
		}
	}
	print_message("%ld reviews\n", (long)seen);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(test_what_is_kept_is_what_the_rule_says,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
