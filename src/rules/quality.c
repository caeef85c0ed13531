/*
 * What audits and feedback are about, and what follows from them.
 */
#include <stddef.h>

#include "rules/quality.h"

struct area {
	const char	*code, *words, *in_words, *question;
	const char	*statements[3];	/* trainee, educator, tutor */
};

static const struct area	areas[QUALITY_AREAS] = {
	{ "policies", "Policies and procedures",
	    "policies and procedures",
	    "Can a trainee find and use the policies that they need, with "
	    "whistle-blowing, complaints and data protection among them?",
	    { "I knew which policies applied to my work and where to find them",
	      "The team’s policies were there for the trainee to use",
	      "The host’s policies supported the placement" } },
	{ "induction", "Induction",
	    "the induction",
	    "Is there an induction with dates, people to meet and time to "
	    "shadow?",
	    { "My induction prepared me for the work",
	      "There was time and a plan for the induction",
	      "The induction was planned and took place" } },
	{ "workspace", "Workspace and IT",
	    "workspace and IT",
	    "Are a place to work, equipment and access to records ready on the "
	    "first day?",
	    { "I had a place to work, equipment and access when I needed them",
	      "The trainee’s workspace, equipment and access were ready",
	      "The trainee had what they needed from the first days" } },
	{ "supervision", "Supervision arrangements",
	    "supervision arrangements",
	    "Is it arranged who supervises, how often, and who does when they "
	    "are away?",
	    { "I had regular supervision that helped me to learn",
	      "I had the time to supervise and assess",
	      "Supervision took place as it was agreed" } },
	{ "learning",
	    "Learning opportunities and legal interventions",
	    "learning opportunities",
	    "Does the work offer enough learning, with decisions under the law "
	    "that the trainee can take part in?",
	    { "The work let me learn, with decisions under the law",
	      "The team had enough suitable work, with decisions under the law",
	      "The placement offered what the trainee had to learn" } },
	{ "lone_working", "Lone working and safety",
	    "lone working and safety",
	    "Does somebody always know where a trainee is, and what to do when "
	    "they do not come back?",
	    { "I felt safe, also when I worked alone",
	      "Lone working was arranged so that the trainee was safe",
	      "The trainee’s safety was thought of" } },
	{ "equality", "Equality and anti-discriminatory practice",
	    "equality",
	    "Can a trainee practise without discrimination, and is there "
	    "somebody to turn to when they meet it?",
	    { "I was treated fairly, and discrimination was challenged",
	      "The team challenges discrimination and supports who meets it",
	      "The placement was fair to the trainee" } },
	{ "adjustments", "Reasonable adjustments",
	    "reasonable adjustments",
	    "Are adjustments that a trainee needs agreed and in place before "
	    "they start?",
	    { "Adjustments that I needed were in place",
	      "Adjustments that were agreed were in place",
	      "Adjustments were agreed early and kept" } },
};

const char *
area_words(int area)
{
	return (areas[area].words);
}

const char *
area_in_words(int area)
{
	return (areas[area].in_words);
}

const char *
area_code(int area)
{
	return (areas[area].code);
}

const char *
area_question(int area)
{
	return (areas[area].question);
}

const char *
area_statement(enum quality_giver giver, int area)
{
	return (areas[area].statements[giver - GIVER_TRAINEE]);
}

const char *
agreement_words(int agreement)
{
	static const char *const	words[] = { "I cannot say",
	    "Strongly disagree", "Disagree", "Neither agree nor disagree",
	    "Agree", "Strongly agree" };

	return (words[agreement]);
}

enum audit_standing
audit_standing(const struct audit_facts *a, struct date today,
    int renewal_days)
{
	if (!date_is_set(a->done_on))
		return (NEVER_AUDITED);
	if (a->not_yet)
		return (AUDIT_NOT_YET);
	if (date_compare(a->valid_until, today) < 0)
		return (AUDIT_OUT_OF_DATE);
	if (date_compare(date_plus_days(a->valid_until, -renewal_days),
	    today) <= 0)
		return (AUDIT_DUE);
	return (AUDIT_STANDS);
}

const char *
audit_standing_words(enum audit_standing standing)
{
	static const char *const	words[] = { "Never audited",
	    "Out of date", "Not suitable yet", "Renewal due", "Audited" };

	return (words[standing]);
}

static const struct step {
	enum action_stage	before, after;
	enum action_step	step;
	bool			by_host;
} steps[] = {
	{ ACTION_OPEN, ACTION_ANSWERED, STEP_ANSWER, true },
	{ ACTION_ANSWERED, ACTION_ANSWERED, STEP_ANSWER, true },
	{ ACTION_OPEN, ACTION_OPEN, STEP_CHANGE, false },
	{ ACTION_ANSWERED, ACTION_OPEN, STEP_SEND_BACK, false },
	{ ACTION_ANSWERED, ACTION_DONE, STEP_ACCEPT, false },
	{ ACTION_OPEN, ACTION_DONE, STEP_ACCEPT, false },
	{ ACTION_OPEN, ACTION_DROPPED, STEP_DROP, false },
	{ ACTION_ANSWERED, ACTION_DROPPED, STEP_DROP, false },
	{ ACTION_DONE, ACTION_OPEN, STEP_OPEN_AGAIN, false },
	{ ACTION_DROPPED, ACTION_OPEN, STEP_OPEN_AGAIN, false },
};

enum action_stage
action_after(enum action_stage stage, enum action_step step, bool by_host)
{
	for (size_t i = 0; i < sizeof(steps) / sizeof(steps[0]); i++)
		if (steps[i].before == stage && steps[i].step == step &&
		    steps[i].by_host == by_host)
			return (steps[i].after);
	return (ACTION_NONE);
}

const char *
action_stage_words(enum action_stage stage)
{
	static const char *const	words[] = { "", "Open", "Answered",
	    "Done", "Dropped" };

	return (words[stage]);
}

const char *
action_step_code(enum action_step step)
{
	static const char *const	codes[] = { "answer", "accept",
	    "send-back", "drop", "open-again", "change" };

	return (codes[step]);
}

const char *
action_step_words(enum action_step step, enum action_stage stage)
{
	switch (step) {
	case STEP_ANSWER:
		return (stage == ACTION_OPEN ? "It is done" :
		    "Say more about it");
	case STEP_ACCEPT:
		return (stage == ACTION_OPEN ? "It is done" :
		    "Accept the answer: it is done");
	case STEP_SEND_BACK:
		return ("Send it back: more is needed");
	case STEP_DROP:
		return ("Drop it: it is not needed any more");
	case STEP_OPEN_AGAIN:
		return ("Open it again");
	default:
		return ("Change it");
	}
}

bool
action_overdue(enum action_stage stage, struct date due_on,
    struct date today)
{
	return ((stage == ACTION_OPEN || stage == ACTION_ANSWERED) &&
	    date_compare(due_on, today) < 0);
}
