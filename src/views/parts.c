/* parts.c - what views of components work out before they write. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "views.h"

/* Behind what stands in ids, a space before it; what does not fit is left. */
static void
ids_add(char ids[GOVUK_IDS], const char *id, const char *suffix)
{
	size_t	 n = strlen(ids);

	snprintf(ids + n, GOVUK_IDS - n, "%s%s%s", n > 0 ? " " : "", id,
	    suffix);
}

const char *
described_by(char ids[GOVUK_IDS], const char *by, const char *id, bool hint,
    bool error)
{
	ids[0] = '\0';
	if (by != NULL && *by != '\0')
		ids_add(ids, by, "");
	if (hint)
		ids_add(ids, id, "-hint");
	if (error)
		ids_add(ids, id, "-error");
	return (ids);
}

const char *
choice_described_by(char ids[GOVUK_IDS], const char *by, const char *id,
    bool hint)
{
	described_by(ids, by, id, false, false);
	if (hint)
		ids_add(ids, id, "-item-hint");
	return (ids);
}

static bool
classes_have(const char *classes, const char *class)
{
	return (classes != NULL && strstr(classes, class) != NULL);
}

static bool
ends_with(const char *s, const char *end)
{
	size_t	 n = strlen(s), m = strlen(end);

	return (n >= m && strcmp(s + n - m, end) == 0);
}

static bool
date_item_wrong(const struct govuk_date_item *i)
{
	return (i->error || classes_have(i->classes, "govuk-input--error"));
}

/* A box is wrong when it says so, or when the date is and no box says so. */
static bool
date_box_marked(const struct govuk_date_input *p,
    const struct govuk_date_item *i)
{
	if (classes_have(i->classes, "govuk-input--error"))
		return (false);		/* already */
	if (i->error || i->fine || !said(p->error))
		return (i->error);
	for (size_t n = 0; n < p->nitems; n++)
		if (date_item_wrong(&p->items[n]))
			return (false);
	return (true);
}

void
date_box(struct date_box *b, const struct govuk_date_input *p,
    const struct govuk_date_item *i)
{
	const char	*width = "";

	if (!classes_have(i->classes, "govuk-input--width-"))
		width = ends_with(i->name, "year") ? " govuk-input--width-4" :
		    " govuk-input--width-2";
	snprintf(b->name, sizeof(b->name), "%s%s%s",
	    p->name_prefix != NULL ? p->name_prefix : "",
	    p->name_prefix != NULL ? "-" : "", i->name);
	snprintf(b->id, sizeof(b->id), "%s-%s", p->id, i->name);
	snprintf(b->label, sizeof(b->label), "%s",
	    i->label != NULL ? i->label : i->name);
	if (i->label == NULL && b->label[0] >= 'a' && b->label[0] <= 'z')
		b->label[0] += 'A' - 'a';
	snprintf(b->classes, sizeof(b->classes),
	    "govuk-date-input__input%s%s%s%s",
	    date_box_marked(p, i) ? " govuk-input--error" : "", width,
	    i->classes != NULL ? " " : "",
	    i->classes != NULL ? i->classes : "");
	b->input = (struct govuk_input){
		.id = i->id != NULL ? i->id : b->id, .name = b->name,
		.value = i->value, .classes = b->classes,
		.label = { b->label, .classes = "govuk-date-input__label" },
		.inputmode = i->inputmode != NULL ? i->inputmode : "numeric",
		.autocomplete = i->autocomplete, .pattern = i->pattern,
		.attributes = i->attributes,
	};
}

static const char *
date_part(const struct form *f, const char *name, const char *part)
{
	return (form_value(f, arena_printf(f->arena, "%s-%s", name, part)));
}

struct govuk_date_item *
date_items(const struct form *f, const char *name)
{
	static const char *const part[] = { "day", "month", "year" };
	struct govuk_date_item	*items;
	int			 empty = 0;

	items = arena_array(f->arena, 3, sizeof(*items));
	for (int i = 0; i < 3; i++) {
		items[i].name = part[i];
		items[i].value = date_part(f, name, part[i]);
		empty += items[i].value[0] == '\0';
	}
	for (int i = 0; i < 3 && empty > 0 && empty < 3; i++)
		items[i].error = form_error(f, name) != NULL &&
		    items[i].value[0] == '\0';
	return (items);
}

/* The id of the box that a reason is about: of a date the first wrong one. */
static const char *
error_box(const struct form *f, const char *name)
{
	const struct govuk_date_item	*items;
	int				 i = 0;

	if (!form_has(f, arena_printf(f->arena, "%s-day", name)))
		return (name);
	items = date_items(f, name);
	while (i < 3 && !items[i].error)
		i++;
	return (arena_printf(f->arena, "%s-%s", name, items[i % 3].name));
}

struct govuk_error_summary
form_errors(const struct form *f)
{
	struct govuk_summary_item	*items;

	items = arena_array(f->arena, f->nerrors, sizeof(*items));
	for (size_t i = 0; i < f->nerrors; i++) {
		items[i].words.text = f->errors[i].why;
		if (*f->errors[i].field != '\0')
			items[i].href.s = arena_printf(f->arena, "#%s",
			    error_box(f, f->errors[i].field));
	}
	return ((struct govuk_error_summary){ .title = { "There is a problem" },
	    .items = items, .nitems = f->nerrors });
}

static size_t
options_count(const struct option *options)
{
	size_t	 n = 0;

	while (options[n].label != NULL)
		n++;
	return (n);
}

struct govuk_choices
form_choices(struct form *f, const char *name, const char *legend,
    const char *hint, const struct option *options, bool many)
{
	size_t			 n = options_count(options);
	struct govuk_choice	*items;

	items = arena_array(f->arena, n, sizeof(*items));
	for (size_t i = 0; i < n; i++)
		items[i] = (struct govuk_choice){
			.value = options[i].value,
			.label = { options[i].label },
			.hint = { options[i].hint }, .form = f,
			.reveal = options[i].reveal,
			.divider = options[i].value == NULL ?
			    options[i].label : NULL,
			.behaviour = options[i].exclusive ? "exclusive" : NULL,
			.checked = options[i].value != NULL && (many ?
			    form_ticked(f, name, options[i].value) :
			    !strcmp(form_value(f, name), options[i].value)),
		};
	return ((struct govuk_choices){ .name = name, .hint = { hint },
	    .error = { form_error(f, name) }, .fieldset = true,
	    .around = { .legend = { legend,
		.classes = "govuk-fieldset__legend--s" } },
	    .items = items, .nitems = n });
}

struct govuk_select
form_select(const struct form *f, const char *name, const char *label,
    const char *hint, const struct option *options)
{
	size_t			 n = options_count(options);
	struct govuk_option	*items;

	items = arena_array(f->arena, n, sizeof(*items));
	for (size_t i = 0; i < n; i++)
		items[i] = (struct govuk_option){ options[i].value,
		    options[i].label,
		    .selected = !strcmp(form_value(f, name),
			options[i].value) };
	return ((struct govuk_select){ .name = name, .hint = { hint },
	    .label = { label, .classes = "govuk-label--s" },
	    .error = { form_error(f, name) }, .items = items, .nitems = n });
}

const char *
title_begins(const struct request *req)
{
	return (form_ok(req->form) ? "" : "Error: ");
}

/* " (page 2)" behind the title of a list that goes on. */
const char *
title_page(char words[32], const struct request *req)
{
	const char	*s = form_value(req->form, "page");
	long		 page = strtol(s, NULL, 10);

	words[0] = '\0';
	if (req->method == GET && page > 1 && page < 100000)
		snprintf(words, 32, " (page %ld)", page);
	return (words);
}

bool
is_within(const char *path, const char *of)
{
	size_t	 n = strlen(of);

	return (n > 1 && !strncmp(path, of, n) && path[n] == '/');
}

const char *
inbox_words(const struct request *req)
{
	if (req->visitor.unread == 0)
		return ("Inbox");
	return (req->visitor.unread > 99 ? "Inbox (99+)" : arena_printf(
	    req->arena, "Inbox (%d)", (int)req->visitor.unread));
}

bool
may_ask(const struct request *req, const char *path)
{
	const struct route	*page = route_page(path);

	return (page != NULL && request_is(req, page->roles));
}
