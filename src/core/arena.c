/*
 * Memory that lives as long as one request, cut from a few large blocks.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "core/arena.h"

#ifdef __SANITIZE_ADDRESS__
#include <sanitizer/asan_interface.h>
#define forbid(p, n) ASAN_POISON_MEMORY_REGION((p), (n))
#define permit(p, n) ASAN_UNPOISON_MEMORY_REGION((p), (n))
enum { GAP = 16 };		/* so that running over an end is seen */
#else
#define forbid(p, n) ((void)(p), (void)(n))
#define permit(p, n) ((void)(p), (void)(n))
enum { GAP = 0 };
#endif

enum { BLOCK = 64 * 1024, ALIGN = 16 };

/* Blocks are a list, the one that is being cut first. */
struct block {
	struct block	*next;
	size_t		 size;
	_Alignas(ALIGN) char data[];
};

static struct block *
block_new(size_t size, struct block *next)
{
	struct block	*b = malloc(sizeof(*b) + size);

	if (b == NULL)
		abort();
	b->size = size;
	b->next = next;
	forbid(b->data, size);
	return (b);
}

/* What would fill most of a block gets one of its own, behind the first. */
static void *
alloc_large(struct arena *a, size_t n)
{
	struct block	*b;

	if (a->blocks == NULL)
		a->blocks = block_new(BLOCK, NULL);
	b = block_new(n, a->blocks->next);
	a->blocks->next = b;
	return (b->data);
}

void *
arena_alloc(struct arena *a, size_t n)
{
	size_t	 size;
	char	*p;

	if (n > SIZE_MAX / 2)
		abort();
	size = (n + GAP + ALIGN - 1) & ~(size_t)(ALIGN - 1);
	if (size == 0)
		size = ALIGN;
	if (size > BLOCK / 2)
		p = alloc_large(a, size);
	else {
		if (a->blocks == NULL || a->blocks->size - a->used < size) {
			a->blocks = block_new(BLOCK, a->blocks);
			a->used = 0;
		}
		p = a->blocks->data + a->used;
		a->used += size;
	}
	permit(p, n);
	return (memset(p, 0, n));
}

void *
arena_array(struct arena *a, size_t n, size_t size)
{
	if (size != 0 && n > SIZE_MAX / size)
		abort();
	return (arena_alloc(a, n * size));
}

void *
arena_copy(struct arena *a, const void *from, size_t n)
{
	void	*to = arena_alloc(a, n);

	return (n == 0 ? to : memcpy(to, from, n));
}

char *
arena_strdup(struct arena *a, const char *s)
{
	return (arena_copy(a, s, strlen(s) + 1));
}

char *
arena_strndup(struct arena *a, const char *s, size_t max)
{
	size_t	n = strnlen(s, max);

	return (memcpy(arena_alloc(a, n + 1), s, n));
}

char *
arena_printf(struct arena *a, const char *fmt, ...)
{
	va_list	 ap;
	char	*s;

	va_start(ap, fmt);
	s = arena_vprintf(a, fmt, ap);
	va_end(ap);
	return (s);
}

char *
arena_vprintf(struct arena *a, const char *fmt, va_list ap)
{
	va_list	 again;
	char	*s;
	int	 n;

	va_copy(again, ap);
	n = vsnprintf(NULL, 0, fmt, again);
	va_end(again);
	if (n < 0)
		abort();
	s = arena_alloc(a, (size_t)n + 1);
	vsnprintf(s, (size_t)n + 1, fmt, ap);
	return (s);
}

static void
free_all(struct block *b)
{
	struct block	*next;

	for (; b != NULL; b = next) {
		next = b->next;
		free(b);
	}
}

/* The first block stays, so that a warm worker seldom asks for memory. */
void
arena_reset(struct arena *a)
{
	if (a->blocks == NULL)
		return;
	free_all(a->blocks->next);
	a->blocks->next = NULL;
	a->used = 0;
	forbid(a->blocks->data, a->blocks->size);
}

void
arena_release(struct arena *a)
{
	free_all(a->blocks);
	*a = (struct arena){ 0 };
}
