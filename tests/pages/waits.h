#pragma once
/*
 * waits - on whom something waits, of everybody in the small world, as their
 * work lists say it.
 */
#include "pages.h"

#define NOBODY	"------ --- -- -- --"

/* In the order of the maps: trainees, educators, partners, staff, a tutor and
 * who leads a unit. */
static const int	everybody[] = { SIAN, MARY, ZOE, KWAME, AMIRA, TOM, 0,
			    EWAN, ESI, UNA, 0, PAT, BO, 0, SAM, SAL, 0, INES,
			    LEO };

/* y: it waits on them; o: they wait for it; -: they are not told. */
static char
waits_on(int person, const char *words)
{
	const char	*text, *at, *others;

	sign_in_as(person);
	assert_answer(OK, ask(person < EWAN ? "/" : "/work"));
	text = page_text();
	at = strstr(text, words);
	others = strstr(text, "Waiting on others</h2>");
	if (at != NULL)
		return (others != NULL && at > others ? 'o' : 'y');
	if (person < SAM)
		return ('-');
	assert_answer(OK, ask("/work?on=others"));
	return (page_has(words) ? 'o' : '-');
}

static void
check_waits(const char *words, const char *map, int line)
{
	char	found[sizeof(everybody) / sizeof(*everybody) + 1] = "";

	for (size_t i = 0; i < sizeof(found) - 1; i++)
		found[i] = everybody[i] == 0 ? ' ' :
		    waits_on(everybody[i], words);
	if (strcmp(found, map) != 0)
		fail_msg("line %d: %s\nwanted\t%s\ngot\t%s", line, words, map,
		    found);
}
#define assert_waits(words, map) check_waits(words, map, __LINE__)
