/* allocations - who educates in a placement: seen, chosen, ended. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/allocation.h"
#include "rules/words.h"
#include "views.h"

enum { CHOICES = 20, FOUND_MAX = 2000 };

bool
allocated_on(const struct allocated *d, struct date on)
{
	return (date_compare(d->from_on, on) <= 0 &&
	    (!date_is_set(d->to_on) || date_compare(d->to_on, on) >= 0));
}

enum status
allocation_list(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	struct allocations_shown s = { .placement = p };

	if (p == NULL)
		return (NOT_FOUND);
	s.allocated = allocations_of(req->db, p->id);
	s.accepted = warnings_accepted(req->db, p->id);
	allocations_page(req->out, req, &s);
	return (OK);
}

/* Those of the host first, then those with the most room. */
static int
compare(const void *one, const void *other, void *host)
{
	const struct registered	*a = one, *b = other;
	int64_t			 organisation = *(int64_t *)host;
	bool	at_a = a->facts.organisation == organisation;
	bool	at_b = b->facts.organisation == organisation;
	int	room_a = a->facts.capacity - a->load;
	int	room_b = b->facts.capacity - b->load;

	if (at_a != at_b)
		return (at_b - at_a);
	if (room_a != room_b)
		return (room_b - room_a);
	return (a->place < b->place ? -1 : a->place > b->place);
}

/* Educators of the placement's own programme who are on its register; the one
 * who was chosen stays among them. */
static struct registered_list
choices(struct request *req, const struct placed_trainee *p, bool *more)
{
	struct educator_list	found = educators_searched(req, FOUND_MAX);
	struct registered_list	all;
	int64_t			host = p->organisation_id;
	size_t			n = 0;

	for (size_t i = 0; i < found.n; i++)
		if (found.v[i].programme_id == p->programme_id &&
		    found.v[i].state == EDUCATOR_STATE_ACTIVE)
			found.v[n++] = found.v[i];
	found.n = n;
	all = registered_of(req, &found);
	if (all.n > 1)
		qsort_r(all.v, all.n, sizeof(*all.v), compare, &host);
	*more = all.n > CHOICES;
	if (*more)
		all.n = CHOICES;
	return (all);
}

static void
show_choice(struct request *req, const struct placed_trainee *p)
{
	struct allocation_choice	c = { .placement = p };

	c.searched = *form_value(req->form, "search") != '\0';
	c.found = choices(req, p, &c.more);
	allocation_form(req->out, req, &c);
}

enum status
allocation_new(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	struct date		 from;

	if (p == NULL)
		return (NOT_FOUND);
	from = date_compare(p->starts_on, req->today) > 0 ? p->starts_on :
	    req->today;
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", from);
	form_set(req->form, "duty", "practice_educator");
	show_choice(req, p);
	return (OK);
}

/* Nothing is written here: the check page follows. */
enum status
allocation_choose(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	struct allocation_asked	*a;

	if (p == NULL)
		return (NOT_FOUND);
	a = allocation_asked(req, p);
	if (form_ok(req->form))
		return (see_other(req, "%s", arena_printf(req->arena,
		    "/placements/%ld/educators/check?%s", p->id, a->ids)));
	show_choice(req, p);
	return (INVALID);
}

static const struct allocated *
allocated_asked(struct request *req, const struct placed_trainee *p)
{
	struct allocated_list	all = allocations_of(req->db, p->id);

	each(d, all)
		if (d->id == req->id[1])
			return (d);
	return (NULL);
}

static bool
may_end(const struct allocated *d, struct date today)
{
	return (!date_is_set(d->to_on) || date_compare(d->to_on, today) > 0);
}

enum status
allocation_end_page(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	const struct allocated	*d;

	if (p == NULL || (d = allocated_asked(req, p)) == NULL)
		return (NOT_FOUND);
	if (!may_end(d, req->today))
		return (see_other(req, "/placements/%ld/educators", p->id));
	allocation_end_form(req->out, req, p, d);
	return (OK);
}

static struct date
last_day_typed(struct request *req, const struct allocated *d)
{
	struct date	last = form_date(req->form, "last", "The last day",
			    "Enter the last day");
	struct arena	*a = req->arena;

	if (!date_is_set(last))
		return (last);
	if (date_compare(last, d->from_on) < 0)
		form_refusef(req->form, "last", "The last day must be %s, when "
		    "they begin, or after", date_words(a, d->from_on));
	else if (date_is_set(d->to_on) && date_compare(last, d->to_on) >= 0)
		form_refusef(req->form, "last", "The last day must be before "
		    "%s, when it ends already", date_words(a, d->to_on));
	return (last);
}

static void
tell_of_end(struct request *req, const struct placed_trainee *p,
    const struct allocated *d, struct date last)
{
	struct arena	*a = req->arena;
	const char	*when = date_words(a, last);
	const char	*duty = duty_words(d->duty);

	letter_write(req->db, d->person_id, d->email, arena_printf(a,
	    "Your time as %s of %s ends", duty, p->trainee), arena_printf(a,
	    "Dear %s,\n\nYour last day as %s of %s at %s is %s.\n", d->name,
	    duty, p->trainee, p->organisation, when));
	letter_write(req->db, p->person_id, p->email, arena_printf(a,
	    "%s ends as your %s", d->name, duty), arena_printf(a,
	    "Dear %s,\n\n%s is your %s at %s until %s. Programme staff will "
	    "tell you who follows.\n", p->trainee, d->name, duty,
	    p->organisation, when));
}

enum status
allocation_finish(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	const struct allocated	*d;
	struct date		 last;

	if (p == NULL || (d = allocated_asked(req, p)) == NULL)
		return (NOT_FOUND);
	if (!may_end(d, req->today))
		return (see_other(req, "/placements/%ld/educators", p->id));
	last = last_day_typed(req, d);
	if (form_ok(req->form) && allocation_end(req->db, d->id, p->id, last)
	    > 0) {
		tell_of_end(req, p, d, last);
		return (done(req, "The last day is recorded. Letters tell "
		    "both of them.", "/placements/%ld/educators", p->id));
	}
	if (form_ok(req->form))
		form_refuse(req->form, "last", "This changed while you had it "
		    "open. Look again at who educates");
	allocation_end_form(req->out, req, p, d);
	return (INVALID);
}

static bool
has_begun(const struct allocated *d, struct date today)
{
	return (date_compare(d->from_on, today) <= 0);
}

enum status
allocation_cancel_page(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	const struct allocated	*d;

	if (p == NULL || (d = allocated_asked(req, p)) == NULL)
		return (NOT_FOUND);
	if (has_begun(d, req->today))
		return (see_other(req, "/placements/%ld/educators", p->id));
	allocation_cancel_form(req->out, req, p, d);
	return (OK);
}

static void
tell_of_cancelling(struct request *req, const struct placed_trainee *p,
    const struct allocated *d)
{
	struct arena	*a = req->arena;
	const char	*when = date_words(a, d->from_on);
	const char	*duty = duty_words(d->duty);

	letter_write(req->db, d->person_id, d->email, arena_printf(a,
	    "You will not be %s of %s", duty, p->trainee), arena_printf(a,
	    "Dear %s,\n\nYou were to be %s of %s at %s from %s. That is "
	    "cancelled.\n", d->name, duty, p->trainee, p->organisation, when));
	letter_write(req->db, p->person_id, p->email, arena_printf(a,
	    "%s will not be your %s", d->name, duty), arena_printf(a,
	    "Dear %s,\n\n%s was to be your %s at %s from %s. That is "
	    "cancelled. Programme staff will tell you who is.\n", p->trainee,
	    d->name, duty, p->organisation, when));
}

enum status
allocation_take_back(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	const struct allocated	*d;

	if (p == NULL || (d = allocated_asked(req, p)) == NULL)
		return (NOT_FOUND);
	if (allocation_cancel(req->db, d->id, p->id) == 0)
		return (done(req, "That has begun already: it can only be "
		    "ended", "/placements/%ld/educators", p->id));
	tell_of_cancelling(req, p, d);
	return (done(req, "Allocation cancelled. Letters tell both of them.",
	    "/placements/%ld/educators", p->id));
}
