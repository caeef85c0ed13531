#pragma once
/*
 * flags - one list of flags, the same wherever it is shown and whoever reads
 * it: {{> flag_list(req, flags) }}, or a line, {{> flag_line(req, f) }}.
 */
#include "core/request.h"
#include "core/url.h"
#include "queries.h"

const char	*flag_severity_words(enum flag_severity);	/* "Urgent" */
const char	*flag_severity_colour(enum flag_severity);	/* "red" */
const char	*flag_about_words(enum flag_about);
/* "practice educator, tutor or programme staff" */
const char	*flag_who_words(struct arena *, struct text_list who);
/* Where a record of a flag is read, and its words; no path where whoever asks
 * has no page of it. */
struct flag_link { struct url url; const char *words; };
struct flag_link flag_link(const struct request *, const struct flag_shown *,
		    size_t record);
