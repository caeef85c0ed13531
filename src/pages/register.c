/* register - entries of the register, with what follows from them today. */
#include <string.h>

#include "core/text.h"
#include "pages/register.h"

enum { PROGRAMMES_MAX = 16 };

struct programme_rules {
	int64_t			 programme;
	struct educator_rules	 rules;
	int			 capacity;
};

struct educator_rules
educator_rules_of(struct request *req, int64_t programme, int *capacity)
{
	struct educator_settings	*s = educator_settings_of(req->db,
					    programme);

	if (s == NULL)
		return ((struct educator_rules){ 0 });
	*capacity = (int)s->capacity;
	return ((struct educator_rules){
	    .currency_months = (int)s->currency_months,
	    .attention_days = (int)s->attention_days,
	    .renewal_day = (int)s->renewal_day });
}

/* Learners come in the order of people. */
static struct learner_row_list
learners_for(const struct learner_row_list *all, int64_t person)
{
	size_t	low = 0, high = all->n, end;

	while (low < high) {
		size_t	middle = low + (high - low) / 2;

		if (all->v[middle].person_id < person)
			low = middle + 1;
		else
			high = middle;
	}
	for (end = low; end < all->n && all->v[end].person_id == person; end++)
		;
	return ((struct learner_row_list){ all->v + low, end - low });
}

static void
take_learners(struct arena *a, struct educator_facts *f,
    struct learner_row_list rows)
{
	struct learner	*learners = arena_array(a, rows.n, sizeof(*learners));
	size_t		 n = 0;

	each(r, rows)
		learners[n++] = (struct learner){ r->learner, r->from_on,
		    r->to_on, r->assesses, r->final };
	f->learners = learners;
	f->nlearners = n;
}

static struct registered
registered(struct request *req, const struct educator *e,
    const struct programme_rules *p, struct learner_row_list rows)
{
	struct registered	 r = { .educator = e, .rules = p->rules };
	struct educator_facts	*f = &r.facts;

	*f = (struct educator_facts){ .name = e->name,
	    .stage_1_on = e->stage_1_on, .stage_2_on = e->stage_2_on,
	    .swe_number = e->swe_number,
	    .registered = e->registration == REGISTRATION_STATUS_REGISTERED ||
	        e->registration == REGISTRATION_STATUS_CONDITIONS,
	    .registered_until = e->registered_until,
	    .capacity = e->capacity.known ? (int)e->capacity.value :
	        p->capacity,
	    .organisation = e->organisation_id.known ?
	        e->organisation_id.value : 0 };
	take_learners(req->arena, f, rows);
	r.stage = peps_on(f, req->today);
	r.current_until = currency_until(f, &r.rules, req->today);
	r.load = load_on(f, req->today);
	if (e->state == EDUCATOR_STATE_ACTIVE)
		r.concerns = educator_attention(req->arena, f, &r.rules,
		    req->today);
	return (r);
}

static const struct programme_rules *
rules_for(struct request *req, struct programme_rules *known, size_t *n,
    int64_t programme)
{
	size_t	i = 0;

	while (i < *n && known[i].programme != programme)
		i++;
	if (i == PROGRAMMES_MAX)
		i = *n = 0;
	if (i == *n) {
		known[i].programme = programme;
		known[i].rules = educator_rules_of(req, programme,
		    &known[i].capacity);
		(*n)++;
	}
	return (&known[i]);
}

struct registered_list
registered_of(struct request *req, const struct educator_list *list)
{
	struct programme_rules	 known[PROGRAMMES_MAX] = { 0 };
	struct registered_list	 all = { arena_array(req->arena, list->n,
				    sizeof(*all.v)), 0 };
	int64_t			*people = arena_array(req->arena, list->n,
				    sizeof(*people));
	size_t			 n = 0, nknown = 0;
	struct learner_row_list	 learners;

	each(e, *list)
		people[n++] = e->person_id;
	learners = learners_of(req->db, (struct int_list){ people, n });
	each(e, *list) {
		all.v[all.n] = registered(req, e, rules_for(req, known,
		    &nknown, e->programme_id), learners_for(&learners,
		    e->person_id));
		all.v[all.n].place = all.n;
		all.n++;
	}
	return (all);
}

struct registered *
registered_by_id(struct request *req, int64_t id)
{
	struct educator	*e = educator_by_id(req->db, id);

	if (e == NULL)
		return (NULL);
	return (registered_of(req, &(struct educator_list){ e, 1 }).v);
}

struct educator_list
educators_searched(struct request *req, int64_t at_most)
{
	struct search_terms	t = search_terms(req, form_value(req->form,
				    "search"));

	return (educators_found(req->db, t.words, t.email, t.number, at_most));
}

const char *
swe_number_typed(struct form *f, const char *name)
{
	const char	*typed = form_optional_text(f, name,
			    "The Social Work England number", 20);
	const char	*number;

	if (typed == NULL)
		return (NULL);
	number = swe_number_in(f->arena, text_visible(f->arena, typed));
	if (number == NULL)
		form_refuse(f, name, "Enter SW and up to 6 digits that do not "
		    "start with 0, such as SW12345");
	return (number);
}
