/*
 * What a move of a placement does to its schedule.
 */
#include <string.h>

#include "rules/placement_states.h"

/* Rules and views hold the schedule of before: nothing of it is changed. */
static struct schedule
copied(struct arena *a, const struct schedule *s)
{
	struct schedule	 now = *s;
	struct pattern	*patterns = arena_array(a, s->npatterns + 1,
			    sizeof(*patterns));
	struct span	*spans = arena_array(a, s->ninterruptions + 1,
			    sizeof(*spans));

	if (s->npatterns > 0)
		memcpy(patterns, s->patterns, s->npatterns * sizeof(*patterns));
	if (s->ninterruptions > 0)
		memcpy(spans, s->interruptions,
		    s->ninterruptions * sizeof(*spans));
	now.patterns = patterns;
	now.interruptions = spans;
	return (now);
}

static void
set_pattern(struct arena *a, struct schedule *s, const struct pattern *p)
{
	struct pattern	*list = arena_array(a, s->npatterns + 1,
			    sizeof(*list));
	size_t		 n = 0;

	for (size_t i = 0; i < s->npatterns; i++) {
		if (date_compare(s->patterns[i].from, p->from) >= 0)
			continue;
		list[n] = s->patterns[i];
		if (!date_is_set(list[n].to) ||
		    date_compare(list[n].to, p->from) >= 0)
			list[n].to = date_plus_days(p->from, -1);
		n++;
	}
	list[n++] = *p;
	s->patterns = list;
	s->npatterns = n;
}

static void
add_gap(struct arena *a, struct schedule *s, struct date from, struct date to)
{
	struct span	*list = arena_array(a, s->ninterruptions + 1,
			    sizeof(*list));

	if (s->ninterruptions > 0)
		memcpy(list, s->interruptions,
		    s->ninterruptions * sizeof(*list));
	list[s->ninterruptions++] = (struct span){ from, to, "" };
	s->interruptions = list;
}

static void
end_gaps(struct arena *a, struct schedule *s, struct date back_on)
{
	struct span	*list = arena_array(a, s->ninterruptions + 1,
			    sizeof(*list));
	size_t		 n = 0;

	for (size_t i = 0; i < s->ninterruptions; i++) {
		list[n] = s->interruptions[i];
		if (!date_is_set(list[n].to))
			list[n].to = date_plus_days(back_on, -1);
		if (date_compare(list[n].from, list[n].to) <= 0)
			n++;
	}
	s->interruptions = list;
	s->ninterruptions = n;
}

static void
start_on(struct arena *a, struct schedule *s, struct date from)
{
	struct schedule	was = copied(a, s);
	struct pattern	*list = arena_array(a, s->npatterns + 1,
			    sizeof(*list));

	for (size_t i = 0; i < s->npatterns; i++) {
		list[i] = was.patterns[i];
		if (date_compare(list[i].from, s->from) == 0)
			list[i].from = from;
	}
	s->patterns = list;
	s->from = from;
}

static void
stop_on(struct arena *a, struct schedule *s, struct date on)
{
	struct date	end = date_compare(on, s->from) < 0 ? s->from : on;

	if (date_compare(end, s->to) < 0)
		s->to = end;
	add_gap(a, s, end, (struct date){ 0 });
}

struct schedule
schedule_after(struct arena *a, const struct schedule *before,
    const struct move *m)
{
	struct schedule	s = copied(a, before);

	if (m->kind == MOVE_REPLANNED || m->kind == MOVE_EXTENDED) {
		start_on(a, &s, m->from);
		s.to = m->to;
		s.required_halves = m->required_halves;
	} else if (m->kind == MOVE_REPATTERNED)
		set_pattern(a, &s, &m->pattern);
	else if (m->kind == MOVE_INTERRUPTED)
		add_gap(a, &s, m->gap.from, m->gap.to);
	else if (m->kind == MOVE_SUSPENDED)
		add_gap(a, &s, m->on, (struct date){ 0 });
	else if (m->kind == MOVE_INTERRUPTION_ENDED)
		end_gaps(a, &s, m->back_on);
	else if (m->kind == MOVE_RESUMED)
		end_gaps(a, &s, m->on);
	else if (m->kind == MOVE_TERMINATED)
		stop_on(a, &s, m->on);
	return (s);
}
