/* timeline_words - a trainee's timeline as people read it. */
#include <string.h>

#include "pages/timeline.h"
#include "pages/waiting.h"
#include "rules/words.h"

/*
 * was, will: in words, before today and from it; NULL: the same.  %w is what,
 * %o its other words, %n a number, %s the half-days of a week.
 */
static const struct form_of {
	const char	*kind, *code, *was, *will;
} forms[] = {
	{ "enrolment", "offered", "Offered a place in %w", NULL },
	{ "enrolment", "enrolled", "Enrolled in %w", NULL },
	{ "enrolment", "deferred", "Start deferred: %o", NULL },
	{ "enrolment", "paused", "Enrolment paused: %o", NULL },
	{ "enrolment", "resumed", "Enrolment resumed", NULL },
	{ "enrolment", "extended", "Enrolment extended: %o", NULL },
	{ "enrolment", "transferred", "Transferred to %w: %o", NULL },
	{ "enrolment", "withdrawn", "Withdrawn from the programme: %o", NULL },
	{ "enrolment", "reinstated", "Reinstated: %o", NULL },
	{ "enrolment", "completed", "Completed the programme", NULL },
	{ "enrolment", "expected", "Was thought to come back, and is %w",
	    "Thought to come back" },
	{ "enrolment", "ends", "The programme was to end",
	    "The programme ends" },
	{ "placement", "begins", "The %o placement began: %w",
	    "The %o placement begins: %w" },
	{ "placement", "ends", "The %o placement ended: %w",
	    "The %o placement ends: %w" },
	{ "placement", "matched", "Placement agreed with %w", NULL },
	{ "placement", "replanned", "Placement planned anew: %w", NULL },
	{ "placement", "repatterned", "Days of the week changed", NULL },
	{ "placement", "interrupted", "Placement interrupted", NULL },
	{ "placement", "interruption_ended", "Interruption ended", NULL },
	{ "placement", "extended", "Placement extended", NULL },
	{ "placement", "suspended", "Placement suspended", NULL },
	{ "placement", "resumed", "Placement resumed", NULL },
	{ "placement", "terminated", "Placement terminated", NULL },
	{ "placement", "evidence_accepted", "Evidence accepted", NULL },
	{ "placement", "recommended", "Recommended: %o", NULL },
	{ "placement", "panel_held", "Panel: %o", NULL },
	{ "placement", "board_decided", "Board: %o", NULL },
	{ "days", "week", "Week from Monday: %s, %w", NULL },
	{ "modules", "due", "Was due: %w", "Due: %w" },
	{ "modules", "submitted", "Handed in: %w", NULL },
	{ "modules", "not_submitted", "Not handed in: %w", NULL },
	{ "modules", "marked", "Marked %n of 100: %w", NULL },
	{ "modules", "board", "Board of %w: %o", NULL },
	{ "people", "begins", "%w became %o", "%w becomes %o" },
	{ "people", "ends", "Last day of %w as %o", NULL },
	{ "documents", "sent", "Sent to be signed: %w%n", NULL },
	{ "documents", "signed", "Signed by everybody: %w%n", NULL },
	{ "concerns", "raised", "A concern was raised", NULL },
	{ "concerns", "acknowledged", "The concern was acknowledged", NULL },
	{ "concerns", "meeting_arranged", "A meeting about the concern was "
	    "arranged", NULL },
	{ "concerns", "meeting_held", "The meeting about the concern was held",
	    NULL },
	{ "concerns", "planned", "An action plan was made", NULL },
	{ "concerns", "reviewed", "The action plan was reviewed", NULL },
	{ "concerns", "met", "The action plan was met", NULL },
	{ "concerns", "extended", "The action plan was extended", NULL },
	{ "concerns", "not_met", "The action plan was not met", NULL },
	{ "concerns", "panel", "The concern went to a panel", NULL },
	{ "concerns", "decided", "The panel decided on the concern", NULL },
	{ "concerns", "closed", "The concern was closed", NULL },
	{ "concerns", "withdrawn", "The concern was withdrawn", NULL },
	{ "concerns", "due", "The concern's next step was due",
	    "The concern's next step is due" },
	{ "asye", "due", "%w was due", "%w is due" },
	{ "asye", "held", "%w was held", NULL },
	{ "asye", "registered", "Registered on an ASYE with %w", NULL },
	{ "asye", "agreement_signed", "Support and assessment agreement "
	    "signed", NULL },
	{ "asye", "recommended", "The ASYE assessor recommended a result",
	    NULL },
	{ "asye", "returned_by_panel", "Another final review follows", NULL },
	{ "asye", "moderated", "The recommendation was moderated", NULL },
	{ "asye", "withdrawn", "Withdrawn from the ASYE: %o", NULL },
	{ "asye", "transferred_out", "Left with the ASYE: %o", NULL },
	{ "asye", "transferred_in", "The ASYE went on with %w", NULL },
	{ "asye", "reinstated", "Back on the ASYE: %o", NULL },
	{ "asye_outcome", "decided", "Outcome of the ASYE: %o", NULL },
	{ "asye_outcome", "notice_given", "Notice of the outcome was given",
	    NULL },
	{ "asye_outcome", "appeal_lodged", "An appeal was lodged", NULL },
	{ "asye_outcome", "appeal_heard", "The appeal was heard", NULL },
	{ "asye_outcome", "appeal_upheld", "The appeal was upheld", NULL },
	{ "asye_outcome", "appeal_dismissed", "The appeal was dismissed",
	    NULL },
	{ "asye_outcome", "appeal_withdrawn", "The appeal was withdrawn",
	    NULL },
	{ "asye_outcome", "certificate", "The certificate was issued", NULL },
	{ "asye_change", "pause_begins", "The ASYE was paused",
	    "The ASYE is paused" },
	{ "asye_change", "pause_ends", "The ASYE went on",
	    "The ASYE goes on" },
	{ "asye_change", "delay_begins", "Days of the ASYE did not count from "
	    "here", "Days of the ASYE do not count from here" },
	{ "asye_change", "delay_ends", "Days of the ASYE counted again",
	    "Days of the ASYE count again" },
	{ "asye_change", "hours_begins", "Hours of work changed",
	    "Hours of work change" },
};

/* Where each kind is shown; # is the id.  The first that this reader has. */
static const struct { const char *kind, *paths[3]; } pages[] = {
	{ "placement", { "/placements/#", "/placements/#/days" } },
	{ "days", { "/placements/#/days" } },
	{ "modules", { "/attempts/#", "/my/modules" } },
	{ "people", { "/placements/#/educators", "/placements/#" } },
	{ "documents", { "/documents/#" } },
	{ "concerns", { "/concerns/#" } },
	{ "asye", { "/asye/#/timetable", "/asye/#" } },
	{ "asye_outcome", { "/asye/#/outcome", "/asye/#" } },
	{ "asye_change", { "/asye/changes/#" } },
};

static const struct form_of *
form_of(const struct moment_of *m)
{
	enum { FORMS = sizeof(forms) / sizeof(*forms) };

	for (size_t i = 0; i < FORMS; i++)
		if (strcmp(forms[i].kind, m->kind) == 0 &&
		    strcmp(forms[i].code, m->code) == 0)
			return (&forms[i]);
	return (NULL);
}

/* "pass", "more evidence", "practice educator" */
static const char *
spaced(struct arena *a, const char *word)
{
	char	*s = arena_strdup(a, word != NULL ? word : "");

	if (strcmp(s, "unit") == 0)
		return ("their unit");
	if (strcmp(s, "onsite_supervisor") == 0)
		return ("on-site supervisor");
	for (char *c = s; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	return (s);
}

/* "4 days, 1 day to be confirmed, half a day absent" */
static const char *
week_words(struct arena *a, const struct int_list *n)
{
	static const char *const	of[] = { "", " to be confirmed",
		" returned", " absent" };
	const char			*words = "";

	for (size_t i = 0; i < n->n && i < 4; i++)
		if (n->v[i] > 0)
			words = arena_printf(a, "%s%s%s%s", words,
			    *words == '\0' ? "" : ", ",
			    days_words(a, (int)n->v[i]), of[i]);
	return (words);
}

/* A mark as it stands; a document's number behind its name, if it has one. */
static const char *
number_words(struct arena *a, const struct moment_of *m)
{
	if (m->numbers.n == 0 || (m->numbers.v[0] == 0 &&
	    strcmp(m->kind, "documents") == 0))
		return ("");
	return (arena_printf(a, strcmp(m->kind, "documents") == 0 ? " %ld" :
	    "%ld", (long)m->numbers.v[0]));
}

static const char *
filling(struct arena *a, char mark, const struct moment_of *m)
{
	switch (mark) {
	case 'w':
		return (m->what != NULL ? m->what : "");
	case 'o':
		return (strcmp(m->kind, "enrolment") == 0 ||
		    strcmp(m->kind, "asye") == 0 ? m->other :
		    spaced(a, m->other));
	case 's':
		return (week_words(a, &m->numbers));
	default:
		return (number_words(a, m));
	}
}

const char *
moment_words(const struct request *req, const struct moment_of *m)
{
	const struct form_of	*f = form_of(m);
	const char		*from, *mark, *words = "";
	struct arena		*a = req->arena;

	if (f == NULL)
		return (spaced(a, m->code));
	from = f->will != NULL && date_compare(m->on_date, req->today) >= 0 ?
	    f->will : f->was;
	for (; (mark = strchr(from, '%')) != NULL; from = mark + 2)
		words = arena_printf(a, "%s%.*s%s", words, (int)(mark - from),
		    from, filling(a, mark[1], m));
	return (arena_printf(a, "%s%s", words, from));
}

struct url
moment_url(const struct request *req, const struct moment_of *m)
{
	struct url	url = { NULL };

	if (strcmp(m->kind, "modules") == 0 && strcmp(m->code, "board") == 0)
		return (page_at(req, "/modules/#/board", m->id.value));
	for (size_t i = 0; i < sizeof(pages) / sizeof(*pages); i++) {
		if (strcmp(pages[i].kind, m->kind) != 0 || !m->id.known)
			continue;
		for (size_t p = 0; url.s == NULL && p < 3 &&
		    pages[i].paths[p] != NULL; p++)
			url = page_at(req, pages[i].paths[p], m->id.value);
	}
	return (url);
}

const char *
month_words(struct arena *a, struct date d)
{
	return (arena_printf(a, "%s %d", date_month_name(d.month), d.year));
}
