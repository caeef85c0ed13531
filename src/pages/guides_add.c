/* guides_add - somebody new as a tutor or a Consultant Social Worker. */
#include "pages.h"
#include "pages/guides.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "views.h"

static void
show_form(struct request *req, enum role_name role)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	guide_new_form(req->out, req, role, mine.n > 1 ?
	    programme_options(req->arena, mine) : NULL,
	    employer_options(req->arena, newcomer_organisations(req,
	    mine)));
}

/* A Consultant Social Worker is registered. */
static struct newcomer
read_form(struct request *req, enum role_name role)
{
	struct newcomer	n = read_newcomer(req, programmes_of_staff(req->db));

	if (role == ROLE_NAME_LEAD && form_ok(req->form) && n.number == NULL)
		form_refuse(req->form, "swe_number", "Enter the number that "
		    "they are registered under with Social Work England");
	return (n);
}

static void
refuse(struct form *f, const char *why)
{
	newcomer_refuse(f, why, &(struct newcomer_refusals){
	    .there_already = "This person has this role already",
	    .in_training = "This person is a trainee",
	    .other = "This person cannot be added" });
}

static void
tell(struct request *req, const struct newcomer *n, enum role_name role,
    const struct guide_person_found *p)
{
	struct arena	*a = req->arena;
	const char	*what = role == ROLE_NAME_TUTOR ? "a tutor" :
			    "a Consultant Social Worker";

	newcomer_write(req, n, p->id.value, p->is_new, arena_printf(a,
	    "You are %s in Waymark", what), arena_printf(a, "You have been "
	    "added to Waymark as %s. There you see the record and the "
	    "placement days of the trainees who are given to you.", what));
}

/* The new role's id; 0 when there is a reason in the form. */
static int64_t
add_guide(struct request *req, const struct newcomer *n, enum role_name role)
{
	struct guide_person_found *p = guide_person(req->db, n->programme,
				      role, n->given, n->family, n->email,
				      n->number, newcomer_folded(req, n));
	struct guide_role	  *r;

	if (p == NULL || !p->id.known) {
		refuse(req->form, p != NULL ? p->refusal : NULL);
		return (0);
	}
	r = guide_role_give(req->db, p->id.value, role, n->programme,
	    n->organisation);
	if (r == NULL) {
		refuse(req->form, "there_already");
		return (0);
	}
	tell(req, n, role, p);
	return (r->id);
}

static enum status
create(struct request *req, enum role_name role)
{
	struct newcomer	n = read_form(req, role);
	int64_t		id = 0;
	const char	*words;

	if (form_ok(req->form))
		id = add_guide(req, &n, role);
	if (id == 0) {
		show_form(req, role);
		return (INVALID);
	}
	words = arena_printf(req->arena, "%s %s was added and told by email.",
	    n.given, n.family);
	if (role == ROLE_NAME_TUTOR)
		return (done(req, words, "/tutors/%ld", id));
	return (done(req, words, "/units"));
}

enum status
tutor_new(struct request *req)
{
	show_form(req, ROLE_NAME_TUTOR);
	return (OK);
}

enum status
tutor_create(struct request *req)
{
	return (create(req, ROLE_NAME_TUTOR));
}

enum status
lead_new(struct request *req)
{
	show_form(req, ROLE_NAME_LEAD);
	return (OK);
}

enum status
lead_create(struct request *req)
{
	return (create(req, ROLE_NAME_LEAD));
}
