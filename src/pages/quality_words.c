/* quality_words - how audits, actions and figures are called on pages. */
#include "views.h"

const char *
audit_result_words(enum audit_result result)
{
	static const char *const	words[] = { "Not audited", "Suitable",
	    "Suitable with actions", "Not suitable yet" };

	return (words[result]);
}

const char *
audit_answer_words(enum audit_answer answer)
{
	static const char *const	words[] = { "", "Met", "Partly met",
	    "Not met" };

	return (words[answer]);
}

const char *
action_owner_words(enum action_owner owner)
{
	static const char *const	words[] = { "", "The host",
	    "The programme" };

	return (words[owner]);
}

const char *
giver_words(enum feedback_giver giver)
{
	static const char *const	words[] = { "", "Trainee",
	    "Practice educator", "Tutor" };

	return (words[giver]);
}

const char *
sample_words(struct arena *a, struct sample s, struct figure f)
{
	const char	*people = s.people == 1 ? "person" : "people";

	if (s.people == 0)
		return ("No answers yet");
	if (f.high == 0)
		return (arena_printf(a, "%s of 5 from %zu %s, too few for a "
		    "range", mean_words(a, s), s.people, people));
	return (arena_printf(a, "%s of 5 from %zu %s, range %s",
	    mean_words(a, s), s.people, people, range_words(a, f)));
}

const char *
response_words(struct arena *a, const struct quality_response *r)
{
	return (arena_printf(a, "%ld of %ld", r->given, r->asked));
}

const struct option *
audit_answer_options(void)
{
	static const struct option	offered[] = {
		{ "met", "Met" }, { "partly", "Partly met" },
		{ "not_met", "Not met" }, { 0 }
	};

	return (offered);
}

const struct option *
audit_result_options(void)
{
	static const struct option	offered[] = {
		{ "suitable", "Suitable" },
		{ "with_actions", "Suitable with actions",
		    "Enter the first action now. You can open more from the "
		    "audit.", action_fields },
		{ "not_yet", "Not suitable yet",
		    "Nobody is to be placed there." },
		{ 0 }
	};

	return (offered);
}

const struct option *
action_owner_options(void)
{
	static const struct option	offered[] = {
		{ "host", "The host" }, { "programme", "The programme" }, { 0 }
	};

	return (offered);
}

/* From the most agreement to the least, and apart from them no opinion. */
const struct option *
agreement_options(void)
{
	static const char *const	codes[] = { "0", "1", "2", "3", "4",
	    "5" };
	static struct option		offered[AGREEMENTS + 3];

	for (int i = 0; i < AGREEMENTS; i++)
		offered[i] = (struct option){ codes[AGREEMENTS - i],
		    agreement_words(AGREEMENTS - i) };
	offered[AGREEMENTS] = (struct option){ NULL, "or" };
	offered[AGREEMENTS + 1] = (struct option){ codes[0],
	    agreement_words(0) };
	return (offered);
}
