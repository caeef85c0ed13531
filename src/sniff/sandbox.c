/* sandbox - a child process that may compute and answer, and nothing else. */
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <seccomp.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <unistd.h>

#include "core/clock.h"
#include "sniff/sandbox.h"

enum { NO_SANDBOX = 3 };		/* how a child ends that has none */

/* At soft the kernel asks, at hard it kills. */
static bool
limit(int what, rlim_t soft, rlim_t hard)
{
	return (setrlimit(what, &(struct rlimit){ soft, hard }) == 0);
}

/* The sanitizers reserve more address space than anybody has. */
static bool
limit_all(const struct confinement *c)
{
#ifndef __SANITIZE_ADDRESS__
	if (!limit(RLIMIT_AS, c->memory, c->memory))
		return (false);
#endif
	return (limit(RLIMIT_CPU, (rlim_t)c->cpu_s, (rlim_t)c->cpu_s + 1) &&
	    limit(RLIMIT_CORE, 0, 0) && limit(RLIMIT_FSIZE, 0, 0) &&
	    limit(RLIMIT_NOFILE, 0, 0) && limit(RLIMIT_NPROC, 0, 0));
}

/* Memory, the answer, and the end; anything else is death. */
static bool
close_doors(int answer)
{
	const struct scmp_arg_cmp	data = SCMP_A2(SCMP_CMP_MASKED_EQ,
					    PROT_EXEC, 0);
	scmp_filter_ctx			ctx;
	bool				ok;

	if ((ctx = seccomp_init(SCMP_ACT_KILL_PROCESS)) == NULL)
		return (false);
#define ALLOW(call, ...)						\
	(seccomp_rule_add(ctx, SCMP_ACT_ALLOW, SCMP_SYS(call),		\
	    __VA_ARGS__) == 0)
	ok = ALLOW(write, 1, SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)answer)) &&
	    ALLOW(mmap, 2, data, SCMP_A3(SCMP_CMP_MASKED_EQ, MAP_ANONYMOUS,
	    MAP_ANONYMOUS)) &&
	    ALLOW(mprotect, 1, data) && ALLOW(munmap, 0) &&
	    ALLOW(mremap, 0) && ALLOW(madvise, 0) && ALLOW(brk, 0) &&
	    ALLOW(exit_group, 0);
#ifdef __SANITIZE_ADDRESS__
	ok = ok && ALLOW(sched_yield, 0) && ALLOW(sigaltstack, 0) &&
	    ALLOW(gettid, 0) && ALLOW(getpid, 0) && ALLOW(futex, 0);
#endif
#undef ALLOW
	ok = ok && seccomp_load(ctx) == 0;
	seccomp_release(ctx);
	return (ok);
}

/* What we were born with that the work has no use for. */
static bool
leave_all(int keep)
{
	return (clearenv() == 0 &&
	    (keep == 0 || close_range(0, (unsigned int)keep - 1, 0) == 0) &&
	    close_range((unsigned int)keep + 1, ~0U, 0) == 0);
}

static bool
lock_in(const struct confinement *c, int answer)
{
	if (prctl(PR_SET_PDEATHSIG, SIGKILL) != 0 ||
	    prctl(PR_SET_DUMPABLE, 0) != 0)
		return (false);
	if (!leave_all(answer))
		return (false);
	if (c->prepare != NULL)
		c->prepare();
	return (limit_all(c) && close_doors(answer));
}

/* The child's whole life.  What it holds goes with it. */
static void
live(const struct confinement *c, const void *given, void *answer, size_t n,
    int fd)
{
	if (!lock_in(c, fd))
		_exit(NO_SANDBOX);
	c->work(given, answer);
	_exit(write(fd, answer, n) == (ssize_t)n ? 0 : 1);
}

/* Reads until the child closes its end; false when it is late. */
static bool
hear(int fd, char *answer, size_t n, size_t *got, int64_t deadline)
{
	struct pollfd	 pfd = { .fd = fd, .events = POLLIN };
	char		 more;
	ssize_t		 r;
	int64_t		 left;

	for (;;) {
		if ((left = deadline - now_ms()) <= 0)
			return (false);
		if (poll(&pfd, 1, (int)left) <= 0)
			continue;
		r = *got < n ? read(fd, answer + *got, n - *got) :
		    read(fd, &more, 1);
		if (r > 0)
			*got += (size_t)r;	/* more than n is too much */
		else if (r == 0 || errno != EINTR)
			return (true);
		if (*got > n)
			return (true);
	}
}

static enum confined
attend(const struct confinement *c, pid_t child, int fd, char *answer, size_t n)
{
	size_t	got = 0;
	int	how;
	bool	in_time = hear(fd, answer, n, &got, now_ms() + c->wall_ms);

	if (!in_time || got != n)
		kill(child, SIGKILL);
	close(fd);
	while (waitpid(child, &how, 0) == -1)
		if (errno != EINTR)
			return (BROKE_OUT);
	if (!in_time || (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU))
		return (TOO_SLOW);
	if (WIFEXITED(how) && WEXITSTATUS(how) == NO_SANDBOX)
		return (NOT_STARTED);
	return (WIFEXITED(how) && WEXITSTATUS(how) == 0 && got == n ?
	    ANSWERED : BROKE_OUT);
}

enum confined
confine(const struct confinement *c, const void *given, void *answer, size_t n)
{
	pid_t	child;
	int	ends[2];

	if (n > SANDBOX_MAX || pipe2(ends, O_CLOEXEC) == -1)
		return (NOT_STARTED);
	if ((child = fork()) == -1) {
		close(ends[0]);
		close(ends[1]);
		return (NOT_STARTED);
	}
	if (child == 0)
		live(c, given, answer, n, ends[1]);
	close(ends[1]);
	return (attend(c, child, ends[0], answer, n));
}
