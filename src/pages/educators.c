/* educators - the register of practice educators, and an entry of it. */
#include <string.h>

#include "charts/bars.h"
#include "pages.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

enum { FOUND_MAX = 2000 };

static struct register_tally
tally_of_register(const struct registered_list *all)
{
	struct register_tally	t = { 0 };

	each(r, *all) {
		if (r->educator->state == EDUCATOR_STATE_LEFT) {
			t.left++;
			continue;
		}
		t.on_register++;
		t.needing += r->concerns.n > 0;
		for (size_t i = 0; i < r->concerns.n; i++)
			t.needs[r->concerns.v[i].what]++;
	}
	return (t);
}

/* -1 where a search leaves only some of the register. */
static int64_t
entries_counted(struct request *req, const char *query, void *list)
{
	struct form	f;
	struct asked	a;

	form_parse_urlencoded(&f, req->arena, query, strlen(query));
	a = asked_of(&f, &register_listing);
	if (!asked_is(&a, OF_SEARCH, "") ||
	    *form_value(req->form, "search") != '\0')
		return (-1);
	return ((int64_t)register_chosen(req->arena, &a, list).n);
}

static void
show_register(struct request *req, struct educator_list found)
{
	struct register_shown	 s = { .page = page_asked(req, PAGE_ROWS) };
	struct registered_list	 all, chosen;
	struct shown_part		 part;

	s.asked = listing_asked(req, &register_listing);
	s.truncated = found.n > FOUND_MAX;
	if (s.truncated)
		found.n = FOUND_MAX;
	all = registered_of(req, &found);
	s.searched = *form_value(req->form, "search") != '\0';
	s.tally = tally_of_register(&all);
	s.asked.rows[OF_ORGANISATION] = organisation_options(req->arena, &all);
	chosen = register_chosen(req->arena, &s.asked, &all);
	part = listing_part(req, &s.page, chosen.n);
	s.rows = (struct registered_list){ chosen.v + part.from, part.n };
	s.chosen = listing_chosen(req, &s.asked);
	s.saved = saved_links(req, &s.asked, entries_counted, &all);
	educators_page(req->out, req, &s);
}

enum status
educator_register(struct request *req)
{
	show_register(req, educators_searched(req, FOUND_MAX + 1));
	return (OK);
}

/* Somebody on several registers chooses; on one, they are there. */
enum status
educator_mine(struct request *req)
{
	struct own_entry_list	own = educator_entries_of_me(req->db);
	struct educator		*entries = arena_array(req->arena, own.n,
				    sizeof(*entries)), *e;
	size_t			 n = 0;

	if (own.n == 1)
		return (see_other(req, "/educators/%ld", own.v[0].id));
	each(o, own)
		if ((e = educator_by_id(req->db, o->id)) != NULL)
			entries[n++] = *e;
	educator_entries_page(req->out, req, (struct educator_list){ entries,
	    n });
	return (OK);
}

static struct date
month_ahead(struct date today, int n)
{
	return (date_plus_months((struct date){ today.year, today.month, 1 },
	    n));
}

static void
show_load(struct request *req, struct educator_shown *s)
{
	const struct registered	*r = s->entry;
	struct arena		*a = req->arena;
	struct bar		*bars = arena_array(a, LOAD_MONTHS,
				    sizeof(*bars));
	struct date		 from, to;

	for (int i = 0; i < LOAD_MONTHS; i++) {
		from = i == 0 ? req->today : month_ahead(req->today, i);
		to = date_plus_days(month_ahead(req->today, i + 1), -1);
		s->months[i] = (struct load_month){ arena_printf(a, "%s %d",
		    date_month_name(from.month), from.year),
		    load_peak(&r->facts, from, to, NULL) };
		bars[i] = (struct bar){ .label = s->months[i].name,
		    .count = s->months[i].most };
	}
	s->chart = (struct bars_chart){ .id = "load",
	    .title = "Trainees at once, month by month",
	    .finding = arena_printf(a, "%d today, with room for %d", r->load,
	        r->facts.capacity), .bars = bars, .n = LOAD_MONTHS };
}

bool
learner_now(const struct learner_now *l, struct date today)
{
	return (date_compare(l->from_on, today) <= 0 &&
	    (!date_is_set(l->to_on) || date_compare(l->to_on, today) >= 0));
}

const char *
learner_state(const struct learner_now *l, struct date today)
{
	if (learner_now(l, today))
		return ("Now");
	return (date_compare(l->from_on, today) > 0 ? "To come" : "Before");
}

enum status
educator_record(struct request *req)
{
	struct registered	*r = registered_by_id(req, req->id[0]);
	struct educator_shown	 s = { .entry = r };
	const struct educator	*e;

	if (r == NULL)
		return (NOT_FOUND);
	e = r->educator;
	s.own = e->person_id == req->visitor.id;
	s.staff = request_is(req, STAFF) &&
	    is_of_staff(req, e->programme_id);
	s.entries = entries_of_educator(req->db, e->id);
	s.conflicts = conflicts_of_educator(req->db, e->id);
	s.placements = placements_of_educator(req->db, e->person_id);
	s.unseen = r->load;
	each(l, s.placements)
		if (learner_now(l, req->today))
			s.unseen--;
	show_load(req, &s);
	request_reads(req, "educator", e->id, e->person_id, e->programme_id);
	educator_page(req->out, req, &s);
	return (OK);
}

enum status
educator_history(struct request *req)
{
	struct educator		*e = educator_by_id(req->db, req->id[0]);
	struct page_of		 page = page_asked(req, PAGE_ROWS);
	struct educator_event_list events;

	if (e == NULL)
		return (NOT_FOUND);
	events = events_of_educator(req->db, e->person_id, e->programme_id,
	    page.size, page_skip(page));
	if (events.n == 0 && page.number > 1) {
		page.number = 1;
		form_replace(req->form, "page", "");
		events = events_of_educator(req->db, e->person_id,
		    e->programme_id, page.size, 0);
	}
	page_counted(&page, events.n != 0 ? events.v[0].of_all : 0);
	request_reads(req, "educator", e->id, e->person_id, e->programme_id);
	educator_history_page(req->out, req, e, events, page);
	return (OK);
}
