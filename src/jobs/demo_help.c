/*
 * What people of the demonstration do and say about a flag.
 */
#include <stddef.h>
#include <string.h>

#include "demo_help.h"

#define HANDLED(reason, words)	{ "handled", reason, words }
#define CLEARED(reason, words)	{ "cleared", reason, words }
#define FALSE_ALARM(reason, words) { "false_alarm", reason, words }

static const struct demo_help all[] = { {
	.rules = { "days_behind", "absence_pattern", "no_activity" },
	.aims = { "Catch up with the days that are missing, without working "
	    "longer weeks.",
	    "Get back into a steady week, and make up what was missed by the "
	    "end of the placement." },
	.promises = { "Name a second person who confirms days when the "
	    "educator is away",
	    "Find three further days before the placement ends" },
	.own = { "Log every day by the end of its week",
	    "Say by Monday which days of the week cannot be worked" },
	.colleague = { "Meet each Monday for half an hour to plan the week",
	    "Confirm the days that wait, each Friday" },
	.notes = { "Talked about the weeks behind plan and what stood in the "
	    "way. They have what they need now, and will log the days by "
	    "Friday.",
	    "They had written the days down on paper and had not logged them. "
	    "We did two weeks together.",
	    "They are well. Two days were lost because the team moved rooms; "
	    "we agreed when to make them up." },
	.reviews = { "The days are nearly caught up, and were logged each week "
	    "since.",
	    "Two of the three further days are in the rota. The days are "
	    "logged in time now." },
	.question = "Mondays do not work with my caseload. Could it be "
	    "Thursdays?",
	.answers = {
	    HANDLED("talking", "We meet this week to plan the days that are "
		"missing."),
	    HANDLED("planned", "Making up the days is part of the support "
		"plan."),
	    CLEARED("agreed_otherwise", "The days are made up in the last two "
		"weeks, as agreed with the tutor."),
	    FALSE_ALARM("does_not_fit", "They work three days a week since "
		"this month; the pattern was not changed yet."),
	    FALSE_ALARM("recorded_late", "The days were worked in time and "
		"logged two weeks later."),
	},
}, {
	.rules = { "milestone_overdue", "evidence_behind", "returned_again",
	    "attempts_low", "module_failed" },
	.aims = { "Finish the work that is open, with time set aside for it.",
	    "Bring together what is missing, piece by piece, before the next "
	    "review." },
	.promises = { "Give half a day a week for written work, and put it in "
	    "the rota",
	    "Keep new work away in the week before the work is due" },
	.own = { "Agree with the tutor which piece of work comes first",
	    "Send what was returned again, with what was asked for" },
	.colleague = { "Read drafts within three days",
	    "Go through what was asked for, and show an example" },
	.notes = { "Went through the open work together and set dates that can "
	    "be kept.",
	    "They did not know what was asked for. We read it together and "
	    "found an example.",
	    "The work is written and waits for a last reading. They will hand "
	    "it in this week." },
	.reviews = { "Two of the three pieces are done. The last is a draft.",
	    "The half day for written work was given in two of four weeks." },
	.question = "I would like to begin with the reflection, which is "
	    "nearly done. Is that all right?",
	.answers = {
	    HANDLED("talking", "The tutor goes through the work with them this "
		"week."),
	    HANDLED("planned", "Time for it is part of the support plan."),
	    CLEARED("agreed_otherwise", "A later date was agreed with the "
		"tutor."),
	    FALSE_ALARM("recorded_late", "It was handed over on paper in time, "
		"and entered later."),
	    FALSE_ALARM("said_twice", "The flag of the module says the same."),
	},
}, {
	.rules = { "supervision_gap", "supervision_short", "review_overdue",
	    "observation_overdue" },
	.aims = { "Get supervision back to what was agreed, and keep it there "
	    "until the next review.",
	    "Hold what is overdue within two weeks, and set the dates of what "
	    "follows." },
	.promises = { "Keep a fixed hour of supervision each week, and name a "
	    "deputy",
	    "Set the dates of reviews and observations for the rest of the "
	    "year" },
	.own = { "Tell the tutor in the same week when supervision falls out",
	    "Bring three dates for the observation to the next supervision" },
	.colleague = { "Hold the review or the observation that is overdue",
	    "Write the record of supervision on the same day" },
	.notes = { "Asked how supervision goes. It fell out twice; the line "
	    "manager was asked to name a deputy.",
	    "They had supervision each week, and the records were not sent. "
	    "The supervisor knows.",
	    "The observation was put off because the family was away. There "
	    "is a new date." },
	.reviews = { "Supervision is regular again, and a deputy is named.",
	    "What was overdue has been held. Supervision fell out once more "
	    "because of sickness." },
	.question = "I would like the organisation\u2019s part to have a date, "
	    "too.",
	.answers = {
	    HANDLED("asked", "The supervisor was asked to hold it within the "
		"week."),
	    HANDLED("planned", "A fixed hour is part of the support plan."),
	    CLEARED("support_given", "It was held on Tuesday; the record "
		"follows."),
	    FALSE_ALARM("recorded_late", "It was held in time and written up "
		"two weeks later."),
	    FALSE_ALARM("record_wrong", "The date of the last one was entered "
		"wrongly. It is put right."),
	},
}, {
	.rules = { "caseload_high", "protected_time" },
	.aims = { "Bring the workload back to what was agreed and protect time "
	    "to learn.",
	    "Keep the half day for learning free of duty, also when the team "
	    "is short." },
	.promises = { "Move two cases to a colleague until the next review",
	    "Give half a day a week for the portfolio, and put it in the rota"
	    },
	.own = { "Enter each week how much time was given",
	    "Say in supervision when a new case comes above what was agreed" },
	.colleague = { "Ask the host about the workload, and write down the "
	    "answer",
	    "Look through the caseload together each month" },
	.notes = { "They carry four cases more than agreed since a colleague "
	    "left. The line manager was told the same day.",
	    "Duty took the protected time three weeks running. It is moved to "
	    "Wednesday mornings.",
	    "They asked for help with the workload. Two cases go to a "
	    "colleague on Monday." },
	.reviews = { "The caseload is where it was agreed. Protected time was "
	    "given in two of four weeks.",
	    "The half day is in the rota now and was kept three times." },
	.question = "Which cases would move? I would like to keep the family "
	    "that I am about to finish with.",
	.answers = {
	    HANDLED("asked", "The team manager was asked to put it right by "
		"the end of the month."),
	    HANDLED("planned", "What the employer will do is in the support "
		"plan."),
	    CLEARED("support_given", "Two cases were handed over this week."),
	    FALSE_ALARM("record_wrong", "Cases that were closed had been "
		"counted."),
	    FALSE_ALARM("does_not_fit", "The agreement was changed last month "
		"and is not signed yet."),
	},
}, {
	.rules = { "guide_missing", "guide_lapsed", "guide_overloaded",
	    "host_changed" },
	.aims = { "Have somebody with the time and the standing to guide and "
	    "assess.",
	    "Agree anew who supports the training and how, with everybody who "
	    "takes part." },
	.promises = { "Name somebody for the duty, and a deputy",
	    "Free the educator of one other trainee by the end of the month" },
	.own = { "Say who knows the work and could stand in",
	    "Bring the agreement to the first meeting" },
	.colleague = { "Hand over in a meeting of three",
	    "Stand in until somebody is named" },
	.notes = { "They know whom to ask meanwhile. The host was asked for a "
	    "name.",
	    "The educator has too many people and said so. The host looks for "
	    "a second one.",
	    "Explained what changes with the new team, and who confirms days "
	    "now." },
	.reviews = { "Somebody is named and has met them twice.",
	    "The deputy stands in; a name for good is promised for next "
	    "month." },
	.question = "Could I keep the supervisor whom I know until the "
	    "review?",
	.answers = {
	    HANDLED("asked", "The host was asked to name somebody this week."),
	    HANDLED("other_handled", "The off-site educator stands in."),
	    CLEARED("agreed_otherwise", "Two share the duty; the record "
		"follows."),
	    FALSE_ALARM("record_wrong", "The duty was entered with the wrong "
		"dates. They are put right."),
	    FALSE_ALARM("recorded_late", "It was settled in time, and recorded "
		"later."),
	},
}, {
	.rules = { "adjustment_late" },
	.aims = { "Have what was agreed in place, and look whether it helps.",
	    "Bridge the time until what was asked for is there." },
	.promises = { "Order what was agreed, and say when it comes",
	    "Lend what is needed until then" },
	.own = { "Say after two weeks whether it helps",
	    "Say what would help meanwhile" },
	.colleague = { "Ask each week how far it is",
	    "Move dates that depend on it" },
	.notes = { "Asked how they get on meanwhile. What helps until then is "
	    "agreed.",
	    "They wait for the other side. It was asked for again the same "
	    "day.",
	    "It was ordered twice by mistake and never sent. It comes next "
	    "week." },
	.reviews = { "It came and helps.",
	    "Half of it is there. The rest was promised for the month." },
	.question = "Does this mean that the dates of my work move as well?",
	.answers = {
	    HANDLED("asked", "Whoever orders it was asked for a date."),
	    HANDLED("planned", "What bridges the time is in the support "
		"plan."),
	    CLEARED("support_given", "It is there since Monday; the record "
		"follows."),
	    FALSE_ALARM("record_wrong", "It was in place and had not been "
		"recorded."),
	    FALSE_ALARM("recorded_late", "The step was taken in time, and "
		"recorded later."),
	},
}, {
	.rules = { "concern_open" },
	.aims = { "Settle what the concern is about, and say what is expected "
	    "from here on.",
	    "Follow the concern up on its days, with everybody it is about." },
	.promises = { "Hold the meeting that the concern asks for",
	    "Answer in writing what was asked" },
	.own = { "Write down how they see it, before the meeting",
	    "Bring what was agreed at the last meeting" },
	.colleague = { "Record what was agreed at each step",
	    "Ask both sides a week before the next meeting" },
	.notes = { "Talked about how they see the concern, and who comes to "
	    "the meeting.",
	    "They asked what happens next, and know the date now.",
	    "The meeting was put off twice. It is held on Monday, whoever is "
	    "away." },
	.reviews = { "The meeting was held. Two of three things are settled.",
	    "What was agreed is kept by both sides so far." },
	.question = "Can somebody come with me to the meeting?",
	.answers = {
	    HANDLED("as_concern", "The next step of the concern is on "
		"Monday."),
	    HANDLED("talking", "The tutor speaks with both sides this week."),
	    CLEARED("done_since", "The meeting was held; its record follows."),
	    FALSE_ALARM("recorded_late", "The step was taken in time, and "
		"recorded later."),
	    FALSE_ALARM("record_wrong", "The day to follow it up was entered "
		"wrongly."),
	},
} };

const struct demo_help *
demo_help_with(const char *rule)
{
	for (size_t i = 0; i < sizeof(all) / sizeof(*all); i++)
		for (size_t j = 0; all[i].rules[j] != NULL; j++)
			if (strcmp(all[i].rules[j], rule) == 0)
				return (&all[i]);
	return (&all[0]);
}
