/* findings - disparities that somebody saw, and what is done about each. */
#include <string.h>

#include "pages.h"
#include "pages/findings.h"
#include "views.h"

enum { DAY_YEARS = 3 };

const char *
finding_state_words(enum finding_state state)
{
	static const char *const	words[] = {
		[FINDING_STATE_SEEN] = "Nobody's yet",
		[FINDING_STATE_IN_HAND] = "In hand",
		[FINDING_STATE_CLOSED] = "Closed",
	};

	return (words[state]);
}

const char *
finding_cause_words(enum finding_cause_state state)
{
	static const char *const	words[] = {
		[FINDING_CAUSE_STATE_TO_TEST] = "To test",
		[FINDING_CAUSE_STATE_SUPPORTED] = "Supported",
		[FINDING_CAUSE_STATE_NOT_SUPPORTED] = "Not supported",
		[FINDING_CAUSE_STATE_CANNOT_TELL] = "Cannot be told",
	};

	return (words[state]);
}

const char *
finding_action_words(enum finding_action_state state)
{
	static const char *const	words[] = {
		[FINDING_ACTION_STATE_OPEN] = "Open",
		[FINDING_ACTION_STATE_DONE] = "Done",
		[FINDING_ACTION_STATE_DROPPED] = "Dropped",
	};

	return (words[state]);
}

static const char *
came_of(struct arena *a, const struct finding_action *x)
{
	if (x->state == FINDING_ACTION_STATE_OPEN)
		return (NULL);
	return (x->said == NULL ? finding_action_words(x->state) :
	    arena_printf(a, "%s: %s", finding_action_words(x->state),
	    x->said));
}

const struct action_line *
finding_action_lines(const struct request *req, const struct finding_shown *s)
{
	struct action_line	*v = arena_array(req->arena, s->actions.n + 1,
				    sizeof(*v));
	bool			 is_open = s->finding->state !=
				    FINDING_STATE_CLOSED;

	for (size_t i = 0; i < s->actions.n; i++) {
		const struct finding_action	*a = &s->actions.v[i];

		v[i] = (struct action_line){ a->what, a->owner != NULL ?
		    a->owner : "Somebody", a->due_on, came_of(req->arena, a),
		    is_open ? "Update the action" : NULL, url_to(req->arena,
		    "/finding-actions/%ld", (long)a->id) };
	}
	return (v);
}

const struct option *
finding_cause_options(void)
{
	static const struct option	options[] = {
		{ "supported", "What was found supports it" },
		{ "not_supported", "What was found does not support it" },
		{ "cannot_tell", "It cannot be told", "For example because "
		    "nothing is recorded that would show it" },
		{ 0 },
	};

	return (options);
}

const char *
finding_code_words(const char *name)
{
	static const struct { const char *name, *words; } known[] = {
		{ "GROUP_TOO_SMALL", "Too few people to say" },
		{ "NO_EVENTS", "It happened to nobody" },
		{ "ALL_EVENTS", "It happened to everybody" },
		{ "TOO_FEW_EVENTS", "Too few events to say" },
		{ "STRONG_HIGHER", "Higher, strong evidence" },
		{ "STRONG_LOWER", "Lower, strong evidence" },
		{ "CLEAR_HIGHER", "Higher, clear evidence" },
		{ "CLEAR_LOWER", "Lower, clear evidence" },
		{ "POSSIBLE_HIGHER", "Possibly higher" },
		{ "POSSIBLE_LOWER", "Possibly lower" },
		{ "SIMILAR", "Similar" },
		{ "INCONCLUSIVE", "Inconclusive" },
	};

	for (size_t i = 0; name != NULL &&
	    i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].name, name) == 0)
			return (known[i].words);
	return ("Not shown to you");
}

const struct equity_programme *
finding_programme(struct request *req, int64_t id)
{
	struct equity_programme_list	mine = equity_programmes(req->db);

	each (p, mine)
		if (p->id == id && p->audience <= EQUITY_AUDIENCE_STAFF)
			return (p);
	return (NULL);
}

struct equity_finding *
finding_asked(struct request *req)
{
	return (finding_by_id(req->db, req->id[0]));
}

const struct option *
finding_worker_options(struct request *req, int64_t programme)
{
	struct finding_worker_list	 all = finding_workers(req->db,
					    programme);
	struct option			*o = arena_array(req->arena, all.n + 2,
					    sizeof(*o));

	o[0] = (struct option){ "", "Choose somebody" };
	for (size_t i = 0; i < all.n; i++)
		o[i + 1] = (struct option){ arena_printf(req->arena, "%ld",
		    all.v[i].person_id), all.v[i].name };
	return (o);
}

int64_t
finding_worker_chosen(struct request *req, int64_t programme)
{
	const char			*sent = form_value(req->form, "owner");
	struct finding_worker_list	 all = finding_workers(req->db,
					    programme);

	each (w, all)
		if (strcmp(sent, arena_printf(req->arena, "%ld",
		    w->person_id)) == 0)
			return (w->person_id);
	form_refuse(req->form, "owner", "Select who does it");
	return (0);
}

struct date
finding_day_typed(struct request *req, const char *name, const char *what,
    const char *enter)
{
	struct date	day = form_date(req->form, name, what, enter);

	if (!date_is_set(day))
		return (day);
	if (date_compare(day, req->today) <= 0)
		form_refusef(req->form, name, "%s must be in the future",
		    what);
	else if (date_compare(day, date_plus_months(req->today,
	    12 * DAY_YEARS)) > 0)
		form_refusef(req->form, name, "%s must be within %d years",
		    what, DAY_YEARS);
	return (day);
}

enum status
finding_list(struct request *req)
{
	const struct equity_programme	*p = finding_programme(req,
					    req->id[0]);
	struct findings_shown		 s = { 0 };

	if (p == NULL)
		return (NOT_FOUND);
	s.programme = p->id;
	s.name = p->name;
	s.page = page_asked(req, PAGE_ROWS);
	s.closed = strcmp(form_value(req->form, "show"), "closed") == 0;
	s.findings = findings_of(req->db, p->id, s.closed, s.page.size,
	    page_skip(s.page));
	page_counted(&s.page, s.findings.n == 0 ? 0 : s.findings.v[0].of_all);
	findings_page(req->out, req, &s);
	return (OK);
}

/* What the outcome is, as the report defines it today. */
static const char *
definition_of(struct request *req, const struct equity_finding *f)
{
	struct equity_definition_list	all = equity_definitions(req->db);

	each (d, all)
		if (strcmp(d->code, f->outcome) == 0)
			return (d->definition);
	return ("The report no longer counts this.");
}

enum status
finding_record(struct request *req)
{
	struct finding_shown	s = { .finding = finding_asked(req) };

	if (s.finding == NULL)
		return (NOT_FOUND);
	s.definition = definition_of(req, s.finding);
	s.measures = finding_measures(req->db, s.finding->id);
	s.causes = finding_causes(req->db, s.finding->id);
	s.actions = finding_actions(req->db, s.finding->id);
	s.events = events_of_finding(req->db, s.finding->id);
	finding_page(req->out, req, &s);
	return (OK);
}

/* The exact counts, of whoever may know them; that they were read is recorded
 * by PostgreSQL. */
enum status
finding_exactly(struct request *req)
{
	struct equity_finding			*f = finding_asked(req);
	const struct equity_programme	*p = f == NULL ? NULL :
					    finding_programme(req,
					    f->programme_id);

	if (p == NULL || p->audience != EQUITY_AUDIENCE_LEAD)
		return (NOT_FOUND);
	finding_counts_page(req->out, req, f, finding_counts(req->db, f->id,
	    req->reference));
	return (OK);
}
