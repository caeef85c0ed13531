/* scanner - asks clamd by its Unix socket, INSTREAM. */
#include <sys/socket.h>
#include <sys/un.h>

#include <arpa/inet.h>
#include <errno.h>
#include <poll.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "core/clock.h"
#include "jobs/scanner.h"

enum { PIECE = 64 * 1024, ANSWER_MAX = 4096 };

static bool
wait_for(int fd, short events, int64_t deadline)
{
	struct pollfd	pfd = { .fd = fd, .events = events };
	int64_t		left;
	int		n = -1;

	while (n == -1 && (left = deadline - now_ms()) > 0) {
		n = poll(&pfd, 1, (int)left);
		if (n == -1 && errno != EINTR)
			return (false);
	}
	return (n > 0);
}

static int
reach(const char *path, int64_t deadline)
{
	struct sockaddr_un	address = { .sun_family = AF_UNIX };
	int			fd;

	if (strlen(path) >= sizeof(address.sun_path))
		return (-1);
	strcpy(address.sun_path, path);
	fd = socket(AF_UNIX, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
	if (fd == -1)
		return (-1);
	while (connect(fd, (struct sockaddr *)&address, sizeof(address)) == -1)
		if (errno != EAGAIN || now_ms() >= deadline ||
		    poll(NULL, 0, 50) == -1) {	/* its queue is full */
			close(fd);
			return (-1);
		}
	return (fd);
}

static bool
tell(int fd, const void *from, size_t n, int64_t deadline)
{
	const char	*s = from;
	ssize_t		 sent;

	while (n > 0) {
		if (!wait_for(fd, POLLOUT, deadline))
			return (false);
		sent = send(fd, s, n, MSG_NOSIGNAL);
		if (sent == -1 && errno != EAGAIN && errno != EINTR)
			return (false);
		if (sent > 0) {
			s += sent;
			n -= (size_t)sent;
		}
	}
	return (true);
}

/* One answer, which a NUL ends; false when it ends before. */
static bool
hear(int fd, char *answer, size_t room, int64_t deadline)
{
	size_t	n = 0;
	ssize_t	got;

	while (n < room && wait_for(fd, POLLIN, deadline)) {
		got = recv(fd, answer + n, room - n, 0);
		if (got == 0 || (got == -1 && errno != EAGAIN &&
		    errno != EINTR))
			return (false);
		n += got > 0 ? (size_t)got : 0;
		if (memchr(answer, '\0', n) != NULL)
			return (true);
	}
	return (false);
}

static bool
ask_version(const char *path, char *engine, size_t room, int64_t deadline)
{
	static const char	question[] = "zVERSION";
	char			answer[ANSWER_MAX];
	int			fd = reach(path, deadline);
	bool			ok;

	if (fd == -1)
		return (false);
	ok = tell(fd, question, sizeof(question), deadline) &&
	    hear(fd, answer, sizeof(answer), deadline) && *answer != '\0';
	close(fd);
	if (ok)
		snprintf(engine, room, "%.*s", (int)room - 1, answer);
	return (ok);
}

/* Each piece behind its length; none ends it.  clamd may answer, and close,
 * before it has all. */
static void
tell_pieces(int fd, const char *s, size_t n, int64_t deadline)
{
	uint32_t	length;
	size_t		piece;

	do {
		piece = n < PIECE ? n : PIECE;
		length = htonl((uint32_t)piece);
		if (!tell(fd, &length, sizeof(length), deadline) ||
		    !tell(fd, s, piece, deadline))
			return;
		s += piece;
		n -= piece;
	} while (piece > 0);
}

/* "stream: OK", "stream: Eicar-Signature FOUND", "... ERROR" */
static void
understand(struct scan *s, const char *answer)
{
	const char	*colon = strstr(answer, ": ");
	const char	*words = colon != NULL ? colon + 2 : answer;
	size_t		 n = strlen(words);

	if (strcmp(words, "OK") == 0)
		s->is = SCAN_CLEAN;
	else if (n > 6 && strcmp(words + n - 6, " FOUND") == 0) {
		s->is = SCAN_INFECTED;
		snprintf(s->found, sizeof(s->found), "%.*s", (int)(n - 6 <
		    SCAN_WORDS - 1 ? n - 6 : SCAN_WORDS - 1), words);
	} else
		snprintf(s->found, sizeof(s->found), "%.*s", SCAN_WORDS - 1,
		    answer);
}

struct scan
scan(const char *path, const void *bytes, size_t n, int wait_ms)
{
	static const char	 question[] = "zINSTREAM";
	struct scan		 s = { SCAN_NO_ANSWER, "", "no answer" };
	int64_t			 deadline = now_ms() + wait_ms;
	char			 answer[ANSWER_MAX];
	int			 fd;

	if (!ask_version(path, s.engine, sizeof(s.engine), deadline) ||
	    (fd = reach(path, deadline)) == -1)
		return (s);
	if (tell(fd, question, sizeof(question), deadline)) {
		tell_pieces(fd, bytes, n, deadline);
		if (hear(fd, answer, sizeof(answer), deadline))
			understand(&s, answer);
	}
	close(fd);
	return (s);
}
