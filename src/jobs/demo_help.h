#pragma once
/* demo_help - what people of the demonstration do and say about a flag, by what
 * it is about. */

enum { HELP_WAYS = 2, HELP_NOTES = 3, HELP_ANSWERS = 5, HELP_HANDLED = 2 };

struct demo_answer { const char *kind, *reason, *words; };

/* promises: what the organisation does; the first answers say that it is being
 * handled. */
struct demo_help {
	const char	*rules[7];		/* up to a NULL */
	const char	*aims[HELP_WAYS], *promises[HELP_WAYS];
	const char	*own[HELP_WAYS], *colleague[HELP_WAYS];
	const char	*notes[HELP_NOTES], *reviews[HELP_WAYS];
	const char	*question;
	struct demo_answer	 answers[HELP_ANSWERS];
};

const struct demo_help	*demo_help_with(const char *rule);
