/*
 * Links of the demonstration programme, followed as each role: every one that
 * somebody is shown leads to a page of theirs.
 */
#include <stdio.h>

#include "pages/nonsense.h"

enum {
	PLACES_MAX = 20000, ROUTES_MAX = 1000,
	VISITS = 12,			/* pages of a route, each person's */
};

static size_t		 nqueue;
static char		 queue[PLACES_MAX][ADDRESS_MAX];

/* The page that a link leads to, whatever is asked of it. */
static const struct route *
page_of(const char *link)
{
	char	path[ADDRESS_MAX];
	int64_t	ids[IDS_MAX];

	snprintf(path, sizeof(path), "%.*s", (int)strcspn(link, "?#"), link);
	return (route_of(GET, path, ids));
}

static void
enqueue(const char *path)
{
	size_t	n = strcspn(path, "#");

	if (*path != '/' || n >= ADDRESS_MAX || nqueue == PLACES_MAX)
		return;
	if (page_of(path) == NULL)
		fail_msg("a link leads to %s, which is no page", path);
	for (size_t i = 0; i < nqueue; i++)
		if (strncmp(queue[i], path, n) == 0 && queue[i][n] == '\0')
			return;
	snprintf(queue[nqueue++], ADDRESS_MAX, "%.*s", (int)n, path);
}

/* One of those that wait, by chance, so that not only the first of a list are
 * opened; the same in every run. */
static void
draw(size_t i)
{
	static uint64_t	seed = 2026;
	char		kept[ADDRESS_MAX];
	size_t		other;

	seed = seed * 6364136223846793005u + 1442695040888963407u;
	other = i + (size_t)(seed >> 33) % (nqueue - i);
	memcpy(kept, queue[i], ADDRESS_MAX);
	memcpy(queue[i], queue[other], ADDRESS_MAX);
	memcpy(queue[other], kept, ADDRESS_MAX);
}

static void
follow_links(int64_t person)
{
	static int	 visits[ROUTES_MAX];
	const char	*at, *href;
	enum status	 status;
	size_t		 route;

	memset(visits, 0, sizeof(visits));
	nqueue = 0;
	enqueue("/");
	for (size_t i = 0; i < nqueue; i++) {
		draw(i);
		route = (size_t)(page_of(queue[i]) - routes);
		if (visits[route]++ >= VISITS)
			continue;
		switch (status = ask(queue[i])) {
		case SEE_OTHER:
			enqueue(answer_location());
			continue;
		case OK:
			break;
		default:
			fail_msg("a link leads person %ld to %s: %d",
			    (long)person, queue[i], status);
		}
		for (at = page_text(); (at = strstr(at, "<a ")) != NULL; at++)
			if ((href = tag_attribute(at, "href")) != NULL)
				enqueue(href);
	}
}

/* Those of the demonstration who may sign in, one of each role. */
static void
test_every_link_leads_to_a_page(void **state)
{
	char	*people = strdup(owner_reads("SELECT string_agg(id, ' ') FROM "
		    "(SELECT DISTINCT ON (r.role) r.person_id::text AS id "
		    "FROM role_held r JOIN auth.credential c "
		    "ON c.person_id = r.person_id WHERE r.during @> today() "
		    "ORDER BY r.role, r.person_id) one"));
	char	*rest = people;
	int64_t	 person;

	while ((person = strtoll(rest, &rest, 10)) != 0) {
		sign_in_as(person);
		follow_links(person);
	}
	free(people);
}

int
main(void)
{
	const struct CMUnitTest	tests[] = {
		cmocka_unit_test_setup(test_every_link_leads_to_a_page,
		    open_world),
	};

	return (cmocka_run_group_tests(tests, NULL, leave_world));
}
