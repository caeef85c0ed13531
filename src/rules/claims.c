/* Decides for whom a funder pays, and says why not for others. */
#include "rules/claims.h"
#include "rules/words.h"

static struct date
day_of(enum claimed_part part, const struct claim_facts *f)
{
	return (part == CLAIM_REGISTRATION ? f->registered_on :
	    f->confirmed_on);
}

/* The first thing that is missing, in the order in which it comes about. */
static enum claim_bar
judge_person(enum claimed_part part, const struct claim_facts *f,
    const struct claim_rules *r)
{
	if (!date_is_set(f->registered_on))
		return (CLAIM_NOT_REGISTERED);
	if (f->left)
		return (CLAIM_LEFT);
	if (part == CLAIM_COMPLETION && !date_is_set(f->confirmed_on))
		return (CLAIM_NOT_CONFIRMED);
	if (!f->has_number)
		return (CLAIM_NO_NUMBER);
	if (f->agency && !r->pays_agency)
		return (CLAIM_AGENCY);
	if (r->years > 0 && date_compare(date_plus_months(f->qualified_on,
	    12 * r->years), f->starts_on) < 0)
		return (CLAIM_QUALIFIED_EARLY);
	return (CLAIM_FREE);
}

enum claim_bar
claim_judge(enum claimed_part part, const struct claim_facts *f,
    const struct claim_rules *r)
{
	enum claim_bar	bar;

	if (f->claimed[part])
		return (CLAIM_MADE_BEFORE);
	if ((bar = judge_person(part, f, r)) != CLAIM_FREE)
		return (bar);
	if (date_compare(day_of(part, f), r->from) < 0)
		return (CLAIM_BEFORE_PERIOD);
	if (date_compare(day_of(part, f), r->to) > 0)
		return (CLAIM_AFTER_PERIOD);
	return (r->pounds[part] < 0 ? CLAIM_NO_AMOUNT : CLAIM_FREE);
}

const char *
claim_part_words(enum claimed_part part)
{
	return (part == CLAIM_REGISTRATION ? "Registration" : "Completion");
}

static const char *
dated_words(struct arena *a, enum claimed_part part,
    const struct claim_facts *f, const char *when)
{
	return (arena_printf(a, "%s on %s, %s", part == CLAIM_REGISTRATION ?
	    "Registered" : "Outcome confirmed", date_words(a, day_of(part, f)),
	    when));
}

const char *
claim_bar_words(struct arena *a, enum claim_bar bar, enum claimed_part part,
    const struct claim_facts *f, const struct claim_rules *r)
{
	static const char *const	plain[CLAIM_BARS] = {
		[CLAIM_FREE] = "Can be claimed",
		[CLAIM_MADE_BEFORE] = "Claimed before",
		[CLAIM_NOT_REGISTERED] = "Not registered on the ASYE yet",
		[CLAIM_NOT_CONFIRMED] = "The outcome is not confirmed yet",
		[CLAIM_LEFT] = "Left the ASYE, or took it to another employer",
		[CLAIM_NO_NUMBER] = "No Social Work England number is "
		    "recorded",
		[CLAIM_AGENCY] = "Employed through an agency, for which the "
		    "funder does not pay",
		[CLAIM_NO_AMOUNT] = "The amount that the funder pays is not "
		    "entered",
	};

	switch (bar) {
	case CLAIM_QUALIFIED_EARLY:
		return (arena_printf(a, "Qualified on %s, more than %d years "
		    "before the start", date_words(a, f->qualified_on),
		    r->years));
	case CLAIM_BEFORE_PERIOD:
		return (dated_words(a, part, f, "before the period began"));
	case CLAIM_AFTER_PERIOD:
		return (dated_words(a, part, f, "after the period ended"));
	default:
		return (plain[bar]);
	}
}
