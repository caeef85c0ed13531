/* changes_read - what a form says of a change of an enrolment. */
#include <stdlib.h>
#include <string.h>

#include "core/session.h"
#include "pages/changes.h"

enum { NAME_TYPED_MAX = 200 };

bool
change_begin(struct request *req, struct change_entry *e)
{
	*e = (struct change_entry){
	    .enrolment = enrolment_mine(req->db, req->id[0]) };
	if (e->enrolment == NULL)
		return (false);
	e->events = enrolment_events(req->db, req->id[0]);
	return (true);
}

struct place
change_place(const struct change_entry *e)
{
	const struct enrolment	*is = e->enrolment;

	return ((struct place){ .state = (enum place_state)is->state,
	    .cohort = is->cohort_id, .employer = is->employer_id,
	    .starts_on = is->starts_on, .ends_on = is->ends_on });
}

struct date
change_latest_end(const struct enrolment *is)
{
	return (date_plus_months(is->cohort_ends_on,
	    is->extension_months.known ? (int)is->extension_months.value : 0));
}

bool
change_read_kind(struct request *req, struct change_entry *e)
{
	struct place	place = change_place(e);

	e->change.kind = (enum change_kind)enrolment_change_from(
	    form_value(req->form, "kind"));
	if (change_fits(&place, e->change.kind, req->today)) {
		e->reasons = change_reasons(req->db,
		    (enum enrolment_change)e->change.kind);
		e->cohorts = cohorts_of_programme(req->db,
		    e->enrolment->programme_id);
		return (true);
	}
	e->change.kind = CHANGE_NONE;
	form_refuse(req->form, "kind", "Select what happens to the enrolment");
	return (false);
}

const struct cohort *
cohort_of_form(struct request *req, struct cohort_list cohorts)
{
	int64_t	id = form_number(req->form, "cohort", "The cohort", 1,
		    INT64_MAX - 1, "Select the cohort");

	each(c, cohorts)
		if (c->id == id)
			return (c);
	form_refuse(req->form, "cohort", "Select the cohort");
	return (NULL);
}

/* "Ashby NHS Trust (ZZ02), Brook Council (ZZ03)" */
static const char *
names_of(struct arena *a, struct employer_named_list list)
{
	const char	*names = "";

	each(o, list)
		names = arena_printf(a, "%s%s%s (%s)", names,
		    *names == '\0' ? "" : ", ", o->name, o->code);
	return (names);
}

const struct employer_named *
employer_of_form(struct request *req)
{
	const char	*typed = form_text(req->form, "employer",
			    "The employer", NAME_TYPED_MAX,
			    "Enter the name or code of the employer");
	struct employer_named_list	found;

	if (*typed == '\0')
		return (NULL);
	found = employers_named(req->db, typed);
	if (found.n == 1 || (found.n > 1 && found.v[0].exact &&
	    !found.v[1].exact))
		return (&found.v[0]);
	if (found.n == 0)
		form_refuse(req->form, "employer", "No organisation is called "
		    "that. Enter part of its name, or its code");
	else
		form_refusef(req->form, "employer", "More than one employer "
		    "fits: %s%s. Enter a code", names_of(req->arena, found),
		    found.n == 6 ? " and others" : "");
	return (NULL);
}

void
change_read_reason(struct request *req, struct change_entry *e)
{
	const char	*code = form_value(req->form, "reason");

	each(r, e->reasons)
		if (strcmp(r->code, code) == 0)
			e->reason = r;
	if (e->reason == NULL)
		form_refuse(req->form, "reason", "Select the reason");
	e->note = form_optional_text(req->form, "note", "What else is to be "
	    "said", CHANGE_NOTE_MAX);
}

static void
read_cohort(struct request *req, struct change_entry *e)
{
	const struct cohort	*c = cohort_of_form(req, e->cohorts);

	if (c != NULL) {
		e->change.cohort = c->id;
		e->cohort = c->name;
	}
}

static void
read_employer(struct request *req, struct change_entry *e)
{
	const struct employer_named	*o = employer_of_form(req);

	if (o != NULL) {
		e->change.employer = o->id;
		e->employer = o->name;
	}
}

static void
read_details(struct request *req, struct change_entry *e)
{
	struct change	*c = &e->change;

	switch (c->kind) {
	case CHANGE_ENROLLED:
		read_cohort(req, e);
		c->starts_on = form_date(req->form, "starts_on", "The date "
		    "that they start", "Enter the date that they start");
		break;
	case CHANGE_DEFERRED:
	case CHANGE_PAUSED:
		c->expected_on = form_date(req->form, "expected_on", "The "
		    "date that they are expected back", NULL);
		break;
	case CHANGE_EXTENDED:
		c->ends_on = form_date(req->form, "ends_on", "The new end",
		    "Enter the date that they finish now");
		break;
	case CHANGE_TRANSFERRED:
		read_cohort(req, e);
		read_employer(req, e);
		break;
	default:
		break;
	}
}

/* What happened, as the rules read it; the place of a version in the list. */
static struct change *
changes_of(struct arena *a, struct enrolment_event_list events)
{
	struct change	*changes = arena_array(a, events.n + 1,
			    sizeof(*changes));
	size_t		 n = 0;

	each(v, events)
		changes[n++] = (struct change){
		    .kind = (enum change_kind)v->change, .on = v->on_date,
		    .cohort = v->cohort_id, .employer = v->employer_id,
		    .starts_on = v->starts_on, .ends_on = v->ends_on,
		    .undoes = v->undoes.known ?
		    (size_t)(v->undoes.value - 1) : 0 };
	return (changes);
}

static void
check(struct request *req, struct change_entry *e)
{
	const struct enrolment	*is = e->enrolment;
	struct change		*changes = changes_of(req->arena, e->events);
	struct change_facts	 facts = { .today = req->today,
				    .ends = date_is_set(is->ends_on) ?
				    is->ends_on : is->cohort_ends_on,
				    .latest_end = change_latest_end(is) };
	struct change_fault	 fault;

	each(c, e->cohorts)
		if (c->id == e->change.cohort) {
			facts.cohort_starts = c->starts_on;
			facts.cohort_ends = c->ends_on;
		}
	changes[e->events.n] = e->change;
	fault = change_check(req->arena, changes, e->events.n + 1, &facts);
	if (fault.why != NULL)
		form_refuse(req->form, fault.field, fault.why);
}

/* Nobody is in one cohort twice. */
static void
check_cohort(struct request *req, const struct change_entry *e)
{
	struct taken_person_list	 taken;
	const char			*email = e->enrolment->email;

	if (e->change.cohort == 0 ||
	    e->change.cohort == e->enrolment->cohort_id)
		return;
	taken = people_taken(req->db, (struct text_list){ &email, 1 },
	    (struct text_list){ 0 }, e->change.cohort);
	if (taken.n > 0 && taken.v[0].here)
		form_refusef(req->form, "cohort", "%s is in %s already",
		    e->enrolment->name, e->cohort);
}

void
change_read_version(struct request *req, const struct change_entry *e)
{
	int64_t	version = form_version(req->form, "Open the change again");

	if (version == e->enrolment->version)
		return;
	form_refuse(req->form, "version", "This enrolment changed while you "
	    "had it open. Check that this is still right");
	form_replace_version(req->form, e->enrolment->version);
}

void
change_read(struct request *req, struct change_entry *e)
{
	const struct change_words	*words = change_words(e->change.kind);

	e->change.on = form_date(req->form, "on", "The date", words->enter);
	read_details(req, e);
	change_read_reason(req, e);
	change_read_version(req, e);
	if (form_ok(req->form))
		check(req, e);
	if (form_ok(req->form))
		check_cohort(req, e);
}

void
change_tell(struct request *req, const struct enrolment *is, const char *what)
{
	letter_write(req->db, is->person_id, is->email,
	    "Your enrolment has changed", arena_printf(req->arena,
	    "Dear %s,\n\n%s\n\nYour cohort is %s. Sign in to Waymark to read "
	    "the whole of it in your record, with the reason that was "
	    "recorded:\n%s/trainees/%ld\n\nIf this is not what you expected, "
	    "talk to the programme's staff.\n", is->name, what, is->cohort,
	    own_origin(), is->id));
}
