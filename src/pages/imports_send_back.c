/* imports_send_back - a spreadsheet that left and was changed is sent back. */
#include "pages.h"
#include "pages/exports.h"
#include "pages/import.h"
#include "pages/newcomers.h"
#include "pages/register.h"
#include "views.h"

/* "‘Registration’, ‘Registered until’ and ‘Capacity’" */
const char *
editable_words(struct arena *a, const struct exchange_table *t)
{
	const char	*all = "";
	size_t		 left = 0;

	for (size_t i = 0; i < t->ncolumns; i++)
		left += t->columns[i].editable;
	for (size_t i = 0; i < t->ncolumns; i++)
		if (t->columns[i].editable)
			all = arena_printf(a, "%s‘%s’%s", all,
			    t->columns[i].heading, --left == 0 ? "" :
			    left == 1 ? " and " : ", ");
	return (all);
}

static const struct option *
editable_tables(struct arena *a)
{
	size_t		 n = 0;
	struct option	*all, *to;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		n += exchange_editable(t);
	all = to = arena_array(a, n + 1, sizeof(*all));
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (exchange_editable(t))
			*to++ = (struct option){ t->code, t->title,
			    arena_printf(a, "Changes to %s are taken in",
			    editable_words(a, t)) };
	return (all);
}

static void
show_form(struct request *req, struct staff_programme_list mine)
{
	import_send_back_form(req->out, req, editable_tables(req->arena),
	    mine.n > 1 ? programme_options(req->arena, mine) : NULL);
}

enum status
import_send_back_page(struct request *req)
{
	show_form(req, programmes_of_staff(req->db));
	return (OK);
}

enum status
import_send_back(struct request *req)
{
	struct staff_programme_list	 mine = programmes_of_staff(req->db);
	struct import_target		 to = { .programme =
					    programme_chosen(req, mine) };
	const char			*code = option_chosen(req->form,
					    "table", editable_tables(
					    req->arena), "Select which "
					    "spreadsheet it is");
	const struct import_subject	*subject = table_subject(code);
	struct new_import		*new = NULL;
	enum status			 waits;

	if (to.programme == 0)
		form_refuse(req->form, "programme", "Select the programme");
	if (workbook_came(req, "file") &&
	    (waits = workbook_wait(req, "file")) != NOT_FOUND)
		return (waits);
	if (subject != NULL)
		new = import_stage(req, subject, &to);
	else
		form_file(req->form, "file", "Select the spreadsheet");
	if (new != NULL)
		return (see_other(req, "/imports/%ld", new->id));
	if (form_ok(req->form))
		return (FAILED);
	show_form(req, mine);
	return (INVALID);
}
