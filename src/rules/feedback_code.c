/* feedback_code - the short codes of feedback from outside. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "core/arena.h"
#include "core/text.h"
#include "rules/feedback_code.h"

static const char	signs[] = FEEDBACK_SIGNS;

/* 2^64 is so much more than all codes that none is likelier by 1 in 10^7. */
static const char *
in_signs(struct arena *a, const unsigned char *random, int length)
{
	uint64_t	 n = 0;
	char		*s = arena_alloc(a, (size_t)length + 1);

	for (int i = 0; i < 8; i++)
		n = n << 8 | random[i];
	for (int i = 0; i < length; i++) {
		s[i] = signs[n % (sizeof(signs) - 1)];
		n /= sizeof(signs) - 1;
	}
	return (s);
}

const char *
feedback_code(struct arena *a, const unsigned char *random)
{
	return (in_signs(a, random, FEEDBACK_CODE_LENGTH));
}

const char *
feedback_code_words(struct arena *a, const char *code)
{
	return (arena_printf(a, "%.3s-%.3s-%.3s", code, code + 3, code + 6));
}

const char *
feedback_reference(struct arena *a, const unsigned char *random)
{
	return (arena_printf(a, "FB-%s", in_signs(a, random,
	    FEEDBACK_REFERENCE_LENGTH)));
}

const char *
code_typed(struct arena *a, const char *typed, size_t length)
{
	char	*code = arena_alloc(a, length + 1);
	size_t	 n = 0;

	for (const char *s = text_visible(a, typed); *s != '\0'; s++) {
		char	c = *s;

		if (strchr(" -.\t\n", c) != NULL)
			continue;
		if (c >= 'a' && c <= 'z')
			c += 'A' - 'a';
		if (n == length || strchr(signs, c) == NULL)
			return (NULL);
		code[n++] = c;
	}
	return (n == length ? code : NULL);
}

const char *
feedback_code_typed(struct arena *a, const char *typed)
{
	return (code_typed(a, typed, FEEDBACK_CODE_LENGTH));
}
