/* filters - saves what is asked of a list, names, shares and removes it. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages.h"
#include "pages/register.h"
#include "views.h"

enum { NAME_MAX_LENGTH = 60, QUERY_MAX = 1000 };

enum status
filter_list(struct request *req)
{
	struct saved_filter_list	 all = filters_mine(req->db);
	struct filter_shown_list	 kept = { arena_array(req->arena, all.n,
					    sizeof(*kept.v)), 0 };
	struct filter_shown_list	 gone = { arena_array(req->arena, all.n,
					    sizeof(*gone.v)), 0 };

	each(f, all)
		if (f->state == FILTER_STATE_KEPT)
			kept.v[kept.n++] = filter_shown(req, f);
		else
			gone.v[gone.n++] = filter_shown(req, f);
	filters_page(req->out, req, kept, gone);
	return (OK);
}

/* "me", or the programme whose staff share it; NULL for who is no staff. */
static const struct option *
sharing_options(struct request *req)
{
	struct staff_programme_list	 mine = programmes_of_staff(req->db);
	struct option			*options = arena_array(req->arena,
					    mine.n + 2, sizeof(*options));
	size_t				 n = 0;

	if (mine.n == 0)
		return (NULL);
	options[n++] = (struct option){ "me", "Only me" };
	each(p, mine)
		options[n++] = (struct option){ arena_printf(req->arena, "%ld",
		    p->id), arena_printf(req->arena, "My team: the staff of "
		    "%s", p->name) };
	return (options);
}

/* What is kept of a query: only what the list understands.  NULL: nothing. */
static const char *
query_kept(struct request *req, const char *path, const char *sent)
{
	const struct listing	*l = listing_at(req, path);
	struct form		 query;
	struct asked		 a;
	const char		*kept;

	if (l == NULL || strlen(sent) > QUERY_MAX)
		return (NULL);
	form_parse_urlencoded(&query, req->arena, sent, strlen(sent));
	a = asked_of(&query, l);
	if (!asked_anything(&a))
		return (NULL);
	kept = asked_query(req->arena, &a);
	return (strlen(kept) <= QUERY_MAX ? kept : NULL);
}

/* What a filter would say with another query. */
static struct filter_shown
shown_with(struct request *req, const struct saved_filter *f,
    const char *query)
{
	struct saved_filter	*other = arena_copy(req->arena, f, sizeof(*f));

	other->query = query;
	return (filter_shown(req, other));
}

static bool
is_named_so(struct request *req, const char *path, const char *name,
    int64_t but)
{
	each(f, filters_of_path(req->db, path))
		if (f->id != but && strcasecmp(f->name, name) == 0)
			return (true);
	return (false);
}

/* The programme that shares it; none when it is for oneself alone. */
static struct maybe_int
sharing_chosen(struct request *req, const struct option *sharing)
{
	const char	*who = form_value(req->form, "who");

	if (sharing == NULL || strcmp(who, "me") == 0)
		return ((struct maybe_int){ false, 0 });
	if (option_label(sharing, who) == NULL)
		form_refuse(req->form, "who", "Select who uses this filter");
	return ((struct maybe_int){ true, strtoll(who, NULL, 10) });
}

static const char *
name_chosen(struct request *req, const char *path, int64_t but)
{
	const char	*name = form_text(req->form, "name", "The name",
			    NAME_MAX_LENGTH, "Enter a name for this filter");

	if (*name != '\0' && is_named_so(req, path, name, but))
		form_refuse(req->form, "name", "Enter another name: a filter "
		    "of this list that you can see has it already");
	return (name);
}

/* What the address or the form asks to be saved; false when it is nothing. */
static bool
new_filter(struct request *req, struct filter_form_shown *s)
{
	struct saved_filter	*f = arena_alloc(req->arena, sizeof(*f));

	f->path = form_value(req->form, "path");
	f->query = query_kept(req, f->path, form_value(req->form, "query"));
	f->name = "";
	if (f->query == NULL)
		return (false);
	s->saved = filter_shown(req, f);
	s->sharing = sharing_options(req);
	return (true);
}

enum status
filter_new(struct request *req)
{
	struct filter_form_shown	s = { 0 };

	if (!new_filter(req, &s))
		return (see_other(req, "/filters"));
	form_set(req->form, "who", "me");
	filter_new_form(req->out, req, &s);
	return (OK);
}

enum status
filter_save(struct request *req)
{
	struct filter_form_shown	s = { 0 };
	const struct saved_filter	*f;
	struct maybe_int		 team;
	struct filter_id		*made = NULL;
	const char			*name;

	if (!new_filter(req, &s)) {
		form_refuse(req->form, "query", "Choose a filter in a list "
		    "first, and save it from there");
		filter_new_form(req->out, req, &s);
		return (INVALID);
	}
	f = s.saved.filter;
	name = name_chosen(req, f->path, 0);
	team = sharing_chosen(req, s.sharing);
	if (form_ok(req->form))
		made = filter_make(req->db, team, f->path, f->query, name);
	if (made == NULL) {
		filter_new_form(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "“%s” is saved.", name),
	    "%s", url_local(req->arena, arena_printf(req->arena,
	    "%s?%s&saved=%ld", f->path, f->query, made->id)).s));
}

/* The filter of the address that has not been removed. */
static struct saved_filter *
filter_asked(struct request *req, enum filter_state state)
{
	struct saved_filter	*f = filter_by_id(req->db, req->id[0]);

	return (f != NULL && f->state == state ? f : NULL);
}

/* Who saved it may keep it to themself; of others' it stays the team's. */
static struct filter_form_shown
change_shown(struct request *req, const struct saved_filter *f)
{
	struct filter_form_shown	s = { .saved = filter_shown(req, f) };
	const char			*now = query_kept(req, f->path,
					    form_value(req->form, "query"));

	s.sharing = sharing_options(req);
	if (s.sharing != NULL && f->person_id != req->visitor.id)
		s.sharing++;
	s.differs = now != NULL && strcmp(now, f->query) != 0;
	if (s.differs)
		s.now = shown_with(req, f, now);
	return (s);
}

enum status
filter_change_page(struct request *req)
{
	struct saved_filter		*f = filter_asked(req,
					    FILTER_STATE_KEPT);
	struct filter_form_shown	 s;

	if (f == NULL)
		return (NOT_FOUND);
	s = change_shown(req, f);
	form_set_version(req->form, f->version);
	form_set(req->form, "name", f->name);
	form_set(req->form, "who", f->programme_id.known ?
	    arena_printf(req->arena, "%ld", f->programme_id.value) : "me");
	if (s.differs)
		form_set(req->form, "which", "now");
	filter_change_form(req->out, req, &s);
	return (OK);
}

enum status
filter_changed(struct request *req)
{
	struct saved_filter		*f = filter_asked(req,
					    FILTER_STATE_KEPT);
	struct filter_form_shown	 s;
	int64_t				 version;
	struct maybe_int		 team;
	const char			*name, *query;

	if (f == NULL)
		return (NOT_FOUND);
	s = change_shown(req, f);
	version = form_version(req->form, "Open the page again");
	name = name_chosen(req, f->path, f->id);
	team = sharing_chosen(req, s.sharing);
	query = s.differs && strcmp(form_value(req->form, "which"), "now") ==
	    0 ? s.now.filter->query : f->query;
	if (form_ok(req->form) && filter_change(req->db, f->id, version, team,
	    query, name) == NULL) {
		form_refuse(req->form, "version", "It was changed meanwhile. "
		    "Check it and send this again");
		form_replace_version(req->form, f->version);
	}
	if (!form_ok(req->form)) {
		filter_change_form(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "“%s” is changed.", name),
	    "/filters"));
}

static enum status
show_removal(struct request *req, enum filter_state state)
{
	struct saved_filter	*f = filter_asked(req, state);
	struct filter_shown	 s;

	if (f == NULL)
		return (NOT_FOUND);
	s = filter_shown(req, f);
	form_set_version(req->form, f->version);
	filter_remove_form(req->out, req, &s);
	return (OK);
}

static enum status
put_filter(struct request *req, enum filter_state before,
    enum filter_state after, const char *said)
{
	struct saved_filter	*f = filter_asked(req, before);
	struct filter_shown	 s;
	int64_t			 version;

	if (f == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the page again");
	if (form_ok(req->form) &&
	    filter_put(req->db, f->id, version, after) == NULL)
		form_refuse(req->form, "version", "It was changed meanwhile. "
		    "Open the page again");
	if (!form_ok(req->form)) {
		s = filter_shown(req, f);
		filter_remove_form(req->out, req, &s);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, said, f->name),
	    "/filters"));
}

enum status
filter_remove_page(struct request *req)
{
	return (show_removal(req, FILTER_STATE_KEPT));
}

enum status
filter_remove(struct request *req)
{
	return (put_filter(req, FILTER_STATE_KEPT, FILTER_STATE_REMOVED,
	    "“%s” is removed. You can put it back from the list of removed "
	    "filters."));
}

enum status
filter_put_back_page(struct request *req)
{
	return (show_removal(req, FILTER_STATE_REMOVED));
}

enum status
filter_put_back(struct request *req)
{
	return (put_filter(req, FILTER_STATE_REMOVED, FILTER_STATE_KEPT,
	    "“%s” is back."));
}
