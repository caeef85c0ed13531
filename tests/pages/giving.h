#pragma once
/*
 * giving - asks for feedback on Nina's ASYE, and gives it as somebody without
 * an account does.
 */
#include <stdio.h>

#include "pages.h"

#define ASK	"/asye/700/feedback/new"
#define ORIGIN	"/give-feedback"

enum { QUESTIONS = 9, PROFESSIONAL_QUESTIONS = 8 };

static char	link_path[100], code[12], withdrawal[12];

/* The first words behind a mark in the page. */
static void
copy_behind(const char *mark, char *to, size_t n)
{
	const char	*at = strstr(page_text(), mark);

	if (at == NULL)
		fail_msg("the page has no %s", mark);
	snprintf(to, n, "%s", at + strlen(mark));
}

/* Asks for feedback; the page to hand over is then shown, and its link and
 * code are in hand. */
static void
handed_over(int person, const char *fields)
{
	sign_in_as(person);
	assert_answer(OK, ask(ASK));
	assert_answer(SEE_OTHER, submit(ASK, fields));
	assert_answer(OK, follow());
	copy_behind("/give-feedback/", link_path + 15, 65);
	memcpy(link_path, "/give-feedback/", 15);
	copy_behind("giver__big\">", code, sizeof(code));
}

static int64_t
request_in_hand(void)
{
	return (owner_asks("SELECT max(id) FROM feedback_request"));
}

static const char *
of_request(const char *rest)
{
	static char	path[60];

	snprintf(path, sizeof(path), "/feedback-requests/%ld%s",
	    (long)request_in_hand(), rest);
	return (path);
}

/* A browser of somebody else, who opens the link and chooses a form. */
static void
opened(int browser, const char *form)
{
	char	fields[40];

	take_browser(browser);
	sign_in_as(0);
	assert_answer(OK, ask(link_path));
	assert_answer(SEE_OTHER, submit(link_path, ""));
	assert_leads_to("/give-feedback/start");
	assert_answer(OK, follow());
	snprintf(fields, sizeof(fields), strcmp(form, "professional") == 0 ?
	    "" : "form=%s", form);
	assert_answer(SEE_OTHER, submit("/give-feedback/start", fields));
	assert_answer(OK, follow());
}

static void
agreed(void)
{
	assert_answer(SEE_OTHER, submit("/give-feedback/consent",
	    "agree=yes"));
	assert_leads_to("/give-feedback/questions/1");
	assert_answer(OK, follow());
}

static const char *
question(int n)
{
	static char	path[40];

	snprintf(path, sizeof(path), "/give-feedback/questions/%d", n);
	return (path);
}

static void
answered(int n, const char *answer)
{
	char	fields[6000];

	snprintf(fields, sizeof(fields), "answer=%s", answer);
	assert_answer(SEE_OTHER, submit(question(n), fields));
	assert_answer(OK, follow());
}

/* Every question: the choices, what is good and better, help, whether whom it
 * is about may read it. */
static void
all_answered(const char *good, const char *share)
{
	for (int n = 1; n <= 5; n++)
		answered(n, n == 3 ? "1" : "0");
	answered(6, good);
	answered(7, "Ring+when+you+are+late");
	answered(8, "1");
	answered(9, share);
	assert_shows("Check your answers");
}

static void
sent(void)
{
	assert_answer(SEE_OTHER, submit("/give-feedback/check", ""));
	assert_leads_to("/give-feedback/done");
	assert_answer(OK, follow());
	copy_behind("giver__big\">", withdrawal, sizeof(withdrawal));
}

/* Asked by Nina, given by a person with lived experience. */
static void
given(const char *good, const char *share)
{
	take_browser(0);
	handed_over(NINA, "giver=lived_experience&channel=code&about=");
	opened(1, "easy_read");
	agreed();
	all_answered(good, share);
	sent();
}
