/* asye_evidence - what evidence an ASYE has, which minimums it meets, and which
 * standards each piece is mapped to. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_evidence.h"
#include "rules/words.h"
#include "views.h"

enum evidence_filter { OF_KIND, OF_STANDARD, OF_COUNTS, OF_MAPPING };

struct asye_record *
asye_with_evidence(struct request *req)
{
	struct asye_record	*a = asye_asked(req);

	return (a != NULL && asye_takes_part(req, a) ? a : NULL);
}

static struct minimum
rule_of(const struct asye_minimum *m)
{
	struct minimum	r = { .kind = (enum minimum_of)m->evidence,
			    .at_least = (int)m->at_least,
			    .by_registered = (int)m->by_registered,
			    .by_assessor = (int)m->by_assessor,
			    .gates = m->gates };

	for (; r.sorts < m->must_include.n && r.sorts < MOST_ASKED; r.sorts++)
		r.sort[r.sorts] = m->must_include.v[r.sorts];
	for (; r.months < m->at_months.n && r.months < MOST_ASKED; r.months++)
		r.month[r.months] = (int)m->at_months.v[r.months];
	return (r);
}

static struct evidence_fact *
facts_of(struct arena *a, struct evidence_item_list items)
{
	struct evidence_fact	*facts = arena_array(a, items.n,
				    sizeof(*facts)), *f = facts;

	each(e, items)
		*f++ = (struct evidence_fact){
		    .kind = (enum minimum_of)e->kind, .counts = e->counts,
		    .by_registered = e->by_registered,
		    .by_assessor = e->by_assessor, .sort = e->detail,
		    .month = e->month.known ? (int)e->month.value : NO_MONTH };
	return (facts);
}

struct minimums_shown
minimums_of(struct request *req, const struct asye_record *a,
    struct evidence_item_list items)
{
	struct asye_minimum_list asked = asye_minimums_asked(req->db,
				    a->framework_id);
	struct evidence_fact	*facts = facts_of(req->arena, items);
	struct minimum_standing	*all = arena_array(req->arena, asked.n,
				    sizeof(*all));
	struct minimums_shown	 s = { .own = a->own, .takes_part = true };

	s.v = arena_array(req->arena, asked.n, sizeof(*s.v));
	each(m, asked) {
		s.v[s.n].asked = m;
		s.v[s.n].rule = rule_of(m);
		all[s.n] = minimum_standing(req->arena, &s.v[s.n].rule, facts,
		    items.n, a->own);
		s.v[s.n].standing = all[s.n];
		s.n++;
	}
	s.sum = minimums_sum(all, s.n);
	return (s);
}

struct minimums_shown
minimums_now(struct request *req, const struct asye_record *a)
{
	struct minimums_shown	s = { 0 };

	if (!asye_takes_part(req, a))
		return (s);
	s = minimums_of(req, a, evidence_of_asye(req->db, a->id));
	s.shortfall = shortfall_of_asye(req->db, a->id);
	return (s);
}

const char *
evidence_title(struct arena *a, const struct evidence_item *e)
{
	const char	*noun = minimum_noun((enum minimum_of)e->kind, false);

	if (e->kind == EVIDENCE_KIND_FEEDBACK_PEOPLE)
		return ("Feedback from a person with lived experience");
	if (e->kind == EVIDENCE_KIND_FEEDBACK_PROFESSIONALS)
		return ("Feedback from a professional");
	noun = arena_printf(a, "%c%s", noun[0] - 'a' + 'A', noun + 1);
	if (e->source == EVIDENCE_SOURCE_FILE)
		return (arena_printf(a, "%s: %s", noun, e->label != NULL ?
		    e->label : "a file"));
	if (e->month.known)
		return (arena_printf(a, "%s %s", noun,
		    evidence_month_words(a, (int)e->month.value)));
	return (arena_printf(a, "%s %ld", noun, e->number.value));
}

static const char *
whom(const struct evidence_item *e, bool own)
{
	if (e->kind == EVIDENCE_KIND_OBSERVATION)
		return (e->by_assessor ? own ? "By your ASYE assessor" :
		    "By the ASYE assessor" : e->by_registered ?
		    "By another registered social worker" :
		    "By nobody who is known to be registered");
	if (e->kind != EVIDENCE_KIND_WRITTEN_RECORD || e->detail == NULL)
		return ("");
	return (strcmp(e->detail, "external_report") == 0 ?
	    "A report for an external decision" :
	    strcmp(e->detail, "case_recordings") == 0 ?
	    "A set of case recordings" : "Another piece of writing");
}

static const char *
state_of(const struct evidence_item *e)
{
	static const char *const	words[][2] = {
		{ "draft", "Draft" }, { "submitted", "To be signed" },
		{ "returned", "Returned" }, { "withdrawn", "Withdrawn" },
		{ "taken_back", "Consent taken back" },
		{ "offered", "To be assessed" }, { "gone", "No longer there" },
		{ "beside", "Kept beside the form" },
	};

	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(e->state, words[i][0]) == 0)
			return (words[i][1]);
	return ("Counts");
}

struct evidence_row
evidence_row_of(struct request *req, const struct asye_record *a,
    const struct evidence_item *e)
{
	static const char *const	rooms[] = {
		[EVIDENCE_SOURCE_DOCUMENT] = "documents",
		[EVIDENCE_SOURCE_FEEDBACK] = "feedback",
		[EVIDENCE_SOURCE_FILE] = "files",
	};
	struct evidence_row		r = { .item = e,
					    .title = evidence_title(
					    req->arena, e),
					    .by_whom = whom(e, a->own),
					    .state = state_of(e),
					    .mapping = "" };

	if (!e->open)
		return (r);
	if (e->source == EVIDENCE_SOURCE_DOCUMENT)
		r.read = url_to(req->arena, "/documents/%ld", e->item_id);
	else if (e->source == EVIDENCE_SOURCE_FILE)
		r.read = url_to(req->arena, "/files/%ld", e->item_id);
	else
		r.read = url_to(req->arena, "/asye/%ld/feedback", a->id);
	r.map = url_to(req->arena, "/asye/%ld/evidence/%s/%ld", a->id,
	    rooms[e->source], e->item_id);
	return (r);
}

const struct evidence_item *
evidence_among(struct evidence_item_list items, enum evidence_source source,
    int64_t id)
{
	each(e, items)
		if (e->source == source && e->item_id == id)
			return (e);
	return (NULL);
}

bool
evidence_mappable(const struct asye_record *a)
{
	bool	settled = a->state >= ASYE_STATE_RECOMMENDED &&
		    a->state <= ASYE_STATE_CLAIM_COMPLETE;

	return (!settled &&
	    (a->own || a->assesses || a->manages || a->supervises));
}

const char *
standard_words(struct arena *a, const char *set, const char *code)
{
	return (arena_printf(a, "%.*s %s", (int)strcspn(set, "-"), set,
	    code));
}

struct evidence_key
evidence_key_of(const struct evidence_item *e)
{
	return (evidence_key(e->source, e->item_id));
}

struct evidence_key
evidence_key(enum evidence_source source, int64_t id)
{
	return ((struct evidence_key){
	    { source == EVIDENCE_SOURCE_DOCUMENT, id },
	    { source == EVIDENCE_SOURCE_FEEDBACK, id },
	    { source == EVIDENCE_SOURCE_FILE, id } });
}

static bool
same(struct maybe_int a, struct maybe_int b)
{
	return (a.known && b.known && a.value == b.value);
}

/* "KSS 5, KSS 9", of the tags of one item. */
static void
put_mapping(struct request *req, struct evidence_row *r,
    struct evidence_tag_list tags)
{
	struct evidence_key	key = evidence_key_of(r->item);

	each(t, tags) {
		if (!same(t->document_id, key.document) &&
		    !same(t->feedback_id, key.feedback) &&
		    !same(t->attachment_id, key.file))
			continue;
		r->questioned |= t->state == TAG_STATE_QUESTIONED;
		r->mapping = arena_printf(req->arena, "%s%s%s%s", r->mapping,
		    *r->mapping == '\0' ? "" : ", ", standard_words(
		    req->arena, t->set_code, t->code), t->state ==
		    TAG_STATE_QUESTIONED ? " (questioned)" : "");
	}
}

static const struct option *
kinds_offered(void)
{
	static struct option	options[MINIMUM_KINDS + 1];

	options[0] = (struct option){ "", "Any" };
	for (int k = 1; k < MINIMUM_KINDS; k++)
		options[k] = (struct option){ evidence_kind_word(
		    (enum evidence_kind)k), minimum_title(
		    (enum minimum_of)k) };
	return (options);
}

static const struct option *
counts_offered(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "yes", "Counts" }, { "no", "Does not count" }, { 0 } };

	return (offered);
}

static const struct option *
mapping_offered(void)
{
	static const struct option	offered[] = { { "", "Any" },
		{ "none", "Not mapped yet" },
		{ "questioned", "Questioned by the assessor" }, { 0 } };

	return (offered);
}

static const struct list_column columns[] = {
	{ "day", "Date", false, true },
	{ "kind", "Evidence", false, false },
	{ NULL, "What it is", false, false },
	{ NULL, "Does it count?", false, false },
	{ NULL, "Standards", false, false },
};

static const struct listing evidence_listing = { "Evidence", {
	{ "kind", "Kind", CHOSEN, kinds_offered },
	{ "standard", "Standard", ROW, NULL },
	{ "counts", "Counts", CHOSEN, counts_offered },
	{ "mapping", "Mapping", CHOSEN, mapping_offered },
}, columns, sizeof(columns) / sizeof(*columns) };

static const struct option *
standards_offered(struct request *req, int64_t framework)
{
	struct held_standard_list	 all = standards_of_framework(req->db,
					    framework);
	struct option			*options = arena_array(req->arena,
					    all.n + 2, sizeof(*options));
	size_t				 n = 0;

	options[n++] = (struct option){ "", "Any" };
	each(s, all)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    s->id), arena_printf(req->arena, "%s %s", standard_words(
		    req->arena, s->set_code, s->code), s->label) };
	return (options);
}

static bool
among(struct evidence_of_standard_list list, const struct evidence_item *e)
{
	each(o, list)
		if (o->source == e->source && o->item_id == e->item_id)
			return (true);
	return (false);
}

static bool
is_asked(const struct asked *asked, const struct evidence_row *r)
{
	const char	*counts = asked->values[OF_COUNTS];
	const char	*mapping = asked->values[OF_MAPPING];
	enum evidence_kind kind = evidence_kind_from(asked->values[OF_KIND]);

	return ((kind == EVIDENCE_KIND_NONE || r->item->kind == kind) &&
	    (*counts == '\0' ||
		(strcmp(counts, "yes") == 0) == r->item->counts) &&
	    (*mapping == '\0' || (strcmp(mapping, "none") == 0 ?
		*r->mapping == '\0' : r->questioned)));
}

static int
row_order(const void *a, const void *b)
{
	const struct evidence_row	*x = a, *y = b;

	if (x->item->kind != y->item->kind)
		return (x->item->kind < y->item->kind ? -1 : 1);
	return (date_compare(x->item->on_day, y->item->on_day));
}

/* They come from the latest day to the first. */
static void
sort_rows(struct evidence_shown *s)
{
	struct evidence_row	kept;

	if (s->asked.sorting == 1)
		qsort(s->rows, s->n, sizeof(*s->rows), row_order);
	for (size_t i = 0; s->asked.reversed && i < s->n / 2; i++) {
		kept = s->rows[i];
		s->rows[i] = s->rows[s->n - 1 - i];
		s->rows[s->n - 1 - i] = kept;
	}
}

static void
take_rows(struct request *req, struct evidence_shown *s,
    struct evidence_item_list items)
{
	int64_t			 standard = asked_row(&s->asked, OF_STANDARD);
	struct evidence_tag_list tags = tags_of_asye(req->db, s->asye->id);
	struct evidence_of_standard_list showing = { 0 };
	struct evidence_row	 r;

	if (standard != 0)
		showing = evidence_showing(req->db, s->asye->id, standard);
	s->rows = arena_array(req->arena, items.n, sizeof(*s->rows));
	each(e, items) {
		if (standard != 0 && !among(showing, e))
			continue;
		r = evidence_row_of(req, s->asye, e);
		put_mapping(req, &r, tags);
		if (is_asked(&s->asked, &r))
			s->rows[s->n++] = r;
	}
	sort_rows(s);
}

enum status
asye_evidence(struct request *req)
{
	struct evidence_shown		s = {
					    .asye = asye_with_evidence(req) };
	struct evidence_item_list	items;
	struct shown_part		part;

	if (s.asye == NULL)
		return (NOT_FOUND);
	items = evidence_of_asye(req->db, s.asye->id);
	s.minimums = minimums_of(req, s.asye, items);
	s.asked = listing_asked(req, &evidence_listing);
	s.asked.rows[OF_STANDARD] = standards_offered(req,
	    s.asye->framework_id);
	take_rows(req, &s, items);
	s.page = page_asked(req, PAGE_ROWS);
	part = listing_part(req, &s.page, s.n);
	s.rows += part.from;
	s.n = part.n;
	s.chosen = listing_chosen(req, &s.asked);
	asye_evidence_page(req->out, req, &s);
	return (OK);
}
