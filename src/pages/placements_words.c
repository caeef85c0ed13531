/* placements_words - how what happens to a placement is named. */
#include <string.h>

#include "pages/changes.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "pages/selection.h"
#include "rules/words.h"

_Static_assert((int)PLACEMENT_CHANGE_UNDONE == (int)MOVE_UNDONE &&
    (int)PLACEMENT_CHANGE_SUSPENDED == (int)MOVE_SUSPENDED,
    "the rules and the database count moves alike");
_Static_assert((int)PLACEMENT_STATE_WITHDRAWN == (int)PLACED_WITHDRAWN &&
    (int)PLACEMENT_STATE_ACTIVE == (int)PLACED_ACTIVE,
    "the rules and the database count states alike");
_Static_assert((int)PLACEMENT_DECISION_MORE_EVIDENCE ==
    (int)VERDICT_MORE_EVIDENCE, "and decisions");

static const struct move_words	words[MOVE_KINDS] = {
	[MOVE_MATCHED] = { "The host has agreed", "The trainee is matched with "
	    "the host", "Record that the host has agreed", "When did the host "
	    "agree?", "Enter the date that the host agreed",
	    "Placement matched" },
	[MOVE_REPLANNED] = { "Change dates, days or team", "A later start, "
	    "another end, another number of days, or another team",
	    "Change dates, days or team", NULL, NULL, "Plan changed" },
	[MOVE_REPATTERNED] = { "Change the working pattern", "From a day that "
	    "you choose", "Change the working pattern", NULL, NULL,
	    "Working pattern changed" },
	[MOVE_INTERRUPTED] = { "Interrupt", "Nothing is expected from one day "
	    "to another, or until you record that they are back",
	    "Interrupt the placement", NULL, NULL, "Interruption recorded" },
	[MOVE_INTERRUPTION_ENDED] = { "End the interruption", "They are back "
	    "on placement", "End the interruption", NULL, NULL,
	    "Return recorded" },
	[MOVE_EXTENDED] = { "Extend", "A later end, or more days",
	    "Extend the placement", NULL, NULL, "Placement extended" },
	[MOVE_SUSPENDED] = { "Suspend", "It stops while something is looked "
	    "into. Nothing is expected until it resumes",
	    "Suspend the placement", "When was it suspended?",
	    "Enter the date that it was suspended", "Placement suspended" },
	[MOVE_RESUMED] = { "Resume", "It goes on after it was suspended",
	    "Resume the placement", "When did it resume?",
	    "Enter the date that it resumed", "Placement resumed" },
	[MOVE_TERMINATED] = { "Terminate", "It ends for good before it is "
	    "complete. From a day on nothing is expected",
	    "Terminate the placement", "From which day on is it over?",
	    "Enter the day from which it is over", "Placement terminated" },
	[MOVE_EVIDENCE_ACCEPTED] = { "Take the evidence as enough", "The final "
	    "report is signed and something else is missing",
	    "Take the evidence as enough", NULL, NULL, "Evidence taken as "
	    "enough" },
	[MOVE_RECOMMENDED] = { "Recommend", "What the practice educator "
	    "recommends after the final report",
	    "Record the recommendation", "When was it recommended?",
	    "Enter the date that it was recommended",
	    "Recommendation recorded" },
	[MOVE_PANEL_HELD] = { "Practice assessment panel", "What the panel "
	    "decided, with its minutes", "Record the panel’s decision",
	    "When did the panel meet?", "Enter the date that the panel met",
	    "Panel recorded" },
	[MOVE_BOARD_DECIDED] = { "University board", "What the board decided",
	    "Record the board’s decision", "When did the board meet?",
	    "Enter the date that the board met", "Decision recorded" },
};

const struct move_words *
move_words(enum move_kind kind)
{
	return (&words[kind]);
}

const struct option *
move_options(struct arena *a, const struct move_entry *e)
{
	struct option	*list = arena_array(a, MOVE_KINDS + 1, sizeof(*list));
	size_t		 n = 0;

	for (int k = MOVE_MATCHED; k < MOVE_FOLLOWED; k++)
		if (move_open(e, (enum move_kind)k))
			list[n++] = (struct option){ placement_change_word(
			    (enum placement_change)k), words[k].choice,
			    words[k].hint };
	return (list);
}

const struct option *
verdict_options(enum move_kind kind)
{
	static const struct option	all[] = {
		{ "pass", "Pass" }, { "fail", "Fail" },
		{ "repeat", "Repeat placement", "It is not passed, and may be "
		    "repeated" },
		{ "extend", "Extend", "It goes on for longer, and is "
		    "recommended again" },
		{ "more_evidence", "More evidence", "The final report is "
		    "opened again" }, { 0 }
	};
	static const struct option	two[] = { { "pass", "Pass" },
		{ "fail", "Fail" }, { 0 } };

	return (kind == MOVE_RECOMMENDED ? two : all);
}

const struct option *
move_team_options(struct arena *a, struct host_team_list teams)
{
	struct option	*list = arena_array(a, teams.n + 1, sizeof(*list));
	size_t		 n = 0;

	each (t, teams)
		list[n++] = (struct option){ arena_printf(a, "%ld", t->id),
		    arena_printf(a, "%s (%s%s)", t->name,
		    setting_words(t->setting),
		    t->statutory ? ", statutory" : "") };
	return (list);
}

/* "from 3 June 2026 to 12 June 2026", "from 3 June 2026 on" */
static const char *
span_words(struct arena *a, struct date from, struct date to)
{
	if (!date_is_set(to))
		return (arena_printf(a, "from %s on", date_words(a, from)));
	return (arena_printf(a, "from %s to %s", date_words(a, from),
	    date_words(a, to)));
}

static const char *
plan_words(struct arena *a, const struct placement_event *v)
{
	return (arena_printf(a, "%s, %s, %s to %s, %s", v->team,
	    v->organisation, date_words(a, v->starts_on),
	    date_words(a, v->ends_on),
	    days_words(a, (int)v->required_halves)));
}

static const char *
decided_words(struct arena *a, const struct placement_event *v,
    const char *whose)
{
	return (arena_printf(a, "%s on %s: %s", whose,
	    date_words(a, v->on_date),
	    verdict_words((enum verdict)v->decision)));
}

const char *
move_title(struct arena *a, const struct placement_event *v)
{
	switch (v->change) {
	case PLACEMENT_CHANGE_PLANNED:
		return (arena_printf(a, "Planned: %s", plan_words(a, v)));
	case PLACEMENT_CHANGE_MATCHED:
		return (arena_printf(a, "Matched with %s on %s",
		    v->organisation, date_words(a, v->on_date)));
	case PLACEMENT_CHANGE_REPLANNED:
		return (arena_printf(a, "Plan changed to %s",
		    plan_words(a, v)));
	case PLACEMENT_CHANGE_REPATTERNED:
		return (arena_printf(a, "Working pattern from %s on: %s",
		    date_words(a, v->halves_from), week_words(a, v->halves)));
	case PLACEMENT_CHANGE_INTERRUPTED:
		return (arena_printf(a, "Interrupted %s",
		    span_words(a, v->gap_from, v->gap_to)));
	case PLACEMENT_CHANGE_INTERRUPTION_ENDED:
		return (arena_printf(a, "Back on %s",
		    date_words(a, v->back_on)));
	case PLACEMENT_CHANGE_EXTENDED:
		return (arena_printf(a, "Extended to %s, %s",
		    date_words(a, v->ends_on),
		    days_words(a, (int)v->required_halves)));
	case PLACEMENT_CHANGE_RECOMMENDED:
		return (decided_words(a, v, "Recommended"));
	case PLACEMENT_CHANGE_PANEL_HELD:
		return (decided_words(a, v, "Panel"));
	case PLACEMENT_CHANGE_BOARD_DECIDED:
		return (decided_words(a, v, "Board"));
	case PLACEMENT_CHANGE_FOLLOWED:
		return (placed_state_words((enum placed_state)v->state));
	default:
		return (arena_printf(a, "%s on %s",
		    words[v->change].done != NULL ? words[v->change].done :
		    "Changed", date_words(a, v->on_date)));
	}
}

/* As what was undone is called. */
static const char *
noun(enum placement_change change)
{
	static const char *const	nouns[MOVE_KINDS] = {
		"change", "plan", "match", "change of the plan",
		"change of the pattern", "interruption",
		"end of the interruption", "extension", "suspension",
		"return", "termination", "taking of the evidence as enough",
		"recommendation", "decision of the panel",
		"decision of the board", "change", "change"
	};

	return (nouns[change]);
}

const char *
move_event_words(struct arena *a, const struct placement_event *v)
{
	char	*reason = arena_strdup(a, v->reason);

	if (*reason >= 'A' && *reason <= 'Z')
		*reason += 'a' - 'A';
	if (v->change == PLACEMENT_CHANGE_UNDONE)
		return (arena_printf(a, "The %s was undone: %s",
		    noun(v->undid), reason));
	if (v->change == PLACEMENT_CHANGE_FOLLOWED ||
	    v->change == PLACEMENT_CHANGE_PLANNED ||
	    v->change == PLACEMENT_CHANGE_MATCHED ||
	    v->decision != PLACEMENT_DECISION_NONE)
		return (move_title(a, v));
	return (arena_printf(a, "%s: %s", move_title(a, v), reason));
}

const char *
move_by(const struct placement_event *v)
{
	if (v->recorded_by != NULL)
		return (v->recorded_by);
	return (v->by_known ? "programme staff" : "Waymark");
}

static const struct { const char *kind, *words; } evidence[] = {
	{ "direct_observation", "Direct observations" },
	{ "feedback", "Feedback" }, { "reflection", "Reflections" },
	{ "supervision_record", "Supervision" },
	{ "anonymity_declaration", "Declaration of anonymity" },
};

const char *
evidence_words(const char *kind)
{
	for (size_t i = 0; i < sizeof(evidence) / sizeof(*evidence); i++)
		if (strcmp(evidence[i].kind, kind) == 0)
			return (evidence[i].words);
	return (kind);
}

const char *
evidence_number(struct arena *a, const char *kind, int64_t n)
{
	if (strcmp(kind, "supervision_record") != 0)
		return (arena_printf(a, "%ld", n));
	if (n % 60 == 0)
		return (arena_printf(a, "%ld %s", n / 60,
		    n == 60 ? "hour" : "hours"));
	return (arena_printf(a, "%ld h %ld min", n / 60, n % 60));
}
