/*
 * waymark flags: finds everybody's flags now, or says what they were on a day.
 */
#include <stdlib.h>
#include <string.h>

#include "jobs/flags.h"

enum { USAGE = 64 };

static void
say(struct arena *a, const struct flag_person *p,
    const struct found_flags *found)
{
	for (size_t i = 0; i < found->n; i++) {
		const struct found_flag	*f = &found->v[i];

		printf("%ld\t%s\t%s\t%s\t%s\n", (long)p->id,
		    flag_rule_code(f->rule), flag_subject(a, f->subject),
		    flag_severity_word((enum flag_severity)f->severity),
		    f->sentence);
	}
}

/* What the records as they are now say of a day. */
static bool
say_day(struct db *db, struct arena *a, struct date day)
{
	struct flag_numbers	 known = { .n = 0 };
	struct flag_person_list	 people;
	struct flag_facts	*facts;
	struct found_flags	 found;
	struct flag_due		*due;
	int64_t			 after = 0;
	bool			 done = false;

	do {
		arena_reset(a);
		db_begin(db, a, DB_READS);
		flags_as_role(db);
		people = flag_everybody(db, after, FLAG_PEOPLE_AT_ONCE);
		due = flags_due(db);
		if (due == NULL)
			break;
		facts = flags_read(db, a, &people, day, date_number(day),
		    date_number(due->today));
		for (size_t i = 0; i < people.n && !db_failed(db); i++) {
			flags_on(a, &facts[i], flags_settings(db, &known,
			    people.v[i].programme_id), date_number(day),
			    &found);
			say(a, &people.v[i], &found);
			after = people.v[i].id;
		}
		done = db_commit(db);
	} while (done && people.n == FLAG_PEOPLE_AT_ONCE);
	return (done);
}

static bool
find_now(struct db *db, struct arena *a)
{
	int64_t	people = flags_whole(db, a);

	if (people >= 0)
		printf("%ld people were looked at.\n", (long)people);
	return (people >= 0);
}

int
flags_command(int argc, char **argv)
{
	const char	*url = getenv("WAYMARK_JOBS_URL");
	struct date	 day = { 0 };
	struct arena	 arena = { 0 };
	struct db	*db;
	bool		 done;

	if (argc != 1 && (argc != 3 || strcmp(argv[1], "--day") != 0 ||
	    !date_parse_iso(argv[2], &day))) {
		fprintf(stderr, "usage: waymark flags [--day YYYY-MM-DD]\n");
		return (USAGE);
	}
	if (url == NULL || *url == '\0') {
		fprintf(stderr, "waymark: set WAYMARK_JOBS_URL to the database "
		    "that the jobs work on\n");
		return (USAGE);
	}
	db = db_open_patient(url);
	done = date_is_set(day) ? say_day(db, &arena, day) :
	    find_now(db, &arena);
	if (!done)
		fprintf(stderr, "waymark: %s\n", db_error(db));
	db_close(db);
	arena_release(&arena);
	return (done ? EXIT_SUCCESS : EXIT_FAILURE);
}
