/* roles_give - somebody is given a role of the team, new or known. */
#include <string.h>

#include "pages.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "pages/roles.h"
#include "views.h"

struct gift {
	struct newcomer		 who;
	enum role_name		 role;
	struct maybe_int	 organisation;
	struct date		 from;
	const char		*reason;
};

static const struct option *
organisation_choices(struct arena *a, struct employing_list list)
{
	struct option	*options = arena_array(a, list.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", "None: the role is of the "
	    "programme" };
	each (o, list)
		options[n++] = (struct option){ arena_printf(a, "%ld", o->id),
		    o->name };
	return (options);
}

static void
show_form(struct request *req, struct staff_programme_list mine)
{
	struct role_form	s = { .programmes = mine.n > 1 ?
				    programme_options(req->arena, mine) :
				    NULL };

	s.organisations = organisation_choices(req->arena,
	    newcomer_organisations(req, mine));
	role_give_form(req->out, req, &s);
}

enum status
role_new(struct request *req)
{
	if (!form_has(req->form, "from-day"))
		form_set_date(req->form, "from", req->today);
	show_form(req, programmes_of_staff(req->db));
	return (OK);
}

static const struct role_rule *
rule_of(struct request *req, const char *word)
{
	struct role_rule_list	rules = role_rules(req->db);

	each (r, rules)
		if (strcmp(role_name_word(r->role), word) == 0)
			return (r);
	return (NULL);
}

/* A role of an organisation names one; any other names none. */
static void
read_role(struct request *req, struct staff_programme_list mine,
    struct gift *g)
{
	const struct role_rule	*rule = rule_of(req, form_value(req->form,
				    "role"));

	if (rule == NULL) {
		form_refuse(req->form, "role", "Select the role");
		return;
	}
	g->role = rule->role;
	if (!rule->of_organisation)
		return;
	g->organisation = employer_chosen(req, newcomer_organisations(req,
	    mine));
	if (!g->organisation.known)
		form_refuse(req->form, "organisation", "Select the "
		    "organisation that the role is for");
}

static struct gift
read_gift(struct request *req, struct staff_programme_list mine)
{
	struct gift	g = { .role = ROLE_NAME_NONE };
	int64_t		programme = programme_chosen(req, mine);

	if (programme == 0)
		form_refuse(req->form, "programme", "Select the programme");
	read_role(req, mine, &g);
	g.who = read_person(req, "Enter the first name");
	g.who.programme = programme;
	g.from = form_date(req->form, "from", "The first day",
	    "Enter the first day with the role");
	if (date_is_set(g.from) && date_compare(g.from, req->today) < 0)
		form_refuse(req->form, "from", "The first day must be today "
		    "or later");
	g.reason = role_reason(req->form);
	return (g);
}

static void
refuse(struct form *f, const char *why)
{
	if (!role_refused(f, "email", why) || form_ok(f))
		newcomer_refuse(f, why, &(struct newcomer_refusals){
		    .there_already = "This person has this role already",
		    .in_training = "This person is a trainee",
		    .other = "This person cannot be given this role" });
}

/* The change's id; 0 when there is a reason in the form. */
static int64_t
give(struct request *req, const struct gift *g)
{
	const struct newcomer	 *n = &g->who;
	struct registered_person *p;
	struct role_change_made	 *made;

	p = role_person(req->db, n->programme, g->role, g->organisation,
	    g->from, n->given, n->family, n->email, newcomer_folded(req, n));
	if (p == NULL || !p->id.known) {
		refuse(req->form, p != NULL ? p->refusal : NULL);
		return (0);
	}
	made = role_change_give(req->db, p->id.value, n->programme, g->role,
	    g->organisation, g->from, g->reason);
	return (made != NULL ? made->id : 0);
}

enum status
role_give(struct request *req)
{
	struct staff_programme_list	mine = programmes_of_staff(req->db);
	struct gift			g = read_gift(req, mine);
	int64_t				id = 0;

	if (form_ok(req->form))
		id = give(req, &g);
	if (id == 0) {
		show_form(req, mine);
		return (INVALID);
	}
	return (role_changed(req, id));
}
