#pragma once
/*
 * sandbox - runs a function on bytes that nobody trusts, where it can do no
 * harm.
 *
 * The function runs in a child process of its own that may compute, ask for a
 * bounded amount of memory, and write its answer to a pipe.  The kernel kills
 * it for anything else: a file, a socket, another process.  It has no
 * environment and no open file but the pipe, and little time.
 */
#include <stdbool.h>
#include <stddef.h>

enum confined {
	ANSWERED,
	BROKE_OUT,	/* it was killed, or ended without an answer */
	TOO_SLOW,
	NOT_STARTED,	/* no child could be had: ask again later */
};

struct confinement {
	/* Before the doors close: opens what the work reads.  Or NULL. */
	void	(*prepare)(void);
	/* answer is NULL where the work tells what it has to say. */
	void	(*work)(const void *given, void *answer);
	int	cpu_s, wall_ms;
	size_t	memory;		/* bytes */
};

/* given is seen as it is here; answer has n bytes, at most SANDBOX_MAX. */
enum { SANDBOX_MAX = 4096 };
enum confined	 confine(const struct confinement *, const void *given,
		    void *answer, size_t n);

/*
 * An answer of any length, piece by piece as it comes: take answers false when
 * it has heard enough of something that cannot be, which ends the child.  What
 * was told before a child broke out or was slow is no answer.
 */
enum confined	 confine_telling(const struct confinement *,
		    const void *given,
		    bool (*take)(void *to, const void *piece, size_t n),
		    void *to);
/* Says a piece, from within such work alone; whom nobody hears is ended. */
void		 confined_tell(const void *piece, size_t n);
