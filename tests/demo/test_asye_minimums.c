/*
 * The rule that counts evidence and the database that counts it too, for every
 * ASYE of the demonstration programme.
 */
#include "pages/comparing.h"

static void
test_the_rule_and_the_database_count_the_same_for_everybody(void **state)
{
	int64_t	asyes = owner_asks("SELECT count(*) FROM asye");

	assert_true(asyes > 200);
	assert_int_equal(compare_minimums(), 9 * asyes);
	assert_owner_asks(0, "SELECT count(*) FROM asye_standing s WHERE s.met "
	    "<> (SELECT count(*) FROM asye_minimums(s.asye_id) m "
	    "WHERE m.gates AND m.more = 0)");
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(
		    test_the_rule_and_the_database_count_the_same_for_everybody,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
