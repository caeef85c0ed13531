/* sets - tables that the people of a partner get each month. */
#include <string.h>

#include "exchange/table.h"
#include "pages.h"
#include "pages/exports.h"
#include "pages/register.h"
#include "views.h"

enum { ROUNDS_SHOWN = 12, DAY_MOST = 28 };

static const struct option	readers[] = {
	{ "partner", "Its partner coordinators", "Who follow trainees and "
	    "placements" },
	{ "coordinator", "Its ASYE coordinators", "Who run its ASYEs" }, { 0 }
};

const char *
set_readers_words(enum monthly_set_readers r)
{
	return (r == MONTHLY_SET_READERS_PARTNER ? "Partner coordinators" :
	    "ASYE coordinators");
}

const char *
set_state_words(struct arena *a, const struct monthly_set *s)
{
	switch (s->state) {
	case MONTHLY_SET_STATE_RUNNING:
		return (arena_printf(a, "On %s", date_words(a, s->next_on)));
	case MONTHLY_SET_STATE_PAUSED:
		return ("Paused");
	case MONTHLY_SET_STATE_ENDED:
		return ("Ended");
	case MONTHLY_SET_STATE_NONE:
		break;
	}
	return ("");
}

const char *
set_copy_words(const struct monthly_set_copy *c)
{
	if (c->fetched.value > 1)
		return ("Several times, last on");
	if (c->fetched.value == 1)
		return ("Once, on");
	switch (c->state) {
	case EXPORT_STATE_QUEUED:
	case EXPORT_STATE_WORKING:
		return ("Being made");
	case EXPORT_STATE_FAILED:
		return ("Could not be made");
	case EXPORT_STATE_EXPIRED:
		return ("Never, and deleted since");
	default:
		return ("Not yet");
	}
}

enum status
sets(struct request *req)
{
	struct page_of		page = page_asked(req, PAGE_ROWS);
	struct monthly_set_list	list = monthly_sets(req->db, page.size,
				    page_skip(page));

	page_counted(&page, list.n == 0 ? 0 : list.v[0].of_all);
	sets_page(req->out, req, list, page);
	return (OK);
}

/* What partners may have, each for those of their roles that may ask for it. */
static int
askers_of(enum monthly_set_readers r)
{
	return (r == MONTHLY_SET_READERS_PARTNER ? PARTNER : COORDINATOR);
}

static const struct option *
tables_for_partners(struct arena *a)
{
	size_t		 n = 0;
	struct option	*all, *to;

	while (exchange_tables[n].code != NULL)
		n++;
	all = to = arena_array(a, n + 1, sizeof(*all));
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if ((t->askers & (PARTNER | COORDINATOR)) != 0 &&
		    (exchange_readers(t) & FOR_PARTNER) != 0)
			*to++ = (struct option){ t->code, t->title, t->what };
	return (all);
}

static struct sets_offered
sets_offered(struct request *req)
{
	struct sets_offered	o = { exports_offered(req),
				    tables_for_partners(req->arena), readers };

	o.of = o.can.of;
	if (o.can.staff && o.of[0].label != NULL)
		o.of++;			/* everybody is no partner */
	return (o);
}

/* What was asked for, while it is read. */
struct monthly {
	struct text_list		 tables;
	struct export_place		*cohort, *organisation;
	struct export_programme		*programme;
	enum monthly_set_readers	 readers;
	const char			*purpose;
	int64_t				 day;
};

static void
check_readers(struct form *f, const struct monthly *m)
{
	each (code, m->tables) {
		const struct exchange_table	*t = exchange_table_of(*code);

		if ((t->askers & askers_of(m->readers)) == 0)
			form_refusef(f, "readers", "%s is not for %s. Select "
			    "who else gets it, or leave it out", t->title,
			    m->readers == MONTHLY_SET_READERS_PARTNER ?
			    "partner coordinators" : "ASYE coordinators");
	}
}

static struct export_place *
organisation_chosen(struct request *req, const struct sets_offered *o)
{
	if (o->can.organisations.n == 1)
		return (&o->can.organisations.v[0]);
	return (export_place_chosen(req->form, "organisation",
	    o->can.organisations, "Select whose people it has"));
}

static void
read_monthly(struct request *req, const struct sets_offered *o,
    struct monthly *m)
{
	struct form	*f = req->form;
	const char	*who;

	*m = (struct monthly){ export_tables_chosen(req, o->tables) };
	m->cohort = export_place_chosen(f, "cohort", o->can.cohorts, NULL);
	m->programme = export_programme_chosen(req, &o->can, m->cohort);
	m->organisation = organisation_chosen(req, o);
	who = option_chosen(f, "readers", readers, "Select who gets it");
	m->readers = monthly_set_readers_from(who);
	if (who != NULL)
		check_readers(f, m);
	m->purpose = form_text(f, "purpose", "What it is for",
	    EXPORT_PURPOSE_MAX, "Enter what it is for");
	m->day = form_number(f, "day", "The day of the month", 1, DAY_MOST,
	    "Enter the day of the month on which it is made");
	if (m->programme != NULL && m->organisation != NULL &&
	    !m->programme->staff && !m->organisation->mine)
		form_refusef(f, "organisation", "In the %s you can set one up "
		    "of your own organisation’s people alone",
		    m->programme->name);
}

enum status
set_new(struct request *req)
{
	struct sets_offered	o = sets_offered(req);

	set_form(req->out, req, &o);
	return (OK);
}

enum status
set_create(struct request *req)
{
	struct sets_offered	 o = sets_offered(req);
	struct monthly_set_made	*made;
	struct monthly		 m;

	read_monthly(req, &o, &m);
	if (!form_ok(req->form)) {
		set_form(req->out, req, &o);
		return (INVALID);
	}
	made = monthly_set_make(req->db, m.programme->id,
	    (struct maybe_int){ m.cohort != NULL, m.cohort != NULL ?
	    m.cohort->id : 0 }, m.organisation->id, m.tables, m.readers,
	    m.purpose, m.day);
	if (made == NULL)
		return (NOT_FOUND);
	return (done(req, "Monthly set set up", "/sets/%ld", made->id));
}

enum status
set_show(struct request *req)
{
	struct monthly_set	*s = monthly_set_by_id(req->db, req->id[0]);

	if (s == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, s->version);
	set_page(req->out, req, s, monthly_set_copies(req->db, s->id,
	    ROUNDS_SHOWN));
	return (OK);
}

static enum status
show_as_it_is(struct request *req, const struct monthly_set *s)
{
	form_refuse(req->form, "version", "This set changed while you had its "
	    "page open. Look at how it stands now.");
	form_replace_version(req->form, s->version);
	set_page(req->out, req, s, monthly_set_copies(req->db, s->id,
	    ROUNDS_SHOWN));
	return (INVALID);
}

static bool
may_become(const struct monthly_set *s, enum monthly_set_state to)
{
	return ((to == MONTHLY_SET_STATE_ENDED &&
	    s->state != MONTHLY_SET_STATE_ENDED) ||
	    (to == MONTHLY_SET_STATE_PAUSED &&
	    s->state == MONTHLY_SET_STATE_RUNNING) ||
	    (to == MONTHLY_SET_STATE_RUNNING &&
	    s->state == MONTHLY_SET_STATE_PAUSED));
}

/* Pauses it, goes on with it, or ends it. */
enum status
set_move_on(struct request *req)
{
	static const char *const	words[] = {
		[MONTHLY_SET_STATE_RUNNING] = "The set goes on",
		[MONTHLY_SET_STATE_PAUSED] = "The set is paused",
		[MONTHLY_SET_STATE_ENDED] = "The set is ended",
	};
	struct monthly_set	*s = monthly_set_by_id(req->db, req->id[0]);
	enum monthly_set_state	 to;
	int64_t			 version;

	if (s == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the set again");
	to = monthly_set_state_from(form_value(req->form, "to"));
	if (!form_ok(req->form) || !may_become(s, to) ||
	    monthly_set_move(req->db, s->id, version, to) == 0)
		return (show_as_it_is(req, s));
	return (done(req, words[to], "/sets/%ld", s->id));
}
