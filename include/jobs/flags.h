#pragma once
/*
 * flags - finds flags in everybody's records, and keeps what it found.
 *
 * Facts are read in the order of people, so many at once, by the same few
 * statements; the rules (rules/flags.h) are asked about each.  Episodes are
 * raised, changed and cleared to match.  Everybody is looked at when a day
 * begins and every hour; between, those of whom a record changed.  Once a day,
 * after everybody was looked at, what stands is kept as it is.
 */
#include <stdbool.h>
#include <stdio.h>

#include "core/arena.h"
#include "core/date.h"
#include "core/db.h"
#include "queries.h"
#include "rules/flags.h"

enum { FLAG_PEOPLE_AT_ONCE = 1000 };

/* What is due now; false when the database did not take it. */
bool	flags_follow(struct db *, struct arena *);
/* Everybody, now; how many people there were, or -1. */
int64_t	flags_whole(struct db *, struct arena *);
/* The subcommand: its arguments, and its exit status. */
int	flags_command(int argc, char **argv);

/* The numbers of programmes, asked for once each. */
enum { FLAG_PROGRAMMES = 32 };
struct flag_numbers {
	size_t			 n;
	int64_t			 programme[FLAG_PROGRAMMES];
	struct flag_settings	 settings[FLAG_PROGRAMMES];
};
const struct flag_settings *flags_settings(struct db *, struct flag_numbers *,
	    int64_t programme);

/*
 * The facts of people, one each, in the arena; ready until a day.  What was
 * over before from_on is left out.  Nothing is known later than today: where a
 * demonstration stands still, what is done in it counts at once.
 */
struct flag_facts *flags_read(struct db *, struct arena *,
	    const struct flag_person_list *, struct date from_on, int until,
	    int today);
/* What stands of people, followed one by one in their order, and written. */
struct flag_episodes;
struct flag_episodes *flag_episodes(struct db *, struct arena *,
	    const struct flag_person_list *);
void	flag_episodes_follow(struct flag_episodes *, const struct flag_person *,
	    const struct found_flags *);
void	flag_episodes_write(const struct flag_episodes *, struct db *);
/* Flags of people as rows: an id where one is changed, and the day on which it
 * was cleared, or 0. */
struct flag_rows;
struct flag_rows *flag_rows(struct arena *);
void	flag_rows_add(struct flag_rows *, const struct flag_person *,
	    const struct found_flag *, int64_t id, int cleared);
void	flag_rows_raise(const struct flag_rows *, struct db *);
/* "placement 12"; "" where there is one of the rule. */
const char	*flag_subject(struct arena *, struct flag_record);
