/* files - the files of a record, one of them, and what is in it. */
#include "core/out.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/documents.h"
#include "pages/files.h"
#include "views.h"

enum { PIECE = 512 * 1024 };	/* of a file, from the database at once */

static void
set_paths(struct arena *a, struct files_place *p)
{
	p->files = arena_printf(a, "%s/files", p->path);
	p->add = arena_printf(a, "%s/files/new", p->path);
}

static void
set_limits(struct request *req, struct files_place *p)
{
	struct file_limits	*limits = file_limits_of(req->db, p->asye,
				    p->document, p->programme_id);

	if (limits != NULL)
		p->limits = *limits;
	set_paths(req->arena, p);
}

/* Partners see where an ASYE stands, and nothing that is kept about it. */
bool
files_of_asye(struct request *req, struct files_place *p)
{
	struct asye_record	*a = asye_asked(req);

	if (a == NULL)
		return (false);
	*p = (struct files_place){ .asye = { true, a->id },
	    .path = arena_printf(req->arena, "/asye/%ld", a->id),
	    .title = a->own ? "Your ASYE" : "ASYE", .person = a->name,
	    .person_id = a->person_id, .programme_id = a->programme_id };
	set_limits(req, p);
	return (true);
}

bool
files_of_document(struct request *req, struct files_place *p)
{
	struct document	*d = document_asked(req);

	if (d == NULL)
		return (false);
	*p = (struct files_place){ .document = { true, d->id },
	    .path = arena_printf(req->arena, "/documents/%ld", d->id),
	    .title = document_title(req->arena, d), .person = d->trainee,
	    .person_id = d->person_id, .programme_id = d->programme_id };
	set_limits(req, p);
	return (true);
}

struct files_place
files_place_of(struct request *req, const struct attachment *a)
{
	struct files_place	 p = { .asye = a->asye_id,
				    .document = a->document_id,
				    .person = a->person,
				    .person_id = a->person_id,
				    .programme_id = a->programme_id };
	struct document		*d;

	if (a->document_id.known) {
		d = document_by_id(req->db, a->document_id.value);
		p.path = arena_printf(req->arena, "/documents/%ld",
		    a->document_id.value);
		p.title = d != NULL ? document_title(req->arena, d) :
		    "Document";
	} else {
		p.path = arena_printf(req->arena, "/asye/%ld",
		    a->asye_id.value);
		p.title = a->person_id == req->visitor.id ? "Your ASYE" :
		    "ASYE";
	}
	set_paths(req->arena, &p);
	return (p);
}

static enum status
list_files(struct request *req, struct files_shown *s)
{
	s->files = attachments_of(req->db, s->place.asye, s->place.document);
	each (a, s->files) {
		s->nattached += a->state == ATTACHMENT_STATE_ATTACHED;
		s->waits |= a->state == ATTACHMENT_STATE_ATTACHED &&
		    a->file_state == FILE_STATE_QUARANTINED;
	}
	files_page(req->out, req, s);
	return (OK);
}

enum status
asye_files(struct request *req)
{
	struct files_shown	s = { 0 };

	if (!files_of_asye(req, &s.place))
		return (NOT_FOUND);
	return (list_files(req, &s));
}

enum status
document_files(struct request *req)
{
	struct files_shown	s = { 0 };

	if (!files_of_document(req, &s.place))
		return (NOT_FOUND);
	request_reads(req, "document", s.place.document.value,
	    s.place.person_id, s.place.programme_id);
	return (list_files(req, &s));
}

enum status
file_record(struct request *req)
{
	struct file_shown	s = { .a = attachment_by_id(req->db,
				    req->id[0]) };

	if (s.a == NULL)
		return (NOT_FOUND);
	s.place = files_place_of(req, s.a);
	s.deeds = attachment_deeds(req->db, s.a->id);
	request_reads(req, "attachment", s.a->id, s.a->person_id,
	    s.a->programme_id);
	file_page(req->out, req, &s);
	return (OK);
}

void
file_kept_shut(struct request *req, enum file_form form, const char *label)
{
	req->type = form_media_type(form);
	request_header(req, "content-disposition",
	    file_disposition(req->arena, label));
	request_header(req, "content-security-policy",
	    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; "
	    "base-uri 'none'; sandbox");
	request_header(req, "cache-control", "private, no-store");
}

enum status
file_download(struct request *req)
{
	struct attachment	*a = attachment_by_id(req->db, req->id[0]);
	struct file_piece	*piece;
	int64_t			 at = 0;

	if (a == NULL || !a->readable)
		return (NOT_FOUND);
	for (; at < a->size; at += (int64_t)piece->bytes.length) {
		piece = file_piece_of(req->db, a->id, at + 1, PIECE);
		if (piece == NULL || piece->bytes.length == 0)
			return (db_failed(req->db) ? FAILED : NOT_FOUND);
		out_raw(req->out, piece->bytes.data, piece->bytes.length);
	}
	file_kept_shut(req, form_from(file_kind_word(a->kind)), a->label);
	request_reads(req, "attachment", a->id, a->person_id,
	    a->programme_id);
	return (OK);
}
