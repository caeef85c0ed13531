/* asye_register - somebody is registered on an ASYE, once it is clear that they
 * may be. */
#include <string.h>

#include "core/session.h"
#include "pages.h"
#include "pages/asye.h"
#include "pages/asye_timetable.h"
#include "pages/turns.h"
#include "rules/words.h"
#include "views.h"

enum { AGREED_MAX = 2000, CODE_MAX = 12 };

static const char *const	kinds[] = { "adults", "children",
				    "early_career", NULL };
static const char *const	posts[] = { "designated", "evidenced",
				    "neither", NULL };
static const char *const	yes_no[] = { "yes", "no", NULL };
static const char *const	doers[] = { "employer", "host", "provider",
				    NULL };

/* The field of the form that a finding is about. */
static const char *const	fields[ABOUTS] = {
	[ABOUT_NUMBER] = "registered", [ABOUT_REGISTERED] = "registered",
	[ABOUT_QUALIFIED] = "qualified", [ABOUT_EMPLOYED] = "employed",
	[ABOUT_START] = "starts", [ABOUT_KIND] = "kind",
	[ABOUT_POST] = "post", [ABOUT_AGENCY] = "agreed",
	[ABOUT_ANOTHER] = "kind", [ABOUT_FAILED] = "failed",
	[ABOUT_FUNDING] = "kind",
};

struct asye_candidate *
asye_candidate_asked(struct request *req)
{
	return (asye_candidate_by_id(req->db, req->id[0]));
}

static struct asye_place *
place_of(struct request *req, const char *name, const char *code)
{
	struct asye_place	*p = asye_place_of_code(req->db, code);

	if (p == NULL)
		form_refuse(req->form, name, "No organisation has this code. "
		    "Enter another");
	return (p);
}

struct asye_place *
asye_place_typed(struct request *req, const char *name, const char *enter)
{
	const char	*code = form_text(req->form, name, "The code",
			    CODE_MAX, enter);

	return (*code == '\0' || form_error(req->form, name) != NULL ? NULL :
	    place_of(req, name, code));
}

static bool
is_over(enum asye_state state)
{
	return (state == ASYE_STATE_WITHDRAWN ||
	    state == ASYE_STATE_TRANSFERRED);
}

static void
begin(struct request *req, struct asye_entry *e)
{
	e->facts = (struct asye_applicant){ .name = e->who->name,
	    .number = e->who->swe_number, .today = req->today,
	    .on_another = e->who->asye_id.known &&
	        !is_over(e->who->asye_state) &&
	        (asye_is_live(e->who->asye_state) || !e->who->failed),
	    .failed = e->who->failed };
}

/* A form opens with what the record knows. */
static void
fill(struct request *req, const struct asye_entry *e)
{
	struct form	*f = req->form;

	form_set(f, "employer", e->who->employer_code);
	form_set(f, "host", e->who->host_code != NULL ? e->who->host_code :
	    e->who->employer_code);
	form_set(f, "provider", e->who->employer_code);
	form_set(f, "kind", "adults");
	form_set(f, "post", "designated");
	form_set(f, "fte", "100");
	form_set(f, "pays", "employer");
	form_set(f, "supervises", "host");
	form_set(f, "assesses", "provider");
}

enum status
asye_new(struct request *req)
{
	struct asye_entry	e = { .who = asye_candidate_asked(req) };

	if (e.who == NULL)
		return (NOT_FOUND);
	begin(req, &e);
	fill(req, &e);
	asye_new_form(req->out, req, &e);
	return (OK);
}

void
asye_dates_read(struct form *f, struct asye_applicant *s)
{
	s->qualified_on = form_date(f, "qualified", "The day of qualifying",
	    "Enter the day on which they qualified");
	s->registered_on = form_date(f, "registered",
	    "The day of registration", "Enter the day on which Social Work "
	    "England registered them");
	s->employed_on = form_date(f, "employed", "The first day at work",
	    "Enter the day on which their employment started");
	s->starts_on = form_date(f, "starts", "The start of the ASYE",
	    "Enter the day on which the ASYE starts");
}

static void
read_places(struct request *req, struct asye_entry *e)
{
	const char	*agency = form_optional_text(req->form, "agency",
			    "The agency's code", CODE_MAX);

	e->employer = asye_place_typed(req, "employer",
	    "Enter the employer's code");
	e->host = asye_place_typed(req, "host",
	    "Enter the code of where they work");
	e->provider = asye_place_typed(req, "provider",
	    "Enter the code of who provides the ASYE");
	if (agency != NULL)
		e->agency = place_of(req, "agency", agency);
	e->agency_agreed = form_optional_text(req->form, "agreed",
	    "What was agreed", AGREED_MAX);
}

static int64_t
doer(struct request *req, const struct asye_entry *e, const char *name,
    const char *select)
{
	const struct asye_place	*places[] = { e->employer, e->host,
				    e->provider };
	int	which = form_choice(req->form, name, doers, select);

	return (which < 0 || places[which] == NULL ? 0 : places[which]->id);
}

static void
read_entry(struct request *req, struct asye_entry *e)
{
	struct form	*f = req->form;
	struct asye_applicant *s = &e->facts;
	int		 kind = form_choice(f, "kind", kinds,
			    "Select the kind of work");
	int		 post = form_choice(f, "post", posts,
			    "Select what kind of role it is");
	int		 failed = form_choice(f, "failed", yes_no,
			    "Select yes if they failed an ASYE before");

	asye_dates_read(f, s);
	read_places(req, e);
	e->role_title = form_text(f, "title", "The job title", ASYE_TITLE_MAX,
	    "Enter the job title");
	e->fte = form_number(f, "fte", "The working time", 10, 100,
	    "Enter their working time as a percentage of full time");
	e->pays = doer(req, e, "pays", "Select who pays them");
	e->supervises = doer(req, e, "supervises",
	    "Select who supervises them");
	e->assesses = doer(req, e, "assesses", "Select who assesses them");
	s->kind = (enum asye_kind)(kind + 1);
	s->post = post == 0 ? POST_DESIGNATED : post == 1 ? POST_EVIDENCED :
	    POST_NEITHER;
	s->failed = s->failed || failed == 0;
	s->agency = e->agency != NULL;
	s->agency_agreed = e->agency_agreed != NULL;
	s->statutory = e->employer != NULL && e->employer->kind ==
	    ORGANISATION_KIND_LOCAL_AUTHORITY;
}

static struct asye_limits
limits_of(struct request *req, int64_t programme)
{
	struct asye_limits_set	*l = asye_limits_of(req->db, programme);

	if (l == NULL)
		return ((struct asye_limits){ 0 });
	return ((struct asye_limits){ (int)l->usual, (int)l->current,
	    (int)l->funded, l->again != 0 });
}

void
asye_judge(struct request *req, const struct asye_applicant *facts,
    int64_t programme, struct cautions *cautions)
{
	struct asye_limits	limits = limits_of(req, programme);
	struct asye_findings	findings = asye_judged(req->arena, facts,
				    &limits);

	for (size_t i = 0; i < findings.n; i++) {
		const struct asye_finding	*n = &findings.v[i];

		if (n->verdict == ASYE_STOPS)
			form_refuse(req->form, fields[n->about], n->words);
		else if (n->verdict == ASYE_ASKS)
			caution_add(cautions, n->words);
	}
	if (form_ok(req->form))
		cautions_read(req, cautions);
}

static void
judge(struct request *req, struct asye_entry *e)
{
	struct asye_framework_for	*open = framework_open(req->db,
					    (enum framework_kind)e->facts.kind,
					    e->facts.starts_on);

	e->facts.framework = open != NULL && open->id.known;
	asye_judge(req, &e->facts, e->who->programme_id, &e->cautions);
}

static const char *
satisfied_words(struct arena *a, const struct cautions *c)
{
	const char	*words = "";

	for (size_t i = 0; i < c->n; i++)
		words = arena_printf(a, "%s%s%s.", words,
		    i == 0 ? "" : "\n", c->v[i]);
	return (words);
}

static const struct asye_made *
register_them(struct request *req, const struct asye_entry *e)
{
	const struct asye_applicant	*s = &e->facts;
	struct asye_limits	 limits = limits_of(req, e->who->programme_id);
	const char		*unfunded = asye_unfunded(req->arena, s,
				    &limits);

	return (asye_register(req->db, e->who->id,
	    (enum framework_kind)s->kind, e->employer->id, e->host->id,
	    e->provider->id, (struct maybe_int){ e->agency != NULL,
	    e->agency != NULL ? e->agency->id : 0 },
	    e->agency_agreed != NULL ? e->agency_agreed : "", e->role_title,
	    (enum asye_role_kind)s->post, s->qualified_on, s->registered_on,
	    s->employed_on, s->starts_on, e->fte,
	    satisfied_words(req->arena, &e->cautions),
	    unfunded != NULL ? unfunded : "", e->pays, e->supervises,
	    e->assesses));
}

enum status
asye_create(struct request *req)
{
	struct asye_entry	 e = { .who = asye_candidate_asked(req) };
	const struct asye_made	*made = NULL;

	if (e.who == NULL)
		return (NOT_FOUND);
	begin(req, &e);
	read_entry(req, &e);
	if (form_ok(req->form))
		judge(req, &e);
	if (form_ok(req->form) &&
	    ((made = register_them(req, &e)) == NULL || !made->id.known))
		form_refusef(req->form, "kind", "%s was registered while you "
		    "had this open", e.who->name);
	if (!form_ok(req->form)) {
		asye_new_form(req->out, req, &e);
		return (INVALID);
	}
	asye_timetable_begin(req, made->id.value);
	return (done(req, arena_printf(req->arena, "%s is registered on an "
	    "ASYE. Name who assesses it.", e.who->name), "/asye/%ld",
	    made->id.value));
}
