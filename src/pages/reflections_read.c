/* reflections_read - one entry, what it said before, and deleting it. */
#include "pages.h"
#include "pages/reflections.h"
#include "views.h"

enum status
reflection_show(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);

	if (s == NULL)
		return (NOT_FOUND);
	s->versions = reflection_versions(req->db, s->entry->id);
	s->standards = standards_of(req->db, "PCF");
	reflection_page(req->out, req, s);
	return (OK);
}

/* Its writer says that it identifies nobody. */
enum status
reflection_clear(struct request *req)
{
	struct reflection	*r = reflection_by_id(req->db, req->id[0]);
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the reflection again");
	if (reflection_found_clear(req->db, r->id, version) == 0)
		return (see_other(req, "/reflections/%ld", r->id));
	return (done(req, "Noted. You are asked again when you change it.",
	    "/reflections/%ld", r->id));
}

enum status
reflection_version_show(struct request *req)
{
	struct reflection		*r = reflection_by_id(req->db,
					    req->id[0]);
	struct reflection_before	*v = reflection_version_of(req->db,
					    req->id[0], req->id[1]);

	if (r == NULL || v == NULL)
		return (NOT_FOUND);
	reflection_version_page(req->out, req, r, v);
	return (OK);
}

enum status
reflection_go_back(struct request *req)
{
	struct reflection		*r = reflection_by_id(req->db,
					    req->id[0]);
	struct reflection_before	*v = reflection_version_of(req->db,
					    req->id[0], req->id[1]);

	if (r == NULL || v == NULL)
		return (NOT_FOUND);
	if (form_version(req->form, "Open the reflection again") !=
	    r->version || reflection_change(req->db, r->id, r->version,
	    v->on_day, v->title, v->words, v->happened, v->so_what,
	    v->now_what, v->standard_ids) == 0)
		return (done(req, "The entry changed while you read this. "
		    "Look at what it says now.", "/reflections/%ld", r->id));
	return (done(req, "It says again what it said then",
	    "/reflections/%ld", r->id));
}

enum status
reflection_delete_ask(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);

	if (s == NULL)
		return (NOT_FOUND);
	reflection_delete_page(req->out, req, s);
	return (OK);
}

enum status
reflection_erase(struct request *req)
{
	if (reflection_delete(req->db, req->id[0]) == 0)
		return (NOT_FOUND);
	return (done(req, "Deleted for good", "/reflections"));
}
