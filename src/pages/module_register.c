/* module_register - who was at a session, ticked for all at once. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/modules.h"
#include "views.h"

const char *
field_for(struct arena *a, const char *what, int64_t id)
{
	return (arena_printf(a, "%s-%ld", what, id));
}

/* "present", "absent.sickness", "excused.sickness" ... */
const struct option *
presence_options(struct arena *a)
{
	static const struct { const char *word, *label; } away[] = {
		{ "absent", "Absent" }, { "excused", "Excused" } };
	struct option	*all = arena_array(a, 32, sizeof(*all)), *to = all;

	*to++ = (struct option){ "", "Not recorded" };
	*to++ = (struct option){ "present", "Present" };
	for (size_t i = 0; i < 2; i++)
		for (int r = 0; absence_reasons[r] != NULL; r++)
			*to++ = (struct option){
			    arena_printf(a, "%s.%s", away[i].word,
			    absence_reasons[r]), arena_printf(a, "%s: %s",
			    away[i].label, absence_words(
			    (enum absence_reason)(r + 1))) };
	return (all);
}

static const char *
presence_value(struct arena *a, const struct register_line *l)
{
	if (l->state == ATTENDANCE_STATE_NONE)
		return ("");
	if (l->state == ATTENDANCE_STATE_PRESENT)
		return ("present");
	return (arena_printf(a, "%s.%s", attendance_state_word(l->state),
	    absence_reason_word(l->reason)));
}

/* The session, whose module a POST holds, so that one register is kept at a
 * time. */
static struct module_session *
session_of(struct request *req, struct offering **f)
{
	struct module_session	*s = session_mine(req->db, req->id[0]);

	if (s == NULL || (*f = offering_asked(req, s->offering_id)) == NULL)
		return (NULL);
	return (s);
}

static struct register_line_list
lines_of(struct request *req, int64_t session)
{
	return (register_of(req->db, session));
}

static void
show_register(struct request *req, const struct offering *f,
    const struct module_session *s, struct register_line_list lines)
{
	each (l, lines)
		form_set(req->form, field_for(req->arena, "at",
		    l->enrolment_id), presence_value(req->arena, l));
	session_register_page(req->out, req, f, s, lines);
}

enum status
session_register(struct request *req)
{
	struct offering		*f;
	struct module_session	*s = session_of(req, &f);

	if (s == NULL)
		return (NOT_FOUND);
	show_register(req, f, s, lines_of(req, s->id));
	return (OK);
}

/* What was chosen for a line; NULL when it is none of what is offered. */
static const char *
presence_typed(struct request *req, const struct option *offered,
    const char *field)
{
	const char	*value = form_value(req->form, field);

	for (; offered->label != NULL; offered++)
		if (strcmp(offered->value, value) == 0)
			return (offered->value);
	form_refuse(req->form, field, "Select whether they were there");
	return (NULL);
}

struct kept {
	int64_t		 *ids;
	const char	**states, **reasons;
	size_t		  n;
};

/* "absent.sickness" is absent, for sickness. */
static void
keep_line(struct request *req, struct kept *k, int64_t id, const char *value)
{
	const char	*dot = strchr(value, '.');

	k->ids[k->n] = id;
	k->states[k->n] = dot == NULL ? value :
	    arena_strndup(req->arena, value, (size_t)(dot - value));
	k->reasons[k->n++] = dot == NULL ? "" : dot + 1;
}

/*
 * Somebody else may have kept the register meanwhile: what they said of a
 * line stands until it is looked at again.
 */
static void
read_line(struct request *req, struct kept *k, const struct register_line *l,
    const struct option *offered, bool others)
{
	const char	*field = field_for(req->arena, "at", l->enrolment_id);
	const char	*stamp = form_value(req->form, field_for(req->arena,
			    "v", l->enrolment_id));
	const char	*value = presence_typed(req, offered, field);
	const char	*was = presence_value(req->arena, l);

	if (value == NULL)
		return;
	if (*value == '\0' && others)
		value = "present";
	if (strcmp(value, was) == 0)
		return;
	if (strtoll(stamp, NULL, 10) != l->version) {
		form_refuse(req->form, field, arena_printf(req->arena,
		    "%s was recorded as ‘%s’ while you had the register open. "
		    "Check the line, then save again", l->name,
		    *was == '\0' ? "not recorded" : was));
		form_replace(req->form, field_for(req->arena, "v",
		    l->enrolment_id), arena_printf(req->arena, "%ld",
		    l->version));
		return;
	}
	if (*value == '\0') {
		form_refuse(req->form, field, arena_printf(req->arena,
		    "Select whether %s was there: a line that was recorded "
		    "is changed, not emptied", l->name));
		return;
	}
	keep_line(req, k, l->enrolment_id, value);
}

enum status
session_register_keep(struct request *req)
{
	struct offering			*f;
	struct module_session		*s = session_of(req, &f);
	const struct option		*offered = presence_options(req->arena);
	bool				 others;
	struct register_line_list	 lines;
	struct kept			 k = { 0 };

	if (s == NULL)
		return (NOT_FOUND);
	lines = lines_of(req, s->id);
	others = strcmp(form_value(req->form, "others"), "present") == 0;
	k.ids = arena_array(req->arena, lines.n, sizeof(*k.ids));
	k.states = arena_array(req->arena, lines.n, sizeof(*k.states));
	k.reasons = arena_array(req->arena, lines.n, sizeof(*k.reasons));
	if (s->cancelled)
		form_refuse(req->form, "", "This session was cancelled: its "
		    "register is closed");
	each (l, lines)
		read_line(req, &k, l, offered, others);
	if (!form_ok(req->form)) {
		session_register_page(req->out, req, f, s, lines);
		return (INVALID);
	}
	register_put(req->db, s->id, (struct int_list){ k.ids, k.n },
	    (struct text_list){ k.states, k.n },
	    (struct text_list){ k.reasons, k.n });
	return (done(req, arena_printf(req->arena, "Register saved: %zu %s "
	    "changed", k.n, k.n == 1 ? "line" : "lines"), "/sessions/%ld",
	    s->id));
}
