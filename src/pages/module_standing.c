/* module_standing - rows of modules as the rules see them, and in words. */
#include "pages/modules.h"
#include "rules/words.h"
#include "views/modules.h"

static int
known_or(struct maybe_int value, int usual)
{
	return (value.known ? (int)value.value : usual);
}

/* A programme without a setting of its own has the national one. */
struct module_numbers
module_numbers_of(struct request *req, int64_t programme)
{
	struct module_settings	*s = module_settings_of(req->db, programme);

	if (s == NULL)
		return ((struct module_numbers){ .pass_mark = 100 });
	return ((struct module_numbers){ .rules = {
	    .attempts_most = known_or(s->attempts_most, 1),
	    .rounding = known_or(s->rounding, 0) == 1 ? ROUND_DOWN :
	        ROUND_NEAREST,
	    .component_passes = known_or(s->component_passes, 1) != 0,
	    .compensate_from = known_or(s->compensate_from, 101),
	    .resit_capped = known_or(s->resit_capped, 1) != 0,
	    .attendance_least = known_or(s->attendance_least, 0) },
	    .pass_mark = known_or(s->pass_mark, 100),
	    .resit_days = known_or(s->resit_days, 28) });
}

struct date
part_due(const struct part *p)
{
	return (date_is_set(p->extended_to) &&
	    date_compare(p->extended_to, p->due_on) > 0 ? p->extended_to :
	    p->due_on);
}

struct assessed
assessed_of(const struct part *p)
{
	struct assessed	a = { .weight = (int)p->weight,
			    .pass_mark = (int)p->pass_mark,
			    .number = (int)p->number, .due = part_due(p) };

	if (p->mark.known) {
		a.stage = ATTEMPT_MARKED;
		a.mark = (int)p->mark.value;
	} else if (p->state == ATTEMPT_STATE_SUBMITTED)
		a.stage = ATTEMPT_SUBMITTED;
	else if (p->state == ATTEMPT_STATE_NOT_SUBMITTED)
		a.stage = ATTEMPT_NOT_SUBMITTED;
	return (a);
}

enum board_wish
wish_of(enum board_outcome outcome)
{
	static const enum board_wish	wishes[] = {
		[BOARD_OUTCOME_NONE] = WISH_NONE,
		[BOARD_OUTCOME_PASS] = WISH_PASS,
		[BOARD_OUTCOME_COMPENSATED] = WISH_COMPENSATED,
		[BOARD_OUTCOME_RESIT] = WISH_RESIT,
		[BOARD_OUTCOME_REPEAT] = WISH_REPEAT,
		[BOARD_OUTCOME_FAIL] = WISH_FAIL,
		[BOARD_OUTCOME_DEFERRED] = WISH_DEFERRED,
	};

	return (wishes[outcome]);
}

enum board_outcome
outcome_of(enum board_wish wish)
{
	enum board_outcome	o = BOARD_OUTCOME_NONE;

	for (; o <= BOARD_OUTCOME_DEFERRED; o++)
		if (wish_of(o) == wish)
			return (o);
	return (BOARD_OUTCOME_NONE);
}

/* Rows of both lists are in the same order: those of one taker follow each
 * other. */
static struct standing_in
standing_of(struct request *req, const struct taker *t,
    const struct part *parts, size_t n, const struct module_numbers *m)
{
	struct assessed		*assessed = arena_array(req->arena, n,
				    sizeof(*assessed));
	struct standing_in	 s = { .taker = t, .parts = parts,
				    .assessed = { assessed, n },
				    .stamp = t->decision_version };

	for (size_t i = 0; i < n; i++) {
		assessed[i] = assessed_of(&parts[i]);
		s.stamp += parts[i].stamp;
	}
	s.standing = module_standing(req->arena, s.assessed,
	    wish_of(t->outcome), &m->rules, req->today);
	s.share = attendance_share((int)t->present, (int)t->absent);
	s.share_low = s.share >= 0 && s.share < m->rules.attendance_least;
	return (s);
}

struct standing_in_list
standings_in(struct request *req, struct int_list offerings,
    struct maybe_int enrolment, struct maybe_int person,
    const struct module_numbers *m)
{
	struct taker_list	 takers = takers_of(req->db, offerings,
				    enrolment, person);
	struct part_list	 parts = parts_of(req->db, offerings,
				    (struct maybe_int){ 0 }, enrolment,
				    person);
	struct standing_in	*all = arena_array(req->arena, takers.n,
				    sizeof(*all));
	size_t			 at = 0, n, i = 0;

	each (t, takers) {
		for (n = 0; at + n < parts.n &&
		    parts.v[at + n].enrolment_id == t->enrolment_id &&
		    parts.v[at + n].offering_id == t->offering_id; n++)
			;
		all[i++] = standing_of(req, t, parts.v + at, n, m);
		at += n;
	}
	return ((struct standing_in_list){ all, takers.n });
}

struct offering *
offering_asked(struct request *req, int64_t id)
{
	if (req->method == POST)
		offering_lock(req->db, id);
	return (offering_mine(req->db, id));
}

const char *
share_words(struct arena *a, int share)
{
	return (share < 0 ? "None held yet" : arena_printf(a, "%d%%", share));
}

const char *
part_words(struct arena *a, const struct part *p, struct date today)
{
	struct assessed	 as = assessed_of(p);
	const char	*resit = p->number > 1 ? "resit " : "";

	switch (as.stage) {
	case ATTEMPT_MARKED:
		return (arena_printf(a, "%s%ld%s", resit, p->mark.value,
		    p->mark_state == MARK_STATE_CONFIRMED ? "" :
		    " provisional"));
	case ATTEMPT_SUBMITTED:
		return (arena_printf(a, "%shanded in", resit));
	case ATTEMPT_NOT_SUBMITTED:
		return (arena_printf(a, "%snothing handed in", resit));
	default:
		return (arena_printf(a, "%s%s %s", resit, attempt_overdue(&as,
		    today) ? "overdue since" : "due",
		    date_words(a, as.due)));
	}
}

const char *
extension_reason_words(enum extension_reason reason)
{
	static const char *const	words[] = {
		[EXTENSION_REASON_NONE] = "",
		[EXTENSION_REASON_SICKNESS] = "Sickness",
		[EXTENSION_REASON_BEREAVEMENT] = "Bereavement",
		[EXTENSION_REASON_CARING] = "Caring for somebody",
		[EXTENSION_REASON_PERSONAL] = "Other personal circumstances",
		[EXTENSION_REASON_PLACEMENT_DEMANDS] =
		    "The placement asked too much",
		[EXTENSION_REASON_SUPPORT_NOT_IN_PLACE] =
		    "Support or an adjustment was not in place",
		[EXTENSION_REASON_LATE_TEACHING] =
		    "Teaching or material came late",
		[EXTENSION_REASON_SYSTEM_FAULT] =
		    "A system did not work",
	};

	return (words[reason]);
}
