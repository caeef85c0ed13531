/* cohort_new - staff set up a cohort of their programme. */
#include "pages.h"
#include "views.h"

enum { COHORT_NAME_MAX = 100 };

/* A choice only for those of several programmes. */
static const struct option *
programmes_to_choose(struct arena *a, struct staff_programme_list mine)
{
	struct option	*list = arena_array(a, mine.n + 1, sizeof(*list));
	size_t		 n = 0;

	if (mine.n == 1)
		return (NULL);
	each(p, mine)
		list[n++] = (struct option){ arena_printf(a, "%ld", p->id),
		    p->name };
	return (list);
}

enum status
cohort_new(struct request *req)
{
	cohort_form(req->out, req, programmes_to_choose(req->arena,
	    programmes_of_staff(req->db)));
	return (OK);
}

static const struct staff_programme *
programme_of_form(struct request *req, struct staff_programme_list mine)
{
	int64_t	id;

	if (mine.n == 1)
		return (mine.v);
	id = form_number(req->form, "programme", "The programme", 1,
	    INT64_MAX - 1, "Select the programme");
	each(p, mine)
		if (p->id == id)
			return (p);
	form_refuse(req->form, "programme", "Select the programme");
	return (NULL);
}

enum status
cohort_create(struct request *req)
{
	struct staff_programme_list	 mine = programmes_of_staff(req->db);
	const struct staff_programme	*p = programme_of_form(req, mine);
	const char	*name = form_text(req->form, "name", "The name",
			    COHORT_NAME_MAX, "Enter the name of the cohort");
	struct date	 from = form_date(req->form, "starts_on", "The start",
			    "Enter the date that the cohort starts");
	struct date	 to = form_date(req->form, "ends_on", "The end",
			    "Enter the date that the cohort ends");
	struct cohort_added	*added = NULL;

	if (date_is_set(from) && date_is_set(to) && date_compare(to, from) <= 0)
		form_refuse(req->form, "ends_on", "The end must be after the "
		    "start");
	if (form_ok(req->form) &&
	    (added = cohort_add(req->db, p->id, name, from, to)) == NULL)
		form_refuse(req->form, "name", "The programme has a cohort of "
		    "this name already");
	if (!form_ok(req->form)) {
		cohort_form(req->out, req,
		    programmes_to_choose(req->arena, mine));
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s was set up. Its people "
	    "can be enrolled one by one or from a file.", name),
	    "/cohorts/%ld", added->id));
}
