/* flags - the words of flags, and where what they rest upon is read. */
#include <ctype.h>
#include <string.h>

#include "pages.h"
#include "rules/flags.h"
#include "views.h"

const char *
flag_severity_words(enum flag_severity severity)
{
	switch (severity) {
	case FLAG_SEVERITY_URGENT:
		return ("Urgent");
	case FLAG_SEVERITY_ACT:
		return ("Act");
	default:
		return ("Watch");
	}
}

const char *
flag_severity_colour(enum flag_severity severity)
{
	switch (severity) {
	case FLAG_SEVERITY_URGENT:
		return ("red");
	case FLAG_SEVERITY_ACT:
		return ("orange");
	default:
		return ("yellow");
	}
}

const char *
flag_about_words(enum flag_about about)
{
	return (about == FLAG_ABOUT_SUPPORT ? "the support that was promised" :
	    "progress");
}

const char *
flag_who_words(struct arena *a, struct text_list who)
{
	const char	*words = "", *one;

	for (size_t i = 0; i < who.n; i++) {
		one = flag_actor_words(who.v[i]);
		words = arena_printf(a, "%s%s%s", words, i == 0 ? "" :
		    i + 1 == who.n ? " or " : ", ", one != NULL ? one : "");
	}
	return (arena_printf(a, "The %s", words));
}

/* Who opens it, its path and its words. */
static const struct {
	enum flag_thing	 thing;
	unsigned	 roles;
	const char	*path, *words;
} pages[] = {
	{ THING_PLACEMENT, TRAINEE | EDUCATOR | STAFF | PARTNER | TUTOR | LEAD,
	    "/placements/%ld", "Placement" },
	{ THING_DAYS, TRAINEE | EDUCATOR | STAFF | TUTOR | LEAD,
	    "/placements/%ld/days", "Days" },
	{ THING_DOCUMENT, TRAINEE | EDUCATOR | STAFF | PARTNER | TUTOR | LEAD |
	    ASSESSOR | COORDINATOR, "/documents/%ld", "Document" },
	{ THING_CONCERN, SIGNED_IN, "/concerns/%ld", "Concern" },
	{ THING_MODULE, STAFF, "/modules/%ld", "Module" },
	{ THING_ASYE, TRAINEE | ASSESSOR | COORDINATOR | STAFF | PARTNER,
	    "/asye/%ld", "ASYE" },
	{ THING_SUPPORT, TRAINEE | ASSESSOR | COORDINATOR | STAFF,
	    "/asye/%ld/support", "Support" },
	{ THING_ADJUSTMENT, TRAINEE | EDUCATOR | STAFF | TUTOR | LEAD |
	    ASSESSOR | COORDINATOR, "/adjustments/%ld", "Adjustment" },
};

struct flag_link
flag_link(const struct request *req, const struct flag_shown *f, size_t i)
{
	enum flag_thing	 thing = flag_thing_from(f->record_kinds.v[i]);
	long		 id = (long)f->record_ids.v[i];

	for (size_t p = 0; p < sizeof(pages) / sizeof(pages[0]); p++) {
		if (pages[p].thing != thing || !request_is(req,
		    pages[p].roles))
			continue;
		return ((struct flag_link){ url_to(req->arena, pages[p].path,
		    id), pages[p].words });
	}
	return ((struct flag_link){ 0 });
}
