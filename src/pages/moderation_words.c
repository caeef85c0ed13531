/* moderation_words - what moderation asks, and what things are called. */
#include <math.h>
#include <stdio.h>
#include <string.h>

#include "core/arena.h"
#include "views/documents.h"
#include "views/moderation.h"

/*
 * The checklist and the five tests of the moderation form: domain.md 1.4, 1.5
 * and 1.7, in our own words.
 */
static const struct { const char *name, *words; } questions[QUESTIONS] = {
	{ "A", "The support and assessment agreement is signed by everybody, "
	    "and says what support there is" },
	{ "B", "Reviews were held when they were due, each with an interim "
	    "assessment" },
	{ "C", "There are enough direct observations, by registered social "
	    "workers, and by the assessor" },
	{ "D", "People who need care and support, and other professionals, "
	    "gave feedback over the year" },
	{ "E", "Reflections, written records and development plans show "
	    "progress and reasoned judgement" },
	{ "F", "The final review assesses holistically, against the whole of "
	    "the standards" },
	{ "Consistent", "The recommendation fits what the reviews said, and "
	    "how others are assessed" },
	{ "Accurate", "The recommendation says what the evidence says" },
	{ "Valid", "The evidence shows what the standards ask for" },
	{ "Robust", "The recommendation would stand if it was challenged" },
	{ "Sufficient", "There is enough evidence, from different sources and "
	    "times" },
};

const char *
question_name(size_t i)
{
	return (questions[i].name);
}

const char *
question_words(size_t i)
{
	return (questions[i].words);
}

const char *
answer_words(const char *answer)
{
	return (strcmp(answer, "yes") == 0 ? "Yes" :
	    strcmp(answer, "partly") == 0 ? "Partly" : "No");
}

const char *
round_state_words(enum round_state state)
{
	switch (state) {
	case ROUND_STATE_GATHERING:
		return ("Being set up");
	case ROUND_STATE_DRAWN:
		return ("Being moderated");
	default:
		return ("Closed");
	}
}

const char *
round_state_colour(enum round_state state)
{
	switch (state) {
	case ROUND_STATE_GATHERING:
		return ("govuk-tag--yellow");
	case ROUND_STATE_DRAWN:
		return ("govuk-tag--blue");
	default:
		return ("govuk-tag--grey");
	}
}

const char *
panel_kind_words(enum panel_kind kind)
{
	switch (kind) {
	case PANEL_KIND_INTERNAL:
		return ("Internal panel");
	case PANEL_KIND_SECOND:
		return ("Second panel");
	default:
		return ("Partnership panel");
	}
}

const char *
panel_kind_hint(enum panel_kind kind)
{
	switch (kind) {
	case PANEL_KIND_INTERNAL:
		return ("Its decisions count.");
	case PANEL_KIND_SECOND:
		return ("Judges the same portfolios without sight of what the "
		    "internal panel made of them. It changes nothing, and "
		    "shows how far two panels agree.");
	default:
		return ("From outside, of the partnership. It reads what was "
		    "drawn of the recommendations to pass and gives feedback. "
		    "It cannot overturn a decision.");
	}
}

const char *
panel_verdict_words(enum panel_verdict verdict)
{
	switch (verdict) {
	case PANEL_VERDICT_AGREE:
		return ("Agrees with the recommendation");
	case PANEL_VERDICT_RETURN:
		return ("Returned for more evidence");
	default:
		return ("Does not agree with the recommendation");
	}
}

const char *
panel_verdict_colour(enum panel_verdict verdict)
{
	switch (verdict) {
	case PANEL_VERDICT_AGREE:
		return ("govuk-tag--green");
	case PANEL_VERDICT_RETURN:
		return ("govuk-tag--yellow");
	default:
		return ("govuk-tag--orange");
	}
}

const char *
asye_result_words(enum asye_result result)
{
	return (result == ASYE_RESULT_PASS ? "Pass" : "Fail");
}

const char *
portfolio_part_words(int64_t part)
{
	static const char *const parts[] = {
		"Part 1: the start", "Part 2: up to the first review",
		"Part 3: up to the second review",
		"Part 4: up to the third review", "Part 5: the final review",
	};

	return (parts[part < 1 || part > 5 ? 4 : part - 1]);
}

const char *
portfolio_name(struct arena *a, const struct panel_portfolio *p)
{
	return (arena_printf(a, "Portfolio %s", p->label));
}

const char *
key_words(struct arena *a, struct bytes key)
{
	enum { SHOWN = 6 };
	const unsigned char	*bytes = key.data;
	char			*s = arena_alloc(a, 2 * SHOWN + 1);

	for (size_t i = 0; i < SHOWN && i < key.length; i++)
		snprintf(s + 2 * i, 3, "%02x", bytes[i]);
	return (s);
}

const char *
real_words(struct arena *a, double x)
{
	return (arena_printf(a, "%.2f", fabs(x) < 0.005 ? 0 : x));
}

const char *
portfolio_waits(const struct panel_portfolio *p)
{
	if (p->verdict != PANEL_VERDICT_NONE)
		return ("Decided");
	if (!p->open)
		return ("The panel is closed");
	if (!p->member)
		return ("Being moderated");
	if (p->conflict)
		return ("You have a conflict of interest");
	if (!p->declared)
		return ("Declare whether you have a conflict of interest");
	if (p->decides)
		return ("Record what the panel decides");
	if (p->judgement == PANEL_VERDICT_NONE)
		return ("Read it and judge it");
	return ("Others have to judge it");
}

const struct option *
panel_kind_options(struct arena *a, struct moderation_panel_list panels)
{
	struct option	*list = arena_array(a, PANEL_KIND_EXTERNAL + 1,
			    sizeof(*list));
	size_t		 n = 0;

	for (enum panel_kind k = PANEL_KIND_INTERNAL;
	    k <= PANEL_KIND_EXTERNAL; k++) {
		bool	there = false;

		each (p, panels)
			there |= p->kind == k;
		if (!there)
			list[n++] = (struct option){ panel_kind_word(k),
			    panel_kind_words(k), panel_kind_hint(k) };
	}
	return (list);
}

const struct option *
moderator_options(struct arena *a, struct free_moderator_list people)
{
	struct option	*list = arena_array(a, people.n + 2, sizeof(*list));
	size_t		 n = 0;

	list[n++] = (struct option){ "", "Select somebody" };
	each (p, people)
		list[n++] = (struct option){ arena_printf(a, "%ld",
		    p->person_id), p->name };
	return (list);
}

const struct option *
round_place_options(struct arena *a, struct round_place_list places)
{
	struct option	*list = arena_array(a, places.n + 1, sizeof(*list));
	size_t		 n = 0;

	each (p, places)
		list[n++] = (struct option){ arena_printf(a, "%ld-%ld",
		    p->programme_id, p->organisation_id), p->employer,
		    arena_printf(a, "%s. %ld %s to moderate.", p->programme,
		    p->waiting, p->waiting == 1 ? "recommendation waits" :
		    "recommendations wait") };
	return (list);
}

const struct option *
panel_verdict_options(void)
{
	static const struct option	list[] = {
		{ "agree", "Agree" },
		{ "return", "Return for more evidence" },
		{ "disagree", "Do not agree" },
		{ 0 }
	};

	return (list);
}
