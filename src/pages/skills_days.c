/* skills_days - a cohort's skills days, each with its register, and those that
 * trainees logged and staff confirm or return. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/choices.h"
#include "pages/list.h"
#include "rules/words.h"
#include "views.h"

enum { WAITING_SHOWN = 100, TICKED_MOST = 1000 };

static const char *const	lengths[] = { "full", "half", NULL };

static enum status
show_skills(struct request *req, const struct cohort *c, enum status status)
{
	struct skills_shown	s = { .cohort = c };
	struct page_of		page = page_asked(req, PAGE_ROWS);

	s.days = skills_days_of(req->db, c->id, page.size, page_skip(page));
	page_counted(&page, s.days.n != 0 ? s.days.v[0].of_all : 0);
	s.waiting = skills_waiting(req->db, c->id, WAITING_SHOWN);
	skills_days_page(req->out, req, &s, page);
	return (status);
}

enum status
skills_days(struct request *req)
{
	struct cohort	*c = cohort_mine(req->db, req->id[0]);

	return (c == NULL ? NOT_FOUND : show_skills(req, c, OK));
}

/* Ids that were ticked; anything else is passed over. */
static struct int_list
ticked(struct request *req, const char *name)
{
	const char	*values[TICKED_MOST];
	size_t		 n = form_values(req->form, name, values,
			    TICKED_MOST), good = 0;
	int64_t		*ids = arena_array(req->arena, n, sizeof(*ids));

	for (size_t i = 0; i < n; i++)
		if (strspn(values[i], "0123456789") == strlen(values[i]) &&
		    strlen(values[i]) > 0 && strlen(values[i]) < 19)
			ids[good++] = strtoll(values[i], NULL, 10);
	return ((struct int_list){ ids, good });
}

enum status
skills_days_confirm(struct request *req)
{
	struct cohort		*c = cohort_mine(req->db, req->id[0]);
	struct int_list		 ids;
	struct changed_list	 confirmed;

	if (c == NULL)
		return (NOT_FOUND);
	ids = ticked(req, "entry");
	if (ids.n == 0) {
		form_refuse(req->form, "entry", "Select the skills days that "
		    "you confirm");
		return (show_skills(req, c, INVALID));
	}
	confirmed = skills_confirm(req->db, ids, c->id);
	return (done(req, arena_printf(req->arena, "%zu skills %s confirmed",
	    confirmed.n, confirmed.n == 1 ? "day" : "days"),
	    "/cohorts/%ld/skills-days", c->id));
}

enum status
skills_day_new(struct request *req)
{
	struct cohort	*c = cohort_mine(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	form_set(req->form, "length", "full");
	skills_day_form(req->out, req, c);
	return (OK);
}

enum status
skills_day_create(struct request *req)
{
	struct cohort	*c = cohort_mine(req->db, req->id[0]);
	struct changed	*made = NULL;
	struct date	 on;
	const char	*title;
	int		 length;

	if (c == NULL)
		return (NOT_FOUND);
	on = form_date(req->form, "on", "The date",
	    "Enter the date of the skills day");
	length = form_choice(req->form, "length", lengths,
	    "Select how long it is");
	title = form_text(req->form, "title", "What it is about",
	    SKILLS_TITLE_MAX, "Enter what it is about");
	if (date_is_set(on) && (date_compare(on, c->starts_on) < 0 ||
	    date_compare(on, c->ends_on) > 0))
		form_refusef(req->form, "on", "The date must be within the "
		    "cohort, %s to %s", date_words(req->arena, c->starts_on),
		    date_words(req->arena, c->ends_on));
	if (form_ok(req->form) && (made = skills_day_add(req->db, c->id, on,
	    length == 0 ? 2 : 1, title)) == NULL)
		form_refuse(req->form, "title", "The cohort has a skills day "
		    "of this name on that date already");
	if (!form_ok(req->form)) {
		skills_day_form(req->out, req, c);
		return (INVALID);
	}
	return (see_other(req, "/skills-days/%ld", made->id));
}

enum status
skills_register_page(struct request *req)
{
	struct skills_day	*d = skills_day_mine(req->db, req->id[0]);
	struct skills_line_list	 lines;
	bool			 kept;

	if (d == NULL)
		return (NOT_FOUND);
	lines = skills_register(req->db, d->id);
	kept = d->present > 0;
	each (l, lines)
		if (l->present || (!kept && !l->else_where))
			form_add(req->form, "present", arena_printf(req->arena,
			    "%ld", l->enrolment_id));
	skills_register_form(req->out, req, d, lines);
	return (OK);
}

/* "Zoë Núñez, Kwame Okafor" */
static const char *
left_out(struct arena *a, struct register_kept_list kept,
    struct skills_line_list lines)
{
	const char	*names = "";

	each (k, kept) {
		if (k->kept)
			continue;
		each (l, lines)
			if (l->enrolment_id == k->enrolment_id)
				names = arena_printf(a, "%s%s%s", names,
				    *names == '\0' ? "" : ", ", l->name);
	}
	return (names);
}

enum status
skills_register_save(struct request *req)
{
	struct skills_day		*d = skills_day_mine(req->db,
					    req->id[0]);
	struct register_kept_list	 kept;
	struct skills_line_list		 lines;
	const char			*without;

	if (d == NULL)
		return (NOT_FOUND);
	lines = skills_register(req->db, d->id);
	if (date_compare(d->on_date, req->today) > 0) {
		form_refusef(req->form, "present", "Nobody was there yet: it "
		    "takes place on %s", date_words(req->arena, d->on_date));
		skills_register_form(req->out, req, d, lines);
		return (INVALID);
	}
	kept = skills_register_keep(req->db, d->id, ticked(req, "present"));
	without = left_out(req->arena, kept, lines);
	return (done(req, *without == '\0' ? "Register saved" :
	    arena_printf(req->arena, "Register saved, without these, who "
	    "logged something else that day: %s", without),
	    "/skills-days/%ld", d->id));
}

static struct skills_entry *
returnable(struct request *req)
{
	struct skills_entry	*s = skills_entry_by_id(req->db, req->id[0]);

	return (s != NULL && s->person_id != req->visitor.id &&
	    !s->of_register && (s->state == DAY_STATE_SUBMITTED ||
	    s->state == DAY_STATE_CONFIRMED) ? s : NULL);
}

enum status
skills_return_page(struct request *req)
{
	struct skills_entry	*s = returnable(req);

	if (s == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, s->version);
	skills_return_form(req->out, req, s);
	return (OK);
}

enum status
skills_return(struct request *req)
{
	struct skills_entry	*s = returnable(req);
	const char		*reason;

	if (s == NULL)
		return (NOT_FOUND);
	reason = form_text(req->form, "reason", "The reason",
	    SKILLS_REASON_MAX, "Enter why you return it");
	is_version(req, s->version, "This skills day");
	if (!form_ok(req->form)) {
		skills_return_form(req->out, req, s);
		return (INVALID);
	}
	if (skills_give_back(req->db, s->id, s->version, reason) == NULL)
		return (CONFLICT);
	return (done(req, "Skills day returned", "/trainees/%ld/requirement",
	    s->enrolment_id));
}
