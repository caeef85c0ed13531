/* adjustments_words - what adjustments, their steps and states are called. */
#include <string.h>

#include "pages/waiting.h"
#include "rules/asye_outcome.h"
#include "rules/words.h"
#include "views/adjustments.h"

static const char optional[] = "You can leave this empty.";

static const struct adjustment_words words[] = {
	[ADJUSTMENT_STEP_ACKNOWLEDGED] = {
	    "Acknowledge it", "They know that it was read and who sees to it",
	    "Acknowledge the adjustment", NULL,
	    "What happens next? (optional)", optional, "What happens next",
	    NULL, "Acknowledge it", "Acknowledged" },
	[ADJUSTMENT_STEP_AGREED] = {
	    "Agree to it", "Say whether it takes money",
	    "Agree to the adjustment", NULL,
	    "What was agreed? (optional)", "Say what will be there, and by "
	    "when.", "What was agreed", NULL, "Agree to it", "Agreed" },
	[ADJUSTMENT_STEP_FUNDED] = {
	    "The money is there", "Say who pays", "The money is there",
	    "Since when is the money there?", "What else is to be said? "
	    "(optional)", optional, "What else is to be said", NULL,
	    "Record who pays", "Recorded that the money is there" },
	[ADJUSTMENT_STEP_IN_PLACE] = {
	    "It is in place", "The trainee confirms it, or says that it is not",
	    "The adjustment is in place", "Since when is it in place?",
	    "What is in place? (optional)", optional, "What is in place", NULL,
	    "Record that it is in place", "Recorded that it is in place" },
	[ADJUSTMENT_STEP_CONFIRMED] = {
	    "It is in place", "I have what I need",
	    "The adjustment is in place", NULL,
	    "How does it work for you? (optional)", optional,
	    "How it works for you", NULL, "Confirm that it is in place",
	    "Confirmed that it is in place" },
	[ADJUSTMENT_STEP_NOT_IN_PLACE] = {
	    "It is not in place", "The clock goes on from the first day",
	    "The adjustment is not in place", NULL,
	    "What is missing, or does not work?", NULL, "What is missing",
	    "Enter what is missing, or does not work",
	    "Say that it is not in place", "Recorded that it is not in place" },
	[ADJUSTMENT_STEP_REVIEWED] = {
	    "It still works", "Nothing needs to change until it is reviewed "
	    "again", "The adjustment still works",
	    "When did you talk about it?", "What did you find? (optional)",
	    optional, "What you found", NULL, "Record the review",
	    "Review recorded" },
	[ADJUSTMENT_STEP_REOPENED] = {
	    "Something has to change", "A new clock starts today",
	    "Something has to change", NULL, "What has to change?", NULL,
	    "What has to change", "Enter what has to change",
	    "Start the clock again", "The clock has started again" },
	[ADJUSTMENT_STEP_DECLINED] = {
	    "Decline it", "Say why, and what could be done instead",
	    "Decline the adjustment", NULL,
	    "Why is it declined, and what could be done instead?",
	    "The law asks for adjustments that are reasonable. Say what makes "
	    "this one not so.", "Why it is declined",
	    "Enter why it is declined", "Decline it", "Declined" },
	[ADJUSTMENT_STEP_ASKED_AGAIN] = {
	    "Ask again", "A new clock starts today", "Ask again", NULL,
	    "What should be looked at again?", NULL,
	    "What should be looked at again",
	    "Enter what should be looked at again", "Ask again",
	    "Asked again" },
	[ADJUSTMENT_STEP_WITHDRAWN] = {
	    "Withdraw it", "I do not need it any more",
	    "Withdraw the adjustment", NULL, "Why? (optional)", optional,
	    "Why it is withdrawn", NULL, "Withdraw it", "Withdrawn" },
	[ADJUSTMENT_STEP_UNDONE] = {
	    NULL, NULL, "Undo the latest step", NULL, "Why is it undone?",
	    NULL, "Why it is undone", "Enter why the step is undone",
	    "Undo the step", "Step undone" },
};

static const struct {
	const char	*words, *colour, *awaits;
} states[] = {
	[ADJUSTMENT_STATE_NONE] = { "", "grey", "" },
	[ADJUSTMENT_STATE_REQUESTED] = { "Asked for", "blue",
	    "somebody answers" },
	[ADJUSTMENT_STATE_ACKNOWLEDGED] = { "Acknowledged", "blue",
	    "it is agreed" },
	[ADJUSTMENT_STATE_AGREED] = { "Agreed", "yellow", "it is in place" },
	[ADJUSTMENT_STATE_FUNDED] = { "Paid for", "yellow",
	    "it is in place" },
	[ADJUSTMENT_STATE_IN_PLACE] = { "Said to be in place", "green",
	    "the trainee says whether it is in place" },
	[ADJUSTMENT_STATE_CONFIRMED] = { "In place", "green",
	    "it is reviewed" },
	[ADJUSTMENT_STATE_REVIEWED] = { "In place", "green",
	    "it is reviewed again" },
	[ADJUSTMENT_STATE_DECLINED] = { "Declined", "red", "" },
	[ADJUSTMENT_STATE_WITHDRAWN] = { "Withdrawn", "grey", "" },
};

const struct adjustment_words *
adjustment_step_words(enum adjustment_step step)
{
	return (&words[step]);
}

const char *
adjustment_state_words(enum adjustment_state state)
{
	return (states[state].words);
}

const char *
adjustment_state_colour(enum adjustment_state state)
{
	return (states[state].colour);
}

const char *
adjustment_awaits(const struct adjustment_record *a)
{
	if (a->state == ADJUSTMENT_STATE_AGREED && a->needs_money.value)
		return ("the money for it is there");
	return (states[a->state].awaits);
}

const char *
adjustment_funder_words(enum adjustment_funder funder)
{
	static const char *const	funders[] = { "", "The employer pays",
		"Access to Work pays", "The programme pays", "The host pays" };

	return (funders[funder]);
}

static const char *
days_of(struct arena *a, int n)
{
	return (n == 0 ? "less than a working day" : arena_printf(a,
	    "%d working %s", n, n == 1 ? "day" : "days"));
}

const char *
adjustment_clock(const struct request *req, struct date waits_from,
    struct date in_place_on, bool waiting)
{
	const char	*days = days_of(req->arena, adjustment_waited(
			    waits_from, in_place_on, req->today));

	if (waiting)
		return (arena_printf(req->arena, "Waiting for %s", days));
	return (date_is_set(in_place_on) ? arena_printf(req->arena,
	    "In place after %s", days) : "Not waiting any more");
}

const char *
adjustment_event_title(struct arena *a, const struct adjustment_event *v)
{
	static const char *const	deeds[] = { "", "Asked for",
		"Acknowledged", "Agreed", "Paid for", "Said to be in place",
		"Confirmed to be in place", "Said not to be in place",
		"Reviewed", "Found to need a change", "Declined",
		"Asked for again", "Withdrawn", "Step undone" };

	if (v->step == ADJUSTMENT_STEP_UNDONE)
		return (arena_printf(a, "“%s” was undone on %s",
		    deeds[v->undid], date_words(a, v->on_date)));
	return (arena_printf(a, "%s on %s", deeds[v->step],
	    date_words(a, v->on_date)));
}

static const char *
part_words(const char *part)
{
	static const struct { const char *part, *words; } parts[] = {
		{ "assessor", "ASYE assessor" },
		{ "line_manager", "line manager" },
		{ "supervisor", "supervisor" },
		{ "coordinator", "ASYE coordinator" },
		{ "practice_educator", "practice educator" },
		{ "onsite_supervisor", "on-site supervisor" },
		{ "tutor", "tutor" },
		{ "lead", "Consultant Social Worker" },
		{ "staff", "programme staff" },
	};

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (strcmp(parts[i].part, part) == 0)
			return (parts[i].words);
	return ("supports your training");
}

static const char *
parts_words(struct arena *a, struct text_list parts)
{
	const char	*all = "";

	for (size_t i = 0; i < parts.n; i++)
		all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : ", ",
		    part_words(parts.v[i]));
	return (all);
}

const struct option *
adjustment_people_options(struct arena *a, struct adjustment_choice_list from,
    struct adjustment_actor_list already)
{
	struct option	*list = arena_array(a, from.n + 1, sizeof(*list));
	size_t		 n = 0;

	each (c, from) {
		bool	there = false;

		each (t, already)
			there = there || t->person_id == c->person_id;
		if (!there)
			list[n++] = (struct option){ arena_printf(a, "%ld",
			    (long)c->person_id), c->name, parts_words(a,
			    c->parts) };
	}
	return (list);
}

const struct option *
adjustment_step_options(struct arena *a, const struct adjustment_record *is)
{
	enum adjustment_step	 steps[ADJUSTMENT_STEP_UNDONE];
	size_t			 n = adjustment_steps(is, steps);
	struct option		*list = arena_array(a, n + 1, sizeof(*list));

	for (size_t i = 0; i < n; i++)
		list[i] = (struct option){ adjustment_step_word(steps[i]),
		    words[steps[i]].choice, words[steps[i]].hint };
	return (list);
}

static struct url
later_end(const struct request *req, const struct adjustment_record *a,
    struct date from, struct date back)
{
	struct date	to = working_days_after(a->placement_ends_on,
			    working_days_between(from, back));

	return (url_to(req->arena, "/placements/%ld/changes/new?"
	    "kind=extended&to-day=%d&to-month=%d&to-year=%d",
	    (long)a->placement_id.value, to.day, to.month, to.year));
}

struct url
adjustment_delay_url(const struct request *req,
    const struct adjustment_shown *s)
{
	const struct adjustment_record	*a = s->is;
	struct date			 from = a->waits_from;
	struct date			 back = date_is_set(a->in_place_on) ?
					    a->in_place_on : req->today;

	if (working_days_between(from, back) == 0 ||
	    a->state == ADJUSTMENT_STATE_DECLINED ||
	    a->state == ADJUSTMENT_STATE_WITHDRAWN)
		return ((struct url){ NULL });
	if (s->may_delay)
		return (url_to(req->arena, "/asye/%ld/changes/new?kind=delay&"
		    "reason=adjustment_not_in_place&from-day=%d&"
		    "from-month=%d&from-year=%d&back-day=%d&back-month=%d&"
		    "back-year=%d", (long)a->asye_id.value, from.day,
		    from.month, from.year, back.day, back.month, back.year));
	if (date_is_set(a->placement_ends_on) && request_is(req, STAFF))
		return (later_end(req, a, from, back));
	return ((struct url){ NULL });
}
