/* document_new - begin a document, of a placement or of any other home. */
#include <string.h>

#include "pages.h"
#include "pages/documents.h"
#include "pages/register.h"
#include "views.h"

enum status
document_new_show(struct request *req, const struct document_beginning *b)
{
	document_new_form(req->out, req, &b->home, b->kinds);
	return (OK);
}

enum status
document_begin_in(struct request *req, const struct document_beginning *b)
{
	const char		*value = option_chosen(req->form, "kind",
				    b->kinds, "Select which document to "
				    "begin");
	struct document_id	*made;

	if (value != NULL) {
		db_try(req->db);
		made = b->begin(req, &b->home, value);
		if (db_tried(req->db) && made != NULL)
			return (see_other(req, "/documents/%ld/write",
			    made->id));
		form_refuse(req->form, "kind", "Somebody began this document "
		    "just now. You find it in the list of documents.");
	}
	document_new_form(req->out, req, &b->home, b->kinds);
	return (INVALID);
}

/* The kinds that whoever asks writes in, and that are not there yet. */
static const struct option *
kinds_offered(struct request *req, const struct placement *p)
{
	struct document_list	 list = documents_of_placement(req->db, p->id);
	enum writer		 me = p->person_id == req->visitor.id ?
				    TRAINEE_PART : EDUCATOR_PART;
	struct option		*offered = arena_array(req->arena,
				    document_forms() + 1, sizeof(*offered));
	struct document_form	 form;
	size_t			 n = 0;
	bool			 there;

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		there = false;
		each (d, list)
			there |= d->state != DOCUMENT_STATE_WITHDRAWN &&
			    strcmp(document_kind_word(d->kind), form.kind) == 0;
		if (form.home == HOME_PLACEMENT &&
		    document_has_part(&form, me) &&
		    (!there || document_repeats(form.kind)))
			offered[n++] = (struct option){ form.kind, form.title,
			    form.about };
	}
	return (offered);
}

static struct document_id *
begin_in_placement(struct request *req, const struct document_home *home,
    const char *kind)
{
	return (document_start(req->db, home->id, document_kind_from(kind)));
}

/* false where the asker writes nothing. */
static bool
placement_to_write(struct request *req, struct document_beginning *b)
{
	struct placement	*p = placement_by_id(req->db, req->id[0]);

	if (p == NULL || !may_write_in(req, p))
		return (false);
	*b = (struct document_beginning){ home_of_placement(req, p),
	    kinds_offered(req, p), begin_in_placement };
	return (true);
}

enum status
document_new(struct request *req)
{
	struct document_beginning	b;

	return (placement_to_write(req, &b) ? document_new_show(req, &b) :
	    NOT_FOUND);
}

enum status
document_begin(struct request *req)
{
	struct document_beginning	b;

	return (placement_to_write(req, &b) ? document_begin_in(req, &b) :
	    NOT_FOUND);
}
