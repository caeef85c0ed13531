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

static const char *const sortings[] = {
	[BY_NAME] = "name", [BY_HOST] = "host", [BY_DONE] = "done",
	[BY_EXPECTED] = "expected", [BY_BEHIND] = "behind",
	[BY_WAITING] = "waiting", NULL
};

const char *
standing_code(enum standing standing)
{
	return (standing_codes[standing]);
}

/* The place of a word in a list that ends with NULL, or -1. */
static int
place_of(const char *word, const char *const *words)
{
	for (int i = 0; words[i] != NULL; i++)
		if (strcmp(words[i], word) == 0)
			return (i);
	return (-1);
}

static int64_t
id_in(const char *s)
{
	if (*s < '1' || *s > '9' || strlen(s) > 18 ||
	    strspn(s, "0123456789") != strlen(s))
		return (0);
	return (strtoll(s, NULL, 10));
}

static void
read_sorting(struct selection *s, const char *value)
{
	int	place;

	s->reversed = *value == '-';
	place = place_of(value + s->reversed, sortings);
	if (place < 0) {
		s->sorting = BY_NAME;
		s->reversed = false;
	} else
		s->sorting = (enum sorting)place;
}

/* The form again, from what was understood. */
static void
write_form(struct request *req, const struct selection *s, const char *search,
    const char *page)
{
	struct form	*f = req->form;
	struct arena	*a = req->arena;

	f->nfields = 0;
	if (s->terms.words.n > 0)
		form_add(f, "search", search);
	if (s->by_standing)
		form_add(f, "standing", standing_codes[s->standing]);
	if (s->behind)
		form_add(f, "standing", BEHIND_CODE);
	if (s->host != 0)
		form_add(f, "host", arena_printf(a, "%ld", s->host));
	if (s->stage != 0)
		form_add(f, "stage", placement_stage_word(s->stage));
	if (s->state != 0)
		form_add(f, "state", enrolment_state_word(s->state));
	if (s->waiting)
		form_add(f, "waiting", "yes");
	if (s->sorting != BY_NAME || s->reversed)
		form_add(f, "sort", arena_printf(a, "%s%s",
		    s->reversed ? "-" : "", sortings[s->sorting]));
	form_add(f, "page", page);
}

struct selection
selection_asked(struct request *req)
{
	struct form		*f = req->form;
	const char		*search = form_value(f, "search");
	struct selection	 s = { .sortable = true };
	int			 standing;

	standing = place_of(form_value(f, "standing"), standing_codes);
	if (standing >= 0) {
		s.by_standing = true;
		s.standing = (enum standing)standing;
	}
	s.behind = strcmp(form_value(f, "standing"), BEHIND_CODE) == 0;
	s.state = enrolment_state_from(form_value(f, "state"));
	s.stage = placement_stage_from(form_value(f, "stage"));
	s.host = id_in(form_value(f, "host"));
	s.waiting = strcmp(form_value(f, "waiting"), "yes") == 0;
	s.terms = search_terms(req, search);
	read_sorting(&s, form_value(f, "sort"));
	write_form(req, &s, search, form_value(f, "page"));
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
is_asked(const struct selection *s, const struct progress *p)
{
	const struct placement	*now = p->now;

	return ((!s->by_standing || p->standing.standing == s->standing) &&
	    (!s->behind || p->standing.standing == BEHIND ||
	    p->standing.standing == WELL_BEHIND) &&
	    (s->state == 0 || p->trainee->state == s->state) &&
	    (s->stage == 0 || (now != NULL && now->stage == s->stage)) &&
	    (s->host == 0 ||
	    (now != NULL && now->organisation_id == s->host)) &&
	    (!s->waiting || p->waiting_days > 0) &&
	    has_words(&s->terms.words, p->trainee->folded));
}

static int64_t
number_of(enum sorting sorting, const struct progress *p)
{
	switch (sorting) {
	case BY_DONE:
		return (p->standing.done);
	case BY_EXPECTED:
		return (p->standing.expected);
	case BY_BEHIND:
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
	const struct selection	*s = how;
	int64_t			 m, n;
	int			 order = 0;

	if (s->sorting == BY_HOST)
		order = compare_hosts(a, b);
	else if (s->sorting != BY_NAME) {
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
	struct selection	how = *s;

	each(p, *all)
		if (is_asked(s, p))
			list.v[list.n++] = *p;
	if (s->sortable && list.n > 0)
		qsort_r(list.v, list.n, sizeof(*list.v), compare, &how);
	return (list);
}

struct progress_list
selection_page(struct request *req, struct page_of *page,
    const struct progress_list *all)
{
	struct progress_list	rows = *all;
	size_t			skip;

	page_counted(page, (int64_t)all->n);
	if (page->number > page->pages)
		page->number = page->pages;
	form_replace(req->form, "page", page->number == 1 ? "" :
	    arena_printf(req->arena, "%ld", page->number));
	skip = (size_t)page_skip(*page);
	rows.v += skip;
	rows.n -= skip;
	if (rows.n > (size_t)page->size)
		rows.n = (size_t)page->size;
	return (rows);
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
