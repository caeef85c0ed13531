/* newcomers - people whom staff add to a programme by hand. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "pages.h"
#include "pages/guides.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "rules/email_address.h"

enum { NAME_MAX_ = 100, EMAIL_MAX = 254, INVITATION_DAYS = 14 };

int64_t
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

struct employing_list
newcomer_organisations(struct request *req, struct staff_programme_list mine)
{
	int64_t	programme = programme_chosen(req, mine);

	return (organisations_of_programme(req->db, programme != 0 ||
	    mine.n == 0 ? programme : mine.v[0].id));
}

struct newcomer
read_person(struct request *req, const char *no_first_name)
{
	struct form	*f = req->form;
	struct newcomer	 n = { 0 };

	n.given = text_line(req->arena, form_text(f, "given_name",
	    "The first name", NAME_MAX_, no_first_name));
	n.family = text_line(req->arena, form_text(f, "family_name",
	    "The last name", NAME_MAX_, "Enter the last name"));
	n.email = text_visible(req->arena, form_text(f, "email",
	    "The email address", EMAIL_MAX, "Enter the email address"));
	if (*n.email != '\0' && !email_address(n.email))
		form_refuse(f, "email", "Enter an email address in the "
		    "correct format, like name@example.com");
	n.number = swe_number_typed(f, "swe_number");
	return (n);
}

struct newcomer
read_newcomer(struct request *req, struct staff_programme_list mine)
{
	int64_t		programme = programme_chosen(req, mine);
	struct newcomer	n;

	if (programme == 0)
		form_refuse(req->form, "programme", "Select the programme");
	n = read_person(req, "Enter the first name");
	n.programme = programme;
	n.organisation = employer_chosen(req, newcomer_organisations(req,
	    mine));
	return (n);
}

const char *
newcomer_folded(struct request *req, const struct newcomer *n)
{
	struct folded	*folded = search_fold(req->db, arena_printf(req->arena,
			    "%s %s", n->given, n->family));

	return (folded != NULL ? folded->words : "");
}

void
newcomer_refuse(struct form *f, const char *why,
    const struct newcomer_refusals *words)
{
	const struct { const char *why, *field, *words; } known[] = {
		{ "number_taken", "swe_number", "This number belongs to "
		    "somebody with another email address" },
		{ "other_name", "email", "This email address belongs to "
		    "somebody with another name" },
		{ "other_number", "swe_number", "Another number is recorded "
		    "for this person" },
		{ "there_already", "email", words->there_already },
		{ "in_training", "email", words->in_training },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (why != NULL && strcmp(known[i].why, why) == 0)
			form_refuse(f, known[i].field, known[i].words);
	if (form_ok(f))
		form_refuse(f, "email", words->other);
}

void
newcomer_write(struct request *req, const struct newcomer *n, int64_t person,
    bool is_new, const char *subject, const char *what)
{
	struct arena	*a = req->arena;
	const char	*token, *how = "";

	if (is_new) {
		token = secret_token(a);
		link_make(req->db, person, token, "invitation",
		    INVITATION_DAYS * 24);
		how = arena_printf(a, "Choose your password here within %d "
		    "days:\n%s/choose-password?link=%s\n\n", INVITATION_DAYS,
		    own_origin(), token);
	}
	how = arena_printf(a, "Dear %s %s,\n\n%s\n\n%sYou sign in at %s with "
	    "this email address.\n", n->given, n->family, what, how,
	    own_origin());
	if (is_new)
		letter_write_secret(req->db, person, n->email, subject, how);
	else
		letter_write(req->db, person, n->email, subject, how);
}
