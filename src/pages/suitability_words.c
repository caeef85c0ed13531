/* suitability_words - what cases, their steps and their ends are called. */
#include "core/arena.h"
#include "pages/suitability.h"
#include "rules/words.h"

static const struct { const char *choice, *hint, *title, *done; } steps[] = {
	[SUITABILITY_STEP_NONE] = { "", NULL, "", "" },
	[SUITABILITY_STEP_REFERRED] = { NULL, NULL, "Refer", "Referred" },
	[SUITABILITY_STEP_CONSIDERED] = { "The referral was considered",
	    "By the programme director", "Consider the referral",
	    "Considered by the programme director" },
	[SUITABILITY_STEP_NO_CONCERN] = { "No concern", "Nothing follows",
	    "Record that there is no concern", "No concern" },
	[SUITABILITY_STEP_SUPPORT] = { "Support to study",
	    "Help is agreed, outside the procedure",
	    "Agree support to study", "Support to study agreed" },
	[SUITABILITY_STEP_STAGE_1] = { "Stage 1 of the procedure",
	    "It is investigated, or there is a plan with targets",
	    "Open stage 1", "Stage 1 opened" },
	[SUITABILITY_STEP_STAGE_2] = { "Stage 2 of the procedure",
	    "A panel hears it", "Open stage 2", "Stage 2 opened" },
	[SUITABILITY_STEP_DECIDED] = { "It was decided", NULL,
	    "Record the outcome", "Outcome recorded" },
	[SUITABILITY_STEP_CLOSED] = { "Close the case", NULL,
	    "Close the case", "Closed" },
	[SUITABILITY_STEP_TOLD] = { "Tell the trainee",
	    "From then on they see what they are told, and can answer",
	    "Tell the trainee", "The trainee was told" },
	[SUITABILITY_STEP_RESPONDED] = { NULL, NULL, "Answer",
	    "The trainee answered" },
	[SUITABILITY_STEP_UNDONE] = { NULL, NULL, "Undo the latest step",
	    "Undone" },
};

const char *
suitability_step_title(enum suitability_step step)
{
	return (steps[step].title);
}

const char *
suitability_state_words(enum suitability_state state)
{
	static const char *const	words[] = { "", "Referred",
		"Considered", "No concern", "Support to study", "Stage 1",
		"Stage 2", "Decided", "Closed" };

	return (words[state]);
}

const char *
suitability_outcome_words(enum suitability_outcome outcome)
{
	static const char *const	words[] = { "", "No action",
		"Support to study", "Goes on under conditions",
		"Training is suspended", "Training ends" };

	return (words[outcome]);
}

const char *
suitability_event_words(struct arena *a, const struct suitability_event *v)
{
	if (v->step == SUITABILITY_STEP_UNDONE)
		return (arena_printf(a, "“%s” was undone on %s",
		    steps[v->undid].done, date_words(a, v->on_date)));
	return (arena_printf(a, "%s on %s", steps[v->step].done,
	    date_words(a, v->on_date)));
}

const struct option *
suitability_outcome_options(void)
{
	static const struct option	outcomes[] = {
		{ "no_action", "No action" },
		{ "support", "Support to study" },
		{ "conditions", "Training goes on under conditions" },
		{ "suspension", "Training is suspended" },
		{ "end_of_training", "Training ends",
		    "The enrolment is changed on the page of the trainee" },
		{ 0 }
	};

	return (outcomes);
}

const struct option *
suitability_choices(struct arena *a, const struct suitability_record *c)
{
	struct option	*list = arena_array(a, SUITABILITY_STEP_UNDONE,
			    sizeof(*list));
	size_t		 n = 0;

	for (enum suitability_step s = SUITABILITY_STEP_CONSIDERED;
	    s < SUITABILITY_STEP_RESPONDED; s++)
		if (suitability_takes(c, s))
			list[n++] = (struct option){ suitability_step_word(s),
			    steps[s].choice, steps[s].hint };
	return (list);
}
