#pragma once
/* Bytes that are nearly right: a seeded generator and changes to samples. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

struct mutator { uint64_t state; };

static inline uint32_t
mutate_random(struct mutator *m, uint32_t below)
{
	m->state ^= m->state << 13;
	m->state ^= m->state >> 7;
	m->state ^= m->state << 17;
	return ((uint32_t)(m->state >> 32) % below);
}

/*
 * Copies the sample into exactly as many bytes as it then has, so that a
 * sanitizer sees the first one read beyond, with one to four changes: a byte
 * set, a telling word written over, a run taken out, a run said again, an end
 * cut off.  The caller frees it.
 */
static inline char *
mutate(struct mutator *m, const char *sample, size_t *length)
{
	static const char *const words[] = { "%", "%2", "%00", "%ED%A0%80",
		"&", "=", "\r\n", "\r", "\"", "\\\"", ";", "--", "\xff",
		"\xed\xa0\x80", "\xc0\x80", "\xcc\x81", "\xf4\x90\x80\x80" };
	char		*s = malloc(*length * 8 + 1), *exact;
	size_t		 n = *length, at, run, size;
	const char	*word;

	memcpy(s, sample, n);
	for (uint32_t i = mutate_random(m, 4) + 1; i > 0 && n > 0; i--) {
		at = mutate_random(m, n);
		run = mutate_random(m, n - at) + 1;
		word = words[mutate_random(m, sizeof(words) / sizeof(*words))];
		size = strlen(word);
		switch (mutate_random(m, 5)) {
		case 0:
			s[at] = (char)mutate_random(m, 256);
			break;
		case 1:
			memcpy(s + at, word, size < n - at ? size : n - at);
			break;
		case 2:
			memmove(s + at, s + at + run, n - at - run);
			n -= run;
			break;
		case 3:
			if (n + run > *length * 8)
				break;
			memmove(s + at + run, s + at, n - at);
			n += run;
			break;
		default:
			n = at;
		}
	}
	exact = malloc(n + (n == 0));
	memcpy(exact, s, n);
	free(s);
	*length = n;
	return (exact);
}
