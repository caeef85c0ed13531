/*
 * The demonstration's flags: what the rules would have found day by day in what
 * was known then, as episodes, and what stood a week apart.
 */
#include <string.h>

#include "demo_parts.h"
#include "jobs/flags.h"

enum { WEEK = 7, WEEKS_MOST = 260, AT_ONCE = 160, CLEARED_MOST = 128 };

/* What stood a week, and how much in all. */
struct week_row {
	int64_t			 day;
	const struct flag_person	*person;
	struct found_flag	 flag;
};
struct weeks {
	struct arena	*arena;
	size_t		 n, room;
	struct week_row	*rows;
	int64_t		 people[WEEKS_MOST], flags[WEEKS_MOST];
};

/* One person, while their days go by. */
struct past {
	const struct flag_person	*person;
	const struct flag_facts		*facts;
	const struct flag_settings	*settings;
	struct arena			*arena;
	struct flag_rows		*rows;
	struct found_flags		 stand;
	struct found_flag		 cleared[CLEARED_MOST];
	int				 cleared_on[CLEARED_MOST];
	size_t				 ncleared;
};

static bool
same(const struct found_flag *a, const struct found_flag *b)
{
	return (a->rule == b->rule && a->subject.what == b->subject.what &&
	    a->subject.id == b->subject.id);
}

static const struct found_flag *
among(const struct found_flags *all, const struct found_flag *f)
{
	for (size_t i = 0; i < all->n; i++)
		if (same(&all->v[i], f))
			return (&all->v[i]);
	return (NULL);
}

/* An episode, in the words of its last day. */
static void
write_episode(struct past *p, const struct found_flag *begun, int last,
    int cleared)
{
	struct found_flags	 in_words;
	const struct found_flag	*f;
	struct found_flag	 episode;

	flags_on(p->arena, p->facts, p->settings, last, &in_words);
	f = among(&in_words, begun);
	if (f == NULL)
		return;
	episode = *f;
	episode.raised_on = begun->raised_on;
	if (episode.severity_on < episode.raised_on)
		episode.severity_on = episode.raised_on;
	flag_rows_add(p->rows, p->person, &episode, 0, cleared);
}

/* It cannot have begun before the same was cleared. */
static struct found_flag
begins(const struct past *p, const struct found_flag *f)
{
	struct found_flag	begun = *f;

	for (size_t i = 0; i < p->ncleared; i++)
		if (same(&p->cleared[i], f) &&
		    begun.raised_on < p->cleared_on[i])
			begun.raised_on = p->cleared_on[i];
	return (begun);
}

static void
pass_day(struct past *p, const struct found_flags *found, int day)
{
	struct found_flags	 before = p->stand;
	const struct found_flag	*was;

	for (size_t i = 0; i < before.n; i++) {
		if (among(found, &before.v[i]) != NULL)
			continue;
		write_episode(p, &before.v[i], day - 1, day);
		if (p->ncleared < CLEARED_MOST) {
			p->cleared[p->ncleared] = before.v[i];
			p->cleared_on[p->ncleared++] = day;
		}
	}
	p->stand.n = found->n;
	for (size_t i = 0; i < found->n; i++) {
		was = among(&before, &found->v[i]);
		p->stand.v[i] = was != NULL ? *was :
		    begins(p, &found->v[i]);
	}
}

static void
keep_week(struct weeks *w, const struct flag_person *p,
    const struct found_flags *found, int day)
{
	struct week_row	*rows;

	for (size_t i = 0; i < found->n; i++) {
		if (w->n == w->room) {
			w->room = w->room == 0 ? 4096 : 2 * w->room;
			rows = arena_array(w->arena, w->room, sizeof(*rows));
			if (w->n > 0)
				memcpy(rows, w->rows, w->n * sizeof(*rows));
			w->rows = rows;
		}
		w->rows[w->n++] = (struct week_row){ day, p, found->v[i] };
	}
}

static void
pass_days(struct past *p, struct weeks *w, int today)
{
	struct found_flags	found;
	int			day, week;

	day = p->facts->nenrolled > 0 ? p->facts->enrolled[0].from : today;
	for (; day <= today; day++) {
		flags_on(NULL, p->facts, p->settings, day, &found);
		if (found.n + p->stand.n > 0)
			pass_day(p, &found, day);
		week = (today - day) / WEEK;
		if ((today - day) % WEEK != 0 || week == 0 ||
		    week >= WEEKS_MOST)
			continue;
		w->people[week] += flags_concern(p->facts, day);
		w->flags[week] += (int64_t)found.n;
		keep_week(w, p->person, &found, day);
	}
	for (size_t i = 0; i < p->stand.n; i++)
		write_episode(p, &p->stand.v[i], today, 0);
}

static void
write_days(const struct weeks *w, struct db *db)
{
	enum { DAY, ENROLMENT, PERSON, PROGRAMME_OF, VERSION, NUMBERS };
	int64_t		*n[NUMBERS];
	const char	**words[3];
	struct text_list severities, rules, subjects;

	for (int i = 0; i < NUMBERS; i++)
		n[i] = arena_array(w->arena, w->n, sizeof(*n[i]));
	for (int i = 0; i < 3; i++)
		words[i] = arena_array(w->arena, w->n, sizeof(*words[i]));
	for (size_t i = 0; i < w->n; i++) {
		const struct week_row	*r = &w->rows[i];

		n[DAY][i] = r->day;
		n[ENROLMENT][i] = r->person->id;
		n[PERSON][i] = r->person->person_id;
		n[PROGRAMME_OF][i] = r->person->programme_id;
		n[VERSION][i] = flag_rule_version(r->flag.rule);
		words[0][i] = flag_severity_word(
		    (enum flag_severity)r->flag.severity);
		words[1][i] = flag_rule_code(r->flag.rule);
		words[2][i] = flag_subject(w->arena, r->flag.subject);
	}
	severities = (struct text_list){ words[0], w->n };
	rules = (struct text_list){ words[1], w->n };
	subjects = (struct text_list){ words[2], w->n };
	demo_flag_days(db, (struct int_list){ n[DAY], w->n },
	    (struct int_list){ n[ENROLMENT], w->n },
	    (struct int_list){ n[PERSON], w->n },
	    (struct int_list){ n[PROGRAMME_OF], w->n },
	    (struct int_list){ n[VERSION], w->n }, severities, rules,
	    subjects);
}

static void
write_weeks(const struct weeks *w, struct db *db, int today)
{
	int64_t	days[WEEKS_MOST], people[WEEKS_MOST], flags[WEEKS_MOST];
	size_t	n = 0;

	for (int week = WEEKS_MOST - 1; week > 0; week--)
		if (w->people[week] > 0) {
			days[n] = today - WEEK * week;
			people[n] = w->people[week];
			flags[n++] = w->flags[week];
		}
	demo_flag_snapshots(db, (struct int_list){ days, n },
	    (struct int_list){ people, n }, (struct int_list){ flags, n });
	write_days(w, db);
}

void
demo_flags(struct demo *d)
{
	struct db		*db = d->store.db;
	struct arena		*arena = d->store.arena;
	struct date		 ever = { 1970, 1, 1 };
	struct flag_numbers	 known = { .n = 0 };
	struct weeks		*w = arena_alloc(arena, sizeof(*w));
	struct past		*p = arena_alloc(arena, sizeof(*p));
	struct flag_person_list	 people;
	struct flag_facts	*facts;
	int64_t			 after = 0;

	w->arena = arena;
	do {
		people = demo_flag_people(db, after, AT_ONCE, YEARS);
		facts = flags_read(db, arena, &people, ever, d->today,
		    d->today);
		*p = (struct past){ .arena = arena, .rows = flag_rows(arena) };
		for (size_t i = 0; i < people.n && !db_failed(db); i++) {
			p->person = &people.v[i];
			p->facts = &facts[i];
			p->settings = flags_settings(db, &known,
			    people.v[i].programme_id);
			p->stand.n = p->ncleared = 0;
			pass_days(p, w, d->today);
			after = people.v[i].id;
		}
		flag_rows_raise(p->rows, db);
	} while (people.n == AT_ONCE && !db_failed(db));
	write_weeks(w, db, d->today);
}
