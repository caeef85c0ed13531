/*
 * What the demonstration's trainees write about their days, and why their
 * educators return some.  Nobody is named, as portfolios ask.
 */
#include <stdio.h>

#include "demo_parts.h"

/* The nine domains of the Professional Capabilities Framework, as a set. */
#define D(n)	(1 << ((n) - 1))

static const struct day_text texts[] = {
	/* The first week of any placement. */
	{ STARTING, D(1) | D(8),
	    "Induction: met the team, read the lone working and safeguarding "
	    "procedures, and set up access to the records system." },
	{ STARTING, D(1) | D(6),
	    "Learning agreement meeting with my practice educator and tutor. "
	    "We agreed my learning needs and supervision dates." },
	{ STARTING, D(5) | D(8),
	    "Shadowed the duty worker in the morning and sat in on the "
	    "multidisciplinary meeting." },
	{ STARTING, D(2) | D(7),
	    "Shadowed two home visits. Noted how consent and confidentiality "
	    "were explained at the start of each." },
	{ STARTING, D(5),
	    "Mandatory training: safeguarding adults, information governance "
	    "and de-escalation." },

	/* Adult mental health. */
	{ ADULTS, D(2) | D(7),
	    "Joint home visit with a community nurse. Led the conversation "
	    "about what the person wants from the next three months." },
	{ ADULTS, D(4) | D(5),
	    "Completed a Care Act assessment with support, and wrote up "
	    "eligible needs in the person's own words." },
	{ ADULTS, D(5) | D(8),
	    "Observed a Mental Health Act assessment with an approved mental "
	    "health professional. Talked through the least restrictive "
	    "options afterwards." },
	{ ADULTS, D(6),
	    "Formal supervision. Reflected on endings and on my reaction to a "
	    "difficult phone call." },
	{ ADULTS, D(3) | D(4),
	    "Supported a person to challenge a benefits decision. Gathered "
	    "evidence and drafted the letter together." },
	{ ADULTS, D(7),
	    "Second session of motivational work on alcohol use. Used a "
	    "readiness ruler, and left the pace to the person." },
	{ ADULTS, D(5) | D(7),
	    "Behavioural family work session with a parent and adult son; "
	    "practised active listening and reviewed early warning signs." },
	{ ADULTS, D(1) | D(8),
	    "Duty day. Took four calls, passed one urgent referral to the "
	    "crisis team and recorded each before leaving." },
	{ ADULTS, D(2) | D(4),
	    "Mental capacity assessment about managing money, alongside a "
	    "qualified colleague. Thought about how to support the decision "
	    "first." },
	{ ADULTS, D(7) | D(8),
	    "Section 117 review on the ward. Prepared the social "
	    "circumstances part of the report." },
	{ ADULTS, D(3),
	    "Visited a community centre with a person who wanted to meet "
	    "others who speak their language. Mapped what is on locally." },
	{ ADULTS, D(6) | D(7),
	    "Wrote and shared a crisis and contingency plan. Rewrote it after "
	    "feedback that the words were ours and not the person's." },
	{ ADULTS, D(1),
	    "Direct observation by my practice educator during a review "
	    "visit. Feedback on silence and on summarising." },
	{ ADULTS, D(4) | D(8),
	    "Safeguarding planning meeting about financial abuse. Took the "
	    "minutes and made sure that the adult's wishes were heard." },
	{ ADULTS, D(2) | D(3),
	    "First visit with an interpreter. Planned it with them beforehand "
	    "and checked understanding at each step." },
	{ ADULTS, D(5),
	    "Study half-day on trauma-informed practice, then case "
	    "recording." },
	{ ADULTS, D(7),
	    "Carer's assessment at the kitchen table. Carer's own health had "
	    "not been asked about before." },
	{ ADULTS, D(8) | D(9),
	    "Presented a short piece on personal budgets at the team meeting "
	    "and answered questions." },
	{ ADULTS, D(6),
	    "Group reflective session with my unit. Looked at power in a "
	    "visit that did not go as planned." },
	{ ADULTS, D(4) | D(7),
	    "Went with a person to view supported accommodation. Wrote down "
	    "their questions for the provider first." },
	{ ADULTS, D(5) | D(6),
	    "Read for and drafted a chronology; saw a pattern of missed "
	    "appointments after each change of worker." },
	{ ADULTS, D(1) | D(2),
	    "Visit cancelled at the door. Respected this, left a note, and "
	    "rang later to agree another time." },
	{ ADULTS, D(7) | D(5),
	    "Graded exposure with a person who has not been out for months: "
	    "ten minutes to the corner shop and back." },
	{ ADULTS, D(8),
	    "Followed up housing repairs with the council. Three calls, one "
	    "date for an inspection." },
	{ ADULTS, D(2),
	    "Co-wrote a support plan using Connecting People: named two "
	    "people and one place that matter." },
	{ ADULTS, D(3) | D(6),
	    "Discussed in supervision why a young Black man on my caseload "
	    "had been described as hard to engage, and what the record left "
	    "out." },
	{ ADULTS, D(4),
	    "Explained rights to an independent advocate and to a tribunal "
	    "after detention. Made the referral the same day." },
	{ ADULTS, D(7) | D(9),
	    "Helped to run a recovery college session about sleep with a peer "
	    "support worker." },
	{ ADULTS, D(1) | D(6),
	    "Caught up with records and reflective log. Asked for feedback "
	    "from a colleague in occupational therapy." },
	{ ADULTS, D(5) | D(8),
	    "Handover to the perinatal team for an expectant mother; "
	    "clarified who does what before the birth." },
	{ ADULTS, D(7),
	    "Ended work with a person after twelve sessions. Went through "
	    "what had changed and how to come back." },
	{ ADULTS, D(6) | D(8),
	    "Risk formulation meeting. Put the protective factors that the "
	    "family had named on the board." },
	{ ADULTS, D(2) | D(7),
	    "Phone support in the morning, then an unplanned visit after a "
	    "worrying message. Agreed a safety plan for the weekend." },

	/* Children's teams. */
	{ CHILDREN, D(2) | D(7),
	    "Direct work with a child of eight using the three houses. "
	    "Explained what I would share and with whom." },
	{ CHILDREN, D(5) | D(8),
	    "Observed a child protection conference. Noted how the threshold "
	    "was explained to the parents." },
	{ CHILDREN, D(4) | D(7),
	    "Joint assessment visit: parent's mental health and its effect on "
	    "the children's mornings." },
	{ CHILDREN, D(8),
	    "School meeting about attendance. Agreed a softer start for two "
	    "weeks and who will ring home." },
	{ CHILDREN, D(5),
	    "Read the family's chronology and drew a genogram with my "
	    "supervisor." },
	{ CHILDREN, D(3) | D(2),
	    "Visit with an interpreter to a family who came to this country "
	    "this year. Listened more than I asked." },
	{ CHILDREN, D(6),
	    "Supervision: what a child's silence might mean, and what it "
	    "might not." },
	{ CHILDREN, D(7) | D(8),
	    "Supervised family time at the contact centre and wrote a "
	    "balanced note of what I saw." },
	{ CHILDREN, D(5) | D(4),
	    "Shadowed a strategy discussion with police and health; linked it "
	    "to what the law asks of each." },
	{ CHILDREN, D(1) | D(6),
	    "Compared how adults' and children's services think about risk, "
	    "for my contrasting learning essay." },
	{ CHILDREN, D(9) | D(8),
	    "Told the team about working with parents in crisis; made a "
	    "one-page guide to local mental health services." },
};

static const char *const reasons[] = {
	"The date looks wrong: the rota has you in college on this day. Check "
	"it and send it again.",
	"Say what you did yourself and what you watched. One more sentence is "
	"enough.",
	"This reads as a full day, but we agreed a half-day for your study "
	"time. Change the length, or tell me why not.",
	"There is enough detail here for somebody to be recognised. Take out "
	"the street and the school.",
	"Which of the domains does this show? Choose the one that you would "
	"argue for.",
	"You have put the visit on the wrong day. It was the day after.",
	"Add how you prepared. That is where your learning was.",
	"I was on leave and cannot confirm this from the diary. Add who "
	"supervised you.",
	"Thank you for this. Write it without the diagnosis as a label "
	"for the person.",
	"The same text stands on two days. Tell me what was different.",
};

static const char *const interruptions[] = {
	"Sickness", "Bereavement", "Caring for a family member",
	"The host team was closed", "Waiting for a reasonable adjustment",
};

/* What somebody adds when a day comes back. */
static const char *const additions[] = {
	"I prepared by reading the record and agreeing with my supervisor what "
	"I would lead on.",
	"I led the opening and the summary; the rest I watched.",
	"Next time I would ask sooner what the person thinks would help.",
	"It showed me how much is decided by how a question is put.",
	"The date was wrong before: I have checked it with the rota.",
};

enum {
	TEXTS = sizeof(texts) / sizeof(texts[0]),
	ADDITIONS = sizeof(additions) / sizeof(additions[0]),
	TEXT_LENGTH_MAX = 400
};

#define LIST(v)	((struct text_list){ (v), sizeof(v) / sizeof((v)[0]) })

/* Each text twice: as it was first written, and with more said. */
struct text_list
demo_texts(void)
{
	static char		 longer[TEXTS][TEXT_LENGTH_MAX];
	static const char	*words[2 * TEXTS];

	for (int i = 0; i < TEXTS && words[TEXTS + i] == NULL; i++) {
		snprintf(longer[i], TEXT_LENGTH_MAX, "%s %s", texts[i].words,
		    additions[i % ADDITIONS]);
		words[TEXTS + i] = longer[i];
		words[i] = texts[i].words;
	}
	return (LIST(words));
}

struct text_list
demo_return_reasons(void)
{
	return (LIST(reasons));
}

struct text_list
demo_interruptions(void)
{
	return (LIST(interruptions));
}

/* A text of a kind that is not the one before, numbered from 0. */
int
demo_text(struct dice *dice, enum day_setting setting, int before)
{
	int	i;

	do
		i = dice_below(dice, TEXTS);
	while (texts[i].setting != setting || i == before);
	return (i);
}

int
demo_text_corrected(int text)
{
	return (text + TEXTS);
}

int
demo_domains(int text)
{
	return (texts[text % TEXTS].domains);
}
