#pragma once
/*
 * arena - memory that lives as long as one request.
 *
 * Nothing is freed one by one: arena_reset() drops it all.  Never returns
 * NULL: a process that is out of memory aborts, and its parent starts another.
 */
#include <stdarg.h>
#include <stddef.h>

struct arena {
	struct block	*blocks;
	size_t		 used;
};

void	*arena_alloc(struct arena *, size_t);	/* zeroed, aligned to 16 */
/* A product that overflows aborts. */
void	*arena_array(struct arena *, size_t n, size_t size);
void	*arena_copy(struct arena *, const void *, size_t);
char	*arena_strdup(struct arena *, const char *);
char	*arena_strndup(struct arena *, const char *, size_t);
char	*arena_printf(struct arena *, const char *, ...)
	    __attribute__((format(printf, 2, 3)));
char	*arena_vprintf(struct arena *, const char *, va_list)
	    __attribute__((format(printf, 2, 0)));
void	 arena_reset(struct arena *);
void	 arena_release(struct arena *);
