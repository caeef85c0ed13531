/* asye - the register of ASYEs, and the page of one. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_evidence.h"
#include "pages/search.h"
#include "views.h"

enum asye_filter {
	ASYE_SEARCH, ASYE_STATE, ASYE_KIND, ASYE_ORGANISATION, ASYE_ASSESSOR,
	ASYE_HOST, ASYE_STANDING
};

static const struct { const char *words; bool live; } states[] = {
	[ASYE_STATE_ELIGIBLE] = { "Not registered yet", true },
	[ASYE_STATE_REGISTERED] = { "Registered", true },
	[ASYE_STATE_AGREED] = { "Agreement signed", true },
	[ASYE_STATE_REVIEW_3] = { "First review held", true },
	[ASYE_STATE_REVIEW_6] = { "Midway review held", true },
	[ASYE_STATE_REVIEW_9] = { "Third review held", true },
	[ASYE_STATE_FINAL_REVIEW] = { "Final review held", true },
	[ASYE_STATE_RECOMMENDED] = { "Recommendation made", true },
	[ASYE_STATE_MODERATED] = { "Moderated", true },
	[ASYE_STATE_CONFIRMED] = { "Outcome confirmed", false },
	[ASYE_STATE_CERTIFICATED] = { "Certificate issued", false },
	[ASYE_STATE_CLAIM_COMPLETE] = { "Claim complete", false },
	[ASYE_STATE_PAUSED] = { "Paused", true },
	[ASYE_STATE_WITHDRAWN] = { "Withdrawn", false },
	[ASYE_STATE_TRANSFERRED] = { "Transferred to another employer", false },
};

const char *
asye_state_words(enum asye_state state)
{
	return (states[state].words);
}

bool
asye_is_live(enum asye_state state)
{
	return (states[state].live);
}

const char *
asye_duty_words(enum asye_duty_kind duty)
{
	switch (duty) {
	case ASYE_DUTY_KIND_ASSESSOR:
		return ("ASYE assessor");
	case ASYE_DUTY_KIND_LINE_MANAGER:
		return ("Line manager");
	default:
		return ("Supervisor");
	}
}

const char *
framework_kind_words(enum framework_kind kind)
{
	switch (kind) {
	case FRAMEWORK_KIND_ADULTS:
		return ("Adults and mental health");
	case FRAMEWORK_KIND_CHILDREN:
		return ("Child and family");
	default:
		return ("Early career programme");
	}
}

static const struct option *
state_options(void)
{
	enum { STATES = sizeof(states) / sizeof(*states) };
	static struct option	options[STATES + 1];

	options[0] = (struct option){ "", "Any" };
	for (int i = 1; i < STATES; i++)
		options[i] = (struct option){ asye_state_word(
		    (enum asye_state)i), states[i].words };
	return (options);
}

static const struct option *
kind_options(void)
{
	static struct option	options[5];

	options[0] = (struct option){ "", "Any" };
	for (int i = FRAMEWORK_KIND_ADULTS; i <= FRAMEWORK_KIND_EARLY_CAREER;
	    i++)
		options[i] = (struct option){ framework_kind_word(
		    (enum framework_kind)i),
		    framework_kind_words((enum framework_kind)i) };
	return (options);
}

static const struct option *
assessor_options(void)
{
	static const struct option	offered[] = { { "", "Any or none" },
		{ "none", "Nobody assesses" }, { "named", "Somebody does" },
		{ 0 } };

	return (offered);
}

static const struct option *
standing_options(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "live", "On it" }, { "finished", "Finished" },
		{ "left", "Left it" }, { 0 } };

	return (offered);
}

enum { MET_COLUMN = 5 };

static const struct list_column columns[] = {
	{ "name", "Newly qualified social worker", false, false },
	{ "starts", "Started", false, true },
	{ "employer", "Employer", false, false },
	{ NULL, "Assessor", false, false },
	{ "state", "Stage", false, false },
	[MET_COLUMN] = { "met", "Minimums met", true, false },
};

const struct listing asye_listing = { "ASYEs", {
	{ "search", "Name", TYPED, NULL },
	{ "state", "Stage", CHOSEN, state_options },
	{ "kind", "Framework", CHOSEN, kind_options },
	{ "organisation", "Employer, host or provider", ROW, NULL },
	{ "assessor", "Assessor", CHOSEN, assessor_options },
	{ "host", "Where they work", ROW, NULL },
	{ "standing", "On it or not", CHOSEN, standing_options },
}, columns, sizeof(columns) / sizeof(*columns) };

static const struct option *
organisations_offered(struct request *req)
{
	struct asye_organisation_list	 all = asye_organisations(req->db);
	struct option			*options = arena_array(req->arena,
					    all.n + 2, sizeof(*options));
	size_t				 n = 0;

	options[n++] = (struct option){ "", "Any" };
	each(o, all)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    o->id), o->name };
	return (options);
}

static struct asye_row_list
rows_asked(struct request *req, const struct asyes_shown *s)
{
	const struct asked	*a = &s->asked;
	int64_t			 organisation = asked_row(a, ASYE_ORGANISATION);
	int64_t			 host = asked_row(a, ASYE_HOST);
	const char		*sorting = arena_printf(req->arena, "%s%s",
				    a->reversed ? "-" : "",
				    columns[a->sorting].code);

	return (asyes_found(req->db, search_terms(req,
	    a->values[ASYE_SEARCH]).words,
	    asye_state_from(a->values[ASYE_STATE]),
	    framework_kind_from(a->values[ASYE_KIND]),
	    (struct maybe_int){ organisation != 0, organisation },
	    (struct maybe_bool){ !asked_is(a, ASYE_ASSESSOR, ""),
	        asked_is(a, ASYE_ASSESSOR, "none") },
	    (struct maybe_int){ host != 0, host },
	    asked_is(a, ASYE_STANDING, "") ? NULL : a->values[ASYE_STANDING],
	    sorting, s->page.size, page_skip(s->page)));
}

/* Not counted: that would cost more as the programme grows. */
static int64_t
uncounted(struct request *req, const char *query, void *list)
{
	(void)req;
	(void)query;
	(void)list;
	return (-1);
}

struct saved_links
asye_filters_saved(struct request *req, const struct asked *asked)
{
	return (saved_links(req, asked, uncounted, NULL));
}

enum status
asye_list(struct request *req)
{
	struct asyes_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.asked = listing_asked(req, &asye_listing);
	if (!request_is(req, ASSESSOR | COORDINATOR | STAFF))
		s.asked.without = MET_COLUMN;	/* a partner sees the stage */
	s.asked.rows[ASYE_ORGANISATION] = organisations_offered(req);
	s.asked.rows[ASYE_HOST] = s.asked.rows[ASYE_ORGANISATION];
	s.rows = rows_asked(req, &s);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = rows_asked(req, &s);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.chosen = listing_chosen(req, &s.asked);
	s.saved = asye_filters_saved(req, &s.asked);
	asyes_page(req->out, req, &s);
	return (OK);
}

struct asye_record *
asye_asked(struct request *req)
{
	struct asye_record	*a = asye_by_id(req->db, req->id[0]);

	if (a != NULL && a->person_id != req->visitor.id)
		request_reads(req, "asye", a->id, a->person_id,
		    a->programme_id);
	return (a);
}

/* There is no row where the transaction has failed. */
bool
asye_takes_part(struct request *req, const struct asye_record *a)
{
	const struct part_taken	*part = asye_part_taken(req->db, a->id);

	return (part != NULL && part->yes);
}

enum status
asye_one(struct request *req)
{
	struct asye_shown	s = { .asye = asye_asked(req) };
	const struct asye_record *a = s.asye;
	struct asye_correctable	*may;
	struct minimums_shown	 minimums;

	if (a == NULL)
		return (NOT_FOUND);
	s.shares = asye_shares_of(req->db, a->id);
	s.terms = asye_terms_of(req->db, a->id);
	s.events = asye_events(req->db, a->id);
	s.flags = flags_of_enrolment(req->db, a->enrolment_id);
	s.corrections = asye_corrections_of(req->db, a->id);
	s.keeps = !a->own && (a->of_staff || a->coordinates);
	if (s.keeps) {
		s.undoable = asye_undoable_of(req->db, a->id);
		may = asye_correctable_of(req->db, a->id);
		s.correctable = may != NULL && may->correctable ? may : NULL;
	}
	minimums = minimums_now(req, a);
	asye_page(req->out, req, &s, &minimums);
	return (OK);
}

/* Who has had one ASYE is there; who had several chooses. */
enum status
asye_mine(struct request *req)
{
	struct own_asye_list	own = asyes_of_person(req->db,
				    req->visitor.id);

	if (own.n > 0)
		return (see_other(req, "/asye/%ld", own.v[0].id));
	asye_none_page(req->out, req);
	return (OK);
}
