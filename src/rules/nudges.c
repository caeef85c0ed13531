/*
 * The digest of a day, in words that may go by email.
 */
#include <string.h>

#include "rules/nudges.h"
#include "rules/words.h"

/* Kinds that may be called by their name; the others are "something to see". */
static const struct { const char *kind, *one, *many; } kinds[] = {
	{ "day_returned", "placement day to correct",
	    "placement days to correct" },
	{ "days_to_confirm", "placement day to confirm",
	    "placement days to confirm" },
	{ "needs_to_state", "form about your next placement to fill in",
	    "forms about your next placement to fill in" },
	{ "work_to_hand_in", "piece of work to hand in",
	    "pieces of work to hand in" },
	{ "offer_to_enrol", "offer of a place to decide",
	    "offers of a place to decide" },
	{ "placement_to_arrange", "placement to arrange",
	    "placements to arrange" },
	{ "educator_to_allocate", "practice educator to allocate",
	    "practice educators to allocate" },
	{ "register_to_keep", "register to keep", "registers to keep" },
	{ "import_to_confirm", "import to confirm", "imports to confirm" },
	{ "match_to_confirm", "matching to confirm", "matchings to confirm" },
	{ "places_to_use", "free place to use", "free places to use" },
	{ "offer_to_renew", "offer of places to renew",
	    "offers of places to renew" },
	{ "registration_to_renew", "registration to renew",
	    "registrations to renew" },
	{ "registration_to_record", "registration to record",
	    "registrations to record" },
	{ "document_to_write", "document to write", "documents to write" },
	{ "document_to_complete", "document to complete",
	    "documents to complete" },
	{ "document_to_sign", "document to sign", "documents to sign" },
	{ "document_to_countersign", "document to sign",
	    "documents to sign" },
	{ "document_for_tutor", "document to sign", "documents to sign" },
	{ "document_for_host", "document to sign", "documents to sign" },
	{ "feedback_to_give", "placement to give feedback on",
	    "placements to give feedback on" },
	{ "feedback_of_educator", "placement to give feedback on",
	    "placements to give feedback on" },
	{ "feedback_of_tutor", "placement to give feedback on",
	    "placements to give feedback on" },
	{ "skills_day_returned", "skills day to log again",
	    "skills days to log again" },
	{ "skills_day_to_confirm", "skills day to confirm",
	    "skills days to confirm" },
	{ "asye_to_register", "person to register for an ASYE",
	    "people to register for an ASYE" },
	{ "asye_to_assess", "ASYE without an assessor",
	    "ASYEs without an assessor" },
	{ "asye_document_to_write", "ASYE document to write",
	    "ASYE documents to write" },
	{ "asye_document_to_sign", "ASYE document to sign",
	    "ASYE documents to sign" },
	{ "asye_review_due", "ASYE review to hold", "ASYE reviews to hold" },
	{ "asye_change_to_agree", "change of a timetable to agree to",
	    "changes of a timetable to agree to" },
	{ "asye_change_for_assessor", "change of a timetable to agree to",
	    "changes of a timetable to agree to" },
	{ "asye_change_for_coordinator", "change of a timetable to agree to",
	    "changes of a timetable to agree to" },
	{ "portfolio_to_moderate", "portfolio to moderate",
	    "portfolios to moderate" },
};
enum { KINDS = sizeof(kinds) / sizeof(*kinds), UNNAMED = KINDS };

static size_t
kind_of(const char *word)
{
	size_t	i = 0;

	while (i < KINDS && strcmp(kinds[i].kind, word) != 0)
		i++;
	return (i);
}

struct line { int64_t n; struct date due_on; };

static void
count(struct line *l, const struct nudge *g)
{
	l->n += g->how_many;
	if (date_is_set(g->due_on) && (!date_is_set(l->due_on) ||
	    date_compare(g->due_on, l->due_on) < 0))
		l->due_on = g->due_on;
}

static const char *
due_words(struct arena *a, struct date due, struct date today)
{
	if (!date_is_set(due))
		return ("");
	return (arena_printf(a, date_compare(due, today) < 0 ?
	    ", due since %s" : ", by %s", date_words(a, due)));
}

static const char *
line_words(struct arena *a, size_t kind, const struct line *l, bool alone)
{
	if (kind == UNNAMED)
		return (arena_printf(a, "%ld %s%s to see", (long)l->n,
		    alone ? "" : "other ", l->n == 1 ? "thing" : "things"));
	return (arena_printf(a, "%ld %s", (long)l->n, l->n == 1 ?
	    kinds[kind].one : kinds[kind].many));
}

/* Two kinds that read the same are one line. */
static size_t
first_like(size_t kind)
{
	size_t	i = 0;

	while (kind < KINDS && strcmp(kinds[i].one, kinds[kind].one) != 0)
		i++;
	return (kind < KINDS ? i : kind);
}

struct digest
digest_compose(struct arena *a, const char *name, const struct nudge *nudges,
    size_t n, struct date today, const char *origin)
{
	struct line	 lines[KINDS + 1] = { 0 };
	struct digest	 d = { .subject = "", .body = "" };
	const char	*list = "", *words = "";
	int		 said = 0;

	for (size_t i = 0; i < n; i++) {
		count(&lines[first_like(kind_of(nudges[i].kind))], &nudges[i]);
		d.items += nudges[i].how_many;
	}
	for (size_t i = 0; i <= KINDS; i++) {
		if (lines[i].n == 0)
			continue;
		words = line_words(a, i, &lines[i], said++ == 0);
		list = arena_printf(a, "%s- %s%s\n", list, words,
		    i == UNNAMED ? "" : due_words(a, lines[i].due_on, today));
	}
	if (d.items == 0)
		return (d);
	d.subject = said == 1 ? words : arena_printf(a,
	    "%ld things wait on you", (long)d.items);
	d.body = arena_printf(a, "Dear %s,\n\n%s on you:\n\n%s\nSign in to "
	    "see %s: %s/\n\nYou are getting this because you have an account "
	    "with Waymark. Change reminders: %s/account/reminders\n", name,
	    d.items == 1 ? "This waits" : "These wait", list,
	    d.items == 1 ? "it" : "them", origin, origin);
	return (d);
}
