/*
 * What people of the demonstration write in their documents: a few phrases for
 * each question, put together by the dice.
 */
#include <string.h>

#include "demo_parts.h"
#include "rules/documents.h"

enum { PHRASES = 4 };

static const struct {
	const char	*field, *phrases[PHRASES];
} known[] = {
	{ "experience", { "Three years as a support worker in a hostel.",
	    "I cared for my grandmother and volunteered on a helpline.",
	    "Teaching taught me to listen and to plan." } },
	{ "needs", { "To assess under the Care Act with confidence.",
	    "To take part in Mental Health Act work.",
	    "To write records that others can use." } },
	{ "adjustments", { "A screen filter and breaks away from the desk.", "",
	    "Supervision agendas a day ahead.", "" } },
	{ "travel", { "By bus and on foot; visits are planned together.",
	    "With the team's pool car, booked a day ahead.",
	    "By bicycle in town, by train beyond." } },
	{ "hours", { "9am to 5pm, half an hour for lunch",
	    "8.30am to 4.30pm, with an early finish on Friday" } },
	{ "opportunities", { "Joint assessments, then a small caseload of "
	    "their own.", "Duty, review meetings and a carers' group.",
	    "Ward rounds, discharge planning and home visits." } },
	{ "supervision", { "An hour and a half every ten days in a quiet room; "
	    "the team manager stands in.", "Formal supervision in the office, "
	    "with time for reflection at its start." } },
	{ "absence", { "Tell the practice educator by 9am; days are made up by "
	    "agreement.", "Ring the duty desk before 9am and log the day." } },
	{ "emergency", { "Ring the duty manager; out of hours the crisis line.",
	    "Leave, then call the duty desk. In danger call 999." } },
	{ "lone_working", { "No lone visits in the first four weeks, then with "
	    "a call before and after.", "Visits are on the board, with a buddy "
	    "who rings." } },
	{ "concerns", { "First with each other, then with the tutor.", "",
	    "Raised in supervision and written down." } },
	{ "missing", { "", "A telephone, ordered two weeks ago.", "",
	    "Access to the second recording system." } },
	{ "venue", { "A room at the team base", "The quiet room",
	    "The team's office, by video when needed" } },
	{ "content", { "Work, learning and wellbeing, and how power and "
	    "difference show in all three.", "Thinking about practice, not "
	    "only about tasks." } },
	{ "recording", { "The trainee writes the record, both sign; notes stay "
	    "in the locked drive.", "A short record each time; notes are "
	    "kept apart." } },
	{ "cancelling", { "It is held within a week.", "We find another time "
	    "the same week; twice in a row goes to the tutor." } },
	{ "hopes", { "Questions before answers.", "Clear feedback with an "
	    "example.", "Time to think aloud." } },
	{ "difficulties", { "We say so early and come back to it.",
	    "We ask the tutor to join us." } },
	{ "learned", { "To slow down and ask what matters to the person.",
	    "That I take on too much of what others can do.",
	    "To name my own assumptions before I write.",
	    "To check the law before I promise." } },
	{ "setting", { "Home visit", "Review meeting at the base", "A ward",
	    "A carers' group" } },
	{ "plan", { "I read the record, thought about power in the room and "
	    "planned open questions.", "The aim is a shared plan; I prepared "
	    "with the Care Act guidance." } },
	{ "reflection", { "It began stiffly; when I put my notes away we "
	    "talked.", "I was anxious and filled silences. Next time I wait.",
	    "The person led, and I followed with the law in mind." } },
	{ "strengths", { "Warm, clear and honest about what could be done.",
	    "Listened for what was not said and checked it.",
	    "Explained rights plainly." } },
	{ "development", { "Endings: leave time to agree what happens next.",
	    "Say the purpose earlier.", "Link what is seen to theory." } },
	{ "reflecting", { "Honest, and moves from feelings to learning.",
	    "Good detail; more on power would deepen it." } },
	{ "overall", { "Safe, thoughtful practice at this stage.",
	    "Capable, with growing confidence in risk." } },
	{ "response", { "", "I agree, and will work on endings.", "" } },
	{ "words", { "You told me things straight and you came back when you "
	    "said you would.", "She listened to my brother and to me.",
	    "Prepared, reliable and asks good questions in the meeting." } },
	{ "title", { "A first home visit", "A disagreement about risk",
	    "Silence in an interview", "Working with an interpreter" } },
	{ "happened", { "We visited after a missed appointment and the person "
	    "did not want us there.", "The team and the family saw the risk "
	    "differently." } },
	{ "analysis", { "Ideas of recovery and of positive risk helped me; so "
	    "did the Mental Capacity Act.", "Power lay with us, and race was "
	    "in the room without a word about it." } },
	{ "self", { "I wanted to be liked, and so I promised too much.",
	    "I assumed that I was unwelcome for who I am." } },
	{ "change", { "Say at the start what I can and cannot do.",
	    "Ask who else should be heard." } },
	{ "progress", { "Well: I hold my own work and ask for help.",
	    "Better than I feared; recording is slow." } },
	{ "support", { "More time for recording.",
	    "A chance to see a tribunal.",
	    "Shadowing an AMHP." } },
	{ "work", { "Eight people over the placement, two under the Mental "
	    "Health Act, and a group.", "Assessments, reviews, a safeguarding "
	    "enquiry and a carers' group." } },
	{ "evidence", { "Observations, feedback, reflections and "
	    "supervision.", "Seen in direct work and in records." } },
	{ "reasons", { "The capabilities are met at this level, with steady "
	    "growth.", "Reliable, reflective and safe." } },
	{ "next", { "Leading meetings, and writing for court.",
	    "Confidence with conflict." } },
	{ "comment", { "A fair account. Thank you.", "I agree with it." } },
	{ "background", { "Two placements in community teams, and four years "
	    "as a support worker.", "A career in nursing before the "
	    "programme, then an assessment team." } },
	{ "responsibilities", { "To bring an agenda, evidence in time, and "
	    "what does not work.", "To log supervision and to say early when "
	    "the load grows." } },
	{ "present", { "The newly qualified social worker, the assessor and "
	    "the line manager.", "Those who sign, and the coordinator for the "
	    "first half." } },
	{ "context", { "A community mental health team for adults, with Care "
	    "Act work and duty.", "Crisis and home treatment, with a "
	    "caseload of its own." } },
	{ "supervisors", { "The line manager on cases, the assessor on the "
	    "portfolio.", "The assessor, with the line manager every "
	    "month." } },
	{ "protected_how", { "Friday morning, away from the desk.",
	    "Two days a month, in the diary for the year." } },
	{ "assessor_does", { "Observes, reads evidence within two weeks and "
	    "holds the reviews.", "Assesses fairly, and says early what is "
	    "missing." } },
	{ "manager_does", { "Keeps the workload and the protected time as "
	    "agreed.", "Allocates work that lets the standards be shown." } },
	{ "disagreement", { "We talk, then ask the coordinator.",
	    "It is written down, and the coordinator hears both." } },
	{ "support_next", { "", "The line manager moves two cases by the end "
	    "of the month.", "" } },
	{ "extra_review", { "A further review in six weeks, with a plan." } },
	{ "changes", { "", "A new team since the spring.", "" } },
	{ "shortfall", { "" } },
	{ "holistic", { "Capable, reflective practice that holds under "
	    "pressure.", "Sound judgement, with a growing voice in the "
	    "team." } },
	{ "beyond", { "Best interests work, then an AMHP course.",
	    "Leading a safeguarding enquiry." } },
	{ "stands", { "I assess with more confidence, and still find endings "
	    "hard.", "I know the law better than I use it in the room.",
	    "I ask for help sooner than I did." } },
	{ "example", { "A joint visit where I named the risk and the person "
	    "made their own plan.", "A review that I chaired for the first "
	    "time." } },
	{ "judgement", { "Not to refer on at once: I weighed capacity, "
	    "history and what the person wanted.", "To ask for a Mental "
	    "Health Act assessment, after three visits." } },
	{ "values", { "My role frightened them, and I said so.",
	    "Race and class were in the room; supervision helped me to see "
	    "it." } },
	{ "feedback", { "That I listen, and could be clearer about what "
	    "happens next.", "To write shorter, and for the person first." } },
	{ "before", { "", "Two needs are met; court skills wait for a case.",
	    "Most of it; the shadowing fell through." } },
	{ "need", { "Mental capacity assessments", "Writing for a tribunal",
	    "Chairing reviews", "Work with carers" } },
	{ "how", { "Shadowing, then doing with the assessor there",
	    "Training, and two cases", "Reading and supervision" } },
	{ "shown", { "In an observation", "In a report that stands",
	    "By feedback from carers" } },
	{ "needed", { "", "Time to shadow an AMHP.", "" } },
	{ "summary", { "Relationships are my strength; analysis on paper is "
	    "what I work on.", "I have grown most in working with risk." } },
	{ "why", { "", "", "Seen in supervision and in feedback.", "" } },
	{ "observer", { "Joan Hartley", "Mo Siddiqui" } },
	{ "decision", { "A mental health tribunal", "A funding panel",
	    "A safeguarding conference" } },
	{ "purpose", { "To give the tribunal a picture of daily life; the "
	    "person's own words open it.", "To show how the plan came about "
	    "and what was weighed." } },
	{ "workload_next", { "", "The manager holds new work for two weeks.",
	    "" } },
	{ "what", { "Joint assessments", "Read the policy and try it",
	    "A review with the ward" } },
	{ "learning", { "Assessment and law", "Working together" } },
	{ "whom", { "The duty team", "The ward social worker",
	    "The advocacy service" } },
	{ "item", { "A new referral", "The last observation",
	    "Workload and leave" } },
	{ "said", { "To visit again with an advocate.", "To draft it by next "
	    "time.", "The load is right." } },
};

/* Days that PostgreSQL puts in their place. */
#define MARK_HELD	"%held_on%"

static const char *const	days[][2] = {
	{ "applies_from", "%start%" }, { "review_3_on", "%month_3%" },
	{ "review_6_on", "%month_6%" }, { "review_9_on", "" },
	{ "final_review_on", "%month_12%" }, { "panel_on", "%panel%" },
};
static const char *const	numbers[][2] = {
	{ "first_weeks", "6" }, { "second_months", "6" }, { "workload", "90" },
	{ "caseload", "16" }, { "protected_time", "222" }, { "sessions", "6" },
	{ "protected_minutes", "440" },
};

/* The second of the pair that begins with a name, or another. */
static const char *
known_as(const char *const (*pairs)[2], size_t n, const char *name,
    const char *other)
{
	for (size_t i = 0; i < n; i++)
		if (strcmp(pairs[i][0], name) == 0)
			return (pairs[i][1]);
	return (other);
}
#define KNOWN_AS(pairs, name, other)					\
	known_as(pairs, sizeof(pairs) / sizeof(*(pairs)), name, other)

static const char *
phrase(struct dice *dice, const char *field)
{
	size_t	n = 0;

	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		if (strcmp(known[i].field, field) != 0)
			continue;
		while (n < PHRASES && known[i].phrases[n] != NULL)
			n++;
		return (known[i].phrases[dice_below(dice, (int)n)]);
	}
	return ("As agreed.");
}

/* Some of them, at least one, a line each. */
static const char *
some_of(struct arena *a, struct dice *dice, struct row_names all)
{
	const char	*words = "";

	for (size_t i = 0; i < all.n; i++)
		if (i == 0 || dice_chance(dice, 450))
			words = arena_printf(a, "%s%s%s", words,
			    *words == '\0' ? "" : "\n", all.v[i]);
	return (words);
}

/* Ratings lean to the last but one, and a report to a pass. */
static const char *
one_of(struct dice *dice, const struct document_field *f)
{
	size_t	n = 0;

	/* Formal supervision alone is evidence. */
	if (strcmp(f->choices[0], "Formal") == 0)
		return (f->choices[0]);
	while (f->choices[n] != NULL)
		n++;
	if (strcmp(f->name, "outcome") == 0 || n <= 2 || n == 3)
		return (f->choices[n == 4 ? dice_below(dice, 4) :
		    dice_chance(dice, 60) ? 1 : 0]);
	return (f->choices[dice_between(dice, (int)n / 2, (int)n - 1)]);
}

const char *
demo_answer(struct arena *a, struct dice *dice, const struct document_field *f,
    const struct row_names *domains)
{
	if (strcmp(f->name, "held_on") == 0)
		return (MARK_HELD);
	if (f->kind == FIELD_DATE)
		return (KNOWN_AS(days, f->name,
		    f->enter != NULL ? MARK_HELD : ""));
	if (f->kind == FIELD_NUMBER)
		return (KNOWN_AS(numbers, f->name, "90"));
	if (f->kind == FIELD_REGISTRATION)
		return (arena_printf(a, "SW%d", 70000 +
		    dice_below(dice, 9000)));
	if (f->kind == FIELD_YES_NO)
		return (dice_chance(dice, 900) ? "Yes" : "No");
	if (f->kind == FIELD_CHOICE)
		return (one_of(dice, f));
	if (f->kind == FIELD_CHOICES || f->kind == FIELD_STANDARDS)
		return (some_of(a, dice, grid_rows(f, *domains)));
	return (phrase(dice, f->name));
}
