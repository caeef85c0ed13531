/* attention_aside - says of a record that it is no problem until a day. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "rules/words.h"
#include "views.h"

enum { REASON_MAX = 1000, DAYS_MAX = 366 };

/* What the form is about; NULL when it needs no attention (any more). */
static const struct gap *
record_asked(struct request *req, enum matter *m)
{
	const char	*id = form_value(req->form, "record");

	*m = matter_from(form_value(req->form, "about"));
	if (*m == MATTERS || strlen(id) > 18 || *id == '\0' ||
	    strspn(id, "0123456789") != strlen(id))
		return (NULL);
	return (gap_of_record(req, *m, strtoll(id, NULL, 10)));
}

enum status
aside_new(struct request *req)
{
	enum matter		 m;
	const struct gap	*t = record_asked(req, &m);

	if (t == NULL)
		return (see_other(req, "/attention"));
	if (t->aside != NULL)
		return (see_other(req, "/attention/aside/%ld/end",
		    t->aside->id));
	aside_form(req->out, req, m, t);
	return (OK);
}

static struct date
until_asked(struct request *req)
{
	struct date	until = form_date(req->form, "until", "The date until "
			    "which it is no problem", "Enter the date until "
			    "which it is no problem");

	if (!date_is_set(until))
		return (until);
	if (date_compare(until, req->today) <= 0)
		form_refuse(req->form, "until", "The date until which it is "
		    "no problem must be in the future");
	else if (date_compare(until, date_plus_days(req->today, DAYS_MAX)) > 0)
		form_refuse(req->form, "until", "The date until which it is "
		    "no problem must be within a year");
	return (until);
}

enum status
aside_set(struct request *req)
{
	enum matter		 m;
	const struct gap	*t;
	struct date		 until = until_asked(req);
	const char		*reason = form_text(req->form, "reason",
				    "Why it is no problem", REASON_MAX,
				    "Enter why it is no problem");

	t = record_asked(req, &m);
	if (t == NULL)
		form_refuse(req->form, "record", "This record needs no "
		    "attention any more");
	if (!form_ok(req->form)) {
		aside_form(req->out, req, m, t);
		return (INVALID);
	}
	aside_lapsed(req->db, t->noted->programme_id, matter_code(m),
	    t->noted->record_id);
	if (aside_make(req->db, t->noted->programme_id, matter_code(m),
	    t->noted->record_id, until, reason) == NULL)
		return (done(req, "Somebody else has set it aside already.",
		    "/attention?about=%s", matter_code(m)));
	return (done(req, arena_printf(req->arena, "%s is set aside until %s.",
	    t->noted->name, date_words(req->arena, until)),
	    "/attention?about=%s", matter_code(m)));
}

enum status
aside_end_page(struct request *req)
{
	struct set_aside	*a = aside_by_id(req->db, req->id[0]);

	if (a == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, a->version);
	aside_end_form(req->out, req, a);
	return (OK);
}

enum status
aside_bring_back(struct request *req)
{
	struct set_aside	*a = aside_by_id(req->db, req->id[0]);
	int64_t			 version;

	if (a == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the page again");
	if (form_ok(req->form) && aside_end(req->db, a->id, version) == NULL)
		form_refuse(req->form, "version", "It has been brought back "
		    "already");
	if (!form_ok(req->form)) {
		aside_end_form(req->out, req, a);
		return (INVALID);
	}
	return (done(req, "It is back in the list while it needs attention.",
	    "/attention?about=%s", a->kind));
}
