#pragma once
/*
 * equality - the questions about oneself, as pages and views share them.
 */
#include <stdbool.h>
#include <stddef.h>

#include "core/request.h"
#include "queries.h"
#include "views/components.h"

enum { EQUALITY_WORDS_MAX = 100 };

/* A question with its choices in their order, and the person's answer, or
 * NULL. */
struct equality_asked {
	const char			*code, *title, *hint;
	const struct equality_choice	*choices;
	size_t				 n;
	bool				 own_words;
	const struct equality_answer	*answer;
};

struct equality_asked_list { struct equality_asked *v; size_t n; };

/* All of them, with the answers of whoever asks. */
struct equality_asked_list	equality_asked(struct request *);

/* The label of an answer; with the person's own words when there are any. */
const char	*equality_answer_words(struct arena *,
		    const struct equality_asked *);
/* The choices as options of radios. */
const struct option *equality_options(struct arena *,
		    const struct equality_asked *);
/* The field of own words: "ethnicity-words". */
const char	*equality_words_field(struct arena *,
		    const struct equality_asked *);
/* How many answered, to the nearest 5. */
int64_t	equality_about(const struct equality_response *);
