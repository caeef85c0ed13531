/* standing - placements as the rules see them. */
#include "pages/standing.h"
#include "queries.h"

static int
known_or(struct maybe_int value, int usual)
{
	return (value.known ? (int)value.value : usual);
}

struct day_settings
day_settings_of(struct request *req, int64_t programme)
{
	struct thresholds	*t = thresholds_of(req->db, programme);
	struct day_settings	 usual = day_settings_usual;

	if (t == NULL)
		return (usual);
	return ((struct day_settings){
	    known_or(t->behind_after, usual.behind_after_halves),
	    known_or(t->well_behind_after, usual.well_behind_after_halves) });
}

static struct pattern *
patterns_for(struct arena *a, int64_t placement,
    const struct pattern_row_list *rows, size_t *n)
{
	struct pattern	*patterns = arena_array(a, rows->n, sizeof(*patterns));

	*n = 0;
	each (r, *rows) {
		if (r->placement_id != placement || r->halves.n != 7)
			continue;
		patterns[*n].from = r->from_on;
		patterns[*n].to = r->to_on;
		for (int day = 0; day < 7; day++)
			patterns[*n].halves[day] =
			    (signed char)r->halves.v[day];
		(*n)++;
	}
	return (patterns);
}

static struct span *
spans_for(struct arena *a, int64_t placement,
    const struct interruption_row_list *rows, size_t *n)
{
	struct span	*spans = arena_array(a, rows->n, sizeof(*spans));

	*n = 0;
	each (r, *rows)
		if (r->placement_id == placement)
			spans[(*n)++] = (struct span){ r->from_on, r->to_on,
			    r->reason };
	return (spans);
}

struct schedule
schedule_of(struct arena *a, const struct placement *p,
    const struct pattern_row_list *patterns,
    const struct interruption_row_list *interruptions)
{
	struct schedule	s = { .from = p->starts_on, .to = p->ends_on,
	    .required_halves = (int)p->required_halves };

	s.patterns = patterns_for(a, p->id, patterns, &s.npatterns);
	s.interruptions = spans_for(a, p->id, interruptions,
	    &s.ninterruptions);
	return (s);
}

struct schedule
schedule_asked(struct request *req, const struct placement *p)
{
	struct int_list			ids = { &p->id, 1 };
	struct pattern_row_list		patterns = patterns_of(req->db, ids);
	struct interruption_row_list	gaps = interruptions_of(req->db, ids);

	return (schedule_of(req->arena, p, &patterns, &gaps));
}

struct placement *
placement_own(struct request *req, int64_t id)
{
	struct placement	*p = placement_by_id(req->db, id);

	return (p != NULL && p->person_id == req->visitor.id ? p : NULL);
}

struct placement *
placement_now(const struct placement_list *list, struct date today)
{
	struct placement	*next = NULL, *last = NULL;

	each (p, *list) {
		if (date_compare(p->starts_on, today) > 0) {
			if (next == NULL)
				next = p;
		} else if (date_compare(p->ends_on, today) >= 0) {
			return (p);
		} else {
			last = p;
		}
	}
	/* Between two placements, days of the last may still be open. */
	return (last != NULL && last->waiting + last->returned > 0 ? last :
	    next != NULL ? next : last);
}

struct int_list
placement_ids(struct arena *a, const struct placement_list *list)
{
	int64_t	*ids = arena_array(a, list->n, sizeof(*ids));
	size_t	 n = 0;

	each (p, *list)
		ids[n++] = p->id;
	return ((struct int_list){ ids, n });
}
