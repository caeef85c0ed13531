#pragma once
/*
 * metrics - what the workers count together, for Prometheus.
 *
 * The counters lie in memory that the workers share: metrics_share() makes it
 * once, before they are forked, and it outlives each of them.  Where nobody
 * called that, nothing is counted.  A request is counted by its row in the
 * route table, so that no label holds anything of a person.
 */
#include <stdbool.h>
#include <stdint.h>

#include "core/arena.h"
#include "core/out.h"

struct route;

enum counter {
	WORKERS_STARTED,
	STATEMENTS,
	STATEMENTS_REFUSED,	/* those that a page expected, too */
	STATEMENTS_UNANSWERED,	/* the database was away, or too slow */
	DATABASE_CONNECTIONS,	/* that were begun */
	COUNTERS
};

/* all: the route table, to its end. */
void	metrics_share(const struct route *all, int workers);
/* This process is that worker from now on; the first is 0. */
void	metrics_worker(int number);
void	metrics_count(enum counter);
/* Whether this worker holds a connection to the database. */
void	metrics_connected(bool);
/* route: NULL when the address led nowhere, or to a file of the design. */
void	metrics_request(const struct route *, int status, int64_t microseconds);

/* All of it, as Prometheus reads it (text format 0.0.4). */
void	metrics_write(struct out *, struct arena *);
