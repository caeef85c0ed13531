/* educators_add - put somebody on the register, new or known. */
#include <string.h>

#include "core/secret.h"
#include "core/session.h"
#include "core/text.h"
#include "pages.h"
#include "pages/register.h"
#include "rules/email_address.h"
#include "rules/words.h"
#include "views.h"

enum { NAME_MAX_ = 100, EMAIL_MAX = 254, INVITATION_DAYS = 14 };

struct newcomer {
	const char		*given, *family, *email, *number;
	int64_t			 programme;
	struct maybe_int	 employer;
	bool			 registered;
};

bool
is_of_staff(struct request *req, int64_t programme)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	each(p, mine)
		if (p->id == programme)
			return (true);
	return (false);
}

/* The only programme, or the one that was chosen. */
static int64_t
programme_chosen(struct request *req, struct staff_programme_list mine)
{
	const char	*chosen = form_value(req->form, "programme");

	if (mine.n == 1)
		return (mine.v[0].id);
	each(p, mine)
		if (strcmp(arena_printf(req->arena, "%ld", p->id), chosen) ==
		    0)
			return (p->id);
	return (0);
}

const struct option *
programme_options(struct arena *a, struct staff_programme_list mine)
{
	struct option	*options = arena_array(a, mine.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "Choose a programme" };
	each(p, mine)
		options[n++] = (struct option){ arena_printf(a, "%ld", p->id),
		    p->name };
	return (options);
}

/* Organisations of all of my programmes, until one is chosen. */
static struct employing_list
employers(struct request *req, struct staff_programme_list mine)
{
	int64_t	programme = programme_chosen(req, mine);

	if (programme == 0 && mine.n > 0)
		programme = mine.v[0].id;
	return (organisations_of_programme(req->db, programme));
}

static void
show_form(struct request *req, struct staff_programme_list mine)
{
	educator_new_form(req->out, req, mine.n > 1 ?
	    programme_options(req->arena, mine) : NULL,
	    employer_options(req->arena, employers(req, mine)));
}

enum status
educator_new(struct request *req)
{
	show_form(req, programmes_of_staff(req->db));
	return (OK);
}

static struct newcomer
read_newcomer(struct request *req, struct staff_programme_list mine)
{
	static const char *const answers[] = { "yes", "no", NULL };
	struct form	*f = req->form;
	struct newcomer	 n = { .programme = programme_chosen(req, mine) };

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
	n.number = swe_number_typed(f, "swe_number");
	n.employer = employer_chosen(req, employers(req, mine));
	n.registered = form_choice(f, "registered", answers, "Select whether "
	    "they are registered with Social Work England") == 0;
	if (n.registered && n.number == NULL)
		form_refuse(f, "swe_number", "Enter the number that they are "
		    "registered under");
	return (n);
}

/* Says why somebody cannot be put on the register, at the field to blame. */
static void
refuse_person(struct form *f, const char *why)
{
	static const struct { const char *why, *field, *words; } known[] = {
		{ "number_taken", "swe_number", "This number belongs to "
		    "somebody with another email address" },
		{ "other_name", "email", "This email address belongs to "
		    "somebody with another name" },
		{ "other_number", "swe_number", "Another number is recorded "
		    "for this person" },
		{ "there_already", "email", "This person is on the register "
		    "already" },
		{ "in_training", "email", "This person is a trainee, who "
		    "cannot educate at the same time" },
	};

	for (size_t i = 0; i < sizeof(known) / sizeof(*known); i++)
		if (strcmp(known[i].why, why) == 0)
			form_refuse(f, known[i].field, known[i].words);
	if (form_ok(f))
		form_refuse(f, "email", "This person cannot be put on the "
		    "register");
}

/* A new person chooses a password; whom Waymark knows has one. */
static void
invite(struct request *req, const struct newcomer *n, int64_t person,
    bool is_new)
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
	letter_write(req->db, person, n->email, "You are on the register of "
	    "practice educators", arena_printf(a, "Dear %s %s,\n\nYou have "
	    "been put on the register of practice educators in Waymark. There "
	    "you see what is recorded of you, add your training, and confirm "
	    "the days of the trainees that you educate.\n\n%sYou sign in at "
	    "%s with this email address.\n", n->given, n->family, how,
	    own_origin()));
}

/* The new entry's id; 0 when there is a reason in the form. */
static int64_t
add_newcomer(struct request *req, const struct newcomer *n)
{
	struct educator_rules	 rules;
	struct registered_person *p;
	struct new_educator	*e;
	struct folded		*folded = search_fold(req->db, arena_printf(
				    req->arena, "%s %s", n->given,
				    n->family));
	int			 capacity = 0;

	p = educator_person(req->db, n->programme, n->given, n->family,
	    n->email, n->number, folded != NULL ? folded->words : "");
	if (p == NULL || !p->id.known) {
		refuse_person(req->form, p == NULL || p->refusal == NULL ? "" :
		    p->refusal);
		return (0);
	}
	rules = educator_rules_of(req, n->programme, &capacity);
	educator_role_give(req->db, p->id.value, n->programme);
	e = educator_add(req->db, p->id.value, n->programme, n->employer,
	    n->registered ? REGISTRATION_STATUS_REGISTERED :
	    REGISTRATION_STATUS_NOT_REGISTERED, n->registered ?
	    registration_year_end(&rules, req->today) : (struct date){ 0 },
	    (struct maybe_int){ 0 });
	if (e == NULL) {
		refuse_person(req->form, "there_already");
		return (0);
	}
	invite(req, n, p->id.value, p->is_new);
	return (e->id);
}

enum status
educator_create(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);
	struct newcomer			n = read_newcomer(req, mine);
	int64_t				id = 0;

	if (form_ok(req->form))
		id = add_newcomer(req, &n);
	if (id == 0) {
		show_form(req, mine);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s %s is on the register. "
	    "A letter tells them so.", n.given, n.family), "/educators/%ld",
	    id));
}
