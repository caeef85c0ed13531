/* document_write - somebody writes their part of a document. */
#include <string.h>

#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/documents.h"
#include "pages/telltales.h"
#include "views.h"

enum { ATTEMPTS = 3 };		/* while others save as often */

/* A document that whoever asks writes in, open or not; NULL otherwise. */
static struct document *
document_of_mine(struct request *req)
{
	struct document	*d = document_asked(req);

	return (d != NULL && d->part != DOCUMENT_PART_NONE ? d : NULL);
}

static bool
is_open(const struct document *d)
{
	return (d->state == DOCUMENT_STATE_DRAFT ||
	    d->state == DOCUMENT_STATE_RETURNED);
}

static struct document_writing
writing_of(struct request *req, const struct document *d)
{
	struct document_writing	w = { .d = d, .form = form_of_document(d),
				    .domains = domain_names(req, d) };
	enum writer		other;

	w.part = (enum writer)(d->part - DOCUMENT_PART_TRAINEE);
	other = other_writer(&w.form, w.part);
	w.stored = answers_of_version(req->arena,
	    document_version_latest(req->db, d->id));
	w.returned = document_returned(req->db, d->id);
	w.guidance = guidance_of_agreement(req, d);
	w.minimums = minimums_of_review(req, d);
	w.may_send = other == WRITERS || !document_lacks(req->arena, &w.form,
	    &w.stored, other, w.domains);
	return (w);
}

enum status
document_write_page(struct request *req)
{
	struct document		*d = document_of_mine(req);
	struct document_writing	 w;

	if (d == NULL)
		return (NOT_FOUND);
	if (!is_open(d))
		return (see_other(req, "/documents/%ld", d->id));
	w = writing_of(req, d);
	if (req->drafted_at.s == 0) {
		form_set_version(req->form, d->version);
		answers_show(req, &w.form, w.part, w.domains, &w.stored);
	}
	document_form_page(req->out, req, &w);
	return (OK);
}

static enum status
show_again(struct request *req, struct document_writing *w)
{
	document_form_page(req->out, req, w);
	return (INVALID);
}

/* The part that is written here was saved elsewhere since it was opened. */
static enum status
changed_meanwhile(struct request *req, struct document_writing *w)
{
	form_refuse(req->form, "version", "This was changed in another window "
	    "while you had it open. What is stored now is shown below your own "
	    "words: check them and save again.");
	form_replace_version(req->form, w->d->version);
	w->conflict = true;
	return (show_again(req, w));
}

static struct text_list
parts_lacking(struct request *req, const struct document_writing *w,
    const struct answer_list *all)
{
	const char	**lacks = arena_array(req->arena, WRITERS,
			    sizeof(*lacks));
	size_t		 n = 0;

	for (enum writer who = TRAINEE_PART; who < WRITERS; who++)
		if (document_lacks(req->arena, &w->form, all, who, w->domains))
			lacks[n++] = writer_word(who);
	return ((struct text_list){ lacks, n });
}

/* false when somebody was faster. */
static bool
store(struct request *req, const struct document_writing *w,
    const struct answer_list *all)
{
	const char	**names, **questions, **words;
	size_t		 n = all->n;
	int64_t		 rows;

	names = arena_array(req->arena, n, sizeof(*names));
	questions = arena_array(req->arena, n, sizeof(*questions));
	words = arena_array(req->arena, n, sizeof(*words));
	for (size_t i = 0; i < n; i++) {
		names[i] = all->v[i].name;
		questions[i] = all->v[i].question;
		words[i] = all->v[i].words;
	}
	db_try(req->db);
	rows = document_write(req->db, w->d->id, w->d->version + 1,
	    w->d->part, w->form.edition, (struct text_list){ names, n },
	    (struct text_list){ questions, n }, (struct text_list){ words, n },
	    parts_lacking(req, w, all));
	return (db_tried(req->db) && rows > 0);
}

static bool
send_on(struct request *req, const struct document *d)
{
	int64_t	rows;

	db_try(req->db);
	rows = document_move(req->db, d->id, d->version + 1,
	    DOCUMENT_CHANGE_SUBMITTED, NULL);
	return (db_tried(req->db) && rows > 0);
}

/* Did the asker's own part change since they opened it? */
static bool
is_stale(struct request *req, const struct document *d, int64_t version)
{
	struct document_count	*n;

	if (version == d->version)
		return (false);
	n = document_part_written(req->db, d->id, d->part);
	return (version > d->version || (n != NULL && n->n > version));
}

/*
 * false when the part is not as it was opened any more.  Where the other part
 * was saved in the same moment, ours goes beside that.
 */
static bool
store_part(struct request *req, struct document_writing *w,
    const struct answer_list *mine, int64_t version)
{
	struct answer_list	all;

	for (int attempts = 0; attempts < ATTEMPTS; attempts++) {
		if (!is_open(w->d) || is_stale(req, w->d, version))
			return (false);
		all = answers_joined(req->arena, &w->form, mine, &w->stored,
		    w->part);
		if (store(req, w, &all))
			return (true);
		*w = writing_of(req, document_asked(req));
	}
	return (false);
}

/* A final review waits for the minimums, or says why it does not. */
static void
check_minimums(struct request *req, const struct document_writing *w,
    const struct answer_list *mine)
{
	bool		 assesses = w->part == ASSESSOR_PART;
	const char	*why = final_review_refused(req, w->d, assesses ? mine :
			    &w->stored);

	if (why != NULL)
		form_refuse(req->form, assesses ? "assessor.shortfall" :
		    "version", why);
}

/* What is written of practice tells nobody who uses services. */
static void
check_telltales(struct request *req, const struct document_writing *w,
    const struct answer_list *mine)
{
	const char	**texts = arena_array(req->arena, mine->n + 1,
			    sizeof(*texts));
	size_t		 n = 0;

	for (size_t i = 0; i < mine->n; i++)
		if (answer_is_long(req->arena, &w->form, &mine->v[i]))
			texts[n++] = mine->v[i].words;
	telltales_checked(req, texts, n);
}

enum status
document_keep(struct request *req)
{
	struct document		*d = document_of_mine(req);
	bool			 sends = strcmp(form_value(req->form, "do"),
				    "send") == 0;
	struct document_writing	 w;
	struct answer_list	 mine;
	int64_t			 version;

	if (d == NULL)
		return (NOT_FOUND);
	w = writing_of(req, d);
	version = form_version(req->form, "Open the document again");
	mine = answers_sent(req, &w.form, w.part, w.domains, sends);
	if (!is_open(d)) {
		document_closed_page(req->out, req, &w, &mine);
		return (INVALID);
	}
	check_telltales(req, &w, &mine);
	if (sends && !w.may_send)
		form_refuse(req->form, "version", "The other part still lacks "
		    "answers. Save yours: it can be sent when both are there.");
	if (sends)
		check_minimums(req, &w, &mine);
	if (!form_ok(req->form))
		return (show_again(req, &w));
	if (!store_part(req, &w, &mine, version) ||
	    (sends && !send_on(req, w.d)))
		return (changed_meanwhile(req, &w));
	if (sends)
		return (done(req, "Sent. It now waits to be signed.",
		    "/documents/%ld", d->id));
	return (done(req, arena_printf(req->arena, "Saved as version %ld.",
	    w.d->version + 1), "/documents/%ld/write", d->id));
}
