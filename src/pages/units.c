/* units - lists of them, and the record of one. */
#include <string.h>

#include "pages.h"
#include "pages/guides.h"
#include "pages/search.h"
#include "pages/units.h"
#include "rules/words.h"
#include "views.h"

enum { MEMBERS_MAX = 200 };

static const char *const	sizes[] = { "small", "large", "fits", NULL };

static bool
among(const char *const *words, const char *word)
{
	for (; *words != NULL; words++)
		if (strcmp(*words, word) == 0)
			return (true);
	return (false);
}

static const struct option *
unit_host_options(struct request *req)
{
	struct unit_host_list	hosts = unit_hosts(req->db);
	struct option		*options = arena_array(req->arena, hosts.n + 2,
				    sizeof(*options));
	size_t			 n = 0;

	options[n++] = (struct option){ "", "Any host" };
	each(h, hosts)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    h->id), h->name };
	return (options);
}

static struct unit_row_list
units_asked(struct request *req, struct units_shown *s)
{
	struct form		*f = req->form;
	struct text_list	 words = search_terms(req,
				    form_value(f, "search")).words;
	int64_t			 host = id_typed(form_value(f, "host"));
	const char		*size = form_value(f, "size");
	bool			 none = strcmp(form_value(f, "lead"),
				    "none") == 0;
	bool			 closed = strcmp(form_value(f, "state"),
				    "closed") == 0;

	if (!among(sizes, size))
		size = NULL;
	s->filtered = words.n != 0 || host != 0 || size != NULL || none ||
	    closed;
	return (units_found(req->db, words, (struct maybe_int){ host != 0,
	    host }, closed ? UNIT_STATE_CLOSED : UNIT_STATE_OPEN, size,
	    (struct maybe_bool){ none, true }, s->page.size,
	    page_skip(s->page)));
}

enum status
unit_list(struct request *req)
{
	struct units_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.rows = units_asked(req, &s);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = units_asked(req, &s);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.hosts = unit_host_options(req);
	units_page(req->out, req, &s);
	return (OK);
}

/* Who leads several chooses; who leads one is there. */
enum status
units_mine(struct request *req)
{
	struct led_unit_list	mine = units_led_by_me(req->db);

	if (mine.n == 1)
		return (see_other(req, "/units/%ld", mine.v[0].id));
	units_mine_page(req->out, req, mine);
	return (OK);
}

const char *
unit_size_words(struct arena *a, const struct unit_row *u)
{
	return (arena_printf(a, "%ld %s", u->members,
	    u->members == 1 ? "trainee" : "trainees"));
}

struct lead_facts
unit_lead_facts(const struct unit_row *u)
{
	return ((struct lead_facts){ u->lead, u->lead_number, u->lead_refused,
	    u->lead_until });
}

const char *
unit_attention(struct arena *a, const struct unit_row *u, struct date today)
{
	enum unit_size		 size = unit_size(u->members, u->least,
				    u->most);
	struct lead_facts	 lead = unit_lead_facts(u);
	const char		*words = "", *unregistered;

	if (u->state == UNIT_STATE_CLOSED)
		return (words);
	if (size == UNIT_SMALL)
		words = arena_printf(a, "Fewer than %ld in it. ", u->least);
	else if (size == UNIT_LARGE)
		words = arena_printf(a, "More than %ld in it. ", u->most);
	if (u->lead == NULL)
		return (arena_printf(a, "%sNobody leads it.", words));
	unregistered = lead_unregistered(a, &lead, today);
	return (unregistered == NULL ? words : arena_printf(a, "%s%s.", words,
	    unregistered));
}

const struct progress *
unit_progress(const struct unit_shown *s, const struct unit_member *m)
{
	each(p, s->standings)
		if (p->trainee->id == m->enrolment_id)
			return (p);
	return (NULL);
}

/* How those stand who are in it. */
static struct progress_list
standings_of(struct request *req, const struct unit_member_list *members)
{
	int64_t			*ids = arena_array(req->arena, members->n,
				    sizeof(*ids));
	size_t			 n = 0;
	struct trainee_list	*trainees = arena_alloc(req->arena,
				    sizeof(*trainees));

	each(m, *members)
		if (!m->past)
			ids[n++] = m->enrolment_id;
	*trainees = trainees_of_ids(req->db, (struct int_list){ ids, n });
	return (progress_of(req, trainees));
}

enum status
unit_record(struct request *req)
{
	struct unit_shown	 s = { .unit = unit_by_id(req->db,
				    req->id[0]) };
	struct lead_facts	 lead;

	if (s.unit == NULL)
		return (NOT_FOUND);
	s.members = members_of_unit(req->db, s.unit->id, MEMBERS_MAX);
	s.standings = standings_of(req, &s.members);
	s.lead = place_held(req, HELD_LEAD, s.unit->id);
	if (s.unit->lead != NULL) {
		lead = unit_lead_facts(s.unit);
		s.unregistered = lead_unregistered(req->arena, &lead,
		    req->today);
	}
	unit_page(req->out, req, &s);
	return (OK);
}

struct unit_row *
unit_of_mine(struct request *req)
{
	struct unit_row	*u = unit_by_id(req->db, req->id[0]);

	return (u != NULL && u->mine ? u : NULL);
}

static const char *
turn_event_words(struct arena *a, const struct unit_event *e)
{
	const char	*who = e->who != NULL ? e->who : "Somebody";
	bool		 leads = strcmp(e->subject, "unit_lead") == 0;

	if (e->state != NULL && strcmp(e->state, "removed") == 0)
		return (arena_printf(a, "%s taken away, as recorded wrongly",
		    who));
	if (e->inserted)
		return (arena_printf(a, "%s %s from %s", who,
		    leads ? "leads it" : "is in it",
		    date_words(a, e->from_on)));
	if (date_is_set(e->to_on))
		return (arena_printf(a, "%s %s until %s", who,
		    leads ? "leads it" : "is in it", date_words(a, e->to_on)));
	return (arena_printf(a, "%s %s until further notice", who,
	    leads ? "leads it" : "is in it"));
}

const char *
unit_event_words(struct arena *a, const struct unit_event *e)
{
	if (strcmp(e->subject, "unit") != 0)
		return (turn_event_words(a, e));
	if (e->inserted)
		return ("Unit set up");
	if (e->state != NULL && strcmp(e->state, "closed") == 0)
		return (arena_printf(a, "Closed on %s", date_words(a,
		    e->to_on)));
	if (e->state != NULL)
		return ("Opened again");
	return (e->who != NULL ? arena_printf(a, "Renamed: %s", e->who) :
	    "Team changed");
}

enum status
unit_history(struct request *req)
{
	struct unit_row		*u = unit_of_mine(req);
	struct page_of		 page = page_asked(req, PAGE_ROWS);
	struct unit_event_list	 events;

	if (u == NULL)
		return (NOT_FOUND);
	events = events_of_unit(req->db, u->id, page.size, page_skip(page));
	if (events.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		events = events_of_unit(req->db, u->id, page.size, 0);
	}
	page_counted(&page, events.n != 0 ? events.v[0].of_all : 0);
	unit_history_page(req->out, req, u, events, page);
	return (OK);
}
