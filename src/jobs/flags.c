/*
 * Brings everybody's flags up to date, and keeps each day's.
 */
#include <stdlib.h>
#include <string.h>

#include "core/log.h"
#include "jobs/flags.h"

enum { WHOLE_EVERY_MINUTES = 60 };

/* Which setting is which number of the rules. */
#define NUMBER(name, member) { name, offsetof(struct flag_settings, member) }
static const struct { const char *name; size_t at; } numbers[] = {
	NUMBER("flag_behind_halves", behind),
	NUMBER("flag_behind_act_halves", behind_act),
	NUMBER("flag_behind_urgent_halves", behind_urgent),
	NUMBER("flag_act_days", act_days),
	NUMBER("flag_urgent_days", urgent_days),
	NUMBER("flag_milestone_days", milestone_days),
	NUMBER("flag_supervision_days", supervision_days),
	NUMBER("flag_supervision_grace_days", supervision_grace),
	NUMBER("flag_supervision_sessions", supervision_sessions),
	NUMBER("flag_supervision_percent", supervision_percent),
	NUMBER("supervision_minutes_per_five_days", supervision_minutes),
	NUMBER("flag_evidence_days", evidence_days),
	NUMBER("flag_returned_items", returned_items),
	NUMBER("flag_absent_halves", absent_halves),
	NUMBER("flag_absent_sessions", absent_sessions),
	NUMBER("flag_guide_days", guide_days),
	NUMBER("educator_capacity", educator_most),
	NUMBER("flag_assessor_most", assessor_most),
	NUMBER("flag_host_days", host_days),
	NUMBER("flag_silent_days", silent_days),
	NUMBER("flag_asye_silent_days", asye_silent_days),
	NUMBER("module_attempts_most", attempts_most),
	NUMBER("evidence_long_from_halves", long_halves),
	NUMBER("observations_long", observations_long),
	NUMBER("observations_short", observations_short),
	NUMBER("observations_contrasting", observations_contrasting),
	NUMBER("reflections_long", reflections_long),
	NUMBER("reflections_short", reflections_short),
	NUMBER("reflections_contrasting", reflections_contrasting),
	NUMBER("feedback_least", feedback),
	NUMBER("feedback_contrasting", feedback_contrasting),
	NUMBER("flag_weeks_in_row", weeks_in_row),
	NUMBER("flag_protected_percent", protected_percent),
};
enum { NUMBERS = sizeof(numbers) / sizeof(numbers[0]) };

static struct flag_settings
numbers_of(struct db *db, int64_t programme)
{
	struct flag_settings	 s = flag_settings_usual;
	struct flag_number_list	 list;
	const char		*names[NUMBERS];

	for (size_t i = 0; i < NUMBERS; i++)
		names[i] = numbers[i].name;
	list = flag_numbers(db, programme,
	    (struct text_list){ names, NUMBERS });
	for (size_t i = 0; i < list.n && i < NUMBERS; i++)
		*(int *)((char *)&s + numbers[i].at) = (int)list.v[i].value;
	return (s);
}

const struct flag_settings *
flags_settings(struct db *db, struct flag_numbers *known, int64_t programme)
{
	size_t	i = 0;

	while (i < known->n && known->programme[i] != programme)
		i++;
	if (i == FLAG_PROGRAMMES)
		i = known->n = 0;
	if (i == known->n) {
		known->programme[i] = programme;
		known->settings[i] = numbers_of(db, programme);
		known->n++;
	}
	return (&known->settings[i]);
}

/* Brings a batch up to date, within the transaction. */
static void
follow(struct db *db, struct arena *a, const struct flag_person_list *people,
    struct date today, struct flag_numbers *known)
{
	struct flag_facts	*facts = flags_read(db, a, people, today,
				    date_number(today), date_number(today));
	struct flag_episodes	*episodes = flag_episodes(db, a, people);
	struct found_flags	 found;

	for (size_t i = 0; i < people->n && !db_failed(db); i++) {
		flags_on(a, &facts[i], flags_settings(db, known,
		    people->v[i].programme_id), date_number(today), &found);
		flag_episodes_follow(episodes, &people->v[i], &found);
	}
	flag_episodes_write(episodes, db);
}

static void
begin(struct db *db, struct arena *a)
{
	arena_reset(a);
	db_begin(db, a, DB_WRITES);
	flags_as_role(db);
}

static bool
commit(struct db *db)
{
	if (db_commit(db))
		return (true);
	log_line("finding flags failed", db_error(db));
	return (false);
}

/* A batch a transaction; what was done before something failed stays. */
static int64_t
follow_all(struct db *db, struct arena *a, struct date today)
{
	struct flag_numbers	 known = { .n = 0 };
	struct flag_person_list	 people;
	int64_t			 after = 0, all = 0;

	do {
		begin(db, a);
		people = flag_people(db, after, FLAG_PEOPLE_AT_ONCE);
		if (people.n > 0) {
			after = people.v[people.n - 1].id;
			follow(db, a, &people, today, &known);
		}
		all += (int64_t)people.n;
		if (!commit(db))
			return (-1);
	} while (people.n == FLAG_PEOPLE_AT_ONCE);
	return (all);
}

static int64_t
whole(struct db *db, struct arena *a, struct date today, int64_t latest)
{
	int64_t			 people = follow_all(db, a, today);
	struct flag_day_new	*taken;

	if (people < 0)
		return (-1);
	begin(db, a);
	flags_days_missed(db);
	taken = flags_day_taken(db, people);
	if (taken != NULL)
		flags_day_followed(db, taken->on_date);
	flags_seen_whole(db, latest);
	return (commit(db) ? people : -1);
}

/* Of the people whose records changed, as many as there are. */
static bool
follow_some(struct db *db, struct arena *a, struct date today,
    int64_t after_event, int64_t latest)
{
	struct flag_numbers	known = { .n = 0 };
	struct flag_person_list	people, batch;

	begin(db, a);
	people = flag_people_changed(db, after_event);
	for (size_t i = 0; i < people.n; i += batch.n) {
		batch.v = people.v + i;
		batch.n = people.n - i < FLAG_PEOPLE_AT_ONCE ? people.n - i :
		    FLAG_PEOPLE_AT_ONCE;
		follow(db, a, &batch, today, &known);
	}
	flags_seen(db, latest);
	return (commit(db));
}

/* What is due, asked by itself; no day when the database did not answer. */
static struct flag_due
ask_due(struct db *db, struct arena *a)
{
	struct flag_due	*asked, due = { 0 };

	begin(db, a);
	asked = flags_due(db);
	if (asked != NULL)
		due = *asked;
	if (!commit(db))
		due = (struct flag_due){ 0 };
	return (due);
}

int64_t
flags_whole(struct db *db, struct arena *a)
{
	struct flag_due	due = ask_due(db, a);

	if (!date_is_set(due.today))
		return (-1);
	return (whole(db, a, due.today, due.latest));
}

/*
 * An event's number is given before its transaction ends, so one that is not
 * seen yet may be behind one that is: each time looks at what came since the
 * time before the last.
 */
bool
flags_follow(struct db *db, struct arena *a)
{
	struct flag_due	due = ask_due(db, a);

	if (!date_is_set(due.today))
		return (false);
	if (due.settings || date_compare(due.whole_on, due.today) != 0 ||
	    !due.minutes.known || due.minutes.value >= WHOLE_EVERY_MINUTES)
		return (whole(db, a, due.today, due.latest) >= 0);
	if (due.latest == due.seen_before)
		return (true);
	return (follow_some(db, a, due.today, due.seen_before, due.latest));
}
