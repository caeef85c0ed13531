/* Tables that are exchanged: their columns, their queries, their words. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <string.h>

#include <cmocka.h>

#include "core/request.h"
#include "exchange/table.h"
#include "queries.h"
#include "../../src/exchange/choices.h"

/* For each table of the definitions. */
#define each_table(t)							\
	for (const struct exchange_table *t = exchange_tables;		\
	    t->code != NULL; t++)

static const struct column *
answered(const struct query *q, const char *key)
{
	for (int i = 0; i < q->ncolumns; i++)
		if (strcmp(q->columns[i].name, key) == 0)
			return (&q->columns[i]);
	fail_msg("%s does not answer %s", q->name, key);
	return (NULL);
}

static void
test_every_table_has_a_query_with_the_same_parameters(void **state)
{
	static const char *const	names[] = { "programme", "cohort",
					    "organisation", "person", "most" };

	each_table(t) {
		const struct query	*q = query_named(t->query);

		if (q == NULL)
			fail_msg("%s: no query %s", t->code, t->query);
		assert_int_equal(q->nparams, exchange_editable(t) ? 6 : 5);
		for (int i = 0; i < 5; i++) {
			assert_string_equal(q->params[i].name, names[i]);
			assert_int_equal(q->params[i].type, DB_INT8);
			assert_int_equal(q->params[i].null, i > 0);
		}
		if (q->nparams == 6) {
			assert_string_equal(q->params[5].name, "records");
			assert_int_equal(q->params[5].type, DB_INT8_LIST);
		}
		assert_int_equal(answered(q, "of_all")->type, DB_INT8);
		assert_false(answered(q, "of_all")->null);
	}
}

static bool
fits(const struct exchange_column *c, const struct column *of)
{
	switch (c->type) {
	case SHEET_TEXT:
		return (of->type == DB_TEXT || (of->type == DB_BOOL &&
		    c->choices == say_yes_no));
	case SHEET_DATE:
		return (of->type == DB_DATE);
	case SHEET_REAL:
		return (of->type == DB_FLOAT8);
	default:
		return (of->type == DB_INT8);
	}
}

static void
test_every_column_is_answered_with_its_type(void **state)
{
	each_table(t)
		for (size_t i = 0; i < t->ncolumns; i++)
			if (!fits(&t->columns[i], answered(query_named(
			    t->query), t->columns[i].key)))
				fail_msg("%s.%s is not of its type", t->code,
				    t->columns[i].key);
}

static void
test_headings_and_keys_are_each_of_one_column(void **state)
{
	each_table(t)
		for (size_t i = 0; i < t->ncolumns; i++) {
			const struct exchange_column	*c = &t->columns[i];

			assert_ptr_equal(exchange_column_of(t, c->key), c);
			assert_ptr_equal(exchange_column_headed(t,
			    c->heading), c);
			assert_true(strlen(c->definition) > 5);
			assert_int_equal(c->definition[strlen(
			    c->definition) - 1], '.');
			assert_true(c->readers != 0);
		}
}

static void
test_what_can_be_edited_has_a_record_and_a_version(void **state)
{
	int	editable = 0;

	each_table(t)
		for (size_t i = 0; i < t->ncolumns; i++) {
			const struct exchange_column	*c = &t->columns[i];

			if (!c->editable)
				continue;
			editable++;
			for (size_t k = 0; k < t->ncolumns; k++)
				assert_true((t->columns[k].readers &
				    FOR_STAFF) != 0);
			assert_true(exchange_editable(t));
			assert_non_null(exchange_column_of(t, "record"));
			assert_true((c->readers & FOR_STAFF) != 0);
			assert_true(c->type != SHEET_TEXT ||
			    c->choices != NULL);
			assert_true(c->type != SHEET_NUMBER ||
			    c->least < c->most);
		}
	assert_true(editable >= 14);
}

static void
test_a_funder_gets_names_only_where_it_pays(void **state)
{
	each_table(t)
		for (size_t i = 0; i < t->ncolumns &&
		    strcmp(t->code, "claims") != 0; i++)
			if ((t->columns[i].readers & FOR_FUNDER) != 0) {
				assert_string_not_equal(t->columns[i].key,
				    "name");
				assert_string_not_equal(t->columns[i].key,
				    "email");
				assert_string_not_equal(t->columns[i].key,
				    "swe_number");
			}
}

static void
test_choices_are_the_words_of_the_database(void **state)
{
	static const struct {
		const struct exchange_choice	*choices;
		const struct db_enum		*words;
	}	all[] = {
		{ say_enrolment_states, &enrolment_state_enum },
		{ say_placement_stages, &placement_stage_enum },
		{ say_placement_states, &placement_state_enum },
		{ say_placement_decisions, &placement_decision_enum },
		{ say_offer_states, &offer_state_enum },
		{ say_day_kinds, &day_kind_enum },
		{ say_day_states, &day_state_enum },
		{ say_absence_reasons, &absence_reason_enum },
		{ say_educator_states, &educator_state_enum },
		{ say_registration_states, &registration_status_enum },
		{ say_attempt_states, &attempt_state_enum },
		{ say_mark_states, &mark_state_enum },
		{ say_board_outcomes, &board_outcome_enum },
		{ say_asye_states, &asye_state_enum },
		{ say_review_states, &asye_review_state_enum },
		{ say_asye_results, &asye_result_enum },
		{ say_asye_decisions, &asye_decision_enum },
		{ say_panel_verdicts, &panel_verdict_enum },
		{ say_outcome_states, &outcome_state_enum },
		{ say_audit_results, &audit_result_enum },
		{ say_claim_parts, &claim_part_enum },
		{ say_claim_line_states, &claim_line_state_enum },
		{ say_document_states, &document_state_enum },
		{ say_support_states, &support_state_enum },
		{ say_adjustment_states, &adjustment_state_enum },
	};

	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++) {
		size_t	n = 0;

		for (; all[i].choices[n].code != NULL; n++) {
			const struct exchange_choice *c = &all[i].choices[n];

			assert_true(db_word(all[i].words, c->code) > 0);
			assert_string_equal(exchange_label(all[i].choices,
			    c->code), c->label);
			assert_string_equal(exchange_code(all[i].choices,
			    c->label), c->code);
		}
		assert_int_equal(n + 1, all[i].words->n);
	}
	assert_null(exchange_code(say_day_kinds, "Elsewhere"));
	assert_null(exchange_label(say_day_kinds, "elsewhere"));
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test(
		    test_every_table_has_a_query_with_the_same_parameters),
		cmocka_unit_test(test_every_column_is_answered_with_its_type),
		cmocka_unit_test(
		    test_headings_and_keys_are_each_of_one_column),
		cmocka_unit_test(
		    test_what_can_be_edited_has_a_record_and_a_version),
		cmocka_unit_test(test_a_funder_gets_names_only_where_it_pays),
		cmocka_unit_test(
		    test_choices_are_the_words_of_the_database),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
