/* documents - what is written about a placement: what there is, what is
 * missing, and one document, of whatever home, with its history. */
#include <string.h>

#include "pages.h"
#include "pages/documents.h"
#include "rules/words.h"
#include "views.h"

struct document *
document_asked(struct request *req)
{
	return (document_by_id(req->db, req->id[0]));
}

struct answer_list
answers_of_version(struct arena *a, const struct document_version *v)
{
	struct answer_list	list = { 0 };

	if (v == NULL)
		return (list);
	list.v = arena_array(a, v->fields.n, sizeof(*list.v));
	for (; list.n < v->fields.n; list.n++)
		list.v[list.n] = (struct answer){ v->fields.v[list.n],
		    v->questions.v[list.n], v->answers.v[list.n] };
	return (list);
}

struct row_names
standard_names(struct request *req, const char *set)
{
	struct standard_list	 standards = standards_of(req->db, set);
	const char		**names = arena_array(req->arena,
				    standards.n, sizeof(*names));
	size_t			 n = 0;

	each (s, standards)
		names[n++] = s->label;
	return ((struct row_names){ names, n });
}

struct row_names
domain_names(struct request *req, const struct document *d)
{
	struct document_standards	*s = document_standards_of(req->db,
					    d->id);

	return (standard_names(req, s != NULL ? s->code : "PCF"));
}

static int
known_or(struct maybe_int value, int usual)
{
	return (value.known ? (int)value.value : usual);
}

struct document_settings
document_settings_of(struct request *req, int64_t programme)
{
	struct document_numbers		*n = document_numbers_of(req->db,
					    programme);
	struct document_settings	 s = document_settings_usual;

	if (n == NULL)
		return (s);
#define NUMBER(name)	s.name = known_or(n->name, s.name)
	NUMBER(long_halves);
	NUMBER(observations_long);
	NUMBER(observations_short);
	NUMBER(observations_contrasting);
	NUMBER(reflections_long);
	NUMBER(reflections_short);
	NUMBER(reflections_contrasting);
	NUMBER(feedback);
	NUMBER(feedback_contrasting);
	NUMBER(supervision_minutes);
	NUMBER(anonymity);
#undef NUMBER
	return (s);
}

const char *
kind_waits(struct arena *a, const struct document_form *form,
    const struct document_list *list)
{
	const char	*words = "";

	each (d, *list) {
		if (strcmp(document_kind_word(d->kind), form->kind) != 0 ||
		    *document_waits(a, d) == '\0')
			continue;
		words = arena_printf(a, "%s%s%s: %s", words,
		    *words == '\0' ? "" : "; ", document_title(a, d),
		    document_waits(a, d));
	}
	return (words);
}

const char *
kind_count(struct arena *a, int nsigned, int required)
{
	if (required == 0)
		return (arena_printf(a, "%d signed", nsigned));
	return (arena_printf(a, "%d of %d signed", nsigned, required));
}

static struct document_kind_row
kind_row(struct arena *a, const struct documents_shown *s,
    const struct placement *p, const struct document_form *form,
    const struct document_settings *settings)
{
	struct document_kind_row	row = { .form = *form,
					    .begins = form->kind };
	int				there = 0;

	each (d, s->documents) {
		if (strcmp(document_kind_word(d->kind), form->kind) != 0 ||
		    d->state == DOCUMENT_STATE_WITHDRAWN)
			continue;
		there++;
		row.nsigned += d->state == DOCUMENT_STATE_SIGNED;
	}
	row.required = documents_required(form->kind, (int)p->required_halves,
	    p->stage == PLACEMENT_STAGE_CONTRASTING, settings);
	row.count = kind_count(a, row.nsigned, row.required);
	row.waits = kind_waits(a, form, &s->documents);
	if (row.required > there)
		row.waits = arena_printf(a, "%s%s%d to begin", row.waits,
		    *row.waits == '\0' ? "" : "; ", row.required - there);
	row.complete = row.nsigned >= row.required;
	row.may_start = s->may_start && document_has_part(form,
	    s->home.person_id == s->asker ? TRAINEE_PART : EDUCATOR_PART) &&
	    (there == 0 || document_repeats(form->kind));
	return (row);
}

static void
count_kinds(struct request *req, struct documents_shown *s,
    const struct placement *p)
{
	struct document_settings	settings = document_settings_of(req,
					    p->programme_id);
	struct document_form		form;

	s->kinds = arena_array(req->arena, document_forms(),
	    sizeof(*s->kinds));
	for (size_t i = 0; document_form_in_order(i, &form); i++)
		if (form.home == HOME_PLACEMENT)
			s->kinds[s->nkinds++] = kind_row(req->arena, s, p,
			    &form, &settings);
	s->supervision = supervision_standing(req->arena,
	    (int)(p->confirmed + p->waiting),
	    supervision_held(&s->documents, true),
	    supervision_held(&s->documents, false), &settings);
}

int
supervision_held(const struct document_list *list, bool has_been_signed)
{
	int	minutes = 0;

	each (d, *list)
		if (d->kind == DOCUMENT_KIND_SUPERVISION_RECORD &&
		    d->state != DOCUMENT_STATE_WITHDRAWN &&
		    (d->state == DOCUMENT_STATE_SIGNED) == has_been_signed &&
		    d->minutes.known && (d->outcome == NULL ||
		    strcmp(d->outcome, "Informal") != 0))
			minutes += (int)d->minutes.value;
	return (minutes);
}

/* Who writes documents here: the trainee, and who educates in it. */
bool
may_write_in(struct request *req, const struct placement *p)
{
	struct document_count	*n;

	if (p->person_id == req->visitor.id)
		return (true);
	n = placement_educated(req->db, p->id);
	return (n != NULL && n->n > 0);
}

static bool
is_only_a_host(const struct request *req, const struct placement *p)
{
	return (p->person_id != req->visitor.id &&
	    !request_is(req, EDUCATOR | STAFF | TUTOR | LEAD));
}

struct document_home
home_of_placement(struct request *req, const struct placement *p)
{
	struct named	*n = person_named(req->db, p->person_id);

	return ((struct document_home){ .kind = HOME_PLACEMENT, .id = p->id,
	    .enrolment_id = p->enrolment_id, .person_id = p->person_id,
	    .programme_id = p->programme_id,
	    .trainee = n != NULL ? n->name : "",
	    .where = arena_printf(req->arena, "%s, %s", p->team,
	    p->organisation), .starts_on = p->starts_on,
	    .ends_on = p->ends_on });
}

enum status
documents_show(struct request *req, struct documents_shown *s)
{
	each (d, s->documents)
		s->mine += document_waits_on_me(d);
	request_reads(req, s->home.kind == HOME_ASYE ? "asye" : "placement",
	    s->home.id, s->home.person_id, s->home.programme_id);
	documents_page(req->out, req, s);
	return (OK);
}

enum status
placement_documents(struct request *req)
{
	struct placement	*p = placement_by_id(req->db, req->id[0]);
	struct documents_shown	 s = { .asker = req->visitor.id };

	if (p == NULL)
		return (NOT_FOUND);
	s.home = home_of_placement(req, p);
	s.whole = !is_only_a_host(req, p);
	s.may_start = may_write_in(req, p);
	s.documents = documents_of_placement(req->db, p->id);
	if (!s.whole && s.documents.n == 0)
		return (NOT_FOUND);
	if (s.whole)
		count_kinds(req, &s, p);
	return (documents_show(req, &s));
}

static struct document_read
read_document(struct request *req, const struct document *d,
    const struct document_version *v)
{
	return ((struct document_read){ .d = d,
	    .form = form_of_document(d), .version = v,
	    .answers = answers_of_version(req->arena, v),
	    .domains = domain_names(req, d),
	    .signatures = document_signatures(req->db, d->id),
	    .returned = document_returned(req->db, d->id) });
}

enum status
document_record(struct request *req)
{
	struct document		*d = document_asked(req);
	struct document_read	 r;

	if (d == NULL)
		return (NOT_FOUND);
	r = read_document(req, d, document_version_latest(req->db, d->id));
	r.deeds = document_deeds(req->db, d->id);
	if (d->kind == DOCUMENT_KIND_ASYE_FINAL_REVIEW)
		r.shortfall = shortfall_of_asye(req->db, d->asye_id.value);
	if (d->kind == DOCUMENT_KIND_ASYE_OBSERVATION) {
		r.observer = observer_named_in(req->db, d->id);
		r.observers = observer_links_of(req->db, d->id);
	}
	request_reads(req, "document", d->id, d->person_id, d->programme_id);
	document_page(req->out, req, &r);
	return (OK);
}

enum status
document_version_page(struct request *req)
{
	struct document		*d = document_asked(req);
	struct document_version	*v;
	struct document_read	 r;
	struct answer_list	 before;

	if (d == NULL || (v = document_version_of(req->db, d->id,
	    req->id[1])) == NULL)
		return (NOT_FOUND);
	r = read_document(req, d, v);
	r.before = document_version_of(req->db, d->id, v->version - 1);
	before = answers_of_version(req->arena, r.before);
	r.changes = answers_changed(req->arena, &before, &r.answers);
	request_reads(req, "document", d->id, d->person_id, d->programme_id);
	document_version_view(req->out, req, &r);
	return (OK);
}
