/* progress - how each of a list of trainees stands. */
#include <stdlib.h>

#include "pages/progress.h"
#include "pages/standing.h"

enum { PROGRAMMES_MAX = 16 };

/* What was read for everybody; each list is in the order of its owners' ids. */
struct stock {
	struct placement_list		 placements;
	struct pattern_row_list		 patterns;
	struct interruption_row_list	 interruptions;
	int64_t				 programmes[PROGRAMMES_MAX];
	struct day_settings		 settings[PROGRAMMES_MAX];
	size_t				 nprogrammes;
};

static struct int_list
trainee_ids(struct arena *a, const struct trainee_list *list)
{
	int64_t	*ids = arena_array(a, list->n, sizeof(*ids));
	size_t	 n = 0;

	each(t, *list)
		ids[n++] = t->id;
	return ((struct int_list){ ids, n });
}

/*
 * The rows of one owner, in an array ordered by an id at some offset: where
 * they begin, and how many.
 */
struct slice { size_t from, n; };

static struct slice
slice_of(const void *rows, size_t n, size_t size, size_t at, int64_t id)
{
	size_t	low = 0, high = n, end;

#define ID(i)	(*(const int64_t *)((const char *)rows + (i) * size + at))
	while (low < high) {
		size_t	middle = low + (high - low) / 2;

		if (ID(middle) < id)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < n && ID(end) == id; end++)
		;
#undef ID
	return ((struct slice){ low, end - low });
}

#define SLICE(list, member, id)						\
	slice_of((list).v, (list).n, sizeof(*(list).v),			\
	    offsetof(__typeof__(*(list).v), member), (id))

static struct placement_list
placements_for(const struct stock *s, int64_t enrolment)
{
	struct slice	rows = SLICE(s->placements, enrolment_id, enrolment);

	return ((struct placement_list){ s->placements.v + rows.from, rows.n });
}

static struct schedule
schedule_for(struct arena *a, const struct stock *s, const struct placement *p)
{
	struct slice	rows = SLICE(s->patterns, placement_id, p->id);
	struct slice	gaps = SLICE(s->interruptions, placement_id, p->id);

	return (schedule_of(a, p,
	    &(struct pattern_row_list){ s->patterns.v + rows.from, rows.n },
	    &(struct interruption_row_list){
	    s->interruptions.v + gaps.from, gaps.n }));
}

static const struct day_settings *
settings_for(struct request *req, struct stock *s, int64_t programme)
{
	size_t	i;

	for (i = 0; i < s->nprogrammes; i++)
		if (s->programmes[i] == programme)
			return (&s->settings[i]);
	if (i == PROGRAMMES_MAX)
		i = 0;			/* another's place */
	else
		s->nprogrammes++;
	s->programmes[i] = programme;
	s->settings[i] = day_settings_of(req, programme);
	return (&s->settings[i]);
}

/* words: where their reasons go, or NULL. */
static struct progress
progress_for(struct request *req, struct stock *s, const struct trainee *t,
    struct arena *words)
{
	const struct day_settings	*settings = settings_for(req, s,
					    t->programme_id);
	struct progress			 p = { .trainee = t };
	struct schedule			*schedules;
	struct placed			*placed;
	size_t				 n = 0;

	p.placements = placements_for(s, t->id);
	schedules = arena_array(req->arena, p.placements.n, sizeof(*schedules));
	placed = arena_array(req->arena, p.placements.n, sizeof(*placed));
	each(l, p.placements) {
		schedules[n] = schedule_for(req->arena, s, l);
		placed[n].required_halves = (int)l->required_halves;
		placed[n].standing = day_standing(words, &schedules[n],
		    (int)l->confirmed, (int)l->waiting, settings, req->today);
		p.waiting_days += l->waiting_days;
		p.returned_days += l->returned_days;
		n++;
	}
	p.schedules = schedules;
	p.placed = placed;
	p.now = placement_now(&p.placements, req->today);
	p.standing = course_standing(words, placed, n, settings);
	return (p);
}

static struct stock
stock_of(struct request *req, const struct trainee_list *trainees)
{
	struct stock	s = { 0 };
	struct int_list	ids;

	s.placements = placements_of_enrolments(req->db,
	    trainee_ids(req->arena, trainees));
	ids = placement_ids(req->arena, &s.placements);
	s.patterns = patterns_of(req->db, ids);
	s.interruptions = interruptions_of(req->db, ids);
	return (s);
}

struct progress_list
progress_of(struct request *req, const struct trainee_list *trainees)
{
	struct progress_list	list = { 0 };
	struct stock		s = stock_of(req, trainees);

	list.v = arena_array(req->arena, trainees->n, sizeof(*list.v));
	each(t, *trainees) {
		list.v[list.n] = progress_for(req, &s, t, NULL);
		list.v[list.n].place = list.n;
		list.n++;
	}
	return (list);
}

struct progress
progress_of_one(struct request *req, struct trainee *t)
{
	struct stock	s = {
		.placements = placements_of_enrolment(req->db, t->id),
		.patterns = patterns_of_enrolment(req->db, t->id),
		.interruptions = interruptions_of_enrolment(req->db, t->id),
	};

	return (progress_for(req, &s, t, req->arena));
}
