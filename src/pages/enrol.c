/* enrol - one person joins a cohort by hand: somebody new, or known already. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "pages.h"
#include "pages/changes.h"
#include "pages/import.h"
#include "rules/words.h"
#include "views.h"

enum { INVITATION_DAYS = 14, CELL_MAX = 300 };

struct joining {
	const struct cohort	*cohort;
	struct import_row	 row;
	enum enrolment_state	 state;
};

/* From a record: first which cohort. */
enum status
trainee_enrol(struct request *req)
{
	struct enrolment	*is = enrolment_mine(req->db, req->id[0]);
	struct cohort_list	 cohorts;

	if (is == NULL)
		return (NOT_FOUND);
	cohorts = cohorts_of_programme(req->db, is->programme_id);
	if (form_has(req->form, "cohort")) {
		const struct cohort	*c = cohort_of_form(req, cohorts);

		if (c != NULL)
			return (see_other(req, "/cohorts/%ld/enrol?trainee=%ld",
			    c->id, is->id));
	}
	trainee_enrol_form(req->out, req, is, cohorts);
	return (form_ok(req->form) ? OK : INVALID);
}

/* What their record says already. */
static void
fill_from_record(struct request *req)
{
	int64_t			 id;
	struct enrolment	*is;

	if (!form_has(req->form, "trainee"))
		return;
	id = form_number(req->form, "trainee", "The trainee", 1,
	    INT64_MAX - 1, NULL);
	if (id < 1 || (is = enrolment_mine(req->db, id)) == NULL)
		return;
	form_set(req->form, "email", is->email);
	form_set(req->form, "first_name", is->given_name);
	form_set(req->form, "last_name", is->family_name);
	form_set(req->form, "employer", is->employer_code);
}

enum status
cohort_enrol_page(struct request *req)
{
	struct cohort	*c = cohort_mine(req->db, req->id[0]);

	if (c == NULL)
		return (NOT_FOUND);
	fill_from_record(req);
	cohort_enrol_form(req->out, req, c);
	return (OK);
}

/* The fields of the columns, as import_row() judges them. */
static const char *const	fields[IMPORT_COLUMNS] = {
	[IMPORT_FIRST_NAME] = "first_name", [IMPORT_LAST_NAME] = "last_name",
	[IMPORT_EMAIL] = "email", [IMPORT_SWE_NUMBER] = "swe_number",
	[IMPORT_EMPLOYER_CODE] = "employer", [IMPORT_STARTS_ON] = "starts_on",
	[IMPORT_WORKING_DAYS] = "working_days",
};

/* What was refused by its own field first is not refused again. */
static void
judge(struct request *req, struct joining *j, const struct employer_named *o,
    struct date starts_on)
{
	const char		*cells[IMPORT_COLUMNS];
	struct import_employer	 employer = { 0 };
	struct import_facts	 facts = { &employer, 1, j->cohort->starts_on,
				    j->cohort->ends_on };

	for (size_t i = 0; i < IMPORT_COLUMNS; i++)
		cells[i] = form_value(req->form, fields[i]);
	cells[IMPORT_EMPLOYER_CODE] = o != NULL ? o->code : "";
	cells[IMPORT_STARTS_ON] = date_is_set(starts_on) ?
	    date_words(req->arena, starts_on) : "";
	employer = (struct import_employer){ o != NULL ? o->id : 0,
	    o != NULL ? o->code : "", o != NULL ? o->name : "" };
	j->row = import_row(req->arena, 1, cells, &facts);
	for (size_t i = 0; i < j->row.problems.n; i++)
		form_refusef(req->form, fields[j->row.problems.v[i].column],
		    "%s. %s", j->row.problems.v[i].wrong,
		    j->row.problems.v[i].to_do);
}

static void
read_joining(struct request *req, struct joining *j)
{
	static const char *const	places[] = { "enrolled", "offered",
		NULL };
	const struct employer_named	*o;
	struct date			 starts_on;
	struct open_place		*open;
	int				 place;

	form_text(req->form, "email", "The email address", CELL_MAX,
	    "Enter the email address");
	form_text(req->form, "first_name", "The first name", CELL_MAX,
	    "Enter the first name");
	form_text(req->form, "last_name", "The last name", CELL_MAX,
	    "Enter the last name");
	form_optional_text(req->form, "swe_number", "The number", CELL_MAX);
	o = employer_of_form(req);
	starts_on = form_date(req->form, "starts_on", "The date that they "
	    "start", "Enter the date that they start");
	form_optional_text(req->form, "working_days", "The working days",
	    CELL_MAX);
	place = form_choice(req->form, "place", places, "Select whether they "
	    "have accepted the place");
	j->state = place == 1 ? ENROLMENT_STATE_OFFERED :
	    ENROLMENT_STATE_ENROLLED;
	judge(req, j, o, starts_on);
	if (!form_ok(req->form))
		return;
	open = open_place(req->db, j->row.email, j->cohort->programme_id);
	if (open != NULL)
		form_refusef(req->form, "email", "Somebody with this email "
		    "address is in %s already. Transfer them from their "
		    "record", open->cohort);
}

static void
tell(struct request *req, const struct joining *j, int64_t person, bool new)
{
	struct arena	*a = req->arena;
	const char	*token = secret_token(a), *letter;
	const char	*email = j->row.email;
	const char	*what = j->state == ENROLMENT_STATE_OFFERED ?
			    "offered a place" : "enrolled";

	letter = arena_printf(a, "Dear %s %s,\n\nYou are %s in the cohort %s "
	    "from %s. In Waymark you record your placement days and see what "
	    "comes next.\n\n", j->row.first_name, j->row.last_name, what,
	    j->cohort->name, date_words(a, j->row.starts_on));
	if (!new) {
		letter_write(req->db, person, email, "You join a cohort",
		    arena_printf(a, "%sSign in with this email address:\n"
		    "%s/sign-in\n", letter, own_origin()));
		return;
	}
	letter = arena_printf(a, "%sChoose your password here within %d days:"
	    "\n%s/choose-password?link=%s\n\nAfterwards you sign in with this "
	    "email address.\n", letter, INVITATION_DAYS, own_origin(), token);
	people_invite(req->db, (struct int_list){ &person, 1 },
	    (struct text_list){ &token, 1 }, (struct text_list){ &email, 1 },
	    "Your invitation to Waymark", (struct text_list){ &letter, 1 },
	    INVITATION_DAYS);
}

/* Known by address and name, else new; NULL when neither will do. */
static struct enrolled_one *
join(struct request *req, const struct joining *j, bool *new)
{
	const struct import_row	*r = &j->row;
	struct enrolled_one	*one;
	int64_t			 week[7];

	for (int i = 0; i < 7; i++)
		week[i] = r->halves[i];
	one = enrol_known(req->db, j->cohort->id, r->last_name, r->email,
	    r->employer_id, r->starts_on, (struct int_list){ week, 7 },
	    j->state);
	*new = one == NULL;
	if (one != NULL)
		return (one);
	return (enrol_new(req->db, j->cohort->id, j->cohort->programme_id,
	    r->first_name, r->last_name, r->email, r->swe_number,
	    r->employer_id, r->starts_on, (struct int_list){ week, 7 },
	    j->state));
}

enum status
cohort_enrol(struct request *req)
{
	struct joining		 j = { .cohort = cohort_mine(req->db,
				    req->id[0]) };
	struct enrolled_one	*one = NULL;
	bool			 new = false;

	if (j.cohort == NULL)
		return (NOT_FOUND);
	read_joining(req, &j);
	if (form_ok(req->form) && (one = join(req, &j, &new)) == NULL)
		form_refuse(req->form, "email", "This email address or Social "
		    "Work England number belongs to somebody with another "
		    "name. Check the names, the address and the number");
	else if (one != NULL && !one->enrolment_id.known)
		form_refuse(req->form, "email", "Somebody with this email "
		    "address is in this cohort already");
	if (!form_ok(req->form)) {
		cohort_enrol_form(req->out, req, j.cohort);
		return (INVALID);
	}
	tell(req, &j, one->person_id, new);
	return (done(req, arena_printf(req->arena, "%s %s %s %s and told by "
	    "email.", j.row.first_name, j.row.last_name,
	    j.state == ENROLMENT_STATE_OFFERED ? "was offered a place in" :
	    "was enrolled in", j.cohort->name), "/trainees/%ld",
	    one->enrolment_id.value));
}
