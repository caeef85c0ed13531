#pragma once
/* actions - what is to be done, by whom and when, and what came of it. */
#include "core/date.h"
#include "core/url.h"

/* came: what came of it, NULL while it is open; link: to where that is said,
 * NULL for nobody who may. */
struct action_line {
	const char	*what, *who;
	struct date	 due_on;
	const char	*came;
	const char	*link;
	struct url	 href;
};

/* id is of the part of the page that scrolls. */
struct action_lines {
	const char		*id, *caption;
	const struct action_line *v;
	size_t			 n;
};
