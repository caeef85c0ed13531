/* guides_add - somebody new as a tutor or a Consultant Social Worker. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "pages.h"
#include "pages/guides.h"
#include "pages/register.h"
#include "rules/email_address.h"
#include "views.h"

enum { NAME_MAX_ = 100, EMAIL_MAX = 254, INVITATION_DAYS = 14 };

struct new_guide {
	const char		*given, *family, *email, *number;
	int64_t			 programme;
	struct maybe_int	 organisation;
};

static int64_t
programme_chosen(struct request *req, struct staff_programme_list mine)
{
	int64_t	id = id_typed(form_value(req->form, "programme"));

	if (mine.n == 1)
		return (mine.v[0].id);
	each(p, mine)
		if (p->id == id)
			return (p->id);
	return (0);
}

/* Organisations of the first of my programmes, until one is chosen. */
static struct employing_list
organisations(struct request *req, struct staff_programme_list mine)
{
	int64_t	programme = programme_chosen(req, mine);

	return (organisations_of_programme(req->db, programme != 0 ||
	    mine.n == 0 ? programme : mine.v[0].id));
}

static void
show_form(struct request *req, enum role_name role)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	guide_new_form(req->out, req, role, mine.n > 1 ?
	    programme_options(req->arena, mine) : NULL,
	    employer_options(req->arena, organisations(req, mine)));
}

static struct new_guide
read_new_guide(struct request *req, enum role_name role)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);
	struct form		*f = req->form;
	struct new_guide	 n = { .programme = programme_chosen(req,
				    mine) };

	if (n.programme == 0)
		form_refuse(f, "programme", "Select the programme");
	n.given = text_line(req->arena, form_text(f, "given_name",
	    "The first name", NAME_MAX_, "Enter the first name"));
	n.family = text_line(req->arena, form_text(f, "family_name",
	    "The last name", NAME_MAX_, "Enter the last name"));
	n.email = text_visible(req->arena, form_text(f, "email",
	    "The email address", EMAIL_MAX, "Enter the email address"));
	if (*n.email != '\0' && !email_address(n.email))
		form_refuse(f, "email", "Enter an email address in the "
		    "correct format, like name@example.com");
	n.organisation = employer_chosen(req, organisations(req, mine));
	n.number = swe_number_typed(f, "swe_number");
	if (role == ROLE_NAME_LEAD && form_ok(f) && n.number == NULL)
		form_refuse(f, "swe_number", "Enter the number that they are "
		    "registered under with Social Work England");
	return (n);
}

/* Says why somebody cannot be added, at the field to blame. */
static void
refuse_guide(struct form *f, const char *why)
{
	static const struct { const char *why, *field, *words; } known[] = {
		{ "number_taken", "swe_number", "This number belongs to "
		    "somebody with another email address" },
		{ "other_name", "email", "This email address belongs to "
		    "somebody with another name" },
		{ "other_number", "swe_number", "Another number is recorded "
		    "for this person" },
		{ "there_already", "email", "This person has this role "
		    "already" },
		{ "in_training", "email", "This person is a trainee" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].why, why) == 0)
			form_refuse(f, known[i].field, known[i].words);
	if (form_ok(f))
		form_refuse(f, "email", "This person cannot be added");
}

/* A new person chooses a password; whom Waymark knows has one. */
static void
invite(struct request *req, const struct new_guide *n, enum role_name role,
    int64_t person, bool is_new)
{
	struct arena	*a = req->arena;
	const char	*what = role == ROLE_NAME_TUTOR ? "a tutor" :
			    "a Consultant Social Worker";
	const char	*token, *how = "";

	if (is_new) {
		token = secret_token(a);
		link_make(req->db, person, token, "invitation",
		    INVITATION_DAYS * 24);
		how = arena_printf(a, "Choose your password here within %d "
		    "days:\n%s/choose-password?link=%s\n\n", INVITATION_DAYS,
		    own_origin(), token);
	}
	letter_write(req->db, person, n->email, arena_printf(a,
	    "You are %s in Waymark", what), arena_printf(a, "Dear %s %s,\n\n"
	    "You have been added to Waymark as %s. There you see the record "
	    "and the placement days of the trainees who are given to you."
	    "\n\n%sYou sign in at %s with this email address.\n", n->given,
	    n->family, what, how, own_origin()));
}

/* The new role's id; 0 when there is a reason in the form. */
static int64_t
add_guide(struct request *req, const struct new_guide *n, enum role_name role)
{
	struct folded		  *folded = search_fold(req->db, arena_printf(
				      req->arena, "%s %s", n->given,
				      n->family));
	struct guide_person_found *p = guide_person(req->db, n->programme,
				      role, n->given, n->family, n->email,
				      n->number, folded != NULL ?
				      folded->words : "");
	struct guide_role	  *r;

	if (p == NULL || !p->id.known) {
		refuse_guide(req->form, p == NULL || p->refusal == NULL ? "" :
		    p->refusal);
		return (0);
	}
	r = guide_role_give(req->db, p->id.value, role, n->programme,
	    n->organisation);
	if (r == NULL) {
		refuse_guide(req->form, "there_already");
		return (0);
	}
	invite(req, n, role, p->id.value, p->is_new);
	return (r->id);
}

static enum status
create(struct request *req, enum role_name role)
{
	struct new_guide	n = read_new_guide(req, role);
	int64_t			id = 0;
	const char		*words;

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
