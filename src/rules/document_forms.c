/*
 * The forms of documents, from document_forms.def and document_forms_asye.def.
 */
#include <string.h>

#include "rules/documents.h"

#define CHOOSE(name, ...)						\
	static const char *const name[] = { __VA_ARGS__, NULL }

CHOOSE(host_policies, "Safeguarding adults", "Safeguarding children",
    "Confidentiality and records", "Lone working", "Health and safety",
    "Equality, diversity and inclusion", "Whistleblowing");
CHOOSE(induction_items, "Tour of the building, fire exits and first aid",
    "Identity badge and access", "Computer, telephone and accounts",
    "Confidentiality and information governance",
    "Safeguarding adults and children", "Lone working and personal safety",
    "Recording system", "Absence and annual leave",
    "Team roles and meetings", "Local services and how to refer to them");
CHOOSE(induction_states, "Done", "Planned", "Not needed here");
CHOOSE(supervision_frequencies, "Weekly", "Every two weeks", "Another rhythm");
CHOOSE(other_supervision, "Group supervision", "Reflective discussion",
    "Peer support", "An open door between sessions");
CHOOSE(supervision_sorts, "Formal", "Informal");
CHOOSE(supervision_topics, "Work with people and families", "Risk",
    "Law and policy", "Theory and research", "Values and ethics",
    "Power, difference and anti-racist practice", "Records and reports",
    "Wellbeing and workload", "Feedback", "Portfolio and learning");
CHOOSE(who_acts, "Trainee", "Practice educator", "On-site supervisor", "Tutor");
CHOOSE(observed_skills, "Preparing and introducing", "Building a relationship",
    "Listening and communicating", "Using power with care",
    "Assessing need and risk", "Using knowledge and law", "Ending well");
CHOOSE(ratings, "Not seen", "Needs work", "As expected",
    "Better than expected");
CHOOSE(observation_outcomes, "As expected at this stage",
    "Not yet as expected at this stage");
CHOOSE(feedback_givers, "A person with lived experience", "A carer or relative",
    "A colleague of the team", "A colleague of another organisation");
CHOOSE(feedback_ways, "Said to the practice educator", "Said to the trainee",
    "Written on a form", "Sent by email", "With the help of an interpreter");
CHOOSE(progress_ratings, "Not yet shown", "Some evidence", "On course",
    "Strong");
CHOOSE(midpoint_outcomes, "On track", "On track with support", "Not on track");
CHOOSE(domain_results, "Met", "Not met");
CHOOSE(recommendations, "Pass", "Fail");
CHOOSE(anonymity_checks, "Names and initials", "Addresses and places",
    "Dates that could tell who somebody is", "Attachments and feedback",
    "File names");
CHOOSE(supervision_phases, "First phase", "Second phase", "After that");
CHOOSE(asye_frequencies, "Weekly", "Every two weeks", "Every three weeks",
    "Monthly");
CHOOSE(asye_actors, "Newly qualified social worker", "ASYE assessor",
    "Line manager", "Supervisor", "ASYE coordinator");
CHOOSE(asye_tracks, "On track", "On track with support", "Not on track");
CHOOSE(self_ratings, "Not yet confident", "Confident with support",
    "Confident in most situations", "Confident in complex situations");
CHOOSE(observers, "I did", "Another registered social worker");
CHOOSE(record_sorts, "A report for an external decision",
    "A set of case recordings", "Another piece of writing");
CHOOSE(writing_qualities, "Clear and plain", "Accurate and in time",
    "The person's own view is heard", "Fact and opinion are told apart",
    "Analysis, risk and law", "Conclusion and plan");
CHOOSE(asye_supervision_topics, "Work with people and families", "Risk",
    "Law and policy", "Theory and research", "Values and ethics",
    "Power, difference and anti-racist practice", "Records and reports",
    "Wellbeing", "Feedback and observations", "Portfolio and learning");
#undef CHOOSE

#define TEXT_OF(kind_, who, name_, question_, hint_, most_, enter_)	\
	{ .kind = kind_, .writer = who##_PART, .name = #name_,		\
	  .question = question_, .hint = hint_, .least = 1,		\
	  .most = most_, .enter = enter_ },
#define PICK_OF(kind_, who, name_, question_, hint_, choices_, enter_)	\
	{ .kind = kind_, .writer = who##_PART, .name = #name_,		\
	  .question = question_, .hint = hint_, .choices = choices_,	\
	  .enter = enter_ },

#define FORM(home_, kind_, edition_, title_, about_)			\
	{ .kind = FIELD_FORM, .name = #kind_, .question = title_,	\
	  .hint = about_, .most = edition_, .least = HOME_##home_ },
#define SECTION(title_)	{ .kind = FIELD_SECTION, .question = title_ },
#define LINE(...)	TEXT_OF(FIELD_LINE, __VA_ARGS__)
#define LINE_WHEN(who, name_, of_, is_, question_, hint_, most_, enter_) \
	{ .kind = FIELD_LINE, .writer = who##_PART, .name = #name_,	\
	  .question = question_, .hint = hint_, .least = 1,		\
	  .most = most_, .enter = enter_, .when = #of_, .is = is_ },
#define REGISTRATION_WHEN(who, name_, of_, is_, question_, hint_, enter_) \
	{ .kind = FIELD_REGISTRATION, .writer = who##_PART,		\
	  .name = #name_, .question = question_, .hint = hint_,		\
	  .most = 20, .enter = enter_, .when = #of_, .is = is_ },
#define LONG(...)	TEXT_OF(FIELD_LONG, __VA_ARGS__)
#define DATE(who, name, question, hint, enter)				\
	TEXT_OF(FIELD_DATE, who, name, question, hint, 0, enter)
#define NUMBER(who, name_, question_, hint_, least_, most_, enter_)	\
	{ .kind = FIELD_NUMBER, .writer = who##_PART, .name = #name_,	\
	  .question = question_, .hint = hint_, .least = least_,	\
	  .most = most_, .enter = enter_ },
#define YES_NO(who, name, question, hint, enter)			\
	PICK_OF(FIELD_YES_NO, who, name, question, hint, yes_no, enter)
#define CHOICE(...)	PICK_OF(FIELD_CHOICE, __VA_ARGS__)
#define CHOICES(...)	PICK_OF(FIELD_CHOICES, __VA_ARGS__)
#define STANDARDS(who, name, question, hint, enter)			\
	PICK_OF(FIELD_STANDARDS, who, name, question, hint, NULL, enter)
#define ROWS(who, name_, question_, hint_, one_, columns_, most_, enter_) \
	{ .kind = FIELD_ROWS, .writer = who##_PART, .name = #name_,	\
	  .question = question_, .hint = hint_, .columns = columns_,	\
	  .most = most_, .one = one_, .enter = enter_ },
#define GRID(who, name_, question_, hint_, rows_, columns_)		\
	{ .kind = FIELD_GRID, .writer = who##_PART, .name = #name_,	\
	  .question = question_, .hint = hint_, .choices = rows_,	\
	  .columns = columns_, .enter = "" },

static const char *const	yes_no[] = { "Yes", "No", NULL };

/* The columns of rows and grids; TRAINEE says nothing there. */
#define COLUMNS(name, ...)						\
	static const struct document_field name[] = {			\
		__VA_ARGS__ { .kind = FIELD_FORM }			\
	}

COLUMNS(work_columns,
    LINE(TRAINEE, what, "What", NULL, 200, "Enter what the work is")
    LINE(TRAINEE, learning, "What it teaches", NULL, 200,
	"Enter what the work teaches"));
COLUMNS(induction_columns,
    CHOICE(TRAINEE, state, "State", NULL, induction_states,
	"Select whether it was done"));
COLUMNS(visit_columns,
    LINE(TRAINEE, whom, "Whom", "A role or a team, not a name", 150,
	"Enter whom the trainee met")
    DATE(TRAINEE, on, "When", NULL, NULL));
COLUMNS(agenda_columns,
    LINE(TRAINEE, item, "Item", NULL, 150, "Enter the item")
    LONG(TRAINEE, said, "What was decided", NULL, 600,
	"Enter what was decided"));
COLUMNS(action_columns,
    LINE(TRAINEE, what, "What", NULL, 200, "Enter what is to be done")
    CHOICE(TRAINEE, who, "Who", NULL, who_acts, "Select who does it")
    DATE(TRAINEE, by, "By when", NULL, NULL));
COLUMNS(observation_columns,
    CHOICE(TRAINEE, rating, "Rating", NULL, ratings, "Select a rating"));
COLUMNS(progress_columns,
    CHOICE(TRAINEE, progress, "Progress", NULL, progress_ratings,
	"Select the progress")
    LONG(TRAINEE, evidence, "Evidence", NULL, 600, NULL));
COLUMNS(final_columns,
    CHOICE(TRAINEE, result, "Result", NULL, domain_results,
	"Select the result")
    LONG(TRAINEE, evidence, "Evidence", NULL, 1000, "Enter the evidence"));

COLUMNS(phase_columns,
    CHOICE(TRAINEE, every, "How often", NULL, asye_frequencies,
	"Select how often supervision is")
    NUMBER(TRAINEE, minutes, "Minutes", NULL, 15, 240,
	"Enter how many minutes a session lasts"));
COLUMNS(adjustment_columns,
    LONG(TRAINEE, what, "What was agreed",
	"Only what others must know to put it in place. Leave out why.", 500,
	"Enter what was agreed")
    DATE(TRAINEE, by, "By when", NULL,
	"Enter the date by which it is in place"));
COLUMNS(asye_action_columns,
    LINE(TRAINEE, what, "What", NULL, 200, "Enter what is to be done")
    CHOICE(TRAINEE, who, "Who", NULL, asye_actors, "Select who does it")
    DATE(TRAINEE, by, "By when", NULL, NULL));
COLUMNS(goal_columns,
    LINE(TRAINEE, need, "What is to be learned", NULL, 200,
	"Enter what is to be learned")
    LINE(TRAINEE, how, "How", NULL, 300, "Enter how it is learned")
    LINE(TRAINEE, shown, "How it is known to be learned", NULL, 300,
	"Enter how it is known to be learned")
    DATE(TRAINEE, by, "By when", NULL, NULL));
COLUMNS(self_columns,
    CHOICE(TRAINEE, rating, "Where you see yourself", NULL, self_ratings,
	"Select where you see yourself")
    LONG(TRAINEE, why, "Why", NULL, 600, NULL));

static const struct document_field	table[] = {
#include "document_forms.def"
#include "document_forms_asye.def"
	{ .kind = FIELD_FORM }
};

/* The form whose first row this is. */
static struct document_form
form_at(const struct document_field *row)
{
	struct document_form	form = { .kind = row->name,
				    .title = row->question, .about = row->hint,
				    .home = (enum document_home_kind)row->least,
				    .edition = (int)row->most,
				    .fields = row + 1 };

	while (form.fields[form.n].kind != FIELD_FORM)
		form.n++;
	return (form);
}

bool
document_form_in_order(size_t wanted, struct document_form *form)
{
	const struct document_field	*row;

	for (row = table; row->kind != FIELD_FORM || row->name != NULL; row++)
		if (row->kind == FIELD_FORM && wanted-- == 0) {
			*form = form_at(row);
			return (true);
		}
	return (false);
}

size_t
document_forms(void)
{
	struct document_form	form;
	size_t			n = 0;

	while (document_form_in_order(n, &form))
		n++;
	return (n);
}

bool
document_form(const char *kind, struct document_form *form)
{
	for (size_t i = 0; document_form_in_order(i, form); i++)
		if (strcmp(form->kind, kind) == 0)
			return (true);
	return (false);
}
