/* asye_corrections - the dates and the title that an ASYE was registered with
 * are corrected: described, checked with what becomes of its reviews; and
 * that is undone. */
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "pages/checked.h"
#include "pages/turns.h"
#include "rules/words.h"
#include "views.h"

/* False when it is not there to be corrected by whoever asks. */
static bool
correction_begin(struct request *req, struct correction *c)
{
	*c = (struct correction){ .asye = asye_kept(req) };
	if (c->asye == NULL)
		return (false);
	if (req->method == POST)
		asye_timetable_hold(req->db, c->asye->id);
	c->may = asye_correctable_of(req->db, c->asye->id);
	c->reasons = asye_reasons(req->db, ASYE_CAUSE_CORRECTED);
	c->is = *c->asye;
	return (c->may != NULL && c->may->correctable);
}

enum status
asye_correction_new(struct request *req)
{
	struct correction	c;
	struct form		*f = req->form;

	if (!correction_begin(req, &c))
		return (NOT_FOUND);
	checked_take_up(req);
	form_set_version(f, c.may->number);
	form_set(f, "title", c.asye->role_title);
	if (!form_has(f, "starts-day")) {
		form_set_date(f, "qualified", c.asye->qualified_on);
		form_set_date(f, "registered", c.asye->swe_registered_on);
		form_set_date(f, "employed", c.asye->employed_on);
		form_set_date(f, "starts", c.asye->starts_on);
	}
	asye_correction_form(req->out, req, &c);
	return (OK);
}

/* What happened in it did not happen before it. */
static void
check_start(struct request *req, const struct correction *c, const char *field)
{
	if (date_is_set(c->may->starts_by) && date_compare(c->is.starts_on,
	    c->may->starts_by) > 0)
		form_refusef(req->form, field, "The start must be on or "
		    "before %s: a review was held or a pause began after that",
		    date_words(req->arena, c->may->starts_by));
}

/* Whoever could not have been registered so is not corrected to it. */
static void
judge(struct request *req, struct correction *c)
{
	const struct asye_record	*a = &c->is;
	struct asye_framework_for	*open = framework_open(req->db,
					    a->framework_kind, a->starts_on);
	struct asye_applicant		 s = { .name = a->name,
	    .number = a->swe_number, .qualified_on = a->qualified_on,
	    .registered_on = a->swe_registered_on,
	    .employed_on = a->employed_on, .starts_on = a->starts_on,
	    .kind = (enum asye_kind)a->framework_kind,
	    .framework = open != NULL && open->id.known &&
	    open->id.value == a->framework_id, .post = POST_DESIGNATED,
	    .today = req->today };

	asye_judge(req, &s, a->programme_id, &c->cautions);
	check_start(req, c, "starts");
}

static bool
has_other_days(const struct asye_record *a, const struct asye_record *b)
{
	return (date_compare(a->qualified_on, b->qualified_on) != 0 ||
	    date_compare(a->swe_registered_on, b->swe_registered_on) != 0 ||
	    date_compare(a->employed_on, b->employed_on) != 0 ||
	    date_compare(a->starts_on, b->starts_on) != 0);
}

static bool
differs(const struct asye_record *a, const struct asye_record *b)
{
	return (strcmp(a->role_title, b->role_title) != 0 ||
	    has_other_days(a, b));
}

static void
read_reason(struct request *req, struct correction *c)
{
	const char	*sent = form_value(req->form, "reason");
	const char	*words = form_optional_text(req->form, "words",
			    "What else is to be said", ASYE_WORDS_MAX);

	c->words = words != NULL ? words : "";
	each (r, c->reasons)
		if (strcmp(r->code, sent) == 0)
			c->reason = r;
	if (c->reason == NULL)
		form_refuse(req->form, "reason", "Select the reason");
}

/* When its reviews would be due. */
static void
foresee(struct request *req, struct correction *c)
{
	struct asye_timetable	 then;
	struct asye_proportion	*p = asye_proportion_from(req->db,
				    c->asye->id, c->is.starts_on);
	struct asye_numbers	*n = arena_alloc(req->arena, sizeof(*n));

	asye_timetable_read(req, c->asye, &c->t);
	then = c->t;
	*n = *c->t.numbers;
	n->pro_rata = p != NULL && p->pro_rata;
	then.asye = &c->is;
	then.numbers = n;
	c->would = asye_due_with(req, &then, NULL);
}

static void
check_version(struct request *req, const struct correction *c)
{
	if (form_version(req->form, "Open the page again") == c->may->number)
		return;
	form_refuse(req->form, "version", "This ASYE was corrected while you "
	    "had this open. Check that this is still right, then send it "
	    "again");
	form_replace_version(req->form, c->may->number);
}

static void
correction_read(struct request *req, struct correction *c)
{
	struct asye_applicant	 dates;

	asye_dates_read(req->form, &dates);
	c->is.qualified_on = dates.qualified_on;
	c->is.swe_registered_on = dates.registered_on;
	c->is.employed_on = dates.employed_on;
	c->is.starts_on = dates.starts_on;
	c->is.role_title = form_text(req->form, "title", "The job title",
	    ASYE_TITLE_MAX, "Enter the job title");
	read_reason(req, c);
	check_version(req, c);
	if (form_ok(req->form) && !differs(c->asye, &c->is))
		form_refuse(req->form, "title", "Nothing differs from what is "
		    "recorded. Change what is wrong");
	if (form_ok(req->form) && has_other_days(c->asye, &c->is))
		judge(req, c);
	if (form_ok(req->form))
		foresee(req, c);
}

enum status
asye_correction_describe(struct request *req)
{
	struct correction	c;

	if (!correction_begin(req, &c))
		return (NOT_FOUND);
	correction_read(req, &c);
	if (!form_ok(req->form)) {
		asye_correction_form(req->out, req, &c);
		return (INVALID);
	}
	return (checked_next(req));
}

enum status
asye_correction_check_page(struct request *req)
{
	struct correction	c;

	if (!correction_begin(req, &c))
		return (NOT_FOUND);
	if (req->drafted_at.s == 0)
		return (see_other(req, "/asye/%ld/corrections/new",
		    c.asye->id));
	correction_read(req, &c);
	if (!form_ok(req->form))
		return (see_other(req, "/asye/%ld/corrections/new?again=yes",
		    c.asye->id));
	asye_correction_check_answers(req->out, req, &c);
	return (OK);
}

static void
tell(struct request *req, const struct correction *c)
{
	bool	moves = date_compare(c->asye->starts_on, c->is.starts_on) != 0;

	asye_timetable_tell(req, c->asye, "The record of an ASYE was corrected",
	    arena_printf(req->arena, "This is about the ASYE of %s. What it "
	    "was registered with was corrected.%s", c->asye->name, moves ?
	    " Its start is another day, and reviews that are to come moved "
	    "with it." : ""), arena_printf(req->arena, "/asye/%ld",
	    (long)c->asye->id));
}

static bool
write(struct request *req, const struct correction *c)
{
	const struct asye_record	*is = &c->is;

	if (c->undone != NULL)
		return (asye_correction_undo_add(req->db, is->id,
		    c->may->number, c->undone->number, c->reason->code,
		    c->words) != NULL);
	return (asye_correct(req->db, is->id, c->may->number, is->role_title,
	    is->qualified_on, is->swe_registered_on, is->employed_on,
	    is->starts_on, c->reason->code, c->words) != NULL);
}

/* Its reviews are put right first as it is, then follow what it becomes. */
static bool
record(struct request *req, const struct correction *c)
{
	struct asye_timetable	 before;

	asye_timetable_write(req, c->asye, &before);
	if (!write(req, c))
		return (false);
	asye_timetable_corrected(req, c->asye->id);
	return (true);
}

enum status
asye_correction_record(struct request *req)
{
	struct correction	c;
	bool			seen;

	if (!correction_begin(req, &c))
		return (NOT_FOUND);
	if (!checked_form(req, &seen))
		return (see_other(req, "/asye/%ld/corrections/new",
		    c.asye->id));
	correction_read(req, &c);
	if (!form_ok(req->form) || !seen || !record(req, &c)) {
		form_replace_version(req->form, c.may->number);
		checked_back(req);
		return (done(req, "This ASYE changed while you had it open. "
		    "Nothing was recorded. Check what you entered, and send "
		    "it again.", "/asye/%ld/corrections/new", c.asye->id));
	}
	tell(req, &c);
	return (done(req, "Corrected. Everybody involved was told by email.",
	    "/asye/%ld", c.asye->id));
}

/* The correction of the path, and what would be so again without it. */
static bool
undoing_begin(struct request *req, struct correction *c)
{
	struct asye_correction_list	list;

	if (!correction_begin(req, c))
		return (false);
	c->reasons = asye_reasons(req->db, ASYE_CAUSE_UNDONE);
	list = asye_corrections_of(req->db, c->asye->id);
	each (k, list)
		if (k->number == req->id[1] && !k->undoes.known)
			c->undone = k;
	if (c->undone == NULL)
		return (false);
	c->is.role_title = c->undone->was_title;
	c->is.qualified_on = c->undone->was_qualified;
	c->is.swe_registered_on = c->undone->was_registered;
	c->is.employed_on = c->undone->was_employed;
	c->is.starts_on = c->undone->was_starts;
	foresee(req, c);
	return (true);
}

/* Is it the latest that stands? */
static bool
stands(const struct correction *c)
{
	return (c->may->standing.known &&
	    c->may->standing.value == c->undone->number);
}

enum status
asye_correction_undo_page(struct request *req)
{
	struct correction	c;

	if (!undoing_begin(req, &c))
		return (NOT_FOUND);
	if (!stands(&c))
		return (see_other(req, "/asye/%ld", c.asye->id));
	form_set_version(req->form, c.may->number);
	asye_correction_undo_form(req->out, req, &c);
	return (OK);
}

enum status
asye_correction_undo(struct request *req)
{
	struct correction	c;

	if (!undoing_begin(req, &c))
		return (NOT_FOUND);
	read_reason(req, &c);
	if (!stands(&c))
		form_refuse(req->form, "version", c.undone->undone ?
		    "This was undone already" :
		    "Only the latest correction can be undone");
	check_version(req, &c);
	check_start(req, &c, "version");
	if (!form_ok(req->form) || !record(req, &c)) {
		asye_correction_undo_form(req->out, req, &c);
		return (INVALID);
	}
	tell(req, &c);
	return (done(req, "Undone. Everybody involved was told by email.",
	    "/asye/%ld", c.asye->id));
}

/* "the start, 1 September 2025 instead of 8 September 2025" */
static const char *
day_corrected(struct arena *a, const char *words, const char *what,
    struct date is, struct date was)
{
	if (date_compare(is, was) == 0)
		return (words);
	return (arena_printf(a, "%s%s%s: %s instead of %s", words,
	    *words == '\0' ? "" : "; ", what, date_words(a, is),
	    date_words(a, was)));
}

const char *
correction_words(struct arena *a, const struct asye_correction *c)
{
	const char	*words = "";

	if (strcmp(c->role_title, c->was_title) != 0)
		words = arena_printf(a, "role: %s instead of %s",
		    c->role_title, c->was_title);
	words = day_corrected(a, words, "qualified", c->qualified_on,
	    c->was_qualified);
	words = day_corrected(a, words, "registered", c->registered_on,
	    c->was_registered);
	words = day_corrected(a, words, "employed", c->employed_on,
	    c->was_employed);
	return (day_corrected(a, words, "start", c->starts_on,
	    c->was_starts));
}
