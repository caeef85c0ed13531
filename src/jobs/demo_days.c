/*
 * One placement of the demonstration, day by day: who came, what they wrote,
 * and what their educator made of it.
 */
#include "demo_parts.h"

enum { DAYS_MAX = 400, FIRST_DAYS = 4, ABSENCE_REASONS = 8 };

/* A day as the database will have it, and how it came to that. */
struct day {
	int	on, halves, kind, absence, text;
	int	state, reason, version;
	int64_t	submitted, decided, decider;
	/* When it was returned once and corrected. */
	int64_t	first_submitted, returned, returned_by;
	int	first_text, returned_for;
};

struct log {
	struct day	days[DAYS_MAX];
	int		n;
	int		expected, done;	/* half-days */
	int		to_make_up;
	int		away_for;	/* days that an absence still lasts */
	int		absence;
};

static int
least(int a, int b)
{
	return (a < b ? a : b);
}

static bool
is_away(const struct course *c, int day)
{
	return (c->away_from != 0 && day >= c->away_from &&
	    (c->away_until == 0 || day < c->away_until));
}

int
course_expects(const struct course *c, int day)
{
	bool	later = c->week_changes != 0 && day >= c->week_changes;

	if (day < c->starts || is_away(c, day))
		return (0);
	return (week_halves(c->weeks[later], day));
}

static void
add(struct course *c, struct log *log, int on, int kind, int halves)
{
	struct day	*d = &log->days[log->n++];

	if (kind != ABSENT) {
		halves = least(halves, c->required - log->done);
		log->done += halves;
	}
	*d = (struct day){ .on = on, .kind = kind, .halves = halves };
}

/* Sickness most of all; now and then for a few days together. */
static bool
stays_away(struct dice *dice, struct log *log)
{
	if (log->away_for > 0)
		return (log->away_for-- > 0);
	if (!dice_chance(dice, 17))
		return (false);
	log->absence = dice_chance(dice, 600) ? 1 :
	    dice_between(dice, 2, ABSENCE_REASONS);
	log->away_for = log->absence == 1 ? dice_below(dice, 4) :
	    dice_below(dice, 2);
	return (true);
}

static void
expected_day(struct course *c, struct log *log, int day, int halves)
{
	if (stays_away(c->dice, log)) {
		add(c, log, day, ABSENT, halves);
		log->days[log->n - 1].absence = log->absence;
		log->to_make_up += halves;
	} else if (halves == 2 && dice_chance(c->dice, 12))
		add(c, log, day, ATTENDED, 1);
	else
		add(c, log, day, ATTENDED, halves);
}

static void
free_day(struct course *c, struct log *log, int day)
{
	int	behind = log->expected - log->done, halves;

	if (calendar_weekday(day) == SUNDAY || calendar_holiday(day) ||
	    is_away(c, day))
		return;
	if (behind > 1 && log->to_make_up > 0 && dice_chance(c->dice, 450)) {
		halves = least(2, log->to_make_up);
		add(c, log, day, MAKE_UP, halves);
		log->to_make_up -= halves;
	} else if (-behind < c->ahead && dice_chance(c->dice, 300))
		add(c, log, day, ATTENDED, 2);
}

static void
attend(struct course *c, struct log *log)
{
	int	day, halves;

	for (day = c->starts; day < c->cut && log->done < c->required &&
	    log->n < DAYS_MAX; day++) {
		halves = course_expects(c, day);
		log->expected = least(c->required, log->expected + halves);
		if (halves > 0)
			expected_day(c, log, day, halves);
		else
			free_day(c, log, day);
	}
	if (log->done == c->required)
		c->finished = log->days[log->n - 1].on;
}

/* Some have not logged their latest days yet. */
static void
forget_latest(struct course *c, struct log *log)
{
	const struct day	*d;

	while (c->behind > 0 && c->finished == 0 && log->n > 0 &&
	    log->expected - log->done < c->behind) {
		d = &log->days[--log->n];
		if (d->kind != ABSENT)
			log->done -= d->halves;
	}
	c->done = log->done;
}

static void
write_up(struct course *c, struct log *log)
{
	int	habit = dice_below(c->dice, 100), text = -1, day;

	for (struct day *d = log->days; d < log->days + log->n; d++) {
		if (d->kind != ABSENT)
			d->text = text = demo_text(c->dice,
			    d - log->days < FIRST_DAYS ? STARTING : c->setting,
			    text);
		day = d->on;
		if (habit >= 85)	/* on Fridays, for the whole week */
			day += (FRIDAY - calendar_weekday(day) + 7) % 7;
		else if (habit >= 60)
			day += dice_below(c->dice, 4);
		if (day >= c->today)
			day = d->on;
		d->submitted = moment_on(day, dice_between(c->dice, 16, 21),
		    dice_below(c->dice, 60));
	}
}

/* An educator goes through what waits once a week, or every two weeks. */
struct reviews { int first, every, last; };

static int64_t
next_review(const struct reviews *r, int64_t submitted)
{
	int	day = (int)(submitted / 86400) + 1;

	while (day < r->first || (day - r->first) % r->every != 0)
		day++;
	while (calendar_holiday(day))
		day++;
	return (day > r->last ? 0 : moment_on(day, 9 + day % 7, day % 60));
}

static int64_t
educator_at(const struct course *c, int64_t moment)
{
	bool	later = c->educator_changes != 0 &&
	    moment >= moment_on(c->educator_changes, 0, 0);

	return (c->educators[later]);
}

static void
decide(const struct course *c, struct day *d, int state, int64_t at)
{
	d->state = state;
	d->decided = at;
	d->decider = educator_at(c, at);
	d->version++;
	d->reason = state == DAY_RETURNED ?
	    dice_between(c->dice, 1, (int)demo_return_reasons().n) : 0;
}

static void
correct(struct day *d, int64_t at)
{
	d->first_submitted = d->submitted;
	d->first_text = d->text;
	d->returned = d->decided;
	d->returned_by = d->decider;
	d->submitted = at;
	d->text = demo_text_corrected(d->text);
	d->state = DAY_SUBMITTED;
	d->returned_for = d->reason;
	d->decided = d->decider = d->reason = 0;
	d->version++;
}

static void
review(struct course *c, const struct reviews *reviews, struct day *d)
{
	int64_t	at = next_review(reviews, d->submitted), again;

	d->state = DAY_SUBMITTED;
	d->version = 1;
	if (at == 0)
		return;
	if (d->kind == ABSENT || !dice_chance(c->dice, c->returns)) {
		decide(c, d, DAY_CONFIRMED, at);
		return;
	}
	decide(c, d, DAY_RETURNED, at);
	again = at + dice_between(c->dice, 1, 4) * 86400 + 3600;
	if (again >= moment_on(c->today, 0, 0) ||
	    (at > moment_on(c->today - 25, 0, 0) && dice_chance(c->dice, 450)))
		return;
	correct(d, again);
	if ((at = next_review(reviews, again)) != 0)
		decide(c, d, DAY_CONFIRMED, at);
}

/* The latest decided days stand returned, when somebody wants so many. */
static void
return_latest(struct course *c, struct log *log)
{
	struct day	*d;
	int		 left = c->keep_returned;

	for (d = log->days + log->n - 1; left > 0 && d >= log->days; d--) {
		if (d->state != DAY_CONFIRMED || d->kind == ABSENT ||
		    d->first_submitted != 0)
			continue;
		d->version--;
		decide(c, d, DAY_RETURNED, d->decided);
		left--;
	}
}

static void
review_all(struct course *c, struct log *log)
{
	struct reviews	reviews = {
		.first = c->starts + dice_between(c->dice, 8, 10),
		.every = dice_chance(c->dice, 700) ? 7 : 14,
		.last = c->today - c->review_gap,
	};

	for (struct day *d = log->days; d < log->days + log->n; d++)
		review(c, &reviews, d);
	return_latest(c, log);
}

static void
store_days(struct store *store, const struct course *c, const struct log *log)
{
	const struct day	*d;
	int64_t			 id;

	for (d = log->days; d < log->days + log->n; d++) {
		id = store_row(store, DAYS, c->placement, c->enrolment,
		    c->person, c->organisation, d->on, d->halves, d->kind,
		    d->absence, d->kind == ABSENT ? 0 : d->text + 1, d->state,
		    d->submitted, d->decider, d->decided, d->reason,
		    d->version,
		    d->kind == ABSENT ? 0 : demo_domains(d->text));
		if (d->first_submitted != 0)
			store_add(store, RETURNS, (const int64_t[COLUMNS_MAX]){
			    id, d->first_submitted, d->returned,
			    d->returned_by, d->returned_for,
			    d->first_text + 1 });
	}
}

void
demo_days(struct store *store, struct course *c)
{
	struct log	log = { .n = 0 };

	attend(c, &log);
	forget_latest(c, &log);
	write_up(c, &log);
	review_all(c, &log);
	store_days(store, c, &log);
}
