#pragma once
/*
 * feedback_forms - what people outside are asked about a newly qualified
 * social worker, and what they are told before.
 *
 * There are three forms: for people who use services and carers, in easy read
 * and in more words, and for professionals.  The first two ask the same, so
 * that somebody may change between them.  What is answered is kept in the
 * words that were shown, so a form may change: its edition then goes up.
 *
 * In words, %n is the given name of whom it is about.  Sources: domain.md 1.4
 * (three of each at least); easy read as "Making written information easier to
 * understand for people with learning disabilities" (Department of Health,
 * 2010) has it: one idea a sentence, a picture beside it.
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;

enum feedback_form { FEEDBACK_EASY_READ, FEEDBACK_STANDARD,
    FEEDBACK_PROFESSIONAL, FEEDBACK_FORMS };

enum { FEEDBACK_TEXT_MAX = 4000, FEEDBACK_QUESTIONS_MAX = 12 };

/* A choice, and the picture that stands beside it in easy read. */
struct feedback_choice { const char *words, *symbol; };

struct feedback_question {
	const char			*name, *symbol;
	const char			*ask, *hint;
	const char			*enter;		/* NULL: optional */
	const struct feedback_choice	*choices;	/* NULL: text */
};

/* What somebody is told before they agree; symbol: of easy read. */
struct feedback_notice { const char *words, *symbol; };

int	 feedback_edition(enum feedback_form);
/* The questions in their order; *n of them. */
const struct feedback_question *feedback_questions(enum feedback_form,
	    size_t *n);
const struct feedback_notice *feedback_notices(enum feedback_form, size_t *n);
/* A sentence of these with the name in it. */
const char	*feedback_words(struct arena *, const char *, const char *name);
/* All that is told, as it is kept with what was agreed to. */
const char	*feedback_consent(struct arena *, enum feedback_form,
		    const char *name);
/* How many choices a question has, 0 of a text. */
size_t	 feedback_nchoices(const struct feedback_question *);
/* Which choice an answer is, from 0, or -1. */
int	 feedback_chosen(const struct feedback_question *, const char *answer);
