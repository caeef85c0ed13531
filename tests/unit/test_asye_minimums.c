/*
 * What evidence an ASYE lacks: a table of cases, and what holds of all.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "histories.h"
#include "rules/asye_minimums.h"

enum { MOST_FACTS = 12 };

static struct arena	arena;

/* By the assessor, by another registered social worker, by somebody else. */
#define FACT(kind, counts, registered, assessor, sort, month)		\
	{ MINIMUM_##kind, counts, registered, assessor, sort, month }
#define BY_ASSESSOR	FACT(OBSERVATION, true, true, true, NULL, NO_MONTH)
#define BY_MANAGER	FACT(OBSERVATION, true, true, false, NULL, NO_MONTH)
#define BY_NURSE	FACT(OBSERVATION, true, false, false, NULL, NO_MONTH)
#define UNSIGNED	FACT(OBSERVATION, false, true, true, NULL, NO_MONTH)
#define PERSON		FACT(FEEDBACK_PEOPLE, true, 0, 0, NULL, NO_MONTH)
#define NO_CONSENT	FACT(FEEDBACK_PEOPLE, false, 0, 0, NULL, NO_MONTH)
#define COLLEAGUE	FACT(FEEDBACK_PROFESSIONALS, true, 0, 0, NULL, NO_MONTH)
#define RECORD(sort)	FACT(WRITTEN_RECORD, true, 0, 0, sort, NO_MONTH)
#define DRAFT(sort)	FACT(WRITTEN_RECORD, false, 0, 0, sort, NO_MONTH)
#define LOG(month)	FACT(REFLECTION, true, 0, 0, NULL, month)
#define LOG_UNSIGNED(month) FACT(REFLECTION, false, 0, 0, NULL, month)
#define SELF(month)	FACT(SELF_ASSESSMENT, true, 0, 0, NULL, month)
#define REPORT		"external_report"
#define NOTES		"case_recordings"

static const struct minimum observations = { MINIMUM_OBSERVATION, 3, 3, 2,
	.gates = true };
static const struct minimum people = { MINIMUM_FEEDBACK_PEOPLE, 3,
	.gates = true };
static const struct minimum records = { MINIMUM_WRITTEN_RECORD, 3, .sorts = 2,
	.sort = { REPORT, NOTES }, .gates = true };
static const struct minimum reflections = { MINIMUM_REFLECTION, 2, .months = 2,
	.month = { 6, 12 }, .gates = true };
static const struct minimum old_log = { MINIMUM_REFLECTION, 4, .months = 4,
	.month = { 0, 3, 6, 12 }, .gates = true };
static const struct minimum early_career = { MINIMUM_REFLECTION, 2,
	.months = 2, .month = { 12, 24 }, .gates = true };
static const struct minimum self_of_children = { MINIMUM_SELF_ASSESSMENT, 3,
	.months = 3, .month = { 0, 6, 12 }, .gates = true };
static const struct minimum self_of_adults = { MINIMUM_SELF_ASSESSMENT, 0,
	.months = 3, .month = { 0, 6, 12 } };
static const struct minimum local = { MINIMUM_OBSERVATION, 6, 4, 3,
	.gates = true };
static const struct minimum nothing = { .kind = MINIMUM_SUPERVISION };

static const struct {
	const char		*what;
	const struct minimum	*asks;
	struct evidence_fact	 facts[MOST_FACTS];	/* ends with none */
	int			 have, more;
	const char		*missing;		/* NULL: met */
} cases[] = {
	{ "nothing yet", &observations, { { 0 } }, 0, 3,
	    "3 more direct observations, all by a registered social worker "
	    "and at least 2 of them by your ASYE assessor" },
	{ "three, one by the assessor", &observations,
	    { BY_ASSESSOR, BY_MANAGER, BY_MANAGER }, 3, 1,
	    "1 more direct observation, by your ASYE assessor" },
	{ "three, all by a registered line manager", &observations,
	    { BY_MANAGER, BY_MANAGER, BY_MANAGER }, 3, 2,
	    "2 more direct observations, both by your ASYE assessor" },
	{ "two by the assessor and one by nobody registered", &observations,
	    { BY_ASSESSOR, BY_ASSESSOR, BY_NURSE }, 3, 1,
	    "1 more direct observation, by a registered social worker" },
	{ "two by the assessor and one by a registered colleague",
	    &observations, { BY_ASSESSOR, BY_ASSESSOR, BY_MANAGER }, 3, 0,
	    NULL },
	{ "three by the assessor", &observations,
	    { BY_ASSESSOR, BY_ASSESSOR, BY_ASSESSOR }, 3, 0, NULL },
	{ "one by the assessor", &observations, { BY_ASSESSOR }, 1, 2,
	    "2 more direct observations, both by a registered social worker "
	    "and at least one of them by your ASYE assessor" },
	{ "one by the assessor, one by nobody registered", &observations,
	    { BY_ASSESSOR, BY_NURSE }, 2, 2,
	    "2 more direct observations, both by a registered social worker "
	    "and at least one of them by your ASYE assessor" },
	{ "two by the assessor and one that is unsigned", &observations,
	    { BY_ASSESSOR, BY_ASSESSOR, UNSIGNED }, 2, 1,
	    "1 more direct observation, by a registered social worker" },
	{ "four, one by nobody registered", &observations,
	    { BY_ASSESSOR, BY_NURSE, BY_ASSESSOR, BY_MANAGER }, 4, 0, NULL },
	{ "the assessor changed and each observed once", &observations,
	    { BY_ASSESSOR, BY_ASSESSOR, BY_MANAGER }, 3, 0, NULL },
	{ "by who became the assessor only later", &observations,
	    { BY_MANAGER, BY_MANAGER, BY_ASSESSOR }, 3, 1,
	    "1 more direct observation, by your ASYE assessor" },
	{ "a scheme that asks for more", &local, { BY_ASSESSOR, BY_MANAGER },
	    2, 4, "4 more direct observations, at least 2 of them by your "
	    "ASYE assessor" },
	{ "the same scheme, nearly there", &local, { BY_ASSESSOR, BY_ASSESSOR,
	    BY_ASSESSOR, BY_NURSE, BY_NURSE, BY_NURSE }, 6, 1,
	    "1 more direct observation, by a registered social worker" },
	{ "other kinds are no observations", &observations,
	    { PERSON, COLLEAGUE, RECORD(REPORT) }, 0, 3,
	    "3 more direct observations, all by a registered social worker "
	    "and at least 2 of them by your ASYE assessor" },
	{ "feedback", &people, { PERSON, PERSON, PERSON }, 3, 0, NULL },
	{ "feedback of which one lost its consent", &people,
	    { PERSON, NO_CONSENT, PERSON }, 2, 1,
	    "1 more piece of feedback from people with lived experience" },
	{ "feedback of professionals is not of people", &people,
	    { COLLEAGUE, COLLEAGUE, PERSON }, 1, 2,
	    "2 more pieces of feedback from people with lived experience" },
	{ "no record", &records, { { 0 } }, 0, 3,
	    "3 more written records, among them a report for an external "
	    "decision and a set of case recordings" },
	{ "three records without a report", &records,
	    { RECORD(NOTES), RECORD(NOTES), RECORD("other") }, 3, 1,
	    "1 more written record: a report for an external decision" },
	{ "three records without case recordings", &records,
	    { RECORD(REPORT), RECORD(REPORT), RECORD(NULL) }, 3, 1,
	    "1 more written record: a set of case recordings" },
	{ "three records of neither sort", &records,
	    { RECORD("other"), RECORD("other"), RECORD("other") }, 3, 2,
	    "2 more written records: a report for an external decision and a "
	    "set of case recordings" },
	{ "both sorts and no third", &records,
	    { RECORD(REPORT), RECORD(NOTES) }, 2, 1, "1 more written record" },
	{ "both sorts and a third", &records,
	    { RECORD("other"), RECORD(NOTES), RECORD(REPORT) }, 3, 0, NULL },
	{ "a report that nobody signed", &records,
	    { DRAFT(REPORT), RECORD(NOTES), RECORD("other"), RECORD(NOTES) },
	    3, 1, "1 more written record: a report for an external decision" },
	{ "at 6 and 12 months", &reflections, { LOG(6), LOG(12) }, 2, 0,
	    NULL },
	{ "the older log meets it too", &reflections,
	    { LOG(0), LOG(3), LOG(6), LOG(12) }, 4, 0, NULL },
	{ "a log without its last part", &reflections,
	    { LOG(0), LOG(3), LOG(6) }, 3, 1,
	    "1 more critical reflection: at 12 months" },
	{ "twice at 6 months", &reflections, { LOG(6), LOG(6) }, 2, 1,
	    "1 more critical reflection: at 12 months" },
	{ "at 12 months, unsigned", &reflections,
	    { LOG(6), LOG_UNSIGNED(12) }, 1, 1,
	    "1 more critical reflection: at 12 months" },
	{ "the older log wants four", &old_log, { LOG(6), LOG(12) }, 2, 2,
	    "2 more critical reflections: at the start and at 3 months" },
	{ "without a month", &old_log,
	    { LOG(NO_MONTH), LOG(0), LOG(3), LOG(6) }, 4, 1,
	    "1 more critical reflection: at 12 months" },
	{ "two years long", &early_career, { LOG(0), LOG(6), LOG(12) }, 3, 1,
	    "1 more critical reflection: at 24 months" },
	{ "mandatory self-assessment", &self_of_children, { SELF(0) }, 1, 2,
	    "2 more self-assessments: at 6 months and at 12 months" },
	{ "recommended self-assessment", &self_of_adults, { SELF(6) }, 1, 2,
	    "2 more self-assessments: at the start and at 12 months" },
	{ "what asks for nothing", &nothing, { { 0 } }, 0, 0, NULL },
};

static size_t
facts_in(const struct evidence_fact *f)
{
	size_t	n = 0;

	while (n < MOST_FACTS && f[n].kind != MINIMUM_NONE)
		n++;
	return (n);
}

static void
test_each_case_lacks_what_the_table_says(void **state)
{
	struct minimum_standing	s;

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("%s\n", cases[i].what);
		s = minimum_standing(&arena, cases[i].asks, cases[i].facts,
		    facts_in(cases[i].facts), true);
		assert_int_equal(s.have, cases[i].have);
		assert_int_equal(s.more, cases[i].more);
		assert_true(s.met == (cases[i].missing == NULL));
		assert_true(s.gates == cases[i].asks->gates);
		if (cases[i].missing == NULL)
			assert_null(s.missing);
		else
			assert_string_equal(s.missing, cases[i].missing);
	}
}

static void
test_others_read_of_the_assessor_and_not_of_theirs(void **state)
{
	struct minimum_standing	s = minimum_standing(&arena, &observations,
				    NULL, 0, false);

	assert_non_null(strstr(s.missing, "by the ASYE assessor"));
	assert_null(strstr(s.missing, "your"));
}

static void
test_what_is_asked_reads_as_a_sentence(void **state)
{
	assert_string_equal(minimum_words(&arena, &observations, false),
	    "3 direct observations, all by a registered social worker and at "
	    "least 2 of them by the ASYE assessor");
	assert_string_equal(minimum_words(&arena, &records, false),
	    "3 written records, among them a report for an external decision "
	    "and a set of case recordings");
	assert_string_equal(minimum_words(&arena, &reflections, true),
	    "2 critical reflections: at 6 months and at 12 months");
	assert_string_equal(minimum_words(&arena, &self_of_adults, true),
	    "3 self-assessments: at the start, at 6 months and at 12 months");
	assert_string_equal(minimum_words(&arena, &nothing, true), "none");
}

static void
test_only_what_gates_is_summed(void **state)
{
	struct minimum_standing	s[] = {
		minimum_standing(&arena, &people, NULL, 0, true),
		minimum_standing(&arena, &self_of_adults, NULL, 0, true),
		minimum_standing(&arena, &nothing, NULL, 0, true),
		{ .met = true, .gates = true },
	};
	struct minimums_sum	sum = minimums_sum(s, 4);

	assert_int_equal(sum.met, 1);
	assert_int_equal(sum.of, 2);
}

static struct minimum
random_minimum(struct history *h)
{
	static const char *const	sorts[] = { REPORT, NOTES, "other" };
	struct minimum	m = { .kind = (enum minimum_of)(1 +
			    chance(h, MINIMUM_KINDS - 1)),
			    .at_least = chance(h, 5), .gates = true };

	m.by_registered = chance(h, m.at_least + 1);
	m.by_assessor = chance(h, m.at_least + 1);
	m.sorts = (size_t)chance(h, 4);
	for (size_t i = 0; i < m.sorts; i++)
		m.sort[i] = sorts[i];
	m.months = (size_t)chance(h, 4);
	for (size_t i = 0; i < m.months; i++)
		m.month[i] = (int)i * 6;
	return (m);
}

static struct evidence_fact
random_fact(struct history *h, enum minimum_of kind)
{
	static const char *const	sorts[] = { REPORT, NOTES, "other",
					    NULL };
	struct evidence_fact	f = { .kind = chance(h, 4) != 0 ? kind :
				    (enum minimum_of)(1 + chance(h,
				    MINIMUM_KINDS - 1)),
				    .counts = chance(h, 4) != 0,
				    .by_registered = chance(h, 2) == 0,
				    .sort = sorts[chance(h, 4)],
				    .month = chance(h, 3) * 6 - 6 };

	f.by_assessor = f.by_registered && chance(h, 2) == 0;
	return (f);
}

static void
shuffle(struct history *h, struct evidence_fact *f, size_t n)
{
	struct evidence_fact	kept;
	size_t			j;

	for (size_t i = n; i > 1; i--) {
		j = (size_t)chance(h, (int)i);
		kept = f[i - 1];
		f[i - 1] = f[j];
		f[j] = kept;
	}
}

/* Whatever is asked and whatever there is: one more piece never makes it less
 * met nor helps by more than one, order does not matter, and what does not
 * count may as well not be there. */
static void
test_more_evidence_never_makes_a_minimum_less_met(void **state)
{
	struct history		h;
	struct minimum		m;
	struct minimum_standing	s, before;
	struct evidence_fact	f[MOST_FACTS];

	for (int seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		m = random_minimum(&h);
		before = minimum_standing(&arena, &m, f, 0, true);
		assert_int_equal(before.more, before.need);
		for (size_t n = 1; n <= MOST_FACTS; n++) {
			f[n - 1] = random_fact(&h, m.kind);
			s = minimum_standing(&arena, &m, f, n, true);
			assert_true(s.more <= before.more);
			assert_true(s.more >= before.more - 1);
			assert_true(s.have >= before.have);
			assert_true(s.met == (s.more == 0));
			if (!f[n - 1].counts || f[n - 1].kind != m.kind)
				assert_int_equal(s.have, before.have);
			before = s;
		}
		shuffle(&h, f, MOST_FACTS);
		s = minimum_standing(&arena, &m, f, MOST_FACTS, true);
		assert_int_equal(s.more, before.more);
		assert_int_equal(s.have, before.have);
		arena_reset(&arena);
	}
}

/* As many pieces as are said to be missing are enough, when each helps. */
static void
test_what_is_said_to_be_missing_is_enough(void **state)
{
	struct history		h;
	struct minimum		m;
	struct minimum_standing	s;
	struct evidence_fact	f[2 * MOST_FACTS];
	size_t			n;

	for (int seed = 0; seed < HISTORIES; seed++) {
		h = random_history(seed);
		m = random_minimum(&h);
		m.sorts = m.months = 0;
		for (n = 0; n < (size_t)chance(&h, MOST_FACTS); n++)
			f[n] = random_fact(&h, m.kind);
		s = minimum_standing(&arena, &m, f, n, true);
		for (int i = 0; i < s.more; i++)
			f[n++] = (struct evidence_fact){ m.kind, true, true,
			    true, NULL, NO_MONTH };
		assert_true(minimum_standing(&arena, &m, f, n, true).met);
		arena_reset(&arena);
	}
}

static void
test_every_kind_has_its_words(void **state)
{
	for (int k = MINIMUM_NONE + 1; k < MINIMUM_KINDS; k++) {
		assert_true(strlen(minimum_title((enum minimum_of)k)) > 6);
		assert_true(strlen(minimum_short((enum minimum_of)k)) < 18);
		assert_string_not_equal(minimum_noun((enum minimum_of)k, true),
		    minimum_noun((enum minimum_of)k, false));
	}
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(test_each_case_lacks_what_the_table_says),
		cmocka_unit_test(
		    test_others_read_of_the_assessor_and_not_of_theirs),
		cmocka_unit_test(test_what_is_asked_reads_as_a_sentence),
		cmocka_unit_test(test_only_what_gates_is_summed),
		cmocka_unit_test(
		    test_more_evidence_never_makes_a_minimum_less_met),
		cmocka_unit_test(test_what_is_said_to_be_missing_is_enough),
		cmocka_unit_test(test_every_kind_has_its_words),
	};
	int	failed = cmocka_run_group_tests(tests, NULL, NULL);

	arena_release(&arena);
	return (failed);
}
