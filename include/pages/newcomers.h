#pragma once
/*
 * newcomers - people whom staff add to a programme by hand: a new person, who
 * is invited to choose a password, or one whom Waymark knows already.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/request.h"
#include "queries.h"

/* number: under which they are registered, NULL when none was given.
 * organisation: whose they are, unknown for who works for themself. */
struct newcomer {
	const char		*given, *family, *email, *number;
	int64_t			 programme;
	struct maybe_int	 organisation;
};

/* The only programme of mine, or the one that the form chose; 0 is neither. */
int64_t			 programme_chosen(struct request *,
			    struct staff_programme_list mine);

/* Organisations of that programme; of my first, until one is chosen. */
struct employing_list	 newcomer_organisations(struct request *,
			    struct staff_programme_list mine);

/* Reads name, email address and number of the form, and refuses in it what
 * will not do; no_first_name: what is said when there is none. */
struct newcomer		 read_person(struct request *,
			    const char *no_first_name);

/* The same, with the programme and whose they are. */
struct newcomer		 read_newcomer(struct request *,
			    struct staff_programme_list mine);

/* The name, as people are found by it. */
const char		*newcomer_folded(struct request *,
			    const struct newcomer *);

/* Says why somebody cannot be added, at the field to blame.  why: a refusal of
 * waymark.person_added(), there_already or in_training, whose words differ from
 * register to register; else is for what nobody foresaw. */
struct newcomer_refusals { const char *there_already, *in_training, *other; };
void			 newcomer_refuse(struct form *, const char *why,
			    const struct newcomer_refusals *);

/* Writes to them what they are now.  A new person chooses a password; whom
 * Waymark knows has one. */
void			 newcomer_write(struct request *,
			    const struct newcomer *, int64_t person,
			    bool is_new, const char *subject,
			    const char *what);
