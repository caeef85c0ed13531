/* imports_words - how imports and their rows are named. */
#include "core/text.h"
#include "pages/import.h"
#include "views.h"

const struct import_help import_columns[IMPORT_COLUMNS] = {
	[IMPORT_FIRST_NAME] = { "first_name", "As the person writes it, "
	    "accents and apostrophes included.", "Ada", true },
	[IMPORT_LAST_NAME] = { "last_name", "As the person writes it.",
	    "Example", true },
	[IMPORT_EMAIL] = { "email", "The address that the invitation goes to. "
	    "The person signs in with it.", IMPORT_EXAMPLE_EMAIL, true },
	[IMPORT_SWE_NUMBER] = { "swe_number", "The Social Work England number: "
	    "SW and up to 6 digits. Leave it empty when there is none yet.",
	    "SW12345", false },
	[IMPORT_EMPLOYER_CODE] = { "employer_code", "The code of the "
	    "organisation that employs the person: for an NHS trust its "
	    "3-character code.", "RHA", true },
	[IMPORT_STARTS_ON] = { "starts_on", "The first day of the person, "
	    "within the cohort’s dates. Day before month.",
	    "14 September 2026", true },
	[IMPORT_WORKING_DAYS] = { "working_days", "The days that the person "
	    "works. Left empty, they are Monday to Friday.", "Mon-Thu, Fri am",
	    false },
};

const char *
rows_counted(struct arena *a, int64_t n)
{
	return (n == 1 ? "1 row" : arena_printf(a, "%ld rows", n));
}

const char *
people_counted(struct arena *a, int64_t n)
{
	return (n == 1 ? "1 person" : arena_printf(a, "%ld people", n));
}

const char *
import_state_words(struct arena *a, const struct import *i)
{
	if (i->state == IMPORT_STATE_DISCARDED)
		return ("Discarded");
	if (i->state == IMPORT_STATE_CONFIRMED)
		return (arena_printf(a, "%s enrolled",
		    people_counted(a, i->enrolled.value)));
	if (i->failing > 0)
		return (arena_printf(a, "%s to correct",
		    rows_counted(a, i->failing)));
	return (i->ready == 0 ? "No row left" : "Ready to confirm");
}

const char *
import_line_words(enum import_row_state state)
{
	return (state == IMPORT_ROW_STATE_READY ? "Ready" :
	    state == IMPORT_ROW_STATE_FAILING ? "Failing" : "Left out");
}

const char *
import_cell(struct arena *a, const char *cell)
{
	enum { SHOWN = 120 };
	const char	*end = cell;

	for (int i = 0; i < SHOWN && *end != '\0'; i++)
		text_next(&end);
	return (*end == '\0' ? cell : arena_printf(a, "%.*s…",
	    (int)(end - cell), cell));
}

const char *
import_line_name(struct arena *a, const struct import_line *l)
{
	const char	*name = text_line(a, arena_printf(a, "%s %s",
			    import_cell(a, l->cells.v[IMPORT_FIRST_NAME]),
			    import_cell(a, l->cells.v[IMPORT_LAST_NAME])));

	return (text_blank(name) ? "no name" : name);
}

const struct option *
import_cohorts(struct arena *a, struct cohort_list cohorts)
{
	struct option	*o = arena_array(a, cohorts.n + 2, sizeof(*o)), *to = o;

	*to++ = (struct option){ "", "Choose a cohort" };
	each (c, cohorts)
		*to++ = (struct option){ arena_printf(a, "%ld", c->id),
		    arena_printf(a, "%s, %s", c->name, c->programme) };
	return (o);
}
