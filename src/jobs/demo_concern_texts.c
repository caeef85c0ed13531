/*
 * What was written of the demonstration's concerns.
 */
#include <stddef.h>

#include "demo_concerns.h"

static const char *const	practice[] = {
	"Records of visits were written more than a week later three times "
	"this month, after we agreed on two days in supervision.",
	"Two assessments were sent to the team manager without the views of "
	"the person in them.",
	"Risk was not discussed with anybody before a visit that should not "
	"have been made alone.",
	"Advice in supervision on how to plan visits has not been taken up, "
	"and visits were missed.",
	"A capacity assessment was written from the notes of another worker.",
};
static const char *const	support[] = {
	"Supervision was cancelled four times in six weeks and was not made "
	"up.",
	"There is still no laptop after seven weeks, so records wait until a "
	"desk is free.",
	"The protected study day is used for duty cover almost every week.",
	"The caseload was twelve from the second week. The agreement says "
	"six.",
	"The screen reader that was agreed before the start has not come.",
};
static const char *const	conduct[] = {
	"Somebody spoke about a person who uses services in the lift, with "
	"others there.",
	"Meetings with families were missed without a message, twice.",
	"A message to the team was written in a tone that upset colleagues.",
};
static const char *const	health[] = {
	"There have been many short absences, and nobody has talked about "
	"what would help.",
	"Visits out of hours are more than was agreed with occupational "
	"health.",
};
static const char *const	other[] = {
	"Travel to the team takes two hours each way since the office moved.",
	"The team is being reorganised and nobody knows who supervises from "
	"next month.",
};
static const char *const	present[] = {
	"The trainee, the practice educator, the tutor and programme staff",
	"The trainee, the practice educator, the on-site supervisor and the "
	"tutor",
	"The trainee with a colleague from their union, the practice educator "
	"and programme staff",
};
static const char *const	said[] = {
	"We went through what happened in the order in which it happened. "
	"The trainee said how it looked from their side.",
	"Everybody agreed on the facts. We spoke about what had been "
	"promised, and what had come of it.",
	"The trainee had seen the notes before. We agreed which parts are "
	"the team’s to put right.",
};
static const char *const	agreed[] = {
	"A plan for four weeks, with supervision each week.",
	"A plan with dates, and a short meeting half way through.",
	"What the trainee does and what the host does, in one plan.",
};
static const char *const	of_trainee[] = {
	"Write each record within two working days",
	"Bring a plan for each visit to supervision",
	"Read the team’s lone working guidance and talk it through",
	"Reflect in writing on two of the visits",
};
static const char *const	of_educator[] = {
	"Supervise for an hour each week and keep a note of it",
	"Observe a visit and give written feedback",
	"Read two records with the trainee each week",
};
static const char *const	of_host[] = {
	"Give the trainee a laptop that works",
	"Keep the study day free of duty",
	"Bring the caseload down to what was agreed",
	"Name somebody who supervises when the educator is away",
};
static const char *const	of_programme[] = {
	"Meet the team manager about what was agreed",
	"Find out about equipment with the employer",
};
static const char *const	reviewed[] = {
	"Each action was looked at in turn. Most were done by their date.",
	"The notes of supervision and two observations were read.",
	"The trainee, the educator and the tutor met for an hour.",
};
static const char *const	met[] = {
	"Everything was done, and both sides say that it helped.",
	"Two observations and the notes of supervision show it.",
	"What was promised is there now, and the work has caught up.",
};
static const char *const	extended[] = {
	"The laptop came late, so that four weeks were too short.",
	"Sickness took two of the weeks.",
};
static const char *const	not_met[] = {
	"Records are still late. The weekly supervision took place.",
	"Two of the host’s actions were not done either, which weighs as "
	"much.",
};
static const char *const	settled[] = {
	"Nothing more is needed.",
	"The trainee and the educator both said that it is settled.",
};
static const char *const	withdrawn[] = {
	"It was put right the same week.",
	"It turned out to be a misunderstanding.",
};
static const char *const	panels[] = {
	"The panel reads the plan, the reviews and what the trainee wrote.",
};
static const char *const	decided[] = {
	"The panel found that support came too late to judge by.",
	"The panel found enough to go on, with the plan as it is.",
};
static const char *const	responses[] = {
	"I agree with what happened. I had asked for help with the system "
	"twice before.",
	"I see it differently: the visits were moved by duty, and I said so "
	"at the time.",
	"Thank you for writing it down. The plan helps me.",
};

#define TEXTS(v)	[TEXT_##v]
#define LIST(v)		{ v, sizeof(v) / sizeof(*(v)) }
static const struct { const char *const *v; size_t n; } texts[] = {
	TEXTS(PRACTICE) = LIST(practice), TEXTS(SUPPORT) = LIST(support),
	TEXTS(CONDUCT) = LIST(conduct), TEXTS(HEALTH) = LIST(health),
	TEXTS(OTHER) = LIST(other), TEXTS(PRESENT) = LIST(present),
	TEXTS(SAID) = LIST(said), TEXTS(AGREED) = LIST(agreed),
	TEXTS(OF_TRAINEE) = LIST(of_trainee),
	TEXTS(OF_EDUCATOR) = LIST(of_educator),
	TEXTS(OF_HOST) = LIST(of_host), TEXTS(OF_PROGRAMME) =
	    LIST(of_programme), TEXTS(REVIEWED) = LIST(reviewed),
	TEXTS(MET) = LIST(met), TEXTS(EXTENDED) = LIST(extended),
	TEXTS(NOT_MET) = LIST(not_met), TEXTS(SETTLED) = LIST(settled),
	TEXTS(WITHDRAWN) = LIST(withdrawn), TEXTS(PANEL) = LIST(panels),
	TEXTS(DECIDED) = LIST(decided), TEXTS(RESPONSE) = LIST(responses),
};

const char *
concern_text(struct dice *dice, enum concern_text which)
{
	return (texts[which].v[dice_below(dice, (int)texts[which].n)]);
}
