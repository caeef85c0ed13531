/* demo_asye_feedback_texts - the demonstration's feedback from outside, in the
 * words of people who use services, carers and professionals. */
#include "demo_asye_feedback.h"

#define LIST(v)	((struct text_list){ v, sizeof(v) / sizeof(*(v)) })

static const char *const goods[] = {
	"%n listens. Does not look at the clock.",
	"Rang when %n said they would ring. That never happened before.",
	"Explained the letter from the council so I could understand it.",
	"I was scared of the meeting. %n sat next to me and it was ok.",
	"%n asked me what I want and wrote it down the way I said it.",
	"Never talks over me to my worker.",
	"Helped me get my money sorted after I came out of hospital.",
	"Did not judge me. Treated me like a person, not a problem.",
	"Straight with me, even when it was bad news. I trust that.",
	"%n found out about the allotment. I go on Thursdays now.",
	"Speaks slow and clear. I am deaf in one ear and %n remembered.",
	"Kept coming even when I would not open the door.",
	"Told me my rights when they wanted to section me. Nobody had before.",
	"They had read my notes so I did not have to say it all again.",
	"Kind.",
	"Good at forms. Very good at forms.",
	"When I was angry %n stayed calm and came back the next day.",
	"Took my faith seriously and changed the day because of Ramadan.",
	"Asked which words I like for how I am. Used them after.",
	"Makes a plan with me, not for me.",
	"I feel safer since %n talked to the housing people.",
	"Let my sister be there. She helps me say things.",
	"",
	"Was on time every week bar one.",
};
static const char *const betters[] = {
	"Ring if you are late. I worry.",
	"Sometimes uses big words. Then says sorry and starts again.",
	"I would like longer visits.",
	"Not change the day so much.",
	"Tell me sooner who comes when %n is on holiday.",
	"Nothing. Keep %n.",
	"Too many forms but that is not %n's fault.",
	"Write down what we said and give me a copy.",
	"Look at me more and the laptop less.",
	"I did not understand why my hours were cut. Tell me why.",
	"Text instead of ringing. I do not pick up the phone.",
	"Ask me before talking to my mum.",
	"",
	"",
	"The meeting had too many people in it.",
	"Come in the afternoon. My tablets make me sleepy.",
	"Could stand up more to the manager.",
};
static const char *const carer_goods[] = {
	"The first one in years who asked how I am.",
	"Sorted the carer's assessment within three weeks of saying so.",
	"Listened to both of us and did not take sides.",
	"Explained what the Mental Health Act means for me as the nearest "
	    "relative, twice, without making me feel stupid.",
	"Gives me a number that somebody answers.",
	"Noticed that I was worn out before I did.",
	"%n speaks to my son, not about him.",
	"Wrote the crisis plan with us at our kitchen table. We have used it.",
};
static const char *const colleague_goods[] = {
	"Comes to our meetings prepared, with the person's own words in hand, "
	    "and holds on to them when the room moves too fast.",
	"Asks for a second opinion early. I have not had to chase %n once.",
	"Careful, legally literate recording. The chronology for the tribunal "
	    "was the best that I saw this year.",
	"Challenged a discharge date respectfully and with evidence. We "
	    "changed it.",
	"Warm with families and clear about what we cannot do.",
	"Picks up the phone rather than sending an email, and follows up in "
	    "writing the same day.",
	"Used the person's first language through an interpreter from the "
	    "first visit, and gave the session the time that needs.",
	"Knows when to stay quiet. A skill that takes many of us years.",
	"Brought the Care Act wellbeing principle into a conversation that was "
	    "only about risk.",
	"Calm and kind in a difficult Mental Health Act assessment.",
	"Named what racism had to do with how the person was described in the "
	    "referral, in a way that the team could hear.",
};
static const char *const colleague_betters[] = {
	"Would gain from leading a meeting rather than contributing to it.",
	"Could be more confident in stating a professional view when a "
	    "consultant disagrees.",
	"Case notes are thorough but late on busy weeks.",
	"Next step: assessments of capacity where the decision is contested.",
	"",
	"Sometimes takes on too much. Learn to say what will not be done.",
	"More analysis, less description in reports for panels.",
};
static const char *const capacities[] = {
	"Joint visits about every other week since the autumn.",
	"I chair the team's multidisciplinary meeting.",
	"We share three people on our caseloads.",
	"I was the approved mental health professional in one assessment.",
	"Housing officer for people whom %n supports.",
	"I work beside %n in the crisis team one day a week.",
	"Safeguarding enquiry in which %n was the lead worker.",
	"Occupational therapist in the same team.",
};
static const char *const abouts[] = {
	"Visits at home in spring", "A review of a care plan",
	"Coming home from hospital", "Help with housing",
	"A Care Act assessment", "The recovery group", "A carer's assessment",
	"A safeguarding meeting", "Weekly visits", "",
	"Aftercare planning", "Direct payments",
};
static const char *const roles[] = {
	"community psychiatric nurse", "consultant psychiatrist",
	"occupational therapist", "housing officer, Ashby Homes",
	"approved mental health professional", "GP",
	"peer support worker", "psychologist", "ward manager",
	"advocate, Voice and Choice", "police liaison officer",
	"employment adviser",
};
static const char *const discussions[] = {
	"Talked about what it is like to wait for a call. Will agree a time "
	    "and a second way to reach each other.",
	"Pleased, and surprised by how much the small things counted. Will "
	    "write about it in the next reflection.",
	"Found it hard to read. We looked at what was about the service and "
	    "what was about practice, and chose one thing to change.",
	"Linked it to the standard on communication. Plan: plain language "
	    "check of letters with a peer worker.",
	"Will send a written summary after each visit, and ask in a month "
	    "whether it helps.",
	"Recognised the point about taking on too much; workload looked at in "
	    "supervision.",
};

struct text_list
feedback_goods(void)
{
	return (LIST(goods));
}

struct text_list
feedback_betters(void)
{
	return (LIST(betters));
}

struct text_list
feedback_carer_goods(void)
{
	return (LIST(carer_goods));
}

struct text_list
feedback_colleague_goods(void)
{
	return (LIST(colleague_goods));
}

struct text_list
feedback_colleague_betters(void)
{
	return (LIST(colleague_betters));
}

struct text_list
feedback_capacities(void)
{
	return (LIST(capacities));
}

struct text_list
feedback_abouts(void)
{
	return (LIST(abouts));
}

struct text_list
feedback_roles(void)
{
	return (LIST(roles));
}

struct text_list
feedback_discussions(void)
{
	return (LIST(discussions));
}
