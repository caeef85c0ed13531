/*
 * The demonstration's timetables: every ASYE has its reviews, and some were
 * moved: by a pause that is over or goes on, by an extension, by other hours or
 * by themselves.  Of some, a pause is being agreed.
 */
#include "demo_parts.h"
#include "queries.h"
#include "rules/asye_timetable.h"
#include "rules/words.h"

enum { PART_OF_FULL = 80, FEW_DAYS = 9, COLUMNS = 6 };

/* What happens to one of so many: the first whose remainder fits. */
enum happens { NOTHING, PAUSED_BEFORE, PAUSED_NOW, EXTENDED, OTHER_HOURS,
    ONE_MOVED, BEING_ASKED };
static const struct { int of, is; enum happens what; } shares[] = {
	{ 6, 2, PAUSED_BEFORE }, { 14, 5, PAUSED_NOW }, { 11, 3, EXTENDED },
	{ 13, 7, OTHER_HOURS }, { 9, 4, ONE_MOVED }, { 16, 1, BEING_ASKED },
};

struct reviews {
	int64_t		*v[COLUMNS];	/* asye, number, first, due, held */
	const char	**states;
	size_t		 n;
};

struct requests {
	int64_t		*asyes, *froms, *backs, *numbers, *months, *percents,
			*asked;
	const char	**kinds, **reasons, **terms, **states;
	size_t		 n;
};

/* One ASYE, while it is made. */
struct year {
	const struct demo_review	*reviews;
	size_t				 n;
	enum happens			 what;
	struct asye_facts		 facts;
	struct asye_hours		 hours[2];
	struct asye_out			 out;
	struct asye_extra		 extra;
	struct asye_shift		 shift;
	struct date			 since;	/* the last that was held */
};

static enum happens
happens_to(const struct demo_review *r)
{
	if (!r->live)
		return (NOTHING);
	if (r->named)
		return (PAUSED_BEFORE);
	for (size_t i = 0; i < sizeof(shares) / sizeof(*shares); i++)
		if (r->asye_id % shares[i].of == shares[i].is)
			return (shares[i].what != PAUSED_NOW || r->pausable ?
			    shares[i].what : NOTHING);
	return (NOTHING);
}

/* The first review that is to come and that nobody chose to leave out. */
static int
next_number(const struct year *y)
{
	for (size_t i = 0; i < y->n; i++)
		if (!date_is_set(y->reviews[i].held_on) &&
		    !y->reviews[i].optional)
			return ((int)y->reviews[i].number);
	return (0);
}

static struct date
last_held(const struct year *y)
{
	struct date	last = y->reviews[0].starts_on;

	for (size_t i = 0; i < y->n; i++)
		if (date_compare(y->reviews[i].held_on, last) > 0)
			last = y->reviews[i].held_on;
	return (last);
}

/* Days out lie behind the last review that was held, and today. */
static bool
leave_out(struct demo *d, struct year *y, struct dice *dice)
{
	struct date	today = date_from_number(d->today);
	int		room = d->today - date_number(y->since);

	if (y->what == PAUSED_BEFORE) {
		if (room < 3 * FEW_DAYS)
			return (false);
		y->out.from = date_plus_days(y->since, FEW_DAYS);
		y->out.back = date_plus_days(y->out.from,
		    dice_between(dice, 5, room - 2 * FEW_DAYS));
	} else {
		if (room < FEW_DAYS + 1)
			return (false);
		y->out.from = date_plus_days(today, y->what == BEING_ASKED ?
		    FEW_DAYS : -dice_between(dice, 1, FEW_DAYS));
		y->out.back = date_plus_days(y->out.from,
		    dice_between(dice, 30, 120));
	}
	return (true);
}

/* Puts into the facts what happens; false when there is no room for it. */
static bool
let_happen(struct demo *d, struct year *y, struct dice *dice)
{
	struct asye_facts	*f = &y->facts;

	switch (y->what) {
	case PAUSED_BEFORE:
	case PAUSED_NOW:
		f->nouts = leave_out(d, y, dice);
		return (f->nouts == 1);
	case BEING_ASKED:
		return (leave_out(d, y, dice));
	case EXTENDED:
		y->extra = (struct asye_extra){ (int)y->reviews[y->n -
		    1].number, dice_between(dice, 1, 4), 0 };
		f->nextras = 1;
		return (!date_is_set(y->reviews[y->n - 1].held_on));
	case OTHER_HOURS:
		y->hours[1] = (struct asye_hours){ date_plus_days(y->since,
		    FEW_DAYS), PART_OF_FULL };
		f->nhours = 2;
		return (date_number(y->since) + FEW_DAYS < d->today &&
		    y->hours[0].percent != PART_OF_FULL);
	case ONE_MOVED:
		y->shift = (struct asye_shift){ next_number(y),
		    dice_between(dice, 2, FEW_DAYS) };
		f->nshifts = 1;
		return (y->shift.number != 0);
	default:
		return (true);
	}
}

static struct asye_facts
as_it_began(struct year *y)
{
	y->hours[0] = (struct asye_hours){ y->reviews[0].starts_on,
	    (int)y->reviews[0].percent };
	return ((struct asye_facts){ .starts_on = y->reviews[0].starts_on,
	    .pro_rata = true, .hours = y->hours, .nhours = 1,
	    .outs = &y->out, .extras = &y->extra, .shifts = &y->shift });
}

static void
add_reviews(struct reviews *all, struct year *y)
{
	struct asye_facts	plain = as_it_began(y);

	for (size_t i = 0; i < y->n; i++) {
		const struct demo_review	*r = &y->reviews[i];
		bool		 held = date_is_set(r->held_on);
		struct date	 first = asye_due_on(&plain, (int)r->number,
				    (int)r->months);
		struct date	 due = held ? first : asye_due_on(&y->facts,
				    (int)r->number, (int)r->months);

		all->v[0][all->n] = r->asye_id;
		all->v[1][all->n] = r->number;
		all->v[2][all->n] = date_number(first);
		all->v[3][all->n] = date_number(due);
		all->v[4][all->n] = held ? date_number(r->held_on) : 0;
		all->states[all->n++] = held ? "held" : r->optional ?
		    "optional" : "due";
	}
}

static void
add_request(struct demo *d, struct requests *all, const struct year *y,
    struct dice *dice)
{
	static const struct { const char *code, *words; } away[] = {
		{ "illness", "Illness or injury" },
		{ "parental_leave", "Maternity, paternity, adoption or "
		    "parental leave" },
		{ "adjustment_not_in_place", "A reasonable adjustment was "
		    "not in place" },
		{ "caring", "Caring for somebody" },
	};
	size_t		 n = all->n++;
	int		 why = dice_below(dice, 4);
	struct date	 from = y->what == OTHER_HOURS ? y->hours[1].from :
			    y->out.from;

	all->asyes[n] = y->reviews[0].asye_id;
	all->reasons[n] = away[why].code;
	all->kinds[n] = "pause";
	all->states[n] = y->what == PAUSED_BEFORE ? "over" :
	    y->what == BEING_ASKED ? "asked" : "standing";
	all->froms[n] = y->what == EXTENDED ? 0 : date_number(from);
	all->backs[n] = y->what == EXTENDED || y->what == OTHER_HOURS ? 0 :
	    date_number(y->out.back);
	all->asked[n] = d->today - 6 > date_number(from) &&
	    y->what != EXTENDED ? date_number(from) : d->today - 6;
	all->terms[n] = arena_printf(&d->kept, "Pause from %s to %s. Reason: "
	    "%s.", date_words(&d->kept, y->out.from), date_words(&d->kept,
	    date_plus_days(y->out.back, -1)), away[why].words);
	if (y->what == EXTENDED) {
		all->kinds[n] = "extension";
		all->reasons[n] = "more_time";
		all->numbers[n] = y->extra.from_number;
		all->months[n] = y->extra.months;
		all->terms[n] = arena_printf(&d->kept, "Extension by %d "
		    "months. Reason: More time to show what is asked.",
		    y->extra.months);
	} else if (y->what == OTHER_HOURS) {
		all->kinds[n] = "hours";
		all->reasons[n] = "part_time";
		all->percents[n] = PART_OF_FULL;
		all->terms[n] = arena_printf(&d->kept, "Change of hours to "
		    "%d%% from %s.", PART_OF_FULL, date_words(&d->kept,
		    from));
	}
}

static void
add_year(struct demo *d, struct year *y, struct reviews *reviews,
    struct requests *requests)
{
	struct dice	dice = dice_for(d->seed, 'Y',
			    (uint64_t)y->reviews[0].asye_id);

	y->what = happens_to(y->reviews);
	y->since = last_held(y);
	y->facts = as_it_began(y);
	if (!let_happen(d, y, &dice)) {
		y->what = NOTHING;
		y->facts = as_it_began(y);
	}
	add_reviews(reviews, y);
	if (y->what != NOTHING && y->what != ONE_MOVED)
		add_request(d, requests, y, &dice);
}

static void
make_room(struct arena *a, size_t n, struct reviews *r, struct requests *q)
{
	int64_t	**numbers[] = { &q->asyes, &q->froms, &q->backs, &q->numbers,
		    &q->months, &q->percents, &q->asked };
	const char	***words[] = { &q->kinds, &q->reasons, &q->terms,
			    &q->states, &r->states };

	for (int i = 0; i < COLUMNS; i++)
		r->v[i] = arena_array(a, n + 1, sizeof(int64_t));
	for (size_t i = 0; i < sizeof(numbers) / sizeof(*numbers); i++)
		*numbers[i] = arena_array(a, n + 1, sizeof(int64_t));
	for (size_t i = 0; i < sizeof(words) / sizeof(*words); i++)
		*words[i] = arena_array(a, n + 1, sizeof(char *));
}

static void
write_all(struct demo *d, const struct reviews *r, const struct requests *q)
{
	struct db	*db = d->store.db;

#define INTS(list, v)	((struct int_list){ (v), (list)->n })
#define WORDS(list, v)	((struct text_list){ (v), (list)->n })
	demo_asye_reviews_add(db, INTS(r, r->v[0]), INTS(r, r->v[1]),
	    WORDS(r, r->states), INTS(r, r->v[2]), INTS(r, r->v[3]),
	    INTS(r, r->v[4]));
	demo_asye_requests_add(db, INTS(q, q->asyes), WORDS(q, q->kinds),
	    WORDS(q, q->reasons), WORDS(q, q->terms), WORDS(q, q->states),
	    INTS(q, q->froms), INTS(q, q->backs), INTS(q, q->numbers),
	    INTS(q, q->months), INTS(q, q->percents), INTS(q, q->asked));
#undef INTS
#undef WORDS
	demo_asye_agreements_add(db);
	demo_asye_moves_add(db);
	demo_asye_pauses_follow(db, date_from_number(d->today));
}

void
demo_asye_timetable(struct demo *d)
{
	struct demo_review_list	 all = demo_reviews(d->store.db, "Asha",
				    "Mistry");
	struct reviews		 reviews = { 0 };
	struct requests		 requests = { 0 };
	struct year		 y;

	make_room(&d->kept, all.n, &reviews, &requests);
	for (size_t i = 0; i < all.n; i += y.n) {
		y = (struct year){ .reviews = &all.v[i] };
		while (i + y.n < all.n &&
		    all.v[i + y.n].asye_id == all.v[i].asye_id)
			y.n++;
		add_year(d, &y, &reviews, &requests);
	}
	write_all(d, &reviews, &requests);
}
