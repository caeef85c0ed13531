/* day_options - what the fields of a placement day offer. */
#include "pages/day_entry.h"
#include "views/components.h"
#include "views/days.h"

const struct option *
absence_options(void)
{
	static struct option	offered[10] = { { "", "Choose a reason" } };

	for (int i = 0; absence_reasons[i] != NULL; i++)
		offered[i + 1] = (struct option){ absence_reasons[i],
		    absence_words((enum absence_reason)(i + 1)) };
	return (offered);
}

const struct option *
standard_options(struct arena *a, const struct standard_list *standards)
{
	struct option	*offered = arena_array(a, standards->n + 1,
			    sizeof(*offered));
	size_t		 n = 0;

	each (s, *standards)
		offered[n++] = (struct option){ s->code,
		    arena_printf(a, "%s. %s", s->code, s->label) };
	return (offered);
}

const char *
date_hint(struct arena *a, struct date d)
{
	return (arena_printf(a, "%d %d %d", d.day, d.month, d.year));
}

const char *
iso_words(struct arena *a, struct date d)
{
	return (arena_printf(a, "%04d-%02d-%02d", d.year, d.month, d.day));
}
