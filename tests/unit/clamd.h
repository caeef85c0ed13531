#pragma once
/*
 * A virus scanner that is none: it speaks clamd's protocol on a Unix socket,
 * knows EICAR's harmless sample, and can behave badly.
 */
#include <sys/socket.h>
#include <sys/un.h>
#include <sys/wait.h>

#include <arpa/inet.h>
#include <signal.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum clamd_manner {
	ANSWERS, ANSWERS_SLOWLY, HALF_AN_ANSWER, TAKES_NO_MORE, HANGS_UP,
	SAYS_NOTHING
};

/* In two halves, so that no scanner takes this test for the sample. */
static const char eicar[] = "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-"
    "ANTIVIRUS" "-TEST-FILE!$H+H*";

static char	clamd_path[108];
static pid_t	clamd_pid;

static bool
clamd_reads(int fd, void *to, size_t n)
{
	ssize_t	got;

	for (char *s = to; n > 0; s += got, n -= (size_t)got)
		if ((got = recv(fd, s, n, 0)) <= 0)
			return (false);
	return (true);
}

static void
clamd_says(int fd, const char *words, enum clamd_manner way)
{
	size_t	n = strlen(words) + 1;

	if (way == ANSWERS_SLOWLY)
		usleep(300 * 1000);
	if (way == SAYS_NOTHING)
		usleep(3000 * 1000);
	if (way == HALF_AN_ANSWER)
		n /= 2;
	if (way != SAYS_NOTHING)
		send(fd, words, n, MSG_NOSIGNAL);
}

static void
clamd_scans(int fd, enum clamd_manner way)
{
	char		*all = malloc(1 << 24), virus[sizeof(eicar)];
	size_t		 n = 0;
	uint32_t	 length = 1;

	snprintf(virus, sizeof(virus), "%s", eicar);
	while (clamd_reads(fd, &length, 4) && (length = ntohl(length)) > 0 &&
	    n + length < 1 << 24 && clamd_reads(fd, all + n, length)) {
		n += length;
		if (way == HANGS_UP)
			break;
		if (way == TAKES_NO_MORE) {
			clamd_says(fd, "INSTREAM size limit exceeded. ERROR",
			    ANSWERS);
			break;
		}
	}
	if (length == 0)
		clamd_says(fd, memmem(all, n, virus, strlen(virus)) != NULL ?
		    "stream: Eicar-Signature FOUND" : "stream: OK", way);
	free(all);
}

static void
clamd_lives(int door, enum clamd_manner way)
{
	char	command[64];
	size_t	n;
	int	fd;

	while ((fd = accept(door, NULL, NULL)) != -1) {
		for (n = 0; n < sizeof(command) && clamd_reads(fd,
		    command + n, 1) && command[n] != '\0'; n++)
			;
		command[sizeof(command) - 1] = '\0';
		if (strcmp(command, "zVERSION") == 0)
			clamd_says(fd, "ClamAV 1.4.6/27000", ANSWERS);
		else if (strcmp(command, "zINSTREAM") == 0)
			clamd_scans(fd, way);
		close(fd);
	}
}

/* Its socket is clamd_path from here on. */
static void
clamd_starts(enum clamd_manner way)
{
	struct sockaddr_un	 address = { .sun_family = AF_UNIX };
	int			 door = socket(AF_UNIX, SOCK_STREAM, 0);

	snprintf(clamd_path, sizeof(clamd_path), "/tmp/waymark-clamd.%d",
	    (int)getpid());
	unlink(clamd_path);
	strcpy(address.sun_path, clamd_path);
	if (bind(door, (struct sockaddr *)&address, sizeof(address)) == -1 ||
	    listen(door, 8) == -1 || (clamd_pid = fork()) == -1)
		abort();
	if (clamd_pid == 0) {
		clamd_lives(door, way);
		_exit(0);
	}
	close(door);
}

static void
clamd_stops(void)
{
	if (clamd_pid > 0) {
		kill(clamd_pid, SIGKILL);
		waitpid(clamd_pid, NULL, 0);
	}
	clamd_pid = 0;
	unlink(clamd_path);
}
