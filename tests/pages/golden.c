/* golden - pages as they were when somebody last read them. */
#include <dirent.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "pages/golden.h"
#include "pages/pages.h"

#define FILES	"tests/golden"
#define FORMS	FILES "/forms"
#define MADE	"build/golden"

enum { COUNTED = 6,			/* digits of a number that counts */
    FORM_NAME = 200, SEEN_MOST = 100 };

/* The names of the forms that this program looked at. */
static struct { char names[SEEN_MOST][FORM_NAME]; size_t n; } seen;

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

/* How much of the text is a link's token: 64 digits of base 16. */
static size_t
link_here(const char *s, const char *end)
{
	size_t	n = 0;

	while (s + n < end && ((s[n] >= '0' && s[n] <= '9') ||
	    (s[n] >= 'a' && s[n] <= 'f')))
		n++;
	return (n == 64 ? n : 0);
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
		else if ((n = link_here(s, end)) > 0)
			put(g, "(token)", 7);
		else if ((n = number_here(s, end)) > 0)
			put(g, "(number)", 8);
		else {
			n = digits_here(s, end);
			n = n > 0 ? n : 1;
			put(g, s, n);
		}
	}
}

/* Where the value begins of a token that is new in every page, or the end; and
 * where it ends. */
static const char *
next_token(const char *s, const char *end, const char **behind)
{
	static const struct { const char *mark; char last; } tokens[] = {
		{ "name=\"csrf\" value=\"", '"' },
		{ "name=\"once\" value=\"", '"' },
		{ "class=\"giver__big\">", '<' },
		{ "Your reference is<br><strong>", '<' },
		{ ", reference ", '.' },
	};
	const char	*at, *first = end;

	for (size_t i = 0; i < sizeof(tokens) / sizeof(*tokens); i++) {
		at = strstr(s, tokens[i].mark);
		if (at == NULL || at + strlen(tokens[i].mark) >= first)
			continue;
		first = at + strlen(tokens[i].mark);
		*behind = strchr(first, tokens[i].last);
	}
	return (first);
}

void
golden_look(struct golden *g, const char *as)
{
	const char	*at = strstr(page_text(), "<main"), *end, *token;
	const char	*next = NULL;

	assert_non_null(at);
	end = strstr(at, "</main>");
	assert_non_null(end);
	put(g, "<!-- ", 5);
	put(g, as, strlen(as));
	put(g, " -->\n", 5);
	while ((token = next_token(at, end, &next)) != end) {
		put_steady(g, at, token);
		at = next;
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

static bool
are_written_anew(void)
{
	const char	*how = getenv("WAYMARK_GOLDEN");

	return (how != NULL && strcmp(how, "write") == 0);
}

bool
golden_holds(const struct golden *g, const char *file)
{
	if (are_written_anew()) {
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

bool
golden_is_kept(const char *path)
{
	static const char *const	begins[] = {
		"/asye/", "/feedback-requests/", "/give-feedback",
		"/sign-observation", "/moderation", "/reflections", "/claims",
		"/files/", "/crosswalk/", "/calendar",
	};

	for (size_t i = 0; i < sizeof(begins) / sizeof(*begins); i++)
		if (strncmp(path, begins[i], strlen(begins[i])) == 0)
			return (true);
	return ((strncmp(path, "/trainees/", 10) == 0 &&
	    strstr(path, "/asye/") != NULL) ||
	    (strncmp(path, "/documents/", 11) == 0 &&
	    strstr(path, "/observer") != NULL));
}

/* Letters of a text with hyphens between; a number of a record is no part of a
 * name, nor is a tag. */
static void
put_slug(char *to, const char *s, const char *end)
{
	size_t	n = 0;
	bool	tag = false;

	for (; s < end && n + 2 < SLUG_MAX; s++) {
		tag = *s == '<' || (tag && *s != '>');
		if (!tag && ((*s >= 'a' && *s <= 'z') ||
		    (*s >= 'A' && *s <= 'Z')))
			to[n++] = *s | 0x20;
		else if (n > 0 && to[n - 1] != '-')
			to[n++] = '-';
	}
	while (n > 0 && to[n - 1] == '-')
		n--;
	to[n] = '\0';
}

void
golden_path_slug(char *to, const char *path)
{
	put_slug(to, path, path + strlen(path));
}

static bool
was_seen(const char *name)
{
	for (size_t i = 0; i < seen.n; i++)
		if (strcmp(seen.names[i], name) == 0)
			return (true);
	return (false);
}

/* "outcomes.asye-outcome-next.give-notice.html", and with a number where this
 * program has seen one of that name. */
static const char *
name_of_form(const char *path)
{
	const char	*program = program_invocation_short_name +
			    strlen("test_"), *h1 = strstr(page_text(), "<h1");
	char		 where[SLUG_MAX], what[SLUG_MAX];
	char		*name = seen.names[seen.n];

	assert_non_null(h1);
	assert_true(seen.n < SEEN_MOST);
	golden_path_slug(where, path);
	put_slug(what, h1, strstr(h1, "</h1>"));
	snprintf(name, FORM_NAME, "%s.%s.%s.html", program, where, what);
	for (int times = 2; was_seen(name); times++)
		snprintf(name, FORM_NAME, "%s.%s.%s.%d.html", program, where,
		    what, times);
	seen.n++;
	return (name);
}

void
golden_form(const char *path, const char *action)
{
	static struct golden	g = { .passing_left_out = true };
	char			file[FORM_NAME + 10];

	snprintf(file, sizeof(file), "forms/%s", name_of_form(path));
	g.n = 0;
	golden_look(&g, "as it opens");
	if (submit(action, "") == INVALID)
		golden_look(&g, "with nothing filled in");
	if (!golden_holds(&g, file))
		fail_msg("%s looks otherwise", path);
}

void
golden_form_at(const char *path)
{
	assert_answer(OK, ask(path));
	golden_form(path, path);
}

void
test_no_form_is_kept_that_nobody_sees(void **state)
{
	const char	*program = program_invocation_short_name +
			    strlen("test_");
	DIR		*d = opendir(FORMS);
	struct dirent	*e;
	char		 path[400];

	(void)state;
	assert_non_null(d);
	while ((e = readdir(d)) != NULL) {
		if (strncmp(e->d_name, program, strlen(program)) != 0 ||
		    e->d_name[strlen(program)] != '.' || was_seen(e->d_name))
			continue;
		snprintf(path, sizeof(path), FORMS "/%s", e->d_name);
		if (!are_written_anew())
			fail_msg("%s is of no form any more", path);
		unlink(path);
	}
	closedir(d);
}
