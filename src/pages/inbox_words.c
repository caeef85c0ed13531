/* inbox_words - what becomes of letters, and how often somebody is reminded,
 * in words. */
#include "views/inbox.h"

static const struct { const char *words, *colour, *says; } states[] = {
	[LETTER_STATE_NONE] = { "", "grey", "" },
	[LETTER_STATE_WAITING] = { "Waiting to be sent", "blue",
	    "It is sent as soon as the mail server takes it." },
	[LETTER_STATE_SENDING] = { "Being sent", "blue",
	    "It is with the mail server now." },
	[LETTER_STATE_SENT] = { "Sent", "green",
	    "The mail server took it." },
	[LETTER_STATE_DOUBT] = { "May have been sent", "orange",
	    "The mail server had all of it and then fell silent, or Waymark "
	    "stopped. It is not sent again by itself, so that nobody gets it "
	    "twice: ask its reader, then send it again or leave it." },
	[LETTER_STATE_REFUSED] = { "Refused", "red",
	    "The mail server refused it for good. Correct the address, then "
	    "send it again or leave it." },
	[LETTER_STATE_DEAD] = { "Given up", "red",
	    "The mail server would not take it, however often it was tried. "
	    "Send it again or leave it." },
	[LETTER_STATE_LEFT] = { "Left", "grey",
	    "Staff decided not to send it again." },
};

const char *
letter_state_words(enum letter_state state)
{
	return (states[state].words);
}

const char *
letter_state_colour(enum letter_state state)
{
	return (states[state].colour);
}

const char *
letter_state_says(enum letter_state state)
{
	return (states[state].says);
}

const struct option *
letter_state_options(void)
{
	static struct option	options[LETTER_STATE_LEFT + 2];

	options[0] = (struct option){ "", "All" };
	for (enum letter_state s = LETTER_STATE_WAITING;
	    s <= LETTER_STATE_LEFT; s++)
		options[s] = (struct option){ letter_state_word(s),
		    states[s].words };
	return (options);
}

const char *
reminder_choice_words(enum reminder_choice choice)
{
	static const char *const	words[] = { "",
		"You are reminded by email every day that something waits",
		"You are reminded by email once a week",
		"You are not reminded by email" };

	return (words[choice]);
}
