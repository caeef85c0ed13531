/* asye_mapping - a piece of evidence is mapped to standards, once, in any set;
 * the assessor confirms or questions that. */
#include <string.h>

#include "pages.h"
#include "pages/asye_evidence.h"
#include "pages/guides.h"
#include "views.h"

enum { STANDARDS_MOST = 200, QUESTION_MAX = 500 };

const char *
tag_state_words(enum tag_state state)
{
	switch (state) {
	case TAG_STATE_CONFIRMED:
		return ("Confirmed");
	case TAG_STATE_QUESTIONED:
		return ("Questioned");
	case TAG_STATE_REMOVED:
		return ("Removed");
	default:
		return ("Mapped");
	}
}

struct set_choices
set_choices_of(struct arena *a, struct held_standard_list standards,
    int64_t chosen)
{
	struct set_choices	c = { arena_array(a, standards.n,
				    sizeof(*c.v)), 0 };
	bool			found = false;

	each(s, standards) {
		if (c.n > 0 && c.v[c.n - 1].id == s->set_id)
			continue;
		c.v[c.n++] = (struct set_choice){ s->set_id, s->set_code,
		    s->set_name, s->set_id == chosen };
		found |= s->set_id == chosen;
	}
	if (c.n > 0 && !found)
		c.v[0].chosen = true;
	return (c);
}

int64_t
set_chosen(struct set_choices c)
{
	for (size_t i = 0; i < c.n; i++)
		if (c.v[i].chosen)
			return (c.v[i].id);
	return (0);
}

/* Where a source's items are mapped: "/asye/7/evidence/documents/9". */
static const char *
room_of(enum evidence_source source)
{
	return (source == EVIDENCE_SOURCE_DOCUMENT ? "documents" :
	    source == EVIDENCE_SOURCE_FILE ? "files" : "feedback");
}

static const struct evidence_tag *
tag_of(struct evidence_tag_list tags, int64_t standard)
{
	each(t, tags)
		if (t->standard_id == standard)
			return (t);
	return (NULL);
}

static bool
stands(const struct evidence_tag *t)
{
	return (t != NULL && t->state != TAG_STATE_REMOVED);
}

/* The standards of the chosen set to tick; those that are mapped are ticked
 * where the form is opened. */
static void
offer_standards(struct request *req, struct mapping_shown *m,
    struct held_standard_list held, bool opened)
{
	struct option	*options = arena_array(req->arena, held.n + 1,
			    sizeof(*options));
	const char	*id, *was = "";
	size_t		 n = 0;

	each(s, held) {
		if (s->set_id != set_chosen(m->sets))
			continue;
		id = arena_printf(req->arena, "%ld", s->id);
		options[n++] = (struct option){ id, arena_printf(req->arena,
		    "%s %s", s->code, s->label) };
		if (!stands(tag_of(m->tags, s->id)))
			continue;
		was = arena_printf(req->arena, "%s%s%s", was,
		    *was == '\0' ? "" : " ", id);
		if (opened)
			form_add(req->form, "standard", id);
	}
	m->standards = options;
	m->was = was;
}

/* What is shown of an item, or NULL where it is not open to whoever asks. */
static struct mapping_shown *
mapping_asked(struct request *req, enum evidence_source source)
{
	struct mapping_shown		*m = arena_alloc(req->arena,
					    sizeof(*m));
	const struct evidence_item	*e;
	struct evidence_key		 key = evidence_key(source,
					    req->id[1]);

	m->asye = asye_with_evidence(req);
	if (m->asye == NULL)
		return (NULL);
	e = evidence_among(evidence_of_asye(req->db, m->asye->id), source,
	    req->id[1]);
	if (e == NULL || !e->open)
		return (NULL);
	m->row = evidence_row_of(req, m->asye, e);
	m->tags = tags_of_item(req->db, m->asye->id, key.document,
	    key.feedback, key.file);
	m->implied = implied_by_item(req->db, m->asye->id, key.document,
	    key.feedback, key.file);
	m->may_map = evidence_mappable(m->asye) &&
	    strcmp(e->state, "taken_back") != 0 &&
	    strcmp(e->state, "withdrawn") != 0 &&
	    strcmp(e->state, "gone") != 0;
	return (m);
}

static enum status
show_mapping(struct request *req, struct mapping_shown *m, bool opened,
    enum status status)
{
	struct held_standard_list	held = standards_of_framework(req->db,
					    m->asye->framework_id);

	m->sets = set_choices_of(req->arena, held,
	    id_typed(form_value(req->form, "set")));
	offer_standards(req, m, held, opened);
	mapping_page(req->out, req, m);
	return (status);
}

static enum status
mapping_read(struct request *req, enum evidence_source source)
{
	struct mapping_shown	*m = mapping_asked(req, source);

	if (m == NULL)
		return (NOT_FOUND);
	return (show_mapping(req, m, req->drafted_at.s == 0, OK));
}

enum status
mapping_of_document(struct request *req)
{
	return (mapping_read(req, EVIDENCE_SOURCE_DOCUMENT));
}

enum status
mapping_of_feedback(struct request *req)
{
	return (mapping_read(req, EVIDENCE_SOURCE_FEEDBACK));
}

enum status
mapping_of_file(struct request *req)
{
	return (mapping_read(req, EVIDENCE_SOURCE_FILE));
}

/* "12 15" has 15. */
static bool
has_id(const char *list, const char *id)
{
	size_t	n = strlen(id);

	for (const char *s = list; (s = strstr(s, id)) != NULL; s += n)
		if ((s == list || s[-1] == ' ') &&
		    (s[n] == ' ' || s[n] == '\0'))
			return (true);
	return (false);
}

static bool
may_become(const struct evidence_tag *t, enum tag_state state)
{
	for (size_t i = 0; i < t->open.n; i++)
		if (tag_state_from(t->open.v[i]) == state)
			return (true);
	return (false);
}

static void
put_tag(struct request *req, const struct mapping_shown *m, int64_t standard)
{
	const struct evidence_tag	*t = tag_of(m->tags, standard);
	struct evidence_key		 key = evidence_key_of(m->row.item);

	if (t == NULL)
		tag_add(req->db, m->asye->id, key.document, key.feedback,
		    key.file, standard);
	else if (may_become(t, TAG_STATE_TAGGED))
		tag_becomes(req->db, t->id, t->version, TAG_STATE_TAGGED,
		    NULL);
}

/* Only what was changed on the form is changed, so that two who map at once
 * keep both what they ticked.  How many could not be removed. */
static int
save_mapping(struct request *req, const struct mapping_shown *m,
    struct held_standard_list held)
{
	const char			*was = form_value(req->form, "was");
	const char			*id;
	const struct evidence_tag	*t;
	bool				 ticked;
	int				 kept = 0;

	each(s, held) {
		if (s->set_id != set_chosen(m->sets))
			continue;
		id = arena_printf(req->arena, "%ld", s->id);
		ticked = form_ticked(req->form, "standard", id);
		t = tag_of(m->tags, s->id);
		if (ticked && !has_id(was, id) && !stands(t))
			put_tag(req, m, s->id);
		else if (!ticked && has_id(was, id) && stands(t)) {
			if (may_become(t, TAG_STATE_REMOVED))
				tag_becomes(req->db, t->id, t->version,
				    TAG_STATE_REMOVED, NULL);
			else
				kept++;
		}
	}
	return (kept);
}

static enum status
mapping_saved(struct request *req, enum evidence_source source)
{
	struct mapping_shown		*m = mapping_asked(req, source);
	struct held_standard_list	 held;
	const char			*ids[STANDARDS_MOST];
	int				 kept;

	if (m == NULL || !m->may_map)
		return (NOT_FOUND);
	form_values(req->form, "standard", ids, STANDARDS_MOST);
	held = standards_of_framework(req->db, m->asye->framework_id);
	m->sets = set_choices_of(req->arena, held,
	    id_typed(form_value(req->form, "set")));
	kept = save_mapping(req, m, held);
	return (done(req, kept == 0 ? "Mapping saved" : "Mapping saved, but "
	    "what the assessor confirmed stays until they take that back",
	    "/asye/%ld/evidence/%s/%ld?set=%ld", m->asye->id,
	    room_of(source), m->row.item->item_id, set_chosen(m->sets)));
}

enum status
mapping_of_document_saved(struct request *req)
{
	return (mapping_saved(req, EVIDENCE_SOURCE_DOCUMENT));
}

enum status
mapping_of_feedback_saved(struct request *req)
{
	return (mapping_saved(req, EVIDENCE_SOURCE_FEEDBACK));
}

enum status
mapping_of_file_saved(struct request *req)
{
	return (mapping_saved(req, EVIDENCE_SOURCE_FILE));
}

static const struct option *
becomings(struct request *req, const struct evidence_tag *t)
{
	struct option	*options = arena_array(req->arena, t->open.n + 1,
			    sizeof(*options));
	size_t		 n = 0;

	if (may_become(t, TAG_STATE_CONFIRMED))
		options[n++] = (struct option){ "confirmed", "Confirm it: the "
		    "evidence shows this standard" };
	if (may_become(t, TAG_STATE_QUESTIONED))
		options[n++] = (struct option){ "questioned", "Question it",
		    .reveal = question_field };
	if (may_become(t, TAG_STATE_TAGGED))
		options[n++] = (struct option){ "tagged",
		    t->state == TAG_STATE_REMOVED ? "Put it back" :
		    "Take back what was said of it" };
	if (may_become(t, TAG_STATE_REMOVED))
		options[n++] = (struct option){ "removed", "Remove it" };
	return (n == 0 ? NULL : options);
}

static enum evidence_source
source_of(const struct evidence_tag *t)
{
	return (t->document_id.known ? EVIDENCE_SOURCE_DOCUMENT :
	    t->feedback_id.known ? EVIDENCE_SOURCE_FEEDBACK :
	    EVIDENCE_SOURCE_FILE);
}

static struct tag_shown *
tag_asked(struct request *req)
{
	struct tag_shown		*s = arena_alloc(req->arena,
					    sizeof(*s));
	const struct evidence_item	*e;
	enum evidence_source		 source;
	int64_t				 item;

	s->asye = asye_with_evidence(req);
	s->tag = s->asye == NULL ? NULL :
	    tag_by_id(req->db, s->asye->id, req->id[1]);
	if (s->tag == NULL)
		return (NULL);
	source = source_of(s->tag);
	item = source == EVIDENCE_SOURCE_DOCUMENT ?
	    s->tag->document_id.value : source == EVIDENCE_SOURCE_FEEDBACK ?
	    s->tag->feedback_id.value : s->tag->attachment_id.value;
	e = evidence_among(evidence_of_asye(req->db, s->asye->id), source,
	    item);
	if (e == NULL)
		return (NULL);
	s->item = evidence_title(req->arena, e);
	s->back = url_to(req->arena, "/asye/%ld/evidence/%s/%ld", s->asye->id,
	    room_of(source), item);
	s->options = becomings(req, s->tag);
	return (s);
}

enum status
evidence_tag_page(struct request *req)
{
	struct tag_shown	*s = tag_asked(req);

	if (s == NULL)
		return (NOT_FOUND);
	if (req->drafted_at.s == 0)
		form_set_version(req->form, s->tag->version);
	tag_page(req->out, req, s);
	return (OK);
}

enum status
evidence_tag_changed(struct request *req)
{
	struct tag_shown	*s = tag_asked(req);
	enum tag_state		 becomes;
	const char		*question = NULL;
	int64_t			 version;

	if (s == NULL)
		return (NOT_FOUND);
	version = form_version(req->form, "Open the standard again");
	becomes = tag_state_from(form_value(req->form, "becomes"));
	if (!may_become(s->tag, becomes))
		form_refuse(req->form, "becomes", "Select what becomes of it");
	if (becomes == TAG_STATE_QUESTIONED)
		question = form_text(req->form, "question", "What you ask",
		    QUESTION_MAX, "Enter what you ask");
	if (form_ok(req->form)) {
		if (tag_becomes(req->db, s->tag->id, version, becomes,
		    question) != NULL)
			return (done(req, arena_printf(req->arena, "%s: %s",
			    standard_words(req->arena, s->tag->set_code,
			    s->tag->code), tag_state_words(becomes)), "%s",
			    s->back.s));
		form_refuse(req->form, "becomes", "Somebody changed it since. "
		    "This is how it is now");
		form_replace_version(req->form, s->tag->version);
	}
	tag_page(req->out, req, s);
	return (INVALID);
}
