#pragma once
/*
 * feedback_code - the short code by which somebody without an account gives
 * feedback, or takes back that it may be read.
 *
 * Nine of 22 signs, 40 bits, without vowels, so that no code is a word, and
 * without signs that are taken for each other in print or by ear: 0 O, 1 I L,
 * 2 Z, 5 S, 8 B, U V.  It is written in threes: "K7M-3XW-T4P".
 */
#include <stdbool.h>
#include <stddef.h>

struct arena;

#define FEEDBACK_SIGNS	"34679CDFGHJKMNPQRTVWXY"

enum { FEEDBACK_CODE_LENGTH = 9, FEEDBACK_REFERENCE_LENGTH = 8 };

/* A code from at least 8 random bytes, as it is kept: "K7M3XWT4P". */
const char	*feedback_code(struct arena *, const unsigned char *);
/* The same, as people read it. */
const char	*feedback_code_words(struct arena *, const char *code);
/* A reference, "FB-K7M3XWT4": it names what was given and opens nothing.
 * With ten thousand in use, one in five million meets another. */
const char	*feedback_reference(struct arena *, const unsigned char *);
/* What somebody typed, whatever its case, spaces, hyphens and full stops; NULL
 * when no code looks like that. */
const char	*feedback_code_typed(struct arena *, const char *);
/* The same of a code of another length in the same signs. */
const char	*code_typed(struct arena *, const char *, size_t length);
