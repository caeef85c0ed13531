/* document_new - begin a document of a placement. */
#include <string.h>

#include "pages.h"
#include "pages/documents.h"
#include "pages/register.h"
#include "views.h"

/* The kinds that whoever asks writes in, and that are not there yet. */
static const struct option *
kinds_offered(struct request *req, const struct placement *p)
{
	struct document_list	 list = documents_of_placement(req->db, p->id);
	enum writer		 me = p->person_id == req->visitor.id ?
				    TRAINEE_PART : EDUCATOR_PART;
	struct option		*offered = arena_array(req->arena,
				    DOCUMENT_KIND_ANONYMITY_DECLARATION + 1,
				    sizeof(*offered));
	struct document_form	 form;
	size_t			 n = 0;
	bool			 there;

	for (size_t i = 0; document_form_in_order(i, &form); i++) {
		there = false;
		each (d, list)
			there |= d->state != DOCUMENT_STATE_WITHDRAWN &&
			    strcmp(document_kind_word(d->kind), form.kind) == 0;
		if (document_has_part(&form, me) &&
		    (!there || document_repeats(form.kind)))
			offered[n++] = (struct option){ form.kind, form.title,
			    form.about };
	}
	return (offered);
}

static struct placement *
placement_to_write(struct request *req)
{
	struct placement	*p = placement_by_id(req->db, req->id[0]);

	return (p != NULL && may_write_in(req, p) ? p : NULL);
}

enum status
document_new(struct request *req)
{
	struct placement	*p = placement_to_write(req);

	if (p == NULL)
		return (NOT_FOUND);
	document_new_form(req->out, req, p, kinds_offered(req, p));
	return (OK);
}

enum status
document_begin(struct request *req)
{
	struct placement	*p = placement_to_write(req);
	const struct option	*kinds;
	const char		*kind;
	struct document_id	*made;

	if (p == NULL)
		return (NOT_FOUND);
	kinds = kinds_offered(req, p);
	kind = option_chosen(req->form, "kind", kinds,
	    "Select which document to begin");
	if (kind != NULL) {
		db_try(req->db);
		made = document_start(req->db, p->id, document_kind_from(kind));
		if (db_tried(req->db) && made != NULL)
			return (see_other(req, "/documents/%ld/write",
			    made->id));
		form_refuse(req->form, "kind", "Somebody began this document "
		    "just now. You find it on the placement's page.");
	}
	document_new_form(req->out, req, p, kinds);
	return (INVALID);
}
