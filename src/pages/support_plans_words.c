/* support_plans_words - what support plans, their steps and states are
 * called. */
#include <string.h>

#include "rules/words.h"
#include "views/at_risk.h"
#include "views/support_plans.h"

static const struct support_plan_words words[] = {
	[SUPPORT_PLAN_STEP_AGREED] = {
	    "Agree to it", "It says what you and the organisation will do",
	    "Agree to the plan", "What do you want to say? (optional)",
	    "You can leave this empty.", "What you say", NULL,
	    "Agree to the plan", "You have agreed to the plan",
	    "The trainee has agreed to it." },
	[SUPPORT_PLAN_STEP_QUESTIONED] = {
	    "Ask for a change", "Something is missing, or is not right for "
	    "you", "Ask for a change of the plan",
	    "What should be different, and why?", NULL,
	    "What should be different", "Enter what should be different",
	    "Send", "Sent. Whoever leads the plan was told by email.",
	    "The trainee asked for a change of it." },
	[SUPPORT_PLAN_STEP_COMMENTED] = {
	    "Say something about it", "How it goes, and what helps",
	    "Say something about the plan", "What do you want to say?", NULL,
	    "What you say", "Enter what you want to say", "Send",
	    "Sent. Whoever leads the plan was told by email.",
	    "The trainee said something about it." },
	[SUPPORT_PLAN_STEP_REVISED] = {
	    "Revise it", "With other actions or another day of review; it is "
	    "put to the trainee again", "Revise the plan",
	    "What changes, and why?", NULL, "What changes",
	    "Enter what changes, and why", "Save the plan",
	    "Plan revised. The trainee is asked to agree to it again.",
	    "It was revised. You are asked to agree to it again." },
	[SUPPORT_PLAN_STEP_REVIEWED] = {
	    "Record a review", "What helped, what did not, and when it is "
	    "looked at again", "Record a review",
	    "What did the review find?",
	    "Say what helped, and what the organisation did and did not do.",
	    "What the review found", "Enter what the review found",
	    "Save the review", "Review recorded", "It was reviewed." },
	[SUPPORT_PLAN_STEP_ENDED] = {
	    "End it", "Once it is said of each action what came of it",
	    "End the plan", "What shows it?", NULL, "What shows it",
	    "Enter what shows it", "End the plan", "Plan ended",
	    "It has ended." },
	[SUPPORT_PLAN_STEP_WITHDRAWN] = {
	    "Withdraw it", "It should not have been written",
	    "Withdraw the plan", "Why is it withdrawn?", NULL,
	    "Why it is withdrawn", "Enter why the plan is withdrawn",
	    "Withdraw the plan", "Plan withdrawn", "It was withdrawn." },
};

static const struct { const char *words, *colour, *awaits; } states[] = {
	[SUPPORT_PLAN_STATE_NONE] = { "", "grey", NULL },
	[SUPPORT_PLAN_STATE_PROPOSED] = { "To be agreed", "yellow",
	    "the trainee agrees to it, or asks for a change" },
	[SUPPORT_PLAN_STATE_AGREED] = { "Agreed", "green", NULL },
	[SUPPORT_PLAN_STATE_QUESTIONED] = { "Change asked for", "orange",
	    "it is revised, or the reason why not is given in a review" },
	[SUPPORT_PLAN_STATE_ENDED] = { "Ended", "grey", NULL },
	[SUPPORT_PLAN_STATE_WITHDRAWN] = { "Withdrawn", "grey", NULL },
};

static const char *const outcomes[] = {
	[SUPPORT_PLAN_OUTCOME_NONE] = "",
	[SUPPORT_PLAN_OUTCOME_MET] = "What it was for is reached",
	[SUPPORT_PLAN_OUTCOME_PARTLY] = "Some of it is reached",
	[SUPPORT_PLAN_OUTCOME_NOT_MET] = "It is not reached",
	[SUPPORT_PLAN_OUTCOME_CONCERN] = "It goes on as a concern",
	[SUPPORT_PLAN_OUTCOME_STOPPED] = "Training stopped or was paused",
};

const struct support_plan_words *
support_plan_step_words(enum support_plan_step step)
{
	return (&words[step]);
}

const char *
support_plan_state_words(enum support_plan_state state)
{
	return (states[state].words);
}

const char *
support_plan_state_colour(enum support_plan_state state)
{
	return (states[state].colour);
}

const char *
support_plan_awaits(enum support_plan_state state)
{
	return (states[state].awaits);
}

const char *
support_plan_outcome_words(enum support_plan_outcome outcome)
{
	return (outcomes[outcome]);
}

static const char *
step_done(enum support_plan_step step)
{
	static const char *const	deeds[] = { "", "Written", "Agreed to",
		"Change asked for", "Commented on", "Revised", "Reviewed",
		"Ended", "Withdrawn", "Step undone" };

	return (deeds[step]);
}

const char *
support_plan_event_title(struct arena *a, const struct support_plan_event *v)
{
	if (v->step == SUPPORT_PLAN_STEP_UNDONE)
		return (arena_printf(a, "“%s” was undone on %s",
		    step_done(v->undid), date_words(a, v->on_date)));
	return (arena_printf(a, "%s on %s", step_done(v->step),
	    date_words(a, v->on_date)));
}

const char *
support_plan_owner_words(const struct support_action *a, const char *trainee)
{
	if (a->owner == SUPPORT_ACTION_OWNER_TRAINEE)
		return (trainee);
	if (a->owner == SUPPORT_ACTION_OWNER_COLLEAGUE)
		return (a->colleague != NULL ? a->colleague : "A colleague");
	return (a->organisation != NULL ? a->organisation :
	    "The organisation");
}

static struct action_line
action_line(const struct request *req, const struct support_action *a,
    const struct support_plan_shown *s, bool links)
{
	bool			may = links && s->plan->open && (s->supports ||
				    (s->own && a->owner ==
				    SUPPORT_ACTION_OWNER_TRAINEE));
	struct action_line	l = { .what = a->what,
				    .who = support_plan_owner_words(a,
				    s->who->name), .due_on = a->due_on };

	if (a->state == SUPPORT_ACTION_STATE_DONE)
		l.came = arena_printf(req->arena, "Done on %s: %s",
		    date_words(req->arena, a->done_on), a->outcome);
	else if (a->state == SUPPORT_ACTION_STATE_NOT_DONE)
		l.came = arena_printf(req->arena, "Not done: %s", a->outcome);
	if (may) {
		l.link = l.came == NULL ? "Say what came of it" :
		    "Open it again";
		l.href = url_to(req->arena, "/support-actions/%ld",
		    (long)a->id);
	}
	return (l);
}

const struct action_line *
support_action_lines(const struct request *req,
    const struct support_action_list *actions,
    const struct support_plan_shown *s, bool links)
{
	struct action_line	*v = arena_array(req->arena, actions->n + 1,
				    sizeof(*v));

	for (size_t i = 0; i < actions->n; i++)
		v[i] = action_line(req, &actions->v[i], s, links);
	return (v);
}

const struct option *
support_plan_outcome_options(void)
{
	static struct option	offered[SUPPORT_PLAN_OUTCOME_STOPPED + 1];

	for (enum support_plan_outcome o = SUPPORT_PLAN_OUTCOME_MET;
	    o <= SUPPORT_PLAN_OUTCOME_STOPPED; o++)
		offered[o - 1] = (struct option){ support_plan_outcome_word(o),
		    outcomes[o] };
	return (offered);
}

const struct option *
support_plan_choices(const struct request *req,
    const struct support_plan_shown *s)
{
	struct option	*list = arena_array(req->arena,
			    SUPPORT_PLAN_STEP_UNDONE, sizeof(*list));
	size_t		 n = 0;

	for (enum support_plan_step step = SUPPORT_PLAN_STEP_AGREED;
	    step < SUPPORT_PLAN_STEP_UNDONE; step++)
		if (support_plan_takes(s, step))
			list[n++] = (struct option){
			    support_plan_step_word(step), words[step].choice,
			    words[step].hint };
	return (list);
}

const struct option *
support_plan_owner_options(struct arena *a, const struct support_plan_entry *e,
    bool organisations)
{
	struct option	*list = arena_array(a, e->helpers.n + 3,
			    sizeof(*list));
	size_t		 n = 0;

	list[n++] = (struct option){ "", organisations ?
	    "Select which organisation" : "Select who does it" };
	if (!organisations)
		list[n++] = (struct option){ "trainee", e->on.who->name };
	each (h, e->helpers)
		if (h->organisation_id.known)
			list[n++] = (struct option){ arena_printf(a, "o%ld",
			    (long)h->organisation_id.value), h->name };
		else if (!organisations)
			list[n++] = (struct option){ arena_printf(a, "c%ld",
			    (long)h->person_id.value), arena_printf(a,
			    "%s, %s", h->name, h->part) };
	return (list);
}
