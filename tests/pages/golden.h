#pragma once
/*
 * golden - pages as they were when somebody last read them, byte for byte, in
 * tests/golden/.  With WAYMARK_GOLDEN=write they are written anew.
 *
 * Tokens, which are new in every answer, are left out.  So are, where that is
 * asked for, numbers of six digits and more, which come from counters, the day
 * and the hour at which the test runs, and links.
 */
#include <stdbool.h>
#include <stddef.h>

enum { GOLDEN_MAX = 400000, SLUG_MAX = 64 };

struct golden { char bytes[GOLDEN_MAX]; size_t n; bool passing_left_out; };

/* The last page's own part, behind what it is said to be. */
void	 golden_look(struct golden *, const char *as);
/* Is it what the file holds?  If not, it says so, and keeps it beside. */
bool	 golden_holds(const struct golden *, const char *file);

/* Forms: those that an ASYE lives by are kept in tests/golden/forms/, as they
 * open and as they come back with nothing filled in. */
bool	 golden_is_kept(const char *path);
/* "asye-changes-check" of "/asye/#/changes/check", in SLUG_MAX bytes */
void	 golden_path_slug(char *to, const char *path);
/* The form of the last page is as it was.  path: that of its route, or as it
 * was asked for; action: where it is sent to, with nothing in it. */
void	 golden_form(const char *path, const char *action);
/* The same of a page that sends its form to itself. */
void	 golden_form_at(const char *path);
/* A test, the last of each program that looks at forms. */
void	 test_no_form_is_kept_that_nobody_sees(void **state);
