/* files_add - attach files to a record, remove one, and put it back. */
#include <string.h>

#include "pages.h"
#include "pages/files.h"
#include "pages/telltales.h"
#include "views.h"

static enum status
show_form(struct request *req, const struct files_place *p, enum status status)
{
	files_form(req->out, req, p);
	return (status);
}

static enum status
form_page(struct request *req, const struct files_place *p)
{
	if (!p->limits.may)
		return (see_other(req, "%s", p->files));
	return (show_form(req, p, OK));
}

enum status
asye_file_new(struct request *req)
{
	struct files_place	p;

	return (files_of_asye(req, &p) ? form_page(req, &p) : NOT_FOUND);
}

enum status
document_file_new(struct request *req)
{
	struct files_place	p;

	return (files_of_document(req, &p) ? form_page(req, &p) : NOT_FOUND);
}

/* "The selected file", or by its name where there are several. */
static const char *
called(struct request *req, const char *label)
{
	return (req->form->nfiles == 1 ? "The selected file" :
	    arena_printf(req->arena, "‘%s’", label));
}

static const char *
fault_sentence(struct request *req, const struct files_place *p,
    const char *label, enum file_fault fault)
{
	const char	*name = called(req, label);

	switch (fault) {
	case FAULT_TOO_LARGE:
		return (arena_printf(req->arena, "%s must be smaller than %s",
		    name, file_most_words(req->arena, p->limits.bytes)));
	case FAULT_OF_NO_FORM:
		return (arena_printf(req->arena, "%s must be a PDF, DOCX, JPG "
		    "or PNG", name));
	case FAULT_OTHERWISE:
		return (arena_printf(req->arena, "%s is not the %s that its "
		    "name says it is", name,
		    form_words(form_of_name(label))));
	default:
		return (arena_printf(req->arena, "%s %s", name,
		    fault_words(fault)));
	}
}

/* Every file that will not do is named, and nothing is kept of the others. */
static void
check_files(struct request *req, const struct files_place *p)
{
	const struct form_file	*f;
	const char		*label, *all = NULL, *why;
	enum file_fault		 fault;

	if (req->form->nfiles == 0)
		form_refuse(req->form, "files", "Select a file");
	for (size_t i = 0; i < req->form->nfiles; i++) {
		f = &req->form->files[i];
		label = file_label(req->arena, f->name);
		fault = file_glance(label, f->data, f->length,
		    (size_t)p->limits.bytes);
		if (fault == SOUND)
			continue;
		why = fault_sentence(req, p, label, fault);
		all = all == NULL ? why :
		    arena_printf(req->arena, "%s. %s", all, why);
	}
	form_refuse(req->form, "files", all);
	if ((int64_t)req->form->nfiles > p->limits.room)
		form_refusef(req->form, "files", "There is room for %ld more "
		    "%s. Remove files that are not needed first",
		    p->limits.room, p->limits.room == 1 ? "file" : "files");
}

/* A name as words: without its ending, and spaces for what stands for them. */
static const char *
name_words(struct arena *a, const char *label)
{
	const char	*dot = strrchr(label, '.');
	char		*words = arena_strndup(a, label, dot != NULL ?
			    (size_t)(dot - label) : strlen(label));

	for (char *c = words; *c != '\0'; c++)
		if (*c == '_')
			*c = ' ';
	return (words);
}

/* Names are read by everybody who reads the record, as what is in it is. */
static void
check_names(struct request *req)
{
	size_t		 n = req->form->nfiles;
	const char	**names = arena_array(req->arena, n + 1,
			    sizeof(*names));

	for (size_t i = 0; i < n; i++)
		names[i] = name_words(req->arena, file_label(req->arena,
		    req->form->files[i].name));
	telltales_checked(req, names, n);
}

static bool
attach_all(struct request *req, const struct files_place *p)
{
	const struct form_file	*f;
	struct attached		*made;
	const char		*label;

	for (size_t i = 0; i < req->form->nfiles; i++) {
		f = &req->form->files[i];
		label = file_label(req->arena, f->name);
		made = file_attach(req->db, p->asye, p->document, label,
		    file_kind_from(form_code(form_of_name(label))),
		    (struct bytes){ f->data, f->length });
		if (made == NULL || !made->id.known)
			return (false);
	}
	return (true);
}

static enum status
upload(struct request *req, const struct files_place *p)
{
	size_t	n = req->form->nfiles;

	if (!p->limits.may)
		return (see_other(req, "%s", p->files));
	check_files(req, p);
	check_names(req);
	if (!form_ok(req->form))
		return (show_form(req, p, INVALID));
	if (!attach_all(req, p))
		return (FAILED);
	return (done(req, arena_printf(req->arena, "%zu %s uploaded. %s can "
	    "be opened once %s been checked.", n, n == 1 ? "file" : "files",
	    n == 1 ? "It" : "They", n == 1 ? "it has" : "they have"),
	    "%s", p->files));
}

enum status
asye_file_add(struct request *req)
{
	struct files_place	p;

	return (files_of_asye(req, &p) ? upload(req, &p) : NOT_FOUND);
}

enum status
document_file_add(struct request *req)
{
	struct files_place	p;

	return (files_of_document(req, &p) ? upload(req, &p) : NOT_FOUND);
}

/* Remove and put back: each a page with one button. */

static enum status
show_move(struct request *req, const struct attachment *a,
    enum attachment_change what, enum status status)
{
	struct file_shown	s = { files_place_of(req, a), a, { 0 } };

	file_move_form(req->out, req, &s, what);
	return (status);
}

static enum status
move_page(struct request *req, enum attachment_change what)
{
	struct attachment	*a = attachment_by_id(req->db, req->id[0]);

	if (a == NULL)
		return (NOT_FOUND);
	if (!attachment_offers(a, what))
		return (see_other(req, "/files/%ld", a->id));
	form_set_version(req->form, a->version);
	return (show_move(req, a, what, OK));
}

static enum status
move(struct request *req, enum attachment_change what, const char *notice)
{
	struct attachment	*a = attachment_by_id(req->db, req->id[0]);
	int64_t			 version, rows = 0;

	if (a == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the file again");
	if (form_ok(req->form) && attachment_offers(a, what)) {
		db_try(req->db);
		rows = attachment_move(req->db, a->id, version, what);
		if (!db_tried(req->db))
			rows = 0;
	}
	if (rows > 0)
		return (done(req, notice, "/files/%ld", a->id));
	if (form_ok(req->form))
		form_refuse(req->form, "version", "This cannot be done: the "
		    "file changed while you had it open. Go back to it and "
		    "look again.");
	return (show_move(req, a, what, INVALID));
}

enum status
file_remove_page(struct request *req)
{
	return (move_page(req, ATTACHMENT_CHANGE_REMOVED));
}

enum status
file_remove(struct request *req)
{
	return (move(req, ATTACHMENT_CHANGE_REMOVED, "Removed. It can be put "
	    "back from its own page."));
}

enum status
file_put_back_page(struct request *req)
{
	return (move_page(req, ATTACHMENT_CHANGE_PUT_BACK));
}

enum status
file_put_back(struct request *req)
{
	return (move(req, ATTACHMENT_CHANGE_PUT_BACK, "Put back"));
}
