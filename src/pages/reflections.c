/* reflections - one's own entries: finding, writing and changing them. */
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/reflections.h"
#include "pages/telltales.h"
#include "views.h"

enum status
reflections(struct request *req)
{
	struct reflections_shown	s = { .page = page_asked(req,
					    PAGE_ROWS) };

	s.search = form_value(req->form, "search");
	s.mine = reflections_mine(req->db, s.search, s.page.size,
	    page_skip(s.page));
	if (s.mine.n == 0 && s.page.number > 1) {
		s.page.number = 1;
		form_replace(req->form, "page", "");
		s.mine = reflections_mine(req->db, s.search, s.page.size, 0);
	}
	page_counted(&s.page, s.mine.n != 0 ? s.mine.v[0].of_all : 0);
	s.shared = reflections_shared_with_me(req->db);
	reflections_page(req->out, req, &s);
	return (OK);
}

static struct int_list
standards_chosen(struct request *req, const struct standard_list *standards)
{
	int64_t	*ids = arena_array(req->arena, standards->n, sizeof(*ids));
	size_t	 n = 0;

	each (s, *standards)
		if (form_ticked(req->form, "standards", s->code))
			ids[n++] = s->id;
	return ((struct int_list){ ids, n });
}

static const char *
prompt(struct request *req, const char *name, const char *what)
{
	const char	*text = form_optional_text(req->form, name, what,
			    REFLECTION_PROMPT_MAX);

	return (text != NULL ? text : "");
}

/* Something has to be said, in whichever box. */
static struct reflection_text
text_typed(struct request *req, const struct standard_list *standards)
{
	struct reflection_text	 t;
	const char		*words;

	t.title = form_text(req->form, "title", "What it is about",
	    REFLECTION_TITLE_MAX, "Enter what it is about");
	t.on_day = form_date(req->form, "on", "The date",
	    "Enter when it happened");
	if (date_is_set(t.on_day) && date_compare(t.on_day, req->today) > 0)
		form_refuse(req->form, "on", "The date must be today or in "
		    "the past");
	words = form_optional_text(req->form, "words", "What you want to say",
	    REFLECTION_WORDS_MAX);
	t.words = words != NULL ? words : "";
	t.happened = prompt(req, "happened", "What happened");
	t.so_what = prompt(req, "so_what", "So what");
	t.now_what = prompt(req, "now_what", "Now what");
	if (*t.words == '\0' && *t.happened == '\0' && *t.so_what == '\0' &&
	    *t.now_what == '\0')
		form_refuse(req->form, "words", "Enter what you want to say");
	t.standard_ids = standards_chosen(req, standards);
	return (t);
}

enum status
reflection_new(struct request *req)
{
	struct standard_list	standards = standards_of(req->db, "PCF");

	if (!form_has(req->form, "on-day"))
		form_set_date(req->form, "on", req->today);
	reflection_form(req->out, req, NULL, &standards);
	return (OK);
}

enum status
reflection_create(struct request *req)
{
	struct standard_list	 standards = standards_of(req->db, "PCF");
	struct reflection_text	 t = text_typed(req, &standards);
	struct new_reflection	*made;

	if (!form_ok(req->form)) {
		reflection_form(req->out, req, NULL, &standards);
		return (INVALID);
	}
	made = reflection_add(req->db, t.on_day, t.title, t.words, t.happened,
	    t.so_what, t.now_what, t.standard_ids);
	if (made == NULL)
		return (FAILED);
	return (done(req, "Saved. Only you can read it.", "/reflections/%ld",
	    made->id));
}

static void
fill_form(struct form *f, const struct reflection *r,
    const struct standard_list *standards)
{
	if (form_has(f, "version"))
		return;			/* a draft brought all of it */
	form_set_version(f, r->version);
	form_set(f, "title", r->title);
	form_set_date(f, "on", r->on_day);
	form_set(f, "words", r->words);
	form_set(f, "happened", r->happened);
	form_set(f, "so_what", r->so_what);
	form_set(f, "now_what", r->now_what);
	each (s, *standards)
		for (size_t i = 0; i < r->standard_ids.n; i++)
			if (r->standard_ids.v[i] == s->id)
				form_add(f, "standards", s->code);
}

enum status
reflection_change_page(struct request *req)
{
	struct reflection	*r = reflection_by_id(req->db, req->id[0]);
	struct standard_list	 standards = standards_of(req->db, "PCF");

	if (r == NULL)
		return (NOT_FOUND);
	fill_form(req->form, r, &standards);
	reflection_form(req->out, req, r, &standards);
	return (OK);
}

enum status
reflection_keep(struct request *req)
{
	struct reflection	*r = reflection_by_id(req->db, req->id[0]);
	struct standard_list	 standards = standards_of(req->db, "PCF");
	struct reflection_text	 t;

	if (r == NULL)
		return (NOT_FOUND);
	t = text_typed(req, &standards);
	if (form_version(req->form, "Open the reflection again") !=
	    r->version) {
		form_refuse(req->form, "version", "You changed this in another "
		    "window. Both are kept: what it says there is on its page. "
		    "Send this again to have it said here");
		form_replace_version(req->form, r->version);
	}
	if (form_ok(req->form) && reflection_change(req->db, r->id, r->version,
	    t.on_day, t.title, t.words, t.happened, t.so_what, t.now_what,
	    t.standard_ids) != 0)
		return (done(req, "Saved. Only you can read it.",
		    "/reflections/%ld", r->id));
	reflection_form(req->out, req, r, &standards);
	return (INVALID);
}

struct reflection_shown *
reflection_asked(struct request *req)
{
	struct reflection_shown	*s;
	struct reflection	*r = reflection_by_id(req->db, req->id[0]);

	if (r == NULL)
		return (NULL);
	s = arena_alloc(req->arena, sizeof(*s));
	s->entry = r;
	s->shares = reflection_shares(req->db, r->id);
	s->submissions = submissions_of_reflection(req->db, r->id);
	s->readers = reflection_readers_mine(req->db);
	s->asye = asye_for_reflections(req->db);
	if (!r->checked.known || r->checked.value < r->version)
		s->warnings = telltales_in(req, (const char *[]){
		    r->title, r->words, r->happened, r->so_what, r->now_what },
		    5);
	return (s);
}

const char *
reflection_standards(struct arena *a, const struct standard_list *standards,
    struct int_list ids)
{
	const char	*words = NULL;

	each (s, *standards)
		for (size_t i = 0; i < ids.n; i++)
			if (ids.v[i] == s->id)
				words = words == NULL ? s->label :
				    arena_printf(a, "%s, %s", words, s->label);
	return (words);
}
