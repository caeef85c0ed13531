/* asye_coverage - who of those that have qualified is on an ASYE, who is not,
 * and why. */
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/search.h"
#include "views.h"

enum { WORDS_MAX = 2000 };

static const struct option *
place_kinds(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "nhs_trust", "NHS trusts" },
		{ "local_authority", "Local authorities" },
		{ "integrated_care_board", "Integrated care boards" },
		{ "charity", "Charities" }, { 0 } };

	return (offered);
}

static const struct list_column coverage_columns[] = {
	{ "name", "Where they work", false, false },
	{ "on", "On an ASYE", true, true },
	{ NULL, "Finished one", true, false },
	{ NULL, "Left one", true, false },
	{ "not", "On none, with a reason", true, true },
	{ "unknown", "Not known", true, true },
};

static const struct listing coverage_listing = { "Organisations", {
	{ "search", "Name of the organisation", TYPED, NULL },
	{ "kind", "Kind of organisation", CHOSEN, place_kinds },
}, coverage_columns, sizeof(coverage_columns) / sizeof(*coverage_columns) };

static const char *
sorting_of(struct arena *a, const struct asked *asked)
{
	return (arena_printf(a, "%s%s", asked->reversed ? "-" : "",
	    asked->listing->columns[asked->sorting].code));
}

static struct coverage_row_list
coverage_rows(struct request *req, const struct coverage_shown *s)
{
	return (asye_coverage(req->db, search_terms(req,
	    s->asked.values[0]).words,
	    organisation_kind_from(s->asked.values[1]),
	    sorting_of(req->arena, &s->asked), s->page.size,
	    page_skip(s->page)));
}

enum status
asye_coverage_page(struct request *req)
{
	struct coverage_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.asked = listing_asked(req, &coverage_listing);
	s.rows = coverage_rows(req, &s);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = coverage_rows(req, &s);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.chosen = listing_chosen(req, &s.asked);
	coverage_page(req->out, req, &s);
	return (OK);
}

static const struct option *
whose_options(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "unknown", "No reason is known" },
		{ "known", "With a reason" },
		{ "person", "Their own reasons" },
		{ "system", "What was not there for them" },
		{ "neither", "Neither" }, { 0 } };

	return (offered);
}

static const struct list_column uncovered_columns[] = {
	{ "name", "Name", false, false },
	{ "organisation", "Where they work", false, false },
	{ NULL, "Why", false, false },
	{ "since", "Since", false, false },
	{ NULL, "What to do", false, false },
};

const struct listing uncovered_listing = { "People on no ASYE", {
	{ "search", "Name", TYPED, NULL },
	{ "organisation", "Where they work", ROW, NULL },
	{ "whose", "Why", CHOSEN, whose_options },
}, uncovered_columns, sizeof(uncovered_columns) / sizeof(*uncovered_columns) };

static const struct option *
organisations_offered(struct request *req)
{
	struct uncovered_organisation_list	 all;
	struct option				*options;
	size_t					 n = 0;

	all = uncovered_organisations(req->db);
	options = arena_array(req->arena, all.n + 2, sizeof(*options));
	options[n++] = (struct option){ "", "Any" };
	each(o, all)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    o->id), o->name };
	return (options);
}

static struct uncovered_list
uncovered_rows(struct request *req, const struct uncovered_shown *s)
{
	const struct asked	*a = &s->asked;
	int64_t			 organisation = asked_row(a, 1);

	return (asye_uncovered(req->db, search_terms(req, a->values[0]).words,
	    (struct maybe_int){ organisation != 0, organisation }, NULL,
	    reason_whose_from(a->values[2]), (struct maybe_bool){
	    asked_is(a, 2, "unknown") || asked_is(a, 2, "known"),
	    asked_is(a, 2, "known") }, sorting_of(req->arena, a),
	    s->page.size, page_skip(s->page)));
}

enum status
asye_not_list(struct request *req)
{
	struct uncovered_shown	s = { .page = page_asked(req, PAGE_ROWS) };

	s.asked = listing_asked(req, &uncovered_listing);
	s.asked.rows[1] = organisations_offered(req);
	s.rows = uncovered_rows(req, &s);
	if (s.rows.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.rows = uncovered_rows(req, &s);
	}
	page_counted(&s.page, s.rows.n != 0 ? s.rows.v[0].of_all : 0);
	s.chosen = listing_chosen(req, &s.asked);
	s.saved = asye_filters_saved(req, &s.asked);
	uncovered_page(req->out, req, &s);
	return (OK);
}

const char *
coverage_whose(struct arena *a, const struct coverage_row *c)
{
	const struct { int64_t n; const char *words; } parts[] = {
		{ c->system, "not there for them" },
		{ c->person, "their own reasons" }, { c->neither, "neither" } };
	const char	*words = "";

	for (size_t i = 0; i < sizeof(parts) / sizeof(*parts); i++)
		if (parts[i].n > 0)
			words = arena_printf(a, "%s%s%ld %s", words,
			    *words == '\0' ? "" : ", ", parts[i].n,
			    parts[i].words);
	return (words);
}

const char *
reason_whose_words(enum reason_whose whose)
{
	switch (whose) {
	case REASON_WHOSE_PERSON:
		return ("Their own reason");
	case REASON_WHOSE_SYSTEM:
		return ("Not there for them");
	default:
		return ("Neither");
	}
}

static const struct option *
reason_options(struct request *req)
{
	struct asye_absence_reason_list	 all = asye_absence_reasons(req->db);
	struct option			*options = arena_array(req->arena,
					    all.n + 2, sizeof(*options));
	size_t				 n = 0;

	options[n++] = (struct option){ "", "Choose a reason" };
	each(r, all)
		options[n++] = (struct option){ r->code, r->label };
	return (options);
}

/* Somebody who has qualified and is on none. */
static bool
begin(struct request *req, struct absence_form *e)
{
	*e = (struct absence_form){ .who = asye_candidate_asked(req) };
	return (e->who != NULL &&
	    e->who->state == ENROLMENT_STATE_COMPLETED);
}

static bool
is_on_one(const struct asye_candidate *c)
{
	return (c->asye_id.known && c->asye_state != ASYE_STATE_WITHDRAWN &&
	    c->asye_state != ASYE_STATE_TRANSFERRED);
}

enum status
asye_not_new(struct request *req)
{
	struct absence_form	e;

	if (!begin(req, &e))
		return (NOT_FOUND);
	if (is_on_one(e.who))
		return (see_other(req, "/asye/%ld", e.who->asye_id.value));
	e.reasons = reason_options(req);
	form_set(req->form, "host", e.who->host_code != NULL ?
	    e.who->host_code : e.who->employer_code);
	absence_page(req->out, req, &e);
	return (OK);
}

static bool
record(struct request *req, const struct absence_form *e,
    const struct asye_place *host, const char *reason, const char *words)
{
	struct asye_place	*employer = asye_place_of_code(req->db,
				    e->who->employer_code);

	if (e->who->absence_id.known && asye_absence_remove(req->db,
	    e->who->absence_id.value) == 0)
		return (false);
	return (employer != NULL && asye_absence_add(req->db, e->who->id,
	    e->who->person_id, e->who->programme_id, employer->id, host->id,
	    reason, words != NULL ? words : "") != NULL);
}

enum status
asye_not_record(struct request *req)
{
	struct absence_form	 e;
	struct asye_place	*host;
	const char		*reason, *words;

	if (!begin(req, &e))
		return (NOT_FOUND);
	e.reasons = reason_options(req);
	reason = form_value(req->form, "reason");
	if (*reason == '\0' || option_label(e.reasons, reason) == NULL)
		form_refuse(req->form, "reason", "Select a reason");
	host = asye_place_typed(req, "host", "Enter the code of where they "
	    "work");
	words = form_optional_text(req->form, "words", "The note", WORDS_MAX);
	if (form_ok(req->form) && (is_on_one(e.who) ||
	    !record(req, &e, host, reason, words)))
		form_refuse(req->form, "reason", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		absence_page(req->out, req, &e);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "Recorded that %s is on no "
	    "ASYE, and why.", e.who->name), "/asye/not"));
}

/* A reason is never rewritten, so its number stands for its version. */
enum status
asye_not_remove_page(struct request *req)
{
	struct absence_form	e;

	if (!begin(req, &e))
		return (NOT_FOUND);
	if (!e.who->absence_id.known)
		return (see_other(req, "/asye/not"));
	form_set_version(req->form, e.who->absence_id.value);
	absence_remove_page(req->out, req, &e);
	return (OK);
}

enum status
asye_not_remove(struct request *req)
{
	struct absence_form	e;
	int64_t			version;

	if (!begin(req, &e))
		return (NOT_FOUND);
	version = form_version(req->form, "Open the form again");
	if (form_ok(req->form) && (!e.who->absence_id.known ||
	    e.who->absence_id.value != version ||
	    asye_absence_remove(req->db, version) == 0))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		absence_remove_page(req->out, req, &e);
		return (INVALID);
	}
	return (done(req, "Taken away. It stays in the history.",
	    "/asye/not"));
}
