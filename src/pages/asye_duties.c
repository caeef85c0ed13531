/* asye_duties - who assesses, manages and supervises an ASYE: named, handed
 * over, ended, undone. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/guides.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

enum { WORKERS_MAX = 100 };

static bool
begin(struct request *req, struct asye_duty_form *d)
{
	*d = (struct asye_duty_form){ .asye = asye_kept(req) };
	if (d->asye == NULL || req->id[1] < ASYE_DUTY_KIND_ASSESSOR ||
	    req->id[1] > ASYE_DUTY_KIND_SUPERVISOR)
		return (false);
	d->duty = (enum asye_duty_kind)req->id[1];
	d->place = place_held(req, (enum held)(HELD_ASSESSOR +
	    (d->duty - ASYE_DUTY_KIND_ASSESSOR)), d->asye->id);
	d->latest = turn_row_of(&d->place, turn_latest(d->place.turns));
	return (true);
}

static const struct option *
worker_options(struct arena *a, struct asye_worker_list all)
{
	struct option	*options = arena_array(a, all.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Somebody else, as follows" };
	each(w, all)
		options[n++] = (struct option){ arena_printf(a, "%ld",
		    w->person_id), arena_printf(a, "%s, on %ld %s", w->name,
		    w->load, w->load == 1 ? "ASYE" : "ASYEs") };
	return (options);
}

enum status
asye_duty_page(struct request *req)
{
	struct asye_duty_form	d;

	if (!begin(req, &d))
		return (NOT_FOUND);
	d.choices = worker_options(req->arena, asye_workers_of(req->db,
	    d.asye->id, WORKERS_MAX));
	form_set_version(req->form, d.place.steps);
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", turn_free_from(d.place.turns,
		    date_compare(d.asye->starts_on, req->today) > 0 ||
		    d.latest == NULL ? d.asye->starts_on : req->today));
	asye_duty_set_form(req->out, req, &d);
	return (OK);
}

/* Whom the form names: one who works there already, or somebody else. */
struct duty_holder { int64_t id; const char *name, *email, *number; };

static bool
read_known(struct request *req, const struct asye_duty_form *d,
    struct duty_holder *who)
{
	int64_t			id = id_typed(form_value(req->form, "who"));
	struct asye_worker_list	all = asye_workers_of(req->db, d->asye->id,
				    WORKERS_MAX);

	each(w, all)
		if (w->person_id == id) {
			*who = (struct duty_holder){ id, w->name, w->email,
			    w->swe_number };
			return (true);
		}
	return (false);
}

static const struct newcomer_refusals refusals = {
	"They have this duty already", "They cannot have it",
	"This person cannot be given the duty"
};

static bool
add_somebody(struct request *req, const struct asye_duty_form *d,
    struct newcomer *n, struct duty_holder *who, bool *is_new)
{
	struct asye_worker_found	*found;

	found = asye_worker_add(req->db, d->asye->id, n->given, n->family,
	    n->email, n->number, newcomer_folded(req, n));
	if (found == NULL || !found->id.known) {
		newcomer_refuse(req->form, found != NULL ? found->refusal :
		    NULL, &refusals);
		return (false);
	}
	*is_new = found->is_new;
	*who = (struct duty_holder){ found->id.value, arena_printf(req->arena,
	    "%s %s", n->given, n->family), n->email, n->number };
	return (true);
}

static const char *
duty_told(struct arena *a, const struct asye_duty_form *d, struct date from)
{
	return (arena_printf(a, "From %s you have this duty on the ASYE of "
	    "%s: %s.", date_words(a, from), d->asye->name,
	    asye_duty_words(d->duty)));
}

static void
tell(struct request *req, const struct asye_duty_form *d,
    const struct duty_holder *who, struct date from)
{
	letter_write(req->db, who->id, who->email, "A duty on an ASYE",
	    arena_printf(req->arena, "Dear %s,\n\n%s\n\nIt is here:\n"
	    "%s/asye/%ld\n", who->name, duty_told(req->arena, d, from),
	    own_origin(), d->asye->id));
}

static void
check_who(struct request *req, const struct asye_duty_form *d,
    const struct duty_holder *who)
{
	const char	*field = *form_value(req->form, "who") != '\0' ?
			    "who" : "swe_number";

	if (d->duty == ASYE_DUTY_KIND_ASSESSOR && who->number == NULL)
		form_refuse(req->form, field, "An ASYE assessor is a "
		    "registered social worker: enter their Social Work "
		    "England number");
	if (d->latest != NULL && d->latest->who == who->id &&
	    !date_is_set(d->latest->to_on))
		form_refusef(req->form, field, "That is so already: %s",
		    turn_words(req->arena, d->latest, req->today));
}

static enum status
again(struct request *req, struct asye_duty_form *d)
{
	d->choices = worker_options(req->arena, asye_workers_of(req->db,
	    d->asye->id, WORKERS_MAX));
	asye_duty_set_form(req->out, req, d);
	return (INVALID);
}

/* Somebody new is added and given the duty, or neither. */
static bool
give(struct request *req, const struct asye_duty_form *d,
    const struct newcomer *n, struct duty_holder *who, struct date from)
{
	struct newcomer	 other = *n;
	bool		 is_new = false, given;

	if (who->id == 0 && !add_somebody(req, d, &other, who, &is_new))
		return (false);
	check_who(req, d, who);
	given = form_ok(req->form) && turn_give(req, &d->place, who->id, from);
	if (form_ok(req->form) && !given)
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (given && is_new)
		newcomer_write(req, &other, who->id, true,
		    "A duty on an ASYE", duty_told(req->arena, d, from));
	else if (given)
		tell(req, d, who, from);
	return (given);
}

enum status
asye_duty_set(struct request *req)
{
	struct asye_duty_form	d;
	struct newcomer		n = { 0 };
	struct duty_holder		who = { 0 };
	struct date		from;

	if (!begin(req, &d))
		return (NOT_FOUND);
	if (!read_known(req, &d, &who))
		n = read_person(req, "Select somebody, or enter the "
		    "first name");
	else
		check_who(req, &d, &who);
	from = turn_first_day(req, &d.place, d.asye->starts_on,
	    (struct date){ 0 });
	turn_seen(req, &d.place);
	if (d.duty == ASYE_DUTY_KIND_ASSESSOR && who.id == 0 &&
	    n.number == NULL && form_ok(req->form))
		check_who(req, &d, &who);
	if (!form_ok(req->form) || !give(req, &d, &n, &who, from))
		return (again(req, &d));
	return (done(req, arena_printf(req->arena, "Recorded from %s: %s, %s. "
	    "They were told by email.", date_words(req->arena, from),
	    asye_duty_words(d.duty), who.name), "/asye/%ld", d.asye->id));
}

/* Nothing to end or to undo: back to where that is seen. */
static enum status
back(struct request *req)
{
	return (see_other(req, "/asye/%ld", req->id[0]));
}

enum status
asye_duty_end_page(struct request *req)
{
	struct asye_duty_form	d;

	if (!begin(req, &d))
		return (NOT_FOUND);
	if (d.latest == NULL || date_is_set(d.latest->to_on))
		return (back(req));
	form_set_version(req->form, d.place.steps);
	asye_duty_end_form(req->out, req, &d);
	return (OK);
}

enum status
asye_duty_end(struct request *req)
{
	struct asye_duty_form	d;
	struct date		last;

	if (!begin(req, &d))
		return (NOT_FOUND);
	if (d.latest == NULL || date_is_set(d.latest->to_on))
		return (back(req));
	last = turn_last_day(req, &d.place);
	turn_seen(req, &d.place);
	if (form_ok(req->form) && !turn_end(req, &d.place, last))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		asye_duty_end_form(req->out, req, &d);
		return (INVALID);
	}
	return (done(req, "The last day is recorded.", "/asye/%ld",
	    d.asye->id));
}

enum status
asye_duty_undo_page(struct request *req)
{
	struct asye_duty_form	d;

	if (!begin(req, &d))
		return (NOT_FOUND);
	if (d.latest == NULL)
		return (back(req));
	form_set_version(req->form, d.place.steps);
	asye_duty_undo_form(req->out, req, &d);
	return (OK);
}

enum status
asye_duty_undo(struct request *req)
{
	struct asye_duty_form	d;

	if (!begin(req, &d))
		return (NOT_FOUND);
	if (d.latest == NULL)
		return (back(req));
	if (turn_seen(req, &d.place) && !turn_undo(req, &d.place))
		form_refuse(req->form, "version", "This changed while you had "
		    "it open. Open the form again to see how it is now");
	if (!form_ok(req->form)) {
		asye_duty_undo_form(req->out, req, &d);
		return (INVALID);
	}
	return (done(req, "Undone. Both stay in the history.", "/asye/%ld",
	    d.asye->id));
}
