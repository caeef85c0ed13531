/* modules - results, standings and what a board may decide. */
#include "rules/modules.h"
#include "rules/words.h"

bool
assessed_passed(const struct assessed *a)
{
	return (a->stage == ATTEMPT_MARKED && a->mark >= a->pass_mark);
}

int
mark_counted(const struct assessed *a, const struct module_rules *r)
{
	if (a->stage != ATTEMPT_MARKED)
		return (0);
	if (a->number > 1 && r->resit_capped && a->mark > a->pass_mark)
		return (a->pass_mark);
	return (a->mark);
}

static int
weight_of(struct assessed_list all)
{
	int	weight = 0;

	for (size_t i = 0; i < all.n; i++)
		weight += all.v[i].weight;
	return (weight);
}

bool
all_is_in(struct assessed_list all)
{
	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].stage == ATTEMPT_DUE ||
		    all.v[i].stage == ATTEMPT_SUBMITTED)
			return (false);
	return (weight_of(all) == 100);
}

int
module_result(struct assessed_list all, const struct module_rules *r)
{
	int	hundredths = 0;

	if (!all_is_in(all))
		return (NO_RESULT);
	for (size_t i = 0; i < all.n; i++)
		hundredths += all.v[i].weight * mark_counted(&all.v[i], r);
	return ((hundredths + (r->rounding == ROUND_NEAREST ? 50 : 0)) / 100);
}

int
attempts_left(int number, const struct module_rules *r)
{
	return (number < r->attempts_most ? r->attempts_most - number : 0);
}

bool
attempt_overdue(const struct assessed *a, struct date today)
{
	return (a->stage == ATTEMPT_DUE && date_compare(a->due, today) < 0);
}

/* The pass mark of the whole: that of its components, by their weight. */
static bool
result_passes(struct assessed_list all, const struct module_rules *r)
{
	int	hundredths = 0;

	for (size_t i = 0; i < all.n; i++)
		hundredths += all.v[i].weight * all.v[i].pass_mark;
	return (module_result(all, r) * 100 >= hundredths);
}

static size_t
not_passed(struct assessed_list all)
{
	size_t	n = 0;

	for (size_t i = 0; i < all.n; i++)
		n += !assessed_passed(&all.v[i]);
	return (n);
}

static bool
may_pass(struct assessed_list all, const struct module_rules *r)
{
	return (result_passes(all, r) &&
	    (!r->component_passes || not_passed(all) == 0));
}

static bool
may_compensate(struct assessed_list all, const struct module_rules *r)
{
	if (not_passed(all) == 0 || !result_passes(all, r))
		return (false);
	for (size_t i = 0; i < all.n; i++)
		if (!assessed_passed(&all.v[i]) &&
		    (all.v[i].stage != ATTEMPT_MARKED ||
		    all.v[i].mark < r->compensate_from))
			return (false);
	return (true);
}

/* Every component that was not passed can be tried again. */
static bool
may_resit(struct assessed_list all, const struct module_rules *r)
{
	if (not_passed(all) == 0)
		return (false);
	for (size_t i = 0; i < all.n; i++)
		if (!assessed_passed(&all.v[i]) &&
		    attempts_left(all.v[i].number, r) == 0)
			return (false);
	return (true);
}

enum board_wish
board_proposal(struct assessed_list all, const struct module_rules *r)
{
	if (!all_is_in(all))
		return (WISH_NONE);
	if (may_pass(all, r))
		return (WISH_PASS);
	if (may_compensate(all, r))
		return (WISH_COMPENSATED);
	return (may_resit(all, r) ? WISH_RESIT : WISH_FAIL);
}

const char *
board_refusal(struct arena *a, enum board_wish wish, struct assessed_list all,
    const struct module_rules *r)
{
	if (wish == WISH_DEFERRED)
		return (NULL);
	if (wish == WISH_NONE)
		return ("Select what the board decided");
	if (!all_is_in(all))
		return ("Not everything is marked yet: the board can only "
		    "defer");
	if (wish == WISH_PASS && !may_pass(all, r))
		return (result_passes(all, r) ? "A component was not passed: "
		    "select compensated, or another decision" :
		    "The result is below the pass mark");
	if (wish == WISH_COMPENSATED && not_passed(all) == 0)
		return ("Every component was passed: there is nothing to "
		    "compensate");
	if (wish == WISH_COMPENSATED && !may_compensate(all, r))
		return (arena_printf(a, "Only a passing result with no mark "
		    "below %d can be compensated", r->compensate_from));
	if (wish == WISH_RESIT && not_passed(all) == 0)
		return ("Every component was passed: there is nothing to "
		    "resit");
	if (wish == WISH_RESIT && !may_resit(all, r))
		return (arena_printf(a, "No attempt is left: the programme "
		    "allows %d", r->attempts_most));
	return (NULL);
}

/* The earliest of those that are still to come. */
static const struct assessed *
next_due(struct assessed_list all)
{
	const struct assessed	*next = NULL;

	for (size_t i = 0; i < all.n; i++)
		if (all.v[i].stage == ATTEMPT_DUE && (next == NULL ||
		    date_compare(all.v[i].due, next->due) < 0))
			next = &all.v[i];
	return (next);
}

static size_t
count_stage(struct assessed_list all, enum attempt_stage stage)
{
	size_t	n = 0;

	for (size_t i = 0; i < all.n; i++)
		n += all.v[i].stage == stage;
	return (n);
}

static enum module_state
state_decided(enum board_wish decided)
{
	switch (decided) {
	case WISH_PASS:		return (MODULE_PASSED);
	case WISH_COMPENSATED:	return (MODULE_COMPENSATED);
	case WISH_REPEAT:	return (MODULE_REPEATING);
	case WISH_FAIL:		return (MODULE_FAILED);
	case WISH_DEFERRED:	return (MODULE_DEFERRED);
	default:		return (MODULE_TO_DECIDE);
	}
}

static enum module_state
state_open(struct assessed_list all, struct date today)
{
	const struct assessed	*next = next_due(all);

	if (weight_of(all) != 100)
		return (MODULE_UNASSESSED);
	if (next != NULL)
		return (attempt_overdue(next, today) ? MODULE_OVERDUE :
		    MODULE_TO_COME);
	return (all_is_in(all) ? MODULE_TO_DECIDE : MODULE_TO_MARK);
}

static const char *
attempt_words(int number)
{
	return (number > 1 ? "a resit" : "work");
}

static const char *
standing_reason(struct arena *a, enum module_state state, int result,
    struct assessed_list all)
{
	const struct assessed	*next = next_due(all);

	switch (state) {
	case MODULE_UNASSESSED:
		return (all.n == 0 ? "Nothing is assessed yet" :
		    "Its components do not add up to 100 yet");
	case MODULE_OVERDUE:
		return (arena_printf(a, "%s was due on %s", next->number > 1 ?
		    "A resit" : "Work", date_words(a, next->due)));
	case MODULE_TO_COME:
		return (arena_printf(a, "Next: %s due on %s",
		    attempt_words(next->number), date_words(a, next->due)));
	case MODULE_TO_MARK:
		return (arena_printf(a, "%zu of %zu handed in and not marked "
		    "yet", count_stage(all, ATTEMPT_SUBMITTED), all.n));
	case MODULE_TO_DECIDE:
		return (arena_printf(a, "Provisional result %d. It waits for "
		    "the board", result));
	case MODULE_PASSED:
		return (arena_printf(a, "Passed with %d", result));
	case MODULE_COMPENSATED:
		return (arena_printf(a, "Passed by compensation with %d",
		    result));
	case MODULE_REPEATING:
		return ("The module is to be repeated");
	case MODULE_FAILED:
		return ("Not passed");
	default:
		return ("The board decides later");
	}
}

/* What a resit opened is as open as a first attempt; what a decision settled
 * stays settled. */
struct module_standing
module_standing(struct arena *a, struct assessed_list all,
    enum board_wish decided, const struct module_rules *r, struct date today)
{
	struct module_standing	s = { .result = module_result(all, r) };

	if (decided == WISH_NONE || decided == WISH_RESIT)
		s.state = state_open(all, today);
	else
		s.state = state_decided(decided);
	if (s.state == MODULE_TO_DECIDE || s.state == MODULE_DEFERRED)
		s.proposal = board_proposal(all, r);
	s.reason = standing_reason(a, s.state, s.result, all);
	return (s);
}

int
attendance_share(int present, int absent)
{
	return (present + absent == 0 ? -1 : present * 100 /
	    (present + absent));
}

static const struct { const char *words, *code; } states[MODULE_STATES] = {
	[MODULE_UNASSESSED] = { "Not assessed yet", "unassessed" },
	[MODULE_OVERDUE] = { "Overdue", "overdue" },
	[MODULE_TO_COME] = { "Work to come", "to-come" },
	[MODULE_TO_MARK] = { "To be marked", "to-mark" },
	[MODULE_TO_DECIDE] = { "Waits for the board", "to-decide" },
	[MODULE_PASSED] = { "Passed", "passed" },
	[MODULE_COMPENSATED] = { "Compensated", "compensated" },
	[MODULE_REPEATING] = { "To be repeated", "repeating" },
	[MODULE_FAILED] = { "Failed", "failed" },
	[MODULE_DEFERRED] = { "Deferred", "deferred" },
};

const char *
module_state_words(enum module_state state)
{
	return (states[state].words);
}

const char *
module_state_code(enum module_state state)
{
	return (states[state].code);
}

const char *
board_wish_words(enum board_wish wish)
{
	static const char *const	words[] = {
		[WISH_NONE] = "No decision", [WISH_PASS] = "Pass",
		[WISH_COMPENSATED] = "Compensated pass",
		[WISH_RESIT] = "Resit", [WISH_REPEAT] = "Repeat the module",
		[WISH_FAIL] = "Fail", [WISH_DEFERRED] = "Deferred",
	};

	return (words[wish]);
}
