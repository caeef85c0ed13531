/* The forms of documents, what their answers lack, and how many are needed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "rules/documents.h"

enum { FORMS = 19, CASES = 3000, ANSWERS_MAX = 200 };

static struct arena		arena;
static const char *const	two[] = { "Professionalism", "Knowledge" };
static const struct row_names	domains = { two, 2 };

/* xorshift64*: the same cases on every machine. */
static uint64_t	seed = 88172645463325252u;

static int
chance(int below)
{
	seed ^= seed >> 12;
	seed ^= seed << 25;
	seed ^= seed >> 27;
	return ((int)((seed * 2685821657736338717u >> 33) % (uint64_t)below));
}

static int
clear(void **state)
{
	arena_release(&arena);
	return (0);
}

static void
check_field(const struct document_field *f)
{
	const struct document_field	*c;

	assert_non_null(f->question);
	if (f->kind == FIELD_SECTION)
		return;
	assert_true(f->question[0] >= 'A' && f->question[0] <= 'Z');
	assert_true(strspn(f->name, "abcdefghijklmnopqrstuvwxyz_0123456789") ==
	    strlen(f->name));
	if (f->kind == FIELD_LINE || f->kind == FIELD_LONG)
		assert_in_range(f->most, 1, 10000);
	if (f->kind == FIELD_CHOICE || f->kind == FIELD_CHOICES)
		assert_non_null(f->choices[1]);
	if (f->kind == FIELD_ROWS || f->kind == FIELD_GRID) {
		assert_true(f->columns[0].enter != NULL);
		for (c = f->columns; c->kind != FIELD_FORM; c++)
			check_field(c);
	}
	if (f->enter != NULL && *f->enter != '\0')
		assert_true(strncmp(f->enter, "Enter ", 6) == 0 ||
		    strncmp(f->enter, "Select ", 7) == 0);
}

/* What is wanted after an answer follows the question, which has it. */
static void
check_condition(const struct document_form *form,
    const struct document_field *f)
{
	const struct document_field	*of;
	const char *const		*words;

	for (of = form->fields; of < f; of++)
		if (of->kind == FIELD_CHOICE && of->writer == f->writer &&
		    strcmp(of->name, f->when) == 0)
			break;
	assert_true(of < f);
	for (words = of->choices; *words != NULL; words++)
		if (strcmp(*words, f->is) == 0)
			return;
	fail_msg("%s has no answer %s", f->when, f->is);
}

static void
test_every_form_is_whole(void **state)
{
	struct document_form		 form, same;
	const struct document_field	*f, *g;
	size_t				 n = 0;

	for (; document_form_in_order(n, &form); n++) {
		assert_true(document_form(form.kind, &same));
		assert_ptr_equal(same.fields, form.fields);
		assert_true(form.edition >= 1);
		assert_int_equal(form.fields[0].kind, FIELD_SECTION);
		for (f = form.fields; f < form.fields + form.n; f++) {
			check_field(f);
			if (f->when != NULL)
				check_condition(&form, f);
			for (g = form.fields; g < f; g++)
				if (f->kind != FIELD_SECTION &&
				    g->kind != FIELD_SECTION)
					assert_string_not_equal(answer_name(
					    &arena, f), answer_name(&arena,
					    g));
		}
	}
	assert_int_equal(n, FORMS);
	assert_int_equal(n, document_forms());
	assert_false(document_form("letter", &form));
}

static void
add(struct answer_list *list, const char *name, const char *words)
{
	list->v[list->n++] = (struct answer){ name, name, words };
}

/* What to answer so that what hangs upon it is wanted too. */
static const char *
telling_answer(const struct document_form *form,
    const struct document_field *f)
{
	const struct document_field	*g;

	for (g = form->fields; g < form->fields + form->n; g++)
		if (g->when != NULL && g->writer == f->writer &&
		    strcmp(g->when, f->name) == 0)
			return (g->is);
	return ("Words");
}

/* Every answer that a part of a form wants. */
static struct answer_list
wanted(const struct document_form *form, enum writer who)
{
	struct answer_list		 list = { arena_array(&arena,
					    ANSWERS_MAX, sizeof(*list.v)), 0 };
	const struct document_field	*f, *c;
	size_t				 rows;

	for (f = form->fields; f < form->fields + form->n; f++) {
		if (f->kind == FIELD_SECTION || f->writer != who ||
		    f->enter == NULL)
			continue;
		if (f->columns == NULL) {
			add(&list, answer_name(&arena, f),
			    telling_answer(form, f));
			continue;
		}
		rows = f->kind == FIELD_GRID ? grid_rows(f, domains).n : 1;
		for (size_t row = 1; row <= rows; row++)
			for (c = f->columns; c->kind != FIELD_FORM; c++)
				if (c->enter != NULL)
					add(&list, cell_name(&arena, f,
					    (int)row, c), "Words");
	}
	return (list);
}

static void
test_a_part_lacks_each_answer_that_is_taken_away(void **state)
{
	struct document_form	form;
	struct answer_list	list;
	const char		*kept;

	for (size_t i = 0; document_form_in_order(i, &form); i++)
		for (enum writer who = TRAINEE_PART; who < WRITERS; who++) {
			list = wanted(&form, who);
			assert_int_equal(document_has_part(&form, who),
			    list.n > 0);
			assert_false(document_lacks(&arena, &form, &list, who,
			    domains));
			for (size_t n = 0; n < list.n; n++) {
				kept = list.v[n].words;
				list.v[n].words = "";
				assert_true(document_lacks(&arena, &form,
				    &list, who, domains));
				list.v[n].words = kept;
			}
		}
}

static void
test_some_answers_are_wanted_after_another_alone(void **state)
{
	struct document_form	form;
	struct answer_list	list;

	assert_true(document_form("asye_observation", &form));
	list = wanted(&form, ASSESSOR_PART);
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.v[i].name, "assessor.observer") == 0 ||
		    strcmp(list.v[i].name, "assessor.observer_number") == 0)
			list.v[i].words = "";
	assert_true(document_lacks(&arena, &form, &list, ASSESSOR_PART,
	    domains));
	for (size_t i = 0; i < list.n; i++)
		if (strcmp(list.v[i].name, "assessor.observed_by") == 0)
			list.v[i].words = "I did";
	assert_false(document_lacks(&arena, &form, &list, ASSESSOR_PART,
	    domains));
}

static void
test_a_registration_number_is_sw_and_six_digits(void **state)
{
	static const char *const	wrong[] = { "", "SW", "SW0123", "SW0",
					    "SW1234567", "123456", "SWX",
					    "SW12 34", " SW12" };

	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++)
		assert_null(registration_number(&arena, wrong[i]));
	assert_string_equal(registration_number(&arena, "SW1"), "SW1");
	assert_string_equal(registration_number(&arena, "sw42"), "SW42");
	assert_string_equal(registration_number(&arena, "Sw123456"),
	    "SW123456");
}

static void
test_a_form_has_the_trainee_and_at_most_one_other(void **state)
{
	struct document_form	form;
	enum writer		other;

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		other = other_writer(&form, TRAINEE_PART);
		if (other == WRITERS)
			continue;
		assert_int_equal(other, form.home == HOME_ASYE ?
		    ASSESSOR_PART : EDUCATOR_PART);
		if (document_has_part(&form, TRAINEE_PART))
			assert_int_equal(other_writer(&form, other),
			    TRAINEE_PART);
	}
}

static void
test_a_row_that_is_begun_has_to_be_finished(void **state)
{
	struct document_form	form;
	struct answer_list	list;

	assert_true(document_form("induction_checklist", &form));
	list = wanted(&form, EDUCATOR_PART);
	add(&list, "educator.people.2.on", "1 June 2026");
	assert_true(document_lacks(&arena, &form, &list, EDUCATOR_PART,
	    domains));
	add(&list, "educator.people.2.whom", "The duty team");
	assert_false(document_lacks(&arena, &form, &list, EDUCATOR_PART,
	    domains));
}

/* Some answers of a form, of both parts, and some that no form asks. */
static struct answer_list
some_answers(const struct document_form *form)
{
	static const char *const	words[] = { "One", "Two", "" };
	struct answer_list		 all, half, list = { arena_array(
					    &arena, 2 * ANSWERS_MAX,
					    sizeof(*list.v)), 0 };

	for (enum writer who = TRAINEE_PART; who < WRITERS; who++) {
		half = wanted(form, who);
		for (size_t i = 0; i < half.n; i++)
			if (chance(3) != 0)
				add(&list, half.v[i].name, words[chance(3)]);
	}
	if (chance(2) == 0)
		add(&list, "educator.of_old", "Old");
	if (chance(2) == 0)
		add(&list, "trainee.of_old", "Old");
	all = list;
	return (all);
}

static bool
is_of(const struct answer *n, enum writer who)
{
	const char	*word = writer_word(who);

	return (strncmp(n->name, word, strlen(word)) == 0);
}

static void
test_joining_keeps_the_other_part_to_the_letter(void **state)
{
	struct document_form	 form;
	struct answer_list	 mine, old, all;
	enum writer		 who;

	for (int i = 0; i < CASES; i++) {
		document_form_in_order((size_t)chance(FORMS), &form);
		who = (enum writer)chance(WRITERS);
		mine = some_answers(&form);
		old = some_answers(&form);
		all = answers_joined(&arena, &form, &mine, &old, who);
		for (size_t n = 0; n < old.n; n++)
			if (!is_of(&old.v[n], who))
				assert_string_equal(answer_of(&all,
				    old.v[n].name), old.v[n].words);
		for (size_t n = 0; n < all.n; n++)
			assert_string_equal(all.v[n].words, answer_of(
			    is_of(&all.v[n], who) ? &mine : &old,
			    all.v[n].name));
		arena_release(&arena);
	}
}

static void
test_changes_lead_from_one_version_to_the_next(void **state)
{
	struct document_form		 form;
	struct answer_list		 before, after;
	struct answer_change_list	 changes;

	for (int i = 0; i < CASES; i++) {
		document_form_in_order((size_t)chance(FORMS), &form);
		before = some_answers(&form);
		after = some_answers(&form);
		changes = answers_changed(&arena, &before, &after);
		for (size_t n = 0; n < changes.n; n++) {
			assert_string_equal(changes.v[n].before,
			    answer_of(&before, changes.v[n].question));
			assert_string_equal(changes.v[n].after,
			    answer_of(&after, changes.v[n].question));
			assert_string_not_equal(changes.v[n].before,
			    changes.v[n].after);
		}
		assert_int_equal(answers_changed(&arena, &after, &after).n,
		    0);
		arena_release(&arena);
	}
}

static void
test_a_long_placement_needs_more_of_each(void **state)
{
	const struct document_settings	*s = &document_settings_usual;

	assert_int_equal(documents_required("direct_observation", 159, false,
	    s), 3);
	assert_int_equal(documents_required("direct_observation", 160, false,
	    s), 4);
	assert_int_equal(documents_required("reflection", 140, false, s), 4);
	assert_int_equal(documents_required("reflection", 200, false, s), 5);
	assert_int_equal(documents_required("feedback", 200, false, s), 3);
	assert_int_equal(documents_required("feedback", 60, true, s), 1);
	assert_int_equal(documents_required("final_report", 60, true, s), 1);
	assert_int_equal(documents_required("supervision_record", 140, false,
	    s), 0);
}

static void
test_supervision_is_due_for_every_five_days(void **state)
{
	const struct document_settings	*s = &document_settings_usual;
	struct supervision_standing	 st;

	st = supervision_standing(&arena, 9, 0, 0, s);
	assert_int_equal(st.due, 0);
	assert_false(st.behind);
	st = supervision_standing(&arena, 20, 60, 59, s);
	assert_int_equal(st.due, 120);
	assert_true(st.behind);
	assert_string_equal(st.reason, "After 10 days, 2 hours of formal "
	    "supervision are due; recorded: 1 hour 59 minutes. Short by 1 "
	    "minute.");
	st = supervision_standing(&arena, 29, 60, 60, s);
	assert_false(st.behind);
}

static void
test_minutes_are_said_as_people_say_them(void **state)
{
	assert_string_equal(time_words(&arena, 0), "none");
	assert_string_equal(time_words(&arena, 1), "1 minute");
	assert_string_equal(time_words(&arena, 60), "1 hour");
	assert_string_equal(time_words(&arena, 121), "2 hours 1 minute");
}

int
main(void)
{
#define CLEARED(test)	cmocka_unit_test_teardown(test, clear)
	const struct CMUnitTest tests[] = {
		CLEARED(test_every_form_is_whole),
		CLEARED(test_a_part_lacks_each_answer_that_is_taken_away),
		CLEARED(test_some_answers_are_wanted_after_another_alone),
		CLEARED(test_a_registration_number_is_sw_and_six_digits),
		CLEARED(test_a_form_has_the_trainee_and_at_most_one_other),
		CLEARED(test_a_row_that_is_begun_has_to_be_finished),
		CLEARED(test_joining_keeps_the_other_part_to_the_letter),
		CLEARED(test_changes_lead_from_one_version_to_the_next),
		CLEARED(test_a_long_placement_needs_more_of_each),
		CLEARED(test_supervision_is_due_for_every_five_days),
		CLEARED(test_minutes_are_said_as_people_say_them),
	};

	return (cmocka_run_group_tests(tests, NULL, NULL));
}
