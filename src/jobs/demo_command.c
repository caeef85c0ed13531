/*
 * waymark demo: reads its arguments and loads the demonstration.
 */
#include <errno.h>
#include <getopt.h>
#include <stdlib.h>

#include "demo_parts.h"
#include "jobs/demo.h"

enum { USAGE = 64, SEED = 2026, COHORTS = 3, COHORTS_MAX = 600, SIZE = 160 };

static bool
number(const char *text, long most, long *n)
{
	char	*end;

	errno = 0;
	*n = strtol(text, &end, 10);
	return (errno == 0 && end != text && *end == '\0' && *n >= 1 &&
	    *n <= most);
}

static bool
option(int which, const char *text, struct demo_wish *wish)
{
	long	n;

	switch (which) {
	case 's':
		if (!number(text, INT32_MAX, &n))
			return (false);
		wish->seed = (uint64_t)n;
		return (true);
	case 'a':
		return (date_parse_iso(text, &wish->as_of) &&
		    wish->as_of.year >= 2005 && wish->as_of.year <= 2090);
	case 'c':
		if (!number(text, COHORTS_MAX, &n))
			return (false);
		wish->cohorts = (int)n;
		return (true);
	case 'e':
		wish->if_empty = true;
		return (true);
	case 'z':
		if (!number(text, TRAINEES_MAX, &n) || n < 10)
			return (false);
		wish->size = (int)n;
		return (true);
	default:
		return (false);
	}
}

int
demo_command(int argc, char **argv)
{
	static const struct option	options[] = {
		{ "seed", required_argument, NULL, 's' },
		{ "as-of", required_argument, NULL, 'a' },
		{ "cohorts", required_argument, NULL, 'c' },
		{ "size", required_argument, NULL, 'z' },
		{ "if-empty", no_argument, NULL, 'e' },
		{ 0 },
	};
	struct demo_wish		 wish = {
		.seed = SEED, .cohorts = COHORTS, .size = SIZE
	};
	const char			*url = getenv("DATABASE_URL");
	int				 which;

	optind = 1;
	while ((which = getopt_long(argc, argv, "", options, NULL)) != -1)
		if (!option(which, optarg, &wish)) {
			fprintf(stderr, "waymark: \"waymark help demo\" says "
			    "what demo takes.\n");
			return (USAGE);
		}
	if (optind < argc || url == NULL || *url == '\0') {
		fprintf(stderr, "waymark: set DATABASE_URL to an empty, "
		    "migrated database; \"waymark help demo\" says more.\n");
		return (USAGE);
	}
	return (demo_load(url, &wish, stdout) ? EXIT_SUCCESS : EXIT_FAILURE);
}
