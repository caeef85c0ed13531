/* check_ins_words - what a check-in says, as people read it. */
#include "pages.h"
#include "views/support.h"

const char *
check_in_reader_words(enum check_in_reader reader)
{
	switch (reader) {
	case CHECK_IN_READER_SUPERVISOR:
		return ("You and your supervisor");
	case CHECK_IN_READER_PROGRAMME:
		return ("You and programme staff");
	default:
		return ("Only you");
	}
}

const char *
check_in_words(struct arena *a, const struct check_in *c)
{
	const char	*words = "";

	if (c->caseload.known)
		words = arena_printf(a, "%ld on the caseload",
		    (long)c->caseload.value);
	if (c->complex.known)
		words = arena_printf(a, "%s, %ld of them complex", words,
		    (long)c->complex.value);
	if (c->hours_over.known)
		words = arena_printf(a, "%s%s%ld %s over", words,
		    *words == '\0' ? "" : "; ", (long)c->hours_over.value,
		    c->hours_over.value == 1 ? "hour" : "hours");
	return (words);
}
