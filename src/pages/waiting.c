/* waiting - which part of what waits an address asks for. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/waiting.h"

/* A number from 1 on, or 0. */
static int64_t
id_in(const char *s)
{
	if (*s < '1' || *s > '9' || strlen(s) > 18 ||
	    strspn(s, "0123456789") != strlen(s))
		return (0);
	return (strtoll(s, NULL, 10));
}

/* "2026-06-15.day_returned.20303" */
static void
read_after(struct request *req, struct waiting_filter *f, const char *s)
{
	size_t		 day = strcspn(s, "."), kind;
	struct date	 after;

	if (s[day] != '.' || !date_parse_iso(arena_strndup(req->arena, s, day),
	    &after))
		return;
	s += day + 1;
	kind = strcspn(s, ".");
	f->after_kind = waiting_kind_from(arena_strndup(req->arena, s, kind));
	f->after_id = s[kind] == '.' ? id_in(s + kind + 1) : 0;
	if (f->after_kind != 0 && f->after_id != 0)
		f->after = after;
}

/* The form again, from what was understood. */
static void
write_form(struct request *req, const struct waiting_filter *filter,
    const char *after, const char *page)
{
	struct form	*f = req->form;

	f->nfields = 0;
	if (filter->others)
		form_add(f, "on", "others");
	if (filter->kind != 0)
		form_add(f, "kind", waiting_kind_word(filter->kind));
	if (filter->cohort != 0)
		form_add(f, "cohort", arena_printf(req->arena, "%ld",
		    (long)filter->cohort));
	if (filter->own)
		form_add(f, "whose", "mine");
	if (date_is_set(filter->after))
		form_add(f, "after", after);
	if (*page != '\0')
		form_add(f, "page", page);
}

struct waiting_filter
waiting_asked(struct request *req)
{
	struct form		*f = req->form;
	const char		*after = form_value(f, "after");
	const char		*page = form_value(f, "page");
	struct waiting_filter	 filter = {
		.others = strcmp(form_value(f, "on"), "others") == 0,
		.own = strcmp(form_value(f, "whose"), "mine") == 0,
		.kind = waiting_kind_from(form_value(f, "kind")),
		.cohort = id_in(form_value(f, "cohort")),
	};

	if (filter.cohort != 0 && cohort_mine(req->db, filter.cohort) == NULL)
		filter.cohort = 0;
	read_after(req, &filter, after);
	write_form(req, &filter, after, page);
	return (filter);
}

struct waiting_list
waiting_part(struct arena *a, const struct waiting_list *all, bool mine)
{
	struct waiting_list	list = { arena_array(a, all->n,
				    sizeof(*list.v)), 0 };

	each (w, *all)
		if (w->mine == mine)
			list.v[list.n++] = *w;
	return (list);
}

struct url
waiting_with(const struct request *req, const char *name, const char *value)
{
	struct form	f = { .arena = req->arena };

	for (size_t i = 0; i < req->form->nfields; i++)
		if (strcmp(req->form->fields[i].name, "after") != 0)
			form_add(&f, req->form->fields[i].name,
			    req->form->fields[i].value);
	return (url_with(req->arena, "/work", &f, name, value));
}

struct url
waiting_behind(const struct request *req, const struct waiting *w)
{
	struct date	on = w->since;

	return (waiting_with(req, "after", arena_printf(req->arena,
	    "%04d-%02d-%02d.%s.%ld", on.year, on.month, on.day,
	    waiting_kind_word(w->kind), (long)w->subject_id)));
}
