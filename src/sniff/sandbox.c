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
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "sniff/sandbox.h"

enum {
	NO_SANDBOX = 3,			/* how a child ends that has none */
	PIPE_BYTES = 512 * 1024		/* fewer turns for a long answer */
};

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

static int door = -1;		/* the child's, to be heard through */

void
confined_tell(const void *piece, size_t n)
{
	const char	*from = piece;
	ssize_t		 w;

	for (; n > 0; n -= (size_t)w, from += w)
		if ((w = write(door, from, n)) <= 0)
			_exit(1);
}

/* The child's whole life.  What it holds goes with it. */
static void
live(const struct confinement *c, const void *given, void *answer, size_t n,
    int fd)
{
	if (!lock_in(c, fd))
		_exit(NO_SANDBOX);
	door = fd;
	c->work(given, answer);
	confined_tell(answer, n);
	_exit(0);
}

/* Who listens, and until when. */
struct listener {
	bool	(*take)(void *to, const void *piece, size_t n);
	void	*to;
	int64_t	 deadline;
};

/* Reads until the child closes its end. */
static enum { HEARD, TIRED, LATE }
hear(int fd, const struct listener *l)
{
	static char	 piece[64 * 1024];
	struct pollfd	 pfd = { .fd = fd, .events = POLLIN };
	ssize_t		 r;
	int64_t		 left;

	for (;;) {
		if ((left = l->deadline - now_ms()) <= 0)
			return (LATE);
		if (poll(&pfd, 1, (int)left) <= 0)
			continue;
		r = read(fd, piece, sizeof(piece));
		if (r == 0 || (r < 0 && errno != EINTR))
			return (HEARD);
		if (r > 0 && !l->take(l->to, piece, (size_t)r))
			return (TIRED);
	}
}

static enum confined
attend(pid_t child, int fd, const struct listener *l)
{
	int	how, heard = hear(fd, l);

	if (heard != HEARD)
		kill(child, SIGKILL);
	close(fd);
	while (waitpid(child, &how, 0) == -1)
		if (errno != EINTR)
			return (BROKE_OUT);
	if (heard == LATE || (WIFSIGNALED(how) && WTERMSIG(how) == SIGXCPU))
		return (TOO_SLOW);
	if (WIFEXITED(how) && WEXITSTATUS(how) == NO_SANDBOX)
		return (NOT_STARTED);
	return (heard == HEARD && WIFEXITED(how) && WEXITSTATUS(how) == 0 ?
	    ANSWERED : BROKE_OUT);
}

static enum confined
send_out(const struct confinement *c, const void *given, void *answer, size_t n,
    struct listener *l)
{
	pid_t	child;
	int	ends[2];

	if (pipe2(ends, O_CLOEXEC) == -1)
		return (NOT_STARTED);
	fcntl(ends[0], F_SETPIPE_SZ, PIPE_BYTES);
	if ((child = fork()) == -1) {
		close(ends[0]);
		close(ends[1]);
		return (NOT_STARTED);
	}
	if (child == 0)
		live(c, given, answer, n, ends[1]);
	close(ends[1]);
	l->deadline = now_ms() + c->wall_ms;
	return (attend(child, ends[0], l));
}

/* An answer of one length. */
struct answer { char *to; size_t n, got; };

static bool
take_answer(void *to, const void *piece, size_t n)
{
	struct answer	*a = to;

	if (n > a->n - a->got)
		return (false);
	memcpy(a->to + a->got, piece, n);
	a->got += n;
	return (true);
}

enum confined
confine(const struct confinement *c, const void *given, void *answer, size_t n)
{
	struct answer	a = { answer, n, 0 };
	struct listener	l = { take_answer, &a };
	enum confined	how;

	if (n > SANDBOX_MAX)
		return (NOT_STARTED);
	how = send_out(c, given, answer, n, &l);
	return (how == ANSWERED && a.got != n ? BROKE_OUT : how);
}

enum confined
confine_telling(const struct confinement *c, const void *given,
    bool (*take)(void *to, const void *piece, size_t n), void *to)
{
	struct listener	l = { take, to };

	return (send_out(c, given, NULL, 0, &l));
}
