/* allocations_check - what speaks against an allocation, before it is made. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/allocation.h"
#include "rules/words.h"
#include "views.h"

enum { REASON_MAX = 1000 };

const struct option *
duty_options(void)
{
	static const struct option	options[] = {
		{ "practice_educator", "Practice educator",
		    "Supervises, teaches and assesses" },
		{ "onsite_supervisor", "On-site supervisor",
		    "Supervises from day to day where the educator does not "
		    "work at the host" }, { 0 }
	};

	return (options);
}

const char *
reason_field(struct arena *a, enum warning_kind kind)
{
	return (arena_printf(a, "reason-%s", warning_code(kind)));
}

static const struct registered *
educator_chosen(struct request *req, const struct placed_trainee *p)
{
	const char		*id = form_value(req->form, "educator");
	struct registered	*r = NULL;

	if (*id >= '1' && *id <= '9' && strlen(id) <= 18 &&
	    strspn(id, "0123456789") == strlen(id))
		r = registered_by_id(req, strtoll(id, NULL, 10));
	if (r != NULL && r->educator->programme_id == p->programme_id &&
	    r->educator->state == EDUCATOR_STATE_ACTIVE)
		return (r);
	form_refuse(req->form, "educator", "Select an educator");
	return (NULL);
}

/* Three boxes on the page that chooses, one value in an address. */
static struct date
first_day(struct request *req, const struct placed_trainee *p)
{
	struct form	*f = req->form;
	struct date	 from = { 0 };

	if (form_has(f, "from")) {
		if (!date_parse_iso(form_value(f, "from"), &from))
			form_refuse(f, "from", "Enter the first day");
	} else
		from = form_date(f, "from", "The first day",
		    "Enter the first day");
	if (date_is_set(from) && (date_compare(from, p->starts_on) < 0 ||
	    date_compare(from, p->ends_on) > 0))
		form_refusef(f, "from", "The first day must be within the "
		    "placement, %s to %s", date_words(req->arena,
		    p->starts_on), date_words(req->arena, p->ends_on));
	return (from);
}

/*
 * Whoever has this duty on the first day is replaced from then on.  Who comes
 * later stays, and nobody is given the days of somebody who has not begun.
 */
static void
find_replaced(struct request *req, struct allocation_asked *a)
{
	each(d, a->allocated) {
		if (d->duty != a->duty)
			continue;
		if (allocated_on(d, a->from))
			a->replaced = d;
		if (date_compare(d->from_on, a->from) < 0)
			continue;
		form_refusef(req->form, "from", "%s is %s from %s. Choose a "
		    "later first day", d->name, duty_words(a->duty),
		    date_words(req->arena, d->from_on));
	}
	if (a->replaced != NULL && a->educator != NULL &&
	    a->replaced->person_id == a->educator->educator->person_id)
		form_refusef(req->form, "educator", "%s is the %s already",
		    a->replaced->name, duty_words(a->duty));
}

static const struct interest *
conflicts_with(struct request *req, const struct allocation_asked *a,
    size_t *n)
{
	struct educator_conflict_list	known = conflicts_between(req->db,
					    a->educator->educator->person_id,
					    a->placement->person_id);
	struct interest			*list = arena_array(req->arena,
					    known.n, sizeof(*list));

	*n = 0;
	each(c, known)
		list[(*n)++] = (struct interest){ c->from_on, c->to_on,
		    conflict_words(c->kind) };
	return (list);
}

static const struct on_site *
supervisors_of(struct request *req, const struct allocation_asked *a,
    size_t *n)
{
	struct on_site	*list = arena_array(req->arena, a->allocated.n,
			    sizeof(*list));

	*n = 0;
	each(d, a->allocated)
		if (d->duty == EDUCATOR_DUTY_ONSITE_SUPERVISOR &&
		    d->person_id != a->educator->educator->person_id)
			list[(*n)++] = (struct on_site){ d->from_on, d->to_on,
			    d->swe_number != NULL && (d->registration ==
			    REGISTRATION_STATUS_REGISTERED ||
			    d->registration ==
			    REGISTRATION_STATUS_CONDITIONS) };
	return (list);
}

static void
judge(struct request *req, struct allocation_asked *a)
{
	const struct placed_trainee	*p = a->placement;
	struct allocation		 facts = { .trainee = p->trainee,
					    .host = p->organisation,
					    .organisation = p->organisation_id,
					    .from = a->from, .to = a->to };

	facts.last = p->stage == PLACEMENT_STAGE_LAST;
	facts.assesses = a->duty == EDUCATOR_DUTY_PRACTICE_EDUCATOR;
	facts.conflicts = conflicts_with(req, a, &facts.nconflicts);
	facts.supervisors = supervisors_of(req, a, &facts.nsupervisors);
	facts.unaudited = p->audited ? NULL : p->team;
	a->warnings = allocation_warnings(req->arena, &a->educator->facts,
	    &a->educator->rules, &facts);
	for (size_t i = 0; i < a->warnings.n; i++)
		if (a->warnings.v[i].gravity == REFUSAL)
			a->refused = true;
}

struct allocation_asked *
allocation_asked(struct request *req, const struct placed_trainee *p)
{
	struct allocation_asked	*a = arena_alloc(req->arena, sizeof(*a));
	const char		*duty;

	a->placement = p;
	a->allocated = allocations_of(req->db, p->id);
	duty = option_chosen(req->form, "duty", duty_options(), "Select what "
	    "they will be");
	a->educator = educator_chosen(req, p);
	a->from = first_day(req, p);
	a->to = p->ends_on;
	if (!form_ok(req->form))
		return (a);
	a->duty = educator_duty_from(duty);
	find_replaced(req, a);
	if (!form_ok(req->form))
		return (a);
	judge(req, a);
	a->ids = arena_printf(req->arena, "educator=%ld&duty=%s&"
	    "from=%04d-%02d-%02d", a->educator->educator->id, duty,
	    a->from.year, a->from.month, a->from.day);
	return (a);
}

/* An address that asks for nothing that could be allocated: choose again. */
enum status
allocation_check(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	struct allocation_asked	*a;

	if (p == NULL)
		return (NOT_FOUND);
	a = allocation_asked(req, p);
	if (!form_ok(req->form))
		return (see_other(req, "/placements/%ld/educators/new",
		    p->id));
	allocation_check_page(req->out, req, a);
	return (OK);
}

/* What was accepted: a row of each list a warning. */
struct accepted {
	const char	*kinds[WARNINGS], *words[WARNINGS], *reasons[WARNINGS];
	size_t		 n;
};

/* Each warning has a reason, or the form says that it has none. */
static struct accepted
read_reasons(struct request *req, const struct allocation_asked *a)
{
	struct accepted	acc = { .n = 0 };

	for (size_t i = 0; i < a->warnings.n; i++) {
		const struct warning	*w = &a->warnings.v[i];

		if (w->gravity == REFUSAL)
			form_refuse(req->form, "", "A conflict of interest "
			    "cannot be accepted. Choose another educator");
		if (w->gravity != WARNING)
			continue;
		acc.kinds[acc.n] = warning_code(w->kind);
		acc.words[acc.n] = w->words;
		acc.reasons[acc.n++] = form_text(req->form,
		    reason_field(req->arena, w->kind), "The reason",
		    REASON_MAX, "Enter why you allocate them all the same");
	}
	return (acc);
}

static void
tell(struct request *req, const struct allocation_asked *a)
{
	const struct placed_trainee	*p = a->placement;
	const struct educator		*e = a->educator->educator;
	struct arena			*m = req->arena;
	const char			*duty = duty_words(a->duty);
	const char			*from = date_words(m, a->from);

	letter_write(req->db, e->person_id, e->email, arena_printf(m,
	    "You are the %s of %s", duty, p->trainee), arena_printf(m,
	    "Dear %s,\n\nYou are the %s of %s at %s, from %s to %s.\n",
	    e->name, duty, p->trainee, p->organisation, from,
	    date_words(m, a->to)));
	letter_write(req->db, p->person_id, p->email, arena_printf(m,
	    "%s is your %s", e->name, duty), arena_printf(m,
	    "Dear %s,\n\n%s is your %s at %s, from %s to %s.\n", p->trainee,
	    e->name, duty, p->organisation, from, date_words(m, a->to)));
	if (a->replaced != NULL)
		letter_write(req->db, a->replaced->person_id,
		    a->replaced->email, arena_printf(m, "Your time as %s of "
		    "%s ends", duty, p->trainee), arena_printf(m,
		    "Dear %s,\n\n%s follows you as %s of %s at %s. Your last "
		    "day is %s.\n", a->replaced->name, e->name, duty,
		    p->trainee, p->organisation, date_words(m,
		    date_plus_days(a->from, -1))));
}

static void
allocate(struct request *req, const struct allocation_asked *a,
    const struct accepted *w)
{
	const struct placed_trainee	*p = a->placement;
	int64_t			 person = a->educator->educator->person_id;
	struct new_allocation	*made;

	if (a->replaced != NULL)
		allocation_end(req->db, a->replaced->id, p->id,
		    date_plus_days(a->from, -1));
	made = allocation_add(req->db, p->id, person, a->duty, a->from, a->to);
	if (made == NULL)
		return;
	allocation_accept(req->db, made->id, p->id, person, p->programme_id,
	    (struct text_list){ w->kinds, w->n },
	    (struct text_list){ w->words, w->n },
	    (struct text_list){ w->reasons, w->n });
	tell(req, a);
}

/* Somebody who allocates at the same moment, or records a conflict, makes the
 * insertion fail; all else is a fault of ours. */
static bool
lost_a_race(struct request *req)
{
	const char	*state = db_state(req->db);

	if (db_failed(req->db) && strcmp(state, "23P01") != 0 &&
	    strcmp(state, "23514") != 0)
		return (false);
	return (!db_tried(req->db));
}

enum status
allocation_confirm(struct request *req)
{
	struct placed_trainee	*p = placement_to_staff(req->db, req->id[0]);
	struct allocation_asked	*a;
	struct accepted		 w;

	if (p == NULL)
		return (NOT_FOUND);
	a = allocation_asked(req, p);
	if (a->ids == NULL)
		return (see_other(req, "/placements/%ld/educators/new",
		    p->id));
	w = read_reasons(req, a);
	if (form_ok(req->form)) {
		db_try(req->db);
		allocate(req, a, &w);
		if (!lost_a_race(req))
			return (done(req, arena_printf(req->arena, "%s is the "
			    "%s of %s from %s. Letters tell them.",
			    a->educator->educator->name, duty_words(a->duty),
			    p->trainee, date_words(req->arena, a->from)),
			    "/placements/%ld/educators", p->id));
		form_refuse(req->form, "", "Somebody changed who educates here "
		    "while you had this open. Go back and look again");
	}
	allocation_check_page(req->out, req, a);
	return (INVALID);
}
