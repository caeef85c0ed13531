/* golden - pages as they were when somebody last read them. */
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>

#include "pages/golden.h"
#include "pages/pages.h"

#define FILES	"tests/golden"
#define MADE	"build/golden"

enum { COUNTED = 6 };			/* digits of a number that counts */

static void
put(struct golden *g, const char *s, size_t n)
{
	if (g->n + n > GOLDEN_MAX)
		fail_msg("a page is larger than the room for it");
	memcpy(g->bytes + g->n, s, n);
	g->n += n;
}

/* The day of the machine, as a page says it: "15 June 2026", and in attributes
 * "2026-06-15". */
static const char *
today(bool iso)
{
	static char	words[2][40];
	struct date	d = moment_clock((struct moment){ time(NULL) }).date;

	if (iso)
		snprintf(words[1], sizeof(words[1]), "%04d-%02d-%02d", d.year,
		    d.month, d.day);
	else
		snprintf(words[0], sizeof(words[0]), "%d %s %d", d.day,
		    date_month_name(d.month), d.year);
	return (words[iso]);
}

/* How much of the text is that day, with its hour; 0 when it begins otherwise:
 * "15 June 2026 at 9:30am", "2026-06-15T08:30:00Z". */
static size_t
today_here(const char *s, const char *end, bool iso)
{
	const char	*day = today(iso), *then = iso ? "T" : " at ";
	size_t		 n = strlen(day);

	if ((size_t)(end - s) < n || memcmp(s, day, n) != 0)
		return (0);
	if ((size_t)(end - s) < n + strlen(then) ||
	    memcmp(s + n, then, strlen(then)) != 0)
		return (n);
	n += strlen(then);
	while (s + n < end && strchr(" <,.\"", s[n]) == NULL)
		n++;
	return (n);
}

static size_t
digits_here(const char *s, const char *end)
{
	size_t	n = 0;

	while (s + n < end && s[n] >= '0' && s[n] <= '9')
		n++;
	return (n);
}

/* A number that counts, or one in groups of three digits: "123 456 789". */
static size_t
number_here(const char *s, const char *end)
{
	size_t	n = digits_here(s, end), groups = 0;

	if (n >= COUNTED)
		return (n);
	for (n = 0; digits_here(s + n, end) == 3; groups++)
		n += s + n + 3 < end && s[n + 3] == ' ' ? 4 : 3;
	return (groups < 2 ? 0 : s[n - 1] == ' ' ? n - 1 : n);
}

/* Without what a clock or a counter says. */
static void
put_steady(struct golden *g, const char *s, const char *end)
{
	size_t	n;

	if (!g->passing_left_out) {
		put(g, s, (size_t)(end - s));
		return;
	}
	for (; s < end; s += n) {
		if ((n = today_here(s, end, false)) > 0 ||
		    (n = today_here(s, end, true)) > 0)
			put(g, "(today)", 7);
		else if ((n = number_here(s, end)) > 0)
			put(g, "(number)", 8);
		else {
			n = digits_here(s, end);
			n = n > 0 ? n : 1;
			put(g, s, n);
		}
	}
}

/* Where the value begins of a token that is new in every page; or the end. */
static const char *
next_token(const char *s, const char *end)
{
	static const char *const	tokens[] = {
		"name=\"csrf\" value=\"", "name=\"once\" value=\"",
	};
	const char			*at, *first = end;

	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		at = strstr(s, tokens[i]);
		if (at != NULL && at + strlen(tokens[i]) < first)
			first = at + strlen(tokens[i]);
	}
	return (first);
}

void
golden_look(struct golden *g, const char *as)
{
	const char	*at = strstr(page_text(), "<main"), *end, *token;

	assert_non_null(at);
	end = strstr(at, "</main>");
	assert_non_null(end);
	put(g, "<!-- ", 5);
	put(g, as, strlen(as));
	put(g, " -->\n", 5);
	while ((token = next_token(at, end)) != end) {
		put_steady(g, at, token);
		at = strchr(token, '"');
	}
	put_steady(g, at, end);
	put(g, "</main>\n", 8);
}

static void
keep(const struct golden *g, const char *directory, const char *file)
{
	char	 path[300];
	FILE	*f;

	mkdir(directory, 0777);
	snprintf(path, sizeof(path), "%s/%s", directory, file);
	*strrchr(path, '/') = '\0';
	mkdir(path, 0777);
	path[strlen(path)] = '/';
	f = fopen(path, "w");
	if (f == NULL || fwrite(g->bytes, 1, g->n, f) != g->n ||
	    fclose(f) != 0)
		fail_msg("%s cannot be written", path);
}

/* What is kept may name the day on which the test runs, too. */
static bool
is_kept(const struct golden *g, const char *file)
{
	static char		bytes[GOLDEN_MAX];
	static struct golden	kept;
	char			path[300];
	size_t			n = 0;
	FILE			*f;

	snprintf(path, sizeof(path), FILES "/%s", file);
	kept.n = 0;
	kept.passing_left_out = g->passing_left_out;
	if ((f = fopen(path, "r")) != NULL) {
		n = fread(bytes, 1, sizeof(bytes), f);
		fclose(f);
	}
	put_steady(&kept, bytes, bytes + n);
	return (kept.n == g->n && memcmp(kept.bytes, g->bytes, g->n) == 0);
}

bool
golden_holds(const struct golden *g, const char *file)
{
	const char	*how = getenv("WAYMARK_GOLDEN");

	if (how != NULL && strcmp(how, "write") == 0) {
		keep(g, FILES, file);
		return (true);
	}
	if (is_kept(g, file))
		return (true);
	print_error("%s is not as it was: compare it with %s/%s or write it "
	    "anew with make golden\n", file, MADE, file);
	keep(g, MADE, file);
	return (false);
}
