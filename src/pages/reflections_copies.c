/* reflections_copies - sharing an entry, submitting it, and reading copies. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/reflections.h"
#include "pages/telltales.h"
#include "views.h"

/* Does somebody read what the entry says now? */
static bool
reads_it(const struct reflection_shown *s, int64_t person)
{
	each (h, s->shares)
		if (h->with_id == person && h->version == s->entry->version)
			return (true);
	return (false);
}

static const char *
id_words(struct request *req, int64_t id)
{
	return (arena_printf(req->arena, "%ld", id));
}

/* Those with whom it can be shared; and those who read it, whatever they are
 * to whoever wrote it by now. */
static const struct option *
reader_options(struct request *req, const struct reflection_shown *s)
{
	struct option	*options = arena_array(req->arena,
			    s->readers.n + s->shares.n + 1, sizeof(*options));
	size_t		 n = 0, known;

	each (p, s->readers)
		options[n++] = (struct option){ id_words(req, p->id),
		    p->name };
	known = n;
	each (h, s->shares) {
		bool	there = false;

		for (size_t i = 0; i < known; i++)
			there |= strcmp(options[i].value,
			    id_words(req, h->with_id)) == 0;
		if (!there)
			options[n++] = (struct option){ id_words(req,
			    h->with_id), h->name };
	}
	return (options);
}

enum status
reflection_share_page(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);

	if (s == NULL)
		return (NOT_FOUND);
	if (!form_has(req->form, "shown"))
		each (h, s->shares)
			form_add(req->form, "with", id_words(req, h->with_id));
	reflection_share_form(req->out, req, s, reader_options(req, s));
	return (OK);
}

/* Says that there is something to read; others see that letters leave. */
static void
tell_reader(struct request *req, int64_t reader)
{
	struct reflection_address	*to = reflection_address_of(req->db,
					    reader);

	if (to == NULL)
		return;
	letter_write(req->db, reader, to->email,
	    "There is something for you to read in Waymark",
	    arena_printf(req->arena, "Dear %s,\n\nSomebody shared something "
	    "with you. Sign in to read it:\n%s/reflections\n", to->name,
	    own_origin()));
}

/* Those who are ticked read what it says now; those who are not, nothing. */
enum status
reflection_share_keep(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);
	int64_t			 id;

	if (s == NULL)
		return (NOT_FOUND);
	id = s->entry->id;
	each (h, s->shares)
		if (!form_ticked(req->form, "with", id_words(req,
		    h->with_id)) || !reads_it(s, h->with_id))
			reflection_share_end(req->db, id, h->with_id);
	each (p, s->readers) {
		if (!form_ticked(req->form, "with", id_words(req, p->id)) ||
		    reads_it(s, p->id))
			continue;
		reflection_share_add(req->db, id, p->id);
		tell_reader(req, p->id);
	}
	return (done(req, "Saved", "/reflections/%ld", id));
}

enum status
reflection_shared(struct request *req)
{
	struct reflection_copy	*c = reflection_shared_by_id(req->db,
				    req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	reflection_shared_page(req->out, req, c);
	return (OK);
}

enum status
reflection_submit_page(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);

	if (s == NULL || s->asye == NULL)
		return (NOT_FOUND);
	reflection_submit_form(req->out, req, s);
	return (OK);
}

/* What was read on the page is what is submitted. */
enum status
reflection_hand_in(struct request *req)
{
	struct reflection_shown	*s = reflection_asked(req);
	struct new_reflection	*made;

	if (s == NULL || s->asye == NULL)
		return (NOT_FOUND);
	if (form_version(req->form, "Open the reflection again") !=
	    s->entry->version)
		return (done(req, "The entry changed while you read this. "
		    "Look at what it says now.", "/reflections/%ld",
		    s->entry->id));
	made = reflection_submit(req->db, s->entry->id, s->asye->id,
	    s->asye->programme_id);
	if (made == NULL)
		return (done(req, "What it says now was submitted before",
		    "/reflections/%ld", s->entry->id));
	return (done(req, "Submitted as evidence. Your entry stays private.",
	    "/reflections/submitted/%ld", made->id));
}

enum status
submission_show(struct request *req)
{
	struct submission	*c = submission_by_id(req->db, req->id[0]);
	struct standard_list	 standards = standards_of(req->db, "PCF");
	struct telltale_list	 warnings = { 0 };

	if (c == NULL)
		return (NOT_FOUND);
	if (c->person_id == req->visitor.id)
		warnings = telltales_in(req, (const char *[]){
		    c->title, c->words, c->happened, c->so_what, c->now_what },
		    5);
	else
		request_reads(req, "reflection_submission", c->id,
		    c->person_id, c->programme_id);
	submission_page(req->out, req, c, &standards, warnings);
	return (OK);
}

static struct submission *
submission_own(struct request *req)
{
	struct submission	*c = submission_by_id(req->db, req->id[0]);

	return (c != NULL && c->person_id == req->visitor.id &&
	    c->state == SUBMISSION_STATE_SUBMITTED ? c : NULL);
}

enum status
submission_withdraw_page(struct request *req)
{
	struct submission	*c = submission_own(req);

	if (c == NULL)
		return (NOT_FOUND);
	submission_withdraw_form(req->out, req, c);
	return (OK);
}

enum status
submission_take_back(struct request *req)
{
	struct submission	*c = submission_own(req);
	const char		*reason;

	if (c == NULL)
		return (NOT_FOUND);
	reason = form_text(req->form, "reason", "The reason",
	    REFLECTION_REASON_MAX, "Enter why you withdraw it");
	if (!form_ok(req->form) ||
	    submission_withdraw(req->db, c->id, reason) == 0) {
		submission_withdraw_form(req->out, req, c);
		return (INVALID);
	}
	return (done(req, "Withdrawn from the evidence",
	    "/reflections/submitted/%ld", c->id));
}

enum status
asye_reflections(struct request *req)
{
	struct asye_record	*a = asye_asked(req);

	if (a == NULL)
		return (NOT_FOUND);
	asye_reflections_page(req->out, req, a,
	    submissions_of_asye(req->db, a->id));
	return (OK);
}
