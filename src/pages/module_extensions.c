/* module_extensions - one trainee's attempt at a component, and more time. */
#include <string.h>

#include "pages.h"
#include "pages/modules.h"
#include "views.h"

enum { NOTE_MAX = 1000 };

static const char *const	reasons[] = { "sickness", "bereavement",
	"caring", "personal", "placement_demands", "support_not_in_place",
	"late_teaching", "system_fault", NULL };

const struct option *
extension_options(void)
{
	static struct option	offered[10];
	size_t			n = 0;

	for (size_t i = 0; reasons[i] != NULL; i++) {
		if (i == 4)	/* from here on the cause lies with us */
			offered[n++] = (struct option){ NULL,
			    "The programme’s side" };
		offered[n++] = (struct option){ reasons[i],
		    extension_reason_words((enum extension_reason)(i + 1)) };
	}
	return (offered);
}

/* The attempt of the address, which is the latest of its trainee. */
static struct part *
attempt_asked(struct request *req, int64_t id, struct offering **f)
{
	struct attempt_place	*place = attempt_mine(req->db, id);
	struct maybe_int	 any = { 0 };
	struct part_list	 parts;

	if (place == NULL ||
	    (*f = offering_asked(req, place->offering_id)) == NULL)
		return (NULL);
	parts = parts_of(req->db, (struct int_list){ &place->offering_id, 1 },
	    (struct maybe_int){ true, place->component_id },
	    (struct maybe_int){ true, place->enrolment_id }, any);
	return (parts.n != 1 ? NULL : parts.v);
}

static void
show_attempt(struct request *req, const struct offering *f,
    const struct part *p)
{
	attempt_page(req->out, req, f, p, extensions_of(req->db,
	    p->attempt_id));
}

enum status
attempt_record(struct request *req)
{
	struct offering	*f;
	struct part	*p = attempt_asked(req, req->id[0], &f);

	if (p == NULL)
		return (NOT_FOUND);
	request_reads(req, "attempt", p->attempt_id, p->person_id,
	    f->programme_id);
	show_attempt(req, f, p);
	return (OK);
}

static struct date
new_due_date(struct request *req, const struct part *p)
{
	struct date	on = form_date(req->form, "due_on",
			    "The new due date", "Enter the new due date");

	if (date_is_set(on) && date_compare(on, part_due(p)) <= 0)
		form_refusef(req->form, "due_on", "The new due date must be "
		    "after %s", date_words(req->arena, part_due(p)));
	return (on);
}

enum status
extension_agree(struct request *req)
{
	struct offering	*f;
	struct part	*p = attempt_asked(req, req->id[0], &f);
	struct date	 due_on;
	int		 reason;
	const char	*note;

	if (p == NULL)
		return (NOT_FOUND);
	due_on = new_due_date(req, p);
	reason = form_choice(req->form, "reason", reasons,
	    "Select why more time is given");
	note = form_optional_text(req->form, "note", "What was agreed",
	    NOTE_MAX);
	if (form_ok(req->form) && extension_add(req->db, p->attempt_id,
	    due_on, (enum extension_reason)(reason + 1), note) == NULL)
		form_refuse(req->form, "due_on", "Something was handed in, or "
		    "noted as missing, already: there is nothing to extend");
	if (!form_ok(req->form)) {
		show_attempt(req, f, p);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s has until %s",
	    p->trainee, date_words(req->arena, due_on)), "/attempts/%ld",
	    p->attempt_id));
}

static struct extension *
extension_asked(struct request *req, struct offering **f, struct part **p)
{
	struct extension	*x = extension_mine(req->db, req->id[0]);

	if (x == NULL || (*p = attempt_asked(req, x->attempt_id, f)) == NULL)
		return (NULL);
	return (extension_mine(req->db, req->id[0]));
}

enum status
extension_withdraw_page(struct request *req)
{
	struct offering		*f;
	struct part		*p;
	struct extension	*x = extension_asked(req, &f, &p);

	if (x == NULL)
		return (NOT_FOUND);
	extension_withdraw_form(req->out, req, f, p, x);
	return (OK);
}

enum status
extension_withdraw(struct request *req)
{
	struct offering		*f;
	struct part		*p;
	struct extension	*x = extension_asked(req, &f, &p);
	int64_t			 version;

	if (x == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the extension again");
	if (form_ok(req->form) &&
	    extension_take_back(req->db, x->id, version) == NULL)
		form_refuse(req->form, "version", "This extension was "
		    "withdrawn meanwhile");
	if (!form_ok(req->form)) {
		extension_withdraw_form(req->out, req, f, p, x);
		return (INVALID);
	}
	return (done(req, "Extension withdrawn", "/attempts/%ld",
	    x->attempt_id));
}
