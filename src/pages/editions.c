/* editions - a programme writes its own edition of a module, and corrects it
 * while nobody was told a mark in it. */
#include <string.h>

#include "core/text.h"
#include "pages.h"
#include "pages/modules.h"
#include "views.h"

enum { EDITION_TITLE_MAX = 200, TOPICS_MAX = 40, TOPIC_MAX = 120,
    TOPICS_TEXT_MAX = 4000, CREDITS_MAX = 180, LEVEL_LEAST = 3,
    LEVEL_MOST = 8 };

/* A topic a line. */
static const char *
topics_text(struct arena *a, struct text_list topics)
{
	const char	*all = "";

	for (size_t i = 0; i < topics.n; i++)
		all = arena_printf(a, "%s%s%s", all, i == 0 ? "" : "\n",
		    topics.v[i]);
	return (all);
}

static struct text_list
read_topics(struct request *req)
{
	const char	 *s = form_text(req->form, "topics", "The topics",
			    TOPICS_TEXT_MAX, "Enter what is taught, a topic "
			    "on each line");
	const char	**topics = arena_array(req->arena, TOPICS_MAX,
			    sizeof(*topics));
	const char	 *line;
	size_t		  n = 0, length;

	for (; *s != '\0'; s += length + (s[length] == '\n')) {
		length = strcspn(s, "\n");
		line = text_trim(req->arena, arena_strndup(req->arena, s,
		    length));
		if (*line == '\0')
			continue;
		if (n == TOPICS_MAX || text_length(line) > TOPIC_MAX) {
			form_refuse(req->form, "topics", n == TOPICS_MAX ?
			    "There must be 40 topics or fewer" :
			    "Each topic must be 120 characters or fewer");
			break;
		}
		topics[n++] = line;
	}
	return ((struct text_list){ topics, n });
}

static struct edition
read_edition(struct request *req, const struct edition *is)
{
	struct form	*f = req->form;
	struct edition	 e = *is;

	e.title = form_text(f, "title", "The title", EDITION_TITLE_MAX,
	    "Enter the title of the module");
	e.credits = form_number(f, "credits", "The credits", 0, CREDITS_MAX,
	    "Enter the credits");
	e.level = form_number(f, "level", "The level", LEVEL_LEAST, LEVEL_MOST,
	    "Enter the level");
	e.topics = read_topics(req);
	return (e);
}

static void
fill(struct request *req, const struct edition *e)
{
	struct arena	*a = req->arena;

	form_set(req->form, "title", e->title);
	form_set(req->form, "credits", arena_printf(a, "%ld", e->credits));
	form_set(req->form, "level", arena_printf(a, "%ld", e->level));
	form_set(req->form, "topics", topics_text(a, e->topics));
}

static void
show_new(struct request *req, const struct edition *e)
{
	edition_form(req->out, req, e, e->programme_id.known ?
	    (struct staff_programme_list){ 0 } : programmes_of_staff(req->db));
}

/* The programme that it is for: of a national edition one of mine. */
static int64_t
programme_of(struct request *req, const struct edition *e)
{
	struct staff_programme_list	mine;
	int64_t				id;

	if (e->programme_id.known)
		return (e->programme_id.value);
	mine = programmes_of_staff(req->db);
	if (mine.n == 1)
		return (mine.v[0].id);
	id = form_number(req->form, "programme", "The programme", 1,
	    INT64_MAX - 1, "Select the programme");
	each (p, mine)
		if (p->id == id)
			return (id);
	form_refuse(req->form, "programme", "Select the programme");
	return (0);
}

enum status
edition_new(struct request *req)
{
	struct edition	*e = edition_mine(req->db, req->id[0]);

	if (e == NULL)
		return (NOT_FOUND);
	form_set(req->form, "latest", arena_printf(req->arena, "%ld",
	    e->latest));
	fill(req, e);
	show_new(req, e);
	return (OK);
}

enum status
edition_create(struct request *req)
{
	struct edition	*is = edition_mine(req->db, req->id[0]), e;
	int64_t		 programme, latest;

	if (is == NULL)
		return (NOT_FOUND);
	e = read_edition(req, is);
	programme = programme_of(req, is);
	latest = form_number(req->form, "latest", "The edition", 1,
	    INT32_MAX, "Open the module again");
	if (form_ok(req->form) && edition_add(req->db, programme, e.code,
	    latest + 1, e.title, e.credits, e.level, e.topics) == NULL) {
		form_refuse(req->form, "latest", "Another edition was written "
		    "while you had this one open. Check it, then send this "
		    "again");
		form_replace(req->form, "latest", arena_printf(req->arena,
		    "%ld", is->latest));
	}
	if (!form_ok(req->form)) {
		show_new(req, is);
		return (INVALID);
	}
	return (done(req, arena_printf(req->arena, "%s, edition %ld, can be "
	    "offered. Cohorts that have started keep theirs.", e.code,
	    latest + 1), "/modules"));
}

static struct edition *
own_edition(struct request *req)
{
	struct edition	*e = edition_mine(req->db, req->id[0]);

	return (e != NULL && e->programme_id.known ? e : NULL);
}

enum status
edition_change_page(struct request *req)
{
	struct edition	*e = own_edition(req);

	if (e == NULL)
		return (NOT_FOUND);
	form_set_version(req->form, e->version);
	fill(req, e);
	edition_change_form(req->out, req, e);
	return (OK);
}

enum status
edition_change(struct request *req)
{
	struct edition	*is = own_edition(req), e;
	int64_t		 version;

	if (is == NULL)
		return (NOT_FOUND);
	e = read_edition(req, is);
	version = form_version(req->form, "Open the edition again");
	if (is->settled)
		form_refuse(req->form, "", "Marks of this edition were "
		    "released or judged. Write a new edition instead");
	if (form_ok(req->form) && edition_correct(req->db, is->id, version,
	    e.title, e.credits, e.level, e.topics) == NULL) {
		form_refuse(req->form, "version", "The edition changed while "
		    "you had it open. Check what you typed, then send it "
		    "again");
		form_replace_version(req->form, is->version);
	}
	if (!form_ok(req->form)) {
		edition_change_form(req->out, req, is);
		return (INVALID);
	}
	return (done(req, "Edition corrected", "/modules"));
}
