/* asye_documents - the documents of an ASYE: what its framework asks for, what
 * there is, what is missing and what comes next. */
#include <string.h>

#include "pages.h"
#include "pages/documents.h"
#include "pages/register.h"
#include "views.h"

static bool
home_asked(struct request *req, struct document_home *home)
{
	struct asye_home	*a = asye_home_by_id(req->db, req->id[0]);

	if (a == NULL)
		return (false);
	*home = (struct document_home){ .kind = HOME_ASYE, .id = a->id,
	    .enrolment_id = a->enrolment_id, .person_id = a->person_id,
	    .programme_id = a->programme_id, .trainee = a->trainee,
	    .where = a->employer == NULL ? a->framework :
	    arena_printf(req->arena, "%s, %s", a->framework, a->employer),
	    .starts_on = a->starts_on };
	return (true);
}

/* Is there one of a kind, at a stage, that was not put away? */
static bool
is_there(const struct document_list *list, const struct asye_wanted *w)
{
	each (d, *list)
		if (d->kind == w->kind && d->stage == w->stage &&
		    d->state != DOCUMENT_STATE_WITHDRAWN)
			return (true);
	return (false);
}

static int
count_of(const struct document_list *list, const struct asye_wanted *w,
    bool has_been_signed)
{
	int	n = 0;

	each (d, *list)
		n += d->kind == w->kind && d->stage == w->stage &&
		    (has_been_signed ? d->state == DOCUMENT_STATE_SIGNED :
		    d->state != DOCUMENT_STATE_WITHDRAWN);
	return (n);
}

/* "asye_review.months_3" */
static const char *
begins(struct arena *a, const struct asye_wanted *w)
{
	if (w->stage == DOCUMENT_STAGE_NONE)
		return (document_kind_word(w->kind));
	return (arena_printf(a, "%s.%s", document_kind_word(w->kind),
	    document_stage_word(w->stage)));
}

static bool
may_be_begun(const struct document_list *list, const struct asye_wanted *w)
{
	return (w->may_begin && (document_repeats(document_kind_word(
	    w->kind)) || !is_there(list, w)));
}

/* One more thing that is to be begun: how many, or which comes next. */
static void
say_missing(struct arena *a, struct document_kind_row *row,
    const struct asye_wanted *w, int missing)
{
	const char	*and = *row->waits == '\0' ? "" : "; ";

	if (w->stage == DOCUMENT_STAGE_NONE)
		row->waits = arena_printf(a, "%s%s%d to begin", row->waits,
		    and, missing);
	else if (strstr(row->waits, "next: ") == NULL)
		row->waits = arena_printf(a, "%s%snext: %s", row->waits, and,
		    w->of_stage);
}

/* Those of stages that the framework does not ask for stay out of its count. */
static struct document_kind_row
kind_row(struct arena *a, const struct documents_shown *s,
    const struct document_form *form, const struct asye_wanted_list *wanted)
{
	struct document_kind_row	row = { .form = *form, .complete =
					    true };
	int				nsigned, beyond = 0;

	row.waits = kind_waits(a, form, &s->documents);
	each (w, *wanted) {
		if (strcmp(document_kind_word(w->kind), form->kind) != 0)
			continue;
		nsigned = count_of(&s->documents, w, true);
		row.nsigned += nsigned;
		beyond += w->stage == DOCUMENT_STAGE_NONE ||
		    w->at_least > 0 ? 0 : nsigned;
		row.required += (int)w->at_least;
		row.complete &= nsigned >= (int)w->at_least;
		if (count_of(&s->documents, w, false) < (int)w->at_least)
			say_missing(a, &row, w, (int)w->at_least -
			    count_of(&s->documents, w, false));
		if (row.begins == NULL && may_be_begun(&s->documents, w))
			row.begins = begins(a, w);
	}
	row.count = kind_count(a, row.required == 0 ? row.nsigned :
	    row.nsigned - beyond, row.required);
	row.may_start = row.begins != NULL;
	return (row);
}

enum status
asye_documents(struct request *req)
{
	struct documents_shown		 s = { .whole = true,
					    .asker = req->visitor.id };
	struct document_form		 form;
	struct asye_wanted_list		 wanted;

	if (!home_asked(req, &s.home))
		return (NOT_FOUND);
	s.documents = documents_of_asye(req->db, s.home.id);
	wanted = asye_documents_wanted(req->db, s.home.id);
	s.kinds = arena_array(req->arena, document_forms(),
	    sizeof(*s.kinds));
	for (size_t i = 0; document_form_in_order(i, &form); i++)
		if (form.home == HOME_ASYE)
			s.kinds[s.nkinds++] = kind_row(req->arena, &s, &form,
			    &wanted);
	each (w, wanted)
		s.may_start |= may_be_begun(&s.documents, w);
	return (documents_show(req, &s));
}

static const struct option *
kinds_offered(struct request *req, const struct document_home *home)
{
	struct asye_wanted_list	 wanted = asye_documents_wanted(req->db,
				    home->id);
	struct document_list	 list = documents_of_asye(req->db, home->id);
	struct option		*offered = arena_array(req->arena,
				    wanted.n + 1, sizeof(*offered));
	struct document_form	 form;
	size_t			 n = 0;

	each (w, wanted) {
		if (!may_be_begun(&list, w) ||
		    !document_form(document_kind_word(w->kind), &form))
			continue;
		offered[n++] = (struct option){ begins(req->arena, w),
		    w->of_stage == NULL ? form.title : arena_printf(req->arena,
		    "%s, %s", form.title, w->of_stage), form.about };
	}
	return (offered);
}

static struct document_id *
begin_in_asye(struct request *req, const struct document_home *home,
    const char *value)
{
	size_t	length = strcspn(value, ".");

	return (asye_document_start(req->db, home->id, document_kind_from(
	    arena_strndup(req->arena, value, length)), document_stage_from(
	    value + length + (value[length] == '.'))));
}

/* false where the asker writes nothing. */
static bool
asye_to_write(struct request *req, struct document_beginning *b)
{
	bool	writes = false;

	*b = (struct document_beginning){ .begin = begin_in_asye };
	if (!home_asked(req, &b->home))
		return (false);
	each (w, asye_documents_wanted(req->db, b->home.id))
		writes |= w->may_begin;
	b->kinds = kinds_offered(req, &b->home);
	return (writes);
}

enum status
asye_document_new(struct request *req)
{
	struct document_beginning	b;

	return (asye_to_write(req, &b) ? document_new_show(req, &b) :
	    NOT_FOUND);
}

enum status
asye_document_begin(struct request *req)
{
	struct document_beginning	b;

	return (asye_to_write(req, &b) ? document_begin_in(req, &b) :
	    NOT_FOUND);
}
