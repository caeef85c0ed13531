/* guides_choose - tutors and Consultant Social Workers as forms offer them. */
#include <string.h>

#include "core/text.h"
#include "pages/guides.h"
#include "rules/words.h"

enum { EMAIL_MAX = 254 };

const char *
load_words(struct arena *a, const struct guide *g, enum role_name role)
{
	if (role == ROLE_NAME_TUTOR)
		return (arena_printf(a, "%ld of %ld trainees", g->load,
		    g->capacity));
	return (g->load == 0 ? "leads no unit" : arena_printf(a,
	    "leads %ld %s", g->load, g->load == 1 ? "unit" : "units"));
}

const struct option *
guide_options(struct arena *a, struct guide_list guides, enum role_name role,
    const char *choose)
{
	struct option	*options = arena_array(a, guides.n + 2,
			    sizeof(*options));
	size_t		 n = 0;

	options[n++] = (struct option){ "", choose };
	each(g, guides)
		options[n++] = (struct option){ arena_printf(a, "%ld",
		    g->person_id), arena_printf(a, "%s, %s", g->name,
		    load_words(a, g, role)) };
	return (options);
}

static const struct guide *
guide_of_email(struct request *req, struct guide_list listed,
    enum role_name role, const char *email)
{
	struct guide_list	all;

	if (listed.n == 0)
		return (NULL);
	all = guides_of_programme(req->db, listed.v[0].programme_id, role,
	    listed.v[0].of_all);
	each(g, all)
		if (strcasecmp(g->email, email) == 0)
			return (g);
	return (NULL);
}

const struct guide *
guide_chosen(struct request *req, struct guide_list guides,
    enum role_name role, const char *select)
{
	const char	*typed = form_optional_text(req->form, "email",
			    "The email address", EMAIL_MAX);
	int64_t		 id = id_typed(form_value(req->form, "who"));
	const struct guide	*found;

	if (typed != NULL) {
		found = guide_of_email(req, guides, role,
		    text_visible(req->arena, typed));
		if (found == NULL)
			form_refuse(req->form, "email", "Nobody who could be "
			    "chosen has this email address");
		return (found);
	}
	each(g, guides)
		if (g->person_id == id)
			return (g);
	form_refuse(req->form, "who", select);
	return (NULL);
}

struct lead_facts
lead_facts_of(const struct guide *g)
{
	return ((struct lead_facts){ g->name, g->swe_number, g->refused,
	    g->registered_until });
}

void
tutor_tell(struct request *req, const struct guide *tutor,
    const struct guided *t, struct date from)
{
	struct arena	*a = req->arena;
	const char	*when = date_words(a, from);

	letter_write(req->db, tutor->person_id, tutor->email, arena_printf(a,
	    "You are the tutor of %s", t->name), arena_printf(a,
	    "Dear %s,\n\nFrom %s you are the tutor of %s, %s. From then on you "
	    "see their record and their placement days in Waymark.\n",
	    tutor->name, when, t->name, t->cohort));
	letter_write(req->db, t->person_id, t->email, arena_printf(a,
	    "%s is your tutor", tutor->name), arena_printf(a,
	    "Dear %s,\n\nFrom %s your tutor is %s. They can read your record "
	    "and your placement days. Their email address is %s.\n", t->name,
	    when, tutor->name, tutor->email));
}
