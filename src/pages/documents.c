/* documents - what is written about a placement: what there is, what is
 * missing, and one document with its history. */
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
domain_names(struct request *req)
{
	struct standard_list	 standards = standards_of(req->db, "PCF");
	const char		**names = arena_array(req->arena,
				    standards.n, sizeof(*names));
	size_t			 n = 0;

	each (s, standards)
		names[n++] = s->label;
	return ((struct row_names){ names, n });
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

/* What is done about a kind: the first that waits, or how many to begin. */
static const char *
kind_waits(struct arena *a, const struct document_kind_row *row,
    const struct document_list *list, int there)
{
	const char	*words = "";
	int		 missing = row->required - there;

	each (d, *list) {
		if (strcmp(document_kind_word(d->kind), row->form.kind) != 0 ||
		    *document_waits(a, d) == '\0')
			continue;
		words = arena_printf(a, "%s%s%s: %s", words,
		    *words == '\0' ? "" : "; ", document_title(a, d),
		    document_waits(a, d));
	}
	if (missing <= 0)
		return (words);
	return (arena_printf(a, "%s%s%d to begin", words,
	    *words == '\0' ? "" : "; ", missing));
}

static struct document_kind_row
kind_row(struct arena *a, const struct documents_shown *s,
    const struct document_form *form, const struct document_settings *settings)
{
	struct document_kind_row	row = { .form = *form };
	int				there = 0;

	each (d, s->documents) {
		if (strcmp(document_kind_word(d->kind), form->kind) != 0 ||
		    d->state == DOCUMENT_STATE_WITHDRAWN)
			continue;
		there++;
		row.nsigned += d->state == DOCUMENT_STATE_SIGNED;
	}
	row.required = documents_required(form->kind,
	    (int)s->placement->required_halves,
	    s->placement->stage == PLACEMENT_STAGE_CONTRASTING, settings);
	row.count = row.required == 0 ? arena_printf(a, "%d signed",
	    row.nsigned) : arena_printf(a, "%d of %d signed", row.nsigned,
	    row.required);
	row.waits = kind_waits(a, &row, &s->documents, there);
	row.complete = row.nsigned >= row.required;
	row.may_start = s->may_start && (there == 0 ||
	    document_repeats(form->kind));
	return (row);
}

static void
count_kinds(struct request *req, struct documents_shown *s)
{
	struct document_settings	settings = document_settings_of(req,
					    s->placement->programme_id);
	struct document_form		form;

	s->kinds = arena_array(req->arena, DOCUMENT_KIND_ANONYMITY_DECLARATION,
	    sizeof(*s->kinds));
	for (; document_form_in_order(s->nkinds, &form); s->nkinds++) {
		s->kinds[s->nkinds] = kind_row(req->arena, s, &form,
		    &settings);
		s->kinds[s->nkinds].may_start &= document_has_part(&form,
		    s->placement->person_id == req->visitor.id ?
		    TRAINEE_PART : EDUCATOR_PART);
	}
	s->supervision = supervision_standing(req->arena,
	    (int)(s->placement->confirmed + s->placement->waiting),
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

enum status
placement_documents(struct request *req)
{
	struct documents_shown	 s = { .placement = placement_by_id(req->db,
				    req->id[0]) };
	struct named		*n;

	if (s.placement == NULL)
		return (NOT_FOUND);
	n = person_named(req->db, s.placement->person_id);
	s.trainee = n != NULL ? n->name : "";
	s.whole = !is_only_a_host(req, s.placement);
	s.may_start = may_write_in(req, s.placement);
	s.documents = documents_of_placement(req->db, s.placement->id);
	if (!s.whole && s.documents.n == 0)
		return (NOT_FOUND);
	each (d, s.documents)
		s.mine += document_waits_on_me(d);
	if (s.whole)
		count_kinds(req, &s);
	request_reads(req, "placement", s.placement->id,
	    s.placement->person_id, s.placement->programme_id);
	documents_page(req->out, req, &s);
	return (OK);
}

static struct document_read
read_document(struct request *req, const struct document *d,
    const struct document_version *v)
{
	return ((struct document_read){ .d = d,
	    .form = form_of_document(d), .version = v,
	    .answers = answers_of_version(req->arena, v),
	    .domains = domain_names(req),
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
