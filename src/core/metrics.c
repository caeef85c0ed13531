/* metrics - what the workers count together, for Prometheus. */
#include <sys/mman.h>

#include <inttypes.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>

#include "core/metrics.h"
#include "core/request.h"

enum { CLASSES = 5, WORKERS_MAX = 256 };

static const int64_t	bounds[] = {		/* microseconds */
	1000, 2500, 5000, 10000, 25000, 50000, 100000, 250000, 500000,
	1000000, 2500000, 5000000
};
enum { BUCKETS = sizeof(bounds) / sizeof(*bounds) + 1 };

/* What all workers see.  A row for each route, and one for what has none. */
struct shared {
	atomic_uint_fast64_t	counts[COUNTERS], buckets[BUCKETS];
	atomic_uint_fast64_t	microseconds, limited;
	atomic_bool		connected[WORKERS_MAX];
	atomic_uint_fast64_t	requests[][CLASSES];
};

static struct shared		*shared;
static const struct route	*routed;
static size_t			 nroutes;
static int			 nworkers, self;

static void
add(atomic_uint_fast64_t *to, uint64_t n)
{
	atomic_fetch_add_explicit(to, n, memory_order_relaxed);
}

static uint64_t
get(const atomic_uint_fast64_t *from)
{
	return (atomic_load_explicit(from, memory_order_relaxed));
}

void
metrics_share(const struct route *all, int workers)
{
	size_t	size;

	routed = all;
	while (routed[nroutes].path != NULL)
		nroutes++;
	size = sizeof(*shared) + (nroutes + 1) * sizeof(*shared->requests);
	shared = mmap(NULL, size, PROT_READ | PROT_WRITE,
	    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		abort();
	nworkers = workers < WORKERS_MAX ? workers : WORKERS_MAX;
}

void
metrics_worker(int number)
{
	self = number >= 0 && number < nworkers ? number : 0;
	metrics_connected(false);
	metrics_count(WORKERS_STARTED);
}

void
metrics_count(enum counter c)
{
	if (shared != NULL)
		add(&shared->counts[c], 1);
}

void
metrics_connected(bool is)
{
	if (shared != NULL)
		atomic_store(&shared->connected[self], is);
}

void
metrics_request(const struct route *route, int status, int64_t microseconds)
{
	size_t	row = nroutes, bucket = 0;

	if (shared == NULL || status < 100 || status >= 600)
		return;
	if (route != NULL)
		row = (size_t)(route - routed);
	while (bucket < BUCKETS - 1 && microseconds > bounds[bucket])
		bucket++;
	add(&shared->buckets[bucket], 1);
	add(&shared->microseconds, (uint64_t)microseconds);
	add(&shared->requests[row][status / 100 - 1], 1);
	if (status == TOO_MANY)
		add(&shared->limited, 1);
}

static void
say(struct out *o, const char *text)
{
	out_raw(o, text, strlen(text));
}

static void
head(struct out *o, struct arena *a, const char *name, const char *type,
    const char *help)
{
	say(o, arena_printf(a, "# HELP %s %s\n# TYPE %s %s\n", name, help,
	    name, type));
}

static void
one(struct out *o, struct arena *a, const char *name, const char *type,
    const char *help, uint64_t n)
{
	head(o, a, name, type, help);
	say(o, arena_printf(a, "%s %" PRIu64 "\n", name, n));
}

static void
write_requests(struct out *o, struct arena *a)
{
	const struct route	*r;
	uint64_t		 n;

	head(o, a, "waymark_requests_total", "counter",
	    "Requests that were answered.");
	for (size_t i = 0; i <= nroutes; i++)
		for (int class = 0; class < CLASSES; class++) {
			if ((n = get(&shared->requests[i][class])) == 0)
				continue;
			r = &routed[i];
			say(o, arena_printf(a, "waymark_requests_total{"
			    "method=\"%s\",route=\"%s\",status=\"%dxx\"} %"
			    PRIu64 "\n", i == nroutes ? "any" :
			    r->method == POST ? "POST" : "GET", i == nroutes ?
			    "none" : r->path, class + 1, n));
		}
}

static void
write_seconds(struct out *o, struct arena *a)
{
	uint64_t	n = 0;

	head(o, a, "waymark_request_seconds", "histogram",
	    "How long a request took, from its arrival to its answer.");
	for (size_t i = 0; i < BUCKETS - 1; i++) {
		n += get(&shared->buckets[i]);
		say(o, arena_printf(a, "waymark_request_seconds_bucket{"
		    "le=\"%g\"} %" PRIu64 "\n", (double)bounds[i] / 1e6, n));
	}
	n += get(&shared->buckets[BUCKETS - 1]);
	say(o, arena_printf(a, "waymark_request_seconds_bucket{le=\"+Inf\"} %"
	    PRIu64 "\nwaymark_request_seconds_sum %.6f\n"
	    "waymark_request_seconds_count %" PRIu64 "\n", n,
	    (double)get(&shared->microseconds) / 1e6, n));
}

static void
write_database(struct out *o, struct arena *a)
{
	uint64_t	connected = 0;

	for (int i = 0; i < nworkers; i++)
		connected += atomic_load(&shared->connected[i]);
	one(o, a, "waymark_database_connections", "gauge",
	    "Connections to PostgreSQL that workers hold.", connected);
	one(o, a, "waymark_database_connects_total", "counter",
	    "Connections to PostgreSQL that were begun.",
	    get(&shared->counts[DATABASE_CONNECTIONS]));
	one(o, a, "waymark_statements_total", "counter",
	    "Statements that were sent to PostgreSQL.",
	    get(&shared->counts[STATEMENTS]));
	head(o, a, "waymark_statement_failures_total", "counter",
	    "Statements that failed; refused: also as a page expected.");
	say(o, arena_printf(a, "waymark_statement_failures_total{"
	    "why=\"refused\"} %" PRIu64 "\nwaymark_statement_failures_total{"
	    "why=\"unanswered\"} %" PRIu64 "\n",
	    get(&shared->counts[STATEMENTS_REFUSED]),
	    get(&shared->counts[STATEMENTS_UNANSWERED])));
}

void
metrics_write(struct out *o, struct arena *a)
{
	uint64_t	started;

	if (shared == NULL)
		return;
	write_requests(o, a);
	write_seconds(o, a);
	write_database(o, a);
	started = get(&shared->counts[WORKERS_STARTED]);
	one(o, a, "waymark_rate_limited_total", "counter",
	    "Requests that a rate limit refused.", get(&shared->limited));
	one(o, a, "waymark_workers", "gauge", "Workers that there should be.",
	    (uint64_t)nworkers);
	one(o, a, "waymark_worker_restarts_total", "counter",
	    "Workers that died and were replaced.",
	    started > (uint64_t)nworkers ? started - (uint64_t)nworkers : 0);
}
