/* calls - what a worker may ask of the kernel. */
#include <kore/kore.h>
#include <kore/seccomp.h>

#include <sys/mman.h>

#include "calls.h"

#ifndef SECCOMP_RET_KILL_PROCESS
#error "these kernel headers are too old: a worker must die whole"
#endif

/*
 * All that a worker may ask of the kernel, from the day it takes requests:
 * Kore's loop, libpq over a Unix socket, glibc, OpenSSL and libsodium.  No
 * other network, no program to run, no memory both writable and executable.
 * Kore evaluates this before its own list; the last line ends the matter.
 * `seccomp_tracing yes` in the configuration logs what is missing.
 */
struct sock_filter calls[] = {
	KORE_SYSCALL_DENY(ioctl, EACCES),
	KORE_SYSCALL_DENY_WITH_FLAG(mprotect, 2, PROT_EXEC, EINVAL),
#ifdef SYS_mmap
	KORE_SYSCALL_DENY_WITH_FLAG(mmap, 2, PROT_EXEC | PROT_WRITE, EINVAL),
	KORE_SYSCALL_ALLOW(mmap),
#endif
	KORE_SYSCALL_ALLOW_ARG(socket, 0, AF_UNIX),
	KORE_SYSCALL_DENY(socket, EACCES),

	/* The loop and its connections. */
	KORE_SYSCALL_ALLOW(epoll_pwait), KORE_SYSCALL_ALLOW(epoll_ctl),
	KORE_SYSCALL_ALLOW(recvfrom), KORE_SYSCALL_ALLOW(sendto),
	KORE_SYSCALL_ALLOW(read), KORE_SYSCALL_ALLOW(write),
	KORE_SYSCALL_ALLOW(writev), KORE_SYSCALL_ALLOW(close),
	KORE_SYSCALL_ALLOW(accept), KORE_SYSCALL_ALLOW(accept4),
	KORE_SYSCALL_ALLOW(fcntl), KORE_SYSCALL_ALLOW(setsockopt),
	KORE_SYSCALL_ALLOW(getsockopt), KORE_SYSCALL_ALLOW(getsockname),
	KORE_SYSCALL_ALLOW(getpeername), KORE_SYSCALL_ALLOW(connect),
	KORE_SYSCALL_ALLOW(shutdown), KORE_SYSCALL_ALLOW(ppoll),
	KORE_SYSCALL_ALLOW(recvmsg), KORE_SYSCALL_ALLOW(sendmsg),

	/* Workbooks, in memory: no name of their own on a disk. */
	KORE_SYSCALL_ALLOW(memfd_create), KORE_SYSCALL_ALLOW(unlinkat),

	/* Files that are read: zones, accounts, locales. */
	KORE_SYSCALL_ALLOW(openat), KORE_SYSCALL_ALLOW(newfstatat),
	KORE_SYSCALL_ALLOW(fstat), KORE_SYSCALL_ALLOW(statx),
	KORE_SYSCALL_ALLOW(lseek), KORE_SYSCALL_ALLOW(pread64),
	KORE_SYSCALL_ALLOW(faccessat), KORE_SYSCALL_ALLOW(faccessat2),
	KORE_SYSCALL_ALLOW(readlinkat), KORE_SYSCALL_ALLOW(getdents64),
	KORE_SYSCALL_ALLOW(getcwd), KORE_SYSCALL_ALLOW(uname),

	/* Memory. */
	KORE_SYSCALL_ALLOW(brk), KORE_SYSCALL_ALLOW(munmap),
	KORE_SYSCALL_ALLOW(mremap), KORE_SYSCALL_ALLOW(madvise),
	KORE_SYSCALL_ALLOW(mprotect), KORE_SYSCALL_ALLOW(mlock),
	KORE_SYSCALL_ALLOW(munlock), KORE_SYSCALL_ALLOW(getrandom),
	KORE_SYSCALL_ALLOW(sysinfo), KORE_SYSCALL_ALLOW(prlimit64),

	/* Time, signals and an end. */
	KORE_SYSCALL_ALLOW(clock_gettime), KORE_SYSCALL_ALLOW(clock_getres),
	KORE_SYSCALL_ALLOW(gettimeofday), KORE_SYSCALL_ALLOW(nanosleep),
	KORE_SYSCALL_ALLOW(clock_nanosleep), KORE_SYSCALL_ALLOW(setitimer),
	KORE_SYSCALL_ALLOW(futex), KORE_SYSCALL_ALLOW(sched_yield),
	KORE_SYSCALL_ALLOW(sched_getaffinity), KORE_SYSCALL_ALLOW(sigaltstack),
	KORE_SYSCALL_ALLOW(rt_sigreturn), KORE_SYSCALL_ALLOW(rt_sigaction),
	KORE_SYSCALL_ALLOW(rt_sigprocmask), KORE_SYSCALL_ALLOW(rt_sigpending),
	KORE_SYSCALL_ALLOW(rt_sigtimedwait),
	KORE_SYSCALL_ALLOW(restart_syscall),
	KORE_SYSCALL_ALLOW(kill), KORE_SYSCALL_ALLOW(tgkill),
	KORE_SYSCALL_ALLOW(getpid), KORE_SYSCALL_ALLOW(gettid),
	KORE_SYSCALL_ALLOW(getppid), KORE_SYSCALL_ALLOW(getuid),
	KORE_SYSCALL_ALLOW(geteuid), KORE_SYSCALL_ALLOW(getgid),
	KORE_SYSCALL_ALLOW(getegid), KORE_SYSCALL_ALLOW(exit),
	KORE_SYSCALL_ALLOW(exit_group),

#ifdef SYS_open	/* What newer machines no longer have. */
	KORE_SYSCALL_ALLOW(open), KORE_SYSCALL_ALLOW(stat),
	KORE_SYSCALL_ALLOW(lstat), KORE_SYSCALL_ALLOW(access),
	KORE_SYSCALL_ALLOW(readlink), KORE_SYSCALL_ALLOW(poll),
	KORE_SYSCALL_ALLOW(epoll_wait), KORE_SYSCALL_ALLOW(alarm),
	KORE_SYSCALL_ALLOW(time), KORE_SYSCALL_ALLOW(unlink),
#endif
	KORE_BPF_RET(SECCOMP_RET_KILL_PROCESS),
};

const size_t	ncalls = sizeof(calls) / sizeof(*calls);
