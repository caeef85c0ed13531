/* educators_change - correct an entry, record a registration, take it off. */
#include <string.h>

#include "pages.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

enum { CAPACITY_MAX = 50, REASON_MAX = 1000 };

/* An entry of a programme of mine, or NULL. */
static struct registered *
entry_asked(struct request *req)
{
	struct registered	*r = registered_by_id(req, req->id[0]);

	return (r != NULL && is_of_staff(req, r->educator->programme_id) ? r :
	    NULL);
}

/* Who was taken off is put back before anything of theirs changes. */
static bool
is_on_register(const struct registered *r)
{
	return (r->educator->state == EDUCATOR_STATE_ACTIVE);
}

static enum status
to_entry(struct request *req, const struct registered *r)
{
	return (see_other(req, "/educators/%ld", r->educator->id));
}

static int64_t
version_sent(struct request *req)
{
	return (form_version(req->form, "Open the entry again"));
}

static void
refuse_stale(struct request *req, const struct educator *e)
{
	struct educator	*now = educator_by_id(req->db, e->id);

	form_refuse(req->form, "version", "This entry changed while you had "
	    "it open. Look at what it says now, then send this again.");
	if (now != NULL)
		form_replace_version(req->form, now->version);
}

static void
set_version(struct request *req, const struct educator *e)
{
	form_set_version(req->form, e->version);
}

static void
show_change(struct request *req, const struct registered *r)
{
	educator_change_form(req->out, req, r, employer_options(req->arena,
	    organisations_of_programme(req->db, r->educator->programme_id)));
}

enum status
educator_change_page(struct request *req)
{
	struct registered	*r = entry_asked(req);
	const struct educator	*e;

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	e = r->educator;
	set_version(req, e);
	form_set(req->form, "organisation", e->organisation_id.known ?
	    arena_printf(req->arena, "%ld", e->organisation_id.value) :
	    "none");
	form_set(req->form, "swe_number", e->swe_number != NULL ?
	    e->swe_number : "");
	form_set(req->form, "capacity", e->capacity.known ?
	    arena_printf(req->arena, "%ld", e->capacity.value) : "");
	show_change(req, r);
	return (OK);
}

/* Empty is what the programme has set. */
static struct maybe_int
capacity_typed(struct form *f)
{
	int64_t	n;

	if (*form_value(f, "capacity") == '\0')
		return ((struct maybe_int){ 0 });
	n = form_number(f, "capacity", "The number of trainees", 0,
	    CAPACITY_MAX, NULL);
	return ((struct maybe_int){ true, n });
}

static bool
number_is_free(struct request *req, const struct educator *e,
    const char *number)
{
	struct numbered	*answer;

	if (number == NULL ||
	    (e->swe_number != NULL && strcmp(number, e->swe_number) == 0))
		return (true);
	answer = educator_number(req->db, e->id, number);
	if (answer != NULL && answer->ok)
		return (true);
	form_refuse(req->form, "swe_number", "This number belongs to somebody "
	    "else");
	return (false);
}

enum status
educator_changed(struct request *req)
{
	struct registered	*r = entry_asked(req);
	struct maybe_int	 employer, capacity;
	const char		*number;
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	employer = employer_chosen(req, organisations_of_programme(req->db,
	    r->educator->programme_id));
	number = swe_number_typed(req->form, "swe_number");
	capacity = capacity_typed(req->form);
	version = version_sent(req);
	if (form_ok(req->form) && version != r->educator->version)
		refuse_stale(req, r->educator);
	if (form_ok(req->form) && number_is_free(req, r->educator, number)) {
		if (educator_change(req->db, r->educator->id, version,
		    employer, capacity) > 0)
			return (done(req, "Entry changed", "/educators/%ld",
			    r->educator->id));
		return (CONFLICT);
	}
	show_change(req, r);
	return (INVALID);
}

enum status
registration_page(struct request *req)
{
	struct registered	*r = entry_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	set_version(req, r->educator);
	form_set(req->form, "status", "registered");
	if (!form_has(req->form, "until-day"))
		form_set_date(req->form, "until", registration_renewed(
		    &r->rules, r->educator->registered_until, req->today));
	registration_form(req->out, req, r);
	return (OK);
}

static struct date
until_typed(struct request *req, const struct registered *r,
    enum registration_status status)
{
	struct date	furthest = registration_furthest(&r->rules,
			    req->today);
	struct date	until;

	if (status != REGISTRATION_STATUS_REGISTERED &&
	    status != REGISTRATION_STATUS_CONDITIONS)
		return ((struct date){ 0 });
	until = form_date(req->form, "until", "The last day of the "
	    "registration", "Enter the last day of the registration");
	if (date_is_set(until) && date_compare(until, furthest) > 0)
		form_refusef(req->form, "until", "The last day of the "
		    "registration must be %s or before",
		    date_words(req->arena, furthest));
	if (date_is_set(until) && r->educator->swe_number == NULL)
		form_refuse(req->form, "status", "Record the Social Work "
		    "England number first: change the entry");
	return (until);
}

enum status
registration_record(struct request *req)
{
	struct registered		*r = entry_asked(req);
	enum registration_status	 status;
	struct date			 until;
	int64_t				 version;

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	status = registration_status_from(option_chosen(req->form, "status",
	    registration_options(), "Select what the public register says"));
	until = until_typed(req, r, status);
	version = version_sent(req);
	if (form_ok(req->form)) {
		if (educator_registration(req->db, r->educator->id, version,
		    status, until) > 0)
			return (done(req, "Registration recorded",
			    "/educators/%ld", r->educator->id));
		refuse_stale(req, r->educator);
	}
	registration_form(req->out, req, r);
	return (INVALID);
}

enum status
educator_take_off_page(struct request *req)
{
	struct registered	*r = entry_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	set_version(req, r->educator);
	educator_take_off_form(req->out, req, r);
	return (OK);
}

/* Nobody leaves the register while trainees are theirs. */
static void
refuse_while_needed(struct request *req, const struct registered *r)
{
	int	n = load_peak(&r->facts, req->today, (struct date){ 0 }, NULL);

	if (n > 0)
		form_refusef(req->form, "reason", "%s still has trainees, now "
		    "or to come. Replace them in those placements first",
		    r->educator->name);
}

enum status
educator_taken_off(struct request *req)
{
	struct registered	*r = entry_asked(req);
	const char		*reason;
	int64_t			 version;

	if (r == NULL)
		return (NOT_FOUND);
	if (!is_on_register(r))
		return (to_entry(req, r));
	reason = form_text(req->form, "reason", "The reason", REASON_MAX,
	    "Enter why they leave the register");
	version = version_sent(req);
	if (form_ok(req->form))
		refuse_while_needed(req, r);
	if (form_ok(req->form)) {
		if (educator_take_off(req->db, r->educator->id, version,
		    reason) > 0)
			return (done(req, "Taken off the register. You can "
			    "put them back from this page.", "/educators/%ld",
			    r->educator->id));
		refuse_stale(req, r->educator);
	}
	educator_take_off_form(req->out, req, r);
	return (INVALID);
}

enum status
educator_put_back_page(struct request *req)
{
	struct registered	*r = entry_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (is_on_register(r))
		return (to_entry(req, r));
	set_version(req, r->educator);
	educator_put_back_form(req->out, req, r);
	return (OK);
}

enum status
educator_is_back(struct request *req)
{
	struct registered	*r = entry_asked(req);

	if (r == NULL)
		return (NOT_FOUND);
	if (is_on_register(r))
		return (to_entry(req, r));
	if (form_ok(req->form) && educator_put_back(req->db, r->educator->id,
	    version_sent(req)) > 0)
		return (done(req, "Put back on the register", "/educators/%ld",
		    r->educator->id));
	refuse_stale(req, r->educator);
	educator_put_back_form(req->out, req, r);
	return (INVALID);
}
