/* support_words - what a week of support says, as people read it. */
#include <string.h>

#include "pages.h"
#include "pages/support.h"
#include "rules/words.h"

static struct support_amount
amount(struct maybe_int n)
{
	return ((struct support_amount){ n.known, n.value });
}

struct support_pair
support_pair_of(const struct support_week *w, enum support_item item)
{
	const struct support_pair	pairs[] = {
		[SUPPORT_SESSIONS] = { { true, w->promised_sessions },
		    amount(w->sessions) },
		[SUPPORT_MINUTES] = { { true, w->promised_minutes },
		    amount(w->minutes) },
		[SUPPORT_PROTECTED] = { { true, w->promised_protected },
		    amount(w->protected) },
		[SUPPORT_CASELOAD] = { amount(w->promised_cap),
		    amount(w->caseload) },
		[SUPPORT_OBSERVATIONS] = { { true, w->promised_observations },
		    amount(w->observations) },
		[SUPPORT_INDUCTION] = { { true, w->promised_induction },
		    amount(w->induction) },
	};

	return (pairs[item]);
}

const struct support_field *
support_fields(const struct support_week *w)
{
	static const struct support_field	usual[] = {
		{ SUPPORT_SESSIONS, "sessions", "Supervision sessions" },
		{ SUPPORT_MINUTES, "minutes",
		    "Minutes of supervision, all sessions together" },
		{ SUPPORT_PROTECTED, "protected",
		    "Minutes of protected time taken" },
		{ SUPPORT_CASELOAD, "caseload", "People on the caseload" },
		{ SUPPORT_OBSERVATIONS, "observations",
		    "Observations of practice" },
	}, first[] = {
		{ SUPPORT_SESSIONS, "sessions", "Supervision sessions" },
		{ SUPPORT_MINUTES, "minutes",
		    "Minutes of supervision, all sessions together" },
		{ SUPPORT_PROTECTED, "protected",
		    "Minutes of protected time taken" },
		{ SUPPORT_CASELOAD, "caseload", "People on the caseload" },
		{ SUPPORT_INDUCTION, "induction",
		    "Items of the induction done" },
	};

	return (w->promised_induction > 0 ? first : usual);
}

const char *
support_week_words(struct arena *a, const struct support_week *w)
{
	return (arena_printf(a, "Week of %s", date_words(a, w->week_on)));
}

const char *
support_of_words(struct arena *a, enum support_item item,
    struct support_pair p)
{
	const char	*given = p.given.known ? support_amount_words(a, item,
			    p.given.n) : "not known";

	if (item == SUPPORT_CASELOAD)
		return (p.promised.known ? arena_printf(a, "%s, cap %ld",
		    given, (long)p.promised.n) : given);
	if (support_how(item, p) == SUPPORT_NOT_PROMISED)
		return (given);
	return (arena_printf(a, "%s of %s", given, support_amount_words(a,
	    item, p.promised.n)));
}

const char *
support_said_words(struct arena *a, const struct support_week *w)
{
	if (w->away)
		return ("Away all week");
	if (!w->said_sessions.known)
		return ("");
	return (arena_printf(a, "%s; %s of protected time; %s on the caseload",
	    w->said_sessions.value == 0 ? "no supervision" : arena_printf(a,
	    "%s, %s of supervision", support_amount_words(a,
	    SUPPORT_SESSIONS, w->said_sessions.value), support_amount_words(a,
	    SUPPORT_MINUTES, w->said_minutes.value)),
	    support_amount_words(a, SUPPORT_PROTECTED,
	    w->said_protected.value),
	    support_amount_words(a, SUPPORT_CASELOAD,
	    w->said_caseload.value)));
}

const char *
support_state_words(enum support_state state)
{
	static const char *const	words[] = {
		[SUPPORT_STATE_NONE] = "",
		[SUPPORT_STATE_MISSING] = "Not entered",
		[SUPPORT_STATE_ENTERED] = "To be confirmed",
		[SUPPORT_STATE_CONFIRMED] = "Confirmed",
		[SUPPORT_STATE_DISPUTED] = "Disputed",
		[SUPPORT_STATE_DISAGREED] = "Both views stand",
	};

	return (words[state]);
}

/* The amounts that somebody said, each with its unit: "2 sessions, 1 hour". */
static const char *
amounts_words(struct arena *a, const struct support_entry *v)
{
	const struct { enum support_item item; struct maybe_int n;
	    const char *of; } said[] = {
		{ SUPPORT_SESSIONS, v->sessions, "" },
		{ SUPPORT_MINUTES, v->minutes, " of supervision" },
		{ SUPPORT_PROTECTED, v->protected, " of protected time" },
		{ SUPPORT_CASELOAD, v->caseload, " on the caseload" },
		{ SUPPORT_OBSERVATIONS, v->observations, "" },
		{ SUPPORT_INDUCTION, v->induction, " of the induction" },
	};
	const char	*words = "";

	for (size_t i = 0; i < sizeof(said) / sizeof(*said); i++) {
		if (!said[i].n.known || (said[i].n.value == 0 && i >= 4))
			continue;
		words = arena_printf(a, "%s%s%s%s", words,
		    *words == '\0' ? "" : ", ", said[i].n.value == 0 ?
		    i == 0 ? "no session" : i == 3 ? "nobody" : "nothing" :
		    support_amount_words(a, said[i].item, said[i].n.value),
		    said[i].of);
	}
	return (words);
}

const char *
support_step_words(struct arena *a, const struct support_entry *v)
{
	const char	*amounts = amounts_words(a, v);

	switch (v->step) {
	case SUPPORT_STEP_ENTERED:
		return (v->away ? "Entered: away all week" :
		    arena_printf(a, "Entered: %s", amounts));
	case SUPPORT_STEP_CONFIRMED:
		return ("Confirmed");
	case SUPPORT_STEP_DISPUTED:
		return (*amounts == '\0' ? "Disputed" :
		    arena_printf(a, "Disputed: %s", amounts));
	case SUPPORT_STEP_STOOD_BY:
		return ("Stood by what was entered");
	default:
		return ("Undone");
	}
}

const char *
support_hint(struct arena *a, const struct support_week *w,
    enum support_item item)
{
	struct support_pair	p = support_pair_of(w, item);
	int64_t			has_signed = item == SUPPORT_SESSIONS ?
				    w->signed_sessions :
				    item == SUPPORT_MINUTES ?
				    w->signed_minutes :
				    item == SUPPORT_OBSERVATIONS ?
				    w->signed_observations : 0;
	const char		*words;

	if (item == SUPPORT_CASELOAD)
		words = p.promised.known ? arena_printf(a, "At most %ld are "
		    "agreed", (long)p.promised.n) : "No cap is agreed";
	else if (support_how(item, p) == SUPPORT_NOT_PROMISED)
		words = "None is promised for this week";
	else
		words = arena_printf(a, "Promised: %s", item ==
		    SUPPORT_SESSIONS ? arena_printf(a, "%ld",
		    (long)p.promised.n) : support_amount_words(a, item,
		    p.promised.n));
	if (has_signed > 0)
		words = arena_printf(a, "%s. Signed records say %s already",
		    words, item == SUPPORT_SESSIONS ? arena_printf(a, "%ld",
		    (long)has_signed) : support_amount_words(a, item,
		    has_signed));
	return (words);
}
