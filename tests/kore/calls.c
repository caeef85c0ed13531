/*
 * calls - tries every system call that there is as a worker would, and says
 * which of them do not end it:
 *
 *	build/tests/kore/calls
 *
 * Each is made by a process of its own under the worker's list, with arguments
 * that do nothing.  A line each: its name, and "refused" where the kernel
 * answers with an error of the list's own.
 */
#include <sys/prctl.h>
#include <sys/wait.h>

#include <errno.h>
#include <linux/seccomp.h>
#include <seccomp.h>
#include <signal.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <unistd.h>

#include "calls.h"

enum { CALLS_MAX = 1024, LOAD = BPF_LD | BPF_W | BPF_ABS };

/* Newer kernels let these pass every list; without a probe they do nothing. */
enum { URETPROBE = 335, UPROBE = 336 };

/* The list, behind what loads a call's number. */
static void
enter_sandbox(void)
{
	size_t			 n = ncalls + 1;
	struct sock_filter	*all = calloc(n, sizeof(*all));
	struct sock_fprog	 program = { (unsigned short)n, all };

	if (all == NULL)
		abort();
	all[0] = (struct sock_filter)BPF_STMT(LOAD,
	    offsetof(struct seccomp_data, nr));
	memcpy(all + 1, calls, ncalls * sizeof(*all));
	if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == -1 ||
	    prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program) == -1)
		abort();
}

/* No descriptor, no address, no process and no length is -1. */
static void
try(long nr)
{
	enter_sandbox();
	errno = 0;
	syscall(nr, -1L, -1L, -1L, -1L, -1L, -1L);
	syscall(SYS_exit_group, errno == EACCES ? 2 : 0);
}

/* How the process that tried it ended. */
static int
outcome(long nr)
{
	pid_t	child;
	int	status;

	fflush(stdout);
	if ((child = fork()) == 0) {
		alarm(5);
		try(nr);
	}
	if (child == -1 || waitpid(child, &status, 0) != child)
		abort();
	return (status);
}

int
main(void)
{
	char	*name;
	int	 status;

	for (long nr = 0; nr < CALLS_MAX; nr++) {
		if (nr == URETPROBE || nr == UPROBE)
			continue;
		status = outcome(nr);
		if (WIFSIGNALED(status) && WTERMSIG(status) == SIGSYS)
			continue;
		name = seccomp_syscall_resolve_num_arch(SCMP_ARCH_NATIVE,
		    (int)nr);
		printf("%s%s\n", name != NULL ? name : "?",
		    WIFEXITED(status) && WEXITSTATUS(status) == 2 ?
		    " refused" : "");
		free(name);
	}
	return (EXIT_SUCCESS);
}
