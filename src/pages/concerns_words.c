/* concerns_words - what concerns, their steps and their states are called. */
#include <string.h>

#include "rules/words.h"
#include "views/concerns.h"

static const char optional[] = "You can leave this empty.";

static const struct concern_words words[] = {
	[CONCERN_STEP_ACKNOWLEDGED] = {
	    "Acknowledge it", "Whoever raised it knows that it was read",
	    "Acknowledge the concern", "What happens next? (optional)",
	    optional, "What happens next", NULL, "Acknowledge the concern",
	    "Concern acknowledged", "It was acknowledged." },
	[CONCERN_STEP_MEETING_ARRANGED] = {
	    "Arrange a meeting", "With the trainee, the practice educator and "
	    "the tutor", "Arrange the meeting",
	    "Where is it, and who is invited? (optional)", optional,
	    "Where it is", NULL, "Save the meeting", "Meeting arranged",
	    "A meeting about it was arranged." },
	[CONCERN_STEP_MEETING_HELD] = {
	    "Record the meeting", "Who was there, what was said and agreed",
	    "Record the meeting", "What was said?",
	    "Write it so that everybody who was there would agree to it.",
	    "What was said", "Enter what was said", "Save the meeting",
	    "Meeting recorded",
	    "What was said and agreed at the meeting was recorded." },
	[CONCERN_STEP_PLANNED] = {
	    "Write the action plan", "Who does what by when, the organisation "
	    "included", "Write the action plan",
	    "What is the plan for? (optional)", optional,
	    "What the plan is for", NULL, "Save the plan",
	    "Action plan written", "There is an action plan." },
	[CONCERN_STEP_REVIEWED] = {
	    "Record the review", "What came of each action",
	    "Record the review", "What did the review find?",
	    "Say of each action whether it was done, and what it changed.",
	    "What the review found", "Enter what the review found",
	    "Save the review", "Review recorded",
	    "The action plan was reviewed." },
	[CONCERN_STEP_MET] = {
	    "The plan was met", NULL, "The plan was met",
	    "What shows that it was met?", NULL, "What shows that it was met",
	    "Enter what shows that the plan was met", "Record that it was met",
	    "Recorded that the plan was met", "The action plan was met." },
	[CONCERN_STEP_EXTENDED] = {
	    "The plan goes on", "With more time, and more actions if need be",
	    "Extend the plan", "Why does it need more time?", NULL,
	    "Why it needs more time", "Enter why the plan needs more time",
	    "Extend the plan", "Plan extended", "The action plan goes on." },
	[CONCERN_STEP_NOT_MET] = {
	    "The plan was not met", NULL, "The plan was not met",
	    "What was not met, and why?",
	    "Say also what the organisation did not do.",
	    "What was not met", "Enter what was not met, and why",
	    "Record that it was not met", "Recorded that the plan was not met",
	    "The action plan was not met." },
	[CONCERN_STEP_PANEL] = {
	    "Call a panel", "It decides whether the placement goes on",
	    "Call a panel", "Why is a panel called?",
	    "Say when it meets, if that is known.", "Why a panel is called",
	    "Enter why a panel is called", "Call the panel",
	    "Panel called", "A panel was called." },
	[CONCERN_STEP_DECIDED] = {
	    "Record what the panel decided", NULL,
	    "Record what the panel decided", "Why did it decide so?", NULL,
	    "Why it decided so", "Enter why the panel decided so",
	    "Record the decision", "Decision recorded",
	    "The panel has decided." },
	[CONCERN_STEP_CLOSED] = {
	    "Close it", "Nothing more is to be done", "Close the concern",
	    "How was it settled?", NULL, "How it was settled",
	    "Enter how the concern was settled", "Close the concern",
	    "Concern closed", "It was closed." },
	[CONCERN_STEP_WITHDRAWN] = {
	    "Withdraw it", "It should not have been raised, or is no concern "
	    "any more", "Withdraw the concern", "Why is it withdrawn?", NULL,
	    "Why it is withdrawn", "Enter why the concern is withdrawn",
	    "Withdraw the concern", "Concern withdrawn",
	    "It was withdrawn." },
	[CONCERN_STEP_UNDONE] = {
	    NULL, NULL, "Undo the latest step", "Why is it undone?", NULL,
	    "Why it is undone", "Enter why the step is undone",
	    "Undo the step", "Step undone",
	    "Its latest step was a mistake, and was undone." },
};

static const struct {
	const char	*words, *colour, *awaits;
} states[] = {
	[CONCERN_STATE_NONE] = { "", "grey", "" },
	[CONCERN_STATE_RAISED] = { "Raised", "red", "it is acknowledged" },
	[CONCERN_STATE_ACKNOWLEDGED] = { "Acknowledged", "orange",
	    "a meeting about it is arranged" },
	[CONCERN_STATE_MEETING_ARRANGED] = { "Meeting arranged", "blue",
	    "the meeting takes place" },
	[CONCERN_STATE_MEETING_HELD] = { "Meeting held", "blue",
	    "what was agreed becomes an action plan, or the concern is "
	    "closed" },
	[CONCERN_STATE_PLANNED] = { "Action plan", "blue",
	    "the action plan is reviewed" },
	[CONCERN_STATE_REVIEWED] = { "Reviewed", "yellow",
	    "it is decided whether the plan was met" },
	[CONCERN_STATE_MET] = { "Met", "green", "the concern is closed" },
	[CONCERN_STATE_EXTENDED] = { "Extended", "yellow",
	    "the action plan is reviewed again" },
	[CONCERN_STATE_NOT_MET] = { "Not met", "red",
	    "programme staff call a panel" },
	[CONCERN_STATE_PANEL] = { "With a panel", "purple",
	    "the panel decides" },
	[CONCERN_STATE_DECIDED] = { "Decided", "purple",
	    "what was decided is done, and the concern is closed" },
	[CONCERN_STATE_CLOSED] = { "Closed", "grey", "" },
	[CONCERN_STATE_WITHDRAWN] = { "Withdrawn", "grey", "" },
};

const struct concern_words *
concern_step_words(enum concern_step step)
{
	return (&words[step]);
}

const char *
concern_state_words(enum concern_state state)
{
	return (states[state].words);
}

const char *
concern_state_colour(enum concern_state state)
{
	return (states[state].colour);
}

const char *
concern_awaits(enum concern_state state)
{
	return (states[state].awaits);
}

const char *
concern_kind_words(enum concern_kind kind)
{
	static const char *const	kinds[] = { "", "Practice",
		"Support that was not given", "Conduct",
		"Health and wellbeing", "Something else" };

	return (kinds[kind]);
}

const char *
concern_title(enum concern_kind kind)
{
	static const char *const	titles[] = { "Concern",
		"Concern about practice",
		"Concern about support that was not given",
		"Concern about conduct", "Concern about health and wellbeing",
		"Concern" };

	return (titles[kind]);
}

const char *
concern_part_words(enum concern_part part)
{
	static const char *const	parts[] = { "", "trainee",
		"practice educator", "on-site supervisor", "tutor",
		"Consultant Social Worker", "programme staff" };

	return (parts[part]);
}

const char *
concern_outcome_words(enum concern_outcome outcome)
{
	static const char *const	outcomes[] = { "",
		"The placement goes on", "The placement is repeated",
		"The placement is terminated" };

	return (outcomes[outcome]);
}

const char *
concern_owner_words(enum concern_owner owner)
{
	static const char *const	owners[] = { "", "Trainee",
		"Practice educator", "Host organisation", "Employer",
		"Programme" };

	return (owners[owner]);
}

static const char *
step_done(const struct concern_event *v)
{
	static const char *const	deeds[] = { "", "Raised",
		"Acknowledged", "Meeting arranged", "Meeting held",
		"Action plan written", "Plan reviewed", "Plan met",
		"Plan extended", "Plan not met", "Panel called",
		"Panel decided", "Closed", "Withdrawn", "Step undone" };

	return (deeds[v->step]);
}

const char *
concern_event_title(struct arena *a, const struct concern_event *v)
{
	const struct concern_event	undone = { .step = v->undid };

	if (v->step == CONCERN_STEP_UNDONE)
		return (arena_printf(a, "“%s” was undone on %s",
		    step_done(&undone), date_words(a, v->on_date)));
	return (arena_printf(a, "%s on %s", step_done(v),
	    date_words(a, v->on_date)));
}

const char *
concern_about_words(const char *path)
{
	static const struct { const char *begins, *words; } known[] = {
		{ "/days/", "A placement day" },
		{ "/placements/", "The days of a placement" },
		{ "/documents/", "A document" },
		{ "/attempts/", "A piece of work for a module" },
		{ "/trainees/", "The trainee’s record" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strncmp(path, known[i].begins,
		    strlen(known[i].begins)) == 0)
			return (known[i].words);
	return ("A page");
}

const struct action_line *
concern_action_lines(const struct request *req, const struct concern_shown *s,
    bool links)
{
	const struct concern_record	*c = s->concern;
	struct action_line		*v = arena_array(req->arena,
					    s->actions.n + 1, sizeof(*v));
	bool				 may = links && c->open &&
					    (c->handles || c->educates);

	for (size_t i = 0; i < s->actions.n; i++) {
		const struct concern_action	*a = &s->actions.v[i];
		bool				 done = a->state ==
						    CONCERN_ACTION_STATE_DONE;

		v[i] = (struct action_line){ a->what,
		    concern_owner_words(a->owner), a->due_on, done ?
		    arena_printf(req->arena, "Done on %s",
		    date_words(req->arena, a->done_on)) : NULL, !may ? NULL :
		    done ? "Not done after all" : "Record that it was done",
		    url_to(req->arena, "/concerns/%ld/actions/%ld",
		    (long)c->id, (long)a->id) };
	}
	return (v);
}
