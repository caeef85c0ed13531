/* roles_words - how roles, and what becomes of them, are called. */
#include <string.h>

#include "core/form.h"
#include "pages/roles.h"

enum { REASON_MAX = 1000 };

const struct option *
role_options(void)
{
	static const struct option	all[] = {
		{ "", "All that are given here" },
		{ "staff", "Programme staff" },
		{ "partner", "Partner" },
		{ "coordinator", "ASYE coordinator" },
		{ "moderator", "Moderator" },
		{ "suitability", "Suitability panel" },
		{ "equity_lead", "Equity lead" }, { "auditor", "Auditor" },
		{ "data_officer", "Data protection officer" },
		{ "tutor", "Tutor" }, { "lead", "Consultant Social Worker" },
		{ NULL, NULL }
	};

	return (all);
}

const char *
role_words(enum role_name role)
{
	const char	*words = option_label(role_options(),
			    role_name_word(role));

	return (words != NULL ? words : "Another role");
}

const char *
role_stands_words(enum role_stands stands)
{
	static const char *const	words[] = {
		[ROLE_STANDS_NOW] = "Now", [ROLE_STANDS_COMING] = "To come",
		[ROLE_STANDS_OVER] = "Over",
	};

	return (words[stands]);
}

const char *
role_change_words(enum role_change_kind change)
{
	static const char *const	words[] = {
		[ROLE_CHANGE_KIND_GIVEN] = "Given",
		[ROLE_CHANGE_KIND_ENDED] = "Ended",
		[ROLE_CHANGE_KIND_PUT_BACK] = "Put back",
	};

	return (words[change]);
}

const char *
role_change_state_words(enum role_change_state state)
{
	static const char *const	words[] = {
		[ROLE_CHANGE_STATE_ASKED] = "Waits for a colleague",
		[ROLE_CHANGE_STATE_DONE] = "Done",
		[ROLE_CHANGE_STATE_REFUSED] = "Refused",
		[ROLE_CHANGE_STATE_WITHDRAWN] = "Taken back",
	};

	return (words[state]);
}

const char *
role_where(struct arena *a, enum role_name role, const char *programme,
    const char *organisation)
{
	if (organisation != NULL && (role == ROLE_NAME_PARTNER ||
	    role == ROLE_NAME_COORDINATOR))
		return (arena_printf(a, "%s at %s", role_words(role),
		    organisation));
	return (arena_printf(a, "%s of %s", role_words(role), programme));
}

bool
role_refused(struct form *f, const char *field, const char *why)
{
	static const struct { const char *why, *words; } known[] = {
		{ "yourself", "A colleague gives you a role: nobody does so "
		    "for themselves" },
		{ "not_staff", "This role is for staff of the programme. Give "
		    "them the role of programme staff first" },
		{ "in_training", "This person is a trainee" },
		{ "there_already", "This person has this role already" },
		{ "asked_already", "Somebody has asked for this already, and "
		    "a colleague decides" },
		{ "no_colleague", "This role takes two of the staff to give, "
		    "and nobody else could agree. Give somebody the role of "
		    "programme staff first" },
		{ "own_staff", "A colleague ends your own role as staff" },
		{ "last_staff", "A programme keeps one of the staff. Give "
		    "somebody else the role first" },
		{ "over_already", "This role is over by then" },
		{ "too_soon", "The last day must be today or later" },
		{ "not_ended", "This role was not ended by your programme" },
	};

	if (why == NULL)
		return (false);
	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].why, why) == 0)
			form_refuse(f, field, known[i].words);
	return (true);
}

const char *
role_reason(struct form *f)
{
	return (form_text(f, "reason", "The reason", REASON_MAX,
	    "Enter the reason"));
}
