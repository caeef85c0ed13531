/* exports_offer - what somebody may ask for as a spreadsheet, once or each
 * month. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/exports.h"
#include "views.h"

enum { TABLES_MOST = 40 };

static const struct option	formats[] = {
	{ "workbook", "Excel workbook", "With types, a filter, and what every "
	    "column means" },
	{ "csv", "CSV", "The same rows for another system" }, { 0 }
};

static const struct option	readers[] = {
	{ "staff", "Programme staff" },
	{ "partner", "A partner organisation", "Its own people alone, and "
	    "fewer columns" },
	{ "university", "The university" },
	{ "funder", "A funder", "Without names" }, { 0 }
};

/* The readers for whom whoever asks may make a file. */
static int
readers_of(const struct request *req)
{
	return ((request_is(req, STAFF) ? FOR_STAFF | FOR_PARTNER |
	    FOR_UNIVERSITY | FOR_FUNDER : 0) |
	    (request_is(req, PARTNER | COORDINATOR) ? FOR_PARTNER : 0) |
	    (request_is(req, TRAINEE) ? FOR_SELF : 0));
}

static bool
is_offered(const struct request *req, const struct exchange_table *t)
{
	return (request_is(req, t->askers) &&
	    (exchange_readers(t) & readers_of(req)) != 0);
}

static const struct option *
tables_for(const struct request *req)
{
	size_t		 n = 0;
	struct option	*all, *to;

	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		n++;
	all = to = arena_array(req->arena, n + 1, sizeof(*all));
	for (const struct exchange_table *t = exchange_tables;
	    t->code != NULL; t++)
		if (is_offered(req, t))
			*to++ = (struct option){ t->code, t->title, t->what };
	return (all);
}

/* Rows by their id; nothing: what stands first, for no choice. */
static const struct option *
places(struct arena *a, struct export_place_list list, const char *nothing)
{
	struct option	*all = arena_array(a, list.n + 2, sizeof(*all));
	struct option	*to = all;

	if (nothing != NULL)
		*to++ = (struct option){ "", nothing };
	each (p, list)
		*to++ = (struct option){ arena_printf(a, "%ld", (long)p->id),
		    p->name };
	return (all);
}

static const struct option *
programme_choices(struct arena *a, struct export_programme_list list)
{
	struct option	*all = arena_array(a, list.n + 1, sizeof(*all));

	for (size_t i = 0; i < list.n; i++)
		all[i] = (struct option){ arena_printf(a, "%ld",
		    (long)list.v[i].id), list.v[i].name };
	return (all);
}

struct exports_offered
exports_offered(struct request *req)
{
	struct exports_offered	 o = { export_programmes(req->db) };
	int64_t			*ids = arena_array(req->arena,
				    o.programmes.n + 1, sizeof(*ids));

	for (size_t i = 0; i < o.programmes.n; i++)
		ids[i] = o.programmes.v[i].id;
	o.staff = request_is(req, STAFF);
	o.cohorts = export_cohorts(req->db, (struct int_list){ ids,
	    o.programmes.n });
	o.organisations = export_organisations(req->db);
	o.tables = tables_for(req);
	o.in = places(req->arena, o.cohorts, "All cohorts");
	o.of = places(req->arena, o.organisations, o.staff ?
	    "Everybody" : NULL);
	o.programme_options = programme_choices(req->arena, o.programmes);
	o.readers_own = readers_of(req);
	o.readers = readers;
	o.formats = formats;
	return (o);
}

struct export_place *
export_place_chosen(struct form *f, const char *name,
    struct export_place_list list, const char *select)
{
	const char	*typed = form_value(f, name);
	int64_t		 id = strtoll(typed, NULL, 10);

	if (*typed == '\0' && select == NULL)
		return (NULL);
	each (p, list)
		if (p->id == id)
			return (p);
	form_refuse(f, name, select != NULL ? select :
	    "Choose one of the list");
	return (NULL);
}

/* That of the cohort, else the one there is, else the one that was chosen. */
struct export_programme *
export_programme_chosen(struct request *req, const struct exports_offered *o,
    const struct export_place *cohort)
{
	int64_t	id = cohort != NULL ? cohort->programme_id.value :
		    o->programmes.n == 1 ? o->programmes.v[0].id :
		    strtoll(form_value(req->form, "programme"), NULL, 10);

	each (p, o->programmes)
		if (p->id == id)
			return (p);
	form_refuse(req->form, "programme", "Select a programme");
	return (NULL);
}

/* Those of the tables that are offered, in their order. */
struct text_list
export_tables_chosen(struct request *req, const struct option *offered)
{
	const char	*sent[TABLES_MOST];
	const char	**codes = arena_array(req->arena, TABLES_MOST,
			    sizeof(*codes));
	size_t		 n = form_values(req->form, "table", sent,
			    TABLES_MOST), known = 0;

	for (const struct option *o = offered; o->label != NULL; o++)
		for (size_t i = 0; i < n; i++)
			if (strcmp(sent[i], o->value) == 0) {
				codes[known++] = o->value;
				break;
			}
	if (known == 0 || known != n)
		form_refuse(req->form, "table", "Select what the spreadsheet "
		    "holds");
	return ((struct text_list){ codes, known });
}
