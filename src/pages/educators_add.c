/* educators_add - put somebody on the register, new or known. */
#include "pages.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "rules/words.h"
#include "views.h"

bool
is_of_staff(struct request *req, int64_t programme)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);

	each(p, mine)
		if (p->id == programme)
			return (true);
	return (false);
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

static void
show_form(struct request *req, struct staff_programme_list mine)
{
	educator_new_form(req->out, req, mine.n > 1 ?
	    programme_options(req->arena, mine) : NULL,
	    employer_options(req->arena, newcomer_organisations(req,
	    mine)));
}

enum status
educator_new(struct request *req)
{
	show_form(req, programmes_of_staff(req->db));
	return (OK);
}

/* registered: whether they are, with Social Work England. */
static struct newcomer
read_form(struct request *req, struct staff_programme_list mine,
    bool *registered)
{
	static const char *const answers[] = { "yes", "no", NULL };
	struct newcomer	n = read_newcomer(req, mine);

	*registered = form_choice(req->form, "registered", answers,
	    "Select whether they are registered with Social Work England") ==
	    0;
	if (*registered && n.number == NULL)
		form_refuse(req->form, "swe_number", "Enter the number that "
		    "they are registered under");
	return (n);
}

static void
refuse(struct form *f, const char *why)
{
	newcomer_refuse(f, why, &(struct newcomer_refusals){
	    .there_already = "This person is on the register already",
	    .in_training = "This person is a trainee, who cannot educate at "
	    "the same time",
	    .other = "This person cannot be put on the register" });
}

/* The new entry's id; 0 when there is a reason in the form. */
static int64_t
add_newcomer(struct request *req, const struct newcomer *n, bool registered)
{
	struct educator_rules	 rules;
	struct registered_person *p;
	struct new_educator	*e;
	int			 capacity = 0;

	p = educator_person(req->db, n->programme, n->given, n->family,
	    n->email, n->number, newcomer_folded(req, n));
	if (p == NULL || !p->id.known) {
		refuse(req->form, p != NULL ? p->refusal : NULL);
		return (0);
	}
	rules = educator_rules_of(req, n->programme, &capacity);
	educator_role_give(req->db, p->id.value, n->programme);
	e = educator_add(req->db, p->id.value, n->programme, n->organisation,
	    registered ? REGISTRATION_STATUS_REGISTERED :
	    REGISTRATION_STATUS_NOT_REGISTERED, registered ?
	    registration_year_end(&rules, req->today) : (struct date){ 0 },
	    (struct maybe_int){ 0 });
	if (e == NULL) {
		refuse(req->form, "there_already");
		return (0);
	}
	newcomer_write(req, n, p->id.value, p->is_new, "You are on the "
	    "register of practice educators", "You have been put on the "
	    "register of practice educators in Waymark. There you see what is "
	    "recorded of you, add your training, and confirm the days of the "
	    "trainees that you educate.");
	return (e->id);
}

enum status
educator_create(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);
	bool				registered;
	struct newcomer			n = read_form(req, mine, &registered);
	int64_t				id = 0;

	if (form_ok(req->form))
		id = add_newcomer(req, &n, registered);
	if (id == 0) {
		show_form(req, mine);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s %s is on the register. "
	    "A letter tells them so.", n.given, n.family), "/educators/%ld",
	    id));
}
