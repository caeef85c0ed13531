/* educators_conflicts - whom somebody must not educate, from when to when. */
#include "core/text.h"
#include "pages.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

enum { EMAIL_MAX = 254 };

static struct educator *
entry_asked(struct request *req)
{
	struct educator	*e = educator_by_id(req->db, req->id[0]);

	return (e != NULL && is_of_staff(req, e->programme_id) ? e : NULL);
}

enum status
conflict_new(struct request *req)
{
	struct educator	*e = entry_asked(req);

	if (e == NULL)
		return (NOT_FOUND);
	conflict_form(req->out, req, e);
	return (OK);
}

static struct trainee_named *
trainee_typed(struct request *req, const struct educator *e)
{
	const char		*email = text_visible(req->arena, form_text(
				    req->form, "email", "The trainee’s email "
				    "address", EMAIL_MAX, "Enter the trainee’s "
				    "email address"));
	struct trainee_named	*t;

	if (*email == '\0')
		return (NULL);
	t = trainee_of_email(req->db, e->programme_id, email);
	if (t == NULL)
		form_refuse(req->form, "email", "No trainee of this programme "
		    "has this email address");
	else if (t->person_id == e->person_id)
		form_refuse(req->form, "email", "This is the educator’s own "
		    "email address");
	return (t);
}

/* Another that overlaps stands already, or has just been recorded. */
static bool
overlaps_known(struct request *req, const struct educator *e,
    int64_t trainee, struct date from, struct date to)
{
	struct educator_conflict_list	known = conflicts_of_educator(req->db,
					    e->id);

	each(c, known)
		if (c->trainee_id == trainee &&
		    (!date_is_set(to) || date_compare(c->from_on, to) <= 0) &&
		    (!date_is_set(c->to_on) ||
		    date_compare(c->to_on, from) >= 0))
			return (true);
	return (false);
}

static struct date
last_day_typed(struct request *req, struct date from)
{
	struct date	to = form_date(req->form, "to", "The last day", NULL);

	if (date_is_set(from) && date_is_set(to) &&
	    date_compare(to, from) < 0)
		form_refuse(req->form, "to", "The last day must be the same as "
		    "or after the first day");
	return (to);
}

enum status
conflict_record(struct request *req)
{
	struct educator		*e = entry_asked(req);
	struct trainee_named	*t;
	enum conflict_kind	 kind;
	struct date		 from, to;

	if (e == NULL)
		return (NOT_FOUND);
	t = trainee_typed(req, e);
	kind = conflict_kind_from(option_chosen(req->form, "kind",
	    conflict_options(), "Select what the conflict is"));
	from = form_date(req->form, "from", "The first day",
	    "Enter the first day");
	to = last_day_typed(req, from);
	if (form_ok(req->form)) {
		if (!overlaps_known(req, e, t->person_id, from, to) &&
		    educator_conflict_add(req->db, e->id, e->person_id,
		    e->programme_id, t->person_id, kind, from, to) > 0)
			return (done(req, arena_printf(req->arena,
			    "Conflict of interest with %s recorded", t->name),
			    "/educators/%ld", e->id));
		form_refuse(req->form, "from", "A conflict of interest with "
		    "this trainee is recorded for this time already");
	}
	conflict_form(req->out, req, e);
	return (INVALID);
}

static struct educator_conflict *
conflict_asked(struct request *req, const struct educator *e)
{
	struct educator_conflict_list	known = conflicts_of_educator(req->db,
					    e->id);

	each(c, known)
		if (c->id == req->id[1])
			return (c);
	return (NULL);
}

enum status
conflict_end_page(struct request *req)
{
	struct educator			*e = entry_asked(req);
	struct educator_conflict	*c;

	if (e == NULL || (c = conflict_asked(req, e)) == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, c->version);
	conflict_end_form(req->out, req, e, c);
	return (OK);
}

enum status
conflict_end(struct request *req)
{
	struct educator			*e = entry_asked(req);
	struct educator_conflict	*c;
	struct date			 last;
	int64_t				 version;

	if (e == NULL || (c = conflict_asked(req, e)) == NULL)
		return (NOT_FOUND);
	last = form_date(req->form, "last", "The last day",
	    "Enter the last day of the conflict");
	if (date_is_set(last) && date_compare(last, c->from_on) < 0)
		form_refusef(req->form, "last", "The last day must be %s or "
		    "after", date_words(req->arena, c->from_on));
	version = form_version(req->form, "Open the conflict again");
	if (form_ok(req->form)) {
		if (educator_conflict_end(req->db, c->id, version, last) > 0)
			return (done(req, "The end of the conflict of interest "
			    "is recorded", "/educators/%ld", e->id));
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Go back to the entry and look again.");
	}
	conflict_end_form(req->out, req, e, c);
	return (INVALID);
}
