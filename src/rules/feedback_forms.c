/* feedback_forms - what people outside are asked, and told before. */
#include <string.h>

#include "core/arena.h"
#include "rules/feedback_forms.h"

#define CHOICES(...)							\
	((const struct feedback_choice[]){ __VA_ARGS__, { 0 } })
#define OFTEN	CHOICES({ "Yes", "yes" }, { "Sometimes", "sometimes" },	\
		    { "No", "no" }, { "I do not know", "unsure" })
#define SEEN	CHOICES({ "A strength", NULL },				\
		    { "As I would expect at this stage", NULL },	\
		    { "Needs to develop", NULL }, { "Not seen", NULL })
#define HELPED	CHOICES({ "No, I did it by myself", "person" },		\
		    { "Yes, a friend or somebody in my family", "people" }, \
		    { "Yes, an advocate or a support worker", "people" }, \
		    { "Yes, the social worker that this is about",	\
		      "people" },					\
		    { "Somebody wrote down what I said on the phone",	\
		      "phone" })
#define SHARED	CHOICES({ "Yes", "yes" }, { "No", "no" })

static const struct feedback_question	easy[] = {
	{ "listened", "ear", "Did %n listen to you?", NULL,
	  "Choose an answer", OFTEN },
	{ "respect", "heart", "Was %n kind and polite?", NULL,
	  "Choose an answer", OFTEN },
	{ "explained", "speech", "Did %n use words that you understand?", NULL,
	  "Choose an answer", OFTEN },
	{ "involved", "signpost", "Did %n ask you what you want?", NULL,
	  "Choose an answer", OFTEN },
	{ "kept_word", "tick", "Did %n do what they said they would do?", NULL,
	  "Choose an answer", OFTEN },
	{ "good", "star", "What did %n do well?",
	  "Do not write names. You can leave this empty.", NULL, NULL },
	{ "better", "ladder", "What can %n do better?",
	  "Do not write names. You can leave this empty.", NULL, NULL },
	{ "help", "people", "Did somebody help you with these questions?",
	  NULL, "Choose an answer", HELPED },
	{ "share", "eye", "Can %n read what you said?",
	  "If you say no, only the people who check %n's work read it.",
	  "Choose yes or no", SHARED },
};

static const struct feedback_question	standard[] = {
	{ "listened", NULL, "Did %n listen to you and take what you said "
	  "seriously?", NULL, "Select whether %n listened to you", OFTEN },
	{ "respect", NULL, "Did %n treat you with respect?", NULL,
	  "Select whether %n treated you with respect", OFTEN },
	{ "explained", NULL, "Did %n explain things so that you could "
	  "understand them?",
	  "For example, what would happen next, and your rights",
	  "Select whether %n explained things", OFTEN },
	{ "involved", NULL, "Did %n involve you in what was decided?", NULL,
	  "Select whether %n involved you", OFTEN },
	{ "kept_word", NULL, "Did %n do what they said they would do?", NULL,
	  "Select whether %n did what they said", OFTEN },
	{ "good", NULL, "What did %n do well? (optional)",
	  "Do not write names, yours or anybody's.", NULL, NULL },
	{ "better", NULL, "What could %n do better or differently? (optional)",
	  "Do not write names, yours or anybody's.", NULL, NULL },
	{ "help", NULL, "Did somebody help you with these questions?", NULL,
	  "Select whether somebody helped you", HELPED },
	{ "share", NULL, "May %n read what you said?",
	  "If not, only the assessor and those who check the assessment read "
	  "it. They may tell %n in general what people said.",
	  "Select whether %n may read it", SHARED },
};

static const struct feedback_question	professional[] = {
	{ "capacity", NULL, "How do you know %n's work?",
	  "For example, joint visits since March. Do not name anybody who uses "
	  "services.", "Enter how you know %n's work", NULL },
	{ "communication", NULL, "How does %n communicate with people who use "
	  "services and with you?", NULL,
	  "Select how %n communicates", SEEN },
	{ "together", NULL, "How does %n work with other professionals?",
	  NULL, "Select how %n works with others", SEEN },
	{ "judgement", NULL, "How sound are %n's knowledge and judgement?",
	  "Law, risk, assessment and when to ask for advice",
	  "Select how sound %n's judgement is", SEEN },
	{ "reliable", NULL, "How reliable is %n?",
	  "Keeping appointments, records and what was promised",
	  "Select how reliable %n is", SEEN },
	{ "values", NULL, "How does %n stand up for rights, and against "
	  "discrimination?", NULL,
	  "Select how %n stands up for rights", SEEN },
	{ "good", NULL, "What does %n do well?",
	  "Say what you saw, if you can.", "Enter what %n does well", NULL },
	{ "better", NULL, "What could %n develop? (optional)", NULL, NULL,
	  NULL },
};

static const struct feedback_notice	told_easy[] = {
	{ "This is about %n. %n is a new social worker.", "person" },
	{ "We want to know what you think of %n's work.", "speech" },
	{ "You do not have to do this. You can say no.", "refuse" },
	{ "Your care and support stay the same. It does not matter what you "
	  "say.", "heart" },
	{ "We do not ask for your name.", "mask" },
	{ "The people who check %n's work will read what you say.", "people" },
	{ "You choose if %n can read it too.", "eye" },
	{ "We keep it with the record of %n's first year at work.", "folder" },
	{ "At the end you get a code. If you change your mind later, use the "
	  "code. Then we take your words away for good.", "undo" },
	{ "If somebody is in danger, we have to tell people who can help.",
	  "warning" },
};

static const struct feedback_notice	told_standard[] = {
	{ "%n is a newly qualified social worker. In the first year at work "
	  "an assessor looks at how they practise. What people say about their "
	  "work is part of that." },
	{ "You do not have to take part. Whatever you say, the support that "
	  "you or the person you care for gets stays the same." },
	{ "You are not asked for your name. Leave out names and addresses, "
	  "yours and other people's." },
	{ "%n's assessor reads what you say. So may the coordinator of the "
	  "first-year programme, its staff, and the panel that checks the "
	  "assessment. %n reads it only if you agree." },
	{ "It is kept with the record of %n's first year, and used for nothing "
	  "else." },
	{ "At the end you get a code. With it you can take back your consent "
	  "at any time. What you said is then removed for good." },
	{ "If what you say means that somebody may come to harm, the assessor "
	  "has to tell those who can help." },
};

static const struct feedback_notice	told_professional[] = {
	{ "%n is in the assessed and supported year in employment (ASYE). "
	  "Feedback from professionals who know their work is part of the "
	  "assessment." },
	{ "%n and their assessor read what you say, with your name and role. "
	  "So may the ASYE coordinator, the programme's staff, and the "
	  "moderation panel." },
	{ "Leave out whatever could tell who somebody who uses services is." },
	{ "It is kept with the record of %n's ASYE, and used for nothing "
	  "else." },
	{ "At the end you get a code. With it you can take back your consent "
	  "at any time. What you said is then removed for good." },
	{ "A concern about somebody's safety does not belong here: raise it "
	  "today, as your organisation's procedure says." },
};

#define COUNT(list)	(sizeof(list) / sizeof(*(list)))

static const struct {
	int				 edition;
	const struct feedback_question	*questions;
	size_t				 nquestions;
	const struct feedback_notice	*notices;
	size_t				 nnotices;
} forms[FEEDBACK_FORMS] = {
	[FEEDBACK_EASY_READ] = { 1, easy, COUNT(easy),
	    told_easy, COUNT(told_easy) },
	[FEEDBACK_STANDARD] = { 1, standard, COUNT(standard),
	    told_standard, COUNT(told_standard) },
	[FEEDBACK_PROFESSIONAL] = { 1, professional, COUNT(professional),
	    told_professional, COUNT(told_professional) },
};

int
feedback_edition(enum feedback_form form)
{
	return (forms[form].edition);
}

const struct feedback_question *
feedback_questions(enum feedback_form form, size_t *n)
{
	*n = forms[form].nquestions;
	return (forms[form].questions);
}

const struct feedback_notice *
feedback_notices(enum feedback_form form, size_t *n)
{
	*n = forms[form].nnotices;
	return (forms[form].notices);
}

const char *
feedback_words(struct arena *a, const char *words, const char *name)
{
	const char	*done = "", *at;

	while ((at = strstr(words, "%n")) != NULL) {
		done = arena_printf(a, "%s%.*s%s", done, (int)(at - words),
		    words, name);
		words = at + 2;
	}
	return (arena_printf(a, "%s%s", done, words));
}

const char *
feedback_consent(struct arena *a, enum feedback_form form, const char *name)
{
	const char	*all = "";

	for (size_t i = 0; i < forms[form].nnotices; i++)
		all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : "\n",
		    feedback_words(a, forms[form].notices[i].words, name));
	return (all);
}

size_t
feedback_nchoices(const struct feedback_question *q)
{
	size_t	n = 0;

	while (q->choices != NULL && q->choices[n].words != NULL)
		n++;
	return (n);
}

int
feedback_chosen(const struct feedback_question *q, const char *answer)
{
	for (size_t i = 0; i < feedback_nchoices(q); i++)
		if (strcmp(q->choices[i].words, answer) == 0)
			return ((int)i);
	return (-1);
}
