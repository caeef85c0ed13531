#pragma once
/*
 * text - UTF-8 that came from outside, made fit to be kept.
 *
 * "Text" below is what text_clean() makes: UTF-8 that ends with NUL and holds
 * no control character but LF and TAB, no noncharacter and no more than
 * TEXT_MARKS_MAX combining marks in a row (UAX #15, stream-safe text: more
 * than that is no writing, and makes normalising quadratic).  The controls of
 * right-to-left writing are text.  Every function takes time that grows with
 * the length alone.
 */
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

enum { TEXT_REPLACEMENT = 0xFFFD, TEXT_MARKS_MAX = 30 };

/*
 * Any bytes as text.  CR LF and a lone CR become LF.  U+FFFD stands for each
 * byte and character that cannot be kept, and broken is then set; it is set
 * for a U+FFFD that was sent, too, for that stands for something lost.
 */
char		*text_clean(struct arena *, const char *, size_t, bool *broken);
/* Is this UTF-8, whatever characters it holds? */
bool		 text_utf8(const char *, size_t);
/* Is this what text_clean() would answer, and not broken? */
bool		 text_valid(const char *, size_t);

/* The code point at *s, which moves on to the next; 0 at the end. */
int32_t		 text_next(const char **s);
size_t		 text_length(const char *);	/* in code points */
/*
 * What a character counts as where codes and numbers are read: an ASCII letter
 * or digit for those of any script and width that mean the same, ' ' for white
 * space, '-' for a dash, 0 for what cannot be seen or only marks the one
 * before, TEXT_REPLACEMENT for any other.
 */
int32_t		 text_coded(int32_t c);
/* Nothing that can be seen: spaces, line ends and formatting alone. */
bool		 text_blank(const char *);

const char	*text_nfc(struct arena *, const char *);
/* Without white space (Unicode's, and the zero-width ones) at both ends. */
const char	*text_trim(struct arena *, const char *);
/* One tidy line, for names: NFC, trimmed, each run of white space one space. */
const char	*text_line(struct arena *, const char *);
/* Without formatting that cannot be seen: for addresses, codes and dates that
 * were copied from elsewhere. */
const char	*text_visible(struct arena *, const char *);
/*
 * A key to find and compare words by: without case, accents, apostrophes and
 * punctuation, words separated by one space.  "O'Neill-Núñez" is
 * "oneill nunez".
 */
const char	*text_fold(struct arena *, const char *);
