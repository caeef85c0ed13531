#pragma once
/*
 * tool - lets a compiler of src/tools, included whole, run many times in one
 * process: what would end it goes back to the harness, what it leaves to the
 * system is freed, and what it says is said to nobody.
 */
#include <err.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>

#include "harness.h"

enum { KEPT_MAX = 1 << 16 };

static void	*kept[KEPT_MAX];
static size_t	 nkept;
static jmp_buf	 the_end;
static FILE	*nowhere;

static inline void *
tool_keep(void *p)
{
	require(nkept < KEPT_MAX);
	return (kept[nkept++] = p);
}

static inline void
forget_all(void)
{
	while (nkept > 0)
		free(kept[--nkept]);
}

static inline void
open_nowhere(void)
{
	if (nowhere == NULL)
		nowhere = fopen("/dev/null", "w");
}

#define exit(status)		longjmp(the_end, 1)
#define malloc(n)		tool_keep(malloc(n))
#define calloc(n, size)		tool_keep(calloc(n, size))
#define strdup(s)		tool_keep(strdup(s))
#define strndup(s, n)		tool_keep(strndup(s, n))
#define free(p)			((void)(p))
#undef printf
#undef vprintf
#undef _GNU_SOURCE
#undef stderr
#undef stdout
#define stderr			nowhere
#define stdout			nowhere
#define printf(...)		fprintf(nowhere, __VA_ARGS__)
#define vprintf(...)		vfprintf(nowhere, __VA_ARGS__)
#define puts(s)			fprintf(nowhere, "%s\n", s)
#undef putchar
#define putchar(c)		putc(c, nowhere)
