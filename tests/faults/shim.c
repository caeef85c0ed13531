/*
 * shim - a full disk and a clock that steps, for programs that are not told.
 *
 * Preloaded into PostgreSQL, the server and the jobs by nemesis.mjs.  They
 * share a page, the file that WAYMARK_SHIM names: what is full, and how far
 * the clock is off.  A full disk takes what overwrites, and no more; no rights
 * are needed for that, where a small file system would have to be mounted.
 */
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <sys/uio.h>

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

enum full { NOTHING, DATA, TEMPORARY };

struct page { int32_t full, unused; int64_t off_s; };

static const volatile struct page	*page;
static const char			*data = "";

#define REAL(type, name, ...)						\
	static type (*real_##name)(__VA_ARGS__)

REAL(ssize_t, write, int, const void *, size_t);
REAL(ssize_t, writev, int, const struct iovec *, int);
REAL(ssize_t, pwrite, int, const void *, size_t, off_t);
REAL(ssize_t, pwritev, int, const struct iovec *, int, off_t);
REAL(int, posix_fallocate, int, off_t, off_t);
REAL(int, clock_gettime, clockid_t, struct timespec *);

__attribute__((constructor)) static void
start(void)
{
	const char	*path = getenv("WAYMARK_SHIM");
	int		 fd = path == NULL ? -1 : open(path, O_RDONLY);
	void		*mapped;

	real_write = dlsym(RTLD_NEXT, "write");
	real_writev = dlsym(RTLD_NEXT, "writev");
	real_pwrite = dlsym(RTLD_NEXT, "pwrite");
	real_pwritev = dlsym(RTLD_NEXT, "pwritev");
	real_posix_fallocate = dlsym(RTLD_NEXT, "posix_fallocate");
	real_clock_gettime = dlsym(RTLD_NEXT, "clock_gettime");
	if (getenv("WAYMARK_SHIM_DATA") != NULL)
		data = getenv("WAYMARK_SHIM_DATA");
	if (fd == -1)
		return;
	mapped = mmap(NULL, sizeof(struct page), PROT_READ, MAP_SHARED, fd, 0);
	close(fd);
	if (mapped != MAP_FAILED)
		page = mapped;
}

/* Under what does this file stand?  What has no name is temporary. */
static enum full
kind_of(int fd)
{
	char	link[40], path[PATH_MAX];
	ssize_t	n;

	snprintf(link, sizeof(link), "/proc/self/fd/%d", fd);
	if ((n = readlink(link, path, sizeof(path) - 1)) < 0)
		return (NOTHING);
	path[n] = '\0';
	if (strncmp(path, data, strlen(data)) == 0)
		return (strstr(path, "pgsql_tmp") ? TEMPORARY : DATA);
	return (strncmp(path, "/tmp", 4) == 0 ||
	    strncmp(path, "/var/tmp", 8) == 0 ||
	    strncmp(path, "/memfd", 6) == 0 ? TEMPORARY : NOTHING);
}

/* Whether there is no room for a file to reach so far; -1: where it stands. */
static bool
no_room(int fd, off_t from, size_t n)
{
	struct stat	st;
	int		saved = errno;
	bool		full;

	if (page == NULL || page->full == NOTHING)
		return (false);
	if (from == -1)
		from = lseek(fd, 0, SEEK_CUR);
	full = fstat(fd, &st) == 0 && S_ISREG(st.st_mode) &&
	    from + (off_t)n > st.st_size &&
	    kind_of(fd) == (enum full)page->full;
	errno = full ? ENOSPC : saved;
	return (full);
}

static size_t
length_of(const struct iovec *v, int n)
{
	size_t	all = 0;

	for (int i = 0; i < n; i++)
		all += v[i].iov_len;
	return (all);
}

ssize_t
write(int fd, const void *b, size_t n)
{
	if (real_write == NULL)	/* somebody starts before us */
		return (syscall(SYS_write, fd, b, n));
	return (no_room(fd, -1, n) ? -1 : real_write(fd, b, n));
}

ssize_t
writev(int fd, const struct iovec *v, int n)
{
	return (no_room(fd, -1, length_of(v, n)) ? -1 : real_writev(fd, v, n));
}

ssize_t
pwrite(int fd, const void *b, size_t n, off_t at)
{
	return (no_room(fd, at, n) ? -1 : real_pwrite(fd, b, n, at));
}

ssize_t
pwritev(int fd, const struct iovec *v, int n, off_t at)
{
	return (no_room(fd, at, length_of(v, n)) ? -1 :
	    real_pwritev(fd, v, n, at));
}

int
posix_fallocate(int fd, off_t at, off_t n)
{
	return (no_room(fd, at, (size_t)n) ? ENOSPC :
	    real_posix_fallocate(fd, at, n));
}

ssize_t	pwrite64(int, const void *, size_t, off_t)
	    __attribute__((alias("pwrite")));
ssize_t	pwritev64(int, const struct iovec *, int, off_t)
	    __attribute__((alias("pwritev")));
int	posix_fallocate64(int, off_t, off_t)
	    __attribute__((alias("posix_fallocate")));

int
clock_gettime(clockid_t which, struct timespec *t)
{
	int	status = real_clock_gettime != NULL ?
		    real_clock_gettime(which, t) :
		    (int)syscall(SYS_clock_gettime, which, t);

	if (page != NULL && (which == CLOCK_REALTIME ||
	    which == CLOCK_REALTIME_COARSE))
		t->tv_sec += page->off_s;
	return (status);
}

int
gettimeofday(struct timeval *restrict t, void *restrict unused)
{
	struct timespec	ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	*t = (struct timeval){ ts.tv_sec, ts.tv_nsec / 1000 };
	(void)unused;
	return (0);
}

time_t
time(time_t *t)
{
	struct timespec	ts;

	clock_gettime(CLOCK_REALTIME, &ts);
	if (t != NULL)
		*t = ts.tv_sec;
	return (ts.tv_sec);
}
