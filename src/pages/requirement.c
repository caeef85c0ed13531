/* requirement - what somebody's days in practice settings are made of, and the
 * skills days among them that they log themselves. */
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/placements.h"
#include "rules/words.h"
#include "views.h"

static const char *const	lengths[] = { "full", "half", NULL };

static int
known(struct maybe_int value)
{
	return (value.known ? (int)value.value : 0);
}

static void
read_requirement(struct request *req, struct requirement_shown *s,
    int64_t programme)
{
	struct required_days	*of = required_days_of(req->db, programme);
	struct practised	*list;
	size_t			 n = 0;

	s->placements = placed_of_enrolment(req->db, s->enrolment);
	s->skills = *skills_sums_of(req->db, s->enrolment);
	s->of = (struct required){ known(of->total), known(of->skills),
	    known(of->settings), known(of->statutory) };
	list = arena_array(req->arena, s->placements.n, sizeof(*list));
	each (p, s->placements)
		list[n++] = (struct practised){ .setting = p->setting,
		    .setting_words = setting_words(p->setting),
		    .statutory = p->statutory,
		    .failed = p->outcome == PLACEMENT_DECISION_FAIL ||
		    p->outcome == PLACEMENT_DECISION_REPEAT,
		    .required = (int)p->required,
		    .confirmed = (int)p->confirmed,
		    .waiting = (int)p->waiting };
	s->practised = list;
	s->is = requirement_of(req->arena, list, n, (int)s->skills.confirmed,
	    (int)s->skills.waiting, &s->of);
}

const char *
requirement_words(struct request *req, int64_t enrolment, int64_t programme)
{
	struct requirement_shown	s = { .enrolment = enrolment };

	read_requirement(req, &s, programme);
	return (arena_printf(req->arena, "%s of %s",
	    days_number(req->arena, s.is.counts),
	    days_words(req->arena, s.is.total)));
}

enum status
requirement_record(struct request *req)
{
	struct trainee			*t = trainee_by_id(req->db,
					    req->id[0]);
	struct requirement_shown	 s = { .enrolment = req->id[0] };

	if (t == NULL)
		return (NOT_FOUND);
	s.name = t->name;
	s.person = t->person_id;
	s.entries = skills_entries(req->db, t->id);
	read_requirement(req, &s, t->programme_id);
	request_reads(req, "enrolment", t->id, t->person_id, t->programme_id);
	requirement_page(req->out, req, &s);
	return (OK);
}

enum status
skills_new(struct request *req)
{
	struct own_enrolment	*e = enrolment_own(req->db, req->id[0]);

	if (e == NULL)
		return (NOT_FOUND);
	form_set(req->form, "length", "full");
	skills_form(req->out, req, e);
	return (OK);
}

static void
add_skills(struct request *req, const struct own_enrolment *e)
{
	struct date	 on = form_date(req->form, "on", "The date",
			    "Enter the date of the skills day");
	int		 length = form_choice(req->form, "length", lengths,
			    "Select how long it was");
	const char	*title = form_text(req->form, "title",
			    "What it was about", SKILLS_TITLE_MAX,
			    "Enter what it was about");

	if (date_is_set(on) && date_compare(on, req->today) > 0)
		form_refuse(req->form, "on", "The date must be today or in "
		    "the past");
	if (date_is_set(on) && date_compare(on, e->starts_on) < 0)
		form_refusef(req->form, "on", "The date must be on or after "
		    "%s, when your programme started",
		    date_words(req->arena, e->starts_on));
	if (form_ok(req->form) && skills_entry_add(req->db, e->id, on,
	    length == 0 ? 2 : 1, title) == NULL)
		form_refuse(req->form, "on", "Another skills day or a "
		    "placement day is logged on that date");
}

enum status
skills_add(struct request *req)
{
	struct own_enrolment	*e = enrolment_own(req->db, req->id[0]);

	if (e == NULL)
		return (NOT_FOUND);
	add_skills(req, e);
	if (!form_ok(req->form)) {
		skills_form(req->out, req, e);
		return (INVALID);
	}
	return (done(req, "Skills day logged. It waits for your programme’s "
	    "staff.", "/trainees/%ld/requirement", e->id));
}

/* One of whoever asks, that no register holds and nobody confirmed. */
static struct skills_entry *
removable(struct request *req)
{
	struct skills_entry	*s = skills_entry_by_id(req->db, req->id[0]);

	return (s != NULL && s->person_id == req->visitor.id &&
	    !s->of_register && (s->state == DAY_STATE_SUBMITTED ||
	    s->state == DAY_STATE_RETURNED) ? s : NULL);
}

enum status
skills_remove_page(struct request *req)
{
	struct skills_entry	*s = removable(req);

	if (s == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, s->version);
	skills_remove_form(req->out, req, s);
	return (OK);
}

enum status
skills_remove(struct request *req)
{
	struct skills_entry	*s = removable(req);

	if (s == NULL)
		return (NOT_FOUND);
	if (!is_version(req, s->version, "This skills day")) {
		skills_remove_form(req->out, req, s);
		return (INVALID);
	}
	if (skills_entry_remove(req->db, s->id, s->version) == NULL)
		return (CONFLICT);
	return (done(req, "Skills day removed", "/trainees/%ld/requirement",
	    s->enrolment_id));
}
