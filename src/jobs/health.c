/* health - ask a running server whether it is well. */
#include <arpa/inet.h>
#include <stdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

#include "jobs/health.h"

enum { PATIENCE_S = 5 };

static int
connect_to(int port)
{
	struct sockaddr_in	address = { .sin_family = AF_INET };
	struct timeval		patience = { .tv_sec = PATIENCE_S };
	int			fd;

	address.sin_port = htons((uint16_t)port);
	address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
	if ((fd = socket(AF_INET, SOCK_STREAM, 0)) == -1)
		return (-1);
	setsockopt(fd, SOL_SOCKET, SO_RCVTIMEO, &patience, sizeof(patience));
	setsockopt(fd, SOL_SOCKET, SO_SNDTIMEO, &patience, sizeof(patience));
	if (connect(fd, (struct sockaddr *)&address, sizeof(address)) == 0)
		return (fd);
	close(fd);
	return (-1);
}

enum health
health_ask(int port)
{
	char		question[128], answer[64];
	size_t		n = 0;
	ssize_t		got;
	enum health	health = ILL;
	int		fd = connect_to(port);

	if (fd == -1)
		return (NOBODY_THERE);
	snprintf(question, sizeof(question), "GET /health HTTP/1.1\r\n"
	    "Host: 127.0.0.1:%d\r\nConnection: close\r\n\r\n", port);
	if (send(fd, question, strlen(question), MSG_NOSIGNAL) ==
	    (ssize_t)strlen(question))
		while (n < sizeof(answer) - 1 && (got = recv(fd, answer + n,
		    sizeof(answer) - 1 - n, 0)) > 0)
			n += (size_t)got;
	close(fd);
	answer[n] = '\0';
	if (strncmp(answer, "HTTP/1.1 200", 12) == 0)
		health = WELL;
	return (health);
}

bool
health_wait(int port, int seconds)
{
	struct timespec	 quarter = { .tv_nsec = 250 * 1000 * 1000 };

	for (int i = 0; i < seconds * 4; i++) {
		if (health_ask(port) == WELL)
			return (true);
		nanosleep(&quarter, NULL);
	}
	return (false);
}
