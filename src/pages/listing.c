/* listing - a list that an address filters, sorts and pages. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/listing.h"

enum { ID_DIGITS = 18 };

const char *
option_label(const struct option *options, const char *value)
{
	for (; options->label != NULL; options++)
		if (strcmp(options->value, value) == 0)
			return (options->label);
	return (NULL);
}

static bool
is_id(const char *s)
{
	return (*s >= '1' && *s <= '9' && strlen(s) <= ID_DIGITS &&
	    strspn(s, "0123456789") == strlen(s));
}

static bool
is_understood(const struct filter *f, const char *value)
{
	switch (f->kind) {
	case CHOSEN:
		return (option_label(f->offered(), value) != NULL);
	case ROW:
		return (is_id(value));
	case TICKED:
		return (strcmp(value, "yes") == 0);
	default:
		return (true);
	}
}

static void
read_sorting(struct asked *a, const char *value)
{
	const struct listing	*l = a->listing;

	for (size_t i = 0; i < l->ncolumns; i++)
		if (l->columns[i].code != NULL && strcmp(l->columns[i].code,
		    value + (*value == '-')) == 0) {
			a->sorting = i;
			a->reversed = *value == '-';
		}
}

struct asked
asked_of(const struct form *query, const struct listing *l)
{
	struct asked	a = { .listing = l };

	for (size_t i = 0; l->filters[i].name != NULL; i++) {
		a.values[i] = form_value(query, l->filters[i].name);
		if (*a.values[i] == '\0' ||
		    is_understood(&l->filters[i], a.values[i]))
			continue;
		a.unknown = a.values[i];
		a.values[i] = "";
	}
	read_sorting(&a, form_value(query, "sort"));
	return (a);
}

/* What is asked, as fields of a form. */
static void
write_asked(struct form *f, struct arena *arena, const struct asked *a)
{
	const struct listing	*l = a->listing;

	for (size_t i = 0; l->filters[i].name != NULL; i++)
		if (*a->values[i] != '\0')
			form_add(f, l->filters[i].name, a->values[i]);
	if (a->sorting != 0 || a->reversed)
		form_add(f, "sort", arena_printf(arena, "%s%s",
		    a->reversed ? "-" : "", l->columns[a->sorting].code));
}

struct asked
listing_asked(struct request *req, const struct listing *l)
{
	struct form	*f = req->form;
	const char	*page = form_value(f, "page");
	const char	*saved = form_value(f, "saved");
	struct asked	 a = asked_of(f, l);

	f->nfields = 0;
	write_asked(f, req->arena, &a);
	if (is_id(saved))
		form_add(f, "saved", saved);
	form_add(f, "page", page);
	return (a);
}

const char *
asked_query(struct arena *arena, const struct asked *a)
{
	struct form	f;

	form_parse_urlencoded(&f, arena, "", 0);
	write_asked(&f, arena, a);
	return (form_encode(arena, &f));
}

bool
asked_anything(const struct asked *a)
{
	for (size_t i = 0; a->listing->filters[i].name != NULL; i++)
		if (*a->values[i] != '\0')
			return (true);
	return (false);
}

int64_t
asked_row(const struct asked *a, size_t filter)
{
	return (strtoll(a->values[filter], NULL, 10));
}

bool
asked_is(const struct asked *a, size_t filter, const char *value)
{
	return (strcmp(a->values[filter], value) == 0);
}

const char *
filter_words(struct arena *arena, const struct asked *a, size_t filter)
{
	const struct filter	*f = &a->listing->filters[filter];
	const char		*value = a->values[filter];

	if (*value == '\0')
		return (NULL);
	if (f->kind == TICKED)
		return (f->label);
	if (f->kind == CHOSEN)
		value = option_label(f->offered(), value);
	if (f->kind == ROW && a->rows[filter] != NULL)
		value = option_label(a->rows[filter], value);
	return (arena_printf(arena, "%s: %s", f->label,
	    value != NULL ? value : "nobody here"));
}

struct chosen_list
listing_chosen(const struct request *req, const struct asked *a)
{
	struct chosen	*chosen = arena_array(req->arena, FILTERS_MAX,
			    sizeof(*chosen));
	size_t		 n = 0;

	for (size_t i = 0; a->listing->filters[i].name != NULL; i++) {
		const char	*what = filter_words(req->arena, a, i);

		if (what == NULL)
			continue;
		chosen[n].what = what;
		chosen[n++].without = url_with(req->arena, req->path,
		    req->form, a->listing->filters[i].name, NULL);
	}
	return ((struct chosen_list){ chosen, n });
}

const char *
sort_state(const struct asked *a, size_t column)
{
	const struct list_column	*c = &a->listing->columns[column];

	if (a->fixed || c->code == NULL)
		return (NULL);
	if (a->sorting != column)
		return ("none");
	return (c->falls == a->reversed ? "ascending" : "descending");
}

struct url
sort_url(const struct request *req, const struct asked *a, size_t column)
{
	bool	reverse = a->sorting == column && !a->reversed;

	return (url_with(req->arena, req->path, req->form, "sort",
	    arena_printf(req->arena, "%s%s", reverse ? "-" : "",
	    a->listing->columns[column].code)));
}

struct shown_part
listing_part(struct request *req, struct page_of *page, size_t n)
{
	struct shown_part	part;

	page_counted(page, (int64_t)n);
	if (page->number > page->pages)
		page->number = page->pages;
	form_replace(req->form, "page", page->number == 1 ? "" :
	    arena_printf(req->arena, "%ld", page->number));
	part.from = (size_t)page_skip(*page);
	part.n = n - part.from;
	if (part.n > (size_t)page->size)
		part.n = (size_t)page->size;
	return (part);
}
