#pragma once
/*
 * demo - a programme with invented people, for trying Waymark out and for
 * testing it.
 *
 * The same seed and day always make the same content.  A database that holds
 * anything else is refused; one that holds this demonstration is left as it
 * is.  All or nothing.
 *
 * Four people are always there: Amara Okafor, a trainee; David Llewellyn, her
 * educator; Priya Raman, of the programme's staff; Tomasz Zielinski, of
 * Amara's host.  From early November to January Amara is in her first
 * placement, with two days that came back; David has many waiting.  On other
 * days she is in a later placement, and in September and October and in the
 * first two weeks of a placement there may be little that waits.
 */
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

#include "core/date.h"

#define DEMO_PASSWORD	"bridgewell-demo-2026"

struct demo_wish {
	uint64_t	seed;
	struct date	as_of;		/* none: today, or any that is there */
	int		cohorts, size;
	bool		if_empty;	/* what is there is no fault */
};

/* Says what it did, and who can sign in; false when it should have loaded the
 * demonstration and did not. */
bool	demo_load(const char *url, const struct demo_wish *, FILE *say);
/* The subcommand: its arguments, and its exit status. */
int	demo_command(int argc, char **argv);
