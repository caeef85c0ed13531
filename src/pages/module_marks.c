/* module_marks - marks of a component, entered for all and released to them. */
#include <stdlib.h>
#include <string.h>

#include "pages.h"
#include "pages/day_entry.h"
#include "pages/modules.h"
#include "views.h"

/* The component of the address; a POST then holds its module. */
static struct component *
component_asked(struct request *req, struct offering **f)
{
	struct component	*c = component_mine(req->db, req->id[0]);

	if (c == NULL || (*f = offering_asked(req, c->offering_id)) == NULL)
		return (NULL);
	return (c);
}

static struct part_list
parts_of_component(struct request *req, const struct component *c)
{
	struct maybe_int	any = { 0 };

	return (parts_of(req->db, (struct int_list){ &c->offering_id, 1 },
	    (struct maybe_int){ true, c->id }, any, any));
}

static const char *
mark_text(struct arena *a, const struct part *p)
{
	return (p->mark.known ? arena_printf(a, "%ld", p->mark.value) : "");
}

enum status
marks_entry(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);
	struct part_list	 parts;

	if (c == NULL)
		return (NOT_FOUND);
	parts = parts_of_component(req, c);
	each (p, parts) {
		form_set(req->form, field_for(req->arena, "mark",
		    p->attempt_id), mark_text(req->arena, p));
		if (p->state == ATTEMPT_STATE_NOT_SUBMITTED)
			form_set(req->form, field_for(req->arena, "nothing",
			    p->attempt_id), "yes");
	}
	marks_page(req->out, req, f, c, parts);
	return (OK);
}

struct marking
marking_for(struct arena *a, size_t n)
{
	return ((struct marking){
	    .attempts = arena_array(a, n, sizeof(int64_t)),
	    .marked = arena_array(a, n, sizeof(int64_t)),
	    .marks = arena_array(a, n, sizeof(int64_t)),
	    .unmarked = arena_array(a, n, sizeof(int64_t)),
	    .states = arena_array(a, n, sizeof(char *)),
	    .dates = arena_array(a, n, sizeof(char *)) });
}

void
mark_one(struct request *req, struct marking *g, const struct part *p,
    int64_t mark, bool nothing)
{
	bool	handed_in = mark >= 0 ||
		    (p->state == ATTEMPT_STATE_SUBMITTED && !nothing &&
		    !p->mark.known);

	g->attempts[g->nattempts] = p->attempt_id;
	g->dates[g->nattempts] = handed_in && date_is_set(p->submitted_on) ?
	    iso_words(req->arena, p->submitted_on) : "";
	g->states[g->nattempts++] = nothing ? "not_submitted" :
	    handed_in ? "submitted" : "due";
	if (mark >= 0) {
		g->marked[g->nmarked] = p->attempt_id;
		g->marks[g->nmarked++] = mark;
	} else if (p->mark.known)
		g->unmarked[g->nunmarked++] = p->attempt_id;
}

/* The mark that was typed, -1 for none; false when it will not do. */
static bool
mark_typed(struct request *req, const struct part *p, const char *field,
    int64_t *mark)
{
	*mark = -1;
	if (*form_value(req->form, field) == '\0')
		return (true);
	*mark = form_number(req->form, field, arena_printf(req->arena,
	    "The mark of %s", p->trainee), 0, 100, NULL);
	return (*mark >= 0 && form_error(req->form, field) == NULL);
}

static void
refuse_stale(struct request *req, const struct part *p, const char *field)
{
	form_refuse(req->form, field, arena_printf(req->arena, "%s: %s now. "
	    "It changed while you had the marks open. Check it, then save "
	    "again", p->trainee, part_words(req->arena, p, req->today)));
	form_replace(req->form, field_for(req->arena, "v", p->attempt_id),
	    arena_printf(req->arena, "%ld", p->stamp));
}

static void
read_mark(struct request *req, struct marking *g, const struct part *p)
{
	const char	*field = field_for(req->arena, "mark", p->attempt_id);
	const char	*stamp = form_value(req->form, field_for(req->arena,
			    "v", p->attempt_id));
	bool		 nothing = form_ticked(req->form, field_for(
			    req->arena, "nothing", p->attempt_id), "yes");
	int64_t		 mark;

	/* A line that was not on the page says nothing. */
	if (*stamp == '\0' || !form_has(req->form, field) ||
	    !mark_typed(req, p, field, &mark))
		return;
	if (mark == (p->mark.known ? p->mark.value : -1) &&
	    nothing == (p->state == ATTEMPT_STATE_NOT_SUBMITTED))
		return;
	if (strtoll(stamp, NULL, 10) != p->stamp)
		refuse_stale(req, p, field);
	else if (p->mark_state == MARK_STATE_CONFIRMED)
		form_refuse(req->form, field, arena_printf(req->arena, "The "
		    "mark of %s is confirmed: only the board changes it",
		    p->trainee));
	else if (mark >= 0 && nothing)
		form_refuse(req->form, field, arena_printf(req->arena, "Enter "
		    "a mark for %s or tick that nothing was handed in, not "
		    "both", p->trainee));
	else
		mark_one(req, g, p, mark, nothing);
}

/* A mark is taken back before its attempt, and given after it. */
void
write_marks(struct request *req, const struct marking *g)
{
	marks_take_back(req->db, (struct int_list){ g->unmarked,
	    g->nunmarked });
	attempts_put(req->db, (struct int_list){ g->attempts, g->nattempts },
	    (struct text_list){ g->states, g->nattempts },
	    (struct text_list){ g->dates, g->nattempts });
	marks_put(req->db, (struct int_list){ g->marked, g->nmarked },
	    (struct int_list){ g->marks, g->nmarked });
}

enum status
marks_enter(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);
	struct part_list	 parts;
	struct marking		 g;

	if (c == NULL)
		return (NOT_FOUND);
	parts = parts_of_component(req, c);
	g = marking_for(req->arena, parts.n);
	each (p, parts)
		read_mark(req, &g, p);
	if (!form_ok(req->form)) {
		marks_page(req->out, req, f, c, parts);
		return (INVALID);
	}
	write_marks(req, &g);
	return (done(req, arena_printf(req->arena, "Saved: %zu %s changed",
	    g.nattempts, g.nattempts == 1 ? "line" : "lines"),
	    "/components/%ld/marks", c->id));
}

static size_t
count_unreleased(struct part_list parts)
{
	size_t	n = 0;

	each (p, parts)
		n += p->mark.known && !p->released.value;
	return (n);
}

enum status
marks_release_page(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);

	if (c == NULL)
		return (NOT_FOUND);
	marks_release_form(req->out, req, f, c,
	    count_unreleased(parts_of_component(req, c)));
	return (OK);
}

/* As many as were shown, or nobody: others may have been marked meanwhile. */
enum status
marks_release_all(struct request *req)
{
	struct offering		*f;
	struct component	*c = component_asked(req, &f);
	size_t			 n;
	int64_t			 seen;

	if (c == NULL)
		return (NOT_FOUND);
	n = count_unreleased(parts_of_component(req, c));
	seen = form_number(req->form, "marks", "The number of marks", 1,
	    INT64_MAX - 1, "There is no mark to release");
	if (form_ok(req->form) && seen != (int64_t)n) {
		form_refuse(req->form, "marks", "Marks changed while you had "
		    "this page open. Check how many there are now");
		form_replace(req->form, "marks", "");
	}
	if (!form_ok(req->form)) {
		marks_release_form(req->out, req, f, c, n);
		return (INVALID);
	}
	marks_release(req->db, c->id);
	return (done(req, arena_printf(req->arena, "%zu %s released to the "
	    "trainees", n, n == 1 ? "mark" : "marks"), "/modules/%ld", f->id));
}
