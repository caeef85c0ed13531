/* selection - which of a list of trainees an address asks for. */
#include <stdlib.h>
#include <string.h>

#include "core/form.h"
#include "pages/selection.h"

static const char *const standing_codes[] = {
	[NO_PLACEMENT] = "no-placement", [NOT_STARTED] = "not-started",
	[NO_PATTERN] = "no-pattern", [ON_TRACK] = "on-track",
	[SLIGHTLY_BEHIND] = "slightly-behind", [BEHIND] = "behind",
	[WELL_BEHIND] = "well-behind", [COMPLETE] = "complete", NULL
};

const char *
standing_code(enum standing standing)
{
	return (standing_codes[standing]);
}

struct selection
selection_asked(struct request *req, const struct listing *l)
{
	struct selection	s = { .asked = listing_asked(req, l) };

	s.terms = search_terms(req, s.asked.values[BY_SEARCH]);
	return (s);
}

struct selection
selection_kept(struct request *req, const struct listing *l,
    const char *query)
{
	struct selection	s;
	struct form		f;

	form_parse_urlencoded(&f, req->arena, query, strlen(query));
	s.asked = asked_of(&f, l);
	s.terms = search_terms(req, s.asked.values[BY_SEARCH]);
	return (s);
}

static bool
has_words(const struct text_list *words, const char *folded)
{
	for (size_t i = 0; i < words->n; i++)
		if (strstr(folded, words->v[i]) == NULL)
			return (false);
	return (true);
}

static bool
has_standing(const struct asked *a, enum standing standing)
{
	if (asked_is(a, BY_STANDING, BEHIND_CODE))
		return (standing == BEHIND || standing == WELL_BEHIND);
	return (asked_is(a, BY_STANDING, "") ||
	    asked_is(a, BY_STANDING, standing_codes[standing]));
}

static bool
is_placed(const struct asked *a, const struct placement *now)
{
	if (asked_is(a, BY_HOST, "") && asked_is(a, BY_STAGE, ""))
		return (true);
	return (now != NULL && (asked_is(a, BY_HOST, "") ||
	    now->organisation_id == asked_row(a, BY_HOST)) &&
	    (asked_is(a, BY_STAGE, "") ||
	    asked_is(a, BY_STAGE, placement_stage_word(now->stage))));
}

static bool
is_asked(const struct selection *s, const struct progress *p)
{
	const struct asked	*a = &s->asked;

	return (has_standing(a, p->standing.standing) &&
	    is_placed(a, p->now) && (asked_is(a, BY_STATE, "") ||
	    asked_is(a, BY_STATE, enrolment_state_word(p->trainee->state))) &&
	    (asked_is(a, BY_WAITING, "") || p->waiting_days > 0) &&
	    has_words(&s->terms.words, p->trainee->folded));
}

static int64_t
number_of(size_t column, const struct progress *p)
{
	switch (column) {
	case DONE_COLUMN:
		return (p->standing.done);
	case EXPECTED_COLUMN:
		return (p->standing.expected);
	case BEHIND_COLUMN:
		return (p->standing.behind);
	default:
		return (p->waiting_days);
	}
}

static int
compare_hosts(const struct progress *a, const struct progress *b)
{
	if (a->now == NULL || b->now == NULL)
		return ((a->now == NULL) - (b->now == NULL));
	return (strcasecmp(a->now->organisation, b->now->organisation));
}

static int
compare(const void *one, const void *other, void *how)
{
	const struct progress	*a = one, *b = other;
	const struct asked	*s = how;
	int64_t			 m, n;
	int			 order;

	if (s->sorting == HOST_COLUMN)
		order = compare_hosts(a, b);
	else if (s->sorting != NAME_COLUMN) {
		m = number_of(s->sorting, a);
		n = number_of(s->sorting, b);
		order = (m < n) - (m > n);
	} else
		order = a->place < b->place ? -1 : a->place > b->place;
	if (order != 0)
		return (s->reversed ? -order : order);
	return (a->place < b->place ? -1 : a->place > b->place);
}

struct progress_list
selection_of(struct arena *a, const struct selection *s,
    const struct progress_list *all)
{
	struct progress_list	list = { arena_array(a, all->n,
				    sizeof(*list.v)), 0 };
	struct asked		how = s->asked;

	each(p, *all)
		if (is_asked(s, p))
			list.v[list.n++] = *p;
	if (!how.fixed && list.n > 0)
		qsort_r(list.v, list.n, sizeof(*list.v), compare, &how);
	return (list);
}

size_t
selection_count(const struct selection *s, const struct progress_list *all)
{
	size_t	n = 0;

	each(p, *all)
		n += is_asked(s, p);
	return (n);
}

int64_t
selection_counted(struct request *req, const char *query, void *kept_of)
{
	const struct kept_of	*of = kept_of;
	struct selection	 s = selection_kept(req, &cohort_listing,
				    query);

	if (of->searched || s.terms.email != NULL || s.terms.number != NULL)
		return (-1);
	return ((int64_t)selection_count(&s, of->all));
}

struct progress_list
selection_page(struct request *req, struct page_of *page,
    const struct progress_list *all)
{
	struct shown_part	part = listing_part(req, page, all->n);

	return ((struct progress_list){ all->v + part.from, part.n });
}

struct tally
tally_of(const struct progress_list *list)
{
	struct tally	t = { .people = list->n };

	each(p, *list) {
		if (p->trainee->state == ENROLMENT_STATE_ENROLLED) {
			t.enrolled++;
			t.standing[p->standing.standing]++;
		}
		t.offered += p->trainee->state == ENROLMENT_STATE_OFFERED;
		t.deferred += p->trainee->state == ENROLMENT_STATE_DEFERRED;
		t.paused += p->trainee->state == ENROLMENT_STATE_PAUSED;
		t.withdrawn += p->trainee->state == ENROLMENT_STATE_WITHDRAWN;
		t.completed += p->trainee->state == ENROLMENT_STATE_COMPLETED;
		t.waiting += p->waiting_days > 0;
		t.waiting_days += p->waiting_days;
	}
	return (t);
}
