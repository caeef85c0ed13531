/*
 * How many documents a placement has to have, and how much supervision.
 */
#include <string.h>

#include "rules/documents.h"
#include "rules/words.h"

enum { FIVE_DAYS = 10 };	/* in half-days */

const struct document_settings	document_settings_usual = {
	.long_halves = 160, .observations_long = 4, .observations_short = 3,
	.observations_contrasting = 1, .reflections_long = 5,
	.reflections_short = 4, .reflections_contrasting = 1, .feedback = 3,
	.feedback_contrasting = 1, .supervision_minutes = 60, .anonymity = 1,
};

bool
document_repeats(const char *kind)
{
	static const char *const	many[] = { "supervision_record",
					    "direct_observation", "feedback",
					    "reflection", "asye_observation",
					    "asye_written_record",
					    "asye_supervision" };

	for (size_t i = 0; i < sizeof(many) / sizeof(many[0]); i++)
		if (strcmp(kind, many[i]) == 0)
			return (true);
	return (false);
}

int
documents_required(const char *kind, int required_halves, bool contrasting,
    const struct document_settings *s)
{
	bool	is_long = required_halves >= s->long_halves;

	if (strcmp(kind, "direct_observation") == 0)
		return (contrasting ? s->observations_contrasting :
		    is_long ? s->observations_long : s->observations_short);
	if (strcmp(kind, "reflection") == 0)
		return (contrasting ? s->reflections_contrasting :
		    is_long ? s->reflections_long : s->reflections_short);
	if (strcmp(kind, "feedback") == 0)
		return (contrasting ? s->feedback_contrasting : s->feedback);
	if (strcmp(kind, "anonymity_declaration") == 0)
		return (s->anonymity);
	return (strcmp(kind, "supervision_record") == 0 ? 0 : 1);
}

const char *
time_words(struct arena *a, int minutes)
{
	int	hours = minutes / 60;

	if (minutes <= 0)
		return ("none");
	if (hours == 0)
		return (arena_printf(a, "%d minute%s", minutes,
		    minutes == 1 ? "" : "s"));
	if (minutes % 60 == 0)
		return (arena_printf(a, "%d hour%s", hours,
		    hours == 1 ? "" : "s"));
	return (arena_printf(a, "%s %s", time_words(a, hours * 60),
	    time_words(a, minutes % 60)));
}

struct supervision_standing
supervision_standing(struct arena *a, int halves_done, int held, int waiting,
    const struct document_settings *s)
{
	struct supervision_standing	st = { .held = held,
					    .waiting = waiting };
	const char			*after;

	st.due = halves_done / FIVE_DAYS * s->supervision_minutes;
	st.behind = held + waiting < st.due;
	after = days_words(a, halves_done);
	if (st.due == 0)
		st.reason = arena_printf(a, "After %s no formal supervision "
		    "is due yet; recorded: %s.", after,
		    time_words(a, held + waiting));
	else if (!st.behind)
		st.reason = arena_printf(a, "After %s, %s of formal "
		    "supervision %s due and %s recorded.", after,
		    time_words(a, st.due), st.due == 60 ? "is" : "are",
		    time_words(a, held + waiting));
	else
		st.reason = arena_printf(a, "After %s, %s of formal "
		    "supervision %s due; recorded: %s. Short by %s.", after,
		    time_words(a, st.due), st.due == 60 ? "is" : "are",
		    time_words(a, held + waiting),
		    time_words(a, st.due - held - waiting));
	return (st);
}
